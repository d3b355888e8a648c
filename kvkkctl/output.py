"""The only writer to stdout and stderr: data to the one, everything else to the other.

A list is rows of plain values. In json, jsonl, csv and tsv a row is complete and its keys are stable; a table shows the
columns that a person reads first, never cut.
"""

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, assert_never

import typer

from kvkkctl.errors import FileProblem, KvkkctlError, Problem, Severity
from kvkkctl.i18n import tr
from kvkkctl.text import Text

Row = Mapping[str, Any]
STDOUT = Path("-")
_NARROWEST = 40


class Format(StrEnum):
    """The formats of a list."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"


FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="How to print the list; a table if not given.", show_default=False),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Write to this file instead (the ending chooses the format).",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and what it shows of a row."""

    heading: Text
    show: Callable[[Row], object]
    right: bool = False


def column(heading: Text, key: str, *, right: bool = False) -> Column:
    """Return a column that shows one value of the row."""
    return Column(heading, lambda row: row[key], right)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a list goes and in which format, as `--format` and `--output` said."""

    format: Format
    path: Path | None

    @classmethod
    def of(cls, chosen: Format | None, path: Path | None) -> "Target":
        """Take the format that was asked for, else the one that the file's ending names, else a table."""
        if chosen is None and path is not None:
            with suppress(ValueError):
                chosen = Format(path.suffix.lower().removeprefix("."))
        return cls(chosen or Format.TABLE, None if path == STDOUT else path)


def emit(rows: Iterable[Row], columns: Sequence[Column], target: Target) -> None:
    """Print a list, or write it to a file: every row, whole or not at all."""
    deliver(_rendered(rows, columns, target), target)


def emit_one(value: Row, columns: Sequence[Column], target: Target) -> None:
    """Print one record: an object in json, else a list of a single row."""
    if target.format is Format.JSON:
        deliver(_json(value), target)
    else:
        emit([value], columns, target)


def emit_card(value: Row, lines: Sequence[tuple[Text, object]], target: Target) -> None:
    """Print one record with many fields: a line each for people, an object for machines."""
    if target.format is not Format.TABLE:
        emit_one(value, (), target)
        return
    width = max((len(tr(heading)) for heading, _ in lines), default=0)
    deliver(
        "".join(f"{tr(heading):<{width}}  {flat(shown)}".rstrip() + "\n" for heading, shown in lines), target
    )


def deliver(text: str, target: Target) -> None:
    """Write text to stdout, or to the target's file under a temporary name first."""
    if target.path is None:
        _write(sys.stdout, text)
        return
    encoding = "utf-8-sig" if target.format in {Format.CSV, Format.TSV} else "utf-8"
    replace_file(target.path, text.encode(encoding))
    note(Text("Written: {path}", path=target.path))


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step. Raises FileProblem where that cannot be done."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise FileProblem(
            Text("{path} cannot be written ({reason}).", path=path, reason=error.strerror or str(error))
        ) from error


def say(text: Text | str) -> None:
    """Print a line of a report on stdout; a string is printed as it is."""
    _write(sys.stdout, f"{tr(text) if isinstance(text, Text) else text}\n")


def tell(text: str) -> None:
    """Print words that are not ours on stderr."""
    _write(sys.stderr, f"{text}\n")


def note(text: Text) -> None:
    """Tell the person at the terminal something on stderr, unless `--quiet`."""
    if not _Manner.quiet:
        _write(sys.stderr, f"{tr(text)}\n")


def fail(error: KvkkctlError) -> None:
    """Print why nothing was done: one line on stderr, before it all problems of a rejected file."""
    problems(getattr(error, "problems", ()))
    _write(sys.stderr, f"kvkkctl: {tr(error.message)}\n")


def problems(found: Iterable[Problem]) -> None:
    """Print what is wrong with a file on stderr, a line each; what is only worth a look not under `--quiet`."""
    for problem in found:
        if problem.severity is Severity.ERROR or not _Manner.quiet:
            place = f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
            _write(sys.stderr, f"{tr(SEVERITIES[problem.severity])}: {place}: {tr(problem.message)}\n")


SEVERITIES: Mapping[Severity, Text] = {
    Severity.ERROR: Text("error"),
    Severity.WARNING: Text("warning"),
    Severity.INFO: Text("info"),
}


class _Manner:
    """How this process talks."""

    quiet = False


def hush(quiet: bool) -> None:
    """Leave out what is not data and not an error."""
    _Manner.quiet = quiet


def flat(value: object) -> str:
    """Return a value of a row as one piece of text: a term by its label, a list with "; ", nothing as nothing."""
    match value:
        case None:
            return ""
        case bool():
            return tr(Text("yes")) if value else tr(Text("no"))
        case Text():
            return tr(value)
        case str():
            return value
        case Mapping():
            return (
                str(value["label"])
                if "label" in value
                else "; ".join(f"{k}={flat(v)}" for k, v in value.items())
            )
        case Iterable():
            return "; ".join(flat(part) for part in value)
        case _:
            return str(value)


def _rendered(rows: Iterable[Row], columns: Sequence[Column], target: Target) -> str:
    match target.format:
        case Format.JSON:
            return _json(list(rows))
        case Format.JSONL:
            return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
        case Format.CSV:
            return _separated(list(rows), ",")
        case Format.TSV:
            return _separated(list(rows), "\t")
        case Format.TABLE:
            return _table(list(rows), columns, to_file=target.path is not None)
        case _:
            assert_never(target.format)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"


def _separated(rows: Sequence[Row], delimiter: str) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\n")
    if rows:
        writer.writerow(list(rows[0]))
    for row in rows:
        writer.writerow([_machine(value) for value in row.values()])
    return lines.getvalue()


def _machine(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else flat(value)


def _table(rows: Sequence[Row], columns: Sequence[Column], *, to_file: bool) -> str:
    headings = [tr(shown.heading) for shown in columns]
    cells = [[_visible(flat(shown.show(row))) for shown in columns] for row in rows]
    terminal = sys.stdout.isatty() and not to_file
    exported = os.environ.get("COLUMNS", "")
    if not terminal and not exported.isdigit():
        return _wide(headings, cells, columns)
    return _fitted(headings, cells, columns, None if terminal else max(int(exported), _NARROWEST))


def _wide(headings: list[str], cells: list[list[str]], columns: Sequence[Column]) -> str:
    """Lay a table out as wide as it needs: what a pipe or a file gets."""
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
    """Lay a table out in the width of a terminal, breaking lines inside cells."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console  # noqa: TID251 (this is the place)
    from rich.table import Table
    from rich.text import Text as Cell

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading, shown in zip(headings, columns, strict=True):
        table.add_column(heading, justify="right" if shown.right else "left", overflow="fold")
    for row in cells:
        table.add_row(*map(Cell, row))
    sink = io.StringIO()
    colour = width is None and "NO_COLOR" not in os.environ
    console = Console(
        file=sink, width=width, force_terminal=colour, markup=False, emoji=False, highlight=False
    )
    console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in sink.getvalue().splitlines())


def _visible(text: str) -> str:
    """Show control characters of user text instead of sending them to the terminal."""
    return "".join(c if c == "\n" or c.isprintable() or c == "\u00a0" else " " for c in text)


def _write(stream: Any, text: str) -> None:
    stream.write(text)
    stream.flush()
