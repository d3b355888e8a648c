"""From tables to the snapshot."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from kvkkctl.models import Controller, Record
from kvkkctl.register.tables import SHAPES, ListShape, Shape
from kvkkctl.snapshot import Snapshot

_FIELDS = {
    "term": "terms",
    "activity": "activities",
    "retention": "retentions",
    "entry": "entries",
    "transfer": "transfers",
    "holding": "holdings",
}


def read_snapshot(db: sqlite3.Connection) -> Snapshot:
    """Read all records at one moment."""
    found: dict[str, Any] = {
        _FIELDS.get(shape.kind, shape.kind): dict(_records(db, shape)) for shape in SHAPES
    }
    found["controller"] = found["controller"].get(1, Controller())
    return Snapshot(**found)


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
        if shape.origin and cells["origin_file"] is not None:
            values["origin"] = {name: cells[f"origin_{name}"] for name in ("file", "sheet", "row")}
        record = shape.model.model_validate(values, strict=False)
        yield record.id, record


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
