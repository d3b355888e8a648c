"""What differs from the last filing, since when, and by when it is to be notified."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbis_inventory import Inventory

from kvkkctl.models import ChangeDate, Confirmation, Filing
from kvkkctl.snapshot import Snapshot, Step
from kvkkctl.verbis.difference import Status, deadlines, differences
from kvkkctl.verbis.filing import Period, notification, read, write
from kvkkctl.verbis.records import Unit
from kvkkctl.verbis.rollup import roll_up

FILED = date(2026, 5, 4)
CHANGED = date(2026, 5, 20)
LAST = date(2026, 6, 1)


def basic():
    return Inventory().entry("Kimlik", subjects=["Çalışan"]).entry("Kimlik", subjects=["Ziyaretçi"])


def filed(snapshot, on=FILED, stamp="filed"):
    told = write(notification(roll_up(snapshot, on), str))
    return replace(snapshot, filings={1: Filing(id=1, filed_on=on, content=told, stamp=stamp)}, stamp="now")


def changed(snapshot, *steps):
    """Return the register after `steps`, each a day and entries as they are from that day on."""
    known, history = dict(snapshot.entries), []
    for number, (day, entry) in enumerate(steps):
        before = known.get(entry.id)
        image = before.model_dump_json() if before else None
        history.append(Step(day, f"step {number}", {("entry", entry.id): image}))
        known[entry.id] = entry
    newest_first = tuple(reversed(history))
    return replace(
        snapshot, entries=known, history=lambda since, _until: newest_first if since == "filed" else None
    )


def test_nothing_differs_where_nothing_changed_and_where_nothing_was_filed():
    assert differences(filed(basic().snapshot()), LAST) == ()
    assert differences(basic().snapshot(), LAST) == ()


def test_what_a_filing_is_read_back_as_is_what_was_written():
    told = notification(roll_up(basic().snapshot(), FILED), str)

    assert read(write(told)) == told
    assert write(read(write(told))) == write(told)


def test_a_value_more_and_a_value_less_are_ticked_and_unticked():
    snapshot = filed(basic().snapshot())
    number = next(n for n, term in snapshot.terms.items() if term.label == "Ziyaretçi")
    only = snapshot.entries[1].model_copy(update={"subjects": (number,)})

    (one,) = differences(changed(snapshot, (CHANGED, only)), CHANGED)

    assert (one.name, one.field, one.tick, one.untick) == ("Kimlik", "subjects", (), ("Çalışan",))
    assert (one.changed_on, one.notify_by_strict, one.notify_by) == (CHANGED, date(2026, 5, 27), LAST)


@pytest.mark.parametrize(("on", "status"), [(LAST, Status.OPEN), (LAST + timedelta(days=1), Status.LATE)])
def test_a_change_is_late_after_the_rolled_seventh_day(on, status):
    snapshot = filed(basic().snapshot())
    abroad = snapshot.entries[1].model_copy(update={"abroad": True})

    (one,) = differences(changed(snapshot, (CHANGED, abroad)), on)

    assert (one.field, one.status) == ("abroad", status)


def test_a_change_that_was_taken_back_in_between_counts_from_its_last_beginning():
    snapshot = filed(basic().snapshot())
    home = snapshot.entries[1]
    abroad = home.model_copy(update={"abroad": True})
    days = [CHANGED + timedelta(days=n) for n in range(3)]

    (one,) = differences(changed(snapshot, *zip(days, (abroad, home, abroad), strict=True)), LAST)

    assert one.changed_on == days[2]


def test_an_answer_that_changed_twice_counts_from_the_first_change():
    snapshot = filed(basic().snapshot())
    periods = [
        snapshot.retentions[1].model_copy(update={"id": 7, "maximum": "P20Y", "text": "20"}),
        snapshot.retentions[1].model_copy(update={"id": 8, "maximum": "P30Y", "text": "30"}),
    ]
    terms = [period.terms[0].model_copy(update={"period": period.maximum}) for period in periods]
    periods = [each.model_copy(update={"terms": (term,)}) for each, term in zip(periods, terms, strict=True)]
    snapshot = replace(snapshot, retentions=snapshot.retentions | {each.id: each for each in periods})
    first, second = (snapshot.entries[1].model_copy(update={"retention": each.id}) for each in periods)

    (one,) = differences(changed(snapshot, (CHANGED, first), (CHANGED + timedelta(days=1), second)), LAST)

    assert (one.tick, one.untick, one.changed_on) == (("30 Yıl",), ("10 Yıl",), CHANGED)


def test_a_new_category_is_answered_on_every_screen_and_one_that_is_gone_on_the_first_only():
    snapshot = filed(basic().snapshot())
    more = Inventory().entry("Kimlik", subjects=["Çalışan"]).entry("Kimlik", subjects=["Ziyaretçi"])
    more = more.entry("Sağlık Bilgileri").snapshot()
    new = changed(replace(snapshot, terms=more.terms, retentions=more.retentions), (CHANGED, more.entries[3]))

    fields = [each.field for each in differences(new, LAST)]
    ended = snapshot.entries[1].model_copy(update={"ended": CHANGED})
    other = snapshot.entries[2].model_copy(update={"ended": CHANGED})
    gone = changed(snapshot, (CHANGED, ended), (CHANGED, other))

    assert fields == ["processed", "purposes", "recipients", "retention", "subjects", "abroad"]
    assert [(each.field, each.current) for each in differences(gone, LAST) if each.category] == [
        ("processed", False)
    ]


def test_what_ends_by_the_calendar_changes_on_that_day_not_on_the_day_of_its_typing():
    snapshot = filed(basic().snapshot())
    ending = snapshot.entries[2].model_copy(update={"ended": date(2026, 5, 28)})
    register = changed(snapshot, (CHANGED, ending))

    assert differences(register, date(2026, 5, 27)) == ()
    (one,) = differences(register, LAST)
    assert (one.field, one.changed_on) == ("subjects", date(2026, 5, 28))


def test_confirming_a_doubtful_law_changes_the_answer_on_that_day():
    snapshot = filed(Inventory().entry("Kimlik", retention="P1M", statutes=("R005",)).snapshot())
    confirmed = {1: Confirmation(id=1, statute="R005", source="RG", confirmed_by="DPO", confirmed_on=CHANGED)}
    step = Step(CHANGED, "step", {("confirmation", 1): None})
    register = replace(snapshot, confirmations=confirmed, history=lambda _since, _until: (step,))

    assert [(each.field, each.changed_on) for each in differences(register, LAST)] == [("retention", CHANGED)]


def test_what_differed_already_when_it_was_filed_has_no_day_and_is_not_late():
    told = Inventory().entry("Kimlik", subjects=["Ziyaretçi"]).snapshot()
    snapshot = replace(basic().snapshot(), filings=filed(told, date(2021, 12, 31)).filings, stamp="now")

    (one,) = differences(changed(snapshot), LAST)

    assert (one.changed_on, one.notify_by, one.status) == (None, None, Status.OPEN)


def said(on, stated_on=CHANGED, field="abroad"):
    return ChangeDate(
        id=1, filing=1, category=1, field=field, changed_on=on, reason="Sözleşme", stated_on=stated_on
    )


def test_a_stated_day_comes_before_the_journals():
    snapshot = filed(basic().snapshot())
    abroad = snapshot.entries[1].model_copy(update={"abroad": True})
    register = changed(snapshot, (CHANGED, abroad))
    earlier = replace(register, change_dates={1: said(date(2026, 5, 11))})

    (one,) = differences(earlier, CHANGED)

    assert (one.changed_on, one.notify_by, one.status) == (date(2026, 5, 11), date(2026, 5, 18), Status.LATE)
    assert one.stated.reason == "Sözleşme"


def test_a_day_stated_of_one_change_is_not_that_of_a_later_one():
    snapshot = filed(basic().snapshot())
    abroad = snapshot.entries[1].model_copy(update={"abroad": True})
    days = [CHANGED, CHANGED + timedelta(days=1), CHANGED + timedelta(days=2)]
    register = changed(snapshot, *zip(days, (abroad, snapshot.entries[1], abroad), strict=True))
    register = replace(register, change_dates={1: said(date(2026, 5, 11))})

    (one,) = differences(register, LAST)

    assert (one.changed_on, one.stated) == (days[2], None)


def test_the_same_length_in_months_and_other_letters_are_the_same_answer():
    snapshot = filed(basic().snapshot())
    told = read(snapshot.filings[1].content)
    kimlik = replace(
        told.categories[0], retention=Period(Unit.MONTH, 120, ""), subjects=("ziyaretçi", "ÇALIŞAN")
    )
    other = write(replace(told, categories=(kimlik, *told.categories[1:])))

    assert (
        differences(replace(snapshot, filings={1: Filing(id=1, filed_on=FILED, content=other)}), LAST) == ()
    )


def test_the_last_filing_is_the_one_of_the_latest_day_up_to_the_day():
    snapshot = filed(basic().snapshot())
    empty = write(notification(roll_up(Snapshot(), FILED), str))
    later = Filing(id=2, filed_on=LAST, content=empty)
    both = replace(snapshot, filings={2: later, 1: snapshot.filings[1]})

    assert differences(both, LAST - timedelta(days=1)) == ()
    assert differences(both, LAST) != ()


def test_deadlines_are_by_day_and_leave_out_what_has_none():
    snapshot = filed(basic().snapshot())
    abroad = snapshot.entries[1].model_copy(update={"abroad": True})
    kept = abroad.model_copy(update={"subjects": snapshot.entries[2].subjects})
    register = changed(snapshot, (CHANGED, abroad), (CHANGED + timedelta(days=20), kept))

    dates = [
        (each.changed_on, each.rolled, len(each.changes)) for each in deadlines(register, date(2026, 7, 1))
    ]

    assert dates == [(CHANGED, LAST, 1), (CHANGED + timedelta(days=20), date(2026, 6, 16), 1)]


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["abroad", "home"])), max_size=6))
def test_refiling_empties_the_difference_whatever_happened(changes):
    snapshot = filed(basic().snapshot())
    steps = [
        (CHANGED + timedelta(days=day), snapshot.entries[1].model_copy(update={"abroad": where == "abroad"}))
        for day, where in sorted(changes)
    ]
    register = changed(snapshot, *steps)
    last = CHANGED + timedelta(days=9)
    told = write(notification(roll_up(register, last), str))
    again = Filing(id=2, filed_on=last, content=told, stamp="now")

    assert differences(replace(register, filings=register.filings | {2: again}), last) == ()
    goes = bool(steps) and steps[-1][1].abroad
    assert [each.field for each in differences(register, last)] == (["abroad"] if goes else [])
