"""Going through XML of unknown origin in little memory, whatever it holds."""

from collections.abc import Iterable, Mapping
from typing import Protocol
from xml.parsers import expat

_DEEPEST = 200


class UnusualXmlError(ValueError):
    """XML as no spreadsheet program writes it: nested too deep, or with a document type."""


class Look(Protocol):
    """What is told about elements and text, in document order."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""

    def text(self, data: str) -> None:
        """Take a piece of text."""

    def end(self, tag: str) -> None:
        """End an element."""


def walk(chunks: Iterable[bytes], look: Look) -> None:
    """Tell `look` what is in the XML. Raises UnusualXmlError, and expat's ExpatError for what is no XML."""
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise UnusualXmlError
        look.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        look.end(tag)

    def refuse(*_: object) -> None:
        raise UnusualXmlError

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = look.text
    parser.StartDoctypeDeclHandler = refuse
    for chunk in chunks:
        parser.Parse(chunk)
    parser.Parse(b"", True)


class Elements:
    """Collects the attributes of all elements of one name, whatever their prefix."""

    def __init__(self, wanted: str) -> None:
        self.wanted = wanted
        self.found: list[Mapping[str, str]] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Keep the attributes of an element that is wanted."""
        if local(tag) == self.wanted:
            self.found.append(attributes)

    def text(self, data: str) -> None:
        """Text is not wanted."""

    def end(self, tag: str) -> None:
        """Nothing follows from an end."""


def elements(chunks: Iterable[bytes], wanted: str) -> list[Mapping[str, str]]:
    """Return the attributes of all elements of a name. Raises as `walk` does."""
    look = Elements(wanted)
    walk(chunks, look)
    return look.found


def local(tag: str) -> str:
    """Return a name without its prefix."""
    return tag.rpartition(":")[2]
