"""The VERBİS notification, made from the inventory: one roll-up per data category."""

from kvkkctl.verbis.records import (
    CategoryRoll,
    Rolled,
    RollUp,
    Screen,
    Unit,
    Unresolved,
    VerbisRetention,
)
from kvkkctl.verbis.rollup import as_dict, roll_up

__all__ = [
    "CategoryRoll",
    "RollUp",
    "Rolled",
    "Screen",
    "Unit",
    "Unresolved",
    "VerbisRetention",
    "as_dict",
    "roll_up",
]
