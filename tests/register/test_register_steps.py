"""The steps of the schema: what a register of an older step holds is there after the next."""

import json
import sqlite3
from contextlib import closing

from sqlite_utils import Database

from kvkkctl.models import Origin, SourceSheet
from kvkkctl.register import migrate_register, open_register
from kvkkctl.register.migrations import migrations
from kvkkctl.register.steps import STEPS
from kvkkctl.register.store import APPLICATION_ID

OLD_ROWS = """
INSERT INTO term (id, kind, label, folded, match, defined) VALUES (1, 'category', 'Kart', 'kart', 'none', 0);
INSERT INTO term (id, kind, label, folded, match, defined) VALUES (2, 'recipient', 'Kargo', 'kargo', 'none', 0);
INSERT INTO activity (id, code, name) VALUES (1, 'F1', 'Giriş');
INSERT INTO entry (id, activity, category, items_stated, purposes_stated, subjects_stated, bases_stated,
  recipients_stated, measures_stated, origin_file, origin_sheet, origin_row)
  VALUES (1, 1, 1, 0, 0, 0, 0, 0, 0, 'a.xlsx', 'Envanter', 7), (2, 1, 1, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL),
  (3, 1, 1, 0, 1, 1, 0, 1, 0, 'b.xlsx', 'Envanter', 9);
INSERT INTO term (id, kind, label, folded, match, defined) VALUES (3, 'purpose', 'Amaç', 'amaç', 'none', 0);
INSERT INTO term (id, kind, label, folded, match, defined) VALUES (4, 'purpose', 'Başka', 'başka', 'none', 0);
INSERT INTO entry_term (entry, field, position, term) VALUES (3, 'purposes', 0, 4), (3, 'purposes', 1, 3),
  (3, 'recipients', 0, 2);
INSERT INTO transfer (id, recipient, purposes_stated, bases_stated, origin_file, origin_sheet, origin_row)
  VALUES (1, 2, 0, 0, 'a.xlsx', 'Aktarımlar', 2);
INSERT INTO holding (id, entry, label, state, origin_file, origin_sheet, origin_row)
  VALUES (1, 1, 'Kartlar', 'kept', 'a.xlsx', 'Envanter', 3);
"""


def test_what_an_old_register_holds_is_there(tmp_path):
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(Database(db, execute_plugins=False), stop_before="m0002_source_sheet")
        db.executescript(OLD_ROWS)
    steps, _ = migrate_register(path, "20260101T120000")
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
