"""`info`: the state of the register on one screen."""

from collections import Counter
from datetime import date
from typing import Any

import typer

from kvkkctl import __version__, output
from kvkkctl.commands import notification
from kvkkctl.commands.as_of import AsOf, register_at
from kvkkctl.commands.editing import opened
from kvkkctl.commands.framework import App, session
from kvkkctl.commands.labels import RETENTION_KINDS, TERM_KINDS, counted
from kvkkctl.commands.shapes import plain
from kvkkctl.models import RetentionKind
from kvkkctl.output import FormatOption, OutputOption, Row, Target
from kvkkctl.register import JournalEntry
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import MatchKind, TermKind

app = App()


@app.command()
def info(ctx: typer.Context, as_of: AsOf = None, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """Show the state of the register: how much it holds, and what waits for a person."""
    run = session(ctx)
    snapshot, day = register_at(ctx, as_of)
    register = opened(ctx)
    last = register.heading(register.state(snapshot.stamp).seq)
    state = _state(snapshot, last, day) | {"notify": notification.waiting(snapshot, day)}
    state |= {"register": str(run.register), "version": __version__}
    output.emit_card(state, _lines(state), Target.of(fmt, to))


def _state(snapshot: Snapshot, last: JournalEntry | None, today: date) -> dict[str, Any]:
    terms = Counter(term.kind for term in snapshot.terms.values())
    used = [term for number, term in snapshot.terms.items() if number in snapshot.uses]
    unmapped = [term for term in used if term.match is MatchKind.NONE]
    close = [term for term in used if term.match is MatchKind.CLOSE]
    kinds = Counter(
        retention.kind if (retention := snapshot.retention_of(entry)) else RetentionKind.MISSING
        for entry in snapshot.entries.values()
    )
    return {
        "controller": snapshot.controller.title,
        "activities": len(snapshot.activities),
        "entries": len(snapshot.entries),
        "departments": len(
            {activity.department for activity in snapshot.activities.values() if activity.department}
        ),
        "terms": {kind.value: terms[kind] for kind in TermKind},
        "unmapped": len(unmapped),
        "close": len(close),
        "retention": {kind.value: kinds[kind] for kind in RetentionKind if kinds[kind]},
        "transfers": len(snapshot.transfers),
        "holdings": len(snapshot.holdings),
        "held": sum(holding.hold_reason is not None for holding in snapshot.holdings.values()),
        **_verbis(snapshot, today),
        "changes": last.seq if last else 0,
        "last_change": f"{last.at} {last.actor}: {last.command}" if last else None,
    }


def _verbis(snapshot: Snapshot, today: date) -> dict[str, Any]:
    """What VERBİS was last told, how much has changed since, and by when the first of it is to be notified."""
    filing = snapshot.filing_on(today)
    if filing is None:
        return dict.fromkeys(("filing", "differences", "late", "notify_by"))
    # rolling up is loaded where there is something to compare with
    from kvkkctl.verbis.difference import differences

    found = differences(snapshot, today)
    return {
        "filing": f"{filing.ref} {filing.filed_on}",
        "differences": len(found),
        "late": sum(each.late for each in found),
        "notify_by": plain(min((each.notify_by for each in found if each.notify_by), default=None)),
    }


def _open(state: dict[str, Any]) -> list[tuple[Text, object]]:
    if not state["differences"]:
        return []
    counts = Text(
        "{n}, of these late: {late}; notify by {day}",
        n=state["differences"],
        late=state["late"],
        day=state["notify_by"] or Text("not known"),
    )
    return [(Text("Changes that VERBİS was not told"), counts)]


def _lines(state: dict[str, Any]) -> list[tuple[Text, object]]:
    return [
        (Text("Register"), state["register"]),
        (Text("Controller"), state["controller"] or Text("not stated")),
        (Text("Activities"), state["activities"]),
        (Text("Departments"), state["departments"]),
        (Text("Entries"), state["entries"]),
        (Text("Terms"), counted(state["terms"], TERM_KINDS)),
        (Text("Terms that no VERBİS list knows"), state["unmapped"]),
        (Text("Terms close to one, to be decided"), state["close"]),
        (Text("Retention of the entries"), counted(state["retention"], RETENTION_KINDS)),
        (Text("Transfers"), state["transfers"]),
        (Text("Standard contracts to notify"), [_waiting(row) for row in state["notify"]] or Text("none")),
        (Text("Holdings"), state["holdings"]),
        (Text("Holdings under a legal hold"), state["held"]),
        (Text("Last filing with VERBİS"), state["filing"] or Text("none")),
        *_open(state),
        (Text("Changes in the journal"), state["changes"]),
        (Text("Last change"), state["last_change"] or Text("none")),
    ]


def _waiting(row: Row) -> Text:
    return Text(
        "{transfer} ({recipient}): {event}, by {due}, {status}",
        transfer=row["transfer"],
        recipient=row["recipient"],
        event=notification.EVENTS[row["event"]],
        due=row["due"],
        status=notification.STATUSES[row["status"]],
    )
