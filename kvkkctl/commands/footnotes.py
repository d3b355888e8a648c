"""Reasons under a table: the rows name them by numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kvkkctl.i18n import tr
from kvkkctl.text import Sentences


def numbered(reasons: Iterable[Sentences], *, least: int = 2) -> dict[str, int]:
    """Number the sentences that so many reasons have."""
    counts = Counter(tr(sentence) for reason in reasons for sentence in reason)
    often = [sentence for sentence, count in counts.items() if count >= least]
    return {sentence: number for number, sentence in enumerate(often, 1)}


def briefly(reason: Sentences, notes: Mapping[str, int]) -> str:
    """Return a reason with the numbers of the sentences that have one in place of them."""
    said = [tr(sentence) for sentence in reason]
    return " ".join(f"[{notes[sentence]}]" if sentence in notes else sentence for sentence in said)


def lines(notes: Mapping[str, int]) -> Sequence[str]:
    """Return what stands under the table."""
    return [f"[{number}] {sentence}" for sentence, number in notes.items()]
