"""What every roll-up keeps to, whatever the register: official terms, answers that can be traced, open questions."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbis_inventory import ENTRIES, Inventory

from kvkkctl.models import ResolvedField
from kvkkctl.verbis import Screen, all_measures, answers
from kvkkctl.verbis.records import SCREEN_OF
from kvkkctl.vocabulary import OTHER, TermKind, official, terms

KINDS = {
    Screen.PURPOSES: TermKind.PURPOSE,
    Screen.RECIPIENTS: TermKind.RECIPIENT,
    Screen.SUBJECTS: TermKind.SUBJECT,
    Screen.MEASURES: TermKind.MEASURE,
}
UNDERTAKINGS = {"İşleniyor", "İşlenmiyor (taahhüt)", "Aktarılmıyor (taahhüt)"}


def check(rolled, refs):
    assert [c.name for c in rolled.categories] == [term.name for term in terms(TermKind.CATEGORY)]
    asked = {(question.screen, question.category) for question in rolled.unresolved}
    for screen in Screen:
        for answer in answers(rolled, screen):
            if answer.pick is None:
                assert (screen, answer.category.no) in asked
                continue
            if screen in KINDS and answer.pick not in UNDERTAKINGS:
                known = official(KINDS[screen])[answer.pick]
                assert answer.no == known.no
                assert (answer.typed is None) or answer.pick == OTHER[KINDS[screen]]
            if screen is Screen.RETENTION:
                assert answer.pick in {"Yıl", "Ay", "Diğer"}
            is_undertaken = screen is Screen.CATEGORIES and not answer.category.processed
            assert set(answer.entries) <= refs
            assert bool(answer.entries) != is_undertaken
    placed = [ref for category in rolled.categories for ref in category.entries]
    exempt = [ref for left in rolled.left_out for ref in left.entries]
    assert sorted([*placed, *rolled.unplaced, *exempt]) == sorted(refs)
    for question in rolled.unresolved:
        assert shlex.split(question.fix)[0] == "kvkkctl"


@given(st.lists(ENTRIES, max_size=6))
def test_every_answer_is_official_and_can_be_traced(entries):
    inventory = Inventory()
    for says in entries:
        inventory.entry(**says)
    rolled = inventory.roll()
    check(rolled, {f"E{n}" for n in inventory.entries})
    assert [answer.no for answer, _ in all_measures(rolled)] == sorted(
        answer.no for answer, _ in all_measures(rolled)
    )


@pytest.mark.parametrize(
    "label", ["Diğer: Bekçi", "diğer (Bekçi)", "Diğer - Bekçi", "DİĞER / Bekçi", "Bekçi"]
)
def test_what_says_other_already_is_typed_without_it(label):
    rolled = Inventory().entry("Kimlik", subjects=[label]).roll()
    (answer,) = answers(rolled, Screen.SUBJECTS)
    assert (answer.pick, answer.typed, answer.no) == ("Diğer", "Bekçi", 14)


def test_one_text_of_several_terms_is_there_once():
    rolled = (
        Inventory()
        .entry("Kimlik", subjects=["Diğer: Bekçi", "bekçi"])
        .entry("Kimlik", subjects=["Bekçi", "Diğer (kapıcı)"])
        .roll()
    )
    found = [(answer.typed, answer.entries) for answer in answers(rolled, Screen.SUBJECTS)]
    assert found == [("Bekçi", ("E1", "E2")), ("kapıcı", ("E2",))]


def test_a_category_of_ones_own_is_typed_beside_the_last_one():
    rolled = Inventory().map(TermKind.CATEGORY, "Araç", "Diğer Bilgiler").entry("Araç").roll()
    (answer,) = (each for each in answers(rolled, Screen.CATEGORIES) if each.category.processed)
    assert (answer.no, answer.pick, answer.typed) == (26, "İşleniyor", "Araç")


def test_measures_are_the_whole_list_and_those_of_ones_own():
    rolled = Inventory().entry("Kimlik", measures=["Bekçi", "Köpek", "Şifreleme yapılmaktadır."]).roll()
    found = list(all_measures(rolled))
    assert [answer.no for answer, _ in found] == [*range(1, 42), 41]
    assert [answer.name for answer, taken in found if taken] == [
        "Şifreleme yapılmaktadır.",
        "Diğer: Bekçi",
        "Diğer: Köpek",
    ]


def test_exempt_activities_are_left_out_and_told():
    rolled = Inventory().activity("G-1", exemption="28/2-ç").entry("Kimlik").entry("Finans").roll()
    assert [tuple(each) for each in rolled.left_out] == [("G-1", "G-1", "28/2-ç", ("E1", "E2"))]
    assert not any(category.processed for category in rolled.categories)
    check(rolled, {"E1", "E2"})


def test_what_a_person_may_decide_belongs_to_a_screen():
    assert set(SCREEN_OF) == set(ResolvedField)
