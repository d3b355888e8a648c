"""The gap report for other programs and people: SARIF, JUnit, Markdown, a workbook, and what the ending says."""

import json
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from kvkkctl.rules import ALL_RULES
from kvkkctl.workbook.gap_book import sheet_titles
from tests.commands.gap_registers import small
from tests.conftest import Run

ACCEPT = "accept F02 T3 --reason 'Sözleşme {0} imzada' --until 2027-01-31 --by 'KVK Kurulu'"


def sarif(run: Run, line: str) -> dict:
    """Run and return the log, valid by the schema of SARIF 2.1.0."""
    out = run(f"{line} -f sarif").out
    Sarif.model_validate_json(out)
    (log,) = json.loads(out)["runs"]
    return log


def test_sarif_names_rules_records_and_workbooks(example: Run) -> None:
    log = sarif(example, "gaps")
    gaps = example("gaps -f json").json
    assert [result["ruleId"] for result in log["results"]] == [gap["rule"] for gap in gaps]
    rules = log["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in ALL_RULES]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in log["results"])
    digest = sha256(Path("data/example/envanter.xlsx").read_bytes()).hexdigest()
    assert log["artifacts"] == [{"location": {"uri": "envanter.xlsx"}, "hashes": {"sha-256": digest}}]
    result = next(each for each in log["results"] if each["ruleId"] == "A02")
    assert result["level"] == "error"
    assert result["message"]["text"] == next(gap["message"] for gap in gaps if gap["rule"] == "A02")
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "envanter.xlsx", "index": 0}
    assert place["logicalLocations"] == [{"name": "E44", "fullyQualifiedName": "entry/E44", "kind": "entry"}]
    assert place["message"]["text"] == "Envanter!H45"
    assert result["properties"]["fix"] == "Name it (as 5/2-c): kvkkctl entry edit E44 --basis …"


def test_sarif_shows_what_is_accepted_and_known(example: Run) -> None:
    example(ACCEPT)
    example("gaps --rule F02 --save-baseline known.json -o none.json")
    accepted, known = sarif(example, "gaps --rule F02 --baseline known.json")["results"]
    assert accepted["suppressions"] == [
        {
            "kind": "external",
            "justification": "Sözleşme {0} imzada",
            "properties": {"by": "KVK Kurulu", "until": "2027-01-31"},
        }
    ]
    assert "suppressions" not in known
    assert [each["baselineState"] for each in (accepted, known)] == ["new", "unchanged"]


def test_sarif_fingerprints_stay_and_differ(example: Run) -> None:
    def marks(line: str) -> list[str]:
        return [each["partialFingerprints"]["kvkkctlGap/v1"] for each in sarif(example, line)["results"]]

    before = marks("gaps")
    assert len(set(before)) == len(before)
    assert marks("--lang tr gaps") == before
    example("entry edit E1 --retention '10 yıl'")
    assert len(set(before) - set(marks("gaps"))) == 1


def test_sarif_takes_braces_and_links_of_names_as_they_are(run: Run) -> None:
    small(run)
    run(["activity", "edit", "IK-1", "--name", "[Bordro](1) {0}"])
    result = sarif(run, "gaps --rule A05")["results"][0]
    assert result["message"]["text"].startswith("E1 ([Bordro\\](1) {{0}} / Kimlik)")
    assert "physicalLocation" not in result["locations"][0]


def cases(text: str) -> list[tuple[str, str, str]]:
    """Return class, name and outcome of each case, the counts checked."""
    root = ET.fromstring(text)  # noqa: S314 (our own words)
    found = [
        (case.get("classname"), case.get("name"), next(iter(case)).tag if len(case) else "passed")
        for case in root.iter("testcase")
    ]
    for element in (root, *root.findall("testsuite")):
        outcomes = [next(iter(case)).tag if len(case) else "" for case in element.iter("testcase")]
        counts = [element.get(name) for name in ("tests", "failures", "skipped")]
        assert counts == [
            str(n) for n in (len(outcomes), outcomes.count("failure"), outcomes.count("skipped"))
        ]
    return found


def test_junit_has_a_case_for_each_gap_and_each_rule_without(example: Run) -> None:
    example(ACCEPT)
    found = cases(example("gaps -f junit").out)
    gaps = example("gaps -f json").json
    failing = [(rule, name.split(" (")[0]) for rule, name, outcome in found if outcome == "failure"]
    assert sorted(failing) == sorted(
        (gap["rule"], f"{gap['kind']} {gap['ref']}") for gap in gaps if not gap["accepted"]
    )
    clean = {rule.id for rule in ALL_RULES} - {gap["rule"] for gap in gaps}
    assert {rule for rule, _, outcome in found if outcome == "passed"} == clean
    assert [(rule, name) for rule, name, outcome in found if outcome == "skipped"] == [
        ("F02", "transfer T3 (Sözleşme İlişkisi İçindeki Üçüncü Taraflar)")
    ]


def test_junit_skips_rules_that_are_not_law_yet(example: Run) -> None:
    found = cases(example("gaps --as-of 2016-05-01 -f junit").out)
    late = {rule.id for rule in ALL_RULES if rule.since}
    assert late
    assert {rule for rule, _, outcome in found if outcome == "skipped"} == late


def test_junit_holds_any_name(run: Run) -> None:
    small(run)
    run(["activity", "edit", "IK-1", "--name", 'a\x01<&>"b'])
    name = cases(run("gaps --rule A05 -f junit").out)
    assert ("A05", 'entry E1 (a\ufffd<&>"b / Kimlik)', "failure") in name


MARKDOWN = """\
# KVKK Eksik Raporu

- Veri sorumlusu: —
- Tarih: 22.11.2026
- İdari para cezası: KVKK m.16 (m.18/1-ç), 2026: 341.809 – 17.092.242 TL (A05)

## Özet

| Kural | Ağırlık | Açık Eksik | Kabul Edilen ya da Bilinen | Olması Gereken |
| --- | --- | --- | --- | --- |
| A05 | Hata | 2 | 1 | Her envanter kaydı, verilerinin ne kadar saklandığını belirtir. |
| A06 | Hata | 2 | 0 | Her saklama süresinin bir sonu vardır. |

## İK

| Kural | Ağırlık | Kayıt | Eksik | Hücre | Dayanak | Nasıl Giderilir | Durum |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""


def test_markdown_is_turkish_and_by_department(run: Run) -> None:
    small(run)
    run("accept A05 E2 --reason Denetim --until 2027-01-31 --by Hukuk")
    run("gaps --rule A05 --rule A06 -o eksik.md")
    text = Path("eksik.md").read_text(encoding="utf8")
    assert text.startswith(MARKDOWN)
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| A0")][2:]
    assert [(row[0], row[2], row[-1]) for row in rows] == [
        ("| A05", "E1", "Açık |"),
        ("| A05", "E2", "Kabul edildi: Denetim (Hukuk, 31.01.2027 tarihine kadar) |"),
        ("| A05", "E3", "Açık |"),
        ("| A06", "E4", "Açık |"),
        ("| A06", "E5", "Açık |"),
    ]
    assert "## Pazarlama" in text


def test_the_workbook_has_a_sheet_for_each_department(run: Run) -> None:
    small(run)
    run(["activity", "edit", "IK-1", "--department", "İK/Özlük: =1+1"])
    run(["activity", "edit", "PZ-1", "--name", "=cmd()"])
    run("gaps --rule A05 --rule A06 --rule K04 -o eksik.xlsx")
    book = load_workbook("eksik.xlsx")
    assert book.sheetnames == ["Özet", "Kurum Geneli", "İK-Özlük- =1+1", "Pazarlama"]
    rows = list(book["Pazarlama"].iter_rows(values_only=True))
    assert rows[0] == (
        *("Kural", "Ağırlık", "Kayıt", "Eksik", "Hücre", "Dayanak", "Nasıl Giderilir", "Durum"),
    )
    assert [(row[0], row[2]) for row in rows[1:]] == [("A06", "E4"), ("A06", "E5")]
    overview = [row for row in book["Özet"].iter_rows(values_only=True) if any(row)]
    assert overview[0][0] == "KVKK Eksik Raporu"
    assert (
        "A05",
        "Hata",
        3,
        0,
        "Her envanter kaydı, verilerinin ne kadar saklandığını belirtir.",
    ) in overview
    assert overview[-3:] == [
        ("Kurum Geneli", 0, 1, 0, "Kurum Geneli"),
        ("İK/Özlük: =1+1", 3, 0, 0, "İK-Özlük- =1+1"),
        ("Pazarlama", 2, 0, 0, "Pazarlama"),
    ]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    before = Path("eksik.xlsx").read_bytes()
    run("gaps --rule A05 --rule A06 --rule K04 -o eksik.xlsx --force")
    assert Path("eksik.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (["a" * 40, "A" * 40], ["a" * 27, "A" * 23 + " (2)"]),
        (["Özet", "özet"], ["Özet (2)", "özet (3)"]),
        (["History", "'", "[x]"], ["History (2)", "Kurum Geneli", "-x-"]),
    ],
)
def test_titles_are_such_as_excel_takes(names: list[str], titles: list[str]) -> None:
    assert sheet_titles(names) == titles


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        ("json", b"["),
        ("jsonl", b'{"rule"'),
        ("csv", b"\xef\xbb\xbfrule,severity"),
        ("tsv", b"\xef\xbb\xbfrule\tseverity"),
        ("sarif", b'{\n  "$schema"'),
        ("xml", b"<?xml"),
        ("md", b"# KVKK"),
        ("xlsx", b"PK"),
        ("txt", b"56 of 56 entries"),
    ],
)
def test_the_ending_chooses_the_format(example: Run, ending: str, begins: bytes) -> None:
    example(f"gaps -o out/gaps.{ending}")
    assert Path(f"out/gaps.{ending}").read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("gaps -f xlsx", "A workbook is not written to stdout"),
        ("gaps -o gaps.doc", 'The ending ".doc" names no format'),
        ("gaps --by entry -f sarif", "--by is printed as one of table, json, jsonl, csv, tsv."),
        ("gaps --by entry --quiet", "--by and --quiet are not given together."),
        ("gaps --diff 2026-01-01 -o gaps.md", "--diff is printed as one of"),
        ("gaps --as-of never", "--as-of: never is not a date"),
        ("gaps --baseline none.json", "none.json cannot be read"),
        ("gaps --diff 2027-01-01", "--diff: 2027-01-01 is not before 2026-11-22."),
    ],
)
def test_what_cannot_be_is_refused(example: Run, line: str, said: str) -> None:
    ran = example(line, code=3)
    assert said in ran.err
    assert ran.out == ""
