"""A few entries speak for all others that state the same, in one state of a register after another."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from test_verbis_decisions import decide
from verbis_inventory import ENTRIES, TODAY, Inventory

from kvkkctl.models import ResolvedField
from kvkkctl.verbis.difference import answers
from kvkkctl.verbis.filing import notification
from kvkkctl.verbis.rollup import roll_up
from kvkkctl.verbis.witnesses import Witnesses

STATUTES = st.sampled_from([(), ("R070",), ("R001",), ("R070", "R001")])
WITH_STATUTES = st.builds(lambda says, statutes: says | {"statutes": statutes}, ENTRIES, STATUTES)
DAYS = st.sampled_from([None, None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)])
EXEMPTIONS = st.sampled_from([None, "28/2-a", "kamu yararı"])


def _but(says, other, field):
    return says | {field: other[field]}


def _share_periods(inventory):
    first = {}
    for number, period in inventory.retentions.items():
        first.setdefault(period.text, number)
    for number, entry in inventory.entries.items():
        if entry.retention:
            shared = first[inventory.retentions[entry.retention].text]
            inventory.entries[number] = entry.model_copy(update={"retention": shared})


@st.composite
def registers(draw):
    """Draw a register of two activities whose entries often state the same, with what a person decided."""
    inventory, first = Inventory(), draw(WITH_STATUTES)
    others = st.builds(_but, st.just(first), WITH_STATUTES, st.sampled_from(sorted(first)))
    variants = [first, *draw(st.lists(others, min_size=1, max_size=2))]
    for code in ("IK-1", "IK-2"):
        inventory.activity(code)
        for says in draw(st.lists(st.sampled_from(variants), min_size=1, max_size=4)):
            inventory.entry(**says)
    _share_periods(inventory)
    choices = inventory.roll().choices
    if choices and draw(st.booleans()):
        chosen = draw(st.sampled_from(choices))
        values = {ResolvedField.RETENTION: "7 Yıl", ResolvedField.ABROAD: "no"}
        decide(inventory, chosen.category, chosen.field, values.get(chosen.field, "complete"))
    return inventory.snapshot()


@st.composite
def later(draw, snapshot):
    """Draw what a register may have become: an activity or an entry that ends, goes or states what another states."""
    activities, entries = dict(snapshot.activities), dict(snapshot.entries)
    number = draw(st.sampled_from(sorted(activities)))
    facts = {"ended": draw(DAYS), "exemption": draw(EXEMPTIONS)}
    activities[number] = activities[number].model_copy(update=facts)
    for number in sorted(entries):
        other = snapshot.entries[draw(st.sampled_from(sorted(snapshot.entries)))]
        change = draw(st.sampled_from(["none", "none", "gone", "ended", "other"]))
        if change == "gone":
            del entries[number]
        elif change == "ended":
            entries[number] = entries[number].model_copy(update={"ended": draw(DAYS)})
        elif change == "other":
            entries[number] = other.model_copy(update={"id": number})
    return replace(snapshot, activities=activities, entries=entries)


def told(snapshot, day=TODAY):
    return answers(notification(roll_up(snapshot, day), str))


@given(st.data())
def test_the_few_answer_as_all_do_in_every_state(data):
    witnesses, state = Witnesses(), data.draw(registers())
    for _ in range(data.draw(st.integers(1, 4))):
        few = witnesses.few(state)

        assert set(few.entries.items()) <= set(state.entries.items())
        for day in (TODAY, TODAY + timedelta(days=2)):
            assert told(few, day) == told(state, day)
        if state.entries:
            state = data.draw(later(state))


def test_one_entry_speaks_for_a_hundred():
    inventory = Inventory()
    for _ in range(100):
        inventory.entry("Kimlik", abroad=True)
    _share_periods(inventory)
    snapshot = inventory.snapshot()
    same = dict(snapshot.entries)
    witnesses = Witnesses()

    assert set(witnesses.few(replace(snapshot, entries=same)).entries) == {1}
    ended = same | {1: same[1].model_copy(update={"ended": date(2026, 1, 1)})}
    assert set(witnesses.few(replace(snapshot, entries=ended)).entries) == {1, 2}
    assert set(witnesses.few(replace(snapshot, entries=same)).entries) == {1}
