"""F: safeguards for transfers abroad (Law 6698 art. 9/4, 9/8)."""

from collections.abc import Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.models import Transfer
from kvkkctl.rules.context import CONSENT, CONSENT_BEFORE_2024, Context, is_written
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.snapshot import codes
from kvkkctl.text import Text
from kvkkctl.vocabulary import instruments

_REWRITTEN = date(2024, 6, 1)
_CONSENT_ENDED = date(2024, 9, 1)
_OF_THE_BOARD = frozenset({"agreement", "bcr", "undertaking"})
_SAFEGUARDS = _OF_THE_BOARD | {"scc"}


def kind_of(transfer: Transfer) -> str | None:
    """Return what kind of instrument a transfer rests on; None for none and for words that name none."""
    known = instruments().get(transfer.instrument or "")
    return known.kind if known else None


def is_safeguard(transfer: Transfer) -> bool:
    """Say whether a transfer rests on a safeguard of Article 9/4."""
    return kind_of(transfer) in _SAFEGUARDS


def needs_the_board(transfer: Transfer) -> bool:
    """Say whether it rests on a safeguard that the Board has to permit or to approve."""
    return kind_of(transfer) in _OF_THE_BOARD


@rule(
    "F12",
    Severity.ERROR,
    "KVKK m.9/4-a",
    "KVKK m.9/4-b",
    "KVKK m.9/4-ç",
    title=Text("A safeguard that needs the Board has its permission before data go abroad."),
    why=Text("Agreements, binding corporate rules and undertakings protect from the Board's decision on."),
    fix=Text(
        "Apply to the Board, and state the day of its decision: kvkkctl transfer edit {ref} --approved DATE"
    ),
    since=_REWRITTEN,
)
def permission(context: Context) -> Iterator[Hit]:
    for transfer in context.snapshot.transfers.values():
        if not needs_the_board(transfer) or context.transferred_on(transfer) < _REWRITTEN:
            continue
        approved = transfer.approved
        if approved is None:
            yield Hit(transfer, Text("{record} needs a decision of the Board; none is recorded."))
        elif approved > context.transferred_on(transfer):
            yield Hit(transfer, Text("{record} is permitted by the Board from {day} only.", day=approved))
        elif transfer.started and _REWRITTEN <= transfer.started < approved and not _bridged(transfer):
            values = {"day": approved, "started": transfer.started}
            message = Text("{record} began on {started}; the Board decided on {day}.", **values)
            yield Hit(transfer, message)


def _bridged(transfer: Transfer) -> bool:
    """Say whether consent carried it until it could no longer, which was before September 2024."""
    consented = not (CONSENT | CONSENT_BEFORE_2024).isdisjoint(codes(transfer.bases))
    return consented and transfer.started is not None and transfer.started < _CONSENT_ENDED


@rule(
    "F15",
    Severity.WARNING,
    "KVKK m.9/4",
    title=Text("A safeguard comes with an assessment of rights and remedies in the country."),
    why=Text("A safeguard counts where people can use their rights there, and find effective remedies."),
    fix=Text("Say where it is written: kvkkctl transfer edit {ref} --remedies …"),
    since=_REWRITTEN,
)
def remedies(context: Context) -> Iterator[Hit]:
    for transfer in context.current.transfers.values():
        if is_safeguard(transfer) and not is_written(transfer.remedies):
            yield Hit(transfer, Text("For {record} no assessment of rights and remedies there is recorded."))


@rule(
    "F17",
    Severity.WARNING,
    "KVKK m.9/8",
    title=Text("Data passed on by a recipient abroad are protected there too."),
    why=Text("The guarantees of the Law hold for every further transfer, not for the first one only."),
    fix=Text("Say what the passing on rests on: kvkkctl transfer edit {ref} --onward-instrument 9/4-c"),
    since=_REWRITTEN,
)
def onward(context: Context) -> Iterator[Hit]:
    for transfer in context.current.transfers.values():
        if is_written(transfer.onward) and not transfer.onward_instrument and context.goes_abroad(transfer):
            message = Text(
                "{record} passes data on ({onward}), on no stated instrument.", onward=transfer.onward
            )
            yield Hit(transfer, message)
