"""What undo does, says and refuses on the command line."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvkkctl.models import Destruction, DestructionMethod, HoldingState
from kvkkctl.register import open_register
from tests.commands.killing import ended, kvkkctl_process
from tests.conftest import Run

REGISTER = Path("data/register.db")
KEY = "0123456789abcdef"
BOOK = "data/example/envanter.xlsx"


def tables() -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of all tables but the history and the counter, which go on."""
    with closing(sqlite3.connect(REGISTER)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = set(names) - {"journal", "journal_line", "counter"}
        return {name: sorted(db.execute(f"SELECT * FROM {name}"), key=repr) for name in kept}  # noqa: S608


@pytest.fixture
def dated(example: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return what runs a command on the example and gives what it prints, with all moments one."""

    def said(line: str, code: int = 0) -> str:
        with closing(sqlite3.connect(REGISTER)) as db, db:
            moments = [row[0] for row in db.execute("SELECT at FROM journal")]
        ran = example(line, code=code)
        text = ran.err + ran.out
        for moment in moments:
            text = text.replace(moment, "2026-11-22T09:00:00+00:00")
        return text

    monkeypatch.setenv("COLUMNS", "100")
    return said


REHEARSED = """\
To be undone: 2: 2026-11-22T09:00:00+00:00, dpo: kvkkctl entry edit E1 --abroad no --retention …
Record  What happens  What changes
─────────────────────────────────────────────────────────────
R7      is removed
E1      changes back  abroad: no → yes; retention: 11 yıl → –
"""
DONE = """\
Journal entry 3; records changed: 2.
Undone: 2: 2026-11-22T09:00:00+00:00, dpo: kvkkctl entry edit E1 --abroad no --retention …
"""
LOGGED = """\
No.  When (UTC)                 Who  Records  Command
─────────────────────────────────────────────────────────────────────────────────────────────
  1  2026-11-22T09:00:00+00:00  dpo      134  kvkkctl init --example
  2  2026-11-22T09:00:00+00:00  dpo        2  kvkkctl entry edit E1 --abroad no --retention …
  3  2026-11-22T09:00:00+00:00  dpo        2  kvkkctl undo 2 (undone by 4)
  4  2026-11-22T09:00:00+00:00  dpo        2  kvkkctl undo 3
"""


def test_an_edit_is_taken_back_and_done_again(example, dated):
    before = tables()
    example("entry edit E1 --retention '11 yıl' --abroad no")
    after = tables()
    assert dated("undo --dry-run") == REHEARSED
    assert tables() == after
    assert dated("undo") == DONE
    assert tables() == before
    dated("undo")
    assert tables() == after
    assert [line.rstrip() for line in dated("log").splitlines()] == LOGGED.splitlines()
    assert "It is undone, by entry 4.\nIt undoes entry 2.\n" in dated("log show 3")
    assert [(row["undone_by"], row["undoes"]) for row in example("log -f json").json] == [
        (None, None),
        (None, None),
        (4, 2),
        (None, 3),
    ]
    assert "4 entries" in example("log verify").out


def test_what_was_taken_back_as_scripts_read_it(example):
    example("purpose add Yeni")
    example("purpose rename Yeni Başka")
    rows = example("undo -f json").json
    assert [(row["undoes"], row["seq"], row["kind"], row["ref"], row["action"]) for row in rows] == [
        (3, 4, "term", "purpose:Yeni", "change")
    ]
    label = {"field": "label", "old": "Başka", "new": "Yeni", "old_text": "Başka", "new_text": "Yeni"}
    assert label in rows[0]["changes"]
    rows = example("undo 2 --dry-run -f json").json
    assert [(row["undoes"], row["seq"], row["action"]) for row in rows] == [(2, None, "remove")]
    example("undo 2 -o undone.jsonl")
    assert json.loads(Path("undone.jsonl").read_text(encoding="utf8"))["action"] == "remove"


def test_an_import_is_taken_back_whole_and_taken_in_again(example, dated):
    assert "134" in dated("undo 1")
    assert {name for name, rows in tables().items() if rows} == {"_sqlite_migrations"}
    again = example(f"import {BOOK}").err
    assert "56 new, 0 changed" in again
    assert example("entry list -f json").json[0]["id"] == "E57"
    assert "5 entries" not in example("log verify").out


def test_changes_of_an_import_that_was_taken_back_are_made_again_by_the_file(example):
    example("export inventory --without-numbers -o a.csv")
    example("entry edit E1 --abroad no")
    example("import a.csv --on-conflict update")
    assert example("entry show E1 -f json").json["abroad"] is True
    example("undo")
    assert example("entry show E1 -f json").json["abroad"] is False
    example("import a.csv")
    assert example("entry show E1 -f json").json["abroad"] is True


def test_what_stands_in_the_way(example):
    example("entry edit E1 --abroad no")
    example("holding add x --entry E1")
    before = tables()
    said = example("undo 1", code=3).err
    assert said == (
        "kvkkctl: Entry 1 cannot be undone: E1 changed since, by 2 (kvkkctl entry edit E1 --abroad no). "
        "Undo those first, the newest first.\n"
    )
    example("undo 2")
    said = example("undo 1", code=3).err
    assert said == (
        "kvkkctl: Entry 1 cannot be undone: E1 would go, used since by H7: see 3 (kvkkctl holding add … --entry E1).\n"
    )
    assert "undone already, by entry 4" in example("undo 2", code=3).err
    for number in (0, 99, 2**63 - 1, 2**63, 10**30):
        assert f"no entry {number}." in example(f"undo {number}", code=3).err
    assert before["holding"] == tables()["holding"]


def test_nothing_is_not_undone(run):
    run("init")
    assert "nothing to undo" in run("undo", code=3).err


def test_the_day_of_an_undo_may_be_told(example):
    example("entry edit E1 --abroad no")
    example("--today 2026-12-24 undo")
    assert example("log -f json").json[-1]["command"] == "kvkkctl undo 2 --today 2026-12-24"


DESTROYED = "destruction record H1 --on 2026-11-20 --method erasure"
KEPT = (
    "kvkkctl: D1 would go, a record to be kept until 2029-11-20 (destruction regulation art. 7/3). If it was made by "
    "mistake and nothing was destroyed, state that: `kvkkctl undo … --not-destroyed`.\n"
)


def test_the_record_of_a_destruction_stays_unless_it_was_a_mistake(example):
    before = tables()
    example(DESTROYED)
    after = tables()
    for line in ("undo", "undo 2", "undo --dry-run"):
        assert example(line, code=3).err == KEPT
    assert tables() == after
    example("undo --not-destroyed")
    assert tables() == before
    assert example("log -f json").json[-1]["command"] == "kvkkctl undo 2 --not-destroyed"
    assert example("log --kind destruction -f json").json[0]["records"][0]["after"]["holding"] == 1
    example("undo")
    assert tables() == after


def test_the_record_of_a_destruction_goes_once_its_time_is_over(example):
    example(DESTROYED)
    assert "D1" in example("--today 2029-11-20 undo", code=3).err
    example("--today 2029-11-21 undo")
    assert example("destruction list -f json").json == []


def test_a_mistake_is_stated_where_there_is_one(example):
    example("entry edit E1 --abroad no")
    assert "--not-destroyed: no record" in example("undo --not-destroyed", code=3).err


def test_what_is_on_record_as_destroyed_stays_as_it_was(example):
    example("holding edit H1 --quantity 5")
    example(DESTROYED)
    assert "H1 changed since, by 3" in example("undo 2", code=3).err


def test_what_was_known_as_destroyed_before_its_record_stays_as_it_was(example):
    register = open_register(REGISTER)
    gone = register.snapshot().holdings[1].model_copy(update={"state": HoldingState.DESTROYED})
    register.change("c", lambda change: change.put(gone))
    register.change("c", lambda change: change.put(gone.model_copy(update={"quantity": "5"})))
    facts = {"holding": 1, "done_on": date(2026, 11, 20), "method": DestructionMethod.ERASURE}
    register.change("c", lambda change: change.make(Destruction, facts))
    said = "kvkkctl: H1 is on record as destroyed (D1) and stays as it was.\n"
    assert example("undo 3", code=3).err == said


def test_a_reason_that_was_added_to_a_record_is_taken_back(example):
    example(DESTROYED)
    example("destruction edit D1 --reason 'geri alınamaz'")
    example("undo")
    assert example("destruction show D1 -f json").json["reason"] is None


def test_a_filing_is_taken_back_as_verbis_remove_does(example):
    before = tables()
    example("verbis file --on 2026-11-20 --state now")
    example("undo")
    assert tables() == before
    example("undo")
    example("verbis remove F1")
    example("undo")
    assert [row["id"] for row in example("verbis list -f json").json] == ["F1"]


def test_a_run_that_was_opened_by_mistake_is_taken_back(example):
    example("sweep")
    assert len(tables()["destruction_run"]) == 1
    example("undo")
    assert tables()["destruction_run"] == []
    said = example("sweep").err
    assert "Destruction run P2" in said


def test_what_is_kept_with_a_key_is_taken_back_with_it(example):
    example("entry edit E1 --abroad no", KVKKCTL_KEY=KEY)
    assert "--key-file" in example("undo", code=3).err
    example("undo", KVKKCTL_KEY=KEY)
    assert "3 entries" in example("log verify", KVKKCTL_KEY=KEY).out


def test_two_that_undo_at_once_undo_twice(example):
    """The second waits, and takes back what the first one did."""
    before = tables()
    example("entry edit E1 --abroad no")
    after = tables()
    pids = [kvkkctl_process(["undo"], Path.cwd()) for _ in range(2)]
    assert [ended(pid) for pid in pids] == [0, 0]
    assert before != after == tables()
    assert len(open_register(REGISTER).journal()) == 4


LINES = [
    "entry edit E1 --abroad no",
    "entry edit E2 --retention '12 yıl' --purpose Yeni --subject Başka",
    "entry add --activity F1 --category Kimlik --measure Kilit",
    "entry remove E40",
    "activity add Yeni --code X-1",
    "activity edit F2 --department İK",
    "category merge 'Fatura Bilgisi' 'Finansal Bilgi'",
    "category add Sağlık",
    "purpose rename 'Sipariş sürecinin takibi' Takip",
    "holding hold H3 --reason dava",
    "holding add Dosyalar --entry E5 --event-date 2020-01-01",
    "holding remove H6",
    "sweep",
    "controller set --employees 60",
    "controller set --title '' --destruction-months 6,12",
    "transfer edit T4 --instrument 9/4-c --annex 'Fatura Bilgisi'",
    "accept A05 E2 --reason x --until 2026-12-31 --by DPO",
    "verbis file --on 2026-11-20 --state now",
    "law confirm R005 --source x --by y",
    "retention link E1 --to R002",
    "import a.csv --on-conflict update",
    "undo",
]


NEW = "Faaliyet;Faaliyet Kodu;Veri Kategorisi;Saklama Süresi\nYeni;N-1;Kimlik;3 yıl\n"


@pytest.mark.parametrize("line", [line for line in LINES if line != "undo"])
def test_each_command_is_taken_back_and_done_again(example, line):
    Path("a.csv").write_text(NEW, encoding="utf8")
    before = tables()
    example(line)
    after = tables()
    assert before != after
    example("undo")
    assert tables() == before
    example("undo")
    assert tables() == after
    assert open_register(REGISTER).prove().holds


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=5))
def test_after_any_commands_the_last_is_taken_back(example, lines):
    with restored():
        Path("a.csv").write_text(NEW, encoding="utf8")
        states = [tables()]
        for line in lines:
            example(line, code=None)
            states.append(tables())
        entries = len(open_register(REGISTER).journal())
        if entries > 1:
            states = [state for n, state in enumerate(states) if not n or state != states[n - 1]]
            example("undo")
            # an undo among them may have brought back an earlier state
            assert tables() in states[:-1]
            assert tables() == states[-2]
        assert open_register(REGISTER).prove().holds


class restored:  # noqa: N801 (reads as what it does)
    """Puts the register back as it was."""

    def __enter__(self) -> None:
        self._bytes = {path: path.read_bytes() for path in Path("data").glob("register.db*")}

    def __exit__(self, *_: object) -> None:
        for path in Path("data").glob("register.db*"):
            path.unlink()
        for path, content in self._bytes.items():
            path.write_bytes(content)
