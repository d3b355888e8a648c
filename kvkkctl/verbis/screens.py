"""The answers to VERBİS one by one, in the order in which they are clicked: what to look for, and what to type."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kvkkctl.models import ResolvedField
from kvkkctl.text import ranges
from kvkkctl.verbis.records import SCREEN_OF, CategoryRoll, Refs, Rolled, RollUp, Screen, Unit
from kvkkctl.vocabulary import OTHER, TermKind, terms

PROCESSED, NOT_PROCESSED = "İşleniyor", "İşlenmiyor (taahhüt)"
NOT_TRANSFERRED = "Aktarılmıyor (taahhüt)"
ABROAD = {True: "Evet", False: "Hayır", None: None}


class Answer(NamedTuple):
    """One thing to click: the official wording, its number in the VERBİS list, and the text to type beside it.

    `pick` is None while the answer is open or not stated; `is_open` says that a person has to look at it first.
    `decided` names the decision of a person that gave it. `category` is None for what is asked of the controller.
    """

    category: CategoryRoll | None
    no: int | None
    pick: str | None
    typed: str | None
    entries: Refs
    is_open: bool = False
    decided: str | None = None

    @property
    def name(self) -> str:
        """The answer in one line."""
        if self.typed is None:
            return self.pick or ""
        # a number stands before its unit, a text after "Diğer"
        return f"{self.typed} {self.pick}" if self.typed.isdigit() else f"{self.pick}: {self.typed}"

    @property
    def source(self) -> str:
        """Who gave the answer: entries, a decision, or entries that a decision says are all there are."""
        # a value of a list has a number, and came from entries whatever was decided about the list
        given = ranges(self.entries) if self.no is not None or not self.decided else ""
        return "; ".join(filter(None, (given, self.decided)))


def answers(rolled: RollUp, screen: Screen) -> Iterator[Answer]:
    """Yield the answers of one screen, category by category; the measures are those that are taken."""
    if screen is Screen.MEASURES:
        for value in rolled.measures:
            yield _picked(None, value, OTHER[TermKind.MEASURE])
        return
    asked = {question.category for question in rolled.unresolved if question.screen is screen}
    decided = {name: made.ref for (name, field), made in rolled.decided.items() if SCREEN_OF[field] is screen}
    for category in rolled.categories:
        if category.processed or screen is Screen.CATEGORIES:
            is_open = category.no in asked or _is_unsafe(rolled, category)
            by = decided.get(category.name)
            for answer in _GIVEN[screen](category):
                yield answer._replace(is_open=is_open, decided=by)


def all_measures(rolled: RollUp) -> Iterator[tuple[Answer, bool]]:
    """Yield the whole list of measures in its order, each with whether it is taken."""
    taken: dict[int, list[Answer]] = {}
    for answer in answers(rolled, Screen.MEASURES):
        taken.setdefault(answer.no or 0, []).append(answer)
    for term in terms(TermKind.MEASURE):
        if term.no in taken:
            yield from ((answer, True) for answer in taken[term.no])
        else:
            yield Answer(None, term.no, term.name, None, ()), False


def _is_unsafe(rolled: RollUp, category: CategoryRoll) -> bool:
    if category.processed or (category.name, ResolvedField.PROCESSED) in rolled.decided:
        return False
    return bool(rolled.unplaced)


def _picked(category: CategoryRoll | None, value: Rolled, other: str) -> Answer:
    typed = value.name.removeprefix(f"{other}: ")
    if typed != value.name:
        return Answer(category, value.no, other, typed, value.entries)
    return Answer(category, value.no, value.name, None, value.entries)


def _values(
    kind: TermKind, values: Callable[[CategoryRoll], Sequence[Rolled]]
) -> Callable[[CategoryRoll], Iterator[Answer]]:
    def given(category: CategoryRoll) -> Iterator[Answer]:
        rolled = values(category)
        for value in rolled:
            yield _picked(category, value, OTHER[kind])
        if not rolled:
            yield Answer(category, None, None, None, ())

    return given


def _processed(category: CategoryRoll) -> Iterator[Answer]:
    pick = PROCESSED if category.processed else NOT_PROCESSED
    if not category.labels:
        yield Answer(category, category.no, pick, None, category.entries)
    for label in category.labels:
        picked = _picked(category, label, OTHER[TermKind.CATEGORY])
        yield picked._replace(no=category.no, pick=pick)


def _recipients(category: CategoryRoll) -> Iterator[Answer]:
    if category.transferred is False:
        yield Answer(category, None, NOT_TRANSFERRED, None, category.entries)
    else:
        yield from _values(TermKind.RECIPIENT, lambda each: each.recipients)(category)


def _retention(category: CategoryRoll) -> Iterator[Answer]:
    retention = category.retention
    if retention is None:
        yield Answer(category, None, None, None, ())
    elif retention.unit is Unit.OTHER:
        yield Answer(category, None, retention.unit.value, retention.text, retention.entries)
    else:
        yield Answer(category, None, retention.unit.value, str(retention.count), retention.entries)


def _abroad(category: CategoryRoll) -> Iterator[Answer]:
    yield Answer(category, None, ABROAD[category.abroad], None, category.abroad_entries)


_GIVEN: Mapping[Screen, Callable[[CategoryRoll], Iterator[Answer]]] = {
    Screen.CATEGORIES: _processed,
    Screen.PURPOSES: _values(TermKind.PURPOSE, lambda each: each.purposes),
    Screen.RECIPIENTS: _recipients,
    Screen.RETENTION: _retention,
    Screen.SUBJECTS: _values(TermKind.SUBJECT, lambda each: each.subjects),
    Screen.ABROAD: _abroad,
}
