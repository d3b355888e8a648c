"""The parts of a cell between separators.

What stands in parentheses holds together; a parenthesis that is never closed holds nothing.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

_BULLETS = "•·●▪‣◦○■►➢➤\uf0b7"
_MARK = re.compile(
    rf"(?P<parenthesis>\()|(?P<hard>[;|{_BULLETS}])|(?P<line>\n)|(?P<comma>(?<!\d),|,(?!\d)|(?<=\))[^\S\n]+ve[^\S\n]+(?=[^\W\d_]))|(?P<soft>[/+])"
    r"|(?P<sentence>(?<=[^\W\d_]{3}\.)[^\S\n]+(?=[^\W\d_]))"
)
_PARENTHESIS = re.compile(r"[()]")
_LINES = re.compile(rf"[\n;|{_BULLETS}]")
# "1-2 yıl" is no number of a list, and neither is the letter of "A-tipi"
_INLINE = re.compile(
    r"(?P<before>^|\s)\(?(?P<n>\d{1,2}(?=[)-])|[a-zçğıöşü](?=\)|-\s))[)-]+\s*(?=[^\W\d_])", re.IGNORECASE
)
_DOTTED = re.compile(r"(?:^|\s)(\d{1,2})\.\s*(?=[^\W\d])")
_ALPHABETS = ("abcdefghijklmnoprstuvyz", "abcçdefgğhıijklmnoöprsştuüvyz")
_NUMBER = re.compile(
    rf"(?P<before>^|[\n;|{_BULLETS}])[^\S\n]*\(?(?P<n>\d{{1,3}})[^\S\n]*[.)–-]+[^\S\n]*(?=[^\s\d])"
)


class Separator(Enum):
    """What stands before a part; the start of a cell is as good as a line end."""

    HARD = "hard"
    LINE = "line"
    COMMA = "comma"
    SOFT = "soft"
    SENTENCE = "sentence"

    @property
    def ends_line(self) -> bool:
        """Whether what follows begins anew, whatever it is."""
        return self in {Separator.HARD, Separator.LINE}


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a cell by its place in the text, and what separates it from the part before."""

    start: int
    end: int
    separator: Separator


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the parts of a cell in order; together with the separators they are the whole text."""
    found: list[Token] = []
    closings = _closings(text)
    start, before, closing = 0, Separator.LINE, 0
    for mark in _MARK.finditer(text):
        if mark.start() < closing:
            continue
        if mark["parenthesis"]:
            closing = closings.get(mark.start(), 0)
            continue
        found.append(Token(start, mark.start(), before))
        start, before = mark.end(), Separator(mark.lastgroup)
    found.append(Token(start, len(text), before))
    return tuple(found)


def _closings(text: str) -> dict[int, int]:
    """Return where each parenthesis that is closed is closed."""
    opened: list[int] = []
    found: dict[int, int] = {}
    for mark in _PARENTHESIS.finditer(text):
        if mark[0] == "(":
            opened.append(mark.start())
        elif opened:
            found[opened.pop()] = mark.start()
    return found


def without_numbering(text: str) -> str:
    """Return a cell without the numbers of its list, where its lines count 1, 2, 3, or its one line does.

    A number that is part of the words stays: ``3. Kişi``, or ``1. Derece`` above ``2. Derece``.
    """
    numbers = [int(mark["n"]) for mark in _NUMBER.finditer(text)]
    if numbers[:2] != [1, 2] or numbers != list(range(1, len(numbers) + 1)):
        return text if "\n" in text else _inline(text)
    bare = _NUMBER.sub(r"\g<before>", text)
    lines = [line.strip() for line in _LINES.split(bare) if line.strip()]
    return bare if len(set(lines)) == len(lines) else text


def _inline(text: str) -> str:
    """Return the parts of ``a) Kimlik b) İletişim`` or ``1- Kimlik 2- İletişim`` a line each; other text as it is."""
    marks = list(_INLINE.finditer(text))
    if len(marks) < 2 or marks[0].start() != 0:  # noqa: PLR2004 (a list has two)
        return text
    counted = [mark["n"].lower() for mark in marks]
    expected = [
        [str(n) for n in range(1, len(marks) + 1)],
        *(list(each[: len(marks)]) for each in _ALPHABETS),
    ]
    bare = _INLINE.sub("\n", text).strip()
    lines = bare.splitlines()
    return bare if counted in expected and len(set(lines)) == len(lines) else text


def dotted_lines(text: str) -> tuple[str, ...]:
    """Return the parts of ``1. Kimlik 2. İletişim``, nothing for what is no such list.

    Whether they are parts of a list only those can say who know them: ``1. Derece ve 2. Derece`` looks the same.
    """
    first, *parts = _DOTTED.split(text)
    numbers = [int(mark) for mark in _DOTTED.findall(text)]
    if first.strip() or len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):  # noqa: PLR2004 (a list has two)
        return ()
    return tuple(part.strip() for part in parts[1::2])
