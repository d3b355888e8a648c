"""The journal holds what was asked for, and no words that may name a person."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from typer.main import get_command

from kvkkctl.cli import COMMANDS
from kvkkctl.commands.recorded import CHECKED, LEFT_OUT, shown
from kvkkctl.models import Holding
from tests.conftest import Run

NAME = "Ahmet Yılmaz 12345678901"
LINES = {
    f"holding add '{NAME}' --entry E1 --event-date 2020-01-31 --location '{NAME}'": (
        "kvkkctl holding add … --entry E1 --event-date 2020-01-31 --location …"
    ),
    f"holding add x --entry 'F1 Kimlik' --reference '{NAME}'": None,
    f"holding edit H1 --label '{NAME}' --quantity 12345678901": "kvkkctl holding edit H1 --label … --quantity …",
    f"holding hold H3 --reason '{NAME}' --owner '{NAME}' --review 2027-01-31 -f json": (
        "kvkkctl holding hold H3 --reason … --owner … --review 2027-01-31 --format json"
    ),
    "holding hold H3 H4 --reason x": "kvkkctl holding hold H3 H4 --reason …",
    f"activity add '{NAME}' --code IK-1001 --started 31.01.2020": (
        "kvkkctl activity add … --code IK-1001 --started 31.01.2020"
    ),
    f"activity edit F1 --description '{NAME}' --exemption 28/2-a": (
        "kvkkctl activity edit F1 --description … --exemption 28/2-a"
    ),
    "entry edit e1 --abroad hayır --basis 5/2-c --basis 'bir kanun' --ended 2026-01-31": (
        "kvkkctl entry edit e1 --basis 5/2-c --basis … --abroad 'hayır' --ended 2026-01-31"
    ),
    f"recipient add '{NAME}' --role processor --country Almanya": (
        "kvkkctl recipient add … --role processor --country …"
    ),
    "category map 'Fatura Bilgisi' Finans": "kvkkctl category map … Finans",
    "category add 'Başka' --special": "kvkkctl category add … --special",
    f"controller set --contact-person '{NAME}' --email a@b.example --employees 60 --resident --policy-items a,b": (
        "kvkkctl controller set --email … --contact-person … --resident --employees 60 --policy-items a,b"
    ),
    "controller set --destruction-months 3,9": "kvkkctl controller set --destruction-months 3,9",
    f"accept A05 E2 --reason '{NAME}' --until 2026-12-31 --by '{NAME}'": (
        "kvkkctl accept add A05 E2 --reason … --until 2026-12-31 --by …"
    ),
    f"destruction record H1 --on 2026-11-20 --method silme --by '{NAME}' --reference '{NAME}'": (
        "kvkkctl destruction record H1 --on 2026-11-20 --method silme --by … --reference …"
    ),
    "transfer edit T4 --instrument 9/4-c --contract-type controller_to_processor": (
        "kvkkctl transfer edit T4 --instrument 9/4-c --contract-type controller_to_processor"
    ),
    "retention link E1 E2 --to R002": "kvkkctl retention link E1 E2 --to R002",
    f"verbis file --on 2026-11-20 --state now --reference '{NAME}'": (
        "kvkkctl verbis file --on 2026-11-20 --reference … --state now"
    ),
    f"verbis resolve Kimlik --retention '10 yıl' --reason '{NAME}' --by '{NAME}'": None,
    "--today 2026-11-21 purpose add x": "kvkkctl purpose add … --today 2026-11-21",
    "purpose add x --today=2026-11-21": "kvkkctl purpose add … --today 2026-11-21",
    "--register data/register.db --lang en purpose add x": "kvkkctl purpose add …",
    "sweep --day 2027-01-31 --work-list /tmp/none/../w.xlsx --dry-run": None,
}


@pytest.mark.parametrize(("line", "kept"), LINES.items(), ids=LINES)
def test_what_the_journal_keeps_of_a_command(example: Run, line: str, kept: str | None) -> None:
    before = len(example("log -f json").json)
    example(line, code=None)
    log = example("log -f json").json
    if kept is None:
        assert all("Ahmet" not in entry["command"] and "1234567890" not in entry["command"] for entry in log)
        return
    assert [entry["command"] for entry in log[before:]] == [kept]


def parameters() -> Iterator[tuple[str, Any]]:
    """Yield every parameter of every command that takes text, with the path of its command."""
    for name, (module, _) in COMMANDS.items():
        waiting = [(name, get_command(import_module(f"kvkkctl.commands.{module}").app))]
        while waiting:
            path, command = waiting.pop()
            waiting += [(f"{path} {below}", each) for below, each in getattr(command, "commands", {}).items()]
            yield from (
                (path, param) for param in command.params if "str" in str(param.type_descriptor.annotation)
            )


@pytest.mark.parametrize("text", [NAME, "Ahmet", "12345678901", "01.02.1980 doğumlu", "U12345678 Yılmaz"])
def test_no_parameter_that_takes_any_text_is_kept(text: str) -> None:
    found = list(parameters())
    assert len(found) > 200
    for path, param in found:
        if param.metavar not in CHECKED:
            assert shown(param, text) == LEFT_OUT, (path, param.name)


CLOSED = {
    "verbis date {} abroad --on 2026-11-20 --reason x": "CATEGORY",
    "verbis date 1 {} --on 2026-11-20 --reason x": "FIELD",
    "controller set --policy-items {}": "LETTERS",
    "destruction record H1 --on 2026-11-20 --method {}": "METHOD",
    "controller set --destruction-months {}": "MONTHS",
    "transfer edit T4 --times {}": "N",
    "controller set --clear {}": "OPTION",
    "category map 'Fatura Bilgisi' {}": "VERBİS",
}


@pytest.mark.parametrize(("line", "metavar"), CLOSED.items(), ids=CLOSED)
def test_what_is_kept_as_it_is_comes_from_a_closed_list(example: Run, line: str, metavar: str) -> None:
    example("verbis file --on 2026-11-20 --state now")
    example(line.format("Ahmet"), code=3)
    assert {param.metavar for _, param in parameters() if param.metavar in CHECKED} == CHECKED
    assert metavar in CHECKED


def test_errors_repeat_nothing_that_the_register_holds_of_people(example: Run) -> None:
    example(f"holding add '{NAME}' --entry E1 --event-date 2020-01-31")
    example(f"holding hold H7 --reason '{NAME}' --owner '{NAME}'")
    for line in (
        "holding hold H7 --reason x",
        "destruction record H7 --on 2026-11-20 --method silme",
        "entry remove E1",
        "undo 1",
        "holding show H77",
    ):
        assert "Ahmet" not in example(line, code=3).err


def test_what_is_said_of_a_bug_shows_no_record() -> None:
    with pytest.raises(ValidationError) as found:
        Holding.model_validate({"id": 1, "entry": "x", "label": [NAME]})
    assert "Ahmet" not in str(found.value)


def test_files_are_kept_by_their_name(example: Run) -> None:
    Path("Dosyalar").mkdir()
    Path("Dosyalar/İK listesi.csv").write_text(
        "Faaliyet;Faaliyet Kodu;Veri Kategorisi\nYeni;N-1;Kimlik\n", encoding="utf8"
    )
    example("import 'Dosyalar/İK listesi.csv' --department 'Ahmet Yılmaz' --on-conflict update")
    last = example("log -f json").json[-1]["command"]
    assert last == "kvkkctl import 'İK listesi.csv' --department … --on-conflict update"


def test_what_no_record_holds_is_kept_as_its_help_says(example: Run) -> None:
    example("holding release H5 --reason 'judgment is final'")
    assert example("log -f json").json[-1]["command"] == (
        "kvkkctl holding release H5 --reason 'judgment is final'"
    )
    assert "the history keeps it" in " ".join(example("holding release --help").out.split())


def test_a_record_says_what_its_command_does_not(example: Run) -> None:
    example(f"holding add '{NAME}' --entry E1")
    assert NAME not in example("log").out
    assert NAME in json.dumps(example("log -f json").json[-1]["records"], ensure_ascii=False)


def test_environment_and_defaults_are_not_kept(example: Run) -> None:
    example("purpose add x", KVKKCTL_TODAY="2026-11-21")
    assert example("log -f json").json[-1]["command"] == "kvkkctl purpose add …"
