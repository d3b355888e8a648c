"""Gaps that somebody accepts: they stay in the report, do not count, and come back."""

import pytest

from tests.commands.gap_registers import small
from tests.conftest import Run

ACCEPT = "accept A05 E2 --reason 'Sektör kararı bekleniyor' --until 2027-01-31 --by 'KVK Kurulu'"
GAPS = "gaps --rule A05"
TABLE = """\
3 of 5 entries state no retention period.

                              What ought to hold, where it does not, and the
Rule  Weight  Gaps  Accepted  article
────────────────────────────────────────────────────────────────────────────────
A05   error      3         1  Every entry says how long its data are kept.
                              E1–E3 · KVKK m.4/2-d; KVKK m.16/3-f; Sicil Yön.
                              m.9/4

Errors: 2; rules concerned: 1.
Warnings: 0; rules concerned: 0.
Remarks: 0; rules concerned: 0.
Accepted, and not counted above: 1.
"""
LIST = """\
No.   Rule   Record   Until        By           Reason                     State
───────────────────────────────────────────────────────────────────────────────────
G1    A05    E2       2027-01-31   KVK Kurulu   Sektör kararı bekleniyor   in force
"""


@pytest.fixture
def accepted(run: Run) -> Run:
    small(run)
    run(ACCEPT)
    return run


def test_an_accepted_gap_stays_in_the_report_and_has_its_own_count(accepted: Run) -> None:
    assert accepted(GAPS, COLUMNS="80").out.startswith(TABLE)
    rows = accepted(f"{GAPS} -f json").json
    assert [row["accepted"] for row in rows] == [
        None,
        {"reason": "Sektör kararı bekleniyor", "by": "KVK Kurulu", "until": "2027-01-31"},
        None,
    ]
    assert accepted(f"{GAPS} --quiet").out == "2 errors, 0 warnings, 0 remarks. Accepted: 1.\n"
    assert (
        "accepted until 2027-01-31 by KVK Kurulu: Sektör kararı bekleniyor" in accepted(f"{GAPS} --all").out
    )


def test_an_accepted_gap_does_not_trip_fail_on(accepted: Run) -> None:
    accepted(f"{GAPS} --fail-on error", code=4)
    for ref in ("E1", "E3"):
        accepted(f"accept A05 {ref} --reason x --until 2027-01-31 --by DPO")
    accepted(f"{GAPS} --fail-on error")


@pytest.mark.parametrize(("day", "open_gaps"), [("2027-01-31", 2), ("2027-02-01", 3)])
def test_it_comes_back_after_its_last_day(accepted: Run, day: str, open_gaps: int) -> None:
    for when in (f"--today {day} {GAPS}", f"{GAPS} --as-of {day}"):
        ran = accepted(f"{when} -f json")
        assert sum(row["accepted"] is None for row in ran.json) == open_gaps
        ended = "The acceptance G1 of A05 at E2 ended on 2027-01-31: the gap counts again."
        assert (ended in ran.err) is (open_gaps == 3)
    assert accepted("--today 2027-02-01 accept list -f json").json[0]["state"] == "expired"


def test_an_acceptance_without_a_gap_is_told(accepted: Run) -> None:
    accepted("entry edit E2 --retention '10 yıl'")
    ran = accepted(GAPS)
    assert "The acceptance G1 of A05 at E2 matches no gap: `kvkkctl accept remove G1`." in ran.err
    assert "matches no gap" not in accepted("gaps --rule A06").err
    assert accepted("accept list -f json").json[0]["state"] == "no_gap"
    accepted("entry remove E2")
    assert "matches no gap" in accepted(GAPS).err
    accepted("accept remove g1")
    assert accepted("accept list -f json").json == []
    assert "matches no gap" not in accepted(GAPS).err


def test_on_another_day_nobody_is_told_to_take_an_acceptance_back(example: Run) -> None:
    example("accept F02 T3 --reason x --until 2027-01-31 --by DPO")
    for day in ("2024-08-31", "2030-01-01"):
        assert "matches no gap" not in example(f"gaps --rule F02 --as-of {day}").err
    example("transfer edit T3 --instrument 9/4-c")
    assert "matches no gap" in example("gaps --rule F02").err


def test_accepted_gaps_are_listed(accepted: Run) -> None:
    assert accepted("accept list").out == LIST
    assert accepted("accept list -f json").json == [
        {
            "id": "G1",
            "rule": "A05",
            "kind": "entry",
            "ref": "E2",
            "reason": "Sektör kararı bekleniyor",
            "until": "2027-01-31",
            "by": "KVK Kurulu",
            "on": "2026-11-22",
            "state": "in_force",
        }
    ]


def test_accepting_again_changes_the_acceptance(accepted: Run) -> None:
    accepted("accept add a05 e2 --reason Denetim --until 2027-06-30 --by Hukuk")
    rows = accepted("accept list -f json").json
    assert [(row["id"], row["reason"], row["until"]) for row in rows] == [("G1", "Denetim", "2027-06-30")]


def test_an_acceptance_follows_its_record_to_another_name(run: Run) -> None:
    small(run)
    run("category add Sendika")
    run("accept K02 'category:SENDİKA' --reason x --until 2027-01-31 --by DPO")
    run("category rename Sendika 'Sendika Üyeliği'")
    assert run("accept list -f json").json[0]["ref"] == "category:Sendika Üyeliği"
    assert [row["accepted"]["by"] for row in run("gaps --rule K02 -f json").json] == ["DPO"]


def test_the_history_has_it(accepted: Run) -> None:
    (line,) = accepted("log -f json").json[-1]["records"]
    assert (line["kind"], line["before"], line["after"]["record"]) == ("acceptance", None, "E2")


OPTIONS = "--reason x --until 2027-01-31 --by DPO"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"accept Z99 E1 {OPTIONS}", "There is no rule Z99"),
        (f"accept A E1 {OPTIONS}", "A is a family of rules: name one rule."),
        (f"accept A05 E99 {OPTIONS}", "There is no record E99"),
        (f"accept A05 'category:Yok Böyle' {OPTIONS}", "There is no record category:Yok Böyle"),
        (f"accept A05 E4 {OPTIONS}", "A05 finds nothing at E4 on 2026-11-22: there is no gap to accept."),
        ("accept A05 E1 --reason x --until 2026-11-21 --by DPO", "--until: 2026-11-21 is past."),
        ("accept A05 E1 --reason x --until bald --by DPO", "--until: bald is not a date"),
        ("accept A05 E1 --reason ' ' --until 2027-01-31 --by DPO", "An acceptance needs a reason"),
        ("accept remove G7", "There is no acceptance G7"),
    ],
)
def test_what_cannot_be_accepted_is_refused(run: Run, line: str, said: str) -> None:
    small(run)
    before = run("log -f json").out
    assert said in run(line, code=3).err
    assert run("log -f json").out == before


def test_a_reason_a_day_and_a_name_are_needed(run: Run) -> None:
    small(run)
    assert "--reason" in run("accept A05 E1", code=2).err
    assert "RECORD" in run("accept A05", code=2).err


@pytest.mark.parametrize("ref", ["controller", "IK-1", "ik-1"])
def test_records_of_any_kind_are_found(run: Run, ref: str) -> None:
    run("init")
    run("activity add Bordro --code IK-1")
    rule = "K04" if ref == "controller" else "A04"
    run(f"accept {rule} {ref} {OPTIONS}")
    assert run(f"gaps --rule {rule} --fail-on info --quiet").out.endswith("Accepted: 1.\n")
