"""Registers migrated and copied: a backup first, nothing overwritten, nothing left of what failed."""

import re

import pytest

from kvkkctl.errors import FileProblem, RegisterExists, RegisterOutdated, RegisterUnusable
from kvkkctl.models import Controller
from kvkkctl.register import create_register, migrate_register, open_register, store
from kvkkctl.register.backup import backups, copy_register
from kvkkctl.snapshot import Snapshot
from tests.register.register_files import UNUSABLE, disk_full_after, make_outdated, rights, tree, umask
from tests.register.register_sample import fill


def test_migrating_backs_up_first(tmp_path):
    path = tmp_path / "r.db"
    make_outdated(path)
    steps, backup = migrate_register(path)
    assert steps == store.STEPS
    assert re.fullmatch(r"r-\d{8}T\d{6}Z-migrate\.db", backup.name)
    assert backup.parent == tmp_path / "backups"
    assert (rights(backup), rights(backup.parent)) == (0o600, 0o700)
    with pytest.raises(RegisterOutdated):
        open_register(backup)
    assert open_register(path).change("c", fill).seq == 1


def test_migrating_twice_does_nothing_more(tmp_path):
    path = tmp_path / "r.db"
    make_outdated(path)
    migrate_register(path)
    before = tree(tmp_path)
    assert migrate_register(path) == ((), None)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "name", ["missing", "a folder", "random bytes", "another database", "a newer register"]
)
def test_what_cannot_be_migrated(tmp_path, name):
    make, error, says = UNUSABLE[name]
    make(tmp_path / "r.db")
    before = tree(tmp_path)
    with pytest.raises(error, match=says):
        migrate_register(tmp_path / "r.db")
    assert tree(tmp_path) == before


def test_a_migration_that_fails_changes_nothing(tmp_path):
    path = tmp_path / "r.db"
    make_outdated(path)
    with disk_full_after(20_000), pytest.raises(RegisterUnusable):
        migrate_register(path)
    for each in (path, *backups(path)):
        with pytest.raises(RegisterOutdated):
            open_register(each)
    assert migrate_register(path)[0] == store.STEPS


def test_a_copy_is_a_register_of_its_own(tmp_path):
    register = create_register(tmp_path / "r.db")
    register.change("c", fill)
    with umask(0):
        copy_register(register.path, tmp_path / "copy.db")
    copy = open_register(tmp_path / "copy.db")
    assert rights(copy.path) == 0o600
    assert copy.snapshot() == register.snapshot()
    assert copy.journal() == register.journal()
    register.change("c", lambda change: change.put(Controller(title="Başka")))
    assert copy.snapshot() != register.snapshot()


def test_a_copy_overwrites_nothing(tmp_path):
    register = create_register(tmp_path / "r.db")
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(RegisterExists, match=r"copy\.db"):
        copy_register(register.path, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_copy_that_fails_leaves_nothing_behind(tmp_path):
    register = create_register(tmp_path / "r.db")
    (tmp_path / "file").touch()
    with pytest.raises(FileProblem, match="file"):
        copy_register(register.path, tmp_path / "file" / "copy.db")
    with disk_full_after(20_000), pytest.raises(FileProblem, match=r"copy\.db"):
        copy_register(register.path, tmp_path / "copy.db")
    assert register.snapshot() == Snapshot()
    assert sorted(tree(tmp_path)) == ["file", "r.db"]
