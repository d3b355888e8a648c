"""D, H: what VERBİS was told, held against the inventory (registry regulation art. 5/1-e, 9/4, 13).

One difference, one finding: late where its seven days are over (H03); a retention period that was wrong when
it was filed (D19); every other one is to be notified still (H04).
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from kvkkctl.errors import Severity
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text

if TYPE_CHECKING:
    from kvkkctl.verbis.difference import Difference

_SEVEN_DAYS = date(2019, 4, 28)
_REGULATION = date(2018, 1, 1)


@rule(
    "D19",
    Severity.ERROR,
    "Sicil Yön. m.9/4",
    title=Text("The retention that VERBİS was told is the one of the inventory."),
    why=Text("The period that is notified is public, and what is kept longer than it has to be erased."),
    fix=Text("See what to correct, then record it: kvkkctl verbis diff; kvkkctl verbis file --on DATE"),
    since=_REGULATION,
)
def filed_retention(context: Context) -> Iterator[Hit]:
    for each in context.differences:
        if _wrong_from_the_start(each):
            from kvkkctl.verbis.wording import in_words

            message = Text(
                "{category}: VERBİS was told {filed}, the inventory gives {current}.",
                category=each.name,
                filed=in_words(each.field, each.filed),
                current=in_words(each.field, each.current),
            )
            yield Hit(context.snapshot.controller, message)


@rule(
    "H03",
    Severity.ERROR,
    "Sicil Yön. m.13",
    "KVKK m.16/4",
    title=Text("A change of what VERBİS was told is notified within seven days."),
    why=Text("The seven days run from the change itself; the registry is public and has to be current."),
    fix=Text(
        "See what to change in VERBİS, then record it: kvkkctl verbis diff; kvkkctl verbis file --on DATE"
    ),
    since=_SEVEN_DAYS,
)
def late_change(context: Context) -> Iterator[Hit]:
    for each in context.differences:
        if each.late:
            message = Text(
                "{category}, {field}: changed on {day}, was to be notified by {due}.",
                category=_category(each),
                field=_field(each),
                day=each.changed_on,
                due=each.notify_by,
            )
            yield Hit(context.snapshot.controller, message)


@rule(
    "H04",
    Severity.WARNING,
    "Sicil Yön. m.5/1-e",
    title=Text("What VERBİS was told is what the inventory says."),
    why=Text("The registry is filled from the inventory, and has to be complete, correct and current."),
    fix=Text(
        "See what to change in VERBİS, then record it: kvkkctl verbis diff; kvkkctl verbis file --on DATE"
    ),
    since=_REGULATION,
)
def difference(context: Context) -> Iterator[Hit]:
    for each in context.differences:
        if each.late or _wrong_from_the_start(each):
            continue
        category, field = _category(each), _field(each)
        if each.notify_by is None:
            message = Text(
                "{category}, {field}: VERBİS was told otherwise; since when is not known.",
                category=category,
                field=field,
            )
        else:
            message = Text(
                "{category}, {field}: VERBİS was told otherwise; notify the change by {due}.",
                category=category,
                field=field,
                due=each.notify_by,
            )
        yield Hit(context.snapshot.controller, message)


def _wrong_from_the_start(found: "Difference") -> bool:
    both = found.filed is not None and found.current is not None
    return found.field == "retention" and both and found.changed_on is None


def _category(found: "Difference") -> object:
    return found.name or Text("The controller as a whole")


def _field(found: "Difference") -> Text:
    # most registers differ in nothing: the words are loaded where something does
    from kvkkctl.verbis.wording import FIELDS

    return FIELDS[found.field]
