"""The two workbooks of a periodic destruction: the work list for those who do it, and the record of what was done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from openpyxl.utils import get_column_letter

from kvkkctl.inventory.choices import METHODS
from kvkkctl.inventory.columns import DESTRUCTIONS
from kvkkctl.models import Destruction, DestructionRun
from kvkkctl.retention.due import Numbered, Status
from kvkkctl.retention.recording import was_asked
from kvkkctl.retention.sweeping import YEARS_ON_RECORD
from kvkkctl.snapshot import Snapshot
from kvkkctl.workbook.inventory_book import drop_down
from kvkkctl.workbook.stream import Value
from kvkkctl.workbook.style import Book, Column, Look

_FILLED_IN = ("done_on", "method", "technique", "done_by", "approved_by", "reference", "reason")
_INSTRUCTIONS = (
    "Her satır, imha edilecek bir kayıt grubudur; renkli satırların günü geçmiştir.",
    "İmha edince “İmha Tarihi” ile “İmha Yöntemi” sütunlarını doldurun; edilemeyen satırı boş bırakın.",
    "“En Erken İmha” gününden önce imha etmeyin: saklama yükümlülüğü o güne kadar sürer.",
    "“Saklama No” ile “Kayıt” sütunlarını değiştirmeyin: dosya geri geldiğinde satır bunlarla tanınır.",
    "Kişi adı yazmayın: birim, unvan ya da tutanak numarası yeterlidir.",
)
_REPORT = (
    Column("Sıra", 6, Look.CENTRE),
    Column("İmha No", 8, Look.CENTRE),
    Column("Kayıt", 32),
    Column("Veri Kategorisi", 18),
    Column("Faaliyet", 22),
    Column("Miktar", 12),
    Column("Saklamanın Sonu", 12, Look.DATE),
    Column("En Geç İmha", 12, Look.DATE),
    Column("İmha Tarihi", 12, Look.DATE),
    Column("Yöntem", 14),
    Column("Teknik", 18),
    Column("Yapan", 14),
    Column("Onaylayan", 14),
    Column("Tutanak No", 12),
    Column("Açıklama", 26),
)
_LEADING = 3
_SIGNATURES = ("Hazırlayan", "İmhayı yapan", "Onaylayan")


@dataclass(frozen=True, slots=True)
class ReportCover:
    """What stands above a destruction record: whose it is, which run or days it covers, when it was drawn up."""

    controller: str | None
    covers: str
    drawn_up: date


def write_work_list(path: Path, snapshot: Snapshot, run: DestructionRun, rows: Iterable[Numbered]) -> None:
    """Write what is to be destroyed, with columns to fill in; `kvkkctl destruction record` takes it back.

    Raises FileProblem.
    """
    columns = [
        Column(each.heading, each.width, Look.DATE if each.day else Look.TEXT)
        for each in DESTRUCTIONS.columns
    ]
    with Book("Periyodik imha listesi") as book:
        sheet = book.sheet(DESTRUCTIONS.title, columns, landscape=True, leading=DESTRUCTIONS.leading)
        sheet.dress_columns()
        for row in rows:
            sheet.append(*_task(snapshot, row), is_open=row[1].status is Status.OVERDUE)
        last = sheet.rows.count
        for index, column in enumerate(DESTRUCTIONS.columns, 1):
            letter = get_column_letter(index)
            if column.field in _FILLED_IN:
                drop_down(sheet, column, f"{letter}2:{letter}{max(last, 2)}", {})
        sheet.sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(last, 1)}"
        notes = book.sheet("Açıklama", (Column("Nasıl doldurulur", 96),))
        notes.append(f"Periyodik imha {run.ref}: {_day(run.day)}")
        for line in _INSTRUCTIONS:
            notes.append(line)
        book.save(path)


def _task(snapshot: Snapshot, row: Numbered) -> list[Value]:
    number, due = row
    holding = snapshot.holdings[number]
    asked = was_asked(holding, due.duty_on)
    cells: dict[str, Value] = {
        "key": holding.ref,
        "label": holding.label,
        "activity": snapshot.activity_of(snapshot.entries[holding.entry]).name,
        "category": due.category,
        "medium": holding.medium,
        "location": holding.location,
        "holding_reference": holding.reference,
        "quantity": holding.quantity,
        "earliest": due.duty_on + timedelta(days=1) if due.duty_on and due.duty_on < date.max else None,
        "latest": due.destroy_by,
        "remark": "; ".join(
            said
            for said, holds in (
                ("Süresi geçti", due.status is Status.OVERDUE),
                ("İlgili kişi istedi: gerekçe yazın", asked),
                ("Kurul kararı", holding.board_date is not None),
            )
            if holds
        )
        or None,
    }
    return [cells.get(column.field) for column in DESTRUCTIONS.columns]


def write_report(path: Path, snapshot: Snapshot, records: Sequence[Destruction], cover: ReportCover) -> None:
    """Write the record of destructions as pages to print and sign. Raises FileProblem."""
    with Book("İmha tutanağı") as book:
        sheet = book.sheet("İmha Tutanağı", _REPORT, landscape=True, head=False, leading=_LEADING)
        sheet.append("Kişisel Veri İmha Tutanağı", look=Look.TITLE)
        for line in _above(records, cover):
            sheet.append(line, look=Look.NOTE)
        sheet.append(*(column.label for column in _REPORT), look=Look.HEAD)
        head = sheet.rows.count
        for number, record in enumerate(records, 1):
            sheet.append(*_line(snapshot, number, record))
        sheet.sheet.freeze_panes = f"A{head + 1}"
        sheet.sheet.print_title_rows = f"{head}:{head}"
        sheet.append(None)
        for signature in _SIGNATURES:
            sheet.append(None, None, f"{signature}:", "Birim / unvan:", None, None, "Tarih:", None, "İmza:")
        book.save(path)


def _above(records: Sequence[Destruction], cover: ReportCover) -> Iterable[str]:
    yield f"Veri sorumlusu: {cover.controller or '—'}"
    yield f"Kapsam: {cover.covers}"
    yield f"İmha işlemi sayısı: {len(records)}"
    yield f"Düzenlenme tarihi: {_day(cover.drawn_up)}"
    yield (
        "Dayanak: Kişisel Verilerin Silinmesi, Yok Edilmesi veya Anonim Hale Getirilmesi Hakkında Yönetmelik m. 7/3 "
        f"(bu kayıtlar en az {YEARS_ON_RECORD} yıl saklanır)"
    )


def _line(snapshot: Snapshot, number: int, record: Destruction) -> list[Value]:
    holding = snapshot.holdings[record.holding]
    entry = snapshot.entries[holding.entry]
    said = [record.reason, f"Süresinden önce ya da askıdayken: {record.forced}" if record.forced else None]
    return [
        number,
        record.ref,
        holding.label,
        snapshot.category_of(entry).label,
        snapshot.activity_of(entry).name,
        holding.quantity,
        record.duty_on,
        record.destroy_by,
        record.done_on,
        METHODS[record.method],
        record.technique,
        record.done_by,
        record.approved_by,
        record.reference,
        "; ".join(filter(None, said)) or None,
    ]


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
