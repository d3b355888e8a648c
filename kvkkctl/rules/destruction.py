"""D: the policy on storage and destruction, periodic destruction (destruction regulation art. 5, 11)."""

from collections.abc import Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.law.policy import POLICY_ITEMS
from kvkkctl.law.schedule import overlong_step
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text

_REGULATION = date(2018, 1, 1)


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
    "D07",
    Severity.ERROR,
    "İmha Yön. m.6/1",
    title=Text("The policy on storage and destruction covers all items of Article 6."),
    why=Text("Without one of them nobody can tell from the policy what is kept, how, by whom or how long."),
    fix=Text('Complete the policy and list its items: kvkkctl controller set --policy-items "a, b, c"'),
    since=_REGULATION,
    requires=("D06",),
)
def policy_items(context: Context) -> Iterator[Hit]:
    covered = context.snapshot.controller.policy_items
    if not context.obligation.obliged or covered is None:
        return
    if lacking := ", ".join(item for item in POLICY_ITEMS if item not in covered):
        message = Text("The destruction policy lacks items of Article 6/1: {items}.", items=lacking)
        yield Hit(context.snapshot.controller, message)


@rule(
    "D21",
    Severity.WARNING,
    "İmha Yön. m.6/1",
    title=Text("The register says which items of Article 6 the policy covers."),
    why=Text("A policy counts by what is in it; its date alone does not show that it is complete."),
    fix=Text('List them: kvkkctl controller set --policy-items "a, b, c"'),
    since=_REGULATION,
    requires=("D06",),
)
def policy_content(context: Context) -> Iterator[Hit]:
    controller = context.snapshot.controller
    if context.obligation.obliged and controller.policy_date and controller.policy_items is None:
        yield Hit(controller, Text("What the destruction policy covers is not stated."))


@rule(
    "D08",
    Severity.ERROR,
    "İmha Yön. m.11/2",
    title=Text("Periodic destruction comes round at least every six months."),
    why=Text(
        "The controller chooses the days; between two of them there are six months at most, counted to the day."
    ),
    fix=Text("Choose days six months apart: kvkkctl controller set --destruction-months 6,12"),
    since=_REGULATION,
)
def destruction_interval(context: Context) -> Iterator[Hit]:
    if step := overlong_step(context.runs or ()):
        message = Text("Up to {step} pass between two periodic destructions.", step=step.words)
        yield Hit(context.snapshot.controller, message)
