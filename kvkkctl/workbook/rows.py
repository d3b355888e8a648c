"""Records as rows of cells: what stands in a cell, `kvkkctl.inventory` reads back as the same."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from kvkkctl.inventory.answers import read_flag
from kvkkctl.inventory.bases import read_bases
from kvkkctl.inventory.cells import split_terms
from kvkkctl.inventory.choices import (
    CONTRACT_TYPES,
    CONTROLLER_KINDS,
    FREQUENCIES,
    RETENTION_REASONS,
    ROLES,
    SAFEGUARDS,
    STATES,
    TERM_KINDS,
)
from kvkkctl.inventory.columns import CONTROLLER_LABELS
from kvkkctl.inventory.drafts import ACTIVITY_FIELDS
from kvkkctl.models import (
    Activity,
    Controller,
    ControllerKind,
    Entry,
    Holding,
    Record,
    StatedBasis,
    Term,
    Transfer,
)
from kvkkctl.snapshot import Snapshot, is_special
from kvkkctl.vocabulary import MatchKind, TermKind, match, official
from kvkkctl.workbook.stream import Value

Cells = Mapping[str, Value]
"""A row by field; fields that are not there stay empty."""

NONE = "Yok"
STAMP = 12
_HOLDING_FIELDS = (
    "label",
    "medium",
    "location",
    "reference",
    "event",
    "event_date",
    "quantity",
    "requested",
    "board_date",
    "board_decision",
    "hold_reason",
    "hold_owner",
    "hold_review",
)
_TOLD = ("definition", "special", "role", "country", "contract", "safeguards", "remote_access")
_TRANSFER_FIELDS = (
    "description",
    "country",
    "instrument",
    "signed",
    "notified",
    "approved",
    "started",
    "ended",
    "times",
    "changed",
    "change_notified",
    "risk_information",
    "remedies",
    "onward",
    "onward_instrument",
)
_YES_NO = {True: "Evet", False: "Hayır", None: None}


class EntryRows:
    """Entries of a register as rows of the inventory; what rows share is put into words once.

    Without `keys` the rows carry no number, as for another register.
    """

    def __init__(self, snapshot: Snapshot, *, keys: bool) -> None:
        self._snapshot = snapshot
        self._keys = keys
        self._activity = cache(lambda number: activity_cells(snapshot.activities[number]))
        self._labels = cache(lambda ids: _labels(snapshot, ids))
        self._measures = cache(lambda ids: _measures(snapshot, ids))

    def cells(self, entry: Entry) -> Cells:
        """Return an entry as a row."""
        category = self._snapshot.category_of(entry)
        special = bool(is_special(category))
        items, special_items = _items(entry.items, special=special)
        retention = self._snapshot.retention_of(entry)
        bases, law = _bases(entry.bases, special=special)
        return {
            **self._activity(entry.activity),
            "category": category.label,
            "items": items,
            "special_items": special_items,
            "purposes": self._labels(entry.purposes),
            "subjects": self._labels(entry.subjects),
            "bases": bases,
            "retention": retention.text if retention else None,
            "recipients": self._labels(entry.recipients),
            "abroad": _YES_NO[entry.abroad],
            "law": law,
            "country": self._country(entry.recipients) if entry.abroad is not None else None,
            **self._measures(entry.measures),
            "method": entry.method,
            "statutes": "\n".join(entry.statutes) or None,
            "retention_reasons": "\n".join(RETENTION_REASONS[each] for each in entry.retention_reasons)
            or None,
            "consent_text": entry.consent_text,
            "balancing_test": entry.balancing_test,
            "entry_ended": entry.ended,
            "key": _number(self._snapshot, entry) if self._keys else None,
        }

    def _country(self, recipients: tuple[int, ...] | None) -> str | None:
        if recipients is None or len(recipients) != 1:
            return None
        return self._snapshot.terms[recipients[0]].country


def activity_cells(activity: Activity) -> Cells:
    """Return an activity as a row, or as its part of the rows of its entries."""
    return {name: getattr(activity, name) for name in ("code", *ACTIVITY_FIELDS)} | {
        "activity": activity.name
    }


def _number(snapshot: Snapshot, record: Record) -> str:
    """Return the number of a record with the state of the register that its row shows (``E42@3fa9c1b2d4e5``)."""
    part = ".part" if snapshot.of_activities else ""
    return f"{record.ref}@{snapshot.stamp[:STAMP]}{part}" if snapshot.stamp else record.ref


def _items(items: tuple[str, ...] | None, *, special: bool) -> tuple[str | None, str | None]:
    """Return the cells of the data items and of the special ones, which also say that the data are special."""
    cell = _joined(items)
    if not special:
        return cell, None
    # "Yok" and "Evet" among special data would answer whether there are any
    return (cell, "Evet") if cell is None or read_flag(cell) is not None else (None, cell)


def _joined(values: Sequence[str] | None) -> str | None:
    if values is None:
        return None
    return "\n".join(values) or NONE


def _labels(snapshot: Snapshot, ids: tuple[int, ...] | None) -> str | None:
    return None if ids is None else _joined([term.label for term in snapshot.named(ids)])


def _measures(snapshot: Snapshot, ids: tuple[int, ...] | None) -> Cells:
    """Return the cells of the measures, by the group of their official term."""
    known = official(TermKind.MEASURE)
    groups: dict[str, list[str]] = {}
    for term in snapshot.named(ids):
        group = known[term.official].group if term.official else ""
        groups.setdefault(group, []).append(term.label)
    return {
        "administrative_measures": NONE if ids == () else _joined(groups.get("idari")),
        "technical_measures": _joined(groups.get("teknik")),
        "measures": _joined(groups.get("")),
    }


@lru_cache(maxsize=4096)
def _bases(
    stated: tuple[StatedBasis, ...] | None, *, special: bool, with_law: bool = True
) -> tuple[str | None, str | None]:
    """Return the cells of the bases and of the law: the first way to write them that is read back as they are."""
    if stated is None:
        return None, None
    ways = list(_ways(stated, with_law=with_law))
    return next(
        (way for way in ways if read_bases(way[0] or "", way[1] or "", special=special).bases == stated),
        ways[0],
    )


def _ways(stated: tuple[StatedBasis, ...], *, with_law: bool) -> Iterator[tuple[str | None, str | None]]:
    """Yield the ways to write bases: one law in a cell of its own, other laws below their bases; a law alone."""
    laws = tuple(dict.fromkeys(basis.law for basis in stated if basis.law)) if with_law else ()
    pairs = tuple(dict.fromkeys((basis.label, basis.law) for basis in stated))
    for law in (*laws, None):
        yield (
            _joined(
                tuple(line for label, own in pairs for line in (label, _besides(own, label, law)) if line)
            ),
            law,
        )
    yield from ((None, law) for law in laws)


def _besides(law: str | None, label: str, column: str | None) -> str | None:
    """Return what the law of a basis says beyond its label and the cell of the law."""
    if law is None or law in {label, column}:
        return None
    return law.removeprefix(f"{column}; ")


def holding_cells(snapshot: Snapshot, holding: Holding, *, keys: bool) -> Cells:
    """Return a holding as a row."""
    entry = snapshot.entries[holding.entry]
    activity = snapshot.activity_of(entry)
    own = snapshot.retentions[holding.retention] if holding.retention is not None else None
    return {
        **{name: getattr(holding, name) for name in _HOLDING_FIELDS},
        "key": _number(snapshot, holding) if keys else None,
        "entry": entry.ref if keys else None,
        "department": activity.department,
        "activity": activity.name if keys else activity.code,
        "category": snapshot.category_of(entry).label,
        "retention": own.text if own else None,
        "state": STATES[holding.state],
    }


def telling_terms(snapshot: Snapshot) -> Iterator[Term]:
    """Yield the terms that say more than their use in the other sheets does."""
    for term in snapshot.terms.values():
        found = match(term.kind, term.label)
        more = [getattr(term, name) for name in _TOLD]
        alone = split_terms(term.kind, term.label, _is_official) or ()
        if (
            term.defined
            or term.former
            or term.id not in snapshot.uses
            or any(value is not None for value in more)
            or found.term != term.official
            or [piece.label for piece in alone] != [term.label]
        ):
            yield term


def _is_official(kind: TermKind, label: str) -> bool:
    return match(kind, label).term is not None


def term_cells(term: Term) -> Cells:
    """Return a term as a row."""
    return {
        "kind": TERM_KINDS[term.kind],
        "label": term.label,
        "official": term.official if term.match is not MatchKind.EXACT else None,
        "definition": term.definition,
        "defined": _YES_NO[term.defined],
        "special": _YES_NO[term.special],
        "role": ROLES[term.role] if term.role else None,
        "country": term.country,
        "contract": term.contract,
        "safeguards": _joined(term.safeguards and [SAFEGUARDS[each] for each in term.safeguards]),
        "remote_access": _YES_NO[term.remote_access],
        "former": "\n".join(term.former) or None,
    }


def transfer_cells(snapshot: Snapshot, transfer: Transfer, *, keys: bool) -> Cells:
    """Return a transfer as a row."""
    return {
        **{name: getattr(transfer, name) for name in _TRANSFER_FIELDS},
        "key": _number(snapshot, transfer) if keys else None,
        "recipient": snapshot.terms[transfer.recipient].label,
        "purposes": _labels(snapshot, transfer.purposes),
        "bases": _bases(transfer.bases, special=False, with_law=False)[0],
        "abroad": _YES_NO[transfer.abroad],
        "frequency": FREQUENCIES[transfer.frequency] if transfer.frequency else None,
        "contract_type": CONTRACT_TYPES[transfer.contract_type] if transfer.contract_type else None,
        "annex": _labels(snapshot, transfer.annex),
        "modified": _YES_NO[transfer.modified],
    }


def controller_rows(controller: Controller) -> Iterator[Cells]:
    """Yield what is stated about the controller, a fact a row."""
    for name, label in CONTROLLER_LABELS.items():
        yield {"name": label, "value": _controller_value(getattr(controller, name))}


def _controller_value(value: object) -> Value:
    match value:
        case bool():
            return _YES_NO[value]
        case tuple():
            return ", ".join(value) or NONE
        case ControllerKind():
            return CONTROLLER_KINDS[value]
        case None | int() | date():
            return value
        case _:
            return str(value)
