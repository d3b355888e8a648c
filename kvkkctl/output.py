"""The only writer to stdout and stderr: data to the one, everything else to the other."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, assert_never

import typer

from kvkkctl.errors import BadValue, FileProblem, KvkkctlError, Problem, Severity
from kvkkctl.files import check_writable, encrypts, final, whole_file
from kvkkctl.i18n import tr
from kvkkctl.rendering import (
    Column,
    Row,
    as_card,
    as_json,
    as_json_lines,
    as_json_list,
    as_separated,
    as_table,
    column,
    flat,
    visible,
)
from kvkkctl.text import Text

__all__ = [
    "Column",
    "Format",
    "FormatOption",
    "OutputOption",
    "Row",
    "Target",
    "column",
    "flat",
]

STDOUT = Path("-")
_AT_ONCE = 1000
SEVERITIES: Mapping[Severity, Text] = {
    Severity.ERROR: Text("error"),
    Severity.WARNING: Text("warning"),
    Severity.INFO: Text("info"),
}


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
class Target:
    """Where a list goes and in which format, as `--format` and `--output` said."""

    format: Format
    path: Path | None

    @classmethod
    def of(cls, chosen: Format | None, path: Path | None) -> "Target":
        """Take the format that was asked for, else the one that the file's ending names, else a table.

        Raises BadValue for an ending that names none, FileProblem for a file that could not be written.
        """
        if path is None or path == STDOUT:
            refuse_encrypted_stdout()
            return cls(chosen or Format.TABLE, None)
        ending = path.suffix.lower().removeprefix(".")
        if chosen is None and ending not in {"", "txt"}:
            try:
                chosen = Format(ending)
            except ValueError:
                raise BadValue(
                    Text(
                        'The ending ".{ending}" names no format: use one of {formats}, or give --format.',
                        ending=ending,
                        formats=[each.value for each in Format if each is not Format.TABLE] + ["txt"],
                    )
                ) from None
        check_writable(path)
        return cls(chosen or Format.TABLE, path)


def terminal(target: Target) -> bool:
    """Say whether what is printed is read on a terminal as it comes."""
    return target.path is None and sys.stdout.isatty()


def emit(
    rows: Iterable[Row],
    columns: Sequence[Column],
    target: Target,
    *,
    below: Sequence[Text | str] = (),
    keys: Sequence[str] = (),
) -> None:
    """Print a list, or write it to a file: every row, whole or not at all.

    `below` are lines under a table; `keys` head a CSV file also where there are no rows.
    """
    text: str | Iterable[str]
    match target.format:
        case Format.JSON:
            text = as_json_list(rows)
        case Format.JSONL:
            text = as_json_lines(rows)
        case Format.CSV | Format.TSV:
            delimiter = "," if target.format is Format.CSV else "\t"
            text = as_separated(rows, delimiter, keys=keys, for_excel=target.path is not None)
        case Format.TABLE:
            text = as_table(tuple(rows), columns, terminal=terminal(target)) + "".join(
                f"{_line(each)}\n" for each in below
            )
        case _:
            assert_never(target.format)
    deliver(text, target)


def emit_one(value: Row, columns: Sequence[Column], target: Target) -> None:
    """Print one record: an object in json, else a list of a single row."""
    if target.format is Format.JSON:
        deliver(as_json(value), target)
    else:
        emit([value], columns, target)


def emit_card(value: Row, lines: Sequence[tuple[Text, object]], target: Target) -> None:
    """Print one record with many fields: a line each for people, an object for machines."""
    if target.format is Format.TABLE:
        deliver(as_card(lines), target)
    else:
        emit_one(value, (), target)


def deliver(text: str | Iterable[str], target: Target) -> None:
    """Write text or its pieces to stdout, or to the target's file under a temporary name first. Raises FileProblem."""
    pieces = _joined((text,) if isinstance(text, str) else text)
    if target.path is None:
        refuse_encrypted_stdout()
        for piece in pieces:
            _print(piece)
        return
    encoding = "utf-8-sig" if target.format in {Format.CSV, Format.TSV} else "utf-8"
    with (
        whole_file(target.path) as draft,
        draft.open("w", encoding=encoding, errors="backslashreplace", newline="") as file,
    ):
        file.writelines(pieces)
    written(target.path)


def _joined(pieces: Iterable[str]) -> Iterator[str]:
    """Yield pieces many at a time: a list may have a million rows, too many to print one by one or all at once."""
    pieces = iter(pieces)
    while some := "".join(islice(pieces, _AT_ONCE)):
        yield some


def refuse_encrypted_stdout() -> None:
    """Raise BadValue where what is to be encrypted would be printed."""
    if encrypts():
        raise BadValue(Text("What --encrypt encrypts is a file: name one with --output."))


def ask(question: Text) -> str | None:
    """Ask the person at the terminal for what is not shown; None where nobody is there."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    from getpass import getpass

    try:
        return getpass(tr(question), sys.stderr)
    except EOFError:
        return None


def say(text: Text | str) -> None:
    """Print a line of a report on stdout; a string is printed as it is."""
    _print(f"{_line(text)}\n")


def tell(text: str) -> None:
    """Print words that are not ours on stderr."""
    _mention(text)


def note(text: Text) -> None:
    """Tell the person at the terminal something on stderr, unless `--quiet`."""
    if not _Manner.quiet:
        _mention(tr(text))


def written(path: Path) -> None:
    """Tell where a file was written, under the name that it has if it is encrypted."""
    note(Text("Written: {path}", path=final(path)))


def fail(error: KvkkctlError) -> None:
    """Print why nothing was done: one line on stderr, before it all problems of a rejected file."""
    problems(getattr(error, "problems", ()))
    _mention(f"kvkkctl: {tr(error.message)}")


def problems(found: Iterable[Problem]) -> None:
    """Print what is wrong with a file on stderr, a line each; what is only worth a look not under `--quiet`."""
    for problem in found:
        if problem.severity is Severity.ERROR or not _Manner.quiet:
            place = "!".join(filter(None, (problem.sheet, problem.cell)))
            said = tr(SEVERITIES[problem.severity]), place, tr(problem.message)
            _mention(": ".join(filter(None, said)).replace("\n", " "))


class _Manner:
    """How this process talks."""

    quiet = False


def hush(quiet: bool) -> None:
    """Leave out what is not data and not an error."""
    _Manner.quiet = quiet


def _line(text: Text | str) -> str:
    return visible(tr(text)) if isinstance(text, Text) else text


def _print(text: str) -> None:
    try:
        _write(sys.stdout, text)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileProblem(Text("The output cannot be written ({reason}).", reason=reason)) from error


def _mention(text: str) -> None:
    # nobody may be reading stderr any more; what was done is done all the same
    with suppress(OSError):
        _write(sys.stderr, f"{visible(text)}\n")


def _write(stream: Any, text: str) -> None:
    stream.write(text)
    stream.flush()
