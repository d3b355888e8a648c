"""Earlier states of a register, put together again from its journal.

Records are those of one kind that a `Snapshot` holds by number; the controller stays as it is now.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any, get_args, get_type_hints

from kvkkctl.models import Record
from kvkkctl.snapshot import Snapshot, Step


def states_since(
    snapshot: Snapshot, stamp: str, without: Collection[str] = ()
) -> Iterator[tuple[date | None, Snapshot]]:
    """Yield the state now and those before it, back to that of `stamp`, each with the first day on which it was so.

    States that lasted less than a day are passed over. The day of the oldest is None: it began before. Nothing but the
    state now is yielded where the journal does not know the stamp. Entries of the journal that touch only
    records of the kinds `without` are passed over: such records stay as they are now.
    """
    known = snapshot.history(stamp, snapshot.stamp) or ()
    steps = [step for step in known if any(kind not in without for kind, _ in step.before)]
    for day, entries in groupby(steps, key=lambda step: step.day):
        for place, step in enumerate(entries):
            if place == 0:
                yield day, replace(snapshot, stamp=step.stamp)
            snapshot = _before(snapshot, step)
    yield None, replace(snapshot, stamp=stamp) if known else snapshot


def state_on(snapshot: Snapshot, on: date, today: date) -> Snapshot:
    """Return the register as it was at the end of a day; what the journal has after `today` was there by then."""
    states = states_since(snapshot, "")
    return next(state for began, state in states if began is None or min(began, today) <= on)


def _before(snapshot: Snapshot, step: Step) -> Snapshot:
    changed: dict[str, dict[int, Any]] = {}
    for (kind, number), image in step.before.items():
        if kind not in _collections():
            continue
        name, model = _collections()[kind]
        if name not in changed:
            changed[name] = dict(getattr(snapshot, name))
        records = changed[name]
        if image is None:
            records.pop(number, None)
        else:
            # a field that records had then and have no more is left out
            values = {name: value for name, value in json.loads(image).items() if name in model.model_fields}
            records[number] = model.model_validate_json(json.dumps(values))
    collections: dict[str, Any] = dict(changed)
    return replace(snapshot, **collections)


@cache
def _collections() -> dict[str, tuple[str, type[Record]]]:
    """Return the field of a snapshot and the model of each kind of record that there may be many of."""
    found = {}
    for name, hint in get_type_hints(Snapshot).items():
        model = get_args(hint)[-1] if len(get_args(hint)) > 1 else None
        if isinstance(model, type) and issubclass(model, Record):
            found[model.kind_name] = (name, model)
    return found
