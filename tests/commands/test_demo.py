"""The whole main job, and what the example must show."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import Run

# What the policy leaves open, and the rule and record that must say so.
DEFECTS = {
    "no retention period": ("A05", "E1"),
    "no named measures": ("A08", "E1"),
    "a marketing category that no purpose uses": ("K02", "category:Pazarlama Bilgisi"),
    "an invoice category that is never defined": ("K01", "category:Fatura Bilgisi"),
    "an authorised-person group that is never defined": (
        "K01",
        "subject:İşbirliği İçinde Olduğumuz ya da Olmayı Planladığımız Kurumların Yetkilileri",
    ),
    "a card-data row without a legal basis": ("A02", "E44"),
    "a host in the United States on explicit consent": ("F02", "T4"),
}


def test_demo_runs_the_main_job_and_says_what_comes_next(run: Run, tmp_path: Path) -> None:
    ran = run("demo")
    assert [
        line[:2] for line in ran.out.splitlines() if line[:2].rstrip(".").isdigit() and line[1:3] == ". "
    ] == [
        "1.",
        "2.",
        "3.",
        "4.",
        "5.",
        "6.",
    ]
    assert "What to type next:" in ran.out
    assert (tmp_path / "data/register.db").exists()
    book = load_workbook(tmp_path / "exports/verbis-demo.xlsx")
    assert book.worksheets[1].max_row == 2 + 26


def test_demo_never_touches_an_existing_register(run: Run, tmp_path: Path) -> None:
    run("init")
    run('controller set --title "Başka bir şirket"')
    before = (tmp_path / "data/register.db").read_bytes()
    ran = run("demo")
    assert (tmp_path / "data/register.db").read_bytes() == before
    assert "--register data/register-2.db" in ran.out
    assert run("--register data/register-2.db info -f json").json["entries"] == 56


@pytest.mark.parametrize(("rule", "ref"), DEFECTS.values(), ids=DEFECTS)
def test_the_gap_report_finds_every_defect_of_the_example(example: Run, rule: str, ref: str) -> None:
    found = {(gap["rule"], gap["ref"]) for gap in example("gaps -f json").json}
    assert (rule, ref) in found


@pytest.mark.parametrize("rule", ["A05", "A08"])
def test_what_the_policy_never_says_is_a_gap_of_every_entry(example: Run, rule: str) -> None:
    refs = [gap["ref"] for gap in example(f"gaps --rule {rule} -f json").json]
    assert refs == [f"E{n}" for n in range(1, 57)]


@pytest.mark.parametrize(
    ("day", "reported"),
    [("2024-08-31", False), ("2024-09-01", True), ("2026-11-22", True), ("2030-01-01", True)],
)
def test_the_transfer_on_consent_is_reported_from_september_2024(
    example: Run, day: str, reported: bool
) -> None:
    refs = {gap["ref"] for gap in example(f"gaps --rule F02 --as-of {day} -f json").json}
    assert ("T4" in refs) is reported


def test_the_example_due_dates(example: Run) -> None:
    rows = {row["label"]: row for row in example("due -f json").json}
    assert {label: (row["duty_on"], row["destroy_by"], row["status"]) for label, row in rows.items()} == {
        "2014'te kapanan üyeliklerin sipariş dosyaları": ("2024-12-31", "2025-03-31", "overdue"),
        "Site erişim kayıtları, Ekim 2024": ("2026-10-31", "2026-12-01", "due"),
        "Çağrı merkezi ses kayıtları, 2025 ilk çeyrek": ("2028-03-31", "2028-06-01", "not_due"),
        "2020 yılı fatura arşivi": ("2030-12-31", "2031-03-31", "not_due"),
        "Tüketici davası dosyaları, 2015'te kesinleşenler": ("2025-05-12", "2025-06-01", "held"),
        "Kampanya listeleri": (None, None, "unknown"),
    }
