"""Where a cell says that recipients are: under ``Yurt içi:`` and ``Yurt dışı:``, and in words that are places."""

import re
from collections.abc import Iterator

from kvkkctl.inventory.notes import one_line
from kvkkctl.inventory.pieces import Known
from kvkkctl.vocabulary import TermKind, ascii_fold, country, words

# "Yurt içi: SGK; Yurt dışı: ABC": where those who follow are
_PLACE = re.compile(
    r"(?:^|[\n;,/|.])[ \t]*[*•–-]?[ \t]*yurt ?(i[çc]i|d[ıi][şs][ıi])(?: (?:al[ıi]c[ıi]|aktar[ıi]m)\w*)?"
    r"[ \t]*(?::|[ \t][-–](?=[ \t]))",
    re.IGNORECASE,
)
_BESIDE_PLACES = re.compile(
    r"ve|veya|ile|yurt|disi|yurtdisi|ulke\w*|merkez\w*|mukim|yerlesik|bulunan|sunucu\w*|veri|bulut|ab|avrupa|birligi"
)
_CASES = tuple(
    [ending] for ending in ("ye", "ya", "e", "a", "de", "da", "te", "ta", "den", "dan", "ten", "tan")
)


def by_place(text: str, known: Known) -> Iterator[tuple[bool, str]]:
    """Yield the parts of a cell under ``Yurt içi:`` and ``Yurt dışı:``, and whether a part is abroad.

    A cell with a term of the register that holds such words itself is one part.
    """
    start, *parts = (text,) if _holds_known_place(text, known) else _PLACE.split(text)
    if start.strip() or not parts:
        yield False, start
    for where, part in zip(parts[::2], parts[1::2], strict=True):
        yield ascii_fold(where) == "disi", part


def _holds_known_place(text: str, known: Known) -> bool:
    return any(_PLACE.match(line) and known(TermKind.RECIPIENT, one_line(line)) for line in text.splitlines())


def answers_with_a_place(text: str) -> bool:
    """Say whether a cell holds a yes and a place, and nobody's name: ``Evet, ABD'ye``, ``ABD``."""
    return all(
        is_place(part) for part in re.split(r"[,;:/\n()]+|\bevet\b|\bEvet\b|\bEVET\b", text) if words(part)
    )


def is_place(part: str) -> bool:
    """Say whether a part names places and nothing else: ``ABD``, ``İrlanda merkezli``; no name of a company."""
    left = words(ascii_fold(part)).split()
    if len(left) == 1 and part.strip()[:1].islower():
        # "Denetçiler (mali)": countries are written with a capital
        return False
    while left:
        size = next((n for n in range(min(len(left), 6), 0, -1) if country(" ".join(left[:n]))), 0)
        size += size and left[size : size + 1] in _CASES
        if not size and not _BESIDE_PLACES.fullmatch(left[0]):
            return False
        left = left[max(size, 1) :]
    return True
