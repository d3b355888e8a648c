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


class ContractType(StrEnum):
    """Which of the four standard contracts was signed, by the roles of the two sides (Board 2024/959)."""

    CONTROLLER_TO_CONTROLLER = "controller_to_controller"
    CONTROLLER_TO_PROCESSOR = "controller_to_processor"
    PROCESSOR_TO_PROCESSOR = "processor_to_processor"
    PROCESSOR_TO_CONTROLLER = "processor_to_controller"


class Safeguard(StrEnum):
    """What the Board asks for where data of a special nature are processed (Board 2018/10).

    `TWO_FACTOR` is that part of the electronic safeguards which access from afar needs.
    """

    POLICY = "policy"
    STAFF = "staff"
    ELECTRONIC = "electronic"
    PHYSICAL = "physical"
    TRANSFER = "transfer"
    TWO_FACTOR = "two_factor"


class RetentionReason(StrEnum):
    """The criteria by which a retention is set where no statute sets it (registry regulation art. 9/4, a to f)."""

    CUSTOM = "custom"
    RELATIONSHIP = "relationship"
    INTEREST = "interest"
    RISK = "risk"
    ACCURACY = "accuracy"
    DUTY = "duty"
    LIMITATION = "limitation"


class DestructionMethod(StrEnum):
    """How data was destroyed (destruction regulation art. 8-10)."""

    ERASURE = "erasure"
    DESTRUCTION = "destruction"
    ANONYMISATION = "anonymisation"


class ResolvedField(StrEnum):
    """The answers to VERBİS that a person may decide where the inventory leaves them open."""

    RETENTION = "retention"
    ABROAD = "abroad"
    RECIPIENTS = "recipients"
    PROCESSED = "processed"
