"""Bounds said by what is not done: "10 yıldan fazla saklanmaz", "önce silinmez", "5 yıl dolmadan silinmez"."""

from collections.abc import Sequence

from kvkkctl.models import Bound
from kvkkctl.retention.tokens import Token, Words, plain, spelt, word_set
from kvkkctl.retention.units import Case

LESS_OR_MORE = Words(
    {"az": Bound.AT_LEAST, "fazla": Bound.AT_MOST, "çok": Bound.AT_MOST, "uzun": Bound.AT_MOST}
)
"""Words behind "yıldan" that make it a bound."""

_BEFORE_IT_IS_OVER = word_set("dolmadan geçmeden tamamlanmadan dolmaksızın")
_A_TIME = word_set("süre süreyle süreli")
_KEPT = (("sakla",), ("saklan",), ("tutul",), ("muhafaza", "edil"), ("depolan",))
_DESTROYED = (
    ("silin",),
    ("imha", "edil"),
    ("yok", "edil"),
    ("anonimleştiril",),
    ("anonim", "hale", "getiril"),
)
_NOT = word_set("mez maz emez amaz memektedir mamaktadir meyecektir mayacaktir memelidir mamalidir")
_ENDS = frozenset({"", ",", ";", ")"})


def negated(words: Sequence[Token], case: Case, at: int) -> tuple[Bound, int] | None:
    """Read what stands at a place behind a unit in its case; None where it is no negation, or not the end of a part."""
    first, second = words[at : at + 2]
    if (case is Case.BARE and first.folded in _BEFORE_IT_IS_OVER) or (
        case is Case.ABLATIVE and spelt(first.folded, "önce")
    ):
        end = _not_done(words, at + 1, _DESTROYED)
        return (Bound.AT_LEAST, end) if end else None
    bound = LESS_OR_MORE.get(first.folded) if case is Case.ABLATIVE else None
    end = _not_done(words, at + 1 + (second.folded in _A_TIME), _KEPT) if bound else 0
    return (bound, end) if bound and end else None


def _not_done(words: Sequence[Token], at: int, done: Sequence[tuple[str, ...]]) -> int:
    """Return where a verb in the negative that ends a limb ends ("saklanmaz", "imha edilmez"); 0 for anything else."""
    for verb in done:
        last = at + len(verb) - 1
        same = all(spelt(token.folded, word) for token, word in zip(words[at:last], verb, strict=False))
        stem = plain(words[last].folded)
        if same and stem.startswith(plain(verb[-1])) and stem.removeprefix(plain(verb[-1])) in _NOT:
            return last + 1 if words[last + 1].folded in _ENDS else 0
    return 0
