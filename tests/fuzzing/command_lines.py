"""Command lines of any content, drawn from the tree of commands as it is, not from a list of them."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import typer
from hypothesis import strategies as st

from kvkkctl.cli import COMMANDS, app

# what breaks programs: of terminals, spreadsheets, databases, dates, numbers, scripts, formats and lines
HOSTILE = (
    *(
        "",
        " ",
        "\t",
        "\n",
        "a\nb",
        "\r",
        "\x1b[31mkırmızı\x1b]0;x\x07",
        "\x7f",
        "\u202eters",
        "\u200b",
        "\ufeff",
    ),
    *(
        "=1+1",
        "@SUM(A1)",
        "+1",
        "-",
        "--",
        "-1",
        "--output",
        "'; DROP TABLE entry; --",
        "%s%n",
        "{n}",
        "{0}",
        "{",
    ),
    *("}", "\\", "$(id)", "`id`", '"', "'", "|", "*", "?", "[", "#", "<b>", "&amp;", "null", "None", "NaN"),
    *("0", "1e999", "9" * 400, "1.5", "٣", "²", "½", "İ", "ı", "ß", "ﬁ", "e\u0301", "😀", "\udcff", "\ud800"),
    *("2026-02-30", "0001-01-01", "9999-12-31", "31.12.2026", "2026-W01", "00.00.0000", "10 yıl", "∞ yıl"),
    *(
        "9999999999 yıl",
        "x" * 33_000,
        "ş" * 300,
        "a;" * 500,
        "yok",
        "-\x00-",
        "../x",
        "/",
        ".",
        "E0",
        "E-1",
        "H" * 99,
    ),
)
# what commands understand: of everything, so that lines come through as well
PLAUSIBLE = (
    *("E1", "E44", "H1", "H2", "T1", "T3", "P1", "D1", "F1", "V1", "F01", "F10", "F02", "A05", "A", "1", "2"),
    *("2026-11-22", "2026-01-01", "2030-12-31", "01.02.2026", "10 yıl", "Sözleşme bitiminden itibaren 5 yıl"),
    *(
        "Kimlik",
        "İletişim",
        "Finans",
        "Fatura Bilgisi",
        "Müşteriler",
        "Çalışan",
        "Diğer",
        "The Constant Company, LLC",
    ),
    *("Faturalandırma süreçlerinin yürütülmesi", "Erişim Logları", "Gönderen", "yes", "no", "evet", "hayır"),
    *(
        "5/2-c",
        "6/3-b",
        "9/4-c",
        "5/1",
        "silme",
        "destruction",
        "retention",
        "abroad",
        "recipients",
        "complete",
    ),
    *("controller", "entry", "term", "holding", "VIS", "72h", "Kategori", "Türkiye", "Almanya", "bir neden"),
)
FILES = (
    "a.xlsx",
    "a.csv",
    "a.json",
    "a.md",
    "exports/a.zip",
    "data/register.db",
    "data",
    "yok/b.tsv",
    "list.csv",
)
FILES += (
    "envanter.xlsx",
    "empty",
    "noise",
    "-",
    ".",
    "ş ğ.txt",
    "-x",
    "a.ics",
    "a.toml",
    "backup.db",
    "link",
)

HOSTILE_TEXT = (
    st.sampled_from(HOSTILE) | st.text(max_size=20) | st.text(st.characters(max_codepoint=255), max_size=9)
)
TEXT = st.sampled_from(PLAUSIBLE) | HOSTILE_TEXT
DAYS = st.dates().map(date.isoformat)


class Shape(NamedTuple):
    """A command: its words, and its parameters."""

    words: tuple[str, ...]
    params: tuple[Any, ...]


@cache
def shapes() -> tuple[Shape, ...]:
    """Return every command there is."""
    found = []
    for name, (module, _) in COMMANDS.items():
        app = import_module(f"kvkkctl.commands.{module}").app
        found += _below((name,), typer.main.get_command(app))
    return tuple(found)


@cache
def global_options() -> tuple[Any, ...]:
    """Return the options of every command; those that set up a shell's completion write into the user's home."""
    return tuple(
        param
        for param in typer.main.get_command(app).params
        if not any("completion" in name for name in param.opts)
    )


def _below(words: tuple[str, ...], command: Any) -> Iterator[Shape]:
    below = getattr(command, "commands", {})
    for name, each in below.items():
        yield from _below((*words, name), each)
    if not below or getattr(command, "invoke_without_command", False):
        yield Shape(words, tuple(command.params))


def is_text(param: Any) -> bool:
    """Say whether a parameter takes any text."""
    return kind_of(param) is str


def kind_of(param: Any) -> Any:
    """Return the type of a parameter, that of its elements where it takes several."""
    kind = param.type_descriptor.annotation
    return (getattr(kind, "__args__", None) or (kind,))[0]


def is_argument(param: Any) -> bool:
    """Say whether a parameter is known by its place."""
    return not param.opts[0].startswith("-")


def values(param: Any) -> st.SearchStrategy[str]:
    """Return what a parameter may be given: of its type mostly."""
    kind = kind_of(param)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from([each.value for each in kind]) | HOSTILE_TEXT
    if kind is Path:
        return st.sampled_from(FILES)
    if kind in {int, float}:
        return st.integers(-2, 400).map(str) | st.integers().map(str) | HOSTILE_TEXT
    return TEXT | DAYS if param.metavar == "DATE" else TEXT


@st.composite
def lines(draw: st.DrawFn, shape: Shape) -> list[str]:
    """Draw a whole command line of one command, more or less as it wants to be called."""
    options: list[str] = []
    places: list[str] = []
    everywhere = [param for param in global_options() if draw(st.integers(0, 15)) == 0]
    for param in (*everywhere, *shape.params):
        if not draw(st.booleans() if not param.required else st.sampled_from([True] * 19 + [False])):
            continue
        if kind_of(param) is bool:
            options.append(draw(st.sampled_from([*param.opts, *param.secondary_opts])))
        elif is_argument(param):
            most = 3 if param.nargs != 1 else 1
            places += draw(st.lists(values(param), min_size=1, max_size=most))
        else:
            for value in draw(st.lists(values(param), min_size=1, max_size=2 if param.multiple else 1)):
                option = draw(st.sampled_from(param.opts))
                joined = option.startswith("--") and draw(st.booleans())
                options += [f"{option}={value}"] if joined else [option, value]
    line = [*shape.words, *options, *places]
    return draw(st.permutations(line)) if draw(st.integers(0, 30)) == 0 else line


ANY_LINE = st.sampled_from(shapes()).flatmap(lines)
