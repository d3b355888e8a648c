"""How a layout that we do not know by itself is read: a file of TOML that a person writes, or that an import saved.

::

    sheets = ["Envanter"]              # only these; all if not given
    header_row = 4                     # as Excel counts
    separators = [";"]                 # where cells with several values are split, and nowhere else
    fill_down = ["department"]         # an empty cell means the one above
    bands = "department"               # what a row of one text between the data names
    ignore = ["Revizyon"]              # columns that are left out without a word

    [columns]                          # by field: a heading, a letter, or several of them
    category = "Veri Grubu"
    recipients = ["N", "Alıcı"]

    [constants]                        # what every row says
    department = "İnsan Kaynakları"

    [sheet."Satış"]                    # the same for one sheet, before what stands above
    header_row = 2
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kvkkctl.errors import FileProblem
from kvkkctl.inventory.columns import INVENTORY, RETENTIONS
from kvkkctl.inventory.layout import Layout, heading_key
from kvkkctl.inventory.sheets import Book, SheetReading
from kvkkctl.text import Text
from kvkkctl.vocabulary import fold


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


Said = Annotated[str, Field(min_length=1)]
Names = Annotated[tuple[Said, ...], BeforeValidator(_listed)]


class SheetMap(BaseModel):
    """How one sheet is read, or all of them."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    header_row: Annotated[int, Field(ge=1)] | None = None
    separators: Names = ()
    fill_down: Names = ()
    bands: str | None = None
    ignore: Names = ()
    columns: Mapping[str, Names] = Field(default_factory=dict)
    constants: Mapping[str, Said] = Field(default_factory=dict)

    def fields(self) -> set[str]:
        """Return the fields that are named anywhere."""
        return {*self.columns, *self.constants, *self.fill_down, *([self.bands] if self.bands else [])}

    def over(self, other: "SheetMap") -> "SheetMap":
        """Return this mapping, and what it leaves open as the other has it."""
        stated: dict[str, Any] = {
            name: getattr(each, name) for each in (other, self) for name in _own_fields(each)
        }
        for name in ("columns", "constants"):
            stated[name] = {**getattr(other, name), **getattr(self, name)}
        return SheetMap(**stated)


def _own_fields(mapping: SheetMap) -> set[str]:
    return mapping.model_fields_set & SheetMap.model_fields.keys()


class ImportMap(SheetMap):
    """How a file is read: which sheets, and each of them by its name."""

    sheets: Names = ()
    sheet: Mapping[str, SheetMap] = Field(default_factory=dict)

    def of(self, sheet: str) -> SheetMap:
        """Return how a sheet is read."""
        for name, own in self.sheet.items():
            if fold(name) == fold(sheet):
                return own.over(self)
        return SheetMap().over(self)

    def wants(self, sheet: str) -> bool:
        """Say whether a sheet is to be read."""
        return not self.sheets or fold(sheet) in map(fold, self.sheets)


def parse_map(text: str, path: Path, about: Layout = INVENTORY) -> ImportMap:
    """Return the mapping about a kind of sheet that a file of that path holds.

    Raises FileProblem naming what is wrong in it.
    """
    try:
        stated = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise FileProblem(Text("{path} is no TOML: {reason}.", path=path, reason=str(error))) from error
    try:
        found = ImportMap.model_validate(stated)
    except ValidationError as error:
        places = tuple(".".join(map(str, each["loc"])) for each in error.errors())
        raise FileProblem(
            Text(
                "{path}: {places} cannot be understood; a mapping may hold {names}.",
                path=path,
                places=places,
                names=tuple(ImportMap.model_fields),
            )
        ) from error
    named = found.fields().union(*(each.fields() for each in found.sheet.values()))
    if unknown := sorted(named - about.by_field.keys()):
        message = (
            Text("{path}: {fields} is no field of the inventory; the fields are {names}.")
            if about is INVENTORY
            else Text("{path}: {fields} is no field of such a sheet; the fields are {names}.")
        )
        raise FileProblem(message.filled(path=path, fields=tuple(unknown), names=tuple(about.by_field)))
    return found


def used_map(books: Iterable[Book], mapping: ImportMap) -> ImportMap:
    """Return how the sheets of files were read, as a mapping: once where all were read alike, else sheet by sheet.

    Raises FileProblem where sheets of one name were read differently, since a mapping tells sheets by their names.
    """
    found: dict[str, SheetMap] = {}
    for book in books:
        for sheet in book.sheets:
            if sheet.layout not in {INVENTORY.name, RETENTIONS.name}:
                continue
            used = _used(sheet, mapping.of(sheet.sheet))
            if found.setdefault(sheet.sheet, used) != used:
                raise FileProblem(
                    Text(
                        'The sheets "{sheet}" of the files have different columns, and one mapping cannot say both: '
                        "save a mapping for each file.",
                        sheet=sheet.sheet,
                    )
                )
    first, *others = found.values() or [SheetMap()]
    if all(each == first for each in others):
        return ImportMap(sheets=mapping.sheets, **{name: getattr(first, name) for name in _own_fields(first)})
    return ImportMap(sheets=mapping.sheets, sheet=found)


def _used(sheet: SheetReading, mapping: SheetMap) -> SheetMap:
    headings = sheet.headings or {}
    keys = Counter(map(heading_key, headings.values()))

    def name_of(letter: str) -> str:
        heading = " ".join(headings.get(letter, "").split())
        # what several columns are headed names none of them
        return heading if heading and keys[heading_key(heading)] == 1 else letter

    columns: dict[str, list[str]] = {}
    for letter, name in (sheet.columns or {}).items():
        columns.setdefault(name, []).append(name_of(letter))
    ignored = [name_of(letter) for letter in sheet.ignored_columns or {}]
    return SheetMap(
        header_row=sheet.header_row,
        separators=mapping.separators,
        fill_down=mapping.fill_down,
        bands=mapping.bands,
        ignore=tuple(dict.fromkeys((*mapping.ignore, *ignored))),
        columns={name: tuple(headings) for name, headings in columns.items()},
        constants=mapping.constants,
    )


def as_toml(mapping: ImportMap) -> str:
    """Return a mapping as `parse_map` reads it."""
    import tomli_w

    def plain(value: Any) -> Any:
        if isinstance(value, SheetMap):
            return {name: plain(each) for name, each in value if each not in (None, (), {})}
        if isinstance(value, Mapping):
            return {name: plain(each) for name, each in value.items()}
        if isinstance(value, tuple):
            return value[0] if len(value) == 1 else list(value)
        return value

    return tomli_w.dumps(plain(mapping))
