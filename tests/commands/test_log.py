"""The history on the command line: chosen, shown field by field, noted and verified."""

import sqlite3
from contextlib import closing

import pytest


@pytest.fixture
def history(example, monkeypatch):
    example("entry edit E1 --retention '10 yıl' --abroad no")
    monkeypatch.setenv("KVKKCTL_ACTOR", "Işık")
    example("purpose add 'Yeni amaç'")
    example("purpose rename 'Yeni amaç' 'Başka amaç'")
    return example


CHOICES = {
    "": [1, 2, 3, 4],
    "--record E1": [1, 2],
    "--record e1": [1, 2],
    "--record 'başka amaç'": [3, 4],
    "--record 'Yeni Amaç'": [3, 4],
    "--record F1": [1],
    "--record controller": [1],
    "--kind entry": [1, 2],
    "--kind term --actor ışık": [3, 4],
    "--command RENAME": [4],
    "--since 2999-01-01": [],
    "--until 2000-01-01": [],
    "--since 2000-01-01 --until 2999-01-01 --actor dpo": [1, 2],
}


@pytest.mark.parametrize(("options", "numbers"), CHOICES.items(), ids=CHOICES)
def test_entries_are_chosen(history, options, numbers):
    rows = history(f"log {options} -f json").json
    assert [row["seq"] for row in rows] == numbers


def test_chosen_entries_show_the_chosen_records_only(history):
    first, second = history("log --record E1 -f json").json
    assert [(each["kind"], each["id"]) for each in first["records"]] == [("entry", 1)]
    assert second["records"][0]["after"]["abroad"] is False
    table = history("log --record E1").out
    assert "retention: – → 10 yıl" in table
    assert "abroad: yes → no" in table


@pytest.mark.parametrize(("options", "says"), [("--record E999", "E999"), ("--kind foo", "confirmation")])
def test_what_cannot_be_chosen(history, options, says):
    assert says in history(f"log {options}", code=3).err


def test_an_entry_shows_old_and_new_values(history):
    rows = history("log show 4 -f json").json
    (label,) = [row for row in rows if row["field"] == "label"]
    assert (label["kind"], label["old"], label["new"]) == ("term", "Yeni amaç", "Başka amaç")
    shown = history("log show 2").out.splitlines()
    assert any(line.split() == ["E1", "abroad", "yes", "no"] for line in shown)
    assert "no entry 9" in history("log show 9", code=3).err


def test_the_hash_of_an_auditor_is_found_later(history):
    noted = history("log head").out.strip()
    assert history("log head -f json").json["hash"] == noted
    history("purpose add 'Bir amaç'")
    said = history(f"log verify --expect {noted}").out
    assert "5 entries" in said
    assert "of entry 4; entries since: 1" in said


TAMPERINGS = {
    "a changed row": (
        "",
        ["UPDATE entry SET abroad = 1 WHERE id = 1"],
        "E1: not what the history says (abroad).",
    ),
    "a deleted entry": ("", ["DELETE FROM journal WHERE seq = 2"], "broken at entry 2: it is missing"),
    "a reordered chain": (
        "",
        [
            "UPDATE journal SET seq = 99 WHERE seq = 2",
            "UPDATE journal SET seq = 2 WHERE seq = 3",
            "UPDATE journal SET seq = 3 WHERE seq = 99",
        ],
        "broken at entry 2 (",
    ),
    "a truncated chain": (
        "",
        ["DELETE FROM journal_line WHERE seq = 4", "DELETE FROM journal WHERE seq = 4"],
        "not what the history says (folded, former, label)",
    ),
    "a truncated chain and its rows": (
        "--expect",
        [
            "DELETE FROM journal_line WHERE seq > 2",
            "DELETE FROM journal WHERE seq > 2",
            "DELETE FROM term WHERE label = 'Başka amaç'",
        ],
        "No entry has the hash",
    ),
}


@pytest.mark.parametrize(("option", "edits", "says"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_is_found(history, option, edits, says):
    noted = history("log head").out.strip()
    with closing(sqlite3.connect("data/register.db")) as db, db:
        for edit in edits:
            assert db.execute(edit).rowcount
    ran = history(f"log verify {option} {noted if option else ''}", code=4)
    assert says in ran.out
    if option:
        assert "is whole" in history("log verify").out


def test_a_key_on_the_command_line(history, tmp_path):
    (tmp_path / "key").write_text("0123456789abcdef")
    history("--key-file key purpose add 'Anahtarlı amaç'")
    assert "kept with a key" in history("log verify", code=3).err
    assert "kept with a key" in history("purpose add 'Bir amaç'", code=3).err
    assert "5 entries" in history("log verify --key-file key").out
    assert "5 entries" in history("log verify", KVKKCTL_KEY_FILE="key").out
    assert "5 entries" in history("log verify", KVKKCTL_KEY="0123456789abcdef").out
    assert "broken at entry 5" in history("log verify", code=4, KVKKCTL_KEY="0123456789abcdeF").out
    assert "0123456789abcdef" not in history("log -f json").out


def test_a_key_that_was_never_used_is_said(history):
    said = history("log verify", code=4, KVKKCTL_KEY="0123456789abcdef").out
    assert "made without one" in said


def test_terminal_escapes_are_shown_not_executed(history):
    history(["purpose", "add", "Kırmızı\x1b[31m \x1b]0;x\x07amaç"])
    for line in ("log", "log show 5", "purpose list", "log --kind term", "doctor"):
        ran = history(line)
        assert "\x1b" not in ran.out + ran.err
        assert "\x07" not in ran.out + ran.err


def altered(statement):
    with closing(sqlite3.connect("data/register.db", isolation_level=None)) as db:
        assert db.execute(statement).rowcount


def test_what_another_program_wrote_into_the_history_is_shown_and_not_carried_out(example):
    altered("UPDATE journal SET actor = 'a' || char(27) || '[2J', command = char(27) || ']0;x' || char(7)")
    said = example("log verify", code=4).out
    assert "\x1b" not in said
    assert "\x07" not in said
    assert "[2J" in said


@pytest.mark.parametrize("image", ["not JSON", "[1]"])
def test_an_image_that_another_program_wrote_is_shown_as_it_is(example, image):
    with closing(sqlite3.connect("data/register.db", isolation_level=None)) as db:
        db.execute("UPDATE journal_line SET after = ? WHERE kind = 'activity' AND record = 1", [image])
    (entry,) = example("log --kind activity -f json").json
    assert {"?": image} in [each["after"] for each in entry["records"]]
    assert ("?", image) in [
        (row["field"], row["new"]) for row in example("log show 1 -f json").json
    ] or not image
    assert example("log --record 'Yok böyle bir kayıt'", code=3).err
    example("log verify", code=4)


def test_a_text_that_cannot_be_read_is_not_repeated(example):
    altered("UPDATE term SET label = CAST(x'ff41796c696e' AS TEXT) WHERE id = 1")
    assert "Aylin" not in example("purpose list", code=3).err


def test_an_expected_hash_is_whole_and_in_letters_of_either_size(history):
    noted = history("log head").out.strip()
    assert "It holds the expected hash" in history(f"log verify --expect {noted.upper()}").out
    for part in (noted[:20], noted[:-1], f"{noted}0", "nonsense"):
        assert "no whole hash" in history(f"log verify --expect {part}", code=3).err
