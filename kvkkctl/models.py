"""The records of a register.

All are frozen. In a list of terms, None means that nothing is stated and ``()`` that "none" is stated; in a flag, None
means not stated. Records point at each other by number; what a person sees (``E42``, ``H7``) is `Record.ref`.
"""

from typing import ClassVar

from kvkkctl.filed import ChangeDate as ChangeDate
from kvkkctl.filed import Filing as Filing
from kvkkctl.keeping import Confirmation as Confirmation
from kvkkctl.keeping import Destruction as Destruction
from kvkkctl.keeping import DestructionRun as DestructionRun
from kvkkctl.keeping import Holding as Holding
from kvkkctl.keeping import Resolution as Resolution
from kvkkctl.kinds import Anchor as Anchor
from kvkkctl.kinds import Bound as Bound
from kvkkctl.kinds import ContractType as ContractType
from kvkkctl.kinds import ControllerKind as ControllerKind
from kvkkctl.kinds import DestructionMethod as DestructionMethod
from kvkkctl.kinds import Frequency as Frequency
from kvkkctl.kinds import HoldingState as HoldingState
from kvkkctl.kinds import RecipientRole as RecipientRole
from kvkkctl.kinds import ResolvedField as ResolvedField
from kvkkctl.kinds import RetentionKind as RetentionKind
from kvkkctl.kinds import RetentionReason as RetentionReason
from kvkkctl.kinds import Safeguard as Safeguard
from kvkkctl.origin import Origin as Origin
from kvkkctl.origin import SheetColumn as SheetColumn
from kvkkctl.origin import SourceSheet as SourceSheet
from kvkkctl.record import Count, Day, Words
from kvkkctl.record import Record as Record
from kvkkctl.record import Value as Value
from kvkkctl.vocabulary import MatchKind, TermKind

Ids = tuple[int, ...] | None


class Controller(Record):
    """Who decides about the data; one per register.

    `policy_items` are the letters of what the retention and destruction policy covers (destruction regulation
    art. 6/1); `special_policy`, `breach_plan` and `audited` are days: of the policy on special categories, of the plan
    for data breaches, of the last audit. `address_no` is the number of the address in the national address register.
    """

    kind_name: ClassVar[str] = "controller"

    id: int = 1
    title: Words | None = None
    kind: ControllerKind | None = None
    address: Words | None = None
    address_no: Words | None = None
    phone: Words | None = None
    email: Words | None = None
    kep: Words | None = None
    tax_no: Words | None = None
    tax_office: Words | None = None
    mersis: Words | None = None
    website: Words | None = None
    contact_person: Words | None = None
    representative: Words | None = None
    representative_decision: Words | None = None
    resident: bool | None = None
    country: Words | None = None
    sector: Words | None = None
    employees: Count | None = None
    balance: Count | None = None
    special_main_activity: bool | None = None
    exemption: Words | None = None
    obliged_since: Day | None = None
    verbis_registered_on: Day | None = None
    policy_date: Day | None = None
    policy_items: tuple[str, ...] | None = None
    destruction_runs: tuple[str, ...] | None = None
    special_policy: Day | None = None
    breach_plan: Day | None = None
    audited: Day | None = None
    secrecy_bound: bool | None = None

    @property
    def ref(self) -> str:
        """There is only one."""
        return "controller"


class Term(Record):
    """A word of one of the five lists, as the organisation writes it, and what it maps to.

    `defined` is set where the organisation lists the term itself; `special` answers what the official term leaves open.
    `former` are labels that stand for it in older files: its own, and those of terms that were merged into it. A
    category may say which `safeguards` of the Board it has, and whether there is `remote_access` to it.
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
    safeguards: tuple[Safeguard, ...] | None = None
    remote_access: bool | None = None
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
    retention periods that it is held against. `retention_reasons` say by which criteria its retention was set;
    `consent_text` and `balancing_test` are where the text of its consent and the test of its interests are found.
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
    retention_reasons: tuple[RetentionReason, ...] = ()
    consent_text: Words | None = None
    balancing_test: Words | None = None
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
    """A passing on of data to a recipient, at home or abroad.

    `times` is how often it took place within twelve months. Of a standard contract `contract_type` says which of the
    four it is, `annex` which data categories its annex names, `modified` whether its text was changed, `changed` when
    its parties or content last did, and `change_notified` when that was notified. `risk_information`
    and `remedies` are where it is written what people were told, and how their rights are protected there. `onward` is
    who passes the data on to whom, `onward_instrument` what that rests on.
    """

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
    times: Count | None = None
    contract_type: ContractType | None = None
    annex: Ids = None
    modified: bool | None = None
    changed: Day | None = None
    change_notified: Day | None = None
    risk_information: Words | None = None
    remedies: Words | None = None
    onward: Words | None = None
    onward_instrument: str | None = None
    origin: Origin | None = None


class Acceptance(Record):
    """A gap that somebody accepts: what a rule finds at a record, why it stays, until when, and who says so.

    `kind` and `number` find the record whatever it is called by then; `record` is its short name of that day. It holds
    up to and on the day `until`.
    """

    mark: ClassVar[str] = "G"
    kind_name: ClassVar[str] = "acceptance"

    rule: Words
    kind: Words
    number: int
    record: Words
    reason: Words
    until: Day
    accepted_by: Words
    accepted_on: Day
