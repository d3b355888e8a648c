"""Checks an audit package of kvkkctl: is it whole, and is the register in it what the journal says?

    python3 check.py                        the package that this file was unpacked from
    python3 check.py PACKAGE.zip            a package as it came
    python3 check.py --key-file FILE ...    where the journal is kept with a key
    python3 check.py --expect HASH ...      where `kvkkctl log head` was noted at an earlier day

It needs Python's standard library and nothing else, and writes nothing. It exits with 0 where all is as it should be,
with 4 where anything is not, and with 2 where it was called wrongly.

Denetim paketi bütün mü, içindeki envanter günlüğün söylediği gibi mi diye bakar. Yalnızca Python yeterlidir; hiçbir şey
yazmaz. Her şey yerindeyse 0, değilse 4 ile biter.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any, NamedTuple

MANIFEST, BEFORE, SPAN = "manifest.json", "journal-before.jsonl", "journal.jsonl"
GENESIS, KEYED = "0" * 64, "-hmac"
_MALFORMED = (ValueError, LookupError, TypeError, AttributeError)
_DAMAGE = (*_MALFORMED, OSError, RuntimeError, zipfile.BadZipFile, zlib.error)

UNREADABLE = "{} is missing or damaged. / {} eksik ya da bozuk."
ALTERED = "{} was altered. / {} değiştirilmiş."
TWICE = "{} is there twice. / {} iki kez var."
ADDED = "{} was added. / {} sonradan eklenmiş."
FILES = (
    "Files: {}; gaps, filings and destructions are reports, the proof is in register/. / "
    "Dosya sayısı: {}; eksik, bildirim ve imha dosyaları dökümdür, kanıt register/ içindedir."
)
BROKEN = (
    "The journal is broken at entry {}: it was altered, taken out or moved. / "
    "Günlük {}. kayıtta kırılıyor: kayıt değiştirilmiş, çıkarılmış ya da yeri değişmiş."
)
KEY_NEEDED = (
    "The journal is kept with a key from entry {} on: give it with --key-file to check it. / "
    "Günlük {}. kayıttan itibaren anahtarlı: denetlemek için anahtarı --key-file ile verin."
)
KEY_UNUSED = (
    "A key is given, but the newest entry was made without one. / "
    "Anahtar verildi, ama en yeni kayıt anahtarsız yazılmış."
)
UNEXPECTED = (
    "No entry has the expected hash: the journal was cut off or made anew. / "
    "Beklenen özet hiçbir kayıtta yok: günlük kısaltılmış ya da yeniden yazılmış."
)
UNPROVEN = (
    "That all of it was not made anew shows by a hash noted earlier (--expect) or a key (--key-file). / "
    "Tümünün yeniden yazılmadığını önceden not edilen özet (--expect) ya da anahtar (--key-file) gösterir."
)
ENTRIES = "Entries of the journal: {}. / Günlükteki kayıt sayısı: {}."
NEWEST = "Hash of the newest entry: {}. / En yeni kaydın özeti: {}."
OTHER_END = "The journal does not end where {} says. / Günlük, {} içinde yazan yerde bitmiyor."
OTHER_SPAN = "The journal is not parted at the first day. / Günlük ilk günde bölünmemiş."
OTHER_RECORDS = "{} is not what the journal says. / {} günlüğün söylediği gibi değil."
UNKNOWN = "The journal knows no {}. / Günlükte {} yok."
RECORDS = "Records by the journal: {}. / Günlüğe göre kayıt sayısı: {}."
INTACT = "INTACT: the register is what the journal says. / SAĞLAM: envanter günlüğün söylediği gibidir."
BAD = "ALTERED OR INCOMPLETE: it proves nothing. / DEĞİŞTİRİLMİŞ YA DA EKSİK: kanıt değildir."


class Files:
    """The members of a package, in a zip or in the folder that it was unpacked into."""

    def __init__(self, path: Path) -> None:
        """Look at what is there. Raises OSError, BadZipFile."""
        self.place: Path | zipfile.ZipFile
        if path.is_dir():
            self.place = path
            found = (each for each in path.rglob("*") if not each.is_dir())
            self.names = sorted(each.relative_to(path).as_posix() for each in found)
        else:
            self.place = zipfile.ZipFile(path)
            self.names = sorted(self.place.namelist())

    def read(self, name: str) -> bytes:
        """Return a member's bytes."""
        return (self.place / name).read_bytes() if isinstance(self.place, Path) else self.place.read(name)


class Entry(NamedTuple):
    """One change of the register; a line is kind, number and the record's JSON before and after."""

    seq: int
    at: str
    actor: str
    command: str
    previous: str
    hash: str
    lines: list[tuple[str, int, str | None, str | None]]


class Check:
    """What was found wrong with a package, and what right."""

    def __init__(self, files: Files, key: bytes | None, expected: str) -> None:
        """Begin with nothing found."""
        self.files, self.key, self.expected = files, key, expected
        self.wrong: list[str] = []
        self.right: list[str] = []

    def fault(self, what: str, name: object = "") -> None:
        """Note what is wrong."""
        self.wrong.append(said(what, name))

    def sound(self, what: str, number: object = "") -> None:
        """Note what was checked."""
        self.right.append(said(what, number))

    def run(self) -> None:
        """Check everything; what cannot be read is a fault too."""
        manifest = self.manifest()
        if manifest is None:
            return
        self.members(manifest)
        before, during = self.entries(BEFORE), self.entries(SPAN)
        if before is None or during is None:
            return
        if self.chain(before + during):
            self.span(before, during, manifest)
        self.register(before + during)

    def manifest(self) -> dict[str, Any] | None:
        """Read the manifest and check that it was not edited; None where there is none to go by."""
        try:
            content = self.files.read(MANIFEST)
            found: dict[str, Any] = json.loads(content)
            del found["sha256"]
        except _DAMAGE:
            self.fault(UNREADABLE, MANIFEST)
            return None
        if content != sealed(found):
            self.fault(ALTERED, MANIFEST)
        return found

    def members(self, manifest: dict[str, Any]) -> None:
        """Compare each member with its hash, and the list with what is there."""
        stated, names = manifest["members"], self.files.names
        for name in sorted({each for each in names if names.count(each) > 1}):
            self.fault(TWICE, name)
        for name in sorted(set(names) - set(stated) - {MANIFEST}):
            self.fault(ADDED, name)
        for name, known in sorted(stated.items()):
            try:
                content = self.files.read(name)
            except _DAMAGE:
                self.fault(UNREADABLE, name)
                continue
            if {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)} != known:
                self.fault(ALTERED, name)
        self.sound(FILES, len(stated))

    def entries(self, name: str) -> list[Entry] | None:
        """Return the entries of one part of the journal; None where they cannot be read."""
        try:
            return [entry_of(json.loads(line)) for line in self.files.read(name).split(b"\n") if line]
        except _DAMAGE:
            self.fault(UNREADABLE, name)
            return None

    def chain(self, entries: list[Entry]) -> bool:
        """Make every hash of the journal anew; say whether they are the ones that it states."""
        previous, keyed, hashes = GENESIS, False, [GENESIS]
        for number, entry in enumerate(entries, start=1):
            keyed = keyed or entry.hash.endswith(KEYED)
            if keyed and self.key is None:
                self.fault(KEY_NEEDED, number)
                return False
            made = (number, previous, chained(previous, entry, self.key if keyed else None))
            if (entry.seq, entry.previous, entry.hash) != made:
                self.fault(BROKEN, number)
                return False
            previous = entry.hash
            hashes.append(previous)
        self.sound(ENTRIES, len(entries))
        self.sound(NEWEST, previous)
        if self.key is not None and not keyed:
            self.fault(KEY_UNUSED)
        if self.expected and self.expected not in hashes:
            self.fault(UNEXPECTED)
        if self.key is None and not self.expected:
            self.sound(UNPROVEN)
        return True

    def span(self, before: list[Entry], during: list[Entry], manifest: dict[str, Any]) -> None:
        """Check that the journal ends where the manifest says, and that its parts meet at the first day."""
        newest = [{"seq": each.seq, "at": each.at, "hash": each.hash} for each in (before + during)[-1:]]
        if newest != [manifest["newest_entry"]]:
            self.fault(OTHER_END, MANIFEST)
        early = [each.at < manifest["begins"] for each in before + during]
        if early != [True] * len(before) + [False] * len(during):
            self.fault(OTHER_SPAN)

    def register(self, entries: list[Entry]) -> None:
        """Compare the records with the newest images that the journal has of them."""
        implied: dict[str, dict[int, str | None]] = {}
        for entry in entries:
            for kind, number, _, after in entry.lines:
                implied.setdefault(f"register/{kind}.jsonl", {})[number] = after
        count = 0
        for name, images in sorted(implied.items()):
            standing = [image for _, image in sorted(images.items()) if image is not None]
            count += len(standing)
            try:
                same = self.files.read(name) == "".join(f"{image}\n" for image in standing).encode()
            except _DAMAGE:
                same = False
            if not same:
                self.fault(OTHER_RECORDS, name)
        for name in self.files.names:
            if name.startswith("register/") and name not in implied:
                self.fault(UNKNOWN, name)
        self.sound(RECORDS, count)


def entry_of(value: Any) -> Entry:
    """Return an entry of the journal. Raises KeyError, TypeError for what is none."""
    lines = [(each["kind"], each["record"], each["before"], each["after"]) for each in value["lines"]]
    entry = Entry(**{**value, "lines": lines})
    whole = [isinstance(entry.seq, int), *(isinstance(text, str) for text in entry[1:6])]
    for kind, number, *images in lines:
        whole += [isinstance(kind, str), isinstance(number, int)]
        whole += [image is None or isinstance(image, str) for image in images]
    if not all(whole):
        raise TypeError(value)
    return entry


def chained(previous: str, entry: Entry, key: bytes | None) -> str:
    """Return the hash of an entry that follows another: SHA-256, or with a key HMAC-SHA-256."""
    digest = hashlib.sha256() if key is None else hmac.new(key, digestmod=hashlib.sha256)
    digest.update(previous.encode())
    digest.update(encoded((entry.seq, entry.at, entry.actor, entry.command)))
    for line in entry.lines:
        digest.update(b"\n" + encoded(line))
    return digest.hexdigest() + ("" if key is None else KEYED)


def encoded(value: object) -> bytes:
    """Return a value as the journal hashes it."""
    return json.dumps(value, ensure_ascii=False).encode()


def sealed(manifest: dict[str, Any]) -> bytes:
    """Return a manifest as it is written: with its own hash at the end."""
    plain = json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode()
    whole = {**manifest, "sha256": hashlib.sha256(plain).hexdigest()}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def said(what: str, name: object) -> str:
    """Return a sentence about a member or a number, without what a terminal would carry out."""
    text = str(name)
    return what.replace("{}", text if text.isprintable() else ascii(text))


def checked(path: Path, key: bytes | None, expected: str) -> tuple[list[str], list[str]]:
    """Return what is wrong with a package, and what was found right."""
    try:
        check = Check(Files(path), key, expected)
    except _DAMAGE:
        return [said(UNREADABLE, path.name)], []
    try:
        check.run()
    except _DAMAGE:
        check.fault(UNREADABLE, path.name)
    return check.wrong, check.right


def main() -> int:
    """Check a package, print the verdict, and return the exit code."""
    parser = argparse.ArgumentParser(
        description="Check an audit package of kvkkctl. / kvkkctl denetim paketini denetler.", prog="check.py"
    )
    parser.add_argument("package", nargs="?", type=Path, help="the zip or its folder / zip ya da klasör")
    parser.add_argument("--key-file", type=Path, help="the key of the journal / günlüğün anahtarı")
    parser.add_argument("--expect", default="", help="a hash noted earlier / önceden not edilen özet")
    asked = parser.parse_args()
    try:
        key = asked.key_file.read_bytes().strip() if asked.key_file else None
    except OSError as error:
        parser.error(f"--key-file: {error.strerror}")
    wrong, right = checked(asked.package or Path(__file__).resolve().parent, key, asked.expect.strip())
    for each in [*right, *wrong, BAD if wrong else INTACT]:
        encoding = sys.stdout.encoding or "utf-8"
        print(each.encode(encoding, errors="backslashreplace").decode(encoding))
    return 4 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
