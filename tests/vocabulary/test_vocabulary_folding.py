"""Folding: one way of comparing Turkish text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.vocabulary import ascii_fold, fold, turkish_order, words

LETTERS = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
CAPITALS = "ABCÇDEFGĞHIİJKLMNOÖPQRSŞTUÜVWXYZ"
TURKISH = st.text(alphabet=f"{LETTERS}{CAPITALS}âîûÂÎÛ 0123456789/-,.()'’")


def capitals(text: str) -> str:
    return text.translate(str.maketrans(LETTERS, CAPITALS)).upper()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("KİMLİK", "kimlik"),
        ("ILIK", "ılık"),
        ("ısı İnsan", "ısı insan"),
        ("Mahkûmiyet", "mahkumiyet"),
        ("kâr Âlâ îmân", "kar ala iman"),
        ("  Kimlik\xa0\t Bilgisi\n", "kimlik bilgisi"),
        ("i\u0307stanbul", "istanbul"),
        ("İ".lower(), "i"),
        ("so\u0308zles\u0327me", "sözleşme"),
        ("zero\u200bwidth\ufeff soft\xadhyphen", "zerowidth softhyphen"),
        ("5/2-Ç", "5/2-ç"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"), [("ırk", "irk"), ("kar", "kır"), ("ç", "c"), ("şirket", "sirket"), ("ö", "o")]
)
def test_letters_stay_apart(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert ascii_fold(ascii_fold(text)) == ascii_fold(text)
    assert words(words(text)) == words(text)


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(unicodedata.normalize("NFC", text))


@given(TURKISH)
def test_turkish_capitals_fold_alike(text):
    assert fold(capitals(text)) == fold(text)


@given(TURKISH)
def test_ascii_folding_leaves_no_turkish_letter(text):
    assert ascii_fold(text).replace("’", "").isascii()


@given(TURKISH)
def test_words_keep_every_letter_and_digit(text):
    assert words(text).replace(" ", "") == "".join(c for c in fold(text) if c.isalnum())


def test_the_order_is_that_of_the_turkish_alphabet():
    mixed = ["zeytin", "çay", "ılık", "İncir", "cam", "Şeker", "su", "ördek", "ot", "ğ", "gül", "2 yıl"]

    assert sorted(mixed, key=turkish_order) == [
        "2 yıl",
        "cam",
        "çay",
        "gül",
        "ğ",
        "ılık",
        "İncir",
        "ot",
        "ördek",
        "su",
        "Şeker",
        "zeytin",
    ]
