"""The packaged tables are well formed."""

import unicodedata
from datetime import date
from importlib.resources import files

import pytest

from kvkkctl.law.clocks import Unit, clocks
from kvkkctl.law.tables import rows

LAW = files("kvkkctl.law")
KEYS = {
    "adequacy": ("country", "sector", "since"),
    "clocks": ("id",),
    "exemptions": ("decision", "who_tr"),
    "fines": ("year", "paragraph"),
    "public_holidays": ("date",),
    "statutory_retention": ("id",),
    "thresholds": ("since", "special_main_activity"),
}
INTERVALS = (("since", "until"), ("valid_from", "valid_to"))
DATES = {"date", *(column for interval in INTERVALS for column in interval)}


def test_every_table_is_tested_and_has_a_source():
    tables = {path.name.removesuffix(".tsv") for path in LAW.iterdir() if path.name.endswith(".tsv")}
    sources = LAW.joinpath("SOURCES.md").read_text(encoding="utf8")

    assert tables == set(KEYS)
    assert all(f"| `{name}.tsv` |" in sources for name in tables)


@pytest.mark.parametrize("name", KEYS)
def test_text_is_clean(name):
    text = LAW.joinpath(f"{name}.tsv").read_bytes().decode("utf8")
    lines = text.removesuffix("\n").split("\n")
    cells = [cell for line in lines for cell in line.split("\t")]

    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert unicodedata.is_normalized("NFC", text)
    assert len({line.count("\t") for line in lines}) == 1
    assert [cell for cell in cells if cell != " ".join(cell.split())] == []


@pytest.mark.parametrize("name", KEYS)
def test_keys_are_unique(name):
    keys = [tuple(row[column] for column in KEYS[name]) for row in rows(name)]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", KEYS)
def test_dates_are_dates_and_intervals_run_forward(name):
    for row in rows(name):
        days = {column: date.fromisoformat(row[column]) for column in DATES & row.keys() if row[column]}
        assert all(days.get(start, date.min) <= days.get(end, date.max) for start, end in INTERVALS)


def test_numbers_of_fines_and_thresholds_make_sense():
    assert all(0 < int(row["lower"]) < int(row["upper"]) for row in rows("fines"))
    assert all(int(row["employees_below"]) > 0 < int(row["balance_below"]) for row in rows("thresholds"))


@pytest.mark.parametrize("clock", clocks().values(), ids=clocks())
def test_clocks_say_what_starts_and_what_is_due_in_both_languages(clock):
    assert all(text.count(" → ") == 1 for text in (clock.event, clock.event_tr))
    assert clock.event != clock.event_tr
    assert clock.citation
    assert (clock.limit is None) == (clock.unit is Unit.NONE)
    assert isinstance(clock.limit, date) == (clock.unit is Unit.DATE)
