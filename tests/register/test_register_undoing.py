"""What is taken back: all of it, or nothing, with what stands in the way named; and everything as it was before."""

import sqlite3
import tempfile
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvkkctl.errors import BadValue, KvkkctlError, RecordInUse, RecordNotFound
from kvkkctl.models import Activity, Controller, Holding, Record, Term
from kvkkctl.register import Change, Register, Summary, create_register, migrate_register, open_register
from kvkkctl.register.links import links
from kvkkctl.register.tables import COLLECTIONS, SHAPES
from kvkkctl.register.undoing import take_back, undoes, undone
from kvkkctl.snapshot import Snapshot
from kvkkctl.vocabulary import TermKind
from tests.register.older_register import make_older
from tests.register.record_draws import Draws
from tests.register.register_sample import (
    ACTIVITY,
    CHANGE_DATE,
    DESTRUCTION,
    ENTRIES,
    HOLDINGS,
    RECORDS,
    RETENTION,
    RUN,
    TERMS,
    TRANSFERS,
    fill,
)

MODELS = st.sampled_from([shape.model for shape in SHAPES])
STEPS = st.lists(st.tuples(MODELS, st.sampled_from(["put", "put", "remove"])), min_size=1, max_size=8)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    made = create_register(tmp_path / "r.db")
    made.change("kvkkctl import envanter.xlsx", fill)
    return made


def undo(register: Register, number: int | None = None) -> Summary:
    """Take an entry back, as the command does."""

    def make(change: Change) -> None:
        change.command = f"kvkkctl undo {take_back(change, number).seq}"

    return register.change("kvkkctl undo", make)


def tables(register: Register) -> dict[str, list[tuple]]:
    """Return the rows of all tables but the history and the counter, which go on."""
    with closing(sqlite3.connect(register.path)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = set(names) - {"journal", "journal_line", "counter"}
        return {name: sorted(db.execute(f"SELECT * FROM {name}"), key=repr) for name in kept}  # noqa: S608


def make_any(change: Change, data: st.DataObject, steps: list[tuple[type[Record], str]]) -> None:
    """Put and remove records of any kind."""
    draws = Draws(data, change)
    for model, action in steps:
        there = [1] if model is Controller else getattr(change.snapshot, COLLECTIONS[model.kind_name])
        if action == "put" or not there:
            again = bool(there) and draws.draw(st.booleans())
            draws.put(model, draws.one(there) if again else change.new_id(model))
        elif model is not Controller:
            with suppress(RecordInUse):
                change.remove(there[draws.one(there)])


@settings(max_examples=60)
@given(data=st.data(), rounds=st.lists(STEPS, min_size=1, max_size=3))
def test_whatever_was_done_last_is_taken_back_and_done_again(data, rounds):
    with tempfile.TemporaryDirectory() as folder:
        register = create_register(Path(folder) / "r.db")
        for steps in rounds:
            before = tables(register)
            changed = register.change("c", lambda change, steps=steps: make_any(change, data, steps)).seq
            after = tables(register)
            if changed is None:
                continue
            undo(register)
            assert tables(register) == before
            undo(register)
            assert tables(register) == after
        assert register.prove().holds


@settings(max_examples=40)
@given(data=st.data(), rounds=st.lists(STEPS, min_size=2, max_size=4))
def test_any_entry_is_taken_back_or_nothing_is(data, rounds):
    with tempfile.TemporaryDirectory() as folder:
        register = create_register(Path(folder) / "r.db")
        for steps in rounds:
            register.change("c", lambda change, steps=steps: make_any(change, data, steps))
        for _ in range(3):
            before, entries = tables(register), register.journal()
            number = data.draw(st.integers(1, max(1, len(entries))))
            try:
                undo(register, number)
            except KvkkctlError:
                assert tables(register) == before
                assert register.journal() == entries
                continue
            lines = {(line.kind, line.record): line for line in register.journal()[-1].lines}
            for line in entries[number - 1].lines:
                # a controller that is not there reads as one of whom nothing is stated
                assert lines[line.kind, line.record].before == line.after or line.kind == "controller"
            # what was taken back can be done again
            undo(register)
            assert tables(register) == before
            undo(register)
        assert register.prove().holds
        with closing(sqlite3.connect(register.path)) as db:
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_numbers_that_were_given_are_not_given_again(register):
    register.change("c", lambda change: change.put(Holding(id=change.new_id(Holding), entry=1, label="x")))
    undo(register)
    numbers = []
    register.rehearse(lambda change: numbers.append(change.new_id(Holding)))
    assert numbers == [6]


def test_entries_are_named_by_the_last_that_took_them_back():
    commands = [
        "kvkkctl a",
        "kvkkctl undo 1",
        "kvkkctl undo 2",
        "kvkkctl undo 1 --not-destroyed",
        "kvkkctl undo 12",
    ]
    assert [undoes(command) for command in commands] == [None, 1, 2, 1, 12]
    assert undoes("kvkkctl undo 1x") is None
    numbered = list(enumerate(commands, start=1))
    assert undone(numbered[:1]) == {}
    assert undone(numbered[:2]) == {1: 2}
    assert undone(numbered[:3]) == {2: 3}
    assert undone(numbered) == {1: 4, 2: 3, 12: 5}


def renamed(change: Change) -> None:
    change.put(ACTIVITY.model_copy(update={"name": "Başka"}))


def test_what_changed_since_stands_in_the_way_and_is_named(register):
    register.change("kvkkctl activity edit F1", renamed)
    before = tables(register), register.journal()
    with pytest.raises(RecordInUse) as refused:
        undo(register, 1)
    assert str(refused.value) == (
        f"Entry 1 cannot be undone: {ACTIVITY.ref} changed since, by 2 (kvkkctl activity edit F1). "
        "Undo those first, the newest first."
    )
    assert (tables(register), register.journal()) == before
    undo(register, 2)
    undo(register, 1)
    assert register.snapshot().activities == {}
    assert register.prove().holds


def test_what_came_and_went_since_does_not_stand_in_the_way(register):
    register.change("c", renamed)
    undo(register)
    register.change("c", lambda change: change.put(ACTIVITY.model_copy(update={"process": "x"})))
    with pytest.raises(RecordInUse, match=r"by 4 \(c\)\. Undo"):
        undo(register, 1)


def test_what_came_to_rest_on_it_stands_in_the_way_and_is_named(register):
    register.change("c", lambda change: change.put(Term(id=9, kind=TermKind.PURPOSE, label="Yeni")))
    register.change(
        "kvkkctl entry edit E2", lambda change: change.put(ENTRIES[1].model_copy(update={"purposes": (9,)}))
    )
    with pytest.raises(RecordInUse) as refused:
        undo(register, 2)
    assert str(refused.value) == (
        "Entry 2 cannot be undone: purpose:Yeni would go, used since by E2: see 3 (kvkkctl entry edit E2)."
    )
    assert refused.value.users == ("E2",)


def test_what_it_rested_on_and_is_gone_is_named(register):
    register.change(
        "c", lambda change: [change.remove(each) for each in (CHANGE_DATE, DESTRUCTION, RUN, *HOLDINGS)]
    )
    register.change("kvkkctl entry remove E1", lambda change: change.remove(ENTRIES[0]))
    with pytest.raises(
        RecordInUse,
        match=r"H1–H4 would point at records that are gone since, by 3 \(kvkkctl entry remove E1\)",
    ):
        undo(register, 2)


TWINS = {
    "term": (Term(id=9, kind=TermKind.PURPOSE, label="İlk"), Term(id=10, kind=TermKind.PURPOSE, label="ilk")),
    "activity": (Activity(id=9, code="IK-1", name="a"), Activity(id=10, code="ık-1", name="b")),
    "retention": (
        RETENTION.model_copy(update={"id": 9, "text": "x"}),
        RETENTION.model_copy(update={"id": 10, "text": "x"}),
    ),
    "run": (
        RUN.model_copy(update={"id": 9, "day": date(2031, 1, 1)}),
        RUN.model_copy(update={"id": 10, "day": date(2031, 1, 1)}),
    ),
}


@pytest.mark.parametrize("kind", TWINS)
def test_what_has_its_name_since_is_named(register, kind):
    first, second = TWINS[kind]
    register.change("c", lambda change: change.put(first))
    register.change("c", lambda change: change.remove(first))
    register.change("kvkkctl x", lambda change: change.put(second))
    with pytest.raises(RecordInUse, match=r"there is another since, by 4 \(kvkkctl x\)"):
        undo(register, 3)
    undo(register, 4)
    undo(register, 3)
    assert getattr(register.snapshot(), COLLECTIONS[kind])[9] == first


def test_what_is_not_there_is_not_taken_back(register, tmp_path):
    with pytest.raises(RecordNotFound, match="no entry 9"):
        undo(register, 9)
    with pytest.raises(BadValue, match="nothing to undo"):
        undo(create_register(tmp_path / "empty.db"))
    undo(register, 1)
    with pytest.raises(BadValue, match="undone already, by entry 2"):
        undo(register, 1)


def altered(register: Register, statement: str) -> None:
    with closing(sqlite3.connect(register.path)) as db, db:
        db.execute(statement)


def test_what_another_program_changed_is_not_taken_back(register):
    altered(register, "UPDATE entry SET abroad = NOT abroad WHERE id = 1")
    with pytest.raises(BadValue, match="another program changed E1"):
        undo(register)


def test_an_entry_that_was_altered_is_not_taken_back(register):
    register.change("c", renamed)
    altered(register, "UPDATE journal_line SET before = replace(before, 'F', 'G') WHERE seq = 2")
    with pytest.raises(BadValue, match="Entry 2 was altered"):
        undo(register)


def test_who_was_never_stated_is_not_stated_again(tmp_path):
    empty = create_register(tmp_path / "empty.db")
    states = [tables(empty)]
    for title in ("a", "b"):
        empty.change("c", lambda change, title=title: change.put(Controller(title=title)))
        states.append(tables(empty))
    undo(empty, 2)
    assert tables(empty) == states[1]
    undo(empty, 1)
    assert tables(empty) == states[0]
    undo(empty)
    assert tables(empty) == states[1]
    assert empty.prove().holds


def test_an_image_with_other_fields_is_still_read(register):
    """As one of the time before a step gave records of its kind more to say."""
    register.change("c", lambda change: change.put(TERMS[0].model_copy(update={"definition": "x"})))
    altered(
        register,
        "UPDATE journal_line SET before = json_remove(before, '$.former', '$.remote_access') WHERE seq = 2",
    )
    with closing(sqlite3.connect(register.path)) as db, db:
        from kvkkctl.register import journal

        entry = journal.entry(db, 2)
        stamp = journal.chained(entry.previous, entry[:4], entry.lines)
        db.execute("UPDATE journal SET hash = ? WHERE seq = 2", (stamp,))
    undo(register)
    assert register.snapshot().terms[1] == TERMS[0].model_copy(update={"former": (), "remote_access": None})


def test_what_an_older_register_did_is_taken_back_and_done_again(tmp_path):
    """Also where its images name file and sheet themselves; the sheets that the step made of them stay."""
    make_older(tmp_path / "r.db")
    migrate_register(tmp_path / "r.db")
    older = open_register(tmp_path / "r.db")
    before = older.snapshot()
    undo(older)
    assert older.snapshot() == Snapshot(sources=before.sources)
    undo(older)
    assert older.snapshot() == before
    assert older.prove().holds


def test_links_are_those_of_the_database(register):
    """So that no foreign key is found broken by the database alone."""
    with closing(sqlite3.connect(register.path)) as db:
        tables_ = {shape.table: shape.kind for shape in SHAPES}
        known = {
            (kind, tables_[row[2]])
            for shape in SHAPES
            for kind, table in [
                (shape.kind, shape.table),
                *((shape.kind, each.table) for each in shape.lists),
            ]
            for row in db.execute(f"PRAGMA foreign_key_list({table})")
            if row[2] != shape.table
        }
    found = {(record.kind_name, kind) for record in RECORDS for kind, _ in links(record)}
    assert found == known
    assert set(links(TRANSFERS[0])) >= {("term", TRANSFERS[0].recipient)}
