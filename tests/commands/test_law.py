"""The statutory library on the command line: listed, searched, shown, confirmed."""

import re
from pathlib import Path

import pytest

from kvkkctl.law.statutory import statutory_periods
from tests.conftest import TODAY, Run

KEYS = [
    "id",
    "record_type",
    "record_type_en",
    "low",
    "high",
    "bound",
    "anchor",
    "trigger",
    "law",
    "article",
    "valid_from",
    "valid_to",
    "class",
    "provenance",
    "doubtful",
    "confirmed",
    "in_force",
    "obliges",
    "notes",
    "source",
]


def ids(run: Run, line: str) -> list[str]:
    """Run a command and return the numbers that it lists."""
    return [row["id"] for row in run(f"{line} -f json").json]


def test_the_library_needs_no_register(run: Run) -> None:
    rows = run("law list -f json").json
    assert list(rows[0]) == KEYS
    assert {row["confirmed"] for row in rows} == {None}
    shown = run("law show R008")
    assert "Confirmed" not in shown.out
    assert "Entries" not in shown.out
    assert run("law show R008 -f json").json["confirmation"] is None
    assert "No register" in run("law confirm R008 --source RG", code=3).err
    assert not Path("data").exists()


def test_what_is_in_force_on_a_day_is_listed(run: Run) -> None:
    assert "R051" not in ids(run, "law list")
    assert {"R051"} - set(ids(run, "law list --on 2020-01-03")) == set()
    assert "R052" not in ids(run, "law list --on 2020-01-03")
    assert "by the law of 2020-01-03" in run("law list --on 03.01.2020").err
    assert "is not a date" in run("law list --on soon", code=3).err


@pytest.mark.parametrize("kind", ["statute", "regulation", "limitation", "practice"])
def test_classes_part_the_library(run: Run, kind: str) -> None:
    rows = run(f"law list --class {kind} -f json").json
    assert {row["class"] for row in rows} == {kind.upper()}
    assert any(row["obliges"] for row in rows) is (kind in {"statute", "regulation"})


def test_what_is_doubtful_is_listed_alone(run: Run) -> None:
    expected = [each.id for each in statutory_periods().values() if each.doubtful]
    assert ids(run, "law list --doubtful") == expected
    assert not any(row["obliges"] for row in run("law list --doubtful -f json").json)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("TİCARİ defter", ["R001"]),
        ("ticari DEFTERLER", ["R001"]),
        ("Tıbbî kayıt", ["R100"]),
        ("tibbi kayit", ["R100"]),
        ("cctv", ["R110"]),
        ("5510 m.86/2", ["R020", "R021"]),
        ("internet café", ["R072", "R073"]),
        ("grossly fault", ["R041"]),
        ("r036", ["R036"]),
    ],
)
def test_words_are_found_in_turkish_letters_or_without(run: Run, words: str, found: list[str]) -> None:
    assert set(found) <= set(ids(run, f"law search {words}"))


def test_all_words_have_to_occur(run: Run) -> None:
    ran = run("law search defter uzay -f json")
    assert ran.json == []
    assert "No statutory period has all these words" in ran.err


@pytest.mark.parametrize(
    ("line", "effect"),
    [
        ("R001", "It obliges: a law or regulation sets it."),
        ("R008", "It would oblige, but its source is doubtful: it is not applied until it is confirmed."),
        ("R022", "It names no period, so it sets none."),
        ("R040", "A limitation period justifies keeping and obliges nobody to keep."),
        ("R110", "Practice justifies keeping and obliges nobody to keep."),
        ("R051", f"It is not in force on {TODAY}, so it sets no period."),
    ],
)
def test_whether_it_obliges_is_said_with_the_reason(run: Run, line: str, effect: str) -> None:
    assert run(f"law show {line} -f json").json["why"] == effect
    assert effect in run(f"law show {line.lower()}").out


def test_everything_of_a_period_is_shown(example: Run) -> None:
    example("retention link E3 E7 --to R001")
    shown = example("law show R001").out
    period = statutory_periods()["R001"]
    for said in (period.record_type, period.record_type_en, period.trigger, period.article, period.notes):
        assert said in shown
    assert "at least 10 years" in shown
    assert "2012-07-01 –" in shown
    assert "E3; E7" in shown


@pytest.mark.parametrize(
    ("number", "period", "effect"),
    [
        ("R002", "at least 5 years", "obliges"),
        ("R004", "5 years", "justifies"),
        ("R008", "at least 5 years", "doubtful"),
        ("R022", "no period", "sets no period"),
        ("R036", "no time at all", "obliges"),
        ("R051", "at least 1 year", "not in force"),
        ("R070", "between 1 year and 2 years", "obliges"),
    ],
)
def test_a_line_says_how_long_and_with_what_effect(run: Run, number: str, period: str, effect: str) -> None:
    cells = re.split(r" {3,}", run(f"law search {number.lower()}").out.splitlines()[2].strip())
    assert (cells[0], cells[2], cells[-1]) == (number, period, effect)


def test_turkish_shows_turkish(run: Run) -> None:
    shown = run("law show R026 --lang tr").out
    assert "en az 15 yıl" in shown
    assert "Çalışanın işten ayrıldığı gün" in shown
    assert "Day on which" not in shown


def test_a_confirmation_makes_a_doubtful_period_apply(example: Run) -> None:
    example('law confirm r008 --source "4458 sayılı Kanun,  m.13"')
    shown = example("law show R008 -f json").json
    assert shown["confirmation"] == {"source": "4458 sayılı Kanun, m.13", "who": "dpo", "day": TODAY}
    assert shown["obliges"]
    assert example("log -f json").json[-1]["records"][0]["kind"] == "confirmation"
    row = next(row for row in example("law list -f json").json if row["id"] == "R008")
    assert (row["confirmed"], row["obliges"]) == (True, True)
    assert "R008 was confirmed by dpo" in example("law confirm R008 --source x", code=3).err
    example("law unconfirm R008")
    assert example("law show R008 -f json").json["obliges"] is False
    assert "R008 is not confirmed" in example("law unconfirm R008", code=3).err
    assert len(example("log -f json").json) == 3


def test_who_confirms_may_be_named(example: Run) -> None:
    example('law confirm R008 --source RG --by "Hukuk Müşavirliği"')
    assert example("law show R008 -f json").json["confirmation"]["who"] == "Hukuk Müşavirliği"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("law confirm R001 --source RG", "R001 is not doubtful"),
        ("law confirm R008 --source ' '", "Say where it was verified"),
        ("law confirm R008 --source RG --by ' '", "Say where it was verified"),
        ("law confirm R01 --source RG", "There is no statutory period R01; did you mean"),
        ("law show x", "There is no statutory period x: see"),
    ],
)
def test_what_cannot_be_confirmed_is_refused(example: Run, line: str, why: str) -> None:
    assert why in example(line, code=3).err
    assert len(example("log -f json").json) == 1


@pytest.mark.parametrize(("words", "found"), [("ttk 82", "R001"), ("VUK 253", "R002")])
def test_laws_are_found_by_the_names_that_people_use(run: Run, words: str, found: str) -> None:
    assert found in ids(run, f"law search {words}")
