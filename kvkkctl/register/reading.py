"""From tables to the snapshot."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from kvkkctl.errors import RegisterUnusable
from kvkkctl.models import Controller, Origin, Record
from kvkkctl.register.tables import COLLECTIONS, SHAPES, ListShape, Shape
from kvkkctl.register.trusted import UnexpectedValue, made
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text


def read_snapshot(db: sqlite3.Connection) -> Snapshot:
    """Read all records; at one moment where a transaction runs. Raises RegisterUnusable for a damaged row."""
    found: dict[str, Any] = {
        COLLECTIONS.get(shape.kind, shape.kind): dict(_records(db, shape)) for shape in SHAPES
    }
    found["controller"] = found["controller"].get(1) or Controller.model_construct()
    latest = db.execute("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return Snapshot(**found, stamp=latest[0] if latest else "")


def _records(db: sqlite3.Connection, shape: Shape) -> Iterator[tuple[int, Record]]:
    columns = shape.all_columns
    lists = {each: _elements(db, each) for each in shape.lists}
    rows = db.execute(f"SELECT {', '.join(columns)} FROM {shape.table} ORDER BY id")  # noqa: S608 (names of ours)
    for row in rows:
        cells = dict(zip(columns, row, strict=True))
        values = {name: cells[name] for name in shape.columns}
        for each, elements in lists.items():
            stated = not each.optional or cells[f"{each.field}_stated"]
            values[each.field] = tuple(elements.get(cells["id"], ())) if stated else None
        if shape.origin and cells["origin_source"] is not None:
            values["origin"] = {name: cells[f"origin_{name}"] for name in Origin.model_fields}
        try:
            record = made(shape.model, values)
        except UnexpectedValue as error:
            raise RegisterUnusable(_damage(shape, cells["id"], str(error))) from error
        yield record.id, record


def _damage(shape: Shape, number: int, field: str) -> Text:
    return Text(
        "The register was changed by another program: the {field} of {table} {number} is nothing that "
        "kvkkctl writes. Restore a backup.",
        table=shape.table,
        number=number,
        field=field,
    )


def _elements(db: sqlite3.Connection, shape: ListShape) -> dict[int, list[Any]]:
    chosen = " WHERE field = ?" if shape.marked else ""
    rows = db.execute(
        f"SELECT {shape.owner}, {', '.join(shape.columns)} FROM {shape.table}{chosen} "  # noqa: S608 (names of ours)
        f"ORDER BY {shape.owner}, position",
        (shape.field,) if shape.marked else (),
    )
    grouped: dict[int, list[Any]] = {}
    for owner, *cells in rows:
        grouped.setdefault(owner, []).append(shape.element(tuple(cells)))
    return grouped
