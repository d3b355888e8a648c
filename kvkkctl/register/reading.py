"""From tables to the snapshot."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Any

from kvkkctl.errors import RegisterUnusable
from kvkkctl.models import Controller, Origin, Record
from kvkkctl.register.links import POINTING, TERM_LISTS
from kvkkctl.register.tables import COLLECTIONS, ORIGIN_COLUMNS, SHAPES, ListShape, Shape
from kvkkctl.register.trusted import UnexpectedValue, maker
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text


def read_snapshot(db: sqlite3.Connection) -> Snapshot:
    """Read all records; at one moment where a transaction runs.

    Raises RegisterUnusable for a damaged row, and for one that points at none.
    """
    found: dict[str, Any] = {
        COLLECTIONS.get(shape.kind, shape.kind): dict(_records(db, shape)) for shape in SHAPES
    }
    found["controller"] = found["controller"].get(1) or Controller.model_construct()
    _check_links(found)
    latest = db.execute("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return Snapshot(**found, stamp=latest[0] if latest else "")


def _check_links(found: dict[str, Any]) -> None:
    for kind, fields in POINTING.items():
        records = found[COLLECTIONS[kind]]
        for field, target in fields.items():
            stated = {getattr(record, field) for record in records.values()} - {None}
            # equal lists are one object, so that there are few to look into
            numbers = set(chain.from_iterable(stated)) if field in TERM_LISTS else stated
            if missing := numbers - found[COLLECTIONS[target]].keys():
                raise RegisterUnusable(
                    Text(
                        "The register was changed by another program: one of the {table} points at {target} {number}, "
                        "which is not there. `kvkkctl doctor` tells more; restore a backup.",
                        table=COLLECTIONS[kind],
                        target=target,
                        number=min(missing),
                    )
                )


def _records(db: sqlite3.Connection, shape: Shape) -> Iterator[tuple[int, Record]]:
    make, make_origin = maker(shape.model), maker(Origin)
    names = make.names
    lists = {each.field: _elements(db, each) for each in shape.lists}
    stated = [each.field for each in shape.lists if each.optional]
    # the fields of the model in their order come first, those that are no column as places to be filled
    plain = [name if name in shape.columns else f"NULL AS {name}" for name in names]
    columns = (*plain, *(f"{name}_stated" for name in stated), *(ORIGIN_COLUMNS if shape.origin else ()))
    known = {name: len(names) + place for place, name in enumerate(stated)}
    origin = len(names) + len(stated)
    rows = db.execute(f"SELECT {', '.join(columns)} FROM {shape.table} ORDER BY id")  # noqa: S608 (names of ours)
    for row in rows:
        values = dict(zip(names, row, strict=False))
        number = row[0]
        for name, elements in lists.items():
            values[name] = elements.get(number, ()) if name not in known or row[known[name]] else None
        if shape.origin and row[origin] is not None:
            values["origin"] = make_origin(dict(zip(make_origin.names, row[origin:], strict=True)))
            if row[origin + 1] is None:
                raise RegisterUnusable(_damage(shape, number, "origin"))
        try:
            record = make(values)
        except UnexpectedValue as error:
            raise RegisterUnusable(_damage(shape, number, str(error))) from error
        yield number, record


def _damage(shape: Shape, number: int, field: str) -> Text:
    return Text(
        "The register was changed by another program: the {field} of {table} {number} is nothing that "
        "kvkkctl writes. Restore a backup.",
        table=shape.table,
        number=number,
        field=field,
    )


def _elements(db: sqlite3.Connection, shape: ListShape) -> dict[int, tuple[Any, ...]]:
    """Return the elements of a list by the number of the record that they belong to; equal ones are one object."""
    rows = db.execute(
        f"SELECT {shape.owner}, {', '.join(shape.columns)} FROM {shape.table} "  # noqa: S608 (names of ours)
        f"ORDER BY {shape.owner}, position",
    )
    grouped: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for owner, *cells in rows:
        grouped[owner].append(tuple(cells))
    element = cache(shape.element)
    together = cache(lambda each: tuple(element(cells) for cells in each))
    return {owner: together(tuple(each)) for owner, each in grouped.items()}
