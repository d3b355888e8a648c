"""To whom a row says that data go, and where they are: in columns of their own, in one cell, in a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inventory_rows import BORDRO, found, sheet

from kvkkctl.i18n import Language, render
from kvkkctl.inventory.cells import split_terms
from kvkkctl.inventory.notes import Notes
from kvkkctl.inventory.recipients import RecipientReader
from kvkkctl.models import RecipientRole
from kvkkctl.vocabulary import TermKind, known_term, terms

USA, GERMANY, IRELAND = "Amerika Birleşik Devletleri", "Almanya", "İrlanda"


def is_official(kind, label):
    return known_term(kind, label) is not None


def reading(notes=None, **cells):
    """Return what a row with these cells says of its recipients."""
    [row] = sheet([cells])
    split = lambda kind, text, separators: split_terms(kind, text, is_official, separators)  # noqa: E731
    return RecipientReader(split, is_official, notes or Notes()).read(row)


def said(**cells):
    """Return the labels of the recipients, whether data go abroad, the countries of recipients, that of the row."""
    read = reading(**cells)
    pieces = read.values.get("recipients")
    labels = None if pieces is None else [piece.label for piece in pieces]
    return labels, read.values.get("abroad"), dict(read.countries), read.country


ONE_CELL = {
    "Bankalar": (["Bankalar"], None, {}, None),
    "Yok": ([], None, {}, None),
    "-": ([], None, {}, None),
    "bilinmiyor": (None, None, {}, None),
    "": (None, None, {}, None),
    "Yurt dışına aktarmamaktayız": ([], False, {}, None),
    "Yurt dışına aktarım yapılmamaktadır.": ([], False, {}, None),
    "Bankalar\nYurt dışına aktarmamaktayız.": (["Bankalar"], False, {}, None),
    "Bankalar; yurt dışına aktarılmamaktadır": (["Bankalar"], False, {}, None),
    "Bankalar\nYok": (["Bankalar"], None, {}, None),
    "ABC Inc. (ABD)": (["ABC Inc. (ABD)"], True, {"ABC Inc. (ABD)": USA}, None),
    "ABC - Almanya": (["ABC - Almanya"], True, {"ABC - Almanya": GERMANY}, None),
    "ABC GmbH, Almanya": (["ABC GmbH"], True, {"ABC GmbH": GERMANY}, None),
    "ABC GmbH; Almanya; XYZ": (["ABC GmbH", "XYZ"], True, {"ABC GmbH": GERMANY}, None),
    "ABC [İrlanda]": (["ABC [İrlanda]"], True, {"ABC [İrlanda]": IRELAND}, None),
    "Almanya merkezli ABC": (["Almanya merkezli ABC"], True, {"Almanya merkezli ABC": GERMANY}, None),
    "ABD'de bulunan ABC": (["ABD'de bulunan ABC"], True, {"ABD'de bulunan ABC": USA}, None),
    "Yurt dışı iştirakler": (["Yurt dışı iştirakler"], True, {}, None),
    "ABC (yurt dışı)": (["ABC (yurt dışı)"], True, {}, None),
    "ABC (ABD, İrlanda)": (["ABC (ABD, İrlanda)"], True, {}, None),
    "ABC (İstanbul)": (["ABC (İstanbul)"], None, {}, None),
    "ABC (Türkiye)": (["ABC (Türkiye)"], None, {}, None),
    "Almanya": (None, True, {}, None),
    "Almanya, İrlanda": (None, True, {}, None),
    "Türkiye": (None, None, {}, None),
    "Alman Büyükelçiliği": (["Alman Büyükelçiliği"], None, {}, None),
    "Almanya Büyükelçiliği": (["Almanya Büyükelçiliği"], None, {}, None),
    "Mali Müşavir": (["Mali Müşavir"], None, {}, None),
    "ABC Tic. Ltd. Şti.": (["ABC Tic. Ltd. Şti."], None, {}, None),
    "ABC, Ltd. Şti., Bankalar": (["ABC, Ltd. Şti.", "Bankalar"], None, {}, None),
    "ABC Corp., Inc.": (["ABC Corp., Inc."], None, {}, None),
    "ABC Corp.": (["ABC Corp."], None, {}, None),
    "SGK (yurt dışına aktarım yok)": (["SGK (yurt dışına aktarım yok)"], False, {}, None),
    "ABC (veriler yurt dışına çıkmaz)": (["ABC (veriler yurt dışına çıkmaz)"], False, {}, None),
    "Yurt dışı: -": ([], False, {}, None),
    "Korkmaz Ltd. - yurt dışı": (["Korkmaz Ltd. - yurt dışı"], True, {}, None),
    "Yılmaz A.Ş. (Almanya)": (["Yılmaz A.Ş. (Almanya)"], True, {"Yılmaz A.Ş. (Almanya)": GERMANY}, None),
    "Denetçiler (mali)": (["Denetçiler (mali)"], None, {}, None),
    "Tedarikçiler (ABC Ltd., XYZ A.Ş.)": (["Tedarikçiler", "ABC Ltd.", "XYZ A.Ş."], None, {}, None),
    "Tedarikçiler (yazılım)": (["Tedarikçiler (yazılım)"], None, {}, None),
    "SGK/GİB/İŞKUR": (["SGK", "GİB", "İŞKUR"], None, {}, None),
    "SGK + GİB": (["SGK", "GİB"], None, {}, None),
}


@pytest.mark.parametrize("text", ONE_CELL)
def test_what_the_cell_of_recipients_says(text):
    assert said(recipients=text) == ONE_CELL[text]


COLUMNS = {
    "groups and names": (
        {"recipients": "Bankalar", "recipient_names": "ABC A.Ş."},
        (["Bankalar", "ABC A.Ş."], None),
    ),
    "one and the same": ({"recipients": "ABC", "recipient_names": "ABC"}, (["ABC"], None)),
    "none of both": ({"recipients": "Yok", "recipients_abroad": "Yok"}, ([], False)),
    "none abroad": ({"recipients": "Bankalar", "recipients_abroad": "-"}, (["Bankalar"], False)),
    "none at home": ({"recipients": "Yok", "recipients_abroad": "ABC"}, (["ABC"], True)),
    "nothing said abroad": ({"recipients": "Bankalar", "recipients_abroad": ""}, (["Bankalar"], None)),
    "a flag": ({"recipients": "Bankalar", "abroad": "Evet"}, (["Bankalar"], True)),
    "a flag and none": ({"recipients": "Yok", "abroad": "Hayır"}, ([], False)),
    "a flag that says nothing": ({"recipients": "ABC (ABD)", "abroad": ""}, (["ABC (ABD)"], True)),
    "the column of data abroad": ({"abroad": "Kimlik"}, (None, True)),
    "no column": ({"country": "Almanya"}, (None, True)),
}


@pytest.mark.parametrize(("cells", "expected"), COLUMNS.values(), ids=COLUMNS)
def test_what_several_columns_say(cells, expected):
    assert said(**cells)[:2] == expected


@pytest.mark.parametrize(
    ("cells", "country", "countries"),
    [
        ({"recipients_abroad": "ABC İrlanda"}, None, {"ABC İrlanda": IRELAND}),
        ({"recipients": "ABC", "country": "ABD"}, USA, {}),
        ({"recipients": "ABC", "country": "Atlantis"}, "Atlantis", {}),
        ({"recipients": "ABC", "country": "Yok"}, None, {}),
        ({"recipients": "ABC", "abroad": "Evet, ABD"}, USA, {}),
        ({"recipients": "ABC", "abroad": "Evet, ABD ve Almanya"}, None, {}),
        ({"recipients": "ABC", "abroad": "Evet, ABD", "country": "Almanya"}, GERMANY, {}),
        ({"recipients": "ABC, ABD, Almanya"}, None, {"ABC": USA}),
    ],
)
def test_the_country_of_a_row_and_of_its_recipients(cells, country, countries):
    read = reading(**cells)
    assert (read.country, read.countries) == (country, countries)


NOTED = {
    "a country in a name": (
        {"recipients": "Almanya Büyükelçiliği"},
        'A2: "Almanya Büyükelçiliği" names Almanya: where it is there, write that in "Aktarılan Ülke".',
    ),
    "two countries": (
        {"recipients": "ABC (ABD, İrlanda)"},
        f'A2: "ABC (ABD, İrlanda)" names {USA}, İrlanda: where it is there, write that in "Aktarılan Ülke".',
    ),
    "a country of nobody": (
        {"recipients": "Almanya"},
        "A2: The row does not say which recipient is there: Almanya.",
    ),
    "a contradiction": (
        {"recipients": "ABC (ABD)", "abroad": "Hayır"},
        "B2: The row says that nothing goes abroad, and has recipients there: ABC (ABD).",
    ),
    "half an answer": (
        {"abroad": "Kısmen"},
        'A2: "Kısmen" does not say whether data go abroad: write Evet or Hayır.',
    ),
    "an unknown country": (
        {"country": "Atlantis"},
        'A2: "Atlantis" is not a country that is known by that name.',
    ),
    "a role of two": (
        {"recipients": "ABC; XYZ", "recipient_role": "Vİ"},
        'B2: "Vİ" does not say what which recipient is: write VS or Vİ, one recipient a row.',
    ),
    "a role that is none": (
        {"recipients": "ABC", "recipient_role": "tedarikçi"},
        'B2: "tedarikçi" does not say what which recipient is: write VS or Vİ, one recipient a row.',
    ),
}


@pytest.mark.parametrize(("cells", "message"), NOTED.values(), ids=NOTED)
def test_what_is_noted(cells, message):
    notes = Notes()
    reading(notes, **cells)
    assert [
        (each.severity.value, f"{each.cell}: {render(each.message, Language.EN)}") for each in notes.found
    ] == [("warning", message)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("VS", RecipientRole.CONTROLLER),
        ("vi", RecipientRole.PROCESSOR),
        ("Vİ", RecipientRole.PROCESSOR),
        ("Veri İşleyen (Vİ)", RecipientRole.PROCESSOR),
        ("VERİ SORUMLUSU", RecipientRole.CONTROLLER),
        ("Yetkili kurum", RecipientRole.AUTHORITY),
        ("-", None),
        ("", None),
    ],
)
@pytest.mark.parametrize(
    "cells", [{"recipients": "ABC"}, {"recipients": "Bankalar; X", "recipient_names": "ABC"}]
)
def test_the_role_of_the_one_that_is_named(cells, text, role):
    read = reading(**cells, recipient_role=text)
    assert (read.role, read.only) == (role, "ABC")


@given(st.lists(st.sampled_from([term.name for term in terms(TermKind.RECIPIENT)]), unique=True, max_size=4))
def test_official_groups_are_nowhere_in_particular(labels):
    text = "; ".join(labels)
    assert said(recipients=text) == (labels or None, None, {}, None)


def test_a_country_reaches_the_register_with_its_recipient(office):
    plan = office.take({**BORDRO, "recipients": "ABC GmbH, Almanya; Bankalar"})
    [entry] = office.entries()
    assert office.labels(entry.recipients) == ["ABC GmbH", "Bankalar"]
    assert entry.abroad is True
    assert [office.term(TermKind.RECIPIENT, label).country for label in ("ABC GmbH", "Bankalar")] == [
        GERMANY,
        None,
    ]
    assert all(severity != "error" for severity, _, _ in found(plan.problems))


BY_PLACE = {
    "Yurt içi: SGK, Bankalar\nYurt dışı: ABC (ABD)": (["SGK", "Bankalar", "ABC (ABD)"], True),
    "YURT İÇİ: YOK / YURT DIŞI: YOK": ([], False),
    "Yurt içi: SGK; Yurt dışı: -": (["SGK"], False),
    "Yurtiçi - SGK": (["SGK"], None),
    "Yurt Dışı Alıcılar: ABC, XYZ": (["ABC", "XYZ"], True),
    "Yurtiçi Kargo A.Ş.": (["Yurtiçi Kargo A.Ş."], None),
}


@pytest.mark.parametrize("text", BY_PLACE)
def test_a_cell_says_who_is_at_home_and_who_abroad(text):
    assert said(recipients=text)[:2] == BY_PLACE[text]


NOBODY = {
    "İş ortaklarımızla paylaşılmaktadır": None,
    "Aktarım yok (iç kullanım)": None,
    "Aktarım yapılmamaktadır ancak talep halinde mahkemeler": None,
    "Yetkili kurumlarla paylaşılmaktadır; üçüncü kişilere aktarılmamaktadır.": None,
    "Bankalar; gerekirse avukatlarla paylaşılır": ["Bankalar"],
    "X": None,
    "Var": None,
    "0": None,
}


@pytest.mark.parametrize("text", NOBODY)
def test_no_recipient_is_made_out_of_a_sentence_or_a_mark(text):
    notes = Notes()
    labels = reading(notes, recipients=text).values["recipients"]
    assert (labels and [piece.label for piece in labels]) == NOBODY[text]
    assert [problem.message.msgid for problem in notes.found] == [
        '"{value}" does not name who the data go to: write names, or Yok.'
    ]


def test_a_term_of_the_register_stays_whatever_it_looks_like():
    own = "İş ortaklarımızla paylaşılmaktadır"
    split = lambda kind, text, separators: split_terms(kind, text, lambda *_: True, separators)  # noqa: E731
    [row] = sheet([{"recipients": own}])
    [piece] = RecipientReader(split, lambda *_: True, Notes()).read(row).values["recipients"]
    assert piece.label == own
