"""What a register's file says about itself: pages, links, schema and views, also of one that is damaged."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kvkkctl.register.connection import reading


def damage(path: Path) -> tuple[str, ...]:
    """Return what SQLite's check of all pages finds, in its words. Raises RegisterUnusable."""
    with reading(path) as db:
        found = tuple(row[0] for row in db.execute("PRAGMA integrity_check"))
    return () if found == ("ok",) else found


def dangling(path: Path) -> int:
    """Return how many rows point at nothing. Raises RegisterUnusable."""
    with reading(path) as db:
        return len(db.execute("PRAGMA foreign_key_check").fetchall())


def schema_differences(path: Path) -> tuple[str, ...]:
    """Return the tables, indexes, triggers and views that are missing, altered or not ours. Raises RegisterUnusable."""
    from sqlite_utils import Database

    from kvkkctl.register.migrations import migrations

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        migrations.apply(Database(model, execute_plugins=False))
        ours = set(_schema(model))
    with reading(path) as db:
        theirs = set(_schema(db))
    return tuple(sorted({name for name, _ in ours ^ theirs}))


def broken_views(path: Path) -> tuple[str, ...]:
    """Return the views that cannot be read. Raises RegisterUnusable."""
    broken = []
    with reading(path) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall():
            try:
                quoted = name.replace('"', '""')
                db.execute(f'SELECT count(*) FROM (SELECT * FROM "{quoted}")').fetchone()  # noqa: S608 (quoted)
            except sqlite3.OperationalError:
                broken.append(name)
    return tuple(broken)


def _schema(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    # what SQLite keeps for itself: statistics, and indexes without a statement
    for name, sql in db.execute(
        "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ):
        yield name, re.sub(r"\s+", " ", sql or "")
