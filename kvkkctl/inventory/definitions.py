"""The sheet of terms: what the organisation defines, and what it maps its words to."""

from typing import Any

from kvkkctl.inventory.answers import is_none, is_stated, read_flag
from kvkkctl.inventory.choices import ROLES, SAFEGUARDS, TERM_KINDS, read_choice, read_choices
from kvkkctl.inventory.intake import Action, Intake, Planned
from kvkkctl.inventory.notes import Notes, one_line
from kvkkctl.inventory.pairing import differences
from kvkkctl.inventory.pieces import Piece
from kvkkctl.inventory.recipients import read_country
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.models import Term
from kvkkctl.text import Text
from kvkkctl.vocabulary import MatchKind, TermKind, known_term, match, official


def merge_terms(intake: Intake) -> list[Planned]:
    """Put the defined terms into the register and return what was done."""
    notes = intake.notes
    done = []
    for row in intake.rows.get("terms", ()):
        kind = read_choice(row, "kind", TERM_KINDS, notes)
        label = one_line(row.text("label"))
        if not row.text("kind"):
            notes.error(row, "kind", Text('The row does not say of which list the term is (column "Liste").'))
        if not label:
            notes.error(row, "label", Text("The row names no term."))
        if kind and label:
            done.append(_merge(intake, row, kind, label))
    return done


def _merge(intake: Intake, row: SheetRow, kind: TermKind, label: str) -> Planned:
    terms, notes = intake.terms, intake.notes
    before = terms.find(kind, label)
    found = before or terms.ensure(kind, Piece(label))
    stated = _stated(row, found, notes)
    wanted = found.model_copy(update=intake.settled(before, stated, row) if before else stated)
    if not _is_consistent(wanted):
        message = Text(
            '"{label}" is special and "{term}" is an ordinary category.',
            label=wanted.label,
            term=wanted.official,
        )
        notes.error(row, "official", message)
    action = Action.ADD if before is None else Action.SAME if before == wanted else Action.UPDATE
    if action is not Action.SAME:
        terms.save(wanted)
    changed = () if before is None else differences(before, wanted.model_dump())
    return Planned(action, wanted, changed, before)


def _is_consistent(term: Term) -> bool:
    known = official(TermKind.CATEGORY).get(term.official or "")
    return not (term.kind is TermKind.CATEGORY and term.special and known and known.special is False)


def _stated(row: SheetRow, term: Term, notes: Notes) -> dict[str, Any]:
    stated: dict[str, Any] = {"defined": read_flag(row.text("defined")) is not False}
    if is_stated(row.text("official")):
        stated |= _mapped(row, term, notes)
    if "definition" in row.fields:
        stated["definition"] = one_line(row.text("definition")) or None
    if is_stated(row.text("special")):
        stated |= _nature(row, term, notes)
    if "role" in row.fields:
        stated["role"] = read_choice(row, "role", ROLES, notes)
    if row.text("country"):
        stated["country"] = read_country(row, "country", notes)
    if row.text("former"):
        stated["former"] = tuple(filter(None, map(one_line, row.text("former").splitlines())))
    if is_stated(row.text("safeguards")):
        stated["safeguards"] = read_choices(row, "safeguards", SAFEGUARDS, notes)
    if is_stated(row.text("remote_access")):
        stated["remote_access"] = _remote_access(row, notes)
    if "contract" in row.fields:
        stated["contract"] = one_line(row.text("contract")) or None
    return stated


def _remote_access(row: SheetRow, notes: Notes) -> bool | None:
    said = read_flag(row.text("remote_access"))
    if said is None:
        message = Text('"{value}" is neither Evet nor Hayır.', value=row.text("remote_access"))
        notes.error(row, "remote_access", message)
    return said


def _mapped(row: SheetRow, term: Term, notes: Notes) -> dict[str, Any]:
    name = row.text("official")
    if is_none(name):
        return {"official": None, "match": MatchKind.NONE}
    chosen = official_name(term.kind, name)
    if chosen is None:
        notes.error(row, "official", Text('"{value}" is not a term of that VERBİS list.', value=name))
        return {}
    return mapping(term.kind, term.label, chosen)


def _nature(row: SheetRow, term: Term, notes: Notes) -> dict[str, Any]:
    """Return the nature that a row gives to a category of the organisation's own; the lists know that of theirs."""
    special = read_flag(row.text("special"))
    if special is None:
        message = Text('"{value}" is neither Evet nor Hayır.', value=row.text("special"))
        notes.error(row, "special", message)
    elif not special and _is_listed_as_special(term.kind, term.label):
        message = Text('"{label}" is special by law (art. 6/1) and stays so.', label=term.label)
        notes.warning(row, "special", message)
        return {}
    return {"special": special}


def _is_listed_as_special(kind: TermKind, label: str) -> bool:
    found = known_term(kind, label)
    return bool(found and found.term and official(kind)[found.term].special)


def official_name(kind: TermKind, name: str) -> str | None:
    """Return the official term that a name spells, in its own words or an alias of them; None where it spells none."""
    found = known_term(kind, name)
    return found.term if found else None


def mapping(kind: TermKind, label: str, term: str) -> dict[str, Any]:
    """Return the fields of a term that a person maps: exact where the list says the same, else an alias.

    A category that the list itself knows as special stays special, whatever it is mapped to.
    """
    found = match(kind, label)
    exact = found.kind is MatchKind.EXACT and found.term == term
    kept = (
        {"special": True} if _is_listed_as_special(kind, label) and not official(kind)[term].special else {}
    )
    return {"official": term, "match": MatchKind.EXACT if exact else MatchKind.ALIAS, **kept}
