"""`import`: files, CSV on stdin, sheets, mappings, and what is done where the register knows otherwise."""

from pathlib import Path

import pytest

from tests.commands.test_errors import workbook
from tests.conftest import Run

HEAD = "Departman;Faaliyet;Faaliyet Kodu;Veri Kategorisi;Saklama Süresi"
KIMLIK = "İK;Bordro;IK-1;Kimlik;10 yıl"
FINANS = "İK;Bordro;IK-1;Finans;"
OZLUK = "Satış;Teklif;S-1;Özlük;1 yıl"


def table(*rows: str, head: str = HEAD) -> str:
    return "\n".join((head, *rows)) + "\n"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf8")


@pytest.fixture
def held(run: Run, tmp_path: Path) -> Run:
    """Return `run` in a folder whose register holds two entries of one activity."""
    run("init")
    write(tmp_path, first=table(KIMLIK, FINANS))
    run("import first.csv")
    return run


def entries(run: Run) -> list[tuple[str, str, str, str | None]]:
    found = run("entry list -f json").json
    return [
        (each["department"], each["activity"], each["category"]["label"], each["ended"]) for each in found
    ]


def test_csv_on_stdin_is_read_like_a_file_and_is_called_by_its_dash(run: Run) -> None:
    run("init")
    ran = run("import -", stdin=table(KIMLIK))
    assert ran.err == (
        'Sheet "stdin": headings in row 1, 1 rows, columns '
        "A=department, B=activity, C=code, D=category, E=retention.\n"
        "-: entries: 1 new, 0 changed, 0 the same, 0 missing; other records: 2; errors: 0, warnings: 0.\n"
        "Done.\n"
    )
    [entry] = run("entry list -f json").json
    origin = entry["origin"]
    assert (origin["file"], origin["sheet"], origin["row"]) == ("-", "stdin", 2)
    assert origin["cells"]["category"] == "D2"
    assert run("import -", stdin=table(KIMLIK)).err.splitlines()[-1] == "-: nothing changed."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "kvkkctl: stdin is empty."),
        ("%PDF-1.7 x", "kvkkctl: stdin is a PDF file, not a workbook."),
        ("<html><body></body></html>", "kvkkctl: stdin holds HTML, not a workbook"),
    ],
)
def test_what_is_no_table_on_stdin_is_one_line(run: Run, content: str, message: str) -> None:
    run("init")
    ran = run("import -", stdin=content, code=3)
    assert ran.err.startswith(message)
    assert len(ran.err.splitlines()) == 1


def test_several_files_are_taken_in_one_step(run: Run, tmp_path: Path) -> None:
    run("init")
    write(tmp_path, a=table(KIMLIK), b=table(OZLUK))
    ran = run("import a.csv b.csv")
    assert ran.err.splitlines()[-2:] == [
        "a.csv, b.csv: entries: 2 new, 0 changed, 0 the same, 0 missing; other records: 4; errors: 0, warnings: 0.",
        "Done.",
    ]
    assert entries(run) == [("İK", "IK-1", "Kimlik", None), ("Satış", "S-1", "Özlük", None)]
    assert [each["command"] for each in run("log -f json").json] == ["kvkkctl import a.csv b.csv"]
    origins = [each["origin"]["file"] for each in run("entry list -f json").json]
    assert origins == ["a.csv", "b.csv"]


def test_one_wrong_file_keeps_all_from_being_taken(run: Run, tmp_path: Path) -> None:
    run("init")
    write(tmp_path, a=table(KIMLIK), b=table("Satış;;;Özlük;"))
    ran = run("import a.csv b.csv", code=3)
    assert "error: b!B2: The row names no processing activity" in ran.err
    assert ran.err.splitlines()[-1] == (
        "kvkkctl: a.csv, b.csv: Errors: 1; nothing was taken. Correct the cells named above and import again."
    )
    assert run("log -f json").json == []


@pytest.mark.parametrize("before", [True, False], ids=["as the register", "new"])
def test_files_that_say_otherwise_of_one_entry_are_an_error(held: Run, tmp_path: Path, before: bool) -> None:
    first, number = (KIMLIK, "E1") if before else (KIMLIK.replace("10", "2"), "E1")
    write(tmp_path, a=table(first, FINANS), b=table(KIMLIK.replace("10", "5"), FINANS))
    message = (
        f"b!2: {number}: retention would replace what a.csv says: correct one of the files, "
        "or give --on-conflict update."
    )
    ran = held("import a.csv b.csv", code=3)
    assert f"error: {message}" in ran.err.splitlines()
    assert entries(held) == [("İK", "IK-1", "Kimlik", None), ("İK", "IK-1", "Finans", None)]
    ran = held("import a.csv b.csv --on-conflict update")
    assert f"warning: {message}" in ran.err.splitlines()
    assert held("entry show E1 -f json").json["retention"]["text"] == "5 yıl"


def test_new_words_are_told_of_in_every_file(run: Run, tmp_path: Path) -> None:
    run("init")
    head = f"{HEAD};Veri Konusu Kişi Grubu"
    write(
        tmp_path,
        a=table(f"{KIMLIK};Eş", head=head),
        b=table(f"{OZLUK.replace('1 yıl', 'makul')};Dost", head=head),
    )
    ran = run("import a.csv b.csv --dry-run")
    assert [line for line in ran.err.splitlines() if line.startswith(("info", "warning"))] == [
        'info: a!F2: "Eş" is not a VERBİS term and keeps its name.',
        'info: b!F2: "Dost" is not a VERBİS term and keeps its name.',
    ]
    assert [line.split()[1:3] for line in ran.out.splitlines()[2:]] == [
        ["E1", "IK-1"],
        ["IK-1", "Bordro"],
        ["category", "Kimlik"],
        ["subject", "Eş"],
        ["E2", "S-1"],
        ["S-1", "Teklif"],
        ["category", "Özlük"],
        ["subject", "Dost"],
    ]


def test_only_the_sheets_that_are_named(run: Run, tmp_path: Path) -> None:
    from tests.workbook.workbook_files import save

    run("init")
    head = HEAD.split(";")
    sheets = {"İK": [head, KIMLIK.split(";")], "Satış": [head, OZLUK.split(";")], "Kapak": [["KVKK"]]}
    save(tmp_path / "x.xlsx", sheets)
    ran = run(["import", "x.xlsx", "--sheet", "SATIŞ"])
    assert 'Sheet "İK" skipped: It is not among the sheets to be read.\n' in ran.err
    assert entries(run) == [("Satış", "S-1", "Özlük", None)]
    assert run("import x.xlsx --sheet Muhasebe", code=3).err == (
        "kvkkctl: x.xlsx has no sheet Muhasebe; its sheets are İK, Satış, Kapak.\n"
    )


def test_a_department_for_the_rows_that_name_none(run: Run, tmp_path: Path) -> None:
    run("init")
    without = ";".join(HEAD.split(";")[1:]), ";".join(KIMLIK.split(";")[1:])
    write(tmp_path, a=table(without[1], head=without[0]), b=table(";Bordro;IK-1;Finans;"), c=table(OZLUK))
    run(["import", "a.csv", "b.csv", "--department", "İK"])
    assert entries(run) == [("İK", "IK-1", "Kimlik", None), ("İK", "IK-1", "Finans", None)]
    ran = run(["import", "c.csv", "--department", "İK"], code=3)
    assert ran.err.splitlines()[-3] == (
        'error: c!A2: The cell says "Satış", and "İK" was given for all rows: leave that out, or correct the cell.'
    )


def test_a_mapping_that_is_saved_is_read_again(run: Run, tmp_path: Path) -> None:
    run("init")
    strange = table(KIMLIK + ";x", head="Kısım;İş;Faaliyet Kodu;Veri Grubu;Süre;Risk")
    write(tmp_path, a=strange)
    (tmp_path / "map.toml").write_text(
        'fill_down = "department"\n[columns]\ndepartment = "A"\nactivity = "iş"\ncategory = "D"\nretention = "Süre"\n',
        encoding="utf8",
    )
    first = run("import a.csv --map map.toml --save-map deep/used.toml --dry-run -f json")
    assert first.err.splitlines()[-1].startswith("Written: deep")
    assert (tmp_path / "deep/used.toml").read_text(encoding="utf8") == (
        """\
header_row = 1
fill_down = "department"
ignore = "Risk"

[columns]
department = "Kısım"
activity = "İş"
code = "Faaliyet Kodu"
category = "Veri Grubu"
retention = "Süre"
"""
    )
    again = run("import a.csv --map deep/used.toml --dry-run -f json")
    assert again.json["entries"] == first.json["entries"]
    assert [each["cell"] for each in first.json["problems"]] == ["F1"]
    assert again.json["problems"] == []
    assert run("log -f json").json == []


def test_the_mapping_of_our_own_workbook_reads_all_its_sheets(example: Run) -> None:
    example("export inventory -o out.xlsx")
    example("import out.xlsx --save-map used.toml --dry-run")
    plain = example("import out.xlsx --dry-run -f json").json
    mapped = example("import out.xlsx --map used.toml --dry-run -f json").json
    for sheet in (*plain["sheets"], *mapped["sheets"]):
        # why another sheet has no table is said in other words
        sheet["skipped"] = sheet["skipped"] is not None
    assert mapped == plain
    assert mapped["summary"]["same"] == 56
    assert len(mapped["sheets"]) > 3


MAPS = {
    "no file": (None, "There is no file map.toml."),
    "a folder": ("", "map.toml cannot be read (Is a directory)."),
    "bytes": (b"\xff\xfe\x00", "map.toml cannot be read ("),
    "no TOML": (b"x", "map.toml is no TOML: "),
    "another key": (b"x = 1", "map.toml: x cannot be understood; a mapping may hold header_row, "),
    "another field": (
        b'bands = "x"',
        "map.toml: x is no field of the inventory; the fields are department, ",
    ),
}


@pytest.mark.parametrize(("content", "message"), MAPS.values(), ids=MAPS)
def test_a_mapping_that_is_none_is_one_line(
    held: Run, tmp_path: Path, content: bytes | str | None, message: str
) -> None:
    if isinstance(content, bytes):
        (tmp_path / "map.toml").write_bytes(content)
    elif content is not None:
        (tmp_path / "map.toml").mkdir()
    ran = held("import first.csv --map map.toml", code=3)
    assert ran.err.startswith(f"kvkkctl: {message}")
    assert (ran.out, len(ran.err.splitlines())) == ("", 1)


@pytest.mark.parametrize(("path", "says"), [(".", "is a folder"), ("data/register.db", "is a database")])
def test_a_mapping_is_not_saved_over_what_is_no_mapping(
    held: Run, tmp_path: Path, path: str, says: str
) -> None:
    before = (tmp_path / "data/register.db").read_bytes()
    assert says in held(f"import first.csv --save-map {path}", code=3).err
    assert (tmp_path / "data/register.db").read_bytes() == before


def test_a_department_that_is_replaced_loses_what_the_file_has_not(held: Run, tmp_path: Path) -> None:
    write(tmp_path, b=table(KIMLIK))
    assert held("import b.csv").err.splitlines()[-2:] == [
        "b.csv: nothing changed.",
        "b.csv: entries: 0 new, 0 changed, 1 the same, 1 missing; other records: 0; errors: 0, warnings: 0.",
    ]
    ran = held(["import", "b.csv", "--replace", "ik"])
    assert [line.split()[:2] for line in ran.out.splitlines()[2:]] == [["retire", "E2"]]
    assert entries(held) == [("İK", "IK-1", "Kimlik", None), ("İK", "IK-1", "Finans", "2026-11-22")]
    assert held(["import", "b.csv", "--replace", "İK"]).err.splitlines()[-1] == "b.csv: nothing changed."


def test_an_activity_with_nothing_left_ends_too(held: Run, tmp_path: Path) -> None:
    write(tmp_path, b=table(KIMLIK.replace("IK-1", "IK-2").replace("Bordro", "İzin")))
    held(["import", "b.csv", "--replace", "İK"])
    assert [(each["code"], each["ended"]) for each in held("activity list -f json").json] == [
        ("IK-1", "2026-11-22"),
        ("IK-2", None),
    ]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_part_of_some_activities_replaces_these_only(held: Run, tmp_path: Path, ending: str) -> None:
    write(tmp_path, b=table(KIMLIK.replace("IK-1", "IK-2").replace("Bordro", "İzin")))
    held("import b.csv")
    held(f"export inventory --activity IK-1 -o part.{ending}")
    ran = held(["import", f"part.{ending}", "--replace", "İK"])
    assert "nothing changed" in ran.err
    assert (
        "The workbook was exported with --activity: entries of activities that it has no row of stay as they are (E3)."
    ) in ran.err
    assert held(f"import part.{ending} --dry-run -f json").json["summary"]["missing"] == 0
    held(f"export inventory --department İK -o whole.{ending}")
    assert "exported with --activity" not in held(["import", f"whole.{ending}", "--replace", "İK"]).err


def test_what_a_part_lost_of_its_activity_ends(held: Run, tmp_path: Path) -> None:
    held("export inventory --activity IK-1 -o part.csv")
    lines = (tmp_path / "part.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    (tmp_path / "part.csv").write_text("".join(lines[:2]), encoding="utf-8-sig")
    held(["import", "part.csv", "--replace", "İK"])
    assert entries(held) == [("İK", "IK-1", "Kimlik", None), ("İK", "IK-1", "Finans", "2026-11-22")]


def test_a_department_that_the_file_does_not_name_is_not_replaced(held: Run) -> None:
    ran = held(["import", "first.csv", "--replace", "Satış"], code=3)
    assert ran.err.splitlines()[-3] == (
        'error: The file has no row of the department "Satış" to replace it with.'
    )
    assert [ended for *_, ended in entries(held)] == [None, None]


@pytest.mark.parametrize(
    ("choice", "code", "kept"), [("stop", 3, "7 yıl"), ("skip", 0, "7 yıl"), ("update", 0, "10 yıl")]
)
def test_what_both_the_workbook_and_the_register_changed(
    held: Run, tmp_path: Path, choice: str, code: int, kept: str
) -> None:
    from openpyxl import load_workbook

    held(["entry", "edit", "E1", "--retention", "3 yıl"])
    held("export inventory -o out.xlsx")
    held(["entry", "edit", "E1", "--retention", "7 yıl"])
    book = load_workbook(tmp_path / "out.xlsx")
    sheet = book["Envanter"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Saklama Süresi")
    row = next(cell.row for cell in sheet[sheet.cell(2, column).column_letter] if cell.value == "3 yıl")
    sheet.cell(row, column).value = "10 yıl"
    book.save(tmp_path / "out.xlsx")
    ran = held(f"import out.xlsx --on-conflict {choice}", code=code)
    assert 'to "7 yıl", and in the workbook to "10 yıl".' in ran.err
    assert held("entry show E1 -f json").json["retention"]["text"] == kept


def test_a_wrong_file_among_several_names_itself(held: Run, tmp_path: Path) -> None:
    workbook(tmp_path / "x.xlsx", ["IK", "Bordro", "Kimlik", "", "", ""])
    (tmp_path / "y.xlsx").write_bytes(b"%PDF-1.7")
    assert held("import x.xlsx y.xlsx", code=3).err == "kvkkctl: y.xlsx is a PDF file, not a workbook.\n"
