from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from kvkkctl import files
from kvkkctl.errors import FileProblem
from kvkkctl.models import (
    Activity,
    Controller,
    Entry,
    Origin,
    Retention,
    RetentionKind,
    RetentionTerm,
    SourceSheet,
    Term,
)
from kvkkctl.snapshot import Snapshot
from kvkkctl.verbis import roll_up
from kvkkctl.vocabulary import TermKind, match, terms
from kvkkctl.workbook.style import Look
from kvkkctl.workbook.verbis_book import VerbisCover, write_verbis

COVER = VerbisCover(controller="Örnek A.Ş.", as_of=date(2026, 3, 1), register="data/register.db")
LABELS = (
    (TermKind.CATEGORY, "Kimlik"),
    (TermKind.CATEGORY, "Zimmet"),
    (TermKind.PURPOSE, "Acil Durum Yönetimi Süreçlerinin Yürütülmesi"),
    (TermKind.PURPOSE, "=HYPERLINK(1)"),
    (TermKind.SUBJECT, "Çalışan"),
    (TermKind.RECIPIENT, "Tedarikçiler"),
    (TermKind.MEASURE, "Güvenlik duvarları kullanılmaktadır."),
    (TermKind.MEASURE, "Bekçi vardır."),
    (TermKind.CATEGORY, "Finans"),
)


def term(number, kind, label):
    found = match(kind, label)
    return Term(id=number, kind=kind, label=label, official=found.term, match=found.kind)


def retention(number, text, period):
    said = (RetentionTerm(period=period),)
    return Retention(id=number, text=text, kind=RetentionKind.BOUNDED, terms=said, maximum=period)


def example():
    """Identity data stated in full by two entries, finance data that leave questions, and an own category."""
    full = {"activity": 1, "category": 1, "purposes": (3,), "subjects": (5,), "measures": (7, 8)}
    entries = (
        Entry(
            id=1,
            **full,
            recipients=(),
            abroad=False,
            retention=1,
            origin=Origin(source=1, row=4),
        ),
        Entry(id=2, **(full | {"purposes": (4, 3)}), recipients=(), abroad=True, retention=2),
        Entry(id=3, **(full | {"category": 9}), recipients=(6,), abroad=None, retention=None),
        Entry(id=4, **(full | {"category": 2}), recipients=(), abroad=False, retention=1),
    )
    return Snapshot(
        controller=Controller(title=COVER.controller),
        terms={number: term(number, kind, label) for number, (kind, label) in enumerate(LABELS, 1)},
        activities={1: Activity(id=1, code="IK-1", name="Bordro")},
        retentions={1: retention(1, "10 yıl", "P10Y"), 2: retention(2, "18 ay", "P18M")},
        entries={entry.id: entry for entry in entries},
        sources={1: SourceSheet(id=1, file="ik.xlsx", sheet="İK")},
    )


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "exports" / "verbis.xlsx"
    write_verbis(path, roll_up(example(), COVER.as_of), COVER, lambda text: f"TR: {text}")
    assert [file.name for file in path.parent.iterdir()] == ["verbis.xlsx"]
    return load_workbook(path)


def dump(sheet):
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def test_sheets_are_in_the_order_of_the_screens(book):
    assert book.sheetnames == [
        "Kapak",
        "1 Veri Kategorileri",
        "2 İşleme Amaçları",
        "3 Alıcı Grupları",
        "4 Saklama Süreleri",
        "5 Kişi Grupları",
        "6 Yurt Dışına Aktarım",
        "7 Tedbirler",
        "Kaynak",
    ]
    assert book.properties.creator == "kvkkctl"


def test_cover(book):
    cells = [tuple(value for value in row if value is not None) for row in dump(book["Kapak"])]
    assert cells[:7] == [
        ("VERBİS Bildirim Çizelgesi",),
        (),
        ("Veri sorumlusu", "Örnek A.Ş."),
        ("Tarih", datetime(2026, 3, 1)),  # noqa: DTZ001 -- Excel knows no time zones
        ("Kayıt defteri", "data/register.db"),
        ("İşlenen veri kategorisi", "2 / 26"),
        ("Kararsız kalan", "4"),
    ]
    none_of_26 = "TR: It is mapped to no VERBİS category; until it is, its entries are in none."
    to_nobody = "TR: Data go abroad, but no entry names who receives them: one of the two answers is wrong."
    assert cells[-5:] == [
        ("Ekran", "Veri Kategorisi", "Konu", "Neden", "Envanter Kayıtları"),
        ("1 Veri Kategorileri", "Zimmet", none_of_26, "E4"),
        ("3 Alıcı Grupları", "Kimlik", "Kimlik", to_nobody, "E2"),
        ("4 Saklama Süreleri", "Finans", "Finans", "TR: No retention period is stated.", "E3"),
        (
            "6 Yurt Dışına Aktarım",
            "Finans",
            "Finans",
            "TR: Not every entry states whether the data go abroad.",
            "E3",
        ),
    ]


def test_nothing_open_is_said(tmp_path):
    path = tmp_path / "verbis.xlsx"
    write_verbis(path, roll_up(Snapshot(), COVER.as_of), COVER, str)
    assert dump(load_workbook(path)["Kapak"])[-1][0] == "Kararsız kalan konu yok."


def test_categories(book):
    rows = dump(book["1 Veri Kategorileri"])
    assert rows[0] == (
        "No",
        "Veri Kategorisi",
        "İşleniyor / İşlenmiyor (taahhüt)",
        "Özel Nitelikli",
        "Envanter Kayıtları",
        "Not",
    )
    check = "Taahhütten önce Kapak sayfasına bakın."
    assert [row[:2] for row in rows[1:]] == [(term.no, term.name) for term in terms(TermKind.CATEGORY)]
    assert rows[1] == (1, "Kimlik", "İşleniyor", "Hayır", "E1–E2", None)
    assert rows[10] == (10, "Finans", "İşleniyor", "Hayır", "E3", None)
    assert rows[21] == (21, "Sağlık Bilgileri", "İşlenmiyor (taahhüt)", "Evet", None, check)
    assert rows[26] == (26, "Diğer Bilgiler", "İşlenmiyor (taahhüt)", None, None, check)


@pytest.mark.parametrize(
    ("sheet", "rows"),
    [
        (
            "2 İşleme Amaçları",
            [
                (1, "Kimlik", 1, "Acil Durum Yönetimi Süreçlerinin Yürütülmesi"),
                (1, "Kimlik", 53, "Diğer: =HYPERLINK(1)"),
                (10, "Finans", 1, "Acil Durum Yönetimi Süreçlerinin Yürütülmesi"),
            ],
        ),
        (
            "3 Alıcı Grupları",
            [(1, "Kimlik", None, "Aktarılmıyor (taahhüt)"), (10, "Finans", 6, "Tedarikçiler")],
        ),
        (
            "4 Saklama Süreleri",
            [
                (1, "Kimlik", "Yıl", 10, "10 yıl"),
                (10, "Finans", "Kararsız", None, "Kapak sayfasındaki listeye bakın."),
            ],
        ),
        ("5 Kişi Grupları", [(1, "Kimlik", 2, "Çalışan"), (10, "Finans", 2, "Çalışan")]),
        ("6 Yurt Dışına Aktarım", [(1, "Kimlik", "Evet"), (10, "Finans", "Belirtilmemiş")]),
    ],
)
def test_screens(book, sheet, rows):
    assert dump(book[sheet])[1:] == rows


def test_measures_are_ticked_in_the_whole_list(book):
    rows = dump(book["7 Tedbirler"])[1:]
    assert [row[0] for row in rows] == list(range(1, 42))
    assert [row for row in rows if row[2]] == [
        (15, "Güvenlik duvarları kullanılmaktadır.", "✓"),
        (41, "Diğer: Bekçi vardır.", "✓"),
    ]


def test_every_value_says_where_it_comes_from(book):
    rows = dump(book["Kaynak"])
    assert rows[0] == ("Ekran", "Veri Kategorisi", "Değer", "Envanter Kaydı", "Dosya", "Sayfa", "Satır")
    identity = [row for row in rows if row[1] == "Kimlik"]
    purpose = "Acil Durum Yönetimi Süreçlerinin Yürütülmesi"
    place = ("ik.xlsx", "İK", 4)
    nowhere = (None, None, None)
    assert identity == [
        ("1 Veri Kategorileri", "Kimlik", "İşleniyor", "E1", *place),
        ("1 Veri Kategorileri", "Kimlik", "İşleniyor", "E2", *nowhere),
        ("2 İşleme Amaçları", "Kimlik", purpose, "E1", *place),
        ("2 İşleme Amaçları", "Kimlik", purpose, "E2", *nowhere),
        ("2 İşleme Amaçları", "Kimlik", "Diğer: =HYPERLINK(1)", "E2", *nowhere),
        ("3 Alıcı Grupları", "Kimlik", "Aktarılmıyor (taahhüt)", "E1", *place),
        ("3 Alıcı Grupları", "Kimlik", "Aktarılmıyor (taahhüt)", "E2", *nowhere),
        ("4 Saklama Süreleri", "Kimlik", "10 Yıl", "E1", *place),
        ("5 Kişi Grupları", "Kimlik", "Çalışan", "E1", *place),
        ("5 Kişi Grupları", "Kimlik", "Çalışan", "E2", *nowhere),
        ("6 Yurt Dışına Aktarım", "Kimlik", "Evet", "E2", *nowhere),
    ]
    measured = [row[2:4] for row in rows if row[0] == "7 Tedbirler"]
    assert measured[:2] == [("Güvenlik duvarları kullanılmaktadır.", f"E{n}") for n in (1, 2)]


def test_open_rows_are_coloured(book):
    coloured = [
        (sheet.title, row[0].value)
        for sheet in book.worksheets[2:]
        for row in sheet.iter_rows()
        if row[0].style == Look.OPEN_CENTRE.value
    ]
    assert coloured == [("3 Alıcı Grupları", 1), ("4 Saklama Süreleri", 10), ("6 Yurt Dışına Aktarım", 10)]


def test_sheets_print_on_a4_with_their_header(book):
    for sheet in book.worksheets[1:]:
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
        assert int(sheet.page_setup.paperSize) == 9
        assert int(sheet.page_setup.fitToHeight) == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(cell.alignment.wrap_text for cell in sheet[2])
    wide = [sheet.title for sheet in book if sheet.page_setup.orientation == "landscape"]
    assert wide == [
        "Kapak",
        "1 Veri Kategorileri",
        "2 İşleme Amaçları",
        "4 Saklama Süreleri",
        "Kaynak",
    ]


def test_a_file_in_the_way_is_replaced_where_that_is_asked_for(tmp_path):
    path = tmp_path / "verbis.xlsx"
    path.write_text("eski")
    with pytest.raises(FileProblem, match="--force"):
        write_verbis(path, roll_up(Snapshot(), COVER.as_of), COVER, str)
    assert path.read_text() == "eski"
    files.overwrite(allowed=True)
    try:
        write_verbis(path, roll_up(Snapshot(), COVER.as_of), COVER, str)
    finally:
        files.overwrite(allowed=False)
    assert load_workbook(path).sheetnames[0] == "Kapak"


@pytest.mark.parametrize("place", ["folder", "file/verbis.xlsx"])
def test_what_cannot_be_written_leaves_nothing_behind(tmp_path, place):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(FileProblem, match=r"cannot be made|is a folder"):
        write_verbis(tmp_path / place, roll_up(example(), COVER.as_of), COVER, str)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder"]
