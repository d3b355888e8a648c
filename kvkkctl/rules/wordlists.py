"""The packaged lists of terms and words that rules look for (``words.tsv``, see ``WORDS.md``)."""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from kvkkctl.models import Term
from kvkkctl.vocabulary import TermKind, ascii_words, official

_DENIAL = "denial"
_PHRASE = "phrase"


class _Stem(NamedTuple):
    """One word of a phrase: the beginning of a word, or the whole of it."""

    letters: str
    whole: bool

    def begins(self, word: str) -> bool:
        return word == self.letters if self.whole else word.startswith(self.letters)


Phrase = tuple[_Stem, ...]


class Wordlist(NamedTuple):
    """Official terms of VERBİS, and phrases that are looked for in an organisation's own words."""

    terms: frozenset[str]
    phrases: tuple[Phrase, ...]


@cache
def _lines() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    _, *lines = files(__package__).joinpath("words.tsv").read_text(encoding="utf8").splitlines()
    for line in lines:
        name, kind, text = line.split("\t")
        found.setdefault(name, []).append((kind, text))
    return found


def names() -> tuple[str, ...]:
    """Return the names of the lists."""
    return tuple(_lines())


@cache
def wordlist(name: str) -> Wordlist:
    """Return a list. Raises ValueError for one with a term that is none of VERBİS's."""
    lines = _lines()[name]
    terms = {text: kind for kind, text in lines if kind != _PHRASE}
    if any(text not in official(TermKind(kind)) for text, kind in terms.items()):
        raise ValueError(name)
    return Wordlist(frozenset(terms), tuple(_phrase(text) for kind, text in lines if kind == _PHRASE))


def _phrase(text: str) -> Phrase:
    return tuple(_Stem(ascii_words(word), whole=word.startswith("=")) for word in text.split())


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
    parts, known = _parts(text), _by_letter(name)
    return any(
        _starts(parts[place:], phrase)
        for place, word in enumerate(parts)
        for phrase in known.get(word[0], ())
    )


@cache
def _by_letter(name: str) -> Mapping[str, tuple[Phrase, ...]]:
    """Return the phrases of a list by their first letter, so that most words are compared with few of them."""
    found: dict[str, list[Phrase]] = {}
    for phrase in wordlist(name).phrases:
        found.setdefault(phrase[0].letters[0], []).append(phrase)
    return {letter: tuple(phrases) for letter, phrases in found.items()}


@lru_cache(maxsize=65536)
def _parts(text: str) -> tuple[str, ...]:
    return tuple(ascii_words(text).split())


def _starts(parts: tuple[str, ...], phrase: Phrase) -> bool:
    return len(parts) >= len(phrase) and all(
        stem.begins(word) for stem, word in zip(phrase, parts, strict=False)
    )
