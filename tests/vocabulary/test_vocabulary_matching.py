"""From what people write to the official terms: what is one for sure, what is only close, and what is neither."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.vocabulary import MatchKind, TermKind, known_term, match, terms

CATEGORY, PURPOSE, SUBJECT, RECIPIENT, MEASURE = TermKind
TO_CAPITALS = str.maketrans("iı", "İI")
TO_ASCII = str.maketrans("ıİçÇğĞöÖşŞüÜâûîÂÛÎ", "iIcCgGoOsSuUauiAUI")
SPELLINGS = {
    "as published": lambda name: name,
    "capitals": lambda name: name.translate(TO_CAPITALS).upper(),
    "small letters": lambda name: name.replace("I", "ı").replace("İ", "i").lower(),
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "spaces": lambda name: f"  {name.replace(' ', '  ')} ",
    "no-break spaces": lambda name: name.replace(" ", "\xa0"),
    "line ends": lambda name: name.replace(" ", "\n"),
    "tight slashes": lambda name: name.replace(" / ", "/"),
    "wide slashes": lambda name: name.replace("/", " / "),
    "no full stop": lambda name: name.removesuffix("."),
    "no circumflex": lambda name: name.translate(str.maketrans("âûî", "aui")),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("kind", TermKind)
def test_every_official_term_is_itself_however_spelt(kind, spelling):
    found = {term.name: match(kind, SPELLINGS[spelling](term.name)) for term in terms(kind)}

    assert {name: (each.kind, each.term) for name, each in found.items()} == {
        name: (MatchKind.EXACT, name) for name in found
    }


@pytest.mark.parametrize("capitals", [False, True])
@pytest.mark.parametrize("kind", TermKind)
def test_every_term_and_alias_is_found_without_turkish_letters(kind, capitals):
    for term in terms(kind):
        for label in (term.name, *term.aliases):
            plain = label.translate(TO_ASCII)
            assert match(kind, plain.upper() if capitals else plain).term == term.name


@pytest.mark.parametrize("kind", TermKind)
def test_every_alias_stands_for_its_term(kind):
    for term in terms(kind):
        for alias in term.aliases:
            assert match(kind, alias).term == match(kind, SPELLINGS["capitals"](alias)).term == term.name


@pytest.mark.parametrize("tail", ["Bilgisi", "Bilgileri", "Verisi", "Verileri", "BİLGİLERİNİZ"])
def test_categories_may_carry_a_generic_tail(tail):
    assert all(match(CATEGORY, f"{term.name} {tail}").term == term.name for term in terms(CATEGORY))


@pytest.mark.parametrize(
    ("kind", "label", "term"),
    [
        (CATEGORY, "Finansal Veriler", "Finans"),
        (CATEGORY, "sağlık", "Sağlık Bilgileri"),
        (CATEGORY, "Biyometrik Veriler", "Biyometrik Veri"),
        (CATEGORY, "Görsel/İşitsel", "Görsel ve İşitsel Kayıtlar"),
        (CATEGORY, "Konum", "Lokasyon"),
        (CATEGORY, "Diğer", "Diğer Bilgiler"),
        (SUBJECT, "ÇALIŞANLAR", "Çalışan"),
        (SUBJECT, "Çalışan Adayları", "Çalışan Adayı"),
        (SUBJECT, "Potansiyel Müşteriler", "Potansiyel Ürün veya Hizmet Alıcısı"),
        (SUBJECT, "Tederikçi Yetkilisi", "Tedarikçi Yetkilisi"),
        (RECIPIENT, "Tedarikçi", "Tedarikçiler"),
        (RECIPIENT, "Topluluk Şirketi", "Topluluk Şirketleri"),
    ],
)
def test_aliases_plurals_and_tails(kind, label, term):
    assert match(kind, label).kind is MatchKind.ALIAS
    assert match(kind, label).term == term


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (CATEGORY, "Güvenlik"),
        (CATEGORY, "İşlem"),
        (CATEGORY, "Uyruk"),
        (CATEGORY, "Müşteri"),
        (CATEGORY, "Çalışan İşlem"),
        (CATEGORY, "Sağlık Raporu"),
        (CATEGORY, "Kişisel Veri"),
        (CATEGORY, "Bilgi"),
        (SUBJECT, "Tedarikçi"),
        (SUBJECT, "Eski Çalışan"),
        (SUBJECT, "Çalışan Yakını"),
        (SUBJECT, "Müşteri Çalışanı"),
        (SUBJECT, "Üye"),
        (SUBJECT, "Veli"),
        (RECIPIENT, "Banka"),
        (RECIPIENT, "SGK"),
        (RECIPIENT, "Müşteri"),
        (PURPOSE, "Muhasebe İşlerinin Yürütülmesi"),
        (MEASURE, "Kilitli dolap kullanılmaktadır."),
        (CATEGORY, ""),
        (CATEGORY, "?!"),
    ],
)
def test_what_is_no_official_term(kind, label):
    found = match(kind, label)

    assert (found.kind, found.term, found.suggestion) == (MatchKind.NONE, None, None)


@pytest.mark.parametrize(
    ("kind", "label", "suggestion"),
    [
        (PURPOSE, "Finans ve Muhasebe Süreçlerinin Yürütülmesi", "Finans Ve Muhasebe İşlerinin Yürütülmesi"),
        (PURPOSE, "Talep ve Şikayetlerin Takipi", "Talep / Şikayetlerin Takibi"),
        (RECIPIENT, "Yetkili Kamu ve Kuruluşları", "Yetkili Kamu Kurum ve Kuruluşları"),
        (SUBJECT, "Tedarikci Yetkilisii", "Tedarikçi Yetkilisi"),
        (MEASURE, "Güvenlik duvarı kullanılmaktadır", "Güvenlik duvarları kullanılmaktadır."),
        (CATEGORY, "Eğitim Bilgileri", "Mesleki Deneyim"),
    ],
)
def test_what_is_close_is_offered_and_never_applied(kind, label, suggestion):
    found = match(kind, label)

    assert (found.kind, found.term, found.suggestion) == (MatchKind.CLOSE, None, suggestion)
    assert 0 < found.score <= 1
    assert known_term(kind, label) is None


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (PURPOSE, "Bordro Süreçlerinin Yürütülmesi"),
        (PURPOSE, "Servis Faaliyetlerinin Yürütülmesi"),
        (PURPOSE, "Yemekhane İşlerinin Yürütülmesi"),
        (PURPOSE, "Kalite Yönetimi Süreçlerinin Yürütülmesi"),
        (PURPOSE, "Hasta Kayıtlarının Oluşturulması Ve Takibi"),
        (PURPOSE, "Süreçlerinin Yürütülmesi"),
        (MEASURE, "Maskeleme yapılmaktadır."),
        (MEASURE, "Arşivleme yapılmaktadır."),
        (MEASURE, "Kartlı geçiş sistemleri kullanılmaktadır."),
    ],
)
def test_boilerplate_makes_nothing_close(kind, label):
    assert match(kind, label).kind is MatchKind.NONE


@given(st.sampled_from(TermKind), st.text())
def test_matching_takes_any_text(kind, label):
    found = match(kind, label)

    assert (found.term is not None) == (found.kind in {MatchKind.EXACT, MatchKind.ALIAS})
    assert (found.suggestion is not None) == (found.kind is MatchKind.CLOSE)
    assert known_term(kind, label) == (found if found.term else None)
