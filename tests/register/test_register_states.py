"""Earlier states out of the journal: each is the register as it was, with the day from which it was so."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvkkctl.history import state_on, states_since
from kvkkctl.models import Entry, Term
from kvkkctl.register import Register, create_register
from kvkkctl.register.states import day_of
from tests.register.record_draws import Draws
from tests.register.register_sample import ENTRIES, fill

FIRST, SECOND, THIRD = (date(2026, 5, day) for day in (4, 5, 6))


@pytest.fixture
def register(tmp_path: Path) -> Register:
    made = create_register(tmp_path / "r.db")
    made.change(f"kvkkctl import --today {FIRST} a.xlsx", fill)
    return made


def edit(register: Register, day: date, **fields: object) -> None:
    edited = ENTRIES[1].model_copy(update=fields)
    register.change(f"kvkkctl --today={day} entry edit E2", lambda change: change.put(edited))


def test_every_state_comes_back_with_its_first_day_and_its_stamp(register):
    told = register.snapshot()
    edit(register, SECOND, abroad=True)
    between = register.snapshot()
    edit(register, THIRD, abroad=False)
    now = register.snapshot()
    states = list(states_since(now, told.stamp))
    assert [day for day, _ in states] == [THIRD, SECOND, None]
    assert [state for _, state in states] == [now, between, told]
    assert [state.stamp for _, state in states] == [now.stamp, between.stamp, told.stamp]


def test_the_last_of_several_states_of_a_day_stands_for_it(register):
    told = register.snapshot()
    edit(register, SECOND, abroad=True)
    edit(register, SECOND, abroad=False, items=("x",))
    now = register.snapshot()
    assert [(day, state) for day, state in states_since(now, told.stamp)] == [(SECOND, now), (None, told)]


def test_the_state_of_a_day_is_the_one_at_its_end(register):
    told = register.snapshot()
    edit(register, THIRD, abroad=True)
    now = register.snapshot()
    assert state_on(now, SECOND, THIRD) == told
    assert state_on(now, THIRD, THIRD) == now
    assert not state_on(now, date(2026, 5, 3), THIRD).entries
    # worked as if it were an earlier day: what is there was there
    assert state_on(now, SECOND, SECOND) == now


def test_a_stamp_that_the_journal_does_not_know_gives_the_state_now_alone(register):
    now = register.snapshot()
    assert list(states_since(now, "0" * 64)) == [(None, now)]


def test_a_state_is_put_together_from_what_is_asked_for_even_if_others_write_meanwhile(register):
    before = register.snapshot()
    edit(register, SECOND, abroad=True)
    now = register.snapshot()
    edit(register, THIRD, abroad=False)
    assert [state for _, state in states_since(now, before.stamp)] == [now, before]


@pytest.mark.parametrize(
    ("at", "command", "day"),
    [
        ("2026-05-04T20:59:59+00:00", "kvkkctl entry edit E1", FIRST),
        ("2026-05-04T21:00:00+00:00", "kvkkctl entry edit E1", SECOND),
        ("2026-05-04T12:00:00+00:00", "kvkkctl --today 2026-05-06 entry edit E1", THIRD),
        ("2026-05-04T12:00:00+00:00", "kvkkctl entry edit E1 --today=2026-05-06", THIRD),
        ("2026-05-04T12:00:00+00:00", "kvkkctl entry add -- --today 2026-05-06", FIRST),
        ("2026-05-04T12:00:00+00:00", "kvkkctl entry edit E1 --items '--today'", FIRST),
        ("2026-05-04T12:00:00+00:00", "kvkkctl 'no shell quoted this", FIRST),
    ],
)
def test_a_day_is_that_in_turkey_or_the_one_the_command_was_told(at, command, day):
    assert day_of(at, command) == day


@settings(max_examples=25)
@given(st.data())
def test_any_change_can_be_gone_back_over(tmp_path_factory, data):
    register = create_register(tmp_path_factory.mktemp("r") / "r.db")
    register.change("c", fill)
    states = [register.snapshot()]
    for number in range(data.draw(st.integers(1, 4))):

        def make(change, number=number):
            draws = Draws(data, change)
            draws.put(Term, data.draw(st.sampled_from([1, 3, 90 + number])))
            draws.put(Entry, data.draw(st.sampled_from([1, 2, 50 + number])))

        register.change(f"kvkkctl --today 2026-05-{number + 1:02} x", make)
        states.append(register.snapshot())
    last = states[-1]
    distinct = [state for n, state in enumerate(states) if n == 0 or state.stamp != states[n - 1].stamp]
    found = [state for _, state in states_since(last, states[0].stamp)]
    assert found == distinct[::-1]
