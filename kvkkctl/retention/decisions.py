"""References to decisions by their number, so that it is not taken for a length: "2018/63 sayılı Kurul kararı".

::

    decision = [["KVKK"] "Kurulu'nun"] [DATE "tarihli" ["ve"]] NUMBER "/" NUMBER ("sayılı" | "s.") [words] "karar"
"""

from collections.abc import Sequence

from kvkkctl.retention.tokens import Token, inflected, plain, word_set

Source = tuple[tuple[str, ...], int]
"""The numbers of the laws that a reference names, and the place after it."""

_BODY = ("kurul", "kurum", "komisyon", "bakanlık", "bakanlığ", "encümen", "meclis")
_LONGEST_BODY = 6
_LONGEST_TITLE = 4
_DATED = word_set("tarihli tarih günlü")
_NUMBERED = word_set("sayılı nolu numaralı sy s")
_DECISIONS = ("karar", "genelge")
_DATE_TOKENS = 5
_STARTS = (
    "kvk",
    "kisisel",
    "kurul",
    "kurum",
    "komisyon",
    "bakanl",
    "encumen",
    "meclis",
    "belediye",
    "yonetim",
)


def decision(words: Sequence[Token], at: int) -> Source | None:
    """Read a decision with its number at a place; None where there is none."""
    if not (words[at].is_number or plain(words[at].folded).startswith(_STARTS)):
        return None
    start = _after_date(words, _after_body(words, at))
    if start + 5 >= len(words):
        return None
    year, mark, number, numbered = words[start : start + 4]
    if not (year.is_number and mark.folded == "/" and number.is_number and numbered.folded in _NUMBERED):
        return None
    first = start + 4 + (words[start + 4].folded == ".")
    for end in range(first, min(first + _LONGEST_TITLE, len(words))):
        if not words[end].is_word:
            return None
        if any(inflected(words[end].folded, kind) for kind in _DECISIONS):
            return (), end + 1
    return None


def _after_body(words: Sequence[Token], at: int) -> int:
    for end in range(at, min(at + _LONGEST_BODY, len(words) - _DATE_TOKENS)):
        if not words[end].is_word:
            return at
        if any(inflected(words[end].folded, body) for body in _BODY):
            return end + 1 if words[end + 1].is_number else at
    return at


def _after_date(words: Sequence[Token], at: int) -> int:
    end = at + _DATE_TOKENS
    if len(words) <= end or words[end].folded not in _DATED:
        return at
    day, dot, month, again, year = words[at:end]
    if not (day.is_number and month.is_number and year.is_number and dot.folded == again.folded):
        return at
    return end + 1 + (words[end + 1].folded == "ve")
