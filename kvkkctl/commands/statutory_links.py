"""`retention link`, `unlink`, `check`: the statutory periods that entries are held against."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any, Literal

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.editing import change, find_entry, snapshot_of
from kvkkctl.commands.framework import session
from kvkkctl.commands.statutes import find_statute
from kvkkctl.errors import EXIT_FOUND, BadValue
from kvkkctl.i18n import tr
from kvkkctl.models import Entry, Holding
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.register import Change
from kvkkctl.retention.comparison import Comparison, Verdict, compare, inapplicable
from kvkkctl.retention.own import own_conflicts
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text

VERDICTS = {
    Verdict.SHORTER: Text("shorter than the minimum"),
    Verdict.LONGER: Text("longer than the maximum"),
    Verdict.BEYOND: Text("longer than justified"),
    Verdict.EQUAL: Text("equal"),
    Verdict.WITHIN: Text("within"),
    Verdict.NOT_COMPARABLE: Text("not comparable"),
    Verdict.NOT_APPLIED: Text("not applied"),
}
_COLUMNS = (
    Column(Text("Entry"), lambda row: ", ".join(filter(None, (row["entry"], row["holding"])))),
    column(Text("Category"), "category"),
    Column(Text("Retention"), lambda row: row["retention"]["text"]),
    column(Text("Law"), "statute"),
    Column(Text("Comparison"), lambda row: VERDICTS[row["verdict"]]),
    column(Text("Why"), "why"),
)

Refs = Annotated[
    list[str], typer.Argument(metavar="ENTRY...", help="Numbers of the entries (E42).", show_default=False)
]


def link(
    ctx: typer.Context,
    refs: Refs,
    to: Annotated[
        list[str],
        typer.Option(metavar="ID", help="A statutory period (R001); repeat for more.", show_default=False),
    ],
) -> None:
    """Link entries to the statutory periods that apply to them; kvkkctl never guesses which do."""
    periods = [find_statute(each).id for each in to]

    def make(made: Change) -> None:
        for ref in refs:
            entry = find_entry(made.snapshot, ref)
            _put(made, entry, dict.fromkeys([*entry.statutes, *periods]))
        _tell_inapplicable(made.snapshot, dict.fromkeys(periods), session(ctx).today)

    change(ctx, make)


def unlink(
    ctx: typer.Context,
    refs: Refs,
    gone: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="ID", help="A statutory period (R001); repeat for more."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All that the entries are linked to.")] = False,
) -> None:
    """Undo links between entries and statutory periods."""
    if every is bool(gone):
        raise BadValue(Text("Say which links to undo: --from ID, or --all."))

    def make(made: Change) -> None:
        entries = [find_entry(made.snapshot, ref) for ref in refs]
        linked = dict.fromkeys(number for entry in entries for number in entry.statutes)
        wanted = set(linked) if every else {each.strip().upper() for each in gone or ()}
        if unknown := sorted(wanted - linked.keys()):
            raise BadValue(Text("None of these entries is linked to {ids}.", ids=unknown))
        for entry in entries:
            _put(made, entry, (number for number in entry.statutes if number not in wanted))

    change(ctx, make)


def check(
    ctx: typer.Context,
    entry: Annotated[
        list[str] | None, typer.Option(metavar="ENTRY", help="Only this entry (E42); repeat for more.")
    ] = None,
    fail_on: Annotated[
        Literal["conflict"] | None, typer.Option(help="Exit with 4 if a rule that binds is broken.")
    ] = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Hold the retention of linked entries against their statutory periods, by today's law, and say why.

    Bodies of records with a retention of their own are listed where that breaks one.
    """
    snapshot, today = snapshot_of(ctx), session(ctx).today
    entries = [find_entry(snapshot, ref) for ref in entry] if entry else list(snapshot.entries.values())
    linked = [each for each in entries if each.statutes]
    found = [(each, said) for each in linked for said in compare(snapshot, each, today)]
    own = list(own_conflicts(snapshot, {each.id for each in linked}, today))
    rows = [
        *(_row(snapshot, each, said) for each, said in found),
        *(_row(snapshot, snapshot.entries[each.entry], said, each) for each, said in own),
    ]
    output.emit(rows, _COLUMNS, Target.of(fmt, to))
    _summarise([said for _, said in found], len(entries) - len(linked))
    if own:
        holdings = len({each.id for each, _ in own})
        output.note(Text("Holdings whose own retention breaks a statutory period: {n}.", n=holdings))
    if fail_on and any(said.conflict for _, said in (*found, *own)):
        raise typer.Exit(EXIT_FOUND)


def _put(made: Change, entry: Entry, numbers: Iterable[str]) -> None:
    made.put(entry.model_copy(update={"statutes": tuple(numbers)}))


def _tell_inapplicable(snapshot: Snapshot, numbers: Iterable[str], today: date) -> None:
    for number in numbers:
        if obstacle := inapplicable(number, snapshot.confirmed, today):
            output.note(obstacle)


def _row(
    snapshot: Snapshot, entry: Entry, said: Comparison, holding: Holding | None = None
) -> dict[str, Any]:
    return {
        "entry": entry.ref,
        "holding": holding.ref if holding else None,
        "activity": snapshot.activity_of(entry).code,
        "category": snapshot.category_of(entry).label,
        "retention": shapes.reading(snapshot.retention_of(holding or entry)),
        "statute": said.statute,
        "verdict": said.verdict.value,
        "conflict": said.conflict,
        "beyond": said.beyond,
        "why": tr(said.why),
    }


def _summarise(found: Sequence[Comparison], unlinked: int) -> None:
    counts = Counter(said.verdict for said in found)
    said = [
        Text("{label}: {n}", label=label, n=counts[verdict])
        for verdict, label in VERDICTS.items()
        if counts[verdict]
    ]
    output.note(Text("Comparisons: {counts}.", counts=said or "0"))
    if unlinked:
        output.note(
            Text(
                "Entries linked to no statutory period: {n}. Link those that one applies to: "
                "`kvkkctl retention link E1 --to R001`.",
                n=unlinked,
            )
        )
