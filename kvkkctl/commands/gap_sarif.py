"""A gap report as SARIF 2.1.0, for the programs that gather findings of other checks.

The artifact is the workbook that a record was read from, the logical location the record itself.
"""

from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from kvkkctl import __version__
from kvkkctl.commands.gap_rows import RULES, Report, fines
from kvkkctl.errors import Severity
from kvkkctl.i18n import spoken, tr
from kvkkctl.rules import Rule
from kvkkctl.rules.gap import Gap, Key, known_by
from kvkkctl.snapshot import Provenance

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(report: Report) -> dict[str, Any]:
    """Return the report as a SARIF log."""
    day = report.context.as_of
    asked = [rule for rule in RULES.values() if rule.in_force(day)]
    numbers = {rule.id: number for number, rule in enumerate(asked)}
    files = _Files()
    results = [_result(gap, report, numbers[gap.finding.rule], files) for gap in report.gaps]
    run = {
        "tool": {
            "driver": {
                "name": "kvkkctl",
                "version": __version__,
                "language": spoken().value,
                "rules": [_rule(rule, report) for rule in asked],
            }
        },
        "artifacts": files.artifacts,
        "results": results,
        "properties": {"asOf": day.isoformat()},
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


class _Files:
    """The workbooks that gaps were read from, each named once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str | None], int] = {}

    def number(self, origin: Provenance) -> int:
        file = (origin.source.file, origin.source.sha256)
        return self._numbers.setdefault(file, len(self._numbers))

    @property
    def artifacts(self) -> Sequence[dict[str, Any]]:
        return [
            {"location": {"uri": quote(file)}, **({"hashes": {"sha-256": digest}} if digest else {})}
            for file, digest in self._numbers
        ]


def _rule(rule: Rule, report: Report) -> dict[str, Any]:
    weight = rule.severity_on(report.context.as_of)
    return {
        "id": rule.id,
        "shortDescription": {"text": tr(rule.title)},
        "fullDescription": {"text": tr(rule.why)},
        "help": {"text": tr(rule.fix)},
        "defaultConfiguration": {"level": _LEVELS[weight]},
        "properties": {"citations": list(rule.cites), "fines": fines(rule, report.exposure)},
    }


def _result(gap: Gap, report: Report, number: int, files: _Files) -> dict[str, Any]:
    finding = gap.finding
    rule = RULES[finding.rule]
    found: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(tr(finding.message))},
        "locations": [_location(gap, report, files)],
        "partialFingerprints": {"kvkkctlGap/v1": fingerprint(gap, report.shared)},
        "properties": {
            "citation": finding.citation,
            "fix": tr(rule.fix_for(finding)),
            "department": report.index.department_of(finding),
        },
    }
    if report.baseline:
        found["baselineState"] = "unchanged" if gap.known else "new"
    if gap.acceptance:
        said = gap.acceptance
        # without a status it is accepted (3.35.3), and drafts of the schema name that key otherwise
        found["suppressions"] = [
            {
                "kind": "external",
                "justification": said.reason,
                "properties": {"by": said.accepted_by, "until": said.until.isoformat()},
            }
        ]
    return found


def _location(gap: Gap, report: Report, files: _Files) -> dict[str, Any]:
    finding = gap.finding
    name = f"{finding.kind}/{finding.ref}"
    logical = {"name": finding.ref, "fullyQualifiedName": name, "kind": finding.kind}
    location: dict[str, Any] = {"logicalLocations": [logical]}
    spot = report.index.spot_of(finding, RULES[finding.rule])
    if spot:
        number = files.number(spot.origin)
        uri = quote(spot.origin.source.file)
        location["physicalLocation"] = {"artifactLocation": {"uri": uri, "index": number}}
        location["message"] = {"text": spot.address}
        location["properties"] = {
            "sheet": spot.origin.source.sheet,
            "row": spot.origin.row,
            "cell": spot.cell,
        }
    return location


def _plain(text: str) -> str:
    """Return text that SARIF takes as it is, without places to fill and links (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def fingerprint(gap: Gap, shared: Collection[Key] = ()) -> str:
    """Return what stays the same of a gap from one report to the next."""
    return sha256("\n".join(filter(None, known_by(gap.finding, shared))).encode()).hexdigest()
