"""Lists in a cell that has no separators, lists that are numbered in one line, and separators of one's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inventory_rows import BORDRO, cell, found

from kvkkctl.inventory.cells import split_items, split_terms
from kvkkctl.inventory.pieces import Piece
from kvkkctl.inventory.sheets import Book, SheetRow
from kvkkctl.inventory.tokens import without_numbering
from kvkkctl.vocabulary import TermKind, known_term, terms

CATEGORIES = [term.name for term in terms(TermKind.CATEGORY)]

PLAIN = [name for name in CATEGORIES if name.replace(" ", "").isalpha() and "Diğer" not in name]


def is_official(kind, label):
    return known_term(kind, label) is not None


def labels(text, kind=TermKind.CATEGORY, separators=(), known=is_official):
    return [piece.label for piece in split_terms(kind, text, known, separators) or ()]


BY_WORDS = {
    "Kimlik İletişim Finans": ["Kimlik", "İletişim", "Finans"],
    "Kimlik Iletisim Musteri Islem": ["Kimlik", "Iletisim", "Musteri Islem"],
    "KİMLİK Ceza Mahkûmiyeti Ve Güvenlik Tedbirleri": ["KİMLİK", "Ceza Mahkûmiyeti Ve Güvenlik Tedbirleri"],
    "Kimlik Bilgisi": ["Kimlik Bilgisi"],
    "Kimlik ve İletişim": ["Kimlik", "İletişim"],
    "Kimlik, İletişim ve Finans Bilgileri": ["Kimlik", "İletişim", "Finans Bilgileri"],
    "Kimlik-İletişim": ["Kimlik", "İletişim"],
    "Kimlik - İletişim & Finans": ["Kimlik", "İletişim", "Finans"],
    "Kimlik ve Bordro": ["Kimlik ve Bordro"],
    "Kimlik - Veli": ["Kimlik - Veli"],
    "Görsel ve İşitsel Kayıtlar ve Kimlik": ["Görsel ve İşitsel Kayıtlar", "Kimlik"],
    "Kimlik Bordro Finans": ["Kimlik Bordro Finans"],
    "Kimlik Diğer": ["Kimlik Diğer"],
    "Kimlik": ["Kimlik"],
    "Kimlik İletişim; Finans": ["Kimlik", "İletişim", "Finans"],
    "Kimlik İletişim (ad)": ["Kimlik İletişim (ad)"],
}


@pytest.mark.parametrize("text", BY_WORDS)
def test_categories_that_are_barely_kept_apart(text):
    assert labels(text) == BY_WORDS[text]


def test_a_term_of_the_register_is_not_taken_apart():
    own = "Kimlik İletişim"
    assert labels(own, known=lambda kind, label: label == own or is_official(kind, label)) == [own]


@pytest.mark.parametrize("kind", [TermKind.SUBJECT, TermKind.PURPOSE, TermKind.RECIPIENT])
def test_only_categories_are_looked_for_by_words(kind):
    first, second = ([term.name for term in terms(kind)])[:2]
    assert len(labels(f"{first} {second}", kind)) < 2


@given(st.lists(st.sampled_from(PLAIN), unique=True, min_size=1, max_size=6))
def test_categories_between_spaces_are_found_or_the_cell_stays_whole(names):
    text = " ".join(names)
    assert labels(text) in (names, [text])
    assert len(names) > 2 or labels(text) == names


def test_very_many_words_are_one_term():
    text = " ".join(["Kimlik", "Finans"] * 31)
    assert labels(text) == [text]


INLINE = {
    "a) Kimlik b) İletişim": "Kimlik\nİletişim",
    "(a) Kimlik (b) İletişim (c) Finans": "Kimlik\nİletişim\nFinans",
    "1- Kimlik 2- İletişim": "Kimlik\nİletişim",
    "1-Kimlik 2-İletişim": "Kimlik\nİletişim",
    "1) Kimlik 2) İletişim": "Kimlik\nİletişim",
    "A) Kimlik B) İletişim": "Kimlik\nİletişim",
    "a- Kimlik b- İletişim c- Finans ç- Özlük": "Kimlik\nİletişim\nFinans\nÖzlük",
    "a) Kimlik b) İletişim c) Finans d) Özlük": "Kimlik\nİletişim\nFinans\nÖzlük",
    "a) Kimlik": None,
    "b) Kimlik c) İletişim": None,
    "a) Kimlik c) İletişim": None,
    "x a) Kimlik b) İletişim": None,
    "1) Kimlik 1) İletişim": None,
    "1-2 yıl 2-3 yıl": None,
    "A-tipi B-tipi": None,
    "a-posta b-posta": None,
    "1) ad 2) ad": None,
    "1. Kimlik 2. İletişim": None,
    "5/2-a 5/2-b": None,
}


@pytest.mark.parametrize("text", INLINE)
def test_a_list_numbered_in_one_line(text):
    assert without_numbering(text) == (INLINE[text] or text)


def test_what_is_numbered_in_one_line_are_several_terms():
    assert labels("a) Kimlik b) İletişim") == ["Kimlik", "İletişim"]
    assert split_items("1- ad soyad 2- e-posta") == ("ad soyad", "e-posta")
    assert split_items("1-2 yıl 2-3 yıl") == ("1-2 yıl 2-3 yıl",)


SEPARATED = {
    ("Kimlik; İletişim, Finans", ";"): ["Kimlik", "İletişim, Finans"],
    ("Kimlik\nİletişim", ";"): ["Kimlik İletişim"],
    ("Kimlik @ İletişim | Finans", "@|"): ["Kimlik", "İletişim", "Finans"],
    ("Kimlik.İletişim", "."): ["Kimlik", "İletişim"],
    ("Kimlik;;İletişim; ;Kimlik", ";"): ["Kimlik", "İletişim"],
    ("a) Kimlik b) İletişim", ";"): ["Kimlik b) İletişim"],
    ("Kimlik (ad; soyad)", "/"): ["Kimlik"],
    ("Kimlik İletişim", ";"): ["Kimlik İletişim"],
    ("Yok", "o"): [],
}


@pytest.mark.parametrize(("text", "separators"), SEPARATED)
def test_separators_of_a_mapping_split_and_nothing_else_does(text, separators):
    assert labels(text, separators=tuple(separators)) == SEPARATED[text, separators]


def test_items_beside_a_category_stay_with_separators():
    assert split_terms(TermKind.CATEGORY, "Kimlik (ad, soyad)/Finans", is_official, ("/",)) == (
        Piece("Kimlik", items="ad, soyad"),
        Piece("Finans"),
    )


@given(st.lists(st.sampled_from([*CATEGORIES, "Bordro kaydı", "x, y"]), unique=True, min_size=1, max_size=5))
def test_what_is_joined_by_a_separator_is_split_there(names):
    assert labels("@".join(names), separators=("@",)) == names
    assert split_items("@".join(names), ("@",)) == tuple(names)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("ad, soyad; T.C.", ("ad, soyad", "T.C.")),
        ("Yok", ()),
        ("?", None),
        (" ; ", None),
        ("; Yok;", ()),
        ("ad\nsoyad", ("ad soyad",)),
    ],
)
def test_items_with_a_separator(text, items):
    assert split_items(text, (";",)) == items


def taken(office, category, separators=()):
    """Take one row of which the category is given; return the categories and what was said of them."""
    cells = {
        name: cell(f"{letter}2", text) for letter, (name, text) in zip("ABCDE", BORDRO.items(), strict=True)
    }
    cells["category"] = cell("C2", category)
    row = SheetRow("E", 2, cells, frozenset(BORDRO), separators=separators)
    plan = office.takes(Book("e.xlsx", (), {"inventory": (row,)}))
    return [office.now.category_of(each).label for each in office.entries()], found(plan.problems)


SHARED = (
    "info",
    "C2",
    "Rows of the sheet that name several data categories: 1; what they say holds for each of these.",
)


def test_that_words_were_taken_apart_is_said(office):
    message = 'Read as "Kimlik", "İletişim": a space, a dash or an "and" parts them.'
    assert taken(office, "Kimlik İletişim") == (["Kimlik", "İletişim"], [("info", "C2", message), SHARED])


def test_the_separators_of_a_row_reach_its_cells(office):
    assert taken(office, "Kimlik@İletişim", ("@",)) == (["Kimlik", "İletişim"], [SHARED])
