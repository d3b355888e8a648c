"""What to settle first, and what the gaps may cost: the tables below the report by rule."""

from collections.abc import Mapping, Sequence
from typing import Any

from kvkkctl.commands.gap_rows import RULES, Report
from kvkkctl.errors import Severity
from kvkkctl.i18n import number, tr
from kvkkctl.output import column
from kvkkctl.rendering import as_table
from kvkkctl.rules.gap import Gap
from kvkkctl.rules.rewards import rewards
from kvkkctl.text import Text

_REWARDS = 5
_FIELDS: Mapping[str, Text] = {
    "purposes": Text("Purposes"),
    "bases": Text("Legal bases"),
    "law": Text("Law and article"),
    "subjects": Text("Subjects"),
    "retention": Text("Retention"),
    "recipients": Text("Recipients"),
    "abroad": Text("Abroad"),
    "measures": Text("Measures"),
}


def reward_table(report: Report, *, terminal: bool) -> str:
    """Return the decisions that close most gaps, with the rules concerned and the first command."""
    best = rewards(report.gaps, report.index, RULES)[:_REWARDS]
    if not best:
        return ""
    shown = [
        {
            "gaps": number(len(each.gaps)),
            "what": " ".join(filter(None, (tr(_FIELDS.get(each.field, "")), tr(each.scope)))),
            "rules": ", ".join(each.rules),
            "command": each.command or _command(each.gaps[0]),
        }
        for each in best
    ]
    columns = [
        column(Text("Closes"), "gaps", right=True),
        column(Text("Most rewarding first: settle once"), "what"),
        column(Text("Rules"), "rules"),
        column(Text("Begin with"), "command"),
    ]
    return as_table(shown, columns, terminal=terminal)


def _command(gap: Gap) -> str:
    """Return what to type against a gap, without the words around it."""
    said = tr(RULES[gap.finding.rule].fix_for(gap.finding))
    return said[max(said.find("kvkkctl "), 0) :]


def is_fined(gap: Gap) -> bool:
    """Say whether a gap can bring a fine: a remark breaks nothing, and what is accepted has been decided."""
    return gap.acceptance is None and gap.finding.severity is not Severity.INFO


def fine_table(report: Report, groups: Mapping[str, Sequence[Gap]], *, terminal: bool) -> str:
    """Return the fines for the articles of open gaps, with the rules that cite them."""
    cited: dict[Any, list[str]] = {}
    for rule, members in groups.items():
        if any(map(is_fined, members)):
            for fine in report.exposure.of(RULES[rule].cites):
                cited.setdefault(fine, []).append(rule)
    shown = [
        {
            "article": f"KVKK m.{fine.article}",
            "paragraph": f"KVKK m.{fine.citation}",
            "band": (
                f"{number(fine.band.lower)} – {number(fine.band.upper)}"
                if fine.band
                else tr(Text("not known"))
            ),
            "rules": ", ".join(rules),
        }
        for fine, rules in sorted(cited.items(), key=lambda item: item[0].citation)
    ]
    columns = [
        column(Text("Article"), "article"),
        column(Text("Fine under"), "paragraph"),
        column(Text("Turkish lira, {year}", year=report.context.as_of.year), "band"),
        column(Text("Rules"), "rules"),
    ]
    return as_table(shown, columns, terminal=terminal) if shown else ""
