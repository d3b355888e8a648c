"""The calendar that destruction dates are computed by: what is known of the controller, or said on the command line."""

from dataclasses import replace
from datetime import date

from kvkkctl.errors import BadValue
from kvkkctl.law.obligation import Size, obliged_to_register
from kvkkctl.law.schedule import parse_runs
from kvkkctl.models import Controller
from kvkkctl.retention import Calendar
from kvkkctl.text import Text

_UNKNOWN = Calendar(runs=(), obliged=None, has_policy=None)


def calendar_of(controller: Controller, on: date) -> Calendar:
    """Return the periodic destruction of a controller, and whether it owes a policy (destruction regulation art. 5/1)."""
    size = Size(
        controller.resident,
        controller.employees,
        controller.balance,
        controller.special_main_activity,
        controller.exemption,
    )
    try:
        runs = parse_runs(controller.destruction_runs or ())
    except ValueError as error:
        raise BadValue(
            Text(
                "The controller's periodic destruction has {value}, which is neither a month (6) nor a day (15.06): "
                "correct it with `kvkkctl controller set --destruction-months`.",
                value=str(error),
            )
        ) from None
    return Calendar(
        runs=runs,
        obliged=obliged_to_register(size, on).obliged,
        has_policy=True if controller.policy_date is not None and controller.policy_date <= on else None,
    )


def regime_calendar(months: str | None, obliged: bool | None, known: Calendar = _UNKNOWN) -> Calendar:
    """Return a calendar with what was said on the command line in place of what is known. Raises BadValue."""
    if months is not None:
        try:
            known = replace(known, runs=parse_runs(tuple(part for part in months.split(",") if part.strip())))
        except ValueError as error:
            raise BadValue(
                Text("--months: {value} is neither a month (6) nor a day (15.06).", value=str(error))
            ) from None
    return known if obliged is None else replace(known, obliged=obliged, has_policy=obliged)
