"""Every rule against its case file: the whole report of a small register is compared, not one line of it."""

from collections import defaultdict
from datetime import date

import pytest
from rule_registers import CASES, Case, cases, register

from kvkkctl.rules import ALL_RULES, Finding, evaluate

ALL_CASES = tuple(cases())


def by_rule(findings: tuple[Finding, ...]) -> dict[str, list[str]]:
    """Return the short names of the records found, by rule."""
    found = defaultdict(list)
    for finding in findings:
        found[finding.rule].append(finding.ref)
    return dict(found)


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_a_register_gives_exactly_the_findings_of_its_case(case: Case) -> None:
    findings = evaluate(case.snapshot, case.as_of, ALL_RULES)
    assert by_rule(findings) == case.found
    own = [finding for finding in findings if finding.rule == case.rule]
    if case.severity:
        assert {finding.severity.value for finding in own} == {case.severity}
    if case.says:
        assert [str(finding.message) for finding in own] == [case.says]


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_every_finding_reads_as_a_sentence_about_its_record(case: Case) -> None:
    for finding in evaluate(case.snapshot, case.as_of, ALL_RULES):
        sentence = str(finding.message)
        assert sentence[-1] == "."
        assert "{" not in sentence
        assert finding.label in sentence or finding.kind == "controller"


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_rules_leave_the_register_as_it_was(case: Case) -> None:
    before = repr(case.snapshot)
    evaluate(case.snapshot, case.as_of, ALL_RULES)
    assert repr(case.snapshot) == before


@pytest.mark.parametrize("kind", ["hit", "clean"])
def test_every_rule_has_cases_of_both_kinds(kind: str) -> None:
    assert {case.rule for case in ALL_CASES if f"-{kind}-" in case.name} == {rule.id for rule in ALL_RULES}


def test_every_case_file_is_of_a_rule_and_every_case_has_a_name_of_its_own() -> None:
    assert {path.stem for path in CASES.iterdir()} == {rule.id for rule in ALL_RULES}
    names = [case.name for case in ALL_CASES]
    assert len(names) == len(set(names))


def test_a_complete_and_lawful_register_gives_nothing() -> None:
    assert evaluate(register({}), date(2026, 6, 1), ALL_RULES) == ()
