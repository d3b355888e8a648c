"""Holdings: lists taken by the thousand, legal holds, and what is due of them, listed, counted and as a calendar."""

import unicodedata
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from openpyxl import Workbook, load_workbook

from kvkkctl.inventory.columns import HOLDINGS
from tests.conftest import Run

RETENTION = "işten ayrılmadan itibaren 1 yıl"
HEADINGS = "Envanter Kaydı;Kayıt;Olay Tarihi;Bulunduğu Yer\n"


@pytest.fixture
def office(run: Run) -> Run:
    """A controller that destroys on 1 January and 1 July, with two entries of two departments."""
    run("init")
    run(
        "controller set --resident --employees 60 --balance 200000000 --kind private --policy-date 2020-01-01 "
        "--destruction-months 1,7"
    )
    run("activity add Bordro --code IK-1 --department İK")
    run("activity add Fatura --code MU-1 --department Muhasebe")
    run(["entry", "add", "--activity", "IK-1", "--category", "Kimlik", "--retention", RETENTION])
    run(["entry", "add", "--activity", "MU-1", "--category", "Finans", "--retention", RETENTION])
    return run


@pytest.fixture
def kept(office: Run) -> Run:
    """Five bodies of records: overdue, due, not due, without a day, and one that a data subject wants erased."""
    for label, entry, day in (
        ("2023 dosyaları", "E1", "2023-12-31"),
        ("2024 faturaları", "E2", "2025-08-31"),
        ("2026 dosyaları", "E1", "2026-06-30"),
        ("Eski dosyalar", "E1", ""),
        ("Bir dosya", "E2", "2025-01-31"),
    ):
        office(["holding", "add", label, "--entry", entry, "--event-date", day])
    office("holding edit H5 --requested 2026-11-01")
    return office


def listed(path: str, *rows: str, headings: str = HEADINGS) -> str:
    Path(path).write_text(headings + "".join(f"{row}\n" for row in rows), encoding="utf8")
    return path


def labels(run: Run, line: str) -> list[str]:
    return [row["id"] for row in run(f"holding list {line} -f json").json]


def test_a_list_is_taken_once(office: Run) -> None:
    listed("liste.csv", "E1;Dosya 1;31.12.2015;Arşiv", "E2;Dosya 2;2016-01-31;")
    plan = office("holding import liste.csv --dry-run -f json").json
    assert plan == {
        "sheets": [
            {
                "sheet": "liste",
                "header_row": 1,
                "first_row": 2,
                "rows": 2,
                "columns": {"A": "entry", "B": "label", "C": "event_date", "D": "location"},
                "ignored_columns": {},
                "skipped": None,
                "kind": "holdings",
                "file": "liste.csv",
            }
        ],
        "holdings": [
            {"action": "add", "first": "H1", "last": "H2", "count": 2, "changes": [], "file": "liste.csv"}
        ],
        "problems": [],
        "summary": {"add": 2, "update": 0, "same": 0, "errors": 0, "warnings": 0},
    }
    assert labels(office, "") == []
    office("holding import liste.csv")
    assert [(row["id"], row["entry"], row["event_date"]) for row in office("holding list -f json").json] == [
        ("H1", "E1", "2015-12-31"),
        ("H2", "E2", "2016-01-31"),
    ]
    history = office("log -f json").json
    again = office("holding import liste.csv")
    assert "liste.csv: nothing changed." in again.err
    assert office("log -f json").json == history
    assert "whole" in office("log verify").out + office("log verify").err


def test_all_that_is_wrong_is_said_at_once_and_nothing_taken(office: Run) -> None:
    listed(
        "liste.csv", "E1;Dosya 1;31.12.2015;", "E9;Dosya 2;2016-01-31;", "E1;;30.02.2016;", "E1;Dosya 3;dün;"
    )
    ran = office("holding import liste.csv -f json", code=3)
    assert [(each["sheet"], each["cell"], each["value"]) for each in ran.json["problems"]] == [
        ("liste", "A3", "E9"),
        ("liste", "B4", ""),
        ("liste", "C5", "dün"),
    ]
    assert "Errors: 3; nothing was taken." in ran.err
    assert labels(office, "") == []


@pytest.mark.parametrize("name", ["E2", "e2", "Finans", "MU-1 finans", "Fatura Finans"])
def test_the_entry_of_a_list_without_a_column_for_it(office: Run, name: str) -> None:
    listed("liste.csv", "Dosya 1;31.12.2015", headings="Kayıt;Olay Tarihi\n")
    office(["holding", "import", "liste.csv", "--entry", name])
    assert labels(office, "--entry E2") == ["H1"]
    assert labels(office, "--entry E1") == []


def test_a_row_of_another_entry_than_was_given_is_an_error(office: Run) -> None:
    listed("a.csv", "E1;Dosya 1;31.12.2015;", ";Dosya 2;31.12.2015;")
    listed("b.csv", "Bordro;Kimlik;Dosya;31.12.2015", headings="Faaliyet;Veri Kategorisi;Kayıt;Olay Tarihi\n")
    ran = office("holding import a.csv b.csv --entry E2 -f json", code=3)
    assert [(each["file"], each["cell"]) for each in ran.json["problems"]] == [
        ("a.csv", "A2"),
        ("b.csv", "A2"),
    ]
    assert "no entry Bilinmeyen" in office("holding import a.csv --entry Bilinmeyen", code=3).err
    assert labels(office, "") == []


def test_a_mapping_names_the_columns_of_a_list(office: Run) -> None:
    listed("liste.csv", "Dosya 1;31.12.2015;E1", headings="Ne;Ne zaman;Nereye\n")
    Path("harita.toml").write_text(
        '[columns]\nlabel = "Ne"\nevent_date = "Ne zaman"\nentry = "Nereye"\n', encoding="utf8"
    )
    office("holding import liste.csv --map harita.toml")
    assert labels(office, "--entry E1") == ["H1"]
    Path("harita.toml").write_text('[columns]\npurposes = "Ne"\n', encoding="utf8")
    assert "purposes" in office("holding import liste.csv --map harita.toml", code=3).err


def test_a_hold_stops_the_date_and_shows_what_it_delays(kept: Run) -> None:
    ran = kept('holding hold H1 H3 --reason "iş davası" --owner Hukuk --review 2027-03-01 -f json')
    assert [(row["id"], row["status"], row["destroy_by"], row["hold_review"]) for row in ran.json] == [
        ("H1", "held", "2025-01-01", "2027-03-01"),
        ("H3", "held", "2027-07-01", "2027-03-01"),
    ]
    assert labels(kept, "--held") == ["H1", "H3"]
    said = kept('holding hold H1 --reason "vergi incelemesi"', code=3).err
    assert said.startswith("kvkkctl: H1 is held already, for another reason")
    assert "iş davası" not in said
    assert "Nothing changed." in kept('holding hold H1 --reason "iş davası"').err
    card = kept("holding show H1 -f json").json
    assert (card["hold_owner"], card["status"], card["duty_on"]) == ("Hukuk", "held", "2024-12-31")
    released = kept('holding release H1 --reason "dava bitti" -f json').json
    assert [(row["status"], row["destroy_by"]) for row in released] == [("overdue", "2025-01-01")]
    assert "H1 is not held" in kept("holding release H1 --reason x", code=3).err
    assert "dava bitti" in kept("log -f json").out


def test_a_hold_of_several_is_of_all_or_none(kept: Run) -> None:
    kept("holding hold H1 H99 --reason dava", code=3)
    assert labels(kept, "--held") == []
    assert "H2" in kept("holding hold H2 --reason dava").err


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("--entry E1", ["H1", "H3", "H4"]),
        ("--department muhasebe", ["H2", "H5"]),
        ("--category kimlik --status overdue", ["H1"]),
        ("--status unknown", ["H4"]),
        ("--until 2027-01-01", ["H1", "H2", "H5"]),
    ],
)
def test_holdings_are_listed_by_what_is_asked(kept: Run, line: str, found: list[str]) -> None:
    assert labels(kept, line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", ["H1", "H5", "H2", "H3", "H4"]),
        ("--overdue", ["H1", "H5"]),
        ("--until 2027-01-01", ["H1", "H5", "H2"]),
        ("--until 2027-01-01 --department İK", ["H1"]),
        ("--category finans", ["H5", "H2"]),
        ("--status unknown", ["H4"]),
    ],
)
def test_due_dates_are_listed_by_what_is_asked(kept: Run, line: str, found: list[str]) -> None:
    ran = kept(f"due {line} -f json")
    assert [row["holding"] for row in ran.json] == found
    assert ("Left out, having no date: 1" in ran.err) == (line == "--until 2027-01-01" or "İK" in line)


def test_due_dates_are_counted(kept: Run) -> None:
    rows = kept("due --by month -f json").json
    assert [
        (row["group"], row["overdue"], row["due"], row["not_due"], row["unknown"], row["total"])
        for row in rows
    ] == [
        ("2025-01", 1, 0, 0, 0, 1),
        ("2026-07", 1, 0, 0, 0, 1),
        ("2027-01", 0, 1, 0, 0, 1),
        ("2027-07", 0, 0, 1, 0, 1),
        (None, 0, 0, 0, 1, 1),
    ]
    groups = {
        by: [row["group"] for row in kept(f"due --by {by} -f json").json] for by in ("department", "category")
    }
    assert groups == {"department": ["İK", "Muhasebe"], "category": ["Finans", "Kimlik"]}
    entries = kept("due --by entry -f json").json
    assert [(row["group"], row["label"], row["total"]) for row in entries] == [
        ("E1", "IK-1 Kimlik", 3),
        ("E2", "MU-1 Finans", 2),
    ]
    statuses = kept("due --by status -f json").json
    assert [(row["group"], row["total"]) for row in statuses] == [
        ("not_due", 1),
        ("due", 1),
        ("overdue", 2),
        ("unknown", 1),
    ]


def events(path: str) -> list[tuple[str, str, str]]:
    """Return kind, day and summary of the events of a calendar."""
    found = Calendar.from_ical(Path(path).read_bytes()).walk("VEVENT")
    return [
        (str(each["uid"]).partition("-")[0], each["dtstart"].dt.isoformat(), str(each["summary"]))
        for each in found
    ]


def test_a_calendar_of_deadlines(kept: Run) -> None:
    kept('holding hold H3 --reason "Ayşe davası" --review 2027-03-01')
    kept("sweep")
    ran = kept("due --ics takvim.ics")
    assert events("takvim.ics") == [
        ("destroy", "2025-01-01", "KVKK: holdings to destroy: 1 (E1 IK-1, Kimlik)"),
        ("destroy", "2026-07-01", "KVKK: holdings to destroy: 1 (E2 MU-1, Finans)"),
        ("request", "2026-12-01", "KVKK: erasure asked for, holdings: 1 (E2 MU-1, Finans)"),
        ("destroy", "2027-01-01", "KVKK: holdings to destroy: 1 (E2 MU-1, Finans)"),
        ("run", "2027-01-01", "KVKK: periodic destruction P1, holdings left: 3"),
        ("review", "2027-03-01", "KVKK: legal holds to review: 1"),
    ]
    assert "Events: 6; holdings without a date: 1." in ran.err
    content = Path("takvim.ics").read_bytes()
    assert b"\r\n" in content
    assert not any(name.encode() in content for name in ("Ayşe", "dosya", "fatura"))


def test_what_the_authority_and_verbis_are_to_be_told_stands_in_the_calendar_too(kept: Run) -> None:
    kept("recipient add 'Bulut GmbH' --country Almanya")
    kept("transfer add 'Bulut GmbH' --abroad evet --instrument 9/4-c --signed 2026-03-17")
    kept("--today 2026-05-04 verbis file --on 2026-05-04")
    kept("--today 2026-05-20 entry edit E1 --retention '15 yıl'")
    kept("--today 2026-05-21 due --ics a.ics")
    told = [event for event in events("a.ics") if event[0] in {"contract", "verbis"}]
    assert told == [
        ("contract", "2026-03-25", "KVKK: notify the Authority of a standard contract (T1, its signature)"),
        ("verbis", "2026-06-01", "KVKK: VERBİS to be told of changes: 1"),
    ]
    kept("--today 2026-05-21 transfer notify T1 --on 2026-05-21")
    kept("--today 2026-05-21 verbis file --on 2026-05-21")
    kept("--today 2026-05-21 due --ics b.ics")
    assert not {"contract", "verbis"} & {event[0] for event in events("b.ics")}
    kept("--today 2026-05-21 due --ics c.ics --department muhasebe")
    assert not {"contract", "verbis"} & {event[0] for event in events("c.ics")}


def _found(path: str) -> list[Event]:
    return Calendar.from_ical(Path(path).read_bytes()).walk("VEVENT")


def test_the_same_register_gives_the_same_calendar_and_a_later_one_replaces_it(kept: Run) -> None:
    kept("due --ics a.ics --today 2026-11-22")
    kept("due --ics b.ics --today 2026-12-31")
    assert Path("a.ics").read_bytes() == Path("b.ics").read_bytes()
    kept('holding add "Yeni dosya" --entry E1 --event-date 2023-11-30')
    kept("due --ics b.ics --force")

    def numbered(path: str) -> dict[str, tuple[int, str]]:
        found = Calendar.from_ical(Path(path).read_bytes()).walk("VEVENT")
        return {str(each["uid"]): (each["sequence"], str(each["summary"])) for each in found}

    before, after = numbered("a.ics"), numbered("b.ics")
    assert before.keys() == after.keys()
    assert all(after[uid][0] > before[uid][0] for uid in before)
    kept("holding edit H1 --event-date 2015-06-30")
    kept("due --ics c.ics")
    days = {str(each["uid"]): each["dtstart"].dt for each in _found("b.ics")}
    moved = {str(each["uid"]): each["dtstart"].dt for each in _found("c.ics")}
    assert days.keys() < moved.keys()
    assert [uid for uid, day in days.items() if moved[uid] != day] == [uid for uid in days if "-h1@" in uid]
    first = next(iter(before))
    assert (before[first][1], after[first][1]) == (
        "KVKK: holdings to destroy: 1 (E1 IK-1, Kimlik)",
        "KVKK: holdings to destroy: 2 (E1 IK-1, Kimlik)",
    )


def test_a_calendar_of_one_department_until_a_day(kept: Run) -> None:
    kept("due --ics takvim.ics --department muhasebe --until 2026-12-31")
    assert [event[:2] for event in events("takvim.ics")] == [
        ("destroy", "2026-07-01"),
        ("request", "2026-12-01"),
    ]
    assert "--ics goes with" in kept("due --ics takvim.ics --overdue", code=3).err
    assert "say different things" in kept("due --overdue --status held", code=3).err


def test_a_calendar_that_cannot_be_written_leaves_nothing(kept: Run) -> None:
    Path("takvim.ics").mkdir()
    kept("due --ics takvim.ics", code=3)
    assert list(Path("takvim.ics").iterdir()) == []


@pytest.mark.parametrize(("today", "stands"), [("2029-11-22", False), ("2029-11-23", True)])
def test_a_record_of_destruction_is_due_after_three_years(kept: Run, today: str, stands: bool) -> None:
    kept("destruction record H1 --on 2026-11-22 --method erasure")
    ran = kept(f"due --status due --today {today} -f json")
    records = [row for row in ran.json if row["kind"] == "destruction"]
    shown = [
        {
            "holding": "D1",
            "label": "Record of the destruction of H1",
            "entry": "E1",
            "activity": "IK-1",
            "category": "Kimlik",
            "event": None,
            "event_date": "2026-11-22",
            "duty_on": "2029-11-22",
            "not_before": "2029-11-23",
            "destroy_by": None,
            "status": "due",
            "why": "The record of a destruction is kept for three years at least, which ended on 2029-11-22 "
            "(destruction regulation art. 7/3); other duties may ask for longer.",
            "kind": "destruction",
        }
    ]
    assert records == (shown if stands else [])
    assert ("Records of destruction past their three years: 1." in ran.err) == stands


def test_what_is_on_record_as_destroyed_stays_as_it_was(kept: Run) -> None:
    kept("destruction record H1 --on 2026-11-20 --method silme")
    before = kept("holding show H1 -f json").json
    ran = kept("holding edit H1 --label Başka --event-date 2026-01-01", code=3)
    assert "H1 is on record as destroyed (D1) and stays as it was." in ran.err
    path = listed("a.csv", "E1;2023 dosyaları;2024-12-31;Depo")
    ran = kept(f"holding import {path}")
    assert "C2: H1 is on record as destroyed and stays as it was: this cell is not taken." in ran.err
    assert kept("holding show H1 -f json").json == before


def test_a_day_that_is_none_is_named_by_its_option(kept: Run) -> None:
    assert (
        '--event-date: "31.02.2020" is not a date'
        in kept("holding edit H2 --event-date 31.02.2020", code=3).err
    )


@pytest.mark.parametrize(
    "command", ["due", "due --by month", "due --ics x.ics", "holding list", "entry list"]
)
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("--department yok", 'There is no department "yok"; the register has: İK, Muhasebe.'),
        ("--category kimlk", 'There is no data category "kimlk"; did you mean Kimlik?'),
        ("--category zrgvx", "`kvkkctl category list` shows those of the register."),
    ],
)
def test_what_the_register_lacks_is_no_empty_list(kept: Run, command: str, asked: str, said: str) -> None:
    ran = kept(f"{command} {asked}", code=3)
    assert (ran.out, said in ran.err) == ("", True)
    assert not Path("x.ics").exists()


def test_names_are_found_without_turkish_letters(kept: Run) -> None:
    assert labels(kept, "--department ik") == labels(kept, "--department İK") != []
    assert labels(kept, "--category FINANS") == ["H2", "H5"]


def test_what_was_destroyed_is_marked(kept: Run) -> None:
    assert "Destroyed" not in kept("holding list").out
    kept("destruction record H1 --on 2026-11-01 --method silme")
    shown = kept("holding list").out
    assert "Destroyed" in shown
    assert "2026-11-01" in shown
    rows = {row["id"]: (row["destruction"], row["destroyed_on"]) for row in kept("holding list -f json").json}
    assert (rows["H1"], rows["H2"]) == (("D1", "2026-11-01"), (None, None))


def test_a_retention_that_is_not_understood_is_told(kept: Run) -> None:
    said = "warning: --retention: The retention is not understood."
    assert said in kept(["holding", "edit", "H1", "--retention", "zrgvx"]).err
    assert said in kept(["holding", "edit", "H2", "--retention", "zrgvx"]).err
    assert said not in kept(["holding", "edit", "H2", "--retention", "3 yıl"]).err
    path = listed(
        "h.csv",
        *(f"E1;Kutu {n};;2020-01-01;{term}" for n, term in enumerate(["1 yıl", "qqq", "qqq"])),
        headings="Envanter Kaydı;Kayıt;Miktar;Olay Tarihi;Saklama Süresi\n",
    )
    err = kept(f"holding import {path}").err
    assert err.count("The retention is not understood.") == 1
    assert "h!E3" in err


def test_a_hold_without_an_owner_is_told(kept: Run) -> None:
    hold = "holding hold H1 --reason dava --review 2027-01-01"
    assert "Nobody answers for the hold (--owner): H1." in kept(hold).err
    assert "--owner" not in kept(f"{hold} --owner Hukuk").err


@pytest.mark.parametrize(
    ("runs", "step"),
    [
        ("12", "12 months"),
        ("1,12", "11 months"),
        ("15.01,16.07", "6 months and 1 day"),
        ("30.06,31.12", "6 months and 1 day"),
        ("6,12", None),
        ("30.06,30.12", None),
        ("1,4,7,10", None),
    ],
)
def test_runs_more_than_six_months_apart_are_told_everywhere_alike(
    run: Run, runs: str, step: str | None
) -> None:
    run("init")
    is_told = (step is not None,) * 2
    err = run(f"controller set --destruction-months {runs}").err
    assert (f"Up to {step} pass" in err, "art. 11/2" in err) == is_told
    gaps = run("gaps --rule D08 -f json").out
    assert (f"Up to {step} pass" in gaps, "D08" in gaps) == is_told
    for day in ("2025-01-01", "2025-06-30", "2025-07-15", "2025-12-01"):
        calc = run(["retention", "calc", "--phrase", "1 ay", "--from", day, "--policy", "--months", runs])
        assert step or "which the destruction regulation does not allow" not in calc.out


def test_the_last_day_of_a_half_year_is_a_day_after_its_six_months(run: Run) -> None:
    calc = run('retention calc --phrase "1 yıl" --from 2025-06-30 --policy --months 30.06,31.12 -f json').json
    assert (calc[0] if isinstance(calc, list) else calc)["destroy_by"] == "2026-12-30"


def test_a_policy_of_the_future_is_told(run: Run) -> None:
    run("init")
    assert (
        "--policy-date: 2030-01-01 is still to come."
        in run("--today 2026-01-01 controller set --policy-date 2030-01-01").err
    )
    assert "to come" not in run("--today 2026-01-01 controller set --policy-date 2026-01-01").err


def test_who_is_stated_to_be_obliged_owes_a_policy(run: Run) -> None:
    run("init")
    run("activity add Bordro --code IK-1")
    run('entry add --activity IK-1 --category Kimlik --retention "işten ayrılmadan itibaren 1 yıl"')
    run("holding add Dosya --entry E1 --event-date 2025-01-15")
    unknown = "it is not known whether a policy is owed"
    run("controller set --destruction-months 1,7")
    assert unknown in run("due").out
    run("controller set --obliged-since 2020-01-01")
    ran = run("due -f json")
    assert (unknown in ran.out, ran.json[0]["destroy_by"]) == (False, "2026-07-01")
    assert run("verbis status -f json").json["register_by"] == "2020-01-31"


OLD = "Envanter Kaydı;Kayıt;Olay Tarihi;Durum\n"


def test_a_file_destroys_nothing_that_is_kept(kept: Run) -> None:
    kept('holding hold H1 --reason "iş davası"')
    path = listed("a.csv", "E1;2023 dosyaları;31.12.2023;İmha edildi", headings=OLD)
    before = kept("holding show H1 -f json").json
    ran = kept(f"holding import {path} -f json", code=3)
    assert [(each["cell"], each["severity"]) for each in ran.json["problems"]] == [("D2", "error")]
    assert "kvkkctl destruction record H1" in ran.json["problems"][0]["message"]
    assert kept("holding show H1 -f json").json == before


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [("state", "İmha edildi", 3), ("activity", "Fatura", 3), ("category", "Finans", 3), ("state", "", 0)],
)
def test_an_exported_workbook_destroys_and_moves_nothing(
    kept: Run, column: str, text: str, code: int
) -> None:
    kept("export inventory -o a.xlsx")
    again = kept("import a.xlsx")
    assert "nothing changed" in again.err
    book = load_workbook("a.xlsx")
    sheet = book["Saklanan Kayıtlar"]
    heading = HOLDINGS.column(column).heading
    (place,) = (cell.column for row in sheet.iter_rows() for cell in row if cell.value == heading)
    (number,) = (cell.row for row in sheet.iter_rows() for cell in row if cell.value == "2023 dosyaları")
    sheet.cell(number, place, text or sheet.cell(number, place).value)
    book.save("b.xlsx")
    for command in ("import", "holding import"):
        ran = kept(f"{command} b.xlsx --dry-run -f json", code=code)
        errors = [each for each in ran.json["problems"] if each["severity"] == "error"]
        assert [each["cell"] for each in errors] == ([sheet.cell(number, place).coordinate] if code else [])


def test_a_workbook_from_before_its_activity_was_renamed_comes_back(kept: Run) -> None:
    kept("export inventory -o a.xlsx")
    kept("activity edit IK-1 --name Ücretler --new-code UC-1")
    kept("category rename Kimlik Kimlikler")
    assert "nothing changed" in kept("holding import a.xlsx").err
    kept("import a.xlsx")


def test_a_renamed_activity_takes_its_holdings_along(kept: Run) -> None:
    kept("export inventory -o a.xlsx")
    book = load_workbook("a.xlsx")
    for row in book["Envanter"].iter_rows():
        for cell in row:
            if cell.value == "Bordro":
                cell.value = "Ücretler"
    book.save("b.xlsx")
    kept("import b.xlsx")
    assert kept("activity show IK-1 -f json").json["name"] == "Ücretler"


def test_a_list_of_old_says_what_was_destroyed(office: Run) -> None:
    path = listed("a.csv", "E1;Eski dosyalar;31.12.2010;İmha edildi", headings=OLD)
    office(f"holding import {path}")
    assert "State" in office("holding show H1").out
    assert "destroyed" in office("holding show H1").out
    assert office("gaps --rule D12 -f json", code=None).json[0]["ref"] == "H1"
    office("destruction record H1 --on 2026-06-01 --method silme")
    assert "destroyed" in office("holding show H1").out
    assert office("gaps --rule D12 -f json").json == []
    office("--today 2029-07-01 destruction remove D1")
    assert office("--today 2029-07-01 gaps --rule D12 -f json").json == []


def test_a_record_that_was_taken_back_shows_no_destruction(office: Run) -> None:
    path = listed("a.csv", "E1;Eski dosyalar;31.12.2010;İmha edildi", headings=OLD)
    office(f"holding import {path}")
    office("destruction record H1 --on 2026-06-01 --method silme")
    office("undo --not-destroyed")
    assert office("gaps --rule D12 -f json", code=None).json[0]["ref"] == "H1"


def test_a_list_that_was_taken_at_the_end_of_all_days_is_not_old(office: Run) -> None:
    path = listed("a.csv", "E1;Eski dosyalar;31.12.2010;İmha edildi", headings=OLD)
    office(f"--today 9998-01-01 holding import {path}")
    assert office("gaps --rule D12 -f json", code=None).json[0]["ref"] == "H1"


def test_what_a_list_says_was_destroyed_over_three_years_ago_wants_no_record(office: Run) -> None:
    path = listed("a.csv", "E1;Eski dosyalar;31.12.2010;İmha edildi", headings=OLD)
    office(f"holding import {path}")
    (day,) = {line["at"][:10] for line in office("log -f json").json[-1:]}
    late = str(int(day[:4]) + 3) + day[4:]
    assert len(office(f"--today {late} gaps --rule D12 -f json", code=None).json) == 1
    assert office("--today 2030-06-01 gaps --rule D12 -f json").json == []


def test_what_lists_as_csv_comes_back(kept: Run) -> None:
    kept("holding list -f csv -o a.csv")
    assert "nothing changed" in kept("holding import a.csv").err
    lines = Path("a.csv").read_text(encoding="utf8").replace("2023 dosyaları", "2022 dosyaları")
    Path("a.csv").write_text(lines, encoding="utf8")
    kept("holding import a.csv")
    assert kept("holding show H1 -f json").json["label"] == "2022 dosyaları"


def test_a_name_of_nothing_is_refused_by_its_option(kept: Run) -> None:
    assert (
        "kvkkctl: --label: say what is kept." in kept(["holding", "edit", "H1", "--label", " "], code=3).err
    )
    assert "LABEL: say what is kept." in kept(["holding", "add", "", "--entry", "E1"], code=3).err


@pytest.mark.parametrize(("review", "past"), [("2026-11-21", True), ("2026-11-22", False)])
def test_a_review_that_is_past_is_told(kept: Run, review: str, past: bool) -> None:
    ran = kept(f"holding hold H1 --reason dava --owner Hukuk --review {review}")
    assert (f"--review: {review} is past" in ran.err) == past
    assert bool(kept("gaps --rule K13 -f json", code=None).json) == past


def test_days_that_can_hardly_be_meant_are_told_by_their_option(kept: Run) -> None:
    said = kept("holding edit H1 --event-date 0216-02-01").err
    assert "warning: --event-date: 0216-02-01 is more than a hundred years ago" in said
    assert (
        "2106-02-01 is more than fifty years"
        in kept(["holding", "add", "x", "--entry", "E1", "--event-date", "2106-02-01"]).err
    )
    assert (
        "--requested: 2030-01-01 is still to come"
        in kept("holding edit H1 --requested 2030-01-01", code=3).err
    )


def test_what_is_typed_in_decomposed_letters_is_composed(kept: Run) -> None:
    label = "Şube arşivi İĞŞÇÖÜ"
    kept(["holding", "edit", "H1", "--label", unicodedata.normalize("NFD", label)])
    assert kept("holding show H1 -f json").json["label"] == label
    path = listed(unicodedata.normalize("NFD", "şube.csv"), "E1;Dosya 1;31.12.2015;")
    kept(["holding", "import", path])


@pytest.mark.parametrize("option", ["--output={}", "--output {}"])
def test_a_file_is_made_in_the_folder_that_was_named(kept: Run, option: str) -> None:
    folder = Path(unicodedata.normalize("NFD", "şube"))
    folder.mkdir()
    kept(["due", "-f", "csv", *option.format(folder / "a.csv").split()])
    assert [each.name for each in folder.iterdir()] == ["a.csv"]
    again = ["due", "-f", "csv", *option.format(folder / "a.csv").split()]
    assert "is there already" in kept(again, code=3).err


def test_a_workbook_in_decomposed_letters_is_composed(kept: Run) -> None:
    label = "Şube arşivi İĞŞÇÖÜ"
    book = Workbook()
    book.active.append(["Envanter Kaydı", "Kayıt", "Olay Tarihi"])
    book.active.append(["E1", unicodedata.normalize("NFD", label), "31.12.2015"])
    book.save("a.xlsx")
    kept("holding import a.xlsx")
    assert kept("holding show H6 -f json").json["label"] == label


def test_a_record_of_destruction_in_a_list_is_no_holding(kept: Run) -> None:
    kept("destruction record H1 --on 2026-11-22 --method silme --force 'eski kayıt'", code=None)
    kept("due -f csv -o due.csv")
    lines = Path("due.csv").read_text(encoding="utf-8-sig").splitlines()
    record = lines[1].replace("H", "D", 1)
    Path("records.csv").write_text("\n".join((lines[0], record)), encoding="utf8")
    assert "D" in kept("holding import records.csv", code=3).err
