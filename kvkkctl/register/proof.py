"""Whether a register is what its journal says: the chain whole, and every row the one that the journal implies."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from kvkkctl.models import Record
from kvkkctl.register import journal
from kvkkctl.register.tables import ORIGIN_COLUMNS, SHAPES, ListShape, Shape

Cells = tuple[Any, ...]


class Difference(NamedTuple):
    """A record that is not what the journal says: which fields differ; none where it is there or not there."""

    kind: str
    record: int
    ref: str
    fields: tuple[str, ...]
    journalled: bool
    there: bool


class Proof(NamedTuple):
    """What a look at chain and tables found.

    `broken` is the number of the first entry that is missing or altered; `unkeyed` says that a key is at hand and no
    entry was made with it; `at` is the number of the entry whose hash was expected, None where none has it.
    """

    entries: int
    broken: int | None
    unkeyed: bool
    at: int | None
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong, apart from an expected hash."""
        return self.broken is None and not self.unkeyed and not self.differences


def prove(db: sqlite3.Connection, key: bytes | None = None, expected: str = "") -> Proof:
    """Compare the chain to itself and the tables to the journal, at one moment where a transaction runs.

    Raises BadValue where the journal is kept with a key that is not at hand.
    """
    entries, broken, unkeyed, at = prove_chain(db, key, expected)
    return Proof(entries, broken, unkeyed, at, tuple(differences(db)))


def prove_chain(
    db: sqlite3.Connection, key: bytes | None, expected: str = ""
) -> tuple[int, int | None, bool, int | None]:
    """Return the number of entries, the first that is broken, whether a key was never used, and where a hash is."""
    broken = journal.verify(journal.entries(db), key)
    if broken is None:
        stray = db.execute("SELECT min(seq) FROM journal_line WHERE seq NOT IN (SELECT seq FROM journal)")
        broken = stray.fetchone()[0]
    places = dict(db.execute("SELECT hash, seq FROM journal ORDER BY seq"))
    unkeyed = key is not None and bool(places) and not journal.is_keyed(journal.head(db)[2])
    return len(places), broken, unkeyed, ({journal.GENESIS: 0} | places).get(expected)


def differences(db: sqlite3.Connection) -> Iterator[Difference]:
    """Yield the records whose rows are not what the newest images in the journal make of them."""
    images = _latest(db)
    sheets = _sheets_of_older_steps(db, images["source_sheet"])
    for shape in SHAPES:
        stated = {number: _record(shape, image, sheets) for number, image in images[shape.kind].items()}
        implied = {number: record for number, record in stated.items() if record is not None}
        found = dict(_differing(db, shape, implied))
        for number, image in images[shape.kind].items():
            if implied.get(number) is None and number not in found:
                # an image that makes no record: the entry that holds it was not written by us
                found[number] = Difference(
                    shape.kind, number, _ref(shape, number), (), image is not None, True
                )
        own = set(sheets.values()) if shape.kind == "source_sheet" else set()
        yield from (found[number] for number in sorted(found) if number not in own)


def _latest(db: sqlite3.Connection) -> Mapping[str, dict[int, str]]:
    """Return the newest image of each record that the journal leaves standing, by kind and number."""
    found: defaultdict[str, dict[int, str]] = defaultdict(dict)
    # SQLite takes the other columns from the row that holds the maximum
    for kind, number, image, _ in db.execute(
        "SELECT kind, record, after, max(seq) FROM journal_line GROUP BY kind, record"
    ):
        if image is not None:
            found[kind][number] = image
    return found


def _sheets_of_older_steps(db: sqlite3.Connection, journalled: Mapping[int, str]) -> Mapping[Any, int]:
    """Return the sheets that the step m0002 made of what older records said, by file and sheet.

    No journal entry made them; they bear nothing but the two names, and an image in the journal states both.
    """
    said = db.execute(
        "SELECT DISTINCT json_extract(image, '$.origin.file'), json_extract(image, '$.origin.sheet') FROM"
        ' (SELECT after AS image FROM journal_line WHERE after LIKE \'%"origin":{"file":%\' AND json_valid(after))'
    )
    names = set(said)
    rows = db.execute(
        "SELECT id, file, sheet FROM source_sheet WHERE sha256 IS NULL"
        " AND id NOT IN (SELECT source_sheet FROM source_sheet_column)"
    )
    return {
        (file, sheet): number
        for number, file, sheet in rows
        if (file, sheet) in names and number not in journalled
    }


def _record(shape: Shape, image: str, sheets: Mapping[Any, int]) -> Record | None:
    """Return the record of an image, also of one that an older step wrote; None where it is no record."""
    try:
        if '"origin":{"file":' in image:
            values = json.loads(image)
            origin = values["origin"]
            source = sheets.get((origin["file"], origin["sheet"]))
            values["origin"] = source and {"source": source, "row": origin["row"]}
            image = json.dumps(values)
        return shape.model.model_validate_json(image)
    except (ValidationError, KeyError, TypeError, ValueError):
        return None


def _differing(
    db: sqlite3.Connection, shape: Shape, records: Mapping[int, Record]
) -> Iterator[tuple[int, Difference]]:
    columns = shape.all_columns
    rows = db.execute(f"SELECT {', '.join(columns)} FROM {shape.table}")  # noqa: S608 (names of ours)
    actual: dict[int, Cells] = {row[columns.index("id")]: row for row in rows}
    wrong: defaultdict[int, set[str]] = defaultdict(set)
    for number in actual.keys() | records.keys():
        record, row = records.get(number), actual.get(number)
        if record is None or row is None:
            wrong[number] = set()
        elif (implied := shape.cells(record)) != row:
            pairs = zip(columns, implied, row, strict=True)
            wrong[number] |= {_field(column) for column, ours, theirs in pairs if ours != theirs}
    for each in shape.lists:
        for number in _differing_lists(db, shape, each, records):
            if number in actual and number in records:
                wrong[number].add(each.field)
    for number, fields in wrong.items():
        named = tuple(sorted(fields))
        known = number in records, number in actual
        yield number, Difference(shape.kind, number, _ref(shape, number), named, *known)


def _differing_lists(
    db: sqlite3.Connection, shape: Shape, each: ListShape, records: Mapping[int, Record]
) -> set[int]:
    columns = (each.owner, "position", *each.columns)
    rows = db.execute(f"SELECT {', '.join(columns)} FROM {each.table}")  # noqa: S608 (names of ours)
    implied: set[Cells] = set(shape.list_rows(each, records.values()))
    owners = {row[0] for row in set(rows).symmetric_difference(implied)}
    return {int(owner) for owner in owners}


def _field(column: str) -> str:
    if column in ORIGIN_COLUMNS:
        return "origin"
    return column.removesuffix("_stated")


def _ref(shape: Shape, number: int) -> str:
    mark = shape.model.mark
    return f"{mark}{number}" if mark else f"{shape.kind} {number}"


def described(found: Sequence[Difference], most: int = 5) -> tuple[str, ...]:
    """Return the short names of the first records that differ, each with its fields."""
    return tuple(
        f"{each.ref} ({', '.join(each.fields)})" if each.fields else each.ref for each in found[:most]
    )
