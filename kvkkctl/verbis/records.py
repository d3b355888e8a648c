"""What a roll-up is made of: the values that VERBİS asks for, each with the entries that gave it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from kvkkctl.models import Entry, Resolution, ResolvedField, Retention
from kvkkctl.snapshot import Provenance
from kvkkctl.text import Text

Refs = tuple[str, ...]
Stated = tuple[Entry, Retention | None]


class Screen(StrEnum):
    """The screens of a VERBİS notification, in their order."""

    CATEGORIES = "categories"
    PURPOSES = "purposes"
    RECIPIENTS = "recipients"
    RETENTION = "retention"
    SUBJECTS = "subjects"
    ABROAD = "abroad"
    MEASURES = "measures"

    @property
    def no(self) -> int:
        """The place of the screen, from 1."""
        return list(Screen).index(self) + 1


SCREEN_OF: Mapping[ResolvedField, Screen] = {
    ResolvedField.RETENTION: Screen.RETENTION,
    ResolvedField.ABROAD: Screen.ABROAD,
    ResolvedField.RECIPIENTS: Screen.RECIPIENTS,
    ResolvedField.PROCESSED: Screen.CATEGORIES,
}
"""The screen that asks for what a person may decide."""


class Unit(StrEnum):
    """What VERBİS takes for a retention period: a number of years, a number of months, or words."""

    YEAR = "Yıl"
    MONTH = "Ay"
    OTHER = "Diğer"


class Rolled(NamedTuple):
    """A value to tick, or to type beside "Diğer", with its number in the VERBİS list."""

    name: str
    no: int
    entries: Refs


@dataclass(frozen=True, slots=True)
class VerbisRetention:
    """The longest retention of a data category, and what its entries say; no `count` for `Unit.OTHER`."""

    unit: Unit
    count: int | None
    text: str
    entries: Refs


class CategoryRoll(NamedTuple):
    """Everything VERBİS asks about one data category.

    `abroad` and `transferred` (to any recipient at all) are None where entries that could change the answer
    do not state it. `labels` are the organisation's own categories under "Diğer Bilgiler". A category that
    is not `processed` has no values: VERBİS takes the undertaking that it is not.
    """

    no: int
    name: str
    processed: bool
    purposes: tuple[Rolled, ...]
    recipients: tuple[Rolled, ...]
    subjects: tuple[Rolled, ...]
    abroad: bool | None
    retention: VerbisRetention | None
    entries: Refs
    special: bool | None
    transferred: bool | None
    labels: tuple[Rolled, ...]
    abroad_entries: Refs


class Doubt(NamedTuple):
    """Why a value is open, and because of which entries; no `what` where it is the whole category.

    `fix` is the command that closes the question, `settles` the answer that a person may decide instead.
    """

    why: Text
    entries: Refs
    what: str | None = None
    fix: str = ""
    settles: ResolvedField | None = None


class Unresolved(NamedTuple):
    """A question that a person has to answer before the notification is sent.

    `category` is the number of the VERBİS category, None where the question belongs to none of the 26; `fix` is the
    command that closes it, `settles` the answer that a person may decide.
    """

    what: str
    why: Text
    entries: Refs
    screen: Screen
    category: int | None = None
    fix: str = ""
    settles: ResolvedField | None = None
    category_name: str = ""


class Asked(NamedTuple):
    """A question with all data categories that it is about, by name, and all of their entries."""

    question: Unresolved
    categories: tuple[str, ...]
    entries: Refs


def asked_once(questions: Iterable[Unresolved]) -> tuple[Asked, ...]:
    """Return questions as a person answers them: one that one command closes everywhere is asked once."""
    found: dict[object, list[Unresolved]] = {}
    for each in questions:
        found.setdefault((each.screen, each.what, each.why, each.fix), []).append(each)
    return tuple(
        Asked(
            same[0],
            tuple(dict.fromkeys(each.category_name for each in same if each.category)),
            tuple(dict.fromkeys(ref for each in same for ref in each.entries)),
        )
        for same in found.values()
    )


class Choice(NamedTuple):
    """An answer that a person may decide, and the values that it is between."""

    category: str
    field: ResolvedField
    grounds: tuple[str, ...]


class Standing(StrEnum):
    """Whether a decision counts: its question is open as it was, or it changed, or it is answered by itself."""

    APPLIED = "applied"
    STALE = "stale"
    UNNEEDED = "unneeded"


class Decision(NamedTuple):
    """What a person decided, and why it does not count where it does not."""

    resolution: Resolution
    standing: Standing
    why: Text | None

    @property
    def applied(self) -> bool:
        """Whether the roll-up holds the person's answer."""
        return self.standing is Standing.APPLIED


class LeftOut(NamedTuple):
    """An activity that need not be notified (Law 6698 art. 28/2), and its entries."""

    activity: str
    name: str
    exemption: str
    entries: Refs


class RollUp(NamedTuple):
    """A whole notification: the 26 categories in their order, the controller's measures, and what is open.

    `origins` says where each entry was read, for the entries that were imported; `left_out` are the exempt activities,
    `choices` the answers that a person may decide, `decisions` those that were decided.
    """

    categories: tuple[CategoryRoll, ...]
    measures: tuple[Rolled, ...]
    unresolved: tuple[Unresolved, ...]
    origins: Mapping[str, Provenance] = MappingProxyType({})
    left_out: tuple[LeftOut, ...] = ()
    choices: tuple[Choice, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def unplaced(self) -> Refs:
        """The entries in none of the 26 categories; while there are any, no undertaking is safe."""
        placed = {ref for category in self.categories for ref in category.entries}
        asked = (question for question in self.unresolved if question.screen is Screen.CATEGORIES)
        return tuple(ref for question in asked for ref in question.entries if ref not in placed)

    @property
    def decided(self) -> Mapping[tuple[str, ResolvedField], Resolution]:
        """The decisions that are applied, by category and field."""
        return {
            (each.resolution.category, each.resolution.field): each.resolution
            for each in self.decisions
            if each.applied
        }


def refs(entries: Iterable[Entry]) -> Refs:
    """Return the short names of entries, each once, in the order of their numbers."""
    return tuple(f"{Entry.mark}{number}" for number in sorted({entry.id for entry in entries}))
