"""The roll-up on the terminal, as wide as one screen of VERBİS or one data category."""

from collections.abc import Iterator, Mapping
from typing import Any

from kvkkctl import output
from kvkkctl.errors import RecordNotFound
from kvkkctl.i18n import tr
from kvkkctl.output import Column, Row, Target, column
from kvkkctl.text import Text, ranges
from kvkkctl.verbis import Answer, CategoryRoll, RollUp, Screen, Unresolved, answers, as_dict, asked_once
from kvkkctl.verbis.records import Refs
from kvkkctl.vocabulary import fold

SCREENS: Mapping[Screen, str] = {
    Screen.CATEGORIES: "Veri Kategorileri",
    Screen.PURPOSES: "İşleme Amaçları",
    Screen.RECIPIENTS: "Alıcı / Alıcı Grupları",
    Screen.RETENTION: "Veri Saklama Süreleri",
    Screen.SUBJECTS: "Veri Konusu Kişi Grupları",
    Screen.ABROAD: "Yabancı Ülkelere Aktarım",
    Screen.MEASURES: "Veri Güvenliği Tedbirleri",
}
"""The screens by the name that VERBİS gives them."""


def _state(row: Row) -> object:
    if row["open"]:
        return Text("open")
    return Text("decided ({ref})", ref=row["decided"]) if row["decided"] else None


_OF_SCREEN = (
    column(Text("No."), "category_no", right=True),
    column(Text("Category"), "category"),
    column(Text("Line"), "no", right=True),
    Column(Text("To click"), lambda row: row["pick"] or Text("undecided")),
    column(Text("To type"), "typed"),
    Column(Text("Entries"), lambda row: ranges(row["entries"])),
    Column(Text("State"), _state),
)


def find_screen(text: str) -> Screen:
    """Return a screen by number, key or the name that VERBİS gives it. Raises RecordNotFound."""
    for screen, name in SCREENS.items():
        if text.strip() == str(screen.no) or fold(text) in {screen.value, fold(name)}:
            return screen
    begun = [screen for screen, name in SCREENS.items() if fold(text) and fold(text) in fold(name)]
    if len(begun) == 1:
        return begun[0]
    names = [f"{screen.no} {screen.value} ({name})" for screen, name in SCREENS.items()]
    raise RecordNotFound(Text("There is no screen {name}: choose one of {names}.", name=text, names=names))


def show_screen(rolled: RollUp, screen: Screen, target: Target) -> None:
    """Print what is to be clicked on one screen, in its order, and what is open about it."""
    rows = [_row(screen, answer) for answer in answers(rolled, screen)]
    questions = [each for each in rolled.unresolved if each.screen is screen]
    below = [said(each.question, each.entries) for each in asked_once(questions)]
    output.emit(rows, _OF_SCREEN, target, below=below)


def show_category(rolled: RollUp, category: CategoryRoll, target: Target) -> None:
    """Print all that is to be clicked about one data category, and what is open about it."""
    whole: dict[str, Any] = as_dict(rolled, tr)
    row = next(each for each in whole["categories"] if each["no"] == category.no)
    row["unresolved"] = [each for each in whole["unresolved"] if each["category"] == category.no]
    lines = [(Text("Category"), f"{category.no} {category.name}"), *_card(rolled, category)]
    questions = [each for each in rolled.unresolved if each.category == category.no]
    output.emit_card(row, [*lines, *((Text("To be decided"), _open(each)) for each in questions)], target)


def said(question: Unresolved, entries: Refs) -> Text:
    """Return an open question about entries in one line, with the command that closes it."""
    return Text(
        "To be decided: {what}: {why} ({entries}) → {fix}",
        what=question.what,
        why=question.why,
        entries=ranges(entries) or "–",
        fix=question.fix,
    )


def _open(question: Unresolved) -> Text:
    return Text(
        "{what}: {why} ({entries}) → {fix}",
        what=question.what,
        why=question.why,
        entries=ranges(question.entries) or "–",
        fix=question.fix,
    )


def _row(screen: Screen, answer: Answer) -> Row:
    category = answer.category
    return {
        "screen": screen.value,
        "category_no": category.no if category else None,
        "category": category.name if category else None,
        "no": answer.no,
        "pick": answer.pick,
        "typed": answer.typed,
        "entries": list(answer.entries),
        "open": answer.is_open,
        "decided": answer.decided,
    }


def _card(rolled: RollUp, category: CategoryRoll) -> Iterator[tuple[Text, object]]:
    for screen, name in SCREENS.items():
        if screen is Screen.MEASURES:
            continue
        for answer in answers(rolled, screen):
            if answer.category and answer.category.no == category.no:
                value = answer.name or tr(Text("undecided"))
                yield Text.of_table(f"{screen.no} {name}"), _with_source(value, answer)


def _with_source(value: str, answer: Answer) -> str:
    return f"{value}  ({answer.source})" if answer.source else value
