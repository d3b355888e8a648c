"""The plan of an import: what people read of it, whole, and what scripts read."""

from pathlib import Path

import pytest

from kvkkctl.inventory.columns import INVENTORY
from tests.commands.test_shapes import ENTRY
from tests.conftest import Run

HEAD = "Departman;Faaliyet;Faaliyet Kodu;Veri Kategorisi;Saklama Süresi;Alıcı Grupları;Yurt Dışı Aktarım"
FIRST = f"""{HEAD};Başlangıç Tarihi
İK;Bordro;IK-1;Kimlik;10 yıl;Bankalar;Hayır;1.2.2026
İK;Bordro;IK-1;Finans;;Yok;;1.2.2026
İK;Bordro;IK-1;Özlük;1 yıl;;;1.2.2026
"""
SECOND = f"""{HEAD};Başlangıç Tarihi;Risk
İK;Ücret bordrosu;IK-1;Kimlik;5 yıl;Yok;Evet;1.3.2026;az
İK;Ücret bordrosu;IK-1;Finans;;Yok;;1.3.2026;
İK;İzin;IK-2;Lokasyon;???;Bankalar, Ortaklar;;;çok
TOPLAM;3;;;;;;;
"""


@pytest.fixture
def held(run: Run, tmp_path: Path) -> Run:
    """Return `run` where the first file is in the register and the second beside it."""
    run("init")
    for name, text in (("first", FIRST), ("second", SECOND)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf8")
    run("import first.csv")
    return run


UNDERSTOOD = (
    'Sheet "second": headings in row 1, 3 rows, columns A=department, B=activity, C=code, D=category, '
    "E=retention, F=recipients, G=abroad, H=started.\n"
    'warning: second!I1: Column "Risk" is not understood and not imported.\n'
    "warning: second!A5: The row is taken for a total or a place to sign, and left out.\n"
    'warning: second!B2: The activity IK-1 was called "Bordro" and is called "Ücret bordrosu" now.\n'
    'info: second!F4: "Ortaklar" is not a VERBİS term and keeps its name.\n'
)
COUNTS = "second.csv: entries: 1 new, 1 changed, 1 the same, 1 missing; other records: 4; errors: 0, warnings: 3.\n"
DIFFERENCES = [
    "Action    Record      What                           Changes",
    (
        'update    E1          IK-1 Ücret bordrosu: Kimlik    Retention: "10 yıl" → "5 yıl"; '
        'Recipients: "Bankalar" → none; Abroad: "no" → "yes"'
    ),
    "add       E4          IK-2 İzin: Lokasyon",
    (
        'update    IK-1        Ücret bordrosu                 Name: "Bordro" → "Ücret bordrosu"; '
        'Started: "2026-02-01" → "2026-03-01"'
    ),
    "add       IK-2        İzin",
    "add       category    Lokasyon",
    "add       recipient   Ortaklar",
    "missing   E3          IK-1 Ücret bordrosu: Özlük",
]


def lines(out: str) -> list[str]:
    return [" ".join(line.split()) for line in out.splitlines() if not line.startswith("─")]


def test_what_people_read(held: Run) -> None:
    ran = held("import second.csv --dry-run")
    assert lines(ran.out) == lines("\n".join(DIFFERENCES))
    assert ran.err == UNDERSTOOD + COUNTS
    assert [each["command"] for each in held("log -f json").json] == ["kvkkctl import first.csv"]


def test_what_people_read_is_shown_before_it_is_done_too(held: Run) -> None:
    rehearsed, done = held("import second.csv --dry-run"), held("import second.csv")
    (backup,) = Path("data/backups").iterdir()
    assert (done.out, done.err) == (rehearsed.out, f"{rehearsed.err}Backup: {backup}\nDone.\n")
    again = held("import second.csv")
    assert lines(again.out) == ["Action Record What Changes", "missing E3 IK-1 Ücret bordrosu: Özlük"]
    assert again.err.splitlines()[-2:] == [
        "second.csv: nothing changed.",
        "second.csv: entries: 0 new, 0 changed, 3 the same, 1 missing; other records: 0; errors: 0, warnings: 2.",
    ]


def test_the_quiet_plan_is_the_differences(held: Run) -> None:
    ran = held("--quiet import second.csv --dry-run")
    assert (lines(ran.out), ran.err) == (lines("\n".join(DIFFERENCES)), "")


def test_the_differences_in_a_file(held: Run, tmp_path: Path) -> None:
    ran = held("import second.csv --dry-run -o plan.txt")
    assert ran.out == ""
    assert lines((tmp_path / "plan.txt").read_text(encoding="utf8")) == lines("\n".join(DIFFERENCES))


def test_a_rejected_plan_is_shown_with_all_that_is_wrong(held: Run, tmp_path: Path) -> None:
    (tmp_path / "third.csv").write_text(SECOND.replace("1.3.2026", "yarın"), encoding="utf8")
    ran = held("import third.csv", code=3)
    assert [line for line in ran.err.splitlines() if line.startswith("error")] == [
        f'error: third!H{row}: "yarın" is not a date: write it as 31.12.2026.' for row in (2, 3)
    ]
    assert ran.err.splitlines()[-1].startswith("kvkkctl: third.csv: Errors: 2; nothing was taken.")
    assert len(held("log -f json").json) == 1


def test_what_scripts_read(held: Run) -> None:
    plan = held("import second.csv --dry-run -f json").json
    assert list(plan) == ["sheets", "entries", "others", "missing", "problems", "summary"]
    assert plan["sheets"] == [
        {
            "sheet": "second",
            "header_row": 1,
            "first_row": 2,
            "rows": 3,
            "columns": {
                "A": "department",
                "B": "activity",
                "C": "code",
                "D": "category",
                "E": "retention",
                "F": "recipients",
                "G": "abroad",
                "H": "started",
            },
            "ignored_columns": {"I": "Risk"},
            "skipped": None,
            "kind": "inventory",
            "file": "second.csv",
        }
    ]
    assert set(plan["sheets"][0]["columns"].values()) <= INVENTORY.by_field.keys()
    assert all(list(each)[: len(ENTRY)] == ENTRY for each in plan["entries"])
    assert [(each["id"], each["action"], each["changed"]) for each in plan["entries"]] == [
        ("E1", "update", ["retention", "recipients", "abroad"]),
        ("E2", "same", []),
        ("E4", "add", []),
    ]
    assert plan["entries"][0]["changes"] == [
        {"field": "retention", "old": "10 yıl", "new": "5 yıl"},
        {"field": "recipients", "old": ["Bankalar"], "new": []},
        {"field": "abroad", "old": False, "new": True},
    ]
    assert [(each["kind"], each["ref"], each["action"], each["changed"]) for each in plan["others"]] == [
        ("activity", "IK-1", "update", ["name", "started"]),
        ("activity", "IK-2", "add", []),
        ("term", "category:Lokasyon", "add", []),
        ("term", "recipient:Ortaklar", "add", []),
    ]
    assert plan["missing"] == [
        {
            "id": "E3",
            "activity": "IK-1",
            "activity_name": "Ücret bordrosu",
            "department": "İK",
            "category": "Özlük",
            "action": "same",
        }
    ]
    assert plan["problems"][0] == {
        "severity": "warning",
        "sheet": "second",
        "cell": "I1",
        "value": "Risk",
        "message": 'Column "Risk" is not understood and not imported.',
        "file": "second.csv",
    }
    counts = {
        "add": 1,
        "update": 1,
        "same": 1,
        "missing": 1,
        "retired": 0,
        "others": 4,
        "errors": 0,
        "warnings": 3,
    }
    assert plan["summary"] == counts


def test_what_scripts_read_of_a_rejected_file(held: Run, tmp_path: Path) -> None:
    (tmp_path / "cover.csv").write_text("KVKK;2026\n", encoding="utf8")
    ran = held("import cover.csv second.csv -f json", code=3)
    [cover, second] = ran.json["sheets"]
    assert (cover["file"], cover["skipped"]) == (
        "cover.csv",
        "No row of the first 30 has the headings of an inventory.",
    )
    assert (cover["header_row"], cover["columns"], second["skipped"]) == (None, {}, None)
    assert [each["file"] for each in ran.json["problems"] if each["severity"] == "error"] == ["cover.csv"]
    assert ran.json["summary"]["errors"] == 1


def test_what_retires_is_told_to_scripts(held: Run) -> None:
    plan = held(["import", "second.csv", "--replace", "İK", "--dry-run", "-f", "json"]).json
    assert [each["action"] for each in plan["missing"]] == ["retire"]
    assert plan["others"][-1] == {
        "kind": "entry",
        "ref": "E3",
        "action": "retire",
        "changed": ["ended"],
        "changes": [{"field": "ended", "old": None, "new": "2026-11-22"}],
    }
    assert plan["summary"]["retired"] == 1


def test_a_sheet_that_is_joined_is_understood_too(run: Run, tmp_path: Path) -> None:
    from tests.workbook.workbook_files import save

    run("init")
    head = ["Departman", "Faaliyet", "Veri Kategorisi", "İşleme Amacı"]
    sheets = {
        "Kapak": [["KVKK envanteri"]],
        "Envanter": [head, ["İK", "Bordro", "Kimlik", "Acil Durum Yönetimi Süreçlerinin Yürütülmesi"]],
        "Süreler": [["Veri Kategorisi", "Saklama Süresi"], ["Kimlik", "10 yıl"], ["Finans", "5 yıl"]],
    }
    save(tmp_path / "x.xlsx", sheets)
    ran = run("import x.xlsx")
    assert ran.err == (
        'Sheet "Kapak" skipped: No row of the first 30 has the headings of an inventory.\n'
        'Sheet "Envanter": headings in row 1, 1 rows, columns A=department, B=activity, C=category, D=purposes.\n'
        'Sheet "Süreler": headings in row 1, 2 rows, columns A=category, B=retention.\n'
        "warning: Süreler!A3: No row of the inventory has exactly this name, so the period is joined to none.\n"
        "x.xlsx: entries: 1 new, 0 changed, 0 the same, 0 missing; other records: 3; errors: 0, warnings: 1.\n"
        "Done.\n"
    )
    [entry] = run("entry list -f json").json
    assert entry["retention"]["text"] == "10 yıl"
    assert entry["origin"]["cells"]["retention"] == "Süreler!B2"
