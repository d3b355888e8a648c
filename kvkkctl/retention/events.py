"""What keeping is counted from: a closed list of events, and how words for them are recognised.

An event is the end of something that goes on ("sözleşme" + "sona ermesi"), or a point in time ("ziyaret" + "tarihi").
Stems are those of `kvkkctl.retention.tokens.inflected`: a verb's ends in a hyphen. Turkish puts the head last, so a
pattern must match the last words; the pattern of most words wins, and where two events win there is none. What
stands in front of the subject of an end only says which one it is ("kira sözleşmesinin sona ermesi"); in front of a
point it could change what happened ("iptal işlemi"), so only a few words are let through there.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from kvkkctl.retention.tokens import Token, inflected, tokens, word_set
from kvkkctl.text import Text
from kvkkctl.vocabulary import fold

OTHER = "other"
LABELS = MappingProxyType(
    {
        "employment_end": Text("the end of employment"),
        "employment_start": Text("the start of employment"),
        "contract_end": Text("the end of the contract"),
        "relationship_end": Text("the end of the relationship"),
        "membership_end": Text("the end of membership"),
        "account_closed": Text("the closing of the account"),
        "partnership_end": Text("the end of the shareholding"),
        "mandate_end": Text("the end of the power of attorney"),
        "authorisation_end": Text("the end of the authorisation"),
        "custody_end": Text("the return of what was handed over"),
        "internship_end": Text("the end of the internship"),
        "training_end": Text("the end of the training"),
        "tender_end": Text("the end of the tender"),
        "project_end": Text("the end of the project"),
        "activity_end": Text("the end of the activity"),
        "occasion_end": Text("the end of the occasion"),
        "service_end": Text("the end of the service"),
        "warranty_end": Text("the end of the warranty"),
        "session_end": Text("the end of the session"),
        "period_end": Text("the end of the period"),
        "consent_withdrawn": Text("the withdrawal of consent"),
        "consent_given": Text("the giving of consent"),
        "application_date": Text("the date of the application"),
        "application_closed": Text("the conclusion of the application"),
        "rejection": Text("the rejection"),
        "hiring_decision": Text("the hiring decision"),
        "position_closed": Text("the closing of the position"),
        "request_closed": Text("the conclusion of the request"),
        "complaint_closed": Text("the closing of the complaint"),
        "incident_closed": Text("the closing of the incident"),
        "incident_reported": Text("the report of the incident"),
        "incident_date": Text("the date of the incident"),
        "file_closed": Text("the closing of the file"),
        "lawsuit_end": Text("the end of the lawsuit"),
        "judgment_final": Text("the judgment becoming final"),
        "record_date": Text("the date of the record"),
        "collection_date": Text("the collection of the data"),
        "document_date": Text("the date of the document"),
        "transaction_date": Text("the date of the transaction"),
        "last_transaction": Text("the last transaction"),
        "visit_date": Text("the date of the visit"),
        "call_date": Text("the date of the call"),
        "delivery_date": Text("the date of delivery"),
        "death": Text("the death of the person"),
    }
)
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
_ANYHOW = word_set("herhangi bir sebeple nedenle fiilen tamamen")
_NEUTRAL = word_set(
    "ilgili söz konusu bu her kişinin kişisel verinin verilerin veri çalışanın adayın müşterinin üyenin personelin",
    "kullanıcının evrakın ilk açık",
)
_GOING_ON = word_set("devam ettiği sürdüğü devamı")

Pattern = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventCode:
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
    plain = [token for token in content if token.folded not in _NEUTRAL]
    best: dict[int, set[str]] = {}
    for code, pattern, whole in _patterns():
        tail = plain if whole else content
        if (len(tail) == len(pattern) if whole else len(tail) >= len(pattern)) and _fits(tail, pattern):
            best.setdefault(len(pattern), set()).add(code)
    return _only(best)


def state_of(words: Sequence[Token]) -> str | None:
    """Return the code of the end of what the words say is going on ("sözleşme" → ``contract_end``)."""
    content = [token for token in _content(words) if token.folded not in _GOING_ON]
    best: dict[int, set[str]] = {}
    for event in events():
        for state in event.states if event.lasting else ():
            if len(content) >= len(state) and _fits(content, state):
                best.setdefault(len(state), set()).add(event.code)
    return _only(best)


def is_bare_end(words: Sequence[Token]) -> bool:
    """Say whether words are an end without a subject ("sona ermesinden")."""
    content = _content(words)
    return any(len(content) == len(end) and _fits(content, end) for end in _ends())


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
    tail = words[len(words) - len(pattern) :]
    return all(inflected(token.folded, stem) for token, stem in zip(tail, pattern, strict=True))


def _only(best: dict[int, set[str]]) -> str | None:
    longest = best[max(best)] if best else set()
    return next(iter(longest)) if len(longest) == 1 else None


@cache
def _patterns() -> tuple[tuple[str, Pattern, bool], ...]:
    return tuple(_each_pattern())


def _each_pattern() -> Iterator[tuple[str, Pattern, bool]]:
    for event in events():
        for state in event.states:
            for end in event.ends:
                yield event.code, state + end, False
        for point in event.points:
            yield event.code, point, True


@cache
def _ends() -> frozenset[Pattern]:
    return frozenset(end for event in events() for end in event.ends)


@cache
def _named() -> dict[str, str]:
    return {
        fold(name): event.code for event in events() for name in (event.code, str(event.label), event.turkish)
    }
