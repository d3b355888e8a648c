"""The administrative fines that the articles of a finding carry (Law 6698 art. 18/1)."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from kvkkctl.law.fines import FineBand, fine_band
from kvkkctl.models import ControllerKind
from kvkkctl.rules.context import Context

_ARTICLE = re.compile(r"KVKK m\.(\d+)(?:/(\d+))?")
_PARAGRAPHS: Mapping[tuple[str, str | None], str] = MappingProxyType(
    {("9", "5"): "d", ("10", None): "a", ("12", None): "b", ("15", None): "c", ("16", None): "ç"}
)
_REGISTRATION = "ç"
_IN_FORCE = {"d": date(2024, 6, 1)}
_FROM_THE_START = date(2016, 10, 7)
# they answer by disciplinary law (art. 18/3)
_PUBLIC = frozenset({ControllerKind.PUBLIC, ControllerKind.PROFESSIONAL})


class Fine(NamedTuple):
    """A sub-paragraph of art. 18/1, the article that it sanctions, and its band in a year; None where not known."""

    paragraph: str
    article: str
    year: int
    band: FineBand | None

    @property
    def citation(self) -> str:
        """The sub-paragraph as it is cited."""
        return f"18/1-{self.paragraph}"


class Exposure:
    """The fines of one register and day; a public body has none, and who need not register none for that."""

    def __init__(self, context: Context) -> None:
        self._day = context.as_of
        self._fined = context.snapshot.controller.kind not in _PUBLIC
        self._registers = context.obligation.obliged is not False
        self._known: dict[tuple[str, ...], tuple[Fine, ...]] = {}

    def of(self, cites: Iterable[str]) -> tuple[Fine, ...]:
        """Return the fines for the articles that are cited, each once, in their order."""
        key = tuple(cites)
        if key not in self._known:
            found = (fine for cited in key if (fine := self._fine(cited)))
            self._known[key] = tuple(dict.fromkeys(found))
        return self._known[key]

    def _fine(self, cited: str) -> Fine | None:
        article = _ARTICLE.match(cited)
        if article is None or not self._fined:
            return None
        number, paragraph = article.groups()
        for of, name in (((number, paragraph), f"{number}/{paragraph}"), ((number, None), number)):
            letter = _PARAGRAPHS.get(of)
            if letter is None or self._day < _IN_FORCE.get(letter, _FROM_THE_START):
                continue
            if letter != _REGISTRATION or self._registers:
                return Fine(letter, name, self._day.year, fine_band(letter, self._day.year))
        return None
