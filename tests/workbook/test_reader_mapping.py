"""Sheets that are read as a mapping says, and the mapping that says how they were read."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvkkctl.errors import FileProblem
from kvkkctl.inventory.columns import INVENTORY
from kvkkctl.inventory.mapping import as_toml, parse_map, used_map
from kvkkctl.inventory.sheets import Book
from kvkkctl.workbook.grid import column_letter
from tests.workbook.reader_sheets import Laid, Rows, read
from tests.workbook.reader_tables import EXPECTED, HEAD, ROW, english, said, table

STRANGE = ("Kısım", "İş", "Veri Grubu", "Ne kadar?")
NAMED = '[columns]\ndepartment = "Kısım"\nactivity = "İŞ"\ncategory = "veri grubu"\nretention = "Ne kadar"'
LETTERS = '[columns]\ndepartment = "A"\nactivity = "B"\ncategory = "C"\nretention = "D"'


@pytest.mark.parametrize("mapping", [NAMED, LETTERS])
def test_columns_by_heading_and_by_letter(tmp_path, mapping):
    found = read(tmp_path, [("x",), STRANGE, ROW], f"header_row = 2\n{mapping}")
    assert (table(found), said(found.problems)) == (EXPECTED, [])
    assert found.sheets[0].header_row == 2


def test_a_letter_names_a_column_without_a_heading(tmp_path):
    found = read(tmp_path, [(None, *HEAD[1:]), ROW], '[columns]\ndepartment = "A"')
    assert (table(found), said(found.problems)) == (EXPECTED, [])


def test_a_heading_comes_before_the_letter_that_it_looks_like(tmp_path):
    found = read(tmp_path, [(*HEAD, "A"), (*ROW, "6698")], '[columns]\nlaw = "A"')
    assert table(found) == [{**EXPECTED[0], "law": "6698"}]


def test_several_columns_of_one_field_are_read_together(tmp_path):
    head = (*HEAD, "Yurt içi", "Yurt dışında", "Kime")
    rows = [head, (*ROW, "Bankalar", None, "Ortaklar"), (*ROW, None, "ABC", None)]
    found = read(tmp_path, rows, '[columns]\nrecipients = ["Yurt içi", "F", "Kime"]')
    assert [row["recipients"] for row in table(found)] == ["Bankalar\nOrtaklar", "ABC"]
    assert [row.ref("recipients") for row in found.rows["inventory"]] == ["E2", "F3"]


def test_what_a_mapping_chooses_of_two_columns_is_read(tmp_path):
    rows = [(*HEAD, "Saklama Süresi", "Azami Süre"), (*ROW, "5 yıl", "1 yıl")]
    found = read(tmp_path, rows, '[columns]\nretention = "E"')
    assert table(found) == [{**EXPECTED[0], "retention": "5 yıl"}]
    assert {problem.severity.value for problem in found.problems} == {"warning"}


@pytest.mark.parametrize("name", ["Veri Grubu", "ZZZ", "XFE", "NO"])
def test_a_column_that_is_not_there_is_an_error(tmp_path, name):
    found = read(tmp_path, [HEAD, ROW], f'[columns]\nlaw = "{name}"')
    assert said(found.problems) == [("error", "1", f'No column is headed "{name}", as the mapping says.')]


@pytest.mark.parametrize("names", ['["Revizyon", "F"]', '["REVİZYON", "F", "Yok böyle"]', '["E", "F"]'])
def test_columns_to_ignore_are_left_out_without_a_word(tmp_path, names):
    found = read(tmp_path, [(*HEAD, "Revizyon", None), (*ROW, "3", "x")], f"ignore = {names}")
    assert (table(found), said(found.problems)) == (EXPECTED, [])


def test_a_column_that_we_know_is_ignored_too(tmp_path):
    found = read(tmp_path, [(*HEAD, "Dayanak"), (*ROW, "6698")], 'ignore = "Dayanak"')
    assert (table(found), said(found.problems)) == (EXPECTED, [])


OTHERWISE = {
    "a row above": "header_row = 1",
    "the row of the data": "header_row = 3",
    "a row that is not there": "header_row = 99",
    "a column it needs": 'ignore = "Faaliyet"',
}


@pytest.mark.parametrize("mapping", OTHERWISE.values(), ids=OTHERWISE)
def test_an_inventory_that_a_mapping_hides_is_an_error(tmp_path, mapping):
    found = read(tmp_path, {"Envanter": [("x",), HEAD, ROW], "Diğer": Laid([HEAD, ROW])}, mapping)
    message = (
        "Row 2 has the headings of an inventory, and the mapping reads the sheet otherwise: correct its "
        "header_row, columns or ignore, or leave the sheet out with --sheet."
    )
    assert [(each.severity.value, each.cell, english(each.message)) for each in found.problems][:1] == [
        ("error", "2", message)
    ]
    assert english(found.sheets[0].skipped) == message


def test_a_sheet_without_headings_in_the_named_row_is_skipped_with_the_reason(tmp_path):
    found = read(tmp_path, {"Kapak": [("KVKK",)], "E": [("x",), HEAD, ROW]}, "header_row = 2")
    assert table(found) == EXPECTED
    assert (
        english(found.sheets[0].skipped) == "Row 2, which the mapping names, has no headings of an inventory."
    )


def test_a_heading_row_beyond_the_thirtieth(tmp_path):
    found = read(tmp_path, [*[("x",)] * 40, HEAD, ROW], "header_row = 41")
    assert (table(found), found.sheets[0].header_row) == (EXPECTED, 41)


def test_other_kinds_of_sheets_are_read_as_ever(tmp_path):
    sheets = {
        "E": [("x",), ("x",), STRANGE, ROW],
        "Aktarımlar": [("Alıcı", "Kapsam", "Aktarım Amacı"), ("Banka", "Maaş", "Ödeme")],
        "Tanımlar": [("Liste", "Terim"), ("Veri Kategorisi", "Ücret")],
        "Süreler": [("Veri Kategorisi", "Azami Süre"), ("Kimlik", "1 yıl")],
    }
    mapping = f'[sheet.E]\nheader_row = 3\nseparators = "@"\n{NAMED.replace("columns", "sheet.E.columns")}'
    found = read(tmp_path, sheets, mapping)
    assert said(found.problems) == []
    assert {kind: len(rows) for kind, rows in found.rows.items()} == {
        "inventory": 1,
        "transfers": 1,
        "terms": 1,
        "retentions": 1,
    }
    general = read(tmp_path, dict(list(sheets.items())[:3]), f"header_row = 3\n{NAMED}")
    assert said(general.problems) == []
    assert table(general, "transfers") == [{"recipient": "Banka", "description": "Maaş", "purposes": "Ödeme"}]


def test_an_empty_cell_that_means_the_one_above(tmp_path):
    rows = [
        HEAD,
        ROW,
        (None, None, "Finans", None),
        (None, "İzin", "Özlük", "1 yıl"),
        ("TOPLAM", "3"),
        (None, None, "x"),
    ]
    found = read(tmp_path, rows, 'fill_down = ["department", "activity"]')
    assert [
        tuple(row.get(name) for name in ("department", "activity", "retention")) for row in table(found)
    ] == [
        ("İK", "Bordro", "10 yıl"),
        ("İK", "Bordro", None),
        ("İK", "İzin", "1 yıl"),
        ("TOPLAM", "3", None),
        # a total is no department
        ("İK", "İzin", None),
    ]
    second = found.rows["inventory"][1]
    assert second.joined == {"department": "Envanter!A2", "activity": "Envanter!B2"}
    assert (second.given, list(second.own)) == ({"department", "activity"}, ["category"])


def test_what_every_row_says(tmp_path):
    rows = [HEAD[1:], ROW[1:], ROW[1:]]
    found = read(tmp_path, rows, '[constants]\ndepartment = "İK"\nmedium = "Dijital"')
    assert table(found) == [{**EXPECTED[0], "medium": "Dijital"}] * 2
    row = found.rows["inventory"][1]
    assert (row.given, row.ref("medium"), row.joined) == ({"department", "medium"}, "3", {})
    assert {"department", "medium"} <= row.fields
    assert found.problems == ()


def test_a_row_that_says_something_else_than_every_row_is_an_error(tmp_path):
    rows = [HEAD, ROW, ("ik", *ROW[1:]), (None, *ROW[1:]), ("?", *ROW[1:]), ("Satış", *ROW[1:])]
    found = read(tmp_path, rows, '[constants]\ndepartment = "İK"')
    assert [row["department"] for row in table(found)] == ["İK", "ik", "İK", "?", "Satış"]
    assert said(found.problems) == [
        (
            "error",
            "A6",
            'The cell says "Satış", and "İK" was given for all rows: leave that out, or correct the cell.',
        )
    ]


def test_a_constant_may_be_all_that_names_the_activity(tmp_path):
    found = read(tmp_path, [HEAD[2:], ROW[2:]], '[constants]\nactivity = "Bordro"')
    assert table(found) == [{"category": "Kimlik", "retention": "10 yıl", "activity": "Bordro"}]


def test_one_sheet_is_read_otherwise_than_the_others(tmp_path):
    sheets = {"A": [("x",), STRANGE, ROW], "B": [(*HEAD, "Veri Grubu"), (*ROW, "x")]}
    own = NAMED.replace("[columns]", '[sheet."a".columns]')
    found = read(tmp_path, sheets, f'ignore = "Veri Grubu"\n[constants]\nmedium = "Dijital"\n{own}')
    assert table(found) == [{**EXPECTED[0], "medium": "Dijital"}] * 2
    assert said(found.problems) == []


LAID: dict[str, tuple[dict[str, Laid | Rows], str]] = {
    "plain": ({"E": [HEAD, ROW]}, ""),
    "two alike": ({"İK": [HEAD, ROW], "Satış": [HEAD, ROW]}, ""),
    "two not alike": ({"İK": [HEAD[1:], ROW[1:]], "Satış": [("x",), HEAD[1:], ROW[1:]]}, ""),
    "asked for": ({"A": [HEAD, ROW], "B": [HEAD, ROW], "C": [HEAD, ROW]}, 'sheets = ["A", "C"]'),
    "one otherwise": ({"A": [HEAD, ROW], "B": [STRANGE, ROW]}, NAMED.replace("columns", "sheet.B.columns")),
    "one of two columns": (
        {"E": [(*HEAD, "Saklama süresi", "Azami Süre"), (*ROW, "5 yıl", "1 yıl")]},
        '[columns]\nretention = "E"',
    ),
    "one of two that is left out": ({"E": [(*HEAD, "Dayanak", "Dayanak"), (*ROW, "a", "b")]}, 'ignore = "E"'),
    "signs for headings": ({"E": [("#", *HEAD, "№"), (1, *ROW, "x")]}, '[columns]\nlaw = "F"'),
    "two rows": (
        {
            "E": Laid(
                [(*HEAD, "Aktarım", None), (None, None, None, None, "Alıcı", "Ülke"), (*ROW, "A", "B")],
                ("E1:F1",),
            )
        },
        "",
    ),
    "bands": ({"E": Laid([HEAD[1:], ("İK",), ROW[1:]], ("A2:C2",))}, ""),
    "above": ({"E": [("Departman: İK",), HEAD[1:], ROW[1:]]}, ""),
    "everything": (
        {"E": [("x",), (*HEAD, None, "Not\nlar"), ROW, (None, None, "Finans", "1 ay", "6698", "x")]},
        (
            'separators = ["@", "\\n"]\nfill_down = ["department", "activity"]\nbands = "process"\n'
            '[columns]\nlaw = "E"\n[constants]\nmedium = "=\\"Dijital\\""'
        ),
    ),
    "periods": (
        {
            "E": [("x",), (*HEAD[:3], "Amaç"), ROW],
            "Süreler": [("Kategori", "Azami Süre (ay)"), ("Kimlik", 3)],
        },
        "",
    ),
}


def again(folder: Path, book: Book, sheets: dict[str, Laid | Rows], mapping: str) -> Book:
    saved = as_toml(used_map([book], parse_map(mapping, folder / "map.toml")))
    return read(folder, sheets, saved)


@pytest.mark.parametrize(("sheets", "mapping"), LAID.values(), ids=LAID)
def test_what_was_read_is_read_again_with_the_mapping_that_was_used(tmp_path, sheets, mapping):
    first = read(tmp_path, sheets, mapping)
    second = again(tmp_path, first, sheets, mapping)
    assert first.rows["inventory"]
    assert second.rows == first.rows
    assert not [problem for problem in second.problems if problem.severity.value == "error"]
    # what was not understood is left out on purpose now
    assert all("not understood" not in english(problem.message) for problem in second.problems)


HEADINGS = st.sampled_from(
    [
        *dict.fromkeys(name for column in INVENTORY.columns for name in (column.heading, *column.aliases)),
        "x",
        "#",
        "A",
    ]
)


@settings(max_examples=25)
@given(st.lists(HEADINGS, max_size=6), st.data())
def test_any_columns_are_read_again_with_the_mapping_that_was_used(others, data):
    order = data.draw(st.permutations([*HEAD, *others]))
    left_out = [column_letter(place) for place, name in enumerate(order) if name not in HEAD]
    ignored = data.draw(st.sets(st.sampled_from(left_out))) if left_out else []
    mapping = f"ignore = {sorted(ignored)}"
    sheets = {"E": [order, [f"{name} {place}" for place, name in enumerate(order)]]}
    with TemporaryDirectory() as folder:
        first = read(Path(folder), sheets, mapping)
        second = again(Path(folder), first, sheets, mapping)
        assert second.rows == first.rows


def test_the_mapping_that_was_used_says_what_was_understood(tmp_path):
    found = read(tmp_path, [("x",), (*HEAD, "Risk"), (*ROW, "y")], '[constants]\nmedium = "Dijital"')
    assert as_toml(used_map([found], parse_map('[constants]\nmedium = "Dijital"', tmp_path))) == (
        """\
header_row = 2
ignore = "Risk"

[columns]
department = "Departman"
activity = "Faaliyet"
category = "Veri Kategorisi"
retention = "Saklama Süresi"

[constants]
medium = "Dijital"
"""
    )


def test_sheets_of_one_name_in_several_files_are_one_mapping_or_none(tmp_path):
    first, other = read(tmp_path, [HEAD, ROW]), read(tmp_path, [("x",), HEAD, ROW])
    nothing = parse_map("", tmp_path)
    assert used_map([first, first], nothing) == used_map([first], nothing)
    with pytest.raises(FileProblem, match='The sheets "Envanter" of the files have different columns'):
        used_map([first, replace(other, file="b.xlsx")], nothing)


def test_letters_alone_find_the_first_row_that_has_headings_in_them(tmp_path):
    rows = [("Envanter 2026",), (), ("Revizyon: 3",), ("Ne yapılıyor?", "Hangi veri?"), ("Bordro", "Kimlik")]
    found = read(tmp_path, rows, '[columns]\nactivity = "A"\ncategory = "B"')
    assert found.sheets[0].header_row == 4
    assert [row.text("activity") for row in found.rows["inventory"]] == ["Bordro"]
