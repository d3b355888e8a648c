"""How the last word of a clause ends, and which stems are in it."""

import re
from collections.abc import Sequence

from kvkkctl.retention.tokens import Token, inflected
from kvkkctl.vocabulary.folding import ascii_fold

_ABLATIVE = re.compile(".*[dt][ae]n")
_ACCUSATIVE = re.compile(".*[iu]")
_DATIVE = re.compile(".*[ae]")

Clause = Sequence[Token]
"""The words of a clause, in their order."""


def is_ablative(words: Clause) -> bool:
    """Say whether the last word can be "from …"."""
    return ends(words, _ABLATIVE)


def is_accusative(words: Clause) -> bool:
    """Say whether the last word can be the object of "following"."""
    return ends(words, _ACCUSATIVE)


def is_dative(words: Clause) -> bool:
    """Say whether the last word can be "up to …"."""
    return ends(words, _DATIVE)


def ends(words: Clause, ending: re.Pattern[str]) -> bool:
    """Say whether the last word, without Turkish letters, has an ending."""
    return bool(words) and bool(ending.fullmatch(ascii_fold(words[-1].folded)))


def has(words: Clause, stems: Sequence[str]) -> bool:
    """Say whether one of the words is a form of one of these stems."""
    return any(inflected(token.folded, stem) for token in words for stem in stems)
