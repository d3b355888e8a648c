"""What README shows is run or read from the code here, by cog."""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

os.environ.update(
    {"KVKKCTL_LANG": "en", "KVKKCTL_TODAY": "2026-11-22", "KVKKCTL_ACTOR": "dpo", "COLUMNS": "100"}
)
os.environ.pop("KVKKCTL_REGISTER", None)


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
# the hash of an entry, which the moment of its making is part of
_HASH = re.compile(r"((?:newest|newest entry|özeti): )[0-9a-f]{64}")


def run(*lines: str) -> str:
    """Run commands one after another in an empty folder and return a terminal session of the shown ones.

    A line that starts with a space is run and not shown; ``| head -N`` cuts what is shown; after ``; echo "exit $?"`` a
    command may exit with 3 or 4, which is shown.
    """
    shown: list[str] = []
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            for line in lines:
                said, _, cut = line.partition(" | head -")
                command, _, asked = said.partition("; echo ")
                code, said_there = _done(shlex.split(command))
                if code not in ({0, 3, 4} if asked else {0}):
                    raise SystemExit(f"{line}: exit {code}\n{said_there}")
                if not line.startswith(" "):
                    same = _MOMENT.sub("2026-11-22T09:00:00+00:00", said_there)
                    output = _HASH.sub(rf"\g<1>{sha256(b'kvkkctl').hexdigest()}", same).rstrip().splitlines()
                    kept = output[: int(cut)] if cut else output
                    kept += [f"exit {code}"] if asked else []
                    shown += [
                        f"$ {said.strip()}",
                        *kept,
                        *(["…"] if cut and len(output) > int(cut) else []),
                        "",
                    ]
        finally:
            os.chdir(before)
    return "```console\n" + "\n".join(shown).rstrip() + "\n```"


def _done(words: list[str]) -> tuple[int, str]:
    """Run kvkkctl here, or Python alone; return exit code and output."""
    if words[0] == "python3":
        ran = subprocess.run(
            [sys.executable, "-I", *words[1:]], capture_output=True, encoding="utf8", check=False
        )
        return ran.returncode, ran.stdout + ran.stderr
    from typer.testing import CliRunner

    from kvkkctl.cli import app

    result = CliRunner().invoke(app, words[1:], prog_name="kvkkctl")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def commands() -> str:
    """Return the help of every command."""
    return "\n\n".join(f"```text\n{help_of(path)}\n```" for path in _paths())


def _paths() -> Iterator[tuple[str, ...]]:
    from importlib import import_module

    from typer.main import get_command

    from kvkkctl.cli import COMMANDS

    yield ()
    for name, (module, _) in COMMANDS.items():
        yield (name,)
        below = getattr(get_command(import_module(f"kvkkctl.commands.{module}").app), "commands", {})
        yield from ((name, each) for each in below)


def help_of(path: tuple[str, ...]) -> str:
    """Return the help of one command."""
    from typer.testing import CliRunner

    from kvkkctl.cli import app

    return CliRunner().invoke(app, [*path, "--help"], prog_name="kvkkctl").output.strip()


def rules() -> str:
    """Return the table of rules."""
    from kvkkctl.rules import ALL_RULES

    rows = [f"| {rule.id} | {rule.severity} | {rule.title} | {'; '.join(rule.cites)} |" for rule in ALL_RULES]
    return "\n".join(["| rule | weight | what ought to hold | citation |", "|---|---|---|---|", *rows])


def columns() -> str:
    """Return the columns of the inventory sheet with the headings they are known by."""
    from kvkkctl.inventory.columns import INVENTORY

    rows = [f"| {column.heading} | {', '.join(column.aliases) or '–'} |" for column in INVENTORY.columns]
    return "\n".join(["| heading | also known as |", "|---|---|", *rows])


def clocks() -> str:
    """Return the table of legal clocks."""
    from kvkkctl.law.clocks import clocks as all_clocks

    rows = [
        f"| {c.id} | {c.event} | {c.limit or '–'} | {c.unit.value} | {c.citation} |"
        for c in all_clocks().values()
    ]
    return "\n".join(["| clock | what it counts | limit | unit | citation |", "|---|---|---|---|---|", *rows])
