"""Each kind of trouble: one line on stderr, exit 3, nothing changed."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.conftest import Run

HEADINGS = ["Departman", "Faaliyet", "Veri Kategorisi", "İşleme Amacı", "Saklama Süresi", "Başlangıç Tarihi"]


def workbook(path: Path, *rows: list[object], headings: list[str] = HEADINGS) -> Path:
    book = Workbook()
    book.active.title = "Envanter"
    for row in (headings, *rows):
        book.active.append(row)
    book.save(path)
    return path


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kvkkctl', 'm9999_future', '')"
        )


ERRORS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "no register": (lambda folder: (folder / "data/register.db").unlink(), "info", "No register at"),
    "not a register": (
        lambda folder: (folder / "data/register.db").write_bytes(b"x" * 5000),
        "info",
        "is not a kvkkctl register",
    ),
    "a newer register": (lambda folder: newer(folder / "data/register.db"), "entry list", "newer kvkkctl"),
    "a register that exists": (lambda _: None, "init", "exists already"),
    "no such file": (lambda _: None, "import nothing.xlsx", "There is no file"),
    "a wrong file": (lambda folder: (folder / "x.xlsx").write_bytes(b"%PDF-1.7 x"), "import x.xlsx", "PDF"),
    "an unknown term": (lambda _: None, 'category add Foo --map "Kimmlik"', 'did you mean "Kimlik"?'),
    "a bad date": (lambda _: None, "activity add Foo --started 31.02.2024", "is not a date"),
    "a bad today": (lambda _: None, "--today 31.12 info", "is not a date"),
    "a bad language": (lambda _: None, "--lang de info", "choose en or tr"),
    "an unknown entry": (lambda _: None, "entry show E99", "There is no entry E99"),
    "an unknown rule": (lambda _: None, "gaps --rule Z99", "There is no rule Z99"),
    "an unknown clock": (lambda _: None, "clock calc SC6 --from 2026-01-01", "SC5"),
    "a bad month": (lambda _: None, "controller set --destruction-months 6,13", "13"),
}


@pytest.mark.parametrize(("prepare", "line", "says"), ERRORS.values(), ids=ERRORS)
def test_known_trouble_is_one_line_and_exit_3(
    run: Run, tmp_path: Path, prepare: Callable[[Path], object], line: str, says: str
) -> None:
    run("init")
    prepare(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.db")}
    ran = run(line, code=3)
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("kvkkctl: ")
    assert says in ran.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.db")} == before


def test_all_problems_of_a_file_are_named_at_once_and_nothing_is_taken(run: Run, tmp_path: Path) -> None:
    run("init")
    workbook(
        tmp_path / "x.xlsx",
        ["IK", "Bordro", "Kimlik", "Finans Ve Muhasebe İşlerinin Yürütülmesi", "10 yıl", "31.02.2024"],
        ["IK", "Bordro", None, "Foo", "10 yıl", "dün"],
        ["IK", "Özlük dosyası", "Özlük", "Foo", "10 yıl", None],
    )
    ran = run("import x.xlsx", code=3)
    errors = [line for line in ran.err.splitlines() if line.startswith("error: ")]
    assert [line.split(": ")[1] for line in errors] == ["Envanter!F2", "Envanter!C3", "Envanter!F3"]
    assert ran.err.splitlines()[-1].startswith("kvkkctl: x.xlsx: Errors: 3; nothing was taken.")
    assert run("entry list -f json").json == []
    assert run("log -f json").json == []


def test_wrong_usage_is_exit_2_in_the_language_of_the_user(run: Run) -> None:
    assert "No such option: --foo" in run("gaps --foo", code=2).err
    turkish = run("--lang tr gaps --foo", code=2).err
    assert "--foo" in turkish
    assert "No such option" not in turkish
    assert "Usage" not in turkish


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("due --status foo", "'foo' şunlardan biri değil"),
        ("backup --keep 0", "en az 1"),
        ("controller set --employees 99999999999999999999", "en çok"),
        ("undo x", "tam sayı"),
        ("registery", "Şunlardan birini mi"),
    ],
)
def test_a_wrong_value_is_told_in_the_language_of_the_user_alone(run: Run, line: str, word: str) -> None:
    turkish = run(f"--lang tr {line}", code=2).err
    assert word in turkish
    assert not any(english in turkish for english in ("Value error", "Input should", "Did you mean"))
    assert "Value error" not in run(line, code=2).err


def test_removing_what_is_in_use_names_the_users(example: Run) -> None:
    ran = example("activity remove F10", code=3)
    assert "E44" in ran.err
    assert example("activity show F10 -f json").json["entries"] == 1


@pytest.mark.parametrize("value", ["a\udcff", "a" * 32_001], ids=["bytes", "long"])
@pytest.mark.parametrize(
    "line",
    [
        *(f"{kind} add" for kind in ("category", "recipient", "subject", "purpose", "measure")),
        "holding add --entry E1",
        "holding edit H1 --label",
        "transfer edit T1 --basis",
        "entry edit E1 --law",
        "entry edit E1 --retention",
        "entry edit E1 --item",
        "entry edit E1 --purpose",
        "entry edit E1 --basis",
        "activity add",
        "activity edit F1 --name",
        "activity edit F1 --department",
        "category rename Kimlik",
        "controller set --title",
    ],
)
def test_a_value_that_no_record_can_hold_is_refused(example: Run, line: str, value: str) -> None:
    before = example("log -f json").out
    ran = example([*line.split(), value], code=3)
    assert ran.err.splitlines()[-1].startswith("kvkkctl: ")
    assert example("log -f json").out == before
