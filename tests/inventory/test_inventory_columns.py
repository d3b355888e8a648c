"""The columns of our sheets: complete, and known by the headings that organisations use."""

import pytest

from kvkkctl.inventory.columns import CONTROLLER_LABELS, HOLDINGS, INVENTORY, LAYOUTS, TERMS, TRANSFERS
from kvkkctl.inventory.drafts import ACTIVITY_FIELDS, MEASURE_COLUMNS
from kvkkctl.inventory.layout import Column, Layout, heading_key
from kvkkctl.models import Activity, Controller, Entry, Holding, Record, Term, Transfer

# fields of records that no column carries under their own name
ELSEWHERE = {"id", "origin", "match", "activity", "category"}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_fields_and_headings_are_unique(layout):
    fields = [column.field for column in layout.columns]
    headings = [heading_key(name) for column in layout.columns for name in (column.heading, *column.aliases)]

    assert len(fields) == len(set(fields))
    assert len(headings) == len(layout.by_heading)
    assert all(headings)
    assert frozenset.union(*layout.required) <= set(fields)


@pytest.mark.parametrize(
    ("layout", "model"),
    [(INVENTORY, Entry), (INVENTORY, Activity), (TERMS, Term), (TRANSFERS, Transfer), (HOLDINGS, Holding)],
    ids=lambda value: value.__name__ if isinstance(value, type) else value.name,
)
def test_every_field_of_a_record_has_a_column(layout: Layout, model: type[Record]):
    names = {Activity: {"name": "activity"}, Entry: {"ended": "entry_ended"}}.get(model, {})
    fields = {names.get(field, field) for field in model.model_fields.keys() - ELSEWHERE}

    assert fields <= {column.field for column in layout.columns}


def test_every_column_of_the_inventory_is_read():
    read = {
        *Entry.model_fields,
        *ACTIVITY_FIELDS,
        *MEASURE_COLUMNS,
        "code",
        "entry_ended",
        "recipient_names",
        "recipient_role",
        "recipients_abroad",
        "country",
        "key",
        "law",
        "special_items",
    }

    assert {column.field for column in INVENTORY.columns} <= read
    assert set(ACTIVITY_FIELDS) | {"id", "code", "name"} == set(Activity.model_fields)


def test_every_fact_about_a_controller_has_a_label():
    assert CONTROLLER_LABELS.keys() | {"id"} == Controller.model_fields.keys()
    assert len(set(map(heading_key, CONTROLLER_LABELS.values()))) == len(CONTROLLER_LABELS)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("DEPARTMAN", "department"),
        ("Birim", "department"),
        ("Alt Süreç", "activity"),
        ("Faaliyet Adı", "activity"),
        ("İş Süreci", "process"),
        ("Kişisel Veri Kategorisi", "category"),
        ("VERİ KATEGORİLERİ", "category"),
        ("Veri Türü", "items"),
        ("Özel nitelikli?", "special_items"),
        ("Özel Nitelikli (E/H)", "special_items"),
        ("İşlem Amacı", "purposes"),
        ("Veri Kullanım Amacı", "purposes"),
        ("İlgili Kişi (Veri Sahibi)", "subjects"),
        ("HUKUKİ SEBEP", "bases"),
        ("Hukuki Sebep (KVKK → GDPR)", "bases"),
        ("Dayanak", "law"),
        ("Azami Süre (Saklama)", "retention"),
        ("Alıcı/Alıcı Grupları", "recipients"),
        ("Veri Aktarım Alıcı Grubu", "recipients"),
        ("Yabanci Ülkelere Aktarılan Veriler", "abroad"),
        ("Yurtdışına Aktarım Yapılıyor Mu?", "abroad"),
        ("Ülke (Aktarım)", "country"),
        ("İdari Güvenlik Tedbiri", "administrative_measures"),
        ("Teknik Tedbirler", "technical_measures"),
        ("Tedbirler", "measures"),
    ],
)
def test_headings_in_use_are_known(heading, field):
    assert INVENTORY.by_heading[heading_key(heading)].field == field


@pytest.mark.parametrize("heading", ["İmha Süresi", "Periyodik İmha Süresi", "Rol", "Açıklama", "Sıra No"])
def test_headings_of_other_things_are_not_taken(heading):
    assert heading_key(heading) not in INVENTORY.by_heading


def test_a_heading_of_two_columns_is_refused():
    columns = Column("one", "Birim"), Column("two", "Departman", ("BİRİM",))

    with pytest.raises(ValueError, match="heads both one and two"):
        Layout("test", "Test", columns, ())
