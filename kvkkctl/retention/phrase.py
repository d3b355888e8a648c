"""From the words in which a retention is written to what they say.

A phrase is read whole or not at all: each of its words is part of a length, a bound, an event, a condition, a reference
to a law, or a remark that is known to say nothing about when. The words stay beside the reading. Limbs end at a
semicolon, at the end of a sentence and at a bullet; a new line is taken for a space and for the end of a limb, and
where both can be read and differ, neither is. See `kvkkctl.retention.grammar` for a limb, and `kvkkctl.retention.limbs`
for what its pieces make together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kvkkctl.law.period import Period
from kvkkctl.models import Bound, Reading, RetentionKind, RetentionTerm
from kvkkctl.retention import gloss, lexicon
from kvkkctl.retention.apart import AlikeError, Apart
from kvkkctl.retention.asides import is_destruction, is_reservation
from kvkkctl.retention.bounds import maximum
from kvkkctl.retention.doubts import has_lasted
from kvkkctl.retention.grammar import pieces
from kvkkctl.retention.limbs import Statement, statements
from kvkkctl.retention.listing import without_numbers
from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.roles import Role, Roles, Word
from kvkkctl.retention.spans import check
from kvkkctl.retention.tokens import LIMB_END, LINE_END, Token, tokens, written

_LIMB = Token(LIMB_END, LIMB_END)
_BLANK = frozenset("-?._/*;…\n")
_LONGEST_DURATION = 32
_DATED = frozenset({RetentionKind.BOUNDED, RetentionKind.EVENT_ONLY})


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a phrase was not read, and the words that it lies in."""

    reason: Reason
    words: str


def read(text: str) -> Reading:
    """Return what a retention phrase says, `unreadable` with a reason where that is not certain. Never raises."""
    return _read(text)[0]


def failure(text: str) -> Failure | None:
    """Return what stood in the way of reading a phrase; None for one that is read."""
    return _read(text)[1]


def words_of(text: str) -> tuple[Word, ...]:
    """Return what the words of a phrase were taken for: all of them, each once, in their order."""
    roles, words = Roles(), tokens(text)
    try:
        _together(_phrase(text, words, roles))
    except PhraseError as error:
        roles.blame(error.tokens)
    return roles.of(words)


@lru_cache(maxsize=65536)
def _read(text: str) -> tuple[Reading, Failure | None]:
    try:
        kind, terms, reason = _together(_phrase(text, tokens(text), Roles()))
    except PhraseError as error:
        reading = Reading(text=text, kind=RetentionKind.UNREADABLE, reason=error.reason.value)
        return reading, Failure(error.reason, error.words)
    longest = maximum(terms) if kind is RetentionKind.BOUNDED else None
    return Reading(text=text, kind=kind, terms=terms, maximum=longest, reason=reason and reason.value), None


def _phrase(text: str, words: Sequence[Token], roles: Roles) -> tuple[Statement, ...]:
    if _is_missing(words):
        roles.note(Role.PLACEHOLDER, words)
        return (Statement(RetentionKind.MISSING, reason=Reason.EMPTY),)
    if period := _duration(text):
        check(period, words)
        roles.note(Role.DURATION, words)
        return (Statement(RetentionKind.BOUNDED, (RetentionTerm(period=str(period)),)),)
    if has_lasted(words):
        raise PhraseError(Reason.LEFTOVER, words)
    if not gloss.is_in_english(words):
        return _lines(words, roles)
    words, units = gloss.without_units(words)
    roles.note(Role.GLOSS, units)
    parts = gloss.halves(words)
    if not parts:
        return _lines(words, roles)
    turkish, english = parts
    said = _lines(turkish, roles)
    found = gloss.read(english)
    if not found or not found.agrees(*_together(said)):
        raise PhraseError(Reason.GLOSS, english)
    outside = [token for token in words if token not in turkish and token not in english]
    roles.note(Role.MARK, outside)
    roles.note(Role.GLOSS, english)
    return said


def _is_missing(words: Sequence[Token]) -> bool:
    named = [token.folded for token in words if token.is_word]
    rest = (token.folded for token in words if not token.is_word)
    return all(mark in _BLANK for mark in rest) and (not named or "_".join(named) in lexicon.MISSING)


def _duration(text: str) -> Period | None:
    try:
        return Period.parse(text.strip().upper()) if len(text) <= _LONGEST_DURATION else None
    except ValueError:
        return None


def _lines(words: Sequence[Token], roles: Roles) -> tuple[Statement, ...]:
    words, numbers = without_numbers(words)
    said = _of_lines(words, roles)
    roles.note(Role.MARK, numbers)
    return said


def _of_lines(words: Sequence[Token], roles: Roles) -> tuple[Statement, ...]:
    joined = [token for token in words if token.folded != LINE_END]
    if len(joined) == len(words):
        return _limbs(words, roles)
    split = [token._replace(folded=LIMB_END) if token.folded == LINE_END else token for token in words]
    noted = Roles(), Roles()
    together, apart = _attempt(joined, noted[0]), _attempt(split, noted[1])
    roles.take(noted[isinstance(together, PhraseError) and not isinstance(apart, PhraseError)])
    if isinstance(together, PhraseError):
        if isinstance(apart, PhraseError):
            raise together
        return apart
    # where each line has a length of its own, one length of them all is only another way to read them
    differ = not isinstance(apart, PhraseError) and _together(apart) != _together(together)
    if differ or isinstance(apart, AlikeError):
        raise PhraseError(Reason.LINES)
    return together


def _attempt(words: Sequence[Token], roles: Roles) -> tuple[Statement, ...] | PhraseError:
    try:
        said = _limbs(words, roles)
        _together(said)
    except PhraseError as error:
        return error
    return said


def _limbs(words: Sequence[Token], roles: Roles) -> tuple[Statement, ...]:
    said: list[Statement] = []
    apart = Apart()
    for n, limb in enumerate(_split(words, roles)):
        if n and _is_remark(limb, said):
            roles.note(Role.IGNORED, limb)
        elif said and is_reservation(limb):
            roles.note(Role.CONDITION, limb)
            said = [statement.provided(written(limb)) for statement in said]
        else:
            for statement in statements(pieces(limb, roles)):
                if statement.loose and any(before.has_length for before in said):
                    raise PhraseError(Reason.UNKNOWN_LENGTH, limb)
                found = _longer(statement, said, limb) if statement.longer else statement
                if statement.loose and len(said) == 1 and said[0].is_plain_until:
                    found = statement.after(said.pop())
                said.insert(apart.place(found, limb, len(said)), found)
    return tuple(said)


def _is_remark(limb: Sequence[Token], said: Sequence[Statement]) -> bool:
    """Say whether a limb only says what happens at the end of the length before it."""
    has_length = bool(said) and said[-1].has_length
    return lexicon.ends(limb) or (has_length and is_destruction(limb))


def _longer(statement: Statement, said: Sequence[Statement], limb: Sequence[Token]) -> Statement:
    """Read "longer" as at least as long as the one length said before."""
    last = said[0].terms[-1] if len(said) == 1 and said[0].terms else None
    if not last or not last.period or last.bound is Bound.AT_LEAST or last.condition:
        raise PhraseError(Reason.APPROXIMATE, limb)
    at_least = {"bound": Bound.AT_LEAST, "condition": statement.longer, "law": None}
    return Statement(RetentionKind.BOUNDED, (last.model_copy(update=at_least),))


def _split(words: Sequence[Token], roles: Roles) -> Iterator[Sequence[Token]]:
    limb: list[Token] = []
    depth = 0
    for token in (*words, _LIMB):
        depth += {"(": 1, ")": -1}.get(token.folded, 0)
        if token.folded != LIMB_END or depth:
            limb.append(token)
            continue
        roles.note(Role.LIMB_END, (token,))
        if limb:
            bullet = _is_bulleted(limb)
            roles.note(Role.MARK, limb[:bullet])
            yield limb[bullet:]
            limb = []
    if limb:
        raise PhraseError(Reason.LEFTOVER, limb)


def _is_bulleted(limb: Sequence[Token]) -> bool:
    """Say whether a limb starts with a dash in front of a word; in front of a number it could be a sign."""
    return len(limb) > 1 and limb[0].folded == "-" and limb[1].is_word and not limb[1].glued


def _together(said: Sequence[Statement]) -> tuple[RetentionKind, tuple[RetentionTerm, ...], Reason | None]:
    """Join what the limbs say. Raises PhraseError where some state a length and others do not."""
    kinds = {statement.kind for statement in said}
    terms = tuple(term for statement in said for term in statement.terms)
    if kinds <= _DATED:
        return (
            (RetentionKind.BOUNDED if RetentionKind.BOUNDED in kinds else RetentionKind.EVENT_ONLY),
            terms,
            None,
        )
    if len(kinds) > 1:
        raise PhraseError(Reason.MIXED)
    return said[0].kind, terms, said[0].reason
