"""Words to terms: the register's own terms first, then the VERBİS list, and a new term where neither knows the word."""

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from kvkkctl import retention
from kvkkctl.inventory.pieces import Piece
from kvkkctl.models import Record, Retention, RetentionKind, Term
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import OTHER, MatchKind, TermKind, fold, known_term, match

R = TypeVar("R", bound=Record)


class Records(Protocol):
    """A change of the register, as far as merging needs one."""

    snapshot: Snapshot

    def make(self, model: type[R], values: Mapping[str, Any]) -> R:
        """Add a record under a new number."""
        ...

    def put(self, record: R) -> R:
        """Add or replace a record."""
        ...

    def since(self, stamp: str, sha256: str = "") -> Mapping[tuple[str, int], Record | None] | None:
        """Return the records that changed after a state of the register, as they were in it.

        They are found by kind and number, None for those that were not there; `stamp` are the first letters of the
        hash of the journal's newest entry then. Where the file of that SHA-256 was put on record later, the state after
        that counts. None is returned for a state that this register never was in.
        """
        ...


class TermBook:
    """The terms and retention phrases of a register under change."""

    def __init__(self, records: Records) -> None:
        self._records = records
        snapshot = records.snapshot
        self._terms = {(term.kind, fold(term.label)): term.id for term in snapshot.terms.values()}
        for term in snapshot.terms.values():
            for label in term.former:
                self._terms.setdefault((term.kind, fold(label)), term.id)
        self._lists: dict[tuple[TermKind, tuple[Piece, ...]], tuple[int, ...]] = {}
        self._phrases = {phrase.text: phrase for phrase in snapshot.retentions.values()}

    def known(self, kind: TermKind, label: str) -> bool:
        """Say whether a label is a term of the register or of the VERBİS list."""
        return (kind, fold(label)) in self._terms or known_term(kind, label) is not None

    def find(self, kind: TermKind, label: str) -> Term | None:
        """Return the register's term of that label, or the one that was called so."""
        number = self._terms.get((kind, fold(label)))
        return None if number is None else self._records.snapshot.terms.get(number)

    def ensure(self, kind: TermKind, piece: Piece) -> Term:
        """Return the term of a label, made and mapped by the VERBİS list where the register has none."""
        found = self.find(kind, piece.label)
        if found is not None:
            return found
        official, how = self._mapping(kind, piece)
        values = {"kind": kind, "label": piece.label, "official": official, "match": how}
        made = self._records.make(Term, values)
        self._terms[kind, fold(piece.label)] = made.id
        return made

    def ids(self, kind: TermKind, pieces: tuple[Piece, ...] | None) -> tuple[int, ...] | None:
        """Return the numbers of the terms of a list; nothing stated stays nothing stated."""
        if pieces is None:
            return None
        found = self._lists.get((kind, pieces))
        if found is None:
            found = tuple(dict.fromkeys(self.ensure(kind, piece).id for piece in pieces))
            self._lists[kind, pieces] = found
        return found

    def save(self, term: Term) -> Term:
        """Put a term, new or changed."""
        self._terms[term.kind, fold(term.label)] = term.id
        return self._records.put(term)

    def phrase(self, text: str | None) -> int | None:
        """Return the number of a retention phrase, read and recorded where it is new."""
        if text is None:
            return None
        found = self._phrases.get(text)
        if found is None:
            reading = retention.read(text)
            fields: dict[str, Any] = {name: getattr(reading, name) for name in type(reading).model_fields}
            found = self._phrases[text] = self._records.make(Retention, {**fields, "text": text})
        return found.id

    def unread(self, number: int | None) -> Text | None:
        """Say that a retention phrase is not understood, and why; None for one that is."""
        phrase = self._records.snapshot.retentions.get(number or 0)
        if phrase is None or phrase.kind is not RetentionKind.UNREADABLE:
            return None
        return Text("The retention is not understood. {why}", why=retention.why(phrase.reading))

    def _mapping(self, kind: TermKind, piece: Piece) -> tuple[str | None, MatchKind]:
        found = match(kind, piece.label)
        if piece.other and found.term is None:
            return OTHER[kind], MatchKind.ALIAS
        return found.term, found.kind
