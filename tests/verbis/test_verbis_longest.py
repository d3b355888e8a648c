import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.models import Entry, Retention, RetentionKind, RetentionTerm
from kvkkctl.verbis import Unit
from kvkkctl.verbis.longest import longest

CASES = tomllib.loads((Path(__file__).parent / "cases" / "longest.toml").read_text("utf8"))["case"]


def entry(number):
    return Entry(id=number, activity=1, category=1)


def retention(number, says):
    if says.get("none"):
        return None
    period = says.get("period")
    names = ("period", "bound", "anchor", "event", "event_text", "law")
    term = RetentionTerm.model_validate({name: says[name] for name in names if name in says}, strict=False)
    maximum = says.get("maximum", period)
    return Retention(
        id=number,
        text=says["text"],
        kind=RetentionKind(says.get("kind", "bounded" if period else "event_only")),
        terms=(term,),
        maximum=None if maximum == "none" else maximum,
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_verbis_is_told(case):
    stated = [(entry(n), retention(n, says)) for n, says in enumerate(case["says"], 1)]
    found, doubts = longest(stated)
    shown = [] if found is None else [found.unit.value, found.count or "", found.text, list(found.entries)]
    assert shown == case.get("given", [])
    asked = case.get("open", [])
    assert [list(doubt.entries) for doubt in doubts] == [entries for _, entries in asked]
    for doubt, (words, _) in zip(doubts, asked, strict=True):
        assert str(doubt.why).startswith(words)


def test_candidates_are_listed_with_their_entries():
    stated = [
        (entry(1), retention(1, {"text": "işten sonra 10 yıl", "period": "P10Y", "event": "employment_end"})),
        (entry(2), retention(2, {"text": "15 yıl", "period": "P15Y"})),
        (entry(3), retention(3, {"text": "15 yıl", "period": "P15Y"})),
    ]
    _, (doubt,) = longest(stated)
    assert str(doubt.why).endswith("decides: “işten sonra 10 yıl” (E1); “15 yıl” (E2–E3).")


def test_only_the_term_with_the_maximum_says_when_it_starts():
    terms = (
        RetentionTerm(period="P6M", event="position_closed"),
        RetentionTerm(period="P2Y", event="consent_given"),
    )
    both = Retention(id=1, text="6 ay; rızayla 2 yıl", kind=RetentionKind.BOUNDED, terms=terms, maximum="P2Y")
    one = retention(2, {"text": "rızadan 1 yıl", "period": "P1Y", "event": "consent_given"})
    found, doubts = longest([(entry(1), both), (entry(2), one)])
    assert (found.count, found.entries, doubts) == (2, ("E1",), ())


def test_nobody_says_anything():
    assert longest([]) == (None, ())


EVENTS = ("contract_end", "employment_end", None)
YEARS = st.tuples(st.integers(1, 40), st.sampled_from(EVENTS))


def kept_longest(stated, starts):
    return max((starts[event] + years, years) for years, event in stated)


@given(st.lists(YEARS, min_size=1, max_size=8), st.tuples(*[st.integers(0, 60)] * len(EVENTS)))
def test_a_number_is_given_only_where_it_ends_last_whatever_the_dates(stated, years_of_events):
    says = [{"text": f"{years} yıl", "period": f"P{years}Y", "event": event} for years, event in stated]
    found, doubts = longest([(entry(n), retention(n, one)) for n, one in enumerate(says, 1)])
    if found:
        starts = dict(zip(EVENTS, years_of_events, strict=True))
        last, _ = kept_longest(stated, starts)
        assert found.unit is Unit.YEAR
        assert any(starts[event] + years == last for years, event in stated if years == found.count)
    else:
        one_late = [{event: 100 * (event == late) for event in EVENTS} for late in {e for _, e in stated}]
        assert len({kept_longest(stated, starts)[1] for starts in one_late}) > 1
    assert bool(found) != bool(doubts)
