"""How long the law and practice keep records: what obliges, and what only justifies."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from kvkkctl.law.dates import year_end
from kvkkctl.law.period import Period
from kvkkctl.law.tables import Provenance, day, rows, within
from kvkkctl.text import Text

_DESIGNATORS = MappingProxyType({"year": "Y", "month": "M", "day": "D"})


class StatutoryBound(StrEnum):
    """What a period means: a floor, a ceiling, both, or only a reason; `NONE` is a duty without a period."""

    MIN = "min"
    MAX = "max"
    RANGE = "range"
    LIMITATION = "limitation"
    PRACTICE = "practice"
    NONE = "none"


class StatutoryAnchor(StrEnum):
    """Where a period starts; both calendar anchors end it on 31 December of the year of the event + N."""

    EVENT = "EVENT"
    RELATION_END = "RELATION_END"
    UNTIL_EVENT = "UNTIL_EVENT"
    CALENDAR_YEAR_END = "CALENDAR_YEAR_END"
    NEXT_CALENDAR_YEAR_START = "NEXT_CALENDAR_YEAR_START"

    @property
    def of_the_year(self) -> bool:
        """Whether the period ends with a calendar year."""
        return self in {StatutoryAnchor.CALENDAR_YEAR_END, StatutoryAnchor.NEXT_CALENDAR_YEAR_START}


class StatutoryClass(StrEnum):
    """What kind of rule a period comes from."""

    STATUTE = "STATUTE"
    REGULATION = "REGULATION"
    LIMITATION = "LIMITATION"
    PRACTICE = "PRACTICE"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryPeriod:
    """One retention period with its citation; `low` and `high` differ only where the law sets a range."""

    id: str
    record_type: str
    record_type_en: str
    low: Period | None
    high: Period | None
    bound: StatutoryBound
    anchor: StatutoryAnchor
    trigger: str
    law: str
    article: str
    valid_from: date | None
    valid_to: date | None
    klass: StatutoryClass
    provenance: Provenance
    notes: str
    source: str

    @property
    def doubtful(self) -> bool:
        """Whether the figure has to be verified before anything rests on it."""
        return self.provenance is Provenance.DOUBTFUL

    @property
    def binding(self) -> bool:
        """Whether the period, if its source is certain, binds by `bound`; limitation and practice only justify."""
        return self.klass in {StatutoryClass.STATUTE, StatutoryClass.REGULATION} and self.low is not None

    @property
    def forbids(self) -> bool:
        """Whether the rule allows no time at all, so that what is kept is kept too long, whatever the event."""
        return self.bound is StatutoryBound.MAX and self.high == Period()

    @property
    def obliges(self) -> bool:
        """Whether the period binds as it stands in the table, confirmed by nobody."""
        return self.binding and not self.doubtful

    @property
    def starts(self) -> Text:
        """What the period counts from, in words."""
        return Text.of_table(self.trigger)

    @property
    def citation(self) -> str:
        """The law and the article, in the words of the law."""
        return " ".join(filter(None, (self.law, self.article)))

    def in_force(self, on: date) -> bool:
        """Say whether the rule was law on that day; an unknown start counts as always."""
        return within(on, self.valid_from, self.valid_to)

    def ends(self, event: date) -> tuple[date, date] | None:
        """Return the last days of the shortest and the longest period from an event; None without a period.

        The end of a retention never moves from a holiday. Raises OverflowError past the year 9999.
        """
        if self.low is None or self.high is None:
            return None
        if self.anchor.of_the_year:
            return year_end(event, self.low.years), year_end(event, self.high.years)
        return self.low.end(event), self.high.end(event)


def _range(period: str, unit: str) -> tuple[Period | None, Period | None]:
    if not period:
        return None, None
    low, _, high = period.partition("-")
    letter = _DESIGNATORS[unit]
    return Period.parse(f"P{low}{letter}"), Period.parse(f"P{high or low}{letter}")


def _period(row: dict[str, str]) -> StatutoryPeriod:
    low, high = _range(row["period"], row["unit"])
    return StatutoryPeriod(
        id=row["id"],
        record_type=row["record_type_tr"],
        record_type_en=row["record_type_en"],
        low=low,
        high=high,
        bound=StatutoryBound(row["bound"]),
        anchor=StatutoryAnchor(row["anchor"]),
        trigger=row["trigger"],
        law=row["law"],
        article=row["article"],
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
        klass=StatutoryClass(row["class"]),
        provenance=Provenance(row["provenance"]),
        notes=row["notes"],
        source=row["source"],
    )


@cache
def statutory_periods() -> MappingProxyType[str, StatutoryPeriod]:
    """Return all periods by id (``R001``), doubtful and superseded ones among them."""
    return MappingProxyType({row["id"]: _period(row) for row in rows("statutory_retention")})
