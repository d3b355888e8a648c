"""What an audit package holds, as bytes that are the same whenever it is made."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from kvkkctl import __version__
from kvkkctl.audit.check import BEFORE, MANIFEST, SPAN, sealed
from kvkkctl.files import whole_file
from kvkkctl.register import JournalEntry
from kvkkctl.register.history import end_of

FORMAT = 1
_CHECK = "check.py"
_FIRST = (MANIFEST, "README.txt", _CHECK)
# the earliest time that a zip can state; of the file's owner only, as everything that is exported
_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX, _MODE = 3, 0o100600
_README = """\
KVKK denetim paketi, {since} – {until}                            (English below)

register/*.jsonl      {until} sonundaki envanter, kayıt türü başına bir dosya
journal.jsonl         dönemin değişiklik günlüğü; journal-before.jsonl öncesi
gaps.json, gaps.md    {until} tarihindeki eksikler
filings.json          VERBİS bildirimleri; destructions.json imha kayıtları
manifest.json         bütün dosyaların SHA-256 özetleri
Denetlemek için: python3 check.py

Audit package of the register, {since} to {until}

register/*.jsonl      the register at the end of {until}, a file for each kind of record
journal.jsonl         the changes in the span; journal-before.jsonl those before it
gaps.json, gaps.md    what the register lacked by the law on {until}
filings.json          what VERBİS was told; destructions.json what was destroyed
manifest.json         the SHA-256 of every file
To check it: python3 check.py
"""


class Span(NamedTuple):
    """The first and the last day of an audit, in Türkiye."""

    since: date
    until: date

    @property
    def begins(self) -> str:
        """The first moment of the first day, as the journal writes moments."""
        return "" if self.since == date.min else end_of(self.since - timedelta(days=1))


def members(entries: Sequence[JournalEntry], span: Span, reports: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files of a package by their names, the manifest among them.

    `entries` is the history from its beginning to the end of the span, `reports` is what is said of the register then.
    """
    before = [entry for entry in entries if entry.at < span.begins]
    found = {
        "README.txt": _README.format(since=span.since.isoformat(), until=span.until.isoformat()).encode(),
        _CHECK: files("kvkkctl.audit").joinpath(_CHECK).read_bytes(),
        BEFORE: _journal(before),
        SPAN: _journal(entries[len(before) :]),
        **{name: text.encode() for name, text in reports.items()},
        **_records(entries),
    }
    return {MANIFEST: _manifest(found, entries[-1], span), **found}


def write_package(path: Path, found: Mapping[str, bytes]) -> None:
    """Write the files of a package into one zip, whole or not at all. Raises FileProblem."""
    ordered = [*_FIRST, *sorted(found.keys() - set(_FIRST))]
    with whole_file(path) as draft, zipfile.ZipFile(draft, "w") as archive:
        for name in ordered:
            info = zipfile.ZipInfo(name, _TIME)
            info.create_system = _UNIX
            info.external_attr = _MODE << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, found[name])


def _records(entries: Sequence[JournalEntry]) -> dict[str, bytes]:
    """Return the records that the journal leaves standing, by the file of their kind, a line each."""
    images: dict[str, dict[int, str | None]] = {}
    for entry in entries:
        for line in entry.lines:
            images.setdefault(line.kind, {})[line.record] = line.after
    found = {}
    for kind, of_kind in images.items():
        standing = [image for _, image in sorted(of_kind.items()) if image is not None]
        found[f"register/{kind}.jsonl"] = "".join(f"{image}\n" for image in standing).encode()
    return found


def _journal(entries: Sequence[JournalEntry]) -> bytes:
    """Return entries a line each; the images of records are text, which is what the hashes were made of."""
    lines = ({**entry._asdict(), "lines": [line._asdict() for line in entry.lines]} for entry in entries)
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()


def _manifest(found: Mapping[str, bytes], newest: JournalEntry, span: Span) -> bytes:
    return sealed(
        {
            "format": FORMAT,
            "kvkkctl": __version__,
            "from": span.since.isoformat(),
            "to": span.until.isoformat(),
            "begins": span.begins,
            "newest_entry": {"seq": newest.seq, "at": newest.at, "hash": newest.hash},
            "members": {
                name: {"sha256": sha256(content).hexdigest(), "bytes": len(content)}
                for name, content in sorted(found.items())
            },
        }
    )
