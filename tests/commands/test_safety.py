"""Backup, restore and doctor on the command line, and what files kvkkctl writes."""

import json
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from kvkkctl.register import connection
from kvkkctl.register.place import network_share
from tests.register.register_files import UNUSABLE, make_outdated, rights, umask

REGISTER = Path("data/register.db")
SOUND = {
    "integrity",
    "foreign_keys",
    "schema",
    "views",
    "chain",
    "tables",
    "permissions",
    "place",
    "drafts",
    "clock",
    "backups",
    "vocabulary",
    "retention",
    "holdings",
}


def altered(*statements: str) -> None:
    with closing(sqlite3.connect(REGISTER, isolation_level=None)) as db:
        db.executescript(";\n".join(statements))


def states(ran) -> dict[str, str]:
    return {row["check"]: row["state"] for row in json.loads(ran.out)}


def test_backup_and_restore(example):
    said = example("backup").err
    (made,) = Path("data/backups").iterdir()
    assert str(made) in said
    before = example("log head").out
    example("purpose add 'Yeni amaç'")
    said = example(["restore", str(made)]).err
    assert "is kept: data/backups/register-" in said
    assert example("log head").out == before
    assert len(list(Path("data/backups").iterdir())) == 2


def test_backups_that_are_too_many_go(example):
    for _ in range(3):
        example("backup --keep 2")
    assert len(list(Path("data/backups").iterdir())) == 2
    example("backup --to elsewhere/copy.db --keep 1")
    assert len(list(Path("data/backups").iterdir())) == 2
    assert rights(Path("elsewhere")) == 0o700
    assert "left as it is" in example("backup --to elsewhere/copy.db", code=3).err


def test_an_import_that_changes_anything_is_backed_up_first(example):
    example("import data/example/envanter.xlsx")
    assert not Path("data/backups").exists()
    example("entry remove E1")
    head = example("log head").out
    said = example("import data/example/envanter.xlsx --on-conflict update").err
    (made,) = Path("data/backups").iterdir()
    assert f"Backup: {made}" in said
    assert example(["--register", str(made), "log", "head"]).out == head


def test_a_sound_register_is_found_sound(example):
    found = states(example("doctor -f json"))
    assert set(found) == SOUND
    assert set(found.values()) <= {"ok", "note"}
    assert found["backups"] == "note"
    example("backup")
    assert states(example("doctor -f json"))["backups"] == "ok"


WRONG = {
    "a table of another program": (["CREATE TABLE x (y)"], "schema", "error"),
    "a trigger": (
        ["CREATE TRIGGER t AFTER INSERT ON term BEGIN DELETE FROM term; END"],
        "schema",
        "error",
    ),
    "a view that is gone": (["DROP VIEW entries"], "schema", "error"),
    "a view that reads nothing": (
        ["DROP VIEW entries", "CREATE VIEW entries AS SELECT 1 AS x FROM missing"],
        "views",
        "error",
    ),
    "rows that point at nothing": (
        ["PRAGMA foreign_keys = OFF", "UPDATE holding SET entry = 999"],
        "foreign_keys",
        "error",
    ),
    "a row changed": (["UPDATE entry SET abroad = 0"], "tables", "error"),
    "an entry changed": (["UPDATE journal SET actor = 'x'"], "chain", "error"),
    "a clock set back": (["UPDATE journal SET at = '2999-01-01T00:00:00+00:00'"], "clock", "warning"),
    "an official term of another edition": (
        ["UPDATE term SET official = 'Eski Liste' WHERE official IS NOT NULL"],
        "vocabulary",
        "warning",
    ),
    "an unread phrase": (["UPDATE retention SET kind = 'unreadable'"], "retention", "note"),
}


@pytest.mark.parametrize(("edits", "check", "state"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_found_and_how_to_mend_it_said(example, edits, check, state):
    altered(*edits)
    rows = {row["check"]: row for row in example("doctor -f json", code=4).json}
    assert rows[check]["state"] == state
    assert rows[check]["fix"]
    assert "How to mend it" in example("doctor", code=4).out


UNREAD = {
    "a day that is none": "UPDATE journal SET at = 'x'",
    "an image of bytes": "UPDATE journal_line SET after = CAST(x'ff' AS TEXT) WHERE kind = 'term'",
    "a history that is gone": "DROP TABLE journal_line",
}


@pytest.mark.parametrize("edit", UNREAD.values(), ids=UNREAD)
def test_what_stops_one_check_does_not_stop_the_others(example, edit):
    altered(edit)
    found = states(example("doctor -f json", code=4))
    assert set(found) >= SOUND - {"tables", "clock"}
    assert "error" in found.values()


def test_a_register_in_use_is_not_to_be_replaced(example, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(REGISTER, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        rows = {row["check"]: row for row in example("doctor -f json", code=4).json}
    assert "in use" in rows["register"]["message"]
    assert rows["register"]["fix"] is None


def test_a_backup_of_a_day_that_is_none_is_counted(example):
    example("backup")
    Path("data/backups/register-20261399T000000Z.db").touch(0o600)
    assert states(example("doctor -f json"))["backups"] == "ok"


def test_a_command_to_copy_keeps_names_whole(run):
    run("--register 'a; b/r.db' init")
    Path("a; b/r.db").chmod(0o644)
    rows = {row["check"]: row for row in run("--register 'a; b/r.db' doctor -f json", code=4).json}
    assert "chmod go-rwx 'a; b/r.db'" in rows["permissions"]["fix"]


@pytest.mark.parametrize(
    "gone",
    ["DELETE FROM activity WHERE id = 1", "DELETE FROM term", "DELETE FROM retention WHERE id = 1"],
)
def test_a_register_whose_rows_point_at_nothing_is_refused_in_a_line(example, gone):
    altered("PRAGMA foreign_keys = OFF", gone)
    for line in ("entry list", "gaps", "export audit --from 2026-01-01 --to 2026-11-22 -o denetim.zip"):
        said = example(line, code=3)
        assert (said.out, said.err.count("\n")) == ("", 1)
        assert "which is not there" in said.err
    assert states(example("doctor -f json", code=4))["foreign_keys"] == "error"


@pytest.mark.parametrize(
    "edit", ["UPDATE journal SET hash = ''", "UPDATE journal SET seq = 9223372036854775807"]
)
def test_nothing_is_written_to_a_history_that_was_edited_and_a_line_says_so(example, edit):
    altered("PRAGMA foreign_keys = OFF", edit)
    said = example("entry remove E1", code=3)
    assert said.err.count("\n") == 1
    assert "kvkkctl log verify" in said.err


def test_a_register_that_others_may_read_is_a_warning_and_a_gap(example):
    assert example("gaps --rule J06 -f json").json == []
    REGISTER.chmod(0o644)
    assert states(example("doctor -f json", code=4))["permissions"] == "warning"
    (gap,) = example("gaps --rule J06 -f json").json
    assert str(REGISTER) in gap["message"]
    example('accept J06 controller --reason "Ortak sunucu" --until 2099-01-01 --by Kurul')
    REGISTER.chmod(0o600)
    Path("data").chmod(0o777)
    assert states(example("doctor -f json", code=4))["permissions"] == "warning"


def test_a_backup_that_is_too_old_is_a_warning(example):
    example("backup")
    example("doctor", KVKKCTL_TODAY="2030-01-01")
    (made,) = Path("data/backups").iterdir()
    made.rename(made.with_name("register-20200101T000000Z.db"))
    assert states(example("doctor -f json", code=4))["backups"] == "warning"


def test_no_backup_of_a_register_in_use_is_a_warning(example):
    found = states(example("doctor -f json", code=4, KVKKCTL_TODAY="2030-01-01"))
    assert found["backups"] == "warning"


def test_unfinished_files_are_shown(example):
    Path("data/.register-x.db.0a0b0c0d.part").touch()
    assert states(example("doctor -f json"))["drafts"] == "note"


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_register_that_cannot_be_used(run, tmp_path, name):
    UNUSABLE[name][0](tmp_path / "r.db")
    ran = run("--register r.db doctor -f json", code=3 if name == "missing" else 4)
    if name != "missing":
        assert "error" in states(ran).values()
    # what another version made is sound, and may be copied
    copied = name in {"a newer register", "an older register"}
    for line in ("info", "log verify", "gaps", "purpose add x", "sweep", *([] if copied else ["backup"])):
        said = run(f"--register r.db {line}", code=3).err
        assert len(said.splitlines()) == 1
        assert "r.db" in said


def test_an_older_register_is_told_to_migrate(run, tmp_path):
    make_outdated(tmp_path / "r.db")
    assert "kvkkctl migrate" in run("--register r.db doctor", code=4).out
    run("--register r.db backup --to old.db")
    assert "kvkkctl migrate" in run("--register r.db restore old.db").err


# ---- files


@pytest.mark.parametrize("end", ["wal", "shm", "journal"])
def test_what_sqlite_keeps_beside_a_register_is_not_written_over(example, end):
    # of another register: SQLite itself takes away what it finds beside the one that is read
    Path("data/other.db").write_bytes(REGISTER.read_bytes())
    path = Path(f"data/other.db-{end}")
    assert "is a database" in example(f"entry list -f json -o {path} --force", code=3).err
    assert not path.exists()
    path.write_bytes(b"x")
    assert "is a database" in example(f"entry list -f json -o {path} --force", code=3).err
    assert path.read_bytes() == b"x"
    example(f"entry list -f json -o notes-{end}")


WRITING = {
    "entry list": "e.json",
    "info": "i.jsonl",
    "gaps": "g.csv",
    "export inventory": "v.xlsx",
    "export inventory ": "v.csv",
    "export retention-schedule": "s.md",
    "verbis export": "w.xlsx",
    "template": "t.xlsx",
    "log": "l.tsv",
    "import data/example/envanter.xlsx --dry-run": "p.json",
}


@pytest.mark.parametrize(("line", "name"), WRITING.items(), ids=WRITING)
def test_files_are_for_their_owner_and_overwritten_by_force_only(example, line, name):
    with umask(0):
        example(f"{line} -o out/{name}")
        assert (rights(Path("out", name)), rights(Path("out"))) == (0o600, 0o700)
        Path("out", name).write_text("mine")
        said = example(f"{line} -o out/{name}", code=3).err
        assert "--force" in said
        assert Path("out", name).read_text() == "mine"
        example(f"{line} -o out/{name} --force")
        assert Path("out", name).read_bytes() != b"mine"
        assert rights(Path("out", name)) == 0o600
    assert [each.name for each in Path("out").iterdir()] == [name]


def test_a_file_without_a_name_gets_a_new_one(example):
    example("export inventory")
    example("export inventory")
    example("export inventory --force")
    names = sorted(each.name for each in Path("exports").iterdir())
    assert names == ["envanter-2026-11-22-2.xlsx", "envanter-2026-11-22.xlsx"]


@pytest.mark.parametrize("force", ["", "--force"])
def test_links_and_special_files_are_not_written_to(example, force):
    Path("mine.txt").write_text("mine")
    Path("link.json").symlink_to("mine.txt")
    Path("nowhere.json").symlink_to("none.txt")
    os.mkfifo("pipe.json")
    for name in ("link.json", "nowhere.json", "pipe.json", "data/register.db", "data"):
        example(f"entry list -f json -o {name} {force}", code=3)
    assert Path("mine.txt").read_text() == "mine"
    assert not Path("none.txt").exists()
    assert stat.S_ISFIFO(Path("pipe.json").stat().st_mode)


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
srv:/x /mnt/share nfs4 rw 0 0
//srv/y /mnt/share\\040two cifs rw 0 0
tmpfs /mnt/share/local tmpfs rw 0 0
me@host: /home/me/far fuse.sshfs rw 0 0
/dev/sdb1 /srv ext4 rw 0 0
srv:/z /srv nfs rw 0 0
"""
PLACES = {
    "/data/r.db": None,
    "/mnt/share/r.db": "nfs4",
    "/mnt/shared/r.db": None,
    "/mnt/share two/a/r.db": "cifs",
    "/mnt/share/local/r.db": None,
    "/home/me/far/r.db": "fuse.sshfs",
    "/srv/r.db": "nfs",
}


@pytest.mark.parametrize(("path", "share"), PLACES.items())
def test_network_shares_are_known(path, share):
    assert network_share(Path(path), MOUNTS) == share
    assert network_share(Path(path), "") is None
    assert network_share(Path(path), "nonsense\n\n") is None
