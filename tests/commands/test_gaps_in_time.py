"""Gaps that are known, gaps of another day, and what happened between two days."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.gap_registers import SMALL, small
from tests.conftest import Run

ASKED = "gaps --rule A05 --rule A06"
BASELINE = """\
{
  "format": "kvkkctl gaps baseline 1",
  "gaps": [
    {"rule": "A05", "kind": "entry", "ref": "E1"},
    {"rule": "A05", "kind": "entry", "ref": "E2"},
    {"rule": "A05", "kind": "entry", "ref": "E3"},
    {"rule": "A06", "kind": "entry", "ref": "E4"},
    {"rule": "A06", "kind": "entry", "ref": "E5"}
  ]
}
"""


def test_only_new_gaps_fail_beside_a_baseline(run: Run) -> None:
    small(run)
    ran = run(f"{ASKED} --save-baseline known.json --quiet --fail-on error", code=4)
    assert ran.out == "5 errors, 0 warnings, 0 remarks.\n"
    assert Path("known.json").read_text(encoding="utf8") == BASELINE
    known = f"{ASKED} --baseline known.json --fail-on error"
    assert "Known from the baseline, of these: 5." in run(known).out
    run("entry edit E3 --retention '10 yıl'")
    run("entry add --activity PZ-1 --category Finans --basis 5/1")
    rows = run(f"{known} -f json", code=4).json
    assert [(row["ref"], row["known"]) for row in rows] == [
        ("E1", True),
        ("E2", True),
        ("E6", False),
        ("E4", True),
        ("E5", True),
    ]
    assert (
        run(f"{known} --quiet", code=4).out
        == "5 errors, 0 warnings, 0 remarks. Known from the baseline: 4.\n"
    )


def test_a_baseline_renews_itself_in_one_command(run: Run) -> None:
    small(run)
    run(f"{ASKED} --save-baseline known.json")
    run("entry add --activity PZ-1 --category Finans --basis 5/1")
    both = f"{ASKED} --baseline known.json --save-baseline known.json --fail-on error --force"
    run(both, code=4)
    run(both)


def test_an_accepted_gap_is_no_part_of_a_baseline(run: Run) -> None:
    small(run)
    run("accept A05 E2 --reason x --until 2026-12-31 --by DPO")
    run(f"{ASKED} --save-baseline known.json")
    assert "E2" not in Path("known.json").read_text(encoding="utf8")
    run(f"{ASKED} --baseline known.json --fail-on error")
    run(f"--today 2027-01-01 {ASKED} --baseline known.json --fail-on error", code=4)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"format": "x", "gaps": []}', '{"format": "kvkkctl gaps baseline 1", "gaps": [1]}'],
)
def test_what_is_no_baseline_is_refused(run: Run, content: str) -> None:
    run("init")
    Path("known.json").write_text(content, encoding="utf8")
    assert "known.json is no baseline" in run("gaps --baseline known.json", code=3).err


def test_a_baseline_of_bytes_is_refused(run: Run) -> None:
    run("init")
    Path("known.json").write_bytes(b"\xff\xfe\x00")
    assert "known.json cannot be read (it is no text)." in run("gaps --baseline known.json", code=3).err


@pytest.fixture
def history(run: Run) -> Run:
    """A register filled on 1 March 2026, changed on 1 June and 1 September 2026."""
    small(run)
    run("entry edit E1 --retention '10 yıl'")
    run("entry add --activity PZ-1 --category Finans --basis 5/1")
    days = ["2026-03-01"] * (len(SMALL) - 1) + ["2026-06-01", "2026-09-01"]
    with closing(sqlite3.connect("data/register.db")) as db, db:
        for seq, day in enumerate(days, start=1):
            db.execute("UPDATE journal SET at = ? WHERE seq = ?", (f"{day}T12:00:00+00:00", seq))
    return run


@pytest.mark.parametrize(
    ("day", "refs"),
    [
        ("2026-03-01", ["E1", "E2", "E3"]),
        ("2026-05-31", ["E1", "E2", "E3"]),
        ("2026-06-01", ["E2", "E3"]),
        ("2026-09-01", ["E2", "E3", "E6"]),
        ("2026-11-22", ["E2", "E3", "E6"]),
        ("2030-01-01", ["E2", "E3", "E6"]),
    ],
)
def test_as_of_asks_the_register_as_it_stood(history: Run, day: str, refs: list[str]) -> None:
    ran = history(f"gaps --rule A05 --as-of {day} -f json")
    assert [row["ref"] for row in ran.json] == refs
    assert "Nothing was recorded" not in ran.err


def test_before_its_first_record_the_present_register_is_judged(history: Run) -> None:
    ran = history("gaps --rule A05 --as-of 2026-02-28 -f json")
    assert [row["ref"] for row in ran.json] == ["E2", "E3", "E6"]
    said = "Nothing was recorded by 2026-02-28: the present records are judged by the law of then."
    assert said in ran.err


DIFF = """\
Change    Rule  Weight  Gap
────────────────────────────────────────────────────────────────────────────────
appeared  A05   error   E6 (Kampanya / Finans) does not say how long its data
                        are kept.
                        KVKK m.4/2-d; KVKK m.16/3-f; Sicil Yön. m.9/4
                        State it: kvkkctl entry edit E6 --retention …
closed    A05   error   E1 (Bordro / Kimlik) does not say how long its data are
                        kept.
                        KVKK m.4/2-d; KVKK m.16/3-f; Sicil Yön. m.9/4
                        State it: kvkkctl entry edit E1 --retention …
"""


def test_what_appeared_and_what_was_closed(history: Run) -> None:
    ran = history(f"{ASKED} --diff 2026-03-01", COLUMNS="80")
    assert ran.out == DIFF
    assert ran.err == (
        "Appeared: 1 errors, 0 warnings, 0 remarks.\nClosed: 1 errors, 0 warnings, 0 remarks.\n"
    )
    rows = history(f"{ASKED} --diff 2026-03-01 -f json").json
    assert [(row["change"], row["ref"], row["rule"]) for row in rows] == [
        ("appeared", "E6", "A05"),
        ("closed", "E1", "A05"),
    ]
    whole = history(f"{ASKED} -f json").json[0]
    assert list(rows[0]) == [*whole, "change"]


@pytest.mark.parametrize(
    ("days", "changes"),
    [
        ("--diff 2026-06-01", ["appeared"]),
        ("--diff 2026-03-01 --as-of 2026-06-01", ["closed"]),
        ("--diff 2026-09-01", []),
    ],
)
def test_a_diff_runs_between_any_two_days(history: Run, days: str, changes: list[str]) -> None:
    rows = history(f"gaps --rule A05 {days} -f json").json
    assert [row["change"] for row in rows] == changes


def test_only_what_appeared_is_watched_for(history: Run) -> None:
    history("gaps --rule A05 --diff 2026-03-01 --as-of 2026-06-01 --fail-on error")
    history("gaps --rule A05 --diff 2026-06-01 --fail-on error", code=4)


def test_law_that_changed_makes_gaps_appear(example: Run) -> None:
    rows = example("gaps --rule F02 --diff 2024-08-31 -f json").json
    assert [(row["change"], row["ref"]) for row in rows] == [("appeared", "T3"), ("appeared", "T4")]


def test_a_baseline_is_json(run: Run) -> None:
    run("init")
    run("gaps --rule F02 --save-baseline known.json")
    assert json.loads(Path("known.json").read_text(encoding="utf8"))["gaps"] == []


CHANGED = "The standard contract of T1 (Acme) changed on 2026-05-05, which had to be notified by 2026-05-12."
ENDED = "The standard contract of T1 (Acme) ended on 2026-06-01, which had to be notified by 2026-06-08."
CONTRACT = "--instrument 9/4-c --signed 2026-03-18 --notified 2026-03-20 --changed 2026-05-05"


@pytest.fixture
def contract(run: Run) -> Run:
    """A standard contract whose change was not notified, and from 1 June 2026 its end neither."""
    run("init")
    run(f"transfer add Acme --country Fransa {CONTRACT}")
    run("gaps --rule F08 --save-baseline first.json")
    run("transfer end T1 --on 2026-06-01")
    return run


def test_another_gap_of_a_rule_at_a_record_that_has_one_is_new(contract: Run) -> None:
    contract("gaps --rule F08 --baseline first.json --fail-on error", code=4)
    contract("gaps --rule F08 --save-baseline both.json")
    contract("gaps --rule F08 --baseline both.json --fail-on error")
    said = [gap["message"] for gap in json.loads(Path("both.json").read_text(encoding="utf8"))["gaps"]]
    assert said == [CHANGED, ENDED]
    contract(["transfer", "edit", "T1", "--ended", ""])
    contract("gaps --rule F08 --baseline both.json --fail-on error")


def test_a_baseline_of_several_gaps_at_a_record_holds_in_any_language(contract: Run) -> None:
    contract("--lang tr gaps --rule F08 --save-baseline both.json")
    contract("--lang en gaps --rule F08 --baseline both.json --fail-on error")


def test_another_gap_of_a_rule_at_a_record_that_has_one_appears(contract: Run) -> None:
    rows = contract("gaps --rule F08 --diff 2026-05-31 -f json").json
    assert [(row["change"], row["message"]) for row in rows] == [("appeared", ENDED)]


def test_several_gaps_of_a_rule_at_a_record_are_told_apart_in_sarif(contract: Run) -> None:
    results = contract("gaps --rule F08 -f sarif").json["runs"][0]["results"]
    assert len({each["partialFingerprints"]["kvkkctlGap/v1"] for each in results}) == 2
