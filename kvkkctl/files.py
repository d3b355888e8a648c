"""Writing a file whole or not at all, for its owner only, and never over what is there unless that is asked for."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from tempfile import TemporaryFile
from time import time
from typing import IO

from kvkkctl import sealing
from kvkkctl.errors import FileProblem
from kvkkctl.text import Text

_DATABASE = b"SQLite format 3\x00"
# What SQLite keeps beside a database: what was written last may stand there only.
_LOG = re.compile(r"(.+)-(?:wal|shm|journal)")
_DRAFT_END = ".part"
# A draft that nobody has written to for so long was left by a program that was killed.
_STALE_SECONDS = 3600


class _Manner:
    """How this process writes files."""

    overwriting = False
    encrypting = False


def overwrite(allowed: bool) -> None:
    """Let files be overwritten, as `--force` asks, or not."""
    _Manner.overwriting = allowed


def overwrites() -> bool:
    """Say whether files may be overwritten."""
    return _Manner.overwriting


def encrypt(asked: bool) -> None:
    """Encrypt what is written, as `--encrypt` asks, or not."""
    _Manner.encrypting = asked


def encrypts() -> bool:
    """Say whether what is written is encrypted."""
    return _Manner.encrypting


def final(path: Path) -> Path:
    """Return the name under which a file is written: another one where it is encrypted."""
    return sealing.sealed_name(path) if _Manner.encrypting else path


@contextmanager
def whole_file(path: Path, *, records: bool = True) -> Iterator[Path]:
    """Yield a path to write to; it takes the place of `path` when all is written, and is gone when not.

    Folders are made; file and folders are for their owner only. A file that is there is replaced only where `overwrite`
    allows it; a database, a link, a device or a pipe never is. Where `encrypt` asks for it, what was written goes under
    its `final` name; settings, which hold no records, stay as they are. Raises FileProblem, BadValue.
    """
    if not (records and _Manner.encrypting):
        with _whole(path) as draft:
            yield draft
        return
    path = final(path)
    with _whole(path) as draft, _unsealed(path) as plain:
        yield plain
        draft.write_bytes(sealing.seal(plain.read_bytes(), path))


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    try:
        _check(path)
        own_folder(path.parent)
        _clear(path)
        draft = draft_of(path)
        try:
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            yield draft
            with draft.open("rb+") as written:
                os.fsync(written.fileno())
            if _Manner.overwriting:
                draft.replace(path)
            else:
                _publish(draft, path)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileProblem(Text("{path} cannot be written ({reason}).", path=path, reason=reason)) from error


@contextmanager
def _unsealed(path: Path) -> Iterator[Path]:
    """Yield a path for what is not encrypted yet: in memory where the system allows, else a draft of its own."""
    with nameless() as memory:
        plain = Path(f"/proc/self/fd/{memory.fileno()}")
        if hasattr(os, "memfd_create") and plain.exists():
            yield plain
            return
    plain = draft_of(path)
    os.close(os.open(plain, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield plain
    finally:
        plain.unlink(missing_ok=True)


@contextmanager
def nameless() -> Iterator[IO[bytes]]:
    """Yield a file of the system's that nobody else finds: in memory where there are such, else on disk."""
    if hasattr(os, "memfd_create"):
        with os.fdopen(os.memfd_create("kvkkctl"), "w+b") as file:
            yield file
    else:
        with TemporaryFile() as file:
            yield file


def check_writable(path: Path) -> None:
    """Raise what `whole_file` would, before the work whose outcome it is to hold."""
    with suppress(_Tried), _whole(final(path)):
        raise _Tried
    if _Manner.encrypting:
        sealing.prepare()


def draft_of(path: Path) -> Path:
    """Return a name beside a file under which it is written, hidden and telling what it is."""
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}{_DRAFT_END}")


def is_draft(path: Path) -> bool:
    """Say whether a file is a draft; one that lies about was left by a program that was killed."""
    return path.name.startswith(".") and path.name.endswith((_DRAFT_END, f"{_DRAFT_END}-journal"))


def own_folder(path: Path) -> list[Path]:
    """Make a folder, and those above it that are missing, for their owner only; return what was made, deepest first.

    Raises FileProblem.
    """
    try:
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        for folder in reversed(missing):
            # another program may make it at the same time
            folder.mkdir(mode=0o700, exist_ok=True)
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise FileProblem(
            Text("The folder {path} cannot be made ({reason}).", path=path, reason=error.strerror)
        ) from error
    return missing


class _Tried(Exception):
    """Ends a trial."""


def _check(path: Path) -> None:
    if not path.name or path.is_dir():
        raise FileProblem(Text("{path} is a folder: name a file in it.", path=path))
    if path.is_symlink():
        raise FileProblem(Text("{path} is a link to another file: name that file itself.", path=path))
    log = _LOG.fullmatch(path.name)
    if log and _is_database(path.with_name(log[1])):
        raise _database(path)
    if not path.exists():
        return
    if not path.is_file():
        raise FileProblem(
            Text("{path} is no file but a device or a pipe: print to it with `>` instead.", path=path)
        )
    if _is_database(path):
        raise _database(path)
    if not _Manner.overwriting:
        raise _there(path)


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


def _database(path: Path) -> FileProblem:
    return FileProblem(
        Text("{path} is a database, as registers are, and is left as it is: name another file.", path=path)
    )


def _there(path: Path) -> FileProblem:
    return FileProblem(
        Text("{path} is there already: name another file, or overwrite it with --force.", path=path)
    )


def _publish(draft: Path, path: Path) -> None:
    """Give a draft its name, unless somebody has taken that meanwhile."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise _there(path) from None
    except OSError:
        # a file system without hard links
        draft.replace(path)


def _clear(path: Path) -> None:
    """Take away what killed programs have left of this file."""
    for draft in path.parent.glob(f".{escape(path.name)}.????????{_DRAFT_END}"):
        with suppress(OSError):
            if time() - draft.stat().st_mtime > _STALE_SECONDS:
                draft.unlink()
