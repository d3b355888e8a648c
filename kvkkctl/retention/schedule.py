"""When a controller destroys what is due (destruction regulation art. 11/1-2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kvkkctl.law import schedule
from kvkkctl.law.dates import next_periodic
from kvkkctl.law.schedule import Run


@dataclass(frozen=True, slots=True)
class Schedule:
    """The (month, day) pairs at which periodic destruction runs each year, in the order of the calendar."""

    runs: tuple[Run, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.runs)

    def after(self, duty_on: date) -> date:
        """Return the first run strictly after a day. Raises ValueError without runs and past the year 9999."""
        return next_periodic(duty_on, self.runs)


def parse_runs(texts: Sequence[str]) -> Schedule:
    """Read runs as a controller states them: ``"6"``, ``"Haziran"``, ``"15.01"``. Raises BadValue."""
    return Schedule(schedule.parse_runs(texts))
