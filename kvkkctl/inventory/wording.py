"""The values of records in words, for showing what changes from what to what."""

from datetime import date
from enum import Enum
from typing import Any

from kvkkctl.models import StatedBasis
from kvkkctl.snapshot import Snapshot

_TERMS = {"purposes", "subjects", "recipients", "measures"}


def value_of(snapshot: Snapshot, name: str, value: Any) -> Any:
    """Return the value of a field as a person wrote it: labels for numbers, plain text, None for nothing stated."""
    match value:
        case None | bool():
            return value
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case tuple() if name in _TERMS:
            return [snapshot.terms[number].label for number in value]
        case tuple():
            return [_basis(each) if isinstance(each, StatedBasis) else str(each) for each in value]
        case int() if name == "retention":
            return snapshot.retentions[value].text
        case int() if name in {"category", "recipient"}:
            return snapshot.terms[value].label
        case int() if name == "activity":
            return snapshot.activities[value].code
        case int() if name == "entry":
            return snapshot.entries[value].ref
    return value


def worded(snapshot: Snapshot, name: str, value: Any) -> Any:
    """Return the same in one line, lists joined by semicolons."""
    plain = value_of(snapshot, name, value)
    return "; ".join(plain) if isinstance(plain, list) else plain


def _basis(stated: StatedBasis) -> str:
    return f"{stated.label} ({stated.law})" if stated.law and stated.law != stated.label else stated.label
