"""An empty register for each test."""

from pathlib import Path

import pytest
from inventory_rows import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an office with an empty register."""
    return Office.at(tmp_path)
