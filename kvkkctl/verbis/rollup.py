"""The VERBİS notification out of the inventory: what each of the 26 data categories says, and what is open.

VERBİS asks per data category, the inventory answers per entry (Sicil Yön. 9/1–9/4): purposes, recipients
and subject groups are the union of the entries', "abroad" is whether any goes abroad, the retention is the
longest (`kvkkctl.verbis.longest`), and measures are the union over the controller.

In scope are the entries of activities that have not ended before the day; those yet to start are among
them, as a controller registers before it processes (Law 6698 art. 16/2). Exempt activities are left out
(Law 6698 art. 28/2; Sicil Yön. 15); an exemption that is no code of Article 28/2 exempts from nothing and
is a question.

An entry whose category is not mapped for sure is in none of the 26, and is a question. Nothing depends on the
order in which the register holds its records.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from kvkkctl.models import Entry, Term
from kvkkctl.snapshot import Snapshot, is_special
from kvkkctl.verbis.longest import longest
from kvkkctl.verbis.preview import as_dict
from kvkkctl.verbis.questions import about_category, about_measures, about_scope, about_unmapped, place
from kvkkctl.verbis.records import (
    CategoryRoll,
    Rolled,
    RollUp,
    Screen,
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


def roll_up(snapshot: Snapshot, as_of: date) -> RollUp:
    """Roll the inventory up as it stands on `as_of` (Sicil Yön. 9)."""
    entries = _in_scope(snapshot, as_of)
    members: dict[str, list[Entry]] = {}
    for entry in entries:
        known = mapped(snapshot.category_of(entry))
        members.setdefault(known.name if known else "", []).append(entry)
    rolls = [_category(snapshot, term, members.get(term.name, ())) for term in terms(TermKind.CATEGORY)]
    measures = roll_terms(snapshot, uses(entries, lambda entry: entry.measures))
    questions = (
        *about_scope(snapshot, entries),
        *about_unmapped(snapshot, members.get("", ())),
        *(question for _, asked in rolls for question in asked),
        *about_measures(snapshot, entries, measures),
    )
    return RollUp(
        categories=tuple(roll for roll, _ in rolls),
        measures=measures,
        unresolved=tuple(sorted(questions, key=place)),
        origins={
            entry.ref: read for entry in entries if (read := snapshot.provenance(entry.origin)) is not None
        },
    )


def _in_scope(snapshot: Snapshot, as_of: date) -> list[Entry]:
    notified = {
        number
        for number, activity in snapshot.activities.items()
        if activity.exemption not in exemptions() and (activity.ended is None or activity.ended >= as_of)
    }
    return sorted(
        (
            entry
            for entry in snapshot.entries.values()
            if entry.activity in notified and (entry.ended is None or entry.ended > as_of)
        ),
        key=lambda entry: entry.id,
    )


def _category(
    snapshot: Snapshot, term: OfficialTerm, entries: Sequence[Entry]
) -> tuple[CategoryRoll, tuple[Unresolved, ...]]:
    used = {screen: uses(entries, ids) for screen, ids in CATEGORY_LISTS.items()}
    values = {screen: roll_terms(snapshot, members) for screen, members in used.items()}
    retention, unsure = longest([(entry, snapshot.retention_of(entry)) for entry in entries])
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
    return roll, tuple(about_category(snapshot, roll, entries, unsure))


def _any_stated(flags: Iterable[bool | None]) -> bool | None:
    """Say whether any is true; None where one that is not stated could be."""
    stated = set(flags)
    return True if True in stated else None if None in stated else False


def _special(term: OfficialTerm, labels: Sequence[Term]) -> bool | None:
    return term.special if term.special is not None or not labels else _any_stated(map(is_special, labels))
