"""What is encrypted opens with its passphrase only, here and elsewhere, and nothing of it lies about."""

import os
import pty
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from io import BytesIO
from pathlib import Path

import msoffcrypto
import pyrage
import pytest

from kvkkctl import files, passphrase
from kvkkctl.errors import BadValue
from kvkkctl.sealing import plain_name, sealed_name
from tests.fuzzing.command_lines import shapes

PHRASE = "doğru at pil zımba"
GIVEN = {"KVKKCTL_PASSPHRASE": PHRASE}
FILE = {"KVKKCTL_PASSPHRASE_FILE": "phrase"}
WRONG = {"KVKKCTL_PASSPHRASE": PHRASE[::-1]}
REGISTER = Path("data/register.db")


def opened(path: str) -> bytes:
    return pyrage.passphrase.decrypt(Path(path).read_bytes(), PHRASE)


def opened_book(path: str) -> bytes:
    out = BytesIO()
    with Path(path).open("rb") as file:
        book = msoffcrypto.OfficeFile(file)
        book.load_key(password=PHRASE, verify_password=True)
        book.decrypt(out, verify_integrity=True)
    return out.getvalue()


def there() -> dict[str, bytes]:
    """Return all files below the folder, but for those that SQLite keeps beside a register."""
    return {
        str(path): path.read_bytes()
        for path in Path().rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def test_a_workbook_is_protected_as_excel_does(example):
    example("export inventory -o plain.xlsx")
    said = example("export inventory -o book.xlsx --encrypt", **GIVEN).err
    assert "Written: book.xlsx" in said
    assert opened_book("book.xlsx") == Path("plain.xlsx").read_bytes()
    assert Path("book.xlsx").stat().st_mode & 0o777 == 0o600
    before = there()
    assert "password-protected: save a copy" in example("import book.xlsx", code=3).err
    said = example("import book.xlsx", code=3, **WRONG).err
    assert said == "kvkkctl: book.xlsx does not open with this passphrase, or is damaged.\n"
    assert there() == before
    assert "nothing changed" in example("import book.xlsx", **GIVEN).err
    Path("phrase").write_text(f"{PHRASE}\r\n", encoding="utf8")
    assert "nothing changed" in example("--passphrase-file phrase import book.xlsx").err
    assert "nothing changed" in example("import book.xlsx", **FILE).err


def test_what_is_no_workbook_becomes_an_age_container(example):
    example("entry list -o plain.json")
    assert "Written: list.json.age" in example("entry list -o list.json --encrypt", **GIVEN).err
    assert opened("list.json.age") == Path("plain.json").read_bytes()
    assert Path("list.json.age").stat().st_mode & 0o777 == 0o600
    assert not Path("list.json").exists()
    assert "--force" in example("entry list -o list.json.age --encrypt", code=3, **GIVEN).err
    example("export inventory -o list.csv.age --encrypt", **GIVEN)
    said = example("import list.csv.age", code=3).err
    assert "list.csv.age is encrypted: give its passphrase" in said
    assert "nothing changed" in example("import list.csv.age", **GIVEN).err
    rows = "Envanter Kaydı;Kayıt;Olay Tarihi\nE1;Yeni dosyalar;31.12.2015\n"
    Path("held.csv.age").write_bytes(pyrage.passphrase.encrypt(rows.encode(), PHRASE))
    assert "1 new" in example("holding import held.csv.age --dry-run", **GIVEN).err
    assert example("log -f json").json[-1]["seq"] == 1


def test_an_audit_package_is_encrypted(example):
    example("export audit --from 2026-01-01 --to 2026-11-22 -o plain.zip")
    example("export audit --from 2026-01-01 --to 2026-11-22 --encrypt", **GIVEN)
    assert opened("exports/denetim-2026-01-01-2026-11-22.zip.age") == Path("plain.zip").read_bytes()


def test_the_work_list_of_a_sweep_is_encrypted_too(example):
    example("sweep --day 2040-01-01 --work-list w.xlsx -o due.json --encrypt", **GIVEN)
    assert b'"H1"' in opened("w.json.age")
    assert Path("due.json.age").exists()
    assert not {Path("w.json"), Path("due.json")} & set(Path().iterdir())
    assert "password-protected" in example("destruction record --from w.xlsx", code=3).err
    assert "Nothing changed" in example("destruction record --from w.xlsx", **GIVEN).err


def test_settings_hold_no_records_and_stay_readable(example):
    example("gaps -o gaps.xlsx --save-baseline known.json --encrypt --quiet", code=3, **GIVEN)
    example("gaps -o gaps.xlsx --save-baseline known.json --encrypt", **GIVEN)
    assert "baseline" in Path("known.json").read_text(encoding="utf8")


@pytest.fixture(scope="session")
def container(example_folder, tmp_path_factory) -> Path:
    """Make an encrypted backup of the example, once for all tests: that it takes long is what it is for."""
    from kvkkctl.register.backup import back_up

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KVKKCTL_PASSPHRASE", PHRASE)
        return back_up(
            example_folder / REGISTER, tmp_path_factory.mktemp("sealed") / "b.db", encrypt=True
        ).path


@pytest.fixture
def encrypted(example, container):
    """Return `run` in a folder with an encrypted backup, and a change after it."""
    Path("data/backups").mkdir(mode=0o700)
    shutil.copy(container, "data/backups/register-20260101T090000Z.db.age")
    example("purpose add 'Sonraki amaç'")
    return example


def backed_up() -> list[Path]:
    return sorted(Path("data/backups").glob("*"))


def test_an_encrypted_backup_comes_back(encrypted):
    (copy,) = backed_up()
    assert copy.stat().st_mode & 0o777 == 0o600
    Path("opened.db").write_bytes(opened(str(copy)))
    with closing(sqlite3.connect("opened.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    before = there()
    assert "is encrypted" in encrypted(f"restore {copy}", code=3).err
    assert encrypted(f"restore {copy}", code=3, **WRONG).err.count("\n") == 1
    assert there() == before
    assert "1 journal entries" in encrypted(f"restore {copy}", **GIVEN).err
    assert "1 entries" in encrypted("log verify").out
    assert [path.suffix for path in backed_up()] == [".age", ".db"]
    REGISTER.unlink()
    encrypted(f"restore {copy}", **GIVEN)
    assert "1 entries" in encrypted("log verify").out


def test_encrypted_backups_rotate_with_the_others(encrypted):
    encrypted("backup")
    encrypted("backup --encrypt --keep 2", **GIVEN)
    assert sorted(path.suffix for path in backed_up()) == [".age", ".db"]
    encrypted("backup --keep 1")
    assert [path.suffix for path in backed_up()] == [".db"]
    encrypted("backup --to elsewhere/copy.db --encrypt", **GIVEN)
    assert [path.name for path in Path("elsewhere").iterdir()] == ["copy.db.age"]
    assert "Backups: 1" in encrypted("doctor", code=None).out


def test_a_damaged_container_is_refused(example):
    whole = pyrage.passphrase.encrypt(REGISTER.read_bytes(), PHRASE)
    altered = whole[:-1] + bytes([whole[-1] ^ 1])
    for line, damaged in (("restore", whole[:300]), ("restore", altered), ("import", whole[:22])):
        Path("x.age").write_bytes(damaged)
        before = there()
        said = example(f"{line} x.age", code=3, **GIVEN).err
        assert said == "kvkkctl: x.age does not open with this passphrase, or is damaged.\n"
        assert there() == before


def test_a_container_of_something_else_is_no_backup(example):
    for content in (b"", b"SQLite format 3\0" + b"x" * 200):
        Path("x.age").write_bytes(pyrage.passphrase.encrypt(content, PHRASE))
        assert example("restore x.age", code=3, **GIVEN).err.count("\n") == 1


REFUSED = {
    "nobody gives one": ({}, "A passphrase is needed"),
    "short": ({"KVKKCTL_PASSPHRASE": "kısa"}, "too short"),
    "long": ({"KVKKCTL_PASSPHRASE": "x" * 256}, "too long"),
    "not printable": ({"KVKKCTL_PASSPHRASE": "doğru at\tpil zımba"}, "can be typed"),
    "no text": ({"KVKKCTL_PASSPHRASE": "\udcff" * 12}, "can be typed"),
    "no file": ({"KVKKCTL_PASSPHRASE_FILE": "none"}, "none cannot be read"),
    "an empty file": ({"KVKKCTL_PASSPHRASE_FILE": "empty"}, "empty is empty"),
    "a file of two lines": ({"KVKKCTL_PASSPHRASE_FILE": "two"}, "can be typed"),
    "a file of bytes": ({"KVKKCTL_PASSPHRASE_FILE": "bytes"}, "bytes cannot be read"),
}


@pytest.mark.parametrize(("env", "says"), REFUSED.values(), ids=REFUSED)
def test_passphrases_that_are_refused(example, env, says):
    Path("empty").write_bytes(b"\n")
    Path("two").write_text(f"{PHRASE}\n{PHRASE}\n", encoding="utf8")
    Path("bytes").write_bytes(b"\xff" * 20)
    before = there()
    for line in ("backup --encrypt", "export inventory -o x.xlsx --encrypt", "entry list -o x.csv --encrypt"):
        said = example(line, code=3, **env).err
        assert says in said
        assert said.count("\n") == 1
    assert there() == before


@pytest.mark.parametrize("line", ["gaps --encrypt", "entry list -f json --encrypt", "info --encrypt -o -"])
def test_nothing_encrypted_is_printed(example, line):
    ran = example(line, code=3, **GIVEN)
    assert (ran.out, "name one with --output" in ran.err) == ("", True)


def test_without_the_libraries_one_line_says_what_to_install(example, tmp_path):
    assert example
    script = (
        "import sys; sys.modules['pyrage'] = None\nfrom kvkkctl.cli import app\napp(prog_name='kvkkctl')\n"
    )
    for line in (["backup", "--encrypt"], ["info"]):
        ran = subprocess.run(
            [sys.executable, "-c", script, *line],
            cwd=tmp_path,
            env={**os.environ, **GIVEN, "KVKKCTL_LANG": "en"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == (0 if line == ["info"] else 3), ran.stderr
    assert "Traceback" not in ran.stderr


def typed(folder: Path, line: str, *answers: str) -> tuple[int, str]:
    """Run a command on a terminal of its own, and answer each question."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ["KVKKCTL_LANG"] = "en"
        os.execv(sys.executable, [sys.executable, "-m", "kvkkctl", *line.split()])  # noqa: S606 (kvkkctl itself)
    said, left, deadline = b"", list(answers), time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        said += part
        if left and part.rstrip(b" ").endswith(b":"):
            os.write(terminal, left.pop(0).encode() + b"\n")
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said.decode()


def test_a_passphrase_is_typed_twice_and_not_shown(example, tmp_path, monkeypatch):
    assert example
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    code, said = typed(tmp_path, "export inventory -o a.xlsx --encrypt", PHRASE, PHRASE)
    assert code == 0, said
    assert PHRASE not in said
    assert opened_book("a.xlsx")[:2] == b"PK"
    code, said = typed(tmp_path, "export inventory -o b.xlsx --encrypt", PHRASE, PHRASE[::-1])
    assert code == 3
    assert "not the same" in said
    assert not Path("b.xlsx").exists()
    code, said = typed(tmp_path, "import a.xlsx", PHRASE)
    assert code == 0
    assert "nothing changed" in said


@pytest.mark.parametrize("in_memory", [True, False])
def test_what_is_not_encrypted_yet_lies_nowhere(tmp_path, monkeypatch, in_memory):
    if not in_memory:
        monkeypatch.delattr(os, "memfd_create", raising=False)
    monkeypatch.setenv("KVKKCTL_PASSPHRASE", PHRASE)
    seen = []

    def write(path: Path) -> None:
        with files.whole_file(path) as draft:
            draft.write_bytes(b"secret")
            seen.extend((each, each.stat().st_mode & 0o777) for each in path.parent.iterdir())
            if path.name == "b.txt":
                raise BadValue("no")

    files.encrypt(True)
    try:
        write(tmp_path / "new" / "a.txt")
        assert [(each.name[-5:], mode) for each, mode in seen] == [(".part", 0o600)] * (1 if in_memory else 2)
        assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
        assert [each.name for each in (tmp_path / "new").iterdir()] == ["a.txt.age"]
        with pytest.raises(BadValue):
            write(tmp_path / "new" / "b.txt")
        assert [each.name for each in (tmp_path / "new").iterdir()] == ["a.txt.age"]
    finally:
        files.encrypt(False)
        passphrase.hold(None)


def test_the_journal_knows_no_passphrase(example, tmp_path):
    (tmp_path / "phrase").write_text(PHRASE, encoding="utf8")
    example("export inventory --encrypt -o a.xlsx", **GIVEN)
    shutil.copy("a.xlsx", "b.xlsx")
    example("import b.xlsx --passphrase-file phrase --replace Satış", code=None)
    example("purpose add 'Bir amaç' --passphrase-file phrase")
    assert PHRASE not in example("log -f json").out
    assert PHRASE.encode() not in REGISTER.read_bytes()


def test_every_command_that_writes_a_file_encrypts_it():
    options = {shape.words: {name for param in shape.params for name in param.opts} for shape in shapes()}
    writing = {words for words, names in options.items() if "--output" in names}
    assert len(writing) > 30
    assert {words for words in options if "--encrypt" in options[words]} == writing | {("backup",)}


NAMES = {
    "a.json": ("a.json.age", "a.json"),
    "a.json.age": ("a.json.age", "a.json"),
    "a.XLSX": ("a.XLSX", "a.XLSX"),
    "a.xlsx.age": ("a.xlsx.age", "a.xlsx.age"),
    "a": ("a.age", "a"),
}


@pytest.mark.parametrize(("name", "names"), NAMES.items(), ids=NAMES)
def test_names_of_what_is_encrypted(name, names):
    assert (sealed_name(Path(name)).name, plain_name(Path(name)).name) == names
