"""A folder with everything that a command line may name."""

import shutil
from pathlib import Path

import pytest

from tests.fuzzing.places import Tally, folder, tried


@pytest.fixture(scope="session")
def furnished(example_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder whose register has records of every kind, and files of many."""
    made = tmp_path_factory.mktemp("furnished")
    with folder(example_folder) as place:
        tally = Tally()
        for line in (
            ["verbis", "file", "--on", "2026-11-20"],
            ["sweep", "--day", "2026-12-31"],
            ["destruction", "record", "H1", "--on", "2026-11-20", "--method", "destruction"],
            ["accept", "A05", "E1", "--reason", "bir neden", "--until", "2027-01-01"],
            ["verbis", "resolve", "Kimlik", "--retention", "10 Yıl", "--reason", "bir neden"],
            ["export", "inventory", "-o", "envanter.xlsx"],
            ["export", "inventory", "-o", "list.csv"],
            ["backup", "--to", "backup.db"],
        ):
            tried(line, tally)
        assert tally.tracebacks == []
        (place / "empty").touch()
        (place / "noise").write_bytes(bytes(range(256)) * 20)
        (place / "a.toml").write_text('[columns]\ncategory = "B"\n')
        (place / "link").symlink_to("empty")
        shutil.copytree(place, made, dirs_exist_ok=True, symlinks=True)
    return made
