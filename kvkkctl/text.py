"""Sentences for people that are not in a language yet.

The pure layers say why by returning a `Text`: an English sentence with named places, and what goes into them.
`kvkkctl.i18n` turns it into the language of the user; `str()` gives the English.
"""

from collections.abc import Iterator, Mapping
from typing import Self


class Text:
    """One sentence with named places (``"{n} rows"``) and their values; values may be `Text` themselves."""

    __slots__ = ("msgid", "values")

    def __init__(self, msgid: str, /, **values: object) -> None:
        self.msgid = msgid
        self.values: Mapping[str, object] = values

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
