"""The workbook itself: sheets, drop-downs, instructions, hidden columns, text that stays text, the same bytes."""

import resource
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from kvkkctl.errors import FileProblem
from kvkkctl.inventory.columns import (
    ACTIVITIES,
    CONTROLLER,
    CONTROLLER_LABELS,
    HOLDINGS,
    INVENTORY,
    LAYOUTS,
    TERMS,
    TRANSFERS,
)
from kvkkctl.models import Activity, Controller, Entry, Term
from kvkkctl.snapshot import Snapshot
from kvkkctl.vocabulary import MatchKind, TermKind, terms
from kvkkctl.workbook import inventory_book
from kvkkctl.workbook.inventory_book import write_inventory, write_template
from tests.workbook.inventory_round_trip import take

SHEETS = ["Envanter", "Saklanan Kayıtlar", "Tanımlar", "Aktarımlar", "Veri Sorumlusu", "Açıklama", "Listeler"]
IN_TEMPLATE = (INVENTORY, HOLDINGS, TERMS, TRANSFERS, CONTROLLER)
FROZEN = {INVENTORY: "D2", HOLDINGS: "C2", TERMS: "C2", TRANSFERS: "C2", CONTROLLER: "A2"}
OWN = Term(id=1, kind=TermKind.CATEGORY, label="Parmak izi şablonu", special=True)


def register(**activity: str) -> Snapshot:
    return Snapshot(
        terms={1: OWN},
        activities={1: Activity(id=1, code="F1", **{"name": "Bordro", **activity})},
        entries={1: Entry(id=1, activity=1, category=1)},
    )


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("template") / "t.xlsx"
    write_template(path)
    return load_workbook(path)


def test_the_template_has_its_sheets(template):
    assert template.sheetnames == SHEETS
    assert [sheet.title for sheet in template if sheet.sheet_state == "hidden"] == ["Listeler"]
    assert template.active.title == "Envanter"


@pytest.mark.parametrize("layout", IN_TEMPLATE, ids=lambda layout: layout.name)
def test_every_sheet_has_the_headings_of_its_columns(template, layout):
    sheet = template[layout.title]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in layout.written]
    assert sheet.freeze_panes == FROZEN[layout]
    hidden = [sheet.cell(1, column.min).value for column in sheet.column_dimensions.values() if column.hidden]
    assert hidden == [column.heading for column in layout.columns if column.field == "key"]


def test_wide_sheets_print_on_readable_pages(template):
    sheet = template["Envanter"]
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$C")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    widths = [each.width for each in sheet.column_dimensions.values() if not each.hidden]
    pages = sheet.page_setup.fitToWidth
    assert (sum(widths) + (pages - 1) * sum(widths[:3])) / pages <= 190
    assert "&P" in sheet.oddFooter.right.text


def test_rows_that_are_added_look_like_the_others(template):
    dimensions = template["Envanter"].column_dimensions
    started = [column.field for column in INVENTORY.written].index("started") + 1
    assert dimensions["A"].alignment.wrap_text
    assert dimensions[get_column_letter(started)].number_format == "dd.mm.yyyy"


def test_activities_without_entries_have_a_sheet_of_their_own(tmp_path):
    write_inventory(tmp_path / "with.xlsx", register())
    assert ACTIVITIES.title not in load_workbook(tmp_path / "with.xlsx").sheetnames
    alone = Activity(id=2, code="F2", name="=A1", department="İK")
    snapshot = replace(register(), activities={**register().activities, 2: alone})
    write_inventory(tmp_path / "e.xlsx", snapshot)
    rows = list(load_workbook(tmp_path / "e.xlsx")[ACTIVITIES.title].iter_rows(values_only=True))
    assert rows[0] == tuple(column.heading for column in ACTIVITIES.columns)
    assert [row[:3] for row in rows[1:]] == [("F2", "=A1", "İK")]


def test_the_template_is_empty_but_for_the_questions_about_the_controller(template):
    for layout in (INVENTORY, HOLDINGS, TERMS, TRANSFERS):
        assert template[layout.title].max_row == 1
    rows = template["Veri Sorumlusu"].iter_rows(min_row=2, values_only=True)
    assert list(rows) == [(label, None) for label in CONTROLLER_LABELS.values()]


def test_the_template_says_how_to_fill_it_in(template):
    text = " ".join(cell.value for (cell,) in template["Açıklama"].iter_rows())
    for word in (
        "belirtilmemiş",
        "Yok",
        "Alt+Enter",
        "5/2-ç",
        "İlgili Mevzuat",
        "Tanımlar",
        "Saklanan Kayıtlar",
    ):
        assert word in text


def test_an_empty_template_states_nothing(tmp_path):
    write_template(tmp_path / "t.xlsx")
    plan, snapshot = take(tmp_path / "t.xlsx")
    assert (snapshot, plan.problems) == (Snapshot(), ())


@pytest.mark.parametrize("layout", IN_TEMPLATE, ids=lambda layout: layout.name)
def test_columns_of_a_list_have_a_drop_down(template, layout):
    sheet = template[layout.title]
    offered = {}
    for validation in sheet.data_validations.dataValidation:
        left, top, right, bottom = range_boundaries(str(validation.sqref))
        assert (validation.type, left, top) == ("list", right, 2)
        assert bottom == (501 if layout.name != "controller" else bottom)
        assert not validation.showErrorMessage
        offered[sheet.cell(1, left).value] = validation.formula1
    lists = template["Listeler"]
    for column in layout.written:
        formula = offered.pop(column.heading, None)
        if column.choices:
            assert formula == f'"{",".join(column.choices)}"'
            assert len(formula) <= 255
        elif column.vocabulary:
            name, area = formula.split("!")
            assert name == "Listeler"
            values = [cell.value for (cell,) in lists[area.replace("$", "")]]
            assert values == [term.name for term in terms(column.vocabulary)]
        else:
            assert formula is None
    assert not offered


def test_own_terms_are_offered_too(tmp_path):
    many = {n: Term(id=n, kind=TermKind.PURPOSE, label=f"Amaç {n}") for n in range(2, 1500)}
    write_inventory(tmp_path / "e.xlsx", Snapshot(terms={1: OWN, **many}))
    book = load_workbook(tmp_path / "e.xlsx")
    formulas = {
        book["Envanter"].cell(1, range_boundaries(str(each.sqref))[0]).value: each.formula1
        for each in book["Envanter"].data_validations.dataValidation
    }
    for heading, last in (("Veri Kategorisi", "Parmak izi şablonu"), ("İşleme Amacı", "Amaç 1499")):
        area = formulas[heading].split("!")[1].replace("$", "")
        *_, (cell,) = book["Listeler"][area]
        assert cell.value == last


FORMULAS = [
    "=1+1",
    "+x",
    "-x",
    "@x",
    "\tx",
    '=HYPERLINK("http://x";"y")',
    "#REF!",
    "TRUE",
    "0123",
    "1E5",
    "31.12.2026",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_stays_text(tmp_path, text):
    snapshot = register(name=text, department=text)
    write_inventory(tmp_path / "e.xlsx", snapshot)
    sheet = load_workbook(tmp_path / "e.xlsx")["Envanter"]
    assert [(cell.value, cell.data_type) for cell in sheet[2][:2]] == [(text, "s")] * 2
    plan, after = take(tmp_path / "e.xlsx", snapshot)
    if text.strip() == text:
        assert (plan.changes, after) == (False, snapshot)


def test_what_no_cell_holds_is_refused_not_cut(tmp_path):
    items = tuple(f"veri türü {n}" for n in range(3000))
    snapshot = register()
    snapshot = Snapshot(
        terms=snapshot.terms,
        activities=snapshot.activities,
        entries={1: snapshot.entries[1].model_copy(update={"items": items})},
    )
    with pytest.raises(
        FileProblem, match='Sheet "Envanter", row 2: "Özel Nitelikli Kişisel Veri" holds'
    ) as refused:
        write_inventory(tmp_path / "e.xlsx", snapshot)
    assert "a cell holds 32767 at most" in str(refused.value)
    assert not list(tmp_path.iterdir())


def test_without_keys_no_row_has_a_number(tmp_path):
    write_inventory(tmp_path / "with.xlsx", register())
    write_inventory(tmp_path / "without.xlsx", register(), keys=False)
    column = [column.field for column in INVENTORY.written].index("key") + 1
    found = [
        load_workbook(tmp_path / name)["Envanter"].cell(2, column).value
        for name in ("with.xlsx", "without.xlsx")
    ]
    assert found == ["E1", None]


@pytest.mark.parametrize("write", [lambda path: write_inventory(path, register()), write_template])
def test_the_same_register_gives_the_same_bytes(tmp_path, write):
    for name in ("a.xlsx", "b.xlsx"):
        write(tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    properties = load_workbook(tmp_path / "a.xlsx").properties
    assert properties.creator == "kvkkctl"
    assert properties.created == properties.modified == datetime(2000, 1, 1)  # noqa: DTZ001 (a workbook knows no time zone)


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "e.xlsx"
    path.write_text("old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, hard))
    try:
        with pytest.raises(FileProblem, match="cannot be written"):
            write_template(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["e.xlsx"]


def test_instructions_name_what_is_there():
    headings = {column.heading for layout in LAYOUTS for column in layout.columns}
    titles = {layout.title for layout in LAYOUTS}
    quoted = {part.split("”")[0] for line in inventory_book._INSTRUCTIONS for part in line.split("“")[1:]}  # noqa: SLF001 (the text itself)
    assert {"İlgili Mevzuat", "Tanımlar", "Saklanan Kayıtlar"} <= quoted & (headings | titles)


def test_the_controller_is_stated_in_its_own_words(tmp_path):
    controller = Controller(
        title="=A", sector="public", employees=60, resident=False, destruction_runs=("6", "12")
    )
    write_inventory(tmp_path / "e.xlsx", Snapshot(controller=controller))
    stated = dict(load_workbook(tmp_path / "e.xlsx")["Veri Sorumlusu"].iter_rows(min_row=2, values_only=True))
    assert {label: value for label, value in stated.items() if value is not None} == {
        "Unvan": "=A",
        "Sektör": "public",
        "Yıllık çalışan sayısı": 60,
        "Türkiye'de yerleşik": "Hayır",
        "Periyodik imha ayları": "6, 12",
    }


def test_exact_terms_say_nothing_that_the_list_does_not(tmp_path):
    exact = Term(id=2, kind=TermKind.SUBJECT, label="Çalışan", official="Çalışan", match=MatchKind.EXACT)
    used = register().entries[1].model_copy(update={"subjects": (2,)})
    snapshot = Snapshot(terms={1: OWN, 2: exact}, activities=register().activities, entries={1: used})
    write_inventory(tmp_path / "e.xlsx", snapshot)
    labels = [
        row[1]
        for row in load_workbook(tmp_path / "e.xlsx")["Tanımlar"].iter_rows(min_row=2, values_only=True)
    ]
    assert labels == ["Parmak izi şablonu"]


def test_the_folder_is_made(tmp_path: Path):
    write_template(tmp_path / "a" / "b" / "t.xlsx")
    assert (tmp_path / "a" / "b" / "t.xlsx").exists()
