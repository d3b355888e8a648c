"""The example workbook: what a published policy says, nothing of what it does not say, and the committed copy of it."""

from collections import Counter
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from kvkkctl.errors import Severity
from kvkkctl.models import HoldingState
from kvkkctl.snapshot import Snapshot, is_special
from kvkkctl.vocabulary import TermKind
from kvkkctl.workbook.example_book import write_example
from tests.workbook.inventory_round_trip import take

COMMITTED = Path(__file__).parents[2] / "data" / "example" / "envanter.xlsx"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("example") / "envanter.xlsx"
    write_example(made)
    return made


@pytest.fixture(scope="module")
def example(path: Path) -> Snapshot:
    plan, snapshot = take(path)
    assert not plan.rejected
    return snapshot


def dump(book: Workbook) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_committed_copy_is_what_is_written(path):
    assert dump(load_workbook(COMMITTED)) == dump(load_workbook(path))


def test_it_is_the_same_file_each_time(path, tmp_path):
    write_example(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_its_sheets_are_all_understood(path):
    plan, _ = take(path)
    assert {sheet.sheet: (sheet.layout, sheet.rows) for sheet in plan.book.sheets if sheet.layout} == {
        "Envanter": ("inventory", 56),
        "Saklanan Kayıtlar": ("holdings", 6),
        "Tanımlar": ("terms", 16),
        "Aktarımlar": ("transfers", 4),
        "Veri Sorumlusu": ("controller", 8),
    }
    assert {sheet.sheet for sheet in plan.book.sheets if sheet.skipped} == {"Açıklama", "Listeler"}
    assert {problem.severity for problem in plan.problems} <= {Severity.WARNING, Severity.INFO}


def test_how_much_it_holds(example):
    assert (len(example.entries), len(example.activities), len(example.transfers)) == (56, 13, 4)
    assert len(example.holdings) == 6
    defined = Counter(term.kind for term in example.terms.values() if term.defined)
    assert defined == {TermKind.CATEGORY: 8, TermKind.SUBJECT: 4, TermKind.RECIPIENT: 4}


def test_what_the_policy_does_not_say_is_not_there(example):
    assert all(entry.retention is None for entry in example.entries.values())
    assert all(entry.measures is None for entry in example.entries.values())
    assert not example.of_kind(TermKind.MEASURE)
    assert example.controller.verbis_registered_on is None
    assert example.controller.policy_date is None
    assert example.controller.employees is None


def test_no_cell_of_the_inventory_speaks_of_retention_or_measures(path):
    sheet = load_workbook(path)["Envanter"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for heading in ("Saklama Süresi", "İdari Tedbirler", "Teknik Tedbirler", "Diğer Tedbirler"):
        assert {sheet.cell(row, columns[heading]).value for row in range(2, sheet.max_row + 1)} == {None}


def test_card_data_have_no_ground(example):
    [entry] = [each for each in example.entries.values() if not each.bases]
    assert example.activity_of(entry).name == "Kayıtlı kartla alışveriş"
    assert entry.bases is None
    assert entry.items == ("kart bilgileri",)


def test_invoices_are_processed_and_not_defined_marketing_data_defined_and_not_processed(example):
    used = {entry.category for entry in example.entries.values()}
    categories = example.of_kind(TermKind.CATEGORY)
    assert [term.label for term in categories if term.id in used and not term.defined] == ["Fatura Bilgisi"]
    assert [term.label for term in categories if term.id not in used] == ["Pazarlama Bilgisi"]
    invoices = [
        each for each in example.entries.values() if example.category_of(each).label == "Fatura Bilgisi"
    ]
    assert len(invoices) == 2
    assert {entry.subjects for entry in invoices} == {None}


def test_all_other_entries_name_subjects_purposes_and_recipients(example):
    for entry in example.entries.values():
        assert entry.purposes
        assert entry.recipients
        assert entry.abroad is True
        assert entry.subjects or example.category_of(entry).label == "Fatura Bilgisi"
        assert not is_special(example.category_of(entry))


def test_the_host_abroad_receives_all_data(example):
    [host] = [term for term in example.of_kind(TermKind.RECIPIENT) if term.country]
    assert host.country == "Amerika Birleşik Devletleri"
    assert all(host.id in entry.recipients for entry in example.entries.values())


def test_transfers_name_no_instrument(example):
    assert [transfer.abroad for transfer in example.transfers.values()] == [False, None, True, True]
    assert {transfer.instrument for transfer in example.transfers.values()} == {None}
    assert all(transfer.purposes and transfer.bases for transfer in example.transfers.values())


def test_holdings_have_what_due_dates_need(example):
    for holding in example.holdings.values():
        assert holding.event
        assert holding.event_date
        assert holding.retention is not None
        assert holding.state is HoldingState.KEPT
    assert sum(holding.hold_reason is not None for holding in example.holdings.values()) == 1
    assert example.controller.destruction_runs == ("6", "12")


def test_every_basis_is_understood(example):
    for record in (*example.entries.values(), *example.transfers.values()):
        assert all(basis.code for basis in record.bases or ())
