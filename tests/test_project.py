"""What the project promises of itself."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kvkkctl import __version__
from kvkkctl.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"openpyxl", "python_calamine", "sqlite_utils", "babel", "kvkkctl.register.migrations"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"Usage: kvkkctl {name} " in (ROOT / "README.md").read_text(encoding="utf8")


def test_the_newest_version_of_the_changelog_is_that_of_the_package() -> None:
    versions = re.findall(
        r"^## \[(\d[^\]]*)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf8"), re.MULTILINE
    )
    assert versions[0] == __version__


@pytest.mark.parametrize("line", ["--help", "info", "entry list", "gaps", "due", "verbis preview", "log"])
def test_reading_commands_load_no_heavy_library(tmp_path: Path, line: str) -> None:
    script = (
        "import sys; from kvkkctl.cli import app\n"
        f"sys.argv = ['kvkkctl', *{line.split()!r}]\n"
        "try:\n    app(prog_name='kvkkctl')\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    command = [sys.executable, "-m", "kvkkctl", "--quiet", "init"]
    subprocess.run(command, cwd=tmp_path, check=True)
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert not HEAVY & set(ran.stderr.splitlines())


def test_the_top_level_holds_what_it_should() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    tops = {name.split("/")[0] for name in tracked.splitlines() if not name.startswith(".")}
    assert tops <= {"kvkkctl", "data", "exports", "tests", "pyproject.toml", "README.md", "CHANGELOG.md"}
