"""`rules`: what the gap report asks."""

from typing import Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands.framework import App
from kvkkctl.errors import Severity
from kvkkctl.i18n import tr
from kvkkctl.output import SEVERITIES, Column, FormatOption, OutputOption, Target, column
from kvkkctl.rendering import as_card
from kvkkctl.rules import ALL_RULES, Rule, select
from kvkkctl.text import Text

app = App(help=Text("The rules of the gap report."))

_COLUMNS = (
    column(Text("Rule"), "rule"),
    Column(Text("Weight"), lambda row: SEVERITIES[Severity(row["severity"])]),
    column(Text("What ought to hold"), "title"),
    column(Text("Citation"), "citation"),
)


@app.command("list")
def list_(fmt: FormatOption = None, to: OutputOption = None) -> None:
    """List the rules."""
    output.emit([_row(rule) for rule in ALL_RULES], _COLUMNS, Target.of(fmt, to))


@app.command()
def explain(
    rule: Annotated[list[str], typer.Argument(help="Rules (A05) or families (A).", show_default=False)],
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Explain rules: what ought to hold, why, by which article, and how to close the gap."""
    chosen = select(ALL_RULES, rule)
    target = Target.of(fmt, to)
    if target.format is not output.Format.TABLE:
        output.emit([_row(each) for each in chosen], (), target)
        return
    output.deliver("\n".join(as_card(_lines(each)) for each in chosen), target)


def _lines(rule: Rule) -> list[tuple[Text, object]]:
    weights = [tr(SEVERITIES[rule.severity])]
    weights += [
        tr(Text("{weight} from {day}", weight=SEVERITIES[weight], day=day))
        for day, weight in rule.severity_from
    ]
    lines: list[tuple[Text, object]] = [
        (Text("Rule"), rule.id),
        (Text("What ought to hold"), rule.title),
        (Text("Why"), rule.why),
        (Text("How to close it"), rule.fix),
        (Text("Citation"), "; ".join(rule.cites)),
        (Text("Weight"), weights),
    ]
    if rule.since or rule.until:
        lines.append((Text("In force"), f"{rule.since or ''} – {rule.until or ''}".strip()))
    if rule.requires:
        lines.append((Text("Silent where these speak"), list(rule.requires)))
    return lines


def _row(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "severity": rule.severity.value,
        "title": tr(rule.title),
        "why": tr(rule.why),
        "fix": tr(rule.fix),
        "citation": "; ".join(rule.cites),
        "since": rule.since.isoformat() if rule.since else None,
        "until": rule.until.isoformat() if rule.until else None,
        "severity_from": {day.isoformat(): weight.value for day, weight in rule.severity_from},
        "requires": list(rule.requires),
    }
