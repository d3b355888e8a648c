"""A gap report as what is sent out holds it: in Turkish, by department."""

from kvkkctl.commands.gap_advice import is_fined
from kvkkctl.commands.gap_rows import RULES, Report
from kvkkctl.errors import Severity
from kvkkctl.i18n import turkish
from kvkkctl.rules.gap import Gap
from kvkkctl.workbook.gap_text import GapCover, GapRow

_WEIGHTS = {Severity.ERROR: "Hata", Severity.WARNING: "Uyarı", Severity.INFO: "Bilgi"}


def cover(report: Report) -> GapCover:
    """Return what stands above the report."""
    titles = {gap.finding.rule: turkish(RULES[gap.finding.rule].title) for gap in report.gaps}
    fines: dict[str, list[str]] = {}
    for gap in report.gaps:
        for fine in report.exposure.of(RULES[gap.finding.rule].cites) if is_fined(gap) else ():
            band = f"{_lira(fine.band.lower)} – {_lira(fine.band.upper)} TL" if fine.band else "bilinmiyor"
            line = f"KVKK m.{fine.article} (m.{fine.citation}), {fine.year}: {band}"
            rules = fines.setdefault(line, [])
            if gap.finding.rule not in rules:
                rules.append(gap.finding.rule)
    context = report.context
    return GapCover(
        controller=context.snapshot.controller.title,
        as_of=context.as_of,
        titles=titles,
        fines=tuple(f"{line} ({', '.join(rules)})" for line, rules in sorted(fines.items())),
    )


def sheet_rows(report: Report) -> list[GapRow]:
    """Return the gaps as rows of a sheet."""
    return [_row(gap, report) for gap in report.gaps]


def _row(gap: Gap, report: Report) -> GapRow:
    finding, rule = gap.finding, RULES[gap.finding.rule]
    spot = report.index.spot_of(finding, rule)
    return GapRow(
        department=report.index.department_of(finding),
        rule=finding.rule,
        weight=_WEIGHTS[finding.severity],
        record=finding.ref,
        label=finding.label,
        gap=turkish(finding.message),
        file=spot.origin.source.file if spot else None,
        cell=spot.address if spot else None,
        citation=finding.citation,
        fix=turkish(rule.fix_for(finding)),
        state=_state(gap),
        is_open=gap.fails,
    )


def _state(gap: Gap) -> str:
    if gap.acceptance:
        said = gap.acceptance
        return f"Kabul edildi: {said.reason} ({said.accepted_by}, {said.until:%d.%m.%Y} tarihine kadar)"
    return "Biliniyor" if gap.known else "Açık"


def _lira(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
