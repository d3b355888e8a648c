"""Codes of Law 6698 as people write them: ``m.5/2-ç``, ``5/2ç``, ``Art. 5(2)/ç``, ``5. maddenin 2. fıkrası (ç) bendi``.

Letters run a b c ç d e f g, and ç is never taken for c. An article of another law ("TTK m.5/2") is no code.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kvkkctl.vocabulary import ascii_fold, fold

_LETTER = r"[a-hçğ](?!\w)(?!-\w\w)"
_ORDINAL = r"(?:['’]?\s*(?:inci|nci|üncü|uncu|ıncı|ncı)\b)?"
_CODE = re.compile(
    r"(?<![\d/])(?<!\d[.,])(?P<article>[569])"
    rf"(?:\s*[/.(–—-]\s*|\s*\.?\s*{_ORDINAL}\s*madde\w*[\s,'’(]*|\s*,?\s*f(?:[ıi]kra)?\s*\.?\s*)"
    r"(?P<paragraph>[1-9]|(?:ı{1,3}|i{1,3})(?!\w)|birinci|ikinci|üçüncü|dördüncü)(?!\d)(?!\s*/\s*\d|\s*\.\d)"
    rf"(?:\s*\.?\s*{_ORDINAL}\s*f[ıi]kra\w*)?"
    r"\s*\)?\s*[,/.(–—-]*\s*(?:(?:bent|b\.)\s*(?=\(?[a-hçğ]))?\(?"
    rf"(?:(?P<old>old(?:-[12])?)|(?P<letters>{_LETTER}(?:[\s)]*(?:,|/|-|–|\bve\b|\bveya\b)[\s(]*{_LETTER})*))?"
    r"(?:\)?\s*be(?:nt|nd)\w*)?\s*\)?"
)
_LETTERS = re.compile(_LETTER)
_BETWEEN = re.compile(r"\bve(?:ya)?\b")
_PARAGRAPHS = {"birinci": "1", "ikinci": "2", "üçüncü": "3", "dördüncü": "4"} | {
    letter * n: str(n) for n in (1, 2, 3) for letter in "ıi"
}

_OURS = re.compile(
    r"6698(?:\W*(?:sayil\w*|s\b|nolu))?(?:\W*(?:kanun\w*|k\b))?|\bkvkk?\b(?:\W*kanun\w*)?"
    r"|(?:kisisel\W+)?verilerin\W+korunmasi\w*(?:\W+hakkinda\w*)?(?:\W+kanun\w*)?"
)
_STATUTE = re.compile(
    r"\b(?:ttk|tbk|tmk|vuk|tck|cmk|hmk|iik|gdpr)\b|\b\d{3,4}\W{0,3}(?:sayil\w*|s\b|no\w*)(?:\W*k(?:anun\w*)?\b)?"
    r"|\b(?:kanunu(?!n\b)|yonetmeli|teblig|tuzu)\w*"
)
_BESIDE_STATUTE = re.compile(
    rf"(?:{_STATUTE.pattern})[\s.'’]*(?:n?[iu]n\s+)?(?:\b(?:m|md|mad|madde|art)\b)?[\s.]*$"
)
_MARKER = re.compile(r"\b(?:kvkk?\W*)?(?:m|md|mad|madde|art)?\.?\s*$")
_ARTICLE = re.compile(
    r"\b(?:m|md|madde|mad)\.?\s*(\d{1,4}(?:/\d+)?(?:[-/][a-zçğıöşü])?)\b"
    r"|\b(\d{1,4})\s*\.?\s*(?:inci|nci|üncü|uncu|ıncı)?\s*madde"
)


@dataclass(frozen=True, slots=True)
class WrittenCode:
    """Codes written in one go, by their place: ``5/2-c, ç`` are two; ``5/2`` is a paragraph without a letter."""

    start: int
    end: int
    codes: tuple[str, ...]


def clean(text: str) -> str:
    """Return a text in one line, composed and without invisible signs, so that folding it keeps each letter's place."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(c for c in composed if unicodedata.category(c) not in {"Mn", "Cf"}).split())


@lru_cache(maxsize=65536)
def written_codes(text: str) -> tuple[WrittenCode, ...]:
    """Return the codes of Articles 5, 6 and 9 in a clean text, in its order."""
    plain = fold(text)
    return tuple(
        WrittenCode(found.start(), found.end(), tuple(_codes(found)))
        for found in _CODE.finditer(plain)
        if not _BESIDE_STATUTE.search(_OURS.sub("#", ascii_fold(plain[: found.start()]) + " "))
    )


def _codes(found: re.Match[str]) -> Iterator[str]:
    paragraph = f"{found['article']}/{_PARAGRAPHS.get(found['paragraph'], found['paragraph'])}"
    letters = _LETTERS.findall(_BETWEEN.sub(" ", found["letters"] or ""))
    for letter in letters or [found["old"]]:
        yield f"{paragraph}-{letter}" if letter else paragraph


def without_codes(text: str) -> str:
    """Return a clean text without the codes in it and the words that lead to them (``KVKK m.``)."""
    parts, start = [], 0
    for code in written_codes(text):
        parts.append(_before_code(text[start : code.start]))
        start = code.end
    return clean(" ".join([*parts, text[start:]]))


def _before_code(text: str) -> str:
    marker = _MARKER.search(fold(f"{text}|")[:-1])
    return text[: marker.start()] if marker else text


def statements(text: str) -> tuple[str, ...]:
    """Cut a clean text into each code with the words after it: ``5/1 Açık rıza, 5/2-f Meşru menfaat``."""
    codes = written_codes(text)
    if len(codes) > 1 and all(_is_bracketed(text, code) for code in codes):
        # "Açık rıza (5/1), sözleşme (5/2-c)": the words come first, and the code after them
        ends = [code.end + (text[code.end : code.end + 1] == ")") for code in codes]
        return tuple(text[start:end] for start, end in pairwise([0, *ends[:-1], len(text)]))
    starts = [code.start for code in codes]
    cuts = [
        len(_before_code(text[:after]))
        for start, after in pairwise(starts)
        if any(map(str.isalpha, _BETWEEN.sub("", without_codes(text[start:after]))))
    ]
    return tuple(text[start:end] for start, end in pairwise([0, *cuts, len(text)]))


def _is_bracketed(text: str, code: WrittenCode) -> bool:
    opening = text.rfind("(", 0, code.start)
    return opening >= 0 and ")" not in text[opening : code.start] and bool(text[:opening].strip())


def statute_article(text: str) -> str | None:
    """Return the article of another law than 6698 that a text names (``m.75``), empty where it names the law alone."""
    plain = fold(_OURS.sub(" ", fold(without_codes(text))))
    if not _STATUTE.search(ascii_fold(plain)):
        return None
    return article(plain)


def article(text: str) -> str:
    """Return the first article that a text names (``m.75``), empty where it names none."""
    found = _ARTICLE.search(fold(text))
    return f"m.{found[1] or found[2]}" if found else ""
