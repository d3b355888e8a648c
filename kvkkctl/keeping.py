"""What is kept under an entry, what became of it, and what somebody verified or decided about it."""

from typing import ClassVar

from kvkkctl.kinds import DestructionMethod, HoldingState, ResolvedField
from kvkkctl.origin import Origin
from kvkkctl.record import Day, Record, Words


class Holding(Record):
    """A dated body of records kept under an entry.

    `requested` is the day on which a data subject asked for its erasure; `board_date` the last day that the Board gave
    for its destruction, in the decision `board_decision`.
    """

    mark: ClassVar[str] = "H"
    kind_name: ClassVar[str] = "holding"

    entry: int
    label: Words
    medium: Words | None = None
    location: Words | None = None
    reference: Words | None = None
    event: Words | None = None
    event_date: Day | None = None
    quantity: Words | None = None
    retention: int | None = None
    requested: Day | None = None
    board_date: Day | None = None
    board_decision: Words | None = None
    hold_reason: Words | None = None
    hold_owner: Words | None = None
    hold_review: Day | None = None
    state: HoldingState = HoldingState.KEPT
    origin: Origin | None = None


class DestructionRun(Record):
    """A periodic destruction: the day it is for, the day its work list was first drawn up, and what is on that."""

    mark: ClassVar[str] = "P"
    kind_name: ClassVar[str] = "run"

    day: Day
    opened: Day
    holdings: tuple[int, ...] = ()


class Destruction(Record):
    """The record of one destruction (destruction regulation art. 7/3); it names records, never people concerned.

    `duty_on` and `destroy_by` are the dates as they stood when it was recorded. `reason` says why where a data subject
    asked; `forced` why it was recorded although the records were held or not due.
    """

    mark: ClassVar[str] = "D"
    kind_name: ClassVar[str] = "destruction"

    holding: int
    run: int | None = None
    done_on: Day
    method: DestructionMethod
    technique: Words | None = None
    done_by: Words | None = None
    approved_by: Words | None = None
    reference: Words | None = None
    reason: Words | None = None
    forced: Words | None = None
    duty_on: Day | None = None
    destroy_by: Day | None = None


class Confirmation(Record):
    """A statutory retention period of doubtful source that somebody verified, so that it may be applied."""

    mark: ClassVar[str] = "C"
    kind_name: ClassVar[str] = "confirmation"

    statute: Words
    source: Words
    confirmed_by: Words
    confirmed_on: Day


class Resolution(Record):
    """What a person decided where the inventory leaves an answer open that VERBİS asks of a data category.

    `category` is the official name; `value` is "10 Yıl", "18 Ay" or "Diğer: …" for a retention, "yes" or "no" for
    abroad, "complete" for recipients, "no" for processed. `grounds` are the values that it chose between: once they
    have changed, it no longer holds.
    """

    mark: ClassVar[str] = "V"
    kind_name: ClassVar[str] = "resolution"

    category: Words
    field: ResolvedField
    value: Words
    reason: Words
    decided_by: Words
    decided_on: Day
    grounds: tuple[Words, ...] = ()
