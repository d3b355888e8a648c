"""What a person decides about a retention phrase, and that it stays decided."""

import pytest

from tests.conftest import Run

TWO = "İş ilişkisinin veya davanın sona ermesinden itibaren 10 yıl"
CAPITALS = "İŞ İLİŞKİSİNİN VEYA DAVANIN  SONA ERMESİNDEN İTİBAREN 10 YIL"
ONE = "İş ilişkisinin sona ermesinden itibaren 10 yıl"


@pytest.fixture
def unread(example: Run) -> Run:
    """Return `run` with two entries whose retention names two events; the phrase is R7."""
    example(["entry", "edit", "E1", "--retention", TWO])
    example(["entry", "edit", "E2", "--retention", TWO])
    return example


def phrase(run: Run, number: str = "R7") -> dict[str, object]:
    """Return a phrase of the list."""
    return next(row for row in run("retention list -f json").json if row["id"] == number)


def test_phrases_are_listed_by_need(unread: Run) -> None:
    rows = unread("retention list -f json").json
    assert list(rows[0]) == ["id", "text", "kind", "terms", "maximum", "why", "read_by_person", "entries"]
    assert [row["kind"] for row in rows[:3]] == ["unreadable", "indefinite", "bounded"]
    assert rows[0]["entries"] == ["E1", "E2"]
    assert [row["id"] for row in unread("retention list --unread -f json").json] == ["R7"]


def test_a_choice_between_events_is_asked_for_with_the_command(unread: Run) -> None:
    said = unread("retention list").err
    assert "Not understood: 1 of 7 phrases." in said
    assert "A choice is needed: name one of them with `kvkkctl retention set R7 --as`." in said
    unread(["entry", "edit", "E1", "--retention", "Falanca 3 zaman"])
    unread(["entry", "edit", "E2", "--retention", "Falanca 3 zaman"])
    unread(["retention", "set", "R7", "--as", ONE])
    said = unread("retention list").err
    assert "retention set R8 --as" in said
    assert "A choice is needed" not in said


def test_all_that_is_understood_needs_no_note(example: Run) -> None:
    assert example("retention list").err == ""


@pytest.mark.parametrize("name", ["R7", "r7", TWO, f"  {CAPITALS}"])
def test_a_phrase_gets_the_reading_of_another_text(unread: Run, name: str) -> None:
    unread(["retention", "set", name, "--as", ONE])
    found = phrase(unread)
    assert (found["text"], found["maximum"], found["read_by_person"]) == (TWO, "P10Y", True)
    assert found["terms"][0]["event"] == "employment_end"
    assert unread("entry show E2 -f json").json["retention"]["kind"] == "bounded"
    assert "a person" in unread("retention list").out
    assert ONE in unread("log -f json").json[-1]["command"]
    assert len(unread("log -f json").json[-1]["records"]) == 1


def test_the_reading_stays_when_the_phrase_comes_again(unread: Run) -> None:
    unread("export inventory --without-numbers -o out.xlsx")
    unread(["retention", "set", "R7", "--as", ONE])
    unread(["entry", "edit", "E1", "--retention", "2 yıl"])
    unread("import out.xlsx --on-conflict update")
    unread(["entry", "edit", "E3", "--retention", TWO])
    found = phrase(unread)
    assert (found["read_by_person"], found["maximum"]) == (True, "P10Y")
    assert found["entries"] == ["E1", "E2", "E3"]


def test_a_phrase_is_read_anew(unread: Run) -> None:
    before = phrase(unread)
    unread(["retention", "set", "R7", "--as", "5 yıl"])
    unread("retention set R7 --again")
    assert phrase(unread) == before
    assert "Nothing changed." in unread("retention set R7 --again").err


def test_holdings_are_due_by_what_a_person_decided(example: Run) -> None:
    def status() -> str:
        return next(row["status"] for row in example("due -f json").json if row["holding"] == "H6")

    assert status() == "unknown"
    example(["retention", "set", "makul süre", "--as", "2 yıl"])
    assert status() != "unknown"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (["R7", "--as", "biraz"], "--as: this is not understood either. “biraz” was not understood."),
        (["R7", "--as", ""], "--as: this is not understood either. No retention is stated."),
        (["R7"], "Say what it means with --as …, or --again"),
        (["R7", "--as", "2 yıl", "--again"], "Say what it means with --as …, or --again"),
        (["R99", "--again"], "There is no retention phrase “R99”: see `kvkkctl retention list`."),
        (
            ["makul sür", "--again"],
            "There is no retention phrase “makul sür”; did you mean R6, “Makul süre”?",
        ),
    ],
)
def test_what_cannot_be_decided_is_refused(unread: Run, line: list[str], why: str) -> None:
    before = unread("retention list -f json").json
    assert why in unread(["retention", "set", *line], code=3).err
    assert unread("retention list -f json").json == before


def test_phrases_of_the_same_words_are_told_apart_by_number(example: Run) -> None:
    example('entry edit E1 --retention "MAKUL SÜRE"')
    assert "name one by its number, R6, R7." in example('retention set "makul süre" --as "2 yıl"', code=3).err
    example('retention set "MAKUL SÜRE" --as "2 yıl"')
    assert [phrase(example, number)["read_by_person"] for number in ("R6", "R7")] == [False, True]
