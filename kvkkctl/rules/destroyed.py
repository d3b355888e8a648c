"""D: what the records of destruction say (destruction regulation art. 7 and 11).

A register knows the destructions that are recorded in it and no others: before the first, and where nothing was due,
it says nothing about periodic destruction.
"""

import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import pairwise

from kvkkctl.errors import Severity
from kvkkctl.law.schedule import latest_after
from kvkkctl.models import Destruction, Holding, HoldingState
from kvkkctl.retention.dates import Regime
from kvkkctl.retention.recording import was_asked
from kvkkctl.retention.sweeping import kept_until, last_on_record
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text

_REGULATION = date(2018, 1, 1)


@rule(
    "D09",
    Severity.ERROR,
    "İmha Yön. m.11/2",
    title=Text("Between two destructions that were carried out there are six months at most."),
    why=Text("What the policy says on paper counts as little as a run that is put off while data are due."),
    fix=Text("Carry out the run that is due: kvkkctl sweep, then kvkkctl destruction record --from FILE"),
    since=_REGULATION,
)
def runs_apart(context: Context) -> Iterator[Hit]:
    if context.calendar.regime is not Regime.POLICY:
        return
    done = [each for each in context.snapshot.destructions.values() if each.done_on <= context.as_of]
    days = sorted({each.done_on for each in done})
    waited = [(each.destroy_by, each.done_on) for each in done if each.destroy_by]
    waited += [(due.destroy_by, date.max) for _, due in context.past_duty if due.destroy_by]
    for before, after in pairwise([*days, context.as_of]):
        if latest_after(before) >= after:
            continue
        # with nothing due there was nothing to carry out, and nothing to record
        if late := [by for by, gone in waited if before < by < after <= gone]:
            yield Hit(context.snapshot.controller, _apart(context, before, after, min(late)))


def _apart(context: Context, before: date, after: date, due: date) -> Text:
    if after == context.as_of:
        return Text(
            "The last destruction on record is of {before}, over six months ago; records were due on {due}.",
            before=before,
            due=due,
        )
    return Text(
        "Over six months passed between the destructions of {before} and {after}; records were due on {due}.",
        before=before,
        after=after,
        due=due,
    )


@rule(
    "D12",
    Severity.WARNING,
    "İmha Yön. m.7/3",
    title=Text("Every destruction is on record for three years."),
    why=Text(
        "Whoever destroyed data has to be able to show when and how for three years; "
        "a word in a list shows neither."
    ),
    fix=Text(
        "Record it: kvkkctl destruction record {ref} --on DATE --method METHOD; if it was over three years ago, "
        "kvkkctl accept D12 {ref} --reason … --until DATE --by …"
    ),
    since=_REGULATION,
)
def unrecorded(context: Context) -> Iterator[Hit]:
    recorded = context.snapshot.destruction_of
    gone = [
        each
        for each in context.snapshot.holdings.values()
        if each.state is HoldingState.DESTROYED and each.id not in recorded
    ]
    excused = _excused(context, {each.id for each in gone}) if gone else ()
    message = Text("{record} is said to be destroyed, and its destruction is not on record.")
    yield from (Hit(each, message) for each in gone if each.id not in excused)


def _excused(context: Context, numbers: AbstractSet[int]) -> AbstractSet[int]:
    """Return the holdings whose destruction was on record for three years, or that are as they are for longer.

    A record that was taken back before that, since it was a mistake, excuses nothing.
    """
    found: set[int] = set()
    touched: set[int] = set()
    for step in context.snapshot.history("", context.snapshot.stamp) or ():
        is_old = last_on_record(step.day) < context.as_of
        for (kind, number), image in step.before.items():
            if kind == Destruction.kind_name and image is not None:
                record = json.loads(image)
                if last_on_record(date.fromisoformat(record["done_on"])) < step.day:
                    found.add(record["holding"])
            elif kind == Holding.kind_name and number in numbers and number not in touched:
                # the newest step comes first: since then nothing of the holding has changed
                touched.add(number)
                if is_old:
                    found.add(number)
    return found


@rule(
    "D14",
    Severity.INFO,
    "KVKK m.4/2-d",
    "İmha Yön. m.7/3",
    title=Text("Records of destruction go when their three years are over."),
    why=Text("They are kept for three years at least; longer wants another duty, as all keeping does."),
    fix=Text("Remove it, unless another law has you keep it: kvkkctl destruction remove {ref}"),
    since=_REGULATION,
)
def old_records(context: Context) -> Iterator[Hit]:
    for each in context.snapshot.destructions.values():
        if (last := kept_until(each)) < context.as_of:
            yield Hit(each, Text("The record {record} had to be kept until {day} only.", day=last))


@rule(
    "D16",
    Severity.ERROR,
    "İmha Yön. m.7/5",
    title=Text("Where a data subject asked for it, the method of destruction has a reason."),
    why=Text("The controller chooses the method; on request it explains why, and the record says it."),
    fix=Text("Add the reason: kvkkctl destruction edit {ref} --reason …"),
    since=_REGULATION,
)
def reason_on_request(context: Context) -> Iterator[Hit]:
    for each in context.snapshot.destructions.values():
        if not each.reason and _asked_for(context, each):
            yield Hit(
                each, Text("The record {record} gives no reason for the method, though it was asked for.")
            )


def _asked_for(context: Context, record: Destruction) -> bool:
    holding = context.snapshot.holdings[record.holding]
    asked = was_asked(holding, record.duty_on)
    return asked and holding.requested is not None and holding.requested <= record.done_on
