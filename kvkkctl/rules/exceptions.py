"""F: the exceptions for occasional transfers abroad (Law 6698 art. 9/6, 9/7; regulation on transfers art. 16)."""

from collections.abc import Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.law.adequacy import adequate
from kvkkctl.models import ControllerKind, Frequency, Transfer
from kvkkctl.rules.context import Context, is_written
from kvkkctl.rules.guarantees import is_safeguard, kind_of
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text
from kvkkctl.vocabulary import countries_in

_REWRITTEN = date(2024, 6, 1)
_ON_CONSENT = "9/6-a"
_NOT_FOR_PUBLIC_LAW = frozenset({"9/6-a", "9/6-b", "9/6-c"})
_A_FEW = 3
"""How often within twelve months is still "once or a few times": the law gives no number."""


def _excepted(context: Context) -> Iterator[Transfer]:
    """Yield the transfers that go on and rest on an exception."""
    for transfer in context.current.transfers.values():
        if kind_of(transfer) == "derogation":
            yield transfer


@rule(
    "F03",
    Severity.ERROR,
    "KVKK m.9/6",
    "Aktarım Yön. m.16/1",
    title=Text("An exception carries occasional transfers only."),
    why=Text("Occasional is what happens once or a few times, not regularly and outside daily business."),
    fix=Text("Sign and name a safeguard: kvkkctl transfer edit {ref} --instrument … --signed DATE"),
    since=_REWRITTEN,
    requires=("F05",),
)
def occasional(context: Context) -> Iterator[Hit]:
    for transfer in _excepted(context):
        times, name = transfer.times, transfer.instrument
        if transfer.frequency is Frequency.RECURRING:
            yield Hit(transfer, Text("{record} goes on, but rests on an exception ({name}).", name=name))
        elif times is not None and times > _A_FEW:
            message = Text(
                "{record} took place {times} times in twelve months, but rests on an exception ({name}).",
                times=times,
                name=name,
            )
            yield Hit(transfer, message)


@rule(
    "F04",
    Severity.ERROR,
    "KVKK m.9/6-a",
    title=Text("Who consents to a transfer abroad was told of its risks."),
    why=Text("Consent to an occasional transfer counts after information on the risks that it may bring."),
    fix=Text("Say where people were told: kvkkctl transfer edit {ref} --risk-information …"),
    since=_REWRITTEN,
    requires=("F03", "F05"),
)
def risk_information(context: Context) -> Iterator[Hit]:
    for transfer in _excepted(context):
        if transfer.instrument == _ON_CONSENT and not is_written(transfer.risk_information):
            yield Hit(transfer, Text("{record} rests on consent, and no information on risks is recorded."))


@rule(
    "F05",
    Severity.ERROR,
    "KVKK m.9/6",
    title=Text("An exception is not used where a decision or a safeguard is there."),
    why=Text("The exceptions are for the case that there is neither; what is there has to be used."),
    fix=Text("Rest it on the safeguard: kvkkctl transfer edit {ref} --instrument …"),
    since=_REWRITTEN,
)
def needless(context: Context) -> Iterator[Hit]:
    for transfer in _excepted(context):
        if other := _safeguard_beside(context, transfer):
            message = Text(
                "{record} rests on an exception, though {other} to the same recipient has a safeguard ({name}).",
                other=other.ref,
                name=other.instrument,
            )
            yield Hit(transfer, message)
        elif _adequate(context, transfer):
            yield Hit(
                transfer,
                Text(
                    "{record} rests on an exception, though protection in {country} was decided to be adequate.",
                    country=context.country_of(transfer),
                ),
            )


def _safeguard_beside(context: Context, transfer: Transfer) -> Transfer | None:
    beside = context.current.transfers_by_recipient.get(transfer.recipient, ())
    return next((other for other in beside if is_safeguard(other) and _holds(other, context.as_of)), None)


def _holds(transfer: Transfer, on: date) -> bool:
    """Say whether a safeguard is in place on a day, as far as it is dated."""
    days = (transfer.signed, transfer.approved)
    return not transfer.modified and all(day is None or day <= on for day in days)


def _adequate(context: Context, transfer: Transfer) -> bool:
    named = countries_in(context.country_of(transfer) or "")
    return bool(named) and all(adequate(country, context.as_of) for country in named)


@rule(
    "F16",
    Severity.WARNING,
    "KVKK m.9/7",
    title=Text("A public body does not use the first three exceptions for what public law has it do."),
    why=Text("Consent and contract carry no transfers of authorities; other items or safeguards have to."),
    fix=Text(
        "Name another ground: kvkkctl transfer edit {ref} --instrument 9/6-ç; "
        "or say who the controller is: kvkkctl controller set --kind private"
    ),
    since=_REWRITTEN,
    requires=("F03", "F05"),
)
def public_body(context: Context) -> Iterator[Hit]:
    kind = context.snapshot.controller.kind
    for transfer in _excepted(context):
        if transfer.instrument not in _NOT_FOR_PUBLIC_LAW:
            continue
        name = transfer.instrument
        if kind is ControllerKind.PUBLIC:
            message = Text("{record} rests on {name}, which is not for tasks under public law.", name=name)
            yield Hit(transfer, message)
        elif kind is None:
            message = Text(
                "{record} rests on {name}, and whether the controller is a public body is not stated.",
                name=name,
            )
            yield Hit(transfer, message)


@rule(
    "F21",
    Severity.WARNING,
    "KVKK m.9/6",
    "Aktarım Yön. m.16/1",
    title=Text("A transfer that rests on an exception says how often it takes place."),
    why=Text("Only what is occasional may rest on an exception, and silence does not say that it is."),
    fix=Text("Say it: kvkkctl transfer edit {ref} --frequency arızi --times N"),
    since=_REWRITTEN,
    requires=("F05",),
)
def frequency(context: Context) -> Iterator[Hit]:
    for transfer in _excepted(context):
        if transfer.frequency is None and transfer.times is None:
            message = Text("{record} rests on an exception and does not say how often it takes place.")
            yield Hit(transfer, message)
