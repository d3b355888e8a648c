"""A VERBİS notification out of a workbook of the layout that `verbis export` writes, its columns in any order."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kvkkctl.errors import FileProblem, Problem, Severity
from kvkkctl.text import Text
from kvkkctl.verbis.entering import NOT_STATED, Line, Source
from kvkkctl.verbis.records import Screen, Unit
from kvkkctl.verbis.written import TABS, screen_of
from kvkkctl.vocabulary import fold, words
from kvkkctl.workbook.grid import Grid, column_letter, plain_text, read_grids
from kvkkctl.workbook.verbis_sheets import BOX, TICKED

_CATEGORY = ("No", "Veri Kategorisi")
_VALUES = (*_CATEGORY, "VERBİS'te Seçilecek", "“Diğer” İçin Yazılacak Metin")
_COLUMNS: Mapping[Screen, tuple[str, ...]] = {
    Screen.CATEGORIES: (*_CATEGORY, "İşaretlenecek", "“Diğer Bilgiler” İçin Metin"),
    Screen.PURPOSES: _VALUES,
    Screen.RECIPIENTS: _VALUES,
    Screen.RETENTION: (*_CATEGORY, "Birim", "Yazılacak"),
    Screen.SUBJECTS: _VALUES,
    Screen.ABROAD: (*_CATEGORY, "Aktarılıyor"),
    Screen.MEASURES: ("No", "Veri Güvenliği Tedbiri", "“Diğer” İçin Metin"),
}
_BOXES = frozenset({BOX, TICKED})
_TAKEN = frozenset(map(fold, (BOX, TICKED, "✓", "✔", "x", "+", "Evet")))
_NOT_TAKEN = frozenset(map(fold, ("", "-", "–", "Hayır")))
_VALUE = 2


def read_verbis(path: Path) -> Source:
    """Return the answers that a workbook holds, and what is wrong with it. Raises FileProblem for what is none."""
    lines: list[Line] = []
    problems: list[Problem] = []
    screens: dict[Screen, str] = {}
    for grid in read_grids(path):
        screen = screen_of(grid.name)
        if screen is None:
            continue
        screens[screen] = grid.name
        found = _header(grid, screen)
        if found is None:
            message = Text("There is no row with the headings {names}.", names="; ".join(_COLUMNS[screen]))
            problems.append(Problem(Severity.ERROR, grid.name, "", "", message))
        else:
            lines += _lines(grid, screen, *found, problems)
    if not screens:
        names = "; ".join(f"{screen.no} {tabs[0]}" for screen, tabs in TABS.items())
        raise FileProblem(
            Text("{path} is no VERBİS workbook: it has none of the sheets {names}.", path=path, names=names)
        )
    return Source(lines, screens, problems, complete=True)


def _header(grid: Grid, screen: Screen) -> tuple[int, Mapping[str, int]] | None:
    """Return the row of the headings, from 0, and the column of each."""
    wanted = {words(name): name for name in _COLUMNS[screen]}
    for number, row in enumerate(grid.rows):
        found = {
            wanted[key]: place for place, cell in enumerate(row) if (key := words(plain_text(cell))) in wanted
        }
        if len(found) == len(wanted):
            return number, found
    return None


def _lines(
    grid: Grid, screen: Screen, header: int, columns: Mapping[str, int], problems: list[Problem]
) -> Iterator[Line]:
    names = _COLUMNS[screen]
    box = next((at for at, cell in enumerate(grid.rows[header]) if plain_text(cell) in _BOXES), None)
    boxes = [plain_text(row[box]) if box is not None else "" for row in grid.rows]
    for number, row in enumerate(grid.rows[header + 1 :], header + 2):
        cells = [plain_text(row[columns[name]]) for name in names]
        ticked = boxes[number - 1]
        answer = _measure(ticked, cells) if screen is Screen.MEASURES else _answer(screen, cells)
        if box is not None and answer is not None and (wrong := _doubt(screen, ticked, boxes)):
            cell = f"{column_letter(box)}{number}"
            problems.append(Problem(Severity.ERROR, grid.name, cell, ticked, wrong))
        elif answer is not None:
            column = columns[names[1 if screen is Screen.MEASURES else _VALUE]]
            yield Line(screen, grid.name, f"{column_letter(column)}{number}", *answer)


def _doubt(screen: Screen, ticked: str, boxes: Sequence[str]) -> Text | None:
    """Say why a box leaves open whether VERBİS was told what stands beside it."""
    if ticked == BOX and TICKED in boxes:
        return Text(
            "Other boxes of this sheet are ticked and this one is not: tick it if VERBİS was told so, or delete the "
            "row."
        )
    if screen is Screen.MEASURES and fold(ticked) not in _TAKEN:
        return Text('"{value}" does not say whether the measure is taken: write Evet or Hayır.', value=ticked)
    return None


def _measure(ticked: str, cells: list[str]) -> tuple[str, str] | None:
    """Return a measure that has a box, or whatever else stands where a box would."""
    return ("", _chosen(cells[1], cells[2])) if fold(ticked) not in _NOT_TAKEN and cells[1] else None


def _answer(screen: Screen, cells: list[str]) -> tuple[str, str] | None:
    """Return category and value of a row; a row without a number that says nothing is the undertaking about all."""
    no, name, value, *typed = cells
    if not no and not value:
        return None
    text = typed[0] if typed else ""
    category = f"{no}-{name}" if no else name
    if screen is Screen.CATEGORIES:
        return (f"{category}: {text}" if text else category), value
    if screen is Screen.RETENTION:
        return category, _period(value, text)
    return category, _chosen(value, text)


def _chosen(value: str, typed: str) -> str:
    return f"{value}: {typed}" if typed else value


def _period(unit: str, typed: str) -> str:
    if fold(unit) in NOT_STATED:
        return unit
    return f"{unit}: {typed}" if fold(unit) == fold(Unit.OTHER) else f"{typed} {unit}".strip()
