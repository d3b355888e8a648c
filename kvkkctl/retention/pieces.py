"""What the tokens of a phrase are put together to, before the pieces are put together to limbs."""

from dataclasses import dataclass, field

from kvkkctl.law.period import Period
from kvkkctl.models import Anchor, Bound, RetentionKind
from kvkkctl.retention.reasons import Reason
from kvkkctl.retention.tokens import Token


@dataclass(frozen=True, slots=True)
class _Worded:
    """A piece and the tokens that it was made of."""

    words: tuple[Token, ...] = field(default=(), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Span(_Worded):
    """A length: one limit, or the two of a range. `calendar` marks one in years of the calendar ("10 takvim yılı")."""

    limits: tuple[tuple[Bound, Period], ...]
    calendar: bool = False

    def lasts_as_long_as(self, other: "Span") -> bool:
        """Say whether another length has the same bounds and ends on the same day from any start ("12 ay", "1 yıl")."""
        mine, others = ([_measured(*limit) for limit in each.limits] for each in (self, other))
        return self.calendar is other.calendar and mine == others


def _measured(bound: Bound, period: Period) -> tuple[Bound, int, int, int]:
    days, hours = divmod(period.hours, 24)
    return bound, period.total_months, period.weeks * 7 + period.days + days, hours


@dataclass(frozen=True, slots=True)
class Event(_Worded):
    """From when a length is counted. `code` is None where only the calendar year says when.

    `bare` marks an end whose subject stands elsewhere ("sona ermesinden itibaren").
    """

    text: str
    code: str | None
    anchor: Anchor = Anchor.EVENT
    bare: bool = False


@dataclass(frozen=True, slots=True)
class While(_Worded):
    """How long something goes on, or until when: the event is its end."""

    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Condition(_Worded):
    """When, or for which records, a limb holds."""

    text: str


@dataclass(frozen=True, slots=True)
class Law(_Worded):
    """What a limb rests on. `leads` marks words that stand before their limb ("… uyarınca")."""

    text: str
    year_end: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Open(_Worded):
    """A length without a number: the law's, a vague one, or none at all.

    `ended` where only its end is spoken of, `summed` where a number is added to it.
    """

    text: str
    kind: RetentionKind
    reason: Reason
    ended: bool = False
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Limit(_Worded):
    """A bound word by itself ("azami")."""

    bound: Bound


@dataclass(frozen=True, slots=True)
class Longer(_Worded):
    """Longer than what was named before ("… varsa daha uzun")."""


@dataclass(frozen=True, slots=True)
class Afterwards(_Worded):
    """After what was named before ("… ve sonrasında")."""


@dataclass(frozen=True, slots=True)
class Plus(_Worded):
    """A plus sign between what goes on and a length."""


@dataclass(frozen=True, slots=True)
class Gap(_Worded):
    """A comma, a dash, or an "and", which `joins`."""

    joins: bool = False


@dataclass(frozen=True, slots=True)
class Remark(_Worded):
    """What stands in brackets."""

    pieces: tuple["Piece", ...]


Piece = Span | Event | While | Condition | Law | Open | Limit | Longer | Afterwards | Plus | Gap | Remark
