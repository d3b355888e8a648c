"""What stands beside a length and could make it another length than that of keeping.

Without a comma a clause behind a length may hold the length: "2 yıl giriş yapmazsa silinir" does not keep for two
years, and "10 yıl çalıştıktan sonra" does not count ten years from anything. A number behind the name of a law may be
an article's: "TTK 82 yıl", "KVKK 4 - 10 yıl", "VUK 5, TTK 10 yıl".
"""

import re
from collections.abc import Sequence

from kvkkctl.retention import lexicon
from kvkkctl.retention.labels import OTHER
from kvkkctl.retention.laws import is_article_word
from kvkkctl.retention.pieces import Condition, Event, Law, Piece, Span
from kvkkctl.retention.spans import LONGEST_OF_LAW
from kvkkctl.retention.tokens import Token, inflected, spelt
from kvkkctl.vocabulary.folding import ascii_fold

_PARTICIPLE = re.compile(".*[^dt][ae]n")
_PARTICIPLES = re.compile(".*[^dt][ae]n(?:l[ae]r.*)?")
_OWNED_ABLATIVE = re.compile(".*[iu]nd[ae]n")


def could_hold_the_length(piece: Piece, *, more: bool) -> bool:
    """Say whether a clause directly behind a length could have it as a part; `more` where another length follows."""
    if not piece.words:
        return False
    if isinstance(piece, Condition):
        people = more and bool(_PARTICIPLES.fullmatch(ascii_fold(piece.words[0].folded)))
        return is_if(piece) or people
    return isinstance(piece, Event) and not _is_point(piece)


def is_if(piece: Condition) -> bool:
    """Say whether a condition is something that happens, and not what is kept or a reservation."""
    if not piece.words or any(spelt(token.folded, "daha") for token in piece.words):
        return False
    last = piece.words[-1]
    return lexicon.is_condition(last) and last.folded not in lexicon.PURPOSES


def _is_point(event: Event) -> bool:
    """Say whether an event is a moment, which cannot last for the length in front of it."""
    words = [token for token in event.words if not _is_marker(token)]
    if words[0].folded in lexicon.ATTRIBUTES:
        return False
    if any(_PARTICIPLE.fullmatch(ascii_fold(token.folded)) for token in words[:-1]):
        return False
    last = words[-1]
    owned = _OWNED_ABLATIVE.fullmatch(ascii_fold(last.folded))
    return event.code != OTHER or bool(owned) or inflected(last.folded, "tarih")


def _is_marker(token: Token) -> bool:
    return token.folded in lexicon.FROM or token.folded in lexicon.AFTER


def could_be_articles(found: Sequence[Piece], length: Span, words: Sequence[Token], at: int) -> bool:
    """Say whether a number of a length, or one in front of it, could be an article's as well."""
    laws = [piece for piece in found if isinstance(piece, Law) and not piece.leads]
    if any(_could_be_years(law) for law in laws) and not any(isinstance(piece, Span) for piece in found):
        return True
    if not laws or found[-1] is not laws[-1] or laws[-1].words[-1].at + 1 != words[at].at:
        return False
    dash = words[at].is_number and words[at + 1].folded == "-" and not laws[-1].words[-1].is_number
    return dash or length.limits[-1][1].years > LONGEST_OF_LAW


def _could_be_years(law: Law) -> bool:
    """Say whether the number behind the name of a law is no longer than a period of the law."""
    *name, number = law.words
    if not name or not number.is_number or not name[-1].is_word or is_article_word(name[-1]):
        return False
    return len(number.folded) <= len(str(LONGEST_OF_LAW)) and int(number.folded) <= LONGEST_OF_LAW
