"""Taking back what an entry of the journal did, where nothing that came later rests on it."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from kvkkctl.errors import BadValue, RecordInUse, RecordNotFound
from kvkkctl.models import Controller, Record
from kvkkctl.register import journal
from kvkkctl.register.change import Change
from kvkkctl.register.history import record_of
from kvkkctl.register.journal import JournalEntry
from kvkkctl.register.links import Place, links
from kvkkctl.register.tables import COLLECTIONS
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text, ranges
from kvkkctl.vocabulary import ascii_fold, fold

_TOO_LARGE = 2**63
_UNDO = re.compile(r"kvkkctl undo (\d+)(?!\S)")
# What no two records of a kind have alike.
_ALONE: Mapping[str, Callable[[Any], Hashable]] = {
    "term": lambda term: (term.kind, fold(term.label)),
    "activity": lambda activity: ascii_fold(activity.code),
    "retention": lambda retention: retention.text,
    "run": lambda run: run.day,
    "destruction": lambda destruction: destruction.holding,
    "confirmation": lambda confirmation: confirmation.statute,
    "acceptance": lambda acceptance: (acceptance.rule, acceptance.kind, acceptance.number),
    "resolution": lambda resolution: (resolution.category, resolution.field),
}


def undoes(command: str) -> int | None:
    """Return the number of the entry that a command took back; None for a command that took none back."""
    found = _UNDO.match(command)
    return int(found[1]) if found else None


def undone(commands: Iterable[tuple[int, str]]) -> dict[int, int]:
    """Return the entries that are taken back, each with the one that did it; what was done again is absent."""
    found: dict[int, int] = {}
    for seq, command in sorted(commands, reverse=True):
        # whether this one still counts was decided by those after it
        if seq not in found and (target := undoes(command)) is not None:
            found.setdefault(target, seq)
    return found


def take_back(change: Change, number: int | None, key: bytes | None = None) -> JournalEntry:
    """Put the records of an entry, of the newest if none is named, back as they were before it; return the entry.

    Raises RecordNotFound, RecordInUse naming what came later, and BadValue where it is taken back already, or cannot
    be trusted.
    """
    entry = _entry(change, number, key)
    taken_back = undone(change.commands())
    if entry.seq in taken_back:
        raise BadValue(
            Text("Entry {n} is undone already, by entry {by}.", n=entry.seq, by=taken_back[entry.seq])
        )
    before = change.snapshot
    _check_unchanged(change, entry, taken_back)
    wanted = _records_before(change, entry)
    change.put_back(wanted)
    _check_links(change, entry, before, wanted)
    _check_names(change, entry, wanted)
    return entry


def _entry(change: Change, number: int | None, key: bytes | None) -> JournalEntry:
    # a number that SQLite does not hold is that of no entry
    entry = change.entry(number) if number is None or 0 < number < _TOO_LARGE else None
    if entry is None and number is None:
        raise BadValue(Text("The history is empty: there is nothing to undo."))
    if entry is None:
        raise RecordNotFound(Text("The journal has no entry {n}.", n=number))
    if journal.is_altered(entry, key):
        raise BadValue(
            Text("Entry {n} was altered since it was written: `kvkkctl log verify` tells.", n=entry.seq)
        )
    return entry


def _check_unchanged(change: Change, entry: JournalEntry, taken_back: Mapping[int, int]) -> None:
    """Raise RecordInUse where a record is not any more as the entry left it."""
    refs: dict[Place, str] = {}
    for line in entry.lines:
        now = _found(change.snapshot, line.kind, line.record)
        if line.after == (now.model_dump_json() if now else None):
            continue
        # an older kvkkctl wrote images with other fields
        then = _read(line.kind, line.after, change) or (Controller() if line.kind == "controller" else None)
        if then != now:
            refs[line.kind, line.record] = (now or then or Controller()).ref
    if not refs:
        return
    commands = dict(change.commands())
    later = change.touched(refs, entry.seq)
    # what was taken back, and what took it back, have left nothing
    by = [seq for seq in later if seq not in taken_back and undoes(commands[seq]) not in later]
    if not by:
        raise BadValue(
            Text(
                "Entry {n} cannot be undone: another program changed {refs}; `kvkkctl log verify` tells.",
                n=entry.seq,
                refs=ranges(refs.values()),
            )
        )
    raise RecordInUse(
        Text(
            "Entry {n} cannot be undone: {refs} changed since, by {entries}. Undo those first, the newest first.",
            n=entry.seq,
            refs=ranges(refs.values()),
            entries=_named(change, by),
        ),
        list(refs.values()),
    )


def _named(change: Change, entries: Iterable[int]) -> str:
    commands = dict(change.commands())
    return ", ".join(f"{seq} ({commands[seq]})" for seq in sorted(entries))


def _records_before(change: Change, entry: JournalEntry) -> dict[Place, Record | None]:
    wanted: dict[Place, Record | None] = {}
    for line in entry.lines:
        record = _read(line.kind, line.before, change)
        if line.kind == "controller" and record == Controller() and not _was_stated(change, entry.seq):
            # what was never stated has an image, though no row
            record = None
        wanted[line.kind, line.record] = record
    return wanted


def _was_stated(change: Change, until: int) -> bool:
    earlier = [seq for seq in change.touched([("controller", 1)]) if seq < until]
    last = change.entry(earlier[-1]) if earlier else None
    return last is not None and any(line.after for line in last.lines if line.kind == "controller")


def _read(kind: str, image: str | None, change: Change) -> Record | None:
    if image is None:
        return None
    try:
        return record_of(kind, image, change.snapshot)
    except (ValidationError, KeyError, TypeError) as error:
        raise BadValue(
            Text(
                "It cannot be undone: an older kvkkctl wrote down {kind} {number} in a way that is no longer read.",
                kind=kind,
                number=_number(image),
            )
        ) from error


def _number(image: str) -> int | str:
    found = re.match(r'\{"id":(\d+)', image)
    return int(found[1]) if found else "?"


def _found(snapshot: Snapshot, kind: str, number: int) -> Record | None:
    if kind == "controller":
        return snapshot.controller
    found: Record | None = getattr(snapshot, COLLECTIONS[kind]).get(number)
    return found


def _all(snapshot: Snapshot) -> Iterator[Record]:
    for name in COLLECTIONS.values():
        yield from getattr(snapshot, name).values()


def _check_links(
    change: Change, entry: JournalEntry, before: Snapshot, wanted: Mapping[Place, Record | None]
) -> None:
    """Raise RecordInUse where a record would point at one that is not there."""
    gone = {place for place, record in wanted.items() if record is None}
    if users := _users(change.snapshot, gone):
        used = {place for each in users.values() for place in links(each) if place in gone}
        raise RecordInUse(
            Text(
                "Entry {n} cannot be undone: {refs} would go, used since by {users}: see {entries}.",
                n=entry.seq,
                users=ranges(each.ref for each in users.values()),
                refs=ranges(each.ref for each in _of(before, used)),
                entries=_named(change, change.touched(users, entry.seq)),
            ),
            [each.ref for each in users.values()],
        )
    there = {(each.kind_name, each.id) for each in _all(change.snapshot)}
    back = [(place, record) for record in wanted.values() if record for place in links(record)]
    missing = [(place, record.ref) for place, record in back if place not in there]
    if missing:
        raise RecordInUse(
            Text(
                "Entry {n} cannot be undone: {refs} would point at records that are gone since, by {entries}. "
                "Undo those first, the newest first.",
                n=entry.seq,
                refs=ranges(ref for _, ref in missing),
                entries=_named(change, change.touched({place for place, _ in missing}, entry.seq)),
            ),
            [ref for _, ref in missing],
        )


def _users(snapshot: Snapshot, gone: set[Place]) -> dict[Place, Record]:
    """Return the records that point at any of those that are to go."""
    if not gone:
        return {}
    return {
        (each.kind_name, each.id): each
        for each in _all(snapshot)
        if any(place in gone for place in links(each))
    }


def _of(snapshot: Snapshot, places: Iterable[Place]) -> Iterator[Record]:
    found = (_found(snapshot, *place) for place in sorted(places))
    return (each for each in found if each is not None)


def _check_names(change: Change, entry: JournalEntry, wanted: Mapping[Place, Record | None]) -> None:
    """Raise RecordInUse where two records would be called alike."""
    back = {place: record for place, record in wanted.items() if record is not None}
    for kind, name_of in _ALONE.items():
        names = {name_of(record): record for (of, _), record in back.items() if of == kind}
        for other in getattr(change.snapshot, COLLECTIONS[kind]).values() if names else ():
            twin = names.get(name_of(other))
            if twin is not None and twin.id != other.id:
                place = (kind, other.id)
                raise RecordInUse(
                    Text(
                        "Entry {n} cannot be undone: {ref} would come back, and there is another since, by {entries}.",
                        n=entry.seq,
                        ref=twin.ref,
                        entries=_named(change, change.touched([place], entry.seq)),
                    ),
                    [other.ref],
                )
