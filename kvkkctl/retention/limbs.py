"""From the pieces of a limb to its statements: where a length starts, and what it is bound by.

"X süresince ve sonrasında N" counts N from the end of X, and so does "X süresince ve X'in bitiminden itibaren N". Where
the event is another one, what goes on and the length are two terms. "X süresince N" says neither, and is
not read; "X süresince, azami N" says how long at most.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kvkkctl.models import Anchor, Bound, RetentionKind, RetentionTerm
from kvkkctl.retention.drafts import Draft, drafts
from kvkkctl.retention.events import is_end_of
from kvkkctl.retention.labels import OTHER
from kvkkctl.retention.pieces import Condition, Event, Piece, While
from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.tokens import tokens


@dataclass(frozen=True, slots=True)
class Statement:
    """What one part of a phrase says.

    `longer` is the condition under which it is only longer than what was said; `loose` marks one that counts from the
    end of what it does not name.
    """

    kind: RetentionKind
    terms: tuple[RetentionTerm, ...] = ()
    reason: Reason | None = None
    longer: str | None = None
    loose: bool = False

    @property
    def has_length(self) -> bool:
        """Whether it states a length, its own or the law's."""
        return self.kind in {RetentionKind.BOUNDED, RetentionKind.STATUTORY}

    @property
    def is_plain_until(self) -> bool:
        """Whether it says until when, under no condition, and nothing else."""
        return self.kind is RetentionKind.EVENT_ONLY and [term.condition for term in self.terms] == [None]

    def provided(self, condition: str) -> "Statement":
        """Return it with one more condition."""
        terms = (
            term.model_copy(update={"condition": "; ".join(filter(None, (term.condition, condition)))})
            for term in self.terms
        )
        return replace(self, terms=tuple(terms))

    def after(self, lasting: "Statement") -> "Statement":
        """Return it counted from the end of what another says to go on, which it does not name."""
        until = lasting.terms[0]
        terms = (
            term.model_copy(
                update={
                    "event": until.event,
                    "event_text": f"{until.event_text} … {term.event_text}",
                    "law": ", ".join(filter(None, (until.law, term.law))) or None,
                }
            )
            for term in self.terms
        )
        return replace(self, terms=tuple(terms), loose=False)


def statements(pieces: Sequence[Piece]) -> tuple[Statement, ...]:
    """Put the pieces of one limb together. Raises PhraseError where they do not make whole statements."""
    return tuple(_checked(draft) for draft in drafts(pieces))


def _checked(draft: Draft) -> Statement:
    try:
        return _statement(draft)
    except PhraseError as error:
        error.tokens = error.tokens or draft.words
        raise


def _statement(draft: Draft) -> Statement:
    if draft.open and draft.open.reason is not Reason.STATUTORY:
        return Statement(RetentionKind.INDEFINITE, reason=draft.open.reason)
    if not draft.has_length:
        return _without_length(draft)
    _at_most_while(draft)
    before, event = _start(draft)
    law = _law(draft)
    if draft.span:
        if draft.doubtful:
            raise PhraseError(Reason.TWO_PERIODS)
        _one_start(draft, event)
        loose = bool(event and event.bare and event.code == OTHER and not draft.condition)
        return Statement(RetentionKind.BOUNDED, (*before, *_terms(draft, event, law)), loose=loose)
    if before:
        raise PhraseError(Reason.MIXED)
    return Statement(RetentionKind.STATUTORY, (_term(draft, event, law),), Reason.STATUTORY)


def _at_most_while(draft: Draft) -> None:
    """Turn what goes on into a condition of a limit from above ("X süresince, azami N"), which needs no start."""
    lasting, limit, span = draft.going_on, draft.limit, draft.span
    alone = not (draft.then or draft.event or draft.condition)
    if lasting and alone and span and len(span.limits) == 1 and limit and limit.bound is Bound.AT_MOST:
        draft.condition, draft.going_on = Condition(lasting.text, words=lasting.words), None


def _without_length(draft: Draft) -> Statement:
    if draft.longer:
        if not draft.condition or draft.event or draft.going_on or draft.laws:
            raise PhraseError(Reason.LEFTOVER, draft.words)
        return Statement(RetentionKind.BOUNDED, longer=draft.condition.text)
    if draft.then or draft.limit:
        raise PhraseError(Reason.LEFTOVER)
    if draft.going_on and not draft.event:
        return Statement(RetentionKind.EVENT_ONLY, (_term(draft, _end(draft.going_on), _law(draft)),))
    if draft.event and not draft.going_on:
        return Statement(RetentionKind.MISSING, reason=Reason.NO_PERIOD)
    if draft.laws and not draft.going_on:
        return Statement(RetentionKind.STATUTORY, (_term(draft, None, _law(draft)),), Reason.STATUTORY)
    raise PhraseError(Reason.LEFTOVER if draft.condition else Reason.TWO_PERIODS)


def _start(draft: Draft) -> tuple[tuple[RetentionTerm, ...], Event | None]:
    """Return the term of what goes on where the length does not start at its end, and the event where it starts."""
    lasting, event = draft.going_on, draft.event
    if not lasting:
        return (), event
    if not event:
        if not draft.then:
            raise PhraseError(Reason.TWO_PERIODS)
        return (), _end(lasting)
    if event.bare:
        return (), _merged(lasting, event, lasting.code)
    if _same(lasting, event):
        return (), _merged(lasting, event, event.code)
    if draft.then:
        raise PhraseError(Reason.TWO_EVENTS, tokens(event.text), event.words)
    return (_term(draft, _end(lasting), None),), event


def _merged(lasting: While, event: Event, code: str | None) -> Event:
    return Event(f"{lasting.text} … {event.text}", code, event.anchor)


def _end(lasting: While) -> Event:
    return Event(lasting.text, lasting.code)


def _same(lasting: While, event: Event) -> bool:
    if lasting.code != OTHER or event.code != OTHER:
        return lasting.code == event.code
    return is_end_of(tokens(event.text), tokens(lasting.text)[:-1])


def _one_start(draft: Draft, event: Event | None) -> None:
    if event and event.anchor is Anchor.EVENT:
        for law in draft.laws:
            if law.year_end:
                raise PhraseError(Reason.TWO_STARTS, tokens(law.text), law.words)


def _law(draft: Draft) -> str | None:
    return ", ".join(law.text for law in draft.laws) or None


def _term(draft: Draft, event: Event | None, law: str | None) -> RetentionTerm:
    return RetentionTerm(
        event=event.code if event else None,
        event_text=event.text if event else None,
        condition=draft.condition.text if draft.condition else None,
        law=law,
    )


def _terms(draft: Draft, event: Event | None, law: str | None) -> Iterable[RetentionTerm]:
    term = _term(draft, event, law)
    at_year_end = any(law.year_end for law in draft.laws) or (event and event.anchor is Anchor.YEAR_END)
    anchor = Anchor.YEAR_END if at_year_end else Anchor.EVENT
    if draft.span and draft.span.calendar and not at_year_end:
        # from any other day it could run to that day's date or to the end of a year
        raise PhraseError(Reason.CALENDAR_UNIT, draft.span.words)
    for bound, period in _limits(draft):
        yield term.model_copy(update={"period": str(period), "bound": bound, "anchor": anchor})


def _limits(draft: Draft) -> tuple[tuple[Bound, object], ...]:
    limits = draft.span.limits if draft.span else ()
    if not draft.limit:
        return limits
    (bound, period), *upper = limits
    if upper or bound is not Bound.EXACT:
        if draft.limit.bound is not Bound.AT_MOST or limits[-1][0] is not Bound.AT_MOST:
            raise PhraseError(Reason.CONFLICT, tokens(str(period)), draft.words)
        return limits
    return ((draft.limit.bound, period),)
