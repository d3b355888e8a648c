"""A gap report as other programs and people take it: SARIF, JUnit, Markdown, a workbook."""

from collections.abc import Callable, Mapping

from kvkkctl import output
from kvkkctl.commands.gap_rows import Report
from kvkkctl.output import Target


def write_file(report: Report, fmt: str, target: Target) -> None:
    """Write a report in one of these formats. Raises FileProblem."""
    if fmt == "xlsx":
        _write_book(report, target)
    else:
        output.deliver(_TEXTS[fmt](report), target)


def _sarif(report: Report) -> str:
    from kvkkctl.commands.gap_sarif import sarif
    from kvkkctl.rendering import as_json

    return as_json(sarif(report))


def _junit(report: Report) -> str:
    from kvkkctl.commands.gap_junit import junit

    return junit(report)


def _markdown(report: Report) -> str:
    from kvkkctl.commands.gap_sheets import cover, sheet_rows
    from kvkkctl.workbook.gap_text import gap_text

    return gap_text(cover(report), sheet_rows(report))


def _write_book(report: Report, target: Target) -> None:
    from kvkkctl.commands.gap_sheets import cover, sheet_rows
    from kvkkctl.workbook.gap_book import write_gaps

    if target.path is not None:
        write_gaps(target.path, cover(report), sheet_rows(report))
        output.written(target.path)


_TEXTS: Mapping[str, Callable[[Report], str]] = {"sarif": _sarif, "junit": _junit, "md": _markdown}
