"""The work list of a periodic destruction as it comes back: what was destroyed, when and how."""

from collections.abc import Sequence
from typing import NamedTuple

from kvkkctl.inventory.answers import is_none, is_stated
from kvkkctl.inventory.choices import METHODS, method_named
from kvkkctl.inventory.notes import Notes, one_line, read_day
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.models import DestructionMethod, Holding
from kvkkctl.retention.recording import Done
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import fold

_TEXTS = ("technique", "done_by", "approved_by", "reference", "reason")
_DASHES = " -–—"
_FILLED = ("done_on", "method", *_TEXTS)


class Reported(NamedTuple):
    """A row that reports a destruction."""

    row: SheetRow
    holding: Holding
    done: Done


def read_destructions(snapshot: Snapshot, rows: Sequence[SheetRow], notes: Notes) -> list[Reported]:
    """Return what the rows report; a row of which nothing is filled in was not destroyed.

    What cannot be taken is noted: a number that no holding has, another holding under the number, a day or a method
    that is missing, a holding that two rows report.
    """
    found: list[Reported] = []
    seen: dict[int, int] = {}
    by_ref = {holding.ref: holding for holding in snapshot.holdings.values()}
    for row in rows:
        if not any(row.text(name).strip(_DASHES) for name in _FILLED):
            continue
        holding = _holding(by_ref.get(one_line(row.text("key")).upper()), row, notes)
        day, method = read_day(row, "done_on", notes), _method(row, notes)
        stated = row.text("done_on")
        if day is None and (not is_stated(stated) or is_none(stated)):
            notes.error(row, "done_on", Text("The row does not say on which day it was destroyed."))
        if holding is None or day is None or method is None:
            continue
        if holding.id in seen:
            message = Text("{ref} stands in row {row} already.", ref=holding.ref, row=seen[holding.id])
            notes.error(row, "key", message)
            continue
        seen[holding.id] = row.row
        texts = {name: one_line(row.text(name)) or None for name in _TEXTS}
        found.append(Reported(row, holding, Done(holding.id, day, method, **texts)))
    return found


def _method(row: SheetRow, notes: Notes) -> DestructionMethod | None:
    text, choices = row.text("method"), tuple(METHODS.values())
    if not is_stated(text):
        notes.error(row, "method", Text("The row does not say how: {choices}.", choices=choices))
        return None
    found = method_named(text)
    if found is None:
        notes.error(row, "method", Text('"{value}" is none of: {choices}.', value=text, choices=choices))
    return found


def _holding(holding: Holding | None, row: SheetRow, notes: Notes) -> Holding | None:
    if holding is None:
        message = Text("The register has no holding {key}.", key=row.text("key") or "?")
        notes.error(row, "key", message)
        return None
    label = row.text("label")
    if label and fold(one_line(label)) != fold(one_line(holding.label)):
        message = Text(
            "{ref} is called otherwise in the register than in the row: is the number right?", ref=holding.ref
        )
        notes.error(row, "key", message)
        return None
    return holding
