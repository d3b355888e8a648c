"""What the inventory leaves open of a VERBİS notification; nothing of it is settled by guessing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from kvkkctl.models import Entry, ResolvedField
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.verbis import fixes
from kvkkctl.verbis.records import CategoryRoll, Doubt, Rolled, Screen, Unresolved, refs
from kvkkctl.verbis.values import CATEGORY_LISTS, Uses, suggestion, term_doubts, uses
from kvkkctl.vocabulary import TermKind, countries_in, exemptions, is_abroad

Asked = tuple[Screen, Doubt]


def about_category(
    snapshot: Snapshot, roll: CategoryRoll, entries: Sequence[Entry], unsure: Iterable[Doubt]
) -> Iterator[Unresolved]:
    """Yield the questions about one rolled-up category; `unsure` are those about its retention."""
    used = {screen: uses(entries, ids) for screen, ids in CATEGORY_LISTS.items()}
    asked = (
        *_words(snapshot, used),
        *_special_words(snapshot, roll, used[Screen.CATEGORIES]),
        *_unanswered(roll, entries),
        *((Screen.RETENTION, doubt._replace(settles=ResolvedField.RETENTION)) for doubt in unsure),
    )
    for screen, doubt in asked:
        fix = fixes.resolve(roll.name, doubt.settles) if doubt.settles else doubt.fix
        what = doubt.what or roll.name
        yield Unresolved(what, doubt.why, doubt.entries, screen, roll.no, fix, doubt.settles, roll.name)


def about_recipients_abroad(
    snapshot: Snapshot, roll: CategoryRoll, entries: Sequence[Entry], as_of: date
) -> Iterator[Unresolved]:
    """Yield the recipients abroad of a category of which every entry denies that it goes there."""
    if roll.abroad is not False:
        return
    for number, members in uses(entries, lambda entry: entry.recipients).items():
        recipient = snapshot.terms[number]
        transfers = snapshot.transfers_by_recipient.get(number, ())
        running = (each for each in transfers if each.ended is None or each.ended > as_of)
        if _names_abroad(recipient.country) or any(
            each.abroad or _names_abroad(each.country) for each in running
        ):
            yield Unresolved(
                recipient.label,
                Text(
                    "VERBİS would be told that nothing goes abroad, but this recipient is there or a transfer to it "
                    "goes there: one of the two is wrong."
                ),
                refs(members),
                Screen.ABROAD,
                roll.no,
                fixes.state_abroad(refs(members)[0]),
                category_name=roll.name,
            )


def _names_abroad(words: str | None) -> bool:
    return any(map(is_abroad, countries_in(words or "")))


def about_scope(snapshot: Snapshot, entries: Sequence[Entry]) -> Iterator[Unresolved]:
    """Yield the activities whose exemption is none of Article 28/2, and so exempts from nothing."""
    for number, members in uses(entries, lambda entry: (entry.activity,)).items():
        activity = snapshot.activities[number]
        if activity.exemption and activity.exemption not in exemptions():
            yield Unresolved(
                activity.code,
                Text(
                    "Its exemption “{exemption}” is none of Article 28/2, so its entries are counted in.",
                    exemption=activity.exemption,
                ),
                refs(members),
                Screen.CATEGORIES,
                fix=fixes.edit_activity(activity.code, "exemption"),
            )


def about_unmapped(snapshot: Snapshot, entries: Sequence[Entry]) -> Iterator[Unresolved]:
    """Yield the organisation's categories that are none of the 26 for sure."""
    for number, members in uses(entries, lambda entry: (entry.category,)).items():
        term = snapshot.terms[number]
        offered = suggestion(term)
        why = (
            Text(
                "Perhaps it means “{suggestion}”; until it is mapped, its entries are in no VERBİS category.",
                suggestion=offered,
            )
            if offered
            else Text("It is mapped to no VERBİS category; until it is, its entries are in none.")
        )
        fix = fixes.map_term(TermKind.CATEGORY, term.label, offered)
        yield Unresolved(term.label, why, refs(members), Screen.CATEGORIES, fix=fix)


def about_measures(
    snapshot: Snapshot, entries: Sequence[Entry], measures: Sequence[Rolled]
) -> Iterator[Unresolved]:
    """Yield the questions about the measures, which VERBİS asks of the controller as a whole."""
    for doubt in term_doubts(snapshot, uses(entries, lambda entry: entry.measures)):
        yield Unresolved(doubt.what or "", doubt.why, doubt.entries, Screen.MEASURES, fix=doubt.fix)
    if entries and not measures:
        why = Text("VERBİS asks which measures are taken; no entry states one.")
        fix = fixes.edit_entry(entries[0].ref, "measure")
        yield Unresolved("Veri Güvenliği Tedbirleri", why, refs(entries), Screen.MEASURES, fix=fix)


def place(question: Unresolved) -> tuple[int, int, str, str]:
    """Order questions by category, those about none of the 26 first, then by screen."""
    return question.category or 0, question.screen.no, question.what, str(question.why)


def _words(snapshot: Snapshot, used: Mapping[Screen, Uses]) -> Iterator[Asked]:
    for screen, members in used.items():
        for doubt in term_doubts(snapshot, members):
            yield screen, doubt


def _special_words(snapshot: Snapshot, roll: CategoryRoll, used: Uses) -> Iterator[Asked]:
    for number, members in used.items():
        term = snapshot.terms[number]
        if term.special and roll.special is False:
            why = Text(
                "It is marked as special (Law 6698 art. 6), but VERBİS lists its category as ordinary."
            )
            fix = fixes.map_term(TermKind.CATEGORY, term.label)
            yield Screen.CATEGORIES, Doubt(why, refs(members), term.label, fix)


def _unanswered(roll: CategoryRoll, entries: Sequence[Entry]) -> Iterator[Asked]:
    if not roll.processed:
        return
    if not roll.purposes:
        why = Text("VERBİS asks for at least one purpose; no entry states one.")
        fix = fixes.edit_entry(roll.entries[0], "purpose")
        yield Screen.PURPOSES, Doubt(why, roll.entries, fix=fix)
    if not roll.subjects:
        why = Text("VERBİS asks for at least one group of data subjects; no entry states one.")
        fix = fixes.edit_entry(roll.entries[0], "subject")
        yield Screen.SUBJECTS, Doubt(why, roll.entries, fix=fix)
    if roll.abroad and not roll.recipients:
        yield (
            Screen.RECIPIENTS,
            Doubt(
                Text(
                    "Data go abroad, but no entry names who receives them: one of the two answers is wrong."
                ),
                roll.abroad_entries or roll.entries,
                fix=fixes.edit_entry((roll.abroad_entries or roll.entries)[0], "recipient"),
            ),
        )
    if silent := refs(entry for entry in entries if entry.recipients is None):
        yield (
            Screen.RECIPIENTS,
            Doubt(
                Text("Not every entry states to whom the data are passed on, if at all."),
                silent,
                settles=ResolvedField.RECIPIENTS,
            ),
        )
    if roll.abroad is None:
        yield (
            Screen.ABROAD,
            Doubt(
                Text("Not every entry states whether the data go abroad."),
                roll.abroad_entries,
                settles=ResolvedField.ABROAD,
            ),
        )
