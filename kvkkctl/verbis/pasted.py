"""The text of the tabs of the public query, pasted into a file (VERBİS, "Sicil Sorgulama").

A line with the name of a tab begins it; what stands before the first tab is passed over. In a tab a data category
stands on a line of its own above its values, or in the first column of a table, before a tab character.
"""

from collections.abc import Iterator

from kvkkctl.errors import Problem, Severity
from kvkkctl.text import Text
from kvkkctl.verbis.entering import Line, Source
from kvkkctl.verbis.records import Screen
from kvkkctl.verbis.written import category_of, screen_of
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


def read_pasted(text: str, label: str) -> Source:
    """Return the answers that a pasted text holds, and what cannot be understood of it."""
    reading = _Reading(label)
    lines = [line for number, row in enumerate(text.splitlines(), 1) for line in reading.read(number, row)]
    return Source(lines, reading.screens, reading.problems, complete=False)


class _Reading:
    """A text, line by line: the tab and the category that it is in."""

    def __init__(self, label: str) -> None:
        self.problems: list[Problem] = []
        self.screens: dict[Screen, str] = {}
        self._label, self._category = label, ""
        self._screen: Screen | None = None

    def read(self, number: int, text: str) -> Iterator[Line]:
        cells = [cell.strip() for cell in text.split("\t")]
        filled = [cell for cell in cells if cell]
        if not filled or all(words(cell) in _HEADINGS for cell in filled):
            return
        if len(filled) == 1 and (screen := screen_of(filled[0])):
            self._screen, self._category = screen, ""
            self.screens[screen] = filled[0]
            return
        if self._screen is None:
            return
        if self._screen is Screen.MEASURES:
            values = [cell for cell in filled if not cell.isdecimal()]
        else:
            values = self._values(filled)
        yield from self._lines(number, self._screen, values)

    def _values(self, filled: list[str]) -> list[str]:
        """Return the values of a line after the category that it begins with, if it does."""
        for place in range(min(2, len(filled))):
            bare = filled[place].strip(_BULLETS)
            if category_of(bare) and all(cell.isdecimal() for cell in filled[:place]):
                self._category = bare
                return filled[place + 1 :]
        return filled

    def _lines(self, number: int, screen: Screen, values: list[str]) -> Iterator[Line]:
        def line(value: str) -> Line:
            return Line(screen, self._label, str(number), self._category, value)

        if screen in _LISTS:
            if not self._none(values):
                if not self._category or values:
                    self._strange(number, " ".join(values))
                else:
                    yield line(_LISTS[screen])
        elif screen is Screen.RETENTION:
            if values and self._named(number, values):
                yield line(" ".join(values).strip(_BULLETS))
        elif screen is Screen.MEASURES:
            yield from (Line(screen, self._label, str(number), "", each.strip(_BULLETS)) for each in values)
        elif values and not (self._none(values) and not self._category) and self._named(number, values):
            yield from (line(each.strip(_BULLETS)) for each in values)

    def _none(self, values: list[str]) -> bool:
        return any(fold(value).rstrip(".").endswith(_NONE) for value in values)

    def _named(self, number: int, values: list[str]) -> bool:
        if not self._category:
            self._strange(number, " ".join(values))
        return bool(self._category)

    def _strange(self, number: int, value: str) -> None:
        message = Text('"{value}" stands under no VERBİS data category.', value=value)
        self.problems.append(Problem(Severity.ERROR, self._label, str(number), value, message))
