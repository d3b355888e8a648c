"""A reading in words: what a phrase was understood to say, or what stood in the way."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from kvkkctl.law.period import Period
from kvkkctl.models import Anchor, Bound, Reading, RetentionKind, RetentionTerm
from kvkkctl.retention.bounds import start_of, upper_bounds
from kvkkctl.retention.labels import LABELS, OTHER
from kvkkctl.retention.reasons import SENTENCES, Reason
from kvkkctl.text import Text

_NO_MAXIMUM = Text("No single upper limit follows from it.")
_BY_THE_EVENT = Text("They are counted from different days, so that no one length is the longest.")


@lru_cache(maxsize=4096)
def why(reading: Reading) -> Text:
    """Return what a reading says, or why there is none, in whole sentences."""
    if reading.kind is RetentionKind.BOUNDED:
        return _joined(
            [*_sentences(reading.terms), *(() if reading.maximum else (_no_maximum(reading.terms),))]
        )
    if reading.kind is RetentionKind.EVENT_ONLY:
        return _joined([_until(term) for term in reading.terms])
    return _joined([_reason(reading), *(_referring(term.law) for term in reading.terms if term.law)])


def _no_maximum(terms: Sequence[RetentionTerm]) -> Text:
    """Say why there is no one length: no limit for some of it, or different days to count from."""
    comparable = upper_bounds(terms) and len({start_of(term)[1:] for term in terms}) == 1
    return _BY_THE_EVENT if comparable else _NO_MAXIMUM


def _joined(sentences: Sequence[Text]) -> Text:
    first, *rest = sentences
    return Text("{first} {rest}", first=first, rest=_joined(rest)) if rest else first


def _reason(reading: Reading) -> Text:
    if reading.reason not in set(Reason):
        return Text("What “{text}” says is not known.", text=reading.text)
    words = ""
    if reading.kind is RetentionKind.UNREADABLE:
        # the grammar is loaded only to say which words stood in its way
        from kvkkctl.retention.phrase import failure

        found = failure(reading.text)
        words = found.words if found and found.reason.value == reading.reason else ""
    return SENTENCES[Reason(reading.reason)].filled(words=words or reading.text)


def _sentences(terms: Sequence[RetentionTerm]) -> Iterable[Text]:
    lower: RetentionTerm | None = None
    for term in terms:
        if lower and upper_bounds((lower, term)):
            yield _limited(term, Text("between {low} and {high}", low=_length(lower), high=_length(term)))
            lower = None
            continue
        if lower:
            yield _kept(lower)
        lower = term if term.bound is Bound.AT_LEAST else None
        if not lower:
            yield _kept(term)
    if lower:
        yield _kept(lower)


def _kept(term: RetentionTerm) -> Text:
    if term.period is None:
        return _until(term)
    length = _length(term)
    match term.bound:
        case Bound.AT_LEAST:
            return _limited(term, Text("at least {length}", length=length))
        case Bound.AT_MOST:
            return _limited(term, Text("at most {length}", length=length))
        case Bound.EXACT:
            return _limited(term, length)


def _limited(term: RetentionTerm, length: Text) -> Text:
    said = Text("Kept for {length}, counted from {start}.", length=length, start=_start(term))
    return _with_law(_where(term, said), term)


def _until(term: RetentionTerm) -> Text:
    said = Text("Kept until {event}; no period after it is stated.", event=_event(term))
    return _with_law(_where(term, said), term)


def _where(term: RetentionTerm, said: Text) -> Text:
    return (
        Text("“{condition}”: {sentence}", condition=term.condition, sentence=said) if term.condition else said
    )


def _with_law(said: Text, term: RetentionTerm) -> Text:
    return _joined([said, _referring(term.law)]) if term.law else said


def _referring(law: str) -> Text:
    return Text("It refers to “{law}”.", law=law)


def _start(term: RetentionTerm) -> Text:
    if term.anchor is Anchor.EVENT:
        return _event(term)
    if term.event is None:
        return Text("the end of the calendar year of an event that is not named")
    return Text("the end of the calendar year of {event}", event=_event(term))


def _event(term: RetentionTerm) -> Text:
    if term.event == OTHER or (term.event and term.event not in LABELS):
        return Text("“{words}”", words=term.event_text or term.event)
    return LABELS[term.event] if term.event else Text("an event that is not named")


def _length(term: RetentionTerm) -> Text:
    period = Period.parse(term.period or "")
    parts = [
        text
        for text in (_years(period), _months(period), _weeks(period), _days(period), _hours(period))
        if text
    ]
    whole, *rest = parts or [Text("no time")]
    for part in rest:
        whole = Text("{longer} and {shorter}", longer=whole, shorter=part)
    return whole


def _years(period: Period) -> Text | None:
    return _count(period.years, Text("1 year"), Text("{n} years", n=period.years))


def _months(period: Period) -> Text | None:
    return _count(period.months, Text("1 month"), Text("{n} months", n=period.months))


def _weeks(period: Period) -> Text | None:
    return _count(period.weeks, Text("1 week"), Text("{n} weeks", n=period.weeks))


def _days(period: Period) -> Text | None:
    return _count(period.days, Text("1 day"), Text("{n} days", n=period.days))


def _hours(period: Period) -> Text | None:
    return _count(period.hours, Text("1 hour"), Text("{n} hours", n=period.hours))


def _count(number: int, one: Text, many: Text) -> Text | None:
    return (one if number == 1 else many) if number else None
