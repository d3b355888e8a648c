"""What the tokens of a phrase are put together to, before the pieces are put together to limbs."""

from dataclasses import dataclass

from kvkkctl.law.period import Period
from kvkkctl.models import Anchor, Bound, RetentionKind
from kvkkctl.retention.reasons import Reason


@dataclass(frozen=True, slots=True)
class Span:
    """A length: one limit, or the two of a range."""

    limits: tuple[tuple[Bound, Period], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """From when a length is counted. `code` is None where only the calendar year says when.

    `bare` marks an end whose subject stands elsewhere ("sona ermesinden itibaren").
    """

    text: str
    code: str | None
    anchor: Anchor = Anchor.EVENT
    bare: bool = False


@dataclass(frozen=True, slots=True)
class While:
    """How long something goes on, or until when: the event is its end."""

    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Condition:
    """When, or for which records, a limb holds."""

    text: str


@dataclass(frozen=True, slots=True)
class Law:
    """What a limb rests on. `leads` marks words that stand before their limb ("… uyarınca")."""

    text: str
    year_end: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """A length without a number: the law's, a vague one, or none at all. `ended` where only its end is spoken of."""

    text: str
    kind: RetentionKind
    reason: Reason
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound word by itself ("azami")."""

    bound: Bound


@dataclass(frozen=True, slots=True)
class Afterwards:
    """After what was named before ("… ve sonrasında")."""


@dataclass(frozen=True, slots=True)
class Plus:
    """A plus sign between what goes on and a length."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A comma, a dash, or an "and", which `joins`."""

    joins: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands in brackets."""

    pieces: tuple["Piece", ...]


Piece = Span | Event | While | Condition | Law | Open | Limit | Afterwards | Plus | Gap | Remark
