"""What a column and a kind of sheet are, and how headings are compared."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from kvkkctl.likeness import close_to
from kvkkctl.vocabulary import TermKind, ascii_fold, words

_NUMBERING = re.compile(r"^\s*\(?(?:\d{1,2}|[^\W\d_])\s*[.)-]\s*(?=\w{2})")
_ASIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_LIKE = 0.85
_HALVES = re.compile(r"[/|\n()\[\]]| [-–] ")
# "(KVKK m.5, m.6)": an article cited aside leaves the meaning of a heading as it is
_CITED = re.compile(
    r"kvkk?|6698|sayili|kanun\w*|md|m|mad|madde\w*|fikra\w*|bent|ve|veya|nci|inci|uncu|uyarinca|gore|\d+|[a-h]"
)
_HEADINGS = tomllib.loads(files(__package__).joinpath("headings.toml").read_text(encoding="utf8"))
SYNONYMS = _HEADINGS["synonyms"]
_ENGLISH = frozenset(_HEADINGS["english"])


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field it fills, its heading, other headings, width in characters, and what may stand in it.

    `vocabulary` names the list behind its drop-down, `choices` a closed list of its own; `day` columns hold dates.
    What is not `written` is read where a file has it: its values stand in other columns of ours.
    """

    field: str
    heading: str
    aliases: tuple[str, ...] = ()
    width: int = 22
    vocabulary: TermKind | None = None
    choices: tuple[str, ...] = ()
    day: bool = False
    help: str = ""
    written: bool = True


@dataclass(frozen=True, eq=False)
class Layout:
    """A kind of sheet: its name, its columns, and the fields without which a sheet is not of this kind.

    The first `leading` columns name a row, and stay in view with it. Where `by_title`, only a sheet that bears the
    title is of this kind.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    required: tuple[frozenset[str], ...]
    leading: int = 0
    by_title: bool = False
    by_heading: Mapping[str, Column] = field(init=False, repr=False)
    by_field: Mapping[str, Column] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found: dict[str, Column] = {}
        for column in self.columns:
            for name in (column.heading, *column.aliases):
                other = found.setdefault(heading_key(name), column)
                if other is not column:
                    raise ValueError(f"{name!r} heads both {other.field} and {column.field}")
        object.__setattr__(self, "by_heading", found)
        object.__setattr__(self, "by_field", {column.field: column for column in self.columns})

    @property
    def written(self) -> tuple[Column, ...]:
        """The columns that our own workbooks have."""
        return tuple(column for column in self.columns if column.written)

    def column(self, field_name: str) -> Column:
        """Return the column of a field."""
        return self.by_field[field_name]

    def meanings(self, heading: str) -> tuple[Column, ...]:
        """Return the columns that a heading may mean: none, one, or for an ambiguous one several."""
        return _meanings(self, heading)

    def like(self, heading: str) -> Column | None:
        """Return the column whose heading a misspelt one may be."""
        found = close_to(heading_key(heading), self.by_heading, 1, _LIKE)
        return self.by_heading[found[0]] if found else None

    def words(self) -> frozenset[str]:
        """Return the words of all headings: what adds one of them to a heading changes its meaning."""
        return _words(self)


@lru_cache(maxsize=16384)
@lru_cache(maxsize=16384)
def heading_key(heading: str) -> str:
    """Return what headings are compared by."""
    return words(ascii_fold(heading))


@lru_cache(maxsize=4096)
def _meanings(layout: Layout, heading: str) -> tuple[Column, ...]:
    for form in _forms(layout, heading):
        if column := layout.by_heading.get(heading_key(form)):
            return (column,)
    halves = [half for half in _HALVES.split(heading) if heading_key(half)]
    if len(halves) < 2:  # noqa: PLR2004 (halves are two or more)
        return ()
    known = [_meanings(layout, half.strip()) for half in halves]
    others = [half for half, columns in zip(halves, known, strict=True) if not columns]
    # a half that is not known may only be the other's translation: another Turkish word would say something more
    if not all(_ENGLISH.issuperset(heading_key(half).split()) for half in others):
        return ()
    return tuple(dict.fromkeys(column for columns in known for column in columns))


def _forms(layout: Layout, heading: str) -> Iterator[str]:
    """Yield a heading as it is, then without its number and without what is said aside in parentheses."""
    yield heading
    bare = _NUMBERING.sub("", heading)
    yield bare
    yield _ASIDE.sub(
        lambda aside: "" if _says_no_more(layout, heading_key(aside[1]).split()) else aside[0], bare
    )


def _says_no_more(layout: Layout, aside: Sequence[str]) -> bool:
    """Say whether the words of an aside leave open what its heading means: none of a heading, or an article cited."""
    return layout.words().isdisjoint(aside) or all(map(_CITED.fullmatch, aside))


@cache
def _words(layout: Layout) -> frozenset[str]:
    return frozenset(word for key in layout.by_heading for word in key.split() if len(word) > 1)
