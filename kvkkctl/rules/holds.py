"""D, K: legal holds, which put destruction off (Law 6698 art. 4/2-d)."""

from collections.abc import Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.law.dates import months_later
from kvkkctl.models import Holding
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text

_LONGEST = 12


@rule(
    "D18",
    Severity.WARNING,
    "KVKK m.4/2-d",
    title=Text("Every legal hold has a reason, an owner, and a review within twelve months."),
    why=Text("A hold that nobody owns or looks at again turns into keeping data without an end."),
    fix=Text("State them: kvkkctl holding hold {ref} --reason … --owner … --review DATE"),
)
def incomplete_hold(context: Context) -> Iterator[Hit]:
    latest = months_later(context.as_of, _LONGEST)
    for holding in context.kept:
        if holding.hold_reason:
            yield from (Hit(holding, message) for message in _lacking(holding, latest))
        elif holding.hold_owner or holding.hold_review:
            yield Hit(holding, Text("{record} names no reason for its legal hold, so nothing is held."))


def _lacking(holding: Holding, latest: date) -> Iterator[Text]:
    if not holding.hold_owner:
        yield Text("The legal hold of {record} has no owner.")
    if holding.hold_review is None:
        yield Text("The legal hold of {record} has no day of review.")
    elif holding.hold_review > latest:
        day = holding.hold_review
        yield Text("The legal hold of {record} is reviewed on {day} only, in over twelve months.", day=day)


@rule(
    "K13",
    Severity.WARNING,
    "KVKK m.4/2-d",
    title=Text("Every legal hold is reviewed by its day."),
    why=Text(
        "Until somebody looks again, nobody knows whether the reason to put destruction off still holds."
    ),
    fix=Text(
        "kvkkctl holding hold {ref} --reason … --review DATE, or kvkkctl holding release {ref} --reason …"
    ),
)
def hold_review(context: Context) -> Iterator[Hit]:
    for holding in context.kept:
        if holding.hold_reason and holding.hold_review and holding.hold_review < context.as_of:
            message = Text("The legal hold of {record} was to be reviewed by {day}.", day=holding.hold_review)
            yield Hit(holding, message)
