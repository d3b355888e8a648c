"""The register under several programs at once, and under any changes whatever."""

import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kvkkctl.errors import RecordInUse
from kvkkctl.models import (
    Activity,
    Controller,
    Entry,
    Holding,
    Record,
    Retention,
    SourceSheet,
    Term,
    Transfer,
)
from kvkkctl.register import Change, Register, create_register, verify
from kvkkctl.register.tables import COLLECTIONS
from kvkkctl.snapshot import Snapshot
from tests.register.record_draws import Draws
from tests.register.register_sample import all_records

_WRITER = """
import sys
from pathlib import Path
from kvkkctl.models import Term
from kvkkctl.register import open_register
from kvkkctl.vocabulary import TermKind

register = open_register(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    label = f"{sys.argv[2]} {number}"
    register.change(label, lambda change: change.put(
        Term(id=change.new_id(Term), kind=TermKind.PURPOSE, label=label)))
"""


def writer(register: Register, name: str, count: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", _WRITER, str(register.path), name, str(count)])


def test_two_programs_at_once_both_get_their_changes_in(tmp_path):
    register = create_register(tmp_path / "r.db")
    both = [writer(register, name, 15) for name in ("a", "b")]
    assert [each.wait(timeout=60) for each in both] == [0, 0]
    labels = {term.label for term in register.snapshot().terms.values()}
    assert labels == {f"{name} {number}" for name in "ab" for number in range(15)}
    assert verify(register.journal()) is None


def test_readers_see_one_moment(tmp_path):
    register = create_register(tmp_path / "r.db")
    with writer(register, "a", 100) as other:
        while other.poll() is None:
            history = register.journal()
            assert verify(history) is None
            assert len(register.snapshot().terms) >= len(history)
    assert other.returncode == 0


KINDS = st.sampled_from(
    [Controller, SourceSheet, Term, Term, Activity, Retention, Entry, Entry, Transfer, Holding]
)
STEPS = st.lists(st.tuples(KINDS, st.sampled_from(["add", "add", "add", "replace", "remove"])), max_size=12)


@settings(max_examples=50)
@given(data=st.data(), rounds=st.lists(STEPS, min_size=1, max_size=4))
def test_any_changes_come_back_from_the_file(data, rounds):
    with tempfile.TemporaryDirectory() as folder:
        register = create_register(Path(folder) / "r.db")
        used: dict[str, set[int]] = {kind: set() for kind in COLLECTIONS}
        for steps in rounds:
            before, memory = register.snapshot(), []

            def make(
                change: Change, steps: list[tuple[type[Record], str]] = steps, memory: list[Snapshot] = memory
            ):
                draws = Draws(data, change)
                for model, action in steps:
                    _step(draws, model, action, used)
                memory.append(change.snapshot)

            summary = register.change("c", make)
            after = register.snapshot()
            assert after == memory[0]
            assert (summary.seq is None) == (after == before)
            _images_agree(summary.lines, before, after)
            for kind, name in COLLECTIONS.items():
                used[kind] |= set(getattr(after, name))
        assert verify(register.journal()) is None


def _step(draws: Draws, model: type[Record], action: str, used: dict[str, set[int]]) -> None:
    change, kind = draws.change, model.kind_name
    if model is Controller:
        draws.put(Controller, 1)
        return
    there = getattr(change.snapshot, COLLECTIONS[kind])
    if action == "add":
        number = change.new_id(model)
        assert number not in used[kind]
        assert number not in there
        draws.put(model, number)
    elif there and action == "replace":
        draws.put(model, draws.one(there))
    elif there:
        with suppress(RecordInUse):
            change.remove(there[draws.one(there)])


def _images_agree(lines: tuple[object, ...], before: Snapshot, after: Snapshot) -> None:
    then, now = all_records(before), all_records(after)
    differing = {key for key in then | now if then.get(key) != now.get(key)}
    assert {(line.kind, line.record) for line in lines} == differing
    for line in lines:
        for image, records in ((line.before, then), (line.after, now)):
            record = records.get((line.kind, line.record))
            assert image == (None if record is None else record.model_dump_json())
