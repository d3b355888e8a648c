"""Cells in two languages: "10 yıl / 10 years". The Turkish part is read where the English part says the same.

::

    english = length [("after" | "from" | "following") ["the"] event] ["(" legal words ")"]
            | during subject ["and" length "thereafter" | "+" length] | subject "+" length
            | "until" (event | "consent is withdrawn") | "indefinitely" … | "as required by law" …
    length  = [bound] (NUMBER | "ten" …) ["(" number ")"] unit
    during  = "during" | "throughout" | "for the duration of" …
    event   = ("end" | "termination" …) "of" ["the"] subject | subject ("end" | "termination" …) | moment
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kvkkctl.law.period import Period
from kvkkctl.models import Bound, RetentionKind, RetentionTerm
from kvkkctl.retention.reasons import Reason
from kvkkctl.retention.tokens import LINE_END, Token, plain, word_set
from kvkkctl.retention.units import bare_unit

Halves = tuple[Sequence[Token], Sequence[Token]]
Said = tuple[str | None, Bound, str | None]


class Gloss(NamedTuple):
    """What an English part says: the kind, why it has no length, or the period, the bound and the event of its term."""

    kind: RetentionKind
    said: Said | None = None
    reason: Reason | None = None

    def agrees(self, kind: RetentionKind, terms: Sequence[RetentionTerm], reason: Reason | None) -> bool:
        """Say whether a Turkish part says the same."""
        if (kind, reason) != (self.kind, self.reason):
            return False
        return not self.said or [(term.period, term.bound, term.event) for term in terms] == [self.said]


_UNITS = MappingProxyType(
    {
        f"{unit}{plural}": name
        for unit, name in {
            "year": "years",
            "month": "months",
            "week": "weeks",
            "day": "days",
            "hour": "hours",
        }.items()
        for plural in ("", "s")
    }
)
_BOUNDS = MappingProxyType(
    {
        "at least": Bound.AT_LEAST,
        "minimum": Bound.AT_LEAST,
        "at most": Bound.AT_MOST,
        "maximum": Bound.AT_MOST,
        "up to": Bound.AT_MOST,
    }
)
_ARTICLES = frozenset({"the", "a", "an", "your", "our"})
_FROM = ("after", "from", "following", "as of", "starting from")
_ENDS = frozenset({"end", "termination", "expiry", "expiration", "completion"})
_SUBJECTS = MappingProxyType(
    {
        "employment": "employment_end",
        "employment contract": "employment_end",
        "employment relationship": "employment_end",
        "contract": "contract_end",
        "agreement": "contract_end",
        "relationship": "relationship_end",
        "legal relationship": "relationship_end",
        "business relationship": "relationship_end",
        "membership": "membership_end",
        "internship": "internship_end",
        "training": "training_end",
        "project": "project_end",
        "tender": "tender_end",
        "warranty": "warranty_end",
        "service": "service_end",
        "power of attorney": "mandate_end",
    }
)
_MOMENTS = MappingProxyType(
    {
        "withdrawal of consent": "consent_withdrawn",
        "consent withdrawal": "consent_withdrawn",
        "visit date": "visit_date",
        "date of visit": "visit_date",
        "application date": "application_date",
        "date of application": "application_date",
        "transaction date": "transaction_date",
        "date of transaction": "transaction_date",
        "last transaction": "last_transaction",
        "recording date": "record_date",
        "date of recording": "record_date",
        "date of record": "record_date",
    }
)
_EVENTS: Mapping[str, str] = MappingProxyType(
    dict(_MOMENTS)
    | {f"{end} of {subject}": code for subject, code in _SUBJECTS.items() for end in _ENDS}
    | {f"{subject} {end}": code for subject, code in _SUBJECTS.items() for end in _ENDS}
)
_LEGAL = word_set(
    "general statutory limitation limitations period statute law code act of the co tco tcc ttk tbk vuk turkish",
    "commercial tax procedure obligations labour labor /",
)
_NUMBERS = MappingProxyType(
    {
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "twelve": 12,
        "fifteen": 15,
        "twenty": 20,
        "thirty": 30,
    }
)
_DURING = (
    "during the term of",
    "for the duration of",
    "for the term of",
    "for the period of",
    "throughout",
    "during",
)
_WITHOUT_LENGTH = MappingProxyType(
    dict.fromkeys(
        (
            "indefinite",
            "indefinitely",
            "unlimited",
            "permanent",
            "permanently",
            "without limit",
            "for an indefinite period",
        ),
        Gloss(RetentionKind.INDEFINITE, reason=Reason.INDEFINITE),
    )
    | dict.fromkeys(
        (
            "statutory period",
            "statutory retention period",
            "legal period",
            "legal retention period",
            "period required by law",
            "as required by law",
            "for the statutory period",
            "for the period required by law",
            "for the period prescribed by law",
        ),
        Gloss(RetentionKind.STATUTORY, reason=Reason.STATUTORY),
    )
)
_ENGLISH = frozenset(
    {*_UNITS, "during", "until", "throughout", "duration", "term", "required"}
    | {word for said in _WITHOUT_LENGTH for word in said.split() if len(word) > len("period")}
)
_SEPARATORS = frozenset({"/", "|", LINE_END})
_NUMBER = re.compile("[0-9]{1,3}")


def is_in_english(words: Sequence[Token]) -> bool:
    """Say whether a word of a phrase is one that only its English part has."""
    return any(plain(token.folded) in _ENGLISH for token in words)


def halves(words: Sequence[Token]) -> Halves | None:
    """Split a phrase into its Turkish and its English part; None where it does not have just these two."""
    if not is_in_english(words):
        return None
    for first, second in _splits(words):
        for turkish, english in ((first, second), (second, first)):
            if turkish and not is_in_english(turkish) and read(english):
                return turkish, english
    return None


def without_units(words: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Return a phrase without English units beside the same in Turkish ("10 years/yıl"), and what was left out."""
    out: set[int] = set()
    for n, (one, mark, other) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if mark.folded == "/":
            english = [
                at for at, unit, same in ((n, one, other), (n + 2, other, one)) if _is_same_unit(unit, same)
            ]
            out.update((n + 1, *english) if english else ())
    return [token for n, token in enumerate(words) if n not in out], [words[n] for n in out]


def _is_same_unit(english: Token, turkish: Token) -> bool:
    name = _UNITS.get(plain(english.folded))
    return name is not None and name == bare_unit(turkish)


def _splits(words: Sequence[Token]) -> Iterator[Halves]:
    for n, token in enumerate(words):
        if token.folded in _SEPARATORS or (token.folded == "-" and not token.glued):
            yield words[:n], words[n + 1 :]
        elif token.folded == "(" and words[-1].folded == ")":
            yield words[:n], words[n + 1 : -1]


def read(words: Sequence[Token]) -> Gloss | None:
    """Return what an English phrase of one length or end says; None where it is not understood whole."""
    said = [plain(token.folded) for token in words if token.folded != LINE_END]
    whole = " ".join(said)
    if whole in _WITHOUT_LENGTH:
        return _WITHOUT_LENGTH[whole]
    if found := _length(said):
        period, bound, rest = found
        event = _event(" ".join(rest))
        return None if event is None else Gloss(RetentionKind.BOUNDED, (period, bound, event or None))
    return _until(whole) or _during(whole)


def _length(said: Sequence[str]) -> tuple[str, Bound, Sequence[str]] | None:
    """Read a length at the start: its period, its bound, and the words behind it."""
    lead = next((lead for lead in _BOUNDS if " ".join(said).startswith(f"{lead} ")), "")
    number, *rest = said[len(lead.split()) :] or ("",)
    if rest[:1] == ["("] and rest[2:3] == [")"]:
        if _value(rest[1]) != _value(number):
            return None
        rest = rest[3:]
    value = _value(number)
    if value is None or not rest or rest[0] not in _UNITS:
        return None
    return str(Period(**{_UNITS[rest[0]]: value})), _BOUNDS.get(lead, Bound.EXACT), rest[1:]


def _value(number: str) -> int | None:
    return int(number) if _NUMBER.fullmatch(number) else _NUMBERS.get(number)


def _until(said: str) -> Gloss | None:
    if said == "until consent is withdrawn":
        return Gloss(RetentionKind.EVENT_ONLY, (None, Bound.EXACT, "consent_withdrawn"))
    event = _EVENTS.get(_bare(said.removeprefix("until "))) if said.startswith("until ") else None
    return Gloss(RetentionKind.EVENT_ONLY, (None, Bound.EXACT, event)) if event else None


def _during(said: str) -> Gloss | None:
    """Read what goes on, and how long after it."""
    start = next((start for start in _DURING if said.startswith(f"{start} ")), "")
    lasting, added, length = said.removeprefix(start).partition(" + ")
    if not added and start:
        lasting, added, length = lasting.partition(" and ")
        length, thereafter, rest = length.partition(" thereafter")
        if added and (not thereafter or rest):
            return None
    code = _SUBJECTS.get(_bare(lasting))
    if not code or not (start or added):
        return None
    if not added:
        return Gloss(RetentionKind.EVENT_ONLY, (None, Bound.EXACT, code))
    found = _length(length.split())
    return Gloss(RetentionKind.BOUNDED, (found[0], found[1], code)) if found and not found[2] else None


def _bare(said: str) -> str:
    return " ".join(word for word in said.split() if word not in _ARTICLES)


def _event(said: str) -> str | None:
    """Return the code of the event that a length is counted from, "" where none is named, None for other words."""
    clause, bracket, remark = said.partition("(")
    legal = remark.strip().endswith(")") and all(word in _LEGAL for word in remark.replace(")", "").split())
    if bracket and not legal:
        return None
    if not clause.strip():
        return ""
    start = next((start for start in _FROM if clause.startswith(f"{start} ")), None)
    return _EVENTS.get(_bare(clause.removeprefix(start))) if start else None
