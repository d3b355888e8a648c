"""Gaps grouped the other way: by record, department or data category."""

from collections import Counter
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from kvkkctl import output
from kvkkctl.commands.gap_rows import Report, counts
from kvkkctl.commands.gap_tables import summary
from kvkkctl.errors import Severity
from kvkkctl.i18n import number, tr
from kvkkctl.models import Entry
from kvkkctl.output import Column, Row, Target
from kvkkctl.rendering import as_table, fitted
from kvkkctl.rules.gap import Gap
from kvkkctl.text import Text

# how many lines a table has that is fitted into a width, unless --all asks for every one
_GROUPS = 40


class By(StrEnum):
    """What gaps may be grouped by, instead of by rule."""

    ENTRY = "entry"
    DEPARTMENT = "department"
    CATEGORY = "category"


_BY: Mapping[By, tuple[Text, Text | None]] = {
    By.ENTRY: (Text("Record"), None),
    By.DEPARTMENT: (Text("Department"), Text("none, or several")),
    By.CATEGORY: (Text("Category"), Text("none, or several")),
}


def by_rows(report: Report, by: By) -> list[dict[str, Any]]:
    """Return a row for each record, department or category: how much weighs what there, and by which rules."""
    name_of: Mapping[By, Callable[[Gap], str | None]] = {
        By.ENTRY: lambda gap: gap.finding.ref,
        By.DEPARTMENT: lambda gap: report.index.department_of(gap.finding),
        By.CATEGORY: lambda gap: report.index.category_of(gap.finding),
    }
    groups: dict[str | None, list[Gap]] = {}
    for gap in report.gaps:
        groups.setdefault(name_of[by](gap), []).append(gap)
    shown = [
        {
            by.value: name,
            **(
                {"kind": members[0].finding.kind, "label": members[0].finding.label} if by is By.ENTRY else {}
            ),
            **counts(members),
            "rules": dict(sorted(Counter(gap.finding.rule for gap in members).items())),
        }
        for name, members in groups.items()
    ]
    return sorted(shown, key=lambda row: [-row[weight.value] for weight in Severity])


def by_text(report: Report, by: By, target: Target, *, every: bool) -> str:
    """Return the report grouped the other way."""
    terminal = output.terminal(target)
    shown = by_rows(report, by)
    cut = fitted(terminal=terminal) and not every and len(shown) > _GROUPS
    heading, nameless = _BY[by]
    columns = [
        Column(heading, lambda row: _group_name(row, by) or nameless),
        Column(Text("Errors"), lambda row: number(row["error"]), right=True),
        Column(Text("Warnings"), lambda row: number(row["warning"]), right=True),
        Column(Text("Remarks"), lambda row: number(row["info"]), right=True),
        Column(Text("Accepted"), lambda row: number(row["accepted"]), right=True),
        Column(Text("Gaps by rule"), _counted_rules),
    ]
    text = as_table(shown[:_GROUPS] if cut else shown, columns, terminal=terminal)
    if cut:
        more = Text("… and {n} more: --all shows every line.", n=number(len(shown) - _GROUPS))
        text += f"{tr(more)}\n"
    totals = "".join(f"{line}\n" for line in summary(report))
    return f"{text}\n{totals}"


def _group_name(row: Row, by: By) -> str | None:
    if by is By.ENTRY and row["kind"] in {Entry.kind_name, "activity", "transfer"}:
        return f"{row['entry']} {row['label']}"
    name: str | None = row[by.value]
    return name


def _counted_rules(row: Row) -> str:
    return ", ".join(
        f"{rule} ({number(count)})" if count > 1 else rule for rule, count in row["rules"].items()
    )
