"""I, J: what the controller says about its own organisation."""

from collections.abc import Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.law.dates import months_later
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text
from kvkkctl.vocabulary import exemptions

_BREACH_DECISION = date(2019, 2, 15)
_AUDIT_MONTHS = 12
"""A judgement: Law 6698 art. 12/3 names no interval; a yearly audit is what controllers plan."""


@rule(
    "I12",
    Severity.WARNING,
    "KVKK m.12/5",
    "Kurul 2019/10",
    title=Text("There is a plan for data breaches."),
    why=Text("Seventy-two hours are too short to find out then who reports what to whom."),
    fix=Text("State its date: kvkkctl controller set --breach-plan DATE"),
    since=_BREACH_DECISION,
)
def breach_plan(context: Context) -> Iterator[Hit]:
    controller = context.snapshot.controller
    if controller.breach_plan is None or controller.breach_plan > context.as_of:
        yield Hit(controller, Text("No plan for data breaches is stated."))


@rule(
    "J01",
    Severity.WARNING,
    "KVKK m.12/3",
    title=Text("The controller audits itself every twelve months."),
    why=Text(
        "The Law has the controller carry out the audits, or have them carried out, that keep it applied."
    ),
    fix=Text("State the day of the last one: kvkkctl controller set --audited DATE"),
)
def audits(context: Context) -> Iterator[Hit]:
    controller = context.snapshot.controller
    last = controller.audited
    if last is None or last > context.as_of:
        yield Hit(controller, Text("No audit of the controller's own organisation is stated."))
    elif months_later(last, _AUDIT_MONTHS) < context.as_of:
        yield Hit(controller, Text("The last audit was on {day}, over twelve months ago.", day=last))


@rule(
    "J05",
    Severity.INFO,
    "KVKK m.28/2",
    title=Text("An activity said to be exempt names the item of Article 28/2."),
    why=Text("Each item exempts something else; until it is named the activity is treated as not exempt."),
    fix=Text("Name the item: kvkkctl activity edit {ref} --exemption 28/2-a"),
)
def exempt_item(context: Context) -> Iterator[Hit]:
    for activity in context.current.activities.values():
        if activity.exemption and activity.exemption not in exemptions():
            words = activity.exemption
            yield Hit(activity, Text('{record} is said to be exempt by no known item: "{text}".', text=words))


@rule(
    "J06",
    Severity.WARNING,
    "KVKK m.12/1",
    title=Text("The register and its backups are for their owner only."),
    why=Text(
        "The Law has the controller keep others from reaching personal data; what a register says of them is such."
    ),
    fix=Text("Close them to others with chmod go-rwx; this names them: kvkkctl doctor"),
)
def kept_apart(context: Context) -> Iterator[Hit]:
    if paths := context.snapshot.exposed:
        yield Hit(context.snapshot.controller, Text("Others than the owner may use: {paths}.", paths=paths))
