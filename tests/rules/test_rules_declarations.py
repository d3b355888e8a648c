"""What the rules say about themselves, and how dates move them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_registers import register

from kvkkctl.errors import Severity
from kvkkctl.rules import ALL_RULES, Rule, evaluate, select

CITATION = re.compile(
    r"(KVKK( geçici)?|7499|5464|4857|(Sicil|İmha|Aktarım|Kişisel Sağlık Verileri) Yön\.|Aydınlatma Tebliği) m\.\d+"
    r"(/\d+)?(-[a-zçğ])?|Kurul 20\d\d/\d+|Kurum duyurusu \d{1,2}\.\d{1,2}\.20\d\d"
)
PLACES = re.compile(r"{(\w*)}")
DAYS = st.dates(date(2016, 10, 7), date(2035, 12, 31))

each_rule = pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)


def test_ids_are_sorted_and_unique() -> None:
    ids = [rule.id for rule in ALL_RULES]
    assert ids == sorted(set(ids))


@each_rule
def test_an_id_is_a_family_and_a_number(rule: Rule) -> None:
    assert re.fullmatch(r"[A-K]\d\d", rule.id)


@each_rule
def test_every_citation_names_its_text_and_article(rule: Rule) -> None:
    assert [cite for cite in rule.cites if not CITATION.fullmatch(cite)] == []
    assert len(set(rule.cites)) == len(rule.cites) > 0


@each_rule
def test_the_title_is_one_sentence_and_the_reason_another(rule: Rule) -> None:
    for text in (rule.title, rule.why):
        assert re.fullmatch(r'["A-Z][^.]*\.', text.msgid)
        assert text.values == {}
    assert rule.title != rule.why


@each_rule
def test_the_remedy_is_a_command_about_the_record(rule: Rule) -> None:
    assert "kvkkctl " in rule.fix.msgid
    assert set(PLACES.findall(rule.fix.msgid)) <= {"kind", "ref", "label"}


@each_rule
def test_no_two_rules_share_their_words(rule: Rule) -> None:
    assert [other.id for other in ALL_RULES if other.title == rule.title] == [rule.id]


@each_rule
def test_severity_switches_come_in_the_order_of_their_days(rule: Rule) -> None:
    days = [day for day, _ in rule.severity_from]
    assert days == sorted(set(days))


@given(DAYS)
def test_transfers_on_consent_alone_are_found_since_september_2024_and_never_before(on: date) -> None:
    transfer = {"recipient": "Tedarikçiler", "country": "Almanya", "bases": ["5/1"]}
    findings = evaluate(register({"transfer": [transfer]}), on, select(ALL_RULES, ["F"]))
    assert [finding.rule for finding in findings] == (["F02"] if on >= date(2024, 9, 1) else [])


@given(DAYS, DAYS)
def test_an_old_basis_is_judged_by_the_last_day_of_its_activity(on: date, ended: date) -> None:
    old = {"category": "Sağlık Bilgileri", "bases": ["6/2-old"]}
    findings = evaluate(
        register({"activity": [{"ended": ended}], "entry": [old]}), on, select(ALL_RULES, ["A12", "B02"])
    )
    assert [finding.rule for finding in findings] == (["B02"] if min(on, ended) >= date(2024, 6, 1) else [])


@given(DAYS)
def test_consent_beside_another_basis_weighs_more_since_the_principle_decision(on: date) -> None:
    (finding,) = evaluate(register({"entry": [{"bases": ["5/1", "5/2-c"]}]}), on, select(ALL_RULES, ["C01"]))
    assert finding.severity is (Severity.ERROR if on >= date(2026, 3, 24) else Severity.WARNING)
