"""Whether a destruction may go on record, and the record that it leaves (destruction regulation art. 7)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from kvkkctl.models import Destruction, DestructionMethod, Holding, HoldingState
from kvkkctl.retention.due import Due, due_rows
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text


class Done(NamedTuple):
    """A destruction as somebody reports it; None is not stated."""

    holding: int
    done_on: date
    method: DestructionMethod
    technique: str | None = None
    done_by: str | None = None
    approved_by: str | None = None
    reference: str | None = None
    reason: str | None = None


def dues_of(
    snapshot: Snapshot, numbers: Iterable[int], today: date, obliged: bool | None
) -> Mapping[int, Due]:
    """Return the dates of some holdings by their numbers; those that are destroyed have none."""
    some = replace(snapshot, holdings={number: snapshot.holdings[number] for number in sorted(set(numbers))})
    return dict(due_rows(some, today, obliged))


def was_asked(holding: Holding, duty_on: date | None) -> bool:
    """Say whether a data subject asked when no ground was left; before that it is refused (art. 12/1-c)."""
    return holding.requested is not None and (duty_on is None or holding.requested > duty_on)


def mistake(done: Done, holding: Holding, due: Due | None, today: date) -> Text | None:
    """Return what is wrong with a report even if it may be destroyed; None where nothing is."""
    if done.done_on > today:
        return Text(
            "{ref} cannot have been destroyed on {day}, which is still to come.",
            ref=holding.ref,
            day=done.done_on.isoformat(),
        )
    if not done.reason and was_asked(holding, due.duty_on if due else None):
        return Text(
            "{ref} was destroyed because a data subject asked: say why this method was chosen (--reason; destruction "
            "regulation art. 7/5).",
            ref=holding.ref,
        )
    return None


def obstacle(done: Done, holding: Holding, due: Due | None) -> Text | None:
    """Return why a destruction may not go on record: it is held, or not due; None where it may.

    The sentence names the day on which it becomes possible, where one is known.
    """
    if due is None:
        return None
    allowed = due.duty_on + timedelta(days=1) if due.duty_on is not None else None
    if holding.hold_reason:
        return Text(
            "{ref} is held: release it first{from_day}, or give --force with a reason.",
            ref=holding.ref,
            from_day=Text("; by its retention it may go from {day}", day=allowed.isoformat())
            if allowed
            else "",
        )
    if allowed is not None and done.done_on < allowed:
        return Text(
            "{ref} is to be kept until {last}: its destruction may be recorded from {day}, or give --force with a "
            "reason.",
            ref=holding.ref,
            last=due.duty_on.isoformat() if due.duty_on else "",
            day=allowed.isoformat(),
        )
    if allowed is None and due.destroy_by is None:
        return Text(
            "{ref} has no date from which it may be destroyed: {why} Give --force with a reason.",
            ref=holding.ref,
            why=due.why,
        )
    return None


def record(done: Done, due: Due | None, snapshot: Snapshot, forced: str | None) -> dict[str, Any]:
    """Return the fields of the record that a destruction leaves, with the newest run that listed it by then."""
    # what was destroyed before a run was opened was not destroyed in it
    opened = (run for run in snapshot.runs.values() if run.opened <= done.done_on)
    runs = [run for run in opened if done.holding in run.holdings]
    return {
        **done._asdict(),
        "run": max(runs, key=lambda run: run.day).id if runs else None,
        "forced": forced,
        "duty_on": due.duty_on if due else None,
        "destroy_by": due.destroy_by if due else None,
    }


def same(before: Destruction, done: Done) -> bool:
    """Say whether a report states what is on record already."""
    return all(getattr(before, name) == value for name, value in done._asdict().items())


def gone(holding: Holding) -> Holding:
    """Return a holding that is destroyed."""
    return holding.model_copy(update={"state": HoldingState.DESTROYED})
