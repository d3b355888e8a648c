"""D, K: retention beside the statutory periods that an entry is linked to; which apply is never guessed."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from kvkkctl.errors import Severity
from kvkkctl.models import Entry, RetentionKind
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text

if TYPE_CHECKING:
    from kvkkctl.retention.comparison import Comparison


@rule(
    "D01",
    Severity.ERROR,
    "KVKK m.7/2",
    title=Text("No retention is shorter than a minimum that it is linked to."),
    why=Text("What another law orders to keep is not destroyed before its time, whatever a policy says."),
    fix=Text("State the longer period: kvkkctl entry edit {ref} --retention …"),
)
def too_short(context: Context) -> Iterator[Hit]:
    for entry, said in _compared(context):
        if said.shorter:
            yield Hit(entry, Text("{record}: {why}", why=said.why))


@rule(
    "D02",
    Severity.ERROR,
    "KVKK m.4/2-d",
    "KVKK m.7/1",
    title=Text("No retention is longer than a maximum that it is linked to."),
    why=Text("Data are kept as long as the law provides at most, and destroyed when the reasons are gone."),
    fix=Text("State the shorter period: kvkkctl entry edit {ref} --retention …"),
)
def too_long(context: Context) -> Iterator[Hit]:
    for entry, said in _compared(context):
        if said.longer:
            yield Hit(entry, Text("{record}: {why}", why=said.why))


@rule(
    "D03",
    Severity.WARNING,
    "KVKK m.4/2-d",
    "Sicil Yön. m.9/4",
    title=Text("What is kept longer than every linked statutory period says why."),
    why=Text("A longest time rests on a law, a limitation, or another reason that somebody can name."),
    fix=Text(
        "Link what justifies it: kvkkctl retention link {ref} --to ID; "
        "or name the criterion: kvkkctl entry edit {ref} --reason relationship; or shorten the retention"
    ),
    requires=("D02",),
)
def unjustified(context: Context) -> Iterator[Hit]:
    for entry, exceeded in _exceeding(context):
        if not _practice_only(exceeded):
            message = Text(
                "{record} is kept longer than every statutory period linked to it ({ids}), and says not why.",
                ids=", ".join(exceeded),
            )
            yield Hit(entry, message)


@rule(
    "D04",
    Severity.WARNING,
    "KVKK m.4/2-d",
    "Sicil Yön. m.9/4",
    title=Text("Every period of keeping rests on a statute or on a stated criterion."),
    why=Text("Where no law sets the period, the regulation names by what it is set; a number alone is none."),
    fix=Text(
        "Link the law that sets it: kvkkctl retention link {ref} --to ID; "
        "or name the criterion: kvkkctl entry edit {ref} --reason limitation"
    ),
    requires=("A06", "J03", "K08"),
)
def unfounded(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        stated = context.snapshot.retention_of(entry)
        if stated is None or stated.kind is not RetentionKind.BOUNDED:
            continue
        if not entry.statutes and not entry.retention_reasons and not _names_a_law(context, entry):
            message = Text('Nothing says why {record} is kept that long: "{text}".', text=stated.text)
            yield Hit(entry, message)


@rule(
    "D05",
    Severity.WARNING,
    "KVKK m.4/2-ç",
    "KVKK m.4/2-d",
    title=Text("What rests on practice alone is kept no longer than practice does."),
    why=Text("Practice shows what others hold to be necessary; more than that wants a reason of its own."),
    fix=Text("Link what justifies it: kvkkctl retention link {ref} --to ID; or shorten it to the practice"),
)
def beyond_practice(context: Context) -> Iterator[Hit]:
    for entry, exceeded in _exceeding(context):
        if _practice_only(exceeded):
            message = Text(
                "{record} is kept longer than the practice linked to it ({ids}).", ids=", ".join(exceeded)
            )
            yield Hit(entry, message)


@rule(
    "K14",
    Severity.WARNING,
    "KVKK m.4/2-d",
    "Sicil Yön. m.9/4",
    title=Text("Every statutory period that an entry is linked to can be applied."),
    why=Text("What is doubtful and confirmed by nobody, or not in force, says nothing about a retention."),
    fix=Text("kvkkctl law confirm ID --source …, or kvkkctl retention unlink {ref} --from ID"),
)
def inapplicable_links(context: Context) -> Iterator[Hit]:
    if not context.compared:
        return
    from kvkkctl.retention.comparison import inapplicable

    for entry, _ in context.compared:
        for number in entry.statutes:
            if why := inapplicable(number, context.snapshot.confirmed, context.as_of):
                yield Hit(entry, Text("{record}: {why}", why=why))


def _compared(context: Context) -> "Iterator[tuple[Entry, Comparison]]":
    return ((entry, said) for entry, found in context.compared for said in found)


def _exceeding(context: Context) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """Yield the entries kept longer than all that could justify it, with those periods.

    What is not applied and what names no period justifies none; a law that the phrase names does, and so does a
    criterion of the registry regulation that the entry states.
    """
    for entry, found in context.compared:
        measures = [said for said in found if _sets_a_length(said)]
        justified = bool(entry.retention_reasons) or _names_a_law(context, entry)
        if measures and all(said.beyond for said in measures) and not justified:
            yield entry, tuple(said.statute for said in measures)


def _sets_a_length(said: "Comparison") -> bool:
    # the library is loaded where something is linked to it
    from kvkkctl.law.statutory import statutory_periods

    return said.applied and statutory_periods()[said.statute].high is not None


def _practice_only(numbers: Collection[str]) -> bool:
    from kvkkctl.law.statutory import StatutoryClass, statutory_periods

    return all(statutory_periods()[each].klass is StatutoryClass.PRACTICE for each in numbers)


def _names_a_law(context: Context, entry: Entry) -> bool:
    stated = context.snapshot.retention_of(entry)
    return stated is not None and any(term.law for term in stated.terms)
