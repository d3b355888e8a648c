"""The tables against the journal: whatever another program does to either is found, and nothing else is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kvkkctl.errors import BadValue, FileProblem
from kvkkctl.key import hold
from kvkkctl.models import Controller, Term
from kvkkctl.register import Register, create_register, journal, migrate_register, open_register
from kvkkctl.register.proof import Difference
from kvkkctl.vocabulary import TermKind
from tests.register.older_register import make_older
from tests.register.register_sample import HOLDINGS, fill

KEY = "0123456789abcdef"


@pytest.fixture
def register(tmp_path: Path) -> Register:
    made = create_register(tmp_path / "r.db")
    made.change("kvkkctl import x.xlsx", fill)
    made.change("kvkkctl holding remove H1", lambda change: change.remove(HOLDINGS[0]))
    made.change("kvkkctl purpose add Yeni", add("Yeni"))
    return made


def add(label):
    return lambda change: change.put(Term(id=change.new_id(Term), kind=TermKind.PURPOSE, label=label))


def altered(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            assert db.execute(statement).rowcount, statement


def found(register: Register) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.ref, each.fields) for each in register.prove().differences]


def test_what_kvkkctl_wrote_is_what_the_journal_says(register):
    proof = register.prove()
    assert proof == (3, None, False, None, ())
    assert proof.holds


def test_an_empty_register_is_what_its_journal_says(tmp_path):
    assert create_register(tmp_path / "e.db").prove().holds


EDITS = {
    "a cell": ("UPDATE entry SET abroad = 0 WHERE id = 1", [("E1", ("abroad",))]),
    "a cell emptied": ("UPDATE holding SET label = 'x', location = NULL WHERE id = 2", [("H2", ("label",))]),
    "a list shortened": ("DELETE FROM entry_item WHERE entry = 1 AND position = 0", [("E1", ("items",))]),
    "a list reordered": (
        "UPDATE entry_item SET position = 9 WHERE entry = 1 AND position = 0",
        [("E1", ("items",))],
    ),
    "a list lengthened": (
        "INSERT INTO term_former (term, position, label) VALUES (1, 0, 'x')",
        [("term 1", ("former",))],
    ),
    "a list that was not stated": (
        "UPDATE entry SET items_stated = 1 WHERE id = 3",
        [("E3", ("items",))],
    ),
    "how a term is found": ("UPDATE term SET folded = 'x' WHERE id = 3", [("term 3", ("folded",))]),
    "where it was read": ("UPDATE entry SET origin_row = 77 WHERE id = 1", [("E1", ("origin",))]),
    "the controller": ("UPDATE controller SET title = 'x'", [("controller 1", ("title",))]),
    "a record put in": (
        "INSERT INTO confirmation VALUES (9, 'R9', 'x', 'x', '2026-01-01')",
        [("C9", ())],
    ),
    "a record taken out": ("DELETE FROM holding WHERE id = 2", [("H2", ())]),
    "a sheet put in": ("INSERT INTO source_sheet (id, file, sheet) VALUES (7, 'a', 'b')", [("S7", ())]),
    "an image that is no record": (
        "UPDATE journal_line SET after = '{\"id\": 2}' WHERE kind = 'holding' AND record = 2",
        [("H2", ())],
    ),
}


@pytest.mark.parametrize(("edit", "named"), EDITS.values(), ids=EDITS)
def test_edits_of_another_program_are_named(register, edit, named):
    altered(register.path, edit)
    assert found(register) == named
    assert not register.prove().holds


def test_a_record_put_in_and_one_taken_out_are_told_apart(register):
    altered(
        register.path,
        "DELETE FROM holding WHERE id = 2",
        "INSERT INTO source_sheet VALUES (7, 'a', NULL, 'b')",
    )
    assert register.prove().differences == (
        Difference("source_sheet", 7, "S7", (), journalled=False, there=True),
        Difference("holding", 2, "H2", (), journalled=True, there=False),
    )


def test_entries_cut_off_show_by_what_they_made(register):
    altered(register.path, "DELETE FROM journal_line WHERE seq = 3", "DELETE FROM journal WHERE seq = 3")
    proof = register.prove()
    assert proof.broken is None
    assert [each.ref for each in proof.differences] == ["term 7"]


def test_entries_cut_off_with_what_they_made_show_by_an_expected_hash(register):
    _, _, head = register.head()
    altered(
        register.path,
        "DELETE FROM journal_line WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 3",
        "DELETE FROM term WHERE id = 7",
    )
    assert register.prove().holds
    assert register.prove(head).at is None


def test_a_hash_that_was_noted_is_found_later(register):
    seq, _, head = register.head()
    register.change("c", add("Sonra"))
    assert (seq, register.prove(head).at, register.prove(journal.GENESIS).at) == (3, 3, 0)
    assert register.prove("0" * 63).at is None


def test_lines_without_their_entry_break_the_chain(register):
    altered(register.path, "DELETE FROM journal WHERE seq = 3")
    assert register.prove().broken == 3


def remade(path: Path, key: bytes | None = None) -> None:
    """Alter the first entry and make the whole chain anew, as somebody may who knows how it is made."""
    history = Register(path).journal()
    with closing(sqlite3.connect(path)) as db, db:
        previous = journal.GENESIS
        for entry in history:
            actor = "x" if entry.seq == 1 else entry.actor
            digest = journal.chained(previous, (entry.seq, entry.at, actor, entry.command), entry.lines, key)
            db.execute(
                "UPDATE journal SET actor = ?, previous = ?, hash = ? WHERE seq = ?",
                (actor, previous, digest, entry.seq),
            )
            previous = digest


def test_a_chain_made_anew_shows_by_an_expected_hash(register):
    _, _, head = register.head()
    remade(register.path)
    assert register.prove().holds
    assert register.prove(head).at is None


@pytest.fixture
def keyed(register, monkeypatch):
    monkeypatch.setenv("KVKKCTL_KEY", KEY)
    register.change("kvkkctl purpose add Anahtarlı", add("Anahtarlı"))
    register.change("kvkkctl purpose add İkinci", add("İkinci"))
    return register


def test_a_key_may_come_later_and_then_stays(keyed, monkeypatch):
    assert [journal.is_keyed(entry.hash) for entry in keyed.journal()] == [False, False, False, True, True]
    assert keyed.prove().holds
    monkeypatch.delenv("KVKKCTL_KEY")
    for act in (Register.prove, lambda register: register.change("c", add("Üçüncü"))):
        with pytest.raises(BadValue, match="kept with a key"):
            act(keyed)
    assert len(keyed.journal()) == 5


def test_another_key_neither_writes_nor_verifies(keyed, monkeypatch):
    monkeypatch.setenv("KVKKCTL_KEY", KEY[::-1])
    assert keyed.prove().broken == 4
    with pytest.raises(BadValue, match="not made with this key"):
        keyed.change("c", add("Üçüncü"))


def test_a_key_from_a_file(keyed, monkeypatch, tmp_path):
    monkeypatch.delenv("KVKKCTL_KEY")
    try:
        (tmp_path / "key").write_text(f"{KEY}\n")
        hold(tmp_path / "key")
        assert keyed.prove().holds
        (tmp_path / "key").write_text("short")
        with pytest.raises(BadValue, match="too short"):
            keyed.prove()
        hold(tmp_path / "none")
        with pytest.raises(FileProblem, match="none"):
            keyed.prove()
    finally:
        hold(None)


def test_a_chain_made_anew_without_the_key_is_found(keyed):
    remade(keyed.path)
    proof = keyed.prove()
    assert (proof.unkeyed, proof.holds) == (True, False)


def test_a_chain_made_anew_with_another_key_is_found(keyed):
    remade(keyed.path, b"another key of mine")
    assert keyed.prove().broken == 1


def test_an_entry_after_the_keyed_ones_needs_the_key(keyed):
    last = keyed.journal()[-1]
    head = (last.seq + 1, last.at, "x", "c")
    with closing(sqlite3.connect(keyed.path)) as db, db:
        row = (*head, last.hash, journal.chained(last.hash, head, ()))
        db.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)", row)
    assert keyed.prove().broken == 6


def test_an_older_register_is_what_its_journal_says(tmp_path):
    path = tmp_path / "old.db"
    make_older(path)
    migrate_register(path)
    register = open_register(path)
    assert register.prove().differences == ()
    altered(path, "INSERT INTO source_sheet (file, sheet) VALUES ('c.xlsx', 'Envanter')")
    assert found(register) == [("S4", ())]


def test_a_clock_set_back_leaves_the_journal_in_order(register):
    future = "2099-01-01T00:00:00+00:00"
    with closing(sqlite3.connect(register.path)) as db, db:
        last = register.journal()[-1]
        head = (last.seq, future, last.actor, last.command)
        digest = journal.chained(last.previous, head, last.lines)
        db.execute("UPDATE journal SET at = ?, hash = ? WHERE seq = ?", (future, digest, last.seq))
    summary = register.change("kvkkctl controller set", lambda change: change.put(Controller(title="x")))
    assert summary.behind is not None
    newest = register.journal()[-1]
    assert newest.at == future
    assert newest.command == f"kvkkctl controller set # clock: {summary.behind}"
    assert register.prove().holds
