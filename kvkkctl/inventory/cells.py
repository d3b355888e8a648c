"""From the text of a cell to the values that stand in it.

A cell may hold one term, several, "none", or nothing. Official terms contain commas and slashes, and are wrapped over
lines, so known terms are looked for across these before a cell is split there. What is left over is kept as written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kvkkctl.inventory.answers import (
    has_denial,
    is_absence,
    is_none,
    is_stated,
    leading_answer,
    read_flag,
    stays_home,
)
from kvkkctl.inventory.labels import (
    ACRONYM,
    OUTER,
    bare,
    is_company,
    is_company_form,
    says_more_exist,
    without_stop,
)
from kvkkctl.inventory.pieces import Known, Piece, by_words, line_by_line
from kvkkctl.inventory.tokens import Separator, Token, dotted_lines, tokens, without_numbering
from kvkkctl.vocabulary import OTHER, TermKind, ascii_fold, countries_in, is_abroad, known_term, terms, words

_NUMBER = re.compile(r"^\(?\d{1,3}\s*[.)–-]+\s*(?=[^\s\d])")
_HELD = re.compile(
    r"^(?P<label>[^():]+?)\s*(?:\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)|:\s*(?P<after>.+))$", re.DOTALL
)
_OTHER = re.compile(
    r"^d[iİ][gğ]er(?: b[iİ]lg[iİ]ler)?\s*(?:[:–-]\s*(?P<said>.+)|\((?P<inside>.+)\))$",
    re.IGNORECASE | re.DOTALL,
)
_DASHED = re.compile(r"\s([-–—])\s")
# what is said of a category beside its name, and is none of its data items
_OF_ITS_NATURE = re.compile(r"ozel nitelikli(?: kisisel)?(?: veri(?:ler)?)?")
_OTHER_PLACEHOLDERS = {"lutfen belirtiniz", "belirtiniz", "aciklayiniz"}

# Lists are split at every comma; purposes and measures are sentences, and split only around terms that are known.
_LISTS = {TermKind.CATEGORY, TermKind.SUBJECT, TermKind.RECIPIENT}
_ITEM_ENDS = {Separator.HARD, Separator.LINE, Separator.COMMA}
_LONGEST_TERM = 12
_AROUND_SIGNS = re.compile(r"\s*([,/+])\s*")


def split_terms(
    kind: TermKind, text: str, known: Known, separators: tuple[str, ...] = ()
) -> tuple[Piece, ...] | None:
    """Return the terms of a cell; None where nothing is stated, ``()`` where "none" is.

    `known` says whether a label is a term of the VERBİS list or of the register. With `separators` a cell is split
    there and nowhere else.
    """
    if not is_stated(text):
        return None
    if is_none(text) if kind is TermKind.RECIPIENT else is_absence(text):
        return ()
    if separators:
        parts = re.split("|".join(map(re.escape, separators)), text)
        return tuple(dict.fromkeys(piece for part in parts if (piece := _piece(kind, part, known)).label))
    plain = _unnumbered(kind, text, known)
    if kind is TermKind.CATEGORY:
        plain = "\n".join(_with_colon(line_by_line(line), known) for line in plain.split("\n"))
    pieces = [_piece(kind, part, known) for part in _Splitter(kind, plain, tokens(plain), known).parts()]
    if kind is TermKind.RECIPIENT:
        pieces = [each for piece in pieces for each in _members(piece, known)]
    if kind is TermKind.CATEGORY:
        pieces = [each for piece in pieces for each in ([piece] if piece.other else by_words(piece, known))]
    return tuple(dict.fromkeys(piece for piece in pieces if piece.label))


def _members(piece: Piece, known: Known) -> list[Piece]:
    """Return a recipient; of ``Tedarikçiler (ABC Ltd., XYZ A.Ş.)`` the group, and each of the companies named."""
    held = _HELD.match(piece.label)
    # only official groups: which terms the register has may change with this very file
    group = _known_label(TermKind.RECIPIENT, held["label"], _is_official) if held and held["inside"] else None
    if held is None or group is None or known(TermKind.RECIPIENT, piece.label):
        return [piece]
    names = split_terms(TermKind.RECIPIENT, held["inside"], known) or ()
    if not all(is_company(name.label) or ACRONYM.fullmatch(name.label) for name in names):
        return [piece]
    return [Piece(group), *names]


def _is_official(kind: TermKind, label: str) -> bool:
    return known_term(kind, label) is not None


def _unnumbered(kind: TermKind, text: str, known: Known) -> str:
    """Return a cell without the numbers of its list, unless a term of the register begins with one of them."""
    plain = without_numbering(text)
    if plain == text and (lines := dotted_lines(text)) and all(known(kind, bare(line)) for line in lines):
        return "\n".join(lines)
    parts = tokens(text) if plain != text else ()
    return text if any(known(kind, bare(text[part.start : part.end])) for part in parts) else plain


def _with_colon(line: str, known: Known) -> str:
    """Return ``Kimlik - ad, soyad``, a category and its data items, with a colon; any other line as it is."""
    label, _, rest = _DASHED.split(line, 1) if len(_DASHED.findall(line)) == 1 else (line, "", "")
    parts = rest.split(",")
    if len(parts) < 2 or not _known_label(TermKind.CATEGORY, bare(label), known):  # noqa: PLR2004 (items are several)
        return line
    others = any(known(TermKind.CATEGORY, bare(part)) for part in (line, *parts))
    return line if others else f"{label.rstrip()}: {rest}"


def split_items(text: str, separators: tuple[str, ...] = ()) -> tuple[str, ...] | None:
    """Return the data items of a cell, split at line ends, semicolons and commas outside parentheses.

    With `separators` a cell is split there and nowhere else.
    """
    if not is_stated(text):
        return None
    if separators and not is_none(text):
        parts = map(bare, re.split("|".join(map(re.escape, separators)), text))
        return tuple(dict.fromkeys(filter(None, parts)))
    return () if is_none(text) else _items(text)


@lru_cache(maxsize=16384)
def _items(text: str) -> tuple[str, ...]:
    plain = without_numbering(text)
    items: list[list[Token]] = []
    for token in tokens(plain):
        if token.separator in _ITEM_ENDS:
            items.append([])
        items[-1].append(token)
    labels = (bare(plain[item[0].start : item[-1].end]) for item in items)
    return tuple(dict.fromkeys(label for label in labels if label))


def read_abroad(text: str, known: Known) -> tuple[bool | None, tuple[str, ...]]:
    """Return whether data go abroad and the countries named; None where the cell does not say.

    The Authority's column names the data that go abroad, so a known data category or a country in it is a yes.
    """
    flag = read_flag(text)
    if flag is not None or not is_stated(text):
        return flag, ()
    countries = tuple(filter(is_abroad, countries_in(text)))
    answer = leading_answer(text)
    # "Hayır, ancak bulutta" and "yalnızca yurt içinde aktarılmaz" are no plain answers
    if answer is False and stays_home(text) and not countries:
        return False, ()
    if answer is False or (answer is None and has_denial(text)):
        return None, ()
    categories = {piece.label for piece in split_terms(TermKind.CATEGORY, text, known) or ()} - {"Diğer"}
    named = any(known(TermKind.CATEGORY, label) for label in categories)
    return (True, countries) if answer or countries or named else (None, ())


@dataclass(frozen=True)
class _Splitter:
    """One cell on its way to the terms of one list."""

    kind: TermKind
    text: str
    cell: Sequence[Token]
    known: Known

    def parts(self) -> Iterator[str]:
        """Yield the parts that are one term each, in the order of the cell."""
        start = 0
        while start < len(self.cell):
            end = self._end(start)
            yield self._written(start, end)
            start = end

    def _written(self, start: int, end: int) -> str:
        return self.text[self.cell[start].start : self.cell[end - 1].end]

    def _end(self, start: int) -> int:
        if end := self._known_end(start):
            return end
        end = start + 1
        lists_items = _held_items(self.kind, bare(self._written(start, end)), self.known) is not None
        while end < len(self.cell) and not self._splits(end, at_commas=not lists_items):
            end += 1
        return end

    def _known_end(self, start: int) -> int | None:
        """Return where the longest known term that begins there ends.

        None reaches over a semicolon or a bullet, unless the register itself has a term that holds one.
        """
        most = min(len(self.cell), start + _LONGEST_TERM)
        last = next((at for at in range(start + 1, most) if self.cell[at].separator is Separator.HARD), most)
        own = (end for end in range(most, last, -1) if self._is_own(start, end))
        return next(own, None) or next(
            (end for end in range(last, start, -1) if self._is_term(start, end)), None
        )

    def _is_own(self, start: int, end: int) -> bool:
        label = bare(self._written(start, end))
        return self.known(self.kind, label) and known_term(self.kind, label) is None

    def _is_term(self, start: int, end: int) -> bool:
        """Say whether a stretch is one term; "Tedarikçi, Çalışan" are two, and "Tedarikçi Çalışanı" is one."""
        label = self._known_label(start, end)
        whole = known_term(self.kind, label) if label else None
        if whole is None or end == start + 1:
            return label is not None
        spelt = _spelling(label or "") in _spellings(self.kind)
        later = (at for at in range(start + 1, end) if not spelt or self.cell[at].separator is Separator.LINE)
        return all(self._says_no_more(at, whole.term) for at in later)

    def _says_no_more(self, at: int, term: str | None) -> bool:
        """Say whether a part alone names no other term than the one that it may be a part of."""
        label = self._known_label(at, at + 1)
        found = known_term(self.kind, label) if label else None
        return label is None or (found is not None and found.term in {term, OTHER[self.kind]})

    def _known_label(self, start: int, end: int) -> str | None:
        return _known_label(self.kind, bare(self._written(start, end)), self.known)

    def _splits(self, at: int, *, at_commas: bool) -> bool:
        token = self.cell[at]
        if token.separator is Separator.SOFT and self._is_list_of_acronyms(at):
            return True
        if token.separator is Separator.COMMA and is_company_form(self.text[token.start : token.end]):
            return False
        at_comma = token.separator is Separator.COMMA and self.kind in _LISTS and at_commas
        return token.separator.ends_line or at_comma or self._begins_anew(at)

    def _is_list_of_acronyms(self, at: int) -> bool:
        """Say whether a slash or a plus stands between names like ``SGK/GİB``; a spaced plus parts any names."""
        before, after = (self._written(place, place + 1) for place in (at - 1, at))
        between = self.text[self.cell[at - 1].end : self.cell[at].start]
        spaced = between == "+" and before[-1:].isspace() and after[:1].isspace()
        both = ACRONYM.fullmatch(before.strip()) and ACRONYM.fullmatch(after.strip())
        return self.kind in _LISTS and bool(spaced or both)

    def _begins_anew(self, at: int) -> bool:
        held = _held_items(self.kind, bare(self._written(at, at + 1)), self.known)
        return held is not None or self._known_end(at) is not None


@cache
def _spellings(kind: TermKind) -> frozenset[str]:
    return frozenset(_spelling(label) for term in terms(kind) for label in (term.name, *term.aliases))


def _spelling(label: str) -> str:
    return _AROUND_SIGNS.sub(r"\1", ascii_fold(label))


def _known_label(kind: TermKind, label: str, known: Known) -> str | None:
    """Return the label of a known term, without its number in a list (``26-Diğer Bilgiler``); None for any other."""
    for each in (label, _NUMBER.sub("", label)):
        if each and known(kind, each):
            return without_stop(each) if kind in _LISTS else each
    return None


def _held_items(kind: TermKind, label: str, known: Known) -> Piece | None:
    """Return a category with the data items beside it: ``Kimlik (ad, soyad)``, ``Kimlik: ad, soyad``."""
    held = _HELD.match(label) if kind is TermKind.CATEGORY and not _OTHER.match(label) else None
    found = _known_label(kind, held["label"], known) if held else None
    items = (held["inside"] or held["after"]) if held and found else ""
    return (
        Piece(found, items="" if _OF_ITS_NATURE.fullmatch(words(ascii_fold(items))) else items)
        if found
        else None
    )


def _piece(kind: TermKind, part: str, known: Known) -> Piece:
    label = bare(part)
    if says_more_exist(label):
        return Piece("")
    if found := _known_label(kind, label, known):
        return Piece(found)
    if other := _OTHER.match(_NUMBER.sub("", label)):
        said = (other["said"] or other["inside"]).strip()
        if words(ascii_fold(said)) in _OTHER_PLACEHOLDERS:
            return Piece(_NUMBER.sub("", label).partition("(")[0].rstrip(OUTER))
        return Piece(said, other=True)
    return _held_items(kind, label, known) or Piece(without_stop(label))
