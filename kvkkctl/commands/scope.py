"""Which entries a user wants to see: those of a department, of a data category, or of both."""

from dataclasses import dataclass
from functools import cached_property

from kvkkctl.errors import BadValue
from kvkkctl.inventory.selection import check_departments
from kvkkctl.likeness import close_to
from kvkkctl.models import Entry
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, ascii_fold, known_term, terms


@dataclass(frozen=True)
class Scope:
    """A department and a data category, as they were named; None is all."""

    department: str | None = None
    category: str | None = None

    @cached_property
    def _categories(self) -> frozenset[str]:
        if self.category is None:
            return frozenset()
        known = known_term(TermKind.CATEGORY, self.category)
        return frozenset(map(ascii_fold, filter(None, (self.category, known and known.term))))

    @cached_property
    def _department(self) -> str:
        return ascii_fold(self.department or "")

    def has(self, entry: Entry, snapshot: Snapshot) -> bool:
        """Say whether an entry is of the department and of the category, in the register's words or VERBİS's."""
        term = snapshot.category_of(entry)
        return (
            self.department is None
            or ascii_fold(snapshot.activity_of(entry).department or "") == self._department
        ) and (
            self.category is None
            or not self._categories.isdisjoint({ascii_fold(term.label), ascii_fold(term.official or "")})
        )

    def check(self, snapshot: Snapshot) -> None:
        """Raise BadValue for a department that no activity has, and a category that no list knows."""
        if self.department is not None:
            check_departments(snapshot.activities.values(), [self.department])
        if self.category is None or known_term(TermKind.CATEGORY, self.category):
            return
        labels = [term.label for term in snapshot.of_kind(TermKind.CATEGORY)]
        if ascii_fold(self.category) in map(ascii_fold, labels):
            return
        names = dict.fromkeys([*labels, *(term.name for term in terms(TermKind.CATEGORY))])
        by_key = {ascii_fold(name): name for name in names}
        close = tuple(by_key[key] for key in close_to(ascii_fold(self.category), by_key))
        said = Text('There is no data category "{name}"', name=self.category)
        if close:
            raise BadValue(Text("{said}; did you mean {close}?", said=said, close=close))
        raise BadValue(Text("{said}: `kvkkctl category list` shows those of the register.", said=said))
