"""Changes of the register: all or nothing, numbered once, journalled, and read back as they were put."""

import json
from datetime import date
from pathlib import Path

import pytest

from kvkkctl.errors import BadValue, RecordInUse
from kvkkctl.models import (
    Controller,
    Entry,
    Holding,
    Term,
)
from kvkkctl.register import Change, Register, create_register, users_of, verify
from kvkkctl.register.tables import COLLECTIONS
from kvkkctl.snapshot import Snapshot
from kvkkctl.vocabulary import TermKind
from tests.register.register_files import applied
from tests.register.register_sample import (
    ACCEPTANCE,
    ACTIVITY,
    CHANGE_DATE,
    CONFIRMATION,
    CONTROLLER,
    DESTRUCTION,
    ENTRIES,
    FILING,
    HOLDINGS,
    RECORDS,
    RESOLUTION,
    RETENTION,
    RUN,
    SOURCES,
    TERMS,
    TRANSFERS,
    UNREAD,
    all_records,
    fill,
)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    made = create_register(tmp_path / "r.db")
    made.change("kvkkctl import envanter.xlsx", fill)
    return made


def test_records_come_back_as_they_were_put(register):
    assert all_records(register.snapshot()) == {(each.kind_name, each.id): each for each in RECORDS}


def test_the_sample_leaves_no_field_out():
    """So that what holds for the sample holds for every field of every record."""
    for model in {type(record) for record in RECORDS}:
        values = [each for each in RECORDS if type(each) is model]
        for name, field in model.model_fields.items():
            assert any(getattr(each, name) != field.default for each in values) or name == "id", (model, name)


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (record, name)
        for record, names in {
            CONTROLLER: ("destruction_runs",),
            ENTRIES[0]: ("items", "purposes", "subjects", "bases", "recipients", "measures"),
            TRANSFERS[0]: ("purposes", "bases"),
        }.items()
        for name in names
    ],
)
@pytest.mark.parametrize("value", [None, ()])
def test_not_stated_is_not_none(register, record, name, value):
    register.change("c", lambda change: change.put(record.model_copy(update={name: value})))
    assert getattr(all_records(register.snapshot())[record.kind_name, record.id], name) == value


def test_a_change_is_all_or_nothing(register):
    before, history = register.snapshot(), register.journal()

    def make(change: Change) -> None:
        change.put(Term(id=change.new_id(Term), kind=TermKind.PURPOSE, label="Yeni"))
        change.put(ACTIVITY.model_copy(update={"name": "Başka"}))
        change.remove(HOLDINGS[0])
        assert change.snapshot != before
        raise InterruptedError

    with pytest.raises(InterruptedError):
        register.change("c", make)
    assert register.snapshot() == before
    assert register.journal() == history
    assert (
        register.change("c", lambda change: change.put(Term(id=7, kind=TermKind.PURPOSE, label="x"))).seq == 2
    )


def test_a_rehearsal_changes_nothing(register):
    before, history = register.snapshot(), register.journal()
    seen = []

    def make(change: Change) -> None:
        change.remove(HOLDINGS[0])
        seen.append(change.snapshot)

    register.rehearse(make)
    assert 1 not in seen[0].holdings
    assert register.snapshot() == before
    assert register.journal() == history


def test_no_change_leaves_no_trace(register):
    before = register.path.read_bytes()
    summary = register.change("c", fill)
    assert (summary.seq, summary.lines) == (None, ())
    assert register.change("c", lambda change: change.remove(Holding(id=99, entry=1, label="x"))).seq is None
    assert register.path.read_bytes() == before


def test_reads_see_what_was_put(register):
    def make(change: Change) -> None:
        assert change.snapshot.uses[3] == ("E1", "T1")
        change.put(ENTRIES[1].model_copy(update={"purposes": (3,)}))
        assert change.snapshot.uses[3] == ("E1", "E2", "T1")
        assert [entry.purposes for entry in change.snapshot.entries_by_activity[1]][1] == (3,)
        assert len(change.snapshot.transfers_by_recipient[5]) == 3
        change.remove(TRANSFERS[2])
        assert len(change.snapshot.transfers_by_recipient[5]) == 2
        change.put(Controller(title="Başka"))
        assert change.snapshot.controller.title == "Başka"
        assert 3 not in change.snapshot.transfers

    register.change("c", make)
    assert register.snapshot().uses[3] == ("E1", "E2", "T1")


def test_numbers_are_never_used_again(register):
    numbers = []

    def add(change: Change) -> None:
        numbers.append(change.new_id(Holding))
        change.put(Holding(id=numbers[-1], entry=1, label="x"))

    for _ in range(3):
        register.change("c", add)
        register.change("c", lambda change: change.remove(change.snapshot.holdings[numbers[-1]]))
    assert numbers == [5, 6, 7]


def test_a_number_given_by_hand_counts(register):
    register.change("c", lambda change: change.put(Holding(id=40, entry=1, label="x")))
    register.change("c", lambda change: change.remove(change.snapshot.holdings[40]))
    seen = []
    register.rehearse(lambda change: seen.append(change.new_id(Holding)))
    assert seen == [41]


USED = [
    (TERMS[0], ("E1", "T1")),
    (TERMS[2], ("E1", "T1")),
    (TERMS[3], ("E1",)),
    (TERMS[4], ("E1", "T1", "T2", "T3")),
    (TERMS[5], ("E1",)),
    (ACTIVITY, ("E1", "E2", "E3")),
    (RETENTION, ("E1",)),
    (UNREAD, ("H1",)),
    (ENTRIES[0], ("H1", "H2", "H3", "H4")),
    (HOLDINGS[2], ("P1", "D1")),
    (HOLDINGS[3], ("P1",)),
    (RUN, ("D1",)),
    (SOURCES[0], ("E1",)),
    (SOURCES[1], ("T1", "H1")),
]


@pytest.mark.parametrize(("record", "users"), USED, ids=lambda value: getattr(value, "ref", ""))
def test_what_is_in_use_stays(register, record, users):
    before = register.snapshot()
    assert users_of(before, record) == users
    with pytest.raises(RecordInUse) as refused:
        register.change("c", lambda change: change.remove(record))
    assert refused.value.users == users
    assert all(user in str(refused.value) for user in (record.ref, *users))
    assert register.snapshot() == before


def test_everything_can_go_in_the_right_order(register):
    def make(change: Change) -> None:
        for record in (
            CHANGE_DATE,
            FILING,
            DESTRUCTION,
            RUN,
            CONFIRMATION,
            ACCEPTANCE,
            RESOLUTION,
            *HOLDINGS,
            *TRANSFERS,
            *ENTRIES,
            RETENTION,
            UNREAD,
            ACTIVITY,
            *TERMS,
            *SOURCES,
            CONTROLLER,
        ):
            change.remove(record)

    register.change("c", make)
    assert register.snapshot() == Snapshot()
    assert [line.after for line in register.journal()[-1].lines] == [None] * len(RECORDS)


def test_two_labels_can_change_places(register):
    first, second = (
        TERMS[0].model_copy(update={"label": "x"}),
        Term(id=7, kind=TermKind.CATEGORY, label="y"),
    )
    register.change("c", lambda change: [change.put(first), change.put(second)])
    swapped = first.model_copy(update={"label": "y"}), second.model_copy(update={"label": "x"})
    register.change("c", lambda change: [change.put(each) for each in swapped])
    terms = register.snapshot().terms
    assert (terms[1], terms[7]) == swapped


def test_images_are_the_records(register):
    changed = ENTRIES[0].model_copy(update={"purposes": (), "measures": None})

    def make(change: Change) -> None:
        change.put(changed)
        change.remove(HOLDINGS[0])
        change.put(Holding(id=3, entry=2, label="Yeni"))

    before = register.snapshot()
    summary = register.change("c", make)
    after = register.snapshot()
    assert {(line.kind, line.record) for line in summary.lines} == {
        ("entry", 1),
        ("holding", 1),
        ("holding", 3),
    }
    assert register.journal()[-1].lines == summary.lines
    for line in summary.lines:
        name = COLLECTIONS[line.kind]
        for image, snapshot in ((line.before, before), (line.after, after)):
            record = getattr(snapshot, name).get(line.record)
            model = {"entry": Entry, "holding": Holding}[line.kind]
            assert (None if image is None else model.model_validate_json(image)) == record


def test_the_journal_says_who_when_and_what(tmp_path, monkeypatch):
    register = create_register(tmp_path / "r.db")
    monkeypatch.setenv("KVKKCTL_ACTOR", "denetçi")
    register.change("kvkkctl import 'Envanter İK.xlsx'", fill)
    [entry] = register.journal()
    assert (entry.seq, entry.actor, entry.command) == (1, "denetçi", "kvkkctl import 'Envanter İK.xlsx'")
    assert date.fromisoformat(entry.at[:10]) <= date.today()  # noqa: DTZ011 (a bound)
    assert entry.at.endswith("+00:00")
    assert len(entry.lines) == len(RECORDS)
    assert json.loads(entry.lines[0].after)["title"] == "Örnek A.Ş."


def test_bytes_of_a_command_line_that_are_no_text_are_spelled_out(tmp_path, monkeypatch):
    register = create_register(tmp_path / "r.db")
    monkeypatch.setenv("KVKKCTL_ACTOR", "a\udcfeb")
    register.change("kvkkctl import '\udcff.xlsx'", fill)
    [entry] = register.journal()
    assert (entry.actor, entry.command) == (r"a\udcfeb", r"kvkkctl import '\udcff.xlsx'")
    assert verify([entry]) is None


@pytest.mark.parametrize(
    ("record", "update", "says"),
    [
        (ACTIVITY, {"description": "x" * 32_001}, "description of activity 1 is longer than 32,000"),
        (ACTIVITY, {"name": "a\udcff"}, "name of activity 1 holds bytes"),
        (ENTRIES[0], {"items": ("a\udcff",)}, "entry 1 holds bytes"),
        (CONTROLLER, {"balance": 2**63}, "balance of controller 1 is too large"),
    ],
)
def test_what_could_not_be_read_back_is_refused(register, record, update, says):
    before = register.snapshot()
    with pytest.raises(BadValue, match=says):
        register.change("c", lambda change: change.put(record.model_copy(update=update)))
    assert register.snapshot() == before


def test_a_record_that_is_none_is_a_bug_and_surfaces(register):
    with pytest.raises(ValueError, match="valid tuple"):
        register.change("c", lambda change: change.put(ENTRIES[0].model_copy(update={"purposes": [3]})))


@pytest.mark.parametrize("edit", ["UPDATE counter SET last = 0", "DELETE FROM counter"])
def test_a_counter_that_another_program_set_back_gives_no_number_again(register, edit):
    before = register.snapshot()
    applied(register.path, edit)
    register.change("c", lambda change: change.make(Term, {"kind": TermKind.PURPOSE, "label": "Yeni"}))
    after = register.snapshot()
    assert len(after.terms) == len(before.terms) + 1
    assert {number: after.terms[number] for number in before.terms} == before.terms
