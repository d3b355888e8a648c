"""The table of retention and destruction periods: whole as Markdown, the same lines in the workbook."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import Run

EXPECTED = """\
# Saklama ve İmha Süreleri Tablosu

- Veri sorumlusu: Örnek A.Ş.
- Düzenlenme tarihi: 22.11.2026
- Periyodik imha: her yıl 1 Ocak, 1 Temmuz
- Dayanak: Kişisel Verilerin Silinmesi, Yok Edilmesi veya Anonim Hale Getirilmesi Hakkında Yönetmelik m. 6/1-g, 6/1-ğ

| Veri Kategorisi | İlgili Kişi Grupları | Faaliyetler | Saklama Süresi | Başlangıç Olayı | Sürenin Anlamı | Dayanak | \
İmha Yöntemi | İmha Zamanı |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Finans | Çalışan | Bordro \\| ücret | Belirtilmemiş | — | Belirtilmemiş | — | Belirtilmemiş | \
Sürenin bitimini izleyen ilk periyodik imhada |
| Kimlik | Çalışan; Stajyer | Bordro \\| ücret; İşe alım | işten ayrılmadan itibaren 10 yıl | \
iş ilişkisinin sona ermesi | \
Saklama süresi: 10 yıl; başlangıcı: iş ilişkisinin sona ermesi. | 6102 Türk Ticaret Kanunu m.64, m.82 | Yok etme | \
Sürenin bitimini izleyen ilk periyodik imhada |
"""


@pytest.fixture
def inventory(run: Run) -> Run:
    run("init")
    run(
        "controller set --title 'Örnek A.Ş.' --resident --employees 60 --balance 200000000 --kind private "
        "--policy-date 2020-01-01 --destruction-months 1,7"
    )
    rows = [
        "Faaliyet;Veri Kategorisi;Veri Konusu Kişi Grubu;Saklama Süresi;İmha Yöntemi;Yasal Süre No;Kaydın Bitiş Tarihi",
        "Bordro | ücret;Kimlik;Çalışan;işten ayrılmadan itibaren 10 yıl;Yok etme;R010;",
        "İşe alım;Kimlik;Stajyer;işten ayrılmadan itibaren 10 yıl;Yok etme;R010;",
        "Bordro | ücret;Finans;Çalışan;;;;",
        "Bordro | ücret;İletişim;Çalışan;5 yıl;Silme;;22.11.2026",
    ]
    Path("e.csv").write_text("\n".join(rows), encoding="utf8")
    run("import e.csv")
    return run


def test_the_table_as_markdown(inventory: Run) -> None:
    inventory("export retention-schedule -o tablo.md")
    assert Path("tablo.md").read_text(encoding="utf8") == EXPECTED


def test_the_workbook_has_the_same_lines(inventory: Run) -> None:
    inventory("export retention-schedule -o tablo.xlsx")
    page = load_workbook("tablo.xlsx").worksheets[0]
    # the pages beside the first say which period their columns are about
    assert (page.print_title_rows, page.print_title_cols) == ("$6:$6", "$A:$D")
    lines = [[str(cell.value) for cell in row] for row in page.iter_rows(min_row=6)]
    table = [line.strip("| ").split(" | ") for line in EXPECTED.splitlines() if line.startswith("| ")]
    flat = [[cell.replace("\n", "; ").replace("|", "\\|") for cell in line] for line in lines]
    assert flat == [line for line in table if line[0] != "---"]
    before = Path("tablo.xlsx").read_bytes()
    inventory("export retention-schedule --force -o tablo.xlsx")
    assert Path("tablo.xlsx").read_bytes() == before


def test_without_a_policy_three_months_are_given(inventory: Run) -> None:
    inventory("controller set --employees 10 --balance 1000000 --ordinary-main-activity --clear policy-date")
    inventory(["controller", "set", "--destruction-months", ""])
    inventory("export retention-schedule -o tablo.md")
    text = Path("tablo.md").read_text(encoding="utf8")
    assert "imha üç ay içinde yapılır (m. 11/3)" in text
    assert text.count("Sürenin bitimini izleyen üç ay içinde") == 2


def test_only_what_is_in_force_is_cited(inventory: Run) -> None:
    inventory("retention link E1 --to R051 --to R002")
    inventory("export retention-schedule -o tablo.md")
    text = Path("tablo.md").read_text(encoding="utf8")
    assert "Ticari Elektronik İletiler" not in text
    assert "6102 Türk Ticaret Kanunu m.64, m.82; 213" in text


def test_rows_that_break_what_they_are_linked_to_are_counted(inventory: Run) -> None:
    said = "Rows whose period breaks a statutory period that they are linked to: 1."
    inventory('entry edit E3 --retention "Fatura tarihinden itibaren 3 yıl" --statute R002')
    err = inventory("export retention-schedule -o tablo.md").err
    assert said in err
    assert "`kvkkctl retention check`" in err
    inventory('entry edit E3 --retention "Fatura tarihinden itibaren 10 yıl"')
    assert "statutory period" not in inventory("export retention-schedule -o yeni.md").err


def test_another_ending_is_refused(inventory: Run) -> None:
    assert "as .xlsx or .md" in inventory("export retention-schedule -o tablo.pdf", code=3).err
