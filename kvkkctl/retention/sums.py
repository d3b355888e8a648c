"""A length of the law and a number added to each other: how long that is together, the law does not say here.

::

    sum = open "+" span | span "+" open | words-to "sürelere" span ["bir süre"] "eklenerek"
"""

from collections.abc import Sequence
from dataclasses import replace

from kvkkctl.models import RetentionKind
from kvkkctl.retention import clauses
from kvkkctl.retention.pieces import Open, Piece, Plus, Span
from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.roles import Role
from kvkkctl.retention.scanner import Scanner
from kvkkctl.retention.tokens import Token, word_set, written

_TO_TIME = word_set("süreye süresine sürelere sürelerine")
_A_TIME = word_set("bir süre daha")
_ADDED = word_set("eklenerek eklenir ilave")
_DONE = word_set("edilerek edilir")
_TIME = Token("süre", "süre")


def summed(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Put a length of the law and a number that are added up together, as a length of the law.

    Raises PhraseError for two numbers: "5 yıl + 5 yıl" may be ten years, or five and an extension.
    """
    for n in range(len(pieces) - 2):
        first, plus, second = pieces[n : n + 3]
        if isinstance(first, Span) and isinstance(plus, Plus) and isinstance(second, Span):
            raise PhraseError(Reason.ADDED_UP, (*first.words, *plus.words, *second.words))
        if isinstance(plus, Plus) and _are_addends(first, second):
            words = (*first.words, *plus.words, *second.words)
            whole = Open(written(words), RetentionKind.STATUTORY, Reason.STATUTORY, summed=True, words=words)
            return (*pieces[:n], whole, *pieces[n + 3 :])
    return pieces


def _are_addends(first: Piece, second: Piece) -> bool:
    lengths = [piece for piece in (first, second) if isinstance(piece, Open)]
    numbers = any(isinstance(piece, Span) for piece in (first, second))
    return numbers and any(length.kind is RetentionKind.STATUTORY for length in lengths)


def augend(scan: Scanner) -> bool:
    """Take "mevzuatta öngörülen sürelere", where something is added to it further on."""
    if scan.token.folded not in _TO_TIME or not any(
        token.folded in _ADDED for token in scan.words[scan.at :]
    ):
        return False
    length = clauses.open_length((*scan.held, _TIME))
    if not isinstance(length, Open) or length.kind is not RetentionKind.STATUTORY:
        return False
    scan.take(Open(written((*scan.held, scan.token)), length.kind, length.reason), scan.at + 1)
    return scan.take(Plus(), scan.at)


def added(scan: Scanner) -> bool:
    """Take "bir süre eklenerek" behind what is added."""
    if scan.held or len(scan.found) < 2 or not isinstance(scan.found[-2], Plus):  # noqa: PLR2004
        return False
    end = scan.at
    while scan.words[end].folded in _A_TIME:
        end += 1
    if scan.words[end].folded not in _ADDED:
        return False
    end += 1
    end += scan.words[end].folded in _DONE
    words = scan.words[scan.at : end]
    scan.drop(end)
    scan.roles.note(Role.LINK, words)
    addend = scan.found[-1]
    scan.found[-1] = replace(addend, words=(*addend.words, *words))
    return True
