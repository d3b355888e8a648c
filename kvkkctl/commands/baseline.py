"""The file of gaps that are known: one a line, in a fixed order, so that two of them can be compared."""

import json
from collections.abc import Iterable
from pathlib import Path

from kvkkctl.errors import BadValue, FileProblem
from kvkkctl.files import whole_file
from kvkkctl.rules.gap import Gap, Known, crowded, known_by
from kvkkctl.text import Text

_FORMAT = "kvkkctl gaps baseline 1"
_NAMES = ("rule", "kind", "ref", "message")


def read_baseline(path: Path) -> frozenset[Known]:
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
        return frozenset(
            (str(gap["rule"]), str(gap["kind"]), str(gap["ref"]), str(gap.get("message", "")))
            for gap in named
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadValue(
            Text("{path} is no baseline: write one with `kvkkctl gaps --save-baseline {path}`.", path=path)
        ) from error


def write_baseline(path: Path, gaps: Iterable[Gap]) -> int:
    """Write the gaps that nobody accepts, and return how many they are. Raises FileProblem.

    A gap has its sentence beside it, in English, only where its rule finds several things at its record.
    """
    found = [gap.finding for gap in gaps if gap.acceptance is None]
    shared = crowded(found)
    keys = sorted({known_by(each, shared) for each in found})
    lines = [
        json.dumps({name: text for name, text in zip(_NAMES, key, strict=True) if text}, ensure_ascii=False)
        for key in keys
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
