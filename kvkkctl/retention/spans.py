"""Lengths of time: ``10 yıl``, ``1 yıl 6 ay``, ``1,5 yıl``, ``6 ay - 2 yıl``, ``en az 1, en fazla 2 yıl``.

::

    span     = bound quantity [unit] [","|"ve"|"-"] bound length      a range, both ends named
             | (quantity|length) ("-"|"ila"|"ile") length ["arası"]   a range
             | measure "az" [","|"ve"] measure "fazla" "olmamak"      a range, as in Law 5651 art. 5/3
             | length [limit]
    length   = measure { ["+"] measure }                              units from long to short
    measure  = quantity ["takvim"] unit
    quantity = number ["buçuk" | ",5"] | "yarım"
    limit    = "içinde" | "ile sınırlı" | "yıla" "kadar" | "yılı" "aşmamak" | "yıldan" "az|fazla" "olmamak"
             | "yıldan" "az|fazla" ["süre"] "saklanmaz" | "yıldan" "önce" "silinmez" | "dolmadan" "silinmez"

Half a year is six months and half a month fifteen days (TBK 6098 art. 92). A span that could be meant otherwise
("10 yıl kadar", about ten years) raises PhraseError.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kvkkctl.law.period import Period
from kvkkctl.models import Bound
from kvkkctl.retention.negations import LESS_OR_MORE, negated
from kvkkctl.retention.numbers import number
from kvkkctl.retention.pieces import Span
from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.tokens import Token, Words, spelt, word_set
from kvkkctl.retention.units import UNITS, Case, read_unit, recurs

# The longest period of Turkish retention law; the state's file plans keep some for 101; more is a slip of the pen.
LONGEST_OF_LAW = 40
LONGEST_YEARS = 101
_DAYS_IN_A_YEAR = 365
_MONTHS_IN_A_YEAR = 12
_LONGEST = LONGEST_YEARS * _DAYS_IN_A_YEAR * _MONTHS_IN_A_YEAR


_OPEN_ENDED = {Case.BARE, Case.PLAIN}
# how many of a unit make one of a longer one, or more
_FEWER_THAN = {
    ("years", "months"): 12,
    ("years", "weeks"): 52,
    ("years", "days"): 365,
    ("years", "hours"): 8760,
    ("months", "weeks"): 4,
    ("months", "days"): 30,
    ("months", "hours"): 672,
    ("weeks", "days"): 7,
    ("weeks", "hours"): 168,
    ("days", "hours"): 24,
}
_HALF = {"years": ("months", 6), "months": ("days", 15)}
_BOUNDS = Words(
    dict.fromkeys(("en az", "asgari", "minimum", "min"), Bound.AT_LEAST)
    | dict.fromkeys(
        ("en fazla", "en çok", "en geç", "en uzun", "azami", "maksimum", "maks", "maximum", "max"),
        Bound.AT_MOST,
    )
)
_BETWEEN = Words({"-": True, "ila": True, "ile": True})
_JOINED = Words({",": True, "ve": True, "-": True})
_RANGE_END = word_set("arası arasında aralığında arasıdır")
_WITHIN = word_set("içinde içerisinde zarfında")
_UP_TO = word_set("kadar dek değin kadardır")
_NOT_OVER = word_set("aşmamak aşmayacak geçmemek geçmeyecek aşmaksızın aşmadan")
_NOT_BEING = word_set("olmamak olmayacak olmaksızın")


@dataclass(frozen=True, slots=True)
class _Length:
    period: Period
    unit: str
    case: Case
    end: int
    calendar: bool = False


@dataclass(frozen=True, slots=True)
class _Quantity:
    whole: int
    half: bool
    words: Sequence[Token]
    end: int

    def of(self, unit: str) -> Period:
        amounts = {unit: self.whole}
        if self.half:
            if unit not in _HALF:
                raise PhraseError(Reason.LEFTOVER, self.words)
            smaller, many = _HALF[unit]
            amounts[smaller] = many
        return Period(**amounts)


def bound_word(words: Sequence[Token], at: int) -> tuple[Bound, int] | None:
    """Read "en az", "azami" and the like at a place."""
    for end in (at + 2, at + 1):
        if found := _BOUNDS.get(" ".join(token.folded for token in words[at:end])):
            return found, end + (words[end].folded == ".")
    return None


def span(words: Sequence[Token], at: int) -> tuple[Span, int] | None:
    """Read a length or a range at a place; None where no number with a unit stands there.

    Raises PhraseError where one stands there and its length is not certain.
    """
    if named := _named_range(words, at):
        return named
    first = _length_or_quantity(words, at)
    if not first:
        return None
    found = _range(words, at, first)
    if found or isinstance(first, _Quantity):
        return found
    return _negated_range(words, at, first) or _limited(words, at, first)


def _named_range(words: Sequence[Token], at: int) -> tuple[Span, int] | None:
    low_bound = bound_word(words, at)
    low = low_bound and _length_or_quantity(words, low_bound[1])
    if not low_bound or not low:
        return None
    high_bound = bound_word(words, low.end + (words[low.end].folded in _JOINED))
    high = high_bound and _length(words, high_bound[1])
    if not high_bound or not high:
        return None
    whole = words[at : high.end]
    if (low_bound[0], high_bound[0]) == (Bound.AT_MOST, Bound.AT_LEAST):
        return _between(whole, high, _in_unit_of(low, high)), high.end
    if (low_bound[0], high_bound[0]) != (Bound.AT_LEAST, Bound.AT_MOST):
        raise PhraseError(Reason.CONFLICT, whole)
    return _between(whole, low, high), high.end


def _in_unit_of(length: _Length | _Quantity, other: _Length) -> _Length:
    return replace(other, period=length.of(other.unit)) if isinstance(length, _Quantity) else length


def _range(words: Sequence[Token], at: int, low: _Length | _Quantity) -> tuple[Span, int] | None:
    high = _length(words, low.end + 1) if words[low.end].folded in _BETWEEN else None
    if not high:
        return None
    return _between(words[at : high.end], low, high), high.end + (words[high.end].folded in _RANGE_END)


def _negated_range(words: Sequence[Token], at: int, low: _Length) -> tuple[Span, int] | None:
    """Read "bir yıldan az ve iki yıldan fazla olmamak üzere"."""
    if low.case is not Case.ABLATIVE or LESS_OR_MORE.get(words[low.end].folded) is not Bound.AT_LEAST:
        return None
    high = _length(words, low.end + 1 + (words[low.end + 1].folded in _JOINED))
    if not high or high.case is not Case.ABLATIVE:
        return None
    more, being = words[high.end : high.end + 2]
    if LESS_OR_MORE.get(more.folded) is not Bound.AT_MOST or being.folded not in _NOT_BEING:
        return None
    cases = (replace(low, case=Case.BARE), replace(high, case=Case.BARE))
    return _between(words[at : high.end], *cases), high.end + 2


def _between(words: Sequence[Token], low: _Length | _Quantity, high: _Length) -> Span:
    if isinstance(low, _Quantity) and high.period != Period(**{high.unit: getattr(high.period, high.unit)}):
        raise PhraseError(Reason.LEFTOVER, words)
    shorter = low.period if isinstance(low, _Length) else low.of(high.unit)
    check(shorter, words)
    check(high.period, words)
    if high.case not in _OPEN_ENDED or (isinstance(low, _Length) and low.case is not Case.BARE):
        raise PhraseError(Reason.LEFTOVER, words)
    if not high.period.longer_than(shorter):
        raise PhraseError(Reason.BACKWARDS, words)
    calendar = high.calendar or (isinstance(low, _Length) and low.calendar)
    return Span(((Bound.AT_LEAST, shorter), (Bound.AT_MOST, high.period)), calendar)


def _limited(words: Sequence[Token], at: int, length: _Length) -> tuple[Span, int]:
    check(length.period, words[at : length.end])
    bound, end = negated(words, length.case, length.end) or _limit(words, length)
    return Span(((bound, length.period),), length.calendar), end


def _limit(words: Sequence[Token], length: _Length) -> tuple[Bound, int]:
    unit, first, second = words[length.end - 1 : length.end + 2]
    match length.case:
        case Case.BARE | Case.PLAIN if first.folded in _WITHIN:
            return Bound.AT_MOST, length.end + 1
        case Case.BARE | Case.PLAIN if first.folded in _UP_TO:
            raise PhraseError(Reason.APPROXIMATE, (unit, first))
        case Case.BARE if spelt(first.folded, "ile") and spelt(second.folded, "sınırlı"):
            return Bound.AT_MOST, length.end + 2
        case Case.BARE | Case.PLAIN:
            return Bound.EXACT, length.end
        case Case.DATIVE if first.folded in _UP_TO:
            return Bound.AT_MOST, length.end + 1
        case Case.ACCUSATIVE if first.folded in _NOT_OVER:
            return Bound.AT_MOST, length.end + 1
        case Case.ABLATIVE if second.folded in _NOT_BEING and (bound := LESS_OR_MORE.get(first.folded)):
            return bound, length.end + 2
        case Case.LOCATIVE if recurs(words, length.end - 1):
            raise PhraseError(Reason.RECURRENCE, (unit, first))
    raise PhraseError(Reason.LEFTOVER, (unit, first))


def check(period: Period, words: Sequence[Token]) -> None:
    """Raise PhraseError for a period of nothing, and for one beyond `LONGEST_YEARS`."""
    if not period.total_months and not period.total_days:
        raise PhraseError(Reason.ZERO, words)
    if period.total_months * _DAYS_IN_A_YEAR + period.total_days * _MONTHS_IN_A_YEAR > _LONGEST:
        raise PhraseError(Reason.TOO_LONG, words)


def _length_or_quantity(words: Sequence[Token], at: int) -> _Length | _Quantity | None:
    return _length(words, at) or _quantity(words, at)


def _length(words: Sequence[Token], at: int) -> _Length | None:
    length = _measure(words, at)
    while length and length.case is Case.BARE:
        more = _measure(words, length.end + (words[length.end].folded == "+"))
        if not more or not _is_part_of(more, length.unit):
            break
        calendar = length.calendar or more.calendar
        length = _Length(_sum(length.period, more.period), more.unit, more.case, more.end, calendar)
    return length


def _is_part_of(more: _Length, unit: str) -> bool:
    """Say whether a length is shorter than one of a unit: "10 yıl 120 ay" is ten years twice, and not twenty."""
    most = _FEWER_THAN.get((unit, more.unit))
    return most is not None and getattr(more.period, more.unit) < most


def _sum(one: Period, other: Period) -> Period:
    return Period(*(getattr(one, unit) + getattr(other, unit) for unit in UNITS))


def _measure(words: Sequence[Token], at: int) -> _Length | None:
    quantity = _quantity(words, at)
    found = quantity and read_unit(words, quantity.end)
    if not quantity or not found:
        return None
    unit, case, end = found
    calendar = end == quantity.end + 2 and unit != "days"
    return _Length(quantity.of(unit), unit, case, end, calendar)


def _quantity(words: Sequence[Token], at: int) -> _Quantity | None:
    if spelt(words[at].folded, "yarım"):
        return _Quantity(0, half=True, words=words[at : at + 1], end=at + 1)
    found = number(words, at)
    if not found:
        return None
    value, end = found
    half = _half(words, end)
    return _Quantity(value, half=bool(half), words=words[at : end + half], end=end + half)


def _half(words: Sequence[Token], at: int) -> int:
    mark, digits = words[at : at + 2]
    if spelt(mark.folded, "buçuk"):
        return 1
    decimal = words[at - 1].is_number and mark.folded in {",", "."} and mark.glued and digits.glued
    return 2 if decimal and digits.folded == "5" else 0
