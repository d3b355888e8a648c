import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbis_inventory import ENTRIES, Inventory, asked

from kvkkctl.text import ranges
from kvkkctl.verbis import Screen, as_dict
from kvkkctl.vocabulary import MatchKind, TermKind, official, terms


def category(rolled, no):
    return rolled.categories[no - 1]


def names(values):
    return [value.name for value in values]


def test_all_26_categories_are_there_in_order():
    rolled = Inventory().entry("Kimlik").roll()
    assert [(c.no, c.name) for c in rolled.categories] == [(t.no, t.name) for t in terms(TermKind.CATEGORY)]
    assert [c.no for c in rolled.categories if c.processed] == [1]
    assert rolled.unresolved == ()


def test_an_empty_register_processes_nothing_and_asks_nothing():
    rolled = Inventory().roll()
    assert not any(c.processed or c.entries or c.retention for c in rolled.categories)
    assert (rolled.measures, rolled.unresolved) == ((), ())


def test_values_are_the_union_in_the_order_of_the_list_with_their_entries():
    rolled = (
        Inventory()
        .entry("Kimlik", subjects=["Ziyaretçi", "Çalışan"])
        .entry("Kimlik", subjects=["Personel", "Çalışan Adayı"])
        .entry("Finans", subjects=["Hissedar / Ortak"])
        .roll()
    )
    found = [(value.name, value.entries) for value in category(rolled, 1).subjects]
    assert found == [("Çalışan Adayı", ("E2",)), ("Çalışan", ("E1", "E2")), ("Ziyaretçi", ("E1",))]
    numbers = [value.no for value in category(rolled, 1).subjects]
    assert numbers == [official(TermKind.SUBJECT)[name].no for name, _ in found]
    assert category(rolled, 1).entries == ("E1", "E2")


def test_free_texts_follow_the_list_in_turkish_order():
    rolled = (
        Inventory()
        .map(TermKind.SUBJECT, "Eğitmen", "Diğer")
        .entry("Kimlik", subjects=["Zanaatkâr", "Ziyaretçi", "Çırak", "Eğitmen", "Civar sakini"])
        .roll()
    )
    shown = ["Ziyaretçi", "Diğer: Civar sakini", "Diğer: Çırak", "Diğer: Eğitmen", "Diğer: Zanaatkâr"]
    assert names(category(rolled, 1).subjects) == shown
    assert not rolled.unresolved


def test_a_close_match_is_free_text_and_a_question():
    rolled = Inventory().entry("Kimlik", subjects=["Ziyeretçi"]).roll()
    assert names(category(rolled, 1).subjects) == ["Diğer: Ziyeretçi"]
    (question,) = rolled.unresolved
    assert asked(rolled) == [(1, "subjects", "Ziyeretçi", ("E1",))]
    assert "“Ziyaretçi”" in str(question.why)


def test_other_without_a_text_is_a_question():
    rolled = Inventory().entry("Diğer Bilgiler", recipients=["Diğer"]).roll()
    assert names(category(rolled, 26).recipients) == ["Diğer"]
    assert names(category(rolled, 26).labels) == ["Diğer Bilgiler"]
    assert asked(rolled) == [
        (26, "categories", "Diğer Bilgiler", ("E1",)),
        (26, "recipients", "Diğer", ("E1",)),
    ]


def test_own_categories_come_under_the_last_with_their_labels():
    rolled = (
        Inventory()
        .map(TermKind.CATEGORY, "Zimmet", "Diğer Bilgiler", special=False)
        .map(TermKind.CATEGORY, "Burç", "Diğer Bilgiler", special=True)
        .entry("Zimmet")
        .entry("Burç")
        .roll()
    )
    other = category(rolled, 26)
    assert (other.name, other.entries, other.special) == ("Diğer Bilgiler", ("E1", "E2"), True)
    assert names(other.labels) == ["Diğer Bilgiler: Burç", "Diğer Bilgiler: Zimmet"]
    assert rolled.unresolved == ()


@pytest.mark.parametrize(("first", "second", "special"), [(False, False, False), (False, None, None)])
def test_own_categories_are_special_when_somebody_says_so(first, second, special):
    rolled = (
        Inventory()
        .map(TermKind.CATEGORY, "Zimmet", "Diğer Bilgiler", special=first)
        .map(TermKind.CATEGORY, "Burç", "Diğer Bilgiler", special=second)
        .entry("Zimmet")
        .entry("Burç")
        .roll()
    )
    assert category(rolled, 26).special is special


def test_a_category_that_is_none_for_sure_is_in_none():
    rolled = Inventory().entry("Sağlk Bilgisi").entry("Zimmet").entry("Kimlik").entry("Zimmet").roll()
    assert [c.no for c in rolled.categories if c.processed] == [1]
    assert asked(rolled) == [
        (None, "categories", "Sağlk Bilgisi", ("E1",)),
        (None, "categories", "Zimmet", ("E2", "E4")),
    ]
    assert "“Sağlık Bilgileri”" in str(rolled.unresolved[0].why)
    assert rolled.unplaced == ("E1", "E2", "E4")


def test_a_close_match_is_not_applied_even_if_recorded():
    own = Inventory().map(TermKind.CATEGORY, "Sağlk", "Sağlık Bilgileri", match=MatchKind.CLOSE)
    assert own.entry("Sağlk").roll().unplaced == ("E1",)


def test_special_data_under_an_ordinary_category_are_a_question():
    rolled = Inventory().map(TermKind.CATEGORY, "Kan Grubu", "Kimlik", special=True).entry("Kan Grubu").roll()
    assert category(rolled, 1).special is False
    assert asked(rolled) == [(1, "categories", "Kan Grubu", ("E1",))]


@pytest.mark.parametrize(
    ("activity", "kept"),
    [
        ({}, True),
        ({"exemption": "28/2-b"}, False),
        ({"ended": date(2026, 2, 28)}, False),
        ({"ended": date(2026, 3, 1)}, True),
        ({"started": date(2026, 6, 1)}, True),
    ],
)
def test_which_activities_are_notified(activity, kept):
    rolled = Inventory().activity("IK-1", **activity).entry("Kimlik").roll()
    assert category(rolled, 1).processed is kept
    assert names(rolled.measures) == ["Güvenlik duvarları kullanılmaktadır."] * kept
    assert rolled.unresolved == ()


def test_an_unknown_exemption_exempts_from_nothing():
    rolled = Inventory().activity("IK-1", exemption="m.28").entry("Kimlik").entry("Finans").roll()
    assert [c.no for c in rolled.categories if c.processed] == [1, 10]
    assert asked(rolled) == [(None, "categories", "IK-1", ("E1", "E2"))]
    assert rolled.unplaced == ()


@pytest.mark.parametrize(
    ("stated", "abroad", "giving", "questions"),
    [
        # data that go abroad go to somebody
        ([True, None, False], True, ("E1",), [(1, "recipients", "Kimlik", ("E1",))]),
        ([None, False], None, ("E1",), [(1, "abroad", "Kimlik", ("E1",))]),
        ([False, False], False, ("E1", "E2"), []),
    ],
)
def test_abroad(stated, abroad, giving, questions):
    inventory = Inventory()
    for flag in stated:
        inventory.entry("Kimlik", abroad=flag)
    rolled = inventory.roll()
    assert (category(rolled, 1).abroad, category(rolled, 1).abroad_entries) == (abroad, giving)
    assert asked(rolled) == questions


@pytest.mark.parametrize(
    ("stated", "transferred", "open_entries"),
    [
        ([[], []], False, None),
        ([[], ["Tedarikçiler"]], True, None),
        ([[], None], None, ("E2",)),
        ([["Tedarikçiler"], None], True, ("E2",)),
    ],
)
def test_recipients_stated_as_none_are_not_recipients_left_out(stated, transferred, open_entries):
    inventory = Inventory()
    for labels in stated:
        inventory.entry("Kimlik", recipients=labels)
    rolled = inventory.roll()
    assert category(rolled, 1).transferred is transferred
    assert names(category(rolled, 1).recipients) == ["Tedarikçiler"] * (["Tedarikçiler"] in stated)
    assert asked(rolled) == ([(1, "recipients", "Kimlik", open_entries)] if open_entries else [])


@pytest.mark.parametrize("nothing", [None, []])
def test_what_verbis_insists_on_is_asked_for(nothing):
    rolled = Inventory().entry("Kimlik", purposes=nothing, subjects=nothing, measures=nothing).roll()
    assert asked(rolled) == [
        (None, "measures", "Veri Güvenliği Tedbirleri", ("E1",)),
        (1, "purposes", "Kimlik", ("E1",)),
        (1, "subjects", "Kimlik", ("E1",)),
    ]


def test_one_entry_that_states_a_purpose_is_enough():
    assert Inventory().entry("Kimlik", purposes=None).entry("Kimlik").roll().unresolved == ()


def test_questions_are_ordered_by_category_then_screen():
    rolled = (
        Inventory()
        .entry("Finans", retention=None, purposes=None)
        .entry("Kimlik", abroad=None, recipients=None)
        .entry("Zimmet", measures=["Güvenlik duvarı kullanılmaktadır"])
        .roll()
    )
    assert [(q.category, q.screen) for q in rolled.unresolved] == [
        (None, Screen.CATEGORIES),
        (None, Screen.MEASURES),
        (1, Screen.RECIPIENTS),
        (1, Screen.ABROAD),
        (10, Screen.PURPOSES),
        (10, Screen.RETENTION),
    ]


def test_the_json_shape():
    rolled = Inventory().entry("Kimlik").entry("Kimlik", retention="P15Y", recipients=None).roll()
    found = json.loads(json.dumps(as_dict(rolled, lambda text: f"<{text}>"), ensure_ascii=False))
    assert found["categories"][0] == {
        "no": 1,
        "name": "Kimlik",
        "processed": True,
        "purposes": ["Acil Durum Yönetimi Süreçlerinin Yürütülmesi"],
        "recipients": [],
        "subjects": ["Çalışan"],
        "abroad": False,
        "retention": {"unit": "Yıl", "count": 15, "text": "P15Y"},
        "entries": ["E1", "E2"],
        "special": False,
        "transferred": None,
        "labels": [],
        "decided": {},
        "sources": {
            "purposes": {"Acil Durum Yönetimi Süreçlerinin Yürütülmesi": ["E1", "E2"]},
            "recipients": {},
            "subjects": {"Çalışan": ["E1", "E2"]},
            "labels": {},
            "abroad": ["E1", "E2"],
            "retention": ["E2"],
        },
    }
    assert found["categories"][1]["retention"] is None
    assert found["measures"] == ["Güvenlik duvarları kullanılmaktadır."]
    assert found["sources"] == {"measures": {"Güvenlik duvarları kullanılmaktadır.": ["E1", "E2"]}}
    why = "<Not every entry states to whom the data are passed on, if at all.>"
    assert found["unresolved"] == [
        {
            "what": "Kimlik",
            "why": why,
            "entries": ["E2"],
            "screen": "recipients",
            "category": 1,
            "fix": "kvkkctl verbis resolve Kimlik --recipients-complete --reason …",
        }
    ]
    assert (found["left_out"], found["decisions"]) == ([], [])


def test_ranges():
    assert (ranges(["E10", "E2", "E3", "E1", "E3"]), ranges([])) == ("E1–E3, E10", "")


@given(st.lists(ENTRIES, max_size=6))
def test_no_entry_is_lost(entries):
    inventory = Inventory()
    for says in entries:
        inventory.entry(**says)
    rolled = inventory.roll()
    placed = [ref for c in rolled.categories for ref in c.entries]
    assert sorted([*placed, *rolled.unplaced]) == sorted(f"E{n}" for n in inventory.entries)


@given(st.lists(ENTRIES, max_size=6), st.data())
def test_the_order_of_records_makes_no_difference(entries, data):
    inventory = Inventory()
    for says in entries:
        inventory.entry(**says)
    rolled = inventory.roll()
    inventory.entries = dict(data.draw(st.permutations(list(inventory.entries.items()))))
    inventory.terms = dict(reversed(inventory.terms.items()))
    assert inventory.roll() == rolled
