"""Several kvkkctl at once: no write is lost, nobody is turned away, readers see the state before or after."""

import os
import time
from pathlib import Path

import pytest

from kvkkctl.register import open_register
from tests.commands.killing import ended, kvkkctl_process
from tests.commands.test_killed import inventory
from tests.conftest import Run

NIGHTLY = os.environ.get("KVKKCTL_NIGHTLY") == "1"
WRITERS = 8
WRITES = 50 if NIGHTLY else 5
SWEEPS = 20 if NIGHTLY else 3


def writer(name: int, folder: Path) -> int:
    """Start a process that runs one writing command after another, and ends with the number of those that failed."""
    pid = os.fork()
    if pid:
        return pid
    failed = WRITES
    try:
        commands = [["purpose", "add", f"Amaç {name}-{n}"] for n in range(WRITES)]
        failed = sum(ended(kvkkctl_process(command, folder)) != 0 for command in commands)
    finally:
        os._exit(failed)


def test_eight_writers_at_once_lose_nothing(example, tmp_path, record_testsuite_property):
    assert example
    register = open_register(tmp_path / "data/register.db")
    start = time.perf_counter()
    failed = sum(ended(pid) for pid in [writer(name, tmp_path) for name in range(WRITERS)])
    seconds = time.perf_counter() - start
    labels = {term.label for term in register.snapshot().terms.values()}
    attempted = {f"Amaç {name}-{n}" for name in range(WRITERS) for n in range(WRITES)}
    committed = len(register.journal()) - 1
    told = (
        f"attempted {len(attempted)}, refused {failed}, committed {committed}, lost {len(attempted - labels)}"
    )
    print(f"\n{told}, {seconds:.1f} s")  # noqa: T201 (the figures of the run, with -rP or -s)
    record_testsuite_property("written at once", told)
    assert (failed, committed, attempted - labels) == (0, len(attempted), set())
    assert register.prove().holds


@pytest.mark.parametrize("line", [["sweep"], ["sweep", "--work-list", "imha.xlsx"]])
def test_sweeps_at_once_write_one_work_list(run: Run, tmp_path: Path, line: list[str]) -> None:
    run("init")
    run("controller set --resident --employees 60 --policy-date 2020-01-01 --destruction-months 1,7")
    run("activity add Bordro --code IK-1")
    run('entry add --activity IK-1 --category Kimlik --retention "işten ayrılmadan itibaren 1 ay"')
    run("holding add Dosyalar --entry E1 --event-date 2026-05-30")
    for n in range(SWEEPS):
        run(["holding", "add", f"Kutu {n}", "--entry", "E1", "--event-date", "2026-05-30"])
        before = len(run("log -f json").json)
        codes = [ended(pid) for pid in [kvkkctl_process(line, tmp_path) for _ in range(WRITERS)]]
        assert codes == [0] * WRITERS
        assert len(run("log -f json").json) == before + 1
    found = sorted(path.name for path in tmp_path.rglob("imha*"))
    name = "imha" if len(line) > 1 else "imha-2027-01"
    numbers = ("", *(f"-{n}" for n in range(2, SWEEPS + 1)))
    assert found == sorted(f"{name}{n}.{ending}" for n in numbers for ending in ("json", "xlsx"))


def test_readers_during_an_import_see_the_state_before_or_after(example, tmp_path):
    assert example
    inventory(tmp_path)
    register = open_register(tmp_path / "data/register.db")
    seen, slowest = set(), 0.0
    pid = kvkkctl_process(["import", "b.csv"], tmp_path)
    done = 0
    while not done:
        done, status = os.waitpid(pid, os.WNOHANG)
        start = time.perf_counter()
        snapshot = register.snapshot()
        slowest = max(slowest, time.perf_counter() - start)
        seen.add((len(snapshot.activities), len(snapshot.entries), len(snapshot.retentions)))
    assert os.waitstatus_to_exitcode(status) == 0
    assert len(seen) == 2
    assert {entries for _, entries, _ in seen} == {56, 456}
    assert slowest < 5


@pytest.mark.parametrize("line", ["backup", "log verify", "doctor", "gaps"])
def test_readers_do_not_wait_for_a_writer(example, tmp_path, line):
    register = open_register(tmp_path / "data/register.db")
    before = example("log head").out

    def while_writing(_: object) -> None:
        start = time.perf_counter()
        example(line)
        assert example("log head").out == before
        assert time.perf_counter() - start < 5
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        register.change("c", while_writing)
