"""Drafts of entries into the register: what is new, what changes, what stays the same.

An entry with a number is found by it; without one, an entry is the same where activity, data category and subject
groups are. Rows that differ in their data items only are one entry (the Authority's sample has a row for each item);
rows of the same identity that differ in more stay apart. A field that the sheet has no column for is left as it is; a
column with an empty cell states nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kvkkctl.inventory.activities import ActivityBook
from kvkkctl.inventory.drafts import EntryDraft, Notes
from kvkkctl.inventory.termbook import Records, TermBook
from kvkkctl.models import Activity, Entry, Record
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, fold

_UNORDERED = ("purposes", "subjects", "recipients", "measures", "items", "bases")


class Action(StrEnum):
    """What a merge does with a record."""

    ADD = "add"
    UPDATE = "update"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Planned:
    """One record of a merge: what happens to it, and which fields change."""

    action: Action
    record: Record
    changed: tuple[str, ...] = ()


@dataclass
class _Wanted:
    """An entry as the file wants it; only the fields that the file speaks of."""

    draft: EntryDraft
    values: dict[str, Any]
    identity: tuple[Any, ...]

    def same_but_items(self, other: "_Wanted") -> bool:
        """Say whether the two rows differ in their data items at most."""
        return (
            self.identity == other.identity
            and self.draft.key == other.draft.key
            and _without_items(self.values) == _without_items(other.values)
        )


def merge_entries(
    records: Records, terms: TermBook, drafts: Sequence[EntryDraft], notes: Notes
) -> list[Planned]:
    """Put the entries of a file into the register and return what was done, in the order of the file."""
    by_ref = {entry.ref: entry for entry in records.snapshot.entries.values()}
    drafts = [draft for draft in drafts if _key_is_known(draft, by_ref, notes)]
    unnamed = [draft for draft in drafts if draft.name or draft.code]
    activities = dict(zip(map(id, unnamed), ActivityBook(records).resolve(unnamed, notes), strict=True))
    wanted: list[_Wanted] = []
    for draft in drafts:
        existing = by_ref.get(draft.key)
        activity = activities.get(id(draft)) or (
            records.snapshot.activities[existing.activity] if existing else None
        )
        if activity is not None:
            wanted.append(_wanted(records, terms, draft, activity, notes))
    return _reconcile(records, _united(wanted), by_ref)


def _key_is_known(draft: EntryDraft, by_ref: dict[str, Entry], notes: Notes) -> bool:
    if draft.key and draft.key not in by_ref:
        notes.error(
            draft.row,
            "key",
            Text("The register has no entry {key}: leave the cell empty for a new row.", key=draft.key),
        )
        return False
    return True


def _wanted(
    records: Records, terms: TermBook, draft: EntryDraft, activity: Activity, notes: Notes
) -> _Wanted:
    category = terms.ensure(TermKind.CATEGORY, draft.category)
    if draft.special is not None and category.official is None and category.special is not True:
        category = terms.save(category.model_copy(update={"special": draft.special}))
    values: dict[str, Any] = {"activity": activity.id, "category": category.id}
    for name, value in draft.values.items():
        match name:
            case "retention":
                values[name] = terms.phrase(value)
            case "purposes" | "subjects" | "recipients" | "measures":
                values[name] = terms.ids(TermKind(name.removesuffix("s")), value)
            case _:
                values[name] = value
    _place_country(terms, draft, values.get("recipients"), records.snapshot, notes)
    subjects = tuple(sorted(values.get("subjects") or ()))
    return _Wanted(draft, values, (activity.id, category.id, subjects))


def _place_country(
    terms: TermBook, draft: EntryDraft, recipients: tuple[int, ...] | None, snapshot: Snapshot, notes: Notes
) -> None:
    """Give the country of a row to its recipient; with several recipients nobody can say whose it is."""
    if draft.country is None:
        return
    if recipients is None or len(recipients) != 1:
        notes.warning(
            draft.row,
            "country" if "country" in draft.row.cells else "abroad",
            Text(
                "The row does not say which recipient is in {country}: use one row a recipient.",
                country=draft.country,
            ),
        )
        return
    term = snapshot.terms[recipients[0]]
    if term.country and fold(term.country) != fold(draft.country):
        notes.warning(
            draft.row,
            "country",
            Text(
                '"{recipient}" is in {known} by an earlier row; {country} is left out.',
                recipient=term.label,
                known=term.country,
                country=draft.country,
            ),
        )
    elif not term.country:
        terms.save(term.model_copy(update={"country": draft.country}))


def _united(wanted: Iterable[_Wanted]) -> list[_Wanted]:
    """Join the rows of one entry that are told apart by their data items only."""
    united: list[_Wanted] = []
    groups: dict[tuple[Any, ...], list[_Wanted]] = {}
    for each in wanted:
        group = groups.setdefault((each.draft.key, *each.identity), [])
        same = next((other for other in group if other.same_but_items(each)), None)
        if same is None:
            group.append(each)
            united.append(each)
        elif each.values.get("items"):
            same.values["items"] = tuple(
                dict.fromkeys((*(same.values.get("items") or ()), *each.values["items"]))
            )
    return united


def _reconcile(records: Records, wanted: Sequence[_Wanted], by_ref: dict[str, Entry]) -> list[Planned]:
    keyed = {each.draft.key for each in wanted}
    free: dict[tuple[Any, ...], list[Entry]] = {}
    for entry in by_ref.values():
        if entry.ref not in keyed:
            free.setdefault((entry.activity, entry.category, tuple(sorted(entry.subjects or ()))), []).append(
                entry
            )
    chosen: dict[int, Entry] = {}
    # the closest first, so that an unchanged row is not taken for a change of its neighbour
    for alike in (_is_same, _is_same_but_items, _is_any):
        for each in wanted:
            if id(each) in chosen or each.draft.key:
                continue
            candidates = free.get(each.identity, [])
            found = next((entry for entry in candidates if alike(each, entry)), None)
            if found is not None:
                candidates.remove(found)
                chosen[id(each)] = found
    return [_put(records, each, by_ref.get(each.draft.key) or chosen.get(id(each))) for each in wanted]


def _is_same(each: _Wanted, entry: Entry) -> bool:
    return not _differences(entry, each.values)


def _is_same_but_items(each: _Wanted, entry: Entry) -> bool:
    return not _differences(entry, _without_items(each.values))


def _is_any(_each: _Wanted, _entry: Entry) -> bool:
    return True


def _put(records: Records, each: _Wanted, existing: Entry | None) -> Planned:
    if existing is None:
        entry = Entry(id=records.new_id(Entry), **each.values, origin=each.draft.origin)
        return Planned(Action.ADD, records.put(entry))
    changed = _differences(existing, each.values)
    if not changed:
        return Planned(Action.SAME, existing)
    updates = {name: each.values[name] for name in changed}
    if each.draft.origin:
        updates["origin"] = each.draft.origin
    return Planned(Action.UPDATE, records.put(existing.model_copy(update=updates)), changed)


def _differences(entry: Entry, values: dict[str, Any]) -> tuple[str, ...]:
    return tuple(
        name
        for name, value in values.items()
        if _comparable(name, getattr(entry, name)) != _comparable(name, value)
    )


def _comparable(name: str, value: Any) -> Any:
    return frozenset(value) if name in _UNORDERED and value is not None else value


def _without_items(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "items"}
