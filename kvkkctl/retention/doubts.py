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
from kvkkctl.retention.pieces import Condition, Event, Gap, Law, Piece, Span
from kvkkctl.retention.spans import LONGEST_OF_LAW
from kvkkctl.retention.tokens import Token, inflected, spelt, word_set
from kvkkctl.vocabulary.folding import ascii_fold

_PARTICIPLE = re.compile(".*[^dt][ae]n")
_PARTICIPLES = re.compile(".*[^dt][ae]n(?:l[ae]r.*)?")
_OWNED_ABLATIVE = re.compile(".*[iu]nd[ae]n")
_ABLATIVE = re.compile(".*[dt][ae]n")
# "10 yıl sözleşmenin bitiminden", and not "3 ay staj bitiminden"; "iş" stands for "iş akdinin"
_IN_A_CASE = re.compile(".*[iu]n|.*[dt][ae]n|is")
_QUALITY = re.compile(".*l[iu]")
_LASTING = word_set("yıldır senedir aydır haftadır gündür saattir")
_GOING_ON = re.compile(".+m[ae]kt[ae](?:d[ıi]r)?|.+[ıiuü]yor")
_PLAIN_QUALITIES = word_set("mali ilgili yetkili görevli")


def has_lasted(words: Sequence[Token]) -> bool:
    """Say whether a length is that for which something has been going on ("3 yıldır saklanmaktadır")."""
    for unit, *after in zip(words, words[1:], (*words[2:], None), strict=False):
        if unit.folded in _LASTING and any(each and _GOING_ON.fullmatch(each.folded) for each in after):
            return True
    return False


def could_hold_the_length(piece: Piece, length: Sequence[Token], *, more: bool) -> bool:
    """Say whether a clause behind a length, no comma between, has it as a part; `more` where another length follows."""
    if not piece.words or not length:
        return False
    directly = length[-1].at + 1 == piece.words[0].at
    if isinstance(piece, Condition):
        return is_if(piece) or ((directly or more) and _is_said_of_some(piece.words, more=more))
    return isinstance(piece, Event) and not _is_point(piece, directly=directly)


def _is_said_of_some(words: Sequence[Token], *, more: bool) -> bool:
    """Say whether words are those to whom something happened or who are somehow ("çalışanlar", "vadeli krediler")."""
    first, *rest = (ascii_fold(token.folded) for token in words)
    if not more and _ABLATIVE.fullmatch(first):
        return False
    some = any(_PARTICIPLES.fullmatch(word) for word in ((first,) if more else (first, *rest)))
    return some or _is_quality(words[0])


def _is_quality(token: Token) -> bool:
    quality = _QUALITY.fullmatch(ascii_fold(token.folded)) and token.folded not in _PLAIN_QUALITIES
    return bool(quality) or token.folded in lexicon.ATTRIBUTES


def is_if(piece: Condition) -> bool:
    """Say whether a condition is something that happens, and not what is kept or a reservation."""
    if not piece.words or any(spelt(token.folded, "daha") for token in piece.words):
        return False
    last = piece.words[-1]
    return lexicon.is_condition(last) and last.folded not in lexicon.PURPOSES


def _is_point(event: Event, *, directly: bool) -> bool:
    """Say whether an event is a moment, which cannot last for the length in front of it, and has not got it either."""
    words = [token for token in event.words if not _is_marker(token)]
    if any(_PARTICIPLE.fullmatch(ascii_fold(token.folded)) for token in words[:-1]):
        return False
    first, last = (ascii_fold(token.folded) for token in (words[0], words[-1]))
    if directly and not (
        len(words) == 1 or _IN_A_CASE.fullmatch(first) or inflected(words[-1].folded, "tarih")
    ):
        return False
    if _is_quality(words[0]) or (directly and any(inflected(token.folded, "süre") for token in words)):
        return False
    return (
        event.code != OTHER or bool(_OWNED_ABLATIVE.fullmatch(last)) or inflected(words[-1].folded, "tarih")
    )


def _is_marker(token: Token) -> bool:
    return token.folded in lexicon.FROM or token.folded in lexicon.AFTER


def could_be_articles(found: Sequence[Piece], length: Span, words: Sequence[Token], at: int) -> bool:
    """Say whether a number of a length, or one in front of it, could be an article's as well."""
    dashed = len(found) > 1 and isinstance(found[-1], Gap) and isinstance(found[-2], Law)
    apart = words[at].is_number and words[at + 1].folded == "-" and not words[at + 1].glued
    if dashed and (apart or length.limits[-1][1].years > LONGEST_OF_LAW):
        return True
    laws = [piece for piece in found if isinstance(piece, Law) and not piece.leads]
    if any(could_be_years(law.words) for law in laws) and not any(isinstance(piece, Span) for piece in found):
        return True
    if not laws or found[-1] is not laws[-1] or laws[-1].words[-1].at + 1 != words[at].at:
        return False
    dash = words[at].is_number and words[at + 1].folded == "-" and not laws[-1].words[-1].is_number
    return dash or length.limits[-1][1].years > LONGEST_OF_LAW


def could_be_years(law: Sequence[Token]) -> bool:
    """Say whether the number behind the name of a law is no longer than a period of the law."""
    *name, number = law
    if not name or not number.is_number or not name[-1].is_word or is_article_word(name[-1]):
        return False
    return len(number.folded) <= len(str(LONGEST_OF_LAW)) and int(number.folded) <= LONGEST_OF_LAW
