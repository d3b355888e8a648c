"""A: what an inventory has to state (Law 6698 art. 4, 5, 6, 12 and 16/3; registry regulation art. 4 and 9).

Activities that have ended are not asked. What only the duties to inform and to register call for is not asked
of an activity that art. 28/2 exempts from them.
"""

from collections.abc import Iterator

from kvkkctl.errors import Severity
from kvkkctl.models import Retention, RetentionKind
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.snapshot import codes
from kvkkctl.text import Text
from kvkkctl.vocabulary import bases

_NEEDS_A_LAW = frozenset({"5/2-a", "5/2-ç", "6/3-b", "6/3-f"})


@rule(
    "A01",
    Severity.ERROR,
    "KVKK m.4/2-c",
    "KVKK m.10/1-b",
    "KVKK m.16/3-b",
    title=Text("Every entry names the purposes of processing."),
    why=Text("Data are processed for specified, explicit and legitimate purposes or not at all."),
    fix=Text("Name them: kvkkctl entry edit {ref} --purpose …"),
)
def purposes(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        if not entry.purposes:
            yield Hit(entry, Text("{record} names no purpose of processing."))


@rule(
    "A02",
    Severity.ERROR,
    "KVKK m.5",
    "KVKK m.6",
    "Sicil Yön. m.4",
    title=Text("Every entry rests on a legal basis."),
    why=Text("Without a condition of Article 5 or 6 personal data may not be processed at all."),
    fix=Text("Name it (as 5/2-c): kvkkctl entry edit {ref} --basis …"),
)
def legal_bases(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        if all(basis.code is None and basis.label == basis.law for basis in entry.bases or ()):
            # a statute alone says where something is written, not which condition of the Law it is
            yield Hit(entry, Text("{record} names no legal basis."))


@rule(
    "A03",
    Severity.ERROR,
    "KVKK m.16/3-c",
    title=Text("Every entry says whose data they are."),
    why=Text("VERBİS holds the groups of people together with the categories of their data."),
    fix=Text("Name the groups: kvkkctl entry edit {ref} --subject …"),
)
def subjects(context: Context) -> Iterator[Hit]:
    for entry in context.notifiable_entries:
        if not entry.subjects:
            yield Hit(entry, Text("{record} names no group of people whose data are processed."))


@rule(
    "A04",
    Severity.ERROR,
    "KVKK m.16/3-c",
    title=Text("Every activity has data categories."),
    why=Text("An activity without a data category tells nobody what it processes."),
    fix=Text("Add what it processes: kvkkctl entry add --activity {ref} --category …"),
)
def categories(context: Context) -> Iterator[Hit]:
    for activity in context.notifiable:
        if activity.id not in context.current.entries_by_activity:
            yield Hit(activity, Text("The activity {record} has no data category."))


@rule(
    "A05",
    Severity.ERROR,
    "KVKK m.4/2-d",
    "KVKK m.16/3-f",
    "Sicil Yön. m.9/4",
    title=Text("Every entry says how long its data are kept."),
    why=Text("Data are kept as long as a law says or the purpose needs, and no longer."),
    fix=Text("State it: kvkkctl entry edit {ref} --retention …"),
)
def retention(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        stated = context.snapshot.retention_of(entry)
        if stated is None or stated.kind is RetentionKind.MISSING:
            yield Hit(entry, _untimed(stated))


def _untimed(stated: Retention | None) -> Text:
    if stated is None or not stated.text:
        return Text("{record} does not say how long its data are kept.")
    return Text('{record} gives no length of time for keeping its data: "{text}".', text=stated.text)


@rule(
    "A06",
    Severity.ERROR,
    "KVKK m.4/2-d",
    title=Text("Every retention comes to an end."),
    why=Text("Nobody can keep to a period without a number, and VERBİS cannot take it."),
    fix=Text("State a period or an end: kvkkctl entry edit {ref} --retention …"),
)
def finite_retention(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        stated = context.snapshot.retention_of(entry)
        if stated is not None and _endless(stated):
            yield Hit(entry, Text('{record} is kept for no definite time: "{text}".', text=stated.text))


def _endless(stated: Retention) -> bool:
    unnamed = stated.kind is RetentionKind.STATUTORY and stated.maximum is None
    return unnamed or stated.kind is RetentionKind.INDEFINITE


@rule(
    "A07",
    Severity.WARNING,
    "KVKK m.4/2-d",
    title=Text("Every retention period says when it starts."),
    why=Text("Without the event that starts it a period gives no date of destruction."),
    fix=Text("Name the event that starts it: kvkkctl entry edit {ref} --retention …"),
    requires=("A06",),
)
def retention_start(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        stated = context.snapshot.retention_of(entry)
        if stated and any(term.period and not (term.event or term.event_text) for term in stated.terms):
            yield Hit(entry, Text('{record} names no start of its period: "{text}".', text=stated.text))


@rule(
    "A08",
    Severity.ERROR,
    "KVKK m.12/1",
    "KVKK m.16/3-e",
    title=Text("Every entry names the measures that protect its data."),
    why=Text("The controller answers for the security of the data and tells VERBİS what is done for it."),
    fix=Text("Name them: kvkkctl entry edit {ref} --measure …"),
)
def measures(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        if not entry.measures:
            yield Hit(entry, Text("{record} names no technical or administrative measure."))


@rule(
    "A09",
    Severity.WARNING,
    "KVKK m.10/1-c",
    "KVKK m.16/3-ç",
    title=Text("Every entry says to whom its data are passed on, or that they are not."),
    why=Text("An empty cell is not a no; people are told who receives the data, or that nobody does."),
    fix=Text("Name them, or state Yok: kvkkctl entry edit {ref} --recipient …"),
)
def recipients(context: Context) -> Iterator[Hit]:
    for entry in context.notifiable_entries:
        if entry.recipients is None:
            yield Hit(entry, Text("{record} does not say whether its data are passed on, and to whom."))


@rule(
    "A10",
    Severity.WARNING,
    "KVKK m.16/3-d",
    title=Text("Every entry says whether its data go abroad."),
    why=Text("An empty cell is not a no; VERBİS asks for each category whether it leaves the country."),
    fix=Text("Say yes or no: kvkkctl entry edit {ref} --abroad evet/hayır"),
)
def abroad(context: Context) -> Iterator[Hit]:
    for entry in context.notifiable_entries:
        if entry.abroad is None:
            yield Hit(entry, Text("{record} does not say whether its data go abroad."))


@rule(
    "A12",
    Severity.ERROR,
    "KVKK m.5/2",
    "KVKK m.6/3",
    "7499 m.33",
    title=Text("Every legal basis is law on the day of the processing."),
    why=Text("Article 6 was rewritten on 1 June 2024: neither text carries what the other governs."),
    fix=Text("Name the basis that is law: kvkkctl entry edit {ref} --basis 6/3-b"),
    requires=("B02", "B03"),
)
def bases_in_force(context: Context) -> Iterator[Hit]:
    known = bases()
    for entry in context.snapshot.entries.values():
        day = context.processed_on(entry)
        named = (known[code] for code in codes(entry.bases) if code in known)
        if wrong := ", ".join(basis.code for basis in named if not basis.in_force(day)):
            yield Hit(entry, Text("{record} rests on {bases}, not law on {date}.", bases=wrong, date=day))


@rule(
    "A13",
    Severity.WARNING,
    "KVKK m.5/2-a",
    "KVKK m.5/2-ç",
    "KVKK m.6/3-b",
    "KVKK m.6/3-f",
    "Aydınlatma Tebliği m.5/1-h",
    "Kurul 2026/347",
    title=Text("A basis that points to the law names the law and the article."),
    why=Text("A basis that nobody can look up convinces nobody; it stands or falls with its provision."),
    fix=Text("Name both (as 6102 m.82): kvkkctl entry edit {ref} --law …"),
)
def laws(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        unfounded = tuple(basis for basis in entry.bases or () if not (basis.law and basis.article))
        if vague := ", ".join(code for code in codes(unfounded) if code in _NEEDS_A_LAW):
            yield Hit(entry, Text("{record} rests on {bases} without law and article.", bases=vague))
