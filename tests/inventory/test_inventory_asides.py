"""Rows that stand beside the data: bands, totals, places to sign; and rows of data that only begin like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inventory_rows import ROW, actions, found

from kvkkctl.inventory.asides import band_name, is_signature, is_total
from kvkkctl.inventory.columns import INVENTORY

DEPARTMENT = INVENTORY.column("department")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("İnsan Kaynakları", "İnsan Kaynakları"),
        ("  İnsan\n Kaynakları ", "İnsan Kaynakları"),
        ("DEPARTMAN: İnsan Kaynakları", "İnsan Kaynakları"),
        ("Birim : Satış", "Satış"),
        ("Müdürlük: Satış", "Satış"),
        ("Departman:", None),
        ("Süreç: Satış", None),
        ("Toplam", None),
        ("GENEL TOPLAM 12 kayıt", None),
        ("Hazırlayan", None),
        ("Tarih: 1.1.2026", None),
        ("Bu tablo her yıl güncellenir.", None),
        ("a" * 60, "a" * 60),
        ("a" * 61, None),
    ],
)
def test_what_a_band_names(text, name):
    assert band_name(text, DEPARTMENT) == name


@pytest.mark.parametrize(
    ("texts", "total"),
    [
        (["TOPLAM"], True),
        (["Toplam", "12"], True),
        (["Genel Toplam", "12 kayıt", "3 adet"], True),
        (["Ara toplam:", "12"], True),
        (["Total", "12"], True),
        (["Toplam", "Kimlik"], False),
        (["Toplam Kalite Yönetimi", "Denetim", "Kimlik"], False),
        (["Toplama", "12"], False),
        (["12", "Toplam"], False),
    ],
)
def test_what_counts_the_rows(texts, total):
    assert is_total(texts) is total


@pytest.mark.parametrize(
    ("texts", "signature"),
    [
        (["Hazırlayan", "Onaylayan"], True),
        (["ONAYLAYAN: A. B."], True),
        (["Revizyon No", "3"], True),
        (["İmza"], True),
        (["Adı Soyadı", "Tarih"], True),
        (["Bordro", "Onaylayan"], False),
        (["Tarihçe"], False),
        (["Formlar"], False),
    ],
)
def test_what_is_to_be_signed(texts, signature):
    assert is_signature(texts) is signature


@given(st.text(max_size=90))
def test_a_band_names_what_it_says_or_nothing(text):
    name = band_name(text, DEPARTMENT)
    assert name is None or name in " ".join(text.split())


LEFT_OUT = ("warning", "The row is taken for a total or a place to sign, and left out.")
ASIDES = {
    "a total": ({"department": "TOPLAM", "category": "3"}, LEFT_OUT),
    "names to sign": ({"department": "Hazırlayan", "activity": "Onaylayan"}, LEFT_OUT),
    "a name beside": ({"department": "Hazırlayan", "category": "A. B."}, LEFT_OUT),
    "a document": ({"activity": "Doküman No: F-1"}, LEFT_OUT),
    "a heading": ({"activity": "SATIŞ"}, ("info", "The row holds one text only and is taken for a heading.")),
    "names only": (
        {"department": "Satış", "activity": "Teklif"},
        ("warning", "The row says nothing about data and is left out."),
    ),
}


@pytest.mark.parametrize(("row", "message"), ASIDES.values(), ids=ASIDES)
def test_a_row_beside_the_data_is_left_out_and_told_of(office, row, message):
    plan = office.take(ROW, row)
    assert actions(plan) == ["add"]
    assert [(severity, text) for severity, _, text in found(plan.problems)] == [message]
    assert dict(plan.rows) == {"inventory": [2]}


DATA = {
    "a department to approve": {"department": "Onay Birimi"},
    "a department and a known category": {"department": "Onay Birimi", "activity": "", "process": "Teklif"},
    "a form": {"department": "", "activity": "Form doldurulması"},
    "a form of a process": {"department": "", "activity": "", "process": "Form doldurulması"},
    "total quality": {"department": "Toplam Kalite", "activity": "Denetim"},
    "a date": {"department": "Tarih Vakfı"},
}


@pytest.mark.parametrize("cells", DATA.values(), ids=DATA)
@pytest.mark.parametrize("category", ["Kimlik", "Bizim verilerimiz"])
def test_a_row_of_data_that_begins_like_one_is_taken(office, cells, category):
    plan = office.take({**ROW, "process": "", **cells, "category": category})
    assert actions(plan) == ["add"]
    assert not [each for each in found(plan.problems) if each[0] == "warning"]


def test_a_row_of_data_that_names_no_activity_is_an_error_and_not_left_out(office):
    plan = office.take(ROW, {**ROW, "department": "Onay Birimi", "activity": ""})
    assert [cell for severity, cell, _ in found(plan.problems) if severity == "error"] == ["B3"]


def test_a_row_without_cells_is_none_to_sign():
    assert not is_signature([])
