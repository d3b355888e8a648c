"""A, B: what data items, and the names of activities, give away (Law 6698 art. 4/2-ç, 6/1).

These rules ask to look, they do not claim: a word is no proof. Items that a row of a workbook states for several
categories are found once, at the first of them.
"""

from collections.abc import Iterator
from functools import lru_cache

from kvkkctl.errors import Severity
from kvkkctl.models import Activity, Entry
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.rules.wordlists import says, stands_for, wordlist
from kvkkctl.snapshot import is_other, is_special
from kvkkctl.text import Text

_KINDS = (
    "race_items",
    "politics_items",
    "belief_items",
    "dress_items",
    "association_items",
    "foundation_items",
    "union_items",
    "health_items",
    "sexual_items",
    "criminal_items",
    "biometric",
    "genetic_items",
)
"""The lists of items that read as one special category each; the list names the category."""


@rule(
    "A19",
    Severity.WARNING,
    "KVKK m.4/2-ç",
    "5464 m.23",
    title=Text("The security code of a payment card is not kept."),
    why=Text(
        "It serves one payment only: a merchant stores nothing of a card without the written consent of its holder, "
        "and the card schemes let nobody keep the code once it is paid (PCI DSS, requirement 3)."
    ),
    fix=Text("Destroy it and take it off the items: kvkkctl entry edit {ref} --item …"),
)
def card_codes(context: Context) -> Iterator[Hit]:
    for entry, items in _stated(context):
        if found := ", ".join(item for item in items if says("card_code", item)):
            yield Hit(entry, Text('{record} holds the security code of a card: "{items}".', items=found))


@rule(
    "B14",
    Severity.WARNING,
    "KVKK m.6/1",
    title=Text("Data items of a special nature stand under a special category."),
    why=Text("Under an ordinary category nobody asks for the basis and the safeguards of Article 6."),
    fix=Text(
        "Look what they hold; then kvkkctl entry add --activity CODE --category … --basis …, "
        "or correct the items: kvkkctl entry edit {ref} --item …"
    ),
)
def special_items(context: Context) -> Iterator[Hit]:
    for entry, items in _stated(context):
        for kind, found in _special(items):
            if not _has_category(context, entry.activity, kind):
                category = ", ".join(wordlist(kind).terms)
                message = Text(
                    '{record} names items that read as "{category}", which its activity does not have: {items}.',
                    category=category,
                    items=found,
                )
                yield Hit(entry, message)


@rule(
    "B15",
    Severity.WARNING,
    "KVKK m.6/1",
    "Kişisel Sağlık Verileri Yön. m.4",
    title=Text("An activity that serves people's health has a category for what that says of them."),
    why=Text("Whose patient somebody is, and when and why they came, tells of their health."),
    fix=Text(
        "Look whether the data tell of a person's health; then "
        "kvkkctl entry add --activity {ref} --category … --basis …"
    ),
)
def health_services(context: Context) -> Iterator[Hit]:
    for activity in context.current.activities.values():
        entries = context.current.entries_by_activity.get(activity.id, ())
        told = next((text for text in _names(activity) if says("health_service", text)), None)
        if told is None or not entries or any(_is_special(context, entry) for entry in entries):
            continue
        if not any(_special(entry.items) for entry in entries if entry.items):
            yield Hit(
                activity, Text('{record} reads as a service to people\'s health ("{text}").', text=told)
            )


@rule(
    "B16",
    Severity.INFO,
    "KVKK m.4/2-ç",
    "4857 m.30",
    title=Text("What a form asks of every employee is kept of those only whom it concerns."),
    why=Text("A box for the disabled or the convicted says nothing that is needed of all the others."),
    fix=Text(
        "Keep it of those whom it concerns, or say why it is needed of all: "
        "kvkkctl entry edit {ref} --item …, or "
        "kvkkctl accept B16 {ref} --reason … --until DATE --by …"
    ),
)
def boxes_of_forms(context: Context) -> Iterator[Hit]:
    for entry, items in _stated(context, special=True):
        if not any(stands_for("staff", term) for term in context.snapshot.named(entry.subjects)):
            continue
        if found := ", ".join(item for item in items if says("form_boxes", item)):
            yield Hit(entry, Text("{record} asks every employee about {items}.", items=found))


def _stated(context: Context, *, special: bool = False) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """Yield each list of items of an activity once, with the first entry, or the first special one, that states it."""
    seen: set[tuple[int, tuple[str, ...]]] = set()
    for entry in context.special_entries if special else context.entries:
        if entry.items and (entry.activity, entry.items) not in seen:
            seen.add((entry.activity, entry.items))
            yield entry, entry.items


@lru_cache(maxsize=65536)
def _special(items: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the lists that items are on, each with those items."""
    found = ((kind, ", ".join(item for item in items if _reads_as(kind, item))) for kind in _KINDS)
    return tuple((kind, named) for kind, named in found if named)


def _reads_as(kind: str, item: str) -> bool:
    return says(kind, item) and not says("closed_list_not", item)


def _has_category(context: Context, activity: int, kind: str) -> bool:
    """Say whether an activity has a category of that kind; a special one of the organisation's own may be any."""
    for entry in context.current.entries_by_activity.get(activity, ()):
        category = context.snapshot.category_of(entry)
        if stands_for(kind, category) or (
            category.special and (category.official is None or is_other(category))
        ):
            return True
    return False


def _is_special(context: Context, entry: Entry) -> bool:
    return bool(is_special(context.snapshot.category_of(entry)))


def _names(activity: Activity) -> Iterator[str]:
    yield from (text for text in (activity.name, activity.process) if text)
