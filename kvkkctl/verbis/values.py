"""From an organisation's words to the values of a VERBİS list, its headings or "Diğer" (Sicil Yön. 9/3, 9/6).

Only a sure match, or a person's mapping, makes a word an official term. Everything else is shown as
``Diğer: <word>``, which is true whatever the word may turn out to mean; a close match is a question besides.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from kvkkctl.models import Entry, Ids, Term
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.verbis import fixes
from kvkkctl.verbis.records import Doubt, Rolled, Screen, refs
from kvkkctl.vocabulary import (
    OTHER,
    MatchKind,
    OfficialTerm,
    TermKind,
    fold,
    known_term,
    match,
    official,
    turkish_order,
)

Uses = Mapping[int, list[Entry]]

# an organisation's own "Diğer: X" or "Diğer (X)" is typed as X
_SAYS_OTHER = re.compile(
    r"diğer(?: bilgiler)?\s*(?:[:/–-]\s*(.+)|\(\s*(.+?)\s*\))", re.IGNORECASE | re.DOTALL
)

CATEGORY_LISTS: Mapping[Screen, Callable[[Entry], Ids]] = {
    Screen.CATEGORIES: lambda entry: (entry.category,),
    Screen.PURPOSES: lambda entry: entry.purposes,
    Screen.RECIPIENTS: lambda entry: entry.recipients,
    Screen.SUBJECTS: lambda entry: entry.subjects,
}


def uses(entries: Iterable[Entry], ids: Callable[[Entry], Ids]) -> Uses:
    """Return, by the number of the term, the entries that use it."""
    found: dict[int, list[Entry]] = {}
    for entry in entries:
        for number in ids(entry) or ():
            found.setdefault(number, []).append(entry)
    return found


def mapped(term: Term) -> OfficialTerm | None:
    """Return the official term a word stands for; a close match stands for nothing until a person says so."""
    return None if term.match is MatchKind.CLOSE else official(term.kind).get(term.official or "")


def suggestion(term: Term) -> str | None:
    """Return the official term that a close match may mean, None where the word resembles nothing."""
    return match(term.kind, term.label).suggestion or term.official if term.match is MatchKind.CLOSE else None


def roll_terms(snapshot: Snapshot, used: Uses) -> tuple[Rolled, ...]:
    """Return the used terms as VERBİS values, in the order of the list, free texts last in Turkish order.

    A text that several terms give is there once, in the spelling that comes first.
    """
    found: dict[tuple[int, str], list[Entry]] = {}
    spelt: dict[tuple[int, str], str] = {}
    for number, entries in used.items():
        no, name = _value(snapshot.terms[number])
        key = no, fold(name)
        found.setdefault(key, []).extend(entries)
        spelt[key] = min(name, spelt.get(key, name))
    ordered = sorted(found, key=lambda key: (key[0], turkish_order(key[1]), key[1]))
    return tuple(Rolled(spelt[key], key[0], refs(found[key])) for key in ordered)


def term_doubts(snapshot: Snapshot, used: Uses) -> Iterator[Doubt]:
    """Yield what is open about the words themselves: resemblances, and "Diğer" that does not say what."""
    for number, entries in used.items():
        term = snapshot.terms[number]
        if offered := suggestion(term):
            yield Doubt(
                Text(
                    "Perhaps it means “{suggestion}”: map it, or confirm that it is something else.",
                    suggestion=offered,
                ),
                refs(entries),
                term.label,
                fixes.map_term(term.kind, term.label, offered),
            )
        elif _says_only_other(term):
            yield Doubt(
                Text("VERBİS asks for a text beside “Diğer”; the inventory gives none."),
                refs(entries),
                term.label,
                fixes.rename(term.kind, term.label),
            )


def _value(term: Term) -> tuple[int, str]:
    known, other = mapped(term), _other(term.kind)
    if known is not None and known != other:
        return known.no, known.name
    return other.no, other.name if _says_only_other(term) else f"{other.name}: {_without_other(term.label)}"


def _without_other(label: str) -> str:
    found = _SAYS_OTHER.fullmatch(label.strip())
    return next(filter(None, found.groups()), label) if found else label


def _says_only_other(term: Term) -> bool:
    if mapped(term) not in {None, _other(term.kind)}:
        return False
    known = known_term(term.kind, term.label)
    return known is not None and known.term == OTHER[term.kind]


def _other(kind: TermKind) -> OfficialTerm:
    return official(kind)[OTHER[kind]]
