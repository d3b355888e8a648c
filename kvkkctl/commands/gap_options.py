"""What `gaps` can be asked: its options, and which of them go together."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kvkkctl.commands.gap_groups import By
from kvkkctl.errors import BadValue, Severity
from kvkkctl.files import check_writable
from kvkkctl.output import STDOUT, Format, Target
from kvkkctl.text import Text


class GapFormat(StrEnum):
    """What a gap report can be written as."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    SARIF = "sarif"
    JUNIT = "junit"
    XLSX = "xlsx"
    MD = "md"


_ENDINGS: Mapping[str, GapFormat] = {
    **{each.value: each for each in GapFormat if each not in {GapFormat.TABLE, GapFormat.JUNIT}},
    "xml": GapFormat.JUNIT,
    "txt": GapFormat.TABLE,
    "": GapFormat.TABLE,
}
LISTS = frozenset({GapFormat.TABLE, GapFormat.JSON, GapFormat.JSONL, GapFormat.CSV, GapFormat.TSV})

RuleOption = Annotated[
    list[str] | None, typer.Option("--rule", help="Only this rule (A05) or family (A); repeat for more.")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="The register as it stood at the end of this day, by the law of then; where nothing was recorded by "
        "then, the present records by the law of then.",
    ),
]
Diff = Annotated[
    str | None,
    typer.Option(
        "--diff", metavar="DATE", help="What appeared and what was closed since the end of this day."
    ),
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Gaps that are known: they are listed, and do not count for --fail-on."
    ),
]
SaveBaseline = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write the gaps that are open to a baseline.")
]
FailOn = Annotated[
    Severity | None,
    typer.Option(
        help="Exit with 4 if there is a gap of this weight or more that is neither accepted nor known."
    ),
]
Grouping = Annotated[
    By | None, typer.Option("--by", help="Group by record, department or category instead of by rule.")
]
Every = Annotated[
    bool, typer.Option("--all", help="In a table, a line for each gap, with its cell and remedy.")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print the counts only.")]
GapFormatOption = Annotated[
    GapFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="How to write the report; what the ending of the file says, or a table, if not given.",
        show_default=False,
    ),
]
GapOutput = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Write to this file instead: .json, .jsonl, .csv, .tsv, .sarif, .xml (JUnit), .xlsx, .md, .txt.",
        show_default=False,
    ),
]


def target_of(fmt: GapFormat | None, path: Path | None) -> tuple[GapFormat, Target]:
    """Return the format and the place that were asked for. Raises BadValue, FileProblem."""
    if path is None or path == STDOUT:
        if fmt is GapFormat.XLSX:
            raise BadValue(Text("A workbook is not written to stdout: name a file with -o."))
        return fmt or GapFormat.TABLE, _plain(fmt or GapFormat.TABLE, None)
    ending = path.suffix.lower().removeprefix(".")
    if fmt is None and ending not in _ENDINGS:
        raise BadValue(
            Text(
                'The ending ".{ending}" names no format: use one of {formats}, or give --format.',
                ending=ending,
                formats=[each for each in _ENDINGS if each],
            )
        )
    check_writable(path)
    chosen = fmt or _ENDINGS[ending]
    return chosen, _plain(chosen, path)


def _plain(fmt: GapFormat, path: Path | None) -> Target:
    return Target(Format(fmt.value) if fmt in LISTS else Format.TABLE, path)


def check_options(fmt: GapFormat, *, diff: str | None, by: By | None, quiet: bool) -> None:
    """Raise BadValue for options that contradict each other."""
    apart = {"--by": by is not None, "--diff": diff is not None, "--quiet": quiet}
    given = [option for option, is_given in apart.items() if is_given]
    if len(given) > 1:
        raise BadValue(Text("{one} and {other} are not given together.", one=given[0], other=given[1]))
    if given and fmt not in LISTS:
        lists = [each.value for each in GapFormat if each in LISTS]
        raise BadValue(Text("{option} is printed as one of {formats}.", option=given[0], formats=lists))
