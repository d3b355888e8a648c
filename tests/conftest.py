"""What all tests share: kvkkctl run as a user runs it, in an empty folder, on a fixed day."""

import json
import os
import shlex
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from typer.testing import CliRunner

from kvkkctl import files, i18n, key, output, passphrase

# on a build machine the same examples each time, so that a red build means a changed tree; elsewhere new ones
settings.register_profile("kvkkctl", deadline=None, max_examples=100, derandomize="CI" in os.environ)
settings.load_profile("kvkkctl")

TODAY = "2026-11-22"
_VARIABLES = (
    "KVKKCTL_REGISTER",
    "KVKKCTL_LANG",
    "KVKKCTL_TODAY",
    "KVKKCTL_KEY",
    "KVKKCTL_KEY_FILE",
    "KVKKCTL_PASSPHRASE",
    "KVKKCTL_PASSPHRASE_FILE",
    "LC_ALL",
    "LC_MESSAGES",
    "LANG",
    "LANGUAGE",
    "NO_COLOR",
)


@dataclass(frozen=True)
class Ran:
    """What a command left behind: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Stdout as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run kvkkctl in an empty folder: ``run("entry list -f json")``; a failure that is not expected fails the test."""
    monkeypatch.chdir(tmp_path)
    for name in _VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KVKKCTL_TODAY", TODAY)
    monkeypatch.setenv("KVKKCTL_ACTOR", "dpo")

    def invoke(line: str | list[str], *, code: int | None = 0, stdin: str | None = None, **env: str) -> Ran:
        from kvkkctl.cli import app

        args = shlex.split(line) if isinstance(line, str) else line
        result = CliRunner().invoke(app, args, prog_name="kvkkctl", input=stdin, env=env)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert code is None or result.exit_code == code, (
            f"exit {result.exit_code}: {result.stdout}\n{result.stderr}"
        )
        return Ran(result.exit_code, result.stdout, result.stderr)

    yield invoke
    i18n.speak(i18n.Language.EN)
    output.hush(False)
    files.overwrite(False)
    files.encrypt(False)
    key.hold(None)
    passphrase.hold(None)


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder whose register holds the example, once for all tests."""
    from kvkkctl.cli import app

    folder = tmp_path_factory.mktemp("example")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in _VARIABLES:
            patch.delenv(name, raising=False)
        patch.setenv("KVKKCTL_TODAY", TODAY)
        patch.setenv("KVKKCTL_ACTOR", "dpo")
        result = CliRunner().invoke(app, ["init", "--example"], prog_name="kvkkctl")
    assert result.exit_code == 0, result.stderr
    return folder


@pytest.fixture
def example(run: Run, tmp_path: Path, example_folder: Path) -> Run:
    """Return `run` in a folder whose register holds the example."""
    shutil.copytree(example_folder, tmp_path, dirs_exist_ok=True)
    return run
