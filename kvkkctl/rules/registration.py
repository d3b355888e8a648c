"""H: registration with VERBİS (Law 6698 art. 16; registry regulation; exemptions of the Board)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.law.dates import add_days
from kvkkctl.law.holidays import roll
from kvkkctl.law.obligation import REGISTRY_SINCE, obliged_to_register, threshold_on
from kvkkctl.models import ControllerKind
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text

_DAYS = 30
_FIRST_EXEMPTION = date(2018, 5, 15)
_SMALL_SPECIAL = date(2025, 10, 1)


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
    since = controller.obliged_since
    if not context.obligation.obliged or context.registered:
        return
    if since is None:
        # Registering first is the rule and the thirty days the exception, so an unknown start is no excuse.
        yield Hit(controller, Text("The controller has to register and has not; since when is not stated."))
    elif since < today and (due := _last_day(since)) < today:
        yield Hit(controller, Text("The controller had to register by {due} and has not.", due=due))


def _last_day(obliged_since: date) -> date:
    return roll(add_days(max(obliged_since, REGISTRY_SINCE), _DAYS))


@rule(
    "H02",
    Severity.INFO,
    "Sicil Yön. m.8/2",
    title=Text("A controller who has just become obliged registers within thirty days."),
    why=Text("The last day comes once; after it every day of processing is one without registration."),
    fix=Text("Register and state it: kvkkctl controller set --verbis-registered-on DATE"),
    since=REGISTRY_SINCE,
)
def registration_running(context: Context) -> Iterator[Hit]:
    controller, today = context.snapshot.controller, context.as_of
    since = controller.obliged_since
    if not context.obligation.obliged or context.registered or since is None:
        return
    if since <= today <= (due := _last_day(since)):
        yield Hit(controller, Text("The controller has to register by {due}.", due=due))


@rule(
    "H05",
    Severity.WARNING,
    "Kurul 2018/87",
    "Kurul 2023/1154",
    "Kurul 2025/1572",
    title=Text("A stated exemption from registration holds on the day."),
    why=Text("Exempt is who stays below both limits of the day; reaching one of them ends the exemption."),
    fix=Text("Register, or name the decision that exempts: kvkkctl controller set --exemption …"),
    since=_FIRST_EXEMPTION,
)
def exemption(context: Context) -> Iterator[Hit]:
    controller = context.snapshot.controller
    # a duty that is only stated refutes no exemption that is stated beside it
    bare = replace(context.size, exemption=None, obliged_since=None)
    by_size = obliged_to_register(bare, context.as_of)
    if controller.exemption and by_size.obliged and context.obligation.obliged is not False:
        claim = controller.exemption
        message = Text('The stated exemption "{claim}" does not hold. {why}', claim=claim, why=by_size.why)
        yield Hit(controller, message)


@rule(
    "H06",
    Severity.INFO,
    "Kurul 2025/1572",
    title=Text("Whoever need not be registered any more knows it."),
    why=Text(
        "Small controllers whose main activity is special data may leave the registry; no other duty ends."
    ),
    fix=Text(
        "Apply to leave, then: kvkkctl controller set --clear verbis-registered-on --exemption 2025/1572"
    ),
    since=_SMALL_SPECIAL,
)
def may_leave(context: Context) -> Iterator[Hit]:
    obligation, small = context.obligation, threshold_on(context.as_of, special=True)
    if context.registered and obligation.obliged is False and small and obligation.decision == small.decision:
        message = Text("The controller is registered and may leave the registry. {why}", why=obligation.why)
        yield Hit(context.snapshot.controller, message)


@rule(
    "H07",
    Severity.ERROR,
    "Sicil Yön. m.5/1-b",
    "Sicil Yön. m.11",
    title=Text("A controller abroad has a representative in Türkiye."),
    why=Text("Who does not reside here registers through a representative, and is reached through one."),
    fix=Text("Name who it is: kvkkctl controller set --representative …"),
    since=REGISTRY_SINCE,
)
def representative(context: Context) -> Iterator[Hit]:
    controller = context.snapshot.controller
    if controller.resident is False and not controller.representative:
        yield Hit(controller, Text("The controller does not reside in Türkiye and names no representative."))


@rule(
    "H08",
    Severity.WARNING,
    "Sicil Yön. m.11",
    title=Text("A registered legal person names its contact person."),
    why=Text("The contact person files with VERBİS and is whom the Authority writes to."),
    fix=Text("Name who it is: kvkkctl controller set --contact-person …"),
    since=REGISTRY_SINCE,
)
def contact_person(context: Context) -> Iterator[Hit]:
    controller = context.snapshot.controller
    if not (controller.resident and context.registered) or controller.contact_person:
        return
    if controller.kind is None:
        message = Text("The controller is registered and states neither its kind nor a contact person.")
        yield Hit(controller, message)
    elif controller.kind is not ControllerKind.PROFESSIONAL:
        yield Hit(controller, Text("The controller is registered and names no contact person."))


@rule(
    "H09",
    Severity.INFO,
    "Sicil Yön. m.5/1-f",
    title=Text("Whoever is exempt from registration keeps to the rest of the Law."),
    why=Text("The exemption is from the registry alone; data are secured, kept and destroyed as by others."),
    fix=Text(
        "State what there is: kvkkctl controller set --policy-date DATE; kvkkctl entry edit NUMBER --measure …"
    ),
    since=REGISTRY_SINCE,
)
def exempt_not_free(context: Context) -> Iterator[Hit]:
    controller = context.snapshot.controller
    nothing = controller.policy_date is None and not any(entry.measures for entry in context.entries)
    if context.entries and context.obligation.obliged is False and nothing:
        message = Text(
            "The controller is exempt from registration and states neither a policy nor a measure."
        )
        yield Hit(controller, message)
