from dataclasses import replace
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
    Resolution,
    ResolvedField,
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
from kvkkctl.workbook.verbis_changes import Changes

COVER = VerbisCover(
    controller="Örnek A.Ş.", as_of=date(2026, 3, 1), register="data/register.db", state="0123456789abcdef" * 4
)
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
        Entry(id=5, **(full | {"activity": 2}), recipients=(), abroad=False, retention=1),
    )
    said = {"decided_by": "DPO", "decided_on": date(2026, 2, 1)}
    decided = (
        Resolution(
            id=1,
            category="Lokasyon",
            field=ResolvedField.PROCESSED,
            value="no",
            reason="GPS yok",
            grounds=("Zimmet",),
            **said,
        ),
        Resolution(
            id=2,
            category="Finans",
            field=ResolvedField.RETENTION,
            value="10 Yıl",
            reason="Zamanaşımı",
            grounds=("E9: –",),
            **said,
        ),
    )
    return Snapshot(
        controller=Controller(title=COVER.controller),
        terms={number: term(number, kind, label) for number, (kind, label) in enumerate(LABELS, 1)},
        activities={
            1: Activity(id=1, code="IK-1", name="Bordro"),
            2: Activity(id=2, code="K-1", name="Sayım", exemption="28/2-ç"),
        },
        retentions={1: retention(1, "10 yıl", "P10Y"), 2: retention(2, "18 ay", "P18M")},
        entries={entry.id: entry for entry in entries},
        sources={1: SourceSheet(id=1, file="ik.xlsx", sheet="İK")},
        resolutions={each.id: each for each in decided},
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
        "4 Veri Saklama Süreleri",
        "5 Veri Konusu Kişi Grupları",
        "6 Yabancı Ülkelere Aktarım",
        "7 Veri Güvenliği Tedbirleri",
        "Kategori Kartları",
        "Kaynak",
    ]
    assert book.properties.creator == "kvkkctl"


def cells_of(sheet):
    return [tuple(value for value in row if value is not None) for row in dump(sheet)]


def test_cover(book):
    cells = cells_of(book["Kapak"])
    assert cells[:8] == [
        ("VERBİS Bildirim Çizelgesi",),
        (),
        ("Veri sorumlusu", "Örnek A.Ş."),
        ("Tarih", datetime(2026, 3, 1)),  # noqa: DTZ001 -- Excel knows no time zones
        ("Kayıt defteri", "data/register.db"),
        ("Kayıt defterinin durumu", "0123456789abcdef"),
        ("İşlenen veri kategorisi", "2 / 26"),
        ("Karar bekleyen", "5 konu"),
    ]
    red = next(row[1] for row in book["Kapak"].iter_rows() if row[0].value == "Karar bekleyen")
    assert (red.style, red.font.color.rgb) == (Look.ALERT.value, "FFC00000")
    none_of_26 = "TR: It is mapped to no VERBİS category; until it is, its entries are in none."
    to_nobody = "TR: Data go abroad, but no entry names who receives them: one of the two answers is wrong."
    not_said = "TR: Not every entry states whether the data go abroad."
    asked = cells.index(("Karar bekleyenler",))
    assert cells[asked + 1 : asked + 7] == [
        ("Ekran", "Veri Kategorisi", "Konu", "Neden", "Envanter Kayıtları", "Çözüm"),
        ("1 Veri Kategorileri", "Zimmet", none_of_26, "E4", "kvkkctl category map Zimmet …"),
        ("3 Alıcı Grupları", "Kimlik", "Kimlik", to_nobody, "E2", "kvkkctl entry edit E2 --recipient …"),
        (
            "4 Veri Saklama Süreleri",
            "Finans",
            "Finans",
            "TR: No retention period is stated.",
            "E3",
            "kvkkctl verbis resolve Finans --retention '… Yıl' --reason …",
        ),
        (
            "4 Veri Saklama Süreleri",
            "Finans",
            "Finans",
            (
                "TR: The decision V2 (10 Yıl) is not applied, for what it chose between has changed;"
                " new: ['E3: –']; gone: ['E9: –']."
            ),
            "E3",
            "kvkkctl verbis resolve Finans --retention '… Yıl' --reason …",
        ),
        (
            "6 Yabancı Ülkelere Aktarım",
            "Finans",
            "Finans",
            not_said,
            "E3",
            "kvkkctl verbis resolve Finans --abroad/--no-abroad --reason …",
        ),
    ]


def test_exempt_activities_and_decisions_are_on_the_cover(book):
    cells = cells_of(book["Kapak"])
    left = cells.index(("Bildirim dışında bırakılan faaliyetler",))
    assert cells[left + 2] == (
        "K-1",
        "Sayım",
        "28/2-ç",
        "6698 sayılı Kanun m.28/2: VERBİS'e bildirilmez.",
        "E5",
    )
    decided = cells.index(("Kişilerin kararları",))
    assert cells[decided + 2] == (
        "V1",
        "Lokasyon",
        "İşleniyor: hayır",
        "GPS yok",
        "DPO, 01.02.2026",
        "Uygulandı",
    )
    assert cells[decided + 3][:3] == ("V2", "Finans", "Saklama süresi: 10 Yıl")
    assert cells[decided + 3][5].startswith("Uygulanmadı: dayandığı değerler değişti")


def test_nothing_open_is_said(tmp_path):
    path = tmp_path / "verbis.xlsx"
    write_verbis(path, roll_up(Snapshot(), COVER.as_of), COVER, str)
    assert dump(load_workbook(path)["Kapak"])[-1][0] == "Karar bekleyen konu yok."


def test_categories(book):
    rows = dump(book["1 Veri Kategorileri"])
    assert rows[1] == (
        "☐",
        "No",
        "Veri Kategorisi",
        "İşaretlenecek",
        "“Diğer Bilgiler” İçin Metin",
        "Özel Nitelikli",
        "Envanter Kayıtları / Not",
    )
    check = "Taahhütten önce Kapak sayfasına bakın."
    assert [row[1:3] for row in rows[2:]] == [(term.no, term.name) for term in terms(TermKind.CATEGORY)]
    assert rows[2] == ("☐", 1, "Kimlik", "İşleniyor", None, "Hayır", "E1–E2")
    assert rows[4] == ("☐", 3, "Lokasyon", "İşlenmiyor (taahhüt)", None, "Hayır", "V1")
    assert rows[11] == ("☐", 10, "Finans", "İşleniyor", None, "Hayır", "E3")
    assert rows[22] == ("?", 21, "Sağlık Bilgileri", "İşlenmiyor (taahhüt)", None, "Evet", check)
    assert rows[27] == ("?", 26, "Diğer Bilgiler", "İşlenmiyor (taahhüt)", None, None, check)


@pytest.mark.parametrize(
    ("sheet", "rows"),
    [
        (
            "2 İşleme Amaçları",
            [
                ("☐", 1, "Kimlik", 1, "Acil Durum Yönetimi Süreçlerinin Yürütülmesi", None),
                ("☐", 1, "Kimlik", 53, "Diğer", "=HYPERLINK(1)"),
                ("☐", 10, "Finans", 1, "Acil Durum Yönetimi Süreçlerinin Yürütülmesi", None),
            ],
        ),
        (
            "3 Alıcı Grupları",
            [
                ("☐", 1, "Kimlik", None, "Aktarılmıyor (taahhüt)", None),
                ("☐", 10, "Finans", 6, "Tedarikçiler", None),
            ],
        ),
        (
            "4 Veri Saklama Süreleri",
            [
                ("☐", 1, "Kimlik", "Yıl", 10, "10 yıl", "E1"),
                ("?", 10, "Finans", "Karar bekliyor", None, "Kapak sayfasındaki listeye bakın.", None),
            ],
        ),
        (
            "5 Veri Konusu Kişi Grupları",
            [("☐", 1, "Kimlik", 2, "Çalışan", None), ("☐", 10, "Finans", 2, "Çalışan", None)],
        ),
        (
            "6 Yabancı Ülkelere Aktarım",
            [("☐", 1, "Kimlik", "Evet", "E2"), ("?", 10, "Finans", "Belirtilmemiş", "E3")],
        ),
    ],
)
def test_screens(book, sheet, rows):
    assert dump(book[sheet])[2:] == rows


def test_boxes_can_be_ticked_on_the_screen(book):
    for sheet in book.worksheets[1:8]:
        (boxes,) = sheet.data_validations.dataValidation
        assert (boxes.formula1, str(boxes.sqref)) == ('"☐,☑"', f"A3:A{sheet.max_row}")


def test_none_abroad_is_an_undertaking_of_its_own(tmp_path):
    path = tmp_path / "verbis.xlsx"
    entry = Entry(id=1, activity=1, category=1, abroad=False)
    kept = replace(example(), entries={1: entry}, resolutions={})
    write_verbis(path, roll_up(kept, COVER.as_of), COVER, str)
    assert dump(load_workbook(path)["6 Yabancı Ülkelere Aktarım"])[2:] == [
        (None, 1, "Kimlik", "Hayır", "E1"),
        ("☐", None, "Hiçbiri yurt dışına aktarılmıyor (taahhüt)", None, None),
    ]


def test_measures_have_a_box_in_the_whole_list(book):
    rows = dump(book["7 Veri Güvenliği Tedbirleri"])[2:]
    assert [row[1] for row in rows] == list(range(1, 42))
    assert [row for row in rows if row[0]] == [
        ("☐", 15, "Güvenlik duvarları kullanılmaktadır.", None),
        ("☐", 41, "Diğer", "Bekçi vardır."),
    ]


def test_each_category_has_a_card_on_a_page_of_its_own(book):
    sheet = book["Kategori Kartları"]
    rows = dump(sheet)
    starts = [number for number, row in enumerate(rows, 1) if row[1:] == (None,) * 3]
    assert [rows[start - 1][0] for start in starts] == [
        "1. Kimlik",
        "10. Finans",
        "İşlenmeyen veri kategorileri (taahhüt)",
    ]
    assert [each.id for each in sheet.row_breaks.brk] == [start - 1 for start in starts[1:]]
    assert rows[starts[1] : starts[2] - 1] == [
        ("Ekran", "Sıra", "Cevap", "Envanter Kayıtları"),
        ("Veri Kategorileri", 10, "İşleniyor", "E3"),
        ("İşleme Amaçları", 1, "Acil Durum Yönetimi Süreçlerinin Yürütülmesi", "E3"),
        ("Alıcı Grupları", 6, "Tedarikçiler", "E3"),
        ("Veri Saklama Süreleri", None, "Karar bekliyor", None),
        ("Veri Konusu Kişi Grupları", 2, "Çalışan", "E3"),
        ("Yabancı Ülkelere Aktarım", None, "Karar bekliyor", "E3"),
        *[row for row in rows[starts[1] : starts[2]] if row[0] == "Karar bekliyor"],
    ]
    assert len(rows[starts[2] + 1 :]) == 24


def test_differences_have_a_sheet_where_they_are_given(tmp_path):
    path = tmp_path / "verbis.xlsx"
    days = date(2026, 2, 1), date(2026, 2, 9)
    rows = [
        (("Kimlik", "Saklama", "5 → 10", "5 Yıl", "10 Yıl", *days, "geç", "E1"), True),
        (("Finans", "Saklama", "5 → 10", "5 Yıl", "10 Yıl", *days, "açık", "E2"), False),
    ]
    write_verbis(path, roll_up(Snapshot(), COVER.as_of), COVER, str, Changes("F1, 05.01.2026", rows))
    book = load_workbook(path)
    sheet = book["Fark"]
    note, head, late, _ = [[cell.value for cell in row] for row in sheet]
    assert note[0].startswith("F1, 05.01.2026 bildiriminden bu yana")
    assert head[6:8] == ["Değişiklik", "Son Gün"]
    assert (late[:3], late[6]) == (["☐", "Kimlik", "Saklama"], datetime(2026, 2, 1))  # noqa: DTZ001
    assert [sheet.cell(row, 2).style for row in (3, 4)] == [Look.OPEN, Look.TEXT]
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$2", "landscape")
    said = {row[0].value: row[1] for row in book["Kapak"]}
    assert said["Son bildirim"].value == "F1, 05.01.2026"
    assert said["O günden bu yana"].value == "2 değişiklik, geciken 1; “Fark” sayfası"
    assert said["O günden bu yana"].style == Look.ALERT


def test_that_nothing_has_changed_is_said(tmp_path):
    path = tmp_path / "verbis.xlsx"
    write_verbis(path, roll_up(Snapshot(), COVER.as_of), COVER, str, Changes("F1, 05.01.2026", ()))
    book = load_workbook(path)
    assert book["Fark"]["A3"].value == "Değişiklik yok."
    assert {row[0].value: row[1].style for row in book["Kapak"]}["O günden bu yana"] == Look.TEXT


def test_every_value_says_where_it_comes_from(book):
    rows = dump(book["Kaynak"])
    assert rows[0] == ("Ekran", "Veri Kategorisi", "Cevap", "Kayıt", "Dosya", "Sayfa", "Satır")
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
        ("4 Veri Saklama Süreleri", "Kimlik", "10 Yıl", "E1", *place),
        ("5 Veri Konusu Kişi Grupları", "Kimlik", "Çalışan", "E1", *place),
        ("5 Veri Konusu Kişi Grupları", "Kimlik", "Çalışan", "E2", *nowhere),
        ("6 Yabancı Ülkelere Aktarım", "Kimlik", "Evet", "E2", *nowhere),
    ]
    assert (
        "1 Veri Kategorileri",
        "Lokasyon",
        "İşlenmiyor (taahhüt)",
        "V1",
        "Karar: GPS yok",
        None,
        None,
    ) in rows
    measured = [row[2:4] for row in rows if row[0] == "7 Veri Güvenliği Tedbirleri"]
    assert measured[:2] == [("Güvenlik duvarları kullanılmaktadır.", f"E{n}") for n in (1, 2)]


def test_open_rows_are_coloured(book):
    coloured = [
        (sheet.title, row[1].value)
        for sheet in book.worksheets[2:8]
        for row in sheet.iter_rows()
        if row[0].style == Look.OPEN_CENTRE.value
    ]
    assert coloured == [
        ("3 Alıcı Grupları", 1),
        ("4 Veri Saklama Süreleri", 10),
        ("6 Yabancı Ülkelere Aktarım", 10),
    ]
    red = [sheet.title for sheet in book if sheet.sheet_properties.tabColor]
    assert red == [
        "1 Veri Kategorileri",
        "3 Alıcı Grupları",
        "4 Veri Saklama Süreleri",
        "6 Yabancı Ülkelere Aktarım",
    ]


def test_sheets_print_on_a4_with_their_header(book):
    for sheet in book.worksheets:
        assert int(sheet.page_setup.paperSize) == 9
        assert int(sheet.page_setup.fitToHeight) == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.right.text == "&P / &N"
    for sheet in book.worksheets[1:8]:
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A3", "$1:$2")
        assert all(cell.alignment.wrap_text for cell in sheet[3])
    assert book["Kaynak"].print_title_rows == "$1:$1"
    head = int(book["Kapak"].print_title_rows.rpartition("$")[2])
    assert book["Kapak"].cell(head, 6).value == "Çözüm"
    upright = [sheet.title for sheet in book if sheet.page_setup.orientation == "portrait"]
    assert upright == ["6 Yabancı Ülkelere Aktarım", "7 Veri Güvenliği Tedbirleri", "Kategori Kartları"]


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
