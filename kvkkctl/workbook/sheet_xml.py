"""The sheets of an .xlsx: which cells have lost their value, what is hidden, how far they reach.

The reader lays a sheet out as a full rectangle, so that one stray cell in the last corner would ask for more memory
than there is; and it gives an error value, or a formula that nobody has computed, as an empty cell.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kvkkctl.workbook.places import Extent, SheetNotes, Span, column_letter, column_number, is_filled
from kvkkctl.workbook.xml_walk import local, walk

_MOST_PENDING = 16
_CELL = re.compile(rb"<c[\s/>]")
_ADDRESSED = re.compile(rb'<c r="([A-Z]+)(\d+)"')
# a formula, an error value, what is hidden, the cells and formulas of a writer that prefixes its names, and UTF-16
_TELLING = tuple(
    map(re.compile, (rb"<f[\s/>]", rb"t=[\"']e[\"']", rb"hidden\s*=\s*[\"'][1t]", rb":[cf][\s/>]", rb"\x00"))
)
_REFERENCE = re.compile(r"([A-Za-z]+)(\d+)")
_TRUE = frozenset({"1", "true"})


def is_plain(chunks: Iterable[bytes]) -> bool:
    """Say whether a sheet needs no closer look: all cells say where they are, side by side, and hold their value."""
    count, last_row, columns, plain = 0, 0, {b"A"}, True
    for piece in _whole_rows(chunks):
        found = _ADDRESSED.findall(piece)
        plain = (
            plain and len(found) == len(_CELL.findall(piece)) and not any(t.search(piece) for t in _TELLING)
        )
        count += len(found)
        columns.update(letters for letters, _ in found)
        last_row = max(last_row, *map(int, {number for _, number in found}), 0)
    width = max(map(column_number, (name.decode() for name in columns)))
    return plain and is_filled(last_row * width, count)


def look_closely(chunks: Iterable[bytes], label: str, name: str) -> SheetNotes:
    """Return what is known of a sheet beside its values. Raises FileProblem for stray cells."""
    look = _Look()
    walk(chunks, look)
    look.extent.check(label, name)
    return SheetNotes(tuple(look.lost), tuple(look.hidden_rows), tuple(look.hidden_columns))


def _whole_rows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a sheet in pieces that end between two rows, unless a row is longer than any."""
    pending: list[bytes] = []
    for chunk in chunks:
        head, end, tail = chunk.rpartition(b"row>")
        if end or len(pending) == _MOST_PENDING:
            yield b"".join((*pending, head, end))
            pending = [tail]
        else:
            pending.append(chunk)
    yield b"".join(pending)


@dataclass
class _Look:
    """A closer look at a sheet, cell by cell."""

    lost: list[str] = field(default_factory=list)
    hidden_rows: list[Span] = field(default_factory=list)
    hidden_columns: list[Span] = field(default_factory=list)
    extent: Extent = field(default_factory=Extent)
    at: tuple[int, int] = (0, 0)
    reference: str = ""
    kind: str = ""
    seen: set[str] = field(default_factory=set)
    has_text: bool = False
    inside: str = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin a row, a cell, or what is in one."""
        name = self.inside = local(tag)
        if name == "row":
            self.at = (int(attributes.get("r", self.at[0] + 1)), 0)
            if attributes.get("hidden") in _TRUE:
                self.hidden_rows.append((self.at[0] - 1, self.at[0] - 1))
        elif name == "c":
            self._begin(attributes.get("r", ""), attributes.get("t", ""))
        elif name == "col" and attributes.get("hidden") in _TRUE:
            self.hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))
        else:
            self.seen.add(name)

    def _begin(self, reference: str, kind: str) -> None:
        row, column = self.at[0], self.at[1] + 1
        if found := _REFERENCE.fullmatch(reference):
            row, column = int(found[2]), column_number(found[1])
        self.at = row, column
        self.reference, self.kind, self.seen, self.has_text = (reference, kind, set(), False)

    def text(self, _data: str) -> None:
        """Take note that a cell's value holds something."""
        self.has_text = self.has_text or self.inside == "v"

    def end(self, tag: str) -> None:
        """End a cell."""
        self.inside = ""
        if local(tag) != "c":
            return
        row, column = self.at
        reference = self.reference or f"{column_letter(column - 1)}{row}"
        if self.kind == "e" or ("f" in self.seen and not self.has_text and self.kind != "str"):
            self.lost.append(reference)
        if self.seen:
            self.extent.add(row, column, reference)
