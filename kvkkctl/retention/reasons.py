"""Why a phrase has no reading, or none with a length: the closed list of codes, and each in words."""

from collections.abc import Iterable
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from kvkkctl.text import Text

if TYPE_CHECKING:
    from kvkkctl.retention.tokens import Token


class Reason(StrEnum):
    """What a reading without a length, or no reading at all, comes from."""

    EMPTY = "empty"
    NO_PERIOD = "no_period"
    STATUTORY = "statutory"
    INDEFINITE = "indefinite"
    VAGUE = "vague"
    LEFTOVER = "leftover"
    NUMBER = "number"
    NUMBERS_DIFFER = "numbers_differ"
    LENGTHS_DIFFER = "lengths_differ"
    ZERO = "zero"
    TOO_LONG = "too_long"
    BACKWARDS = "backwards"
    CONFLICT = "conflict"
    BUSINESS_DAYS = "business_days"
    CALENDAR_UNIT = "calendar_unit"
    FIXED_DATE = "fixed_date"
    APPROXIMATE = "approximate"
    ALTERNATIVES = "alternatives"
    TWO_EVENTS = "two_events"
    TWO_PERIODS = "two_periods"
    ADDED_UP = "added_up"
    TWO_STARTS = "two_starts"
    BEFORE_EVENT = "before_event"
    WHICH_START = "which_start"
    UNKNOWN_LENGTH = "unknown_length"
    DESTRUCTION_INTERVAL = "destruction_interval"
    RECURRENCE = "recurrence"
    IMMEDIATE = "immediate"
    MIXED = "mixed"
    LINES = "lines"
    GLOSS = "gloss"


class PhraseError(Exception):
    """A phrase cannot be read: the code, the words that it lies in, and their tokens (`where`, if not the same)."""

    def __init__(
        self, reason: Reason, words: "Iterable[Token]" = (), where: "Iterable[Token] | None" = None
    ) -> None:
        # what only shows readings takes no phrase apart
        from kvkkctl.retention.tokens import written

        super().__init__(reason)
        said = tuple(words)
        self.reason = reason
        self.words = written(said)
        self.tokens = said if where is None else tuple(where)


SENTENCES = MappingProxyType(
    {
        Reason.EMPTY: Text("No retention is stated."),
        Reason.NO_PERIOD: Text("It says from when the time is counted, but not how long."),
        Reason.STATUTORY: Text(
            "It refers to the law without a length: look up the period and write it down."
        ),
        Reason.INDEFINITE: Text("It sets no end: Law 6698 art. 4/2-d wants one."),
        Reason.VAGUE: Text("It names no length that a calendar could count: state a period and an event."),
        Reason.LEFTOVER: Text("“{words}” was not understood."),
        Reason.NUMBER: Text("“{words}” is a number without a unit of time after it."),
        Reason.NUMBERS_DIFFER: Text("“{words}” gives two different numbers."),
        Reason.LENGTHS_DIFFER: Text(
            "“{words}” in brackets does not end on the same day as the length in front of it: state one of them."
        ),
        Reason.ZERO: Text("“{words}” is no length of time."),
        Reason.TOO_LONG: Text("“{words}” is longer than 101 years, more likely a slip than a period."),
        Reason.BACKWARDS: Text("“{words}” does not go from the shorter to the longer period."),
        Reason.CONFLICT: Text("“{words}” is limited from above and from below at once."),
        Reason.BUSINESS_DAYS: Text("“{words}” counts business days; retention is counted in calendar time."),
        Reason.CALENDAR_UNIT: Text(
            "“{words}” may be whole units of the calendar, or as long a time from any day: say from the end of which "
            "year it counts, or leave the word “takvim” out."
        ),
        Reason.FIXED_DATE: Text(
            "“{words}” is a date and no period: state how long data is kept, and from which event."
        ),
        Reason.APPROXIMATE: Text("“{words}” is not exact: state the period that holds."),
        Reason.ALTERNATIVES: Text("“{words}” leaves open which of two things holds."),
        Reason.TWO_EVENTS: Text("“{words}” names more than one event to count from."),
        Reason.TWO_PERIODS: Text("It has two lengths or ends, and does not say how they belong together."),
        Reason.ADDED_UP: Text(
            "“{words}” may be one length in two parts, or a length and what it can be extended by: state the whole."
        ),
        Reason.TWO_STARTS: Text(
            "It counts from an event, but {words} counts from the end of the calendar year."
        ),
        Reason.BEFORE_EVENT: Text("“{words}” counts back from an event that is still to come."),
        Reason.WHICH_START: Text("“{words}” is not the start of the next year or the end of this one."),
        Reason.UNKNOWN_LENGTH: Text("“{words}” rests on a length that is not stated here."),
        Reason.DESTRUCTION_INTERVAL: Text(
            "“{words}” is about when data is destroyed, not how long it is kept."
        ),
        Reason.RECURRENCE: Text("“{words}” says how often something is done, not how long data is kept."),
        Reason.IMMEDIATE: Text("“{words}” asks for destruction at once, which is not a period of keeping."),
        Reason.MIXED: Text("Parts of it state a period and parts do not: which of them holds is not said."),
        Reason.LINES: Text("Its lines mean one thing read apart and another read together."),
        Reason.GLOSS: Text("“{words}” does not say in English what the rest says in Turkish."),
    }
)
