"""`holding hold` and `holding release`: what a lawsuit or an audit keeps from being destroyed."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from kvkkctl import output, retention
from kvkkctl.commands import shapes
from kvkkctl.commands.duty import owes_policy
from kvkkctl.commands.editing import change, day_option, find_holding, stated
from kvkkctl.commands.framework import session
from kvkkctl.commands.sifting import STATUSES
from kvkkctl.errors import BadValue
from kvkkctl.i18n import tr
from kvkkctl.models import Holding, HoldingState
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.register import Change
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import fold

_COLUMNS = (
    column(Text("Holding"), "id"),
    column(Text("Records"), "label"),
    column(Text("Held for"), "hold_reason"),
    column(Text("Review"), "hold_review"),
    column(Text("Destroy by"), "destroy_by"),
    Column(Text("Status"), lambda row: STATUSES[row["status"]]),
    column(Text("Why"), "why"),
)

Refs = Annotated[
    list[str],
    typer.Argument(metavar="HOLDING...", help="Numbers of the holdings (H7).", show_default=False),
]


def hold(
    ctx: typer.Context,
    ref: Refs,
    reason: Annotated[str, typer.Option(help="Why they must not be destroyed: a lawsuit, an audit.")],
    owner: Annotated[str | None, typer.Option(help="Which unit or office answers for the hold.")] = None,
    review: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day by which it is looked at again.")
    ] = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Keep holdings from being destroyed for as long as a reason lasts, and show what that delays.

    What is held for another reason is left as it is: one hold would hide the other.
    """
    why, day = stated(reason), day_option(review, "--review")
    if not why:
        raise BadValue(Text("--reason: say why they must not be destroyed."))
    given: dict[str, Any] = {"hold_reason": why}
    given |= {"hold_owner": stated(owner)} if owner is not None else {}
    given |= {"hold_review": day} if review is not None else {}

    def held(holding: Holding) -> Holding:
        if holding.state is not HoldingState.KEPT:
            raise BadValue(Text("{ref} was destroyed: there is nothing to hold.", ref=holding.ref))
        if holding.hold_reason and fold(holding.hold_reason) != fold(why):
            raise BadValue(
                Text(
                    "{ref} is held already, for another reason: release it first, or name both reasons in one.",
                    ref=holding.ref,
                )
            )
        return holding.model_copy(update=given)

    rows = _changed(ctx, ref, held, Target.of(fmt, to))
    unowned = [row["id"] for row in rows if row["hold_owner"] is None]
    if unowned:
        output.note(Text("Nobody answers for the hold (--owner): {refs}.", refs=unowned))
    without = [row["id"] for row in rows if row["hold_review"] is None]
    if without:
        output.note(Text("Without a day of review (--review): {refs}.", refs=without))
    if day is not None and day < session(ctx).today:
        output.note(
            Text(
                "--review: {day} is past, so that the review is a gap from today (rule {rule}).",
                day=day,
                rule="K13",
            )
        )


def release(
    ctx: typer.Context,
    ref: Refs,
    reason: Annotated[
        str, typer.Option(help="Why the hold has ended, without names of people; the history keeps it.")
    ],
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Let holdings go that were held, and show by when they are to be destroyed now."""
    if not stated(reason):
        raise BadValue(Text("--reason: say why the hold has ended."))

    def released(holding: Holding) -> Holding:
        if not holding.hold_reason:
            raise BadValue(Text("{ref} is not held.", ref=holding.ref))
        return holding.model_copy(update=dict.fromkeys(("hold_reason", "hold_owner", "hold_review")))

    _changed(ctx, ref, released, Target.of(fmt, to))


def _changed(ctx: typer.Context, refs: Sequence[str], make: Any, target: Target) -> list[dict[str, Any]]:
    """Change holdings, all of them or none, and show where their destruction stands."""
    made: list[tuple[Snapshot, list[Holding]]] = []

    def apply(change_: Change) -> None:
        found = {each.id: each for each in (find_holding(change_.snapshot, ref) for ref in refs)}
        after = [change_.put(make(holding)) for holding in found.values()]
        made.append((change_.snapshot, after))

    change(ctx, apply)
    (snapshot, holdings), today = made[0], session(ctx).today
    rows = _rows(snapshot, holdings, today)
    output.emit(rows, _COLUMNS, target)
    return rows


def _rows(snapshot: Snapshot, holdings: Sequence[Holding], today: date) -> list[dict[str, Any]]:
    obliged = owes_policy(snapshot.controller, today)
    dues = retention.dues_of(snapshot, [holding.id for holding in holdings], today, obliged)
    rows = []
    for holding in holdings:
        due = dues.get(holding.id)
        rows.append(
            {
                "id": holding.ref,
                "label": holding.label,
                "hold_reason": holding.hold_reason,
                "hold_owner": holding.hold_owner,
                "hold_review": shapes.plain(holding.hold_review),
                "duty_on": shapes.plain(due.duty_on) if due else None,
                "destroy_by": shapes.plain(due.destroy_by) if due else None,
                "status": due.status.value if due else "unknown",
                "why": tr(due.why) if due else None,
            }
        )
    return rows
