"""The sheets of the VERBİS workbook: one a screen to click along with, one of cards, one of where answers come from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break

from kvkkctl.text import Text, ranges
from kvkkctl.verbis import CategoryRoll, RollUp, Screen, all_measures, answers
from kvkkctl.workbook.stream import Value
from kvkkctl.workbook.style import Book, Column, Look, Row, Sheet

BOX, TICKED = "☐", "☑"
UNDECIDED = "Karar bekliyor"
YES_NO = {True: "Evet", False: "Hayır", None: "Belirtilmemiş"}
_ASK_FIRST = "?"
_NONE_ABROAD = "Hiçbiri yurt dışına aktarılmıyor (taahhüt)"
_CHECK_FIRST = "Taahhütten önce Kapak sayfasına bakın."
RED = "FFC00000"
BOXES = Column(BOX, 5, Look.CENTRE)
_NO = Column("No", 5, Look.CENTRE)
_LINE = Column("Sıra", 6, Look.CENTRE)
_PICK = Column("VERBİS'te Seçilecek", 78)
_TYPE = Column("“Diğer” İçin Yazılacak Metin", 30)
_ENTRIES = Column("Envanter Kayıtları", 30)
_VALUES = (BOXES, _NO, Column("Veri Kategorisi", 30), _LINE, _PICK, _TYPE)


class Page(NamedTuple):
    """The sheet of a screen: its name, what is done there, its columns, its rows with whether they are open."""

    name: str
    task: str
    columns: Sequence[Column]
    rows: Callable[[RollUp], Iterator[Row]]
    landscape: bool = True


def title(screen: Screen) -> str:
    """Return the name of the sheet of a screen."""
    return f"{screen.no} {PAGES[screen].name}"


def add_screens(book: Book, rolled: RollUp) -> None:
    """Add the sheets to click along with, in the order of the screens."""
    for screen, page in PAGES.items():
        sheet = book.sheet(title(screen), page.columns, landscape=page.landscape, head=False)
        sheet.append(page.task, look=Look.NOTE)
        head_list(sheet)
        for values, is_open in page.rows(rolled):
            sheet.append(*values, is_open=is_open)
        make_boxes(sheet)
        if any(question.screen is screen for question in rolled.unresolved):
            sheet.sheet.sheet_properties.tabColor = RED


def make_boxes(sheet: Sheet) -> None:
    """Let the boxes be ticked on the screen, too: a list of an empty and a ticked one."""
    boxes = DataValidation("list", formula1=f'"{BOX},{TICKED}"', allow_blank=True, showErrorMessage=False)
    boxes.add(f"A3:A{max(sheet.rows.count, 3)}")
    sheet.sheet.data_validations.append(boxes)


def add_cards(book: Book, rolled: RollUp, render: Callable[[Text], str]) -> None:
    """Add a card for each category that is processed, on a page of its own, and one for all others."""
    sheet = book.sheet("Kategori Kartları", _CARD_COLUMNS, head=False)
    for category in rolled.categories:
        if category.processed:
            _head_card(sheet, f"{category.no}. {category.name}")
            for values, is_open in _card(rolled, category, render):
                sheet.append(*values, is_open=is_open)
    _head_card(sheet, "İşlenmeyen veri kategorileri (taahhüt)")
    for answer in answers(rolled, Screen.CATEGORIES):
        if answer.category and not answer.category.processed:
            note = _CHECK_FIRST if answer.is_open else None
            box = _ASK_FIRST if note else BOX
            sheet.append(box, answer.no, answer.category.name, note, is_open=answer.is_open)


def _head_card(sheet: Sheet, name: str) -> None:
    if sheet.rows.count:
        sheet.sheet.row_breaks.append(Break(id=sheet.rows.count))
    sheet.append(name, look=Look.TITLE)
    sheet.append(*(column.label for column in _CARD_COLUMNS), look=Look.HEAD)


def _card(rolled: RollUp, category: CategoryRoll, render: Callable[[Text], str]) -> Iterator[Row]:
    for screen, page in PAGES.items():
        if screen is Screen.MEASURES:
            continue
        label: str | None = page.name
        for answer in answers(rolled, screen):
            if answer.category and answer.category.no == category.no:
                yield (label, answer.no, answer.name or UNDECIDED, answer.source), answer.is_open
                label = None
    for question in rolled.unresolved:
        if question.category == category.no:
            said = f"{question.what}: {render(question.why)}\n{question.fix}"
            yield ("Karar bekliyor", None, said, ranges(question.entries)), True


def add_sources(book: Book, rolled: RollUp) -> None:
    """Add which rows of the inventory, or which decision of a person, gave each answer."""
    book.table("Kaynak", _SOURCE_COLUMNS, ((values, False) for values in _sources(rolled)))


def head_list(sheet: Sheet) -> None:
    """Put the headings below the note that begins a sheet; both stay in view and repeat on every page."""
    sheet.append(*(column.label for column in sheet.columns), look=Look.HEAD)
    sheet.sheet.freeze_panes = "A3"
    sheet.sheet.print_title_rows = "1:2"


def _sources(rolled: RollUp) -> Iterator[Sequence[Value]]:
    reasons = {made.ref: made.reason for made in rolled.decided.values()}
    for screen in Screen:
        for answer in answers(rolled, screen):
            name = answer.category.name if answer.category else None
            given = title(screen), name, answer.name or UNDECIDED
            for ref in answer.entries:
                origin = rolled.origins.get(ref)
                place = (origin.source.file, origin.source.sheet, origin.row) if origin else ()
                yield *given, ref, *place
            if answer.decided:
                yield *given, answer.decided, f"Karar: {reasons[answer.decided]}"


def _category_rows(rolled: RollUp) -> Iterator[Row]:
    for answer in answers(rolled, Screen.CATEGORIES):
        category = answer.category
        if category is None:
            continue
        note = _CHECK_FIRST if answer.is_open and not category.processed else None
        stated = category.processed or category.special is not None
        yield (
            (
                _ASK_FIRST if note else BOX,
                category.no,
                category.name,
                answer.pick,
                answer.typed,
                YES_NO[category.special] if stated else None,
                note or answer.source,
            ),
            answer.is_open,
        )


def _value_rows(screen: Screen) -> Callable[[RollUp], Iterator[Row]]:
    def rows(rolled: RollUp) -> Iterator[Row]:
        for answer in answers(rolled, screen):
            if category := answer.category:
                box, pick = (BOX, answer.pick) if answer.pick else (_ASK_FIRST, YES_NO[None])
                yield (box, category.no, category.name, answer.no, pick, answer.typed), answer.is_open

    return rows


def _retention_rows(rolled: RollUp) -> Iterator[Row]:
    for answer in answers(rolled, Screen.RETENTION):
        category = answer.category
        if category is None:
            continue
        stated = category.retention.text if category.retention else "Kapak sayfasındaki listeye bakın."
        if answer.pick is None:
            yield (_ASK_FIRST, category.no, category.name, UNDECIDED, None, stated, None), True
            continue
        typed = int(answer.typed) if answer.typed and answer.typed.isdigit() else answer.typed
        values = BOX, category.no, category.name, answer.pick, typed, stated, answer.source
        yield values, answer.is_open


def _abroad_rows(rolled: RollUp) -> Iterator[Row]:
    given = list(answers(rolled, Screen.ABROAD))
    for answer in given:
        if category := answer.category:
            box = {True: BOX, False: None, None: _ASK_FIRST}[category.abroad]
            said = YES_NO[category.abroad]
            yield (box, category.no, category.name, said, answer.source), answer.is_open
    if given and all(answer.category and answer.category.abroad is False for answer in given):
        yield (BOX, None, _NONE_ABROAD, None, None), False


def _measure_rows(rolled: RollUp) -> Iterator[Row]:
    for answer, taken in all_measures(rolled):
        yield (BOX if taken else None, answer.no, answer.pick, answer.typed), False


_CARD_COLUMNS = (
    Column("Ekran", 20, Look.BAND),
    _LINE,
    Column("Cevap", 54),
    _ENTRIES,
)
_SOURCE_COLUMNS = (
    Column("Ekran", 22),
    Column("Veri Kategorisi", 30),
    Column("Cevap", 48),
    Column("Kayıt", 10, Look.CENTRE),
    Column("Dosya", 30),
    Column("Sayfa", 20),
    Column("Satır", 8, Look.CENTRE),
)
PAGES: Mapping[Screen, Page] = {
    Screen.CATEGORIES: Page(
        "Veri Kategorileri",
        "Her veri kategorisinin sekmesinde ya işlendiğini ya da işlenmediği taahhüdünü işaretleyin.",
        (
            BOXES,
            _NO,
            Column("Veri Kategorisi", 42),
            Column("İşaretlenecek", 22),
            Column("“Diğer Bilgiler” İçin Metin", 28),
            Column("Özel Nitelikli", 12, Look.CENTRE),
            Column("Envanter Kayıtları / Not", 40),
        ),
        _category_rows,
    ),
    Screen.PURPOSES: Page(
        "İşleme Amaçları",
        "İşlenen her veri kategorisi için aşağıdaki amaçları işaretleyin; sıra, VERBİS listesindeki yerdir.",
        _VALUES,
        _value_rows(Screen.PURPOSES),
    ),
    Screen.RECIPIENTS: Page(
        "Alıcı Grupları",
        "İşlenen her veri kategorisi için alıcı gruplarını ya da aktarılmadığı taahhüdünü işaretleyin.",
        _VALUES,
        _value_rows(Screen.RECIPIENTS),
    ),
    Screen.RETENTION: Page(
        "Veri Saklama Süreleri",
        "Birimi seçip süreyi yazın: mevzuattaki azami süre, yoksa en uzun süre. VERBİS'te “Gün” seçeneği yoktur.",
        (
            BOXES,
            _NO,
            Column("Veri Kategorisi", 36),
            Column("Birim", 15, Look.CENTRE),
            Column("Yazılacak", 24, Look.CENTRE),
            Column("Envanterde Yazan", 50),
            Column("Belirleyen Kayıt", 24),
        ),
        _retention_rows,
    ),
    Screen.SUBJECTS: Page(
        "Veri Konusu Kişi Grupları",
        "İşlenen her veri kategorisi için veri konusu kişi gruplarını işaretleyin.",
        _VALUES,
        _value_rows(Screen.SUBJECTS),
    ),
    Screen.ABROAD: Page(
        "Yabancı Ülkelere Aktarım",
        "Yurt dışına aktarılan kategorileri işaretleyin; hiçbiri aktarılmıyorsa taahhüdü işaretleyin.",
        (
            BOXES,
            _NO,
            Column("Veri Kategorisi", 46),
            Column("Aktarılıyor", 14, Look.CENTRE),
            Column("Envanter Kayıtları", 38),
        ),
        _abroad_rows,
        landscape=False,
    ),
    Screen.MEASURES: Page(
        "Veri Güvenliği Tedbirleri",
        "Kutusu olan tedbirleri işaretleyin; bu ekran veri sorumlusunun bütünü için bir kez doldurulur.",
        (BOXES, _NO, Column("Veri Güvenliği Tedbiri", 92), Column("“Diğer” İçin Metin", 34)),
        _measure_rows,
        landscape=False,
    ),
}
