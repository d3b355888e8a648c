"""A registration that was made by hand, out of the lines of a workbook or of the public query.

Every line names a screen, a data category and a value in the words of VERBİS. A value that is no VERBİS term for sure
is a problem and is never replaced by one that resembles it; all problems are found at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kvkkctl.errors import Problem, Severity
from kvkkctl.text import Text
from kvkkctl.verbis.filing import Names, Notification, Open, Period, Told
from kvkkctl.verbis.records import Screen
from kvkkctl.verbis.written import TABS, category_of, period_of, values_of
from kvkkctl.vocabulary import OfficialTerm, TermKind, fold, match, terms

NOT_STATED = frozenset({"belirtilmemiş", "karar bekliyor", "kararsız"})
"""What a workbook says, folded, where a point was open."""

_KINDS = {
    Screen.PURPOSES: TermKind.PURPOSE,
    Screen.RECIPIENTS: TermKind.RECIPIENT,
    Screen.SUBJECTS: TermKind.SUBJECT,
    Screen.MEASURES: TermKind.MEASURE,
}
_NOBODY = ("aktarılmıyor", "aktarılmamaktadır", "aktarım yapılmamaktadır")
_YES_NO = {"evet": True, "hayır": False}
_ASKED_ALWAYS = (Screen.PURPOSES, Screen.RETENTION, Screen.SUBJECTS)


class Line(NamedTuple):
    """One answer as it is written, and where; `category` is empty for measures."""

    screen: Screen
    sheet: str
    cell: str
    category: str
    value: str


@dataclass
class _Answers:
    """What the lines say about one category so far."""

    processed: bool | None = None
    labels: list[str] = field(default_factory=list)
    values: dict[Screen, list[str]] = field(default_factory=dict)
    period: Period | None = None
    abroad: bool | None = None
    open: set[Screen] = field(default_factory=set)
    nobody: bool = False

    def answered(self, screen: Screen) -> bool:
        """Say whether anything was said on a screen, be it that it is open."""
        if screen in self.open or screen in self.values:
            return True
        known = {
            Screen.RETENTION: self.period is not None,
            Screen.ABROAD: self.abroad is not None,
            Screen.RECIPIENTS: self.nobody,
        }
        return known.get(screen, False)


class Source(NamedTuple):
    """What was read: the answers, the screens that there are with what each is called there, and what is wrong.

    In a `complete` one every category is answered on every screen. `passed_over` counts the lines before all answers.
    """

    lines: Sequence[Line]
    screens: Mapping[Screen, str]
    problems: Sequence[Problem]
    complete: bool
    passed_over: int = 0


def enter(source: Source, render: Callable[[Text], str]) -> tuple[Notification, tuple[Problem, ...]]:
    """Return what a source says VERBİS was told, and all that is wrong with it.

    In a complete source every category is answered on every screen. The public query lists what is ticked: a category
    that is not listed is not processed, and one without recipients, or not abroad, has the undertaking of VERBİS, which
    leaves no third answer. `render` puts what is open into Turkish.
    """
    entering = _Entering(source)
    for line in source.lines:
        entering.take(line)
    entering.finish()
    return entering.notification(render), tuple(dict.fromkeys(entering.problems))


class _Entering:
    def __init__(self, source: Source) -> None:
        self.problems = list(source.problems)
        self._complete, self._screens = source.complete, source.screens
        self._said = {line.screen for line in source.lines}
        self._found = {term.no: _Answers() for term in terms(TermKind.CATEGORY)}
        self._measures: list[str] = []

    def take(self, line: Line) -> None:
        if line.screen is Screen.MEASURES:
            for value in self._values(line):
                _add(self._measures, value)
            return
        category = category_of(line.category)
        if category is None:
            self._wrong(line, Text('"{value}" is no VERBİS data category.', value=line.category))
            return
        answers = self._found[category.term.no]
        if category.label:
            _add(answers.labels, category.label)
        if fold(line.value) in NOT_STATED:
            answers.open.add(line.screen)
        else:
            _TAKE[line.screen](self, line, answers)

    def processed(self, line: Line, answers: _Answers) -> None:
        said = fold(line.value)
        if said not in _PROCESSED:
            self._wrong(line, Text('"{value}" does not say whether it is processed.', value=line.value))
        elif answers.processed not in {None, _PROCESSED[said]}:
            self._wrong(line, Text("It is said to be processed and not to be processed."))
        else:
            answers.processed = _PROCESSED[said]

    def listed(self, line: Line, answers: _Answers) -> None:
        if line.screen is Screen.RECIPIENTS and fold(line.value).startswith(_NOBODY):
            answers.nobody = True
        else:
            for value in self._values(line):
                _add(answers.values.setdefault(line.screen, []), value)

    def kept(self, line: Line, answers: _Answers) -> None:
        period = period_of(line.value)
        if period is None:
            message = Text(
                '"{value}" is no period of VERBİS: write 10 Yıl, 6 Ay or Diğer: …', value=line.value
            )
            self._wrong(line, message)
        elif answers.period is not None and answers.period.key != period.key:
            self._wrong(line, Text("There are two periods for one data category."))
        else:
            answers.period = period

    def abroad(self, line: Line, answers: _Answers) -> None:
        said = _YES_NO.get(fold(line.value))
        if said is None:
            self._wrong(line, Text('"{value}" is neither Evet nor Hayır.', value=line.value))
        else:
            answers.abroad = said

    def finish(self) -> None:
        for screen in Screen:
            # on the public query nothing is listed where nothing is passed on, or goes abroad
            may_be_empty = {Screen.MEASURES} if self._complete else {Screen.RECIPIENTS, Screen.ABROAD}
            if screen not in self._screens or (screen not in self._said and screen not in may_be_empty):
                message = Text(
                    "Nothing is said about screen {no} of VERBİS, {name}.", no=screen.no, name=TABS[screen][0]
                )
                self.problems.append(Problem(Severity.ERROR, TABS[screen][0], "", "", message))
        for term in terms(TermKind.CATEGORY):
            self._check(term, self._found[term.no])

    def _check(self, term: OfficialTerm, answers: _Answers) -> None:
        if Screen.CATEGORIES not in self._said:
            return
        if answers.processed is None:
            if self._complete:
                self._lacks(Screen.CATEGORIES, term)
            answers.processed = False
        asked = _ASKED_ALWAYS + ((Screen.RECIPIENTS, Screen.ABROAD) if self._complete else ())
        for screen in Screen:
            if screen in {Screen.CATEGORIES, Screen.MEASURES} or screen not in self._said:
                continue
            if answers.processed and screen in asked and not answers.answered(screen):
                self._lacks(screen, term)
            if not answers.processed and answers.answered(screen):
                message = Text(
                    "{name} is not said to be processed, and is answered all the same.", name=term.name
                )
                self._at(screen, term, message)
        if answers.nobody and answers.values.get(Screen.RECIPIENTS):
            self._at(Screen.RECIPIENTS, term, Text("{name} has recipients and has none.", name=term.name))
        if answers.labels and answers.processed is False:
            self._lacks(Screen.CATEGORIES, term)

    def _lacks(self, screen: Screen, term: OfficialTerm) -> None:
        self._at(screen, term, Text("{name} has no answer here.", name=term.name))

    def _at(self, screen: Screen, term: OfficialTerm, message: Text) -> None:
        sheet = self._screens.get(screen, TABS[screen][0])
        self.problems.append(Problem(Severity.ERROR, sheet, "", term.name, message))

    def _values(self, line: Line) -> tuple[str, ...]:
        kind = _KINDS[line.screen]
        values = values_of(kind, line.value)
        if values is None:
            near = match(kind, line.value).suggestion
            self._wrong(
                line,
                Text(
                    '"{value}" is not in the VERBİS list; did you mean "{near}"?', value=line.value, near=near
                )
                if near
                else Text('"{value}" is not in the VERBİS list.', value=line.value),
            )
        return values or ()

    def _wrong(self, line: Line, message: Text) -> None:
        self.problems.append(Problem(Severity.ERROR, line.sheet, line.cell, line.value, message))

    def notification(self, render: Callable[[Text], str]) -> Notification:
        left = render(Text("The registration that was entered leaves it open."))
        measures = _ordered(TermKind.MEASURE, self._measures) or None
        return Notification(
            categories=tuple(_told(term, self._found[term.no]) for term in terms(TermKind.CATEGORY)),
            measures=measures,
            unresolved=tuple(
                Open(term.name, left, "", screen.value, term.no)
                for term in terms(TermKind.CATEGORY)
                for screen in Screen
                if screen in self._found[term.no].open
            )
            + (() if measures else (Open(TABS[Screen.MEASURES][0], left, "", Screen.MEASURES.value, None),)),
        )


def _add(values: list[str], value: str) -> None:
    if fold(value) not in map(fold, values):
        values.append(value)


def _told(term: OfficialTerm, answers: _Answers) -> Told:
    if not answers.processed:
        return Told(term.no, term.name, processed=False)
    lists: dict[Screen, Names] = {
        screen: _ordered(kind, answers.values.get(screen, ())) or None for screen, kind in _KINDS.items()
    }
    nobody = lists[Screen.RECIPIENTS] is None and Screen.RECIPIENTS not in answers.open
    return Told(
        no=term.no,
        name=term.name,
        processed=True,
        labels=tuple(answers.labels) or None,
        purposes=lists[Screen.PURPOSES],
        recipients=() if nobody else lists[Screen.RECIPIENTS],
        retention=answers.period,
        subjects=lists[Screen.SUBJECTS],
        abroad=None if Screen.ABROAD in answers.open else bool(answers.abroad),
    )


def _ordered(kind: TermKind, values: Sequence[str]) -> tuple[str, ...]:
    """Return values in the order of their list, free texts last."""
    places = {term.name: term.no for term in terms(kind)}
    return tuple(sorted(values, key=lambda value: places.get(value, len(places))))


_PROCESSED = {
    "evet": True,
    "hayır": False,
    "işlenmemektedir": False,
    "işleniyor": True,
    "işlenmektedir": True,
    "işlenmiyor (taahhüt)": False,
    "işlenmiyor": False,
}
_TAKE: Mapping[Screen, Callable[[_Entering, Line, _Answers], None]] = {
    Screen.CATEGORIES: _Entering.processed,
    Screen.PURPOSES: _Entering.listed,
    Screen.RECIPIENTS: _Entering.listed,
    Screen.RETENTION: _Entering.kept,
    Screen.SUBJECTS: _Entering.listed,
    Screen.ABROAD: _Entering.abroad,
}
