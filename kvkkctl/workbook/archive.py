"""What is inside a zipped workbook, looked at before it is read.

The reader lays a sheet out as a full rectangle, so that one stray cell in the last corner would ask for more memory
than there is; and it gives an error value, or a formula that nobody has computed, as an empty cell. Both are found
here, in the XML of the sheets.
"""

import re
import zipfile
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import normpath
from xml.parsers import expat

from kvkkctl.errors import FileProblem
from kvkkctl.text import Text

_MOST_BYTES = 1_500_000_000
_MOST_RATIO = 300
_CHUNK = 1 << 20
_MOST_PENDING = 16
# A rectangle of so many cells is laid out whatever is in it; a larger one has to be filled to a twentieth.
_FREE_AREA = 2_000_000
_SPREAD = 20
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    KeyError,
)
_WORKBOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_TYPE_DEFINITION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_CELL = re.compile(rb"<c[\s/>]")
_ADDRESSED = re.compile(rb'<c r="([A-Z]+)(\d+)"')
# a formula, an error value, and the cells and formulas of a writer that prefixes its names
_TELLING = tuple(map(re.compile, (rb"<f[\s/>]", rb"t=[\"']e[\"']", rb":[cf][\s/>]")))
_REFERENCE = re.compile(r"([A-Za-z]+)(\d+)")


def check_archive(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Return by sheet the addresses of the cells whose value the file does not hold.

    Raises FileProblem for what is no workbook, damaged, or would unpack to more than any inventory.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(path, parts)
            return _Archive(path, archive).lost()
    except _DAMAGE as error:
        raise FileProblem(
            Text("{path} is damaged or cut off: get it again from where it came.", path=path)
        ) from error


def _check_sizes(path: Path, parts: Iterable[zipfile.ZipInfo]) -> None:
    if not {part.filename for part in parts} & {"[Content_Types].xml", "mimetype"}:
        raise FileProblem(Text("{path} is a ZIP archive, not a workbook.", path=path))
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if unpacked > _MOST_BYTES or (unpacked > _MOST_BYTES // 10 and unpacked / packed > _MOST_RATIO):
        raise FileProblem(
            Text(
                "{path} unpacks to {size} MB, which no inventory does: it is refused.",
                path=path,
                size=unpacked >> 20,
            )
        )


@dataclass(frozen=True)
class _Archive:
    path: Path
    archive: zipfile.ZipFile

    def lost(self) -> Mapping[str, tuple[str, ...]]:
        """Go through all parts once, and through the sheets that are out of the ordinary a second time."""
        names = self._sheets()
        unusual = []
        for part in self.archive.namelist():
            if part.lower() in names:
                if not _is_plain(_whole_rows(self._chunks(part))):
                    unusual.append(part)
            elif part.endswith((".xml", ".rels")):
                deque(self._chunks(part), maxlen=0)
        return {names[part.lower()]: self._look(part, names[part.lower()]) for part in unusual}

    def _chunks(self, part: str) -> Iterator[bytes]:
        """Yield a part as it unpacks. Raises FileProblem for one that defines a document type."""
        before = b""
        with self.archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                if _TYPE_DEFINITION.search(before + chunk):
                    raise FileProblem(
                        Text(
                            "{path} defines a document type in {part}, as no spreadsheet program does: it is refused.",
                            path=self.path,
                            part=part,
                        )
                    )
                yield chunk
                before = chunk[-16:]

    def _sheets(self) -> Mapping[str, str]:
        """Return the name of each sheet by its part; empty for what is not an .xlsx."""
        if _WORKBOOK not in self.archive.namelist():
            return {}
        links = _elements(self._whole(_LINKS), "Relationship")
        targets = {link.get("Id", ""): link.get("Target", "") for link in links}
        return {
            normpath(f"/xl/{target}" if target[:1] != "/" else target)[1:].lower(): sheet.get("name", "")
            for sheet in _elements(self._whole(_WORKBOOK), "sheet")
            for name, link in sheet.items()
            if name.endswith(":id") and (target := targets.get(link, ""))
        }

    def _whole(self, part: str) -> bytes:
        return b"".join(self._chunks(part))

    def _look(self, part: str, name: str) -> tuple[str, ...]:
        look = _Look()
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = look.start, look.end
        parser.CharacterDataHandler = look.text
        for chunk in self._chunks(part):
            parser.Parse(chunk)
        parser.Parse(b"", True)
        if stray := look.stray():
            raise FileProblem(
                Text(
                    '{path}: in the sheet "{sheet}", {cells} is far away from all other cells: delete its whole '
                    "row or column, save and try again.",
                    path=self.path,
                    sheet=name,
                    cells=", ".join(stray),
                )
            )
        return tuple(look.lost)


def _elements(xml: bytes, wanted: str) -> list[dict[str, str]]:
    """Return the attributes of all elements of a name."""
    found: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == wanted:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(xml, True)
    return found


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


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


def _is_plain(pieces: Iterable[bytes]) -> bool:
    """Say whether a sheet needs no closer look: all cells say where they are, side by side, and hold their value."""
    count, last_row, columns, plain = 0, 0, {b"A"}, True
    for piece in pieces:
        found = _ADDRESSED.findall(piece)
        plain = (
            plain and len(found) == len(_CELL.findall(piece)) and not any(t.search(piece) for t in _TELLING)
        )
        count += len(found)
        columns.update(letters for letters, _ in found)
        last_row = max(last_row, *map(int, {number for _, number in found}), 0)
    return plain and _is_filled(last_row * max(map(_column, (name.decode() for name in columns))), count)


def _is_filled(area: int, filled: int) -> bool:
    return area <= max(_FREE_AREA, filled * _SPREAD)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@dataclass
class _Look:
    """A closer look at a sheet: which cells are filled, where the outermost are, and which have lost their value."""

    lost: list[str] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    filled: int = 0
    at: tuple[int, int] = (0, 0)
    lowest: tuple[int, str] = (0, "")
    widest: tuple[int, str] = (0, "")
    reference: str = ""
    kind: str = ""
    seen: set[str] = field(default_factory=set)
    has_text: bool = False
    inside: str = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin a row, a cell, or what is in one."""
        name = self.inside = _local(tag)
        if name == "row":
            self.at = (int(attributes.get("r", self.at[0] + 1)), 0)
        elif name == "c":
            self._begin(attributes.get("r", ""), attributes.get("t", ""))
        else:
            self.seen.add(name)

    def _begin(self, reference: str, kind: str) -> None:
        row, column = self.at[0], self.at[1] + 1
        if found := _REFERENCE.fullmatch(reference):
            row, column = int(found[2]), _column(found[1])
        self.at = row, column
        self.reference, self.kind, self.seen, self.has_text = (
            reference or f"R{row}C{column}",
            kind,
            set(),
            False,
        )

    def text(self, _data: str) -> None:
        """Take note that a cell's value holds something."""
        self.has_text = self.has_text or self.inside == "v"

    def end(self, tag: str) -> None:
        """End a cell."""
        self.inside = ""
        if _local(tag) != "c":
            return
        if self.kind == "e" or ("f" in self.seen and not self.has_text and self.kind != "str"):
            self.lost.append(self.reference)
        if self.seen:
            row, column = self.at
            self.filled += 1
            self.rows.add(row)
            self.columns.add(column)
            self.lowest = max(self.lowest, (row, self.reference))
            self.widest = max(self.widest, (column, self.reference))

    def stray(self) -> tuple[str, ...]:
        """Return the cells that make the sheet too large for what is in it."""
        if _is_filled(self.lowest[0] * self.widest[0], self.filled):
            return ()
        ends = ((self.lowest, self.rows), (self.widest, self.columns))
        far = [cell for (last, cell), used in ends if last > _SPREAD * len(used)]
        return tuple(dict.fromkeys(far or (self.lowest[1], self.widest[1])))
