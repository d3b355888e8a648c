"""How records lie in tables: one row each, and rows below it for its lists.

A list that may be "not stated" has a column ``<list>_stated``, since no rows alone could mean either.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from kvkkctl.models import (
    Acceptance,
    Activity,
    ChangeDate,
    Confirmation,
    Controller,
    Destruction,
    DestructionRun,
    Entry,
    Filing,
    Holding,
    Record,
    Resolution,
    Retention,
    RetentionTerm,
    SheetColumn,
    SourceSheet,
    StatedBasis,
    Term,
    Transfer,
    Value,
)
from kvkkctl.register.trusted import made
from kvkkctl.vocabulary import fold

Cell = str | int | None
_PLAIN: set[type] = {str, int, type(None)}
ORIGIN_COLUMNS = ("origin_source", "origin_row", "origin_joined")


@dataclass(frozen=True, slots=True)
class ListShape:
    """A list of a record: its table, the column that points back, and the columns of one element.

    `field` is the record's.
    """

    field: str
    table: str
    owner: str
    columns: tuple[str, ...]
    optional: bool = True
    model: type[Value] | None = None

    def element(self, cells: tuple[Cell, ...]) -> Any:
        """Return one element from its cells."""
        if self.model is None:
            return cells[0]
        return made(self.model, dict(zip(self.columns, cells, strict=True)))


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of record: its model, table, plain columns, lists; `origin` says that it was read from a file."""

    model: type[Record]
    table: str
    columns: tuple[str, ...]
    lists: tuple[ListShape, ...] = ()
    origin: bool = False
    derived: Mapping[str, Callable[[Any], Cell]] | None = None

    @property
    def kind(self) -> str:
        """The name of the kind in the journal."""
        return self.model.kind_name

    @property
    def all_columns(self) -> tuple[str, ...]:
        """All columns of the table."""
        stated = tuple(f"{each.field}_stated" for each in self.lists if each.optional)
        origin = ORIGIN_COLUMNS if self.origin else ()
        return (*self.columns, *(self.derived or ()), *stated, *origin)

    def cells(self, record: Any) -> tuple[Cell, ...]:
        """Return the row of a record, in the order of `all_columns`."""
        (row,) = self.rows((record,))
        return row

    def rows(self, records: Iterable[Any]) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows of many records."""
        plain_of = attrgetter(*self.columns)
        derived = tuple((self.derived or {}).values())
        optional = [each.field for each in self.lists if each.optional]
        for record in records:
            row = _cells(plain_of(record))
            row += [make(record) for make in derived]
            row += [0 if getattr(record, name) is None else 1 for name in optional]
            if self.origin:
                at = record.origin
                row += (at.source, at.row, at.joined) if at else (None, None, None)
            yield tuple(row)

    def list_rows(self, shape: ListShape, records: Iterable[Any]) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows of one list of many records."""
        listed = [pair for pair in map(attrgetter("id", shape.field), records) if pair[1]]
        if shape.model is None:
            return ((number, n, each) for number, values in listed for n, each in enumerate(values))
        cells_of = attrgetter(*shape.columns)
        return (
            (number, n, *_cells(cells_of(each))) for number, values in listed for n, each in enumerate(values)
        )


def _cells(values: Any) -> list[Cell]:
    cells: list[Any] = [value if value.__class__ in _PLAIN else _cell(value) for value in values]
    return cells


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, int):
        return int(value) if isinstance(value, bool) else value
    return value if type(value) is str else str(value)


_BASIS = ("label", "code", "law", "article")
_ENTRY_LISTS = (
    "items",
    "purposes",
    "subjects",
    "bases",
    "recipients",
    "measures",
    "statutes",
    "retention_reasons",
)


def _plain(model: type[Record], *without: str) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name not in without)


def _terms(field: str) -> ListShape:
    return ListShape(field, f"entry_{field.removesuffix('s')}", "entry", ("term",))


# In the order in which rows may point at each other.
SHAPES: tuple[Shape, ...] = (
    Shape(
        Controller,
        "controller",
        _plain(Controller, "destruction_runs", "policy_items"),
        (
            ListShape("destruction_runs", "controller_run", "controller", ("run",)),
            ListShape("policy_items", "controller_policy_item", "controller", ("item",)),
        ),
    ),
    Shape(
        SourceSheet,
        "source_sheet",
        _plain(SourceSheet, "columns"),
        (
            ListShape(
                "columns",
                "source_sheet_column",
                "source_sheet",
                tuple(SheetColumn.model_fields),
                optional=False,
                model=SheetColumn,
            ),
        ),
    ),
    Shape(
        Term,
        "term",
        _plain(Term, "former", "safeguards"),
        (
            ListShape("former", "term_former", "term", ("label",), optional=False),
            ListShape("safeguards", "term_safeguard", "term", ("safeguard",)),
        ),
        derived={"folded": lambda term: fold(term.label)},
    ),
    Shape(Activity, "activity", _plain(Activity)),
    Shape(
        Retention,
        "retention",
        _plain(Retention, "terms"),
        (
            ListShape(
                "terms",
                "retention_term",
                "retention",
                tuple(RetentionTerm.model_fields),
                optional=False,
                model=RetentionTerm,
            ),
        ),
    ),
    Shape(
        Entry,
        "entry",
        _plain(Entry, *_ENTRY_LISTS, "origin"),
        (
            ListShape("items", "entry_item", "entry", ("item",)),
            _terms("purposes"),
            _terms("subjects"),
            ListShape("bases", "entry_basis", "entry", _BASIS, model=StatedBasis),
            _terms("recipients"),
            _terms("measures"),
            ListShape("statutes", "entry_statute", "entry", ("statute",), optional=False),
            ListShape("retention_reasons", "entry_retention_reason", "entry", ("reason",), optional=False),
        ),
        origin=True,
    ),
    Shape(
        Transfer,
        "transfer",
        _plain(Transfer, "purposes", "bases", "annex", "origin"),
        (
            ListShape("annex", "transfer_annex", "transfer", ("term",)),
            ListShape("purposes", "transfer_purpose", "transfer", ("term",)),
            ListShape("bases", "transfer_basis", "transfer", _BASIS, model=StatedBasis),
        ),
        origin=True,
    ),
    Shape(Holding, "holding", _plain(Holding, "origin"), origin=True),
    Shape(
        DestructionRun,
        "destruction_run",
        _plain(DestructionRun, "holdings"),
        (ListShape("holdings", "destruction_run_holding", "run", ("holding",), optional=False),),
    ),
    Shape(Destruction, "destruction", _plain(Destruction)),
    Shape(Confirmation, "confirmation", _plain(Confirmation)),
    Shape(Acceptance, "acceptance", _plain(Acceptance)),
    Shape(
        Resolution,
        "resolution",
        _plain(Resolution, "grounds"),
        (ListShape("grounds", "resolution_ground", "resolution", ("ground",), optional=False),),
    ),
    Shape(Filing, "filing", _plain(Filing)),
    Shape(ChangeDate, "change_date", _plain(ChangeDate)),
)

# The snapshot's name for each kind of record that there may be many of.
COLLECTIONS: Mapping[str, str] = {
    "source_sheet": "sources",
    "term": "terms",
    "activity": "activities",
    "retention": "retentions",
    "entry": "entries",
    "transfer": "transfers",
    "holding": "holdings",
    "run": "runs",
    "destruction": "destructions",
    "confirmation": "confirmations",
    "acceptance": "acceptances",
    "resolution": "resolutions",
    "filing": "filings",
    "change_date": "change_dates",
}
