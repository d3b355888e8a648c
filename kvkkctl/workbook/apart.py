"""Reading a workbook in a process of its own.

The reader trusts what a file says about itself: a few bytes may make it ask for all memory there is, which ends its
process, or stop with a message of its own. There it does no harm, and limits hold that follow from the file's size.
"""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from kvkkctl.errors import FileProblem
from kvkkctl.text import Text
from kvkkctl.workbook.archive import damaged, protected
from kvkkctl.workbook.places import Area, Value

_ROWS_AT_ONCE = 2000
# Measured: Python and the reader take 60 MB of address space; a text that many cells share is laid out in each.
_LEAST_MEMORY = 256 << 20
_MEMORY_PER_BYTE = 64
# Measured: 15 to 75 MB a second; a quarter of that allows for slow machines.
_LEAST_SECONDS = 4
_BYTES_PER_SECOND = 4_000_000

_FAILED = 1
_NO_MEMORY = 9
# Without the folder that the user works in, where a file may be named like a module; the package's folder comes last.
_CALL = (
    "import sys; sys.path.append(sys.argv[1]); from kvkkctl.workbook.apart import send; send(*sys.argv[2:])"
)


@dataclass(frozen=True)
class RawSheet:
    """A sheet as the reader gives it: rows from A1 of values, merged areas not filled."""

    name: str
    visible: bool
    merged: tuple[Area, ...]
    rows: list[list[Value]]


@contextmanager
def reading_apart(file: IO[bytes], size: int, label: str) -> Iterator[Iterator[RawSheet]]:
    """Begin to read a workbook that unpacks to `size` bytes, and give its sheets as they come.

    The file has to be one of the system's, read by nobody else. The sheets raise FileProblem where it cannot be read.
    """
    file.seek(0)
    home = str(Path(__file__).resolve().parents[2])
    memory, seconds = _LEAST_MEMORY + size * _MEMORY_PER_BYTE, _LEAST_SECONDS + size // _BYTES_PER_SECOND
    with subprocess.Popen(  # noqa: S603 (this very Python, and no word of the file's)
        [sys.executable, "-P", "-c", _CALL, home, str(memory), str(seconds)],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as reader:
        try:
            yield _sheets(reader, label)
        finally:
            reader.kill()


def _sheets(reader: subprocess.Popen[bytes], label: str) -> Iterator[RawSheet]:
    try:
        yield from _received(cast("IO[bytes]", reader.stdout), label)
    except (EOFError, pickle.UnpicklingError):
        raise _ended_early(reader.wait(), label) from None


def _received(pipe: IO[bytes], label: str) -> Iterator[RawSheet]:
    """Yield the sheets that come through the pipe. Raises EOFError where they end before their end."""
    while True:
        # what comes is ours, not the file's
        match pickle.load(pipe):  # noqa: S301
            case "sheet", name, visible, merged:
                rows: list[list[Value]] = []
                while some := pickle.load(pipe):  # noqa: S301
                    rows += some
                yield RawSheet(name, visible, merged, rows)
            case "protected", _:
                raise protected(label)
            case "unreadable", reason:
                raise FileProblem(
                    Text(
                        "{path} cannot be read as a workbook ({reason}): save it again in Excel.",
                        path=label,
                        reason=reason,
                    )
                )
            case _:
                return


def _ended_early(code: int, label: str) -> FileProblem:
    if code == _FAILED:
        return damaged(label)
    return FileProblem(
        Text(
            "{path} asks for more memory or time than what is in it explains: delete the rows and columns beyond "
            "the table, or save it again in Excel.",
            path=label,
        )
    )


def send(memory: str, seconds: str) -> None:
    """Read the workbook on stdin and send its sheets through stdout, within so many bytes and seconds."""
    _limit(int(memory), int(seconds))
    from python_calamine import CalamineError, PasswordError

    out = sys.stdout.buffer
    try:
        for item in _items(sys.stdin.buffer):
            pickle.dump(item, out, protocol=pickle.HIGHEST_PROTOCOL)
        pickle.dump(("end",), out)
    except PasswordError:
        pickle.dump(("protected", ""), out)
    except (CalamineError, OSError, ValueError) as error:
        pickle.dump(("unreadable", " ".join(str(error).split())), out)
    except MemoryError:
        sys.exit(_NO_MEMORY)


def _limit(memory: int, seconds: int) -> None:
    # a system without these limits reads without them
    with suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _items(file: IO[bytes]) -> Iterator[object]:
    """Yield, for each sheet, its properties, its rows by the thousand, and an empty list."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    # by what is in it: the ending of a name may lie
    with CalamineWorkbook.from_filelike(file) as book:
        for meta in book.sheets_metadata:
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            visible = meta.visible is SheetVisibleEnum.Visible
            yield "sheet", meta.name, visible, tuple(sheet.merged_cell_ranges or ())
            rows = sheet.to_python(skip_empty_area=False)
            for start in range(0, len(rows), _ROWS_AT_ONCE):
                yield rows[start : start + _ROWS_AT_ONCE]
            yield []
