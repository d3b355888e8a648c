"""H: registration with VERBİS (Law 6698 art. 16; registry regulation; exemptions of the Board)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.law.dates import add_days
from kvkkctl.law.holidays import roll
from kvkkctl.law.obligation import REGISTRY_SINCE, obliged_to_register
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text

_DAYS = 30
_FIRST_EXEMPTION = date(2018, 5, 15)


@rule(
    "H01",
    Severity.ERROR,
    "KVKK m.16/2",
    "Sicil Yön. m.8/2",
    title=Text("A controller who has to register is registered."),
    why=Text("Registration comes before processing; whoever becomes obliged later has thirty days for it."),
    fix=Text("Register and state it: kvkkctl controller set --verbis-registered-on DATE"),
    since=REGISTRY_SINCE,
)
def registered(context: Context) -> Iterator[Hit]:
    controller, today = context.snapshot.controller, context.as_of
    since, entered = controller.obliged_since, controller.verbis_registered_on
    if not context.obligation.obliged or (entered and entered <= today):
        return
    if since is None:
        # Registering first is the rule and the thirty days the exception, so an unknown start is no excuse.
        yield Hit(controller, Text("The controller has to register and has not; since when is not stated."))
    elif since < today and (due := _last_day(since)) < today:
        yield Hit(controller, Text("The controller had to register by {due} and has not.", due=due))


def _last_day(obliged_since: date) -> date:
    return roll(add_days(max(obliged_since, REGISTRY_SINCE), _DAYS))


@rule(
    "H05",
    Severity.WARNING,
    "Kurul 2018/87",
    "Kurul 2023/1154",
    "Kurul 2025/1572",
    title=Text("A stated exemption from registration holds on the day."),
    why=Text("Exempt is who stays below both limits of the day; reaching one of them ends the exemption."),
    fix=Text("Register, or name the decision that exempts: kvkkctl controller set --exemption 2018/32"),
    since=_FIRST_EXEMPTION,
)
def exemption(context: Context) -> Iterator[Hit]:
    controller = context.snapshot.controller
    by_size = obliged_to_register(replace(context.size, exemption=None), context.as_of)
    if controller.exemption and by_size.obliged and context.obligation.obliged is not False:
        claim = controller.exemption
        message = Text('The stated exemption "{claim}" does not hold. {why}', claim=claim, why=by_size.why)
        yield Hit(controller, message)
