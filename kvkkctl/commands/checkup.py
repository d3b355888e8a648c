"""The checks of `doctor`: what each looks at, what it says, and how to mend what it finds."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from shlex import join
from typing import NamedTuple

from kvkkctl.commands.log import faults
from kvkkctl.errors import KvkkctlError, RegisterInUse, RegisterUnusable
from kvkkctl.files import is_draft
from kvkkctl.models import RetentionKind
from kvkkctl.register import Register, open_register
from kvkkctl.register.backup import backups
from kvkkctl.register.health import broken_views, damage, dangling, schema_differences
from kvkkctl.register.place import exposed, network_share
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import bases, official

_FIRST_BACKUP_DAYS = 7
_OLDEST_BACKUP_DAYS = 30
_MOST = 5
RESTORE = Text("Restore the newest backup: `kvkkctl restore FILE`.")


class State(StrEnum):
    """How a check came out; a note is worth knowing, a warning and an error are wrong."""

    OK = "ok"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Finding(NamedTuple):
    """What one check says."""

    check: str
    state: State
    message: Text
    fix: Text | None = None


def examined(path: Path, today: date) -> Iterator[Finding]:
    """Yield what each check finds; a register that cannot be read fails those that read it, and the others go on."""
    for name, check in _OF_THE_FILE.items():
        yield _tried(name, check, path)
    try:
        register = open_register(path)
    except KvkkctlError as error:
        yield _failed("register", error)
        return
    yield _tried("schema", _schema, path)
    try:
        yield from _history(register)
    except KvkkctlError as error:
        yield _failed("chain", error)
    yield _tried("backups", lambda _: _backups(register, today), path)
    try:
        snapshot = register.snapshot()
    except KvkkctlError as error:
        yield _failed("records", error)
        return
    yield _vocabulary(snapshot)
    yield _retention(snapshot)
    yield _holdings(snapshot)


def _tried(name: str, check: Callable[[Path], Finding], path: Path) -> Finding:
    try:
        return check(path)
    except KvkkctlError as error:
        return _failed(name, error)


def _failed(name: str, error: KvkkctlError) -> Finding:
    # only what is damaged is to be replaced: not what is in use, of another kvkkctl, or kept with a key
    damaged = isinstance(error, RegisterUnusable) and not isinstance(error, RegisterInUse)
    return Finding(name, State.ERROR, error.message, RESTORE if damaged else None)


def _integrity(path: Path) -> Finding:
    found = damage(path)
    if found:
        return Finding(
            "integrity", State.ERROR, Text("The file is damaged: {found}", found=found[:_MOST]), RESTORE
        )
    return Finding("integrity", State.OK, Text("Every page of the file is sound."))


def _links(path: Path) -> Finding:
    if n := dangling(path):
        return Finding("foreign_keys", State.ERROR, Text("{n} rows point at nothing.", n=n), RESTORE)
    return Finding("foreign_keys", State.OK, Text("No row points at nothing."))


def _views(path: Path) -> Finding:
    if broken := broken_views(path):
        return Finding(
            "views", State.ERROR, Text("These views cannot be read: {names}.", names=broken), RESTORE
        )
    return Finding("views", State.OK, Text("The views for auditors can be read."))


def _schema(path: Path) -> Finding:
    if names := schema_differences(path):
        return Finding(
            "schema",
            State.ERROR,
            Text("Another program altered the schema: {names}.", names=names),
            Text("Take away what is not of kvkkctl, or restore a backup: `kvkkctl restore FILE`."),
        )
    return Finding("schema", State.OK, Text("The schema is that of this kvkkctl."))


def _permissions(path: Path) -> Finding:
    if wrong := [str(each) for each in exposed(path)]:
        return Finding(
            "permissions",
            State.WARNING,
            Text("Others than the owner may use: {paths}.", paths=wrong[:_MOST]),
            Text("Keep them out: `chmod go-rwx {paths}`.", paths=join(wrong)),
        )
    return Finding("permissions", State.OK, Text("The register and its backups are for their owner only."))


def _place(path: Path) -> Finding:
    if share := network_share(path):
        return Finding(
            "place",
            State.WARNING,
            Text("The register is on a network share ({type}), where locks cannot be relied on.", type=share),
            Text("Move it to a disk of this machine, or use it from one machine at a time."),
        )
    return Finding("place", State.OK, Text("The register is on no network share that is known."))


def _leftovers(path: Path) -> Finding:
    folders = (path.parent, path.parent / "backups", Path("exports"))
    found = [each for folder in folders for each in _files(folder) if is_draft(each)]
    if found:
        names = [str(each) for each in found]
        return Finding(
            "drafts",
            State.NOTE,
            Text("Unfinished files of programs that were stopped: {paths}.", paths=names[:_MOST]),
            Text("If nothing is being written now, remove them: `rm {paths}`.", paths=join(names)),
        )
    return Finding("drafts", State.OK, Text("No unfinished file lies about."))


def _files(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(folder.iterdir())
    return []


_OF_THE_FILE: Mapping[str, Callable[[Path], Finding]] = {
    "integrity": _integrity,
    "foreign_keys": _links,
    "views": _views,
    "permissions": _permissions,
    "place": _place,
    "drafts": _leftovers,
}


def _history(register: Register) -> Iterator[Finding]:
    proof = register.prove()
    told = faults(proof._replace(differences=()), register.journal())
    if told:
        yield Finding("chain", State.ERROR, told[0], RESTORE)
    else:
        yield Finding("chain", State.OK, Text("The history is whole: {n} entries.", n=proof.entries))
    if proof.differences:
        refs = tuple(each.ref for each in proof.differences)
        yield Finding(
            "tables",
            State.ERROR,
            Text("{n} records are not what the history says: {refs}.", n=len(refs), refs=refs[:_MOST]),
            Text("`kvkkctl log verify` names them all; restore a backup, or enter them again with kvkkctl."),
        )
    else:
        yield Finding("tables", State.OK, Text("The records are what the history says."))
    yield _clock(register)


def _clock(register: Register) -> Finding:
    _, at, _ = register.head()
    if at > datetime.now(UTC).isoformat(timespec="seconds"):
        return Finding(
            "clock",
            State.WARNING,
            Text("The newest entry of the history is of {at}, which is yet to come.", at=at),
            Text("Correct the clock; entries until then are dated like the newest one, and say so."),
        )
    return Finding("clock", State.OK, Text("The clock is not behind the history."))


def _backups(register: Register, today: date) -> Finding:
    found, fix = backups(register.path), Text("Make one: `kvkkctl backup`.")
    history = register.journal()
    if not found:
        late = bool(history) and _age(history[0].at[:10], today) >= _FIRST_BACKUP_DAYS
        state = State.WARNING if late else State.NOTE
        return Finding("backups", state, Text("There is no backup beside the register."), fix)
    made = max(re.findall(r"\d{8}T\d{6}Z", each.name)[0] for each in found)
    day = f"{made[:4]}-{made[4:6]}-{made[6:8]}"
    said = Text("Backups: {n}, the newest of {day}.", n=len(found), day=day)
    if _age(day, today) > _OLDEST_BACKUP_DAYS and history and history[-1].at[:10] > day:
        return Finding("backups", State.WARNING, said, fix)
    return Finding("backups", State.OK, said)


def _age(day: str, today: date) -> int:
    # a day that another program wrote tells nothing; that the history was altered is told by its own check
    with suppress(ValueError):
        return (today - date.fromisoformat(day)).days
    return 0


def _vocabulary(snapshot: Snapshot) -> Finding:
    unknown = [
        term.label
        for term in snapshot.terms.values()
        if term.official is not None and term.official not in official(term.kind)
    ]
    stated = {basis.code for entry in snapshot.entries.values() for basis in entry.bases or () if basis.code}
    unknown += sorted(stated - set(bases()))
    if unknown:
        return Finding(
            "vocabulary",
            State.WARNING,
            Text(
                "These stand for what the lists of this kvkkctl do not have: {labels}.",
                labels=unknown[:_MOST],
            ),
            Text("Map them anew, as in `kvkkctl category map LABEL TERM`, or upgrade kvkkctl."),
        )
    return Finding("vocabulary", State.OK, Text("Every mapped term is in the lists of this kvkkctl."))


def _retention(snapshot: Snapshot) -> Finding:
    n = sum(each.kind is RetentionKind.UNREADABLE for each in snapshot.retentions.values())
    if n:
        return Finding(
            "retention",
            State.NOTE,
            Text("{n} retention phrases are not understood, so no date follows from them.", n=n),
            Text("`kvkkctl retention list --unread` shows them, `kvkkctl retention set` decides them."),
        )
    return Finding("retention", State.OK, Text("Every retention phrase is understood."))


def _holdings(snapshot: Snapshot) -> Finding:
    n = sum(
        each.event_date is None and each.id not in snapshot.destruction_of
        for each in snapshot.holdings.values()
    )
    if n:
        return Finding(
            "holdings",
            State.NOTE,
            Text("{n} holdings have no date to count from.", n=n),
            Text("`kvkkctl due` shows them; `kvkkctl holding edit` states the date."),
        )
    return Finding("holdings", State.OK, Text("Every holding has a date to count from."))
