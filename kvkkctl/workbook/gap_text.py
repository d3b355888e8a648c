"""What a gap report to send out holds, and how it looks as Markdown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kvkkctl.vocabulary import turkish_order

WEIGHTS = ("Hata", "Uyarı", "Bilgi")
TITLE = "KVKK Eksik Raporu"
NO_DEPARTMENT = "Kurum Geneli"
COLUMNS = ("Kural", "Ağırlık", "Kayıt", "Eksik", "Hücre", "Dayanak", "Nasıl Giderilir", "Durum")


@dataclass(frozen=True, slots=True)
class GapCover:
    """What stands above the gaps: whose they are, of which day, what the rules ask, and the fines of the year."""

    controller: str | None
    as_of: date
    titles: Mapping[str, str]
    fines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapRow:
    """One gap in Turkish; `department` is None where it concerns several or none."""

    department: str | None
    rule: str
    weight: str
    record: str
    label: str
    gap: str
    file: str | None
    cell: str | None
    citation: str
    fix: str
    state: str
    is_open: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """The values under `COLUMNS`."""
        place = " ".join(filter(None, (self.file, self.cell)))
        return self.rule, self.weight, self.record, self.gap, place, self.citation, self.fix, self.state


def by_department(rows: Iterable[GapRow]) -> list[tuple[str | None, list[GapRow]]]:
    """Return the rows by department in the order of their names, what concerns several or none first."""
    found: dict[str | None, list[GapRow]] = {}
    for row in rows:
        found.setdefault(row.department, []).append(row)
    return sorted(found.items(), key=lambda item: (item[0] is not None, turkish_order(item[0] or "")))


def above(cover: GapCover) -> Iterator[str]:
    """Yield the lines above the tables."""
    yield f"Veri sorumlusu: {cover.controller or '—'}"
    yield f"Tarih: {cover.as_of:%d.%m.%Y}"
    for fine in cover.fines:
        yield f"İdari para cezası: {fine}"


def by_rule(cover: GapCover, rows: Sequence[GapRow]) -> list[tuple[str, str, int, int, str]]:
    """Return for each rule its weight, how many gaps are open, how many are accepted or known, and what it asks."""
    weights = {row.rule: row.weight for row in rows}
    opened = Counter(row.rule for row in rows if row.is_open)
    everything = Counter(row.rule for row in rows)
    return [
        (rule, weight, opened[rule], everything[rule] - opened[rule], cover.titles[rule])
        for rule, weight in weights.items()
    ]


def gap_text(cover: GapCover, rows: Sequence[GapRow]) -> str:
    """Return the report as Markdown."""
    lines = [f"# {TITLE}", "", *(f"- {_escaped(line)}" for line in above(cover)), "", "## Özet", ""]
    lines += _table(
        ("Kural", "Ağırlık", "Açık Eksik", "Kabul Edilen ya da Bilinen", "Olması Gereken"),
        by_rule(cover, rows),
    )
    for department, members in by_department(rows):
        lines += ["", f"## {_escaped(department or NO_DEPARTMENT)}", ""]
        lines += _table(COLUMNS, (row.cells for row in members))
    return "\n".join(lines) + "\n"


def _table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield _line(headings)
    yield _line("---" for _ in headings)
    for row in rows:
        yield _line(_escaped(str(cell)) for cell in row)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    # a terminal may show the file: it gets no command from what a user wrote
    plain = "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(text.split()))
    return "".join(f"\\{letter}" if letter in "\\|*_`<>[]#" else letter for letter in plain)
