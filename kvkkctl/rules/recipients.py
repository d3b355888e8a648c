"""E, K: recipients in general (Law 6698 art. 8, 10 and 12/2)."""

from collections.abc import Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.models import Entry, RecipientRole, Term, Transfer
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.snapshot import is_other
from kvkkctl.text import Text
from kvkkctl.vocabulary import MatchKind, TermKind, bases

_TRANSFER_ARTICLES = date(2016, 10, 7)
_CONSENT = "5/1"


@rule(
    "E01",
    Severity.ERROR,
    "KVKK m.8",
    title=Text("Every recipient gets data for a stated purpose and on a stated basis."),
    why=Text("Passing data on is processing too: it needs a purpose and a condition of Article 5 or 6."),
    fix=Text(
        "Record the transfer: kvkkctl transfer add {label} --purpose … --basis …; "
        "or complete the one that is there: kvkkctl transfer edit NUMBER --purpose … --basis …"
    ),
    since=_TRANSFER_ARTICLES,
)
def transfer_grounds(context: Context) -> Iterator[Hit]:
    transfers = context.current.transfers_by_recipient
    for term, _ in context.used(TermKind.RECIPIENT):
        if not any(transfer.purposes and transfer.bases for transfer in transfers.get(term.id, ())):
            yield Hit(term, Text('No transfer to "{label}" is recorded with its purposes and its basis.'))


@rule(
    "E02",
    Severity.WARNING,
    "KVKK m.12/2",
    title=Text("Every processor works under a contract."),
    why=Text("The controller answers for what its processors do, so what they may do is written down."),
    fix=Text("State where the contract is found: kvkkctl recipient add {label} --contract …"),
)
def processor_contracts(context: Context) -> Iterator[Hit]:
    for term, _ in context.used(TermKind.RECIPIENT):
        if term.role is RecipientRole.PROCESSOR and not term.contract:
            yield Hit(term, Text('"{label}" processes data for the controller, and no contract is stated.'))


@rule(
    "E03",
    Severity.ERROR,
    "KVKK m.8/2-b",
    title=Text("Special categories are passed on by Article 6 or on consent."),
    why=Text("Article 8 lets them go by a condition of Article 6/3; those of Article 5/2 do not carry them."),
    fix=Text(
        "See its transfers, then name the condition: kvkkctl transfer list; "
        "kvkkctl transfer edit NUMBER --basis …"
    ),
    since=_TRANSFER_ARTICLES,
    requires=("E01",),
)
def special_transfers(context: Context) -> Iterator[Hit]:
    transfers = context.current.transfers_by_recipient
    for number, entry in _special_by_recipient(context).items():
        term = context.snapshot.terms[number]
        named = [_ordinary(transfer) for transfer in transfers.get(number, ())]
        if named and all(named):
            message = Text(
                '"{label}" receives data of a special nature ({first}) on conditions of Article 5 only.',
                first=entry.ref,
            )
            yield Hit(term, message)


def _special_by_recipient(context: Context) -> dict[int, Entry]:
    """Return the first special entry of each recipient, by its number."""
    found: dict[int, Entry] = {}
    for entry in context.special_entries:
        for number in entry.recipients or ():
            found.setdefault(number, entry)
    return found


def _ordinary(transfer: Transfer) -> bool:
    """Say whether a transfer names bases and each is of Article 5/2; consent carries transfers of all data."""
    known = bases()
    named = [known.get(basis.code or "") for basis in transfer.bases or ()]
    return bool(named) and all(each and not each.special and each.code != _CONSENT for each in named)


@rule(
    "E04",
    Severity.WARNING,
    "KVKK m.10/1-c",
    "KVKK m.16/3-ç",
    title=Text("Whoever receives data belongs to a group of recipients."),
    why=Text("People are told the groups and VERBİS holds them; a name alone says neither who nor why."),
    fix=Text("Map it to its group: kvkkctl recipient map {label} TERM"),
    requires=("K03",),
)
def ungrouped(context: Context) -> Iterator[Hit]:
    seen: set[int] = set()
    for entry in context.notifiable_entries:
        named = context.snapshot.named(entry.recipients)
        if any(map(_is_group, named)):
            continue
        for term in named:
            if term.id not in seen:
                seen.add(term.id)
                yield Hit(term, Text('{first} names "{label}" and no group of recipients.', first=entry.ref))


def _is_group(term: Term) -> bool:
    """Say whether a recipient is a group of VERBİS, may be one (K03 asks), or is a group of one's own."""
    return term.official is not None or term.match is MatchKind.CLOSE or bool(term.definition)


@rule(
    "K21",
    Severity.INFO,
    "KVKK m.12/2",
    title=Text("Every recipient with a name says whether it processes for the controller."),
    why=Text("A processor needs a contract and a controller a condition; which it is nobody can tell."),
    fix=Text("Say it: kvkkctl recipient add {label} --role …"),
    requires=("K03",),
)
def role_unknown(context: Context) -> Iterator[Hit]:
    for term, _ in context.used(TermKind.RECIPIENT):
        if term.role is None and (term.official is None or is_other(term)):
            yield Hit(term, Text('Whether "{label}" processes data for the controller is not stated.'))
