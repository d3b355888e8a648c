"""Legal bases as inventories write them: codes in every spelling, sentences, several in a cell.

Articles 5 and 6 of Law 6698 share five conditions word for word ("Açık rıza", "Kanunlarda açıkça öngörülmesi" …):
there the nature of the data says which article is meant. Where a file lost its ç, the words decide, and where code and
words contradict each other nobody is believed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kvkkctl.inventory.answers import is_none, is_stated
from kvkkctl.inventory.codes import article, clean, statements, statute_article, without_codes, written_codes
from kvkkctl.models import StatedBasis
from kvkkctl.text import Text
from kvkkctl.vocabulary import ascii_fold, bases, words

_LINES = re.compile(r"[\n;•·●▪|]+|(?<=[^\W\d_]{4}\.)\s+(?=\w)")
_EDGES = " \t-–—•*,:"
_LETTER_MARK = re.compile(r"^[a-gç]\s")
_LONGEST = 12

# Stems, in the order in which they are looked for: what contains another comes first. None: no such condition there.
_CONDITIONS: tuple[tuple[tuple[str, ...], str | None, str | None], ...] = (
    (("istihdam", "sosyal guvenlik", "hukuki yukumlulu"), None, "6/3-f"),
    (("istihdam", "sosyal guvenlik"), None, "6/3-f"),
    (("istihdam", "is (?:sagligi|guvenligi)"), None, "6/3-f"),
    (("istihdam", "isg"), None, "6/3-f"),
    (("sir saklama",), None, "6/3-e"),
    (("koruyucu hekimlik",), None, "6/3-e"),
    (("kamu sagligi",), None, "6/3-e"),
    (("uyelerine", "mensuplarina"), None, "6/3-g"),
    (("fiili imkansizlik",), "5/2-b", "6/3-c"),
    (("hakkin tesis",), "5/2-e", "6/3-d"),
    (("mesru menfaat",), "5/2-f", None),
    (("kanun", "ongorulen", "(?:hukuki|yasal|kanuni) yukumlulu"), "5/2-ç", None),
    (("(?:hukuki|yasal|kanuni) yukumlulu",), "5/2-ç", None),
    (("alenilestir",), "5/2-d", "6/3-ç"),
    (("kanun", "ongorul"), "5/2-a", "6/3-b"),
    (("sozlesme", "ifa(?!de)"), "5/2-c", None),
    (("sozlesme", "kurulm"), "5/2-c", None),
    (("sozlesme", "imzalan"), "5/2-c", None),
    (
        (r"acik riza(?!\w* (?:olmaksizin|alinma|olmadan|aranma|gerek|disinda|haric|yok|bulunma))",),
        "5/1",
        "6/3-a",
    ),
)
_LOST = {"5/2-c": "5/2-ç", "6/3-c": "6/3-ç"}
_TURKISH = frozenset("çğıöşüÇĞİÖŞÜ")
# A word of a basis, and the bases in whose words it may stand: elsewhere it names one that was not understood.
_SIGNS = {
    "sozlesme": {"5/2-c"},
    r"riza(?!\w* (?:gerek|aran|olmak|alinma))": {"5/1", "6/3-a", "5/2-b", "6/3-c", "6/2-old"},
    "menfaat": {"5/2-f"},
    "yukumlulu": {"5/2-ç", "6/3-e", "6/3-f"},
    "alenilestir": {"5/2-d", "6/3-ç"},
}
_DENIED = re.compile(r"\b(?:degil(?:dir)?|yok(?:tur)?|haric(?:tir)?|\w+m[ae](?:m[ae]kt[ae]\w*|mis(?:tir)?))$")
_BY_LAW = {"5/2-a", "5/2-ç", "6/3-b", "6/3-f"}
_OLD = {"6/2": "6/2-old"}
_REPEALED = re.compile(r"\b(?:eski|mulga|onceki)\b")
_REPEALED_BY = {"5/2-a": "6/3-old-1", "6/3-b": "6/3-old-1", "6/3-e": "6/3-old-2"}


@dataclass(frozen=True, slots=True)
class BasisReading:
    """The bases of a cell, and what a person should look at."""

    bases: tuple[StatedBasis, ...] | None
    doubts: tuple[Text, ...] = ()


@lru_cache(maxsize=16384)
def read_bases(text: str, law: str, *, special: bool) -> BasisReading:
    """Read a cell of legal bases; `law` is the cell that names the statute, `special` the nature of the data.

    None is returned where nothing is stated. A basis that cannot be told apart keeps its words and has no code, and a
    statute without a basis is one of those. A line that only names a statute belongs to the basis above it or, where
    the row has a cell for it, to those that the law provides for, or to all where none does.
    """
    named = _law(law)
    if not is_stated(text):
        return BasisReading((StatedBasis(label=named, **_stated_law(named)),) if named else None)
    if is_none(text):
        return BasisReading(())
    of_row = [named] if named else []
    of_latest = of_row
    found: dict[str, tuple[tuple[str, ...], list[str]]] = {}
    doubts: list[Text] = []
    for label in _statements(text):
        codes, doubt = _codes(label, special=special)
        doubts += [doubt] if doubt else []
        if found and not (codes or doubt) and statute_article(label) is not None:
            (of_row or of_latest).append(label)
        else:
            of_latest = found.setdefault(label, (codes, []))[1]
    # consent or an interest does not rest on a statute where another basis of the row does
    by_law = {label for label, (codes, _) in found.items() if _BY_LAW.intersection(codes)}
    stated = tuple(
        StatedBasis(
            label=label,
            code=code,
            **_stated_law(
                "; ".join((of_row if not by_law or label in by_law else []) or laws) or _own_law(label)
            ),
        )
        for label, (codes, laws) in found.items()
        for code in codes or (None,)
    )
    return BasisReading(stated, tuple(dict.fromkeys(doubts)))


def _own_law(label: str) -> str:
    return label if statute_article(label) else ""


def _statements(text: str) -> Iterator[str]:
    """Yield the statements of a cell: lines, sentences, and each code with the words that follow it."""
    lines = [line for line in (clean(part).strip(_EDGES) for part in _LINES.split(text)) if line]
    start = 0
    while start < len(lines):
        end = _sentence_end(lines, start)
        for part in statements(" ".join(lines[start:end])):
            if statement := part.strip(_EDGES).lstrip(". "):
                yield statement
        start = end


def _sentence_end(lines: Sequence[str], start: int) -> int:
    """Return where a statement ends: a sentence of the Law may be wrapped, or hold a semicolon itself."""
    last = start + 1
    while last < min(len(lines), start + _LONGEST) and not written_codes(lines[last]):
        last += 1
    if not _key(lines[start]):
        return start + 1
    ends = (end for end in range(last, start, -1) if _key(" ".join(lines[start:end])) in _sentences())
    return next(ends, start + 1)


def _law(text: str) -> str:
    """Return the statutes of a cell in one line."""
    if not is_stated(text) or is_none(text):
        return ""
    return "; ".join(line for line in (clean(part).strip(_EDGES) for part in _LINES.split(text)) if line)


def _stated_law(law: str) -> dict[str, str]:
    return {name: value for name, value in (("law", law), ("article", article(without_codes(law)))) if value}


def _codes(label: str, *, special: bool) -> tuple[tuple[str, ...], Text | None]:
    written = tuple(dict.fromkeys(code for each in written_codes(label) for code in each.codes))
    instruments = [code for code in written if code.startswith("9/")]
    written = tuple(code for code in written if code not in instruments)
    if written:
        special = any(code.startswith("6/") for code in written) and (
            special or not any(code.startswith("5/") for code in written)
        )
    said = tuple(dict.fromkeys(_said_codes(label, special=special)))
    if (said or written) and _is_denied(label):
        return (), Text('"{words}" says which legal basis is not meant: write the one that is.', words=label)
    if instruments:
        doubt = Text(
            "{code} is an instrument of Article 9 for transfers, not a legal basis.",
            code=", ".join(instruments),
        )
        return tuple(code for code in written if code in bases()), doubt
    if not written:
        return said, _unread(label, said)
    meant = tuple(dict.fromkeys(_meant(code, label, said) for code in written))
    return _checked(label, tuple(code for each in meant for code in each), said)


def _is_denied(label: str) -> bool:
    """Say whether a part of a statement ends in a denial; sentences of the Law may."""
    if _key(label) in _sentences():
        return False
    return any(
        _DENIED.search(words(ascii_fold(part)))
        and (written_codes(part.strip()) or any(_said_codes(part, special=False)))
        for part in label.split(",")
    )


def _unread(label: str, said: Sequence[str]) -> Text | None:
    """Say which word of a basis was passed over, where the words name more than was understood."""
    plain = _key(label)
    for stem, codes in _SIGNS.items():
        found = re.search(rf"\b{stem}\w*", plain)
        if said and found and not codes.intersection(said):
            return Text(
                '"{word}" in "{words}" was not understood as a legal basis: write its code, or its words in full.',
                word=found.group(),
                words=label,
            )
    return None


def _meant(code: str, label: str, said: Sequence[str]) -> tuple[str, ...]:
    """Return what a written code stands for: itself, what the words beside a bare paragraph name, the ç it lost."""
    if _TURKISH.isdisjoint(label) and _LOST.get(code) in said and code not in said:
        return (_LOST[code],)
    if code in bases():
        return (code,)
    if code in _OLD:
        return (_OLD[code],)
    if code == "6/3" and _REPEALED.search(_key(label)):
        return tuple(_REPEALED_BY[each] for each in said if each in _REPEALED_BY) or (code,)
    return tuple(each for each in said if each.startswith(f"{code}-")) or (code,)


def _checked(label: str, meant: tuple[str, ...], said: Sequence[str]) -> tuple[tuple[str, ...], Text | None]:
    known = tuple(code for code in meant if code in bases())
    unknown = tuple(code for code in meant if code not in bases())
    if unknown:
        return known, Text("{code} is not a legal basis of the Law.", code=", ".join(unknown))
    if said and not any(_agree(one, other) for one in known for other in said):
        return (), Text(
            'The code {code} and the words "{words}" name different legal bases: correct one of them.',
            code=", ".join(known),
            words=label,
        )
    return known, None


def _agree(code: str, said: str) -> bool:
    return (
        code == said
        or any({code, said} <= {ordinary, special} for _, ordinary, special in _CONDITIONS)
        or "old" in code
    )


def _said_codes(label: str, *, special: bool) -> Iterator[str]:
    plain = _key(label)
    exact = _sentences().get(plain)
    if exact:
        yield _of_nature(exact, special=special)
        return
    found: list[tuple[int, str]] = []
    for stems, *pair in _CONDITIONS:
        places = [re.search(rf"\b{stem}", plain) for stem in stems]
        if all(places):
            spans = [place.span() for place in places if place]
            found.append((spans[0][0], _of_nature(pair, special=special)))
            for start, end in spans:
                plain = plain[:start] + "#" * (end - start) + plain[end:]
    yield from (code for _, code in sorted(found))


def _of_nature(pair: Sequence[str | None], *, special: bool) -> str:
    ordinary, sensitive = pair
    return (sensitive if special else ordinary) or ordinary or sensitive or ""


def _key(label: str) -> str:
    return _LETTER_MARK.sub("", words(ascii_fold(without_codes(label))))


@cache
def _sentences() -> dict[str, tuple[str | None, str | None]]:
    """Return the sentences and short names of the conditions; each stands for one code in either article."""
    pairs = {
        code: (ordinary, special)
        for _, ordinary, special in _CONDITIONS
        for code in (ordinary, special)
        if code
    }
    return {
        _key(text): pairs.get(basis.code, (basis.code, basis.code))
        for basis in bases().values()
        for text in (basis.text, basis.short, *basis.aliases)
    }
