"""Separated text: what stands in its cells, whatever the register says."""

import csv
import io
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.errors import FileProblem
from kvkkctl.inventory.columns import INVENTORY
from kvkkctl.models import Activity, Entry, Term
from kvkkctl.snapshot import Snapshot
from kvkkctl.vocabulary import TermKind
from kvkkctl.workbook.separated import SEMICOLON, TAB, inventory_text
from kvkkctl.workbook.stream import clean

CATEGORY = Term(id=1, kind=TermKind.CATEGORY, label="Kimlik")


def rows(delimiter: str = SEMICOLON, **activity: object) -> list[list[str]]:
    snapshot = Snapshot(
        terms={1: CATEGORY},
        activities={1: Activity(id=1, **{"code": "F1", "name": "Bordro", **activity})},
        entries={1: Entry(id=1, activity=1, category=1)},
    )
    text = inventory_text(snapshot, delimiter)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("''-x", "'''-x"),
        ("+90", "'+90"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("'x", "'x"),
        (" =x", " =x"),
        ("x=1", "x=1"),
        ('a;"b"\nc', 'a;"b"\nc'),
        ("a\r\nb\x00", "a\nb"),
    ],
)
def test_no_cell_begins_a_formula(text, cell):
    for delimiter in (SEMICOLON, TAB):
        assert rows(delimiter, name=text)[1][1] == cell


@given(st.text(min_size=1), st.sampled_from([SEMICOLON, TAB]))
def test_any_text_comes_back_when_one_quote_mark_is_taken_away(text, delimiter):
    cell = rows(delimiter, name=text)[1][1]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    back = cell[1:] if re.match(r"'+[=+\-@\t\r]", cell) else cell
    assert back == clean(text)


def test_dates_are_written_as_turkish_excel_shows_them():
    heading, row = rows(started=date(2026, 2, 1), ended=date(812, 12, 31))
    stated = dict(zip(heading, row, strict=True))
    assert (stated["Başlangıç Tarihi"], stated["Bitiş Tarihi"]) == ("01.02.2026", "31.12.0812")
    assert heading == [column.heading for column in INVENTORY.written]
    assert stated["Gözden Geçirme Tarihi"] == ""


def test_what_no_cell_holds_is_refused():
    items = tuple(f"veri {n:04}" for n in range(3277))
    snapshot = Snapshot(
        terms={1: CATEGORY},
        activities={1: Activity(id=1, code="F1", name="Bordro")},
        entries={1: Entry(id=1, activity=1, category=1, items=items)},
    )
    with pytest.raises(FileProblem, match='row 2: "Kişisel Veri" holds 32769 letters'):
        inventory_text(snapshot, SEMICOLON)
