"""C: explicit consent (Law 6698 art. 3/1-a, 5/1 and 6/3-a)."""

from collections.abc import Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.rules.context import CONSENT, CONSENT_BEFORE_2024, Context
from kvkkctl.rules.rule import Hit, rule
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
    fix=Text("Keep the one basis that carries the processing: kvkkctl entry edit {ref} --basis 5/2-c"),
    severity_from=((_PRINCIPLE_DECISION, Severity.ERROR),),
)
def stacked_consent(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        stated = set(codes(entry.bases))
        others = stated - CONSENT - CONSENT_BEFORE_2024
        if others and stated & CONSENT:
            rest = ", ".join(sorted(others))
            yield Hit(entry, Text("{record} names explicit consent together with {others}.", others=rest))
