"""File permissions hold for an ordinary user only: tests that run as root step down for a while."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NOBODY = 65534


@contextmanager
def open_folder() -> Iterator[Path]:
    """Make a folder that every user reaches."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Be a user whom permissions bind."""
    own = os.geteuid()
    os.seteuid(own or _NOBODY)
    try:
        yield
    finally:
        os.seteuid(own)
