"""What a row says of the nature of its data, and the data items that its categories have."""

from collections.abc import Sequence
from typing import Any

from kvkkctl.inventory.answers import is_stated, leading_answer, read_flag
from kvkkctl.inventory.cells import split_items
from kvkkctl.inventory.notes import Notes
from kvkkctl.inventory.pieces import Piece
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, known_term, official


def read_special(row: SheetRow, categories: Sequence[Piece], notes: Notes) -> bool | None:
    """Return whether the row says that its data are of a special nature.

    The official lists have the last word on their categories. Where one of these is special, the row's words are about
    that one; where all are ordinary, the words are about none, which is noted.
    """
    text = row.text("special_items")
    said = read_flag(text)
    if said is None and (leading_answer(text) is False or _is_mark(text)):
        message = Text(
            '"{value}" does not say whether the data are special: write Evet or Hayır.', value=text
        )
        notes.warning(row, "special_items", message)
    elif said is None and is_stated(text):
        said = True
    natures = {_official_nature(category) for category in categories}
    if said and natures == {False}:
        message = Text(
            'The row states special data under "{category}", which is an ordinary category.',
            category=", ".join(category.label for category in categories),
        )
        notes.warning(row, "special_items", message)
    if said is False and True in natures:
        message = Text(
            'The row says that its data are not special; "{category}" is special by law (art. 6/1) and stays so.',
            category=", ".join(category.label for category in categories if _official_nature(category)),
        )
        notes.warning(row, "special_items", message)
    return None if True in natures else said


def _is_mark(text: str) -> bool:
    """Say whether a cell holds a sign, a number or a letter, which is no data item: ``☐``, ``0``."""
    return is_stated(text) and sum(map(str.isalpha, text)) <= 1


def _official_nature(category: Piece) -> bool | None:
    found = known_term(TermKind.CATEGORY, category.label)
    return official(TermKind.CATEGORY)[found.term].special if found and found.term else None


def items_of(row: SheetRow, category: Piece, categories: Sequence[Piece]) -> dict[str, Any]:
    """Return the data items of a category where the row has a place for any, that beside its name among them.

    Special items are those of its special categories, where the row names any.
    """
    if not (row.fields & {"items", "special_items"} or category.items):
        return {}
    cells = [row.text("items"), category.items]
    special = row.text("special_items")
    elsewhere = _official_nature(category) is False and any(map(_official_nature, categories))
    if (
        read_flag(special) is None
        and leading_answer(special) is not False
        and not (elsewhere or _is_mark(special))
    ):
        cells.append(special)
    return {"items": together([split_items(cell, row.separators) for cell in cells])}


def together(lists: Sequence[tuple[Any, ...] | None]) -> tuple[Any, ...] | None:
    """Join the lists that are stated; nothing is stated where none is."""
    stated = [each for each in lists if each is not None]
    return tuple(dict.fromkeys(item for each in stated for item in each)) if stated else None
