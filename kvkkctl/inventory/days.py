"""Days as people write them."""

import re
from contextlib import suppress
from datetime import date

from kvkkctl.law.schedule import month_of

_DAY = re.compile(
    r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})|(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})"
)
_NAMED_DAY = re.compile(r"(?P<d>\d{1,2})[.\s/-]\s*(?P<name>[^\W\d_]+)[.\s/-]\s*(?P<y>\d{4})")


def parse_day(text: str) -> date | None:
    """Return the day of ``31.12.2026``, ``31/12/2026``, ``2026-12-31`` or ``31 Aralık 2026``; None for anything else.

    The name of the month may be in capitals, without Turkish letters or in its first three letters, as Excel writes it.
    """
    if found := _NAMED_DAY.fullmatch(text.strip()):
        parts = found["y"], str(month_of(found["name"]) or 0), found["d"]
    elif found := _DAY.fullmatch(text.strip()):
        parts = (
            (found["y"], found["m"], found["d"]) if found["y"] else (found["y2"], found["m2"], found["d2"])
        )
    else:
        return None
    with suppress(ValueError):
        return date(*map(int, parts))
    return None
