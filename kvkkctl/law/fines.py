"""Administrative fines of Law 6698 art. 18/1, revalued each year (Law 5326 art. 17/7)."""

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kvkkctl.law.tables import Provenance, rows


@dataclass(frozen=True, slots=True)
class FineBand:
    """The lowest and the highest fine, in Turkish lira."""

    lower: int
    upper: int
    provenance: Provenance


@cache
def fine_bands() -> MappingProxyType[tuple[str, int], FineBand]:
    """Return the known bands by sub-paragraph of art. 18/1 (``a b c ç d``) and year."""
    return MappingProxyType(
        {
            (row["paragraph"], int(row["year"])): FineBand(
                int(row["lower"]), int(row["upper"]), Provenance(row["provenance"])
            )
            for row in rows("fines")
        }
    )


def fine_band(paragraph: str, year: int) -> FineBand | None:
    """Return the band of a sub-paragraph in a year; None where it is not known, as before a revaluation."""
    return fine_bands().get((paragraph, year))
