"""The VERBİS notification, made from the inventory: one roll-up per data category.

Names are loaded when they are used, since most commands ask for one part of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
        asked_once,
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
    "asked_once",
    "decision_dict",
    "roll_up",
]

_MODULES = {
    "preview": ("decision_dict",),
    "records": (
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
        "asked_once",
    ),
    "rollup": ("as_dict", "roll_up"),
    "screens": ("Answer", "all_measures", "answers"),
}


def __getattr__(name: str) -> object:
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(name)
