"""A VERBİS notification out of a workbook of the layout that `verbis export` writes, its columns in any order."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kvkkctl.errors import FileProblem, Problem, Severity
from kvkkctl.text import Text
from kvkkctl.verbis.entering import NOT_STATED, Line, Source
from kvkkctl.verbis.records import Screen, Unit
from kvkkctl.verbis.written import TABS, screen_of
from kvkkctl.vocabulary import fold, words
from kvkkctl.workbook.grid import Grid, column_letter, plain_text, read_grids

_CATEGORY = ("No", "Veri Kategorisi")
_COLUMNS: Mapping[Screen, tuple[str, ...]] = {
    Screen.CATEGORIES: (*_CATEGORY, "İşleniyor / İşlenmiyor (taahhüt)"),
    Screen.PURPOSES: (*_CATEGORY, "İşleme Amacı"),
    Screen.RECIPIENTS: (*_CATEGORY, "Alıcı / Alıcı Grubu"),
    Screen.RETENTION: (*_CATEGORY, "Birim (Yıl / Ay / Diğer)", "Süre", "Açıklama"),
    Screen.SUBJECTS: (*_CATEGORY, "Veri Konusu Kişi Grubu"),
    Screen.ABROAD: (*_CATEGORY, "Yurt Dışına Aktarılıyor"),
    Screen.MEASURES: ("Veri Güvenliği Tedbiri", "Alınıyor"),
}


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
            lines += _lines(grid, screen, *found)
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


def _lines(grid: Grid, screen: Screen, header: int, columns: Mapping[str, int]) -> Iterator[Line]:
    names = _COLUMNS[screen]
    for number, row in enumerate(grid.rows[header + 1 :], header + 2):
        cells = [plain_text(row[columns[name]]) for name in names]
        if not any(cells):
            continue
        answer = _answer(screen, cells)
        if answer is None:
            continue
        categories, value = answer
        place = f"{column_letter(columns[names[0 if screen is Screen.MEASURES else 2]])}{number}"
        yield from (Line(screen, grid.name, place, category, value) for category in categories)


def _answer(screen: Screen, cells: list[str]) -> tuple[list[str], str] | None:
    if screen is Screen.MEASURES:
        return ([""], cells[0]) if cells[1] else None
    names = cells[1].splitlines() or [cells[1]]
    categories = [f"{cells[0]}-{name}" if cells[0] else name for name in names]
    if screen is Screen.RETENTION:
        return categories[:1], _period(*cells[2:])
    return categories if screen is Screen.CATEGORIES else categories[:1], cells[2]


def _period(unit: str, count: str, text: str) -> str:
    if fold(unit) in NOT_STATED:
        return unit
    return f"{unit}: {text}" if fold(unit) == fold(Unit.OTHER) and not count else f"{count} {unit}".strip()
