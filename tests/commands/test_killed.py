"""Whenever kvkkctl is killed, the register opens, verifies, and is as before or after; no file is half written.

Ordinarily each command is killed a few times; with KVKKCTL_NIGHTLY=1 a hundred times.
"""

import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from kvkkctl.errors import RegisterOutdated
from kvkkctl.files import is_draft
from kvkkctl.register import migrate_register, open_register
from kvkkctl.register.backup import backups
from tests.commands.killing import Tally, duration, killed_after
from tests.register.older_register import make_older

TIMES = 100 if os.environ.get("KVKKCTL_NIGHTLY") == "1" else 8
REGISTER = Path("data/register.db")
_SIDE_FILES = ("-wal", "-shm", "-journal")


class Act(NamedTuple):
    """A command, what is made before it, whether it changes the register, and what files it leaves, at last."""

    line: str
    prepare: Callable[[Path], object] = lambda _: None
    changes: bool = True
    files: tuple[str, ...] = ()


def inventory(folder: Path) -> None:
    """Write an inventory of some hundred rows."""
    rows = [f"Departman {n % 9};Faaliyet {n};F-{n};Kimlik;Çalışan;{n % 15 + 1} yıl" for n in range(400)]
    head = "Departman;Faaliyet;Faaliyet Kodu;Veri Kategorisi;Veri Konusu Kişi Grubu;Saklama Süresi"
    (folder / "b.csv").write_text("\n".join([head, *rows]), encoding="utf8")


def backed_up(folder: Path) -> None:
    """Put a backup aside, and change the register."""
    shutil.copy(folder / REGISTER, folder / "b.db")
    assert duration(["controller", "set", "--title", "Başka A.Ş."], folder)


def imported(folder: Path) -> None:
    """Take an inventory in, which is then undone."""
    inventory(folder)
    assert duration(["import", "b.csv"], folder)


def exported(folder: Path) -> None:
    """Write a file that is then overwritten."""
    with zipfile.ZipFile(folder / "out.xlsx", "w") as old:
        old.writestr("old", "old")


def outdated(folder: Path) -> None:
    """Put a register of the first step in the place of the example."""
    (folder / REGISTER).unlink()
    make_older(folder / REGISTER)


ACTS = {
    "import": Act("import b.csv", inventory),
    "sweep": Act(
        "sweep --day 2040-01-01 --work-list exports/w.xlsx", files=("exports/w.json", "exports/w.xlsx")
    ),
    "undo": Act("undo 2", imported),
    "migrate": Act("migrate", outdated),
    "backup": Act("backup", changes=False),
    "restore": Act("restore b.db", backed_up),
    "export": Act("export inventory -o out.xlsx --force", exported, changes=False),
}


@pytest.fixture
def prepared(example, tmp_path, tmp_path_factory) -> Callable[[Act], tuple[Path, Callable[[], Path]]]:
    """Return what makes a folder for an act, and copies of it."""
    assert example

    def prepare(act: Act) -> tuple[Path, Callable[[], Path]]:
        act.prepare(tmp_path)

        def copy() -> Path:
            folder = tmp_path_factory.mktemp("killed")
            return Path(shutil.copytree(tmp_path, folder, dirs_exist_ok=True))

        return tmp_path, copy

    return prepare


def state(folder: Path) -> object:
    """Return what a register holds: records and history without the times; the steps of an older one."""
    try:
        register = open_register(folder / REGISTER)
    except RegisterOutdated:
        with closing(sqlite3.connect(folder / REGISTER)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return "older", migrate_register(folder / REGISTER)[0]
    return register.snapshot(), [(entry.seq, entry.lines) for entry in register.journal()]


def half_written(folder: Path) -> list[str]:
    """Return the files that are not whole and do not say so by their name."""
    found = []
    for path in folder.rglob("*"):
        if not path.is_file() or is_draft(path) or path.name.endswith(_SIDE_FILES):
            continue
        if path.suffix == ".xlsx" and not zipfile.is_zipfile(path):
            found.append(path.name)
        if path.suffix == ".json":
            try:
                json.loads(path.read_text(encoding="utf8"))
            except ValueError:
                found.append(path.name)
    for path in backups(folder / REGISTER):
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
            if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                found.append(path.name)
    return found


@pytest.mark.parametrize("name", ACTS)
def test_killed_at_any_moment(prepared, name, record_testsuite_property):
    act = ACTS[name]
    line = act.line.split()
    folder, copy = prepared(act)
    before = state(copy())
    whole = copy()
    seconds = duration(line, whole)
    after = state(whole)
    # a register that was not migrated is migrated to look into it
    assert (before != after) == act.changes
    tally = Tally()
    for n in range(TIMES):
        place = copy()
        tally.tried += 1
        # the last ones end by themselves now and then
        tally.killed += killed_after(seconds * 1.1 * (n + 0.5) / TIMES, line, place)
        found = state(place)
        tally.opened += 1
        tally.verified += open_register(place / REGISTER).prove().holds
        tally.before += found == before
        tally.after += found == after
        if found not in (before, after):
            tally.torn.append("register")
        tally.torn += half_written(place)
        # and the work can be done after all
        if found == before and "older" not in found:
            assert duration(line, place)
            assert state(place) == after
        if act.files:
            assert duration(line, place)
            assert state(place) == after
            assert (
                tuple(sorted(str(path.relative_to(place)) for path in place.glob("exports/w*"))) == act.files
            )
        shutil.rmtree(place)
    assert folder.exists()
    print(f"\n{name}: {tally}")  # noqa: T201 (the figures of the run, with -rP or -s)
    record_testsuite_property(f"killed {name}", str(tally))
    assert tally.torn == []
    assert (tally.opened, tally.verified) == (TIMES, TIMES)
    assert tally.killed > 0
