"""What a person decided: applied while it is about the same values, told when it is not, never applied then."""

from datetime import date

import pytest
from verbis_inventory import Inventory

from kvkkctl.models import Resolution, ResolvedField, RetentionKind
from kvkkctl.verbis import Screen, Standing, answers
from kvkkctl.verbis.resolving import retention_value

RETENTION, ABROAD = ResolvedField.RETENTION, ResolvedField.ABROAD
RECIPIENTS, PROCESSED = ResolvedField.RECIPIENTS, ResolvedField.PROCESSED


def decide(inventory, category, field, value):
    """Decide what is open now, as `verbis resolve` does."""
    (choice,) = (
        each for each in inventory.roll().choices if (each.category, each.field) == (category, field)
    )
    number = len(inventory.resolutions) + 1
    inventory.resolutions[number] = Resolution(
        id=number,
        category=category,
        field=field,
        value=value,
        reason="neden",
        decided_by="DPO",
        decided_on=date(2026, 2, 1),
        grounds=choice.grounds,
    )
    return inventory


def standings(rolled):
    return [each.standing for each in rolled.decisions]


def open_ones():
    """A category with a question about each answer that may be decided, and words of no category."""
    return (
        Inventory()
        .entry("Kimlik", retention="P30D")
        .entry("Kimlik", retention="P1M", abroad=None, recipients=None)
        .entry("Zimmet")
    )


def test_each_answer_can_be_decided():
    inventory = open_ones()
    before = inventory.roll()
    assert [(q.category, q.screen) for q in before.unresolved] == [
        (None, Screen.CATEGORIES),
        (1, Screen.RECIPIENTS),
        (1, Screen.RETENTION),
        (1, Screen.ABROAD),
    ]
    decide(inventory, "Kimlik", RETENTION, "2 Ay")
    decide(inventory, "Kimlik", ABROAD, "yes")
    decide(inventory, "Kimlik", RECIPIENTS, "complete")
    decide(inventory, "Lokasyon", PROCESSED, "no")
    rolled = inventory.roll()
    assert standings(rolled) == [Standing.APPLIED] * 4
    identity = rolled.categories[0]
    assert (identity.retention.unit, identity.retention.count) == ("Ay", 2)
    assert (identity.abroad, identity.transferred) == (True, False)
    assert [question.category for question in rolled.unresolved] == [None]
    unsafe = [each.category.no for each in answers(rolled, Screen.CATEGORIES) if each.is_open]
    assert unsafe == [no for no in range(2, 27) if no != 3]
    by = {screen: [each.decided for each in answers(rolled, screen)] for screen in Screen}
    assert (by[Screen.RETENTION], by[Screen.ABROAD], by[Screen.PURPOSES]) == (["V1"], ["V2"], [None])


def test_words_may_be_decided_where_no_number_fits():
    rolled = decide(open_ones(), "Kimlik", RETENTION, "Diğer: 30 gün").roll()
    retention = rolled.categories[0].retention
    assert (retention.unit, retention.count, retention.text) == ("Diğer", None, "30 gün")


@pytest.mark.parametrize(
    ("field", "value", "new"),
    [
        (RETENTION, "2 Ay", {"retention": "P45D"}),
        (RETENTION, "2 Ay", {"retention": None}),
        (ABROAD, "no", {"abroad": None}),
        (RECIPIENTS, "complete", {"recipients": None}),
    ],
)
def test_what_it_chose_between_changed(field, value, new):
    inventory = decide(open_ones(), "Kimlik", field, value)
    before = [q for q in open_ones().roll().unresolved if q.settles is field]
    inventory.entry("Kimlik", **({"retention": "P30D"} | new))
    rolled = inventory.roll()
    assert standings(rolled) == [Standing.STALE]
    asked = [question for question in rolled.unresolved if question.settles is field]
    assert len(asked) > len(before)
    assert [str(each.why).startswith("The decision V1 (") for each in asked].count(True) == 1
    assert not rolled.decided


def test_an_undertaking_is_about_the_words_that_are_not_mapped():
    inventory = decide(open_ones(), "Lokasyon", PROCESSED, "no").entry("Anahtar")
    assert standings(inventory.roll()) == [Standing.STALE]


def test_the_same_values_once_more_change_nothing():
    inventory = decide(open_ones(), "Kimlik", RETENTION, "2 Ay").entry("Kimlik", retention="P30D")
    assert standings(inventory.roll()) == [Standing.APPLIED]


def test_what_the_inventory_answers_needs_no_decision():
    inventory = decide(open_ones(), "Kimlik", ABROAD, "no").entry("Kimlik", abroad=True, retention="P1M")
    rolled = inventory.roll()
    assert standings(rolled) == [Standing.UNNEEDED]
    assert rolled.categories[0].abroad is True
    assert ABROAD not in {question.settles for question in rolled.unresolved}


def test_a_decision_about_words_no_longer_there_is_told():
    inventory = decide(open_ones(), "Kimlik", RETENTION, "2 Ay")
    inventory.entries.clear()
    rolled = inventory.roll()
    assert (standings(rolled), rolled.unresolved) == ([Standing.UNNEEDED], ())


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("10 Yıl", "10 Yıl"),
        (" 10  YIL ", "10 Yıl"),
        ("18ay", "18 Ay"),
        ("diğer:  Dava   bitene kadar", "Diğer: Dava bitene kadar"),
        ("Diğer: 30 gün", "Diğer: 30 gün"),
        ("30 gün", None),
        ("0 Yıl", None),
        ("… Yıl", None),
        ("Diğer: …", None),
        ("Diğer", None),
        ("10", None),
        ("1,5 Yıl", None),
        ("", None),
    ],
)
def test_a_retention_as_verbis_takes_it(typed, value):
    assert retention_value(typed) == value


def test_very_long_texts_are_told_apart():
    long = "x" * 5000
    inventory = Inventory()
    for end in ("a", "b"):
        inventory.entry("Kimlik", retention="P1M")
        number = len(inventory.retentions)
        inventory.retentions[number] = inventory.retentions[number].model_copy(
            update={"text": long + end, "kind": RetentionKind.UNREADABLE, "maximum": None, "terms": ()}
        )
    (choice,) = (each for each in inventory.roll().choices if each.field is RETENTION)
    assert len(set(choice.grounds)) == 2
    assert all(len(ground) < 1100 for ground in choice.grounds)
