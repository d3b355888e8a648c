"""What keeping is counted from: a closed list of events, and how words for them are recognised.

An event is the end of something that goes on ("sözleşme" + "sona ermesi"), or a point in time ("ziyaret" + "tarihi").
Stems are those of `kvkkctl.retention.tokens.inflected`: a verb's ends in a hyphen. Turkish puts the head last, so a
pattern must match the last words; the pattern of most words wins, and where two events win there is none. What
stands in front of the subject of an end only says which one it is ("kira sözleşmesinin sona ermesi"); in front of a
point it could change what happened ("iptal işlemi"), so only a few words are let through there.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from kvkkctl.retention.labels import LABELS
from kvkkctl.retention.tokens import Token, inflected, stems, tokens, word_set
from kvkkctl.text import Text
from kvkkctl.vocabulary import fold
from kvkkctl.vocabulary.folding import ascii_fold

_GROUPS = MappingProxyType(
    {
        "END": (
            "sona er-",
            "son bul-",
            "sonlan-",
            "bit-",
            "fesih",
            "fesh",
            "fesh ed-",
            "feshed-",
            "sonu",
            "dol-",
        ),
        "CLOSE": ("kapan-", "kapat-", "sonuçlan-", "sonuca bağlan-"),
    }
)

_DATE = ("tarih", "gün")
_MOMENT = word_set("andan anından anı")
_ANYHOW = word_set("herhangi bir sebeple nedenle fiilen tamamen her hangi ne olursa olsun suretle şekilde")
# "bir sonraki dönemin sonu" is not the end of the period that the record is of
_ANOTHER = word_set("sonraki önceki gelecek")
_NEUTRAL = word_set(
    "ilgili söz konusu bu her kişinin kişisel verinin verilerin veri en işçinin memurun çalışanın adayın müşterinin",
    "üyenin personelin kullanıcının evrakın ilk açık hastanın öğrencinin danışanın velinin ziyaretçinin abonenin",
)
_RECORDS = stems("kayıt kayd dosya evrak form belge tutanak tutanağ log rapor veri bilgi fiş defter görüntü")
_OWNED_OR_MANY = re.compile(".*(?:l[ae]r[iu]?|[iu])")
# in the nominative they are the subject of a clause, and only its verb says what happened
_PERSONS = word_set(
    "personel çalışan işçi memur aday müşteri üye kullanıcı hasta öğrenci danışan veli ziyaretçi abone kişi stajyer"
)
_CLAUSE = re.compile(".*(?:[dt][iu]kt[ae]n|[ae]n[ae]|[iu]nc[ae](?:y[ae])?|[dt][iu]g[iu]nd[ae])")
OR = word_set("veya veyahut yahut ya da /")
"""Words between alternatives."""
_RELATIONS = frozenset(
    {
        "employment_end",
        "contract_end",
        "relationship_end",
        "membership_end",
        "partnership_end",
        "mandate_end",
        "internship_end",
        "training_end",
        "project_end",
        "warranty_end",
        "service_end",
    }
)
_GOING_ON = word_set("devam ettiği sürdüğü devamı")

Pattern = tuple[str, ...]
Named = tuple[str, Pattern]
Index = Mapping[str, Sequence[Named]]


class EventCode(NamedTuple):
    """One event of the list: what goes on until it (`states`), how that ends, and direct words for it (`points`)."""

    code: str
    turkish: str
    states: tuple[Pattern, ...]
    ends: tuple[Pattern, ...]
    points: tuple[Pattern, ...]
    lasting: bool

    @property
    def label(self) -> Text:
        """What it is called in a sentence."""
        return LABELS[self.code]


@cache
def events() -> tuple[EventCode, ...]:
    """Return the list of events."""
    lines = files(__package__).joinpath("events.tsv").read_text(encoding="utf8").splitlines()
    return tuple(
        EventCode(
            code=row["code"],
            turkish=row["turkish"],
            states=_stems(row["states"]),
            ends=_stems(row["ends"]),
            points=_stems(row["points"]),
            lasting="END" in row["ends"].split("|"),
        )
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    )


def _stems(cell: str) -> tuple[Pattern, ...]:
    parts = cell.split("|") if cell else ()
    return tuple(tuple(stem.split()) for part in parts for stem in _GROUPS.get(part, (part,)))


@lru_cache(maxsize=8192)
def classify(text: str) -> str | None:
    """Return the code of the event that a text names, by its label, its code or its words; None for any other."""
    folded = fold(text)
    return _named().get(folded) or code_of(tokens(text))


def code_of(words: Sequence[Token]) -> str | None:
    """Return the code of the event that the words of a clause name; None where none or more than one fits."""
    content = _content(words)
    if any(token.folded in _ANOTHER for token in words):
        return None
    plain = _without_subject([token for token in content if token.folded not in _NEUTRAL])
    points = (found for found in _fitting(plain, _points()) if len(found[1]) == len(plain))
    return _only((*_fitting(content, _endings()), *points))


def _without_subject(content: list[Token]) -> list[Token]:
    """Leave out what the point is told of ("ziyaretçi kayıtları"), and who acts ("çalışan" işten ayrıldıktan sonra)."""
    records = max((n for n, token in enumerate(content[:-1]) if _are_records(token)), default=-1)
    rest = content[records + 1 :]
    clause = len(rest) > 1 and rest[0].folded in _PERSONS and _CLAUSE.fullmatch(ascii_fold(rest[-1].folded))
    return rest[1:] if clause else rest


def _are_records(token: Token) -> bool:
    return bool(_OWNED_OR_MANY.fullmatch(ascii_fold(token.folded))) and any(
        inflected(token.folded, stem) for stem in _RECORDS
    )


def state_of(words: Sequence[Token]) -> str | None:
    """Return the code of the end of what the words say is going on ("sözleşme" → ``contract_end``)."""
    content = [token for token in _content(words) if token.folded not in _GOING_ON]
    return _only(tuple(_fitting(content, _states())))


def relation_of(words: Sequence[Token]) -> str | None:
    """Return the code of the end of what lasts by its nature and is named by itself ("sözleşme", "üyelik").

    "Dosya" and "başvuru" are not among these: a file and an application are things as well.
    """
    code = state_of(words)
    return code if code in _RELATIONS else None


def is_bare_end(words: Sequence[Token]) -> bool:
    """Say whether words are an end without a subject ("sona ermesinden")."""
    content = _content(words)
    return any(len(content) == len(end) and _fits(content, end) for end in _ends())


def same_end(words: Sequence[Token]) -> str | None:
    """Return the code of the end that two alternatives both name ("feshi veya sona ermesi"); None where they do not.

    Two points of one kind ("satış veya teslim tarihi") may lie on different days, and are no such alternatives.
    """
    at = [n for n, token in enumerate(words) if token.folded in OR]
    if not at or at != list(range(at[0], at[-1] + 1)):
        return None
    first, second = words[: at[0]], words[at[-1] + 1 :]
    code = code_of(first)
    again = code_of((*_subject(first), *second) if is_bare_end(second) else second)
    return code if code == again and code in _ending_codes() else None


def _subject(words: Sequence[Token]) -> Sequence[Token]:
    content = _content(words)
    longest = max((len(end) for end in _ends() if _fits(content, end)), default=0)
    return content[: len(content) - longest]


@cache
def _ending_codes() -> frozenset[str]:
    return frozenset(event.code for event in events() if event.ends)


def is_end_of(words: Sequence[Token], subject: Sequence[Token]) -> bool:
    """Say whether words are the end of this very subject ("projenin bitiminden" of "proje")."""
    content, state = _content(words), _content(subject)
    return any(
        len(content) == len(state) + len(end)
        and _fits(content, end)
        and all(inflected(token.folded, stem.folded) for token, stem in zip(content, state, strict=False))
        for end in _ends()
    )


def _content(words: Sequence[Token]) -> list[Token]:
    content = [token for token in words if token.folded not in _ANYHOW]
    while content and (
        any(inflected(content[-1].folded, stem) for stem in _DATE) or content[-1].folded in _MOMENT
    ):
        content.pop()
    return content[:1] + [token for token in content[1:] if not inflected(token.folded, "süre")]


def _fits(words: Sequence[Token], pattern: Pattern) -> bool:
    tail = words[max(len(words) - len(pattern), 0) :]
    return len(tail) == len(pattern) and all(
        inflected(token.folded, stem) for token, stem in zip(tail, pattern, strict=True)
    )


def _fitting(words: Sequence[Token], index: Index) -> Iterator[Named]:
    """Yield the patterns that the last words fit."""
    for code, pattern in index.get(_key(words[-1].folded), ()) if words else ():
        if _fits(words, pattern):
            yield code, pattern


def _only(found: Sequence[Named]) -> str | None:
    longest = max((len(pattern) for _, pattern in found), default=0)
    codes = {code for code, pattern in found if len(pattern) == longest}
    return codes.pop() if len(codes) == 1 else None


def _key(word: str) -> str:
    return ascii_fold(word)[:2]


def _index(named: Iterable[Named]) -> Index:
    """Sort patterns by how their last word begins."""
    index: dict[str, list[Named]] = {}
    for code, pattern in named:
        index.setdefault(_key(pattern[-1]), []).append((code, pattern))
    return index


@cache
def _endings() -> Index:
    return _index(
        (event.code, state + end) for event in events() for state in event.states for end in event.ends
    )


@cache
def _points() -> Index:
    return _index((event.code, point) for event in events() for point in event.points)


@cache
def _states() -> Index:
    return _index((event.code, state) for event in events() if event.lasting for state in event.states)


@cache
def _ends() -> frozenset[Pattern]:
    return frozenset(end for event in events() for end in event.ends)


@cache
def _named() -> dict[str, str]:
    return {
        fold(name): event.code for event in events() for name in (event.code, str(event.label), event.turkish)
    }
