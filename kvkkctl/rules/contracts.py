"""F: what standard contracts say (Law 6698 art. 9/4-c; regulation on transfers abroad art. 14; Board 2024/959)."""

from collections.abc import Iterator
from datetime import date
from functools import reduce
from itertools import chain

from kvkkctl.errors import Severity
from kvkkctl.law.contracts import STANDARD_CONTRACT, TEXTS_SINCE
from kvkkctl.models import ContractType, RecipientRole, Term, Transfer
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.snapshot import is_other
from kvkkctl.text import Text

_FITTING = {
    RecipientRole.CONTROLLER: ContractType.CONTROLLER_TO_CONTROLLER,
    RecipientRole.AUTHORITY: ContractType.CONTROLLER_TO_CONTROLLER,
    RecipientRole.PROCESSOR: ContractType.CONTROLLER_TO_PROCESSOR,
}
_OF_A_PROCESSOR = (ContractType.PROCESSOR_TO_CONTROLLER, ContractType.PROCESSOR_TO_PROCESSOR)
_FACTS = {
    "signed": Text("the day of its last signature"),
    "contract_type": Text("which of the four it is"),
    "annex": Text("the categories in its annex"),
    "modified": Text("whether its text was changed"),
}


def _contracts(context: Context) -> Iterator[Transfer]:
    """Yield the transfers that go on and rest on a standard contract."""
    for transfer in context.current.transfers.values():
        if transfer.instrument == STANDARD_CONTRACT:
            yield transfer


@rule(
    "F09",
    Severity.ERROR,
    "Aktarım Yön. m.14/3",
    "Aktarım Yön. m.14/7",
    title=Text("A standard contract is the Board's text, unchanged and signed."),
    why=Text("With other words or a signature missing it is no standard contract, and protects nobody."),
    fix=Text(
        "Sign the Board's text as it is: kvkkctl transfer edit {ref} --modified hayır --signed DATE; "
        "or name another instrument: --instrument 9/4-ç"
    ),
    since=TEXTS_SINCE,
)
def contract_text(context: Context) -> Iterator[Hit]:
    for transfer in _contracts(context):
        if transfer.modified:
            yield Hit(transfer, Text("The text of the standard contract of {record} was changed."))
        elif transfer.signed and transfer.signed < TEXTS_SINCE:
            yield Hit(
                transfer,
                Text(
                    "The standard contract of {record} was signed on {day}, before the Board's texts of "
                    "{since} were there.",
                    day=transfer.signed,
                    since=TEXTS_SINCE,
                ),
            )
        elif transfer.signed and transfer.signed > context.as_of and _began(transfer, context.as_of):
            message = Text(
                "{record} goes on, and its standard contract is signed on {day} only.", day=transfer.signed
            )
            yield Hit(transfer, message)


def _began(transfer: Transfer, on: date) -> bool:
    return transfer.started is not None and transfer.started <= on


@rule(
    "F10",
    Severity.WARNING,
    "Kurul 2024/959",
    title=Text("The type of a standard contract fits the roles of its two sides."),
    why=Text("There are four texts, each for one pair of controller and processor, with other duties."),
    fix=Text(
        "State the type that was signed: kvkkctl transfer edit {ref} --contract-type TYPE, "
        "or the role: kvkkctl recipient add {label} --role …"
    ),
    since=TEXTS_SINCE,
)
def contract_type(context: Context) -> Iterator[Hit]:
    for transfer in _contracts(context):
        stated, role = transfer.contract_type, context.snapshot.terms[transfer.recipient].role
        if stated in _OF_A_PROCESSOR:
            yield Hit(
                transfer,
                Text("The contract of {record} is one of a processor, but this is a controller's register."),
            )
        elif stated and role is None:
            yield Hit(
                transfer,
                Text(
                    "Whether {record} receives as a controller or a processor is not stated, nor whether its "
                    "contract fits."
                ),
            )
        elif stated and role and stated is not _FITTING[role]:
            yield Hit(transfer, _misfit(role))


def _misfit(role: RecipientRole) -> Text:
    if role is RecipientRole.PROCESSOR:
        return Text("{record} receives as a processor, but its contract is one between controllers.")
    return Text("{record} receives as a controller, but its contract is one with a processor.")


@rule(
    "F11",
    Severity.WARNING,
    "KVKK m.9/4-c",
    title=Text("What goes abroad on a standard contract is in the annex of the contract."),
    why=Text("The contract protects the data categories that its annex names, and no others."),
    fix=Text("Sign a fuller annex and list all of it: kvkkctl transfer edit {ref} --annex CATEGORY"),
    since=TEXTS_SINCE,
)
def annex(context: Context) -> Iterator[Hit]:
    by_recipient = context.current.transfers_by_recipient
    for recipient in dict.fromkeys(transfer.recipient for transfer in _contracts(context)):
        transfers = [
            each
            for each in by_recipient[recipient]
            if each.instrument == STANDARD_CONTRACT or context.goes_abroad(each)
        ]
        annexes = [each.annex for each in transfers if each.instrument == STANDARD_CONTRACT]
        if len(annexes) < len(transfers) or None in annexes:
            # what goes there on something else, or by an annex that is not stated, is not known
            continue
        covered = context.snapshot.named(tuple(chain.from_iterable(each or () for each in annexes)))
        sent = context.sent_abroad.get(recipient, ())
        if lacking := ", ".join(term.label for term in sent if not _covered(term, covered)):
            message = Text("The annex to the contract of {record} lacks {categories}.", categories=lacking)
            yield Hit(transfers[0], message)


def _covered(term: Term, annex: tuple[Term, ...]) -> bool:
    same = term.official is not None and not is_other(term)
    return any(each.id == term.id or (same and each.official == term.official) for each in annex)


@rule(
    "F20",
    Severity.WARNING,
    "KVKK m.9/4-c",
    "Aktarım Yön. m.14",
    title=Text(
        "The signature, type and annex of a standard contract are stated, and whether it was changed."
    ),
    why=Text("Without these facts nobody can tell whether the contract protects, nor by when to notify it."),
    fix=Text(
        "State them: kvkkctl transfer edit {ref} --signed DATE --contract-type TYPE --annex CATEGORY "
        "--modified hayır"
    ),
    since=TEXTS_SINCE,
)
def contract_facts(context: Context) -> Iterator[Hit]:
    for transfer in _contracts(context):
        lacking = [text for name, text in _FACTS.items() if getattr(transfer, name) is None]
        if lacking:
            facts = reduce(_and, lacking)
            yield Hit(
                transfer, Text("Not stated of the standard contract of {record}: {facts}.", facts=facts)
            )


def _and(first: Text, second: Text) -> Text:
    return Text("{first}, {second}", first=first, second=second)
