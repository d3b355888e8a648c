"""The passphrase of what is encrypted: from a file, from the environment, or typed; never from the command line."""

import os
from collections.abc import Callable
from pathlib import Path

from kvkkctl.errors import BadValue, FileProblem
from kvkkctl.text import Text

FEWEST = 12
# what Excel takes
MOST = 255

Ask = Callable[[Text], str | None]
"""Asks a person for what is not shown; None where nobody is there."""


class _Held:
    """Where this process has its passphrase from, and what a person has typed."""

    file: Path | None = None
    ask: Ask | None = None
    typed: str | None = None


def hold(file: Path | None, ask: Ask | None = None) -> None:
    """Read the passphrase from this file when it is needed; without one, from KVKKCTL_PASSPHRASE, or ask."""
    _Held.file, _Held.ask, _Held.typed = file, ask, None


def new_passphrase() -> str:
    """Return the passphrase to encrypt with; who types it types it twice.

    Raises FileProblem, and BadValue where there is none or one that is soon guessed.
    """
    stated = _stated()
    found = stated or _Held.typed or _typed(Text("Passphrase: "))
    if found is None:
        raise BadValue(
            Text("A passphrase is needed: give it by --passphrase-file or KVKKCTL_PASSPHRASE, or type it.")
        )
    if len(found) < FEWEST:
        raise BadValue(Text("The passphrase is too short: take {n} letters or more.", n=FEWEST))
    if len(found) > MOST:
        raise BadValue(Text("The passphrase is too long: take {n} letters or fewer.", n=MOST))
    if not stated and not _Held.typed and _typed(Text("The same again: ")) != found:
        raise BadValue(Text("The two passphrases are not the same: nothing was written."))
    if not stated:
        _Held.typed = found
    return found


def known_passphrase(path: object) -> str | None:
    """Return the passphrase that a file may open with; None where nobody gives one. Raises FileProblem, BadValue."""
    found = _stated() or _Held.typed
    if not found:
        found = _Held.typed = _typed(Text("Passphrase of {path}: ", path=path))
    return found


def _stated() -> str | None:
    if _Held.file is not None:
        try:
            found = _Held.file.read_text(encoding="utf-8-sig").rstrip("\r\n")
        except OSError as error:
            raise FileProblem(
                Text("{path} cannot be read ({reason}).", path=_Held.file, reason=error.strerror)
            ) from error
        except UnicodeDecodeError as error:
            raise FileProblem(
                Text("{path} cannot be read ({reason}).", path=_Held.file, reason=error.reason)
            ) from error
        if not found:
            raise BadValue(Text("{path} is empty: it should hold the passphrase.", path=_Held.file))
    else:
        found = os.environ.get("KVKKCTL_PASSPHRASE", "")
    return _checked(found) or None


def _typed(question: Text) -> str | None:
    return _checked((_Held.ask(question) if _Held.ask else None) or "") or None


def _checked(found: str) -> str:
    if not found.isprintable():
        raise BadValue(
            Text("The passphrase is one line of letters, digits, spaces and signs that can be typed.")
        )
    return found
