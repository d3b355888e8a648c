"""`verbis diff` and `date`: what VERBİS is to be told anew, and since when it has been otherwise."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.editing import change, day_option, snapshot_of, stated
from kvkkctl.commands.filing import NO_FILING
from kvkkctl.commands.framework import session
from kvkkctl.errors import EXIT_FOUND, BadValue, RecordNotFound
from kvkkctl.i18n import tr, turkish
from kvkkctl.models import ChangeDate
from kvkkctl.output import Column, FormatOption, OutputOption, Row, Target, column
from kvkkctl.register import Change
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text, ranges
from kvkkctl.verbis.difference import Answer, Difference, Status, differences, notify_by
from kvkkctl.verbis.filing import SCREENS
from kvkkctl.verbis.resolving import says
from kvkkctl.verbis.wording import FIELDS, answer, in_words, task
from kvkkctl.vocabulary import TermKind, terms, words

if TYPE_CHECKING:
    from kvkkctl.workbook.verbis_changes import Changes

WHOLE = "-"
"""What stands for a category where the controller as a whole is asked."""

_STATUSES = {Status.OPEN.value: Text("open"), Status.LATE.value: Text("late")}


def _by(row: Row) -> object:
    if row["notify_by"] == row["notify_by_strict"]:
        return row["notify_by"]
    return Text("{rolled} (strictly {strict})", rolled=row["notify_by"], strict=row["notify_by_strict"])


_COLUMNS = (
    Column(Text("Category"), lambda row: row["category"] or "–"),
    Column(Text("Screen"), lambda row: FIELDS[row["field"]]),
    column(Text("What to do"), "task"),
    Column(Text("Changed on"), lambda row: row["changed_on"] or Text("not known")),
    Column(Text("Notify by"), _by),
    Column(Text("Status"), lambda row: _STATUSES[row["status"]]),
    Column(Text("Entries"), lambda row: ranges(row["entries"])),
)
_FIELD_WORDS: Mapping[str, str] = {
    "isleniyor": "processed",
    "kategori": "processed",
    "diger": "labels",
    "amac": "purposes",
    "amaclar": "purposes",
    "alici": "recipients",
    "alicilar": "recipients",
    "saklama": "retention",
    "kisi": "subjects",
    "kisiler": "subjects",
    "yurt disi": "abroad",
    "tedbir": "measures",
    "tedbirler": "measures",
}


class FailOn(StrEnum):
    """What makes `verbis diff` exit with 4."""

    LATE = "late"
    OPEN = "open"


def diff(
    ctx: typer.Context,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(help="Exit with 4 if a change is late, or if any is open."),
    ] = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Compare what VERBİS would be told now with what it was told: what to tick and untick, and by when.

    A change is to be notified within seven days of the day on which it took place (registry regulation art. 13). That
    day comes from the journal; where the change took place on another day, state it with `verbis date`.
    """
    snapshot, today = snapshot_of(ctx), session(ctx).today
    filing = snapshot.filing_on(today)
    if filing is None:
        raise RecordNotFound(NO_FILING)
    found = differences(snapshot, today)
    output.emit([_shape(each) for each in found], _COLUMNS, Target.of(fmt, to))
    late = sum(each.status is Status.LATE for each in found)
    undated = sum(each.changed_on is None for each in found)
    output.note(
        Text(
            "Compared with {ref} of {day}: {n} differences, of these late: {late}.",
            ref=filing.ref,
            day=filing.filed_on,
            n=len(found),
            late=late,
        )
    )
    note_if_empty(snapshot)
    if undated:
        output.note(
            Text(
                "{n} were there already when {ref} was recorded, so when they came about is not known: state it with "
                "`kvkkctl verbis date CATEGORY FIELD --on DATE --reason …`.",
                n=undated,
                ref=filing.ref,
            )
        )
    if late or (found and fail_on is FailOn.OPEN):
        _exit(fail_on)


def note_if_empty(snapshot: Snapshot) -> None:
    """Say that an empty register supports no answer, not even the undertaking that nothing is processed."""
    if not snapshot.entries:
        output.note(
            Text(
                "The register has no entries: that no category is processed rests on nothing until the inventory is "
                "in it (`kvkkctl import FILE`)."
            )
        )


def _exit(fail_on: FailOn | None) -> None:
    if fail_on is not None:
        raise typer.Exit(EXIT_FOUND)


def date_(
    ctx: typer.Context,
    category: Annotated[
        str,
        typer.Argument(
            metavar="CATEGORY",
            help="Number or name of the VERBİS category; - for the measures.",
            show_default=False,
        ),
    ],
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="processed, labels, purposes, recipients, retention, subjects, abroad or measures.",
            show_default=False,
        ),
    ],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="The day on which it changed.", show_default=False)
    ],
    reason: Annotated[str, typer.Option(help="How that is known.", show_default=False)],
) -> None:
    """State when a change that `verbis diff` shows took place: the seven days run from it, not from the typing."""
    today, day, why = session(ctx).today, day_option(on, "--on"), stated(reason)
    if day is None or day > today or why is None or not says(why):
        raise BadValue(Text("Say on which day it changed, not later than today, and how that is known."))
    notify_by(day)
    number, name = _category(category), _field(field)

    def make(made: Change) -> None:
        filing = made.snapshot.filing_on(today)
        if filing is None:
            raise RecordNotFound(NO_FILING)
        if day < filing.filed_on:
            raise BadValue(
                Text(
                    "VERBİS was told on {day} ({ref}): what had changed before that is no change since, but was told "
                    "wrongly.",
                    day=filing.filed_on,
                    ref=filing.ref,
                )
            )
        if not any(
            (each.category, each.field) == (number, name) for each in differences(made.snapshot, today)
        ):
            raise BadValue(Text("Nothing differs there: `kvkkctl verbis diff` shows what does."))
        said = {"changed_on": day, "reason": why, "stated_on": today}
        for known in made.snapshot.change_dates.values():
            if (known.filing, known.category, known.field) == (filing.id, number, name):
                made.put(known.model_copy(update=said))
                return
        made.make(ChangeDate, {"filing": filing.id, "category": number, "field": name, **said})

    change(ctx, make)


def _category(text: str) -> int | None:
    if text.strip() == WHOLE:
        return None
    for term in terms(TermKind.CATEGORY):
        if text.strip() == str(term.no) or words(text) == words(term.name):
            return term.no
    names = tuple(f"{term.no} {term.name}" for term in terms(TermKind.CATEGORY))
    raise BadValue(
        Text(
            "“{text}” is no VERBİS category: use the number or name of one of {names}.",
            text=text,
            names=names,
        )
    )


def _field(text: str) -> str:
    from kvkkctl.verbis.written import screen_of
    from kvkkctl.vocabulary import ascii_fold

    key = words(ascii_fold(text))
    # what `verbis diff`, VERBİS and the workbook call a screen is taken, too
    shown = {words(said): each for each, label in FIELDS.items() for said in (str(label), turkish(label))}
    of_screen = next((each for each, screen in SCREENS.items() if screen is screen_of(text)), None)
    name = shown.get(words(text)) or of_screen or _FIELD_WORDS.get(key, key)
    if name not in FIELDS:
        raise BadValue(Text("“{text}” is none of: {choices}.", text=text, choices=tuple(FIELDS)))
    return name


def changes(snapshot: Snapshot, today: date) -> "Changes | None":
    """Return what has changed since the last filing as the workbook holds it, in Turkish; None without a filing."""
    from kvkkctl.workbook.verbis_changes import Changes

    filing = snapshot.filing_on(today)
    if filing is None:
        return None
    since = ", ".join(filter(None, (filing.ref, f"{filing.filed_on:%d.%m.%Y}", filing.reference)))
    rows = tuple((_sheet_row(each), each.status is Status.LATE) for each in differences(snapshot, today))
    return Changes(since, rows)


def _sheet_row(found: Difference) -> tuple[str | date | None, ...]:
    return (
        found.name or turkish(Text("the controller as a whole")),
        turkish(FIELDS[found.field]),
        turkish(task(found)),
        _in_turkish(found, found.filed),
        _in_turkish(found, found.current),
        found.changed_on or turkish(Text("not known")),
        found.notify_by,
        turkish(_STATUSES[found.status.value]),
        ranges(found.entries),
    )


def _in_turkish(found: Difference, value: Answer) -> str:
    said = in_words(found.field, value)
    return turkish(said) if isinstance(said, Text) else str(said)


def _shape(found: Difference) -> Row:
    """A difference as scripts read it."""
    return {
        "category": found.name,
        "no": found.category,
        "field": found.field,
        "screen": found.screen.value,
        "filed": answer(found.filed),
        "current": answer(found.current),
        "tick": list(found.tick),
        "untick": list(found.untick),
        "task": tr(task(found)),
        "changed_on": shapes.plain(found.changed_on),
        "notify_by": shapes.plain(found.notify_by),
        "notify_by_strict": shapes.plain(found.notify_by_strict),
        "status": found.status.value,
        "entries": list(found.entries),
        "stated": _stated(found.stated),
    }


def _stated(said: ChangeDate | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        "changed_on": said.changed_on.isoformat(),
        "reason": said.reason,
        "on": said.stated_on.isoformat(),
    }
