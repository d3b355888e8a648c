"""Sentences for people that are not in a language yet.

The pure layers say why by returning a `Text`: an English sentence with named places, and what goes into them.
`kvkkctl.i18n` turns it into the language of the user; `str()` gives the English.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Self

BLANK = "…"
"""What stands in a command that is shown for what only a person knows; typed back, it is refused."""

_LONGEST_NUMBER = 18


class Text:
    """One sentence with named places (``"{n} rows"``) and their values; values may be `Text` themselves."""

    __slots__ = ("msgid", "values")

    def __init__(self, msgid: str, /, **values: object) -> None:
        self.msgid = msgid
        self.values: Mapping[str, object] = values

    @classmethod
    def of_table(cls, sentence: str) -> "Text":
        """Return a sentence of a packaged table: the catalogue collects its translation from there."""
        return cls(sentence)

    def filled(self, **values: object) -> "Text":
        """Return the same sentence with more of its values."""
        return Text(self.msgid, **{**self.values, **values})

    def __str__(self) -> str:
        return self.msgid.format(**self.values) if self.values else self.msgid

    def __repr__(self) -> str:
        return f"Text({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.msgid == other.msgid and self.values == other.values

    def __hash__(self) -> int:
        return hash((self.msgid, tuple(sorted((k, str(v)) for k, v in self.values.items()))))


class Sentences(tuple[Text, ...]):
    """Several sentences read one after another, in order."""

    __slots__ = ()

    @classmethod
    def of(cls, *parts: Text | None) -> Self:
        """Join the sentences that are there, leaving out None."""
        return cls(part for part in parts if part is not None)

    def __str__(self) -> str:
        return " ".join(str(part) for part in self)

    def texts(self) -> Iterator[Text]:
        """Yield each sentence."""
        yield from self


def ranges(names: Iterable[str]) -> str:
    """Write short names briefly, numbered ones first: ``("E1", "E2", "E3", "E7", "x") → "E1–E3, E7, x"``."""
    return ", ".join(text for text, _ in spans(names))


def spans(names: Iterable[str]) -> list[tuple[str, int]]:
    """Return the parts of `ranges`, with how many names each stands for."""
    numbered: dict[str, set[int]] = {}
    others: dict[str, None] = {}
    for name in names:
        mark = name.rstrip("0123456789")
        digits = name[len(mark) :]
        # a name of the organisation's own may hold zeros that tell it apart: IK001 is not IK1
        if (mark.isalpha() or not mark) and digits and digits[0] != "0" and len(digits) <= _LONGEST_NUMBER:
            numbered.setdefault(mark, set()).add(int(digits))
        else:
            others[name] = None
    return [
        *(
            (_span(mark, first, last), last - first + 1)
            for mark, numbers in numbered.items()
            for first, last in _spans(sorted(numbers))
        ),
        *((name, 1) for name in others),
    ]


def _spans(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    # in a run of successive numbers, number and place grow alike
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        first, *rest = (number for _, number in run)
        yield first, rest[-1] if rest else first


def _span(mark: str, first: int, last: int) -> str:
    return f"{mark}{first}" if first == last else f"{mark}{first}–{mark}{last}"
