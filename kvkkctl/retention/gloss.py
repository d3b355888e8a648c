"""Cells in two languages: "10 yıl / 10 years". The Turkish part is read where the English part says the same.

::

    english = [bound] NUMBER unit [("after" | "from" | "following") ["the"] event] ["(" legal words ")"]
    event   = ("end" | "termination" …) "of" ["the"] subject | subject ("end" | "termination" …) | moment
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kvkkctl.law.period import Period
from kvkkctl.models import Bound, RetentionTerm
from kvkkctl.retention.tokens import LINE_END, Token, word_set
from kvkkctl.vocabulary.folding import ascii_fold

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
    "general statutory limitation limitations period statute law code act of the co tco tcc turkish commercial tax",
    "procedure obligations labour labor",
)
_SEPARATORS = frozenset({"/", LINE_END})
_NUMBER = re.compile("[0-9]{1,3}")

Halves = tuple[Sequence[Token], Sequence[Token]]


class Gloss(NamedTuple):
    """What an English part says."""

    period: str
    bound: Bound
    event: str | None

    def agrees(self, terms: Sequence[RetentionTerm]) -> bool:
        """Say whether Turkish terms say the same."""
        return [(term.period, term.bound, term.event) for term in terms] == [tuple(self)]


def halves(words: Sequence[Token]) -> Halves | None:
    """Split a phrase into its Turkish and its English part; None where it does not have just these two."""
    if not any(token.folded in _UNITS for token in words):
        return None
    for first, second in _splits(words):
        for turkish, english in ((first, second), (second, first)):
            mixed = any(token.folded in _UNITS for token in turkish)
            if turkish and not mixed and read(english):
                return turkish, english
    return None


def _splits(words: Sequence[Token]) -> Iterator[Halves]:
    for n, token in enumerate(words):
        if token.folded in _SEPARATORS:
            yield words[:n], words[n + 1 :]
        elif token.folded == "(" and words[-1].folded == ")":
            yield words[:n], words[n + 1 : -1]


def read(words: Sequence[Token]) -> Gloss | None:
    """Return what an English phrase of one length says; None where it is not understood whole."""
    said = " ".join(ascii_fold(token.folded) for token in words if token.folded != LINE_END)
    lead = next((lead for lead in _BOUNDS if said.startswith(f"{lead} ")), "")
    number, _, rest = said.removeprefix(lead).strip().partition(" ")
    unit, _, rest = rest.partition(" ")
    event = _event(rest)
    if not _NUMBER.fullmatch(number) or unit not in _UNITS or event is None:
        return None
    period = Period(**{_UNITS[unit]: int(number)})
    return Gloss(str(period), _BOUNDS.get(lead, Bound.EXACT), event or None)


def _event(said: str) -> str | None:
    """Return the code of the event that a length is counted from, "" where none is named, None for other words."""
    clause, bracket, remark = said.partition("(")
    legal = remark.strip().endswith(")") and all(word in _LEGAL for word in remark.replace(")", "").split())
    if bracket and not legal:
        return None
    if not clause.strip():
        return ""
    start = next((start for start in _FROM if clause.startswith(f"{start} ")), None)
    named = " ".join(word for word in clause.split() if word != "the").removeprefix(start or "").strip()
    return _EVENTS.get(named) if start else None
