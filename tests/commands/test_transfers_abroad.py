"""Transfers abroad by hand: standard contracts, their notification, and what is late."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from kvkkctl.register import open_register
from kvkkctl.rules import ALL_RULES, evaluate, select
from tests.conftest import Run

HOSTING = "The Constant Company, LLC"
FIRST_WITHOUT = date(2024, 9, 1)
AROUND = [FIRST_WITHOUT + timedelta(days=n) for n in range(-40, 40)]
LATER = [date(year, month, 1) for year in range(2024, 2035) for month in range(1, 13)]
BEFORE = [date(2016, 10, 7), date(2018, 1, 1), date(2024, 5, 31), date(2024, 6, 1)]


@pytest.fixture
def signed(example: Run) -> Run:
    """Return `run` with a standard contract for the hosting company, signed on a Friday."""
    example("transfer edit T4 --instrument 9/4-c --signed 2026-11-20 --modified hayır")
    return example


def listed(run: Run, options: str = "") -> dict[str, tuple[str | None, str | None]]:
    """Return by when to notify, by transfer."""
    rows = run(f"transfer list -f json {options}").json
    return {row["id"]: (row["notify_by"], row["notify_status"]) for row in rows}


@pytest.mark.usefixtures("example")
def test_the_hosting_company_on_consent_is_reported_for_every_day_from_september_2024() -> None:
    snapshot = open_register(Path("data/register.db")).snapshot()
    (hosting,) = (
        each for each in snapshot.transfers.values() if snapshot.terms[each.recipient].label == HOSTING
    )
    family = select(ALL_RULES, ["F"])
    for day in AROUND + LATER + BEFORE:
        rules = [found.rule for found in evaluate(snapshot, day, family) if found.ref == hosting.ref]
        assert rules == (["F02"] if day >= FIRST_WITHOUT else []), day


def test_a_signed_contract_is_to_be_notified_within_five_business_days(signed: Run) -> None:
    assert listed(signed) == {
        "T1": (None, None),
        "T2": (None, None),
        "T3": (None, None),
        "T4": ("2026-11-27", "open"),
    }
    assert "2026-11-27 (open)" in signed("transfer list").out
    assert list(listed(signed, "--abroad")) == ["T3", "T4"]
    assert listed(signed, "--late") == {}
    assert listed(signed, "--late --today 2026-11-27") == {}
    assert listed(signed, "--late --today 2026-11-28") == {"T4": ("2026-11-27", "late")}


def test_showing_a_transfer_says_by_when_and_why(signed: Run) -> None:
    card = " ".join(signed("transfer show t4").out.split())
    said = "2026-11-20, its signature: to be notified by 2026-11-27 (KVKK 9/5; Aktarım Yön. 14/5), open."
    assert said in card
    assert "Country Amerika Birleşik Devletleri" in card
    assert "Frequency not stated" in card
    row = signed("transfer show T4 -f json").json
    assert row["notifications"] == [
        {
            "event": "signed",
            "day": "2026-11-20",
            "due": "2026-11-27",
            "done_on": None,
            "too_late": False,
            "status": "open",
            "citation": "KVKK 9/5; Aktarım Yön. 14/5",
            "note": None,
        }
    ]
    across = signed("transfer edit T3 --instrument 9/4-c --signed 2026-10-26")
    assert across.code == 0
    assert (
        "(KVKK 9/5; Aktarım Yön. 14/5), late. The law is silent on half days: "
        "the other reading gives 2026-11-04."
    ) in signed("transfer show T3").out
    signed("transfer edit T3 --contract-type controller_to_processor --frequency Sürekli --basis 5/2-c")
    shown = " ".join(signed("transfer show T3").out.split())
    assert "Standard contract controller to processor" in shown
    assert "Frequency lasting" in shown
    assert "Legal bases 5/2-c" in shown
    assert "Notification" not in signed("transfer show T1").out
    signed("transfer edit T1 --instrument 9/4-c")
    assert "The day of the last signature is not stated" in signed("transfer show T1").out


def test_the_state_of_the_register_shows_what_waits_the_first_first(signed: Run) -> None:
    assert "none" in signed("info --today 2026-11-19").out.split("Standard contracts to notify")[1]
    signed("transfer edit T3 --instrument 9/4-c --signed 2026-10-26")
    waiting = signed("info -f json").json["notify"]
    assert [(row["transfer"], row["due"], row["status"]) for row in waiting] == [
        ("T3", "2026-11-03", "late"),
        ("T4", "2026-11-27", "open"),
    ]
    assert f"T4 ({HOSTING}): its signature, by 2026-11-27, open" in signed("info").out


def test_notifying_in_time_closes_the_gap(signed: Run) -> None:
    late = "gaps --rule F06 --rule F07 -f json --as-of 2026-11-30"
    assert [gap["rule"] for gap in signed(late).json] == ["F06"]
    assert "late" not in signed("transfer notify T4 --on 20.11.2026").err
    assert listed(signed)["T4"] == ("2026-11-27", "done")
    assert signed(late).json == []
    assert "Nothing changed." in signed("transfer notify T4 --on 2026-11-20").err
    assert signed("log -f json").json[-1]["command"] == "kvkkctl transfer notify T4 --on 20.11.2026"


def test_notifying_late_is_recorded_and_said(signed: Run) -> None:
    ran = signed("transfer notify T4 --on 2026-11-30 --today 2026-12-01")
    assert "That was late: the last day was 2026-11-27." in ran.err
    assert "it was notified late, on 2026-11-30." in signed("transfer show T4 --today 2026-12-01").out


def test_a_late_notification_that_is_recorded_can_only_be_accepted(signed: Run) -> None:
    signed("transfer notify T4 --on 2026-12-01 --today 2026-12-01")
    (gap,) = signed("gaps --rule F06 -f json --today 2026-12-01").json
    again, accepted = re.findall(r"kvkkctl (.*?)(?:;|$)", gap["fix"])
    signed(again.replace("DATE", "2026-11-30") + " --today 2026-12-01", code=3)
    signed(accepted.replace("DATE", "2027-12-01").replace("…", "Kurul") + " --today 2026-12-01")
    signed("gaps --rule F06 --fail-on error --today 2026-12-01")
    assert gap["cell"] == "Aktarımlar!5"


def test_the_country_of_the_recipient_is_shown_as_the_list_shows_it(run: Run) -> None:
    run("init")
    run(["recipient", "add", "Acme", "--country", "Almanya"])
    run("transfer add Acme")
    assert "Almanya" in run("transfer list").out
    assert "Country Almanya" in " ".join(run("transfer show T1").out.split())


def test_the_end_of_a_contract_is_notified_too(signed: Run) -> None:
    signed("transfer notify T4 --on 2026-11-20")
    ended = signed("transfer end T4 --on 2026-11-21")
    assert "to be told of its end by 2026-11-27: `kvkkctl transfer notify T4 --change --on DATE`" in ended.err
    assert listed(signed)["T4"] == ("2026-11-27", "open")
    signed("transfer notify T4 --change --on 2026-11-22")
    row = signed("transfer show T4 -f json").json
    assert (row["ended"], row["change_notified"], row["notify_status"]) == (
        "2026-11-21",
        "2026-11-22",
        "done",
    )


def test_a_change_after_a_notified_change_is_notified_anew(signed: Run) -> None:
    signed("transfer edit T4 --signed 2026-03-02 --notified 2026-03-03 --changed 2026-04-06")
    signed("transfer notify T4 --change --on 2026-04-07")
    signed("transfer edit T4 --changed 2026-11-18")
    assert listed(signed)["T4"] == ("2026-11-25", "open")
    signed("transfer notify T4 --change --on 2026-11-19")
    assert listed(signed)["T4"] == ("2026-11-25", "done")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("notify T4 --on 2026-11-19", "2026-11-19 is before what was to be notified (2026-11-20)."),
        ("notify T4 --on 2026-11-23", "2026-11-23 is still to come"),
        ("notify T4 --change --on 2026-11-21", "No change of the contract of T4 is stated"),
        ("notify T3 --on 2026-11-20", "T3 names no standard contract (9/4-c)"),
        ("notify T9 --on 2026-11-20", "There is no transfer T9"),
        ("notify T4 --on gestern", "--on: gestern is not a date"),
        (["notify", "T4", "--on", ""], "--on needs a day"),
        ("end T4 --on 2020-01-01", "It ends (2020-01-01) before it begins (2026-01-01)."),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(signed: Run, command, said: str) -> None:
    signed("transfer edit T4 --started 2026-01-01")
    before = signed("log -f json").out
    words = command if isinstance(command, list) else command.split()
    assert said in signed(["transfer", *words], code=3).err
    assert signed("log -f json").out == before


def test_what_is_on_record_is_corrected_by_editing_only(signed: Run) -> None:
    signed("transfer notify T4 --on 2026-11-20")
    assert "--notified DATE`" in signed("transfer notify T4 --on 2026-11-21", code=3).err
    signed("transfer end T4 --on 2026-11-20")
    assert "--ended DATE`" in signed("transfer end T4 --on 2026-11-21", code=3).err
    signed("transfer notify T4 --change --on 2026-11-20")
    assert "--change-notified DATE`" in signed("transfer notify T4 --change --on 2026-11-21", code=3).err
    assert "Nothing changed." in signed("transfer end T4 --on 2026-11-20").err


def test_without_the_day_of_signature_nothing_is_notified(example: Run) -> None:
    example("transfer edit T4 --instrument 9/4-c")
    assert (
        "`kvkkctl transfer edit T4 --signed DATE`"
        in example("transfer notify T4 --on 2026-11-20", code=3).err
    )


def test_a_reason_can_be_added_to_the_record_of_a_destruction(example: Run) -> None:
    example("holding edit H1 --requested 2026-11-02")
    assert "--reason" in example("destruction record H1 --on 2026-11-20 --method erasure", code=3).err
    example("destruction record H2 --on 2026-11-20 --method erasure")
    example("destruction edit D1 --reason 'Yedekten de silinebildiği için'")
    assert example("destruction show D1 -f json").json["reason"] == "Yedekten de silinebildiği için"
