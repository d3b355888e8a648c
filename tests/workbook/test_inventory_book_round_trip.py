"""What goes out comes back the same: into the register that it left, and into a new one."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvkkctl.models import (
    Activity,
    Controller,
    Entry,
    Holding,
    Retention,
    RetentionKind,
    StatedBasis,
    Term,
    Transfer,
)
from kvkkctl.snapshot import Snapshot
from kvkkctl.vocabulary import MatchKind, TermKind, bases, terms
from kvkkctl.workbook.example_book import write_example
from kvkkctl.workbook.inventory_book import write_inventory
from tests.workbook.inventory_round_trip import changes, fill_in, out_and_back, statements, take
from tests.workbook.inventory_sample import FULL


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    plan, snapshot = take(fill_in(tmp_path_factory.mktemp("full") / "e.xlsx", FULL))
    assert not plan.rejected, plan.problems
    return snapshot


def test_a_full_register_comes_back_unchanged(tmp_path, register):
    same, after, new, other = out_and_back(tmp_path, register)
    assert changes(same) == []
    assert after == register
    assert not new.rejected
    assert statements(other) == statements(register)


def test_the_full_register_is_one(register):
    """So that the round trip is not one of things that were never read."""
    assert len(register.entries) == 11
    assert len(register.transfers) == 3
    assert len(register.holdings) == 2
    assert register.controller.kind == "public"
    assert register.controller.sector == "public"
    for records in (
        register.entries,
        register.activities,
        register.transfers,
        register.holdings,
        register.terms,
    ):
        for name, field in type(next(iter(records.values()))).model_fields.items():
            assert any(getattr(each, name) != field.default for each in records.values()), name


def test_the_example_comes_back_unchanged(tmp_path):
    write_example(tmp_path / "e.xlsx")
    plan, snapshot = take(tmp_path / "e.xlsx")
    assert not plan.rejected
    same, after, new, other = out_and_back(tmp_path, snapshot)
    assert changes(same) == changes(take(tmp_path / "e.xlsx", snapshot)[0]) == []
    assert after == snapshot
    assert not new.rejected
    assert statements(other) == statements(snapshot)


HEALTH = Term(
    id=1, kind=TermKind.CATEGORY, label="Sağlık Bilgileri", official="Sağlık Bilgileri", match=MatchKind.EXACT
)
OWN_SPECIAL = Term(id=1, kind=TermKind.CATEGORY, label="Parmak izi şablonu", special=True)
ORDINARY = Term(id=1, kind=TermKind.CATEGORY, label="Kimlik", official="Kimlik", match=MatchKind.EXACT)
LAW = "4857 sayılı Kanun m.75"
WITH_LAW = {"law": LAW, "article": "m.75"}
EDGES = {
    "special, items not stated": (HEALTH, {}),
    "special, no items": (HEALTH, {"items": ()}),
    "special, an item that reads as a yes": (HEALTH, {"items": ("var",)}),
    "special, several items": (HEALTH, {"items": ("var", "kan grubu")}),
    "special by our own word, no items": (OWN_SPECIAL, {"items": ()}),
    "special by our own word, consent": (
        OWN_SPECIAL,
        {"bases": (StatedBasis(label="Açık rıza", code="6/3-a"),)},
    ),
    "special, consent": (HEALTH, {"items": (), "bases": (StatedBasis(label="Açık rıza", code="6/3-a"),)}),
    "ordinary, consent": (ORDINARY, {"bases": (StatedBasis(label="Açık rıza", code="5/1"),)}),
    "no items": (ORDINARY, {"items": ()}),
    "no bases": (ORDINARY, {"bases": ()}),
    "one law for all bases": (
        ORDINARY,
        {"bases": tuple(StatedBasis(label=code, code=code, **WITH_LAW) for code in ("5/2-ç", "5/2-c"))},
    ),
    "a law of the first basis only": (
        ORDINARY,
        {
            "bases": (
                StatedBasis(label="5/2-ç", code="5/2-ç", **WITH_LAW),
                StatedBasis(label="5/2-c", code="5/2-c"),
            )
        },
    ),
    "a law of the last basis only": (
        ORDINARY,
        {
            "bases": (
                StatedBasis(label="5/2-c", code="5/2-c"),
                StatedBasis(label="5/2-ç", code="5/2-ç", **WITH_LAW),
            )
        },
    ),
    "two laws": (
        ORDINARY,
        {
            "bases": (
                StatedBasis(label="5/2-ç", code="5/2-ç", **WITH_LAW),
                StatedBasis(label="5/2-a", code="5/2-a", law="213 sayılı Kanun m.253", article="m.253"),
            )
        },
    ),
    "two codes of one sentence": (
        ORDINARY,
        {"bases": tuple(StatedBasis(label="5/2-a, 5/2-ç", code=code) for code in ("5/2-a", "5/2-ç"))},
    ),
}


def one_entry(category: Term, stated: dict[str, object]) -> Snapshot:
    return Snapshot(
        terms={1: category},
        activities={1: Activity(id=1, code="F1", name="Bordro")},
        entries={1: Entry(id=1, activity=1, category=1, **stated)},
    )


@pytest.mark.parametrize(("category", "stated"), EDGES.values(), ids=EDGES)
def test_edges_of_an_entry(tmp_path, category, stated):
    snapshot = one_entry(category, stated)
    same, after, new, other = out_and_back(tmp_path, snapshot)
    assert changes(same) == []
    assert after == snapshot
    assert not new.rejected
    assert statements(other) == statements(snapshot)


def test_a_transfer_keeps_the_law_of_its_basis(tmp_path):
    recipient = Term(id=1, kind=TermKind.RECIPIENT, label="Bulut A.Ş.")
    basis = StatedBasis(label="5/2-ç", code="5/2-ç", **WITH_LAW)
    snapshot = Snapshot(terms={1: recipient}, transfers={1: Transfer(id=1, recipient=1, bases=(basis,))})
    same, after, _, other = out_and_back(tmp_path, snapshot)
    assert (changes(same), after) == ([], snapshot)
    assert statements(other) == statements(snapshot)


def test_what_a_person_read_into_a_phrase_stays(tmp_path):
    read = Retention(id=1, text="Makul süre", kind=RetentionKind.BOUNDED, maximum="P5Y", read_by_person=True)
    snapshot = one_entry(ORDINARY, {"retention": 1})
    snapshot = Snapshot(snapshot.controller, snapshot.terms, snapshot.activities, {1: read}, snapshot.entries)
    same, after, *_ = out_and_back(tmp_path, snapshot)
    assert (changes(same), after) == ([], snapshot)


def test_a_holding_finds_its_activity_among_others_of_that_name(tmp_path):
    here = one_entry(ORDINARY, {})
    snapshot = replace(
        here,
        activities={n: Activity(id=n, code=f"IK-{n}", name="Bordro") for n in (1, 2)},
        entries={**here.entries, 2: Entry(id=2, activity=2, category=1)},
        holdings={1: Holding(id=1, entry=2, label="Dosyalar", event_date=date(2020, 1, 1))},
    )
    same, after, new, there = out_and_back(tmp_path, snapshot)
    assert (changes(same), after) == ([], snapshot)
    assert not new.rejected
    assert statements(there) == statements(snapshot)


@pytest.mark.parametrize("word", ["private", "public", "ngo", "professional", "Kamu kurumu"])
def test_a_word_that_is_also_a_kind_of_controller(tmp_path, word):
    snapshot = Snapshot(controller=Controller(title=word, sector=word))
    same, after, _, other = out_and_back(tmp_path, snapshot)
    assert changes(same) == []
    assert after.controller == other.controller == snapshot.controller


def test_terms_that_nobody_uses_go_along(tmp_path):
    unused = {
        n: Term(id=n, kind=kind, label=f"Kullanılmayan {n}") for n, kind in enumerate(TermKind, start=1)
    }
    write_inventory(tmp_path / "e.xlsx", Snapshot(terms=unused), keys=False)
    assert statements(take(tmp_path / "e.xlsx")[1]) == statements(Snapshot(terms=unused))


OFFICIAL = {kind: [term.name for term in terms(kind)] for kind in TermKind}
OWN = [
    "Ar-Ge",
    "Öğrenci, Veli",
    "Kan/doku",
    "X A.Ş.",
    "Y Ltd. Şti. (İzmir)",
    "Kapı + kilit",
    "3. taraf",
    "IBAN",
]
OWN += ["=1+1", "Diğer: Anket", "- Madde", "Mal", "Hizmet", "a;b", "Finansal Bilgi", "müşteri"]
ANSWERS = ["", "Yok", "-", "?", "bilinmiyor"]


def lists(kind: TermKind) -> st.SearchStrategy[str]:
    several = st.lists(st.sampled_from([*OFFICIAL[kind], *OWN]), min_size=1, max_size=4)
    return st.sampled_from(ANSWERS) | st.tuples(several, st.sampled_from(["\n", "; ", ", "])).map(
        lambda pair: pair[1].join(pair[0])
    )


LAWS = [LAW, "213 sayılı VUK m.253"]
WORDS = ["m.5/2(ç)", "6/2", "5/2-ç ve 5/2-f", "Açık rıza", "Meşru menfaat", "Ticari gereklilik", *LAWS]
BASES = st.sampled_from(ANSWERS) | st.lists(st.sampled_from([*bases(), *WORDS]), min_size=1, max_size=4).map(
    "\n".join
)
CELLS = st.fixed_dictionaries(
    {
        "activity": st.sampled_from(["Bordro", "Satış", "=A1"]),
        "category": st.sampled_from(OFFICIAL[TermKind.CATEGORY] + OWN),
    },
    optional={
        "department": st.sampled_from(["İK", "Satış"]),
        "items": st.sampled_from([*ANSWERS, "ad soyad, adres (ev, iş)", "IBAN;\nvar", "evet"]),
        "special_items": st.sampled_from([*ANSWERS, "Evet", "Hayır", "kan grubu\nrapor"]),
        "purposes": lists(TermKind.PURPOSE),
        "subjects": lists(TermKind.SUBJECT),
        "recipients": lists(TermKind.RECIPIENT),
        "administrative_measures": lists(TermKind.MEASURE),
        "technical_measures": lists(TermKind.MEASURE),
        "measures": lists(TermKind.MEASURE),
        "bases": BASES,
        "law": st.sampled_from([*ANSWERS, LAW, "VUK m.253", "İç yönerge"]),
        "retention": st.sampled_from([*ANSWERS, "10 yıl", "Makul süre", "+2 yıl"]),
        "abroad": st.sampled_from([*ANSWERS, "Evet", "Hayır", "ABD", "Kısmen"]),
        "country": st.sampled_from([*ANSWERS, "ABD", "Almanya", "Bilinmeyenistan"]),
        "code": st.sampled_from(["", "A-1", "A-2"]),
    },
)


@settings(max_examples=60)
@given(st.lists(CELLS, min_size=1, max_size=5))
def test_whatever_was_read_comes_back(rows):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan, snapshot = take(fill_in(folder / "e.xlsx", {"inventory": rows}))
        if plan.rejected:
            return
        same, after, new, other = out_and_back(folder, snapshot)
        assert changes(same) == []
        assert after == snapshot
        assert not new.rejected
        assert statements(other) == statements(snapshot)
