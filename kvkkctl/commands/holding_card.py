"""One holding on one screen: what is known of it, when it is to be destroyed and why, what holds it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kvkkctl import retention
from kvkkctl.commands import shapes
from kvkkctl.commands.duty import owes_policy
from kvkkctl.commands.sifting import STATUSES
from kvkkctl.i18n import tr
from kvkkctl.models import Holding, HoldingState
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text

_LABELS = {
    "id": Text("Holding"),
    "label": Text("Records"),
    "entry": Text("Under"),
    "medium": Text("Medium"),
    "location": Text("Location"),
    "reference": Text("Reference"),
    "quantity": Text("Quantity"),
    "event": Text("Event"),
    "event_date": Text("Date"),
    "retention": Text("Retention"),
    "requested": Text("Erasure asked for"),
    "board_date": Text("The Board's last day"),
    "board_decision": Text("Decision of the Board"),
    "hold_reason": Text("Held for"),
    "hold_owner": Text("Owner of the hold"),
    "hold_review": Text("Review of the hold"),
    "duty_on": Text("Duty arises"),
    "destroy_by": Text("Destroy by"),
    "status": Text("Status"),
    "why": Text("Why"),
    "state": Text("State"),
    "destroyed_on": Text("Destroyed on"),
    "destruction": Text("Record of its destruction"),
    "origin": Text("Read from"),
}
_GONE = Text("destroyed")
_GONE_UNRECORDED = Text("destroyed, without a record of its destruction")
_ALWAYS = {"id", "label", "entry", "event", "event_date", "retention"}


def card(
    snapshot: Snapshot, holding: Holding, today: date
) -> tuple[dict[str, Any], list[tuple[Text, object]]]:
    """Return a holding as scripts read it, and its lines for people."""
    row = {**shapes.holding(holding, snapshot), **_outlook(snapshot, holding, today)}
    shown = [name for name in _LABELS if name in _ALWAYS or row[name]]
    if holding.state is HoldingState.KEPT:
        shown.remove("state")
    return row, [(_LABELS[name], _shown(row, name)) for name in shown]


def _outlook(snapshot: Snapshot, holding: Holding, today: date) -> dict[str, Any]:
    """When a holding is to be destroyed, and where it was read."""
    obliged = owes_policy(snapshot.controller, today)
    due = retention.dues_of(snapshot, [holding.id], today, obliged).get(holding.id)
    return {
        "duty_on": shapes.plain(due.duty_on) if due else None,
        "destroy_by": shapes.plain(due.destroy_by) if due else None,
        "status": due.status.value if due else None,
        "why": tr(due.why) if due else None,
        "origin": shapes.provenance(snapshot.provenance(holding.origin)),
    }


def _shown(row: Mapping[str, Any], name: str) -> object:
    value = row[name]
    match name:
        case "retention":
            return f"{value['text']} ({value['why']})" if value["text"] else Text("not stated")
        case "entry":
            return f"{value} {row['activity']} {row['category']}"
        case "state":
            return _GONE if row["destruction"] else _GONE_UNRECORDED
        case "status":
            return STATUSES[value]
        case "origin":
            return Text("{file}, sheet {sheet}, row {row}", **value)
    return Text("not stated") if value is None else value
