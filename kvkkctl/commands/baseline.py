"""The file of gaps that are known: one a line, in a fixed order, so that two of them can be compared."""

import json
from collections.abc import Iterable
from pathlib import Path

from kvkkctl.errors import BadValue, FileProblem
from kvkkctl.files import whole_file
from kvkkctl.rules.gap import Gap, Key, key_of
from kvkkctl.text import Text

_FORMAT = "kvkkctl gaps baseline 1"


def read_baseline(path: Path) -> frozenset[Key]:
    """Return the gaps of a baseline. Raises FileProblem, and BadValue for a file that is none."""
    try:
        text = path.read_text(encoding="utf8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or Text("it is no text")
        raise FileProblem(Text("{path} cannot be read ({reason}).", path=path, reason=reason)) from error
    try:
        stated = json.loads(text)
        # a file of another format has nothing under this name
        named = {stated["format"]: stated["gaps"]}[_FORMAT]
        return frozenset((str(gap["rule"]), str(gap["kind"]), str(gap["ref"])) for gap in named)
    except (ValueError, KeyError, TypeError) as error:
        raise BadValue(
            Text("{path} is no baseline: write one with `kvkkctl gaps --save-baseline {path}`.", path=path)
        ) from error


def write_baseline(path: Path, gaps: Iterable[Gap]) -> int:
    """Write the gaps that nobody accepts, and return how many they are. Raises FileProblem."""
    keys = sorted({key_of(gap.finding) for gap in gaps if gap.acceptance is None})
    lines = [
        json.dumps(dict(zip(("rule", "kind", "ref"), key, strict=True)), ensure_ascii=False) for key in keys
    ]
    body = ",\n    ".join(lines)
    with whole_file(path, records=False) as draft:
        draft.write_text(
            f'{{\n  "format": "{_FORMAT}",\n  "gaps": [\n    {body}\n  ]\n}}\n'
            if lines
            else f'{{\n  "format": "{_FORMAT}",\n  "gaps": []\n}}\n',
            encoding="utf8",
        )
    return len(keys)
