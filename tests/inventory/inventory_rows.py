"""Books out of plain rows, and taking them into a real register.

A row is a table of cells by field. The sheet has the columns that any of its rows has a cell for, empty ones among
them, in the order of their first appearance; rows count from 2, below the headings.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kvkkctl.errors import ImportRejected, Problem
from kvkkctl.i18n import Language, render
from kvkkctl.inventory.intake import Choices
from kvkkctl.inventory.plan import Plan, merge_book
from kvkkctl.inventory.sheets import Book, Cell, SheetRow
from kvkkctl.models import Activity, Entry, Term
from kvkkctl.register import Change, Register, create_register
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, fold
from kvkkctl.workbook.grid import column_letter

Row = Mapping[str, str | date]

BORDRO = {
    "department": "İK",
    "activity": "Bordro",
    "category": "Kimlik",
    "subjects": "Çalışan",
    "code": "IK-1",
}

ROW = {
    "department": "İnsan Kaynakları",
    "activity": "Bordro",
    "category": "Kimlik",
    "items": "ad, soyad",
    "purposes": "Sözleşme Süreçlerinin Yürütülmesi\nİletişim Faaliyetlerinin Yürütülmesi",
    "subjects": "Çalışan",
    "bases": "5/2-c",
    "retention": "İş ilişkisinin sona ermesinden itibaren 10 yıl",
    "recipients": "Yok",
    "abroad": "Hayır",
    "technical_measures": "Güvenlik duvarları kullanılmaktadır.",
}
OTHER_ROWS = (
    {
        **ROW,
        "category": "Sağlık Bilgileri",
        "bases": "Açık rıza",
        "subjects": "Çalışan Adayı",
        "items": "kan grubu",
    },
    {
        **ROW,
        "activity": "İzin takibi",
        "department": "",
        "recipients": "",
        "abroad": "Evet, ABD",
        "retention": "",
    },
)


def sheet(rows: Sequence[Row], name: str = "Envanter") -> tuple[SheetRow, ...]:
    """Return the rows of a sheet."""
    fields = list(dict.fromkeys(field for row in rows for field in row))
    letters = {field: column_letter(place) for place, field in enumerate(fields)}
    return tuple(
        SheetRow(
            name,
            number,
            {field: cell(f"{letters[field]}{number}", value) for field, value in row.items() if value},
            frozenset(fields),
            letters,
        )
        for number, row in enumerate(rows, start=2)
    )


def cell(ref: str, value: str | date) -> Cell:
    """Return a cell with a text or a date."""
    return Cell(ref, value.isoformat(), value) if isinstance(value, date) else Cell(ref, value)


def book(file: str = "envanter.xlsx", **sheets: Sequence[Row]) -> Book:
    """Return a book of sheets by kind."""
    return Book(file, (), {kind: sheet(rows, kind) for kind, rows in sheets.items()})


@dataclass
class Office:
    """A register, and what was last taken into it."""

    register: Register
    plan: Plan | None = None
    journalled: int = 0

    @classmethod
    def at(cls, folder: Path) -> "Office":
        """Make an empty register in a folder."""
        return cls(create_register(folder / "register.db"))

    @property
    def now(self) -> Snapshot:
        """The register as it is."""
        return self.register.snapshot()

    def takes(self, what: Book, choices: Choices | None = None) -> Plan:
        """Take a book, all of it or, where it has errors, nothing; `journalled` counts the records written."""
        plans: list[Plan] = []

        def merge(change: Change) -> None:
            plans.append(merge_book(change, what, choices))
            if plans[0].rejected:
                raise ImportRejected(Text("Nothing was taken."), plans[0].problems)

        self.journalled = 0
        with suppress(ImportRejected):
            self.journalled = len(self.register.change("import", merge).lines)
        self.plan = plans[0]
        return plans[0]

    def take(self, *rows: Row, **sheets: Sequence[Row]) -> Plan:
        """Take rows of the inventory, and of other sheets by their kind."""
        return self.takes(book(**({"inventory": rows} if rows else {}), **sheets))

    def entries(self) -> list[Entry]:
        """All entries."""
        return list(self.now.entries.values())

    def activities(self) -> list[Activity]:
        """All activities."""
        return list(self.now.activities.values())

    def term(self, kind: TermKind, label: str) -> Term:
        """The term of a label."""
        (found,) = (term for term in self.now.of_kind(kind) if fold(term.label) == fold(label))
        return found

    def labels(self, ids: Sequence[int] | None) -> list[str] | None:
        """The labels of a list of terms."""
        return None if ids is None else [self.now.terms[number].label for number in ids]


def actions(plan: Plan) -> list[str]:
    """What a plan does with its entries, in the order of the file."""
    return [planned.action.value for planned in plan.entries]


def found(problems: Sequence[Problem]) -> list[tuple[str, str, str]]:
    """Problems as severity, cell, and sentence."""
    return [
        (problem.severity.value, problem.cell, render(problem.message, Language.EN)) for problem in problems
    ]


def done(office: Office) -> list[tuple[str, tuple[str, ...]]]:
    """What the last file did with the records beside the entries."""
    return [(planned.action.value, planned.changed) for planned in office.plan.others]
