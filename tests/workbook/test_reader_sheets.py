"""Several sheets in a file: whose rows they are, which are retention periods, which are left out, what is hidden."""

import time

import pytest

from tests.workbook.reader_sheets import Laid, read
from tests.workbook.reader_tables import EXPECTED, HEAD, ROW, english, said, table

WITHOUT = [HEAD[1:], ROW[1:]]
RICH = [(*HEAD[:3], "İşleme Amacı"), (*ROW[:3], "Amaç")]


def departments(book):
    return [row.text("department") for row in book.rows["inventory"]]


def test_the_name_of_a_sheet_is_its_department_where_there_are_several(tmp_path):
    found = read(tmp_path, {"01-İnsan Kaynakları": WITHOUT, "Satış": WITHOUT, "Kapak": [("KVKK",)]})
    assert departments(found) == ["İnsan Kaynakları", "Satış"]
    message = 'The sheet has no column for the department; its name is taken for it: "{}".'
    assert [(each.severity.value, each.sheet, english(each.message)) for each in found.problems] == [
        ("warning", "01-İnsan Kaynakları", message.format("İnsan Kaynakları")),
        ("warning", "Satış", message.format("Satış")),
    ]
    row = found.rows["inventory"][0]
    assert (row.given, row.ref("department")) == ({"department"}, "2")


SILENT = {
    "one sheet": {"Satış": WITHOUT},
    "another is empty": {"Satış": WITHOUT, "İK": WITHOUT[:1]},
    "another has a column": {"Satış": WITHOUT, "İK": [HEAD, ROW]},
    "another has a label above": {"Satış": WITHOUT, "İK": [("Departman: İK",), *WITHOUT]},
}


@pytest.mark.parametrize("sheets", SILENT.values(), ids=SILENT)
def test_otherwise_the_name_of_a_sheet_says_nothing(tmp_path, sheets):
    found = read(tmp_path, sheets)
    assert departments(found)[0] == ""
    assert not [problem for problem in found.problems if problem.severity.value == "warning"]


@pytest.mark.parametrize(
    "name", ["Sayfa1", "Sheet 2", "Tablo-3", "KVKK Envanteri", "Envanter v2 (son)", "2026"]
)
def test_names_that_say_nothing_are_no_departments(tmp_path, name):
    found = read(tmp_path, {name: WITHOUT, "Satış": WITHOUT})
    assert departments(found) == ["", "Satış"]
    assert [problem.sheet for problem in found.problems] == ["Satış"]


def test_a_long_number_for_a_name_is_looked_at_in_no_time(tmp_path):
    began = time.monotonic()
    found = read(tmp_path, {"1" * 30 + "x": WITHOUT, "Satış": WITHOUT})
    assert departments(found) == ["1" * 30 + "x", "Satış"]
    assert time.monotonic() - began < 60


APART = {
    "by category": (["Veri Kategorisi", "Saklama Süresi"], "category retention"),
    "by process": (["Süreç", "Azami Süre"], "process retention"),
    "by activity and category": (HEAD[1:], "activity category retention"),
    "with what an inventory has too": (HEAD, "department activity category retention"),
    "with codes": (["Faaliyet Kodu", *HEAD[1:]], "code activity category retention"),
}


@pytest.mark.parametrize(("head", "fields"), APART.values(), ids=APART)
@pytest.mark.parametrize("first", [True, False])
def test_a_sheet_of_retention_periods_is_told_apart(tmp_path, head, fields, first):
    named = dict(zip(RICH[0], RICH[1], strict=True))
    row = [named.get(heading, "x") for heading in head]
    sheets = {"Süreler": [head, row], "Envanter": RICH}
    found = read(tmp_path, sheets if first else dict(reversed(sheets.items())))
    assert table(found, "retentions") == [dict(zip(fields.split(), row, strict=True))]
    assert table(found) == [{**dict(list(EXPECTED[0].items())[:3]), "purposes": "Amaç"}]
    assert {sheet.sheet: sheet.layout for sheet in found.sheets} == {
        "Envanter": "inventory",
        "Süreler": "retentions",
    }


def test_a_narrow_inventory_of_other_processing_is_no_sheet_of_periods(tmp_path):
    found = read(tmp_path, {"Envanter": [HEAD, ROW, ROW, ROW], "Eski": [RICH[0], ["y"] * len(RICH[0])]})
    assert table(found)[:3] == EXPECTED * 3
    assert len(table(found)) == 4
    assert table(found, "retentions") == []


def test_a_narrow_inventory_alone_is_one(tmp_path):
    found = read(tmp_path, {"A": [HEAD, ROW], "B": [HEAD, ROW]})
    assert (table(found), table(found, "retentions")) == (EXPECTED * 2, [])


def test_only_the_sheets_that_are_asked_for_are_read(tmp_path):
    sheets = {"İK": [HEAD, ROW], "Satış": [HEAD, ("Satış", *ROW[1:])], "Kapak": [("x",)]}
    found = read(tmp_path, sheets, 'sheets = "İK"')
    assert table(found) == EXPECTED
    assert [sheet.skipped and english(sheet.skipped) for sheet in found.sheets] == [
        None,
        "It is not among the sheets to be read.",
        "It is not among the sheets to be read.",
    ]
    assert read(tmp_path, sheets, 'sheets = ["ik", "SATIŞ"]').rows == read(tmp_path, sheets).rows


HIDDEN = {
    "rows": ((3, 4, 5, 7), "3", "Hidden rows are read like the others: 3–5, 7."),
    "one row": ((4,), "4", "Hidden rows are read like the others: 4."),
    "columns": (("B", "D"), "B1", "Hidden columns are read like the others: B, D."),
}


@pytest.mark.parametrize(("hidden", "cell", "message"), HIDDEN.values(), ids=HIDDEN)
def test_hidden_rows_and_columns_are_read_and_mentioned(tmp_path, hidden, cell, message):
    found = read(tmp_path, Laid([HEAD, *[ROW] * 6], hidden=hidden))
    assert table(found) == EXPECTED * 6
    assert said(found.problems) == [("info", cell, message)]


@pytest.mark.parametrize("hidden", [(1,), (2,), ("E",)])
def test_what_is_hidden_and_not_read_is_not_mentioned(tmp_path, hidden):
    found = read(tmp_path, Laid([("x",), HEAD, (*ROW, "y")], hidden=hidden), 'ignore = "E"')
    assert (table(found), said(found.problems)) == (EXPECTED, [])
