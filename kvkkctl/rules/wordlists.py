"""The packaged lists of terms and words that rules look for (``words.toml``), and how they are looked for."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from kvkkctl.models import Term
from kvkkctl.vocabulary import TermKind, ascii_fold, official, words

_DENIAL = "denial"


class _Stem(NamedTuple):
    """One word of a phrase: the beginning of a word, or the whole of it."""

    letters: str
    whole: bool

    def begins(self, word: str) -> bool:
        return word == self.letters if self.whole else word.startswith(self.letters)


Phrase = tuple[_Stem, ...]


class Wordlist(NamedTuple):
    """Official terms of a list, and phrases that are looked for in an organisation's own words."""

    kind: TermKind | None
    terms: frozenset[str]
    phrases: tuple[Phrase, ...]


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf8"))


def names() -> tuple[str, ...]:
    """Return the names of the lists."""
    return tuple(_tables())


@cache
def wordlist(name: str) -> Wordlist:
    """Return a list. Raises ValueError for one with a term that is none of VERBİS's."""
    table = _tables()[name]
    kind = TermKind(table["kind"]) if "kind" in table else None
    terms = frozenset(table.get("terms", ()))
    if terms and (kind is None or terms - official(kind).keys()):
        raise ValueError(name)
    return Wordlist(kind, terms, tuple(map(_phrase, table.get("phrases", ()))))


def _phrase(text: str) -> Phrase:
    return tuple(_Stem(words(ascii_fold(word)), whole=word.startswith("=")) for word in text.split())


@lru_cache(maxsize=65536)
def says(name: str, text: str | None) -> bool:
    """Say whether text has a phrase of a list, and nothing in it that denies."""
    return _has(name, text or "") and not _has(_DENIAL, text or "")


@lru_cache(maxsize=65536)
def consists_of(lists: tuple[str, ...], text: str) -> bool:
    """Say whether text is made of phrases of these lists and of nothing else."""
    phrases = [phrase for name in lists for phrase in wordlist(name).phrases]
    rest = _parts(text)
    while rest:
        length = max((len(phrase) for phrase in phrases if _starts(rest, phrase)), default=0)
        if not length:
            return False
        rest = rest[length:]
    return True


def stands_for(name: str, term: Term) -> bool:
    """Say whether a term is mapped to one of a list, or says a phrase of it."""
    if term.official in wordlist(name).terms:
        return True
    return says(name, term.label)


def _has(name: str, text: str) -> bool:
    parts = _parts(text)
    return any(
        _starts(parts[place:], phrase) for phrase in wordlist(name).phrases for place in range(len(parts))
    )


def _parts(text: str) -> list[str]:
    return words(ascii_fold(text)).split()


def _starts(parts: list[str], phrase: Phrase) -> bool:
    return len(parts) >= len(phrase) and all(
        stem.begins(word) for stem, word in zip(phrase, parts, strict=False)
    )
