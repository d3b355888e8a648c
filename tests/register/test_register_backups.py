"""Backups made, read back, rotated and put back; what is replaced is kept, what is unsound is refused."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from kvkkctl.errors import (
    BadValue,
    FileProblem,
    KvkkctlError,
    RegisterExists,
    RegisterInUse,
    RegisterNotFound,
    RegisterUnusable,
)
from kvkkctl.models import Controller
from kvkkctl.register import (
    backup,
    connection,
    create_register,
    open_register,
    restoring,
)
from kvkkctl.register.backup import back_up, backups, publish, rotate
from kvkkctl.register.connection import check_there
from kvkkctl.register.restoring import restore
from tests.register.ordinary_user import open_folder, ordinary_user
from tests.register.register_files import UNUSABLE, applied, disk_full_after, make_newer, rights, tree, umask
from tests.register.register_sample import fill


@pytest.fixture
def register(tmp_path):
    made = create_register(tmp_path / "r.db")
    made.change("c", fill)
    return made


def titled(title):
    return lambda change: change.put(Controller(title=title))


def test_a_backup_is_the_register_at_one_moment(register, tmp_path):
    with umask(0):
        made = back_up(register.path)
    assert re.fullmatch(r"r-\d{8}T\d{6}Z\.db", made.path.name)
    assert made.path.parent == tmp_path / "backups"
    assert (rights(made.path), rights(made.path.parent)) == (0o600, 0o700)
    assert (made.entries, made.head) == (1, register.head()[2])
    copy = open_register(made.path)
    assert copy.snapshot() == register.snapshot()
    assert copy.prove().holds
    assert [each.name for each in made.path.parent.iterdir()] == [made.path.name]


def test_a_backup_while_another_program_writes_has_the_state_before(register):
    before = register.snapshot()
    with closing(sqlite3.connect(register.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM confirmation")
        made = back_up(register.path)
    assert open_register(made.path).snapshot() == before


def test_a_backup_of_what_is_edited_by_another_program_is_refused(register, tmp_path):
    kept = back_up(register.path).path
    applied(register.path, "UPDATE controller SET title = 'x'")
    with pytest.raises(RegisterUnusable, match=r"controller 1 \(title\)"):
        back_up(register.path)
    assert list((tmp_path / "backups").iterdir()) == [kept]


def test_backups_are_rotated_by_occasion(register, tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "KEPT", 2)
    for occasion in ("", "import", "import", "", "import", "migrate"):
        back_up(register.path, occasion=occasion)
    (tmp_path / "backups" / "other.db").touch()
    occasions = ("", "import", "migrate")
    assert [len(backups(register.path, each)) for each in occasions] == [2, 2, 1]
    newest = backups(register.path, "")[0]
    assert len(rotate(register.path, 1)) == 1
    assert backups(register.path, "") == (newest,)
    assert [len(backups(register.path, each)) for each in occasions] == [1, 2, 1]
    assert (tmp_path / "backups" / "other.db").exists()


def test_backups_of_one_moment_all_get_a_name(register):
    with ThreadPoolExecutor(8) as together:
        made = {each.path for each in together.map(lambda _: back_up(register.path), range(8))}
    assert len(made) == 8
    assert set(backups(register.path)) == made


def test_backups_may_be_rotated_by_several_at_once(register):
    for _ in range(4):
        back_up(register.path)
    with ThreadPoolExecutor(4) as together:
        assert len(list(together.map(lambda _: rotate(register.path, 1), range(4)))) == 4
    assert len(backups(register.path)) == 1


def test_large_backups_are_fewer(register, monkeypatch):
    size = back_up(register.path, occasion="import").path.stat().st_size
    monkeypatch.setattr(backup, "KEPT_BYTES", 2 * size + 1)
    for _ in range(3):
        back_up(register.path, occasion="import")
    assert len(backups(register.path)) == 2
    monkeypatch.setattr(backup, "KEPT_BYTES", 1)
    newest = back_up(register.path, occasion="import").path
    assert backups(register.path) == (newest,)


def test_a_backup_overwrites_nothing_and_follows_nothing(register, tmp_path):
    (tmp_path / "there").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("there", "link"):
        with pytest.raises(RegisterExists):
            back_up(register.path, tmp_path / name)
    assert (tmp_path / "there").read_text() == "mine"
    assert not (tmp_path / "elsewhere").exists()


def test_a_backup_on_a_full_disk_leaves_nothing(register, tmp_path):
    with disk_full_after(20_000), pytest.raises(FileProblem):
        back_up(register.path)
    assert list((tmp_path / "backups").iterdir()) == []
    assert register.prove().holds


def test_a_backup_where_nobody_may_write():
    with open_folder() as folder:
        path = create_register(folder / "r.db").path
        path.chmod(0o444)
        folder.chmod(0o555)
        with ordinary_user(), pytest.raises(FileProblem, match="backups"):
            back_up(path)


def test_only_a_change_of_a_register_that_holds_anything_is_backed_up(tmp_path):
    register = create_register(tmp_path / "r.db")
    assert register.change("c", fill, backup="import").backup is None
    before = register.snapshot()
    assert register.change("c", lambda _: None, backup="import").backup is None
    made = register.change("c", titled("Başka"), backup="import").backup
    assert made.name.endswith("-import.db")
    assert open_register(made).snapshot() == before


def test_a_backup_is_put_back_and_what_it_replaces_kept(register):
    made, before = back_up(register.path), register.snapshot()
    register.change("c", titled("Başka"))
    after = register.snapshot()
    done = restore(register.path, made.path)
    assert register.snapshot() == before
    assert register.prove(made.head).at == 1
    assert done.backup.head == made.head
    assert open_register(done.replaced).snapshot() == after
    assert rights(done.replaced) == rights(register.path) == 0o600
    assert register.change("c", titled("Sonra")).seq == 2


def test_who_has_the_register_open_sees_it_before_or_after(register):
    made = back_up(register.path)
    register.change("c", titled("Başka"))
    with closing(sqlite3.connect(register.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        asked = "SELECT title FROM controller"
        assert other.execute(asked).fetchone() == ("Başka",)
        restore(register.path, made.path)
        assert other.execute(asked).fetchone() == ("Başka",)
        other.execute("COMMIT")
        assert other.execute(asked).fetchone() == ("Örnek A.Ş.",)
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_locked_register_is_not_replaced(register, monkeypatch):
    made = back_up(register.path)
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(register.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RegisterUnusable, match="in use by another program"):
            restore(register.path, made.path)
    assert register.prove().holds


def test_a_register_that_another_program_keeps_for_itself_is_not_taken_for_damaged(register, monkeypatch):
    made = back_up(register.path)
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(register.path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RegisterInUse):
            restore(register.path, made.path)
        other.execute("UPDATE controller SET title = 'Sonra'")
        other.execute("COMMIT")
    assert register.snapshot().controller.title == "Sonra"
    assert backups(register.path) == (made.path,)


def test_a_register_that_may_not_be_written_to_is_not_taken_for_damaged():
    with open_folder() as folder:
        path = create_register(folder / "r.db").path
        made = back_up(path, folder / "copy.db").path
        made.chmod(0o644)
        path.chmod(0o444)
        before = path.read_bytes()
        with ordinary_user(), pytest.raises((RegisterUnusable, FileProblem)):
            restore(path, made)
        assert path.read_bytes() == before
        assert backups(path) == ()
        assert not list(folder.glob("backups/*"))


def test_a_damaged_register_that_cannot_be_kept_leaves_no_half_of_it(register):
    made = back_up(register.path)
    register.path.write_bytes(b"x" * 100_000)
    with disk_full_after(50_000), pytest.raises(FileProblem):
        restore(register.path, made.path)
    assert register.path.read_bytes() == b"x" * 100_000
    assert [each.name for each in made.path.parent.iterdir()] == [made.path.name]


def test_nobody_writes_between_what_is_kept_and_what_replaces_it(register, monkeypatch):
    made = back_up(register.path)
    tried = []

    def publish_then_write(draft, path):
        publish(draft, path)
        with closing(sqlite3.connect(register.path, isolation_level=None, timeout=0)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                tried.append(str(error))

    monkeypatch.setattr(restoring, "publish", publish_then_write)
    restore(register.path, made.path)
    assert tried == ["database is locked"]


def test_a_register_that_was_copied_by_hand_is_replaced_too(register):
    made, before = back_up(register.path), register.snapshot()
    register.path.write_bytes(made.path.read_bytes())
    register.change("c", titled("Başka"))
    restore(register.path, made.path)
    assert register.snapshot() == before
    with closing(sqlite3.connect(register.path)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_register_that_is_gone_comes_back(register):
    made, before = back_up(register.path), register.snapshot()
    register.path.unlink()
    assert restore(register.path, made.path).replaced is None
    assert open_register(register.path).snapshot() == before
    assert rights(register.path) == 0o600


@pytest.mark.parametrize(
    "name", ["an empty file", "random bytes", "another database", "a damaged register", "a register cut off"]
)
def test_what_is_no_register_any_more_is_kept_byte_for_byte(register, name):
    made, before = back_up(register.path), register.snapshot()
    register.path.unlink()
    UNUSABLE[name][0](register.path)
    lost = register.path.read_bytes()
    done = restore(register.path, made.path)
    # the first page has SQLite's own marks of the copy
    assert done.replaced.read_bytes()[4096:] == lost[4096:]
    assert rights(done.replaced) == 0o600
    assert open_register(register.path).snapshot() == before
    assert open_register(register.path).prove().holds


UNSOUND = {
    "edited": "UPDATE controller SET title = 'x'",
    "an entry altered": "UPDATE journal SET actor = 'x'",
    "dangling": "UPDATE holding SET entry = 99 WHERE id = 2",
}


@pytest.mark.parametrize("edit", UNSOUND.values(), ids=UNSOUND)
def test_an_unsound_backup_replaces_nothing(register, tmp_path, edit):
    made = back_up(register.path)
    applied(made.path, edit)
    before = tree(tmp_path)
    with pytest.raises(RegisterUnusable, match="no sound register"):
        restore(register.path, made.path)
    assert tree(tmp_path) == before


def test_what_cannot_be_restored(register, tmp_path):
    make_newer(tmp_path / "newer.db")
    (tmp_path / "text").write_text("x")
    before = tree(tmp_path)
    wrong: dict[str, type[KvkkctlError]] = {
        "none": RegisterNotFound,
        "text": RegisterUnusable,
        "r.db": BadValue,
    }
    for name, error in wrong.items():
        with pytest.raises(error):
            restore(register.path, tmp_path / name)
    with pytest.raises(KvkkctlError, match="newer kvkkctl"):
        restore(register.path, tmp_path / "newer.db")
    assert tree(tmp_path) == before


def test_a_restore_on_a_full_disk_changes_nothing(register):
    made = back_up(register.path)
    register.change("c", titled("Başka"))
    before = register.snapshot()
    size = register.path.stat().st_size
    with disk_full_after(size // 2), pytest.raises((RegisterUnusable, FileProblem)):
        restore(register.path, made.path)
    assert register.snapshot() == before
    assert register.prove().holds


def test_a_folder_that_nobody_may_look_into_is_said():
    with open_folder() as folder:
        closed = folder / "closed"
        path = create_register(closed / "r.db").path
        closed.chmod(0)
        with ordinary_user():
            for act in (check_there, back_up, lambda path: restore(path, path)):
                with pytest.raises(RegisterUnusable, match="Permission denied"):
                    act(path)
        closed.chmod(0o700)
