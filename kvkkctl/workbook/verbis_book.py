"""The VERBİS notification as a workbook to click along: one sheet per screen, in the order of the screens.

VERBİS takes no upload, so a person types what stands here. What is open is listed on the cover and coloured
where it belongs; the last sheet says which row of the inventory gave each value.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kvkkctl.text import Text, ranges
from kvkkctl.verbis import CategoryRoll, Rolled, RollUp, Screen, Unit, VerbisRetention
from kvkkctl.vocabulary import TermKind, terms
from kvkkctl.workbook.stream import Value
from kvkkctl.workbook.style import Book, Column, Look, Row

_YES_NO = {True: "Evet", False: "Hayır", None: "Belirtilmemiş"}
_NOT_STATED = "Belirtilmemiş"
_UNDECIDED = "Kararsız"
_SEE_COVER = "Kapak sayfasındaki listeye bakın."
_PROCESSED = {True: "İşleniyor", False: "İşlenmiyor (taahhüt)"}
_NOT_TRANSFERRED = "Aktarılmıyor (taahhüt)"
_CHECK_FIRST = "Taahhütten önce Kapak sayfasına bakın."
_TICK = "✓"
_USAGE = (
    "VERBİS'e dosya yüklenemez: bildirim ekranlarını sırayla açın, aynı numaralı sayfadakileri işaretleyin.",
    "Renkli satırlar kararsızdır: önce aşağıdaki listeye göre envanteri düzeltin, dosyayı yeniden üretin.",
    "“Diğer: …” yazan değerlerde VERBİS'te “Diğer” seçilir ve iki noktadan sonraki metin yazılır.",
    "İşlenmeyen her veri kategorisi için taahhüt işaretlenir; eşlenmemiş kategori kaldıkça taahhüt vermeyin.",
    "Her değerin hangi envanter satırından geldiği “Kaynak” sayfasındadır.",
)
_NO = Column("No", 6, Look.CENTRE)
_CATEGORY = Column("Veri Kategorisi", 40)
_ENTRIES = Column("Envanter Kayıtları", 28)


@dataclass(frozen=True, slots=True)
class VerbisCover:
    """What the cover says beside the roll-up: whose notification, as of which day, out of which register."""

    controller: str | None
    as_of: date
    register: str


@dataclass(frozen=True, slots=True)
class _Page:
    """The sheet of a screen; the rows begin with the number of the category, or of the measure."""

    name: str
    columns: Sequence[Column]
    rows: Callable[[RollUp], Iterator[Sequence[Value]]]


def write_verbis(path: Path, roll_up: RollUp, cover: VerbisCover, render: Callable[[Text], str]) -> None:
    """Write the notification to `path`; `render` puts the questions into Turkish. Raises FileProblem."""
    with Book("VERBİS bildirimi") as book:
        _cover(book, roll_up, cover, render)
        for screen, page in _PAGES.items():
            book.table(_title(screen), page.columns, _coloured(screen, page.rows(roll_up), roll_up))
        book.table("Kaynak", _SOURCE_COLUMNS, ((values, False) for values in _sources(roll_up)))
        book.save(path)


def _title(screen: Screen) -> str:
    return f"{screen.no} {_PAGES[screen].name}"


def _coloured(screen: Screen, rows: Iterator[Sequence[Value]], roll_up: RollUp) -> Iterator[Row]:
    asked = {question.category for question in roll_up.unresolved if question.screen is screen}
    if screen is Screen.CATEGORIES and roll_up.unplaced:
        asked.update(category.no for category in roll_up.categories if not category.processed)
    for values in rows:
        yield values, values[0] in asked


def _cover(book: Book, roll_up: RollUp, cover: VerbisCover, render: Callable[[Text], str]) -> None:
    names = {category.no: category.name for category in roll_up.categories}
    processed = sum(1 for _ in _processed(roll_up))
    sheet = book.sheet("Kapak", _COVER_COLUMNS, landscape=True, head=False)
    sheet.append("VERBİS Bildirim Çizelgesi", look=Look.TITLE)
    sheet.append()
    facts: Mapping[str, Value] = {
        "Veri sorumlusu": cover.controller or _NOT_STATED,
        "Tarih": cover.as_of,
        "Kayıt defteri": cover.register,
        "İşlenen veri kategorisi": f"{processed} / {len(roll_up.categories)}",
        "Kararsız kalan": str(len(roll_up.unresolved)),
    }
    for label, value in facts.items():
        sheet.append(label, value)
    sheet.append()
    sheet.append("Nasıl kullanılır")
    for line in _USAGE:
        sheet.append(line, look=Look.NOTE)
    sheet.append()
    sheet.append("Kararsız kalanlar")
    if not roll_up.unresolved:
        sheet.append("Kararsız kalan konu yok.", look=Look.NOTE)
        return
    sheet.append(*(column.label for column in _COVER_COLUMNS), look=Look.HEAD)
    for question in roll_up.unresolved:
        place, category = _title(question.screen), names.get(question.category or 0)
        values = place, category, question.what, render(question.why), ranges(question.entries)
        sheet.append(*values, look=Look.OPEN)


def _processed(roll_up: RollUp) -> Iterator[CategoryRoll]:
    return (category for category in roll_up.categories if category.processed)


def _name(category: CategoryRoll) -> str:
    return "\n".join(label.name for label in category.labels) or category.name


def _category_rows(roll_up: RollUp) -> Iterator[Sequence[Value]]:
    for category in roll_up.categories:
        note = _CHECK_FIRST if roll_up.unplaced and not category.processed else None
        special = _YES_NO[category.special] if category.processed or category.special is not None else None
        yield (
            category.no,
            _name(category),
            _PROCESSED[category.processed],
            special,
            ranges(category.entries),
            note,
        )


def _value_rows(screen: Screen) -> Callable[[RollUp], Iterator[Sequence[Value]]]:
    def rows(roll_up: RollUp) -> Iterator[Sequence[Value]]:
        for category in _processed(roll_up):
            for value in _GIVEN[screen](category) or (Rolled(_NOT_STATED, 0, ()),):
                yield category.no, _name(category), value.no or None, value.name

    return rows


def _retention_rows(roll_up: RollUp) -> Iterator[Sequence[Value]]:
    for category in _processed(roll_up):
        if retention := category.retention:
            yield category.no, _name(category), retention.unit.value, retention.count, retention.text
        else:
            yield category.no, _name(category), _UNDECIDED, None, _SEE_COVER


def _abroad_rows(roll_up: RollUp) -> Iterator[Sequence[Value]]:
    for category in _processed(roll_up):
        yield category.no, _name(category), _YES_NO[category.abroad]


def _measure_rows(roll_up: RollUp) -> Iterator[Sequence[Value]]:
    taken: dict[int, list[Rolled]] = {}
    for measure in roll_up.measures:
        taken.setdefault(measure.no, []).append(measure)
    for term in terms(TermKind.MEASURE):
        for measure in taken.get(term.no, ()):
            yield term.no, measure.name, _TICK
        if term.no not in taken:
            yield term.no, term.name, None


def _sources(roll_up: RollUp) -> Iterator[Sequence[Value]]:
    for screen, given in _GIVEN.items():
        for category in _processed(roll_up):
            for value in given(category):
                yield from _source_rows(screen, category.name, value, roll_up)
    for measure in roll_up.measures:
        yield from _source_rows(Screen.MEASURES, None, measure, roll_up)


def _source_rows(
    screen: Screen, category: str | None, value: Rolled, roll_up: RollUp
) -> Iterator[Sequence[Value]]:
    for ref in value.entries:
        origin = roll_up.origins.get(ref)
        place = (origin.source.file, origin.source.sheet, origin.row) if origin else ()
        yield _title(screen), category, value.name, ref, *place


def _recipients(category: CategoryRoll) -> Sequence[Rolled]:
    if category.transferred is False:
        return (Rolled(_NOT_TRANSFERRED, 0, category.entries),)
    return category.recipients


def _retention(category: CategoryRoll) -> Sequence[Rolled]:
    retention = category.retention
    return (Rolled(_length(retention), 0, retention.entries),) if retention else ()


def _length(retention: VerbisRetention) -> str:
    if retention.unit is Unit.OTHER:
        return f"{retention.unit.value}: {retention.text}"
    return f"{retention.count} {retention.unit.value}"


_GIVEN: Mapping[Screen, Callable[[CategoryRoll], Sequence[Rolled]]] = {
    Screen.CATEGORIES: lambda c: c.labels or (Rolled(_PROCESSED[True], c.no, c.entries),),
    Screen.PURPOSES: lambda c: c.purposes,
    Screen.RECIPIENTS: _recipients,
    Screen.RETENTION: _retention,
    Screen.SUBJECTS: lambda c: c.subjects,
    Screen.ABROAD: lambda c: (Rolled(_YES_NO[c.abroad], 0, c.abroad_entries),),
}

_COVER_COLUMNS = (
    Column("Ekran", 26, Look.BAND),
    _CATEGORY,
    Column("Konu", 34),
    Column("Neden", 60),
    _ENTRIES,
)
_SOURCE_COLUMNS = (
    Column("Ekran", 24),
    _CATEGORY,
    Column("Değer", 50),
    Column("Envanter Kaydı", 12, Look.CENTRE),
    Column("Dosya", 28),
    Column("Sayfa", 20),
    Column("Satır", 8, Look.CENTRE),
)
_PAGES: Mapping[Screen, _Page] = {
    Screen.CATEGORIES: _Page(
        "Veri Kategorileri",
        (
            _NO,
            _CATEGORY,
            Column("İşleniyor / İşlenmiyor (taahhüt)", 22),
            Column("Özel Nitelikli", 12, Look.CENTRE),
            _ENTRIES,
            Column("Not", 40),
        ),
        _category_rows,
    ),
    Screen.PURPOSES: _Page(
        "İşleme Amaçları",
        (_NO, _CATEGORY, Column("Amaç No", 8, Look.CENTRE), Column("İşleme Amacı", 70)),
        _value_rows(Screen.PURPOSES),
    ),
    Screen.RECIPIENTS: _Page(
        "Alıcı Grupları",
        (_NO, _CATEGORY, Column("Alıcı No", 8, Look.CENTRE), Column("Alıcı / Alıcı Grubu", 52)),
        _value_rows(Screen.RECIPIENTS),
    ),
    Screen.RETENTION: _Page(
        "Saklama Süreleri",
        (
            _NO,
            _CATEGORY,
            Column("Birim (Yıl / Ay / Diğer)", 12, Look.CENTRE),
            Column("Süre", 8, Look.CENTRE),
            Column("Açıklama", 60),
        ),
        _retention_rows,
    ),
    Screen.SUBJECTS: _Page(
        "Kişi Grupları",
        (_NO, _CATEGORY, Column("Grup No", 8, Look.CENTRE), Column("Veri Konusu Kişi Grubu", 52)),
        _value_rows(Screen.SUBJECTS),
    ),
    Screen.ABROAD: _Page(
        "Yurt Dışına Aktarım",
        (_NO, _CATEGORY, Column("Yurt Dışına Aktarılıyor", 22, Look.CENTRE)),
        _abroad_rows,
    ),
    Screen.MEASURES: _Page(
        "Tedbirler",
        (_NO, Column("Veri Güvenliği Tedbiri", 78), Column("Alınıyor", 10, Look.CENTRE)),
        _measure_rows,
    ),
}
