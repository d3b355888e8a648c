"""The JSON shapes that scripts rely on."""

from hashlib import sha256
from pathlib import Path

from tests.conftest import Run

EXAMPLE = Path("data/example/envanter.xlsx")

ENTRY = [
    "id",
    "activity",
    "activity_name",
    "department",
    "category",
    "items",
    "special",
    "purposes",
    "subjects",
    "bases",
    "recipients",
    "abroad",
    "retention",
    "measures",
    "origin",
]


def test_entry(example: Run) -> None:
    entry = example("entry list --category Finans -f json").json[-1]
    assert list(entry)[: len(ENTRY)] == ENTRY
    assert entry["id"] == "E44"
    assert entry["category"] == {"label": "Finansal Bilgi", "term": "Finans", "match": "alias"}
    assert entry["recipients"] == [
        {
            "label": "The Constant Company, LLC",
            "term": "Tedarikçiler",
            "match": "alias",
            "country": "Amerika Birleşik Devletleri",
        }
    ]
    assert entry["bases"] == []
    assert entry["not_stated"] == ["measures", "bases"]
    assert entry["abroad"] is True
    assert entry["retention"]["kind"] == "missing"
    origin = entry["origin"]
    assert (origin["file"], origin["sheet"], origin["row"]) == ("envanter.xlsx", "Envanter", 45)
    assert origin["sha256"] == sha256(EXAMPLE.read_bytes()).hexdigest()
    assert (origin["cells"]["category"], origin["cells"]["retention"]) == ("C45", "I45")


def test_import_plan(example: Run) -> None:
    plan = example("import data/example/envanter.xlsx --dry-run -f json").json
    assert list(plan)[:1] + list(plan)[1:2] == ["sheets", "entries"]
    assert {"sheets", "entries", "problems", "summary"} <= set(plan)
    counts = {
        "add": 0,
        "update": 0,
        "same": 56,
        "missing": 0,
        "retired": 0,
        "others": 0,
        "errors": 0,
        "warnings": 0,
    }
    assert plan["summary"] == counts
    sheet = plan["sheets"][0]
    assert (sheet["sheet"], sheet["header_row"], sheet["first_row"], sheet["rows"]) == ("Envanter", 1, 2, 56)
    assert sheet["columns"]["C"] == "category"
    assert sheet["skipped"] is None
    assert {entry["action"] for entry in plan["entries"]} == {"same"}


def test_due(example: Run) -> None:
    row = example("due -f json").json[0]
    keys = {
        "holding",
        "entry",
        "activity",
        "category",
        "event",
        "event_date",
        "duty_on",
        "destroy_by",
        "status",
        "why",
    }
    assert keys <= set(row)


def test_gaps(example: Run) -> None:
    gap = example("gaps --rule F02 -f json").json[-1]
    assert list(gap) == [
        "rule",
        "severity",
        "citation",
        "message",
        "kind",
        "ref",
        "label",
        "origin",
        "accepted",
        "fix",
        "cell",
        "department",
        "fines",
        "known",
    ]
    assert (gap["rule"], gap["severity"], gap["kind"], gap["ref"]) == ("F02", "error", "transfer", "T4")


def test_verbis_preview(example: Run) -> None:
    preview = example("verbis preview -f json").json
    assert {"categories", "measures", "unresolved"} <= set(preview)
    assert [category["no"] for category in preview["categories"]] == list(range(1, 27))
    keys = {"no", "name", "processed", "purposes", "recipients", "subjects", "abroad", "retention", "entries"}
    assert all(keys <= set(category) for category in preview["categories"])
    assert [c["name"] for c in preview["categories"] if c["processed"]] == [
        "Kimlik",
        "İletişim",
        "Hukuki İşlem",
        "Müşteri İşlem",
        "İşlem Güvenliği",
        "Finans",
        "Görsel ve İşitsel Kayıtlar",
    ]


def test_retention_parse(run: Run) -> None:
    readings = run(["retention", "parse", "10 yıl", "2 ay", "makul süre", "-f", "json"]).json
    assert [(r["kind"], r["maximum"]) for r in readings] == [
        ("bounded", "P10Y"),
        ("bounded", "P2M"),
        ("indefinite", None),
    ]
    assert list(readings[0]) == ["text", "kind", "terms", "maximum", "why"]
    assert list(readings[0]["terms"][0]) == [
        "period",
        "bound",
        "anchor",
        "event",
        "event_text",
        "condition",
        "law",
    ]
    assert run("retention parse -f json", stdin="10 yıl\n2 ay\n").json == readings[:2]
    assert run("retention parse -f json", stdin="\ufeff10 yıl\r\n2 ay\r\n").json == readings[:2]


def test_retention_calc(run: Run) -> None:
    found = run(["retention", "calc", "--phrase", "10 yıl", "--from", "2024-02-29", "-f", "json"]).json
    assert list(found) == ["duty_on", "destroy_by", "regime", "why"]
    assert found["duty_on"] == "2034-02-28"


def test_days_of_a_policy_that_nobody_owes_count_where_they_are_earlier(run: Run) -> None:
    line = ["retention", "calc", "--phrase", "2 yıl", "--from", "2024-01-10", "--no-policy", "-f", "json"]
    three, own = run(line).json, run([*line, "--months", "3,9"]).json
    assert (three["regime"], three["destroy_by"]) == ("three_months", "2026-04-10")
    assert (own["regime"], own["destroy_by"]) == ("voluntary_policy", "2026-03-01")


def test_clock_calc(run: Run) -> None:
    found = run("clock calc SC5 --from 2026-03-17 -f json").json
    assert {"clock", "from", "strict_due", "rolled_due", "citation"} <= set(found)
    assert found["strict_due"] == "2026-03-25"
    assert run("clock calc SC5 --from 2026-03-17 --half-day skip -f json").json["strict_due"] == "2026-03-26"
    assert (
        run("clock calc BR72 --from 2026-05-26T16:00 -f json").json["strict_due"] == "2026-05-29T16:00+03:00"
    )
    assert run("clock calc PD6 --from 2026-07-01 --months 1,7 -f json").json["strict_due"] == "2027-01-01"
