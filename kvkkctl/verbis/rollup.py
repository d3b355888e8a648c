"""The VERBİS notification out of the inventory: what each of the 26 data categories says, and what is open.

VERBİS asks per data category, the inventory answers per entry (Sicil Yön. 9/1–9/4): purposes, recipients
and subject groups are the union of the entries', "abroad" is whether any goes abroad, the retention is the
longest (`kvkkctl.verbis.longest`), and measures are the union over the controller.

In scope are the entries of activities that have not ended before the day; those yet to start are among
them, as a controller registers before it processes (Law 6698 art. 16/2). Exempt activities are left out
(Law 6698 art. 28/2; Sicil Yön. 15); an exemption that is no code of Article 28/2 exempts from nothing and
is a question.

An entry whose category is not mapped for sure is in none of the 26, and is a question. What a person decided
answers a question while it is about the same values (`kvkkctl.verbis.resolving`). Nothing depends on the order in
which the register holds its records.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from kvkkctl.models import Activity, Entry, Term
from kvkkctl.snapshot import Snapshot, is_special
from kvkkctl.verbis import resolving, statutory
from kvkkctl.verbis.longest import longest, unlimited
from kvkkctl.verbis.preview import as_dict
from kvkkctl.verbis.questions import (
    about_category,
    about_measures,
    about_recipients_abroad,
    about_scope,
    about_unmapped,
    place,
)
from kvkkctl.verbis.records import (
    CategoryRoll,
    Choice,
    Doubt,
    LeftOut,
    Rolled,
    RollUp,
    Screen,
    Stated,
    Unit,
    Unresolved,
    VerbisRetention,
    refs,
)
from kvkkctl.verbis.values import CATEGORY_LISTS, mapped, roll_terms, uses
from kvkkctl.vocabulary import OTHER, OfficialTerm, TermKind, exemptions, terms

__all__ = [
    "CategoryRoll",
    "RollUp",
    "Rolled",
    "Screen",
    "Unit",
    "Unresolved",
    "VerbisRetention",
    "as_dict",
    "roll_up",
]


class _Answered(NamedTuple):
    """One category with what is open about it, and what a person may decide."""

    roll: CategoryRoll
    stated: Sequence[Stated]
    asked: tuple[Unresolved, ...]
    choices: tuple[Choice, ...]


def roll_up(snapshot: Snapshot, as_of: date) -> RollUp:
    """Roll the inventory up as it stands on `as_of` (Sicil Yön. 9)."""
    entries, exempt = _in_scope(snapshot, as_of)
    members: dict[str, list[Entry]] = {}
    for entry in entries:
        known = mapped(snapshot.category_of(entry))
        members.setdefault(known.name if known else "", []).append(entry)
    unmapped = members.get("", [])
    labels = sorted({snapshot.category_of(entry).label for entry in unmapped})
    answered = [
        _category(snapshot, term, members.get(term.name, ()), as_of) for term in terms(TermKind.CATEGORY)
    ]
    measures = roll_terms(snapshot, uses(entries, lambda entry: entry.measures))
    choices = tuple(
        choice for each in answered for choice in (*each.choices, *resolving.undertaking(each.roll, labels))
    )
    decisions = resolving.decisions(snapshot, choices)
    questions = (
        *about_scope(snapshot, entries),
        *about_unmapped(snapshot, unmapped),
        *resolving.left((question for each in answered for question in each.asked), decisions),
        *about_measures(snapshot, entries, measures),
    )
    return RollUp(
        categories=tuple(resolving.apply(each.roll, decisions, each.stated) for each in answered),
        measures=measures,
        unresolved=tuple(sorted(questions, key=place)),
        origins={
            entry.ref: read for entry in entries if (read := snapshot.provenance(entry.origin)) is not None
        },
        left_out=_left_out(snapshot, exempt),
        choices=choices,
        decisions=decisions,
    )


def _in_scope(snapshot: Snapshot, as_of: date) -> tuple[list[Entry], list[Entry]]:
    """Return the entries to notify, and those of exempt activities."""
    scoped: tuple[list[Entry], list[Entry]] = [], []
    for entry in sorted(snapshot.entries.values(), key=lambda entry: entry.id):
        activity = snapshot.activity_of(entry)
        if _runs(activity, as_of) and (entry.ended is None or entry.ended > as_of):
            scoped[activity.exemption in exemptions()].append(entry)
    return scoped


def _runs(activity: Activity, as_of: date) -> bool:
    return activity.ended is None or activity.ended >= as_of


def _left_out(snapshot: Snapshot, entries: Sequence[Entry]) -> tuple[LeftOut, ...]:
    found = uses(entries, lambda entry: (entry.activity,))
    activities = ((snapshot.activities[number], members) for number, members in sorted(found.items()))
    return tuple(
        LeftOut(activity.code, activity.name, activity.exemption or "", refs(members))
        for activity, members in activities
    )


def _category(snapshot: Snapshot, term: OfficialTerm, entries: Sequence[Entry], as_of: date) -> _Answered:
    used = {screen: uses(entries, ids) for screen, ids in CATEGORY_LISTS.items()}
    values = {screen: roll_terms(snapshot, members) for screen, members in used.items()}
    statutes = statutory.linked(snapshot, entries, as_of)
    stated = statutory.stated(snapshot, entries, statutes)
    retention, unsure = _retention(stated, statutes)
    abroad = _any_stated(entry.abroad for entry in entries)
    roll = CategoryRoll(
        no=term.no,
        name=term.name,
        processed=bool(entries),
        purposes=values[Screen.PURPOSES],
        recipients=values[Screen.RECIPIENTS],
        subjects=values[Screen.SUBJECTS],
        abroad=abroad,
        retention=retention,
        entries=refs(entries),
        special=_special(term, [snapshot.terms[number] for number in used[Screen.CATEGORIES]]),
        transferred=_any_stated(
            None if entry.recipients is None else bool(entry.recipients) for entry in entries
        ),
        labels=values[Screen.CATEGORIES] if term.name == OTHER[TermKind.CATEGORY] else (),
        abroad_entries=refs(entry for entry in entries if entry.abroad is abroad),
    )
    asked = (
        *about_category(snapshot, roll, entries, unsure),
        *about_recipients_abroad(snapshot, roll, entries, as_of),
    )
    return _Answered(roll, stated, asked, tuple(resolving.choices(roll, asked, stated, statutes)))


def _retention(
    stated: Sequence[Stated], statutes: statutory.Linked
) -> tuple[VerbisRetention | None, tuple[Doubt, ...]]:
    retention, unsure = longest(stated)
    if against := tuple(statutory.conflicts(statutes, retention)):
        return None, (*unlimited(stated), *against)
    return retention, unsure


def _any_stated(flags: Iterable[bool | None]) -> bool | None:
    """Say whether any is true; None where one that is not stated could be."""
    stated = set(flags)
    return True if True in stated else None if None in stated else False


def _special(term: OfficialTerm, labels: Sequence[Term]) -> bool | None:
    return term.special if term.special is not None or not labels else _any_stated(map(is_special, labels))
