"""What VERBİS was told, as one canonical text: the same answers give the same bytes.

Per data category there is what its screens ask. None is an answer that was not given, or that was still open. The
periods "10 Yıl" and "120 Ay" are one answer; the words beside a number of years or months are no part of it.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from kvkkctl.text import Text, ranges
from kvkkctl.verbis.records import CategoryRoll, Rolled, RollUp, Screen, Unit, VerbisRetention
from kvkkctl.vocabulary import OTHER, TermKind, fold

Names = tuple[str, ...] | None
_MONTHS_IN_A_YEAR = 12
_VERSION = 1

SCREENS: Mapping[str, Screen] = {
    "processed": Screen.CATEGORIES,
    "labels": Screen.CATEGORIES,
    "purposes": Screen.PURPOSES,
    "recipients": Screen.RECIPIENTS,
    "retention": Screen.RETENTION,
    "subjects": Screen.SUBJECTS,
    "abroad": Screen.ABROAD,
    "measures": Screen.MEASURES,
}
"""The screen on which each field is asked; `measures` are asked once, all others for each data category."""


@dataclass(frozen=True, slots=True)
class Period:
    """A retention period as VERBİS takes it: a number of years or months, or words."""

    unit: Unit
    count: int | None
    text: str

    @property
    def key(self) -> object:
        """What two periods that are the same answer have in common."""
        if self.count is None:
            return fold(self.text)
        return self.count * (_MONTHS_IN_A_YEAR if self.unit is Unit.YEAR else 1)

    def __str__(self) -> str:
        return f"{self.unit.value}: {self.text}" if self.count is None else f"{self.count} {self.unit.value}"


@dataclass(frozen=True, slots=True)
class Told:
    """The answers about one data category; one that is not `processed` has no others."""

    no: int
    name: str
    processed: bool | None
    labels: Names = None
    purposes: Names = None
    recipients: Names = None
    retention: Period | None = None
    subjects: Names = None
    abroad: bool | None = None
    entries: str = ""


class Open(NamedTuple):
    """A point that was open when it was filed, in Turkish; `category` is None where it is about none of the 26."""

    what: str
    why: str
    entries: str
    screen: str
    category: int | None


@dataclass(frozen=True, slots=True)
class Notification:
    """All that VERBİS was told: the 26 categories in their order and the measures, and what was open then."""

    categories: tuple[Told, ...]
    measures: Names = None
    unresolved: tuple[Open, ...] = field(default=())


def notification(rolled: RollUp, render: Callable[[Text], str]) -> Notification:
    """Return the answers of a roll-up; `render` puts what is open into Turkish."""
    return Notification(
        categories=tuple(_told(category) for category in rolled.categories),
        measures=_names(rolled.measures),
        unresolved=tuple(
            Open(each.what, render(each.why), ranges(each.entries), each.screen.value, each.category)
            for each in rolled.unresolved
        ),
    )


def plain(told: Notification) -> dict[str, Any]:
    """Return a notification as plain values for JSON."""
    return {
        "categories": [asdict(each) for each in told.categories],
        "measures": told.measures,
        "unresolved": [each._asdict() for each in told.unresolved],
    }


def write(told: Notification) -> str:
    """Return the canonical text of a notification."""
    value = {"version": _VERSION, **plain(told)}
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(content: str) -> Notification:
    """Return the notification of a canonical text."""
    value = json.loads(content)
    return Notification(
        categories=tuple(_read_told(each) for each in value["categories"]),
        measures=_tuple(value["measures"]),
        unresolved=tuple(Open(**each) for each in value["unresolved"]),
    )


def _told(category: CategoryRoll) -> Told:
    if not category.processed:
        return Told(category.no, category.name, processed=False)
    return Told(
        no=category.no,
        name=category.name,
        processed=True,
        labels=_names(category.labels) if category.name == OTHER[TermKind.CATEGORY] else None,
        purposes=_names(category.purposes),
        recipients=() if category.transferred is False else _names(category.recipients),
        retention=_period(category.retention),
        subjects=_names(category.subjects),
        abroad=category.abroad,
        entries=ranges(category.entries),
    )


def _names(values: Iterable[Rolled]) -> Names:
    return tuple(value.name for value in values) or None


def _period(stated: VerbisRetention | None) -> Period | None:
    if stated is None:
        return None
    return Period(stated.unit, stated.count, stated.text if stated.count is None else "")


def _read_told(value: Mapping[str, Any]) -> Told:
    lists = {name: _tuple(value[name]) for name in ("labels", "purposes", "recipients", "subjects")}
    stated = value["retention"]
    period = stated and Period(Unit(stated["unit"]), stated["count"], stated["text"])
    return Told(**{**value, **lists, "retention": period})


def _tuple(values: Sequence[str] | None) -> Names:
    return None if values is None else tuple(values)
