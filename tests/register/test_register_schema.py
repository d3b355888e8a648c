"""The tables: their golden text, their steps, what they refuse, and the views for auditors.

After a change of the schema that is meant: ``UPDATE_GOLDEN=1 pytest tests/register`` writes ``schema.sql`` anew.
"""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from kvkkctl.models import Destruction, Entry, Filing, Holding, Transfer
from kvkkctl.register import Register, create_register, store
from kvkkctl.register.migrations import migrations
from kvkkctl.register.tables import SHAPES
from kvkkctl.snapshot import Snapshot
from kvkkctl.verbis.filing import Notification, Period, Told, write
from kvkkctl.verbis.records import Unit
from kvkkctl.vocabulary import TermKind, official
from tests.register.register_sample import fill

GOLDEN = Path(__file__).with_name("schema.sql")


@pytest.fixture
def register(tmp_path: Path) -> Register:
    made = create_register(tmp_path / "r.db")
    made.change("c", fill)
    return made


@pytest.fixture
def db(register: Register) -> Iterator[sqlite3.Connection]:
    """The register as an auditor's own program opens it, with foreign keys on."""
    with closing(sqlite3.connect(register.path, isolation_level=None)) as opened:
        opened.execute("PRAGMA foreign_keys = ON")
        opened.row_factory = sqlite3.Row
        yield opened


def ours(db: sqlite3.Connection) -> list[sqlite3.Row]:
    return db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_sqlite%' "
        "ESCAPE '\\' ORDER BY rowid"
    ).fetchall()


def test_schema_is_the_golden_one(db):
    schema = "\n\n".join(f"{row['sql']};" for row in ours(db)) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(schema, encoding="utf8")
    assert schema == GOLDEN.read_text(encoding="utf8")


def test_the_steps_are_those_of_the_migrations(db):
    names = tuple(step.name for step in migrations._migrations)  # noqa: SLF001 (the library names them nowhere else)
    applied = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'kvkkctl' ORDER BY rowid")
    assert store.STEPS == names == tuple(row["name"] for row in applied)


def test_steps_are_numbered_in_order():
    numbers = [re.match(r"m(\d{4})_[a-z_]+$", name)[1] for name in store.STEPS]
    assert numbers == sorted(set(numbers))


def test_every_table_is_strict(db):
    strict = {row["name"]: row["strict"] for row in db.execute("PRAGMA table_list") if row["type"] == "table"}
    tables = {row["name"] for row in ours(db) if row["type"] == "table"}
    assert {shape.table for shape in SHAPES} < tables
    assert all(strict[name] for name in tables)


def test_every_field_of_a_record_is_in_its_table(db):
    for shape in SHAPES:
        columns = {row["name"] for row in db.execute(f"PRAGMA table_info({shape.table})")}
        assert columns == set(shape.all_columns)
        kept = {*shape.columns, *(each.field for each in shape.lists), *(("origin",) if shape.origin else ())}
        assert kept == set(shape.model.model_fields)


def test_every_foreign_key_has_an_index(db):
    """A deleted parent is looked for in every child: without an index that is a walk through the table."""
    for table in (row["name"] for row in ours(db) if row["type"] == "table"):
        indexed = {
            db.execute(f"PRAGMA index_info({index['name']})").fetchone()["name"]
            for index in db.execute(f"PRAGMA index_list({table})")
        }
        pointing = {row["from"] for row in db.execute(f"PRAGMA foreign_key_list({table})")}
        assert pointing <= indexed, table


BAD_VALUES = [
    "UPDATE controller SET id = 2",
    "UPDATE controller SET kind = 'other'",
    "UPDATE controller SET resident = 2",
    "UPDATE controller SET employees = -1",
    "UPDATE controller SET employees = 'sixty'",
    "UPDATE controller SET balance = -1",
    "UPDATE controller SET secrecy_bound = 'yes'",
    "UPDATE controller SET destruction_runs_stated = NULL",
    "UPDATE term SET kind = 'colour' WHERE id = 1",
    "UPDATE term SET label = '' WHERE id = 1",
    "UPDATE term SET label = NULL WHERE id = 1",
    "UPDATE term SET kind = 'category', folded = 'kimlik' WHERE id = 3",
    "UPDATE term SET official = NULL WHERE id = 1",
    "UPDATE term SET official = 'Kimlik' WHERE id = 3",
    "UPDATE term SET match = 'fuzzy' WHERE id = 1",
    "UPDATE term SET special = 2 WHERE id = 1",
    "UPDATE term SET defined = NULL WHERE id = 1",
    "UPDATE term SET role = 'friend' WHERE id = 5",
    "UPDATE activity SET code = ''",
    "UPDATE activity SET name = ''",
    "INSERT INTO activity (code, name) VALUES ('IK-1001', 'x')",
    "UPDATE retention SET kind = 'long'",
    "UPDATE retention SET text = (SELECT text FROM retention WHERE id = 1) WHERE id = 2",
    "UPDATE retention SET read_by_person = 2",
    "UPDATE retention_term SET bound = 'about'",
    "UPDATE retention_term SET anchor = 'month_end'",
    "UPDATE retention_term SET retention = 99",
    "UPDATE entry SET activity = 99",
    "UPDATE entry SET category = 99",
    "UPDATE entry SET retention = 99",
    "UPDATE entry SET abroad = 2",
    "UPDATE entry SET measures_stated = 2",
    "UPDATE entry SET origin_row = 0",
    "UPDATE entry SET origin_source = 99",
    "UPDATE entry SET ended = '2026-02-30'",
    "UPDATE source_sheet SET sha256 = 'abc'",
    "UPDATE entry_purpose SET term = 99",
    "UPDATE entry_measure SET entry = 99",
    "UPDATE transfer SET frequency = 'often'",
    "UPDATE transfer SET recipient = 99",
    "UPDATE transfer_purpose SET term = 99",
    "UPDATE holding SET entry = 99",
    "UPDATE holding SET retention = 99",
    "UPDATE holding SET state = 'lost'",
    "UPDATE holding SET label = ''",
    "UPDATE counter SET last = -1",
    "UPDATE journal_line SET before = NULL, after = NULL",
    "UPDATE journal_line SET seq = 99",
    "DELETE FROM term WHERE id = 1",
    "DELETE FROM term WHERE id = 3",
    "DELETE FROM activity",
    "DELETE FROM retention WHERE id = 1",
    "DELETE FROM entry WHERE id = 1",
    "DELETE FROM journal",
]


@pytest.mark.parametrize("statement", BAD_VALUES)
def test_bad_values_are_refused(db, statement):
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(statement)


DAYS = {
    "controller": ("obliged_since", "verbis_registered_on", "policy_date"),
    "activity": ("started", "ended", "reviewed"),
    "transfer": ("signed", "notified", "approved", "started", "ended"),
    "holding": ("event_date", "hold_review"),
}


@pytest.mark.parametrize(
    ("table", "name"), [(table, name) for table, names in DAYS.items() for name in names]
)
@pytest.mark.parametrize("day", ["31.12.2026", "2026-02-30", "2026-12-31 00:00:00", "2026-1-1", ""])
def test_days_are_days_of_the_calendar(db, table, name, day):
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(f"UPDATE {table} SET {name} = ?", (day,))  # noqa: S608 (names above)


def rows(db: sqlite3.Connection, view: str) -> list[dict[str, object]]:
    return [dict(row) for row in db.execute(f"SELECT * FROM {view}")]  # noqa: S608 (names above)


def joined(labels: list[str] | None) -> str | None:
    return None if labels is None else "; ".join(labels)


def labels(snapshot: Snapshot, ids: tuple[int, ...] | None) -> str | None:
    return joined(None if ids is None else [snapshot.terms[n].label for n in ids])


def bases(record: Entry | Transfer) -> str | None:
    return joined(None if record.bases is None else [basis.code or basis.label for basis in record.bases])


def flat_entry(snapshot: Snapshot, entry: Entry) -> dict[str, object]:
    activity, category = snapshot.activity_of(entry), snapshot.category_of(entry)
    retention, at = snapshot.retention_of(entry), snapshot.provenance(entry.origin)
    return {
        "id": entry.ref,
        "activity": activity.code,
        "activity_name": activity.name,
        "department": activity.department,
        "category": category.label,
        "category_term": category.official,
        "items": joined(None if entry.items is None else list(entry.items)),
        **{name: labels(snapshot, getattr(entry, name)) for name in ("purposes", "subjects")},
        "bases": bases(entry),
        "recipients": labels(snapshot, entry.recipients),
        "abroad": entry.abroad,
        "retention": retention.text if retention else None,
        "retention_kind": retention.kind.value if retention else None,
        "retention_maximum": retention.maximum if retention else None,
        "method": entry.method,
        "statutes": "; ".join(entry.statutes),
        "retention_reasons": "; ".join(entry.retention_reasons),
        "consent_text": entry.consent_text,
        "balancing_test": entry.balancing_test,
        "measures": labels(snapshot, entry.measures),
        "ended": entry.ended.isoformat() if entry.ended else None,
        "origin_file": at.source.file if at else None,
        "origin_sheet": at.source.sheet if at else None,
        "origin_row": at.row if at else None,
    }


def flat_holding(snapshot: Snapshot, holding: Holding) -> dict[str, object]:
    entry, retention = snapshot.entries[holding.entry], snapshot.retention_of(holding)
    return {
        "id": holding.ref,
        "entry": entry.ref,
        "activity": snapshot.activity_of(entry).code,
        "category": snapshot.category_of(entry).label,
        **{name: getattr(holding, name) for name in ("label", "medium", "location", "reference", "event")},
        "event_date": text(holding.event_date),
        "quantity": holding.quantity,
        "retention": retention.text if retention else None,
        "requested": text(holding.requested),
        "board_date": text(holding.board_date),
        "board_decision": holding.board_decision,
        **{name: getattr(holding, name) for name in ("hold_reason", "hold_owner")},
        "hold_review": text(holding.hold_review),
        "state": holding.state.value,
    }


def flat_destruction(snapshot: Snapshot, destruction: Destruction) -> dict[str, object]:
    holding = snapshot.holdings[destruction.holding]
    entry = snapshot.entries[holding.entry]
    names = ("technique", "done_by", "approved_by", "reference", "reason", "forced")
    return {
        "id": destruction.ref,
        "holding": holding.ref,
        "label": holding.label,
        "activity": snapshot.activity_of(entry).code,
        "category": snapshot.category_of(entry).label,
        "run": snapshot.runs[destruction.run].ref,
        "done_on": text(destruction.done_on),
        "method": destruction.method.value,
        **{name: getattr(destruction, name) for name in names},
        "duty_on": text(destruction.duty_on),
        "destroy_by": text(destruction.destroy_by),
    }


def text(day: date | None) -> str | None:
    return day and day.isoformat()


def flat_transfer(snapshot: Snapshot, transfer: Transfer) -> dict[str, object]:
    recipient = snapshot.terms[transfer.recipient]
    days = ("signed", "notified", "approved", "started", "ended")
    return {
        "id": transfer.ref,
        "recipient": recipient.label,
        "description": transfer.description,
        "abroad": transfer.abroad,
        "country": transfer.country or recipient.country,
        "instrument": transfer.instrument,
        "purposes": labels(snapshot, transfer.purposes),
        "bases": bases(transfer),
        "frequency": transfer.frequency and transfer.frequency.value,
        **{name: text(getattr(transfer, name)) for name in days},
        "times": transfer.times,
        "contract_type": transfer.contract_type and transfer.contract_type.value,
        "annex": labels(snapshot, transfer.annex),
        "modified": transfer.modified,
        **{name: text(getattr(transfer, name)) for name in ("changed", "change_notified")},
        **{name: getattr(transfer, name) for name in ("risk_information", "remedies")},
        **{name: getattr(transfer, name) for name in ("onward", "onward_instrument")},
    }


def test_views_show_what_the_records_say(register, db):
    snapshot = register.snapshot()
    assert rows(db, "entries") == [flat_entry(snapshot, each) for each in snapshot.entries.values()]
    assert rows(db, "holdings") == [flat_holding(snapshot, each) for each in snapshot.holdings.values()]
    gone = [flat_destruction(snapshot, each) for each in snapshot.destructions.values()]
    assert rows(db, "destructions") == gone
    assert rows(db, "transfers") == [flat_transfer(snapshot, each) for each in snapshot.transfers.values()]
    names = (
        "kind",
        "label",
        "official",
        "match",
        "special",
        "defined",
        "definition",
        "role",
        "country",
        "contract",
    )
    assert rows(db, "terms") == [
        {name: getattr(term, name) for name in names} for term in snapshot.terms.values()
    ]


def test_views_show_what_was_decided_for_verbis(register, db):
    snapshot = register.snapshot()
    assert rows(db, "resolutions") == [
        {
            "id": each.ref,
            "category": each.category,
            "field": each.field.value,
            "value": each.value,
            "reason": each.reason,
            "decided_by": each.decided_by,
            "decided_on": each.decided_on.isoformat(),
            "grounds": "; ".join(each.grounds),
        }
        for each in snapshot.resolutions.values()
    ]
    said = [(f"F{each.filing}", each.category, each.field) for each in snapshot.change_dates.values()]
    assert [(row["filing"], row["category"], row["field"]) for row in rows(db, "change_dates")] == said


def test_a_view_shows_what_verbis_was_told_answer_by_answer(register, db):
    terms = [term.name for term in official(TermKind.CATEGORY).values()]
    categories = [Told(number, name, processed=False) for number, name in enumerate(terms, 1)]
    years, words = Period(Unit.YEAR, 10, ""), Period(Unit.OTHER, None, "kart iade edilene kadar")
    categories[0] = replace(
        categories[0], processed=True, purposes=("a, b", "c"), recipients=(), retention=years, abroad=True
    )
    categories[1] = replace(categories[1], processed=True, retention=words, abroad=None)
    told = Notification(tuple(categories), measures=("m", "n"))
    facts = {"filed_on": date(2026, 5, 4), "content": write(told), "stamp": ""}
    made = []
    register.change("c", lambda change: made.append(change.make(Filing, facts)))

    found = [row for row in rows(db, "filing_answers") if row["filing"] == made[0].ref]
    assert [row["category"] for row in found] == [*terms, None]
    one, two, three, *_, whole = found
    assert (one["processed"], one["purposes"], one["recipients"], one["abroad"]) == (1, "a, b; c", "", 1)
    assert (one["retention"], two["retention"]) == ("10 Yıl", "Diğer: kart iade edilene kadar")
    assert (two["processed"], two["purposes"], two["recipients"], two["abroad"]) == (1, None, None, None)
    assert (three["processed"], three["retention"], three["measures"]) == (0, None, None)
    assert (whole["no"], whole["measures"], whole["retention"]) == (None, "m; n", None)


def test_views_tell_not_stated_from_none(db):
    stated = {row["id"]: row for row in rows(db, "entries")}
    for name in ("items", "purposes", "subjects", "bases", "recipients", "measures"):
        assert stated["E1"][name]
        assert stated["E2"][name] == ""
        assert stated["E3"][name] is None


def test_lists_keep_their_order(register, db):
    for table in ("entry_purpose", "entry_subject", "entry_recipient", "entry_measure", "entry_item"):
        order = db.execute(f"SELECT entry, position FROM {table} ORDER BY entry, position").fetchall()  # noqa: S608
        assert order
        for _, group in groupby(order, key=lambda row: row["entry"]):
            positions = [row["position"] for row in group]
            assert positions == list(range(len(positions)))
    entry = register.snapshot().entries[1]
    reverse = entry.model_copy(update={"items": tuple(reversed(entry.items))})
    register.change("c", lambda change: change.put(reverse))
    assert register.snapshot().entries[1].items == reverse.items
