"""Countries by the names that Turkish documents give them."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kvkkctl.vocabulary.folding import ascii_words, fold

HOME = "Türkiye"

# words of their own too ("Mali Müşavir", "Cad.", Borçlar Kanunu) or part of names ("Kuveyt Türk", "Güney Amerika")
_WORDS_TOO = {"mali", "cad", "bk", "sudan", "misir", "katar", "umman", "kuveyt", "amerika"}
_LONGEST_NAME = 6
_BETWEEN = re.compile(r"[,;:/()\n•'’-]|\b(?:ve|veya|ile)\b")


@cache
def _names() -> Mapping[str, str]:
    with files(__package__).joinpath("country.tsv").open(encoding="utf8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found: dict[str, str] = {}
    for row in rows:
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            found.setdefault(ascii_words(name), row["name"])
    return MappingProxyType(found)


def country(name: str) -> str | None:
    """Return the Turkish name of a country from any of its names, else None."""
    return _names().get(ascii_words(name))


def countries_in(text: str) -> tuple[str, ...]:
    """Return the countries that a sentence names, in its order: ``"ABD ve Almanya" → two``.

    A name that is an everyday word too counts only where it stands alone: ``"Mali Müşavir" → none``.
    """
    parts = ascii_words(text).split()
    alone = {ascii_words(part) for part in _BETWEEN.split(fold(text))}
    found: list[str] = []
    start = 0
    while start < len(parts):
        longest = next(
            (
                end
                for end in range(min(len(parts), start + _LONGEST_NAME), start, -1)
                if _is_named(" ".join(parts[start:end]), alone)
            ),
            None,
        )
        if longest is None:
            start += 1
            continue
        found.append(_names()[" ".join(parts[start:longest])])
        start = longest
    return tuple(dict.fromkeys(found))


def _is_named(words_of_name: str, alone: set[str]) -> bool:
    return words_of_name in _names() and (words_of_name not in _WORDS_TOO or words_of_name in alone)


def is_abroad(name: str | None) -> bool | None:
    """Say whether a country is another than Türkiye; None where no country is stated."""
    if not name:
        return None
    return (country(name) or name) != HOME
