"""The Turkish catalogue: collect every text of the project, keep the translations, compile them.

``python .ci/catalogue.py`` brings ``kvkkctl.po`` up to date and compiles it; ``--check`` changes nothing and fails when
a text has no translation, a translation has other places than its text, or the compiled file is stale.
"""

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOLDER = ROOT / "kvkkctl" / "locale" / "tr" / "LC_MESSAGES"
PO, MO = FOLDER / "kvkkctl.po", FOLDER / "kvkkctl.mo"

# What Typer says through gettext, in its own wording.
TYPER = (
    "Arguments",
    "Options",
    "Commands",
    "required",
    "default: {default}",
    "env var: {var}",
    "(dynamic)",
    "Missing command.",
    "No such command {name!r}.",
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
)
_PLACES = re.compile(r"\{(\w*)[^{}]*\}")


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text with the place that it comes from."""
    yield from ((text, "typer") for text in TYPER)
    for path in sorted((ROOT / "kvkkctl").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
                if not (node.args and isinstance(node.args[0], ast.Constant)):
                    if place == "kvkkctl/text.py":
                        continue
                    raise SystemExit(f"{place}:{node.lineno}: Text() needs a literal sentence")
                yield str(node.args[0].value), place
    yield from _tables()
    yield from _help()


def _tables() -> Iterator[tuple[str, str]]:
    """Yield the English sentences of packaged tables, which the code shows through `Text.of_table`."""
    from kvkkctl.law.statutory import statutory_periods

    for period in statutory_periods().values():
        yield from (
            (text, "kvkkctl/law/statutory_retention.tsv") for text in (period.trigger, period.notes) if text
        )


def _help() -> Iterator[tuple[str, str]]:
    from importlib import import_module

    from typer.main import get_command

    from kvkkctl import cli

    yield from _of_command(get_command(cli.app), "kvkkctl")
    for name, (module, _) in cli.COMMANDS.items():
        yield from _of_command(
            get_command(import_module(f"kvkkctl.commands.{module}").app), f"kvkkctl {name}"
        )


def _of_command(command: object, place: str) -> Iterator[tuple[str, str]]:
    from kvkkctl.commands.framework import help_texts

    yield from ((text, place) for text in help_texts(command))
    for name, below in getattr(command, "commands", {}).items():
        yield from _of_command(below, f"{place} {name}")


def updated(old: Catalog) -> Catalog:
    """Return the catalogue of today's texts with yesterday's translations."""
    new = Catalog(locale="tr", project="kvkkctl", fuzzy=False, header_comment="# Turkish texts of kvkkctl.")
    places: dict[str, list[str]] = {}
    for text, place in texts():
        places.setdefault(text, []).append(place)
    for text in sorted(places):
        known = old.get(text)
        where = [(place, None) for place in dict.fromkeys(places[text])]
        flags = ["python-brace-format"] if _PLACES.search(text) else []
        new.add(text, known.string if known else "", locations=where, flags=flags)
    return new


def faults(catalogue: Catalog) -> Iterator[str]:
    """Yield what is wrong with the translations."""
    for message in catalogue:
        if not message.id:
            continue
        if not message.string:
            yield f"no translation: {message.id!r}"
        elif set(_PLACES.findall(str(message.string))) != set(_PLACES.findall(str(message.id))):
            yield f"places differ: {message.id!r} → {message.string!r}"


def main() -> int:
    """Update, or check."""
    old = read_po(BytesIO(PO.read_bytes()), locale="tr") if PO.exists() else Catalog(locale="tr")
    new = updated(old)
    if old.creation_date:
        new.creation_date, new.revision_date = old.creation_date, old.revision_date
    po, mo = BytesIO(), BytesIO()
    write_po(po, new, width=0, sort_output=False, omit_header=False)
    write_mo(mo, new)
    found = list(faults(new))
    if "--check" in sys.argv:
        if {message.id for message in old} != {message.id for message in new}:
            found.append("kvkkctl.po is stale: run .ci/catalogue.py")
        if not MO.exists() or MO.read_bytes() != mo.getvalue():
            found.append("kvkkctl.mo is stale: run .ci/catalogue.py")
    else:
        FOLDER.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(po.getvalue())
        MO.write_bytes(mo.getvalue())
    for fault in found:
        print(fault)
    print(f"{len(new)} texts, {len(found)} faults")
    return 1 if found and "--check" in sys.argv else 0


if __name__ == "__main__":
    raise SystemExit(main())
