"""What the commands of terms do to the register: define, map, rename, merge."""

from typing import Any

from kvkkctl.commands.editing import find_term
from kvkkctl.errors import BadValue, UnknownTerm
from kvkkctl.inventory.cells import split_terms
from kvkkctl.inventory.definitions import mapping, official_name
from kvkkctl.inventory.pieces import Piece
from kvkkctl.inventory.termbook import TermBook
from kvkkctl.models import Term
from kvkkctl.register import Change
from kvkkctl.snapshot import is_special
from kvkkctl.text import Text
from kvkkctl.vocabulary import OTHER, MatchKind, TermKind, fold, match, official


def define_term(made: Change, kind: TermKind, label: str, given: dict[str, Any], to: str | None) -> None:
    """Add a term or what was given of it; `to` names the VERBİS term. Raises BadValue, UnknownTerm."""
    _check_label(kind, label)
    book = TermBook(made)
    term = book.ensure(kind, Piece(" ".join(label.split())))
    updates = {name: value for name, value in given.items() if value is not None}
    if to is not None:
        updates |= mapping(kind, term.label, _official(kind, to))
    book.save(_checked(term.model_copy(update={**updates, "defined": True})))


def map_term(made: Change, kind: TermKind, label: str, to: str | None) -> None:
    """Map a term to the VERBİS term named, else to the suggested one. Raises BadValue, UnknownTerm."""
    term = find_term(made.snapshot, kind, label)
    chosen = _official(kind, to) if to else _suggested(term)
    made.put(_checked(term.model_copy(update=mapping(kind, term.label, chosen))))


def rename_term(made: Change, kind: TermKind, label: str, new: str) -> None:
    """Word a term differently; a mapping that a person or the list gave it stays. Raises BadValue."""
    term = find_term(made.snapshot, kind, label)
    wording = " ".join(new.split())
    _check_label(kind, wording)
    if any(fold(each.label) == fold(wording) and each.id != term.id for each in made.snapshot.of_kind(kind)):
        raise BadValue(
            Text('There is a term "{new}" already: use `kvkkctl {kind} merge`.', new=wording, kind=kind.value)
        )
    found = match(kind, wording)
    if term.official is None:
        updates: dict[str, Any] = {"official": found.term, "match": found.kind}
    else:
        exact = found.kind is MatchKind.EXACT and found.term == term.official
        updates = {"match": MatchKind.EXACT if exact else MatchKind.ALIAS}
    former = _former(wording, *term.former, term.label)
    made.put(_checked(term.model_copy(update={"label": wording, "former": former, **updates})))


def merge_terms(made: Change, kind: TermKind, label: str, into: str) -> None:
    """Replace a term by another everywhere, and remove it. Raises BadValue."""
    gone, kept = find_term(made.snapshot, kind, label), find_term(made.snapshot, kind, into)
    if gone.id == kept.id:
        raise BadValue(Text("A term cannot be merged into itself."))
    if is_special(gone) and not is_special(kept):
        raise BadValue(
            Text('"{gone}" is a special category and "{kept}" is not.', gone=gone.label, kept=kept.label)
        )
    made.put(_checked(kept.model_copy(update=_missing(kept, gone))))
    _replace(made, gone, kept)
    made.remove(gone)


def _missing(kept: Term, gone: Term) -> dict[str, Any]:
    """Return what the term that goes knows and the one that stays does not. Raises BadValue where they differ."""
    known: dict[str, Any] = {
        "defined": kept.defined or gone.defined,
        "former": _former(kept.label, *kept.former, *gone.former, gone.label),
    }
    for name in ("special", "definition", "role", "country", "contract", "safeguards", "remote_access"):
        ours, theirs = getattr(kept, name), getattr(gone, name)
        if ours is None:
            known[name] = theirs
        elif theirs is not None and theirs != ours and name != "definition":
            raise BadValue(
                Text(
                    '"{gone}" and "{kept}" differ ({theirs}, {ours}): make them the same before merging.',
                    gone=gone.label,
                    kept=kept.label,
                    theirs=theirs,
                    ours=ours,
                )
            )
    return known


def _former(label: str, *others: str) -> tuple[str, ...]:
    """Return the other labels that stand for a term, each once."""
    found = {fold(other): other for other in others if fold(other) != fold(label)}
    return tuple(found.values())


def _replace(made: Change, gone: Term, kept: Term) -> None:
    def swapped(ids: tuple[int, ...] | None) -> tuple[int, ...] | None:
        return ids and tuple(dict.fromkeys(kept.id if number == gone.id else number for number in ids))

    users = set(made.snapshot.uses.get(gone.id, ()))
    for entry in [each for each in made.snapshot.entries.values() if each.ref in users]:
        lists = {
            name: swapped(getattr(entry, name)) for name in ("purposes", "subjects", "recipients", "measures")
        }
        category = kept.id if entry.category == gone.id else entry.category
        made.put(entry.model_copy(update={**lists, "category": category}))
    for transfer in [each for each in made.snapshot.transfers.values() if each.ref in users]:
        recipient = kept.id if transfer.recipient == gone.id else transfer.recipient
        lists = {name: swapped(getattr(transfer, name)) for name in ("purposes", "annex")}
        made.put(transfer.model_copy(update={**lists, "recipient": recipient}))


def _check_label(kind: TermKind, label: str) -> None:
    if not split_terms(kind, label, lambda *_: True):
        raise BadValue(
            Text('"{label}" is no name for a term: it reads as none, or as not stated.', label=label)
        )


def _official(kind: TermKind, name: str) -> str:
    other = OTHER[kind]
    found = official_name(kind, other if fold(name) == fold("Diğer") else name)
    if found is None:
        close = match(kind, name)
        hint = close.term or close.suggestion
        raise UnknownTerm(
            Text('"{name}" is not a term of that VERBİS list; did you mean "{hint}"?', name=name, hint=hint)
            if hint
            else Text(
                '"{name}" is not a term of that VERBİS list (for a term of your own: {other}).',
                name=name,
                other=other,
            )
        )
    return found


def _suggested(term: Term) -> str:
    found = match(term.kind, term.label)
    if found.suggestion is None:
        raise BadValue(
            Text('No VERBİS term is close to "{label}": name the one it stands for.', label=term.label)
        )
    return found.suggestion


def _checked(term: Term) -> Term:
    """Refuse what would make a special category ordinary."""
    known = official(TermKind.CATEGORY).get(term.official or "")
    if term.kind is TermKind.CATEGORY and term.special and known is not None and known.special is False:
        raise BadValue(
            Text(
                '"{label}" is special and "{term}" is an ordinary category.',
                label=term.label,
                term=known.name,
            )
        )
    return term
