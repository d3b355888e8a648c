"""What a rule is: one question to a register, with its citation, its reason and its remedy."""

import shlex
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, Required, TypedDict, Unpack

from kvkkctl.errors import Severity
from kvkkctl.models import Record
from kvkkctl.rules.context import Context
from kvkkctl.snapshot import Provenance
from kvkkctl.text import Text

LAW_SINCE = date(2016, 4, 7)
"""The first day of Law 6698; nothing is asked of the time before it."""


class Hit(NamedTuple):
    """A gap that a rule saw: the record where a person would put it right, and a sentence saying what it is.

    The sentence may use ``{record}``, ``{ref}`` and ``{label}``; the report fills them.
    """

    record: Record
    message: Text


class Finding(NamedTuple):
    """A hit of a rule, as weighed and cited on the day of the question."""

    rule: str
    severity: Severity
    citation: str
    message: Text
    kind: str
    ref: str
    label: str
    origin: Provenance | None = None


Check = Callable[[Context], Iterator[Hit]]


class Rule(NamedTuple):
    """A rule and all that is said about it.

    `title` is what ought to hold, `why` the reason, `fix` what to type. `since` and `until` (both
    inclusive) bound the days on which it is asked; `severity_from` holds, in order, the days from which
    it weighs more or less. A rule that `requires` others is silent where one of them has a finding: one
    defect, one finding.
    """

    id: str
    severity: Severity
    cites: tuple[str, ...]
    title: Text
    why: Text
    fix: Text
    check: Check
    since: date | None = None
    until: date | None = None
    severity_from: tuple[tuple[date, Severity], ...] = ()
    requires: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The letter under which rules of a kind are kept."""
        return self.id[0]

    def in_force(self, on: date) -> bool:
        """Say whether the rule is asked on that day."""
        return (self.since or LAW_SINCE) <= on and (self.until is None or on <= self.until)

    def severity_on(self, on: date) -> Severity:
        """Return how much a finding of that day weighs."""
        return next((weight for day, weight in reversed(self.severity_from) if day <= on), self.severity)

    def finding(self, hit: Hit, context: Context) -> Finding:
        """Return what the report says about a hit."""
        place, said = context.place(hit.record), hit.message
        return Finding(
            rule=self.id,
            severity=self.severity_on(context.as_of),
            citation="; ".join(self.cites),
            message=said.filled(record=str(place), ref=place.ref, label=place.label),
            kind=place.kind,
            ref=place.ref,
            label=place.label,
            origin=place.origin,
        )

    def fix_for(self, finding: Finding) -> Text:
        """Return the remedy with the record's kind, and its names quoted for a shell, in it."""
        ref, label = shlex.quote(finding.ref), shlex.quote(finding.label)
        return self.fix.filled(kind=finding.kind, ref=ref, label=label)


class _Details(TypedDict, total=False):
    title: Required[Text]
    why: Required[Text]
    fix: Required[Text]
    since: date
    until: date
    severity_from: tuple[tuple[date, Severity], ...]
    requires: tuple[str, ...]


def rule(
    number: str, severity: Severity, *cites: str, **details: Unpack[_Details]
) -> Callable[[Check], Rule]:
    """Turn a function that yields hits into a rule.

    Raises TypeError at import for a rule that cites nothing or lacks its title, reason or remedy.
    """

    def declare(check: Check) -> Rule:
        if not cites:
            raise TypeError(number)
        return Rule(id=number, severity=severity, cites=cites, check=check, **details)

    return declare
