"""Words that are like others, to name what a person may have meant; difflib is loaded where that is asked only."""

from collections.abc import Iterable


def close_to(word: str, known: Iterable[str], most: int = 3, least: float = 0.6) -> list[str]:
    """Return the known words that are most like a word, the closest first; `least` says how like, of 1."""
    from difflib import get_close_matches

    return get_close_matches(word, list(known), most, least)


def likeness(one: str, other: str, least: float) -> float:
    """Return how like two texts are, 1 where they are the same; 0 for less than `least`."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0
