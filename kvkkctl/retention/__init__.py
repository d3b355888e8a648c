"""How long data is kept: phrases and what they say, events, dates of destruction, what is due.

Names are loaded when they are used, since a command that shows readings does not read phrases.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kvkkctl.retention.agenda import Deadline, DeadlineKind, deadlines
    from kvkkctl.retention.bounds import maximum
    from kvkkctl.retention.dates import Calendar, Computed, Regime, calendar_of, compute
    from kvkkctl.retention.due import Due, Numbered, Status, due_rows
    from kvkkctl.retention.events import EventCode, classify
    from kvkkctl.retention.evidence import old_records
    from kvkkctl.retention.explanation import why
    from kvkkctl.retention.orders import Orders
    from kvkkctl.retention.phrase import read, words_of
    from kvkkctl.retention.reasons import Reason
    from kvkkctl.retention.recording import dues_of, was_asked
    from kvkkctl.retention.roles import ROLES, Role
    from kvkkctl.retention.schedule import Schedule, parse_runs
    from kvkkctl.retention.sweeping import Sweep, Task, Tasked, kept_until, run_with, sweep

__all__ = [
    "ROLES",
    "Calendar",
    "Computed",
    "Deadline",
    "DeadlineKind",
    "Due",
    "EventCode",
    "Numbered",
    "Orders",
    "Reason",
    "Regime",
    "Role",
    "Schedule",
    "Status",
    "Sweep",
    "Task",
    "Tasked",
    "calendar_of",
    "classify",
    "compute",
    "deadlines",
    "due_rows",
    "dues_of",
    "kept_until",
    "maximum",
    "old_records",
    "parse_runs",
    "read",
    "run_with",
    "sweep",
    "was_asked",
    "why",
    "words_of",
]

_MODULES = {
    "bounds": ("maximum",),
    "dates": ("Calendar", "Computed", "Regime", "calendar_of", "compute"),
    "agenda": ("Deadline", "DeadlineKind", "deadlines"),
    "due": ("Due", "Numbered", "Status", "due_rows"),
    "events": ("EventCode", "classify"),
    "evidence": ("old_records",),
    "explanation": ("why",),
    "orders": ("Orders",),
    "phrase": ("read", "words_of"),
    "reasons": ("Reason",),
    "recording": ("dues_of", "was_asked"),
    "roles": ("ROLES", "Role"),
    "schedule": ("Schedule", "parse_runs"),
    "sweeping": ("Sweep", "Task", "Tasked", "kept_until", "run_with", "sweep"),
}


def __getattr__(name: str) -> object:
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(name)
