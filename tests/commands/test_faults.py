"""Disks that are full, folders that may not be written to: one clear line, exit 3, nothing lost, no traceback."""

import shutil

import pytest

from kvkkctl.register import open_register
from tests.commands.test_killed import inventory
from tests.register.ordinary_user import open_folder, ordinary_user
from tests.register.register_files import disk_full_after, tree

WRITING = {
    "import": "import b.csv",
    "sweep": "sweep --day 2040-01-01",
    "backup": "backup",
    "export": "export inventory",
    "report": "gaps -o exports/gaps.json",
    "edit": "controller set --title 'Başka A.Ş.'",
}


@pytest.mark.parametrize("size", [0, 4_096, 60_000])
@pytest.mark.parametrize("line", WRITING.values(), ids=WRITING)
def test_a_full_disk(example, tmp_path, line, size):
    inventory(tmp_path)
    register = open_register(tmp_path / "data/register.db")
    before, files = register.snapshot(), set(tree(tmp_path))
    with disk_full_after(size):
        ran = example(line, code=None)
    if ran.code == 0:
        # small enough to fit
        assert register.prove().holds
        return
    assert ran.code == 3
    assert ran.err.splitlines()[-1].startswith("kvkkctl: ")
    if "sweep" not in line:
        assert register.snapshot() == before
    assert register.prove().holds
    assert set(tree(tmp_path)) - {"data/register.db-wal", "data/register.db-shm"} <= files
    assert example(line).code == 0


@pytest.mark.parametrize("line", WRITING.values(), ids=WRITING)
def test_a_folder_that_may_not_be_written_to(example, tmp_path, monkeypatch, line):
    inventory(tmp_path)
    with open_folder() as folder:
        shutil.copytree(tmp_path, folder / "x")
        place = folder / "x"
        for each in (place / "data/register.db", place / "b.csv"):
            each.chmod(0o444)
        for each in (place / "data", place):
            each.chmod(0o555)
        monkeypatch.chdir(place)
        before = tree(place)
        with ordinary_user():
            ran = example(line, code=3)
            assert len([each for each in ran.err.splitlines() if each.startswith("kvkkctl: ")]) == 1
            example("info")
        assert tree(place) == before
        for each in (place, place / "data"):
            each.chmod(0o777)


def test_a_right_to_write_that_is_lost_meanwhile(example, tmp_path, monkeypatch):
    with open_folder() as folder:
        place = folder / "x"
        shutil.copytree(tmp_path, place)
        for each in (place, place / "data"):
            each.chmod(0o777)
        path = place / "data/register.db"
        path.chmod(0o666)
        monkeypatch.chdir(place)
        with ordinary_user():
            example("purpose add Bir")
        path.chmod(0o444)
        head = path.read_bytes()
        with ordinary_user():
            assert "register.db" in example("purpose add İki", code=3).err
        assert path.read_bytes() == head
        assert open_register(path).prove().holds
