"""Drafts of entries into the register: what is new, what changes, what stays the same.

An entry with a number is found by it; without one, an entry is the same where activity, data category and subject
groups are. Rows that differ in their data items only are one entry (the Authority's sample has a row for each item);
rows of the same identity that differ in more stay apart. A field that the sheet has no column for is left as it is; a
column with an empty cell states nothing.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kvkkctl.errors import Severity
from kvkkctl.inventory.activities import ActivityBook
from kvkkctl.inventory.answers import is_stated
from kvkkctl.inventory.bases import read_bases
from kvkkctl.inventory.drafts import EntryDraft
from kvkkctl.inventory.intake import Intake, Planned
from kvkkctl.inventory.notes import Notes
from kvkkctl.inventory.pairing import (
    SAME,
    Likeness,
    Wanted,
    Way,
    comparable,
    is_same,
    paired,
    without_repeated_keys,
)
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.inventory.termbook import TermBook
from kvkkctl.models import Activity, Entry, RecipientRole, StatedBasis, Term
from kvkkctl.snapshot import is_special
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, fold, is_abroad, official


def merge_entries(
    intake: Intake, drafts: Sequence[EntryDraft], alone: Iterable[EntryDraft] = ()
) -> list[Planned]:
    """Put the entries of a file into the register and return what was done, in the order of the file.

    The activities of the drafts `alone` are put beside those of the entries, without an entry.
    """
    snapshot, notes = intake.records.snapshot, intake.notes
    before = snapshot.entries
    by_ref = {entry.ref: entry for entry in before.values()}
    drafts = list(_numbered(intake, drafts, by_ref))
    named = [*(draft for draft in drafts if draft.name or draft.code), *alone]
    activities = dict(zip(map(id, named), ActivityBook(intake).resolve(named), strict=True))
    # a later row may say that a category is special, which decides what the legal bases of an earlier one mean
    for draft in drafts:
        if _category(intake.terms, draft).special and draft.special is False:
            message = Text(
                'The row says that "{category}" is not special, and an earlier one that it is: it is taken to be.',
                category=draft.category.label,
            )
            notes.warning(draft.row, "special_items", message)
    wanted: list[_Entry] = []
    for draft in drafts:
        existing = by_ref.get(draft.key)
        activity = activities.get(id(draft)) or (
            intake.records.snapshot.activities[existing.activity] if existing else None
        )
        if activity is not None:
            wanted.append(_wanted(intake, draft, activity))
    joined = _united(wanted)
    _note_joined(wanted, joined, notes)
    united = without_repeated_keys(joined, notes)
    entries = paired(united, before.values(), _LIKENESS)
    _note_doubtful(united, entries, before.values(), notes)
    _note_strangers(united, entries, notes)
    return [intake.put(Entry, each, entry) for each, entry in zip(united, entries, strict=True)]


def _numbered(
    intake: Intake, drafts: Iterable[EntryDraft], by_ref: Mapping[str, Entry]
) -> Iterator[EntryDraft]:
    for draft in drafts:
        key = intake.number_of(draft.row, by_ref) if draft.key else ""
        if key is not None:
            yield draft if key == draft.key else replace(draft, key=key)


@dataclass(frozen=True, eq=False)
class _Entry(Wanted):
    draft: EntryDraft


def _wanted(intake: Intake, draft: EntryDraft, activity: Activity) -> _Entry:
    terms, notes = intake.terms, intake.notes
    category = _category(terms, draft)
    values: dict[str, Any] = {"activity": activity.id, "category": category.id}
    for name, value in draft.values.items():
        match name:
            case "retention":
                values[name] = terms.phrase(value)
            case "purposes" | "subjects" | "recipients" | "measures":
                values[name] = terms.ids(TermKind(name.removesuffix("s")), value)
            case _:
                values[name] = value
    if draft.from_file:
        # a row says that the processing goes on, unless its sheet has a column for the end of it
        values.setdefault("ended", None)
    if "bases" in draft.row.fields:
        values["bases"] = _bases(draft.row, notes, special=bool(is_special(category)))
    elif is_stated(draft.row.text("law")):
        message = Text("The sheet has no column of legal bases, so the law is not taken.")
        notes.warning(draft.row, "law", message)
    _tell_of_recipients(terms, draft, notes)
    return _Entry(draft.row, draft.key, (activity.id, category.id), values, draft)


def _category(terms: TermBook, draft: EntryDraft) -> Term:
    """Return the data category of a draft; what a row says of its nature holds where no list does."""
    term = terms.ensure(TermKind.CATEGORY, draft.category)
    listed = official(TermKind.CATEGORY).get(term.official or "")
    if (
        draft.special is None
        or term.special in {True, draft.special}
        or (listed and listed.special is not None)
    ):
        return term
    return terms.save(term.model_copy(update={"special": draft.special}))


def _bases(row: SheetRow, notes: Notes, *, special: bool) -> tuple[StatedBasis, ...] | None:
    reading = read_bases(row.text("bases"), row.text("law"), special=special)
    for doubt in reading.doubts:
        notes.warning(row, "bases", doubt)
    for basis in reading.bases or ():
        if basis.code is None and not reading.doubts:
            message = Text(
                '"{label}" is no legal basis that is known and keeps its words.', label=basis.label
            )
            notes.add(Severity.INFO, row, "bases", message)
    return reading.bases


def _tell_of_recipients(terms: TermBook, draft: EntryDraft, notes: Notes) -> None:
    """Give the countries and the role that a row names to its recipients."""
    said, row = draft.recipients, draft.row
    for label, country in said.countries.items():
        if term := terms.find(TermKind.RECIPIENT, label):
            _place(terms, term, country, row, notes)
    only = terms.find(TermKind.RECIPIENT, said.only) if said.only else None
    if only is not None and only.official == only.label:
        # a group of VERBİS is no place: what a row says of its member holds for no other row
        only = None
    if said.country is not None and only is not None:
        if not only.country and "country" not in row.cells:
            message = Text(
                '"{recipient}" is taken to be in {country}: the row names no other recipient.',
                recipient=only.label,
                country=said.country,
            )
            notes.add(Severity.INFO, row, "abroad", message)
        _place(terms, only, said.country, row, notes)
    elif is_abroad(said.country) and said.country not in said.countries.values():
        message = Text(
            "The row does not say which recipient is in {country}: use one row a recipient.",
            country=said.country,
        )
        notes.warning(row, "country" if "country" in row.cells else "abroad", message)
    # with the country that it may just have been given
    only = terms.find(TermKind.RECIPIENT, said.only) if only is not None and said.only else None
    if said.role is not None and only is not None and only.role is not said.role:
        _give_role(terms, only, said.role, row, notes)


def _place(terms: TermBook, term: Term, country: str, row: SheetRow, notes: Notes) -> None:
    if term.country and fold(term.country) != fold(country):
        message = Text(
            '"{recipient}" is already known to be in {known}; {country} is left out. To change it, write it in '
            '"Tanımlar".',
            recipient=term.label,
            known=term.country,
            country=country,
        )
        column = next(
            (name for name in ("country", "abroad", "recipients_abroad") if name in row.cells), "recipients"
        )
        notes.warning(row, column, message)
    elif not term.country:
        terms.save(term.model_copy(update={"country": country}))


def _give_role(terms: TermBook, term: Term, role: RecipientRole, row: SheetRow, notes: Notes) -> None:
    if term.role is None:
        terms.save(term.model_copy(update={"role": role}))
        return
    message = Text(
        '"{recipient}" has another role by an earlier row; this one is left out.', recipient=term.label
    )
    notes.warning(row, "recipient_role", message)


def _united(wanted: Iterable[_Entry]) -> list[_Entry]:
    """Join the rows of one entry that are told apart by their data items only."""
    united: list[_Entry] = []
    places: dict[int, list[str]] = {}
    groups: dict[Hashable, list[_Entry]] = {}
    for each in wanted:
        group = groups.setdefault((each.key, each.identity), [])
        rest = _without_items(each.values)
        same = next((other for other in group if _without_items(other.values) == rest), None)
        if same is None:
            group.append(each)
            united.append(each)
        elif each.values.get("items"):
            same.values["items"] = tuple(
                dict.fromkeys((*(same.values.get("items") or ()), *each.values["items"]))
            )
            places.setdefault(id(same), [_place_of_items(same)]).append(_place_of_items(each))
    return [_with_places(each, places[id(each)]) if id(each) in places else each for each in united]


def _note_joined(wanted: Sequence[_Entry], united: Sequence[_Entry], notes: Notes) -> None:
    """Say where rows were joined, since they differ in their data items only or not at all."""
    sheets = Counter(each.row.sheet for each in wanted)
    sheets.subtract(Counter(each.row.sheet for each in united))
    for sheet, joined in sheets.items():
        if joined > 0:
            first = next(each.row for each in united if each.row.sheet == sheet)
            message = Text(
                "Rows that differ from others of the sheet in their data items only, and are one entry with them: {n}.",
                n=joined,
            )
            notes.add(Severity.INFO, first, "category", message)


def _place_of_items(each: _Entry) -> str:
    row = each.row
    return f"{row.sheet}!{row.ref('items' if row.text('items') else 'special_items')}"


def _with_places(each: _Entry, places: Sequence[str]) -> _Entry:
    """Return an entry of several rows that says in which cells its data items stand."""
    return replace(each, row=replace(each.row, joined={**each.row.joined, "items": ", ".join(places)}))


_SAME_BUT_ITEMS = Way(lambda each: tuple(_without_items(each.values)), comparable)
_SAME_SUBJECTS = Way(
    lambda each: ("subjects",) if "subjects" in each.values else (), lambda _, value: frozenset(value or ())
)
_LIKENESS = Likeness[Entry](
    lambda entry: (entry.activity, entry.category), (SAME, _SAME_BUT_ITEMS, _SAME_SUBJECTS)
)


def _note_doubtful(
    wanted: Sequence[_Entry], found: Sequence[Entry | None], entries: Iterable[Entry], notes: Notes
) -> None:
    """Refuse rows of a sheet without subject groups that change an entry while several could be meant."""
    groups: dict[Hashable, list[str]] = {}
    for entry in entries:
        groups.setdefault(_LIKENESS.identity(entry), []).append(entry.ref)
    for each, answer in zip(wanted, found, strict=True):
        refs = groups.get(each.identity, ())
        said = each.key or "subjects" in each.values or (answer is not None and is_same(each, answer))
        if said or len(refs) <= 1:
            continue
        message = Text(
            'Several entries answer ({refs}): write the number of one in "Kayıt No".', refs=tuple(refs)
        )
        notes.error(each.row, "category", message)


def _note_strangers(wanted: Sequence[_Entry], found: Sequence[Entry | None], notes: Notes) -> None:
    """Refuse a row whose number belongs to an entry of another activity and another category.

    A department moves a row or corrects its category; a row in which both differ comes from another register.
    """
    for each, entry in zip(wanted, found, strict=True):
        if not each.key or entry is None:
            continue
        if entry.activity != each.values["activity"] and entry.category != each.values["category"]:
            message = Text(
                "{key} is another entry in this register: were rows sorted without the hidden column of numbers? A "
                "workbook of another register comes in without them (`export inventory --without-numbers`).",
                key=each.key,
            )
            notes.error(each.row, "key", message)


def _without_items(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "items"}
