"""Collecting, choosing and asking, with rules made up for the purpose."""

from collections.abc import Iterator
from datetime import date
from types import ModuleType

import pytest
from rule_registers import register

from kvkkctl.errors import BadValue, Severity
from kvkkctl.rules import ALL_RULES, Rule, collect, evaluate, rule, select
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit
from kvkkctl.text import Text

DAY = date(2026, 6, 1)
WORDS = {
    "title": Text("It holds."),
    "why": Text("It has to."),
    "fix": Text("Type: kvkkctl {kind} edit {ref} {label}"),
}
REGISTER = register({"entry": [{}, {"category": "İletişim"}]})


def first_entry(context: Context) -> Iterator[Hit]:
    """Find something in the first entry."""
    yield Hit(context.entries[0], Text("{record} has {what}.", what="something"))


def every_entry(context: Context) -> Iterator[Hit]:
    """Find something in every entry."""
    return (Hit(entry, Text("{record} has something.")) for entry in context.entries)


def made(number: str, check=every_entry, **details) -> Rule:
    """Make a rule."""
    return rule(number, Severity.WARNING, "KVKK m.1", "KVKK m.2", **WORDS, **details)(check)


def module(*rules: Rule) -> ModuleType:
    """Make a module that declares rules and other things."""
    found = ModuleType("family")
    vars(found).update({f"name_{n}": one for n, one in enumerate(rules)}, WORDS=WORDS)
    return found


def refs(*rules: Rule, on: date = DAY) -> list[tuple[str, str]]:
    """Evaluate rules and keep what is needed to tell the findings apart."""
    return [(finding.rule, finding.ref) for finding in evaluate(REGISTER, on, rules)]


def test_rules_are_collected_by_id() -> None:
    assert [one.id for one in collect(module(made("Z02"), made("Y01")), module(made("Z01")))] == [
        "Y01",
        "Z01",
        "Z02",
    ]


def test_an_id_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="Z01"):
        collect(module(made("Z01")), module(made("Z01")))


def test_a_rule_that_requires_none_that_exists_is_refused() -> None:
    with pytest.raises(ValueError, match="Z09"):
        collect(module(made("Z01", requires=("Z09",))))


def test_a_rule_that_cites_nothing_is_refused() -> None:
    with pytest.raises(TypeError, match="Z01"):
        rule("Z01", Severity.INFO, **WORDS)(every_entry)


@pytest.mark.parametrize("left_out", sorted(WORDS))
def test_a_rule_without_its_words_is_refused(left_out: str) -> None:
    words = {name: text for name, text in WORDS.items() if name != left_out}
    with pytest.raises(TypeError, match=left_out):
        rule("Z01", Severity.INFO, "KVKK m.1", **words)(every_entry)


def test_a_finding_says_everything_about_its_rule_and_record() -> None:
    (finding,) = evaluate(REGISTER, DAY, [made("Z01", first_entry)])
    assert (finding.rule, finding.severity, finding.citation) == (
        "Z01",
        Severity.WARNING,
        "KVKK m.1; KVKK m.2",
    )
    assert (finding.kind, finding.ref, finding.label, finding.origin) == (
        "entry",
        "E1",
        "Bordro / Kimlik",
        None,
    )
    assert str(finding.message) == "E1 (Bordro / Kimlik) has something."
    assert finding.message.msgid == "{record} has {what}."


def test_the_controller_is_found_by_its_title_and_without_one_by_nothing() -> None:
    named, unnamed = register({}), register({"controller": {"not_stated": ["title"]}})
    assert [Context(it, DAY).place(it.controller).label for it in (named, unnamed)] == ["Örnek A.Ş.", ""]


def test_the_remedy_names_the_record_as_a_shell_reads_it() -> None:
    (finding,) = evaluate(REGISTER, DAY, [made("Z01", first_entry)])
    assert str(made("Z01").fix_for(finding)) == "Type: kvkkctl entry edit E1 'Bordro / Kimlik'"


def test_findings_come_by_rule_then_in_the_order_of_the_records() -> None:
    assert refs(made("Z02"), made("Z01", requires=())) == [
        ("Z01", "E1"),
        ("Z01", "E2"),
        ("Z02", "E1"),
        ("Z02", "E2"),
    ]


def test_a_rule_is_silent_where_one_that_it_requires_has_spoken() -> None:
    assert refs(made("Z01", requires=("Z02",)), made("Z02", first_entry)) == [("Z01", "E2"), ("Z02", "E1")]


def test_a_rule_speaks_where_one_that_it_requires_is_not_asked() -> None:
    assert refs(made("Z01", requires=("Z02",))) == [("Z01", "E1"), ("Z01", "E2")]


@pytest.mark.parametrize(
    ("on", "asked"),
    [
        (date(2024, 5, 31), False),
        (date(2024, 6, 1), True),
        (date(2024, 8, 31), True),
        (date(2024, 9, 1), False),
    ],
)
def test_a_rule_is_asked_from_its_first_day_to_its_last(on: date, asked: bool) -> None:
    bounded = made("Z01", first_entry, since=date(2024, 6, 1), until=date(2024, 8, 31))
    assert bool(refs(bounded, on=on)) is asked


@pytest.mark.parametrize(
    ("on", "severity"),
    [
        (date(2024, 5, 31), Severity.WARNING),
        (date(2024, 6, 1), Severity.ERROR),
        (date(2024, 8, 31), Severity.ERROR),
        (date(2024, 9, 1), Severity.INFO),
    ],
)
def test_a_finding_weighs_what_the_day_says(on: date, severity: Severity) -> None:
    switches = ((date(2024, 6, 1), Severity.ERROR), (date(2024, 9, 1), Severity.INFO))
    (finding,) = evaluate(REGISTER, on, [made("Z01", first_entry, severity_from=switches)])
    assert finding.severity is severity


def test_a_rule_that_fails_is_a_bug_and_surfaces() -> None:
    def broken(context: Context) -> Iterator[Hit]:
        yield Hit(context.entries[99], Text("Never."))

    with pytest.raises(IndexError):
        evaluate(REGISTER, DAY, [made("Z01", broken)])


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (["A05"], ["A05"]),
        (["a05", "A05 "], ["A05"]),
        (["K04", "C01"], ["C01", "K04"]),
        (["C"], ["C01", "C02", "C08"]),
        (["j", "C01"], ["C01", "J01", "J02", "J03", "J04", "J05", "J06"]),
        ([], [one.id for one in ALL_RULES]),
    ],
)
def test_rules_are_chosen_by_id_or_family(wanted: list[str], ids: list[str]) -> None:
    assert [one.id for one in select(ALL_RULES, wanted)] == ids


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("K99", "There is no rule K99; close to it are K, K09."),
        ("C1", "There is no rule C1; close to it are C, C01."),
        ("???", "There is no rule ???: `kvkkctl rules list` shows them all."),
    ],
)
def test_an_unknown_rule_is_refused_with_close_ones(wanted: str, message: str) -> None:
    with pytest.raises(BadValue) as refused:
        select(ALL_RULES, ["A05", wanted])
    assert str(refused.value) == message
