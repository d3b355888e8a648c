"""A registration made by hand: every answer in the words of VERBİS, nothing guessed, all problems at once."""

import unicodedata

import pytest

from kvkkctl.verbis.entering import enter
from kvkkctl.verbis.pasted import read_pasted
from kvkkctl.verbis.records import Screen
from kvkkctl.verbis.written import category_of, period_of, screen_of, value_of, values_of
from kvkkctl.vocabulary import TermKind, terms

PASTED = """
Örnek Anonim Şirketi
Veri Kategorileri
1-Kimlik
2-İletişim
26-Diğer Bilgiler-Kart Verisi
İşleme Amaçları
Veri Kategorisi\tİşleme Amacı
1-Kimlik\tAcil Durum Yönetimi Süreçlerinin Yürütülmesi
2-İletişim
İletişim Faaliyetlerinin Yürütülmesi
Denetim / Etik Faaliyetlerinin Yürütülmesi
26-Diğer Bilgiler-Kart Verisi\tDiğer-Kart basımı
Alıcı/Alıcı Grupları
1-Kimlik\tYetkili Kamu Kurum ve Kuruluşları\tDiğer-Kargo
Saklama Süreleri
1-Kimlik\t10 Yıl
2-İletişim\t6\tAy
26-Diğer Bilgiler-Kart Verisi\tDiğer-Kart iade edilene kadar
Veri Konusu Kişi Grupları
1-Kimlik
• Çalışan
2-İletişim\tZiyaretçi
26-Diğer Bilgiler-Kart Verisi\tÇalışan
Yabancı Ülkelere Aktarım
2-İletişim
Veri Güvenliği Tedbirleri
Erişim logları düzenli olarak tutulmaktadır.
"""


def entered(text):
    told, problems = enter(read_pasted(text, "p.txt"), str)
    return told, [(each.sheet, each.cell, str(each.message)) for each in problems]


def test_the_tabs_of_the_public_query_are_understood():
    told, problems = entered(PASTED)

    assert problems == []
    by_name = {each.name: each for each in told.categories}
    kimlik, other = by_name["Kimlik"], by_name["Diğer Bilgiler"]
    assert kimlik.recipients == ("Yetkili Kamu Kurum ve Kuruluşları", "Diğer: Kargo")
    assert (str(kimlik.retention), kimlik.subjects, kimlik.abroad) == ("10 Yıl", ("Çalışan",), False)
    assert by_name["İletişim"].purposes == (
        "Denetim / Etik Faaliyetlerinin Yürütülmesi",
        "İletişim Faaliyetlerinin Yürütülmesi",
    )
    assert (str(by_name["İletişim"].retention), by_name["İletişim"].abroad) == ("6 Ay", True)
    assert (other.labels, other.purposes) == (("Diğer Bilgiler: Kart Verisi",), ("Diğer: Kart basımı",))
    assert str(other.retention) == "Diğer: Kart iade edilene kadar"
    assert (other.recipients, by_name["Özlük"].processed) == ((), False)
    assert told.measures == ("Erişim logları düzenli olarak tutulmaktadır.",)
    assert told.unresolved == ()


PERIODS = "write 10 Yıl, 6 Ay or Diğer: …"
ALL_THE_SAME = "is not said to be processed, and is answered all the same."
UNLISTED = "is not in the VERBİS list"
NOWHERE = "stands under no VERBİS data category."


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("Kimlik\t10 Yıl", "Kimlik\t10 gün", "17", f'"10 gün" is no period of VERBİS: {PERIODS}'),
        ("1-Kimlik\t10 Yıl\n", "", "", "Kimlik has no answer here."),
        ("\t10 Yıl", "\t10 Yıl\n1-Kimlik\t5 Yıl", "18", "There are two periods for one data category."),
        ("• Çalışan", "• Çalışanı", "22", f'"Çalışanı" {UNLISTED}; did you mean "Çalışan"?'),
        ("• Çalışan", "• Bekçi", "22", f'"Bekçi" {UNLISTED}.'),
        ("2-İletişim\nİletişim F", "3-İletişim\nİletişim F", "10", f'"3-İletişim" {UNLISTED}.'),
        ("Aktarım\n2-İletişim", "Aktarım\n3-Lokasyon", "", f"Lokasyon {ALL_THE_SAME}"),
        ("Aktarım\n2-İletişim", "Aktarım\nAlmanya", "26", f'"Almanya" {NOWHERE}'),
        ("Saklama Süreleri\n", "Saklama Süreleri\n10 Yıl\n", "17", f'"10 Yıl" {NOWHERE}'),
    ],
)
def test_what_is_not_said_in_the_words_of_verbis_is_a_problem_at_its_line(old, new, place, message):
    assert old in PASTED
    found = entered(PASTED.replace(old, new, 1))[1]
    assert (place, message) in [problem[1:] for problem in found]


def test_all_problems_are_found_at_once():
    text = (
        PASTED.replace("10 Yıl", "uzun süre")
        .replace("• Çalışan", "• Bekçi")
        .replace("Erişim logları", "Kapı")
    )

    assert [place for _, place, _ in entered(text)[1]] == ["17", "22", "28", "", ""]


TABS = (
    "Veri Kategorileri",
    "İşleme Amaçları",
    "Alıcı/Alıcı Grupları",
    "Saklama Süreleri",
    "Veri Konusu Kişi Grupları",
    "Yabancı Ülkelere Aktarım",
    "Veri Güvenliği Tedbirleri",
)


@pytest.mark.parametrize(
    "pasted",
    [
        "\n".join(f"  {line.replace(' ', '  ')} " for line in PASTED.splitlines()),
        PASTED.replace(" ", "\N{NO-BREAK SPACE}"),
        "\N{ZERO WIDTH NO-BREAK SPACE}" + PASTED.replace("\n", "\r\n \t\r\n"),
        PASTED.replace("\t", "\n"),
        unicodedata.normalize("NFD", PASTED),
        "\t".join(TABS) + "\n" + PASTED,
        PASTED.replace("Saklama Süreleri", "\n".join((*TABS, "Saklama Süreleri"))),
        PASTED.replace("1-Kimlik\n2-İletişim\n26", "1-Kimlik\t2-İletişim\n26", 1),
        PASTED.replace("1-Kimlik\n2-İletişim\n26", "1\tKİMLİK\n2\tİLETİŞİM\n26", 1),
        PASTED.replace("Aktarım\n2-İletişim", "Aktarım\n1-Kimlik\tHayır\n2-İletişim\tEVET"),
        PASTED.replace("10 Yıl", "YIL\t10"),
        PASTED.replace("•", "✓").replace("Saklama Süreleri", "4. SAKLAMA SÜRELERİ"),
    ],
)
def test_spaces_capitals_tabs_and_line_ends_make_no_difference(pasted):
    assert entered(pasted) == entered(PASTED)
    assert pasted != PASTED


def test_values_beside_each_other_are_told_apart_where_each_is_a_term_for_sure():
    official = "Yetkili Kişi, Kurum Ve Kuruluşlara Bilgi Verilmesi"

    assert values_of(TermKind.PURPOSE, f"{official}, DENETİM / ETİK FAALİYETLERİNİN YÜRÜTÜLMESİ") == (
        official,
        "Denetim / Etik Faaliyetlerinin Yürütülmesi",
    )
    assert values_of(TermKind.SUBJECT, "Çalışan; Ziyaretçi") == ("Çalışan", "Ziyaretçi")
    for unsure in ("Çalışan, Bekçi", "Çalışan, Diğer: Bekçi", "Çalışan, Diğer", ","):
        assert values_of(TermKind.SUBJECT, unsure) is None


def test_the_names_of_the_tabs_above_each_other_say_nothing_about_any_tab():
    text = "\n".join(TABS) + "\n" + PASTED.replace("Yabancı Ülkelere Aktarım\n2-İletişim\n", "")
    text = text.replace("Örnek Anonim Şirketi\n", "")

    assert [message for _, _, message in entered(text)[1]] == [
        "Nothing is said about screen 6 of VERBİS, Yabancı Ülkelere Aktarım."
    ]


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        ("10\nYıl", []),
        ("10\nsonra", [("17", '"10"'), ("18", '"sonra"')]),
        ("10", [("17", '"10"')]),
        ("10\n6\nAy", [("17", '"10"')]),
    ],
)
def test_a_number_and_its_unit_may_stand_on_two_lines(lines, problems):
    text = PASTED.replace("1-Kimlik\t10 Yıl", f"1-Kimlik\t{lines}")
    found = entered(text)[1]

    assert [(cell, message.split(" is no")[0]) for _, cell, message in found if cell] == problems


@pytest.mark.parametrize("screen", list(Screen))
def test_a_tab_that_is_missing_is_a_problem(screen):
    heads = {
        Screen.CATEGORIES: "Veri Kategorileri",
        Screen.PURPOSES: "İşleme Amaçları",
        Screen.RECIPIENTS: "Alıcı/Alıcı Grupları",
        Screen.RETENTION: "Saklama Süreleri",
        Screen.SUBJECTS: "Veri Konusu Kişi Grupları",
        Screen.ABROAD: "Yabancı Ülkelere Aktarım",
        Screen.MEASURES: "Veri Güvenliği Tedbirleri",
    }
    parts = PASTED.split(heads[screen] + "\n")
    ends = [parts[1].find(f"\n{head}\n") for head in heads.values()]
    end = min((each for each in ends if each >= 0), default=len(parts[1]))

    problems = entered(parts[0] + parts[1][end:])[1]

    assert any(f"screen {screen.no} of VERBİS" in message for _, _, message in problems)


def test_nothing_abroad_and_nobody_who_receives_are_the_undertakings_of_verbis():
    text = PASTED.replace("Aktarım\n2-İletişim", "Aktarım\nYurt dışına veri aktarımı yapılmamaktadır.")
    text = text.replace("1-Kimlik\tYetkili Kamu Kurum ve Kuruluşları\tDiğer-Kargo\n", "")

    told, problems = entered(text)

    assert problems == []
    processed = [each for each in told.categories if each.processed]
    assert {(each.recipients, each.abroad) for each in processed} == {((), False)}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("1-Kimlik", "Kimlik", None),
        ("1. KİMLİK", "Kimlik", None),
        ("Kimlik Bilgisi", "Kimlik", None),
        ("26-Diğer Bilgiler-Kart-Şifre", "Diğer Bilgiler", "Diğer Bilgiler: Kart-Şifre"),
        ("Diğer Bilgiler: Kart", "Diğer Bilgiler", "Diğer Bilgiler: Kart"),
    ],
)
def test_categories_are_known_by_name_with_or_without_their_number(text, name, label):
    found = category_of(text)

    assert (found.term.name, found.label) == (name, label)


@pytest.mark.parametrize("text", ["2-Kimlik", "Kimlikk", "", "27-Kimlik", "10 Yıl"])
def test_another_number_or_a_resemblance_is_no_category(text):
    assert category_of(text) is None


@pytest.mark.parametrize("kind", [kind for kind in TermKind if kind is not TermKind.CATEGORY])
def test_every_value_of_verbis_is_known_with_its_number(kind):
    for term in terms(kind):
        assert value_of(kind, term.name) == value_of(kind, f"{term.no}-{term.name}") == term.name


@pytest.mark.parametrize(
    "text", ["10", "Yıl", "on yıl", "10-15 Yıl", "10 Yıl 6 Ay", "Diğer", "Diğer:", "Süresiz"]
)
def test_what_is_no_number_of_years_or_months_is_no_period(text):
    assert period_of(text) is None


@pytest.mark.parametrize("text", ["Kimlik", "Almanya", "Amaç"])
def test_other_words_are_no_tab(text):
    assert screen_of(text) is None
