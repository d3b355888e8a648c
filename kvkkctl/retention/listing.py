"""Numbered parts of a cell: "1. Çalışan: 10 yıl", "2. Aday: 1 yıl", or "a) …", "b) …"."""

from collections.abc import Sequence

from kvkkctl.retention.tokens import LIMB_END, LINE_END, Token, inflected, stems

_LETTERS = "abcdefgh"
_LEAST = 2
# "1. derece yakınlar" are not the first of a list
_RANKED = stems(
    "derece sınıf grup kademe seviye etap aşama dönem yıl sene ay kat bölüm kısım tip tür faz çeyrek madde"
)


def without_numbers(words: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Return a phrase with an end of a limb for each number of its parts, and the tokens of those numbers."""
    if not words or not (words[0].is_number or len(words[0].folded) == 1):
        return words, ()
    for names in ([str(n) for n in range(1, len(_LETTERS) + 1)], list(_LETTERS)):
        starts = _starts(words, names)
        if len(starts) >= _LEAST and not starts[0]:
            return _parted(words, starts), [token for n in starts for token in words[n : n + 2]]
    return words, ()


def _starts(words: Sequence[Token], names: Sequence[str]) -> list[int]:
    found: list[int] = []
    depth = 0
    for n, (token, mark, after) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        depth += {"(": 1, ")": -1}.get(token.folded, 0)
        first = not n or words[n - 1].folded in {LINE_END, LIMB_END}
        marked = mark.glued and (mark.folded == ")" or (mark.folded == "." and first))
        named = len(found) < len(names) and token.folded == names[len(found)]
        if named and marked and not depth and after.is_word and not _is_ranked(after):
            found.append(n)
            depth += mark.folded == ")"
    return found


def _is_ranked(token: Token) -> bool:
    return any(inflected(token.folded, stem) for stem in _RANKED)


def _parted(words: Sequence[Token], starts: Sequence[int]) -> Sequence[Token]:
    parted: list[Token] = []
    for n, token in enumerate(words):
        if n in starts:
            if parted and parted[-1].folded == LINE_END:
                parted.pop()
            parted.append(token._replace(folded=LIMB_END))
        elif n - 1 not in starts:
            parted.append(token)
    return parted
