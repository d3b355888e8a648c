"""The gap rules: one function a rule, one file a family; the engine knows none of them.

Ids are never reused: a rule that goes leaves its id behind.
"""

from kvkkctl.rules import (
    completeness,
    consent,
    destruction,
    governance,
    holds,
    integrity,
    recipients,
    registration,
    special,
    statutory,
    transfers,
)
from kvkkctl.rules.engine import ask, collect, evaluate, select
from kvkkctl.rules.rule import Finding, Hit, Rule, rule

ALL_RULES: tuple[Rule, ...] = collect(
    completeness,
    special,
    consent,
    destruction,
    statutory,
    holds,
    recipients,
    transfers,
    registration,
    governance,
    integrity,
)
"""Every rule, by id."""

__all__ = ["ALL_RULES", "Finding", "Hit", "Rule", "ask", "collect", "evaluate", "rule", "select"]
