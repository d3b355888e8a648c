"""The file that says how a layout is read: what it may hold, what comes before what, and that it is written as read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.errors import FileProblem
from kvkkctl.i18n import Language, render
from kvkkctl.inventory.columns import INVENTORY
from kvkkctl.inventory.mapping import ImportMap, SheetMap, as_toml, parse_map

MAP = Path("map.toml")
ALL = """\
\ufeffsheets = ["Envanter", "Satış"]
header_row = 4
separators = ";"
fill_down = ["department"]
bands = "department"
ignore = "Revizyon"

[columns]
category = "Veri Grubu"
recipients = ["N", "Alıcı"]

[constants]
medium = "Dijital"

[sheet."Satış"]
header_row = 2
"""


def test_all_that_a_mapping_may_hold():
    assert parse_map(ALL, MAP) == ImportMap(
        sheets=("Envanter", "Satış"),
        header_row=4,
        separators=(";",),
        fill_down=("department",),
        bands="department",
        ignore=("Revizyon",),
        columns={"category": ("Veri Grubu",), "recipients": ("N", "Alıcı")},
        constants={"medium": "Dijital"},
        sheet={"Satış": SheetMap(header_row=2)},
    )


def test_a_mapping_may_hold_nothing():
    assert parse_map("", MAP) == ImportMap()
    assert as_toml(ImportMap()) == ""


TOML = "map.toml is no TOML: "
KEYS = "header_row, separators, fill_down, bands, ignore, columns, constants, sheets, sheet"
SHAPE = f"map.toml: {{}} cannot be understood; a mapping may hold {KEYS}."
FIELDS = ", ".join(column.field for column in INVENTORY.columns)
FIELD = f"map.toml: {{}} is no field of the inventory; the fields are {FIELDS}."
WRONG = {
    "no TOML": ("header_row", TOML),
    "brackets without end": ("a = " + "[" * 100_000, TOML),
    "a key twice": ("header_row = 1\nheader_row = 2", TOML),
    "a key that nobody knows": ("header = 4", SHAPE.format("header")),
    "two of them": ("header = 4\n[sheet.A]\nfoot = 1", SHAPE.format("sheet.A.foot, header")),
    "a row that is none": ("header_row = 0", SHAPE.format("header_row")),
    "a row in words": ('header_row = "4"', SHAPE.format("header_row")),
    "a row that is a yes": ("header_row = true", SHAPE.format("header_row")),
    "sheets in a sheet": ('[sheet.A]\nsheets = ["A"]', SHAPE.format("sheet.A.sheets")),
    "a separator of nothing": ('separators = [";", ""]', SHAPE.format("separators.1")),
    "a heading of nothing": ('[columns]\ncategory = ""', SHAPE.format("columns.category.0")),
    "a constant of nothing": ('[constants]\nmedium = ""', SHAPE.format("constants.medium")),
    "a number for a heading": ("[columns]\ncategory = 4", SHAPE.format("columns.category")),
    "a list of constants": ('[constants]\nmedium = ["a"]', SHAPE.format("constants.medium")),
    "a date": ("bands = 2026-01-01", SHAPE.format("bands")),
    "a field that is none": ('[columns]\nkategori = "A"', FIELD.format("kategori")),
    "several of them": (
        'bands = "x"\nfill_down = "y"\n[constants]\nz = "a"\n[sheet.A.columns]\nw = "A"',
        FIELD.format("w, x, y, z"),
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_understood_is_named(text, message):
    with pytest.raises(FileProblem) as raised:
        parse_map(text, MAP)
    said = render(raised.value.message, Language.EN)
    assert said.startswith(message) if message is TOML else said == message


def test_a_sheet_comes_before_what_holds_for_all():
    mapping = parse_map(
        """
        header_row = 4
        bands = "department"
        separators = ";"
        [columns]
        category = "A"
        items = "B"
        [constants]
        medium = "Dijital"
        [sheet."SATIŞ"]
        header_row = 2
        separators = []
        columns.category = "C"
        constants.process = "Teklif"
        """,
        MAP,
    )
    assert mapping.of(" Satış") == SheetMap(
        header_row=2,
        bands="department",
        separators=(),
        columns={"category": ("C",), "items": ("B",)},
        constants={"medium": "Dijital", "process": "Teklif"},
    )
    assert mapping.of("İK") == SheetMap(
        header_row=4,
        bands="department",
        separators=(";",),
        columns={"category": ("A",), "items": ("B",)},
        constants={"medium": "Dijital"},
    )


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
NAMES = st.lists(TEXTS, max_size=3).map(tuple)
FIELD_NAMES = st.sampled_from(sorted(INVENTORY.by_field))
SHEET = {
    "header_row": st.none() | st.integers(1, 2**40),
    "separators": NAMES,
    "fill_down": st.lists(FIELD_NAMES, max_size=2).map(tuple),
    "bands": st.none() | FIELD_NAMES,
    "ignore": NAMES,
    "columns": st.dictionaries(FIELD_NAMES, st.lists(TEXTS, min_size=1, max_size=2).map(tuple), max_size=3),
    "constants": st.dictionaries(FIELD_NAMES, TEXTS, max_size=2),
}
SHEETS = st.dictionaries(TEXTS, st.builds(SheetMap, **SHEET), max_size=2)
MAPS = st.builds(ImportMap, **SHEET, sheets=NAMES, sheet=SHEETS)


@given(MAPS)
def test_any_mapping_is_read_as_it_is_written(mapping):
    assert parse_map(as_toml(mapping), MAP) == mapping
