"""The register as it stood on a day, on the command line; and that what is shown says so."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.conftest import Run

REGISTER = Path("data/register.db")
DAYS = ["2026-03-01", "2026-06-01", "2026-09-01"]
EDITS: Sequence[Sequence[str]] = [
    [],
    ["entry edit E1 --retention '10 yıl' --category Finans", "sweep --day 2026-06-01"],
    [
        "entry add --activity F1 --category Sağlık --basis 6/3-a",
        "activity edit F1 --name Başka --department İK",
    ],
]
LINES = [
    "entry list -f json",
    "entry show E1",
    "activity list",
    "activity show F1 -f json",
    "verbis preview",
    "verbis preview --screen 2 -f csv",
    "export inventory -f csv -o -",
    "info -f jsonl",
]
BOOKS = {
    "export inventory": "envanter",
    "verbis export": "verbis",
    "export retention-schedule": "saklama-imha-sureleri",
}


def redate(days: Sequence[str]) -> None:
    """Move the changes of the register to days of their own, at noon."""
    with closing(sqlite3.connect(REGISTER)) as db, db:
        for seq, day in enumerate(days, start=1):
            db.execute("UPDATE journal SET at = ? WHERE seq = ?", (f"{day}T12:00:00+00:00", seq))


def cells(path: Path) -> dict[str, list[Any]]:
    """Return what a workbook says."""
    book = load_workbook(path)
    return {sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows()] for sheet in book}


@pytest.fixture
def history(example: Run) -> tuple[Run, dict[tuple[str, str], Any]]:
    """The example of 1 March, changed on 1 June and 1 September, and what its commands said on each of these days."""
    said: dict[tuple[str, str], Any] = {}
    days: list[str] = []
    for day, edits in zip(DAYS, EDITS, strict=True):
        for edit in edits:
            example(edit)
        days += [day] * (len(edits) or 1)
        redate(days)
        for line in LINES:
            said[day, line] = example(f"--today {day} {line}").out
        for line, name in BOOKS.items():
            example(f"--today {day} {line} --force")
            said[day, line] = cells(Path(f"exports/{name}-{day}.xlsx"))
    return example, said


@pytest.mark.parametrize("line", LINES)
def test_what_was_said_then_is_said_again(history, line):
    run, said = history
    for day in DAYS:
        ran = run(f"{line} --as-of {day}")
        assert ran.out == said[day, line]
        seq = {"2026-03-01": 1, "2026-06-01": 3, "2026-09-01": 5}[day]
        note = f"Shown: the register at the end of {day}, after entry {seq} of the journal, of {day}T12:00:00+00:00."
        assert note in ran.err.splitlines()
    assert len({said[day, line] for day in DAYS}) > 1


@pytest.mark.parametrize("line", BOOKS)
def test_files_say_what_they_said_then(history, line):
    run, said = history
    for day in DAYS:
        run(f"{line} --as-of {day} --force")
        assert cells(Path(f"exports/{BOOKS[line]}-{day}.xlsx")) == said[day, line]


def test_what_is_late_is_judged_on_the_day(example):
    """What waited in time then is late now."""
    example("transfer edit T4 --instrument 9/4-c --signed 2026-08-20")
    redate(["2026-01-01", "2026-01-01"])
    assert example("info --as-of 2026-08-21 -f json").json["notify"][0]["status"] != "late"
    assert example("info -f json").json["notify"][0]["status"] == "late"


ALL = [*LINES, *BOOKS]


@pytest.mark.parametrize("line", ALL)
def test_a_day_that_cannot_be_shown_is_refused(example, line):
    redate(["2026-03-01"])
    said = example(f"{line} --as-of 2026-02-28", code=3)
    assert said.out == ""
    assert said.err == (
        "kvkkctl: Nothing was recorded by 2026-02-28: the first change of this register is of "
        "2026-03-01T12:00:00+00:00.\n"
    )
    assert (
        example(f"{line} --as-of 2026-11-23", code=3).err == "kvkkctl: --as-of: 2026-11-23 is yet to come.\n"
    )
    assert "is not a date" in example(f"{line} --as-of yesterday", code=3).err
    assert not Path("exports").exists()


@pytest.mark.parametrize("line", ["entry list", "gaps", "info", "verbis preview", "export inventory"])
def test_a_day_that_a_script_left_empty_is_not_today(example, line):
    for day in ("''", "' '"):
        assert "--as-of is empty" in example(f"{line} --as-of {day}", code=3).err


def test_an_empty_register_never_stood(run):
    run("init")
    assert "the history is empty" in run("entry list --as-of 2026-01-01", code=3).err


def test_today_is_as_it_is_now(example):
    """Also what was recorded within the day."""
    example("entry edit E1 --abroad no")
    now = example("entry show E1 -f json")
    assert now.err == ""
    then = example("entry show E1 -f json --as-of 2026-11-22")
    assert then.out == now.out
    assert "after entry 2 of the journal" in then.err


def test_gaps_say_which_state_they_are_of(example):
    redate(["2026-03-01"])
    assert (
        "Shown: the register at the end of 2026-03-02, after entry 1"
        in example("gaps --as-of 2026-03-02").err
    )
    assert "Shown" not in example("gaps").err
    assert "Shown" not in example("gaps --as-of 2030-01-01").err


def test_what_was_taken_back_is_shown_as_it_stood(example):
    example("entry edit E1 --abroad no")
    example("undo")
    redate(["2026-03-01", "2026-06-01", "2026-09-01"])
    found = [example(f"entry show E1 -f json --as-of {day}").json["abroad"] for day in DAYS]
    assert found == [True, False, True]


def test_an_inventory_of_then_comes_back(example):
    """Its numbers carry the state that it was written from: what changed since is not undone."""
    example("entry edit E1 --abroad no")
    redate(["2026-03-01", "2026-06-01"])
    example("export inventory --as-of 2026-03-01 -o then.xlsx")
    example("import then.xlsx")
    assert example("entry show E1 -f json").json["abroad"] is False
