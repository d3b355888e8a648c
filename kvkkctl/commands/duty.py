"""What the dates of destruction depend on: whether a policy is owed, and when the controller destroys."""

from dataclasses import replace
from datetime import date

from kvkkctl.law.obligation import Size, obliged_to_register
from kvkkctl.models import Controller
from kvkkctl.retention import Calendar, parse_runs


def owes_policy(controller: Controller, on: date) -> bool | None:
    """Say whether a controller must register, and so have a retention policy (destruction regulation art. 5/1)."""
    size = Size(
        controller.resident,
        controller.employees,
        controller.balance,
        controller.special_main_activity,
        controller.exemption,
    )
    return obliged_to_register(size, on).obliged


def calendar_of(controller: Controller, on: date) -> Calendar:
    """Return what is known of a controller's periodic destruction. Raises BadValue for days that cannot be read."""
    return Calendar(
        runs=parse_runs(controller.destruction_runs or ()),
        obliged=owes_policy(controller, on),
        has_policy=True if controller.policy_date else None,
    )


def with_said(known: Calendar, months: str | None, obliged: bool | None) -> Calendar:
    """Return a calendar with what was said on the command line in place of what is known. Raises BadValue."""
    if months is not None:
        known = replace(known, runs=parse_runs([part for part in months.split(",") if part.strip()]))
    return known if obliged is None else replace(known, obliged=obliged, has_policy=obliged)
