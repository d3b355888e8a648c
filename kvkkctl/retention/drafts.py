"""Which pieces of a limb belong to one statement.

A statement has one length at most. Pieces in front of a length belong to it, as do those behind it unless another
length follows them; a second length needs something of its own in front of it (an event, a condition, a law)::

    statement = [condition] [law] [while [("+" | "ve") [event | "sonrasında"]] | event] [limit] [span | open] {behind}
    behind    = law | event | condition | limit | remark

A length of the law and a number added to each other are one length without a number (`kvkkctl.retention.sums`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from kvkkctl.models import RetentionKind
from kvkkctl.retention.doubts import could_hold_the_length, is_if
from kvkkctl.retention.labels import OTHER
from kvkkctl.retention.pieces import (
    Afterwards,
    Condition,
    Event,
    Gap,
    Law,
    Limit,
    Longer,
    Open,
    Piece,
    Plus,
    Remark,
    Span,
    While,
)
from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.sums import summed
from kvkkctl.retention.tokens import Token, written

_SLOTS: Mapping[type, str] = MappingProxyType(
    {
        Condition: "condition",
        While: "going_on",
        Event: "event",
        Limit: "limit",
        Span: "span",
        Open: "open",
        Longer: "longer",
    }
)


@dataclass
class Draft:
    """The pieces of one statement, each in its place."""

    condition: Condition | None = None
    going_on: While | None = None
    event: Event | None = None
    then: bool = False
    doubtful: bool = False
    limit: Limit | None = None
    span: Span | None = None
    open: Open | None = None
    longer: Longer | None = None
    laws: list[Law] = field(default_factory=list)

    @property
    def words(self) -> tuple[Token, ...]:
        """The tokens that it is made of."""
        slots = (getattr(self, name) for name in _SLOTS.values())
        pieces = (*(piece for piece in slots if piece), *self.laws)
        return tuple(token for piece in pieces for token in piece.words)

    @property
    def has_length(self) -> bool:
        """Whether it has a length, with a number or without."""
        return bool(self.span or self.open)

    @property
    def length_words(self) -> tuple[Token, ...]:
        """The tokens of its length."""
        length = self.span or self.open
        return length.words if length else ()

    @property
    def has_own(self) -> bool:
        """Whether something tells its length from another one."""
        return bool(self.condition or self.going_on or self.event or self.laws)


def drafts(pieces: Sequence[Piece]) -> list[Draft]:
    """Sort the pieces of a limb into statements. Raises PhraseError where they do not fit together."""
    pieces = _without_repetition(summed(pieces))
    builder = _Builder()
    for n, piece in enumerate(pieces):
        if _is_told_apart(pieces, n):
            builder.begin()
        builder.add(
            piece, more=any(isinstance(later, Span | Open | While | Longer) for later in pieces[n + 1 :])
        )
    return [*builder.done, builder.draft]


def _without_repetition(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Leave a length that only says the one in front of it again out ("10 yıl, 10 yıl")."""
    match pieces[-3:]:
        case [Span() as first, Gap(joins=False), Span() as second] if first.lasts_as_long_as(second):
            return pieces[:-2]
    return pieces


def _is_told_apart(pieces: Sequence[Piece], n: int) -> bool:
    """Say whether a length and the one in front of it each have a bracket behind ("10 yıl (TTK), 5 yıl (VUK)")."""
    match pieces[max(n - 3, 0) : n + 2]:
        case [Span(), Remark() as first, Gap(), Span(), Remark() as second]:
            told = (Law, Condition, Event, Gap)
            return all(isinstance(piece, told) for piece in (*first.pieces, *second.pieces))
    return False


class _Builder:
    def __init__(self) -> None:
        self.done: list[Draft] = []
        self.draft = Draft()
        self.after_gap = False
        self.after_and = False

    def begin(self) -> None:
        """Go on to the next statement."""
        self.done.append(self.draft)
        self.draft = Draft()
        self.after_gap = self.after_and = False

    def add(self, piece: Piece, *, more: bool) -> None:
        """Give a piece to its statement. Raises PhraseError, with its words, for one that fits in none."""
        try:
            self._add(piece, more=more)
        except PhraseError as error:
            error.tokens = error.tokens or piece.words
            raise

    def _add(self, piece: Piece, *, more: bool) -> None:
        if isinstance(piece, Gap):
            self.after_gap, self.after_and = True, piece.joins
            return
        if isinstance(piece, Event) and piece.bare and piece.code == OTHER and self.draft.has_length:
            raise PhraseError(Reason.UNKNOWN_LENGTH, piece.words)
        if self.draft.has_length and self._is_doubtful(piece, more=more):
            raise PhraseError(Reason.TWO_PERIODS, piece.words)
        if self._begins(piece, more=more):
            self.begin()
        if isinstance(piece, Remark):
            self._remark(piece)
        else:
            self._fill(piece)
        self.after_gap = self.after_and = False

    def _is_doubtful(self, piece: Piece, *, more: bool) -> bool:
        """Say whether a clause behind a length could hold it, or add another one to it ("10 yıl ve dava halinde")."""
        if not self.after_gap:
            return could_hold_the_length(piece, self.draft.length_words, more=more)
        added = self.after_and and more and not self.draft.condition
        return added and isinstance(piece, Condition) and is_if(piece)

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
            draft.laws.append(Law(piece.text, words=piece.words))

    def _link(self, piece: Piece) -> None:
        draft = self.draft
        if not draft.going_on or draft.has_length:
            raise PhraseError(Reason.UNKNOWN_LENGTH if isinstance(piece, Plus) else Reason.TWO_PERIODS)
        draft.then = True

    def _fits(self, piece: Piece) -> bool:
        draft = self.draft
        match piece:
            case While():
                return not draft.event and not draft.has_length
            case Event():
                return not (draft.has_length and draft.going_on)
            case Limit():
                return not self.after_and
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
        if length.summed:
            return False
        return not self.after_gap and length.kind is RetentionKind.STATUTORY and not (before and length.ended)

    def _remark(self, remark: Remark) -> None:
        self.after_gap = False
        if self.draft.open and _is_for_one_law(remark):
            inside = remark.words[1:-1]
            self.draft.laws.append(Law(written(inside), words=inside))
            return
        for piece in remark.pieces:
            match piece:
                case Gap():
                    continue
                case Span() if self.draft.span:
                    if not piece.lasts_as_long_as(self.draft.span):
                        again = remark.words[1:-1] == piece.words and len(piece.limits) == 1
                        raise PhraseError(Reason.LENGTHS_DIFFER if again else Reason.TWO_PERIODS, piece.words)
                case Open() if piece.reason is Reason.STATUTORY:
                    self.draft.laws.append(Law(piece.text, words=piece.words))
                case Span() | Law() | Condition() | Limit() | Event():
                    self._fill(piece)
                case _:
                    raise PhraseError(Reason.TWO_PERIODS)


def _is_for_one_law(remark: Remark) -> bool:
    """Say whether a bracket gives the length of one law of several ("vergi mevzuatı kapsamında 10 yıl")."""
    leads = any(isinstance(piece, Law) and piece.leads for piece in remark.pieces)
    return leads and any(isinstance(piece, Span) for piece in remark.pieces)
