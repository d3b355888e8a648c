"""What a cell answers before it is split: nothing stated, none, yes, no; and whether data go abroad."""

import pytest

from kvkkctl.inventory.answers import is_absence, is_none, is_stated, read_flag
from kvkkctl.inventory.cells import read_abroad
from kvkkctl.vocabulary import known_term

NONES = (
    "-",
    "--",
    "—",
    "–",
    "-----",
    "/",
    "Yok",
    "YOK.",
    "yoktur",
    "Hayır",
    "H",
    "Aktarım yok",
    "Alıcı bulunmamaktadır",
    "Herhangi bir aktarım söz konusu değildir.",
    "Özel nitelikli veri işlenmemektedir",
    "Veri mevcut değil",
)
YESES = (
    "Evet",
    "EVET",
    "E",
    "Var",
    "X",
    "x",
    "✓",
    "✔",
    "yes",
    "Aktarılıyor",
    "Yurt dışına aktarım yapılmaktadır.",
    "Yurt dışına veri aktarılmaktadır",
    "Yurtdışına aktarım var",
    "Veriler paylaşılır",
)
GERMANY, USA = "Almanya", "Amerika Birleşik Devletleri"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n ",
        "\xa0",
        "???",
        "?",
        ".",
        "n/a",
        "N/A",
        "NA",
        "bilinmiyor",
        "BİLİNMİYOR",
        "Belirsiz",
        "Belirlenmedi.",
    ],
)
def test_what_states_nothing(text):
    assert not is_stated(text)
    assert read_flag(text) is None


@pytest.mark.parametrize("text", NONES)
def test_what_states_that_there_is_none(text):
    assert is_stated(text)
    assert is_none(text)
    assert is_absence(text)
    assert read_flag(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "Aktarım Yapılmıyor",
        "Yurt Dışına Aktarım Yapılmıyor",
        "Yurtdışına aktarılmamaktadır.",
        "YURT DIŞINA VERİ AKTARILMAZ",
        "Veriler üçüncü kişilerle paylaşılmamaktadır",
        "Kişisel veriler herhangi bir şekilde aktarılmayacaktır",
        "Hayır, aktarılmıyor",
    ],
)
def test_a_denial_of_passing_on_is_none_but_may_be_a_measure(text):
    assert is_stated(text)
    assert is_none(text)
    assert not is_absence(text)
    assert read_flag(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "Kimlik",
        "Açık rıza yok",
        "sabıka kaydı yok",
        "Açık rıza olmadan yurt dışına aktarılmaz",
        "Tedarikçilere aktarılır, yurt dışına aktarılmaz",
        "USB ile veri aktarımı yapılmamaktadır",
        "Banka dışında paylaşılmamaktadır",
        "Yurt dışına aktarılmamalıdır",
        "Kısmen",
        "Yokuş",
    ],
)
def test_what_says_more_is_no_answer(text):
    assert is_stated(text)
    assert not is_none(text)
    assert not is_absence(text)
    assert read_flag(text) is None


@pytest.mark.parametrize("text", YESES)
def test_what_says_yes(text):
    assert read_flag(text) is True
    assert not is_none(text)


@pytest.mark.parametrize(
    ("text", "abroad", "countries"),
    [
        ("Evet", True, ()),
        ("Hayır", False, ()),
        ("H", False, ()),
        ("-", False, ()),
        ("Yurt Dışına Aktarım Yapılmıyor", False, ()),
        ("Evet, ABD", True, (USA,)),
        ("Evet (Almanya ve ABD'deki sunucular)", True, (GERMANY, USA)),
        ("Almanya", True, (GERMANY,)),
        ("Almanya'ya aktarılmaktadır", True, (GERMANY,)),
        ("Kimlik, İletişim", True, ()),
        ("Sağlık Bilgileri (kan grubu)", True, ()),
        ("Hayır, yalnızca yurt içinde", False, ()),
        ("", None, ()),
        ("bilinmiyor", None, ()),
        ("Türkiye", None, ()),
        ("Yurt içinde aktarılıyor", None, ()),
        ("Kısmen", None, ()),
        ("Evet / Hayır", None, ()),
        ("Var/Yok", None, ()),
        ("E/H", None, ()),
        ("Diğer", None, ()),
        ("Mali Müşavir", None, ()),
        ("Hayır ama ABD'deki bulutta yedek var", None, ()),
        ("ABD'ye aktarılmıyor", None, ()),
        ("Almanya'ya aktarılıyor, ABD'ye aktarılmıyor", None, ()),
        ("Açık rıza olmadan aktarılmaz", None, ()),
        ("Kimlik verileri yurt dışına aktarılmamaktadır", None, ()),
    ],
)
def test_whether_data_go_abroad(text, abroad, countries):
    assert read_abroad(text, lambda kind, label: known_term(kind, label) is not None) == (abroad, countries)
