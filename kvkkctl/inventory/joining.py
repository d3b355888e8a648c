"""Sheets of retention periods by data category or by process, joined to the rows of the inventory of the same file.

A period is joined where the inventory states none and exactly one is given under the very same name; whatever does not
come to use is reported.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kvkkctl.errors import Severity
from kvkkctl.inventory.answers import is_stated
from kvkkctl.inventory.cells import split_terms
from kvkkctl.inventory.drafts import EntryDraft, retention_text
from kvkkctl.inventory.notes import Notes, one_line
from kvkkctl.inventory.pieces import Known
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.text import Text, ranges
from kvkkctl.vocabulary import TermKind, ascii_fold, known_term, words

_KEYS = ("department", "process", "activity", "category")


@dataclass(eq=False)
class _Given:
    """A period as a row gives it, under the names that the row has: of several only one need fit."""

    row: SheetRow
    phrase: str
    names: dict[str, frozenset[str]]
    met: bool = False
    torn: list[str] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)

    def fits(self, draft: EntryDraft) -> bool:
        """Say whether an entry is what the row speaks of: in each of its names, exactly."""
        return all(not _names_of(draft, key).isdisjoint(names) for key, names in self.names.items())


def join_retentions(
    drafts: Sequence[EntryDraft], rows: Iterable[SheetRow], known: Known, notes: Notes
) -> list[EntryDraft]:
    """Return the drafts with the periods of other sheets; what fits none, or several differently, is noted."""
    rows = list(rows)
    given = list(_given(rows, known, notes))
    for column in ("items", "law"):
        if row := next((row for row in rows if is_stated(row.text(column))), None):
            message = Text("Of a sheet of retention periods only the periods are taken, not this column.")
            notes.add(Severity.INFO, row, column, message)
    if not given:
        return list(drafts)
    joined = [_joined(draft, given) for draft in drafts]
    for each in given:
        _note(each, notes)
    return joined


def _given(rows: Iterable[SheetRow], known: Known, notes: Notes) -> Iterator[_Given]:
    for row in rows:
        phrase = retention_text(row, notes)
        names = {key: found for key in _KEYS if (found := frozenset(_names(row, key, known)))}
        if phrase is not None and names.keys() - {"department"}:
            yield _Given(row, phrase, names)
        elif phrase is not None:
            notes.warning(
                row, "retention", Text("The row does not say what the period is for; it is not joined.")
            )


def _names(row: SheetRow, key: str, known: Known) -> Iterator[str]:
    text = row.text(key)
    if not is_stated(text):
        return
    if key == "category":
        yield from (_category(piece.label) for piece in split_terms(TermKind.CATEGORY, text, known) or ())
    else:
        yield _name(text)


def _names_of(draft: EntryDraft, key: str) -> set[str]:
    """Return what an entry is called; a row may call a process what the inventory calls an activity."""
    match key:
        case "category":
            return {_category(draft.category.label)}
        case "department":
            return {_name(draft.activity.get("department") or "")}
        case _:
            return {
                _name(name) for name in (draft.name, draft.code, draft.activity.get("process") or "") if name
            }


def _category(label: str) -> str:
    found = known_term(TermKind.CATEGORY, label)
    return found.term if found and found.term else _name(label)


def _name(text: str) -> str:
    return words(ascii_fold(one_line(text)))


def _joined(draft: EntryDraft, given: Sequence[_Given]) -> EntryDraft:
    fitting = [each for each in given if each.fits(draft)]
    for each in fitting:
        each.met = True
    own = draft.values.get("retention")
    if own is not None:
        for each in fitting:
            if _name(own) != _name(each.phrase):
                each.clashes.append(draft.row.ref("retention"))
        return draft
    phrases = {_name(each.phrase) for each in fitting}
    if len(phrases) != 1:
        for each in fitting:
            each.torn.append(str(draft.row.row))
        return draft
    row = fitting[0].row
    place = {"retention": f"{row.sheet}!{row.ref('retention')}"}
    return replace(
        draft,
        values={**draft.values, "retention": fitting[0].phrase},
        row=replace(draft.row, joined={**draft.row.joined, **place}),
    )


def _note(given: _Given, notes: Notes) -> None:
    row = given.row
    if not given.met:
        message = Text("No row of the inventory has exactly this name, so the period is joined to none.")
        notes.warning(row, next(key for key in reversed(_KEYS) if key in given.names), message)
    if given.torn:
        message = Text(
            "Several different periods are given for rows {rows} of the inventory; none is joined there.",
            rows=ranges(dict.fromkeys(given.torn)),
        )
        notes.warning(row, "retention", message)
    if given.clashes:
        message = Text(
            "The inventory states other periods in {cells}; those stay.",
            cells=tuple(dict.fromkeys(given.clashes)),
        )
        notes.warning(row, "retention", message)
