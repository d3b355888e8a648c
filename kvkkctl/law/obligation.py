"""Who has to enter the registry of controllers (Law 6698 art. 16, registry regulation, Board decisions)."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, reduce
from typing import NamedTuple

from kvkkctl.law.tables import Provenance, day, rows, within
from kvkkctl.text import Text

REGISTRY_SINCE = date(2018, 1, 1)
"""Entry into force of the registry regulation (OG 30.12.2017/30286)."""

_FACTS = {
    "resident": Text("whether the controller resides in Türkiye"),
    "employees": Text("the number of employees"),
    "balance": Text("the balance sheet total"),
    "special_main_activity": Text("whether special data are the main activity"),
}
_DECISION = re.compile(r"\b(20\d\d)\s*[/-]\s*(\d+)\b")


class Threshold(NamedTuple):
    """An exemption by size: residents below both numbers need not register."""

    since: date
    until: date | None
    special: bool
    employees_below: int
    balance_below: int
    decision: str
    gazette: str
    provenance: Provenance


class RegistryExemption(NamedTuple):
    """An exemption by what the controller is, whatever its size."""

    decision: str
    who: str
    who_en: str
    since: date
    gazette: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Size:
    """What the obligation turns on; None is not stated.

    `balance` is the balance sheet total in lira; `obliged_since` the day on which the controller says that the duty
    to register arose.
    """

    resident: bool | None = None
    employees: int | None = None
    balance: int | None = None
    special_main_activity: bool | None = None
    exemption: str | None = None
    obliged_since: date | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the facts that are not stated."""
        names = ("resident", "employees", "balance", "special_main_activity")
        return tuple(name for name in names if getattr(self, name) is None)


class Obligation(NamedTuple):
    """Whether a controller has to register (None: not known), why, and the Board decision that settles it."""

    obliged: bool | None
    why: Text
    decision: str | None = None


@cache
def thresholds() -> tuple[Threshold, ...]:
    """Return the exemptions by size, the oldest first."""
    return tuple(
        Threshold(
            since=date.fromisoformat(row["since"]),
            until=day(row["until"]),
            special=row["special_main_activity"] == "yes",
            employees_below=int(row["employees_below"]),
            balance_below=int(row["balance_below"]),
            decision=row["decision"],
            gazette=row["gazette"],
            provenance=Provenance(row["provenance"]),
        )
        for row in rows("thresholds")
    )


@cache
def registry_exemptions() -> tuple[RegistryExemption, ...]:
    """Return the exemptions by category of controller."""
    return tuple(
        RegistryExemption(
            decision=row["decision"],
            who=row["who_tr"],
            who_en=row["who_en"],
            since=date.fromisoformat(row["since"]),
            gazette=row["gazette"],
            provenance=Provenance(row["provenance"]),
        )
        for row in rows("exemptions")
    )


def threshold_on(on: date, special: bool) -> Threshold | None:
    """Return the exemption by size in force on a day for a main activity that is, or is not, special data."""
    return next((t for t in thresholds() if t.special is special and within(on, t.since, t.until)), None)


def obliged_to_register(size: Size, on: date) -> Obligation:
    """Say whether a controller of that size had to be registered on that day.

    What is not stated leaves it open unless the rest decides: crossing either number obliges. What that leaves open
    the day decides since which the controller says it is obliged, where it states no exemption. An exemption by
    category is known by the decision it names (``2018/32``); one that names a decision on size is checked.
    """
    if on < REGISTRY_SINCE:
        return Obligation(
            obliged=False,
            why=Text("There was no duty to register before {day} (registry regulation).", day=REGISTRY_SINCE),
        )
    if size.resident is False:
        return Obligation(
            obliged=True,
            why=Text(
                "Controllers not resident in Türkiye are never exempt (registry regulation art. 5/1-b)."
            ),
        )
    named = {f"{year}/{number}" for year, number in _DECISION.findall(size.exemption or "")}
    for exemption in registry_exemptions():
        if exemption.decision in named and exemption.since <= on:
            return _exempt_by_category(size, exemption)
    verdict = _by_size(size, on)
    if verdict.obliged and size.exemption and not named & _decisions():
        return _unknown_exemption(size.exemption)
    since = size.obliged_since
    if verdict.obliged is None and not size.exemption and since is not None and since <= on:
        return _as_stated(since)
    return verdict


def _decisions() -> set[str]:
    return {rule.decision for rule in thresholds()} | {rule.decision for rule in registry_exemptions()}


def _exempt_by_category(size: Size, exemption: RegistryExemption) -> Obligation:
    facts = {"decision": exemption.decision, "stated": size.exemption}
    known = (each.provenance for each in registry_exemptions() if each.decision == exemption.decision)
    why = (
        Text(
            "Exempt by Board decision {decision}, as stated ({stated}); its wording has to cover the controller.",
            **facts,
        )
        if Provenance.SEEN in known
        else Text(
            "Exempt by Board decision {decision}, as stated ({stated}); its text was not at hand here: read it, for "
            "its wording has to cover the controller.",
            **facts,
        )
    )
    return Obligation(obliged=False, why=why, decision=exemption.decision)


def _as_stated(since: date) -> Obligation:
    why = Text(
        "The duty to register is stated to exist since {day}, and no fact stated speaks against it.",
        day=since,
    )
    return Obligation(obliged=True, why=why)


def _unknown_exemption(stated: str) -> Obligation:
    why = Text(
        "By size there is a duty to register; the stated exemption ({stated}) names no decision known here: "
        "give its number, such as 2018/32.",
        stated=stated,
    )
    return Obligation(obliged=None, why=why)


def _by_size(size: Size, on: date) -> Obligation:
    kinds = (False, True) if size.special_main_activity is None else (size.special_main_activity,)
    verdicts = [_against(size, threshold_on(on, special)) for special in kinds]
    return verdicts[0] if len({verdict.obliged for verdict in verdicts}) == 1 else _open(size)


def _against(size: Size, threshold: Threshold | None) -> Obligation:
    if threshold is None:
        return Obligation(
            obliged=True, why=Text("No exemption by size covered such a controller on that day.")
        )
    if crossed := _crossed(size, threshold):
        return Obligation(obliged=True, why=crossed, decision=threshold.decision)
    if None in {size.resident, size.employees, size.balance}:
        return _open(size)
    why = Text(
        "Exempt: fewer than {employees} employees and less than {balance} TL (Board decision {decision}).",
        employees=threshold.employees_below,
        balance=_grouped(threshold.balance_below),
        decision=threshold.decision,
    )
    return Obligation(obliged=False, why=why, decision=threshold.decision)


def _crossed(size: Size, threshold: Threshold) -> Text | None:
    if size.employees is not None and size.employees >= threshold.employees_below:
        return Text(
            "{employees} employees are not fewer than {limit} (Board decision {decision}).",
            employees=_grouped(size.employees),
            limit=threshold.employees_below,
            decision=threshold.decision,
        )
    if size.balance is not None and size.balance >= threshold.balance_below:
        return Text(
            "A balance sheet total of {balance} TL is not less than {limit} TL (Board decision {decision}).",
            balance=_grouped(size.balance),
            limit=_grouped(threshold.balance_below),
            decision=threshold.decision,
        )
    return None


def _open(size: Size) -> Obligation:
    fields = reduce(
        lambda first, second: Text("{first}, {second}", first=first, second=second),
        (_FACTS[name] for name in size.missing),
    )
    why = Text("It depends on what is not stated: {fields}.", fields=fields)
    return Obligation(obliged=None, why=why)


def _grouped(number: int) -> str:
    return f"{number:_}".replace("_", " ")
