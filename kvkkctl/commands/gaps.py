"""`gaps`: what the register lacks by the law."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.editing import day_option, snapshot_of
from kvkkctl.commands.framework import App, session
from kvkkctl.errors import EXIT_FOUND, Severity
from kvkkctl.i18n import tr
from kvkkctl.output import SEVERITIES, Column, Format, FormatOption, OutputOption, Row, Target, column
from kvkkctl.rules import ALL_RULES, Finding, evaluate, select
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text, ranges

app = App()

RuleOption = Annotated[
    list[str] | None, typer.Option("--rule", help="Only this rule (A05) or family (A); repeat for more.")
]


_RULES = {rule.id: rule for rule in ALL_RULES}


def _weight(row: Row) -> Text:
    return SEVERITIES[Severity(row["severity"])]


_LINES = (
    column(Text("Rule"), "rule"),
    Column(Text("Weight"), _weight),
    column(Text("Gap"), "message"),
    column(Text("Citation"), "citation"),
)
_GROUPS = (
    column(Text("Rule"), "rule"),
    Column(Text("Weight"), _weight),
    column(Text("Gaps"), "count", right=True),
    column(Text("What ought to hold"), "title"),
    column(Text("Records"), "records"),
    column(Text("Citation"), "citation"),
)


@app.command()
def gaps(
    ctx: typer.Context,
    rule: RuleOption = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Ask by the law of this day instead of today's.")
    ] = None,
    fail_on: Annotated[
        Severity | None, typer.Option(help="Exit with 4 if there is a gap of this weight or more.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="In a table, a line for each gap instead of each rule.")
    ] = False,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Report what the register lacks by Law 6698, with the article and the record of each gap.

    A table has a line for each rule with all records concerned; the other formats have a row for each gap.
    """
    on = day_option(as_of, "--as-of") or session(ctx).today
    found = find_gaps(snapshot_of(ctx), on, rule or ())
    report(found, Target.of(fmt, to), every=every)
    if fail_on is not None and any(finding.severity.rank <= fail_on.rank for finding in found):
        raise typer.Exit(EXIT_FOUND)


def find_gaps(snapshot: Snapshot, on: date, wanted: Sequence[str]) -> tuple[Finding, ...]:
    """Ask the wanted rules, and return what they find, the heaviest first."""
    found = evaluate(snapshot, on, ALL_RULES)
    chosen = {rule.id for rule in select(ALL_RULES, wanted)}
    return tuple(
        sorted(
            (finding for finding in found if finding.rule in chosen),
            key=lambda finding: finding.severity.rank,
        )
    )


def report(found: Sequence[Finding], target: Target, *, every: bool = False) -> None:
    """Print gaps, and on stderr how many there are."""
    if target.format is Format.TABLE and not every:
        output.emit(_grouped(found), _GROUPS, target)
    else:
        output.emit([_shape(finding) for finding in found], _LINES, target)
    _summarise(found, target)


def _grouped(found: Sequence[Finding]) -> list[dict[str, Any]]:
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.rule, []).append(finding)
    return [
        {
            "rule": rule,
            "severity": members[0].severity.value,
            "count": len(members),
            "title": _RULES[rule].title,
            "records": ranges(member.ref for member in members),
            "citation": members[0].citation,
        }
        for rule, members in groups.items()
    ]


def _shape(finding: Finding) -> dict[str, Any]:
    """A gap as scripts read it."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "citation": finding.citation,
        "message": tr(finding.message),
        "kind": finding.kind,
        "ref": finding.ref,
        "label": finding.label,
        "origin": shapes.provenance(finding.origin),
        "accepted": None,
        "fix": tr(_RULES[finding.rule].fix_for(finding)),
    }


def _summarise(found: Sequence[Finding], target: Target) -> None:
    """Say how many gaps of each weight there are, and where to read more."""
    counts = Counter(finding.severity for finding in found)
    output.note(
        Text(
            "{errors} errors, {warnings} warnings, {infos} remarks.",
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            infos=counts[Severity.INFO],
        )
    )
    if found and target.format is Format.TABLE:
        output.note(
            Text(
                "What a rule asks, why, and how to close the gap: `kvkkctl rules explain {rule}`.",
                rule=found[0].rule,
            )
        )
