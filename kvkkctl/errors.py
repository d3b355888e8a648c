"""What can go wrong, and its exit code.

::

    KvkkctlError                 exit 3: known trouble, one line saying what and what next
     ├ RegisterNotFound          no file there
     ├ RegisterExists            `init` would overwrite
     ├ RegisterTooNew            made by a newer kvkkctl
     ├ RegisterOutdated          `migrate` first
     ├ RegisterUnusable          not a register, damaged
     │  └ RegisterInUse          locked
     ├ RecordNotFound            no such activity, entry, term, holding …
     ├ RecordInUse               removing it would leave others dangling
     ├ BadValue                  a value that cannot be taken as it is
     ├ UnknownTerm               a word that no vocabulary and no register term knows
     ├ FileProblem               a file that cannot be read or written
     └ ImportRejected            all problems of a file, at once

Exit 1 is Python's (a bug), 2 is usage, 4 means: done, and what was watched for was found.
"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from kvkkctl.text import Text

EXIT_ERROR = 3
EXIT_FOUND = 4


class KvkkctlError(Exception):
    """Known trouble: one line on stderr, nothing changed."""

    exit_code = EXIT_ERROR

    def __init__(self, message: Text) -> None:
        super().__init__(str(message))
        self.message = message


class RegisterNotFound(KvkkctlError):
    """There is no register at the path."""

    def __init__(self, path: Path) -> None:
        super().__init__(Text("No register at {path}: make one with `kvkkctl init`.", path=path))


class RegisterExists(KvkkctlError):
    """A register is there already and is not overwritten."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(
                "{path} exists already and is left as it is: name another file with --register.",
                path=path,
            )
        )


class RegisterTooNew(KvkkctlError):
    """The register was made by a newer kvkkctl; writing to it could lose what this one does not know."""

    def __init__(self, path: Path, unknown: Sequence[str]) -> None:
        super().__init__(
            Text(
                "{path} was made by a newer kvkkctl (it has {unknown}): upgrade kvkkctl to use it.",
                path=path,
                unknown=", ".join(unknown),
            )
        )


class RegisterOutdated(KvkkctlError):
    """The register lacks migrations of this kvkkctl."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(
                "{path} was made by an older kvkkctl: run `kvkkctl migrate`, which backs it up first.",
                path=path,
            )
        )


class RegisterUnusable(KvkkctlError):
    """The file is not a register, is damaged, or cannot be opened."""


class RegisterInUse(RegisterUnusable):
    """Another program keeps the register for itself; nothing is wrong with it."""


class RecordNotFound(KvkkctlError):
    """The register has no record of that name."""


class RecordInUse(KvkkctlError):
    """The record is used by others; `users` names them."""

    def __init__(self, message: Text, users: Sequence[str]) -> None:
        super().__init__(message)
        self.users = tuple(users)


class BadValue(KvkkctlError):
    """A value cannot be taken as it is; the message says which and what would do."""


class UnknownTerm(KvkkctlError):
    """A word that neither the VERBİS lists nor the register know."""


class FileProblem(KvkkctlError):
    """A file cannot be read or written."""


class Severity(StrEnum):
    """How much a finding or a problem weighs, the heaviest first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the heaviest."""
        return list(Severity).index(self)


class Problem(NamedTuple):
    """What is wrong, or worth a look, at one place of a file."""

    severity: Severity
    sheet: str
    cell: str
    value: str
    message: Text


class ImportRejected(KvkkctlError):
    """A file has errors; nothing of it was taken. `problems` holds them all."""

    def __init__(self, message: Text, problems: Sequence[Problem]) -> None:
        super().__init__(message)
        self.problems = tuple(problems)
