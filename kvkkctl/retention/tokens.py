"""The words, numbers and marks of a phrase, and how a word is compared with a spelling.

Writers lose Turkish letters ("yil", "YIL", "ilişkısı") but do not invent them: a word stands for a spelling where each
letter is the spelling's, or its plain one. So "uc" is "üç" and "ön" is not "on". Stems carry endings: a noun's (number,
owner, case), or a verbal noun's (voice, then -ma, -ış, -ım, -dık, -an, -ınca); the negative of a verb is another verb.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from kvkkctl.vocabulary import fold
from kvkkctl.vocabulary.folding import ascii_fold

V = TypeVar("V")

LIMB_END = ";"
LINE_END = "\n"
_TOKEN = re.compile(
    r"[0-9]+|(?:\b(?:[eE]|[wW][iİI]|[cC][hH][eE][cC][kK]|[oO][pP][tT])-(?=[^\W\d_]{2}))?[^\W\d_]+(?:['’‘`´][^\W\d_]+)*|\n|\S"
)
_APOSTROPHES = re.compile("['’‘`´]")
_MARKS = str.maketrans("–—‐‑−[]{}•·▪●", "-----()();;;;")
_ABBREVIATIONS = frozenset(["md", "mad", "sy", "no", "nr", "art", "vb", "vs", "bkz", "min", "max", "maks"])

_CASE = "(?:n?[iu]n|[dt][ae]n?|nd[ae]n?|y?[iu]|n[iu]|[yn]?[ae])?"
_OWNER = "(?:s?[iu]|[iu]?[mn](?:[iu]z)?)?"
_NOUN = re.compile(rf"(?:l[ae]r)?{_OWNER}{_CASE}(?:ki)?(?:d[iu]r)?")
_VOICE = "(?:[iu]?[ln]|[td]?[iu]r|t)*"
_VERBAL = "(?:m[ae](?!m[ae]|d[iu][gk]|y[ae]n|z)|y?[iu][sm]|[dt][iu][gk]|y?[ae]n|y?[iu]nc[ae])"
_VERB = re.compile(rf"{_VOICE}{_VERBAL}(?:l[ae]r)?{_OWNER}{_CASE}")


class Token(NamedTuple):
    """One word, number or mark: as written, folded, whether it touches what stands before it, and its place."""

    text: str
    folded: str
    glued: bool = False
    at: int = -1

    @property
    def is_word(self) -> bool:
        """Whether it is a word."""
        return self.folded[:1].isalpha()

    @property
    def is_number(self) -> bool:
        """Whether it is a number in digits."""
        return self.folded.isascii() and self.folded.isdigit()

    @property
    def name(self) -> str:
        """A word without what follows its apostrophe: ``TBK'nın`` is ``tbk``."""
        return fold(_APOSTROPHES.split(self.text)[0])


NOTHING = Token("", "")


def tokens(text: str) -> tuple[Token, ...]:
    """Split a phrase into tokens; the end of a sentence and a bullet become `LIMB_END`, a new line `LINE_END`."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    clean = "".join(c for c in composed if unicodedata.category(c) not in {"Mn", "Cf"}).strip()
    found: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(clean):
        word = match[0]
        folded = _APOSTROPHES.sub("", fold(word)).translate(_MARKS) or word
        token = Token(word, folded, match.start() == end, len(found))
        end = match.end()
        if word == "." and _ends_sentence(found, clean[end : end + 1]):
            token = token._replace(folded=LIMB_END, glued=False)
        found.append(token)
    return tuple(found)


def is_apostrophe(token: Token) -> bool:
    """Say whether a token is an apostrophe that stands behind a number."""
    return token.glued and bool(_APOSTROPHES.fullmatch(token.text))


def _ends_sentence(before: list[Token], after: str) -> bool:
    if not after:
        return True
    last = before[-1] if before else NOTHING
    shortened = last.is_word and (len(last.folded) == 1 or ascii_fold(last.name) in _ABBREVIATIONS)
    return after.isspace() and not last.is_number and not shortened


def written(words: Iterable[Token]) -> str:
    """Return tokens as they were written, single spaces between them."""
    text = ""
    for token in words:
        text += token.text if token.glued or not text else f" {token.text}"
    return text.rstrip()


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Return a folded word without Turkish letters."""
    return ascii_fold(word)


def spelt(word: str, spelling: str) -> bool:
    """Say whether a folded word stands for a spelling, Turkish letters kept or lost."""
    return word == spelling or (
        len(word) == len(spelling)
        and all(
            a == b or ((a.isascii() or a == "ı") and ascii_fold(a) == ascii_fold(b))
            for a, b in zip(word, spelling, strict=True)
        )
    )


@lru_cache(maxsize=65536)
def inflected(word: str, stem: str) -> bool:
    """Say whether a folded word is a noun of this stem, or a verbal noun where the stem ends in ``-``."""
    verb = stem.endswith("-")
    stem = stem.removesuffix("-")
    rest = ascii_fold(word[len(stem) :])
    return spelt(word[: len(stem)], stem) and bool((_VERB if verb else _NOUN).fullmatch(rest))


class Words(Generic[V]):
    """Exact words, Turkish letters kept or lost, each with what it means."""

    def __init__(self, meanings: Mapping[str, V]) -> None:
        self._found: dict[str, list[tuple[str, V]]] = {}
        for spelling, meaning in meanings.items():
            self._found.setdefault(ascii_fold(spelling), []).append((spelling, meaning))

    def get(self, word: str) -> V | None:
        """Return what a folded word means; None for a word that is not among these."""
        for spelling, meaning in self._found.get(plain(word), ()):
            if spelt(word, spelling):
                return meaning
        return None

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None


def word_set(*lines: str) -> Words[bool]:
    """Return the words of some lines as exact words."""
    return Words(dict.fromkeys(" ".join(lines).split(), True))


def stems(*lines: str) -> tuple[str, ...]:
    """Return the words of some lines as stems for `inflected`."""
    return tuple(" ".join(lines).split())
