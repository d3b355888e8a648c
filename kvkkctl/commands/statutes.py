"""Statutory periods as commands find and show them."""

from datetime import date
from typing import Any

from kvkkctl.commands import shapes
from kvkkctl.errors import RecordNotFound
from kvkkctl.law.statutory import StatutoryClass, StatutoryPeriod, statutory_periods
from kvkkctl.likeness import close_to
from kvkkctl.models import Confirmation
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text


def find_statute(ref: str) -> StatutoryPeriod:
    """Return the statutory period of a number (R001). Raises RecordNotFound."""
    number = ref.strip().upper()
    found = statutory_periods().get(number)
    if found is None:
        close = close_to(number, statutory_periods())
        raise RecordNotFound(_unknown(ref.strip(), close))
    return found


def _unknown(ref: str, close: list[str]) -> Text:
    if close:
        return Text("There is no statutory period {id}; did you mean {close}?", id=ref, close=close)
    return Text("There is no statutory period {id}: see `kvkkctl law list`.", id=ref)


def statute(period: StatutoryPeriod, snapshot: Snapshot | None, day: date) -> dict[str, Any]:
    """A statutory period on a day as scripts read it; `confirmed` is null where no register says so."""
    verified = None if snapshot is None else period.id in snapshot.confirmed
    certain = not period.doubtful or bool(verified)
    return {
        "id": period.id,
        "record_type": period.record_type,
        "record_type_en": period.record_type_en,
        "low": None if period.low is None else str(period.low),
        "high": None if period.high is None else str(period.high),
        **{
            name: shapes.plain(getattr(period, name))
            for name in ("bound", "anchor", "trigger", "law", "article")
        },
        **{name: shapes.plain(getattr(period, name)) for name in ("valid_from", "valid_to")},
        "class": period.klass.value,
        "provenance": period.provenance.value,
        "doubtful": period.doubtful,
        "confirmed": verified,
        "in_force": period.in_force(day),
        "obliges": period.binding and certain and period.in_force(day),
        "notes": period.notes,
        "source": period.source,
    }


def effect(period: StatutoryPeriod, snapshot: Snapshot | None, day: date) -> Text:
    """Return whether a statutory period obliges on a day, and why."""
    if not period.in_force(day):
        return Text("It is not in force on {day}, so it sets no period.", day=day)
    if period.low is None:
        return Text("It names no period, so it sets none.")
    if not period.binding:
        return {
            StatutoryClass.LIMITATION: Text(
                "A limitation period justifies keeping and obliges nobody to keep."
            ),
            StatutoryClass.PRACTICE: Text("Practice justifies keeping and obliges nobody to keep."),
        }[period.klass]
    if not period.doubtful:
        return Text("It obliges: a law or regulation sets it.")
    if snapshot and period.id in snapshot.confirmed:
        return Text("It obliges: a law or regulation sets it, and its doubtful source was confirmed.")
    return Text("It would oblige, but its source is doubtful: it is not applied until it is confirmed.")


def confirmation_of(period: StatutoryPeriod, snapshot: Snapshot) -> Confirmation | None:
    """Return who confirmed a statutory period, None where nobody did."""
    return next((each for each in snapshot.confirmations.values() if each.statute == period.id), None)


def confirmed(period: StatutoryPeriod, snapshot: Snapshot | None) -> dict[str, Any] | None:
    """A confirmation as scripts read it."""
    found = confirmation_of(period, snapshot) if snapshot else None
    if found is None:
        return None
    return {"source": found.source, "who": found.confirmed_by, "day": found.confirmed_on.isoformat()}


def linked(period: StatutoryPeriod, snapshot: Snapshot | None) -> list[str] | None:
    """Return the entries that are linked to a statutory period, None without a register."""
    if snapshot is None:
        return None
    return [entry.ref for entry in snapshot.entries.values() if period.id in entry.statutes]
