"""J: cameras (Law 6698 art. 4; announcement of the Authority of 8 June 2026).

An entry is camera footage by its data category as mapped to VERBİS and by what it, its activity or its items say;
filming for other ends is not.
"""

from collections.abc import Iterator

from kvkkctl.errors import Severity
from kvkkctl.law.period import Period
from kvkkctl.models import Activity, Entry
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.rules.wordlists import says, stands_for
from kvkkctl.text import Text

_PRACTICE = "R110"
"""The line of the statutory library on camera footage: no law names a number, thirty days are practice."""


def _footage(context: Context) -> Iterator[Entry]:
    for entry in context.entries:
        category = context.snapshot.category_of(entry)
        if not stands_for("recordings", category):
            continue
        texts = _texts(context.snapshot.activity_of(entry), category.label, *(entry.items or ()))
        shown = not entry.items or any(says("footage", item) for item in entry.items)
        if shown and _watches(texts):
            yield entry


def _texts(activity: Activity, *more: str) -> tuple[str, ...]:
    stated = (activity.name, activity.process, activity.medium, activity.source)
    return (*(text for text in stated if text), *more)


def _watches(texts: tuple[str, ...]) -> bool:
    if any(says("surveillance", text) for text in texts):
        return True
    return any(says("camera", text) for text in texts) and not any(says("filming", text) for text in texts)


@rule(
    "J02",
    Severity.WARNING,
    "KVKK m.4/2-c",
    "KVKK m.4/2-ç",
    "Kurum duyurusu 8.6.2026",
    title=Text("Cameras do not watch performance, attendance or discipline."),
    why=Text("Watching people all day to judge their work goes further than any safety asks for."),
    fix=Text("Keep to the purpose of safety: kvkkctl entry edit {ref} --purpose …"),
)
def camera_purposes(context: Context) -> Iterator[Hit]:
    for entry in _footage(context):
        if names := ", ".join(_judging(context, entry)):
            yield Hit(entry, Text('{record} is camera footage that serves "{text}".', text=names))


def _judging(context: Context, entry: Entry) -> Iterator[str]:
    for term in context.snapshot.named(entry.purposes):
        if stands_for("discipline", term) or says("attendance", term.label):
            yield term.label
    name = context.snapshot.activity_of(entry).name
    if says("discipline", name) or says("attendance", name):
        yield name


@rule(
    "J03",
    Severity.WARNING,
    "KVKK m.4/2-d",
    "Kurum duyurusu 8.6.2026",
    title=Text("Camera footage is kept no longer than practice does, or says why."),
    why=Text("What happened is known within days; what nobody asked for by then is destroyed by itself."),
    fix=Text("Shorten it, or say why: kvkkctl entry edit {ref} --retention …, or --reason …"),
    requires=("A06", "D05"),
)
def camera_retention(context: Context) -> Iterator[Hit]:
    for entry in _footage(context):
        # the library is loaded where there is footage
        from kvkkctl.law.statutory import statutory_periods

        usual, stated = statutory_periods()[_PRACTICE].high, context.snapshot.retention_of(entry)
        if usual is None or stated is None or entry.retention_reasons or entry.statutes:
            continue
        # a limb with a condition or a law of its own is for an incident, or says why
        free = (term.period for term in stated.terms if not (term.condition or term.law))
        if any(period and Period.parse(period).longer_than(usual) for period in free):
            message = Text(
                '{record} is camera footage kept longer than {days} days: "{text}".', text=stated.text
            )
            yield Hit(entry, message.filled(days=usual.total_days))


@rule(
    "J04",
    Severity.WARNING,
    "KVKK m.4/2-a",
    "KVKK m.4/2-ç",
    "Kurum duyurusu 8.6.2026",
    title=Text("There are no cameras where people rest, change, pray or wash."),
    why=Text("No interest in safety outweighs that people are alone there."),
    fix=Text("Take them down and end it: kvkkctl entry edit {ref} --ended DATE"),
)
def private_places(context: Context) -> Iterator[Hit]:
    for entry in _footage(context):
        activity = context.snapshot.activity_of(entry)
        texts = (*_texts(activity, *(entry.items or ())), activity.description or "")
        if names := ", ".join(text for text in texts if says("private_place", text)):
            yield Hit(entry, Text('{record} is camera footage of a private place: "{text}".', text=names))
