"""Folders with a register in which any command may be run, and the counts of what came of that."""

import os
import shutil
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kvkkctl import files, i18n, key, output, passphrase
from kvkkctl.register import open_register
from kvkkctl.register.journal import is_keyed

NIGHTLY = os.environ.get("KVKKCTL_NIGHTLY") == "1"
KNOWN_CODES = {0, 2, 3, 4}
REGISTER = Path("data/register.db")


@dataclass
class Tally:
    """What came of everything that was tried."""

    accepted: int = 0
    refused: int = 0
    tracebacks: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the counts in one line."""
        tried = self.accepted + self.refused + len(self.tracebacks)
        return f"tried {tried}, refused {self.refused}, accepted {self.accepted}, tracebacks {len(self.tracebacks)}"


@contextmanager
def folder(source: Path) -> Iterator[Path]:
    """Work in a copy of a folder, on a fixed day and without what the environment says."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        shutil.copytree(source, name, dirs_exist_ok=True)
        for variable in [each for each in os.environ if each.startswith("KVKKCTL_")]:
            patch.delenv(variable)
        patch.setenv("KVKKCTL_TODAY", "2026-11-22")
        patch.setenv("KVKKCTL_ACTOR", "dpo")
        patch.chdir(name)
        try:
            yield Path(name)
        finally:
            os.chdir(before)
            i18n.speak(i18n.Language.EN)
            output.hush(False)
            files.overwrite(False)
            files.encrypt(False)
            key.hold(None)
            passphrase.hold(None)


def tried(line: Sequence[str], tally: Tally) -> bool:
    """Run a command line and count what came of it; say whether it was accepted.

    A known error is a line or more on stderr, and what stands there carries nothing out on a terminal.
    """
    from kvkkctl.cli import app

    ran = CliRunner().invoke(app, list(line), prog_name="kvkkctl", input="")
    wrong = ""
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        wrong = "".join(traceback.format_exception(ran.exception))
    elif ran.exit_code not in KNOWN_CODES:
        wrong = f"exit {ran.exit_code}"
    elif ran.exit_code in {2, 3} and not ran.stderr.strip():
        wrong = "nothing was said"
    elif any(letter < " " and letter not in "\n\t" for letter in ran.stderr):
        wrong = f"stderr: {ran.stderr!r}"
    if wrong:
        tally.tracebacks.append(f"{line!r}\n{wrong}")
        return False
    if ran.exit_code in {0, 4}:
        tally.accepted += 1
        return True
    tally.refused += 1
    return False


def check(tally: Tally) -> None:
    """Fail where a line ended in a traceback, or left a register that is not what its history says."""
    assert tally.tracebacks == [], tally.tracebacks[-1]
    key.hold(None)
    # a line may have named a key file, which only that line knew
    if REGISTER.exists() and not is_keyed(open_register(REGISTER).head()[2]):
        assert open_register(REGISTER).prove().holds
