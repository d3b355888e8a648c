"""A: purposes that say something, and bases that what is stated beside them bears out (Law 6698 art. 4, 5, 6).

Article 5 is asked about where a category is not special; what special categories name of it carries nothing (B01).
"""

from collections.abc import Iterator

from kvkkctl.errors import Severity
from kvkkctl.models import Entry, Term
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.rules.wordlists import consists_of, says, stands_for
from kvkkctl.snapshot import codes, is_other, is_special
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, words

_CONTRACT = "5/2-c"
_INTEREST = "5/2-f"
_PUBLICISED = {True: "6/3-ç", False: "5/2-d", None: "5/2-d"}
_VAGUE = ("vague_purpose", "filler")


@rule(
    "A11",
    Severity.WARNING,
    "KVKK m.4/2-c",
    "Aydınlatma Tebliği m.5/1-g",
    title=Text("Every purpose in words of one's own is specific and clear."),
    why=Text("A purpose that covers everything limits nothing, and people cannot tell what is done."),
    fix=Text("Word it, or map it: kvkkctl purpose rename {label} …, or kvkkctl purpose map {label} TERM"),
    requires=("K03",),
)
def vague_purposes(context: Context) -> Iterator[Hit]:
    for term, _ in context.used(TermKind.PURPOSE):
        own = term.official is None or is_other(term)
        if own and not term.definition and (said := _vague(term)):
            yield Hit(term, said)


def _vague(term: Term) -> Text | None:
    if consists_of(_VAGUE, term.label):
        return Text('The purpose "{label}" says nothing definite.')
    if len(words(term.label).split()) < 2:  # noqa: PLR2004
        return Text('The purpose "{label}" is a single word, which names a field and no purpose.')
    return None


@rule(
    "A14",
    Severity.WARNING,
    "KVKK m.5/2-f",
    title=Text("Whoever relies on a legitimate interest has weighed it against people's rights."),
    why=Text("The interest carries only what does no harm to fundamental rights, and that takes a test."),
    fix=Text("Say where the test is found: kvkkctl entry edit {ref} --balancing-test …"),
)
def balancing_tests(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        if _carried_by(context, entry, _INTEREST) and not entry.balancing_test:
            yield Hit(entry, Text("{record} rests on a legitimate interest and names no balancing test."))


def _carried_by(context: Context, entry: Entry, code: str) -> bool:
    return code in codes(entry.bases) and not is_special(context.snapshot.category_of(entry))


@rule(
    "A15",
    Severity.WARNING,
    "KVKK m.5/2-c",
    title=Text("A contract is the basis for the data of its parties only."),
    why=Text("Visitors, relatives and other third persons made no contract, so theirs need another basis."),
    fix=Text(
        "Name all bases, with the one that carries their data: kvkkctl entry edit {ref} --basis CODE --basis CODE"
    ),
)
def contract_parties(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        if _carried_by(context, entry, _CONTRACT) and (names := ", ".join(_strangers(context, entry))):
            message = Text("{record} rests on a contract, and no party to one are: {names}.", names=names)
            yield Hit(entry, message)


def _strangers(context: Context, entry: Entry) -> tuple[str, ...]:
    """Return the subject groups that are no party.

    Where another basis is named too, it may be theirs, as long as the contract is somebody's.
    """
    subjects = context.snapshot.named(entry.subjects)
    found = tuple(term.label for term in subjects if stands_for("no_party", term))
    alone = len(entry.bases or ()) == 1
    return found if alone or len(found) == len(subjects) else ()


@rule(
    "A16",
    Severity.WARNING,
    "KVKK m.5/2-d",
    "KVKK m.6/3-ç",
    title=Text("What people are said to have made public comes from where they made it public."),
    why=Text("Only what a person wanted everybody to see may be used, and only for what it was published."),
    fix=Text("State the source: kvkkctl activity list, then kvkkctl activity edit CODE --source …"),
)
def publicised(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        code = _PUBLICISED[is_special(context.snapshot.category_of(entry))]
        if code in codes(entry.bases) and (said := _unpublished(context, entry, code)):
            yield Hit(entry, said)


def _unpublished(context: Context, entry: Entry, code: str) -> Text | None:
    source = context.snapshot.activity_of(entry).source
    if not source:
        message = Text("{record} rests on {basis}, and where people made it public is not stated.")
        return message.filled(basis=code)
    if says("published", source):
        return None
    return Text('{record} rests on {basis}, but its source is "{text}".', basis=code, text=source)
