"""The packaged lists are complete, well formed, and agree with the code that names their terms."""

import unicodedata
from datetime import date, timedelta
from importlib.resources import files

import pytest

from kvkkctl.inventory.bases import _CONDITIONS, read_bases
from kvkkctl.rules.consent import CONSENT, CONSENT_BEFORE_2024
from kvkkctl.vocabulary import (
    OTHER,
    TermKind,
    bases,
    exemptions,
    instruments,
    known_term,
    media,
    official,
    terms,
    words,
)

TABLES = files("kvkkctl.vocabulary")
COUNTS = {
    TermKind.CATEGORY: 26,
    TermKind.PURPOSE: 53,
    TermKind.SUBJECT: 14,
    TermKind.RECIPIENT: 9,
    TermKind.MEASURE: 41,
}
FIRST = {
    TermKind.CATEGORY: "Kimlik",
    TermKind.PURPOSE: "Acil Durum Yönetimi Süreçlerinin Yürütülmesi",
    TermKind.SUBJECT: "Çalışan Adayı",
    TermKind.RECIPIENT: "Gerçek kişiler veya özel hukuk tüzel kişileri",
    TermKind.MEASURE: "Ağ güvenliği ve uygulama güvenliği sağlanmaktadır.",
}
SPECIAL = range(14, 26)
RENEWED = date(2024, 6, 1)


def table_names() -> list[str]:
    return sorted(path.name for path in TABLES.iterdir() if path.name.endswith(".tsv"))


@pytest.mark.parametrize("name", table_names())
def test_table_text_is_clean(name):
    text = TABLES.joinpath(name).read_bytes().decode("utf8")
    rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]

    assert "\r" not in text
    assert text.endswith("\n")
    assert unicodedata.is_normalized("NFC", text)
    assert {len(row) for row in rows} == {len(rows[0])}
    for cell in (cell for row in rows for cell in row):
        assert cell == " ".join(cell.split())
        assert not {"\xa0", "\u200b", "\ufeff"} & set(cell)
        assert all(part == part.strip() and part for part in cell.split("|") if "|" in cell)


@pytest.mark.parametrize("name", table_names())
def test_table_has_a_source(name):
    assert f"| `{name}` |" in TABLES.joinpath("SOURCES.md").read_text(encoding="utf8")


@pytest.mark.parametrize("kind", TermKind)
def test_list_is_complete_and_in_order(kind):
    found = terms(kind)

    assert [term.no for term in found] == list(range(1, COUNTS[kind] + 1))
    assert found[0].name == FIRST[kind]
    assert found[-1].name == OTHER[kind]
    assert len({words(term.name) for term in found}) == COUNTS[kind]
    assert list(official(kind)) == [term.name for term in found]


@pytest.mark.parametrize("kind", TermKind)
def test_no_label_stands_for_two_terms(kind):
    owners = {}
    for term in terms(kind):
        for label in (term.name, *term.aliases):
            assert owners.setdefault(words(label), term.name) == term.name


@pytest.mark.parametrize("kind", TermKind)
def test_suggestions_are_not_taken_for_terms(kind):
    assert [hint for term in terms(kind) for hint in term.suggests if known_term(kind, hint)] == []


def test_the_special_categories_are_those_of_article_6():
    found = terms(TermKind.CATEGORY)

    assert [term.no for term in found if term.special] == list(SPECIAL)
    assert [term.no for term in found if term.special is False] == list(range(1, 14))
    assert found[-1].special is None


def test_measures_have_a_group_but_for_the_free_one():
    groups = {term.name: term.group for term in terms(TermKind.MEASURE)}

    assert groups.pop(OTHER[TermKind.MEASURE]) == ""
    assert set(groups.values()) == {"idari", "teknik"}


def test_articles_5_and_6_have_all_their_codes_in_the_order_of_the_law():
    assert [code for code, basis in bases().items() if basis.until is None] == [
        "5/1",
        *(f"5/2-{letter}" for letter in "abcçdef"),
        *(f"6/3-{letter}" for letter in "abcçdefg"),
    ]
    assert [code for code, basis in bases().items() if basis.until] == ["6/2-old", "6/3-old-1", "6/3-old-2"]


@pytest.mark.parametrize("code", bases())
def test_article_6_changed_from_one_day_to_the_next(code):
    basis = bases()[code]
    before, after = RENEWED - timedelta(days=1), RENEWED

    assert basis.special == (basis.article == 6) == code.startswith("6/")
    assert basis.in_force(before) == (basis.article == 5 or "old" in code)
    assert basis.in_force(after) == ("old" not in code)
    assert not basis.in_force(date(2016, 4, 6))


def test_instruments_have_all_codes_of_article_9():
    assert list(instruments()) == [
        "9/1",
        *(f"9/4-{letter}" for letter in "abcç"),
        *(f"9/6-{letter}" for letter in "abcçdef"),
        "other-law",
        "9/1-old",
        "9/2-old",
    ]
    assert {code for code, each in instruments().items() if each.occasional} == {
        f"9/6-{letter}" for letter in "abcçdef"
    }


def test_exemptions_and_media():
    assert list(exemptions()) == ["28/2-a", "28/2-b", "28/2-c", "28/2-ç"]
    assert len(media()) == len(set(media())) == 11


def test_every_code_that_the_code_names_exists():
    named = {code for _, *pair in _CONDITIONS for code in pair if code}

    assert named | CONSENT | CONSENT_BEFORE_2024 <= bases().keys() | instruments().keys()
    assert {code for code, basis in bases().items() if basis.until is None} == named


@pytest.mark.parametrize("code", bases())
def test_every_code_is_read_as_itself(code):
    (basis,) = read_bases(code, "", special=bases()[code].special).bases

    assert basis.code == code
