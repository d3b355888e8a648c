"""The terms of a cell one by one, and data categories that nothing but spaces keep apart."""

from collections.abc import Callable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from kvkkctl.vocabulary import OTHER, TermKind, known_term

Known = Callable[[TermKind, str], bool]

_MOST_WORDS = 60
_LONGEST_CATEGORY = 12


class Piece(NamedTuple):
    """One term of a cell; `items` is what stood in parentheses after a category, `other` that it was under "Diğer"."""

    label: str
    items: str = ""
    other: bool = False


def by_words(piece: Piece, known: Known) -> list[Piece]:
    """Return the data categories of a cell that has nothing but spaces between them: ``Kimlik İletişim Finans``.

    Only official categories are found so, and only where they are all of the cell in one way.
    """
    parts = piece.label.split()
    if not 1 < len(parts) <= _MOST_WORDS or piece.items or known(TermKind.CATEGORY, piece.label):
        return [piece]
    ways: list[list[list[str]]] = [[[]]]
    for end in range(1, len(parts) + 1):
        found = (
            [*way, label]
            for start in range(max(0, end - _LONGEST_CATEGORY), end)
            for way in ways[start]
            if _is_category(label := " ".join(parts[start:end]))
        )
        ways.append(list(islice(found, 2)))
    return [Piece(label) for label in ways[-1][0]] if len(ways[-1]) == 1 else [piece]


@lru_cache(maxsize=4096)
def _is_category(label: str) -> bool:
    found = known_term(TermKind.CATEGORY, label)
    return found is not None and found.term != OTHER[TermKind.CATEGORY]
