"""Where the table of a sheet begins and which column is which: by headings in one row or two, and by a mapping."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kvkkctl.inventory.columns import INVENTORY, LAYOUTS, RETENTIONS
from kvkkctl.inventory.layout import Column, Layout, heading_key
from kvkkctl.inventory.mapping import SheetMap
from kvkkctl.inventory.sheets import Cell
from kvkkctl.workbook.above import said_above
from kvkkctl.workbook.grid import Grid, plain_text
from kvkkctl.workbook.marked import marked_columns

HEADER_ROWS = 30
# what may stand in several cells beside each other
_LISTS = {
    *("items", "purposes", "subjects", "recipients", "recipient_names", "recipients_abroad"),
    *("measures", "administrative_measures", "technical_measures"),
}
_LETTERS = re.compile(r"[A-Z]{1,3}")
_LEAST_COLUMNS = 4
# what a row says of its data, and a sheet of lists side by side does not have
_TELLING = {"bases", "retention", "abroad"}


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table: their first and last row from 0, its kind of sheet, and its columns by index from 0.

    `headings` are the texts of all columns. `ignored` mean nothing to us, `ambiguous` several columns, and `twice` the
    same as an earlier one. `above` are cells over the table that speak of all its rows, `beside` those that may, and
    are not taken; `absent` are names of the mapping that no heading has, `left_out` the columns that it leaves out.
    `wide` are further columns under a heading, with its first; `marked` are columns that are headed by a term each,
    whose cells say whether the row has it.
    """

    first: int
    row: int
    layout: Layout
    columns: Mapping[int, Column]
    headings: Mapping[int, str]
    ignored: Mapping[int, str]
    twice: Mapping[int, int] = field(default_factory=dict)
    ambiguous: Mapping[int, tuple[Column, ...]] = field(default_factory=dict)
    above: Mapping[str, Cell] = field(default_factory=dict)
    beside: Mapping[str, Cell] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    left_out: frozenset[int] = frozenset()
    wide: Mapping[int, int] = field(default_factory=dict)
    marked: Mapping[int, str] = field(default_factory=dict)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the table has columns for."""
        return frozenset(column.field for column in self.columns.values())


def find_header(grid: Grid, mapping: SheetMap | None = None, about: Layout = INVENTORY) -> Header | None:
    """Return the headings of a sheet: those in the first 30 rows that name the most columns we know.

    Sheets are looked for of the kind that the mapping is `about`; about the inventory, of all kinds.
    """
    best: Header | None = None
    for header in _headers(grid, mapping or SheetMap(), about):
        own = applying(mapping or SheetMap(), header.layout, about)
        said = header.fields | header.above.keys() | own.constants.keys() | {own.bands}
        said |= {column.field for columns in header.ambiguous.values() for column in columns}
        complete = all(said & one_of for one_of in header.layout.required)
        better = complete and (best is None or _known(header) > _known(best))
        # letters alone would find columns in any row, be it a title
        lettered = header.columns.keys() & _lettered(own)
        told = (
            own.header_row is not None
            or bool(header.columns.keys() - lettered)
            or all(header.headings.get(index) for index in lettered)
        )
        if better and told and not _holds_data(grid, header):
            best = header
    return _widened(grid, best) if best else None


def _widened(grid: Grid, header: Header) -> Header:
    """Return headings with the further columns that a heading of lists is merged over, which it then heads too."""
    wide = {
        index: master[1]
        for index in range(len(grid.rows[header.row]))
        if (master := grid.merged.get((header.row, index))) is not None
        and index not in {*header.columns, *header.ignored, *header.left_out}
        and master[0] >= header.first
        and master[1] in header.columns
        and header.columns[master[1]].field in _LISTS
    }
    return replace(
        header,
        columns=dict(
            sorted(
                {**header.columns, **{index: header.columns[first] for index, first in wide.items()}}.items()
            )
        ),
        headings={**header.headings, **{index: header.headings[first] for index, first in wide.items()}},
        wide=wide,
    )


def applying(mapping: SheetMap, layout: Layout, about: Layout = INVENTORY) -> SheetMap:
    """Return what of a mapping about one kind of sheet concerns another, of which it says constants only."""
    if layout is about or (about is INVENTORY and layout is RETENTIONS):
        return mapping
    return SheetMap(
        constants={name: text for name, text in mapping.constants.items() if name in layout.by_field}
    )


def _holds_data(grid: Grid, header: Header) -> bool:
    """Say whether the second row of headings is one of data: it says something else where the first has headings."""
    if header.first == header.row:
        return False
    lower = grid.rows[header.row]
    upper = [
        index
        for index in header.columns
        if heading_key(header.headings[index]) == heading_key(plain_text(grid.rows[header.first][index]))
        and (header.row, index) not in grid.merged
        and heading_key(plain_text(lower[index])) != heading_key(header.headings[index])
        and plain_text(lower[index])
    ]
    return 2 * len(upper) > len(header.columns)


def nearest(grid: Grid) -> Header | None:
    """Return the headings that look like those of an inventory and lack what an inventory needs; None for none."""
    headers = _headers(grid, SheetMap())
    found = [each for each in headers if each.layout is INVENTORY and each.fields & _TELLING]
    best = max(found, key=_known, default=None)
    return best if best and _known(best) >= _LEAST_COLUMNS else None


def _known(header: Header) -> int:
    return len(header.columns) + len(header.ambiguous) + len(header.twice)


def _headers(grid: Grid, mapping: SheetMap, about: Layout = INVENTORY) -> Iterator[Header]:
    """Yield what each row, and then each pair of rows, would be as headings."""
    layouts = [
        each
        for each in (LAYOUTS if about is INVENTORY else (about,))
        if not each.by_title or heading_key(each.title) == heading_key(grid.name)
    ]
    last = mapping.header_row - 1 if mapping.header_row else 0
    for first in (0, 1):
        for number in range(first, min(len(grid.rows), max(HEADER_ROWS, last + 1))):
            headings = {index: texts for index, texts in _headings(grid, number - first, number) if texts}
            for layout in layouts if headings else ():
                own = applying(mapping, layout, about)
                wanted = number == last if own.header_row else number < HEADER_ROWS
                if wanted and (layout is INVENTORY or not first):
                    yield _header(grid, (number - first, number), layout, headings, own)


def _headings(grid: Grid, first: int, last: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the texts that may be the heading of each column, the most telling first."""
    for index, value in enumerate(grid.rows[last]):
        lower = "" if _goes_on(grid, last, index) else plain_text(value)
        if first == last:
            yield index, (lower,) if lower else ()
            continue
        upper = plain_text(grid.rows[first][index])
        if grid.merged.get((last, index)) == (first, index):
            lower = ""
        if not lower and _goes_on(grid, first, index):
            upper = ""
        # "Tedbirler" over "İdari" is read either way
        reversed_ = (f"{lower} {upper}",) if lower and upper else ()
        yield (
            index,
            tuple(dict.fromkeys(filter(None, (f"{upper} {lower}".strip(), *reversed_, lower, upper)))),
        )


def _goes_on(grid: Grid, number: int, index: int) -> bool:
    """Say whether a cell continues one to its left."""
    master = grid.merged.get((number, index))
    return master is not None and master[1] < index


@dataclass
class _Found:
    """What the headings of a table were found to mean, by the place of their column."""

    columns: dict[int, Column] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    ignored: dict[int, str] = field(default_factory=dict)
    twice: dict[int, int] = field(default_factory=dict)
    ambiguous: dict[int, tuple[Column, ...]] = field(default_factory=dict)

    def mark(self, marked: Mapping[int, tuple[str, Column]]) -> None:
        """Take columns for what is marked in them, whatever else their headings may mean."""
        for index, (text, column) in marked.items():
            self.columns[index], self.texts[index] = column, text
            for others in (self.ignored, self.twice, self.ambiguous):
                others.pop(index, None)


def _header(
    grid: Grid,
    rows: tuple[int, int],
    layout: Layout,
    headings: Mapping[int, tuple[str, ...]],
    mapping: SheetMap,
) -> Header:
    chosen, absent = _chosen(layout, headings, mapping, width=len(grid.rows[rows[1]]))
    found = _found(layout, headings, chosen)
    others = [*found.twice, *found.ignored, *found.ambiguous]
    marked = marked_columns(layout, headings, found.columns, others) if layout is INVENTORY else {}
    found.mark(marked)
    columns = dict(sorted(found.columns.items()))
    fields = {column.field for column in columns.values()}
    above, beside = said_above(grid, rows[0], layout, fields) if layout is INVENTORY else ({}, {})
    return Header(
        *rows,
        layout,
        columns,
        found.texts,
        found.ignored,
        found.twice,
        found.ambiguous,
        above,
        beside,
        absent,
        frozenset(index for index, column in chosen.items() if column is None),
        marked={index: text for index, (text, _) in marked.items()},
    )


def _found(
    layout: Layout, headings: Mapping[int, tuple[str, ...]], chosen: Mapping[int, Column | None]
) -> _Found:
    """Return what headings mean; what a mapping has `chosen` comes first."""
    found = _Found()
    taken = {column: index for index, column in chosen.items() if column}
    for index in sorted(headings.keys() | chosen.keys()):
        found.texts[index], meanings = _meaning(layout, headings.get(index, ()))
        if index in chosen:
            if column := chosen[index]:
                found.columns[index] = column
        elif not meanings or any(each in chosen.values() for each in meanings):
            found.ignored[index] = found.texts[index]
        elif len(meanings) > 1:
            found.ambiguous[index] = meanings
        elif meanings[0] in taken:
            found.twice[index] = taken[meanings[0]]
        else:
            found.columns[index] = meanings[0]
            taken[meanings[0]] = index
    return found


def _meaning(layout: Layout, texts: Sequence[str]) -> tuple[str, tuple[Column, ...]]:
    for text in texts:
        if found := layout.meanings(text):
            return text, found
    return (texts[0] if texts else ""), ()


def _chosen(
    layout: Layout, headings: Mapping[int, tuple[str, ...]], mapping: SheetMap, *, width: int
) -> tuple[dict[int, Column | None], tuple[str, ...]]:
    """Return the columns that a mapping names, None for those to leave out, and the names that no column has."""
    places: dict[str, list[int]] = {}
    for index, texts in headings.items():
        for text in texts:
            places.setdefault(heading_key(text), []).append(index)
    wanted = [
        (name, layout.by_field.get(field)) for field, names in mapping.columns.items() for name in names
    ]
    chosen: dict[int, Column | None] = {}
    absent = []
    for name, column in [*((name, None) for name in mapping.ignore), *wanted]:
        found = places.get(heading_key(name), [])
        if not found and _LETTERS.fullmatch(name) and _index(name) < width:
            found = [_index(name)]
        if not found and column is not None and layout is not RETENTIONS:
            absent.append(name)
        chosen |= dict.fromkeys(found, column)
    return chosen, tuple(absent)


def _lettered(mapping: SheetMap) -> set[int]:
    """Return the columns that a mapping names by their letters."""
    names = (name for each in mapping.columns.values() for name in each)
    return {_index(name) for name in names if _LETTERS.fullmatch(name)}


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
