"""Out and back: importing what was exported changes nothing."""

from pathlib import Path

from openpyxl import load_workbook

from tests.conftest import Run


def test_the_same_file_twice_changes_nothing(example: Run) -> None:
    ran = example("import data/example/envanter.xlsx")
    assert "nothing changed" in ran.err
    assert len(example("log -f json").json) == 1


def test_an_export_comes_back_unchanged(example: Run) -> None:
    example("export inventory -o out.xlsx")
    assert "nothing changed" in example("import out.xlsx").err


def test_one_changed_cell_changes_one_field(example: Run, tmp_path: Path) -> None:
    example("export inventory -o out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    sheet = book["Envanter"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, headings["Saklama Süresi"]).value = "10 yıl"
    book.save(tmp_path / "out.xlsx")
    plan = example("import out.xlsx --dry-run -f json").json
    assert plan["summary"] == {
        "add": 0,
        "update": 1,
        "same": 55,
        "missing": 0,
        "retired": 0,
        "others": 0,
        "errors": 0,
        "warnings": 0,
    }
    assert plan["entries"][0]["changed"] == ["retention"]
    example("import out.xlsx")
    assert example("entry show E1 -f json").json["retention"]["maximum"] == "P10Y"


def test_a_template_can_be_filled_in_and_imported(run: Run, tmp_path: Path) -> None:
    run("init")
    run("template -o t.xlsx")
    assert "is there already" in run("template -o t.xlsx", code=3).err
    book = load_workbook(tmp_path / "t.xlsx")
    sheet = book["Envanter"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    for heading, value in {
        "Departman": "İK",
        "Faaliyet": "Bordro",
        "Veri Kategorisi": "Kimlik\nFinans",
        "Saklama Süresi": "10 yıl",
    }.items():
        sheet.cell(2, headings[heading]).value = value
    book.save(tmp_path / "t.xlsx")
    run("import t.xlsx")
    assert [e["category"]["label"] for e in run("entry list -f json").json] == ["Kimlik", "Finans"]
