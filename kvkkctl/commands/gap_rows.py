"""Gaps as scripts read them, and counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from kvkkctl.errors import Severity
from kvkkctl.i18n import tr
from kvkkctl.rules import ALL_RULES, Rule
from kvkkctl.rules.context import Context
from kvkkctl.rules.exposure import Exposure
from kvkkctl.rules.gap import Gap, Key, Settled, crowded
from kvkkctl.rules.index import Index
from kvkkctl.text import Text

RULES: Mapping[str, Rule] = {rule.id: rule for rule in ALL_RULES}


class Change(NamedTuple):
    """What became of gaps between two days, and the register that they are gaps of."""

    name: str
    report: "Report"


class Report:
    """The gaps of a register on a day, with what is known of the register around them.

    `baseline` says whether a baseline was given; `changes` holds appeared and closed gaps where two days are compared.
    """

    def __init__(self, gaps: tuple[Gap, ...], context: Context, *, baseline: bool = False) -> None:
        self.gaps = gaps
        self.context = context
        self.baseline = baseline
        self.changes: tuple[Change, ...] = ()
        self.settled = Settled(())

    @cached_property
    def index(self) -> Index:
        """The register by the names that findings give."""
        return Index(self.context.snapshot)

    @cached_property
    def exposure(self) -> Exposure:
        """The fines for the articles of findings."""
        return Exposure(self.context)

    @cached_property
    def shared(self) -> frozenset[Key]:
        """What several gaps are known by together."""
        return crowded(gap.finding for gap in self.gaps)

    def of(self, gaps: tuple[Gap, ...]) -> "Report":
        """Return the same report with only some gaps."""
        part = Report(gaps, self.context, baseline=self.baseline)
        part.index, part.exposure = self.index, self.exposure
        return part


def counts(gaps: Iterable[Gap]) -> dict[str, int]:
    """Return how many gaps weigh how much, without the accepted ones, and how many are accepted and known."""
    numbers: Counter[str] = Counter()
    for gap in gaps:
        numbers["accepted" if gap.acceptance else gap.finding.severity.value] += 1
        numbers["known"] += gap.known and gap.acceptance is None
    return {name: numbers[name] for name in (*(each.value for each in Severity), "accepted", "known")}


KEYS = (
    "rule",
    "severity",
    "citation",
    "message",
    "kind",
    "ref",
    "label",
    "origin",
    "accepted",
    "fix",
    "cell",
    "department",
    "fines",
    "known",
)
"""The keys of a row, in their order."""


def rows(report: Report) -> list[dict[str, Any]]:
    """Return a row for each gap; where two days are compared, for each that appeared or was closed."""
    if report.changes:
        return [
            {**row(gap, change.report), "change": change.name}
            for change in report.changes
            for gap in change.report.gaps
        ]
    return [row(gap, report) for gap in report.gaps]


def row(gap: Gap, report: Report) -> dict[str, Any]:
    """A gap as scripts read it: keys may be added, never changed."""
    # how records are shown is loaded only where they are
    from kvkkctl.commands import shapes

    finding, rule = gap.finding, RULES[gap.finding.rule]
    spot = report.index.spot_of(finding, rule)
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "citation": finding.citation,
        "message": tr(finding.message),
        "kind": finding.kind,
        "ref": finding.ref,
        "label": finding.label,
        "origin": shapes.provenance(spot.origin if spot else None),
        "accepted": accepted(gap),
        "fix": tr(rule.fix_for(finding)),
        "cell": spot.address if spot else None,
        "department": report.index.department_of(finding),
        "fines": fines(rule, report.exposure),
        "known": gap.known if report.baseline else None,
    }


def accepted(gap: Gap) -> dict[str, str] | None:
    """Why a gap is accepted, by whom, and until when."""
    if gap.acceptance is None:
        return None
    said = gap.acceptance
    return {"reason": said.reason, "by": said.accepted_by, "until": said.until.isoformat()}


def fines(rule: Rule, exposure: Exposure) -> list[dict[str, Any]]:
    """The fines for the articles of a rule, in lira; without numbers where the year is not known."""
    return [
        {
            "paragraph": fine.citation,
            "article": fine.article,
            "year": fine.year,
            "lower": fine.band.lower if fine.band else None,
            "upper": fine.band.upper if fine.band else None,
        }
        for fine in exposure.of(rule.cites)
    ]


def summed(numbers: Mapping[str, int]) -> list[Text]:
    """Return counts in words: how many of each weight, and what is accepted and known where there is any."""
    said = [
        Text(
            "{errors} errors, {warnings} warnings, {infos} remarks.",
            errors=numbers[Severity.ERROR],
            warnings=numbers[Severity.WARNING],
            infos=numbers[Severity.INFO],
        )
    ]
    if numbers["accepted"]:
        said.append(Text("Accepted: {n}.", n=numbers["accepted"]))
    if numbers["known"]:
        said.append(Text("Known from the baseline: {n}.", n=numbers["known"]))
    return said
