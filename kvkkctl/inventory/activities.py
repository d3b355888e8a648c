"""The processing activities that the rows of a file speak of, found in the register or made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kvkkctl.inventory.drafts import EntryDraft, Notes
from kvkkctl.inventory.termbook import Records
from kvkkctl.models import Activity
from kvkkctl.text import Text
from kvkkctl.vocabulary import ascii_fold, fold

Key = tuple[str, ...]


@dataclass
class _Stated:
    """What all rows of one activity state together."""

    code: str
    name: str
    values: dict[str, Any]
    first: EntryDraft


class ActivityBook:
    """The activities of a register under change, by code and by name with department."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._by_code: dict[str, Activity] = {}
        self._by_name: dict[Key, Activity] = {}
        self._named: dict[str, list[Activity]] = {}
        for activity in records.snapshot.activities.values():
            self._remember(activity)
        self._last = len(self._by_code)

    def _remember(self, activity: Activity) -> None:
        self._by_code[ascii_fold(activity.code)] = activity
        self._by_name[fold(activity.name), fold(activity.department or "")] = activity
        self._named.setdefault(fold(activity.name), []).append(activity)

    def resolve(self, drafts: Sequence[EntryDraft], notes: Notes) -> list[Activity | None]:
        """Find or make the activity of each draft, bring it up to date, and return them in the order of the drafts.

        None stands where an activity could be neither found nor made, which is noted.
        """
        shared = _shared_codes(drafts, notes)
        groups: dict[Key, _Stated] = {}
        keys: list[Key] = []
        for draft in drafts:
            code = "" if ascii_fold(draft.code) in shared else draft.code
            key = (ascii_fold(code),) if code else (fold(draft.name), fold(draft.activity.get("department") or ""))
            group = groups.setdefault(key, _Stated(code, draft.name, {}, draft))
            group.name = group.name or draft.name
            _gather(group, draft, notes)
            keys.append(key)
        found = {key: self._put(group, notes) for key, group in groups.items()}
        return [found[key] for key in keys]

    def _put(self, group: _Stated, notes: Notes) -> Activity | None:
        existing = self._find(group)
        if existing is None:
            if not group.name:
                notes.error(
                    group.first.row,
                    "code",
                    Text("There is no activity {code} yet: give its name.", code=group.code),
                )
                return None
            existing = Activity(
                id=self._records.new_id(Activity), code=group.code or self._free_code(), name=group.name
            )
            self._remember(existing)
        wanted = existing.model_copy(update={**group.values, **({"name": group.name} if group.name else {})})
        self._remember(wanted)
        return self._records.put(wanted)

    def _find(self, group: _Stated) -> Activity | None:
        if group.code:
            return self._by_code.get(ascii_fold(group.code))
        if "department" not in group.values:
            same_name = {activity.id: activity for activity in self._named.get(fold(group.name), [])}
            return next(iter(same_name.values())) if len(same_name) == 1 else None
        return self._by_name.get((fold(group.name), fold(group.values["department"] or "")))

    def _free_code(self) -> str:
        while True:
            self._last += 1
            code = f"F{self._last}"
            if ascii_fold(code) not in self._by_code:
                return code


def _shared_codes(drafts: Sequence[EntryDraft], notes: Notes) -> set[str]:
    """Return the codes that name several activities: a department's code, not an activity's."""
    names: dict[str, set[str]] = {}
    for draft in drafts:
        if draft.code and draft.name:
            names.setdefault(ascii_fold(draft.code), set()).add(fold(draft.name))
    shared = {code for code, each in names.items() if len(each) > 1}
    for draft in drafts:
        if ascii_fold(draft.code) in shared:
            notes.warning(
                draft.row,
                "code",
                Text(
                    "The code {code} stands beside several activities, so it is not taken for the code of any.",
                    code=draft.code,
                ),
            )
            break
    return shared


def _gather(group: _Stated, draft: EntryDraft, notes: Notes) -> None:
    for name, value in draft.activity.items():
        before = group.values.setdefault(name, value)
        if before is None:
            group.values[name] = value
        elif value is not None and value != before:
            notes.warning(
                draft.row,
                name,
                Text(
                    'The activity "{activity}" has two values here; "{kept}" is kept and "{left}" left out.',
                    activity=group.name,
                    kept=before,
                    left=value,
                ),
            )
