"""The sheet of terms: what the organisation defines, and what it maps its words to."""

from typing import Any

from kvkkctl.inventory.cells import Piece, read_flag
from kvkkctl.inventory.choices import ROLES, TERM_KINDS, read_choice
from kvkkctl.inventory.drafts import Notes
from kvkkctl.inventory.merge import Action, Planned
from kvkkctl.inventory.sheets import SheetRow
from kvkkctl.inventory.termbook import TermBook
from kvkkctl.models import Term
from kvkkctl.text import Text
from kvkkctl.vocabulary import MatchKind, TermKind, country, match, official, words


def merge_terms(terms: TermBook, rows: tuple[SheetRow, ...], notes: Notes) -> list[Planned]:
    """Put the defined terms into the register and return what was done."""
    done = []
    for row in rows:
        kind = read_choice(row, "kind", TERM_KINDS, notes)
        label = " ".join(row.text("label").split())
        if kind is None or not label:
            if not label:
                notes.error(row, "label", Text("The row names no term."))
            continue
        done.append(_merge(terms, row, kind, label, notes))
    return done


def _merge(terms: TermBook, row: SheetRow, kind: TermKind, label: str, notes: Notes) -> Planned:
    before = terms.find(kind, label)
    wanted = (before or terms.ensure(kind, Piece(label))).model_copy(update=_stated(row, kind, notes))
    action = Action.ADD if before is None else Action.SAME if before == wanted else Action.UPDATE
    if action is not Action.SAME:
        terms.save(wanted)
    changed = tuple(
        name
        for name in Term.model_fields
        if before is not None and getattr(before, name) != getattr(wanted, name)
    )
    return Planned(action, wanted, changed)


def _stated(row: SheetRow, kind: TermKind, notes: Notes) -> dict[str, Any]:
    stated: dict[str, Any] = {"defined": read_flag(row.text("defined")) is not False}
    if row.text("official"):
        term = official_name(kind, row.text("official"))
        if term is None:
            notes.error(
                row,
                "official",
                Text('"{value}" is not a term of that VERBİS list.', value=row.text("official")),
            )
        else:
            stated |= mapping(kind, row.text("label"), term)
    if "definition" in row.fields:
        stated["definition"] = " ".join(row.text("definition").split()) or None
    if row.text("special"):
        stated["special"] = read_flag(row.text("special"))
    if "role" in row.fields:
        stated["role"] = read_choice(row, "role", ROLES, notes)
    if row.text("country"):
        stated["country"] = country(row.text("country")) or row.text("country")
    if "contract" in row.fields:
        stated["contract"] = row.text("contract") or None
    return stated


def official_name(kind: TermKind, name: str) -> str | None:
    """Return the official term that a name spells, whatever its case and spacing; None where it spells none."""
    key = words(name)
    return next((term for term in official(kind) if words(term) == key), None)


def mapping(kind: TermKind, label: str, term: str) -> dict[str, Any]:
    """Return the fields of a term that a person maps: exact where the list says the same, else an alias."""
    found = match(kind, label)
    return {
        "official": term,
        "match": MatchKind.EXACT if found.kind is MatchKind.EXACT and found.term == term else MatchKind.ALIAS,
    }
