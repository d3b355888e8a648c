"""Gaps as people read them: by rule, department, category or record, each in its own line, and what to settle first.

Counts are always complete. Where the places of all gaps would make the report long, it shows the first of each rule and
says how to get every one.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from kvkkctl import output
from kvkkctl.commands.gap_advice import fine_table, reward_table
from kvkkctl.commands.gap_rows import RULES, Report, counts, rows
from kvkkctl.errors import Severity
from kvkkctl.i18n import number, tr
from kvkkctl.output import SEVERITIES, Column, Row, Target, column
from kvkkctl.rendering import as_table, fitted
from kvkkctl.rules.gap import Gap
from kvkkctl.text import Text, ranges, spans

# what all places of a report together may take, and how many rules, before only the first places are shown, and the
# rules of remarks in one line: a register where nearly everything fails has a report of two screens
_ROOM = 1200
_ROWS = 14
_PLACES = 3
_LINE = 60
_MOSTLY: Mapping[str, Text] = {
    "A01": Text("{n} of {all} entries name no purpose."),
    "A02": Text("{n} of {all} entries name no legal basis."),
    "A03": Text("{n} of {all} entries name no group of people."),
    "A05": Text("{n} of {all} entries state no retention period."),
    "A08": Text("{n} of {all} entries name no security measure."),
    "A09": Text("{n} of {all} entries do not say to whom their data are passed on."),
    "A10": Text("{n} of {all} entries do not say whether their data go abroad."),
}
_SEVERITY_LINES: Mapping[Severity, Text] = {
    Severity.ERROR: Text("Errors: {n}; rules concerned: {rules}."),
    Severity.WARNING: Text("Warnings: {n}; rules concerned: {rules}."),
    Severity.INFO: Text("Remarks: {n}; rules concerned: {rules}."),
}
_CHANGES: Mapping[str, Text] = {"appeared": Text("appeared"), "closed": Text("closed")}


def _weight(row: Row) -> Text:
    return SEVERITIES[Severity(row["severity"])]


def standing(row: Row) -> Text:
    """Say whether a gap is open, accepted or known, after its message."""
    if row["accepted"]:
        said = row["accepted"]
        return Text("accepted until {until} by {by}: {reason}", **said)
    return Text("known from the baseline") if row["known"] else Text("open")


def lines_text(report: Report, target: Target) -> str:
    """Return a line for each gap: what it is, where, by which article, and what closes it."""
    shown = rows(report)
    columns = [column(Text("Rule"), "rule"), Column(Text("Weight"), _weight)]
    if report.changes:
        columns.insert(0, Column(Text("Change"), lambda row: _CHANGES[row["change"]]))
    if any(row["accepted"] or row["known"] for row in shown):
        columns.append(Column(Text("State"), standing))
    if fitted(terminal=output.terminal(target)):
        columns.append(Column(Text("Gap"), _told))
    else:
        columns += [
            column(Text("Gap"), "message"),
            column(Text("Cell"), "cell"),
            column(Text("Citation"), "citation"),
            column(Text("How to close it"), "fix"),
        ]
    return as_table(shown, columns, terminal=output.terminal(target))


def _told(row: Row) -> str:
    place = " · ".join(filter(None, (row["cell"], row["citation"])))
    return f"{row['message']}\n{place}\n{row['fix']}"


def grouped_text(report: Report, target: Target) -> str:
    """Return the report by rule: counts and places, how much weighs what, what to settle first, and the fines."""
    terminal = output.terminal(target)
    groups = _groups(report.gaps)
    cut = sum(len(ranges(_refs(members))) for members in groups.values()) > _ROOM
    shown = {
        rule: members
        for rule, members in groups.items()
        if not (cut and len(groups) > _ROWS and _minor(members))
    }
    parts = ["".join(f"{line}\n" for line in _mostly(report, groups))]
    tight = fitted(terminal=terminal)
    parts.append(as_table(*_rule_table(shown, tight=tight, cut=cut), terminal=terminal) if shown else "")
    minor = [f"{rule} ({number(len(members))})" for rule, members in groups.items() if rule not in shown]
    left_out = [tr(Text("Remarks, for short: {rules}.", rules=", ".join(minor)))] if minor else []
    parts.append("".join(f"{line}\n" for line in (*left_out, *summary(report))))
    parts += [reward_table(report, terminal=terminal), fine_table(report, groups, terminal=terminal)]
    if groups:
        parts.append("".join(f"{tr(line)}\n" for line in _next_steps(next(iter(groups)), cut=cut)))
    return "\n".join(filter(None, parts))


def _minor(gaps: Sequence[Gap]) -> bool:
    return gaps[0].finding.severity is Severity.INFO


def _groups(gaps: Sequence[Gap]) -> dict[str, list[Gap]]:
    groups: dict[str, list[Gap]] = {}
    for gap in gaps:
        groups.setdefault(gap.finding.rule, []).append(gap)
    return groups


def _refs(gaps: Sequence[Gap]) -> list[str]:
    return [gap.finding.ref for gap in gaps]


def _mostly(report: Report, groups: Mapping[str, Sequence[Gap]]) -> list[str]:
    """Say what at least half of the entries lack."""
    entries = len(report.context.entries)
    failing = {rule: len(set(_refs(groups.get(rule, ())))) for rule in _MOSTLY}
    return [
        tr(text.filled(n=number(failing[rule]), all=number(entries)))
        for rule, text in _MOSTLY.items()
        if failing[rule] > 1 and failing[rule] * 2 >= entries
    ]


def _rule_table(
    groups: Mapping[str, Sequence[Gap]], *, tight: bool, cut: bool
) -> tuple[list[dict[str, Any]], list[Column]]:
    shown = [
        {
            "rule": rule,
            "severity": members[0].finding.severity,
            "count": number(len(members)),
            "accepted": number(sum(gap.acceptance is not None for gap in members)),
            "known": number(sum(gap.known for gap in members)),
            "title": tr(RULES[rule].title),
            "records": places(_refs(members)) if cut else ranges(_refs(members)),
            "citation": members[0].finding.citation,
        }
        for rule, members in groups.items()
    ]
    columns = [
        column(Text("Rule"), "rule"),
        Column(Text("Weight"), _weight),
        column(Text("Gaps"), "count", right=True),
    ]
    for name, heading in (("accepted", Text("Accepted")), ("known", Text("Known"))):
        if any(row[name] != "0" for row in shown):
            columns.append(column(heading, name, right=True))
    if tight:
        both = Column(
            Text("What ought to hold, where it does not, and the article"),
            lambda row: f"{row['title']}\n{row['records']} · {row['citation'] if not cut else _first(row)}",
        )
        return shown, [*columns, both]
    return shown, [
        *columns,
        column(Text("What ought to hold"), "title"),
        column(Text("Records"), "records"),
        Column(Text("Citation"), lambda row: _first(row) if cut else row["citation"]),
    ]


def _first(row: Row) -> str:
    first, *others = str(row["citation"]).split("; ")
    return f"{first} …" if others else first


def places(refs: Sequence[str]) -> str:
    """Return the first of the places, and how many more there are."""
    kept: list[str] = []
    left = len(set(refs))
    for text, count in spans(refs)[:_PLACES]:
        if kept and len(", ".join((*kept, text))) > _LINE:
            break
        kept.append(text)
        left -= count
    said = ", ".join(kept)
    return tr(Text("{places} … and {n} more", places=said, n=number(left))) if left else said


def summary(report: Report) -> list[str]:
    """Return how much weighs what, a line each, and what is accepted and known."""
    groups = _groups(report.gaps)
    numbers = counts(report.gaps)
    open_rules = {
        weight: sum(
            any(gap.acceptance is None and gap.finding.severity is weight for gap in members)
            for members in groups.values()
        )
        for weight in Severity
    }
    said = [
        text.filled(n=number(numbers[weight.value]), rules=open_rules[weight])
        for weight, text in _SEVERITY_LINES.items()
    ]
    if numbers["accepted"]:
        said.append(Text("Accepted, and not counted above: {n}.", n=number(numbers["accepted"])))
    if report.baseline:
        said.append(Text("Known from the baseline, of these: {n}.", n=number(numbers["known"])))
    return [tr(line) for line in said]


def _next_steps(rule: str, *, cut: bool) -> list[Text]:
    steps = [Text("Each gap with its cell and what closes it: `kvkkctl gaps --all`, for scripts -f json.")]
    if cut:
        steps[0] = Text(
            "This shows the first places only; every gap: `kvkkctl gaps --all`, for scripts -f json."
        )
    steps.append(
        Text("What a rule asks, why, and how to close the gap: `kvkkctl rules explain {rule}`.", rule=rule)
    )
    return steps
