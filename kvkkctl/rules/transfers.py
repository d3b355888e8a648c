"""F: transfers abroad (Law 6698 art. 9; regulation on transfers abroad).

A transfer that has ended is judged by the law of its last day. Explicit consent carried transfers until
31 August 2024; whether it still did on 1 September is open, and the strict reading is taken.
"""

from collections.abc import Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.law.adequacy import adequate
from kvkkctl.models import Entry, Frequency, StatedBasis, Term, Transfer
from kvkkctl.rules.context import CONSENT, CONSENT_BEFORE_2024, Context, names_abroad
from kvkkctl.rules.guarantees import is_safeguard, needs_the_board
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.snapshot import codes
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, countries_in

_TRANSFER_ARTICLES = date(2016, 10, 7)
_REWRITTEN = date(2024, 6, 1)
_CONSENT_ENDED = date(2024, 9, 1)
_ADEQUACY = "9/1"
_CONSENT_ONLY = "9/1-old"
_OLD_UNDERTAKING = "9/2-old"
_CONSENTS = CONSENT | CONSENT_BEFORE_2024


@rule(
    "F01",
    Severity.ERROR,
    "KVKK m.9/1",
    "KVKK m.9/4",
    "KVKK m.9/6",
    title=Text("Every transfer abroad rests on an instrument of Article 9."),
    why=Text("Abroad a basis of Article 5 or 6 needs a decision, a safeguard or an exception beside it."),
    fix=Text("Name the instrument: kvkkctl transfer edit NUMBER --instrument …, or kvkkctl transfer add"),
    since=_TRANSFER_ARTICLES,
    requires=("F02", "F13"),
)
def instrument(context: Context) -> Iterator[Hit]:
    yield from _transfers_without(context)
    yield from _recipients_without(context)
    yield from _entries_without(context)


def _transfers_without(context: Context) -> Iterator[Hit]:
    for transfer in context.snapshot.transfers.values():
        stated = transfer.instrument not in {None, _CONSENT_ONLY}
        accepted = context.transferred_on(transfer) < _CONSENT_ENDED and _consent_among(transfer)
        if context.goes_abroad(transfer) and not stated and not accepted:
            yield Hit(transfer, _without_instrument(context.country_of(transfer)))


def _without_instrument(country: str | None) -> Text:
    if country is None:
        return Text("{record} goes abroad without an instrument of Article 9.")
    return Text("{record} goes abroad ({country}) without an instrument of Article 9.", country=country)


def _consent_among(transfer: Transfer) -> bool:
    return transfer.instrument == _CONSENT_ONLY or _consented(transfer.bases)


def _consented(bases: tuple[StatedBasis, ...] | None) -> bool:
    return not _CONSENTS.isdisjoint(codes(bases))


def _recipients_without(context: Context) -> Iterator[Hit]:
    for term, _ in context.used(TermKind.RECIPIENT):
        if names_abroad(term.country) and term.id not in context.current.transfers_by_recipient:
            where = term.country
            yield Hit(term, Text('No transfer to "{label}" abroad ({country}) is recorded.', country=where))


def _entries_without(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        accepted = context.processed_on(entry) < _CONSENT_ENDED and _consented(entry.bases)
        if entry.abroad and not accepted and not any(_abroad(context, entry)):
            yield Hit(entry, Text("{record} goes abroad, but no transfer abroad is recorded for it."))


def _abroad(context: Context, entry: Entry) -> Iterator[Term]:
    transfers = context.current.transfers_by_recipient
    for term in context.snapshot.named(entry.recipients):
        if names_abroad(term.country) or any(map(context.goes_abroad, transfers.get(term.id, ()))):
            yield term


@rule(
    "F02",
    Severity.ERROR,
    "KVKK geçici m.3/1",
    "KVKK m.9/6-a",
    title=Text("Lasting transfers abroad do not rest on explicit consent alone."),
    why=Text("Since 1 September 2024 consent carries occasional transfers only, with their risks explained."),
    fix=Text("Sign and name a safeguard: kvkkctl transfer edit {ref} --instrument …"),
    since=_CONSENT_ENDED,
)
def consent_only(context: Context) -> Iterator[Hit]:
    for transfer in context.snapshot.transfers.values():
        lasting = transfer.frequency is not Frequency.OCCASIONAL
        still = context.transferred_on(transfer) >= _CONSENT_ENDED
        if lasting and still and context.goes_abroad(transfer) and _rests_on_consent(transfer):
            yield Hit(transfer, Text("{record} goes abroad on explicit consent alone."))


def _rests_on_consent(transfer: Transfer) -> bool:
    if any(basis.code not in _CONSENTS for basis in transfer.bases or ()):
        return False
    return transfer.instrument == _CONSENT_ONLY or (transfer.instrument is None and bool(transfer.bases))


@rule(
    "F13",
    Severity.ERROR,
    "KVKK m.9/1",
    "KVKK m.9/2",
    title=Text("Whoever relies on an adequacy decision can point to one."),
    why=Text("The Board publishes for which countries protection is adequate; others need a safeguard."),
    fix=Text("Name a safeguard instead: kvkkctl transfer edit {ref} --instrument …"),
    since=_TRANSFER_ARTICLES,
)
def adequacy(context: Context) -> Iterator[Hit]:
    for transfer in context.snapshot.transfers.values():
        stated, day = context.country_of(transfer), context.transferred_on(transfer)
        named = countries_in(stated or "")
        decided = bool(named) and all(adequate(country, day) for country in named)
        if transfer.instrument == _ADEQUACY and not decided:
            where = stated or Text("a country that is not stated")
            yield Hit(transfer, Text("{record} relies on an adequacy decision for {country}.", country=where))


@rule(
    "F14",
    Severity.ERROR,
    "KVKK m.9/1",
    "KVKK m.9/4",
    title=Text("A transfer abroad has a basis of Article 5 or 6 beside its instrument."),
    why=Text("A decision or a safeguard lets lawful data leave the country; it does not make them lawful."),
    fix=Text("Name the basis: kvkkctl transfer edit {ref} --basis …"),
    since=_REWRITTEN,
)
def basis_beside(context: Context) -> Iterator[Hit]:
    for transfer in context.current.transfers.values():
        safe = transfer.instrument == _ADEQUACY or is_safeguard(transfer)
        if safe and not _has_basis(transfer) and _grounded(context, transfer.recipient):
            yield Hit(transfer, Text("{record} names an instrument of Article 9, but no legal basis."))


def _has_basis(transfer: Transfer) -> bool:
    # a statute alone says where something is written, not which condition of the Law it is
    return any(basis.code is not None or basis.label != basis.law for basis in transfer.bases or ())


def _grounded(context: Context, recipient: int) -> bool:
    """Say whether E01, which asks the same of the recipient, is content."""
    transfers = context.current.transfers_by_recipient.get(recipient, ())
    return any(transfer.purposes and transfer.bases for transfer in transfers)


@rule(
    "F18",
    Severity.WARNING,
    "Aktarım Yön. m.4",
    title=Text("Data that a recipient abroad can reach are shown as going abroad."),
    why=Text("To make data accessible from abroad is to transfer them, so only one of the two can be true."),
    fix=Text("Correct one of them: kvkkctl entry edit {ref} --abroad evet"),
    since=_TRANSFER_ARTICLES,
)
def denied_transfer(context: Context) -> Iterator[Hit]:
    for entry in context.entries:
        if entry.abroad is False and (names := ", ".join(term.label for term in _abroad(context, entry))):
            yield Hit(entry, Text("{record} is said not to go abroad, but {names} is there.", names=names))


@rule(
    "F19",
    Severity.INFO,
    "7499 m.34",
    "KVKK m.9/4-ç",
    title=Text("Transfers that rest on what is older than Article 9 as it reads now are looked at again."),
    why=Text("Article 9 was rewritten on 1 June 2024; older permissions are measured by the new text."),
    fix=Text(
        "Name what it rests on now, and since when: "
        "kvkkctl transfer edit {ref} --instrument 9/4-ç --approved DATE"
    ),
    since=_REWRITTEN,
)
def old_instrument(context: Context) -> Iterator[Hit]:
    for transfer in context.current.transfers.values():
        if transfer.instrument == _OLD_UNDERTAKING:
            yield Hit(transfer, Text("{record} rests on an undertaking under the old Article 9."))
        elif needs_the_board(transfer) and transfer.approved and transfer.approved < _REWRITTEN:
            message = Text("{record} rests on a decision of the Board of {day}.", day=transfer.approved)
            yield Hit(transfer, message)
