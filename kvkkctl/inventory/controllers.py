"""The sheet about the controller: one piece of information a row."""

import re
from typing import Any

from kvkkctl.errors import BadValue
from kvkkctl.inventory.answers import is_none, is_stated, read_flag
from kvkkctl.inventory.choices import CONTROLLER_KINDS, read_choice
from kvkkctl.inventory.columns import CONTROLLER_LABELS
from kvkkctl.inventory.intake import Action, Intake, Planned
from kvkkctl.inventory.notes import Notes, one_line, read_day
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.law.policy import POLICY_ITEMS, policy_items
from kvkkctl.retention import parse_runs
from kvkkctl.text import Text
from kvkkctl.vocabulary import ascii_fold, words

_COUNTS = {"employees", "balance"}
_FLAGS = {"resident", "special_main_activity", "secrecy_bound"}
_DAYS = {"obliged_since", "verbis_registered_on", "policy_date", "special_policy", "breach_plan", "audited"}
_WHOLE = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,0+)?(?:\s*(?:TL|₺))?", re.IGNORECASE)
_BETWEEN_RUNS = re.compile(r"[,;\n]|\bve\b")


def merge_controller(intake: Intake) -> list[Planned]:
    """Put what a file says about the controller into the register; what it leaves empty stays."""
    rows, notes = intake.rows.get("controller", ()), intake.notes
    labels = {words(ascii_fold(label)): name for name, label in CONTROLLER_LABELS.items()}
    values: dict[str, Any] = {}
    for row in rows:
        name = labels.get(words(ascii_fold(row.text("name"))))
        if name is None:
            message = Text('"{value}" is no information about a controller.', value=row.text("name"))
            notes.warning(row, "name", message)
        elif is_stated(row.text("value")) and words(row.text("value")):
            value = _value(row, name, notes)
            if values.setdefault(name, value) != value:
                message = Text('"{name}" stands twice, with two values: keep one.', name=row.text("name"))
                notes.error(row, "value", message)
    before = intake.records.snapshot.controller
    updates = intake.settled(before, values, rows[0]) if rows else {}
    if updates:
        after = intake.records.put(before.model_copy(update=updates))
        return [Planned(Action.UPDATE, after, tuple(updates), before)]
    return [Planned(Action.SAME, before)] if rows else []


def _value(row: SheetRow, name: str, notes: Notes) -> Any:
    text = one_line(row.text("value"))
    if name in _DAYS:
        return read_day(row, "value", notes)
    if name == "kind":
        return read_choice(row, "value", CONTROLLER_KINDS, notes)
    if name == "policy_items":
        return _items(row, notes)
    if name == "destruction_runs":
        return () if is_none(text) else _runs(row, notes)
    if name in _FLAGS:
        flag = read_flag(text)
        if flag is None:
            notes.error(row, "value", Text('"{value}" is neither Evet nor Hayır.', value=text))
        return flag
    if name in _COUNTS:
        whole = _WHOLE.fullmatch(text)
        if not whole:
            notes.error(row, "value", Text('"{value}" is not a whole number.', value=text))
        return int(re.sub(r"\D", "", whole[1])) if whole else None
    return None if is_none(text) else text


def _items(row: SheetRow, notes: Notes) -> tuple[str, ...]:
    items = policy_items(row.text("value"))
    unknown = [item for item in items if item not in POLICY_ITEMS]
    # "h" alone is a letter here, though elsewhere it answers no
    if unknown and is_none(row.text("value")):
        return ()
    if unknown:
        message = Text(
            '"{value}" is no item of art. 6/1 of the destruction regulation: write some of {choices}.',
            value=unknown[0],
            choices=POLICY_ITEMS,
        )
        notes.error(row, "value", message)
    return items


def _runs(row: SheetRow, notes: Notes) -> tuple[str, ...]:
    runs = tuple(run for run in map(one_line, _BETWEEN_RUNS.split(row.text("value"))) if run)
    try:
        parse_runs(runs)
    except BadValue as error:
        notes.error(row, "value", error.message)
    return runs
