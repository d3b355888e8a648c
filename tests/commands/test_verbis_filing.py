"""What VERBİS was told goes on record, is compared with what it would be told now, and is told again in time."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import Run

FILE = "--today 2026-05-04 verbis file --on 2026-05-04 --reference B-1"

PASTED = """
Veri Kategorileri
1-Kimlik
İşleme Amaçları
1-Kimlik
Acil Durum Yönetimi Süreçlerinin Yürütülmesi
Alıcı / Alıcı Grupları
Saklama Süreleri
1-Kimlik
10 Yıl
Veri Konusu Kişi Grupları
1-Kimlik
Çalışan
Yabancı Ülkelere Aktarım
Veri Güvenliği Tedbirleri
Erişim logları düzenli olarak tutulmaktadır.
"""


@pytest.fixture
def kept(run: Run) -> Run:
    """A register with two entries of one data category, as it was on 4 May."""
    run("init")
    run("controller set --verbis-registered-on 2020-01-02")
    run("activity add Bordro --code IK-1 --department İK")
    entry = "--subject Çalışan --purpose 'Acil Durum Yönetimi Süreçlerinin Yürütülmesi' --recipient Yok --abroad hayır"
    run(f"--today 2026-05-04 entry add --activity IK-1 --category Kimlik --retention '10 yıl' {entry}")
    run(f"--today 2026-05-04 entry add --activity IK-1 --category İletişim --retention '5 yıl' {entry}")
    return run


def diff(run: Run, today: str, **options: int) -> list[dict]:
    return run(f"--today {today} verbis diff -f json", **options).json


def test_file_change_compare_and_file_again(kept: Run) -> None:
    kept(FILE)
    assert diff(kept, "2026-05-04") == []
    kept("--today 2026-05-20 entry edit E1 --retention '15 yıl'")
    kept("--today 2026-05-21 entry edit E2 --recipient Tedarikçiler")
    found = diff(kept, "2026-05-21")
    keys = (
        "category",
        "field",
        "filed",
        "current",
        "changed_on",
        "notify_by",
        "notify_by_strict",
        "status",
        "entries",
    )
    assert [{key: each[key] for key in keys} for each in found] == [
        {
            "category": "Kimlik",
            "field": "retention",
            "filed": {"unit": "Yıl", "count": 10, "text": ""},
            "current": {"unit": "Yıl", "count": 15, "text": ""},
            "changed_on": "2026-05-20",
            "notify_by": "2026-06-01",
            "notify_by_strict": "2026-05-27",
            "status": "open",
            "entries": ["E1"],
        },
        {
            "category": "İletişim",
            "field": "recipients",
            "filed": [],
            "current": ["Tedarikçiler"],
            "changed_on": "2026-05-21",
            "notify_by": "2026-06-01",
            "notify_by_strict": "2026-05-28",
            "status": "open",
            "entries": ["E2"],
        },
    ]
    kept("--today 2026-06-01 verbis diff --fail-on late")
    kept("--today 2026-06-01 verbis diff --fail-on open", code=4)
    kept("--today 2026-06-02 verbis diff --fail-on late", code=4)
    assert {each["rule"] for each in kept("--today 2026-06-02 gaps --rule H03 -f json").json} == {"H03"}
    state = kept("--today 2026-06-02 info -f json").json
    assert (state["filing"], state["differences"], state["late"]) == ("F1 2026-05-04", 2, 2)
    kept("--today 2026-06-02 verbis file --on 2026-06-02")
    assert diff(kept, "2026-06-02") == []
    kept("--today 2026-06-02 verbis diff --fail-on open")
    assert kept("--today 2026-06-02 info -f json").json["differences"] == 0
    kept("log verify")


def test_the_journal_holds_what_was_told_and_records_it_once(kept: Run) -> None:
    kept(FILE)
    before = kept("log -f json").json
    (line,) = before[-1]["records"]
    content = json.loads(line["after"]["content"])
    assert (line["kind"], content["categories"][0]["name"]) == ("filing", "Kimlik")
    assert "as F1" in kept(FILE).err
    assert kept("log -f json").json == before


def test_open_points_do_not_keep_it_back_and_are_said(kept: Run) -> None:
    kept("--today 2026-05-04 entry edit E1 --retention Süresiz")
    assert "2 points were open" in kept(FILE).err
    shown = kept("verbis show F1 -f json").json
    assert {each["category"] for each in shown["unresolved"]} == {1, None}
    assert kept("verbis list -f json").json[0]["open"] == 2


def test_which_state_was_told_is_asked_where_two_differ(kept: Run) -> None:
    kept("--today 2026-05-20 entry edit E1 --retention '15 yıl'")
    late = "--today 2026-05-21 verbis file --on 2026-05-19"
    assert "--state" in kept(late, code=3).err
    assert kept("verbis list -f json").json == []
    kept(f"{late} --state then")
    (one,) = diff(kept, "2026-05-21")
    assert (one["filed"]["count"], one["changed_on"]) == (10, "2026-05-20")
    kept(f"{late} --state now --reference B-2")
    assert diff(kept, "2026-05-21") == []


def test_a_day_is_corrected_with_its_reason_and_the_clock_runs_from_it(kept: Run) -> None:
    kept(FILE)
    kept("--today 2026-05-20 entry edit E1 --abroad evet")
    kept("--today 2026-05-20 verbis date Kimlik abroad --on 2026-05-11 --reason 'Sözleşme 11 Mayıs'")
    (one,) = diff(kept, "2026-05-20")
    assert (one["changed_on"], one["notify_by"], one["status"]) == ("2026-05-11", "2026-05-18", "late")
    assert one["stated"] == {"changed_on": "2026-05-11", "reason": "Sözleşme 11 Mayıs", "on": "2026-05-20"}
    kept("--today 2026-05-20 verbis date 1 'yurt dışı' --on 2026-05-18 --reason Düzeltme")
    assert diff(kept, "2026-05-20")[0]["changed_on"] == "2026-05-18"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("date Kimlik abroad --on 2026-05-03 --reason x", "told wrongly"),
        ("date Kimlik abroad --on 2026-05-21 --reason x", "not later than today"),
        ("date Kimlik abroad --on 2026-05-11 --reason ' '", "how that is known"),
        ("date Kimlik abroad --on 2026-05-11 --reason …", "put in place"),
        ("date Kimlik subjects --on 2026-05-11 --reason x", "Nothing differs there"),
        ("date - measures --on 2026-05-11 --reason x", "Nothing differs there"),
        ("date Kimlikk abroad --on 2026-05-11 --reason x", "no VERBİS category"),
        ("date Kimlik yer --on 2026-05-11 --reason x", "none of"),
        ("file --on 2026-05-21", "not later than today"),
        ("file --on dün", "not a date"),
        ("file --on 2017-12-31", "from 2018-01-01 on"),
        ("file --on 2026-05-11 --import yok.xlsx", "cannot be read"),
        ("file --on 2026-05-11 --import . --state now", "leave it out"),
        ("show F9", "There is no filing F9"),
        ("remove F9", "There is no filing F9"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(kept: Run, line: str, says: str) -> None:
    kept(FILE)
    kept("--today 2026-05-20 entry edit E1 --abroad evet")
    before = kept("log -f json").json
    assert says in kept(f"--today 2026-05-20 verbis {line}", code=3).err
    assert kept("log -f json").json == before


def test_without_a_filing_there_is_nothing_to_compare_with(kept: Run) -> None:
    assert "verbis file" in kept("verbis diff", code=3).err
    kept("verbis show", code=3)
    assert kept("info -f json").json["filing"] is None
    assert kept("verbis list -f json").json == []


def test_a_filing_by_mistake_goes_with_what_was_stated_about_it(kept: Run) -> None:
    kept(FILE)
    kept("--today 2026-05-20 entry edit E1 --abroad evet")
    kept("--today 2026-05-20 verbis date Kimlik abroad --on 2026-05-11 --reason x")
    kept("verbis remove F1")
    assert kept("verbis list -f json").json == []
    kept(FILE)
    assert kept("verbis list -f json").json[0]["id"] == "F2"


def test_the_exported_workbook_enters_as_what_the_register_says(kept: Run) -> None:
    kept("entry edit E1 --measure 'Erişim Logları' --recipient 'Kargo firması'")
    kept("category add Kart")
    kept("category map Kart 'Diğer Bilgiler'")
    kept("entry add --activity IK-1 --category Kart --retention 'Kart iade edilene kadar' --subject Bekçi")
    kept("verbis export -o v.xlsx")
    kept("--today 2026-11-22 verbis file --on 2021-12-31 --import v.xlsx --reference 2021")
    assert diff(kept, "2026-11-22") == []
    (filing,) = kept("verbis list -f json").json
    assert (filing["source"], filing["filed_on"], len(filing["sha256"])) == ("v.xlsx", "2021-12-31", 64)


def test_the_workbook_shows_what_changed_since_the_last_filing(kept: Run) -> None:
    kept("verbis export -o none.xlsx")
    assert "Fark" not in load_workbook("none.xlsx").sheetnames
    kept("--today 2026-05-04 verbis file --on 2026-05-04")
    kept("--today 2026-05-20 entry edit E1 --recipient 'Kargo firması' --retention '15 yıl'")
    kept("--today 2026-05-21 verbis export -o v.xlsx")
    listed = {(each["category"], each["notify_by"]) for each in diff(kept, "2026-05-21")}
    note, head, *rows = load_workbook("v.xlsx")["Fark"].iter_rows(values_only=True)
    assert note[0].startswith("F1, 04.05.2026 bildiriminden bu yana")
    assert head[1:6] == ("Veri Kategorisi", "Ekran", "Yapılacak", "Bildirilen", "Şimdiki")
    assert {(row[1], row[7].date().isoformat()) for row in rows} == listed
    assert "10 Yıl yerine 15 Yıl girin." in {row[3] for row in rows}


def test_a_workbook_with_mistakes_is_refused_whole_with_all_of_its_cells(kept: Run) -> None:
    kept("verbis export -o v.xlsx")
    book = load_workbook("v.xlsx")
    rows = {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}
    at = next(n for n, row in enumerate(rows["4 Veri Saklama Süreleri"], 1) if "Yıl" in row)
    book["4 Veri Saklama Süreleri"].cell(at, 4).value = "Gün"
    at = next(n for n, row in enumerate(rows["5 Veri Konusu Kişi Grupları"], 1) if "Çalışan" in row)
    book["5 Veri Konusu Kişi Grupları"].cell(at, 5).value = "Bekçi"
    del book["6 Yabancı Ülkelere Aktarım"]
    book.save("v.xlsx")
    before = kept("log -f json").json
    err = kept("verbis file --on 2021-12-31 --import v.xlsx", code=3).err
    assert "4 Veri Saklama Süreleri!D" in err
    assert '"Bekçi" is not in the VERBİS list' in err
    assert "screen 6" in err
    assert kept("log -f json").json == before


def test_the_pasted_text_of_the_public_query_enters_from_stdin(kept: Run) -> None:
    kept("--today 2026-05-20 verbis file --on 2021-12-31 --import -", stdin=PASTED)
    found = {(each["category"], each["field"]): each for each in diff(kept, "2026-05-20")}
    assert ("İletişim", "processed") in found
    assert (None, "measures") in found
    assert {each["changed_on"] for each in found.values()} == {None}
    assert not [key for key in found if key[0] == "Kimlik"]
    kept("--today 2026-05-20 verbis diff --fail-on late")


@pytest.mark.parametrize("content", [b"", b"Kimlik\n", b"\x00\x01", b"PK\x03\x04"])
def test_a_file_of_another_kind_is_refused(kept: Run, content: bytes) -> None:
    Path("v.xlsx").write_bytes(content)
    kept("verbis file --on 2021-12-31 --import v.xlsx", code=3)


def test_the_status_says_what_is_missing_and_by_when(kept: Run) -> None:
    unknown = kept("verbis status -f json").json
    assert (unknown["obliged"], unknown["register_by"]) == (None, None)
    assert unknown["facts_missing"] == ["resident", "employees", "balance", "special_main_activity"]
    kept("controller set --resident --employees 50 --ordinary-main-activity --obliged-since 2026-04-30")
    known = kept("verbis status -f json").json
    assert (known["obliged"], known["decision"]) == (True, "2023/1154")
    assert (known["register_by_strict"], known["register_by"]) == ("2026-05-30", "2026-06-01")
    assert kept("verbis status --on 2017-12-31 -f json").json["obliged"] is False
    assert "address_no" in {each["field"] for each in known["missing"]}
    kept("controller set --address-no 1234567890 --tax-office Çankırı")
    assert "address_no" not in {each["field"] for each in kept("verbis status -f json").json["missing"]}
    assert "2026-06-01 (strictly 2026-05-30" in kept("verbis status").out
    assert "kvkkctl controller set --kind …" in kept("verbis status").out


def test_the_status_says_that_the_last_day_has_passed(kept: Run) -> None:
    kept("controller set --resident --employees 50 --ordinary-main-activity --obliged-since 2026-04-30")
    kept(["controller", "set", "--verbis-registered-on", ""])
    late = {
        day: kept(f"verbis status --on {day} -f json").json["late"] for day in ("2026-06-01", "2026-06-02")
    }
    assert late == {"2026-06-01": False, "2026-06-02": True}
    assert "that day has passed" in kept("verbis status --on 2026-06-02").out
    kept("controller set --verbis-registered-on 2026-06-20")
    assert kept("verbis status --on 2026-07-01 -f json").json["late"] is False


def test_what_is_to_be_stated_can_be_pasted_into_a_shell(kept: Run) -> None:
    shown = kept("verbis status").out
    assert "--resident/--not-resident" in shown
    assert "--special-main-activity/--ordinary-main-activity" in shown
    assert "|" not in shown
    assert "the number of employees, the balance sheet total" in shown


def test_a_new_category_asks_for_no_box_to_be_unticked_that_never_was(kept: Run) -> None:
    kept(FILE)
    entry = "--subject Çalışan --purpose 'Acil Durum Yönetimi Süreçlerinin Yürütülmesi' --recipient Yok --abroad hayır"
    kept(f"--today 2026-05-20 entry add --activity IK-1 --category Finans --retention '10 yıl' {entry}")
    tasks = {each["field"]: each["task"] for each in diff(kept, "2026-05-20")}
    assert tasks["abroad"] == "Do not tick that it is transferred abroad."
    assert tasks["retention"] == "Enter 10 Yıl."


def test_the_strict_day_stands_beside_the_one_that_was_moved(kept: Run) -> None:
    kept(FILE)
    kept("--today 2026-05-18 entry edit E1 --retention '15 yıl'")
    kept("--today 2026-05-20 entry edit E2 --retention '15 yıl'")
    rows = kept("--today 2026-05-20 verbis diff").out
    assert "(strictly" in rows
    assert rows.count("strictly") == 1


@pytest.mark.parametrize(
    "screen", ["Saklama Süreleri", "Veri Saklama Süreleri", "Retention periods", "saklama"]
)
def test_a_day_is_stated_by_the_name_that_the_screen_has(kept: Run, screen: str) -> None:
    kept(FILE)
    kept("--today 2026-05-20 entry edit E1 --retention '15 yıl'")
    kept(
        [
            "--today",
            "2026-05-20",
            "verbis",
            "date",
            "Kimlik",
            screen,
            "--on",
            "2026-05-18",
            "--reason",
            "Karar",
        ]
    )
    assert diff(kept, "2026-05-20")[0]["changed_on"] == "2026-05-18"


def test_an_empty_register_says_that_nothing_supports_its_undertakings(run: Run) -> None:
    run("init")
    run("--today 2026-05-20 verbis file --on 2021-12-31 --import -", stdin=PASTED)
    for line in ("verbis diff", "verbis preview", "verbis export"):
        assert "has no entries" in run(line).err
    run("activity add Bordro --code IK-1")
    run("entry add --activity IK-1 --category Kimlik")
    assert "has no entries" not in run("verbis diff").err


def test_a_box_that_is_not_ticked_among_ticked_ones_is_no_answer(kept: Run) -> None:
    kept("entry edit E1 --measure 'Erişim logları düzenli olarak tutulmaktadır.'")
    kept("verbis export -o v.xlsx")
    book = load_workbook("v.xlsx")
    book["2 İşleme Amaçları"]["A3"] = "☑"
    book["7 Veri Güvenliği Tedbirleri"]["A3"] = "Hayır"
    book["7 Veri Güvenliği Tedbirleri"]["A4"] = "belki"
    book.save("v.xlsx")
    err = kept("verbis file --on 2021-12-31 --import v.xlsx", code=3).err
    assert "2 İşleme Amaçları!A4: Other boxes" in err
    assert "7 Veri Güvenliği Tedbirleri!A4" in err
    assert "7 Veri Güvenliği Tedbirleri!A3" not in err
    book["2 İşleme Amaçları"]["A4"] = "☑"
    book["7 Veri Güvenliği Tedbirleri"]["A4"] = "x"
    book.save("v.xlsx")
    kept("verbis file --on 2021-12-31 --import v.xlsx")
    told = kept("verbis show -f json").json["measures"]
    assert len(told) == 2
    assert "Ağ güvenliği ve uygulama güvenliği sağlanmaktadır." not in told


def test_the_blanks_of_the_command_that_states_what_is_missing_are_no_facts(kept: Run) -> None:
    kept("controller set --resident --kind private --employees 60 --exemption avukat")
    assert "--exemption …" in kept("verbis status").out
    before = kept("controller show -f json").json
    assert "--tax-no: put in place" in kept("controller set --tax-no … --phone 0376", code=3).err
    kept("controller set --exemption …", code=3)
    assert kept("controller show -f json").json == before


def test_a_measure_that_is_a_sentence_ends_once(kept: Run) -> None:
    kept("--today 2026-05-04 entry edit E1 --measure 'Yedekleme yapılıyor.'")
    kept(FILE)
    kept("--today 2026-05-20 entry edit E1 --measure 'Erişim logları düzenli olarak tutulmaktadır.'")
    (one,) = diff(kept, "2026-05-20")
    assert one["tick"] == ["Erişim logları düzenli olarak tutulmaktadır."]
    assert one["task"] == (
        "Tick: Erişim logları düzenli olarak tutulmaktadır. Untick: Diğer: Yedekleme yapılıyor."
    )
