"""The sheet about the controller, and all sheets of a file together."""

from datetime import date

import pytest
from inventory_rows import BORDRO, done, found

from kvkkctl.inventory.intake import Action
from kvkkctl.models import ControllerKind

TERM = {"kind": "Veri Kategorisi", "label": "Üye İşlem"}
TRANSFER = {
    "recipient": "Bulut A.Ş.",
    "description": "Yedekler",
    "abroad": "Evet",
    "country": "Almanya",
    "instrument": "9/4-c",
    "frequency": "Sürekli",
    "bases": "5/2-f",
    "signed": "1.9.2024",
}
HOLDING = {"entry": "E1", "label": "2015 bordroları", "event": "işten ayrılma", "event_date": "31.12.2015"}


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("Unvan", "Örnek  A.Ş.", "title", "Örnek A.Ş."),
        ("UNVAN", "Örnek A.Ş.", "title", "Örnek A.Ş."),
        ("Tür", "Kamu kurumu", "kind", ControllerKind.PUBLIC),
        ("Tür", "private", "kind", ControllerKind.PRIVATE),
        ("Türkiye'de yerleşik", "Evet", "resident", True),
        ("Türkiye'de yerleşik", "Hayır", "resident", False),
        ("Yıllık çalışan sayısı", "49", "employees", 49),
        ("Yıllık mali bilanço toplamı (TL)", "25.000.000", "balance", 25_000_000),
        ("Yıllık mali bilanço toplamı (TL)", "25 000 000 TL", "balance", 25_000_000),
        ("Yıllık mali bilanço toplamı (TL)", "25.000.000,00", "balance", 25_000_000),
        ("VERBİS kayıt tarihi", "1.2.2020", "verbis_registered_on", date(2020, 2, 1)),
        ("VERBİS kayıt tarihi", date(2020, 2, 1), "verbis_registered_on", date(2020, 2, 1)),
        ("Periyodik imha ayları", "6, 12", "destruction_runs", ("6", "12")),
        ("Periyodik imha ayları", "15 Ocak; 15 Temmuz", "destruction_runs", ("15 Ocak", "15 Temmuz")),
        ("Periyodik imha ayları", "Haziran ve Aralık", "destruction_runs", ("Haziran", "Aralık")),
        ("Periyodik imha ayları", "Yok", "destruction_runs", ()),
        ("Kayıt istisnası", "2018/32", "exemption", "2018/32"),
        ("Kayıt istisnası", "Yok", "exemption", None),
        ("Kayıt istisnası", "-", "exemption", None),
        ("Türkiye'de yerleşik", "-", "resident", None),
        ("Adres", "bilinmiyor", "address", None),
        ("Adres", "", "address", None),
    ],
)
def test_what_is_said_of_the_controller(office, name, text, field, value):
    office.take(controller=[{"name": name, "value": text}])

    assert office.plan.problems == ()
    assert getattr(office.now.controller, field) == value
    assert done(office) == [("same", ()) if value is None else ("update", (field,))]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Yıllık çalışan sayısı", "elli"),
        ("Yıllık çalışan sayısı", "50 kişi"),
        ("Yıllık mali bilanço toplamı (TL)", "1500000.5"),
        ("Yıllık mali bilanço toplamı (TL)", "1,5 milyon"),
        ("Yıllık mali bilanço toplamı (TL)", "²"),
        ("Türkiye'de yerleşik", "kısmen"),
        ("Tür", "şirket"),
        ("Saklama ve imha politikasının tarihi", "2024 yılı"),
        ("Periyodik imha ayları", "13"),
        ("Periyodik imha ayları", "her ay"),
    ],
)
def test_what_cannot_be_said_of_a_controller(office, name, text):
    office.take(controller=[{"name": name, "value": text}])

    assert [(severity, cell) for severity, cell, _ in found(office.plan.problems)] == [("error", "B2")]


def test_the_controller_twice(office):
    rows = [{"name": "Unvan", "value": "Örnek A.Ş."}, {"name": "Sektör", "value": ""}]
    office.take(controller=rows)
    office.take(controller=rows)
    same = done(office)
    office.take(controller=[{"name": "Sektör", "value": "Yazılım"}])

    assert same == [("same", ())]
    assert done(office) == [("update", ("sector",))]
    assert office.now.controller.title == "Örnek A.Ş."


def test_two_values_for_one_thing_are_refused_and_unknown_things_are_told(office):
    office.take(
        controller=[
            {"name": "Unvan", "value": "A"},
            {"name": "Unvan", "value": "B"},
            {"name": "Kuruluş yılı", "value": "1999"},
        ]
    )

    assert [(severity, cell) for severity, cell, _ in found(office.plan.problems)] == [
        ("error", "B3"),
        ("warning", "A4"),
    ]


def test_sheets_lean_on_each_other_and_fail_together(office):
    office.take(
        BORDRO,
        controller=[{"name": "Unvan", "value": "Örnek A.Ş."}],
        terms=[{**TERM, "official": "Müşteri İşlem"}],
        transfers=[TRANSFER],
        holdings=[{**HOLDING, "event_date": "yazın"}],
    )
    refused = office.now, office.plan.rejected
    office.take(
        BORDRO,
        controller=[{"name": "Unvan", "value": "Örnek A.Ş."}],
        terms=[{**TERM, "official": "Müşteri İşlem"}],
        transfers=[TRANSFER],
        holdings=[{**HOLDING, "entry": "", "activity": "Bordro", "category": "Kimlik"}],
    )

    assert (refused[0].entries, refused[0].terms, refused[0].controller.title, refused[1]) == (
        {},
        {},
        None,
        True,
    )
    assert not office.plan.rejected
    assert [planned.record.kind_name for planned in office.plan.others] == [
        *("controller", "term", "transfer", "holding")
    ]
    assert {planned.action for planned in office.plan.related} == {Action.ADD}
    assert {planned.record.ref for planned in office.plan.related} >= {
        "IK-1",
        "category:Kimlik",
        "recipient:Bulut A.Ş.",
    }
