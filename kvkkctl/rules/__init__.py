"""The gap rules: one function a rule, one file a family; the engine knows none of them.

Ids are never reused: a rule that goes leaves its id behind.
"""

from kvkkctl.rules import (
    completeness,
    conditions,
    consent,
    contracts,
    destroyed,
    destruction,
    exceptions,
    filing,
    governance,
    grounds,
    guarantees,
    holds,
    integrity,
    items,
    notifications,
    overdue,
    premises,
    recipients,
    registration,
    safeguards,
    special,
    statutory,
    transfers,
    upkeep,
)
from kvkkctl.rules.engine import ask, collect, evaluate, select
from kvkkctl.rules.rule import Finding, Hit, Rule, rule

ALL_RULES: tuple[Rule, ...] = collect(
    completeness,
    grounds,
    upkeep,
    special,
    conditions,
    safeguards,
    consent,
    destruction,
    destroyed,
    overdue,
    statutory,
    holds,
    recipients,
    transfers,
    guarantees,
    exceptions,
    contracts,
    notifications,
    registration,
    filing,
    governance,
    premises,
    integrity,
    items,
)
"""Every rule, by id."""

__all__ = ["ALL_RULES", "Finding", "Hit", "Rule", "ask", "collect", "evaluate", "rule", "select"]
