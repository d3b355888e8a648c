"""The chain of the journal: recomputed from what is stored, and broken by any tampering."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kvkkctl.models import Term
from kvkkctl.register import Register, create_register, verify
from kvkkctl.register.journal import GENESIS, Line, chained
from kvkkctl.vocabulary import TermKind
from tests.register.register_sample import HOLDINGS, fill


@pytest.fixture
def register(tmp_path: Path) -> Register:
    made = create_register(tmp_path / "r.db")
    made.change("kvkkctl import x.xlsx", fill)
    made.change("kvkkctl holding remove H1", lambda change: change.remove(HOLDINGS[0]))
    made.change(
        "kvkkctl purpose add Yeni",
        lambda change: change.put(Term(id=change.new_id(Term), kind=TermKind.PURPOSE, label="Yeni")),
    )
    return made


def test_an_empty_history_is_whole():
    assert verify([]) is None


def test_the_chain_recomputes_from_what_is_stored(register):
    history = register.journal()
    assert [entry.seq for entry in history] == [1, 2, 3]
    assert history[0].previous == GENESIS
    assert [entry.previous for entry in history[1:]] == [entry.hash for entry in history[:-1]]
    assert verify(history) is None


TAMPERINGS = {
    "who": ("UPDATE journal SET actor = 'x' WHERE seq = 2", 2),
    "when": ("UPDATE journal SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 3", 3),
    "what": ("UPDATE journal SET command = command || ' ' WHERE seq = 1", 1),
    "the hash": ("UPDATE journal SET hash = upper(hash) WHERE seq = 2", 2),
    "the hash before": ("UPDATE journal SET previous = hash WHERE seq = 3", 3),
    "an image": ("UPDATE journal_line SET after = replace(after, 'Kimlik', 'Finans') WHERE seq = 1", 1),
    "an image taken away": ("UPDATE journal_line SET after = NULL WHERE seq = 3", None),
    "an image put in": ("UPDATE journal_line SET after = '{}' WHERE seq = 2", 2),
    "the kind": ("UPDATE journal_line SET kind = 'entry' WHERE seq = 3", 3),
    "the number": ("UPDATE journal_line SET record = record + 1 WHERE seq = 2", 2),
    "the order": ("UPDATE journal_line SET position = position + 100 WHERE seq = 1 AND position = 0", 1),
    "a line lost": ("DELETE FROM journal_line WHERE seq = 1 AND position = 3", 1),
    "a line more": ("INSERT INTO journal_line VALUES (2, 9, 'term', 1, NULL, '{}')", 2),
    "an entry lost": ("DELETE FROM journal WHERE seq = 2", 2),
    "the first entry lost": ("DELETE FROM journal WHERE seq = 1", 1),
    "an entry renumbered": ("UPDATE journal SET seq = 4 WHERE seq = 3", 3),
    "an entry more": ("INSERT INTO journal VALUES (4, 'at', 'a', 'c', '', 'h')", 4),
}


@pytest.mark.parametrize(("tampering", "broken"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_breaks_the_chain(register, tampering, broken):
    with closing(sqlite3.connect(register.path)) as db, db:
        if broken is None:
            with pytest.raises(sqlite3.IntegrityError):
                db.execute(tampering)
            return
        assert db.execute(tampering).rowcount
    assert verify(register.journal()) == broken


def test_a_hash_made_anew_breaks_the_next_entry(register):
    first, *_ = register.journal()
    digest = chained(first.previous, (1, first.at, "x", first.command), first.lines)
    with closing(sqlite3.connect(register.path)) as db, db:
        db.execute("UPDATE journal SET actor = 'x', hash = ? WHERE seq = 1", (digest,))
    assert verify(register.journal()) == 2


def test_what_is_hashed_cannot_be_shifted_between_fields():
    line = Line("term", 1, None, "{}")
    digests = {
        chained(previous, head, lines)
        for previous, head, lines in (
            (GENESIS, (1, "a", "b", "c"), (line,)),
            (GENESIS, (1, "ab", "", "c"), (line,)),
            (GENESIS, (1, "a", "b", "c"), (line, line)),
            (GENESIS, (1, "a", "b", "c"), ()),
            (GENESIS, (1, "a", "b", "c"), (Line("term", 1, "{}", None),)),
            (GENESIS, (1, "a", "b", 'c\n["term", 1, null, "{}"]'), ()),
            ("1" * 64, (1, "a", "b", "c"), (line,)),
        )
    }
    assert len(digests) == 7
