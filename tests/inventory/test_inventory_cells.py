"""Cells: what stands in them, what is known across their separators, and that nothing of them is lost."""

import tomllib
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.inventory.cells import split_items, split_terms
from kvkkctl.inventory.days import parse_day
from kvkkctl.inventory.pieces import Piece
from kvkkctl.inventory.tokens import tokens, without_numbering
from kvkkctl.vocabulary import TermKind, fold, known_term, terms, words

CELLS = tomllib.loads((Path(__file__).parent / "cases" / "cells.toml").read_text(encoding="utf8"))["cell"]
OFFICIAL = st.sampled_from([(kind, term.name) for kind in TermKind for term in terms(kind)])
# words that no list knows, begin with letters, and end in one
PHRASES = st.text(alphabet="abcçeğıiöşü 0123456789ABİIŞ", max_size=12).map(
    lambda text: f"zq{' '.join(text.split())}qz"
)
LONGEST_MARK = 3
OWN = st.sampled_from(
    [
        "1. Derece Yakın",
        "2. Sınıf",
        "Üye (eski; yeni)",
        "A/B",
        "x + y",
        "Örnek, Inc.",
        "A.Ş.",
        "Kimlik: a",
        "Kılık",
        "- a -",
    ]
)
SEPARATORS = st.sampled_from(["\n", ";", ", ", " / ", " + ", "\n• ", ". ", "|", "\xa0;\xa0"])
HARD = st.sampled_from(["\n", "; ", "\n• ", "|"])


def is_official(kind: TermKind, label: str) -> bool:
    return known_term(kind, label) is not None


def as_piece(case: str | dict) -> Piece:
    return Piece(case) if isinstance(case, str) else Piece(**case)


@pytest.mark.parametrize("case", CELLS, ids=lambda case: f"{case['kind']}: {case['text'][:40]!r}")
def test_the_terms_of_a_cell(case):
    found = split_terms(TermKind(case["kind"]), case["text"], is_official)

    assert found == (tuple(map(as_piece, case["pieces"])) if "pieces" in case else None)


@pytest.mark.parametrize("separator", ["\n", ";", ",", ", ", " / ", " + ", "\n• ", "\n- ", "|"])
@pytest.mark.parametrize("kind", TermKind)
def test_a_whole_list_in_one_cell(kind, separator):
    names = [term.name for term in terms(kind)]

    assert split_terms(kind, separator.join(names), is_official) == tuple(map(Piece, names))


@given(st.data(), st.sampled_from(TermKind))
def test_any_two_official_terms_of_a_cell_stay_whole(data, kind):
    names = st.sampled_from([term.name for term in terms(kind)])
    pair = data.draw(st.lists(names, min_size=2, max_size=3, unique=True))
    separator = data.draw(st.sampled_from(["\n", "; ", ", ", "\n• "]))

    assert split_terms(kind, separator.join(pair), is_official) == tuple(map(Piece, pair))


@given(OFFICIAL, st.data())
def test_an_official_term_wrapped_over_lines_stays_whole(term, data):
    kind, name = term
    gaps = [n for n, letter in enumerate(name) if letter == " "]
    wraps = data.draw(st.sets(st.sampled_from(gaps), max_size=4)) if gaps else set()
    wrapped = "".join("\n" if n in wraps else letter for n, letter in enumerate(name))

    assert split_terms(kind, wrapped, is_official) == (Piece(name),)


@given(st.sampled_from(TermKind), st.lists(PHRASES, min_size=1, max_size=5, unique_by=fold), HARD)
def test_lines_and_semicolons_always_split(kind, parts, separator):
    assert split_terms(kind, separator.join(parts), lambda *_: False) == tuple(map(Piece, parts))


@given(
    st.sampled_from(TermKind),
    st.lists(st.one_of(PHRASES, OFFICIAL.map(lambda term: term[1])), min_size=1, max_size=6),
    st.lists(SEPARATORS, min_size=6, max_size=6),
)
def test_no_word_of_a_cell_is_lost(kind, parts, separators):
    text = "".join(part + separator for part, separator in zip(parts, separators, strict=False))
    found = split_terms(kind, text, is_official)

    assert words_of(found) >= set(words(text).split())


@given(st.sampled_from(TermKind), st.text(alphabet="ab çğİ12.,;:()-/+•*\n\t"))
def test_no_word_of_any_text_is_lost_but_the_marks_of_lists(kind, text):
    found = split_terms(kind, text, is_official)
    told = {word for word in words(text).split() if len(word) > LONGEST_MARK}

    assert words_of(found or ()) >= told


@given(st.text(alphabet="ab çğİ12.,;:()-/+•*\n\t"))
def test_no_word_of_any_list_of_items_is_lost_but_its_marks(text):
    told = {word for word in words(text).split() if len(word) > LONGEST_MARK}

    assert set(words(" ".join(split_items(text) or ())).split()) >= told


def words_of(pieces: Iterable[Piece]) -> set[str]:
    kept = " ".join(f"{'Diğer' if piece.other else ''} {piece.label} {piece.items}" for piece in pieces)
    return set(words(kept).split())


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("ad, soyad; T.C. kimlik no\ntelefon", ("ad", "soyad", "T.C. kimlik no", "telefon")),
        ("Giriş/Çıkış Tarihi, 2.El Araç", ("Giriş/Çıkış Tarihi", "2.El Araç")),
        ("Unvan (eski, yeni), Ay/ Yıl", ("Unvan (eski, yeni)", "Ay/ Yıl")),
        ("Ad+Soyad; 0 Rh+, 0 Rh-", ("Ad+Soyad", "0 Rh+", "0 Rh-")),
        ("Geçici 20. Md. Sicil No", ("Geçici 20. Md. Sicil No",)),
        ("• ad\n• soyad\n• ad", ("ad", "soyad")),
        ("1. ad\n2. soyad", ("ad", "soyad")),
        ("30 Günden Az Çalışma", ("30 Günden Az Çalışma",)),
        ("sabıka kaydı yok", ("sabıka kaydı yok",)),
        ("Yok", ()),
        ("Özel nitelikli veri işlenmemektedir.", ()),
        ("bilinmiyor", None),
        ("", None),
    ],
)
def test_the_items_of_a_cell(text, items):
    assert split_items(text) == items


@given(st.text(alphabet="ab1.,;:()/+\n• "))
def test_tokens_and_separators_are_the_whole_text(text):
    found = tokens(text)
    gaps = [text[one.end : other.start] for one, other in pairwise(found)]

    assert found[0].start == 0
    assert found[-1].end == len(text)
    assert all(gap.strip(";,/+•").strip() == "" for gap in gaps)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("1. a\n2. b", "a\nb"),
        ("1- a; 2- b", "a;b"),
        ("(1) a • (2) b", "a •b"),
        ("2. a\n3. b", "2. a\n3. b"),
        ("1. a", "1. a"),
        ("1. a\nb", "1. a\nb"),
        ("1. a\n2. a", "1. a\n2. a"),
        ("1-2 yıl\n2-3 yıl", "1-2 yıl\n2-3 yıl"),
    ],
)
def test_only_numbers_that_count_are_numbers_of_a_list(text, bare):
    assert without_numbering(text) == bare


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31.12.2026", date(2026, 12, 31)),
        (" 1.2.2024 ", date(2024, 2, 1)),
        ("31/12/2026", date(2026, 12, 31)),
        ("2026-12-31", date(2026, 12, 31)),
        ("29.02.2024", date(2024, 2, 29)),
        ("29.02.2023", None),
        ("12.31.2026", None),
        ("2026", None),
        ("31.12.26", None),
        ("15 Kasım 2019", date(2019, 11, 15)),
        ("15 KASIM 2019", date(2019, 11, 15)),
        ("15 kasim 2019", date(2019, 11, 15)),
        ("1 EYLÜL 2024", date(2024, 9, 1)),
        ("1 EKİM 2024", date(2024, 10, 1)),
        ("01.Ağustos.2024", date(2024, 8, 1)),
        ("15-Kas-2019", date(2019, 11, 15)),
        ("5 Oca 2020", date(2020, 1, 5)),
        ("29 Şubat 2023", None),
        ("15 Kasım 19", None),
        ("15 Kasımm 2019", None),
        ("15 Nov 2019", None),
        ("Kasım 15 2019", None),
        ("Aralık 2026", None),
        ("", None),
    ],
)
def test_parse_day(text, day):
    assert parse_day(text) == day


@given(
    st.sampled_from(TermKind),
    st.lists(st.one_of(PHRASES, OFFICIAL.map(lambda term: term[1]), OWN), min_size=1, max_size=5),
    st.lists(SEPARATORS, min_size=5, max_size=5),
)
def test_the_terms_of_a_register_read_again_are_the_same(kind, parts, separators):
    text = "".join(part + separator for part, separator in zip(parts, separators, strict=False))
    labels = list(dict.fromkeys(piece.label for piece in split_terms(kind, text, is_official) or ()))
    own = set(map(fold, labels))
    again = split_terms(
        kind, "\n".join(labels), lambda kind, label: fold(label) in own or is_official(kind, label)
    )

    assert [piece.label for piece in again or ()] == labels
