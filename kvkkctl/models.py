"""The records of a register.

All are frozen. In a list of terms, None means that nothing is stated and ``()`` that "none" is stated; in a flag, None
means not stated. Records point at each other by number; what a person sees (``E42``, ``H7``) is `Record.ref`.
"""

from typing import ClassVar

from kvkkctl.kinds import Anchor as Anchor
from kvkkctl.kinds import Bound as Bound
from kvkkctl.kinds import ControllerKind as ControllerKind
from kvkkctl.kinds import DestructionMethod as DestructionMethod
from kvkkctl.kinds import Frequency as Frequency
from kvkkctl.kinds import HoldingState as HoldingState
from kvkkctl.kinds import RecipientRole as RecipientRole
from kvkkctl.kinds import RetentionKind as RetentionKind
from kvkkctl.record import Count, Day, Words
from kvkkctl.record import Record as Record
from kvkkctl.record import Value as Value
from kvkkctl.vocabulary import MatchKind, TermKind

Ids = tuple[int, ...] | None


class Origin(Value):
    """Where a record was read: the number of the `SourceSheet`, and the row as Excel counts it.

    `joined` names the cells of other sheets that were read with it: ``retention=Süreler!C7``, one a line.
    """

    source: int
    row: int
    joined: str | None = None


class SheetColumn(Value):
    """A column of a sheet that was read: the field it filled, and its letter."""

    field: str
    letter: str


class SourceSheet(Record):
    """A sheet of a file that records were read from; `sha256` is that of the whole file, in hexadecimal digits."""

    mark: ClassVar[str] = "S"
    kind_name: ClassVar[str] = "source_sheet"

    file: str
    sha256: str | None = None
    sheet: str
    columns: tuple[SheetColumn, ...] = ()


class Controller(Record):
    """Who decides about the data; one per register."""

    kind_name: ClassVar[str] = "controller"

    id: int = 1
    title: Words | None = None
    kind: ControllerKind | None = None
    address: Words | None = None
    phone: Words | None = None
    email: Words | None = None
    kep: Words | None = None
    tax_no: Words | None = None
    mersis: Words | None = None
    website: Words | None = None
    contact_person: Words | None = None
    representative: Words | None = None
    resident: bool | None = None
    sector: Words | None = None
    employees: Count | None = None
    balance: Count | None = None
    special_main_activity: bool | None = None
    exemption: Words | None = None
    obliged_since: Day | None = None
    verbis_registered_on: Day | None = None
    policy_date: Day | None = None
    destruction_runs: tuple[str, ...] | None = None
    secrecy_bound: bool | None = None

    @property
    def ref(self) -> str:
        """There is only one."""
        return "controller"


class Term(Record):
    """A word of one of the five lists, as the organisation writes it, and what it maps to.

    `defined` is set where the organisation lists the term itself; `special` answers what the official term leaves open.
    `former` are labels that stand for it in older files: its own, and those of terms that were merged into it.
    """

    kind_name: ClassVar[str] = "term"

    kind: TermKind
    label: Words
    official: str | None = None
    match: MatchKind = MatchKind.NONE
    special: bool | None = None
    defined: bool = False
    definition: Words | None = None
    role: RecipientRole | None = None
    country: Words | None = None
    contract: Words | None = None
    former: tuple[Words, ...] = ()

    @property
    def ref(self) -> str:
        """A term is known by its list and label."""
        return f"{self.kind}:{self.label}"


class Activity(Record):
    """A processing activity: what a department does with personal data."""

    kind_name: ClassVar[str] = "activity"

    code: Words
    name: Words
    department: Words | None = None
    process: Words | None = None
    description: Words | None = None
    source: Words | None = None
    collection_method: Words | None = None
    medium: Words | None = None
    exemption: Words | None = None
    started: Day | None = None
    ended: Day | None = None
    reviewed: Day | None = None

    @property
    def ref(self) -> str:
        """Activities have codes of the organisation's own."""
        return self.code


class StatedBasis(Value):
    """A legal basis as it stands in the inventory; `code` is None where the words do not say which one it is."""

    label: Words
    code: str | None = None
    law: Words | None = None
    article: Words | None = None


class Entry(Record):
    """One data category inside one processing activity: what a row of the inventory states.

    `ended` is the first day on which it is processed no more; what is kept of it still has to be destroyed.
    `method` is how it is to be destroyed, in the organisation's words, and `statutes` are the ids of the statutory
    retention periods that it is held against.
    """

    mark: ClassVar[str] = "E"
    kind_name: ClassVar[str] = "entry"

    activity: int
    category: int
    items: tuple[str, ...] | None = None
    purposes: Ids = None
    subjects: Ids = None
    bases: tuple[StatedBasis, ...] | None = None
    recipients: Ids = None
    abroad: bool | None = None
    retention: int | None = None
    method: Words | None = None
    measures: Ids = None
    statutes: tuple[Words, ...] = ()
    ended: Day | None = None
    origin: Origin | None = None


class RetentionTerm(Value):
    """One limb of a retention phrase: so long, from then, if, because."""

    period: str | None = None
    bound: Bound = Bound.EXACT
    anchor: Anchor = Anchor.EVENT
    event: str | None = None
    event_text: str | None = None
    condition: str | None = None
    law: str | None = None


class Reading(Value):
    """What a retention phrase was understood to say. `reason` is a code that `kvkkctl.retention` puts into words."""

    text: str
    kind: RetentionKind
    terms: tuple[RetentionTerm, ...] = ()
    maximum: str | None = None
    reason: str | None = None


class Retention(Record):
    """A distinct retention phrase of the register, with its reading."""

    mark: ClassVar[str] = "R"
    kind_name: ClassVar[str] = "retention"

    text: str
    kind: RetentionKind
    terms: tuple[RetentionTerm, ...] = ()
    maximum: str | None = None
    reason: str | None = None
    read_by_person: bool = False

    @property
    def reading(self) -> Reading:
        """The reading alone."""
        return Reading.model_construct(**{name: getattr(self, name) for name in Reading.model_fields})


class Transfer(Record):
    """A passing on of data to a recipient, at home or abroad."""

    mark: ClassVar[str] = "T"
    kind_name: ClassVar[str] = "transfer"

    recipient: int
    description: Words | None = None
    abroad: bool | None = None
    country: Words | None = None
    purposes: Ids = None
    bases: tuple[StatedBasis, ...] | None = None
    instrument: str | None = None
    frequency: Frequency | None = None
    signed: Day | None = None
    notified: Day | None = None
    approved: Day | None = None
    started: Day | None = None
    ended: Day | None = None
    origin: Origin | None = None


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
