"""From what an organisation wrote to the official term: exact, alias, close (offered, never applied), none.

A label is compared in four ways, the strictest first: its words; the packaged aliases; its words without a generic
tail ("Bilgileri") or a plural ending; its words without Turkish letters. The first three tell terms apart for sure;
the last is taken only where one term answers. What is merely similar is a suggestion for a person.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache, lru_cache

from kvkkctl.vocabulary.folding import ascii_fold, words
from kvkkctl.vocabulary.terms import TermKind, terms

CLOSE = 0.82
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
# what most purposes have in common tells none from another
_COMMON = {
    "ve",
    "sureclerinin",
    "faaliyetlerinin",
    "islerinin",
    "calismalarinin",
    "islemlerinin",
    "yurutulmesi",
}
_PLURALS = (("ları", "ı"), ("leri", "i"), ("lar", ""), ("ler", ""))
_SHORTEST_STEM = 3


class MatchKind(StrEnum):
    """How a label came to its official term."""

    EXACT = "exact"
    ALIAS = "alias"
    CLOSE = "close"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
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
    plain = words(label)
    if not plain:
        return Match(MatchKind.NONE)
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
    return _closest(kind, label, plain)


def _closest(kind: TermKind, label: str, plain: str) -> Match:
    for term in terms(kind):
        if plain in {words(hint) for hint in term.suggests}:
            return Match(MatchKind.CLOSE, suggestion=term.name, score=0.9)
    best, score = "", 0.0
    stem = _telling(kind, label)
    for name, key in _suggestible(kind):
        matcher = SequenceMatcher(None, key, stem, autojunk=False)
        if matcher.real_quick_ratio() > score and matcher.quick_ratio() > score:
            ratio = matcher.ratio()
            if ratio > score:
                best, score = name, ratio
    if score >= CLOSE:
        return Match(MatchKind.CLOSE, suggestion=best, score=round(score, 2))
    return Match(MatchKind.NONE)


@cache
def _suggestible(kind: TermKind) -> tuple[tuple[str, str], ...]:
    return tuple(
        (term.name, _telling(kind, label)) for term in terms(kind) for label in (term.name, *term.aliases)
    )


def _telling(kind: TermKind, label: str) -> str:
    stem = ascii_fold(_tailless(kind, label))
    return " ".join(word for word in stem.split() if word not in _COMMON) or stem
