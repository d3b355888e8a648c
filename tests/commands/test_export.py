"""`export inventory`: which part, in which format, to where."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import Run

ROWS = (
    ("IK-1", "Bordro", "İK", "Kimlik"),
    ("IK-2", "İşe giriş", "ik", "Özlük"),
    ("ST-1", "=1+1", "Satış", "Finans"),
    ("X-1", "Arşiv", "", "İletişim"),
)
INVENTORY_ONLY = ["Envanter", "Saklanan Kayıtlar", "Tanımlar", "Aktarımlar", "Açıklama", "Listeler"]


@pytest.fixture
def register(run: Run) -> Run:
    """Return `run` in a folder whose register holds four activities of three departments, and one without entries."""
    run("init")
    for code, name, department, category in ROWS:
        run(["activity", "add", name, "--code", code, "--department", department])
        run(["entry", "add", "--activity", code, "--category", category, "--recipient", f"Alıcı {code}"])
    run(["activity", "add", "Yeni", "--code", "IK-9", "--department", "İK"])
    for code in ("IK-1", "ST-1"):
        run(["transfer", "add", f"Alıcı {code}"])
    run("holding add Dosyalar --entry E3")
    run(["controller", "set", "--title=Örnek A.Ş."])
    return run


def codes(path: Path, sheet: str = "Envanter") -> list[str]:
    rows = list(load_workbook(path)[sheet].iter_rows(values_only=True))
    return [row[rows[0].index("Faaliyet Kodu")] for row in rows[1:]]


@pytest.mark.parametrize(
    ("options", "expected", "alone", "transfers", "holdings"),
    [
        ("--department İK", ["IK-1", "IK-2"], ["IK-9"], 1, 0),
        ("--department SATIŞ", ["ST-1"], [], 1, 1),
        ('--department ""', ["X-1"], [], 0, 0),
        ("--activity ik-1 --activity X-1", ["IK-1", "X-1"], [], 1, 0),
        ("--department İK --activity IK-2 --activity ST-1", ["IK-2"], [], 0, 0),
        ("--activity IK-9", [], ["IK-9"], 0, 0),
    ],
)
def test_a_part_has_what_belongs_to_it(
    register: Run, tmp_path: Path, options, expected, alone, transfers, holdings
):
    register(f"export inventory -o p.xlsx {options}")
    book = load_workbook(tmp_path / "p.xlsx")
    assert codes(tmp_path / "p.xlsx") == expected
    assert [sheet for sheet in book.sheetnames if sheet != "Faaliyetler"] == INVENTORY_ONLY
    assert (codes(tmp_path / "p.xlsx", "Faaliyetler") if "Faaliyetler" in book.sheetnames else []) == alone
    assert book["Aktarımlar"].max_row - 1 == transfers
    assert book["Saklanan Kayıtlar"].max_row - 1 == holdings
    assert "nothing changed" in register("import p.xlsx").err


def test_a_part_offers_the_terms_of_the_whole_register(register: Run, tmp_path: Path):
    register("export inventory -o p.xlsx --department Satış")
    book = load_workbook(tmp_path / "p.xlsx")
    offered = {cell.value for column in book["Listeler"].iter_cols() for cell in column}
    assert {f"Alıcı {code}" for code, *_ in ROWS} <= offered
    told = {row[1] for row in book["Tanımlar"].iter_rows(values_only=True)}
    assert "Alıcı IK-1" not in told


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--department Hukuk", 'There is no department "Hukuk"; the register has: İK, Satış.'),
        ("--activity Q-1", "There is no activity Q-1; the register has: IK-1, IK-2, IK-9, ST-1, X-1"),
        ("--department Satış --activity IK-1", "None of the named activities belongs"),
        ("-o e.xls", 'The ending ".xls" names no format'),
        ("-o -", "A workbook is not written to stdout"),
        ("-o - -f xlsx", "A workbook is not written to stdout"),
    ],
)
def test_what_cannot_be_is_said(register: Run, tmp_path: Path, options: str, message: str):
    before = sorted(tmp_path.iterdir())
    assert message in register(f"export inventory {options}", code=3).err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("options", "name", "delimiter"),
    [
        ("-o e.csv", "e.csv", ";"),
        ("-o e.tsv", "e.tsv", "\t"),
        ("-o e.txt -f tsv", "e.txt", "\t"),
        ("-f csv", "exports/envanter-2026-11-22.csv", ";"),
    ],
)
def test_separated_text_has_the_cells_of_the_workbook(
    register: Run, tmp_path: Path, options: str, name: str, delimiter: str
):
    register(["entry", "edit", "E1", "--item", "ad soyad", "--item", "T.C. kimlik no"])
    ran = register(f"export inventory {options}")
    text = (tmp_path / name).read_bytes().decode("utf-8")
    assert text.startswith("\ufeffDepartman" + delimiter)
    rows = list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=delimiter))
    register("export inventory -o e.xlsx")
    sheet = load_workbook(tmp_path / "e.xlsx")["Envanter"]
    cells = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [[cell.replace("'=", "=") for cell in row] for row in rows] == cells
    assert rows[3][1] == "'=1+1"
    assert text.count("\r\n") == len(rows)
    assert f"Written: {name}" in ran.err
    assert "activities without entries: 1" in ran.err
    assert "transfers: 2, holdings: 1, what is said about the controller." in ran.err


def test_separated_text_on_stdout(register: Run):
    ran = register("export inventory -o - -f csv --activity X-1 --without-numbers")
    heading, row = csv.reader(io.StringIO(ran.out, newline=""), delimiter=";")
    assert dict(zip(heading, row, strict=True))["Faaliyet"] == "Arşiv"
    assert row[-1] == ""
    assert "Written" not in ran.err


def test_only_what_is_left_out_is_said(run: Run):
    run("init")
    run("activity add Bordro --code B")
    run("entry add --activity B --category Kimlik")
    assert run("export inventory -o - -f csv").err == ""
