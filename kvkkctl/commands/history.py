"""What journal entries say, for people: chosen by record, kind, person, day and command, and told field by field."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from json import loads
from typing import Any, NamedTuple

from kvkkctl import models
from kvkkctl.errors import BadValue, RecordNotFound
from kvkkctl.record import Record
from kvkkctl.register import JournalEntry
from kvkkctl.register.journal import Line
from kvkkctl.rendering import flat
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import fold

Key = tuple[str, int]
Named = Callable[[str, Any], object]
_MARKS: Mapping[str, str] = {
    model.kind_name: model.mark
    for model in vars(models).values()
    if isinstance(model, type) and issubclass(model, Record) and model.kind_name
}
_TERMS = {"category", "recipient", "purposes", "subjects", "recipients", "measures", "annex"}
_MOST = 5
_NAMES = ("code", "name", "label", "text", "file", "statute")


class Asked(NamedTuple):
    """Which entries of the journal are wanted; days are ISO 8601."""

    record: str | None = None
    kind: str | None = None
    actor: str | None = None
    since: str | None = None
    until: str | None = None
    command: str | None = None


def selected(history: Sequence[JournalEntry], asked: Asked) -> list[JournalEntry]:
    """Return the entries that are asked for, with the records that are. Raises BadValue, RecordNotFound."""
    if asked.kind is not None and asked.kind not in _MARKS:
        raise BadValue(
            Text("{kind} is no kind of record: use one of {kinds}.", kind=asked.kind, kinds=sorted(_MARKS))
        )
    keys = _keys(history, asked.record) if asked.record is not None else None
    found = []
    for entry in history:
        if not _is_asked(entry, asked):
            continue
        lines = tuple(
            line
            for line in entry.lines
            if (keys is None or (line.kind, line.record) in keys) and asked.kind in {None, line.kind}
        )
        if lines or not entry.lines:
            found.append(entry._replace(lines=lines))
    return found


def _is_asked(entry: JournalEntry, asked: Asked) -> bool:
    return (
        (asked.actor is None or fold(asked.actor) == fold(entry.actor))
        and (asked.since is None or entry.at[:10] >= asked.since)
        and (asked.until is None or entry.at[:10] <= asked.until)
        and (asked.command is None or fold(asked.command) in fold(entry.command))
    )


def _keys(history: Sequence[JournalEntry], wanted: str) -> set[Key]:
    """Return the records that bear a name, or once bore it."""
    lines: Iterable[Line] = (line for entry in history for line in entry.lines)
    found = {(line.kind, line.record) for line in lines if _bears(line, wanted)}
    if not found:
        raise RecordNotFound(Text("The journal knows no record {name}.", name=wanted))
    return found


def _bears(line: Line, wanted: str) -> bool:
    if reference(line.kind, line.record).upper() == wanted.strip().upper():
        return True
    if _MARKS.get(line.kind) and line.kind != "retention":
        return False
    folded = fold(wanted)
    for image in (line.before, line.after):
        values = said(image)
        if any(fold(str(values[name])) == folded for name in _NAMES if values.get(name)):
            return True
    return False


def said(image: str | None) -> dict[str, Any]:
    """Return what the image of a record says, field by field; one that another program wrote is a field of its own."""
    with suppress(ValueError):
        values = loads(image) if image is not None else {}
        if isinstance(values, dict):
            return values
    return {"?": image}


def reference(kind: str, number: int) -> str:
    """Return the short name of a record by its kind and number."""
    if kind == "controller":
        return kind
    mark = _MARKS.get(kind)
    return f"{mark}{number}" if mark else f"{kind} {number}"


def names_of(*snapshots: Snapshot) -> Named:
    """Return what shows a value of a field as people know it: numbers of other records by their names.

    The last of several states of the register that knows a record names it.
    """
    names: dict[str, dict[int, str]] = {
        name: {} for name in ("activity", "retention", "entry", "holding", *_TERMS)
    }
    for snapshot in snapshots:
        names["activity"] |= {number: each.code for number, each in snapshot.activities.items()}
        names["retention"] |= {number: each.text for number, each in snapshot.retentions.items()}
        names["entry"] |= {number: each.ref for number, each in snapshot.entries.items()}
        names["holding"] |= {number: each.ref for number, each in snapshot.holdings.items()}
        labels = {number: each.label for number, each in snapshot.terms.items()}
        for name in _TERMS:
            names[name] |= labels
    names["holdings"] = names["holding"]

    def named(field: str, value: Any) -> object:
        known = names.get(field)
        if known is None or isinstance(value, str):
            return value
        if isinstance(value, list):
            return [known.get(each, f"#{each}") for each in value]
        return None if value is None else known.get(value, f"#{value}")

    return named


def summary(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the first of the changes that `changes` tells, in one line."""
    told = [f"{row['field']}: {row['old_text'] or '–'} → {row['new_text'] or '–'}" for row in rows]
    return "; ".join(told[:_MOST]) + ("; …" if len(told) > _MOST else "")


def changes(entry: JournalEntry, named: Named) -> list[dict[str, Any]]:
    """Return what an entry changed, a row for each field; of a new record the fields that it states."""
    rows = []
    for line in entry.lines:
        before, after = said(line.before), said(line.after)
        for field in dict.fromkeys([*before, *after]):
            old, new = before.get(field), after.get(field)
            if field == "id" or old == new or (not old and not new and not (before and after)):
                continue
            rows.append(
                {
                    "seq": entry.seq,
                    "kind": line.kind,
                    "id": line.record,
                    "ref": reference(line.kind, line.record),
                    "field": field,
                    "old": old,
                    "new": new,
                    "old_text": flat(named(field, old)),
                    "new_text": flat(named(field, new)),
                }
            )
    return rows
