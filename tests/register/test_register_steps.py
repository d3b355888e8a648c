"""The steps of the schema: what a register of an older step holds is there after the next."""

import json

from kvkkctl.models import Origin, SourceSheet
from kvkkctl.register import migrate_register, open_register
from kvkkctl.register.steps import STEPS
from tests.register.older_register import make_older


def test_what_an_old_register_holds_is_there(tmp_path):
    path = tmp_path / "old.db"
    make_older(path)
    steps, _ = migrate_register(path)
    assert steps == STEPS[1:]
    snapshot = open_register(path).snapshot()
    sheets = {number: (source.file, source.sheet) for number, source in snapshot.sources.items()}
    assert sheets == {1: ("a.xlsx", "Aktarımlar"), 2: ("a.xlsx", "Envanter"), 3: ("b.xlsx", "Envanter")}
    assert [entry.origin for entry in snapshot.entries.values()] == [
        Origin(source=2, row=7),
        None,
        Origin(source=3, row=9),
    ]
    entry = snapshot.entries[3]
    lists = entry.purposes, entry.subjects, entry.recipients, entry.measures
    assert lists == ((4, 3), (), (2,), None)
    assert snapshot.transfers[1].origin == Origin(source=1, row=2)
    assert snapshot.holdings[1].origin == Origin(source=2, row=3)


def test_the_next_sheet_gets_a_number_of_its_own(tmp_path):
    test_what_an_old_register_holds_is_there(tmp_path)
    register = open_register(tmp_path / "old.db")
    register.change("c", lambda change: change.make(SourceSheet, {"file": "c.xlsx", "sheet": "Envanter"}))
    assert sorted(register.snapshot().sources) == [1, 2, 3, 4]
    (line,) = register.journal()[-1].lines
    assert json.loads(line.after)["id"] == 4
