"""The one retention period of a data category, out of the retention phrases of its entries.

The Registry Regulation has periods notified per data category (Sicil Yön. 9/1-f, 9/4): the one that
legislation sets or, where it sets none, the longest. What is notified then governs erasure (5/1-ğ) and is
public (7/2), so a period is given only where it is certain to be the longest:

* A phrase limits by its `maximum`, counted from the start of the term that has it. "Until the event" is a
  limit of no length after that event: shorter than "ten years after employment ends" if the event is that
  end, and neither shorter nor longer than ten years from an invoice.
* Of two limits with the same start, the shorter goes out. Phrases that name no start are taken to share one.
* If the limits left have one length, that is the number, whatever their starts. If not, which of them ends
  last depends on dates that the inventory does not know, or on the calendar (30 days, one month): a person
  decides.

VERBİS takes years, months or words. Whole years become "Yıl", anything with months "Ay" (a year and a half
is 18 Ay). Days and weeks are not turned into months, because no number of them is the same: they stay
words, with a question. "Until the event" stays words without one, as there is no number to ask for.

A phrase without an upper limit ("at least five years", "indefinitely", words that are not understood) may be
the longest, so nothing is given beside it. An entry that states nothing is a question beside the longest of
the others. So is a shorter period for which a law is cited: Article 9/4 puts it first, and whether it covers
the whole category is for a person to say.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kvkkctl.law.period import Period
from kvkkctl.models import Anchor, Bound, Entry, Retention, RetentionKind, RetentionTerm
from kvkkctl.text import Text, ranges
from kvkkctl.verbis.records import Doubt, Refs, Stated, Unit, VerbisRetention, refs
from kvkkctl.vocabulary import fold

_MONTHS_IN_A_YEAR = 12


class _Phrase(NamedTuple):
    """What one entry says about retention."""

    entry: Entry
    text: str


class _Limit(NamedTuple):
    """How long an entry keeps the category at most, and from when."""

    phrase: _Phrase
    period: Period
    start: tuple[Anchor, str, str]
    until_event: bool
    by_law: bool

    @property
    def length(self) -> tuple[int, int]:
        return _length(self.period)


def longest(stated: Sequence[Stated]) -> tuple[VerbisRetention | None, tuple[Doubt, ...]]:
    """Return the longest retention, None where it is not certain or nothing limits, and what is open."""
    limits = [limit for entry, retention in stated if retention for limit in _limits(entry, retention)]
    left = _undominated(limits)
    open_ = tuple(unlimited(stated))
    if len({limit.length for limit in left}) != 1:
        return None, (*open_, *_undecided(left))
    if any(retention and _may_be_longest(retention) for _, retention in stated):
        return None, open_
    return _given(left), (*open_, *_without_option(left), *_law_first(limits, left))


def in_words(phrases: Iterable[str]) -> str:
    """Return phrases one after another, each once whatever its capitals."""
    spelt: dict[str, str] = {}
    for phrase in phrases:
        spelt.setdefault(fold(phrase), phrase)
    return "; ".join(spelt.values())


def _limits(entry: Entry, retention: Retention) -> Iterator[_Limit]:
    until_event = retention.maximum is None
    if until_event and retention.kind is not RetentionKind.EVENT_ONLY:
        return
    period = Period.parse(retention.maximum) if retention.maximum else Period()
    phrase = _Phrase(entry, retention.text)
    terms = (
        [term for term in retention.terms if _gives(term, period)] or retention.terms or (RetentionTerm(),)
    )
    for term in terms:
        words = term.event_text or (retention.text if until_event else "")
        start = (term.anchor, term.event, "") if term.event else (term.anchor, "", fold(words))
        yield _Limit(phrase, period, start, until_event, by_law=bool(term.law))


def _gives(term: RetentionTerm, maximum: Period) -> bool:
    upper = term.period is not None and term.bound is not Bound.AT_LEAST
    return upper and _length(Period.parse(term.period or "")) == _length(maximum)


def _length(period: Period) -> tuple[int, int]:
    return period.total_months, period.total_days


def _undominated(limits: Iterable[_Limit]) -> list[_Limit]:
    groups: dict[object, list[_Limit]] = {}
    for limit in limits:
        groups.setdefault((limit.start, limit.length), []).append(limit)
    heads = [group[0] for group in groups.values()]

    def ends_first(limit: _Limit) -> bool:
        return any(head.start == limit.start and head.period.longer_than(limit.period) for head in heads)

    return [
        limit
        for head, group in zip(heads, groups.values(), strict=True)
        if not ends_first(head)
        for limit in group
    ]


def _given(left: Sequence[_Limit]) -> VerbisRetention:
    months, days = left[0].length
    text = in_words(phrase.text for phrase in _phrases(left))
    if days or not months:
        return VerbisRetention(Unit.OTHER, None, text, _refs(_phrases(left)))
    if any(not limit.period.months for limit in left):
        return VerbisRetention(Unit.YEAR, months // _MONTHS_IN_A_YEAR, text, _refs(_phrases(left)))
    return VerbisRetention(Unit.MONTH, months, text, _refs(_phrases(left)))


def _undecided(left: Collection[_Limit]) -> Iterator[Doubt]:
    phrases = _phrases(left)
    if len({limit.start for limit in left}) > 1:
        why = Text(
            "Which is longest depends on when each begins, so a person decides: {phrases}.",
            phrases=_quoted(phrases),
        )
        yield Doubt(why, _refs(phrases))
    elif left:
        why = Text(
            "Which is longest depends on the calendar, so a person decides: {phrases}.",
            phrases=_quoted(phrases),
        )
        yield Doubt(why, _refs(phrases))


def _without_option(left: Sequence[_Limit]) -> Iterator[Doubt]:
    phrases = _phrases(limit for limit in left if not limit.until_event)
    if phrases and _given(left).unit is Unit.OTHER:
        why = Text(
            "VERBİS takes years or months, no days: it stands under “Diğer” as it is written until a person"
            " says what to enter: {phrases}.",
            phrases=_quoted(phrases),
        )
        yield Doubt(why, _refs(phrases))


def _law_first(limits: Iterable[_Limit], left: Collection[_Limit]) -> Iterator[Doubt]:
    given = {limit.length for limit in left}
    if phrases := _phrases(limit for limit in limits if limit.by_law and limit.length not in given):
        why = Text(
            "The longest is given, but a law is cited for another period, and Article 9/4 of the Registry"
            " Regulation puts that first if it covers the whole category: {phrases}.",
            phrases=_quoted(phrases),
        )
        yield Doubt(why, _refs(phrases))


def unlimited(stated: Iterable[Stated]) -> Iterator[Doubt]:
    """Yield why phrases say not how long at most, and which entries say nothing."""
    found: dict[RetentionKind, list[_Phrase]] = {}
    for entry, retention in stated:
        if retention is None:
            found.setdefault(RetentionKind.MISSING, []).append(_Phrase(entry, ""))
        elif not _is_limited(retention):
            found.setdefault(retention.kind, []).append(_Phrase(entry, retention.text))
    for kind in RetentionKind:
        if phrases := found.get(kind):
            yield Doubt(_why_unlimited(kind, _quoted(phrases)), _refs(phrases))


def _may_be_longest(retention: Retention) -> bool:
    nothing_said = {RetentionKind.MISSING, RetentionKind.EVENT_ONLY}
    return retention.maximum is None and retention.kind not in nothing_said


def _is_limited(retention: Retention) -> bool:
    return retention.kind is RetentionKind.EVENT_ONLY or (
        retention.kind is RetentionKind.BOUNDED and retention.maximum is not None
    )


def _why_unlimited(kind: RetentionKind, phrases: str) -> Text:
    reasons: Mapping[RetentionKind, Text] = {
        RetentionKind.BOUNDED: Text(
            "A shortest period is stated, VERBİS asks for the longest: {phrases}.", phrases=phrases
        ),
        RetentionKind.STATUTORY: Text(
            "It is left to the law, VERBİS asks for how long: {phrases}.", phrases=phrases
        ),
        RetentionKind.INDEFINITE: Text(
            "It has no end, VERBİS asks for the longest period: {phrases}.", phrases=phrases
        ),
        RetentionKind.UNREADABLE: Text("It cannot be read as a period: {phrases}.", phrases=phrases),
        RetentionKind.MISSING: Text("No retention period is stated."),
    }
    return reasons[kind]


def _phrases(limits: Iterable[_Limit]) -> tuple[_Phrase, ...]:
    return tuple(limit.phrase for limit in limits)


def _refs(phrases: Iterable[_Phrase]) -> Refs:
    return refs(phrase.entry for phrase in phrases)


def _quoted(phrases: Iterable[_Phrase]) -> str:
    found: dict[str, list[Entry]] = {}
    for entry, text in phrases:
        found.setdefault(text, []).append(entry)
    return "; ".join(f"“{text}” ({ranges(refs(entries))})" for text, entries in found.items())
