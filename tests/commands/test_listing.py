"""Every list in every format gives the same rows; tables are complete when piped."""

import csv
import io
import json
import re
from typing import Any

import pytest

from tests.conftest import Run

LISTS = (
    "activity list",
    "entry list",
    "category list",
    "purpose list",
    "subject list",
    "recipient list",
    "measure list",
    "transfer list",
    "holding list",
    "retention list",
    "due",
    "gaps",
    "rules list",
    "clock list",
    "log",
)


def parsed(text: str, fmt: str) -> list[Any]:
    match fmt:
        case "json":
            return list(json.loads(text))
        case "jsonl":
            return [json.loads(line) for line in text.splitlines()]
        case _:
            return list(csv.DictReader(io.StringIO(text), delimiter="," if fmt == "csv" else "\t"))


@pytest.mark.parametrize("line", LISTS)
def test_every_format_has_the_same_rows_and_keys(example: Run, line: str) -> None:
    whole = parsed(example(f"{line} -f json").out, "json")
    for fmt in ("jsonl", "csv", "tsv"):
        rows = parsed(example(f"{line} -f {fmt}").out, fmt)
        assert len(rows) == len(whole)
        assert [list(row) for row in rows] == [list(row) for row in whole]
    assert parsed(example(f"{line} -f jsonl").out, "jsonl") == whole


@pytest.mark.parametrize("line", LISTS)
def test_a_piped_table_cuts_nothing(example: Run, line: str) -> None:
    table = example(f"{line} -f table").out
    # a blank in a command stands alone; what is cut ends in one
    assert not re.search(r"\S…", table)
    assert not any(line.endswith(" ") for line in table.splitlines())


def test_empty_lists_are_empty_in_every_format(run: Run) -> None:
    run("init")
    assert run("entry list -f json").out == "[]\n"
    assert run("entry list -f jsonl").out == ""
    assert run("entry list -f csv").out == ""


def test_the_ending_of_the_file_chooses_the_format_and_csv_has_a_mark_for_excel(
    example: Run, tmp_path: Any
) -> None:
    example("entry list -o entries.csv")
    content = (tmp_path / "entries.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))) == 57


def test_quiet_leaves_out_what_is_not_data(example: Run) -> None:
    assert example("--quiet gaps -f json").err == ""
    assert example("gaps -f json --quiet").err == ""


def test_user_text_is_never_markup(run: Run) -> None:
    run("init")
    run(["activity", "add", "[bold]x[/bold] [/foo] :warning:", "--code", "A"])
    assert "[bold]x[/bold] [/foo] :warning:" in run("activity list").out


def test_a_narrow_table_breaks_neither_dates_nor_words_while_another_column_can_give_way(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init")
    run(["activity", "add", "Özlük", "--code", "IK-1"])
    run(
        [
            "entry",
            "add",
            "--activity",
            "IK-1",
            "--category",
            "Özlük",
            "--retention",
            "işten çıkıştan itibaren 10 yıl",
        ]
    )
    run(["holding", "add", "REDDEDİLENLER 2015", "--entry", "E1", "--event-date", "2015-02-28"])
    run("holding hold H1 --reason 'iş davası 2026/41' --review 2027-03-01")
    monkeypatch.setenv("COLUMNS", "80")
    sweep, held = run("sweep --dry-run").out, run("holding list").out
    assert max(map(len, (sweep + held).splitlines())) <= 80
    for word in ("REDDEDİLENLER", "2025-03-01", "2027-03-01"):
        assert word in sweep
    for word in ("REDDEDİLENLER", "2015-02-28", "2027-03-01"):
        assert word in held
