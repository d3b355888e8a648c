"""Headings in one row or two, labels and blocks of labels above them, and sheets that only look like an inventory."""

import pytest

from kvkkctl.errors import Severity
from tests.workbook.reader_sheets import Laid, read
from tests.workbook.reader_tables import EXPECTED, FIELDS, HEAD, ROW, english, said, table

TWO_ROWS = {
    "groups above single headings": (
        [
            ("ORGANİZASYON", None, "KİŞİSEL VERİ", None, "AKTARIM", None),
            (*HEAD, "Alıcı Grupları", "Ülke"),
        ],
        ("A1:B1", "C1:D1", "E1:F1"),
        "recipients country",
    ),
    "a group that is a heading itself": (
        [
            (*HEAD[:3], "Saklama Süresi", "Tedbirler", None),
            (*[None] * 4, "İdari Tedbirler", "Teknik Tedbirler"),
        ],
        ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"),
        "administrative_measures technical_measures",
    ),
    "a heading in two halves": (
        [(*HEAD, "Yurt Dışı", "İlgili"), (*[None] * 4, "Aktarım", "Mevzuat")],
        ("A1:A2", "B1:B2", "C1:C2", "D1:D2"),
        "abroad law",
    ),
    "a row of remarks below": (
        [(*HEAD, "Aktarım", None), (*[None] * 3, "süre", "Alıcı Grupları", "Ülke")],
        ("A1:A2", "B1:B2", "C1:C2", "E1:F1"),
        "recipients country",
    ),
}


@pytest.mark.parametrize(("head", "merged", "fields"), TWO_ROWS.values(), ids=TWO_ROWS)
@pytest.mark.parametrize("above", [0, 3])
def test_headings_in_two_rows(tmp_path, head, merged, fields, above):
    areas = [_moved(area, above) for area in merged]
    found = read(tmp_path, Laid([*[("x",)] * above, *head, (*ROW, "a", "b")], areas))
    [sheet] = found.sheets
    assert list(sheet.columns.values()) == [*FIELDS, *fields.split()]
    assert (sheet.header_row, sheet.first_row, sheet.rows) == (above + 2, above + 3, 1)
    assert table(found) == [{**EXPECTED[0], **dict(zip(fields.split(), "ab", strict=True))}]
    assert said(found.problems) == []


def _moved(area: str, down: int) -> str:
    return ":".join(f"{place[0]}{int(place[1:]) + down}" for place in area.split(":"))


@pytest.mark.parametrize("word", ["Mevzuat", "Kaynak", "Tedbirler", "Alıcı", "Amaç"])
@pytest.mark.parametrize("heading", ["Durum", None])
def test_a_first_row_with_a_heading_among_its_words_is_data(tmp_path, word, heading):
    found = read(tmp_path, [(*HEAD, heading), (*ROW, word), (*ROW, "x")])
    assert table(found) == EXPECTED * 2
    assert found.sheets[0].header_row == 1
    assert [problem.cell for problem in found.problems] == ["E1"]


def test_a_group_over_two_columns_of_the_same_meaning_is_an_error_that_shows_both(tmp_path):
    rows = [(*HEAD[:3], "Saklama Süresi", None), (None, None, None, "Kâğıt", "Dijital"), (*ROW, "5 yıl")]
    found = read(tmp_path, Laid(rows, ("A1:A2", "B1:B2", "C1:C2", "D1:E1")))
    assert said(found.problems) == [
        ("error", "E2", 'Columns D and E both mean "Saklama Süresi": rename or remove one.')
    ]


@pytest.mark.parametrize("rows", [1, 2])
def test_an_ambiguous_heading_is_an_error_that_names_its_meanings(tmp_path, rows):
    groups = [("KİMLİK",)] if rows == 2 else []
    found = read(tmp_path, [*groups, (*HEAD, "Amaç / Hukuki Sebep"), (*ROW, "x")])
    assert said(found.problems) == [
        (
            "error",
            f"E{rows}",
            (
                'Column "Amaç / Hukuki Sebep" may mean "İşleme Amacı", "Hukuki Sebebi": '
                "rename it, or say which with --map."
            ),
        )
    ]
    assert table(found) == []


ABOVE = {
    "in one cell": ("Departman: İK",),
    "in two cells": ("Departman", "İK"),
    "in two cells with a colon": ("Departman:", "İK"),
    "in two cells far apart": ("Birim", None, None, "İK"),
    "further right": (None, "BİRİM:", "İK"),
    "beside another": ("Tarih: 1.1.2026", "Departman: İK"),
}
PLACES = dict(zip(ABOVE, ("A1", "B1", "B1", "D1", "C1", "B1"), strict=True))


@pytest.mark.parametrize("kind", ABOVE)
def test_a_label_above_the_table_holds_for_its_rows(tmp_path, kind):
    found = read(tmp_path, [ABOVE[kind], (), HEAD[1:], ROW[1:], ROW[1:]])
    assert table(found) == EXPECTED * 2
    first, _ = found.rows["inventory"]
    assert (first.joined, first.given) == ({"department": f"Envanter!{PLACES[kind]}"}, {"department"})
    assert said(found.problems) == [
        ("info", PLACES[kind], 'What stands above the table holds for all its rows: department "İK".')
    ]


NO_LABEL = {
    "no value": ("Departman:",),
    "a value that is a heading": ("Departman", "Faaliyet"),
    "a label of something else": ("Saklama Süresi: 10 yıl",),
    "a sentence": ("Departman müdürleri doldurur",),
}


@pytest.mark.parametrize("row", NO_LABEL.values(), ids=NO_LABEL)
def test_what_is_no_label_says_nothing_of_the_rows(tmp_path, row):
    found = read(tmp_path, [row, (), HEAD[1:], ROW[1:]])
    assert table(found) == [{name: EXPECTED[0][name] for name in FIELDS[1:]}]
    assert found.problems == ()


def test_a_label_in_a_row_of_more_is_told_of(tmp_path):
    found = read(tmp_path, [("Envanter", "Departman", "İK"), (), HEAD[1:], ROW[1:]])
    assert [row.get("department") for row in table(found)] == [None]
    [problem] = found.problems
    assert (problem.severity, problem.cell, problem.value) == (Severity.WARNING, "C1", "İK")
    assert english(problem.message).startswith('What stands above the table is not taken: department "İK".')


def test_a_column_comes_before_a_label_above_it(tmp_path):
    found = read(tmp_path, [("Departman: Satış",), HEAD, ROW, (None, *ROW[1:])])
    assert [row.get("department") for row in table(found)] == ["İK", None]


def test_a_block_of_labels_is_no_table_of_headings(tmp_path):
    block = [
        ("Departman", "İnsan Kaynakları"),
        ("Faaliyet", "Bordro"),
        ("Veri Kategorisi", "Saklama Süresi"),
        (),
    ]
    found = read(tmp_path, [*block, HEAD, ROW])
    assert table(found) == EXPECTED
    assert found.sheets[0].header_row == 5


NEAR = {
    "no category": (
        ("Departman", "Faaliyet", "İşleme Amacı", "Saklama Süresi"),
        'Row 2 has headings of an inventory, but none for "Veri Kategorisi"',
    ),
    "no activity": (
        ("Veri Kategorisi", "Departman", "Kişisel Veri", "İşleme Amacı", "Hukuki Sebep"),
        'Row 2 has headings of an inventory, but none for "Faaliyet", "Süreç"',
    ),
    "neither": (
        ("Departman", "Kişisel Veri", "İşleme Amacı", "Yurt Dışı Aktarım"),
        'Row 2 has headings of an inventory, but none for "Veri Kategorisi", "Faaliyet", "Süreç"',
    ),
}


@pytest.mark.parametrize(("head", "message"), NEAR.values(), ids=NEAR)
def test_what_looks_like_an_inventory_and_lacks_a_column_is_an_error(tmp_path, head, message):
    found = read(tmp_path, {"Liste": [("x",), head, ("a",) * len(head)], "Envanter": [HEAD, ROW]})
    how = (
        "name that column with --map, give it for all rows under [constants] there, or leave the sheet out with "
        "--sheet."
    )
    assert [
        (each.severity.value, each.sheet, each.cell, english(each.message)) for each in found.problems
    ] == [("error", "Liste", "2", f"{message}: {how}")]
    assert english(found.sheets[0].skipped) == f"{message}: {how}"
    assert table(found) == EXPECTED


@pytest.mark.parametrize(
    "head",
    [
        ("Departman", "Kişisel Veri", "Saklama Süresi"),
        ("Veri Kategorisi", "Kişisel Veri", "Veri Konusu Kişi Grubu", "Alıcı Grupları", "Amaç"),
        ("Departman", "Kişisel Veri", "Not", "Saklama"),
    ],
)
def test_lists_of_a_dictionary_are_skipped(tmp_path, head):
    found = read(tmp_path, {"Sözlük": [head, ("a",) * len(head)], "Envanter": [HEAD, ROW]})
    [reading, _] = found.sheets
    assert str(reading.skipped or reading.layout) in {
        "No row of the first 30 has the headings of an inventory.",
        "retentions",
    }
    assert all(problem.severity.value != "error" for problem in found.problems)
    assert table(found) == EXPECTED
