"""The register as a file: made, opened, refused, migrated, copied."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kvkkctl.errors import (
    EXIT_ERROR,
    FileProblem,
    RegisterExists,
    RegisterUnusable,
)
from kvkkctl.models import Controller
from kvkkctl.register import (
    Register,
    connection,
    create_register,
    open_register,
)
from kvkkctl.register.backup import copy_register
from tests.register.ordinary_user import open_folder, ordinary_user
from tests.register.register_files import UNUSABLE, applied, disk_full_after, rights, tree, umask
from tests.register.register_sample import fill


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_new_register_is_for_its_owner_only(tmp_path, mask):
    with umask(mask):
        create_register(tmp_path / "r.db").change("c", fill)
    assert rights(tmp_path / "r.db") == 0o600
    assert list(tree(tmp_path)) == ["r.db"]


def test_its_folder_is_made(tmp_path):
    path = tmp_path / "a" / "b" / "r.db"
    assert create_register(path) == Register(path) == open_register(path)


def test_a_new_register_is_empty(tmp_path):
    register = create_register(tmp_path / "r.db")
    assert register.snapshot().controller == Controller()
    assert not register.snapshot().terms
    assert register.journal() == ()


@pytest.mark.parametrize("content", [b"", b"anything", None], ids=["empty file", "file", "broken link"])
def test_nothing_is_overwritten(tmp_path, content):
    path = tmp_path / "r.db"
    if content is None:
        path.symlink_to(tmp_path / "nowhere")
    else:
        path.write_bytes(content)
    with pytest.raises(RegisterExists):
        create_register(path)
    assert tree(tmp_path) == ({"r.db": content} if content is not None else {})


def test_a_register_is_not_overwritten(tmp_path):
    register = create_register(tmp_path / "r.db")
    register.change("c", fill)
    before = tree(tmp_path)
    with pytest.raises(RegisterExists):
        create_register(tmp_path / "r.db")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("below", ["r.db", "a/r.db", "a/b/r.db"])
def test_a_failure_leaves_nothing_behind(tmp_path, below):
    with disk_full_after(20_000), pytest.raises(RegisterUnusable, match="cannot be used"):
        create_register(tmp_path / below)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("below", ["file/r.db", "file/a/r.db", "a" * 300, f"{'a' * 300}/r.db"])
def test_where_no_file_can_be(tmp_path, below):
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileProblem):
        create_register(tmp_path / below)
    assert tree(tmp_path) == {"file": b"x"}


def test_no_right_to_write():
    with open_folder() as folder:
        folder.chmod(0o555)
        with ordinary_user(), pytest.raises(FileProblem, match="Permission denied"):
            create_register(folder / "r.db")


@pytest.mark.parametrize(("make", "error", "says"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_cannot_be_opened(tmp_path, make, error, says):
    path = tmp_path / "r.db"
    make(path)
    before = tree(tmp_path)
    with pytest.raises(error, match=says) as raised:
        open_register(path).snapshot()
    assert str(path) in str(raised.value)
    assert raised.value.exit_code == EXIT_ERROR
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", ["a" * 300, f"{'a' * 300}/r.db"])
def test_a_name_too_long_is_known_trouble(tmp_path, name):
    with pytest.raises(RegisterUnusable, match="too long"):
        open_register(tmp_path / name)


@pytest.mark.parametrize("name", ["kayıt defteri.db", "a?mode=memory", "a#b", "100%", "%2e%2e", "file:x.db"])
def test_any_name_is_a_name(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    create_register(Path(name)).change("c", fill)
    assert open_register(Path(name)).snapshot().terms
    copy_register(Path(name), Path(f"{name} copy"))
    assert sorted(tree(tmp_path)) == sorted([name, f"{name} copy"])


def test_no_right_to_read():
    with open_folder() as folder:
        create_register(folder / "r.db")
        with ordinary_user(), pytest.raises(RegisterUnusable, match="unable to open"):
            open_register(folder / "r.db")
        folder.chmod(0o000)
        with ordinary_user(), pytest.raises(RegisterUnusable, match="Permission denied"):
            open_register(folder / "r.db")


@pytest.mark.parametrize("folder_rights", [0o555, 0o777], ids=["read-only folder", "folder"])
def test_an_auditor_reads_what_only_others_may_write(folder_rights):
    with open_folder() as folder:
        path = folder / "r.db"
        create_register(path).change("c", fill)
        path.chmod(0o444)
        folder.chmod(folder_rights)
        before = tree(folder)
        with ordinary_user():
            register = open_register(path)
            assert register.snapshot().terms
            assert len(register.journal()) == 1
            with pytest.raises(RegisterUnusable, match="readonly"):
                register.change("c", lambda change: change.put(Controller()))
        assert tree(folder) == before


def test_an_auditor_is_told_when_the_register_changed_while_it_was_read():
    with open_folder() as folder:
        path = create_register(folder / "r.db").path
        with path.open("ab", buffering=0) as written:
            path.chmod(0o444)
            with (
                ordinary_user(),
                pytest.raises(RegisterUnusable, match="in use by another program"),
                connection.connected(path),
            ):
                written.write(b"more")


@pytest.mark.parametrize(
    ("mode", "act"),
    [
        ("EXCLUSIVE", lambda register: open_register(register.path)),
        ("EXCLUSIVE", Register.snapshot),
        ("EXCLUSIVE", Register.journal),
        ("NORMAL", lambda register: register.change("c", fill)),
    ],
)
def test_a_locked_register_says_so(tmp_path, monkeypatch, mode, act):
    register = create_register(tmp_path / "r.db")
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(register.path, isolation_level=None)) as other:
        other.execute(f"PRAGMA locking_mode = {mode}")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RegisterUnusable, match="in use by another program"):
            act(register)
    assert register.change("c", fill).seq == 1


def test_reading_goes_on_while_another_program_writes(tmp_path, monkeypatch):
    register = create_register(tmp_path / "r.db")
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(register.path, isolation_level=None)) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        other.execute("BEGIN EXCLUSIVE")
        other.execute("DELETE FROM counter")
        assert not register.snapshot().terms


DAMAGED_ROWS = {
    "half an origin": ("UPDATE entry SET origin_row = NULL WHERE id = 1", "origin of entry 1"),
}


@pytest.mark.parametrize(("change", "says"), DAMAGED_ROWS.values(), ids=DAMAGED_ROWS)
def test_rows_changed_behind_our_back(tmp_path, change, says):
    register = create_register(tmp_path / "r.db")
    register.change("c", fill)
    applied(register.path, change)
    with pytest.raises(RegisterUnusable, match=says):
        register.snapshot()
