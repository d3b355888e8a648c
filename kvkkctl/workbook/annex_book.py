"""The table of retention and destruction periods of a policy, as a workbook and as Markdown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kvkkctl.files import whole_file
from kvkkctl.models import RetentionKind
from kvkkctl.retention.annex import AnnexRow
from kvkkctl.retention.explanation import why
from kvkkctl.text import Text
from kvkkctl.workbook.style import Book, Column, Look

Render = Callable[[Text], str]

_COLUMNS = (
    Column("Veri Kategorisi", 22),
    Column("İlgili Kişi Grupları", 22),
    Column("Faaliyetler", 30),
    Column("Saklama Süresi", 28),
    Column("Başlangıç Olayı", 24),
    Column("Sürenin Anlamı", 34),
    Column("Dayanak", 26),
    Column("İmha Yöntemi", 18),
    Column("İmha Zamanı", 26),
)
# what tells one row from the next: a category has a row for each of its periods
_LEADING = 4
_TITLE = "Saklama ve İmha Süreleri Tablosu"
_BASIS = "Kişisel Verilerin Silinmesi, Yok Edilmesi veya Anonim Hale Getirilmesi Hakkında Yönetmelik m. 6/1-g, 6/1-ğ"
_MONTHS = "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split()  # noqa: SIM905 (a list of words)
_NOT_STATED = "Belirtilmemiş"


@dataclass(frozen=True, slots=True)
class AnnexCover:
    """What stands above the table: whose it is, of which day, and the days of periodic destruction.

    `runs` are (month, day) pairs, None where no policy is owed and three months are given.
    """

    controller: str | None
    drawn_up: date
    runs: tuple[tuple[int, int], ...] | None


def write_annex(path: Path, rows: Sequence[AnnexRow], cover: AnnexCover, render: Render) -> None:
    """Write the table to print; what is not stated or not understood is coloured. Raises FileProblem."""
    with Book(_TITLE) as book:
        sheet = book.sheet("Saklama ve İmha Süreleri", _COLUMNS, landscape=True, head=False, leading=_LEADING)
        sheet.append(_TITLE, look=Look.TITLE)
        for line in _above(cover):
            sheet.append(line, look=Look.NOTE)
        sheet.append(*(column.label for column in _COLUMNS), look=Look.HEAD)
        head = sheet.rows.count
        for row in rows:
            sheet.append(*_cells(row, cover, render, "\n"), is_open=_is_open(row))
        sheet.sheet.freeze_panes = f"B{head + 1}"
        sheet.sheet.print_title_rows = f"{head}:{head}"
        book.save(path)


def write_annex_text(path: Path, rows: Sequence[AnnexRow], cover: AnnexCover, render: Render) -> None:
    """Write the table as Markdown. Raises FileProblem."""
    with whole_file(path) as draft:
        draft.write_text(annex_text(rows, cover, render), encoding="utf8")


def annex_text(rows: Sequence[AnnexRow], cover: AnnexCover, render: Render) -> str:
    """Return the table as Markdown."""
    lines = [f"# {_TITLE}", "", *(f"- {_escaped(line)}" for line in _above(cover)), ""]
    lines.append(_line(column.label for column in _COLUMNS))
    lines.append(_line("---" for _ in _COLUMNS))
    lines += [_line(map(_escaped, _cells(row, cover, render, "; "))) for row in rows]
    return "\n".join(lines) + "\n"


def _line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    plain = " ".join(text.split())
    return "".join(f"\\{letter}" if letter in "\\|*_`<>[]" else letter for letter in plain)


def _above(cover: AnnexCover) -> Iterator[str]:
    yield f"Veri sorumlusu: {cover.controller or '—'}"
    yield f"Düzenlenme tarihi: {cover.drawn_up:%d.%m.%Y}"
    yield f"Periyodik imha: {_runs(cover)}"
    yield f"Dayanak: {_BASIS}"


def _runs(cover: AnnexCover) -> str:
    if cover.runs is None:
        return "politika yükümlülüğü yok; imha üç ay içinde yapılır (m. 11/3)"
    days = ", ".join(f"{day} {_MONTHS[month - 1]}" for month, day in cover.runs)
    return f"her yıl {days}" if days else _NOT_STATED


def _cells(row: AnnexRow, cover: AnnexCover, render: Render, between: str) -> list[str]:
    return [
        row.category,
        between.join(row.subjects) or _NOT_STATED,
        between.join(row.activities),
        row.reading.text if row.reading else _NOT_STATED,
        between.join(row.events) or "—",
        render(why(row.reading)) if row.reading else _NOT_STATED,
        between.join(row.laws) or "—",
        row.method or _NOT_STATED,
        (
            "Sürenin bitimini izleyen üç ay içinde"
            if cover.runs is None
            else "Sürenin bitimini izleyen ilk periyodik imhada"
        ),
    ]


def _is_open(row: AnnexRow) -> bool:
    """Say whether a person has to settle something in a row."""
    unread = {RetentionKind.UNREADABLE, RetentionKind.MISSING, RetentionKind.INDEFINITE}
    return row.reading is None or row.reading.kind in unread or row.method is None
