"""The state in which a limb is read.

Words are held until a marker says what they were. Where no marker can come any more, they are a filler, a length
without a number, or left over.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kvkkctl.retention import clauses, lexicon
from kvkkctl.retention.numbers import number
from kvkkctl.retention.pieces import Condition, Event, Law, Open, Piece, Span, While
from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.roles import Role, Roles
from kvkkctl.retention.spans import bound_word
from kvkkctl.retention.tokens import NOTHING, Token
from kvkkctl.retention.units import is_attribute

_PADDING = (NOTHING,) * 8
_FARTHEST_NUMBER = 4
_THEN = Token("sonra", "sonra")


class Scanner:
    """A limb, or a bracket, being read: the place, the words held for the next marker, the pieces found."""

    def __init__(self, words: Sequence[Token], roles: Roles, *, bracketed: bool) -> None:
        self.roles = roles
        self.words = (*words, *_PADDING)
        self.end = len(words)
        self.bracketed = bracketed
        self.at = 0
        self.held: list[Token] = []
        self.found: list[Piece] = []
        self.then = False

    def scan(self, productions: "Sequence[Production]") -> tuple[Piece, ...]:
        """Read to the end, each time by the first production that takes something, else by holding a word."""
        while self.at < self.end:
            if not any(production(self) for production in productions):
                self.hold()
        self.flush()
        return tuple(self.found)

    @property
    def token(self) -> Token:
        """The token at this place."""
        return self.words[self.at]

    @property
    def has_length(self) -> bool:
        """Whether a length was found already."""
        return any(isinstance(piece, Span | Open) for piece in self.found)

    def hold(self) -> bool:
        """Shift one word. A mark that no production takes is a leftover."""
        if not (self.token.is_word or (self.held and self.token.folded in lexicon.JOINING)):
            raise PhraseError(
                Reason.ALTERNATIVES if self.token.folded == "/" else Reason.LEFTOVER, (self.token,)
            )
        self.held.append(self.token)
        self.at += 1
        return True

    def take(self, piece: Piece | None, end: int) -> bool:
        """Reduce: the held words are spent, `piece` stands for them and for the tokens up to `end`."""
        words = (*self.held, *self.words[self.at : end])
        if piece:
            self._fits(piece)
            self.roles.note_piece(piece, piece.words or words)
            # a piece that stands for one found before has words of its own
            self.found.append(piece if piece.words else replace(piece, words=words))
        else:
            self._ignore(words)
        self.held.clear()
        self.at = end
        return True

    def _fits(self, piece: Piece) -> None:
        """Refuse a length that comes after another one, and a length that only qualifies the words behind it."""
        if isinstance(piece, Span | Open) and self.then and self.has_length:
            raise PhraseError(Reason.TWO_PERIODS)
        before = self.words[self.at - len(self.held) - 1] if self.at > len(self.held) else NOTHING
        qualified = is_attribute(before) or before.folded in lexicon.ATTRIBUTES
        if isinstance(piece, Event | While | Condition) and self.has_length and qualified:
            raise PhraseError(Reason.TWO_PERIODS, (before, *self.held))

    def _ignore(self, words: Sequence[Token]) -> None:
        self.roles.note(Role.IGNORED, words)
        if words:
            self.then = words[-1].folded in lexicon.THEN

    def drop(self, end: int | None = None) -> bool:
        """Spend the held words, and the tokens up to `end`, without a piece: they tell nothing about when."""
        return self.take(None, self.at if end is None else end)

    def flush(self, *, before_span: bool = False) -> None:
        """Account for the held words where no marker does."""
        if not self.held or self.is_filler(self.held):
            self.drop()
            return
        piece: Piece | None = clauses.open_length(self.held, after_law=self.after_law)
        if not piece and before_span:
            piece = clauses.bare_event(self.held) or (None if self.after_event else clauses.scope(self.held))
        elif not piece and self.bracketed:
            piece = clauses.noted_event(self.held)
        elif not piece:
            self._flush_scope()
            piece = clauses.open_length(self.held, after_law=self.after_law)
        if not piece:
            raise PhraseError(Reason.LEFTOVER, self.held)
        self.take(piece, self.at)

    def _flush_scope(self) -> None:
        """Take a plural in front of a length without a number as what that is for ("diploma kayıtları süresiz")."""
        for n in range(1, len(self.held) if not self.found else 0):
            first, rest = self.held[:n], self.held[n:]
            if isinstance(clauses.open_length(rest), Open) and (piece := clauses.scope(first)):
                self.take_first(piece, n)
                return

    def take_first(self, piece: Piece | None, n: int) -> None:
        """Reduce only the first `n` of the held words; nothing for no piece."""
        if piece:
            first, self.held = self.held[:n], self.held[n:]
            self.roles.note_piece(piece, first)
            self.found.append(replace(piece, words=tuple(first)))

    @property
    def is_going_on(self) -> bool:
        """Whether something was found that goes on."""
        return any(isinstance(piece, While) for piece in self.found)

    @property
    def after_event(self) -> bool:
        """Whether an event stands just before, which what follows could be a part of."""
        return bool(self.found) and isinstance(self.found[-1], Event)

    @property
    def after_law(self) -> bool:
        """Whether a reference to a law stands just before."""
        return bool(self.found) and isinstance(self.found[-1], Law)

    def is_before_length(self, at: int) -> bool:
        """Say whether a number or a bound stands at a place, or words that only announce one ("süre:")."""
        for n in range(at, at + _FARTHEST_NUMBER):
            announcing = [token for token in self.words[at:n] if token.folded != ":"]
            announced = number(self.words, n) or bound_word(self.words, n)
            if announced and lexicon.made_of(announcing, lexicon.PREFIXES):
                return True
        return False

    def clause(self) -> list[Token]:
        """Hold, and return, only the words behind what still belongs to the length before them ("süreyle")."""
        ends = range(len(self.held) if self.has_length else 0, -1, -1)
        start = next(n for n in ends if lexicon.made_of(self.held[:n], lexicon.SUFFIXES))
        self._ignore(self.held[:start])
        self.held = self.held[start:]
        return self.held

    def is_filler(self, words: Sequence[Token]) -> bool:
        """Say whether words tell nothing about when, at this place."""
        if self.bracketed:
            return lexicon.made_of(words, lexicon.PREFIXES, lexicon.SUFFIXES, lexicon.REMARKS)
        if not self.has_length:
            kept = (lexicon.KEPT,) if self.is_going_on else ()
            return lexicon.made_of(words, lexicon.PREFIXES, *kept)
        if lexicon.keeps_on((*([_THEN] if self.then else []), *words)):
            return False
        subject = words[0].folded in lexicon.SUBJECTS if words else False
        return not subject and (
            lexicon.made_of(words, lexicon.PREFIXES, lexicon.SUFFIXES) or lexicon.ends(words)
        )


Production = Callable[[Scanner], bool]
