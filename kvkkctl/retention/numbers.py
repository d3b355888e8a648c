"""Whole numbers in digits ("10"), in Turkish words ("on", "yirmi dört", "onbeş"), and both at once ("10 (on)")."""

from collections.abc import Sequence

from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.tokens import NOTHING, Token, Words, plain

_ONES = ("", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
_TENS = ("", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan")
_HUNDRED = "yüz"
_LONGEST_RUN = 4
_LONGEST_DIGITS = 9
_BEYOND = 10**_LONGEST_DIGITS


def spell(number: int) -> str:
    """Return 1 to 999 in Turkish words."""
    hundreds, tens = divmod(number, 100)
    parts = (
        _ONES[hundreds] if hundreds > 1 else "",
        _HUNDRED if hundreds else "",
        _TENS[tens // 10],
        _ONES[tens % 10],
    )
    return " ".join(part for part in parts if part)


_SPELT = Words({spell(n).replace(" ", ""): n for n in range(1, 1000)} | {"sıfır": 0})

_STARTS = tuple(plain(word) for word in (*_ONES, *_TENS, _HUNDRED, "sıfır") if word)


def is_spelt(token: Token) -> bool:
    """Say whether a word is a number, or the start of one."""
    return token.folded in _SPELT


def number(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Read a number at a place: its value and the place after it; None where there is none.

    Raises PhraseError where the words in brackets behind a number say another one.
    """
    first = _digits_or_words(words, at)
    if not first:
        return None
    value, end = first
    if words[end].folded == "(":
        again = _digits_or_words(words, end + 1)
        if again and words[again[1]].folded == ")":
            if again[0] != value:
                raise PhraseError(Reason.NUMBERS_DIFFER, words[at : again[1] + 1])
            return value, again[1] + 1
    return first


def _digits_or_words(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    if words[at].is_number:
        digits = words[at].folded
        return int(digits) if len(digits) <= _LONGEST_DIGITS else _BEYOND, at + 1
    if not plain(words[at].folded).startswith(_STARTS):
        return None
    for end in range(at + _LONGEST_RUN, at, -1):
        run = words[at:end]
        if len(run) == end - at and NOTHING not in run and all(token.is_word for token in run):
            value = _SPELT.get("".join(token.folded for token in run))
            if value is not None:
                return value, end
    return None
