"""The processing activities that the rows of a file speak of, found in the register or made."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kvkkctl.errors import Severity
from kvkkctl.inventory.drafts import EntryDraft
from kvkkctl.inventory.intake import Intake
from kvkkctl.inventory.notes import Notes
from kvkkctl.models import Activity
from kvkkctl.text import Text
from kvkkctl.vocabulary import ascii_fold, fold

Key = tuple[str, ...]
# a code that this program gave because the file had none
_GIVEN_CODE = re.compile(r"F\d+")


@dataclass
class _Stated:
    """What all rows of one activity state together: `said` are the values of each field with the first row of each.

    `blank` are the fields that a row of ours leaves empty.
    """

    code: str
    name: str
    values: dict[str, Any]
    first: EntryDraft
    said: dict[str, dict[Any, EntryDraft]] = field(default_factory=dict)
    blank: dict[str, EntryDraft] = field(default_factory=dict)


class ActivityBook:
    """The activities of a register under change, by code and by name with department."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._records = intake.records
        self._all: dict[int, Activity] = {}
        self._by_code: dict[str, int] = {}
        self._by_name: dict[str, set[int]] = {}
        for activity in intake.records.snapshot.activities.values():
            self._remember(activity)
        self._last = len(self._by_code)
        self._activity_of = {entry.ref: entry.activity for entry in intake.records.snapshot.entries.values()}
        self._stated_codes: set[str] = set()

    def _remember(self, activity: Activity) -> None:
        self._all[activity.id] = activity
        self._by_code[ascii_fold(activity.code)] = activity.id
        self._by_name.setdefault(fold(activity.name), set()).add(activity.id)

    def resolve(self, drafts: Sequence[EntryDraft]) -> list[Activity | None]:
        """Find or make the activity of each draft, bring it up to date, and return them in the order of the drafts.

        None stands where an activity could be neither found nor made, which is noted.
        """
        notes = self._intake.notes
        shared = self._shared_codes(drafts)
        groups: dict[Key, _Stated] = {}
        keys: list[Key] = []
        coded = self._codes_by_name(drafts, shared)
        for draft in drafts:
            code = "" if ascii_fold(draft.code) in shared else draft.code
            named = fold(draft.name), fold(draft.activity.get("department") or "")
            code = code or next(iter(coded[named]), "") if len(coded.get(named, ())) == 1 else code
            key = (ascii_fold(code),) if code else named
            group = groups.setdefault(key, _Stated(code, draft.name, {}, draft))
            group.name = group.name or draft.name
            if draft.row.stamp and not group.first.row.stamp:
                group.first = draft
            _gather(group, draft)
            keys.append(key)
        self._stated_codes = {ascii_fold(group.code) for group in groups.values() if group.code}
        names = {fold(group.name) for group in groups.values() if group.code}
        # a row without a code comes after those with one, since it must see all activities of its name
        order = sorted(groups, key=lambda key: not groups[key].code and fold(groups[key].name) in names)
        found = {key: self._put(groups[key], notes) for key in order}
        return [found[key] for key in keys]

    def _codes_by_name(self, drafts: Sequence[EntryDraft], shared: set[str]) -> Mapping[Key, dict[str, None]]:
        """Return the codes that rows of ours give, by name and department: a new row beside them need give none."""
        found: dict[Key, dict[str, None]] = {}
        for draft in drafts:
            if draft.code and draft.row.stamp and ascii_fold(draft.code) not in shared:
                # under its name alone for a new row that leaves the department empty too
                for department in {draft.activity.get("department") or "", ""}:
                    found.setdefault((fold(draft.name), fold(department)), {})[draft.code] = None
        return found

    def _put(self, group: _Stated, notes: Notes) -> Activity | None:
        answers = self._answers(group)
        if len(answers) > 1 or not (answers or group.name):
            notes.error(group.first.row, "activity" if answers else "code", _not_found(group, answers))
            return None
        existing = answers[0] if answers else self._new(group)
        self._choose(group, existing, notes)
        updates = group.values | ({"name": group.name} if group.name else {})
        if group.code and (_GIVEN_CODE.fullmatch(existing.code) or existing is self._recoded(group)):
            updates["code"] = group.code
        if answers:
            # an empty cell clears what our own workbook was written with; another file just does not say it
            cleared = group.blank if group.first.row.stamp else {}
            updates = {name: value for name, value in updates.items() if value is not None or name in cleared}
            if existing.ended and "ended" not in group.values and group.first.from_file:
                # a row says that the processing goes on, unless its sheet has a column for the end of it
                updates["ended"] = None
            updates = self._intake.settled(existing, updates, group.first.row)
        wanted = existing.model_copy(update=updates)
        if wanted.started and wanted.ended and wanted.ended < wanted.started:
            days = {"started": wanted.started, "ended": wanted.ended}
            notes.error(
                group.first.row, "ended", Text("It ends ({ended}) before it begins ({started}).", **days)
            )
        if fold(wanted.name) != fold(existing.name):
            message = Text(
                'The activity {code} was called "{before}" and is called "{name}" now.',
                code=wanted.code,
                before=existing.name,
                name=wanted.name,
            )
            notes.warning(group.first.row, "activity", message)
        self._remember(wanted)
        return self._records.put(wanted)

    def _shared_codes(self, drafts: Sequence[EntryDraft]) -> set[str]:
        """Return the codes that name several activities: a department's code, not an activity's."""
        names: dict[str, set[str]] = {}
        for draft in drafts:
            if draft.code and draft.name and not self._is_as_written(draft):
                names.setdefault(ascii_fold(draft.code), set()).add(fold(draft.name))
        shared = {code for code, each in names.items() if len(each) > 1}
        unsaid = set(shared)
        for draft in drafts:
            code = ascii_fold(draft.code)
            if code in unsaid:
                unsaid.remove(code)
                self._intake.notes.warning(
                    draft.row,
                    "code",
                    Text(
                        "The code {code} stands beside several activities, so it is not taken for the code of any.",
                        code=draft.code,
                    ),
                )
        return shared

    def _is_as_written(self, draft: EntryDraft) -> bool:
        """Say whether a row of ours still calls its activity as it did; another name in its place is a new one."""
        number = self._by_code.get(ascii_fold(draft.code))
        if number is None or not draft.row.stamp:
            return False
        written = self._intake.written(self._all[number], "name", draft.row)
        return written is not None and fold(written) == fold(draft.name)

    def _choose(self, group: _Stated, existing: Activity, notes: Notes) -> None:
        """Take the one value that the rows state of each field; of several, the one that was edited in the workbook."""
        for name, said in group.said.items():
            written = self._intake.written(existing, name, group.first.row)
            stamped = {value: draft for value, draft in said.items() if draft.row.stamp}
            edited = [value for value in stamped if value != written]
            kept = next(iter([*edited, *stamped, *said]))
            if name == "name":
                group.name = kept
            else:
                group.values[name] = kept
            if written is not None and name in group.blank:
                message = Text(
                    'The cell was emptied, and other rows of the activity "{activity}" still say "{kept}", '
                    "which stays.",
                    activity=group.name,
                    kept=kept,
                )
                notes.warning(group.blank[name].row, name, message)
            for value in [each for each in said if each not in {kept, written if edited else kept}]:
                message = Text(
                    'The activity "{activity}" has two values here; "{kept}" is kept and "{left}" left out.',
                    activity=group.name,
                    kept=kept,
                    left=value,
                )
                severity = Severity.ERROR if value in edited else Severity.WARNING
                notes.add(severity, said[value].row, name, message)

    def _answers(self, group: _Stated) -> list[Activity]:
        """Return the activities that a group may be: that of its code, else those of its name and department.

        A code that is new may be that of an activity which had none of its own so far, and that no row names.
        """
        if group.code and (coded := self._by_code.get(ascii_fold(group.code))):
            return [self._all[coded]]
        if (recoded := self._recoded(group)) is not None:
            return [recoded]
        named = [self._all[number] for number in sorted(self._by_name.get(fold(group.name), ()))]
        answers = [
            activity
            for activity in named
            if fold(activity.name) == fold(group.name) and _is_of_department(activity, group)
        ]
        if not group.code:
            return answers
        free = [activity for activity in answers if self._has_no_own_code(activity)]
        return free if len(free) == 1 and not _GIVEN_CODE.fullmatch(group.code) else []

    def _recoded(self, group: _Stated) -> Activity | None:
        """Return the activity whose code all its rows of ours have changed; its entries tell which it is."""
        if not group.code or ascii_fold(group.code) in self._by_code or not group.first.row.stamp:
            return None
        number = self._activity_of.get(group.first.key)
        activity = None if number is None else self._all[number]
        if activity is None or ascii_fold(activity.code) in self._stated_codes:
            return None
        return activity if fold(activity.name) == fold(group.name) else None

    def _has_no_own_code(self, activity: Activity) -> bool:
        return bool(_GIVEN_CODE.fullmatch(activity.code)) and (
            ascii_fold(activity.code) not in self._stated_codes
        )

    def _new(self, group: _Stated) -> Activity:
        return self._records.make(Activity, {"code": group.code or self._free_code(), "name": group.name})

    def _free_code(self) -> str:
        while True:
            self._last += 1
            code = f"F{self._last}"
            if ascii_fold(code) not in self._by_code.keys() | self._stated_codes:
                return code


def _is_of_department(activity: Activity, group: _Stated) -> bool:
    if "department" not in group.values:
        return True
    said = group.said.get("department") or {None: group.first}
    return any(fold(activity.department or "") == fold(name or "") for name in said)


def _not_found(group: _Stated, answers: Sequence[Activity]) -> Text:
    if not answers:
        return Text("There is no activity {code} yet: give its name.", code=group.first.code)
    return Text(
        'Several activities are called "{name}" ({codes}): write the code of one in "Faaliyet Kodu".',
        name=group.name,
        codes=tuple(activity.code for activity in answers),
    )


def _gather(group: _Stated, draft: EntryDraft) -> None:
    stated = {**draft.activity, "name": draft.name or None}
    for name, value in stated.items():
        if name != "name":
            group.values.setdefault(name, None)
        if value is None:
            if draft.row.stamp and name != "name":
                group.blank.setdefault(name, draft)
            continue
        said = group.said.setdefault(name, {})
        same = next((each for each in said if name == "name" and fold(each) == fold(value)), value)
        # what a row of ours says weighs more than what a new one does
        if same not in said or (draft.row.stamp and not said[same].row.stamp):
            said[same] = draft
