"""The monthly sweep and what comes back from it: opened once, never overwritten, nothing destroyed too early."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Run

# the day each left; a month later the last ground ends
LEFT = {"H1": "2026-05-30", "H2": "2026-08-30", "H3": "2026-12-01", "H4": "2026-02-28"}
SWEEP = "--today 2026-11-22 sweep"
WORK_LIST = Path("exports/imha-2027-01.xlsx")


@pytest.fixture
def kept(run: Run) -> Run:
    """A controller that destroys on 1 January and 1 July, and four bodies of records of which two have to go then."""
    run("init")
    run(
        "controller set --resident --employees 60 --balance 200000000 --kind private --policy-date 2020-01-01 "
        "--destruction-months 1,7"
    )
    run("activity add Bordro --code IK-1 --department İK")
    run(
        'entry add --activity IK-1 --category Kimlik --subject Çalışan --retention "işten ayrılmadan itibaren 1 ay"'
    )
    for number, day in LEFT.items():
        run(["holding", "add", f"{number} dosyaları", "--entry", "E1", "--event-date", day])
    run("holding edit H4 --location Arşiv --reference A-4 --requested 2026-11-01")
    return run


SWEPT = """\
Holding  Records       Task       Not before  Destroy by  Why
────────────────────────────────────────────────────────────────────────────────
H1       H1 dosyaları  destroy    2026-07-01  2026-07-01
H4       H4 dosyaları  destroy    2026-03-29  2026-07-01
H2       H2 dosyaları  held back  2026-10-01  2027-01-01  Dava 2026/41; to be
                                                          reviewed by 2027-03-01
H5       Tarihsiz      no date                            [1] [2]
Destruction run P1 of 2026-12-31.
[1] Kept for 1 month, counted from the end of employment.
[2] The day of the event is not known.
"""


def sheet() -> tuple[Any, Worksheet, dict[str, int]]:
    book = load_workbook(WORK_LIST)
    page = book["İmha Listesi"]
    return book, page, {cell.value: cell.column for cell in page[1]}


def fill(row: int, **cells: object) -> None:
    book, page, columns = sheet()
    names = {
        "done_on": "İmha Tarihi",
        "method": "İmha Yöntemi",
        "technique": "İmha Tekniği",
        "done_by": "İmhayı Yapan",
        "approved_by": "Onaylayan",
        "reference": "Tutanak No",
        "reason": "Yöntemin Gerekçesi",
        "label": "Kayıt",
        "key": "Saklama No",
    }
    for name, value in cells.items():
        page.cell(row, columns[names[name]]).value = value
    book.save(WORK_LIST)


def test_a_sweep_opens_a_run_and_writes_its_work_list(kept: Run) -> None:
    ran = kept(f"{SWEEP} -f json")
    tasks = {row["holding"]: (row["task"], row["status"], row["destroy_by"], row["run"]) for row in ran.json}
    assert tasks == {
        "H4": ("destroy", "overdue", "2026-07-01", "P1"),
        "H1": ("destroy", "overdue", "2026-07-01", "P1"),
        "H2": ("destroy", "due", "2027-01-01", "P1"),
    }
    assert "Destruction run P1 of 2027-01-01: to destroy: 3, of these overdue: 2." in ran.err
    _, page, columns = sheet()
    rows = [[page.cell(n, columns[name]).value for name in ("Saklama No", "Kayıt", "Not")] for n in (2, 3, 4)]
    assert rows[0][:2] == ["H1", "H1 dosyaları"]
    assert rows[1] == ["H4", "H4 dosyaları", "Süresi geçti; İlgili kişi istedi: gerekçe yazın"]
    assert page.cell(3, columns["Bulunduğu Yer"]).value == "Arşiv"
    assert page.cell(3, columns["En Erken İmha"]).value.date().isoformat() == "2026-03-29"
    listed = json.loads(WORK_LIST.with_suffix(".json").read_text(encoding="utf8"))
    assert [row["holding"] for row in listed] == ["H1", "H4", "H2"]


def test_a_job_that_lists_what_is_to_be_destroyed_only_is_silent_when_there_is_nothing(kept: Run) -> None:
    rows = kept(f"{SWEEP} -f json").json
    assert {row["task"] for row in rows} == {"destroy"}
    kept('holding add "Tarihsiz" --entry E1')
    assert {row["task"] for row in kept(f"{SWEEP} -f json").json} == {"destroy", "unknown"}
    assert kept(f"{SWEEP} --task destroy -f json").json == rows
    assert [row["label"] for row in kept(f"{SWEEP} --task unknown --task held -f json").json] == ["Tarihsiz"]
    kept("--today 2027-01-01 destruction record H1 H4 H2 --on 2027-01-01 --method silme --reason istek")
    ran = kept("--quiet --today 2027-01-01 sweep --task destroy --fail-on overdue")
    assert (ran.out, ran.err) == ("", "")


def test_what_people_read_of_a_sweep(kept: Run) -> None:
    kept('holding add "Tarihsiz" --entry E1')
    kept("holding hold H2 --reason 'Dava 2026/41' --owner Hukuk --review 2027-03-01")
    kept("holding edit H1 --board-date 2026-12-15")
    ran = kept("--today 2026-06-15 sweep --day 2026-12-31", COLUMNS="80")
    assert ran.out == SWEPT
    assert "of these by an earlier day: 2" in ran.err


def test_a_sweep_for_a_day_that_is_past_says_so(kept: Run) -> None:
    assert "2026-01-01 is past" in kept(f"{SWEEP} --day 2026-01-01").err


def test_days_filled_in_are_days_in_coloured_rows_too(kept: Run) -> None:
    kept(SWEEP)
    _, page, columns = sheet()
    for row in (2, 3, 4):
        for name in ("En Erken İmha", "İmha Tarihi"):
            assert page.cell(row, columns[name]).is_date or page.cell(row, columns[name]).value is None
            assert page.cell(row, columns[name]).number_format == "dd.mm.yyyy"


def test_run_twice_it_changes_nothing(kept: Run) -> None:
    kept(SWEEP)
    before, history = WORK_LIST.read_bytes(), kept("log -f json").json
    fill(2, done_on="yarım")
    filled = WORK_LIST.read_bytes()
    assert filled != before
    kept(SWEEP)
    assert WORK_LIST.read_bytes() == filled
    assert kept("log -f json").json == history
    assert sorted(path.name for path in Path("exports").iterdir()) == [
        "imha-2027-01.json",
        "imha-2027-01.xlsx",
    ]


def test_what_newly_has_to_go_gets_a_work_list_of_its_own(kept: Run) -> None:
    kept(SWEEP)
    kept('holding add "Yeni dosyalar" --entry E1 --event-date 2026-10-01')
    assert "All that is still open is on it" in kept(SWEEP).err
    assert load_workbook("exports/imha-2027-01-2.xlsx")["İmha Listesi"].max_row == 5
    assert len(kept("log -f json").json[-1]["records"]) == 1


def test_what_may_no_longer_go_is_told_while_it_stands_on_a_list(kept: Run) -> None:
    said = "On a work list for that day, and not to be destroyed any longer: H1"
    assert said not in kept(SWEEP).err
    kept("holding hold H1 --reason dava --owner Hukuk --review 2027-06-01")
    assert f"{said}." in kept(SWEEP).err
    kept("retention link E1 --to R026")
    kept('holding add "Eski dosyalar" --entry E1 --event-date 2001-10-01')
    assert f"{said}–H2, H4." in kept(SWEEP).err
    kept("retention unlink E1 --from R026")
    kept("holding release H1 --reason bitti")
    assert said not in kept(SWEEP).err


def test_a_link_that_leads_nowhere_is_left_as_it_is(kept: Run) -> None:
    Path("list.xlsx").symlink_to("nowhere.xlsx")
    kept(f"{SWEEP} --work-list list.xlsx")
    assert sorted(path.name for path in Path().glob("list*")) == ["list-2.json", "list-2.xlsx", "list.xlsx"]


def test_a_lost_work_list_is_written_again_the_same(kept: Run) -> None:
    kept(SWEEP)
    before = WORK_LIST.read_bytes()
    WORK_LIST.unlink()
    WORK_LIST.with_suffix(".json").unlink()
    kept(SWEEP)
    assert WORK_LIST.read_bytes() == before


LOST = {
    "both": ["imha-2027-01-2.xlsx", "imha-2027-01-2.json"],
    "the workbook": ["imha-2027-01-2.xlsx"],
    "all": ["imha-2027-01.xlsx", "imha-2027-01.json", "imha-2027-01-2.xlsx", "imha-2027-01-2.json"],
}


@pytest.mark.parametrize("lost", LOST.values(), ids=LOST)
def test_what_a_stopped_sweep_did_not_write_the_next_one_writes(kept: Run, lost: list[str]) -> None:
    """As when it is killed after the run was extended, and before or while its work list was written."""
    kept(SWEEP)
    kept('holding add "Yeni dosyalar" --entry E1 --event-date 2026-10-01')
    kept(SWEEP)
    history = kept("log -f json").json
    for name in lost:
        Path("exports", name).unlink()
    kept(SWEEP)
    assert kept("log -f json").json == history
    last = max(Path("exports").glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    listed = {row["holding"] for row in json.loads(last.read_text(encoding="utf8"))}
    assert listed == {"H1", "H2", "H4", "H5"}
    assert load_workbook(last.with_suffix(".xlsx"))["İmha Listesi"].max_row == 5
    there = sorted(Path("exports").iterdir())
    kept(SWEEP)
    assert sorted(Path("exports").iterdir()) == there


ALL_THAT_GO = ", ".join(f'{{"holding": "H{number}"}}' for number in (1, 2, 4))
NO_LISTS = (
    "[1]",
    "",
    "[",
    f"[{ALL_THAT_GO}",
    f"[{ALL_THAT_GO},",
    f'{{"rows": [{ALL_THAT_GO}]}}',
    '["holding"]',
)


@pytest.mark.parametrize("text", NO_LISTS)
def test_a_file_of_somebody_else_is_no_work_list(kept: Run, text: str) -> None:
    for name, content in {"imha-2027-01.xlsx": "mine", "imha-2027-01-2.json": text}.items():
        Path("exports").mkdir(exist_ok=True)
        Path("exports", name).write_text(content, encoding="utf8")
    kept(SWEEP)
    assert WORK_LIST.read_text(encoding="utf8") == "mine"
    assert Path("exports/imha-2027-01-2.json").read_text(encoding="utf8") == text
    assert Path("exports/imha-2027-01-3.xlsx").exists()


def test_a_work_list_in_another_layout_is_one_all_the_same(kept: Run) -> None:
    kept(SWEEP)
    listed = WORK_LIST.with_suffix(".json")
    rows = json.loads(listed.read_text(encoding="utf8"))
    listed.write_text(json.dumps(rows), encoding="utf-8-sig")
    kept(SWEEP)
    assert len(list(Path("exports").iterdir())) == 2


def test_a_rehearsal_opens_and_writes_nothing(kept: Run) -> None:
    history = kept("log -f json").json
    assert [row["run"] for row in kept(f"{SWEEP} --dry-run -f json").json] == [None] * 3
    assert kept("log -f json").json == history
    assert not Path("exports").exists()


@pytest.mark.parametrize(
    ("today", "watch", "code"),
    [
        ("2026-06-30", "overdue", 0),
        ("2026-07-01", "overdue", 0),  # the last day is on time
        ("2026-07-02", "overdue", 4),
        ("2026-06-30", "attention", 0),
        ("2026-07-02", "attention", 4),
    ],
)
def test_what_was_watched_for(kept: Run, today: str, watch: str, code: int) -> None:
    kept("holding edit H4 --requested ''")
    kept(f"--today {today} sweep --fail-on {watch}", code=code)


def test_what_has_no_date_needs_attention(kept: Run) -> None:
    kept("holding remove H4")
    kept("holding remove H1")
    kept("--today 2026-11-22 sweep --fail-on attention")
    kept('holding add "Tarihi yok" --entry E1')
    ran = kept("--today 2026-11-22 sweep --fail-on attention -f json", code=4)
    assert [(row["task"], row["holding"]) for row in ran.json] == [("destroy", "H2"), ("unknown", "H5")]
    assert ran.json[1]["why"].endswith("The day of the event is not known.")
    kept("--today 2026-11-22 sweep --fail-on overdue")


def test_with_nothing_to_do_it_says_nothing(run: Run) -> None:
    run("init")
    ran = run("sweep")
    assert (ran.out, ran.err) == ("", "")
    assert run("sweep -f json").json == []
    assert not Path("exports").exists()


def test_the_round_trip_ends_in_silence(kept: Run) -> None:
    kept(SWEEP)
    book, page, columns = sheet()
    for row in (2, 3, 4):
        page.cell(row, columns["İmha Tarihi"]).value = "05.01.2027"
        page.cell(row, columns["İmha Yöntemi"]).value = "YOK ETME"
        page.cell(row, columns["İmhayı Yapan"]).value = "Bilgi İşlem"
    page.cell(3, columns["Yöntemin Gerekçesi"]).value = "Kâğıt kayıt"
    book.save(WORK_LIST)
    ran = kept(f"--today 2027-01-06 destruction record --from {WORK_LIST}")
    assert "Rows: 3; destroyed: 3; left as they are: 0." in ran.err
    records = kept("destruction list -f json").json
    assert [(each["holding"], each["run"], each["done_on"], each["method"]) for each in records] == [
        ("H1", "P1", "2027-01-05", "destruction"),
        ("H4", "P1", "2027-01-05", "destruction"),
        ("H2", "P1", "2027-01-05", "destruction"),
    ]
    assert records[1]["reason"] == "Kâğıt kayıt"
    assert {row["holding"] for row in kept("due -f json").json} == {"H3"}
    # the same file again, and the same day's sweep: nothing
    again = kept(f"--today 2027-01-06 destruction record --from {WORK_LIST}").err
    assert "Rows: 3; destroyed: 0; on record already: 3; left as they are: 0." in again
    assert "Nothing changed." in again
    kept("holding remove H3")
    ran = kept("--today 2027-01-01 sweep")
    assert (ran.out, ran.err) == ("", "")
    ran = kept("--today 2027-02-01 sweep")
    assert (ran.out, ran.err) == ("", "")


def test_a_row_that_is_not_filled_in_was_not_destroyed(kept: Run) -> None:
    kept(SWEEP)
    fill(4, done_on="2027-01-04", method="silme")
    ran = kept(f"--today 2027-01-06 destruction record --from {WORK_LIST}")
    assert "Rows: 3; destroyed: 1; left as they are: 2." in ran.err
    assert [row["holding"] for row in kept("destruction list -f json").json] == ["H2"]


def test_all_mistakes_of_a_work_list_at_once(kept: Run) -> None:
    kept(SWEEP)
    fill(2, done_on="yarın", method="silme")
    fill(3, done_on="2027-01-04", method="silme", label="Başka dosyalar")
    fill(4, done_on="2027-01-04", method="çöpe attık", key="H3")
    ran = kept(f"--today 2027-01-06 destruction record --from {WORK_LIST}", code=3)
    assert '"yarın" is not a date' in ran.err
    assert "İmha Listesi!L2" in ran.err
    assert "H4 is called otherwise in the register than in the row: is the number right?" in ran.err
    assert '"çöpe attık" is none of: Silme, Yok etme, Anonim hale getirme' in ran.err
    assert "nothing was recorded" in ran.err
    assert kept("destruction list -f json").json == []


REFUSED = [
    # what is said, in the message
    ("H1 --on 2026-11-22", "Say when and how"),
    (
        "H1 --on 2026-06-30 --method silme",
        "H1 is to be kept until 2026-06-30: its destruction may be recorded from 2026-07-01",
    ),
    (
        "H1 --on 2026-12-24 --method silme",
        "H1 cannot have been destroyed on 2026-12-24, which is still to come",
    ),
    ("H1 --on 2026-11-22 --method yakma", "--method: yakma is none of"),
    ("H4 --on 2026-11-22 --method silme", "say why this method was chosen"),
    ("H9 --on 2026-11-22 --method silme", "There is no holding H9"),
    ("--on 2026-11-22 --method silme", "Name the holdings"),
    (
        "--from a.xlsx b.ods",
        "b.ods: holdings are not named beside a work list. For more work lists, repeat --from",
    ),
    ("H1 --on 2026-11-22 --method imha", "--method: imha is none of"),
]


@pytest.mark.parametrize(("said", "message"), REFUSED)
def test_what_may_not_be_recorded_yet(kept: Run, said: str, message: str) -> None:
    ran = kept(f"destruction record {said}", code=3)
    assert message in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert kept("destruction list -f json").json == []


def test_the_day_it_becomes_possible_is_possible(kept: Run) -> None:
    kept("destruction record H1 --on 2026-07-01 --method silme")
    assert kept("destruction list -f json").json[0]["duty_on"] == "2026-06-30"


def test_force_goes_on_record_only_where_it_was_needed(kept: Run) -> None:
    kept('destruction record H1 H3 --on 2026-11-22 --method anonymisation --force "Kurul talimatı"')
    forced = {row["holding"]: row["forced"] for row in kept("destruction list -f json").json}
    assert forced == {"H1": None, "H3": "Kurul talimatı"}
    assert (
        "--force needs a reason"
        in kept("destruction record H2 --on 2026-11-22 --method silme --force ' '", code=3).err
    )


def test_a_record_is_kept_for_three_years(kept: Run) -> None:
    kept("destruction record H1 --on 2026-07-01 --method silme")
    assert kept("destruction list --expired -f json").json == []
    assert "D1 is to be kept until 2029-07-01" in kept("--today 2029-07-01 destruction remove D1", code=3).err
    assert kept("--today 2029-07-02 destruction list --expired -f json").json[0]["id"] == "D1"
    kept("--today 2029-07-02 destruction remove D1")
    assert kept("destruction list -f json").json == []


def test_other_facts_about_a_destruction_are_refused(kept: Run) -> None:
    kept("destruction record H1 --on 2026-07-01 --method silme")
    assert (
        "on record as destroyed on 2026-07-01 (D1), with other facts"
        in kept("destruction record H1 --on 2026-07-02 --method silme", code=3).err
    )
    assert "Nothing changed." in kept("destruction record H1 --on 2026-07-01 --method silme").err


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_work_list_comes_back_as_plain_text(kept: Run, separator: str) -> None:
    kept(SWEEP)
    fill(2, done_on="20 KASIM 2026", method="YOK ETME")
    _, page, _ = sheet()
    path = Path("geri gelen.csv")
    with path.open("w", encoding="utf8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(page.iter_rows(values_only=True))
    assert "kvkkctl destruction record --from" in kept(["import", str(path)], code=3).err
    assert "destroyed: 1; left as they are: 2" in kept(["destruction", "record", "--from", str(path)]).err
    (record,) = kept("destruction list -f json").json
    assert (record["holding"], record["done_on"], record["method"]) == ("H1", "2026-11-20", "destruction")


def test_a_work_list_is_no_inventory(kept: Run) -> None:
    kept(SWEEP)
    assert "kvkkctl destruction record --from" in kept(f"import {WORK_LIST}", code=3).err
    Path("envanter.csv").write_text("Faaliyet;Veri Kategorisi\nBordro;Kimlik\n", encoding="utf8")
    assert (
        "is no work list of a periodic destruction"
        in kept("destruction record --from envanter.csv", code=3).err
    )


def test_the_report_is_numbered_and_to_be_signed(kept: Run) -> None:
    kept(SWEEP)
    kept(
        "destruction record H1 H2 --on 2026-11-22 --method silme --technique 'Üzerine yazma' --by 'Bilgi İşlem'"
    )
    kept("destruction report --run P1 -o tutanak.xlsx")
    page = load_workbook("tutanak.xlsx")["İmha Tutanağı"]
    # the pages beside the first say which record their columns are about
    assert (page.print_title_rows, page.print_title_cols) == ("$7:$7", "$A:$C")
    shown = [[str(cell.value) for cell in row if cell.value is not None] for row in page.iter_rows()]
    assert shown[0] == ["Kişisel Veri İmha Tutanağı"]
    assert shown[2] == ["Kapsam: P1 numaralı periyodik imha (01.01.2027)"]
    assert shown[3] == ["İmha işlemi sayısı: 2"]
    assert [row[:3] for row in shown if row and row[0] in {"1", "2"}] == [
        ["1", "D1", "H1 dosyaları"],
        ["2", "D2", "H2 dosyaları"],
    ]
    assert [row[0] for row in shown[-3:]] == ["Hazırlayan:", "İmhayı yapan:", "Onaylayan:"]
    before = Path("tutanak.xlsx").read_bytes()
    kept("destruction report --run P1 -o tutanak.xlsx --force")
    assert Path("tutanak.xlsx").read_bytes() == before
    assert "There is no run P7" in kept("destruction report --run P7", code=3).err
    assert "no record of a destruction" in kept("destruction report --until 2020-01-01", code=3).err


METHODS = {
    "Sil": "erasure",
    "SİLİNDİ": "erasure",
    "silme işlemi": "erasure",
    "Anonim": "anonymisation",
    "Anonimleştirme": "anonymisation",
    "anonim hale getirildi": "anonymisation",
    "Yok edildi": "destruction",
    "yok et": "destruction",
    "Yok Etme Yöntemi": "destruction",
}


@pytest.mark.parametrize(("words", "method"), METHODS.items())
def test_methods_are_understood_as_people_write_them(kept: Run, words: str, method: str) -> None:
    kept(SWEEP)
    fill(2, done_on="2026-11-22", method=words)
    kept(f"destruction record --from {WORK_LIST}")
    kept(["destruction", "record", "H2", "--on", "2026-11-22", "--method", words])
    assert [each["method"] for each in kept("destruction list -f json").json] == [method, method]


@pytest.mark.parametrize("words", ["imha", "İmha edildi", "Yok", "-", "silinmedi", "sil ve yok et", "işlemi"])
def test_a_method_that_may_be_another_one_is_refused(kept: Run, words: str) -> None:
    kept(SWEEP)
    fill(2, done_on="2026-11-22", method=words)
    err = kept(f"destruction record --from {WORK_LIST}", code=3).err
    assert "Silme, Yok etme, Anonim hale getirme" in err
    assert kept("destruction list -f json").json == []


def test_dashes_say_that_a_row_was_not_destroyed_and_not_when_it_was(kept: Run) -> None:
    kept(SWEEP)
    fill(2, done_on="-", method="–")
    fill(4, done_on="2026-11-22", method="Silme")
    assert "destroyed: 1; left as they are: 2." in kept(f"destruction record --from {WORK_LIST}").err
    fill(3, done_on="-", method="Silme", reason="istek")
    err = kept(f"destruction record --from {WORK_LIST}", code=3).err
    assert "does not say on which day" in err


def test_a_reason_that_is_owed_is_replaced_and_not_taken_away(kept: Run) -> None:
    kept("destruction record H4 --on 2026-11-22 --method silme --reason istek")
    kept("destruction record H1 --on 2026-11-22 --method silme --reason fazlalık")
    for empty in ("", "  "):
        assert "art. 7/5" in kept(["destruction", "edit", "D1", "--reason", empty], code=3).err
    assert kept("destruction show D1 -f json").json["reason"] == "istek"
    kept("destruction edit D1 --reason 'kâğıt kayıt'")
    assert kept("destruction show D1 -f json").json["reason"] == "kâğıt kayıt"
    kept(["destruction", "edit", "D2", "--reason", ""])
    assert kept("destruction show D2 -f json").json["reason"] is None


def test_a_workbook_has_the_name_of_one(kept: Run) -> None:
    said = "a file that ends in .xlsx"
    assert said in kept(f"{SWEEP} --work-list liste.pdf", code=3).err
    assert kept("destruction list -f json").json == []
    assert "no run P1" in kept("destruction list --run P1", code=3).err
    kept("destruction record H1 --on 2026-11-22 --method silme")
    assert said in kept("destruction report -o tutanak.pdf", code=3).err
    assert said in kept("template -o sablon.ods", code=3).err
    assert said in kept("verbis export -o cevaplar.pdf", code=3).err
    assert not [path for path in Path().iterdir() if path.suffix in {".pdf", ".ods", ".json"}]


def test_what_was_destroyed_before_a_run_was_opened_was_not_destroyed_in_it(kept: Run) -> None:
    kept(SWEEP)
    kept("destruction record H1 --on 2026-11-21 --method silme")
    kept("destruction record H2 --on 2026-11-22 --method silme")
    assert [each["run"] for each in kept("destruction list -f json").json] == [None, "P1"]
    assert [each["id"] for each in kept("destruction list --run P1 -f json").json] == ["D2"]
