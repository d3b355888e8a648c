"""Which few decisions close the most gaps: findings grouped by what would put them right together.

What an entry lacks is decided once for many: a retention period for a data category (registry regulation art. 9/4) or,
where one is stated, for all entries of the same phrase; measures for a department; the rest for an activity. Findings
at one record are one edit.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kvkkctl.models import Entry, Record, Retention
from kvkkctl.rules.gap import Gap
from kvkkctl.rules.index import Index, fields_of
from kvkkctl.rules.rule import Rule
from kvkkctl.text import Text

_CATEGORY = frozenset({"retention", "method", "statutes"})
_ORGANISATION = frozenset({"measures", "administrative_measures", "technical_measures"})


class Reward(NamedTuple):
    """One decision: what to settle, for which records, and the gaps that this closes.

    `command` is the one that settles it at once, where there is one.
    """

    scope: Text
    field: str
    gaps: tuple[Gap, ...]
    command: str | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules whose gaps it closes."""
        return tuple(sorted({gap.finding.rule for gap in self.gaps}))

    @property
    def refs(self) -> tuple[str, ...]:
        """The short names of the records."""
        return tuple(dict.fromkeys(gap.finding.ref for gap in self.gaps))


_Scope = tuple[str, object]


def rewards(gaps: Iterable[Gap], index: Index, rules: Mapping[str, Rule]) -> tuple[Reward, ...]:
    """Return the decisions that close more than one open gap, the most rewarding first."""
    fields = {number: next(iter(fields_of(rule)), "") for number, rule in rules.items()}
    grouped: dict[tuple[_Scope, str], list[Gap]] = {}
    for gap in gaps:
        if not gap.fails:
            continue
        finding = gap.finding
        record = index.record(finding.kind, finding.ref)
        field = fields.get(finding.rule, "") if isinstance(record, Entry) else ""
        grouped.setdefault((_scope(record, field, index, finding.ref), field), []).append(gap)
    found = [
        Reward(_said(scope, index), field, tuple(members), _command(scope))
        for (scope, field), members in grouped.items()
        if len(members) > 1
    ]
    return tuple(sorted(found, key=lambda reward: -len(reward.gaps)))


def _scope(record: Record | None, field: str, index: Index, ref: str) -> _Scope:
    if not isinstance(record, Entry) or not field:
        return "record", ref
    if (
        field == "retention"
        and record.retention is not None
        and index.snapshot.retentions[record.retention].text
    ):
        return "phrase", record.retention
    if field in _CATEGORY:
        return "category", record.category
    if field in _ORGANISATION:
        return "department", index.snapshot.activity_of(record).department
    return "activity", record.activity


def _said(scope: _Scope, index: Index) -> Text:
    snapshot = index.snapshot
    match scope:
        case "phrase", int(number):
            return Text('wherever it says "{text}"', text=snapshot.retentions[number].text)
        case "category", int(number):
            return Text('for the data category "{label}"', label=snapshot.terms[number].label)
        case "activity", int(number):
            activity = snapshot.activities[number]
            return Text("for the activity {code} ({name})", code=activity.code, name=activity.name)
        case "department", None:
            return Text("for all entries without a department")
        case "department", name:
            return Text('for the department "{department}"', department=name)
        case _, ref:
            return Text("at {ref}", ref=ref)


def _command(scope: _Scope) -> str | None:
    what, value = scope
    return f"kvkkctl retention set {Retention.mark}{value} --as …" if what == "phrase" else None
