"""The command line as the journal keeps it: what was asked for, without what was typed freely.

A value stays where its option takes no free text: a choice, a flag, a number, a day, the short name of a record, an
official term, a paragraph of the Law, the name of a file. Of everything else only the option is kept, since a label or
a reason may name a person: the record itself holds the words.
"""

import re
import shlex
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import typer

from kvkkctl import kinds

LEFT_OUT = "…"
# What no record holds: the history is asked to keep it, and its help says so.
_KEPT: Mapping[str, frozenset[str]] = {
    "holding release": frozenset({"reason"}),
    "retention set": frozenset({"phrase", "instead"}),
}

_RECORDS = {
    "ACCEPTANCE",
    "ENTRY",
    "ENTRY...",
    "FILING",
    "HOLDING",
    "HOLDING...",
    "ID",
    "RECORD",
    "RULE",
    "RUN",
    "TRANSFER",
}
_CODES = {"code", "new_code", "activity", "entry", "statute", "ref"}
_ARTICLES = {"basis", "instrument", "exemption", "onward_instrument"}
_REF = re.compile(r"[^\W\d_]{1,8}[-./]?\d{1,8}")
_DAY = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")
_ARTICLE = re.compile(r"\d{1,2}/\d{1,2}(-[^\W\d_]{1,2})?")
CHECKED = {"CATEGORY", "FIELD", "LETTERS", "METHOD", "MONTHS", "N", "OPTION", "VERBİS"}
"""What a command takes from a closed list only, and refuses where it is nothing of that."""

# answers and choices that are typed as text
_WORDS = frozenset({"yes", "no", "evet", "hayır", "hayir"}).union(
    member.value
    for choice in vars(kinds).values()
    if isinstance(choice, type) and issubclass(choice, Enum)
    for member in choice
)


def command_line(ctx: typer.Context) -> str:
    """Return the command line of this run as the journal keeps it."""
    path, options = _path(ctx), list(_given(ctx))
    today = _typed(ctx.find_root()).get("today")
    if today is not None:
        options += ["--today", today]
    return " ".join(["kvkkctl", path, *options])


def _path(ctx: typer.Context) -> str:
    names: list[str] = []
    at: Any = ctx
    while at.parent is not None:
        names.insert(0, at.info_name or "")
        at = at.parent
    return " ".join(names)


def _typed(ctx: Any) -> Mapping[str, Any]:
    """Return the parameters that were typed, not taken from the environment or from their defaults."""
    found = {}
    for name, value in ctx.params.items():
        source = ctx.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            found[name] = value
    return found


def _given(ctx: typer.Context) -> Iterator[str]:
    typed = _typed(ctx)
    kept = _KEPT.get(_path(ctx), frozenset())
    for param in ctx.command.params:
        if param.name not in typed:
            continue
        value = typed[param.name]
        if isinstance(value, bool):
            yield (param.opts if value else param.secondary_opts or param.opts)[0]
            continue
        for each in value if isinstance(value, list | tuple) else [value]:
            if param.param_type_name == "option":
                yield param.opts[0]
            yield shlex.quote(str(each)) if param.name in kept else shown(param, each)


def shown(param: Any, value: Any) -> str:
    """Return what the journal keeps of a value of a parameter."""
    match value:
        case Enum():
            return str(value.value)
        case Path():
            return shlex.quote(value.name or str(value))
        case int() | float() | date():
            return str(value)
        case str() if _is_no_free_text(param, value):
            return shlex.quote(value)
    return LEFT_OUT


def _is_no_free_text(param: Any, value: str) -> bool:
    annotation = param.type_descriptor.annotation
    return (
        value in _WORDS
        or param.metavar in CHECKED
        or (get_origin(annotation) is Literal and value in get_args(annotation))
        or ((param.metavar == "DATE" or param.name == "ended") and _DAY.fullmatch(value) is not None)
        or ((param.metavar in _RECORDS or param.name in _CODES) and _REF.fullmatch(value) is not None)
        or (param.name in _ARTICLES and _ARTICLE.fullmatch(value) is not None)
    )
