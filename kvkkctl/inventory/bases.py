"""Legal bases as inventories write them: codes in every spelling, sentences, several in a cell.

Articles 5 and 6 of Law 6698 share five conditions word for word ("Açık rıza", "Kanunlarda açıkça öngörülmesi" …):
there the nature of the data says which article is meant. Letters run a b c ç d e f g; where a file lost its ç, the
words decide, and where code and words contradict each other nobody is believed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kvkkctl.inventory.cells import is_none, is_stated
from kvkkctl.models import StatedBasis
from kvkkctl.text import Text
from kvkkctl.vocabulary import ascii_fold, bases, fold, words

_LETTER = r"[a-gç](?![\w-])"
_CODE = re.compile(
    rf"(?<!\d)(?<!\d[./])(?P<article>[56])\s*[/.(-]\s*(?P<paragraph>[1-4])\s*\)?\s*[-/.(]*\s*"
    rf"(?P<letters>{_LETTER}(?:\s*(?:,|/|-|ve)\s*{_LETTER})*)?\s*\)?"
)
_INSTRUMENT = re.compile(r"(?<!\d)9\s*/\s*[1-6]")
_SEGMENT = re.compile(r"[\n;•]+|(?<=[^\W\d]{4}\.)\s+(?=\w)")
_LAW = re.compile(r"(?:\b\d{3,4}\s+say|\b(?:kanun|yonetmelik|teblig|ttk|tbk|vuk|kvkk)\b)")
_ARTICLE = re.compile(
    r"\b(?:m|md|madde|mad)\.?\s*(\d{1,4}(?:/\d+)?(?:[-/][a-zçğıöşü])?)\b"
    r"|\b(\d{1,4})\s*\.?\s*(?:inci|nci|üncü|uncu|ıncı)?\s*madde"
)

# Stems, in the order in which they are looked for: what contains another comes first. None: no such condition there.
_CONDITIONS: tuple[tuple[tuple[str, ...], str | None, str | None], ...] = (
    (("istihdam", "sosyal guvenlik"), None, "6/3-f"),
    (("sir saklama",), None, "6/3-e"),
    (("koruyucu hekimlik",), None, "6/3-e"),
    (("kamu sagligi",), None, "6/3-e"),
    (("uyelerine", "mensuplarina"), None, "6/3-g"),
    (("fiili imkansizlik",), "5/2-b", "6/3-c"),
    (("hakkin tesis",), "5/2-e", "6/3-d"),
    (("mesru menfaat",), "5/2-f", None),
    (("hukuki yukumlulu",), "5/2-ç", None),
    (("yasal yukumlulu",), "5/2-ç", None),
    (("kanuni yukumlulu",), "5/2-ç", None),
    (("alenilestir",), "5/2-d", "6/3-ç"),
    (("kanun", "ongorul"), "5/2-a", "6/3-b"),
    (("sozlesme", "ifa"), "5/2-c", None),
    (("sozlesme", "kurul"), "5/2-c", None),
    (("sozlesme", "imzalan"), "5/2-c", None),
    (("acik riza",), "5/1", "6/3-a"),
)
_OLD = {"6/2": "6/2-old"}


@dataclass(frozen=True, slots=True)
class BasisReading:
    """The bases of a cell, and what a person should look at."""

    bases: tuple[StatedBasis, ...] | None
    doubts: tuple[Text, ...] = ()


def read_bases(text: str, law: str, *, special: bool) -> BasisReading:
    """Read a cell of legal bases; `law` is the cell that names the statute, `special` the nature of the data.

    None is returned where nothing is stated. A basis that cannot be told apart keeps its words and has no code.
    """
    if not is_stated(text):
        return BasisReading(None)
    if is_none(text):
        return BasisReading(())
    found: list[StatedBasis] = []
    doubts: list[Text] = []
    for segment in _segments(text):
        codes, doubt = _codes(segment, special=special)
        if doubt:
            doubts.append(doubt)
        label = " ".join(segment.split())
        if not codes and found and _LAW.search(words(ascii_fold(label))) and not doubt:
            found[-1] = found[-1].model_copy(update=_law(label))
            continue
        named = {**_law(law), **(_law(label) if _ARTICLE.search(fold(_without_codes(label))) else {})}
        found.extend(StatedBasis(label=label, code=code, **named) for code in codes or (None,))
    return BasisReading(tuple(dict.fromkeys(found)), tuple(doubts))


def _segments(text: str) -> Iterator[str]:
    """Yield the statements of a cell: lines, sentences, and each code with the words that follow it."""
    for part in _SEGMENT.split(text):
        starts = (
            [found.start() for found in _CODE.finditer(fold(part))] if len(fold(part)) == len(part) else []
        )
        cuts = [
            at
            for at, next_at in pairwise(starts)
            if any(c.isalpha() for c in _without_codes(part[at:next_at]))
        ]
        ends = [starts[starts.index(at) + 1] for at in cuts]
        for start, end in pairwise([0, *ends, len(part)]):
            statement = re.sub(
                r"\b(?:kvkk\s*)?(?:md?|madde)\.?\s*$", "", part[start:end], flags=re.IGNORECASE
            )
            if stripped := statement.strip(" \t-•*,"):
                yield stripped


def _law(text: str) -> dict[str, str]:
    plain = " ".join(text.split())
    if not plain or not is_stated(plain) or is_none(plain):
        return {}
    article = _ARTICLE.search(fold(plain))
    return {"law": plain} | ({"article": f"m.{article[1] or article[2]}"} if article else {})


def _without_codes(label: str) -> str:
    return _CODE.sub(" ", fold(label))


def _codes(segment: str, *, special: bool) -> tuple[tuple[str, ...], Text | None]:
    written = tuple(dict.fromkeys(_written_codes(segment)))
    said = tuple(dict.fromkeys(_said_codes(segment, special=special)))
    if not written:
        if _INSTRUMENT.search(segment):
            return (), Text(
                '"{words}" is an instrument of Article 9 for transfers, not a legal basis.', words=segment
            )
        return said, None
    lost = {"5/2-c": "5/2-ç", "6/3-c": "6/3-ç"}
    if segment.isascii() and said:
        written = tuple(
            lost[code] if lost.get(code) in said and code not in said else code for code in written
        )
    known = tuple(code for code in written if code in bases())
    unknown = [code for code in written if code not in bases()]
    if unknown:
        return known, Text("{code} is not a legal basis of the Law.", code=", ".join(unknown))
    if said and len(known) == 1 and len(said) == 1 and not _agree(known[0], said[0]):
        return (), Text(
            'The code {code} and the words "{words}" name different legal bases: correct one of them.',
            code=known[0],
            words=segment,
        )
    return known, None


def _agree(code: str, said: str) -> bool:
    return (
        code == said
        or any({code, said} <= {ordinary, special} for _, ordinary, special in _CONDITIONS)
        or "old" in code
    )


def _written_codes(segment: str) -> Iterator[str]:
    for found in _CODE.finditer(fold(segment)):
        paragraph = f"{found['article']}/{found['paragraph']}"
        letters = re.findall(_LETTER, (found["letters"] or "").replace("ve", " "))
        yield from (f"{paragraph}-{letter}" for letter in letters)
        if not letters:
            yield _OLD.get(paragraph, paragraph)


def _said_codes(segment: str, *, special: bool) -> Iterator[str]:
    exact = _exact().get(words(segment))
    if exact:
        yield exact[1 if special and exact[1] else 0] or exact[1] or ""
        return
    plain = words(ascii_fold(segment))
    found: list[tuple[int, str]] = []
    for stems, ordinary, sensitive in _CONDITIONS:
        if all(stem in plain for stem in stems):
            found.append(
                (plain.index(stems[0]), (sensitive if special and sensitive else ordinary) or sensitive or "")
            )
            for stem in stems:
                plain = plain.replace(stem, "#" * len(stem), 1)
    yield from (code for _, code in sorted(found))


@cache
def _exact() -> dict[str, tuple[str | None, str | None]]:
    pairs = {
        code: (ordinary, special)
        for _, ordinary, special in _CONDITIONS
        for code in (ordinary, special)
        if code
    }
    return {
        words(text): pairs[basis.code]
        for basis in bases().values()
        if basis.until is None and basis.code in pairs
        for text in (basis.text, basis.short, *basis.aliases)
    }
