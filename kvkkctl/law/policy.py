"""What a retention and destruction policy has to cover (destruction regulation art. 6/1)."""

import re

POLICY_ITEMS = ("a", "b", "c", "ç", "d", "e", "f", "g", "ğ", "h")
"""Its purpose, media, definitions, reasons, measures of storage, measures of destruction, people in charge, table of
periods, periodic destruction, changes."""

_BETWEEN = re.compile(r"[^\w]+")


def policy_items(text: str) -> tuple[str, ...]:
    """Return the letters that a text names, each once and in the order of the regulation, unknown ones last."""
    found = dict.fromkeys(part for part in _BETWEEN.split(text.lower()) if part not in {"", "ve"})
    order = {letter: place for place, letter in enumerate(POLICY_ITEMS)}
    return tuple(sorted(found, key=lambda letter: order.get(letter, len(order))))
