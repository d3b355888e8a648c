"""D: the policy on storage and destruction, periodic destruction (destruction regulation art. 5, 11)."""

from collections.abc import Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.law.schedule import longest_step_months
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text

_REGULATION = date(2018, 1, 1)
_LONGEST_STEP = 6


@rule(
    "D06",
    Severity.ERROR,
    "İmha Yön. m.5/1",
    title=Text("A controller who has to register has a policy on storage and destruction."),
    why=Text("Whoever has to register prepares the policy, in line with the inventory, and destroys by it."),
    fix=Text("State its date: kvkkctl controller set --policy-date DATE"),
    since=_REGULATION,
)
def policy(context: Context) -> Iterator[Hit]:
    controller = context.snapshot.controller
    prepared = controller.policy_date is not None and controller.policy_date <= context.as_of
    if context.obligation.obliged and not prepared:
        yield Hit(controller, Text("The controller has to register but states no destruction policy."))


@rule(
    "D08",
    Severity.ERROR,
    "İmha Yön. m.11/2",
    title=Text("Periodic destruction comes round at least every six months."),
    why=Text("The controller chooses the days; between two of them there are six months at most."),
    fix=Text("Choose days six months apart: kvkkctl controller set --destruction-months 6,12"),
    since=_REGULATION,
)
def destruction_interval(context: Context) -> Iterator[Hit]:
    if context.runs and (months := longest_step_months(context.runs)) > _LONGEST_STEP:
        message = Text("Up to {months} months pass between two periodic destructions.", months=months)
        yield Hit(context.snapshot.controller, message)
