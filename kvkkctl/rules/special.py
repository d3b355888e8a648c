"""B: special categories of data (Law 6698 art. 6). Where nobody has said so, K07 asks."""

from collections.abc import Iterator
from datetime import date

from kvkkctl.errors import Severity
from kvkkctl.models import Entry
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.snapshot import codes, is_special
from kvkkctl.text import Text
from kvkkctl.vocabulary import bases

_REWRITTEN = date(2024, 6, 1)


def _special(context: Context) -> Iterator[Entry]:
    return (e for e in context.snapshot.entries.values() if is_special(context.snapshot.category_of(e)))


@rule(
    "B01",
    Severity.ERROR,
    "KVKK m.6/3",
    title=Text("Special categories of data rest on Article 6."),
    why=Text("The conditions of Article 5 do not carry data of a special nature; those of Article 6 do."),
    fix=Text("Name the condition of Article 6: kvkkctl entry edit {ref} --basis 6/3-f"),
)
def article_six(context: Context) -> Iterator[Hit]:
    ordinary = {code for code, basis in bases().items() if not basis.special}
    for entry in _special(context):
        if entry.bases and all(basis.code in ordinary for basis in entry.bases):
            named = ", ".join(codes(entry.bases))
            yield Hit(entry, Text("{record} is of a special nature and rests on {bases} only.", bases=named))


@rule(
    "B02",
    Severity.ERROR,
    "7499 m.33",
    "KVKK m.6/3",
    title=Text("Special categories of data do not rest on the text repealed on 1 June 2024."),
    why=Text("Law 7499 replaced the conditions of Article 6; processing since then needs a new one."),
    fix=Text("Choose one of 6/3-a to 6/3-g: kvkkctl entry edit {ref} --basis 6/3-f"),
    since=_REWRITTEN,
)
def repealed_text(context: Context) -> Iterator[Hit]:
    repealed = {code for code, basis in bases().items() if basis.special and basis.until}
    for entry in _special(context):
        old = ", ".join(code for code in codes(entry.bases) if code in repealed)
        if old and context.processed_on(entry) >= _REWRITTEN:
            yield Hit(entry, Text("{record} rests on {bases}, repealed on 1 June 2024.", bases=old))
