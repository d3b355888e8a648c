"""The audit package: the same each time, checked by its own script, and whatever is done to it is found."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

from kvkkctl.audit import check
from kvkkctl.register import journal

SCRIPT = Path(str(files("kvkkctl.audit").joinpath("check.py")))
DAYS = ("2026-01-10", "2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01")
KEY = "0123456789abcdef"
SPAN = "--from 2026-04-01 --to 2026-06-30"


def dated(path: Path, key: bytes | None = None) -> None:
    """Move the changes of a register to the days above, at noon, with the hashes that belong to that."""
    previous = journal.GENESIS
    with closing(sqlite3.connect(path)) as db, db:
        for entry, day in zip(list(journal.entries(db)), DAYS, strict=True):
            at = f"{day}T12:00:00+00:00"
            used = key if journal.is_keyed(entry.hash) else None
            digest = journal.chained(previous, (entry.seq, at, entry.actor, entry.command), entry.lines, used)
            db.execute(
                "UPDATE journal SET at = ?, previous = ?, hash = ? WHERE seq = ?",
                (at, previous, digest, entry.seq),
            )
            previous = digest


@pytest.fixture(scope="session")
def worked_on(example_folder, tmp_path_factory) -> Path:
    """Make a register of five changes on five days; the last two with a key in a copy of it."""
    from typer.testing import CliRunner

    from kvkkctl.cli import app

    folder = tmp_path_factory.mktemp("worked")
    shutil.copytree(example_folder, folder, dirs_exist_ok=True)
    lines = [
        ["entry", "edit", "E1", "--retention", "10 yıl"],
        ["verbis", "file", "--on", "2026-11-22"],
        ["purpose", "add", "=1+1 \x1b[31m | `kırmızı`"],
        ["purpose", "add", "Sonraki amaç"],
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("KVKKCTL_TODAY", "2026-11-22")
        patch.setenv("KVKKCTL_ACTOR", "dpo")
        for line in lines:
            ran = CliRunner().invoke(app, line, prog_name="kvkkctl")
            assert ran.exit_code == 0, ran.output
    dated(folder / "data/register.db")
    return folder


@pytest.fixture
def audited(run, tmp_path, worked_on):
    """Return `run` in a folder of that register."""
    shutil.copytree(worked_on, tmp_path, dirs_exist_ok=True)
    return run


@pytest.fixture
def package(audited) -> Path:
    audited(f"export audit {SPAN} -o a.zip")
    return Path("a.zip").resolve()


def checked(*args: object) -> subprocess.CompletedProcess[str]:
    """Run the script as an auditor does, without anything of the project."""
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT), *map(str, args)],
        capture_output=True,
        encoding="utf8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def contents(package: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(package) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines(content: bytes) -> list[dict]:
    return [json.loads(line) for line in content.decode().split("\n") if line]


def test_it_holds_the_register_of_the_last_day_and_its_history(package):
    found = contents(package)
    assert set(found) >= {"manifest.json", "README.txt", "check.py", "gaps.json", "gaps.md", "filings.json"}
    assert [entry["seq"] for entry in lines(found["journal-before.jsonl"])] == [1, 2]
    assert [entry["seq"] for entry in lines(found["journal.jsonl"])] == [3, 4]
    labels = {term["label"] for term in lines(found["register/term.jsonl"])}
    assert "=1+1 \x1b[31m | `kırmızı`" in labels
    assert "Sonraki amaç" not in labels
    assert b"\x1b" not in found["gaps.md"] + found["register/term.jsonl"]
    assert len(lines(found["register/entry.jsonl"])) == 56
    (filing,) = json.loads(found["filings.json"])
    assert filing["categories"]
    assert json.loads(found["destructions.json"]) == []
    assert {gap["rule"] for gap in json.loads(found["gaps.json"])} >= {"A05", "A08"}
    assert "# KVKK Eksik Raporu" in found["gaps.md"].decode()
    assert found["check.py"] == SCRIPT.read_bytes()
    manifest = json.loads(found["manifest.json"])
    assert manifest["members"]["gaps.md"]["sha256"] == sha256(found["gaps.md"]).hexdigest()


def test_the_same_register_and_days_give_the_same_bytes(audited, package):
    audited(f"--lang tr export audit {SPAN} -o b.zip")
    assert Path("b.zip").read_bytes() == package.read_bytes()
    audited("purpose add 'Bir amaç daha'")
    audited(f"--today 2027-01-01 export audit {SPAN} -o c.zip")
    assert Path("c.zip").read_bytes() == package.read_bytes()
    assert package.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(package) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o100600}
        assert not any(name.startswith("/") or ".." in name for name in archive.namelist())


def test_its_own_script_checks_it_zipped_and_unpacked(package, tmp_path):
    ran = checked(package)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "INTACT" in ran.stdout
    assert "SAĞLAM" in ran.stdout
    assert "the proof is in register/" in ran.stdout
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    ran = subprocess.run([sys.executable, "-I", folder / "check.py"], capture_output=True, check=False)
    assert ran.returncode == 0
    (folder / "gaps.md").write_text("none")
    ran = subprocess.run([sys.executable, "-I", folder / "check.py"], capture_output=True, check=False)
    assert ran.returncode == 4


def test_a_package_of_today_holds_everything(audited):
    audited("export audit --from 2026-01-01 --to 2026-11-22")
    (path,) = Path("exports").glob("*.zip")
    assert path.name == "denetim-2026-01-01-2026-11-22.zip"
    assert len(lines(contents(path)["journal.jsonl"])) == 5
    assert checked(path).returncode == 0
    audited("export audit --from 0001-01-01 --to 2026-11-22 -o all.zip")
    assert checked("all.zip").returncode == 0
    Path("data/register.db").chmod(0o644)
    audited("export audit --from 0001-01-01 --to 2026-11-22 -o again.zip")
    assert Path("again.zip").read_bytes() == Path("all.zip").read_bytes()


REFUSED = {
    "--from 2026-04-01 --to 2026-11-23": "a day to come",
    "--from 2026-04-02 --to 2026-04-01": "is after",
    "--from 2025-01-01 --to 2025-12-31": "Nothing was recorded",
    "--from x --to 2026-04-01": "--from: x is not a date",
    "--from '' --to 2026-04-01": "a first and a last day",
}


@pytest.mark.parametrize(("options", "says"), REFUSED.items(), ids=REFUSED)
def test_spans_that_cannot_be_audited(audited, options, says):
    assert says in audited(f"export audit {options} -o a.zip", code=3).err
    assert not Path("a.zip").exists()


@pytest.mark.usefixtures("package")
def test_a_package_is_not_overwritten(audited):
    assert "--force" in audited(f"export audit {SPAN} -o a.zip", code=3).err
    audited(f"export audit {SPAN} -o a.zip --force")


def test_a_register_that_was_tampered_with_is_exported_and_said(audited):
    with closing(sqlite3.connect("data/register.db")) as db, db:
        db.execute("UPDATE entry SET abroad = 1 - abroad WHERE id = 44")
    assert "E44: not what the history says" in audited(f"export audit {SPAN} -o a.zip", code=4).err
    with closing(sqlite3.connect("data/register.db")) as db, db:
        db.execute("UPDATE journal SET actor = 'x' WHERE seq = 2")
    assert "broken at entry 2" in audited(f"export audit {SPAN} -o b.zip", code=4).err
    ran = checked("b.zip")
    assert ran.returncode == 4
    assert "broken at entry 2" in ran.stdout


def write(path: Path, found: dict[str, bytes], *, honest: bool = False) -> Path:
    """Write a package anew; unless honest, with a manifest that was made to fit."""
    if not honest:
        manifest = json.loads(found["manifest.json"])
        del manifest["sha256"]
        manifest["members"] = {
            name: {"sha256": sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in found.items()
            if name != "manifest.json"
        }
        found = {**found, "manifest.json": check.sealed(manifest)}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return path


def test_every_member_that_is_altered_added_or_taken_out_is_found(package, tmp_path):
    found = contents(package)
    assert check.checked(write(tmp_path / "same.zip", found), None, "")[0] == []
    for name, content in found.items():
        altered = content[:-1] + bytes([content[-1] ^ 1]) if content else b"x"
        wrong, _ = check.checked(write(tmp_path / "x.zip", {**found, name: altered}, honest=True), None, "")
        assert any(name in each for each in wrong), name
        gone = {each: cell for each, cell in found.items() if each != name}
        wrong, _ = check.checked(write(tmp_path / "x.zip", gone, honest=True), None, "")
        assert any(name in each for each in wrong), name
    wrong, _ = check.checked(write(tmp_path / "x.zip", {**found, "new.txt": b"x"}, honest=True), None, "")
    assert wrong == ["new.txt was added. / new.txt sonradan eklenmiş."]


def _edit(name, edit):
    def tamper(found):
        parts = found[name].decode().split("\n")[:-1]
        return {**found, name: "".join(f"{line}\n" for line in edit(parts)).encode()}

    return tamper


def _move(found):
    before, during = found["journal-before.jsonl"], found["journal.jsonl"]
    first, _, rest = during.partition(b"\n")
    return {**found, "journal-before.jsonl": before + first + b"\n", "journal.jsonl": rest}


def _head(found):
    manifest = json.loads(found["manifest.json"])
    manifest["newest_entry"]["seq"] = 9
    return {**found, "manifest.json": json.dumps(manifest).encode()}


def _remade(found):
    """Make the whole journal anew after taking something out of it, as only hashes without a key allow."""
    values = [
        json.loads(line) for line in (found["journal-before.jsonl"] + found["journal.jsonl"]).splitlines()
    ]
    del values[1]
    previous = check.GENESIS
    for number, value in enumerate(values, start=1):
        value.update(seq=number, previous=previous)
        previous = value["hash"] = check.chained(previous, check.entry_of(value), None)
    written = [json.dumps(value, ensure_ascii=False).encode() + b"\n" for value in values]
    manifest = json.loads(found["manifest.json"])
    manifest["newest_entry"] = {name: values[-1][name] for name in ("seq", "at", "hash")}
    records = found["register/entry.jsonl"].splitlines(keepends=True)
    images = [line["after"] for line in values[0]["lines"] if (line["kind"], line["record"]) == ("entry", 1)]
    records[0] = f"{images[0]}\n".encode()
    return {
        **found,
        "manifest.json": json.dumps(manifest).encode(),
        "journal-before.jsonl": written[0],
        "journal.jsonl": b"".join(written[1:]),
        "register/entry.jsonl": b"".join(records),
    }


FORGED = {
    "a line changed": (
        _edit("journal.jsonl", lambda each: [each[0].replace("dpo", "oqo"), *each[1:]]),
        "entry 3",
    ),
    "an image changed": (
        _edit("journal-before.jsonl", lambda each: [each[0].replace("Kimlik", "Kimlık", 1), *each[1:]]),
        "entry 1",
    ),
    "a line deleted": (_edit("journal-before.jsonl", lambda each: each[1:]), "entry 1"),
    "lines reordered": (_edit("journal.jsonl", lambda each: each[::-1]), "entry 3"),
    "a line twice": (_edit("journal.jsonl", lambda each: [each[0], *each]), "entry 4"),
    "the end cut off": (_edit("journal.jsonl", lambda each: each[:-1]), "does not end where"),
    "no journal": (
        lambda found: {**found, "journal.jsonl": b"", "journal-before.jsonl": b""},
        "does not end",
    ),
    "a line that is none": (_edit("journal.jsonl", lambda each: ["{}", *each]), "journal.jsonl is missing"),
    "moved across the day": (_move, "not parted"),
    "the head changed": (_head, "does not end where"),
    "a record changed": (
        _edit("register/entry.jsonl", lambda each: [each[0].replace('"id":1,', '"id":1, '), *each[1:]]),
        "register/entry.jsonl is not what",
    ),
    "a record deleted": (_edit("register/entry.jsonl", lambda each: each[1:]), "register/entry.jsonl is not"),
    "a record added": (_edit("register/term.jsonl", lambda each: [*each, '{"id":99}']), "term.jsonl is not"),
    "records reordered": (_edit("register/term.jsonl", lambda each: each[::-1]), "term.jsonl is not"),
    "a kind added": (lambda found: {**found, "register/x.jsonl": b"{}\n"}, "knows no register/x.jsonl"),
    "a kind deleted": (
        lambda found: {name: each for name, each in found.items() if name != "register/transfer.jsonl"},
        "register/transfer.jsonl is not",
    ),
}


@pytest.mark.parametrize(("tamper", "says"), FORGED.values(), ids=FORGED)
def test_forgeries_with_a_manifest_that_fits_are_found(package, tmp_path, tamper, says):
    ran = checked(write(tmp_path / "forged.zip", tamper(contents(package))))
    assert (ran.returncode, ran.stderr) == (4, "")
    assert says in ran.stdout
    assert "DEĞİŞTİRİLMİŞ" in ran.stdout


def test_a_journal_made_anew_is_found_by_a_hash_that_was_noted(package, tmp_path):
    noted = lines(contents(package)["journal-before.jsonl"])[-1]["hash"]
    assert checked(package, "--expect", noted).returncode == 0
    forged = write(tmp_path / "forged.zip", _remade(contents(package)))
    ran = checked(forged)
    assert ran.returncode == 0
    assert "made anew shows by a hash" in ran.stdout
    ran = checked(forged, "--expect", noted)
    assert ran.returncode == 4
    assert "No entry has the expected hash" in ran.stdout


def test_a_journal_with_a_key(audited, tmp_path):
    (tmp_path / "key").write_text(f"{KEY}\n")
    audited("--key-file key purpose add 'Anahtarlı amaç'")
    assert "kept with a key" in audited("export audit --from 2026-01-01 --to 2026-11-22", code=3).err
    audited("--key-file key export audit --from 2026-01-01 --to 2026-11-22 -o k.zip")
    assert checked("k.zip", "--key-file", "key").returncode == 0
    ran = checked("k.zip")
    assert ran.returncode == 4
    assert "with a key from entry 6 on" in ran.stdout
    (tmp_path / "other").write_text(KEY[::-1])
    ran = checked("k.zip", "--key-file", "other")
    assert ran.returncode == 4
    assert "broken at entry 6" in ran.stdout
    audited(f"--key-file key export audit {SPAN} -o before.zip")
    ran = checked("before.zip", "--key-file", "key")
    assert ran.returncode == 4
    assert "made without one" in ran.stdout
    assert checked("k.zip", "--key-file", "none").returncode == 2


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 99, b"\x00" * 99])
def test_what_is_no_package(tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    for path in (tmp_path / "x.zip", tmp_path / "none.zip", tmp_path):
        ran = checked(path)
        assert (ran.returncode, ran.stderr) == (4, "")


def test_names_do_not_reach_the_terminal_as_commands(package, tmp_path):
    forged = write(tmp_path / "x.zip", {**contents(package), "\x1b[31mx": b""}, honest=True)
    assert "\x1b" not in checked(forged).stdout
