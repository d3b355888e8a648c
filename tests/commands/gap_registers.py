"""Registers that lack things, made as a user makes them."""

from pathlib import Path

from openpyxl import Workbook

from tests.conftest import Run

SMALL = (
    "init",
    "activity add Bordro --code IK-1 --department İK",
    "activity add Kampanya --code PZ-1 --department Pazarlama",
    "entry add --activity IK-1 --category Kimlik --basis 5/2-c",
    "entry add --activity IK-1 --category Finans --basis 5/2-c",
    "entry add --activity IK-1 --category Özlük --basis 5/2-c",
    "entry add --activity PZ-1 --category Kimlik --retention 'Makul süre' --basis 5/1",
    "entry add --activity PZ-1 --category İletişim --retention 'Makul süre' --basis 5/1",
)
HEADINGS = (
    "Departman,Faaliyet,Veri Kategorisi,İşleme Amacı,Veri Konusu Kişi Grubu,Hukuki Sebebi,Saklama Süresi,"
    "Alıcı / Alıcı Grupları,Yabancı Ülkelere Aktarılan Veriler,İdari Tedbirler,Faaliyet Kodu"
)
CATEGORIES = ["Kimlik", "İletişim", "Özlük", "Hukuki İşlem", "Müşteri İşlem", "Finans", "Sağlık Bilgileri"]
ROWS, TIMED = 3108, 93


def small(run: Run) -> Run:
    """Fill a register with two departments, three entries without a retention period and two of the same phrase."""
    for line in SMALL:
        run(line)
    return run


def write_poor_inventory(path: Path) -> None:
    """Write an inventory where nearly nothing is stated: 3 of 100 rows have a retention period."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Envanter")
    sheet.append(HEADINGS.split(","))
    for n in range(ROWS):
        sheet.append(
            [
                f"Departman {n // 100}",
                f"Faaliyet {n // 5}",
                CATEGORIES[n % len(CATEGORIES)],
                "Faaliyetlerin Mevzuata Uygun Yürütülmesi" if n % 50 else None,
                "Çalışan" if n % 40 else None,
                "5/2-ç" if n % 3 else None,
                "10 yıl" if n % 33 == 0 and n // 33 < TIMED else None,
                *(None, None, None),
                f"F-{n // 5}",
            ]
        )
    book.save(path)
