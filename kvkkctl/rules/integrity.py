"""K: whether words hang together and say something, and what cannot be judged because a fact is not stated.

Purposes, recipients and measures may stay in the organisation's own words. Registration is made of categories
and subject groups, so theirs have to be defined or mapped.
"""

from collections.abc import Iterator

from kvkkctl.errors import Severity
from kvkkctl.models import Entry, RetentionKind, StatedBasis, Term, Transfer
from kvkkctl.rules.context import LISTS, Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.snapshot import is_other, is_special
from kvkkctl.text import Text
from kvkkctl.vocabulary import MatchKind, TermKind, bases, countries_in, instruments, match

_NEEDED_BY_VERBIS = (TermKind.CATEGORY, TermKind.SUBJECT)


def _mapped(term: Term) -> bool:
    return term.official is not None and not is_other(term)


def _offered(term: Term) -> str | None:
    if term.match is not MatchKind.CLOSE:
        return None
    found = match(term.kind, term.label)
    return found.term or found.suggestion


@rule(
    "K01",
    Severity.WARNING,
    "KVKK m.16/3-c",
    "Sicil Yön. m.5/1-e",
    title=Text("Categories and subject groups in use are defined or stand for a term of VERBİS."),
    why=Text("A word that is on no list, neither one's own nor that of VERBİS, tells nobody what it covers."),
    fix=Text("Map it: kvkkctl {kind} map {label} TERM"),
)
def undefined(context: Context) -> Iterator[Hit]:
    for kind in _NEEDED_BY_VERBIS:
        lists_its_own = any(term.defined for term in context.snapshot.of_kind(kind))
        for term, users in context.used(kind):
            if not term.defined and (term.official is None or (lists_its_own and is_other(term))):
                yield Hit(term, _undefined(term, users))


def _undefined(term: Term, users: tuple[str, ...]) -> Text:
    values = {"list": LISTS[term.kind], "first": users[0], "count": len(users)}
    if offered := _offered(term):
        return Text(
            'The {list} "{label}" of {first} is undefined, close to "{term}".', **values, term=offered
        )
    return Text('The {list} "{label}" of {first} ({count} in all) is neither defined nor mapped.', **values)


@rule(
    "K02",
    Severity.WARNING,
    "KVKK m.4/2-ç",
    "Sicil Yön. m.5/1-e",
    title=Text("Whatever the organisation defines is used."),
    why=Text("Either people are told of processing that does not happen, or a row is missing."),
    fix=Text("Use it in an entry: kvkkctl entry add --help; or remove the definition"),
)
def unused(context: Context) -> Iterator[Hit]:
    uses = context.snapshot.uses
    terms = context.snapshot.terms.values()
    spelled_otherwise = {
        (term.kind, term.official) for term in terms if term.id in uses and not term.defined and _mapped(term)
    }
    for term in terms:
        if term.defined and term.id not in uses and (term.kind, term.official) not in spelled_otherwise:
            message = Text('The {list} "{label}" is defined but never used.', list=LISTS[term.kind])
            yield Hit(term, message)


@rule(
    "K03",
    Severity.INFO,
    "Sicil Yön. m.9/1",
    title=Text("Words that resemble a term of VERBİS are mapped by a person."),
    why=Text("What is merely similar is offered and never applied; what stands for no term cannot be filed."),
    fix=Text("Choose the term: kvkkctl {kind} map {label} TERM"),
    requires=("K01",),
)
def unmapped(context: Context) -> Iterator[Hit]:
    for kind in TermKind:
        for term, _ in context.used(kind):
            if term.official is not None:
                continue
            if offered := _offered(term):
                message = Text('The {list} "{label}" may stand for "{term}".', list=LISTS[kind], term=offered)
                yield Hit(term, message)
            elif kind in _NEEDED_BY_VERBIS:
                yield Hit(term, Text('The {list} "{label}" stands for no term of VERBİS.', list=LISTS[kind]))


@rule(
    "K04",
    Severity.WARNING,
    "KVKK m.16/2",
    title=Text("The facts that decide about registration are stated."),
    why=Text("Registration, the destruction policy and its deadlines depend on them."),
    fix=Text(
        "State what is missing: kvkkctl controller set --resident/--not-resident --employees N --balance TL "
        "--special-main-activity/--ordinary-main-activity"
    ),
    requires=("H05",),
)
def facts(context: Context) -> Iterator[Hit]:
    if context.obligation.obliged is None:
        why = context.obligation.why
        message = Text("Whether the controller has to register is open. {why}", why=why)
        yield Hit(context.snapshot.controller, message)


@rule(
    "K05",
    Severity.WARNING,
    "KVKK m.5",
    "KVKK m.6",
    "Kurul 2026/347",
    title=Text("The words of a legal basis say which one it is."),
    why=Text('"Articles 5 and 6 of the Law" names every condition and so none; people are told the one.'),
    fix=Text("Name it (as 5/2-c): kvkkctl {kind} edit {ref} --basis …"),
)
def unclear_bases(context: Context) -> Iterator[Hit]:
    records: tuple[Entry | Transfer, ...] = (*context.entries, *context.current.transfers.values())
    for record in records:
        if unclear := "; ".join(_unclear(record.bases)):
            yield Hit(record, Text('{record} does not say which legal basis "{text}" is.', text=unclear))


def _unclear(stated: tuple[StatedBasis, ...] | None) -> Iterator[str]:
    return (basis.label for basis in stated or () if basis.code not in bases())


@rule(
    "K06",
    Severity.WARNING,
    "KVKK m.4/2-d",
    title=Text("Every retention phrase can be read."),
    why=Text("No date of destruction follows from words that are not understood, and none is made up."),
    fix=Text("Write it anew: kvkkctl entry edit {ref} --retention …"),
)
def unreadable_retention(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        stated = context.snapshot.retention_of(entry)
        if stated and stated.kind is RetentionKind.UNREADABLE:
            yield Hit(entry, Text('The retention of {record} is not understood: "{text}".', text=stated.text))


@rule(
    "K07",
    Severity.WARNING,
    "KVKK m.6/1",
    title=Text("Every category outside the list of VERBİS says whether it is special."),
    why=Text("Special data need a condition of Article 6 and measures of their own; a label does not tell."),
    fix=Text("Say it: kvkkctl category add {label} --special, or --ordinary"),
    requires=("K01",),
)
def special_unknown(context: Context) -> Iterator[Hit]:
    for term, _ in context.used(TermKind.CATEGORY):
        if is_special(term) is None:
            yield Hit(term, Text('Whether the data category "{label}" is of a special nature is not stated.'))


@rule(
    "K08",
    Severity.WARNING,
    "KVKK m.16/3-f",
    title=Text("Every retention says how long at most."),
    why=Text('VERBİS holds the longest time; "at least", or a part without a number, leaves it open.'),
    fix=Text("State the longest time: kvkkctl entry edit {ref} --retention …"),
)
def no_upper_bound(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        stated = context.snapshot.retention_of(entry)
        if stated and stated.kind is RetentionKind.BOUNDED and stated.maximum is None:
            yield Hit(entry, Text('{record} states no longest time of keeping: "{text}".', text=stated.text))


@rule(
    "K09",
    Severity.WARNING,
    "İmha Yön. m.6/1-ğ",
    "İmha Yön. m.11/1",
    title=Text("The days of periodic destruction can be read."),
    why=Text("What falls due is destroyed on the next of these days; from other words no last day follows."),
    fix=Text("Write them as days of the year: kvkkctl controller set --destruction-months 6,12"),
)
def unreadable_destruction_days(context: Context) -> Iterator[Hit]:
    controller = context.snapshot.controller
    if controller.destruction_runs and context.runs is None:
        words = ", ".join(controller.destruction_runs)
        yield Hit(controller, Text('The days of periodic destruction cannot be read: "{text}".', text=words))


@rule(
    "K10",
    Severity.WARNING,
    "KVKK m.9",
    title=Text("The instrument of a transfer abroad is one of Article 9."),
    why=Text("From other words nobody can tell whether the transfer rests on an instrument or on none."),
    fix=Text("Name it by its item (as 9/4-c): kvkkctl transfer edit {ref} --instrument …"),
)
def unclear_instrument(context: Context) -> Iterator[Hit]:
    for transfer in context.current.transfers.values():
        if transfer.instrument and transfer.instrument not in instruments():
            words = transfer.instrument
            yield Hit(transfer, Text('{record} names no instrument of Article 9: "{text}".', text=words))


@rule(
    "K11",
    Severity.WARNING,
    "İmha Yön. m.6/1-ğ",
    "İmha Yön. m.11/1",
    title=Text("A controller who has to register states the days of periodic destruction."),
    why=Text("What falls due is destroyed on the next of these days; without them no last day can be given."),
    fix=Text("State them: kvkkctl controller set --destruction-months 6,12"),
    requires=("D06",),
)
def no_destruction_days(context: Context) -> Iterator[Hit]:
    controller = context.snapshot.controller
    if context.obligation.obliged and not controller.destruction_runs:
        yield Hit(controller, Text("The controller has to register but states no days of destruction."))


@rule(
    "K12",
    Severity.WARNING,
    "KVKK m.9",
    title=Text("The country of a recipient or a transfer can be read."),
    why=Text("From other words nobody can tell whether data leave the country, and it is not guessed."),
    fix=Text(
        "Name the country: kvkkctl recipient add {label} --country …, "
        "or of one transfer: kvkkctl transfer edit NUMBER --country …"
    ),
)
def unclear_country(context: Context) -> Iterator[Hit]:
    used = (term for term, _ in context.used(TermKind.RECIPIENT))
    records: tuple[Term | Transfer, ...] = (*used, *context.current.transfers.values())
    for record in records:
        if record.country and not countries_in(record.country):
            yield Hit(record, Text('The country of "{label}" cannot be read: "{text}".', text=record.country))
