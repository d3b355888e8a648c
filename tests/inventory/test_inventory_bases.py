"""Legal bases: codes in every spelling, sentences of the Law, several in a cell, and what nobody can tell."""

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.inventory.bases import _CONDITIONS, read_bases
from kvkkctl.inventory.codes import clean, statements, without_codes, written_codes
from kvkkctl.vocabulary import bases, words

CELLS = tomllib.loads((Path(__file__).parent / "cases" / "bases.toml").read_text(encoding="utf8"))["cell"]
SPELLINGS = (
    "{a}/{p}-{l}",
    "{a}/{p}{l}",
    "{a}/{p}/{l}",
    "{a}/{p} {l}",
    "{a}.{p}.{l}",
    "{a} / {p} - {l}",
    "{a}/{p} – {l}",
    "{a}/{p}-({l})",
    "{a}({p})({l})",
    "({a}/{p}-{l})",
    "m.{a}/{p}-{l}",
    "m. {a}/{p}-{l}",
    "md. {a}/{p}-{l}",
    "md.{a}/{p}/{l}",
    "Madde {a}/{p}-{l}",
    "Art. {a}({p})/{l}",
    "KVKK m.{a}/{p}-{l}",
    "KVKK {a}/{p}-{l} bendi",
    "{a}/{p}-{l}'ye göre",
    "{a}. madde {p}. fıkra {l} bendi",
    "KVKK'nın {a}. maddesinin {p}. fıkrasının ({l}) bendi",
    "{a}'inci maddenin {p}. fıkrasının {l} bendi",
    "madde {a} fıkra {p} bent {l}",
    "m.{a} f.{p} b.{l}",
    "6698 sayılı Kanun m.{a}/{p}-{l}",
)
LETTERED = [code for code in bases() if "-" in code and "old" not in code]
CURRENT = [basis for basis in bases().values() if basis.until is None]
SAME_WORDS = {code: pair for _, *pair in _CONDITIONS for code in pair if code}


def codes(text: str, *, special: bool = False) -> list[str | None]:
    return [basis.code for basis in read_bases(text, "", special=special).bases or ()]


@pytest.mark.parametrize("case", CELLS, ids=[f"{n} {case['text'][:40]!r}" for n, case in enumerate(CELLS)])
def test_the_bases_of_a_cell(case):
    reading = read_bases(case["text"], case.get("statute", ""), special=case.get("special", False))
    stated = case.get("codes")

    assert (None if reading.bases is None else [basis.code or "" for basis in reading.bases]) == stated
    assert ["doubt" in case and case["doubt"] in str(doubt) for doubt in reading.doubts] == [True] * (
        "doubt" in case
    )
    if stated:
        labels = [basis.label for basis in reading.bases]
        assert labels == case.get("labels", labels)
        assert all(label in clean(case["text"]) or label == case.get("statute") for label in labels)
        assert reading.bases[0].law == case.get("law")
        assert reading.bases[0].article == case.get("article")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_every_code(spelling):
    for code in LETTERED:
        article, paragraph, letter = code[0], code[2], code[4]
        for text in (spelling.format(a=article, p=paragraph, l=each) for each in (letter, letter.upper())):
            assert [each.codes for each in written_codes(clean(text))] == [(code,)], text
            assert codes(text, special=article == "6") == [code]
            assert codes(unicodedata.normalize("NFD", text), special=article == "6") == [code]


@pytest.mark.parametrize("text", ["5/1", "m.5/1", "5(1)", "Madde 5/1", "5. maddenin birinci fıkrası", "5/I"])
def test_every_spelling_of_consent(text):
    assert codes(text) == ["5/1"]


@pytest.mark.parametrize(
    "text", ["5/2-c, ç, e", "5/2 (c), (ç) ve (e)", "5/2-c-ç-e", "5/2 c/ç/e", "5/2-c ve ç, 5/2-e"]
)
def test_several_letters_behind_one_paragraph(text):
    assert codes(text) == ["5/2-c", "5/2-ç", "5/2-e"]


@pytest.mark.parametrize("special", [False, True])
@pytest.mark.parametrize("basis", CURRENT, ids=lambda basis: basis.code)
def test_every_sentence_of_the_law_says_its_code(basis, special):
    ordinary, sensitive = SAME_WORDS[basis.code]
    expected = (sensitive if special else ordinary) or basis.code
    variants = (
        basis.text,
        f"{basis.text}.",
        f"• {basis.text};",
        basis.text.translate(str.maketrans("iı", "İI")).upper(),
        basis.text.replace(" ", "\n", 5),
        basis.text.replace(", ", ",\n"),
        unicodedata.normalize("NFD", basis.text),
        basis.text.translate(str.maketrans("çğıöşüÇĞİÖŞÜâî", "cgiosuCGIOSUai")),
        *basis.aliases,
        basis.short,
    )

    for text in variants:
        assert codes(text, special=special) == [expected], text
        assert codes(f"{expected} {text.strip('• ')}", special=special) == [expected], text


@pytest.mark.parametrize(
    "basis", [each for each in bases().values() if each.until], ids=lambda basis: basis.code
)
@pytest.mark.parametrize("special", [False, True])
def test_sentences_of_the_old_law_keep_their_identity(basis, special):
    assert codes(basis.text, special=special) == codes(basis.short, special=special) == [basis.code]


@given(st.text(alphabet="çcÇC"), st.sampled_from(["5/2-", "5/2", "m.5/2 "]))
def test_letters_without_and_with_a_cedilla_are_never_one(letters, paragraph):
    found = [code for letter in letters for code in codes(f"{paragraph}{letter} ")]

    assert found == [f"5/2-{letter.lower()}" for letter in letters]


@given(st.text(alphabet="çcabk 569/2-.()m,;\n"), st.booleans())
def test_reading_bases_takes_any_text_and_loses_no_word(text, special):
    reading = read_bases(text, "", special=special)
    kept = {word for basis in reading.bases or () for word in words(f"{basis.label} {basis.law}").split()}

    assert all(basis.code is None or basis.code in bases() for basis in reading.bases or ())
    assert {word for word in words(text).split() if word.isalpha() and len(word) > 1} <= kept | {
        "md",
        "kvk",
        "kvkk",
    }


@given(st.lists(st.sampled_from(LETTERED), min_size=1, max_size=4))
def test_what_is_left_without_the_codes(stated):
    text = "; ".join(f"KVKK m.{code} dayanağı" for code in stated)

    assert without_codes(text) == "; ".join(["dayanağı"] * len(stated))
    assert "".join(statements(text)).replace("KVKK m.", "") == text.replace("KVKK m.", "")


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "5/1",
                    "5/2-c",
                    "m.5/2 (ç) ve (f)",
                    "6/2",
                    "9/4-c",
                    "5/2-h",
                    "ve",
                    "Açık rıza",
                    "meşru menfaat",
                ),
                *(
                    "hukuki yükümlülük",
                    "4857 sayılı İş Kanunu m.75",
                    "TTK m.5/1",
                    "Sendikanın talebi",
                    "KVKK m.",
                    "c)",
                ),
                *(basis.text for basis in bases().values()),
                *(basis.short for basis in bases().values()),
            ]
        ),
        min_size=1,
        max_size=5,
    ),
    st.lists(st.sampled_from([" ", ", ", "\n", "; ", "\n• ", ". ", " - "]), min_size=5, max_size=5),
    st.booleans(),
)
def test_statements_read_again_say_the_same(parts, separators, special):
    text = "".join(part + separator for part, separator in zip(parts, separators, strict=False))
    stated = read_bases(text, "", special=special).bases or ()
    again = (
        read_bases("\n".join(dict.fromkeys(basis.label for basis in stated)), "", special=special).bases or ()
    )

    assert [(basis.label, basis.code) for basis in again] == [(basis.label, basis.code) for basis in stated]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Meşru menfaat değil", [None]),
        ("5/2-f hariç", [None]),
        ("Meşru menfaatimiz yoktur, açık rıza", [None]),
        ("5/2-f (temel haklara zarar vermez)", ["5/2-f"]),
        ("6/3-f İstihdam, iş sağlığı ve güvenliği", ["6/3-f"]),
        ("Açık rıza (5/1), sözleşme (5/2-c)", ["5/1", "5/2-c"]),
    ],
)
def test_what_is_denied_is_no_basis(text, codes):
    assert [basis.code for basis in read_bases(text, "", special="6/" in text).bases] == codes


def test_a_statute_belongs_to_the_bases_that_the_law_provides_for():
    stated = read_bases("5/2-a; 5/2-f", "4857 sayılı Kanun m.75", special=False).bases
    assert [(basis.code, basis.law) for basis in stated] == [
        ("5/2-a", "4857 sayılı Kanun m.75"),
        ("5/2-f", None),
    ]
