"""What the packaged words find in the words of organisations, and what they leave alone."""

import csv
import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.rules.wordlists import consists_of, names, says, wordlist

CASES = Path(__file__).parents[1] / "cases" / "wordlists.tsv"
ROWS = list(csv.DictReader(CASES.read_text(encoding="utf8").splitlines(), delimiter="\t"))

each_list = pytest.mark.parametrize("name", names())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['list']}: {row['text']}")
def test_words_are_found_as_people_write_them_and_not_inside_others(row: dict[str, str]) -> None:
    assert says(row["list"], row["text"]) is (row["says"] == "yes")


@each_list
def test_every_list_can_be_read_and_holds_something(name: str) -> None:
    found = wordlist(name)
    assert found.terms or found.phrases
    assert all(stem.letters for phrase in found.phrases for stem in phrase)


def test_every_list_is_explained_and_none_that_is_not_there() -> None:
    text = files("kvkkctl.rules").joinpath("WORDS.md").read_text(encoding="utf8")
    first_cells = (line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))
    explained = [name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(explained) == sorted(names())


@each_list
def test_no_phrase_of_a_list_is_there_twice(name: str) -> None:
    phrases = wordlist(name).phrases
    assert len(set(phrases)) == len(phrases)


@given(st.sampled_from(names()), st.text())
def test_any_text_gets_an_answer(name: str, text: str) -> None:
    assert says(name, text) in {True, False}


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("Gerekli faaliyetlerin yürütülmesi", True),
        ("Mevzuat gereği", True),
        ("Hizmet kalitesinin artırılması", True),
        ("Diğer", True),
        ("Hizmet kalitesinin çağrı kayıtlarıyla ölçülmesi", False),
        ("Gerekli faaliyetlerin yürütülmesi için kargo gönderilmesi", False),
        ("İş gereği", True),
        ("İstihdam gereği", False),
        ("Yasal zorunluluğun yerine getirilmesi", True),
        ("Kargo", False),
    ],
)
def test_a_purpose_is_vague_that_says_nothing_else(text: str, vague: bool) -> None:
    assert consists_of(("vague_purpose", "filler"), text) is vague
