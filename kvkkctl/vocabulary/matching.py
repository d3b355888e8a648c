"""From what an organisation wrote to the official term: exact, alias, close (offered, never applied), none.

A label is compared in four ways, the strictest first: its words; the packaged aliases; its words without a generic
tail ("Bilgileri") or a plural ending; its words without Turkish letters. The first three tell terms apart for sure;
the last is taken only where one term answers. What is merely similar is a suggestion for a person.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from kvkkctl.likeness import likeness
from kvkkctl.vocabulary.folding import ascii_fold, words
from kvkkctl.vocabulary.terms import TermKind, terms

CLOSE = 0.82
_CLOSE_WORD = 0.7
_TAILS = {
    "bilgi",
    "bilgisi",
    "bilgileri",
    "bilgiler",
    "bilgileriniz",
    "bilginiz",
    "veri",
    "verisi",
    "verileri",
    "veriler",
}
# what most purposes, or most measures, have in common tells none from another
_COMMON = {
    "ve",
    "sureclerinin",
    "faaliyetlerinin",
    "islerinin",
    "calismalarinin",
    "islemlerinin",
    "yurutulmesi",
    "alinmaktadir",
    "kullanilmaktadir",
    "saglanmaktadir",
    "uygulanmaktadir",
    "yapilmaktadir",
}
_PLURALS = (("ları", "ı"), ("leri", "i"), ("lar", ""), ("ler", ""))
_SHORTEST_STEM = 3


class MatchKind(StrEnum):
    """How a label came to its official term."""

    EXACT = "exact"
    ALIAS = "alias"
    CLOSE = "close"
    NONE = "none"


class Match(NamedTuple):
    """The official term of a label, or for `CLOSE` the suggestion and its likeness (0 to 1)."""

    kind: MatchKind
    term: str | None = None
    suggestion: str | None = None
    score: float = 0.0


def _tailless(kind: TermKind, label: str) -> str:
    parts = words(label).split()
    if kind is TermKind.CATEGORY:
        while len(parts) > 1 and parts[-1] in _TAILS:
            parts.pop()
    if parts and kind in {TermKind.SUBJECT, TermKind.RECIPIENT, TermKind.CATEGORY}:
        for ending, rest in _PLURALS:
            if parts[-1].endswith(ending) and len(parts[-1]) - len(ending) >= _SHORTEST_STEM:
                parts[-1] = parts[-1].removesuffix(ending) + rest
                break
    return " ".join(parts)


def _index(kind: TermKind, key: Callable[[str], str], *, aliases: bool) -> Mapping[str, str | None]:
    found: dict[str, str | None] = {}
    for term in terms(kind):
        for label in (term.name, *(term.aliases if aliases else ())):
            name = key(label)
            found[name] = term.name if found.get(name, term.name) == term.name else None
    return found


@cache
def _indexes(kind: TermKind) -> tuple[Mapping[str, str | None], ...]:
    return (
        _index(kind, words, aliases=False),
        _index(kind, words, aliases=True),
        _index(kind, lambda label: _tailless(kind, label), aliases=True),
        _index(kind, lambda label: words(ascii_fold(label)), aliases=True),
        _index(kind, lambda label: words(ascii_fold(_tailless(kind, label))), aliases=True),
    )


@lru_cache(maxsize=65536)
def match(kind: TermKind, label: str) -> Match:
    """Match one label (one term, not a list) to the VERBİS list of its kind."""
    if not words(label):
        return Match(MatchKind.NONE)
    return known_term(kind, label) or _closest(kind, label)


@lru_cache(maxsize=65536)
def known_term(kind: TermKind, label: str) -> Match | None:
    """Return the match of a label that is a VERBİS term for sure; None for any other, however close."""
    plain = words(label)
    exact, alias, tailless, plain_ascii, tailless_ascii = _indexes(kind)
    if found := exact.get(plain):
        return Match(MatchKind.EXACT, found, score=1.0)
    stem = _tailless(kind, label)
    tries = (
        (alias, plain),
        (tailless, stem),
        (plain_ascii, words(ascii_fold(label))),
        (tailless_ascii, ascii_fold(stem)),
    )
    for index, key in tries:
        if found := index.get(key):
            return Match(MatchKind.ALIAS, found, score=1.0)
    return None


def _closest(kind: TermKind, label: str) -> Match:
    for term in terms(kind):
        if _tailless(kind, label) in {_tailless(kind, hint) for hint in term.suggests}:
            return Match(MatchKind.CLOSE, suggestion=term.name, score=0.9)
    best, score = "", 0.0
    stem = _telling(kind, label)
    for name, key in _suggestible(kind):
        ratio = likeness(key, stem, max(score, CLOSE))
        if ratio > score and _says_nothing_else(stem, key):
            best, score = name, ratio
    if best:
        return Match(MatchKind.CLOSE, suggestion=best, score=round(score, 2))
    return Match(MatchKind.NONE)


def _says_nothing_else(label: str, term: str) -> bool:
    """Say whether each word of a label is like one of the term: a word may be left out, but not replaced."""
    return all(any(likeness(word, other, _CLOSE_WORD) for other in term.split()) for word in label.split())


@cache
def _suggestible(kind: TermKind) -> tuple[tuple[str, str], ...]:
    return tuple(
        (term.name, _telling(kind, label)) for term in terms(kind) for label in (term.name, *term.aliases)
    )


def _telling(kind: TermKind, label: str) -> str:
    stem = ascii_fold(_tailless(kind, label))
    return " ".join(word for word in stem.split() if word not in _COMMON) or stem
