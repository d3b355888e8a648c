"""Deadlines as an iCalendar file (RFC 5545) that Outlook, Google Calendar and others import.

A file follows from the register alone: the moment of its events is that of the newest entry of the history, their
revision the number of that entry. The same register gives the same bytes, a later one replaces the events of its days.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from kvkkctl.files import whole_file


class Event(NamedTuple):
    """A day in a calendar: what tells it from others, and what people read."""

    key: str
    day: date
    summary: str
    description: str


class Stamp(NamedTuple):
    """The state of a register: whose it is, the number of its newest entry in the history, and when that was made."""

    register: str
    revision: int
    at: datetime


def write_calendar(path: Path, events: Iterable[Event], stamp: Stamp, name: str) -> None:
    """Write events of whole days under a name. Raises FileProblem for a file that cannot be written."""
    from icalendar import Calendar
    from icalendar import Event as Entry

    calendar = Calendar()
    calendar.add("prodid", "-//kvkkctl//kvkkctl//TR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for event in events:
        entry = Entry()
        entry.add("uid", f"{event.key}@{stamp.register}.kvkkctl")
        entry.add("dtstamp", stamp.at)
        entry.add("last-modified", stamp.at)
        entry.add("sequence", stamp.revision)
        entry.add("dtstart", event.day)
        if event.day < date.max:
            entry.add("dtend", event.day + timedelta(days=1))
        entry.add("summary", event.summary)
        entry.add("description", event.description)
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    with whole_file(path) as draft:
        draft.write_bytes(calendar.to_ical())
