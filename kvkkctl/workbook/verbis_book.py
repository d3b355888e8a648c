"""The VERBİS notification as a workbook to click along: one sheet per screen, in the order of the screens.

VERBİS takes no upload, so a person types what stands here. What is open is listed on the cover and coloured
where it belongs; the last sheet says which row of the inventory gave each answer.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kvkkctl.models import ResolvedField
from kvkkctl.text import Text, ranges
from kvkkctl.verbis import Decision, RollUp, Standing, asked_once
from kvkkctl.workbook.stream import Value, as_day
from kvkkctl.workbook.style import Book, Column, Look, Sheet
from kvkkctl.workbook.verbis_changes import Changes, add_differences
from kvkkctl.workbook.verbis_sheets import (
    add_cards,
    add_screens,
    add_sources,
    title,
)

_NOT_STATED = "Belirtilmemiş"
_STAMP_SHOWN = 16
_USAGE = (
    "VERBİS'e dosya yüklenemez: ekranları sırayla açın, aynı numaralı sayfadakileri seçip kutusunu (☐) işaretleyin.",
    "Renkli satırlar karar bekler: aşağıdaki listeyi çözüm sütunundaki komutlarla kapatın, dosyayı yeniden üretin.",
    "“VERBİS'te Seçilecek” sütunundaki ifade VERBİS listesindeki resmî ifadedir; “Sıra” listedeki yeridir.",
    "“Diğer” seçilen satırlarda yanındaki metin yazılır. “…” yerine ne yazılacağını yalnızca bir kişi bilebilir.",
    "İşlenmeyen her veri kategorisi için taahhüt işaretlenir; eşlenmemiş kategori kaldıkça taahhüt vermeyin.",
    "Her cevabın hangi envanter satırından geldiği “Kaynak” sayfasındadır.",
)
_COLUMNS = (
    Column("Ekran", 22, Look.BAND),
    Column("Veri Kategorisi", 24),
    Column("Konu", 24),
    Column("Neden", 48),
    Column("Envanter Kayıtları", 20),
    Column("Çözüm", 38),
)
_LEFT_OUT = ("Faaliyet", "Adı", "İstisna", "Neden", "Envanter Kayıtları")
_EXEMPT = "6698 sayılı Kanun m.28/2: VERBİS'e bildirilmez."
_DECISIONS = ("Karar", "Veri Kategorisi", "Cevap", "Gerekçe", "Karar Veren", "Durum")
_FIELDS = {
    ResolvedField.RETENTION: "Saklama süresi",
    ResolvedField.ABROAD: "Yurt dışına aktarım",
    ResolvedField.RECIPIENTS: "Alıcı grupları",
    ResolvedField.PROCESSED: "İşleniyor",
}
_VALUES = {"yes": "evet", "no": "hayır", "complete": "belirtilenler eksiksiz"}
_STANDINGS = {
    Standing.APPLIED: "Uygulandı",
    Standing.STALE: "Uygulanmadı: dayandığı değerler değişti",
    Standing.UNNEEDED: "Artık gerekmiyor",
}


@dataclass(frozen=True, slots=True)
class VerbisCover:
    """What the cover says beside the roll-up: whose notification, as of which day, out of which register.

    `state` is the hash of the newest entry of the register's journal.
    """

    controller: str | None
    as_of: date
    register: str
    state: str = ""


def write_verbis(
    path: Path,
    rolled: RollUp,
    cover: VerbisCover,
    render: Callable[[Text], str],
    changes: Changes | None = None,
) -> None:
    """Write the notification to `path`; `render` puts the questions into Turkish. Raises FileProblem.

    The rows of `changes` are category, screen, what to do, filed and current value, the day of the change, the last day
    to notify it, status and entries; there is no sheet of them where None is given, for nothing was filed.
    """
    with Book("VERBİS bildirimi") as book:
        _add_cover(book, rolled, cover, render, changes)
        add_screens(book, rolled)
        add_cards(book, rolled, render)
        add_sources(book, rolled)
        if changes is not None:
            add_differences(book, changes)
        book.save(path)


def _add_cover(
    book: Book, rolled: RollUp, cover: VerbisCover, render: Callable[[Text], str], changes: Changes | None
) -> None:
    sheet = book.sheet("Kapak", _COLUMNS, landscape=True, head=False)
    sheet.append("VERBİS Bildirim Çizelgesi", look=Look.TITLE)
    sheet.append()
    for label, value in _facts(rolled, cover).items():
        sheet.append(label, value)
    open_ = len(asked_once(rolled.unresolved))
    sheet.append("Karar bekleyen", f"{open_} konu", look=Look.ALERT if open_ else None)
    if changes:
        late = sum(is_late for _, is_late in changes.rows)
        said = f"{len(changes.rows)} değişiklik, geciken {late}; “Fark” sayfası"
        sheet.append("Son bildirim", changes.since)
        sheet.append("O günden bu yana", said, look=Look.ALERT if late else None)
    sheet.append()
    sheet.append("Nasıl kullanılır", look=Look.SECTION)
    for line in _USAGE:
        sheet.append(line, look=Look.NOTE)
    _add_questions(sheet, rolled, render)
    _add_left_out(sheet, rolled)
    _add_decisions(sheet, rolled, render)


def _facts(rolled: RollUp, cover: VerbisCover) -> Mapping[str, Value]:
    processed = sum(category.processed for category in rolled.categories)
    return {
        "Veri sorumlusu": cover.controller or _NOT_STATED,
        "Tarih": cover.as_of,
        "Kayıt defteri": cover.register,
        "Kayıt defterinin durumu": cover.state[:_STAMP_SHOWN] or _NOT_STATED,
        "İşlenen veri kategorisi": f"{processed} / {len(rolled.categories)}",
    }


def _add_questions(sheet: Sheet, rolled: RollUp, render: Callable[[Text], str]) -> None:
    _section(sheet, "Karar bekleyenler")
    if not rolled.unresolved:
        sheet.append("Karar bekleyen konu yok.", look=Look.NOTE)
        return
    sheet.append(*(column.label for column in _COLUMNS), look=Look.HEAD)
    sheet.sheet.print_title_rows = f"{sheet.rows.count}:{sheet.rows.count}"
    for question, categories, entries in asked_once(rolled.unresolved):
        sheet.append(
            title(question.screen),
            "; ".join(categories) or None,
            question.what,
            render(question.why),
            ranges(entries),
            question.fix,
            look=Look.OPEN,
        )


def _add_left_out(sheet: Sheet, rolled: RollUp) -> None:
    if rolled.left_out:
        _section(sheet, "Bildirim dışında bırakılan faaliyetler")
        sheet.append(*_LEFT_OUT, look=Look.HEAD)
    for each in rolled.left_out:
        sheet.append(each.activity, each.name, each.exemption, _EXEMPT, ranges(each.entries))


def _add_decisions(sheet: Sheet, rolled: RollUp, render: Callable[[Text], str]) -> None:
    if rolled.decisions:
        _section(sheet, "Kişilerin kararları")
        sheet.append(*_DECISIONS, look=Look.HEAD)
    for decision in rolled.decisions:
        values = tuple(_decision(decision, render))
        sheet.append(*values, is_open=decision.standing is Standing.STALE)


def _decision(decision: Decision, render: Callable[[Text], str]) -> Iterator[Value]:
    made = decision.resolution
    yield made.ref
    yield made.category
    yield f"{_FIELDS[made.field]}: {_VALUES.get(made.value, made.value)}"
    yield made.reason
    yield f"{made.decided_by}, {as_day(made.decided_on)}"
    why = render(decision.why) if decision.why else None
    yield "\n".join(filter(None, (_STANDINGS[decision.standing], why)))


def _section(sheet: Sheet, name: str) -> None:
    sheet.append()
    sheet.append(name, look=Look.SECTION)
