"""Entries linked to statutory periods: linked, unlinked, held against them."""

import pytest

from tests.conftest import Run


def statutes(run: Run, ref: str) -> list[str]:
    """Return what an entry is linked to."""
    return run(f"entry show {ref} -f json").json["statutes"]


def test_links_are_made_and_undone(example: Run) -> None:
    example("retention link E1 e2 --to r001 --to R002")
    example("retention link E2 --to R001 --to R026")
    assert [statutes(example, ref) for ref in ("E1", "E2")] == [["R001", "R002"], ["R001", "R002", "R026"]]
    assert "R002 (213 Vergi Usul Kanunu m.253)" in example("entry show E1").out
    example("retention unlink E1 E2 --from R002")
    assert [statutes(example, ref) for ref in ("E1", "E2")] == [["R001"], ["R001", "R026"]]
    example("retention unlink E1 E2 --all")
    assert [statutes(example, ref) for ref in ("E1", "E2")] == [[], []]
    assert "Statutory periods" not in example("entry show E1").out
    assert len(example("log -f json").json) == 5


def test_the_same_link_again_changes_nothing(example: Run) -> None:
    example("retention link E1 --to R001")
    assert "Nothing changed." in example("retention link E1 --to R001").err


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("retention link E1 --to R999", "There is no statutory period R999"),
        ("retention link E1 E999 --to R001", "There is no entry E999"),
        ("retention unlink E1", "Say which links to undo"),
        ("retention unlink E1 --all --from R001", "Say which links to undo"),
        ("retention unlink E1 --from R001", "None of these entries is linked to R001"),
        ("entry edit E1 --statute R999", "--statute: There is no statutory period R999"),
        ("retention check --entry E999", "There is no entry E999"),
    ],
)
def test_what_cannot_be_linked_is_refused(example: Run, line: str, why: str) -> None:
    assert why in example(line, code=3).err
    assert statutes(example, "E1") == []


def test_what_will_not_be_applied_is_said(example: Run) -> None:
    said = example("retention link E1 --to R008 --to R051").err
    assert "R008 (4458 Gümrük Kanunu m.13) is doubtful" in said
    assert "was in force until 2020-01-03 only" in said
    example("law confirm R052 --source RG")
    assert "doubtful" not in example("retention link E1 --to R052").err


def test_entries_take_links_as_an_import_does(run: Run) -> None:
    run("init")
    run("activity add Bordro --code A")
    run("entry add --activity A --category Kimlik --subject Çalışan --statute r026 --statute R020")
    assert statutes(run, "E1") == ["R026", "R020"]
    run("entry edit E1 --statute R001")
    assert statutes(run, "E1") == ["R001"]
    run('entry edit E1 --retention "10 yıl"')
    assert statutes(run, "E1") == ["R001"]
    run(["entry", "edit", "E1", "--statute", ""])
    assert statutes(run, "E1") == []


def test_check_lists_linked_entries_with_a_reason(example: Run) -> None:
    example('entry edit E1 --retention "Fatura tarihinden itibaren 5 yıl" --statute R002 --statute R026')
    example('entry edit E2 --retention "Fatura tarihinden itibaren 10 yıl" --statute R002')
    ran = example("retention check -f json")
    assert [list(row) for row in ran.json] == [
        [
            "entry",
            "holding",
            "activity",
            "category",
            "retention",
            "statute",
            "verdict",
            "conflict",
            "beyond",
            "why",
        ]
    ] * 3
    keys = ("entry", "statute", "verdict", "conflict", "beyond")
    assert [tuple(row[key] for key in keys) for row in ran.json] == [
        ("E1", "R002", "shorter", True, False),
        ("E1", "R026", "not_comparable", False, False),
        ("E2", "R002", "within", False, True),
    ]
    assert [row["retention"]["maximum"] for row in ran.json] == ["P5Y", "P5Y", "P10Y"]
    assert "Comparisons: shorter than the minimum: 1, within: 1, not comparable: 1." in ran.err
    assert "Entries linked to no statutory period: 54." in ran.err
    assert "shorter than the minimum" in example("retention check --entry E1").out


def test_check_fails_on_a_conflict_where_asked(example: Run) -> None:
    example('entry edit E1 --retention "Fatura tarihinden itibaren 5 yıl" --statute R002')
    example('entry edit E2 --retention "Fatura tarihinden itibaren 10 yıl" --statute R002')
    example("retention check")
    example("retention check --fail-on conflict", code=4)
    example("retention check --fail-on conflict --entry E2")
    assert example("gaps --rule D01 -f json").json[0]["ref"] == "E1"
    # before that law was law
    example("retention check --fail-on conflict --today 1960-12-31")


def test_check_lists_holdings_whose_own_retention_breaks_what_their_entry_is_linked_to(example: Run) -> None:
    example('entry edit E1 --retention "Fatura tarihinden itibaren 10 yıl" --statute R002')
    example('holding add "Kısa" --entry E1 --retention "Fatura tarihinden itibaren 3 yıl"')
    example('holding add "Uzun" --entry E1 --retention "Fatura tarihinden itibaren 12 yıl"')
    example('holding add "Aynı" --entry E1')
    example('holding add "Başka" --entry E2 --retention "Fatura tarihinden itibaren 3 yıl"')
    own = [each["id"] for each in example("holding list -f json").json if each["label"] == "Kısa"]
    ran = example("retention check -f json")
    assert [(row["entry"], row["holding"], row["verdict"]) for row in ran.json] == [
        ("E1", None, "within"),
        ("E1", own[0], "shorter"),
    ]
    assert f"{own[0]} has a period of its own, which is shorter than this minimum." in ran.json[1]["why"]
    assert ran.json[1]["retention"]["maximum"] == "P3Y"
    assert "Holdings whose own retention breaks a statutory period: 1." in ran.err
    assert f"E1, {own[0]}" in example("retention check").out
    example("retention check --fail-on conflict", code=4)
    example(
        ["destruction", "record", *own, "--on", "2026-11-22", "--method", "silme", "--force", "yanlışlıkla"]
    )
    assert [row["holding"] for row in example("retention check -f json --fail-on conflict").json] == [None]


def test_an_entry_without_a_period_is_not_compared(example: Run) -> None:
    example("retention link E1 --to R001")
    (row,) = example("retention check -f json").json
    assert (row["retention"]["kind"], row["verdict"]) == ("missing", "not_comparable")
    assert "No retention period is stated." in row["why"]


def test_an_entry_named_twice_is_linked_once(example: Run) -> None:
    example("retention link E1 e1 --to R001 --to r001")
    assert statutes(example, "E1") == ["R001"]


def test_nothing_linked_is_nothing_to_compare(example: Run) -> None:
    ran = example("retention check --entry E1 -f json")
    assert ran.json == []
    assert "Comparisons: 0." in ran.err


def test_links_come_back_from_a_workbook(example: Run) -> None:
    example("retention link E1 --to R001 --to R002")
    example("export inventory -o out.xlsx")
    assert example("import out.xlsx --dry-run -f json").json["summary"]["same"] == 56
