"""How the packaged tables are read: tab-separated, one header line, no quoting (see ``SOURCES.md``)."""

import csv
from datetime import date
from enum import StrEnum
from importlib.resources import files


class Provenance(StrEnum):
    """How well a figure is known; what is doubtful is shown and never applied."""

    SEEN = "SEEN"
    MEMORY = "MEMORY"
    DOUBTFUL = "DOUBTFUL"


def rows(name: str) -> list[dict[str, str]]:
    """Return the lines of a packaged table, in order."""
    lines = files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def day(cell: str) -> date | None:
    """Read a date; an empty cell is an open end."""
    return date.fromisoformat(cell) if cell else None


def within(on: date, since: date | None, until: date | None) -> bool:
    """Say whether a day lies between two days, both inclusive; None is an open end."""
    return (since is None or since <= on) and (until is None or on <= until)
