"""C: explicit consent (Law 6698 art. 3/1-a, 5/1 and 6/3-a)."""

from collections.abc import Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.models import Entry
from kvkkctl.rules.context import CONSENT, CONSENT_BEFORE_2024, Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.rules.wordlists import stands_for
from kvkkctl.snapshot import codes
from kvkkctl.text import Text

_PRINCIPLE_DECISION = date(2026, 3, 24)


@rule(
    "C01",
    Severity.WARNING,
    "KVKK m.3/1-a",
    "Kurul 2026/347",
    title=Text("Consent is not asked for where another basis carries the processing."),
    why=Text("Whoever is asked for consent believes that a no counts; beside another basis it does not."),
    fix=Text("Keep the one basis that carries the processing: kvkkctl entry edit {ref} --basis CODE"),
    severity_from=((_PRINCIPLE_DECISION, Severity.ERROR),),
)
def stacked_consent(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        stated = set(codes(entry.bases))
        others = stated - CONSENT - CONSENT_BEFORE_2024
        if others and stated & CONSENT:
            rest = ", ".join(sorted(others))
            yield Hit(entry, Text("{record} names explicit consent together with {others}.", others=rest))


@rule(
    "C02",
    Severity.ERROR,
    "KVKK m.3/1-a",
    title=Text("Whoever relies on explicit consent can show what was consented to."),
    why=Text("Consent is on a definite matter and informed; without its text neither can be shown."),
    fix=Text("Say where the text is found: kvkkctl entry edit {ref} --consent-text …"),
    requires=("C01",),
)
def consent_texts(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        if _consented(entry) and not entry.consent_text:
            yield Hit(entry, Text("{record} rests on explicit consent and names no text of it."))


def _consented(entry: Entry) -> bool:
    return not CONSENT.isdisjoint(codes(entry.bases))


@rule(
    "C08",
    Severity.WARNING,
    "KVKK m.3/1-a",
    "Kurul 2026/921",
    title=Text("What an employer does to employees and applicants does not rest on their consent."),
    why=Text("Consent is free only where a no costs nothing, and between employer and employee it may."),
    fix=Text("Name another basis if there is one: kvkkctl entry edit {ref} --basis 5/2-ç"),
    requires=("C01",),
)
def consent_at_work(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        if not _consented(entry):
            continue
        subjects = context.snapshot.named(entry.subjects)
        if names := ", ".join(term.label for term in subjects if stands_for("staff", term)):
            yield Hit(entry, Text("{record} rests on the explicit consent of {names}.", names=names))
