"""B: the conditions of Article 6/3, and whether what is stated beside one bears it out.

A purpose of VERBİS is wide: only one that cannot be what the condition asks for is taken as such, and a single purpose
that may be is enough to be silent.
"""

from collections.abc import Callable, Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.models import ControllerKind, Entry, RecipientRole, Term
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.rules.wordlists import says, stands_for
from kvkkctl.snapshot import codes
from kvkkctl.text import Text, ranges

_HEALTH = "6/3-e"
_EMPLOYMENT = "6/3-f"
_MEMBERS = "6/3-g"
_PRINCIPLE_DECISION = date(2026, 6, 2)


def _resting_on(context: Context, code: str) -> Iterator[Entry]:
    return (entry for entry in context.special_entries if code in codes(entry.bases))


def _purposes_outside(context: Context, entry: Entry, inside: str, outside: str) -> tuple[str, ...]:
    """Return the purposes when every one of them is outside, and neither they nor the activity say otherwise."""
    purposes = context.snapshot.named(entry.purposes)
    names = (context.snapshot.activity_of(entry).name, *(term.label for term in purposes))
    if any(says(inside, name) for name in names) or not all(stands_for(outside, term) for term in purposes):
        return ()
    return tuple(term.label for term in purposes)


@rule(
    "B04",
    Severity.WARNING,
    "KVKK m.6/3-e",
    title=Text("Who relies on Article 6/3-e is bound to secrecy or authorised for health services."),
    why=Text("The condition is theirs alone; an employer who is neither needs another one."),
    fix=Text(
        "State it: kvkkctl controller set --secrecy-bound; "
        "or name another basis: kvkkctl entry edit NUMBER --basis …"
    ),
)
def secrecy(context: Context) -> Iterator[Hit]:
    controller, entries = context.snapshot.controller, tuple(_resting_on(context, _HEALTH))
    if controller.secrecy_bound is None and entries:
        message = Text(
            "{refs} rest on 6/3-e; whether the controller is bound to secrecy is not stated.",
            refs=ranges(entry.ref for entry in entries),
        )
        yield Hit(controller, message)
    elif controller.secrecy_bound is False:
        for entry in entries:
            yield Hit(entry, Text("{record} rests on 6/3-e, but the controller is not bound to secrecy."))


@rule(
    "B05",
    Severity.WARNING,
    "KVKK m.6/3-e",
    title=Text("Article 6/3-e carries health services, their planning and their financing only."),
    why=Text("It names public health, preventive medicine, diagnosis, treatment and care, and nothing else."),
    fix=Text("Name the basis that carries the purpose: kvkkctl entry edit {ref} --basis 6/3-a"),
)
def health_purposes(context: Context) -> Iterator[Hit]:
    for entry in _resting_on(context, _HEALTH):
        if names := ", ".join(_purposes_outside(context, entry, "health", "not_health")):
            message = Text(
                '{record} rests on 6/3-e, but its purpose is no health service: "{text}".', text=names
            )
            yield Hit(entry, message)


@rule(
    "B06",
    Severity.WARNING,
    "KVKK m.6/3-f",
    title=Text("Article 6/3-f carries duties of employment, safety at work and social security only."),
    why=Text("It names legal duties of these fields, social services and social aid, and nothing else."),
    fix=Text("Name the basis that carries the purpose: kvkkctl entry edit {ref} --basis 6/3-a"),
)
def employment_purposes(context: Context) -> Iterator[Hit]:
    for entry in _resting_on(context, _EMPLOYMENT):
        if names := ", ".join(_purposes_outside(context, entry, "employment", "not_employment")):
            message = Text(
                '{record} rests on 6/3-f, but its purpose is no duty of employment: "{text}".', text=names
            )
            yield Hit(entry, message)


@rule(
    "B07",
    Severity.ERROR,
    "KVKK m.6/3-g",
    title=Text("Article 6/3-g carries what a non-profit body holds on its own people and keeps to itself."),
    why=Text("It is for members, former members and regular contacts, and nothing goes to third persons."),
    fix=Text(
        "Name the basis that carries it: kvkkctl entry edit {ref} --basis 6/3-a; kvkkctl controller set --kind ngo"
    ),
)
def members(context: Context) -> Iterator[Hit]:
    checks: tuple[Callable[[Context, Entry], Text | None], ...] = (_no_body, _no_members, _third_persons)
    for entry in _resting_on(context, _MEMBERS):
        yield from (Hit(entry, said) for check in checks if (said := check(context, entry)))


def _no_body(context: Context, _: Entry) -> Text | None:
    match context.snapshot.controller.kind:
        case ControllerKind.NGO:
            return None
        case None:
            return Text("{record} rests on 6/3-g, but what kind of controller there is is not stated.")
        case _:
            return Text(
                "{record} rests on 6/3-g, but the controller is no foundation, association or the like."
            )


def _no_members(context: Context, entry: Entry) -> Text | None:
    named = context.snapshot.named(entry.subjects)
    found = [term for term in named if stands_for("no_member", term) and not says("member", term.label)]
    if not found:
        return None
    return Text("{record} rests on 6/3-g, which does not cover {names}.", names=_labels(found))


def _third_persons(context: Context, entry: Entry) -> Text | None:
    roles = {RecipientRole.CONTROLLER, RecipientRole.AUTHORITY}
    found = [term for term in context.snapshot.named(entry.recipients) if term.role in roles]
    if not found:
        return None
    return Text("{record} rests on 6/3-g, but is disclosed to third persons: {names}.", names=_labels(found))


def _labels(terms: list[Term]) -> str:
    return ", ".join(term.label for term in terms)


@rule(
    "B11",
    Severity.WARNING,
    "KVKK m.4/2-ç",
    "KVKK m.6/3",
    "Kurul 2026/921",
    title=Text("Attendance is not tracked by biometric data."),
    why=Text("No law provides for it, consent at work is hardly free, and cards or PINs do as well."),
    fix=Text("Use another means and end it: kvkkctl entry edit {ref} --ended DATE"),
    severity_from=((_PRINCIPLE_DECISION, Severity.ERROR),),
)
def biometric_attendance(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        if stands_for("biometric", context.snapshot.category_of(entry)) and _tracks_attendance(
            context, entry
        ):
            yield Hit(entry, Text("{record} tracks attendance by biometric data."))


def _tracks_attendance(context: Context, entry: Entry) -> bool:
    activity = context.snapshot.activity_of(entry)
    purposes = (term.label for term in context.snapshot.named(entry.purposes))
    return any(says("attendance", text) for text in (activity.name, activity.process, *purposes))
