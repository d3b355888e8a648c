"""The key of the journal: with one, nobody who lacks it can make the chain of hashes anew."""

import os
from pathlib import Path

from kvkkctl.errors import BadValue, FileProblem
from kvkkctl.text import Text

_FEWEST_BYTES = 16


class _Held:
    """The file that this process was told to read its key from."""

    file: Path | None = None


def hold(file: Path | None) -> None:
    """Read the key from this file when it is needed; without one, from KVKKCTL_KEY."""
    _Held.file = file


def key() -> bytes | None:
    """Return the key, None where there is none. Raises FileProblem, BadValue for one that is soon guessed."""
    if _Held.file is not None:
        try:
            found = _Held.file.read_bytes().strip()
        except OSError as error:
            raise FileProblem(
                Text("{path} cannot be read ({reason}).", path=_Held.file, reason=error.strerror)
            ) from error
    else:
        found = os.fsencode(os.environ.get("KVKKCTL_KEY", "")).strip()
        if not found:
            return None
    if len(found) < _FEWEST_BYTES:
        raise BadValue(
            Text(
                "The key of the journal is too short: make one of {n} bytes or more, as `openssl rand -hex 32` does.",
                n=_FEWEST_BYTES,
            )
        )
    return found
