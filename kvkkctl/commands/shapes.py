"""The JSON shapes that scripts rely on: keys may be added, never changed."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any

from kvkkctl import retention
from kvkkctl.i18n import tr
from kvkkctl.models import (
    Entry,
    Holding,
    Reading,
    Record,
    Retention,
    RetentionKind,
    StatedBasis,
    Term,
    Transfer,
    Value,
)
from kvkkctl.snapshot import Provenance, Snapshot, is_special
from kvkkctl.text import Text
from kvkkctl.vocabulary import MatchKind, match

_LISTS = ("purposes", "subjects", "recipients", "measures", "bases", "items")


def term(found: Term) -> dict[str, Any]:
    """A term where it is used: label, official term, and how they came together."""
    return {"label": found.label, "term": found.official, "match": found.match.value}


def reading(stated: Reading | Retention | None) -> dict[str, Any]:
    """A retention phrase and what it was understood to say."""
    if stated is None:
        said = tr(Text("No retention period is stated."))
        return {"text": "", "kind": RetentionKind.MISSING.value, "terms": [], "maximum": None, "why": said}
    read = stated.reading if isinstance(stated, Retention) else stated
    return {
        "text": read.text,
        "kind": read.kind.value,
        "terms": [fields(each) for each in read.terms],
        "maximum": read.maximum,
        "why": tr(retention.why(read)),
    }


def words(phrase: str) -> list[dict[str, str]]:
    """The words of a retention phrase in their order, with the code of what each was understood as."""
    return [{"text": each.text, "role": each.role.value} for each in retention.words_of(phrase)]


def basis(stated: StatedBasis) -> dict[str, Any]:
    """A legal basis: the words, the code they stand for, the law they rest on."""
    return fields(stated)


def entry(found: Entry, snapshot: Snapshot) -> dict[str, Any]:
    """An entry as `entry list` and the import plan show it.

    Lists are never null; `not_stated` names those of which nothing is said, an empty list of others says "none".
    """
    activity, category = snapshot.activity_of(found), snapshot.category_of(found)
    return {
        "id": found.ref,
        "activity": activity.code,
        "activity_name": activity.name,
        "department": activity.department,
        "category": term(category),
        "items": list(found.items or ()),
        "special": is_special(category),
        "purposes": [term(each) for each in snapshot.named(found.purposes)],
        "subjects": [term(each) for each in snapshot.named(found.subjects)],
        "bases": [basis(each) for each in found.bases or ()],
        "recipients": [{**term(each), "country": each.country} for each in snapshot.named(found.recipients)],
        "abroad": found.abroad,
        "retention": reading(snapshot.retention_of(found)),
        "measures": [term(each) for each in snapshot.named(found.measures)],
        "origin": provenance(snapshot.provenance(found.origin)),
        "method": found.method,
        "statutes": list(found.statutes),
        "retention_reasons": plain(found.retention_reasons),
        "consent_text": found.consent_text,
        "balancing_test": found.balancing_test,
        "ended": plain(found.ended),
        "not_stated": [name for name in _LISTS if getattr(found, name) is None],
    }


def provenance(found: Provenance | None) -> dict[str, Any] | None:
    """Where a record was read: the file with its SHA-256, and the cell of each value."""
    if found is None:
        return None
    source = found.source
    return {
        "file": source.file,
        "sheet": source.sheet,
        "row": found.row,
        "sha256": source.sha256,
        "cells": dict(found.cells),
    }


def full_term(found: Term, snapshot: Snapshot) -> dict[str, Any]:
    """A term in its own list, with who uses it and, where no list knows it, what it may be."""
    suggested = match(found.kind, found.label) if found.official is None else None
    return {
        "label": found.label,
        "term": found.official,
        "match": found.match.value,
        "suggestion": suggested.suggestion if suggested and suggested.kind is MatchKind.CLOSE else None,
        "score": suggested.score if suggested and suggested.kind is MatchKind.CLOSE else None,
        "defined": found.defined,
        "definition": found.definition,
        "special": found.special,
        "role": found.role.value if found.role else None,
        "country": found.country,
        "contract": found.contract,
        "safeguards": plain(found.safeguards),
        "remote_access": found.remote_access,
        "former": list(found.former),
        "used_by": list(snapshot.uses.get(found.id, ())),
    }


def holding(found: Holding, snapshot: Snapshot) -> dict[str, Any]:
    """A holding, with the retention that applies to it."""
    of = snapshot.entries[found.entry]
    gone = snapshot.destruction_of.get(found.id)
    return {
        "id": found.ref,
        "entry": of.ref,
        "activity": snapshot.activity_of(of).code,
        "category": snapshot.category_of(of).label,
        **{name: getattr(found, name) for name in ("label", "medium", "location", "reference", "event")},
        "event_date": plain(found.event_date),
        "quantity": found.quantity,
        "retention": reading(snapshot.retention_of(found)),
        "own_retention": found.retention is not None,
        **{name: plain(getattr(found, name)) for name in ("requested", "board_date", "board_decision")},
        **{
            name: plain(getattr(found, name))
            for name in ("hold_reason", "hold_owner", "hold_review", "state")
        },
        "destruction": gone.ref if gone else None,
        "destroyed_on": plain(gone.done_on) if gone else None,
    }


@lru_cache(maxsize=65536)
def due(found: "retention.Due") -> Mapping[str, Any]:
    """What is due, which many holdings share; `not_before` is the first day on which they may be destroyed."""
    return {
        "entry": found.entry,
        "activity": found.activity,
        "category": found.category,
        "event": found.event,
        "event_date": plain(found.event_date),
        "duty_on": plain(found.duty_on),
        "not_before": plain(_day_after(found.duty_on)),
        "destroy_by": plain(found.destroy_by),
        "status": found.status.value,
        "why": tr(found.why),
    }


def transfer(found: Transfer, snapshot: Snapshot) -> dict[str, Any]:
    """A transfer, with its recipient and grounds."""
    recipient = snapshot.terms[found.recipient]
    days = ("signed", "notified", "approved", "started", "ended")
    return {
        "id": found.ref,
        "recipient": term(recipient),
        "description": found.description,
        "abroad": found.abroad,
        "country": found.country or recipient.country,
        "purposes": [term(each) for each in snapshot.named(found.purposes)],
        "bases": [basis(each) for each in found.bases or ()],
        "instrument": found.instrument,
        "frequency": plain(found.frequency),
        **{name: plain(getattr(found, name)) for name in days},
        "times": found.times,
        "contract_type": plain(found.contract_type),
        "annex": [term(each) for each in snapshot.named(found.annex)],
        "modified": found.modified,
        **{name: plain(getattr(found, name)) for name in ("changed", "change_notified")},
        **{name: getattr(found, name) for name in ("risk_information", "remedies", "onward")},
        "onward_instrument": found.onward_instrument,
        "not_stated": [name for name in ("purposes", "bases", "annex") if getattr(found, name) is None],
    }


def record(found: Record) -> dict[str, Any]:
    """A record as it is, without its number."""
    return {name: value for name, value in fields(found).items() if name != "id"}


def fields(value: Value) -> dict[str, Any]:
    """Return the fields of a record or value as JSON holds them."""
    return {name: plain(getattr(value, name)) for name in type(value).model_fields}


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day is not None and day < date.max else None


def plain(value: Any) -> Any:
    """Return a value as JSON holds it."""
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Mapping():
            return {key: plain(each) for key, each in value.items()}
        case tuple() | list():
            return [plain(each) for each in value]
        case _:
            return value
