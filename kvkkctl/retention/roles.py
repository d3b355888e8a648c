"""What each word of a phrase was taken for: the closed list of roles, and how they are noted while a phrase is read."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import accumulate, groupby
from types import MappingProxyType
from typing import NamedTuple

from kvkkctl.retention.lexicon import HALVES
from kvkkctl.retention.numbers import is_spelt
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
from kvkkctl.retention.tokens import LINE_END, NOTHING, Token, written
from kvkkctl.retention.units import is_unit
from kvkkctl.text import Text


class Role(StrEnum):
    """What a word does in a phrase."""

    NUMBER = "number"
    UNIT = "unit"
    BOUND = "bound"
    EVENT = "event"
    LASTING = "lasting"
    CONDITION = "condition"
    LAW = "law"
    OPEN = "open"
    LINK = "link"
    MARK = "mark"
    LIMB_END = "limb_end"
    IGNORED = "ignored"
    GLOSS = "gloss"
    DURATION = "duration"
    PLACEHOLDER = "placeholder"
    IN_THE_WAY = "in_the_way"
    LEFT_OVER = "left_over"


ROLES = MappingProxyType(
    {
        Role.NUMBER: Text("number"),
        Role.UNIT: Text("unit of time"),
        Role.BOUND: Text("bound"),
        Role.EVENT: Text("event it counts from"),
        Role.LASTING: Text("what goes on, or until when"),
        Role.CONDITION: Text("condition, or what it is about"),
        Role.LAW: Text("law"),
        Role.OPEN: Text("length without a number"),
        Role.LINK: Text("joins two parts"),
        Role.MARK: Text("punctuation"),
        Role.LIMB_END: Text("end of a part"),
        Role.IGNORED: Text("says nothing about when"),
        Role.GLOSS: Text("the same in English"),
        Role.DURATION: Text("duration (ISO 8601)"),
        Role.PLACEHOLDER: Text("stands for nothing stated"),
        Role.IN_THE_WAY: Text("stood in the way"),
        Role.LEFT_OVER: Text("not reached"),
    }
)
_OF_PIECES = MappingProxyType(
    {
        Event: Role.EVENT,
        While: Role.LASTING,
        Condition: Role.CONDITION,
        Law: Role.LAW,
        Open: Role.OPEN,
        Limit: Role.BOUND,
        Longer: Role.BOUND,
        Afterwards: Role.LINK,
        Plus: Role.LINK,
        Gap: Role.MARK,
    }
)
_BRACKETS = frozenset("()")


class Word(NamedTuple):
    """Words that stand together and have one role."""

    text: str
    role: Role


class Roles:
    """The roles of the tokens of one phrase, by their places; what is noted later holds."""

    def __init__(self) -> None:
        self.noted: dict[int, Role] = {}

    def note(self, role: Role, words: Iterable[Token]) -> None:
        """Note what some tokens were taken for."""
        for token in words:
            self.noted[token.at] = role

    def note_piece(self, piece: Piece, words: Sequence[Token]) -> None:
        """Note what the tokens of a piece are; what stands between brackets has roles of its own already."""
        match piece:
            case Span():
                for token, after in zip(words, (*words[1:], NOTHING), strict=True):
                    self.noted[token.at] = _in_span(token, after)
            case Remark():
                self.note(Role.MARK, (words[0], words[-1]))
            case Gap(joins=True):
                self.note(Role.LINK, words)
            case _:
                self.note(_OF_PIECES[type(piece)], words)

    def take(self, other: "Roles") -> None:
        """Take over what was noted elsewhere about the same phrase."""
        self.noted.update(other.noted)

    def blame(self, words: Sequence[Token]) -> None:
        """Note which words stood in the way: without any, the lengths that cannot be counted, or everything."""
        if not any(token.at >= 0 for token in words):
            uncounted = [at for at, role in self.noted.items() if role is Role.OPEN]
            self.noted.update(dict.fromkeys(uncounted or self.noted, Role.IN_THE_WAY))
        self.note(Role.IN_THE_WAY, words)

    def of(self, words: Sequence[Token]) -> tuple[Word, ...]:
        """Return the tokens of the phrase in their order, those side by side with one role together."""
        lines = accumulate(token.folded == LINE_END for token in words)
        placed = [(line, token) for line, token in zip(lines, words, strict=True) if token.folded != LINE_END]
        grouped = groupby(placed, key=lambda place: (place[0], self.noted.get(place[1].at, Role.LEFT_OVER)))
        return tuple(Word(written(token for _, token in group), role) for (_, role), group in grouped)


def _in_span(token: Token, after: Token) -> Role:
    if is_unit(token):
        return Role.UNIT
    if token.is_number or is_spelt(token) or token.folded in HALVES or token.folded in _BRACKETS:
        return Role.NUMBER
    if token.is_word or token.folded == "-":
        return Role.BOUND
    return Role.NUMBER if token.glued and after.glued else Role.MARK
