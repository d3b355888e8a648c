"""The roll-up as plain values, for JSON and for keeping what was filed."""

from collections.abc import Callable, Iterable

from kvkkctl.text import Text
from kvkkctl.verbis.records import CategoryRoll, Decision, Rolled, RollUp


def as_dict(rolled: RollUp, render: Callable[[Text], str]) -> dict[str, object]:
    """Return the roll-up as plain values for JSON; `render` puts the questions into the user's language."""
    return {
        "categories": [_category_dict(category, rolled) for category in rolled.categories],
        "measures": _names(rolled.measures),
        "unresolved": [
            {
                "what": question.what,
                "why": render(question.why),
                "entries": list(question.entries),
                "screen": question.screen.value,
                "category": question.category,
                "fix": question.fix,
            }
            for question in rolled.unresolved
        ],
        "left_out": [{**each._asdict(), "entries": list(each.entries)} for each in rolled.left_out],
        "decisions": [decision_dict(each, render) for each in rolled.decisions],
        "sources": {"measures": _sources(rolled.measures)},
    }


def decision_dict(decision: Decision, render: Callable[[Text], str]) -> dict[str, object]:
    """Return a person's decision as plain values, with whether it counts and, where not, why."""
    made = decision.resolution
    return {
        "id": made.ref,
        "category": made.category,
        "field": made.field.value,
        "value": made.value,
        "reason": made.reason,
        "decided_by": made.decided_by,
        "decided_on": made.decided_on.isoformat(),
        "status": decision.standing.value,
        "why": render(decision.why) if decision.why else None,
        "grounds": list(made.grounds),
    }


def _category_dict(category: CategoryRoll, rolled: RollUp) -> dict[str, object]:
    retention = category.retention
    return {
        "no": category.no,
        "name": category.name,
        "processed": category.processed,
        "purposes": _names(category.purposes),
        "recipients": _names(category.recipients),
        "subjects": _names(category.subjects),
        "abroad": category.abroad,
        "retention": retention
        and {"unit": retention.unit.value, "count": retention.count, "text": retention.text},
        "entries": list(category.entries),
        "special": category.special,
        "transferred": category.transferred,
        "labels": _names(category.labels),
        "decided": {
            field.value: made.ref for (name, field), made in rolled.decided.items() if name == category.name
        },
        "sources": {
            "purposes": _sources(category.purposes),
            "recipients": _sources(category.recipients),
            "subjects": _sources(category.subjects),
            "labels": _sources(category.labels),
            "abroad": list(category.abroad_entries),
            "retention": list(retention.entries) if retention else [],
        },
    }


def _names(values: Iterable[Rolled]) -> list[str]:
    return [value.name for value in values]


def _sources(values: Iterable[Rolled]) -> dict[str, list[str]]:
    return {value.name: list(value.entries) for value in values}
