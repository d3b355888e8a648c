"""The register as it stood on a day: whatever was changed since is put back, and nothing else."""

import json
import sqlite3
import tempfile
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvkkctl.errors import RecordInUse
from kvkkctl.models import Acceptance, Activity, Controller, Entry, Origin, Record, SourceSheet, Term
from kvkkctl.register import Change, Register, create_register
from kvkkctl.register.history import end_of, rewound
from kvkkctl.register.tables import COLLECTIONS
from kvkkctl.snapshot import Snapshot
from tests.register.record_draws import Draws
from tests.register.register_sample import ACTIVITY, CONTROLLER, ENTRIES, SOURCES, TERMS, fill

FIRST = date(2026, 3, 1)
KINDS = st.sampled_from([Controller, SourceSheet, Term, Term, Activity, Entry, Entry, Acceptance])
STEPS = st.lists(st.tuples(KINDS, st.sampled_from(["put", "put", "put", "remove"])), max_size=8)


def redate(register: Register, days: list[date]) -> None:
    """Move the changes of a register to days of their own, at noon."""
    with closing(sqlite3.connect(register.path)) as db, db:
        for seq, day in enumerate(days, start=1):
            db.execute("UPDATE journal SET at = ? WHERE seq = ?", (f"{day}T12:00:00+00:00", seq))


@settings(max_examples=40)
@given(data=st.data(), rounds=st.lists(STEPS, min_size=1, max_size=4))
def test_every_earlier_state_comes_back(data, rounds):
    with tempfile.TemporaryDirectory() as folder:
        register = create_register(Path(folder) / "r.db")
        states = [
            register.snapshot()
            for steps in rounds
            if register.change("c", lambda change, steps=steps: _make(change, data, steps)).seq
        ]
        days = [FIRST + timedelta(days=n) for n in range(len(states))]
        redate(register, days)
        for day, state in zip(days, states, strict=True):
            found = register.snapshot_at(day)
            assert found == state
            assert found.stamp == state.stamp
            assert all(
                list(getattr(found, name)) == list(getattr(state, name)) for name in COLLECTIONS.values()
            )
        assert register.snapshot_at(FIRST - timedelta(days=1)) is None


def _make(change: Change, data: st.DataObject, steps: list[tuple[type[Record], str]]) -> None:
    draws = Draws(data, change)
    for model, action in steps:
        if model is Controller:
            draws.put(Controller, 1)
            continue
        there = getattr(change.snapshot, COLLECTIONS[model.kind_name])
        if action == "put" or not there:
            draws.put(
                model, draws.one(there) if there and draws.draw(st.booleans()) else change.new_id(model)
            )
        else:
            with suppress(RecordInUse):
                change.remove(there[draws.one(there)])


@pytest.mark.parametrize(
    ("at", "there"),
    [
        ("2026-03-01T20:59:59+00:00", True),
        ("2026-03-01T21:00:00+00:00", False),
        ("2026-02-28T21:00:00+00:00", True),
    ],
)
def test_a_day_ends_at_midnight_in_turkiye(tmp_path, at, there):
    register = create_register(tmp_path / "r.db")
    register.change("c", fill)
    with closing(sqlite3.connect(register.path)) as db, db:
        db.execute("UPDATE journal SET at = ?", (at,))
    assert (register.snapshot_at(FIRST) is not None) is there
    assert end_of(FIRST) == "2026-03-01T21:00:00+00:00"


def test_an_image_of_the_time_before_sheets_were_records_finds_its_sheet():
    entry = ENTRIES[2]
    now = Snapshot(
        controller=CONTROLLER,
        terms={term.id: term for term in TERMS},
        activities={1: ACTIVITY},
        entries={3: entry},
        sources={source.id: source for source in SOURCES},
    )
    image = json.loads(entry.model_dump_json())
    for file, origin in (("eski.xlsx", Origin(source=2, row=7)), ("none.xlsx", None)):
        image["origin"] = {"file": file, "sheet": "Aktarımlar", "row": 7}
        then = rewound(now, [("entry", 3, json.dumps(image))], "h")
        assert then.entries == {3: entry.model_copy(update={"origin": origin})}
