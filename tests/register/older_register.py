"""A register as the first step of the schema made it, with rows and their journal."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from kvkkctl.register import journal
from kvkkctl.register.connection import APPLICATION_ID
from kvkkctl.register.migrations import migrations

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


def make_older(path: Path) -> None:
    """Make a register of the first step."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA journal_mode = WAL")
        migrations.apply(Database(db, execute_plugins=False), stop_before="m0002_source_sheet")
        db.executescript(OLD_ROWS)
        journal.append(db, ("2026-01-01T00:00:00+00:00", "dpo", "kvkkctl import"), _lines())


def _lines() -> tuple[journal.Line, ...]:
    older = {
        ("activity", 1): {"id": 1, "code": "F1", "name": "Giriş"},
        ("entry", 1): {"id": 1, "activity": 1, "category": 1, "origin": origin("a.xlsx", "Envanter", 7)},
        ("entry", 2): {"id": 2, "activity": 1, "category": 1, "origin": None},
        ("entry", 3): {
            "id": 3,
            "activity": 1,
            "category": 1,
            "purposes": [4, 3],
            "subjects": [],
            "recipients": [2],
            "origin": origin("b.xlsx", "Envanter", 9),
        },
        ("transfer", 1): {"id": 1, "recipient": 2, "origin": origin("a.xlsx", "Aktarımlar", 2)},
        ("holding", 1): {
            "id": 1,
            "entry": 1,
            "label": "Kartlar",
            "state": "kept",
            "origin": origin("a.xlsx", "Envanter", 3),
        },
    }
    names = {
        1: ("category", "Kart"),
        2: ("recipient", "Kargo"),
        3: ("purpose", "Amaç"),
        4: ("purpose", "Başka"),
    }
    older |= {("term", n): {"id": n, "kind": kind, "label": label} for n, (kind, label) in names.items()}
    return tuple(
        journal.Line(kind, number, None, json.dumps(image, ensure_ascii=False, separators=(",", ":")))
        for (kind, number), image in older.items()
    )


def origin(file: str, sheet: str, row: int) -> dict[str, object]:
    """Return where a record was read, as it was written then."""
    return {"file": file, "sheet": sheet, "row": row}
