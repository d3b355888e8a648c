"""Reading a workbook in a process of its own.

The reader trusts what a file says about itself: a few bytes may make it ask for all memory there is, which ends its
process, or stop with a message of its own. There it does no harm, and limits hold that follow from the file's size.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import IO, Any, cast

from kvkkctl.errors import FileProblem
from kvkkctl.text import Text
from kvkkctl.workbook.archive import damaged, protected
from kvkkctl.workbook.places import Area, Value

_ROWS_AT_ONCE = 2000
# Measured: Python and the reader take 60 MB of address space, two million empty cells 100 MB more; a text that many
# cells share is laid out in each.
_LEAST_MEMORY = 200 << 20
_MEMORY_PER_BYTE = 64
# Measured: 15 to 75 MB a second; a quarter of that allows for slow machines.
_LEAST_SECONDS = 3
_BYTES_PER_SECOND = 4_000_000
# How long a reader that gets little of the machine may take beyond that, and how often it is looked after.
_MOST_PATIENCE = 30.0
_GLANCE = 1.0

_FAILED = 1
_NO_MEMORY = 9
# Without the folder that the user works in, where a file may be named like a module; the package's folder comes last.
_CALL = "import sys; sys.path.append(sys.argv[1]); from kvkkctl.workbook.apart import send; send(sys.argv[2])"


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
    with subprocess.Popen(  # noqa: S603 (this very Python, and no word of the file's)
        [sys.executable, "-P", "-c", _CALL, home, str(_LEAST_MEMORY + size * _MEMORY_PER_BYTE)],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield Reader(process, _LEAST_SECONDS + size / _BYTES_PER_SECOND, label).sheets()
        finally:
            process.kill()


@dataclass(frozen=True)
class Reader:
    """The process that reads, and how many seconds it may keep us waiting."""

    process: subprocess.Popen[bytes]
    seconds: float
    label: str
    _watches: list[Timer] = field(default_factory=list)

    def sheets(self) -> Iterator[RawSheet]:
        """Yield the sheets as they come."""
        while True:
            match self._next():
                case "sheet", name, visible, merged:
                    rows: list[list[Value]] = []
                    while some := self._next():
                        rows += some
                    yield RawSheet(name, visible, merged, rows)
                case "protected", _:
                    raise protected(self.label)
                case "unreadable", reason:
                    raise FileProblem(
                        Text(
                            "{path} cannot be read as a workbook ({reason}): save it again in Excel.",
                            path=self.label,
                            reason=reason,
                        )
                    )
                case _:
                    return

    def _next(self) -> Any:
        """Return what comes next. A reader that has run out of memory may wait for itself: it is ended."""
        watch = Timer(self.seconds, self._look_after, (0.0, self.seconds + _MOST_PATIENCE))
        watch.daemon = True
        watch.start()
        self._watches.append(watch)
        try:
            # what comes is ours, not the file's
            return pickle.load(cast("IO[bytes]", self.process.stdout))  # noqa: S301
        except (EOFError, pickle.UnpicklingError):
            raise self._ended_early(self.process.wait()) from None
        finally:
            self._stop_watching()

    def _stop_watching(self) -> None:
        while self._watches:
            self._watches.pop().cancel()

    def _look_after(self, before: float, left: float) -> None:
        """End a reader that does nothing; one that works on a busy machine has more time, though not for ever."""
        worked = _seconds_worked(self.process.pid)
        if left <= 0 or worked <= before:
            self.process.kill()
            return
        watch = Timer(_GLANCE, self._look_after, (worked, left - _GLANCE))
        watch.daemon = True
        self._watches.append(watch)
        watch.start()

    def _ended_early(self, code: int) -> FileProblem:
        if code in {0, _FAILED}:
            return damaged(self.label)
        return FileProblem(
            Text(
                "{path} asks for more memory or time than what is in it explains: delete the rows and columns beyond "
                "the table, or save it again in Excel.",
                path=self.label,
            )
        )


def _seconds_worked(pid: int) -> float:
    """Return the seconds of computing that a process has had; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def send(memory: str) -> None:
    """Read the workbook on stdin and send its sheets through stdout, within so many bytes of memory."""
    _limit(int(memory))
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


def _limit(memory: int) -> None:
    # a system without these limits reads without them
    with suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
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
