"""Whether a controller has to be registered, by when, and what VERBİS asks about it that is not stated yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from kvkkctl.law.obligation import REGISTRY_SINCE, Obligation, Size, obliged_to_register, thresholds
from kvkkctl.models import Controller
from kvkkctl.text import Text

if TYPE_CHECKING:
    from kvkkctl.law.clocks import Due

CLOCK = "REG30"
_OF_REPRESENTATIVE = ("representative", "representative_decision")


class Form(NamedTuple):
    """What VERBİS asks on one of its forms about the controller: the names of fields of `Controller`."""

    code: str
    name: Text
    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()


class Lack(NamedTuple):
    """A field that a form asks for and the register does not state."""

    form: Form
    field: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a controller stands to the registry on a day.

    `missing` are the facts that could still change the answer. `register_by` is None where nobody has to, or where the
    first day is not stated.
    """

    on: date
    obligation: Obligation
    missing: tuple[str, ...]
    registered_on: date | None
    obliged_since: date | None
    register_by_strict: date | None
    register_by: date | None
    lacks: tuple[Lack, ...]

    @property
    def is_late(self) -> bool:
        """Whether the last day has passed and the controller is not registered."""
        return self.registered_on is None and self.register_by is not None and self.on > self.register_by


def standing(controller: Controller, on: date) -> Standing:
    """Say how a controller stands to the registry on a day. Raises CalendarUnknown."""
    size = size_of(controller)
    obligation = obliged_to_register(size, on)
    since = controller.obliged_since if obligation.obliged else None
    due = _register_by(since) if since else None
    return Standing(
        on=on,
        obligation=obligation,
        missing=tuple(_deciding(size, on)) if obligation.obliged is None else (),
        registered_on=controller.verbis_registered_on,
        obliged_since=since,
        register_by_strict=due.strict_due if due else None,
        register_by=due.rolled_due if due else None,
        lacks=tuple(_lacks(controller)),
    )


def size_of(controller: Controller) -> Size:
    """Return what the obligation turns on."""
    return Size(
        resident=controller.resident,
        employees=controller.employees,
        balance=controller.balance,
        special_main_activity=controller.special_main_activity,
        exemption=controller.exemption,
        obliged_since=controller.obliged_since,
    )


def forms(controller: Controller) -> tuple[Form, ...]:
    """Return the forms of VERBİS; one whose residence is not stated gets those of a resident."""
    abroad = controller.resident is False
    return (
        Form(
            "registration",
            Text("Registration of the controller"),
            (
                "kind",
                "resident",
                "title",
                *(("country",) if abroad else ("tax_no", "tax_office")),
                "email",
                "phone",
                "address",
                *(() if abroad else ("address_no",)),
            ),
            ("kep",),
        ),
        *((Form("representative", Text("Representative"), _OF_REPRESENTATIVE),) if abroad else ()),
        Form("contact", Text("Contact person"), ("contact_person",)),
    )


def _register_by(since: date) -> "Due":
    # many commands ask whether a controller has to be registered, one asks by when
    from kvkkctl.law.clocks import calculate

    return calculate(CLOCK, max(since, REGISTRY_SINCE))


def _lacks(controller: Controller) -> Iterator[Lack]:
    for form in forms(controller):
        for name in (*form.needed, *form.optional):
            if getattr(controller, name) is None:
                yield Lack(form, name, name in form.needed)


def _deciding(size: Size, on: date) -> Iterator[str]:
    """Yield the facts that are not stated and on which the answer turns, whatever the other ones are."""
    open_facts, told = size.missing, _tellable()
    if size.exemption:
        without = obliged_to_register(replace(size, exemption=None), on).obliged
        if without is not None and without is not obliged_to_register(size, on).obliged:
            yield "exemption"
    for name in open_facts:
        others = [other for other in open_facts if other != name]
        for values in product(*(told[other] for other in others)):
            rest = replace(size, **dict(zip(others, values, strict=True)))
            found = {obliged_to_register(replace(rest, **{name: value}), on).obliged for value in told[name]}
            if len(found) > 1:
                yield name
                break


def _tellable() -> Mapping[str, Sequence[Any]]:
    """Return values of each fact that lie on either side of every limit."""
    return {
        "resident": (True, False),
        "employees": sorted({0, *(limit.employees_below for limit in thresholds())}),
        "balance": sorted({0, *(limit.balance_below for limit in thresholds())}),
        "special_main_activity": (False, True),
    }
