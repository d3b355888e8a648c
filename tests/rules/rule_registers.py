"""Small registers out of case files.

What a table leaves out is there, complete and lawful. ``not_stated = ["abroad"]`` takes a field away; a basis
is written ``"5/2-ç | 6102 | m.82"`` or in words; a `filing` tells VERBİS what the register says, but for what stands
in its ``told = { Kimlik = { retention = "5 Yıl" } }``; terms are mapped as an import maps them, unless a table of
`terms` says otherwise. Audits and reviews are of the day of the question.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from kvkkctl.models import (
    Activity,
    ChangeDate,
    Confirmation,
    Controller,
    Destruction,
    DestructionRun,
    Entry,
    Filing,
    Holding,
    Record,
    Retention,
    Term,
    Transfer,
)
from kvkkctl.snapshot import Snapshot
from kvkkctl.verbis.filing import notification, write
from kvkkctl.verbis.rollup import roll_up
from kvkkctl.verbis.written import period_of
from kvkkctl.vocabulary import TermKind, match

CASES = Path(__file__).parents[1] / "cases" / "rules"
TODAY = date(2026, 6, 1)

Table = dict[str, Any]
R = TypeVar("R", bound=Record)

CONTROLLER: Table = {
    "title": "Örnek A.Ş.",
    "kind": "private",
    "contact_person": "Hukuk müşaviri",
    "resident": True,
    "employees": 60,
    "balance": 1_000_000,
    "special_main_activity": False,
    "obliged_since": "2018-01-01",
    "verbis_registered_on": "2018-01-15",
    "policy_date": "2018-01-15",
    "policy_items": ["a", "b", "c", "ç", "d", "e", "f", "g", "ğ", "h"],
    "destruction_runs": ["6", "12"],
    "special_policy": "2018-01-15",
    "breach_plan": "2018-01-15",
    "secrecy_bound": True,
}
ACTIVITY: Table = {"code": "IK-1", "name": "Bordro"}
RETENTION: Table = {
    "text": "İşten ayrılmadan itibaren 10 yıl",
    "kind": "bounded",
    "terms": [{"period": "P10Y", "event": "employment_end"}],
    "maximum": "P10Y",
}
ENTRY: Table = {
    "activity": "IK-1",
    "category": "Kimlik",
    "purposes": ["Sözleşme Süreçlerinin Yürütülmesi"],
    "subjects": ["Ürün veya Hizmet Alan Kişi"],
    "bases": ["5/2-c"],
    "recipients": [],
    "abroad": False,
    "retention": RETENTION,
    "retention_reasons": ["relationship"],
    "measures": ["Erişim Logları"],
    "consent_text": "Rıza metni, s. 1",
    "balancing_test": "Dengeleme testi, s. 1",
}
TERM: dict[TermKind, Table] = {
    TermKind.CATEGORY: {
        "safeguards": ["policy", "staff", "electronic", "physical", "transfer", "two_factor"],
        "remote_access": True,
    },
    TermKind.RECIPIENT: {"role": "controller", "definition": "Kendi alıcı grubu"},
}
TRANSFER: Table = {
    "purposes": ["Sözleşme Süreçlerinin Yürütülmesi"],
    "bases": ["5/2-c"],
    "signed": "2024-09-02",
    "notified": "2024-09-03",
    "approved": "2024-09-02",
    "contract_type": "controller_to_controller",
    "annex": ["Kimlik"],
    "modified": False,
    "times": 1,
    "risk_information": "Aydınlatma Metni, 4. bölüm",
    "remedies": "Ülke Değerlendirmesi 2024/1",
}
HOLDING: Table = {"entry": 1, "label": "2014 dosyaları", "event_date": "2024-12-31"}
RUN: Table = {"day": "2026-06-01", "opened": "2026-05-20"}
DESTRUCTION: Table = {"holding": 1, "done_on": "2026-06-01", "method": "destruction", "done_by": "Arşiv"}
CONFIRMATION: Table = {"source": "Resmî Gazete", "confirmed_by": "Hukuk", "confirmed_on": "2026-01-01"}
CHANGE_DATE: Table = {"filing": 1, "category": 1, "reason": "Sözleşme tarihi", "stated_on": "2026-06-01"}
LISTS = {
    "annex": TermKind.CATEGORY,
    "category": TermKind.CATEGORY,
    "purposes": TermKind.PURPOSE,
    "subjects": TermKind.SUBJECT,
    "recipient": TermKind.RECIPIENT,
    "recipients": TermKind.RECIPIENT,
    "measures": TermKind.MEASURE,
}


@dataclass(frozen=True)
class Case:
    """One register of a case file, and every finding that it is expected to give."""

    rule: str
    name: str
    as_of: date
    snapshot: Snapshot
    found: dict[str, list[str]]
    severity: str | None
    says: str | None


def cases() -> Iterator[Case]:
    """Read the case files, in the order of the rules."""
    for path in sorted(CASES.glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf8"))
        for kind in ("hit", "clean"):
            for table in tables[kind]:
                refs = {path.stem: table["refs"]} if kind == "hit" else {}
                yield Case(
                    rule=path.stem,
                    name=f"{path.stem}-{kind}-{table['name'].replace(' ', '-')}",
                    as_of=table.get("as_of", TODAY),
                    snapshot=register(table),
                    found=refs | table.get("also", {}),
                    severity=table.get("severity"),
                    says=table.get("says"),
                )


def register(table: Table) -> Snapshot:
    """Build the register of the tables `controller`, `terms`, `activity`, `entry`, `transfer` and so on."""
    build = _Builder()
    day = table.get("as_of", TODAY)
    for row in table.get("terms", []):
        build.term(TermKind(row["kind"]), row["label"], row)
    for row in table.get("activity", [{}]):
        build.activities[row.get("code", ACTIVITY["code"])] = len(build.activities) + 1
    built = Snapshot(
        controller=_records(Controller, [CONTROLLER | {"audited": day}], [table.get("controller", {})])[1],
        activities=_records(Activity, [ACTIVITY | {"reviewed": day}], table.get("activity", [{}])),
        entries=_records(Entry, [ENTRY], table.get("entry", [{}]), build),
        transfers=_records(Transfer, [TRANSFER], table.get("transfer", []), build),
        holdings=_records(Holding, [HOLDING], table.get("holding", []), build),
        runs=_records(DestructionRun, [RUN], table.get("run", [])),
        destructions=_records(Destruction, [DESTRUCTION], table.get("destruction", [])),
        confirmations=_records(Confirmation, [CONFIRMATION], table.get("confirmation", [])),
        terms=_records(Term, [], build.terms.values()),
        retentions=_records(Retention, [], build.retentions),
    )
    return replace(
        built,
        exposed=tuple(table.get("exposed", ())),
        filings=_records(Filing, [], [_filing(built, row) for row in table.get("filing", [])]),
        change_dates=_records(ChangeDate, [CHANGE_DATE], table.get("change_date", [])),
    )


def _filing(snapshot: Snapshot, row: Table) -> Table:
    told = notification(roll_up(snapshot, row["filed_on"]), str)
    said = {name: _answers(fields) for name, fields in row.get("told", {}).items()}
    told = replace(
        told,
        categories=tuple(replace(each, **said.get(each.name, {})) for each in told.categories),
        measures=tuple(row["measures"]) if "measures" in row else told.measures,
    )
    return {"filed_on": row["filed_on"], "content": write(told)}


def _answers(fields: Table) -> Table:
    found = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
    if "retention" in found:
        found["retention"] = period_of(found["retention"])
    return found


def _records(
    model: type[R], complete: list[Table], rows: Iterable[Table], build: "_Builder | None" = None
) -> dict[int, R]:
    found = {}
    for number, row in enumerate(rows, 1):
        fields = {"id": number} | (complete[0] if complete else {}) | row
        for name in fields.pop("not_stated", []):
            del fields[name]
        linked = build.linked(fields) if build else fields
        found[number] = model.model_validate_json(json.dumps(linked, default=str))
    return found


@dataclass
class _Builder:
    """Gives numbers to what records name."""

    activities: dict[str, int] = field(default_factory=dict)
    terms: dict[tuple[TermKind, str], Table] = field(default_factory=dict)
    retentions: list[Table] = field(default_factory=list)

    def term(self, kind: TermKind, label: str, said: Table | None = None) -> int:
        found = match(kind, label)
        mapped = {"kind": kind, "label": label, "official": found.term, "match": found.kind}
        fields = TERM.get(kind, {}) | mapped | (said or {})
        for name in fields.pop("not_stated", []):
            del fields[name]
        known = self.terms.setdefault((kind, label), {"id": len(self.terms) + 1} | fields)
        return int(known["id"])

    def linked(self, fields: Table) -> Table:
        """Return the fields with numbers for names."""
        return {name: self._link(name, value) for name, value in fields.items()}

    def _link(self, name: str, value: Any) -> Any:
        if name in LISTS:
            kind = LISTS[name]
            return self.term(kind, value) if isinstance(value, str) else [self.term(kind, v) for v in value]
        if name == "activity":
            return self.activities[value]
        if name == "bases":
            return [_basis(words) for words in value]
        if name == "retention":
            self.retentions.append(value)
            return len(self.retentions)
        return value


def _basis(words: str) -> Table:
    label, *reference = (part.strip() for part in words.split("|"))
    code = label if label[:2] in {"5/", "6/"} else None
    return {"label": label, "code": code} | dict(zip(("law", "article"), reference, strict=False))
