"""The terms of a cell one by one, and data categories that spaces, dashes or an "and" keep apart."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain, islice, pairwise
from typing import NamedTuple

from kvkkctl.vocabulary import OTHER, TermKind, ascii_fold, known_term

Known = Callable[[TermKind, str], bool]

_MOST_WORDS = 60
_LONGEST_CATEGORY = 12
_DASH = re.compile(r"[-–—&]")
_SIGNS = frozenset("-–—&")
_BETWEEN = frozenset({"ve", "ile", "and"}) | _SIGNS
_NOTHING: frozenset[str] = frozenset()


class Piece(NamedTuple):
    """One term of a cell; `items` is what stood in parentheses after a category, `other` that it was under "Diğer"."""

    label: str
    items: str = ""
    other: bool = False


def by_words(piece: Piece, known: Known) -> list[Piece]:
    """Return the data categories that spaces, dashes or an "and" part: ``Kimlik İletişim``, ``Kimlik ve İletişim``.

    Only official categories are found so, and only where they are all of the label in one way.
    """
    if piece.items or known(TermKind.CATEGORY, piece.label):
        return [piece]
    # what is one category with an "and" in it comes before two with one between them
    ways = _ways(piece.label.split(), _NOTHING) or _ways(_DASH.sub(r" \g<0> ", piece.label).split(), _BETWEEN)
    return [Piece(label) for label in ways[0]] if len(ways) == 1 else [piece]


def _ways(parts: Sequence[str], between: frozenset[str]) -> list[list[str]]:
    """Return the ways, two at most, in which words are official categories, with words between them or none."""
    if not 1 < len(parts) <= _MOST_WORDS:
        return []
    ways: list[list[list[str]]] = [[[]]]
    for end in range(1, len(parts) + 1):
        passed = ways[end - 1] if end < len(parts) and ascii_fold(parts[end - 1]) in between else []
        found = (
            [*way, label]
            for start in range(max(0, end - _LONGEST_CATEGORY), end)
            for way in ways[start]
            if not {parts[start], parts[end - 1]} & _SIGNS
            and _is_category(label := " ".join(parts[start:end]))
        )
        ways.append(list(islice(chain((way for way in passed if way), found), 2)))
    return ways[-1]


def barely_apart(text: str, labels: Sequence[str]) -> bool:
    """Say whether some of the labels in a text have no more than a space, a dash or an "and" between them."""
    plain = "\n".join(" ".join(line.split()) for line in text.splitlines())
    return any(
        re.search(
            rf"{re.escape(one)}(?: | ?[-–—&] ?| (?:ve|ile|and) ){re.escape(other)}", plain, re.IGNORECASE
        )
        for one, other in pairwise(labels)
    )


def line_by_line(line: str) -> str:
    """Return ``Kimlik: ad İletişim: telefon`` with each official category and its data items on a line of its own."""
    *parts, last = line.split(":")
    if len(parts) < 2 or "(" in line or not _is_category(parts[0].strip()):  # noqa: PLR2004 (labels are several)
        return line
    return ":".join((parts[0], *map(_label_apart, parts[1:]), last))


def _label_apart(text: str) -> str:
    """Return data items that end in the name of the next category with a line break before that name."""
    words = text.split()
    for start in range(max(1, len(words) - _LONGEST_CATEGORY), len(words)):
        if _is_category(" ".join(words[start:])):
            return f" {' '.join(words[:start]).rstrip(' ,')}\n{' '.join(words[start:])}"
    return text


@lru_cache(maxsize=4096)
def _is_category(label: str) -> bool:
    found = known_term(TermKind.CATEGORY, label)
    return found is not None and found.term != OTHER[TermKind.CATEGORY]
