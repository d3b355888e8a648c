"""E: recipients in general (Law 6698 art. 8)."""

from collections.abc import Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind

_TRANSFER_ARTICLES = date(2016, 10, 7)


@rule(
    "E01",
    Severity.ERROR,
    "KVKK m.8",
    title=Text("Every recipient gets data for a stated purpose and on a stated basis."),
    why=Text("Passing data on is processing too: it needs a purpose and a condition of Article 5 or 6."),
    fix=Text("Record the transfer: kvkkctl transfer add {label} --purpose TEXT --basis 5/2-c"),
    since=_TRANSFER_ARTICLES,
)
def transfer_grounds(context: Context) -> Iterator[Hit]:
    transfers = context.current.transfers_by_recipient
    for term, _ in context.used(TermKind.RECIPIENT):
        if not any(transfer.purposes and transfer.bases for transfer in transfers.get(term.id, ())):
            yield Hit(term, Text('No transfer to "{label}" is recorded with its purposes and its basis.'))
