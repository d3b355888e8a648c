"""The history: one entry for each command that changed anything, chained by SHA-256.

An entry's hash covers the hash before it, when, who, the command line, and the images of every record before and after.
With a key it is an HMAC, and says so at its end; from the first of these on, every entry has to be one.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from json.encoder import encode_basestring
from math import inf
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from kvkkctl.errors import BadValue
from kvkkctl.register.bulk import insert_many, insert_rows
from kvkkctl.text import Text

if TYPE_CHECKING:
    import hmac

GENESIS = "0" * 64
KEYED = "-hmac"
_NO_LINES: tuple[float, Iterator[Any]] = (inf, iter(()))
_encoded = json.JSONEncoder(ensure_ascii=False).encode


class Line(NamedTuple):
    """One record touched: its JSON before and after, None where it was not there."""

    kind: str
    record: int
    before: str | None
    after: str | None


class JournalEntry(NamedTuple):
    """One command that changed something. `at` is UTC, ISO 8601."""

    seq: int
    at: str
    actor: str
    command: str
    previous: str
    hash: str
    lines: tuple[Line, ...]


class State(NamedTuple):
    """A state of a register: what tells the register from others, its newest entry's number, and when that was made."""

    register: str
    seq: int
    at: str


def state_of(db: sqlite3.Connection, stamp: str) -> State:
    """Return the state that the entry of a hash led to; the beginning of the history names the register."""
    first = db.execute("SELECT hash FROM journal ORDER BY seq LIMIT 1").fetchone()
    newest = db.execute("SELECT seq, at FROM journal WHERE hash = ?", (stamp,)).fetchone()
    if first is None or newest is None:
        return State(GENESIS[:12], 0, "1970-01-01T00:00:00+00:00")
    return State(first[0][:12], *newest)


class Writer:
    """One entry on its way into the journal, its lines in parts; with `close` it is written."""

    def __init__(self, db: sqlite3.Connection, stamp: tuple[str, str, str], key: bytes | None = None) -> None:
        """Begin an entry. Raises BadValue where the journal is kept with a key, and this is not it."""
        last, _, previous = head(db)
        if is_keyed(previous):
            _check_key(entry(db), key)
        seq = self.seq = last + 1
        self._end = KEYED if key is not None else ""
        self._db = db
        self._count = 0
        self._digest = _begun(previous, (seq, *stamp), key)
        db.execute(
            "INSERT INTO journal (seq, at, actor, command, previous, hash) VALUES (?, ?, ?, ?, ?, '')",
            (seq, *stamp, previous),
        )

    def add(self, lines: Sequence[Line]) -> None:
        """Add the lines of records."""
        self._digest.update("".join(map(_said, lines)).encode())
        rows = ((self.seq, n, *line) for n, line in enumerate(lines, self._count))
        insert_rows(self._db, "journal_line", ("seq", "position", *Line._fields), rows)
        self._count += len(lines)

    def add_new(self, kind: str, numbers: range, images: Sequence[str]) -> None:
        """Add the lines of many new records of one kind."""
        # no image holds a NUL: together they are escaped at once, as each line's JSON would have them
        together = "\0".join(images)
        if "\\" in together:
            together = together.replace("\\", "\\\\")
        escaped = together.replace('"', '\\"').split("\0")
        start = f'\n[{_encoded(kind)}, %s, null, "%s"]'
        self._digest.update("".join(map(start.__mod__, zip(numbers, escaped, strict=True))).encode())
        insert_many(
            self._db,
            "journal_line",
            (("position", "record", "after"), {"seq": self.seq, "kind": kind, "before": None}),
            (range(self._count, self._count + len(images)), numbers, images),
        )
        self._count += len(images)

    def close(self) -> int:
        """Write the hash of the entry and return its number."""
        self._db.execute(
            "UPDATE journal SET hash = ? WHERE seq = ?", (f"{self._digest.hexdigest()}{self._end}", self.seq)
        )
        return self.seq


def append(
    db: sqlite3.Connection, stamp: tuple[str, str, str], lines: Sequence[Line], key: bytes | None = None
) -> int:
    """Write one entry inside the running transaction and return its number. `stamp` is (at, actor, command).

    Raises BadValue where the journal is kept with a key, and this is not it.
    """
    writer = Writer(db, stamp, key)
    writer.add(lines)
    return writer.close()


def is_keyed(digest: str) -> bool:
    """Say whether a hash was made with a key."""
    return digest.endswith(KEYED)


def _check_key(last: JournalEntry | None, key: bytes | None) -> None:
    if last is not None and is_altered(last, key):
        raise BadValue(
            Text(
                "The journal's newest entry was not made with this key, or was altered: `kvkkctl log verify` tells."
            )
        )


def key_needed() -> BadValue:
    """Return the error of a journal that is kept with a key, where none is given."""
    return BadValue(
        Text("The journal of this register is kept with a key: give it by --key-file or KVKKCTL_KEY.")
    )


def chained(
    previous: str, head: tuple[int, str, str, str], lines: Sequence[Line], key: bytes | None = None
) -> str:
    """Return the hash of an entry that follows `previous`."""
    digest = _begun(previous, head, key)
    for line in lines:
        digest.update(_said(line).encode())
    return digest.hexdigest() if key is None else f"{digest.hexdigest()}{KEYED}"


def _begun(previous: str, head: tuple[int, str, str, str], key: bytes | None) -> "hashlib._Hash | hmac.HMAC":
    if key is None:
        digest: hashlib._Hash | hmac.HMAC = hashlib.sha256()
    else:
        from hmac import new

        digest = new(key, digestmod=hashlib.sha256)
    digest.update(previous.encode())
    digest.update(_encoded(head).encode())
    return digest


def _said(line: Line) -> str:
    # as JSON lists it
    before, after = ("null" if image is None else encode_basestring(image) for image in line[2:])
    return f"\n[{encode_basestring(line.kind)}, {line.record}, {before}, {after}]"


def verify(history: Iterable[JournalEntry], key: bytes | None = None) -> int | None:
    """Return the number of the first entry that is missing or altered; None where the chain is whole.

    The chain cannot tell that its newest entries were cut off: for that the tables are compared to it, and a hash
    that was noted elsewhere. Raises BadValue where a key is needed.
    """
    previous, keyed = GENESIS, False
    for expected, entry in enumerate(history, start=1):
        if is_keyed(entry.hash) and key is None:
            raise key_needed()
        used = key if is_keyed(entry.hash) or keyed else None
        head = (entry.seq, entry.at, entry.actor, entry.command)
        stated = (entry.seq, entry.previous, entry.hash)
        if stated != (expected, previous, chained(previous, head, entry.lines, used)):
            return expected
        previous, keyed = entry.hash, used is not None
    return None


def entry(db: sqlite3.Connection, number: int | None = None, *, whole: bool = True) -> JournalEntry | None:
    """Return the entry of a number, the newest if none is given, `whole` with its lines; None where there is none."""
    row = db.execute(
        "SELECT seq, at, actor, command, previous, hash FROM journal WHERE seq = ifnull(?, seq)"
        " ORDER BY seq DESC LIMIT 1",
        (number,),
    ).fetchone()
    if row is None:
        return None
    seq, at, actor, command, previous, digest = row
    lines = db.execute(
        "SELECT kind, record, before, after FROM journal_line WHERE seq = ? AND ? ORDER BY position",
        (seq, whole),
    )
    return JournalEntry(seq, at, actor, command, previous, digest, tuple(Line(*cells) for cells in lines))


def commands(db: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return number and command of all entries, the oldest first."""
    return db.execute("SELECT seq, command FROM journal ORDER BY seq").fetchall()


def entries_of(db: sqlite3.Connection, place: tuple[str, int], after: int = 0) -> list[int]:
    """Return the numbers of the entries after one that touched a record, given by kind and number."""
    rows = db.execute(
        "SELECT seq FROM journal_line WHERE kind = ? AND record = ? AND seq > ? ORDER BY seq", (*place, after)
    )
    return [row[0] for row in rows]


def last_number(db: sqlite3.Connection, kind: str) -> int:
    """Return the highest number that a record of a kind ever had; 0 where there was none."""
    found = db.execute("SELECT max(record) FROM journal_line WHERE kind = ?", (kind,)).fetchone()[0]
    return int(found or 0)


def is_altered(found: JournalEntry, key: bytes | None = None) -> bool:
    """Say whether an entry is not what its hash was made of. Raises BadValue where a key is needed."""
    if is_keyed(found.hash) and key is None:
        raise key_needed()
    head = (found.seq, found.at, found.actor, found.command)
    return chained(found.previous, head, found.lines, key if is_keyed(found.hash) else None) != found.hash


def head(db: sqlite3.Connection) -> tuple[int, str, str]:
    """Return number, time and hash of the newest entry; 0, nothing and the hash before all where there is none."""
    row = db.execute("SELECT seq, at, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], row[1], row[2]) if row else (0, "", GENESIS)


def entry_after(db: sqlite3.Connection, stamp: str, sha256: str) -> int | None:
    """Return the number of the entry whose hash a stamp begins, or of a later one that put a file on record.

    None is returned where no entry, or several, have such a hash; without a stamp, where the file is not on record.
    """
    found = db.execute("SELECT seq FROM journal WHERE substr(hash, 1, ?) = ?", (len(stamp), stamp)).fetchall()
    if stamp and len(found) != 1:
        return None
    known = found[0][0] if stamp else None
    # a sheet that is there no more was taken back with all that was read from it
    taken = db.execute(
        "SELECT max(seq) FROM journal_line WHERE kind = 'source_sheet' AND instr(after, ?)"
        " AND record IN (SELECT id FROM source_sheet)",
        (f'"sha256":"{sha256}"',),
    ).fetchone()[0]
    return max((seq for seq in (known, taken) if seq is not None), default=None)


def entry_until(db: sqlite3.Connection, moment: str) -> tuple[int, str] | None:
    """Return number and hash of the last entry written before a moment (UTC, ISO 8601); None where there is none."""
    rows = db.execute("SELECT seq, hash FROM journal WHERE at < ? ORDER BY seq DESC LIMIT 1", (moment,))
    found: tuple[int, str] | None = rows.fetchone()
    return found


def lines_after(db: sqlite3.Connection, seq: int) -> list[tuple[str, int, str | None]]:
    """Return kind, number and image of the records that changed after an entry, as they were right after it."""
    rows = db.execute(
        "SELECT kind, record, before, min(seq) FROM journal_line WHERE seq > ? GROUP BY kind, record", (seq,)
    )
    # SQLite takes the other columns from the row that holds the minimum
    return [(kind, number, before) for kind, number, before, _ in rows]


def entries(db: sqlite3.Connection) -> Iterator[JournalEntry]:
    """Yield the journal, the oldest entry first."""
    cells = db.execute("SELECT seq, kind, record, before, after FROM journal_line ORDER BY seq, position")
    grouped = groupby(cells, key=itemgetter(0))
    upcoming, lines = next(grouped, _NO_LINES)
    rows = db.execute("SELECT seq, at, actor, command, previous, hash FROM journal ORDER BY seq")
    for seq, at, actor, command, previous, digest in rows:
        while upcoming < seq:
            # lines of an entry that is not there
            upcoming, lines = next(grouped, _NO_LINES)
        own: tuple[Line, ...] = ()
        if upcoming == seq:
            own = tuple(Line(*line[1:]) for line in lines)
            upcoming, lines = next(grouped, _NO_LINES)
        yield JournalEntry(seq, at, actor, command, previous, digest, own)
