"""From the text of a cell to the values that stand in it.

A cell may hold one term, several, "none", or nothing. Official terms contain commas and slashes, so known terms are
looked for across every separator before a cell is split at any. What is left over is kept as it was written.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from kvkkctl.vocabulary import TermKind, ascii_fold, countries_in, words

Known = Callable[[TermKind, str], bool]

_HARD = "\n;•·●▪‣|"
_SOFT = re.compile(r"\s*([,/+])\s*|(?<=[^\W\d]{3}\.)(\s+)(?=[^\W\d_])")
_MARKS = re.compile(r"^(?:[\s*_`>•·●▪‣–—-]+|\(?\d{1,3}\s*[.)-]+\s*(?=\D)|[a-zçğıöşü]\)\s+)+", re.IGNORECASE)
_TRAILING = " \t,;:*_`"
_PARENTHESIS = re.compile(r"^(?P<label>[^()]+?)\s*\((?P<inside>.+)\)$", re.DOTALL)
_OTHER = re.compile(
    r"^di[ğg]er(?: bilgiler)?\s*(?:[:–-]\s*(?P<said>.+)|\((?P<inside>.+)\))$", re.IGNORECASE | re.DOTALL
)
_OTHER_PLACEHOLDERS = {"lutfen belirtiniz", "belirtiniz", "aciklayiniz"}

# Lists are split at every comma; purposes and measures are sentences, and split only around terms that are known.
_LISTS = {TermKind.CATEGORY, TermKind.SUBJECT, TermKind.RECIPIENT}

_NOT_STATED = {"", "n a", "na", "bilinmiyor", "belirsiz", "belirtilmemis", "belirlenmedi", "tespit edilemedi"}
_NONE = {
    "yok",
    "yoktur",
    "hayir",
    "h",
    "bulunmuyor",
    "bulunmamaktadir",
    "mevcut degil",
    "no",
    "aktarim yok",
    "none",
}
_DASHES = {"-", "--", "---", "—", "–", "/"}
_YES = {"evet", "e", "var", "x", "✓", "yes", "true", "aktariliyor", "aktarim yapiliyor", "aktarilmaktadir"}
_PASSING_ON = ("aktar", "paylas", "ilet", "gonder", "yapil")
_NEGATIONS = ("miyor", "mamak", "memek", "mamis", "memis", "maz", "mez", "mayacak", "meyecek")
_DAY = re.compile(
    r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})|(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})"
)
_LONGEST_TERM = 8
# what follows a comma inside a company's name
_COMPANY = {"inc", "llc", "ltd", "gmbh", "corp", "co", "sa", "bv", "plc", "limited", "llp", "ag"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One term of a cell; `items` is what stood in parentheses after a category, `other` that it was under "Diğer"."""

    label: str
    items: str = ""
    other: bool = False


def is_stated(text: str) -> bool:
    """Say whether a cell states anything at all: ``bilinmiyor`` and ``???`` do not."""
    stripped = text.strip()
    return bool(stripped) and (stripped in _DASHES or words(ascii_fold(stripped)) not in _NOT_STATED)


def is_none(text: str) -> bool:
    """Say whether a cell states that there is none: ``Yok``, ``-``, ``Yurt dışına aktarım yapılmamaktadır``."""
    stripped = text.strip()
    plain = words(ascii_fold(stripped))
    return stripped in _DASHES or plain in _NONE or _is_denial(plain)


def _is_denial(plain: str) -> bool:
    return any(
        word.startswith(_PASSING_ON) and any(negation in word for negation in _NEGATIONS)
        for word in plain.split()
    ) or plain.endswith((" yok", " yoktur", " bulunmamaktadir", " soz konusu degildir"))


def split_terms(kind: TermKind, text: str, known: Known) -> tuple[Piece, ...] | None:
    """Return the terms of a cell; None where nothing is stated, ``()`` where "none" is.

    `known` says whether a label is a term of the VERBİS list or of the register.
    """
    if not is_stated(text):
        return None
    if is_none(text):
        return ()
    pieces = [_piece(kind, part, known) for part in _parts(kind, text, known)]
    return tuple(dict.fromkeys(piece for piece in pieces if piece.label))


def split_items(text: str) -> tuple[str, ...] | None:
    """Return the data items of a cell, split at line ends, semicolons and commas outside parentheses."""
    if not is_stated(text):
        return None
    if is_none(text):
        return ()
    parts = (_bare(part) for part, hard in _tokens(text) if part)
    return tuple(dict.fromkeys(part for part in parts if part))


def read_flag(text: str) -> bool | None:
    """Return yes or no; None where the cell says neither."""
    plain = words(ascii_fold(text)) or text.strip()
    if plain in _YES:
        return True
    return False if is_stated(text) and is_none(text) else None


def parse_day(text: str) -> date | None:
    """Return the day of ``31.12.2026``, ``31/12/2026`` or ``2026-12-31``; None for anything else."""
    found = _DAY.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (
        (found["y"], found["m"], found["d"]) if found["y"] else (found["y2"], found["m2"], found["d2"])
    )
    with suppress(ValueError):
        return date(int(year), int(month), int(day))
    return None


def read_abroad(text: str, known: Known) -> tuple[bool | None, tuple[str, ...]]:
    """Return whether data go abroad and the countries named; None where the cell does not say.

    The Authority's column names the data that go abroad, so a known data category or a country in it is a yes.
    """
    flag = read_flag(text)
    countries = tuple(name for name in countries_in(text) if name != "Türkiye")
    if flag is not None or not is_stated(text):
        return flag, countries if flag else ()
    first = words(ascii_fold(text)).split()[:1]
    categories = split_terms(TermKind.CATEGORY, text, known) or ()
    if (
        countries
        or first in (["evet"], ["var"])
        or any(known(TermKind.CATEGORY, piece.label) for piece in categories)
    ):
        return True, countries
    return None, ()


def _parts(kind: TermKind, text: str, known: Known) -> Iterator[str]:
    tokens = list(_tokens(text))
    start = 0
    while start < len(tokens):
        end = _known_end(kind, tokens, start, known)
        if end is None:
            end = start + 1
            while end < len(tokens) and not _splits(kind, tokens, end, known):
                end += 1
        yield _joined(tokens[start:end])
        start = end


def _known_end(kind: TermKind, tokens: Sequence[tuple[str, str]], start: int, known: Known) -> int | None:
    for end in range(min(len(tokens), start + _LONGEST_TERM), start, -1):
        if known(kind, _bare(_joined(tokens[start:end]))):
            return end
    return None


def _splits(kind: TermKind, tokens: Sequence[tuple[str, str]], at: int, known: Known) -> bool:
    separator = tokens[at][1]
    if separator == "," and _COMPANY.intersection(words(ascii_fold(tokens[at][0])).split()[:1]):
        return False
    if separator in _HARD or (separator == "," and kind in _LISTS):
        return True
    return _known_end(kind, tokens, at, known) is not None


def _joined(tokens: Sequence[tuple[str, str]]) -> str:
    text = tokens[0][0]
    for part, separator in tokens[1:]:
        text += (
            " " if separator in _HARD else f"{separator} " if separator == "," else f" {separator} "
        ) + part
    return " ".join(text.split())


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts between separators, each with the separator before it; parentheses hold together."""
    depth, start, separator, position = 0, 0, "", 0
    while position < len(text):
        letter = text[position]
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        found = None if depth else _SOFT.match(text, position)
        if depth == 0 and letter in _HARD:
            yield text[start:position], separator
            separator, start = letter, position + 1
        elif found:
            yield text[start:position], separator
            separator, start = found.group(1) or " ", found.end()
            position = found.end() - 1
        position += 1
    yield text[start:], separator


def _bare(text: str) -> str:
    stripped = _MARKS.sub("", text.strip()).strip(_TRAILING)
    return " ".join(stripped.split()) or (text.strip() if text.strip().isdigit() else "")


def _piece(kind: TermKind, part: str, known: Known) -> Piece:
    label = _bare(part)
    if known(kind, label):
        return Piece(label.rstrip(".") if kind in _LISTS else label)
    other = _OTHER.match(label)
    if other:
        said = (other["said"] or other["inside"]).strip()
        placeholder = words(ascii_fold(said)) in _OTHER_PLACEHOLDERS
        return Piece(label.split("(")[0].strip()) if placeholder else Piece(said, other=True)
    held = _PARENTHESIS.match(label)
    if held and kind is TermKind.CATEGORY and known(kind, held["label"]):
        return Piece(held["label"], items=held["inside"])
    return Piece(label.rstrip(".") if label.count(".") == 1 else label)
