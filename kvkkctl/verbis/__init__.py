"""The VERBİS notification, made from the inventory: one roll-up per data category."""

from kvkkctl.verbis.preview import decision_dict
from kvkkctl.verbis.records import (
    CategoryRoll,
    Choice,
    Decision,
    Rolled,
    RollUp,
    Screen,
    Standing,
    Unit,
    Unresolved,
    VerbisRetention,
)
from kvkkctl.verbis.rollup import as_dict, roll_up
from kvkkctl.verbis.screens import Answer, all_measures, answers

__all__ = [
    "Answer",
    "CategoryRoll",
    "Choice",
    "Decision",
    "RollUp",
    "Rolled",
    "Screen",
    "Standing",
    "Unit",
    "Unresolved",
    "VerbisRetention",
    "all_measures",
    "answers",
    "as_dict",
    "decision_dict",
    "roll_up",
]
