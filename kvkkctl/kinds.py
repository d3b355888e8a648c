"""The closed choices that records are made of."""

from enum import StrEnum


class RetentionKind(StrEnum):
    """What kind of statement a retention phrase makes."""

    BOUNDED = "bounded"
    EVENT_ONLY = "event_only"
    STATUTORY = "statutory"
    INDEFINITE = "indefinite"
    UNREADABLE = "unreadable"
    MISSING = "missing"


class Bound(StrEnum):
    """How a period limits."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Anchor(StrEnum):
    """Where a period starts: the day of the event, or the end of its calendar year."""

    EVENT = "event"
    YEAR_END = "year_end"


class ControllerKind(StrEnum):
    """Who the controller is, as far as rules differ."""

    PRIVATE = "private"
    PUBLIC = "public"
    NGO = "ngo"
    PROFESSIONAL = "professional"


class RecipientRole(StrEnum):
    """What a recipient is to the data."""

    CONTROLLER = "controller"
    PROCESSOR = "processor"
    AUTHORITY = "authority"


class Frequency(StrEnum):
    """Whether a transfer is occasional (arızi) or goes on."""

    OCCASIONAL = "occasional"
    RECURRING = "recurring"


class HoldingState(StrEnum):
    """Whether a body of records still exists."""

    KEPT = "kept"
    DESTROYED = "destroyed"


class DestructionMethod(StrEnum):
    """How data was destroyed (destruction regulation art. 8-10)."""

    ERASURE = "erasure"
    DESTRUCTION = "destruction"
    ANONYMISATION = "anonymisation"
