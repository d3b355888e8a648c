"""Special data, "Diğer", and countries: what a row says of its category and of its recipient."""

import pytest
from inventory_rows import OTHER_ROWS, ROW, actions, found

from kvkkctl.vocabulary import TermKind


def test_special_items_belong_to_the_special_categories_of_a_row(office):
    plan = office.take(
        {**ROW, "category": "Kimlik, Sağlık Bilgileri, Ek bilgi", "special_items": "kan grubu"}
    )

    assert [entry.items for entry in office.entries()] == [
        ("ad", "soyad"),
        ("ad", "soyad", "kan grubu"),
        ("ad", "soyad", "kan grubu"),
    ]
    assert office.term(TermKind.CATEGORY, "Ek bilgi").special is None
    assert "warning" not in {severity for severity, _, _ in found(plan.problems)}


@pytest.mark.parametrize("said", ["Evet", "E", "parmak izi"])
def test_what_a_row_says_of_an_unlisted_category_holds(office, said):
    office.take({**ROW, "category": "Turnike kaydı", "special_items": said, "bases": "Açık rıza"})

    assert office.term(TermKind.CATEGORY, "Turnike kaydı").special is True
    assert office.entries()[0].bases[0].code == "6/3-a"


def test_no_row_makes_a_special_category_ordinary(office):
    office.take({**ROW, "category": "Turnike kaydı", "special_items": "Evet"}, OTHER_ROWS[0])
    office.take(
        {**ROW, "category": "Turnike kaydı", "special_items": "Hayır", "bases": "Açık rıza"},
        {**OTHER_ROWS[0], "special_items": "Hayır"},
    )

    assert office.term(TermKind.CATEGORY, "Turnike kaydı").special is True
    assert {code for entry in office.entries() for code in (basis.code for basis in entry.bases)} == {"6/3-a"}


def test_special_data_under_ordinary_categories_are_told(office):
    plan = office.take({**ROW, "category": "Kimlik, İletişim", "special_items": "din"})

    assert [(severity, cell) for severity, cell, _ in found(plan.problems)] == [("warning", "L2")]
    assert [entry.items for entry in office.entries()] == [("ad", "soyad", "din")] * 2


def test_the_register_knows_the_nature_of_a_category_that_a_person_mapped(office):
    office.take(
        terms=[{"kind": "Veri Kategorisi", "label": "Hasta dosyası", "official": "Sağlık Bilgileri"}],
        inventory=[{**ROW, "category": "Hasta dosyası", "bases": "Açık rıza"}],
    )

    assert office.entries()[0].bases[0].code == "6/3-a"


@pytest.mark.parametrize(
    ("cell", "label", "official"),
    [
        ("Diğer: Anket", "Anket", "Diğer Bilgiler"),
        ("Diğer (Sağlık)", "Sağlık", "Sağlık Bilgileri"),
        ("26-Diğer Bilgiler-Kimlik", "Kimlik", "Kimlik"),
    ],
)
def test_what_stands_under_other_is_other_unless_a_list_knows_it(office, cell, label, official):
    office.take({**ROW, "category": cell})

    assert office.term(TermKind.CATEGORY, label).official == official


def test_items_beside_a_category_are_its_own(office):
    office.take({**ROW, "category": "Kimlik (T.C. no), İletişim: telefon"})

    assert [entry.items for entry in office.entries()] == [
        ("ad", "soyad", "T.C. no"),
        ("ad", "soyad", "telefon"),
    ]


def test_the_country_of_a_row_is_that_of_its_one_recipient(office):
    plan = office.take({**ROW, "recipients": "Bulut A.Ş.", "abroad": "Evet", "country": "Germany"})

    assert office.term(TermKind.RECIPIENT, "Bulut A.Ş.").country == "Almanya"
    assert [severity for severity, _, _ in found(plan.problems)] == ["info"]


def test_a_country_in_the_answer_counts_too(office):
    office.take({**ROW, "recipients": "Bulut A.Ş.", "abroad": "Evet, ABD'ye"})

    assert office.term(TermKind.RECIPIENT, "Bulut A.Ş.").country == "Amerika Birleşik Devletleri"


@pytest.mark.parametrize("recipients", ["Bulut A.Ş., Posta A.Ş.", "", "Yok"])
def test_a_country_without_its_one_recipient_is_told_and_given_to_none(office, recipients):
    plan = office.take({**ROW, "recipients": recipients, "country": "Almanya"})

    assert ("warning", "L2") in [(severity, cell) for severity, cell, _ in found(plan.problems)]
    assert {term.country for term in office.now.terms.values()} == {None}


def test_a_group_of_verbis_is_in_no_country(office):
    plan = office.take({**ROW, "recipients": "Tedarikçiler", "abroad": "Evet", "country": "Almanya"})

    assert office.term(TermKind.RECIPIENT, "Tedarikçiler").country is None
    assert [cell for severity, cell, _ in found(plan.problems) if severity == "warning"] == ["L2"]


def test_a_second_country_of_a_recipient_is_told_and_left_out(office):
    row = {**ROW, "recipients": "Bulut A.Ş.", "abroad": "Evet", "country": "Almanya"}
    plan = office.take(row, {**row, "category": "Finans", "country": "Fransa"}, {**row, "category": "Özlük"})

    assert office.term(TermKind.RECIPIENT, "Bulut A.Ş.").country == "Almanya"
    assert [cell for severity, cell, _ in found(plan.problems) if severity == "warning"] == ["L3"]


@pytest.mark.parametrize(
    ("text", "country"), [("Yurt içi", "Türkiye"), ("-", None), ("Yok", None), ("Ruritanya", "Ruritanya")]
)
def test_how_a_country_is_read(office, text, country):
    plan = office.take({**ROW, "recipients": "Bulut A.Ş.", "abroad": "", "country": text})

    assert office.term(TermKind.RECIPIENT, "Bulut A.Ş.").country == country
    assert ["warning"] * (country == "Ruritanya") == [
        severity for severity, _, _ in found(plan.problems) if severity == "warning"
    ]


def test_a_law_without_a_column_of_bases_is_told_and_leaves_the_bases(office):
    office.take(ROW)
    row = {name: value for name, value in ROW.items() if name != "bases"}
    plan = office.take({**row, "law": "4857 sayılı Kanun m.75"})

    assert actions(plan) == ["same"]
    assert [(severity, cell) for severity, cell, _ in found(plan.problems)] == [("warning", "K2")]
