"""What the dates of destruction depend on: whether a policy is owed, and when the controller destroys."""

from datetime import date

from kvkkctl.law.obligation import obliged_to_register
from kvkkctl.models import Controller
from kvkkctl.retention import Calendar, Schedule, parse_runs
from kvkkctl.verbis.standing import size_of


def owes_policy(controller: Controller, on: date) -> bool | None:
    """Say whether a controller must register, and so have a retention policy (destruction regulation art. 5/1)."""
    return obliged_to_register(size_of(controller), on).obliged


def with_said(known: Calendar, months: str | None, obliged: bool | None) -> Calendar:
    """Return a calendar with what was said on the command line in place of what is known. Raises BadValue."""
    if months is not None:
        # whoever destroys on days of its own has a policy, be it owed or not
        known = known._replace(runs=split_runs(months), has_policy=True)
    if obliged is not None:
        known = known._replace(obliged=obliged, has_policy=obliged or known.has_policy)
    return known


def split_runs(text: str) -> Schedule:
    """Read days of periodic destruction with commas between them. Raises BadValue."""
    return parse_runs([part.strip() for part in text.split(",") if part.strip()])
