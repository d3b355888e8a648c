"""Any register goes out and comes back into an empty one with the same records, "not stated" apart from "none"."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kvkkctl import retention
from kvkkctl.inventory.bases import read_bases
from kvkkctl.models import (
    Activity,
    Controller,
    ControllerKind,
    Entry,
    Frequency,
    Holding,
    HoldingState,
    RecipientRole,
    Retention,
    Term,
    Transfer,
)
from kvkkctl.snapshot import Snapshot, is_special
from kvkkctl.vocabulary import MatchKind, TermKind, fold, instruments, match, terms
from tests.workbook.inventory_round_trip import changes, out_and_back, statements

# words, and beside them what a spreadsheet, a CSV or the reading of cells could take for something else
WORDS = st.sampled_from(
    ["Bordro", "İK", "ışık", "=1+1", "+90", "-3 kişi", "@x", "'=2", "#N/A", "TRUE", "0123", "1E5"]
    + ["Yok", "Hayır", "Evet", "-", "bilinmiyor", "31.12.2026", "a;b", "a, b", "<b>&", "_x0041_", "“x”"]
)
TEXT = WORDS | st.text("abçİı0=+-@'.&<", min_size=1, max_size=8)
OPTIONAL = st.none() | TEXT
DAYS = st.none() | st.dates()
FLAGS = st.none() | st.booleans()
# no semicolons: they part the values of a cell wherever they stand
LABELS = st.sampled_from(
    ["Ar-Ge", "Öğrenci, Veli", "Kan/doku", "X A.Ş.", "Y Ltd. Şti. (İzmir)", "Kapı + kilit", "=1+1", "Mal"]
) | st.text("abçİı", min_size=2, max_size=6)
PHRASES = ["10 yıl", "Makul süre", "+2 yıl", "İşten ayrılmadan itibaren 10 yıl", "Sözleşme süresince"]
BASES = ["5/2-ç", "5/2-a 4857 sayılı Kanun m.75", "Açık rıza", "Ticari gereklilik", "6/3-e", "Yok", ""]


@st.composite
def _terms(draw: st.DrawFn) -> dict[int, Term]:
    wanted = draw(
        st.lists(
            st.tuples(st.sampled_from(TermKind), LABELS | st.sampled_from(["Kimlik", "Çalışan"])),
            unique_by=lambda each: (each[0], fold(each[1])),
            max_size=10,
        )
    )
    wanted += [(kind, f"{kind} 1") for kind in TermKind]
    made = {}
    for number, (kind, label) in enumerate(wanted, start=1):
        found = match(kind, label)
        official, how = found.term, found.kind
        if draw(st.booleans()) and official is None:
            official, how = draw(st.sampled_from(terms(kind))).name, MatchKind.ALIAS
        special = draw(FLAGS) if kind is TermKind.CATEGORY and official is None else None
        recipient = kind is TermKind.RECIPIENT
        made[number] = Term(
            id=number,
            kind=kind,
            label=label,
            official=official,
            match=how,
            special=special,
            defined=draw(st.booleans()),
            definition=draw(OPTIONAL),
            role=draw(st.none() | st.sampled_from(RecipientRole)) if recipient else None,
            country=draw(st.sampled_from([None, "Almanya", "İrlanda"])) if recipient else None,
            contract=draw(OPTIONAL) if recipient else None,
        )
    return made


def _some(draw: st.DrawFn, known: dict[int, Term], kind: TermKind) -> tuple[int, ...] | None:
    numbers = [number for number, term in known.items() if term.kind is kind]
    lists = st.lists(st.sampled_from(numbers), unique=True, max_size=3).map(tuple)
    return draw(st.none() | lists)


def _one(draw: st.DrawFn, known: dict[int, Term], kind: TermKind) -> int:
    return draw(st.sampled_from([number for number, term in known.items() if term.kind is kind]))


@st.composite
def _registers(draw: st.DrawFn) -> Snapshot:
    known = draw(_terms())
    phrases = {
        n: Retention(id=n, **{**retention.read(text).__dict__, "text": text})
        for n, text in enumerate(PHRASES, start=1)
    }
    codes = draw(st.lists(st.sampled_from(["F1", "F2", "F9", "IK-1", "=A", "007"]), unique=True, max_size=4))
    texts = ("department", "process", "description", "source", "collection_method", "medium")
    activities = {
        n: Activity(
            id=n,
            code=code,
            name=draw(TEXT),
            **{name: draw(OPTIONAL) for name in texts},
            exemption=draw(st.sampled_from([None, "28/2-ç"])),
            started=draw(DAYS),
            reviewed=draw(DAYS),
        )
        for n, code in enumerate(codes, start=1)
    }
    entries: dict[int, Entry] = {}
    places = st.tuples(
        st.sampled_from([*activities]),
        st.sampled_from([n for n, term in known.items() if term.kind is TermKind.CATEGORY]),
    )
    for n, (activity, category) in enumerate(
        draw(st.lists(places, unique=True, max_size=4)) if activities else [], start=1
    ):
        special = bool(is_special(known[category]))
        entries[n] = Entry(
            id=n,
            activity=activity,
            category=category,
            items=draw(st.none() | st.lists(st.sampled_from(["ad soyad", "IBAN"]), unique=True).map(tuple)),
            purposes=_some(draw, known, TermKind.PURPOSE),
            subjects=_some(draw, known, TermKind.SUBJECT),
            bases=read_bases(draw(st.sampled_from(BASES)), "", special=special).bases,
            recipients=_some(draw, known, TermKind.RECIPIENT),
            abroad=draw(FLAGS),
            retention=draw(st.sampled_from([None, *phrases])),
            measures=_some(draw, known, TermKind.MEASURE),
        )
    used = {entry.retention for entry in entries.values()}
    transfers = {
        1: Transfer(
            id=1,
            recipient=_one(draw, known, TermKind.RECIPIENT),
            description=draw(OPTIONAL),
            abroad=draw(FLAGS),
            purposes=_some(draw, known, TermKind.PURPOSE),
            instrument=draw(st.sampled_from([None, *instruments()])),
            frequency=draw(st.none() | st.sampled_from(Frequency)),
            **{name: draw(DAYS) for name in ("signed", "notified", "approved", "started", "ended")},
        )
    }
    holdings = {
        n: Holding(
            id=n,
            entry=entry,
            label=draw(TEXT),
            event_date=draw(DAYS),
            **{name: draw(OPTIONAL) for name in ("medium", "event", "quantity", "hold_reason", "hold_owner")},
            state=draw(st.sampled_from(HoldingState)),
        )
        for n, entry in enumerate(entries, start=1)
    }
    controller = Controller(
        title=draw(st.sampled_from([None, "=Örnek A.Ş.", "+90 <b>&", "_x0041_", "public"])),
        kind=draw(st.none() | st.sampled_from(ControllerKind)),
        resident=draw(FLAGS),
        employees=draw(st.none() | st.integers(0, 2**63 - 1)),
        policy_date=draw(DAYS),
        destruction_runs=draw(st.sampled_from([None, (), ("6", "12")])),
    )
    return Snapshot(
        controller=controller,
        terms=known,
        activities=activities,
        retentions={n: each for n, each in phrases.items() if n in used},
        entries=entries,
        transfers=draw(st.sampled_from([{}, transfers])),
        holdings=holdings,
    )


@settings(max_examples=60)
@given(_registers())
def test_any_register_comes_back_from_its_workbook(snapshot):
    with tempfile.TemporaryDirectory() as folder:
        same, after, new, other = out_and_back(Path(folder), snapshot)
    assert [each for each in new.problems if each.severity == "error"] == []
    there, here = statements(other), statements(snapshot)
    assert {k: v - here[k] if k != "controller" else v for k, v in there.items() if v != here[k]} == {k: v - there[k] if k != "controller" else v for k, v in here.items() if v != there[k]}
    assert changes(same) == []
    assert after == snapshot
