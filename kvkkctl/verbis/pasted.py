"""The text of the tabs of the public query, pasted into a file (VERBİS, "Sicil Sorgulama").

A line with the name of a tab begins it; what stands before the first tab is passed over, and so is a row of the names
of all tabs, which the page shows above each. In a tab a data category stands on a line of its own above its values, or
in the first column of a table, before a tab character.
"""

from collections.abc import Iterator, Sequence

from kvkkctl.errors import Problem, Severity
from kvkkctl.text import Text
from kvkkctl.verbis.entering import Line, Source
from kvkkctl.verbis.records import Screen
from kvkkctl.verbis.written import category_of, period_of, screen_of
from kvkkctl.vocabulary import fold, words

_HEADINGS = frozenset(
    map(
        words,
        (
            "No",
            "Sıra",
            "Sıra No",
            "Veri Kategorisi",
            "İşleme Amacı",
            "Alıcı",
            "Alıcı Grubu",
            "Alıcı / Alıcı Grubu",
            "Saklama Süresi",
            "Kişi Grubu",
            "Veri Konusu Kişi Grubu",
            "Tedbir",
            "Veri Güvenliği Tedbiri",
            "Süre",
        ),
    )
)
_BULLETS = "•·*-–▪✓ \t"
_NONE = ("yapılmamaktadır", "aktarılmamaktadır", "bulunmamaktadır", "aktarılmıyor (taahhüt)")
_LISTS = {Screen.CATEGORIES: "İşleniyor", Screen.ABROAD: "Evet"}
# two tabs may be empty, never two in a row: three names one below another are the names of the tabs
_ROW_OF_TABS = 3


def read_pasted(text: str, label: str) -> Source:
    """Return the answers that a pasted text holds, and what cannot be understood of it."""
    reading = _Reading(label)
    rows = [_cells(row) for row in text.splitlines()]
    for number in _rows_of_tabs(rows):
        rows[number] = []
    lines = [line for number, row in enumerate(rows, 1) for line in reading.read(number, row)]
    lines += reading.finish()
    return Source(lines, reading.screens, reading.problems, complete=False, passed_over=reading.passed_over)


def _cells(row: str) -> list[str]:
    """Return the cells of a line that hold anything, every run of spaces as one."""
    return [cell for part in row.split("\t") if (cell := " ".join(part.split()))]


def _rows_of_tabs(rows: Sequence[Sequence[str]]) -> Iterator[int]:
    """Yield the places of lines that name tabs side by side or one below another, and begin none of them."""
    run: list[int] = []
    for number, cells in enumerate((*rows, ["-"])):
        if cells and all(map(screen_of, cells)):
            run.append(number)
        elif cells:
            names = sum(len(rows[place]) for place in run)
            # the last one begins its tab
            last_begins = bool(run) and len(rows[run[-1]]) == 1
            if names >= _ROW_OF_TABS:
                yield from run[:-1] if last_begins else run
            run = []


def _categories(filled: Sequence[str]) -> list[str]:
    """Return the data categories that a line names side by side; nothing where it says anything else."""
    names = [cell.strip(_BULLETS) for cell in filled if not cell.isdecimal()]
    return names if all(map(category_of, names)) else []


class _Reading:
    """A text, line by line: the tab and the category that it is in."""

    def __init__(self, label: str) -> None:
        self.problems: list[Problem] = []
        self.screens: dict[Screen, str] = {}
        self.passed_over = 0
        # a number of years or months whose unit stands on the next line
        self._count: tuple[int, str] | None = None
        self._label, self._category = label, ""
        self._screen: Screen | None = None

    def read(self, number: int, filled: Sequence[str]) -> Iterator[Line]:
        if not filled or all(words(cell) in _HEADINGS for cell in filled):
            return
        if len(filled) == 1 and (screen := screen_of(filled[0])):
            yield from self.finish()
            self._screen, self._category = screen, ""
            self.screens[screen] = filled[0]
            return
        if self._screen is None:
            self.passed_over += 1
        elif self._screen in _LISTS and (names := _categories(filled)):
            for self._category in names:
                yield self._line(number, self._screen, _LISTS[self._screen])
        elif self._screen is Screen.MEASURES:
            yield from self._lines(number, self._screen, [cell for cell in filled if not cell.isdecimal()])
        else:
            yield from self._lines(number, self._screen, self._values(filled))

    def finish(self) -> Iterator[Line]:
        """Yield a number that was left without its unit."""
        if self._count:
            number, count = self._count
            self._count = None
            yield self._line(number, Screen.RETENTION, count)

    def _values(self, filled: Sequence[str]) -> Sequence[str]:
        """Return the values of a line after the category that it begins with, if it does."""
        for place in range(min(2, len(filled))):
            bare = filled[place].strip(_BULLETS)
            if category_of(bare) and all(cell.isdecimal() for cell in filled[:place]):
                self._category = bare
                return filled[place + 1 :]
        return filled

    def _line(self, number: int, screen: Screen, value: str) -> Line:
        category = "" if screen is Screen.MEASURES else self._category
        return Line(screen, self._label, str(number), category, value)

    def _lines(self, number: int, screen: Screen, values: Sequence[str]) -> Iterator[Line]:
        bare = [each.strip(_BULLETS) for each in values]
        if screen is Screen.MEASURES:
            yield from (self._line(number, screen, each) for each in bare)
        elif screen is Screen.RETENTION:
            yield from self._period(number, bare)
        elif not values or (self._none(values) and (screen in _LISTS or not self._category)):
            return
        elif self._named(number, values):
            yield from (self._line(number, screen, each) for each in bare)

    def _period(self, number: int, values: Sequence[str]) -> Iterator[Line]:
        if self._count and len(values) == 1 and period_of(f"{self._count[1]} {values[0]}"):
            values, self._count = [self._count[1], *values], None
        yield from self.finish()
        if values and self._named(number, values):
            if len(values) == 1 and values[0].isdecimal():
                self._count = number, values[0]
            else:
                yield self._line(number, Screen.RETENTION, " ".join(values))

    def _none(self, values: Sequence[str]) -> bool:
        return any(fold(value).rstrip(".").endswith(_NONE) for value in values)

    def _named(self, number: int, values: Sequence[str]) -> bool:
        if not self._category:
            self._strange(number, " ".join(values))
        return bool(self._category)

    def _strange(self, number: int, value: str) -> None:
        message = Text('"{value}" stands under no VERBİS data category.', value=value)
        self.problems.append(Problem(Severity.ERROR, self._label, str(number), value, message))
