"""What a person decided where the inventory leaves an answer open, put into the roll-up.

A decision counts while the question is open and is about the same values. Once those have changed, it is told and not
applied: a person chose between other values than those that are there now.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from kvkkctl.models import Entry, Resolution, ResolvedField
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.verbis import fixes
from kvkkctl.verbis.longest import in_words
from kvkkctl.verbis.records import (
    SCREEN_OF,
    CategoryRoll,
    Choice,
    Decision,
    Standing,
    Stated,
    Unit,
    Unresolved,
    VerbisRetention,
)
from kvkkctl.verbis.statutory import Linked
from kvkkctl.vocabulary import fold

COMPLETE, YES, NO = "complete", "yes", "no"
_LONGEST_GROUND = 1000
_UNITS = {fold(unit): unit for unit in (Unit.YEAR, Unit.MONTH)}
_NUMBER = re.compile(rf"([1-9]\d{{0,3}}) ?({'|'.join(_UNITS)})")


def retention_value(text: str) -> str | None:
    """Return a retention as VERBİS takes it ("10 Yıl", "18 Ay", "Diğer: …") from what was typed, None for all else."""
    words = " ".join(text.split())
    if found := _NUMBER.fullmatch(fold(words)):
        return f"{int(found[1])} {_UNITS[found[2]]}"
    other, colon, rest = words.partition(":")
    rest = rest.strip()
    return f"{Unit.OTHER}: {rest}" if colon and fold(other) == fold(Unit.OTHER) and says(rest) else None


def says(text: str) -> bool:
    """Say whether a text has a letter or a digit in it, and is no blank to fill in."""
    return any(map(str.isalnum, text))


def choices(
    roll: CategoryRoll, questions: Iterable[Unresolved], stated: Sequence[Stated], statutes: Linked
) -> Iterator[Choice]:
    """Yield what a person may decide about one category, with the values that it is between."""
    asked = {question.settles for question in questions}
    grounds = {
        ResolvedField.RETENTION: (*_retention_grounds(stated), *(_of_law(period.id) for period in statutes)),
        ResolvedField.ABROAD: _silent(entry for entry, _ in stated if entry.abroad is None),
        ResolvedField.RECIPIENTS: _silent(entry for entry, _ in stated if entry.recipients is None),
    }
    for field, between in grounds.items():
        if field in asked:
            yield Choice(roll.name, field, tuple(dict.fromkeys(between)))


def undertaking(roll: CategoryRoll, labels: Sequence[str]) -> Iterator[Choice]:
    """Yield the undertaking that a category is not processed, where words of no category make it unsafe."""
    if labels and not roll.processed:
        yield Choice(roll.name, ResolvedField.PROCESSED, tuple(map(_short, labels)))


def decisions(snapshot: Snapshot, open_: Iterable[Choice]) -> tuple[Decision, ...]:
    """Return how each recorded decision stands to what is open now."""
    known = {(choice.category, choice.field): choice for choice in open_}
    return tuple(
        _decision(resolution, known.get((resolution.category, resolution.field)))
        for resolution in snapshot.resolutions.values()
    )


def apply(roll: CategoryRoll, made: Iterable[Decision], stated: Sequence[Stated]) -> CategoryRoll:
    """Return a category with the answers that a person decided."""
    for resolution, standing, _ in made:
        if resolution.category != roll.name or standing is not Standing.APPLIED:
            continue
        match resolution.field:
            case ResolvedField.RETENTION:
                roll = roll._replace(retention=_retention(resolution, roll, stated))
            case ResolvedField.ABROAD:
                roll = roll._replace(abroad=resolution.value == YES, abroad_entries=roll.entries)
            case ResolvedField.RECIPIENTS:
                roll = roll._replace(transferred=bool(roll.recipients))
            case ResolvedField.PROCESSED:
                pass
    return roll


def left(questions: Iterable[Unresolved], made: Sequence[Decision]) -> Iterator[Unresolved]:
    """Yield the questions that no decision answers, and the decisions that are out of date."""
    names: dict[tuple[str, ResolvedField | None], Unresolved] = {}
    applied = {(each.resolution.category, each.resolution.field) for each in made if each.applied}
    for question in questions:
        key = question.category_name, question.settles
        if question.settles is None or key not in applied:
            names.setdefault(key, question)
            yield question
    for decision in made:
        key = decision.resolution.category, decision.resolution.field
        if decision.standing is Standing.STALE and decision.why is not None:
            about = names.get(key)
            yield Unresolved(
                decision.resolution.category,
                decision.why,
                about.entries if about else (),
                SCREEN_OF[decision.resolution.field],
                about.category if about else None,
                fixes.resolve(*key),
                decision.resolution.field,
                decision.resolution.category,
            )


def _decision(resolution: Resolution, choice: Choice | None) -> Decision:
    if choice is None:
        why = Text("The inventory answers this by itself now: the decision is not needed.")
        return Decision(resolution, Standing.UNNEEDED, why)
    before, now = dict.fromkeys(resolution.grounds), dict.fromkeys(choice.grounds)
    came = [ground for ground in now if ground not in before]
    went = [ground for ground in before if ground not in now]
    if not came and not went:
        return Decision(resolution, Standing.APPLIED, None)
    why = Text(
        "The decision {ref} ({value}) is not applied, for what it chose between has changed; new: {new}; gone: {gone}.",
        ref=resolution.ref,
        value=resolution.value,
        new=came or "–",
        gone=went or "–",
    )
    return Decision(resolution, Standing.STALE, why)


def _retention(resolution: Resolution, roll: CategoryRoll, stated: Sequence[Stated]) -> VerbisRetention:
    first, _, rest = resolution.value.partition(" ")
    if first.isdigit():
        text = in_words(retention.text for _, retention in stated if retention)
        return VerbisRetention(Unit(rest), int(first), text, roll.entries)
    return VerbisRetention(Unit.OTHER, None, rest, roll.entries)


def _retention_grounds(stated: Sequence[Stated]) -> Iterator[str]:
    for entry, retention in stated:
        if retention is None:
            yield from _silent([entry])
        else:
            events = (term.event or term.event_text for term in retention.terms)
            read = " ".join(filter(None, (retention.maximum or retention.kind.value, *events)))
            yield _short(f"“{retention.text}” = {read}")


def _of_law(number: str) -> str:
    return f"§ {number}"


def _silent(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(f"{entry.ref}: –" for entry in entries)


def _short(text: str) -> str:
    """Return a text that is told apart from all others, but is not as long as a cell may be."""
    if len(text) <= _LONGEST_GROUND:
        return text
    return f"{text[:_LONGEST_GROUND]}… #{sha256(text.encode('utf8', 'surrogatepass')).hexdigest()[:16]}"
