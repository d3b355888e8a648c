"""Columns that are headed by a term each, with marks below them: activities down, data categories across."""

from collections.abc import Iterable, Mapping

from kvkkctl.inventory.layout import Column, Layout
from kvkkctl.vocabulary import OTHER, TermKind, known_term

# what may head a column for each term, as many as there are at least
_MARKED = {"category": TermKind.CATEGORY, "subjects": TermKind.SUBJECT}
_LEAST_MARKED = 2


def marked_columns(
    layout: Layout,
    headings: Mapping[int, tuple[str, ...]],
    columns: Mapping[int, Column],
    others: Iterable[int],
) -> dict[int, tuple[str, Column]]:
    """Return the columns that are headed by an official category or subject group each, where no other names any."""
    free = {*others, *(index for index in columns if columns[index].field in _MARKED)}
    found: dict[int, tuple[str, Column]] = {}
    for name, kind in _MARKED.items():
        terms = {
            index: (term, layout.by_field[name])
            for index in free
            if (term := next((text for text in headings.get(index, ()) if _is_term(kind, text)), None))
        }
        own = {index for index, column in columns.items() if column.field == name}
        if len(terms) >= _LEAST_MARKED and own <= terms.keys():
            found |= terms
    return dict(sorted(found.items()))


def _is_term(kind: TermKind, text: str) -> bool:
    known = known_term(kind, text)
    return known is not None and known.term not in {None, OTHER[kind]}
