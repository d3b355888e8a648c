"""From the pieces of a limb to its statements.

A statement has one length at most. Pieces in front of a length belong to it, as do those behind it unless another
length follows them; a second length needs something of its own in front of it (an event, a condition, a law)::

    statement = [condition] [law] [while [("+" | "ve") [event | "sonrasında"]] | event] [limit] [span | open] {behind}
    behind    = law | event | condition | limit | remark

"X süresince ve sonrasında N" counts N from the end of X, and so does "X süresince ve X'in bitiminden itibaren N". Where
the event is another one, what goes on and the length are two terms. "X süresince N" says neither, and is not read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from kvkkctl.models import Anchor, Bound, RetentionKind, RetentionTerm
from kvkkctl.retention.events import is_end_of
from kvkkctl.retention.labels import OTHER
from kvkkctl.retention.pieces import (
    Afterwards,
    Condition,
    Event,
    Gap,
    Law,
    Limit,
    Open,
    Piece,
    Plus,
    Remark,
    Span,
    While,
)
from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.tokens import tokens


@dataclass(frozen=True, slots=True)
class Statement:
    """What one part of a phrase says."""

    kind: RetentionKind
    terms: tuple[RetentionTerm, ...] = ()
    reason: Reason | None = None


_SLOTS: Mapping[type, str] = MappingProxyType(
    {Condition: "condition", While: "going_on", Event: "event", Limit: "limit", Span: "span", Open: "open"}
)


@dataclass
class _Draft:
    condition: Condition | None = None
    going_on: While | None = None
    event: Event | None = None
    then: bool = False
    doubtful: bool = False
    limit: Limit | None = None
    span: Span | None = None
    open: Open | None = None
    laws: list[Law] = field(default_factory=list)

    @property
    def has_length(self) -> bool:
        return bool(self.span or self.open)

    @property
    def has_own(self) -> bool:
        return bool(self.condition or self.going_on or self.event or self.laws)


def statements(pieces: Sequence[Piece]) -> tuple[Statement, ...]:
    """Put the pieces of one limb together. Raises PhraseError where they do not make whole statements."""
    return tuple(_statement(draft) for draft in _drafts(pieces))


def _drafts(pieces: Sequence[Piece]) -> list[_Draft]:
    builder = _Builder()
    for n, piece in enumerate(pieces):
        builder.add(piece, more=any(isinstance(later, Span | Open | While) for later in pieces[n + 1 :]))
    return [*builder.done, builder.draft]


class _Builder:
    def __init__(self) -> None:
        self.done: list[_Draft] = []
        self.draft = _Draft()
        self.after_gap = False
        self.after_and = False

    def add(self, piece: Piece, *, more: bool) -> None:
        """Give a piece to the statement that it belongs to."""
        if isinstance(piece, Gap):
            self.after_gap, self.after_and = True, piece.joins
            return
        if isinstance(piece, Event) and piece.bare and piece.code == OTHER and self.draft.has_length:
            raise PhraseError(Reason.UNKNOWN_LENGTH, tokens(piece.text))
        if self._begins(piece, more=more):
            self.done.append(self.draft)
            self.draft = _Draft()
        if isinstance(piece, Remark):
            self._remark(piece)
        else:
            self._fill(piece)
        self.after_gap = self.after_and = False

    def _begins(self, piece: Piece, *, more: bool) -> bool:
        draft = self.draft
        if isinstance(piece, While):
            return self.after_gap and bool(draft.has_length or draft.going_on)
        if not draft.has_length or not more:
            return False
        if isinstance(piece, Event | Condition):
            if not (self.after_gap or draft.has_own):
                raise PhraseError(Reason.TWO_PERIODS)
            return True
        return isinstance(piece, Law) and piece.leads and self.after_gap

    def _fill(self, piece: Piece) -> None:
        draft = self.draft
        if isinstance(piece, Law):
            draft.laws.append(piece)
            return
        if isinstance(piece, Afterwards | Plus):
            self._link(piece)
            return
        slot = _SLOTS.get(type(piece))
        if not slot or getattr(draft, slot) or not self._fits(piece):
            raise PhraseError(Reason.TWO_EVENTS if isinstance(piece, Event) else Reason.TWO_PERIODS)
        draft.doubtful |= self._could_be_the_event(piece)
        setattr(draft, slot, piece)
        if isinstance(piece, Open):
            draft.laws.append(Law(piece.text))

    def _link(self, piece: Piece) -> None:
        draft = self.draft
        if not draft.going_on or draft.has_length:
            added = isinstance(piece, Plus) and draft.has_length
            raise PhraseError(Reason.UNKNOWN_LENGTH if added else Reason.TWO_PERIODS)
        draft.then = True

    def _fits(self, piece: Piece) -> bool:
        draft = self.draft
        match piece:
            case While():
                return not draft.event and not draft.has_length
            case Event():
                return not (draft.has_length and draft.going_on)
            case Span():
                return not self.after_and and (not draft.open or self._is_apposition(draft.open))
            case Open():
                return not self.after_and and (not draft.span or self._is_apposition(piece))
        return True

    def _could_be_the_event(self, piece: Piece) -> bool:
        """Say whether a condition may belong to the event in front of it.

        In "ayrıldıktan sonra verilen belgeler için 5 yıl" what comes after the leaving is the giving.
        """
        draft = self.draft
        close = bool(draft.event) and not draft.has_length and not self.after_gap
        return close and isinstance(piece, Condition)

    def _is_apposition(self, length: Open) -> bool:
        """Say whether a length of the law and a number are one ("yasal süre olan 10 yıl")."""
        before = self.draft.open is length
        return not self.after_gap and length.kind is RetentionKind.STATUTORY and not (before and length.ended)

    def _remark(self, remark: Remark) -> None:
        self.after_gap = False
        for piece in remark.pieces:
            match piece:
                case Gap():
                    continue
                case Span() if self.draft.span:
                    if piece != self.draft.span:
                        raise PhraseError(Reason.TWO_PERIODS)
                case Open() if piece.reason is Reason.STATUTORY:
                    self.draft.laws.append(Law(piece.text))
                case Span() | Law() | Condition() | Limit() | Event():
                    self._fill(piece)
                case _:
                    raise PhraseError(Reason.TWO_PERIODS)


def _statement(draft: _Draft) -> Statement:
    if draft.open and draft.open.reason is not Reason.STATUTORY:
        return Statement(RetentionKind.INDEFINITE, reason=draft.open.reason)
    if not draft.has_length:
        return _without_length(draft)
    before, event = _start(draft)
    law = _law(draft)
    if draft.span:
        if draft.doubtful:
            raise PhraseError(Reason.TWO_PERIODS)
        _one_start(draft, event)
        return Statement(RetentionKind.BOUNDED, (*before, *_terms(draft, event, law)))
    if before:
        raise PhraseError(Reason.MIXED)
    return Statement(RetentionKind.STATUTORY, (_term(draft, event, law),), Reason.STATUTORY)


def _without_length(draft: _Draft) -> Statement:
    if draft.then or draft.limit:
        raise PhraseError(Reason.LEFTOVER)
    if draft.going_on and not draft.event:
        return Statement(RetentionKind.EVENT_ONLY, (_term(draft, _end(draft.going_on), _law(draft)),))
    if draft.event and not draft.going_on:
        return Statement(RetentionKind.MISSING, reason=Reason.NO_PERIOD)
    if draft.laws and not draft.going_on:
        return Statement(RetentionKind.STATUTORY, (_term(draft, None, _law(draft)),), Reason.STATUTORY)
    raise PhraseError(Reason.LEFTOVER if draft.condition else Reason.TWO_PERIODS)


def _start(draft: _Draft) -> tuple[tuple[RetentionTerm, ...], Event | None]:
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
        raise PhraseError(Reason.TWO_EVENTS, tokens(event.text))
    return (_term(draft, _end(lasting), None),), event


def _merged(lasting: While, event: Event, code: str | None) -> Event:
    return Event(f"{lasting.text} … {event.text}", code, event.anchor)


def _end(lasting: While) -> Event:
    return Event(lasting.text, lasting.code)


def _same(lasting: While, event: Event) -> bool:
    if lasting.code != OTHER or event.code != OTHER:
        return lasting.code == event.code
    return is_end_of(tokens(event.text), tokens(lasting.text)[:-1])


def _one_start(draft: _Draft, event: Event | None) -> None:
    if event and event.anchor is Anchor.EVENT:
        for law in draft.laws:
            if law.year_end:
                raise PhraseError(Reason.TWO_STARTS, tokens(law.text))


def _law(draft: _Draft) -> str | None:
    return ", ".join(law.text for law in draft.laws) or None


def _term(draft: _Draft, event: Event | None, law: str | None) -> RetentionTerm:
    return RetentionTerm(
        event=event.code if event else None,
        event_text=event.text if event else None,
        condition=draft.condition.text if draft.condition else None,
        law=law,
    )


def _terms(draft: _Draft, event: Event | None, law: str | None) -> Iterable[RetentionTerm]:
    term = _term(draft, event, law)
    at_year_end = any(law.year_end for law in draft.laws) or (event and event.anchor is Anchor.YEAR_END)
    anchor = Anchor.YEAR_END if at_year_end else Anchor.EVENT
    for bound, period in _limits(draft):
        yield term.model_copy(update={"period": str(period), "bound": bound, "anchor": anchor})


def _limits(draft: _Draft) -> tuple[tuple[Bound, object], ...]:
    limits = draft.span.limits if draft.span else ()
    if not draft.limit:
        return limits
    (bound, period), *upper = limits
    if upper or bound is not Bound.EXACT:
        if draft.limit.bound is not Bound.AT_MOST or limits[-1][0] is not Bound.AT_MOST:
            raise PhraseError(Reason.CONFLICT, tokens(str(period)))
        return limits
    return ((draft.limit.bound, period),)
