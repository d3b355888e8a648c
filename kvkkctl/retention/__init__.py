"""How long data is kept: phrases and what they say, events, dates of destruction, what is due."""

from kvkkctl.retention.dates import Calendar, Computed, Regime, compute
from kvkkctl.retention.due import Due, Status, due_rows
from kvkkctl.retention.events import EventCode, classify, events
from kvkkctl.retention.explanation import why
from kvkkctl.retention.phrase import maximum, read
from kvkkctl.retention.reasons import Reason
from kvkkctl.retention.schedule import Schedule, longest_step, parse_runs

__all__ = [
    "Calendar",
    "Computed",
    "Due",
    "EventCode",
    "Reason",
    "Regime",
    "Schedule",
    "Status",
    "classify",
    "compute",
    "due_rows",
    "events",
    "longest_step",
    "maximum",
    "parse_runs",
    "read",
    "why",
]
