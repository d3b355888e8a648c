"""The sheet of terms: what is defined, mapped, and never made ordinary."""

import pytest
from inventory_rows import BORDRO, done, found

from kvkkctl.models import RecipientRole
from kvkkctl.snapshot import is_special
from kvkkctl.vocabulary import MatchKind, TermKind

TERM = {"kind": "Veri Kategorisi", "label": "Üye İşlem"}


def test_a_term_is_defined_and_mapped(office):
    office.take(
        terms=[
            {**TERM, "official": "müşteri işlem", "definition": " Üyelerin  işlemleri "},
            {
                "kind": "Alıcı Grubu",
                "label": "Bulut A.Ş.",
                "role": "Veri İşleyen",
                "country": "ABD",
                "contract": "S-7",
            },
            {"kind": "İşleme Amacı", "label": "Servis", "official": "Diğer", "defined": "Hayır"},
        ]
    )
    member = office.term(TermKind.CATEGORY, "Üye İşlem")
    cloud = office.term(TermKind.RECIPIENT, "Bulut A.Ş.")
    service = office.term(TermKind.PURPOSE, "Servis")

    assert done(office) == [("add", ())] * 3
    assert (member.official, member.match) == ("Müşteri İşlem", MatchKind.ALIAS)
    assert (member.defined, member.definition) == (True, "Üyelerin işlemleri")
    assert (cloud.role, cloud.contract) == (RecipientRole.PROCESSOR, "S-7")
    assert cloud.country == "Amerika Birleşik Devletleri"
    assert (service.official, service.defined) == ("Diğer", False)


def test_the_same_terms_twice_are_the_same(office):
    rows = [{**TERM, "official": "Müşteri İşlem"}, {**TERM, "label": "Kimlik", "official": "Kimlik"}]
    office.take(terms=rows)
    office.take(terms=rows)

    assert done(office) == [("same", ())] * 2
    assert not office.plan.changes
    assert office.journalled == 0


def test_a_mapping_holds_for_the_rows_of_the_same_file_and_later_ones(office):
    office.take({**BORDRO, "category": "ÜYE İŞLEM"}, terms=[{**TERM, "official": "Müşteri İşlem"}])
    office.take({**BORDRO, "category": "Üye işlem", "subjects": "Üye"})

    assert [term.official for term in office.now.of_kind(TermKind.CATEGORY)] == ["Müşteri İşlem"]


def test_a_mapping_is_taken_back_by_a_none_and_left_by_an_empty_cell(office):
    office.take(terms=[{**TERM, "official": "Müşteri İşlem"}])
    office.take(terms=[{**TERM, "official": ""}])
    kept = office.term(TermKind.CATEGORY, "Üye İşlem").official
    office.take(terms=[{**TERM, "official": "-"}])

    assert kept == "Müşteri İşlem"
    assert office.term(TermKind.CATEGORY, "Üye İşlem").official is None
    assert done(office) == [("update", ("official", "match"))]


@pytest.mark.parametrize("official", ["Diğer", "Diğer Bilgiler", ""])
def test_a_category_of_ones_own_may_be_special(office, official):
    office.take(terms=[{**TERM, "official": official, "special": "Evet"}])

    assert is_special(office.term(TermKind.CATEGORY, "Üye İşlem")) is True


@pytest.mark.parametrize(
    "row", [{"official": "Kimlik"}, {"official": "Diğer Bilgiler"}, {"special": "Hayır"}]
)
def test_the_sheet_never_makes_a_special_category_ordinary(office, row):
    office.take({**BORDRO, "category": "Sağlık Bilgileri"})
    office.take(terms=[{"kind": "Veri Kategorisi", "label": "Sağlık Bilgileri", **row}])

    assert is_special(office.term(TermKind.CATEGORY, "Sağlık Bilgileri")) is True
    assert [problem.cell for problem in office.plan.problems] == ["C2"] * (
        row != {"official": "Diğer Bilgiler"}
    )


def test_a_special_term_cannot_be_mapped_to_an_ordinary_category(office):
    office.take(terms=[{**TERM, "special": "Evet"}])
    office.take(terms=[{**TERM, "official": "Kimlik"}])

    assert [(severity, cell) for severity, cell, _ in found(office.plan.problems)] == [("error", "C2")]
    assert office.term(TermKind.CATEGORY, "Üye İşlem").official is None


def test_what_is_wrong_with_terms_comes_at_once(office):
    office.take(
        terms=[
            {"kind": "Kategori mi?", "label": "A"},
            {"kind": "", "label": "B"},
            {"kind": "Tedbir", "label": ""},
            {**TERM, "official": "Üyelik"},
            {**TERM, "special": "belki"},
            {"kind": "Alıcı Grubu", "label": "C", "role": "Patron"},
        ]
    )

    assert [cell for severity, cell, _ in found(office.plan.problems) if severity == "error"] == [
        *("A2", "A3", "B4", "C5", "D6", "E7")
    ]
    assert office.now.terms == {}
