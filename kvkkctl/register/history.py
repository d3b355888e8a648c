"""The register as it stood: the present records, with those put back that changed since."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from kvkkctl.models import Controller, Record
from kvkkctl.register import journal
from kvkkctl.register.reading import read_snapshot
from kvkkctl.register.tables import COLLECTIONS, SHAPES
from kvkkctl.snapshot import Snapshot

# Türkiye keeps one time all year, since 8 September 2016
TURKIYE = timezone(timedelta(hours=3))
_MODELS = {shape.kind: shape.model for shape in SHAPES}

Image = tuple[str, int, str | None]
"""Kind, number and JSON of a record as it was; no JSON where it was not there."""


def end_of(day: date) -> str:
    """Return the first moment after a day in Türkiye, as the journal writes moments."""
    midnight = datetime.combine(day, time.min, TURKIYE)
    return (midnight + timedelta(days=1)).astimezone(UTC).isoformat(timespec="seconds")


def read_snapshot_at(db: sqlite3.Connection, day: date) -> Snapshot | None:
    """Read all records as they stood at the end of a day in Türkiye; None where nothing was recorded by then."""
    last = journal.entry_until(db, end_of(day))
    if last is None:
        return None
    seq, stamp = last
    now, since = read_snapshot(db), journal.lines_after(db, seq)
    return rewound(now, since, stamp) if since else now


def rewound(snapshot: Snapshot, images: Iterable[Image], stamp: str) -> Snapshot:
    """Return the register of an earlier state, out of a later one and what changed between the two."""
    found: dict[str, Any] = {name: dict(getattr(snapshot, name)) for name in COLLECTIONS.values()}
    controller = snapshot.controller
    for kind, number, image in images:
        if kind == "controller":
            controller = Controller() if image is None else Controller.model_validate_json(image)
        elif image is None:
            found[COLLECTIONS[kind]].pop(number, None)
        else:
            found[COLLECTIONS[kind]][number] = record_of(kind, image, snapshot)
    ordered: dict[str, Any] = {name: dict(sorted(records.items())) for name, records in found.items()}
    return Snapshot(controller=controller, **ordered, stamp=stamp)


def record_of(kind: str, image: str, later: Snapshot) -> Record:
    """Return the record of an image; one that names file and sheet itself finds its sheet in a later snapshot."""
    values = json.loads(image)
    origin = values.get("origin")
    if origin and "source" not in origin:
        # an image of the time before sheets had records of their own names file and sheet itself
        sheet = (origin["file"], origin["sheet"])
        source = next((n for n, each in later.sources.items() if (each.file, each.sheet) == sheet), None)
        values["origin"] = None if source is None else {"source": source, "row": origin["row"]}
        image = json.dumps(values)
    return _MODELS[kind].model_validate_json(image)
