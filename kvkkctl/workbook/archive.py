"""What is inside a zipped workbook, looked at before it is read."""

import re
import struct
import zipfile
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from posixpath import normpath
from typing import IO
from xml.parsers import expat

from kvkkctl.errors import FileProblem
from kvkkctl.text import Text
from kvkkctl.workbook import open_document, sheet_xml
from kvkkctl.workbook.places import SheetNotes
from kvkkctl.workbook.xml_walk import UnusualXmlError, elements

_MOST_BYTES = 1_500_000_000
_MOST_RATIO = 100
_CHUNK = 1 << 20
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    LookupError,
    struct.error,
    MemoryError,
)
_WORKBOOK = "xl/workbook.xml"
_TYPES = frozenset({"[content_types].xml", "mimetype"})
_BOOKS = frozenset({_WORKBOOK, "xl/workbook.bin", open_document.CONTENT})
_LINKS = "xl/_rels/workbook.xml.rels"
_TYPE_DEFINITION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def check_archive(file: IO[bytes], label: str) -> int:
    """Return how many bytes an archive unpacks to. Raises FileProblem for too many, and for what is no workbook."""
    with _parts(file, label) as (_, parts):
        return _check_sizes(label, parts)


def look_into(file: IO[bytes], label: str) -> Mapping[str, SheetNotes]:
    """Look at all parts of an archive once; return by sheet what is known of it beside its values.

    Raises FileProblem for what is protected, damaged, or would take more memory than what is in it explains.
    """
    with _parts(file, label) as (archive, parts):
        return _Archive(label, archive, parts).sheets()


@contextmanager
def _parts(file: IO[bytes], label: str) -> Iterator[tuple[zipfile.ZipFile, Mapping[str, zipfile.ZipInfo]]]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive, _by_name(label, archive.infolist())
    except UnusualXmlError as error:
        raise FileProblem(
            Text("{path} holds XML that no spreadsheet program writes: it is refused.", path=label)
        ) from error
    except _DAMAGE as error:
        raise damaged(label) from error


def damaged(label: str) -> FileProblem:
    """Return the problem of a file whose content does not hold together."""
    return FileProblem(Text("{path} is damaged or cut off: get it again from where it came.", path=label))


def protected(label: str) -> FileProblem:
    """Return the problem of a file that opens with a password only."""
    return FileProblem(Text("{path} is password-protected: save a copy without the password.", path=label))


def _by_name(label: str, parts: Iterable[zipfile.ZipInfo]) -> Mapping[str, zipfile.ZipInfo]:
    """Return the parts by their name as readers compare it; no two may share one, none lead out of the archive."""
    named: dict[str, zipfile.ZipInfo] = {}
    for part in parts:
        name = part.filename.replace("\\", "/").lower()
        if name in named or ".." in name.split("/") or name.startswith("/"):
            raise FileProblem(
                Text(
                    "{path} has a part that no spreadsheet program writes, {part}: it is refused.",
                    path=label,
                    part=ascii(part.filename),
                )
            )
        named[name] = part
    return named


def _check_sizes(label: str, parts: Mapping[str, zipfile.ZipInfo]) -> int:
    if not (parts.keys() & _TYPES and parts.keys() & _BOOKS):
        raise FileProblem(Text("{path} is a ZIP archive, not a workbook.", path=label))
    unpacked = sum(part.file_size for part in parts.values())
    packed = max(1, sum(part.compress_size for part in parts.values()))
    if unpacked > _MOST_BYTES or (unpacked > _MOST_BYTES // 10 and unpacked / packed > _MOST_RATIO):
        raise FileProblem(
            Text(
                "{path} unpacks to {size} MB, which no inventory does: it is refused.",
                path=label,
                size=unpacked >> 20,
            )
        )
    return unpacked


@dataclass(frozen=True)
class _Archive:
    label: str
    archive: zipfile.ZipFile
    parts: Mapping[str, zipfile.ZipInfo]

    def sheets(self) -> Mapping[str, SheetNotes]:
        """Go through all parts once, and through the sheets that are out of the ordinary a second time."""
        if open_document.MANIFEST in self.parts and self._is_encrypted():
            raise protected(self.label)
        names = self._sheet_names()
        unusual = []
        for part in self.parts:
            if part in names:
                if not sheet_xml.is_plain(self._chunks(part)):
                    unusual.append(part)
            elif part.endswith((".xml", ".rels")) and part != open_document.CONTENT:
                deque(self._chunks(part), maxlen=0)
        if open_document.CONTENT in self.parts:
            return open_document.look_at_tables(self._chunks(open_document.CONTENT), self.label)
        return {
            names[part]: sheet_xml.look_closely(self._chunks(part), self.label, names[part])
            for part in unusual
        }

    def _chunks(self, part: str) -> Iterator[bytes]:
        """Yield a part as it unpacks. Raises FileProblem for one that defines a document type."""
        before = b""
        with self.archive.open(self.parts[part]) as stream:
            while chunk := stream.read(_CHUNK):
                if _TYPE_DEFINITION.search(before + chunk):
                    raise FileProblem(
                        Text(
                            "{path} defines a document type in {part}, as no spreadsheet program does: it is refused.",
                            path=self.label,
                            part=self.parts[part].filename,
                        )
                    )
                # one text or tag of a megabyte is no cell, and XML parsers take long over it
                if len(chunk) == _CHUNK and b"<" not in chunk:
                    raise UnusualXmlError
                yield chunk
                before = chunk[-16:]

    def _is_encrypted(self) -> bool:
        return bool(elements(self._chunks(open_document.MANIFEST), "encryption-data"))

    def _sheet_names(self) -> Mapping[str, str]:
        """Return the name of each sheet by its part; empty for what is not an .xlsx."""
        if _WORKBOOK not in self.parts:
            return {}
        links = elements(self._chunks(_LINKS), "Relationship")
        targets = {link.get("Id", ""): link.get("Target", "") for link in links}
        return {
            normpath(f"/xl/{target}" if target[:1] != "/" else target)[1:].lower(): sheet.get("name", "")
            for sheet in elements(self._chunks(_WORKBOOK), "sheet")
            for name, link in sheet.items()
            if name.endswith(":id") and (target := targets.get(link, ""))
        }
