"""Writing a file whole or not at all."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kvkkctl.errors import FileProblem
from kvkkctl.text import Text

_DATABASE = b"SQLite format 3\x00"


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a path to write to; it takes the place of `path` when all is written, and is gone when not.

    Folders are made. A database is never replaced; what is no file but a device or a pipe is written to as it is.
    Raises FileProblem.
    """
    try:
        _check(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            yield path
            return
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            yield draft
            draft.replace(path)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileProblem(Text("{path} cannot be written ({reason}).", path=path, reason=reason)) from error


def check_writable(path: Path) -> None:
    """Raise FileProblem where `path` could not be written, before the work whose outcome it is to hold."""
    with suppress(_Tried), whole_file(path) as draft:
        if draft != path:
            draft.touch()
        raise _Tried


class _Tried(Exception):
    """Ends a trial."""


def _check(path: Path) -> None:
    if not path.name or path.is_dir():
        raise FileProblem(Text("{path} is a folder: name a file in it.", path=path))
    if path.is_file():
        with path.open("rb") as file:
            if file.read(len(_DATABASE)) == _DATABASE:
                raise FileProblem(
                    Text(
                        "{path} is a database, as registers are, and is left as it is: name another file.",
                        path=path,
                    )
                )
