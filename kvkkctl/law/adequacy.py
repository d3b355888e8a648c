"""Adequacy decisions of the Board (Law 6698 art. 9/1-3): countries that need no further safeguard."""

from datetime import date
from functools import cache
from typing import NamedTuple

from kvkkctl.law.tables import day, rows, within

AS_OF = date(2026, 5, 1)
"""The day for which the table is known to be complete; the Board had made no decision by then."""


class AdequacyDecision(NamedTuple):
    """A decision for a country, or for one `sector` of it."""

    country: str
    sector: str
    since: date | None
    until: date | None
    decision: str
    gazette: str

    def covers(self, country: str, on: date) -> bool:
        """Say whether the decision lets any data go to the whole country on that day."""
        return not self.sector and self.country == country and within(on, self.since, self.until)


@cache
def adequacy_decisions() -> tuple[AdequacyDecision, ...]:
    """Return the decisions published so far."""
    return tuple(
        AdequacyDecision(
            country=row["country"],
            sector=row["sector"],
            since=day(row["since"]),
            until=day(row["until"]),
            decision=row["decision"],
            gazette=row["gazette"],
        )
        for row in rows("adequacy")
    )


def adequate(country: str, on: date) -> bool:
    """Say whether a country had an adequacy decision on that day, as far as known on `AS_OF`."""
    return any(decision.covers(country, on) for decision in adequacy_decisions())
