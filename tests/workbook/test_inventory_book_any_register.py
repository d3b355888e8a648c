"""Any register goes out and comes back into an empty one with the same records, "not stated" apart from "none"."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kvkkctl import retention
from kvkkctl.inventory.bases import read_bases
from kvkkctl.models import (
    Activity,
    ContractType,
    Controller,
    ControllerKind,
    Entry,
    Frequency,
    Holding,
    HoldingState,
    RecipientRole,
    Retention,
    RetentionReason,
    Safeguard,
    Term,
    Transfer,
)
from kvkkctl.snapshot import Snapshot, is_special
from kvkkctl.vocabulary import MatchKind, TermKind, fold, instruments, match, terms
from tests.workbook.inventory_round_trip import changes, out_and_back, statements

# words, and beside them what a spreadsheet, a CSV or the reading of cells could take for something else
WORDS = st.sampled_from(
    [
        *("Bordro", "İK", "ışık", "=1+1", "+90", "-3 kişi", "@x", "'=2", "#N/A", "TRUE", "0123", "1E5"),
        *("Yok", "Hayır", "Evet", "-", "bilinmiyor", "31.12.2026", "a;b", "a, b", "<b>&", "_x0041_", "“x”"),
    ]
)
TEXT = WORDS | st.text("abçİı0=+-@'.&<", min_size=1, max_size=8)
OPTIONAL = st.none() | TEXT
DAYS = st.none() | st.dates()
FLAGS = st.none() | st.booleans()
SAFEGUARDS = st.none() | st.lists(st.sampled_from(Safeguard), unique=True).map(tuple)
LABELS = st.sampled_from(
    [
        "Ar-Ge",
        "Öğrenci, Veli",
        "Kan/doku",
        "X A.Ş.",
        "Y Ltd. Şti. (İzmir)",
        "Kapı + kilit",
        "=1+1",
        "Mal",
        "a;b",
        "a;b;c",
        "x | y",
    ]
) | st.text("abçİı", min_size=2, max_size=6)
PHRASES = ["10 yıl", "Makul süre", "+2 yıl", "İşten ayrılmadan itibaren 10 yıl", "Sözleşme süresince"]
RETENTIONS = {
    n: Retention(id=n, **{**retention.read(text).__dict__, "text": text})
    for n, text in enumerate(PHRASES, start=1)
}
BASES = ["5/2-ç", "5/2-a 4857 sayılı Kanun m.75", "Açık rıza", "Ticari gereklilik", "6/3-e", "Yok", ""]


@st.composite
def _terms(draw: st.DrawFn) -> dict[int, Term]:
    named = st.tuples(st.sampled_from(TermKind), LABELS | st.sampled_from(["Kimlik", "Çalışan"]))
    wanted = draw(st.lists(named, unique_by=lambda each: (each[0], fold(each[1])), max_size=10))
    wanted += [(kind, f"{kind} 1") for kind in TermKind]
    return {number: _term(draw, number, kind, label) for number, (kind, label) in enumerate(wanted, start=1)}


def _term(draw: st.DrawFn, number: int, kind: TermKind, label: str) -> Term:
    found = match(kind, label)
    official, how = found.term, found.kind
    if official is None and draw(st.booleans()):
        official, how = draw(st.sampled_from(terms(kind))).name, MatchKind.ALIAS
    recipient = kind is TermKind.RECIPIENT
    return Term(
        id=number,
        kind=kind,
        label=label,
        official=official,
        match=how,
        special=draw(FLAGS) if kind is TermKind.CATEGORY and official is None else None,
        defined=draw(st.booleans()),
        definition=draw(OPTIONAL),
        role=draw(st.none() | st.sampled_from(RecipientRole)) if recipient else None,
        country=draw(st.sampled_from([None, "Almanya", "İrlanda"])) if recipient else None,
        contract=draw(OPTIONAL) if recipient else None,
        safeguards=draw(SAFEGUARDS) if kind is TermKind.CATEGORY else None,
        remote_access=draw(FLAGS) if kind is TermKind.CATEGORY else None,
    )


def _some(draw: st.DrawFn, known: dict[int, Term], kind: TermKind) -> tuple[int, ...] | None:
    numbers = [number for number, term in known.items() if term.kind is kind]
    lists = st.lists(st.sampled_from(numbers), unique=True, max_size=3).map(tuple)
    return draw(st.none() | lists)


TEXTS = ("department", "process", "description", "source", "collection_method", "medium")
ACTIVITIES = st.lists(
    st.builds(
        Activity,
        id=st.just(0),
        code=st.sampled_from(["F1", "F2", "F9", "IK-1", "=A", "007"]),
        name=TEXT,
        **dict.fromkeys(TEXTS, OPTIONAL),
        exemption=st.sampled_from([None, "28/2-ç"]),
        started=DAYS,
        reviewed=DAYS,
    ),
    unique_by=lambda activity: activity.code,
    max_size=4,
)
CONTROLLERS = st.builds(
    Controller,
    title=st.sampled_from([None, "=Örnek A.Ş.", "+90 <b>&", "_x0041_", "public"]),
    kind=st.none() | st.sampled_from(ControllerKind),
    resident=FLAGS,
    employees=st.none() | st.integers(0, 2**63 - 1),
    policy_date=DAYS,
    policy_items=st.sampled_from([None, (), ("a", "ç", "ğ"), ("h",)]),
    **dict.fromkeys(("special_policy", "breach_plan", "audited"), DAYS),
    destruction_runs=st.sampled_from([None, (), ("6", "12")]),
)


@st.composite
def _entries(draw: st.DrawFn, known: dict[int, Term], activities: list[int]) -> dict[int, Entry]:
    if not activities:
        return {}
    categories = [number for number, term in known.items() if term.kind is TermKind.CATEGORY]
    places = st.tuples(st.sampled_from(activities), st.sampled_from(categories))
    return {
        number: Entry(
            id=number,
            activity=activity,
            category=category,
            items=draw(st.none() | st.lists(st.sampled_from(["ad soyad", "IBAN"]), unique=True).map(tuple)),
            purposes=_some(draw, known, TermKind.PURPOSE),
            subjects=_some(draw, known, TermKind.SUBJECT),
            bases=read_bases(
                draw(st.sampled_from(BASES)), "", special=bool(is_special(known[category]))
            ).bases,
            recipients=_some(draw, known, TermKind.RECIPIENT),
            abroad=draw(FLAGS),
            retention=draw(st.sampled_from([None, *RETENTIONS])),
            method=draw(OPTIONAL),
            statutes=draw(st.sampled_from([(), ("R001",), ("R010", "R002")])),
            retention_reasons=draw(st.lists(st.sampled_from(RetentionReason), unique=True).map(tuple)),
            consent_text=draw(OPTIONAL),
            balancing_test=draw(OPTIONAL),
            ended=draw(DAYS),
            measures=_some(draw, known, TermKind.MEASURE),
        )
        for number, (activity, category) in enumerate(
            draw(st.lists(places, unique=True, max_size=4)), start=1
        )
    }


def _transfer(draw: st.DrawFn, known: dict[int, Term]) -> Transfer:
    recipients = [number for number, term in known.items() if term.kind is TermKind.RECIPIENT]
    return Transfer(
        id=1,
        recipient=draw(st.sampled_from(recipients)),
        description=draw(OPTIONAL),
        abroad=draw(FLAGS),
        purposes=_some(draw, known, TermKind.PURPOSE),
        instrument=draw(st.sampled_from([None, *instruments()])),
        frequency=draw(st.none() | st.sampled_from(Frequency)),
        **{name: draw(DAYS) for name in ("signed", "notified", "approved", "started", "ended")},
        times=draw(st.none() | st.integers(0, 2**53)),
        contract_type=draw(st.none() | st.sampled_from(ContractType)),
        annex=_some(draw, known, TermKind.CATEGORY),
        modified=draw(FLAGS),
        **{name: draw(DAYS) for name in ("changed", "change_notified")},
        **{name: draw(OPTIONAL) for name in ("risk_information", "remedies", "onward")},
        onward_instrument=draw(st.sampled_from([None, *instruments()])),
    )


def _holding(draw: st.DrawFn, number: int) -> Holding:
    return Holding(
        id=number,
        entry=number,
        label=draw(TEXT),
        **{name: draw(DAYS) for name in ("event_date", "requested", "board_date", "hold_review")},
        **{name: draw(OPTIONAL) for name in ("medium", "location", "reference", "event", "quantity")},
        **{name: draw(OPTIONAL) for name in ("board_decision", "hold_reason", "hold_owner")},
        state=draw(st.sampled_from(HoldingState)),
    )


@st.composite
def _registers(draw: st.DrawFn) -> Snapshot:
    known = draw(_terms())
    activities = {n: each.model_copy(update={"id": n}) for n, each in enumerate(draw(ACTIVITIES), start=1)}
    entries = draw(_entries(known, [*activities]))
    used = {entry.retention for entry in entries.values()}
    return Snapshot(
        controller=draw(CONTROLLERS),
        terms=known,
        activities=activities,
        retentions={number: phrase for number, phrase in RETENTIONS.items() if number in used},
        entries=entries,
        transfers={1: _transfer(draw, known)} if draw(st.booleans()) else {},
        holdings={number: _holding(draw, number) for number in entries},
    )


@settings(max_examples=60)
@given(_registers())
def test_any_register_comes_back_from_its_workbook(snapshot):
    with tempfile.TemporaryDirectory() as folder:
        same, after, new, other = out_and_back(Path(folder), snapshot)
    assert [each for each in new.problems if each.severity == "error"] == []
    assert statements(other) == statements(snapshot)
    assert changes(same) == []
    assert after == snapshot
