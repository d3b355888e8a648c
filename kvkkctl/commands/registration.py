"""A registration made by hand, on its way onto the record: a workbook, or the pasted text of the public query."""

import hashlib
import sys
from pathlib import Path

from kvkkctl import output
from kvkkctl.errors import FileProblem, ImportRejected
from kvkkctl.i18n import turkish
from kvkkctl.sealing import is_sealed, unsealed
from kvkkctl.text import Text
from kvkkctl.verbis.entering import Source, enter
from kvkkctl.verbis.filing import Notification
from kvkkctl.verbis.pasted import read_pasted
from kvkkctl.workbook.delimited import decoded, is_text
from kvkkctl.workbook.verbis_reading import read_verbis

_START = 4096
_MOST_BYTES = 8_000_000
_STDIN = Path("-")


def told_in(path: Path) -> tuple[Notification, str]:
    """Return what a file says VERBİS was told, and the SHA-256 of the file; - is text on stdin.

    Raises FileProblem for a file that is neither a workbook nor text, ImportRejected with all that is wrong with it.
    """
    content = _content(path)
    source = _source(path, content)
    told, problems = enter(source, turkish)
    if source.passed_over:
        output.note(Text("{n} lines before the first tab were passed over.", n=source.passed_over))
    if problems:
        message = Text("Errors: {n}; nothing was recorded. Correct the places named above.", n=len(problems))
        raise ImportRejected(message, problems)
    return told, hashlib.sha256(content).hexdigest()


def _source(path: Path, content: bytes) -> Source:
    if is_sealed(content):
        content = unsealed(content, path)
    if path != _STDIN and not is_text(content[:_START]):
        return read_verbis(path)
    source = read_pasted(decoded(content, str(path)), str(path))
    if not source.screens:
        raise FileProblem(
            Text(
                "{path} has no line with the name of a tab of the public query, such as Veri Kategorileri.",
                path=path,
            )
        )
    return source


def _content(path: Path) -> bytes:
    try:
        content = sys.stdin.buffer.read(_MOST_BYTES + 1) if path == _STDIN else path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileProblem(Text("{path} cannot be read ({reason}).", path=path, reason=reason)) from error
    if len(content) > _MOST_BYTES:
        raise FileProblem(
            Text(
                "{path} is larger than {size} MB, which no notification is.",
                path=path,
                size=_MOST_BYTES // 10**6,
            )
        )
    return content
