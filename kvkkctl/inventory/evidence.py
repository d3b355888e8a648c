"""What a row states to prove that its processing is lawful: statutory periods, criteria, texts, tests."""

import re
from typing import Any

from kvkkctl.inventory.choices import RETENTION_REASONS, read_choices
from kvkkctl.inventory.notes import Notes, one_line
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.law.statutory import statutory_periods
from kvkkctl.text import Text

_ID_BREAK = re.compile(r"[^\w]+")
_WORDS = ("method", "consent_text", "balancing_test")


def read_evidence(row: SheetRow, notes: Notes) -> dict[str, Any]:
    """Return what a row states of it, by the fields that the sheet has columns for."""
    values: dict[str, Any] = {name: one_line(row.text(name)) or None for name in _WORDS if name in row.fields}
    if "statutes" in row.fields:
        values["statutes"] = _statutes(row, notes)
    if "retention_reasons" in row.fields:
        values["retention_reasons"] = read_choices(row, "retention_reasons", RETENTION_REASONS, notes) or ()
    return values


def _statutes(row: SheetRow, notes: Notes) -> tuple[str, ...]:
    """Return the statutory periods that a row names by their ids; ids of none are noted."""
    named = tuple(dict.fromkeys(_ID_BREAK.sub(" ", row.text("statutes")).upper().split()))
    unknown = tuple(each for each in named if each not in statutory_periods())
    if unknown:
        message = Text("There is no statutory period {ids}: see `kvkkctl law list`.", ids=unknown)
        notes.error(row, "statutes", message)
    return named
