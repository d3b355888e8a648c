"""From rows of plain values to text: json, csv, tables.

In json, jsonl, csv and tsv a row is complete and its keys are stable; a table shows the columns that a person reads
first, never cut.
"""

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from kvkkctl.i18n import tr
from kvkkctl.text import Sentences, Text

Row = Mapping[str, Any]
_NARROWEST = 40
_GAP = 2
_LINE_END = "\n"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Column(NamedTuple):
    """A column of a table: its heading and what it shows of a row."""

    heading: Text
    show: Callable[[Row], object]
    right: bool = False


def column(heading: Text, key: str, *, right: bool = False) -> Column:
    """Return a column that shows one value of the row."""
    return Column(heading, lambda row: row[key], right)


def as_json(value: object) -> str:
    """Return a value as indented JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"


def as_json_list(rows: Iterable[Row]) -> Iterator[str]:
    """Yield rows as `as_json` would return a list of them, piece by piece."""
    opening = "["
    for row in rows:
        text = json.dumps(row, ensure_ascii=False, indent=2, default=str)
        # no text in JSON holds the end of a line
        yield f"{opening}\n  {text.replace(_LINE_END, _LINE_END + '  ')}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def as_json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Yield rows as JSON, one a line."""
    return (json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)


def as_separated(
    rows: Iterable[Row], delimiter: str, *, keys: Sequence[str] = (), for_excel: bool
) -> Iterator[str]:
    """Yield rows as CSV or TSV; for Excel, text that it would run as a formula gets a quote mark in front."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter=delimiter, lineterminator="\n")
    rows = iter(rows)
    first = next(rows, None)
    if headings := list(first or keys):
        writer.writerow(headings)
    for row in chain(filter(None, (first,)), rows):
        cells = [_machine(value) for value in row.values()]
        writer.writerow(
            [f"'{cell}" if for_excel and cell.startswith(_FORMULA_STARTS) else cell for cell in cells]
        )
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def as_table(rows: Sequence[Row], columns: Sequence[Column], *, terminal: bool) -> str:
    """Return rows as a table: in the width of the terminal or of an exported COLUMNS, else as wide as it needs."""
    headings = [tr(shown.heading) for shown in columns]
    cells = [[visible(flat(shown.show(row))) for shown in columns] for row in rows]
    if not fitted(terminal=terminal):
        return _wide(headings, cells, columns)
    width = None if terminal else max(int(os.environ["COLUMNS"]), _NARROWEST)
    return _fitted(headings, cells, columns, width)


def fitted(*, terminal: bool) -> bool:
    """Say whether tables are fitted into a width: that of the terminal or of an exported COLUMNS."""
    return terminal or os.environ.get("COLUMNS", "").isdigit()


def as_card(lines: Sequence[tuple[Text, object]]) -> str:
    """Return headings and values, a line each."""
    width = max((len(tr(heading)) for heading, _ in lines), default=0)
    return "".join(
        f"{tr(heading):<{width}}  {visible(flat(shown))}".rstrip() + "\n" for heading, shown in lines
    )


def flat(value: object) -> str:
    """Return a value of a row as one piece of text: a term by its label, a list with "; ", nothing as nothing."""
    match value:
        case None:
            return ""
        case bool():
            return tr(Text("yes")) if value else tr(Text("no"))
        case Text() | Sentences():
            return tr(value)
        case str():
            return value
        case Mapping():
            return _of_mapping(value, flat)
        case Iterable():
            return "; ".join(flat(part) for part in value)
        case _:
            return str(value)


def _machine(value: object) -> str:
    """Return a value as `flat` does, in no language."""
    if type(value) is str:
        return value
    match value:
        case bool():
            return str(value).lower()
        case Mapping():
            return _of_mapping(value, _machine)
        case list() | tuple():
            return "; ".join(_machine(part) for part in value)
        case _:
            return flat(value)


def _of_mapping(value: Mapping[Any, Any], shown: Callable[[object], str]) -> str:
    return str(value["label"]) if "label" in value else "; ".join(f"{k}={shown(v)}" for k, v in value.items())


def visible(text: str) -> str:
    """Show control characters of user text instead of sending them to the terminal."""
    if text.isprintable():
        return text
    return "".join(c if c == "\n" or c.isprintable() or c == "\u00a0" else "\ufffd" for c in text)


def _wide(headings: list[str], cells: list[list[str]], columns: Sequence[Column]) -> str:
    lines = [headings, *([cell.replace("\n", " ") for cell in row] for row in cells)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    laid = [
        "   ".join(
            cell.rjust(width) if shown.right else cell.ljust(width)
            for cell, width, shown in zip(line, widths, columns, strict=True)
        ).rstrip()
        for line in lines
    ]
    rule = "─" * max(map(len, laid))
    return "".join(f"{line}\n" for line in (laid[0], rule, *laid[1:]))


def _fitted(headings: list[str], cells: list[list[str]], columns: Sequence[Column], width: int | None) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console  # noqa: TID251 (a console that writes into a string)
    from rich.table import Table
    from rich.text import Text as Cell

    sink = io.StringIO()
    colour = width is None and "NO_COLOR" not in os.environ
    console = Console(
        file=sink, width=width, force_terminal=colour, markup=False, emoji=False, highlight=False
    )
    table = Table(box=SIMPLE_HEAD, padding=(0, _GAP - 1, 0, 0), pad_edge=False, show_edge=False)
    widths = _widths([headings, *cells], console.width)
    for heading, shown, room in zip(headings, columns, widths, strict=True):
        table.add_column(heading, justify="right" if shown.right else "left", overflow="fold", width=room)
    for row in cells:
        table.add_row(*map(Cell, row))
    console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in sink.getvalue().splitlines())


def _widths(lines: list[list[str]], width: int) -> list[int]:
    """Return how wide each column is: the widest gives way first, a word breaks only where nothing else gives way.

    A date is never broken: half of one reads as another.
    """
    columns = list(zip(*lines, strict=True))
    widths = [max(len(part) for cell in cells for part in cell.split("\n")) for cells in columns]
    words = [max((len(word) for cell in cells for word in cell.split()), default=1) for cells in columns]
    dates = [max((len(day) for cell in cells for day in _DATE.findall(cell)), default=1) for cells in columns]
    room = width - _GAP * (len(columns) - 1)
    for least in words, dates:
        while sum(widths) > room:
            widest = max(range(len(widths)), key=lambda n: (widths[n] > least[n]) * widths[n])
            if widths[widest] <= least[widest]:
                break
            widths[widest] -= 1
    return widths
