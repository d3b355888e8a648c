"""What a roll-up is made of: the values that VERBİS asks for, each with the entries that gave it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from kvkkctl.models import Entry
from kvkkctl.snapshot import Provenance
from kvkkctl.text import Text

Refs = tuple[str, ...]


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
    """Why a value is open, and because of which entries; no `what` where it is the whole category."""

    why: Text
    entries: Refs
    what: str | None = None


class Unresolved(NamedTuple):
    """A question that a person has to answer before the notification is sent.

    `category` is the number of the VERBİS category, None where the question belongs to none of the 26.
    """

    what: str
    why: Text
    entries: Refs
    screen: Screen
    category: int | None = None


class RollUp(NamedTuple):
    """A whole notification: the 26 categories in their order, the controller's measures, and what is open.

    `origins` says where each entry was read, for the entries that were imported.
    """

    categories: tuple[CategoryRoll, ...]
    measures: tuple[Rolled, ...]
    unresolved: tuple[Unresolved, ...]
    origins: Mapping[str, Provenance] = MappingProxyType({})

    @property
    def unplaced(self) -> Refs:
        """The entries in none of the 26 categories; while there are any, no undertaking is safe."""
        placed = {ref for category in self.categories for ref in category.entries}
        asked = (question for question in self.unresolved if question.screen is Screen.CATEGORIES)
        return tuple(ref for question in asked for ref in question.entries if ref not in placed)


def refs(entries: Iterable[Entry]) -> Refs:
    """Return the short names of entries, each once, in the order of their numbers."""
    return tuple(f"{Entry.mark}{number}" for number in sorted({entry.id for entry in entries}))
