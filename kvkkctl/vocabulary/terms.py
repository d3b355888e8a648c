"""The VERBİS lists and the codes of the Law, read from the tables beside this module (see ``SOURCES.md``)."""

import csv
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple


class TermKind(StrEnum):
    """The five lists whose words an organisation writes in its own way."""

    CATEGORY = "category"
    PURPOSE = "purpose"
    SUBJECT = "subject"
    RECIPIENT = "recipient"
    MEASURE = "measure"


OTHER = MappingProxyType(
    {kind: "Diğer Bilgiler" if kind is TermKind.CATEGORY else "Diğer" for kind in TermKind}
)


class OfficialTerm(NamedTuple):
    """One line of a VERBİS list, in its spelling and place.

    `special` is None for "Diğer Bilgiler", which is neither ordinary nor special until somebody says so;
    `suggests` are words that may stand for the term but need a person to say so.
    """

    no: int
    name: str
    english: str
    special: bool | None
    aliases: tuple[str, ...]
    suggests: tuple[str, ...]
    examples: tuple[str, ...]
    group: str


class Basis(NamedTuple):
    """A legal basis of Article 5 or 6 of Law 6698, with the dates between which it is law (both inclusive)."""

    code: str
    article: int
    special: bool
    short: str
    text: str
    aliases: tuple[str, ...]
    since: date
    until: date | None
    citation: str

    def in_force(self, on: date) -> bool:
        """Say whether the basis was law on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


class Instrument(NamedTuple):
    """What Article 9 of Law 6698 lets a transfer abroad rest on."""

    code: str
    kind: str
    occasional: bool
    short: str
    text: str
    since: date
    until: date | None
    citation: str


class Exemption(NamedTuple):
    """An activity of Article 28/2, which need not be notified to VERBİS."""

    code: str
    text: str
    citation: str


def _rows(name: str) -> list[dict[str, str]]:
    with files(__package__).joinpath(f"{name}.tsv").open(encoding="utf8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _many(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _flag(cell: str) -> bool | None:
    return {"yes": True, "no": False}.get(cell)


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _since(row: dict[str, str]) -> date:
    return date.fromisoformat(row["since"])


@cache
def terms(kind: TermKind) -> tuple[OfficialTerm, ...]:
    """Return a VERBİS list, complete and in the order of the screens."""
    return tuple(
        OfficialTerm(
            no=int(row["no"]),
            name=row["name"],
            english=row["english"],
            special=_flag(row.get("special", "")),
            aliases=_many(row["aliases"]),
            suggests=_many(row["suggests"]),
            examples=_many(row["examples"]),
            group=row.get("group", ""),
        )
        for row in _rows(kind.value)
    )


@cache
def official(kind: TermKind) -> MappingProxyType[str, OfficialTerm]:
    """Return the same list by official name."""
    return MappingProxyType({term.name: term for term in terms(kind)})


@cache
def bases() -> MappingProxyType[str, Basis]:
    """Return the legal bases of Articles 5 and 6 by code (``5/2-ç``), repealed ones among them (``6/2-old``)."""
    return MappingProxyType(
        {
            row["code"]: Basis(
                code=row["code"],
                article=int(row["article"]),
                special=row["special"] == "yes",
                short=row["short"],
                text=row["text"],
                aliases=_many(row["aliases"]),
                since=_since(row),
                until=_day(row["until"]),
                citation=row["citation"],
            )
            for row in _rows("basis")
        }
    )


@cache
def instruments() -> MappingProxyType[str, Instrument]:
    """Return the transfer instruments of Article 9 by code (``9/4-c``)."""
    return MappingProxyType(
        {
            row["code"]: Instrument(
                code=row["code"],
                kind=row["kind"],
                occasional=row["occasional"] == "yes",
                short=row["short"],
                text=row["text"],
                since=_since(row),
                until=_day(row["until"]),
                citation=row["citation"],
            )
            for row in _rows("instrument")
        }
    )


@cache
def exemptions() -> MappingProxyType[str, Exemption]:
    """Return the exempt activities of Article 28/2 by code."""
    return MappingProxyType({row["code"]: Exemption(**row) for row in _rows("exemption")})


@cache
def media() -> tuple[str, ...]:
    """Return the recording media that retention policies name, electronic ones first."""
    return tuple(row["name"] for row in _rows("medium"))
