"""B: special categories of data (Law 6698 art. 6). Where nobody has said so, K07 asks."""

from collections.abc import Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.models import Entry, Term
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.rules.wordlists import consists_of, says
from kvkkctl.snapshot import codes, is_special
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, bases

_REWRITTEN = date(2024, 6, 1)
_ORDINARY = ("ordinary", "tail")
_NEW = frozenset({"6/3-c", "6/3-ç", "6/3-d", "6/3-f", "6/3-g"})
"""What the old text had nothing like; of consent, laws and health it had a text of its own (A12)."""


def _special(context: Context) -> Iterator[Entry]:
    return (e for e in context.snapshot.entries.values() if is_special(context.snapshot.category_of(e)))


@rule(
    "B01",
    Severity.ERROR,
    "KVKK m.6/3",
    title=Text("Special categories of data rest on Article 6."),
    why=Text("The conditions of Article 5 do not carry data of a special nature; those of Article 6 do."),
    fix=Text("Name the condition of Article 6: kvkkctl entry edit {ref} --basis …"),
)
def article_six(context: Context) -> Iterator[Hit]:
    ordinary = {code for code, basis in bases().items() if not basis.special}
    for entry in _special(context):
        if entry.bases and all(basis.code in ordinary for basis in entry.bases):
            named = ", ".join(codes(entry.bases))
            yield Hit(entry, Text("{record} is of a special nature and rests on {bases} only.", bases=named))


@rule(
    "B02",
    Severity.ERROR,
    "7499 m.33",
    "KVKK m.6/3",
    title=Text("Special categories of data do not rest on the text repealed on 1 June 2024."),
    why=Text("Law 7499 replaced the conditions of Article 6; processing since then needs a new one."),
    fix=Text("Choose one of 6/3-a to 6/3-g: kvkkctl entry edit {ref} --basis …"),
    since=_REWRITTEN,
)
def repealed_text(context: Context) -> Iterator[Hit]:
    repealed = {code for code, basis in bases().items() if basis.special and basis.until}
    for entry in _special(context):
        old = ", ".join(code for code in codes(entry.bases) if code in repealed)
        if old and context.processed_on(entry) >= _REWRITTEN:
            yield Hit(entry, Text("{record} rests on {bases}, repealed on 1 June 2024.", bases=old))


@rule(
    "B03",
    Severity.ERROR,
    "7499 m.33",
    title=Text("Special categories do not rest on conditions that were not there yet."),
    why=Text("Until 31 May 2024 there were consent, laws and health services; the rest came with Law 7499."),
    fix=Text("Name what was law then: kvkkctl entry edit {ref} --basis 6/2-old"),
)
def conditions_to_come(context: Context) -> Iterator[Hit]:
    for entry in _special(context):
        new = ", ".join(code for code in codes(entry.bases) if code in _NEW)
        if new and (day := context.processed_on(entry)) < _REWRITTEN:
            yield Hit(
                entry, Text("{record} rests on {bases}, which was not there on {date}.", bases=new, date=day)
            )


@rule(
    "B12",
    Severity.WARNING,
    "KVKK m.6/1",
    title=Text("The special categories are those of the closed list, all of them and no others."),
    why=Text("The list of Article 6/1 is not extended by likeness, and nothing on it is ordinary."),
    fix=Text("Correct it: kvkkctl category add {label} --special, or --ordinary"),
)
def misjudged(context: Context) -> Iterator[Hit]:
    for term, _ in context.used(TermKind.CATEGORY):
        listed = says("closed_list", term.label) and not says("closed_list_not", term.label)
        if is_special(term) is False and listed:
            yield Hit(
                term,
                Text('The data category "{label}" is on the list of Article 6, but said to be ordinary.'),
            )
        elif _special_by_word(term) and consists_of(_ORDINARY, term.label):
            yield Hit(
                term,
                Text('The data category "{label}" is not on the list of Article 6, but said to be special.'),
            )


def _special_by_word(term: Term) -> bool:
    """Say whether a category is special because a person said so, and not by what it is mapped to."""
    return bool(term.special) and is_special(term.model_copy(update={"special": None})) is not True
