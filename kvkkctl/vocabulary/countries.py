"""Countries by the names that Turkish documents give them."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kvkkctl.vocabulary.folding import ascii_fold, words

HOME = "Türkiye"


@cache
def _names() -> Mapping[str, str]:
    with files(__package__).joinpath("country.tsv").open(encoding="utf8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found: dict[str, str] = {}
    for row in rows:
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            found.setdefault(_key(name), row["name"])
    return MappingProxyType(found)


def _key(name: str) -> str:
    return words(ascii_fold(name))


def country(name: str) -> str | None:
    """Return the Turkish name of a country from any of its names, else None."""
    return _names().get(_key(name))


def countries_in(text: str) -> tuple[str, ...]:
    """Return the countries that a sentence names, in its order: ``"ABD ve Almanya" → two``."""
    parts = _key(text).split()
    found: list[str] = []
    start = 0
    while start < len(parts):
        longest = next(
            (
                end
                for end in range(min(len(parts), start + 5), start, -1)
                if " ".join(parts[start:end]) in _names()
            ),
            None,
        )
        if longest is None:
            start += 1
            continue
        found.append(_names()[" ".join(parts[start:longest])])
        start = longest
    return tuple(dict.fromkeys(found))


def is_abroad(name: str | None) -> bool | None:
    """Say whether a country is another than Türkiye; None where no country is stated."""
    if not name:
        return None
    return (country(name) or name) != HOME
