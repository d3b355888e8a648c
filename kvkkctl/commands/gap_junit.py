"""A gap report as JUnit XML, for build servers: a failing case for each gap, a passing one for a rule without any."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kvkkctl.commands.gap_rows import RULES, Report
from kvkkctl.commands.gap_rows import row as as_row
from kvkkctl.commands.gap_tables import standing
from kvkkctl.i18n import tr
from kvkkctl.rendering import visible
from kvkkctl.rules import Rule
from kvkkctl.rules.gap import Gap
from kvkkctl.text import Text


def junit(report: Report) -> str:
    """Return the report as JUnit XML: a suite for each rule; accepted and known gaps are skipped cases."""
    root = Element("testsuites", name="kvkkctl gaps")
    grouped: dict[str, list[Gap]] = {rule: [] for rule in RULES}
    for gap in report.gaps:
        grouped[gap.finding.rule].append(gap)
    for number, gaps in grouped.items():
        suite = SubElement(root, "testsuite", name=f"{number} {tr(RULES[number].title)}")
        for case in _cases(RULES[number], gaps, report):
            suite.append(case)
        _count(suite, list(suite))
    _count(root, [case for suite in root for case in suite])
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _cases(rule: Rule, gaps: list[Gap], report: Report) -> Iterator[Element]:
    if gaps:
        yield from (_case(gap, report) for gap in gaps)
        return
    case = Element("testcase", classname=rule.id, name=visible(tr(rule.title)))
    day = report.context.as_of
    if not rule.in_force(day):
        SubElement(case, "skipped", message=tr(Text("not asked on {day}", day=day.isoformat())))
    yield case


def _case(gap: Gap, report: Report) -> Element:
    finding, row = gap.finding, as_row(gap, report)
    name = f"{finding.kind} {finding.ref}" + (f" ({finding.label})" if finding.label else "")
    case = Element("testcase", classname=finding.rule, name=visible(name))
    if not gap.fails:
        SubElement(case, "skipped", message=visible(tr(standing(row))))
        return case
    failure = SubElement(case, "failure", type=finding.severity.value, message=visible(row["message"]))
    failure.text = visible("\n".join(filter(None, (row["cell"], row["citation"], row["fix"]))))
    return case


def _count(element: Element, cases: list[Any]) -> None:
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
