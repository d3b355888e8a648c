"""The sheets beside the inventory: terms, transfers, holdings, the controller."""

from datetime import date

import pytest
from inventory_rows import Office, actions, found

from kvkkctl.inventory.merge import Action
from kvkkctl.models import ControllerKind, Frequency, HoldingState, RecipientRole
from kvkkctl.snapshot import is_special
from kvkkctl.vocabulary import MatchKind, TermKind, instruments

BORDRO = {
    "department": "İK",
    "activity": "Bordro",
    "category": "Kimlik",
    "subjects": "Çalışan",
    "code": "IK-1",
}
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


@pytest.fixture
def office(tmp_path):
    """Return an office with an empty register."""
    return Office.at(tmp_path)


def done(office: Office) -> list[tuple[str, tuple[str, ...]]]:
    """What the last file did with the records beside the entries."""
    return [(planned.action.value, planned.changed) for planned in office.plan.others]


# ---- terms


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


# ---- transfers


def test_a_transfer_with_all_that_it_states(office):
    office.take(transfers=[TRANSFER])
    (transfer,) = office.now.transfers.values()

    assert office.now.terms[transfer.recipient].label == "Bulut A.Ş."
    assert (transfer.abroad, transfer.country, transfer.instrument) == (True, "Almanya", "9/4-c")
    assert (transfer.frequency, transfer.signed) == (Frequency.RECURRING, date(2024, 9, 1))
    assert [basis.code for basis in transfer.bases] == ["5/2-f"]
    assert (transfer.origin.sheet, transfer.origin.row) == ("transfers", 2)


@pytest.mark.parametrize(
    "text",
    [
        "9/4-c",
        "m.9/4-c",
        "KVKK m. 9/4 (c)",
        "9(4)(c)",
        "9/4-c standart sözleşme",
        "Standart sözleşme",
        "STANDART SÖZLEŞME",
        "9. maddenin 4. fıkrasının (c) bendi",
    ],
)
def test_spellings_of_an_instrument(office, text):
    office.take(transfers=[{**TRANSFER, "instrument": text}])

    assert [transfer.instrument for transfer in office.now.transfers.values()] == ["9/4-c"]


@pytest.mark.parametrize("code", instruments())
def test_every_instrument_is_read_by_code_and_by_its_words(office, code):
    texts = [code, instruments()[code].short, instruments()[code].text]
    office.take(transfers=[{**TRANSFER, "description": text, "instrument": text} for text in texts])

    assert {transfer.instrument for transfer in office.now.transfers.values()} == {code}


def test_the_same_transfers_twice_are_the_same_in_any_order(office):
    rows = [TRANSFER, {**TRANSFER, "description": "Bordro"}, {**TRANSFER, "description": ""}]
    office.take(transfers=rows)
    office.take(transfers=rows[::-1])

    assert done(office) == [("same", ())] * 3
    assert office.journalled == 0


def test_one_cell_of_a_transfer_changed(office):
    office.take(transfers=[TRANSFER, {**TRANSFER, "description": "Bordro"}])
    office.take(transfers=[{**TRANSFER, "notified": "5.9.2024"}, {**TRANSFER, "description": "Bordro"}])

    assert done(office) == [("update", ("notified",)), ("same", ())]


def test_a_transfer_by_number(office):
    office.take(transfers=[TRANSFER])
    office.take(transfers=[{**TRANSFER, "key": "T1", "recipient": "Posta A.Ş."}])

    assert done(office) == [("update", ("recipient",))]


def test_several_recipients_are_several_transfers_and_commas_belong_to_names(office):
    office.take(
        transfers=[{**TRANSFER, "recipient": "Örnek Danışmanlık, Eğitim ve Tic. Ltd. Şti.\nPosta A.Ş."}]
    )

    assert [office.now.terms[each.recipient].label for each in office.now.transfers.values()] == [
        "Örnek Danışmanlık, Eğitim ve Tic. Ltd. Şti.",
        "Posta A.Ş.",
    ]


@pytest.mark.parametrize(
    ("cells", "abroad"),
    [
        ({"abroad": "Evet", "country": ""}, True),
        ({"abroad": "", "country": "ABD"}, True),
        ({"abroad": "", "country": "Yurt içi"}, False),
        ({"abroad": "", "country": "-"}, None),
        ({"abroad": "", "country": ""}, None),
    ],
)
def test_whether_a_transfer_goes_abroad(office, cells, abroad):
    office.take(transfers=[{**TRANSFER, **cells}])

    assert [transfer.abroad for transfer in office.now.transfers.values()] == [abroad]


def test_what_is_wrong_with_transfers_comes_at_once(office):
    office.take(
        transfers=[
            {**TRANSFER, "recipient": ""},
            {**TRANSFER, "recipient": "Yok"},
            {**TRANSFER, "instrument": "5/2-c"},
            {**TRANSFER, "frequency": "bazen"},
            {**TRANSFER, "signed": "dün"},
            {**TRANSFER, "key": "T9"},
        ]
    )

    assert [cell for severity, cell, _ in found(office.plan.problems) if severity == "error"] == [
        *("A2", "A3", "E4", "F5", "H6", "I7")
    ]
    assert office.now.transfers == {}


# ---- holdings


@pytest.mark.parametrize(
    "place",
    [
        {"entry": "E1"},
        {"activity": "Bordro", "category": "Kimlik"},
        {"activity": "BORDRO", "category": "kimlik bilgileri"},
        {"activity": "ik-1", "category": "Kimlik"},
        {"department": "İK", "activity": "Bordro", "category": "Kimlik"},
    ],
)
def test_a_holding_finds_its_entry(office, place):
    office.take(BORDRO, {**BORDRO, "category": "Finans"})
    office.take(holdings=[{**HOLDING, "entry": "", "retention": "5 yıl", **place}])
    (holding,) = office.now.holdings.values()

    assert (holding.entry, holding.label, holding.event) == (1, "2015 bordroları", "işten ayrılma")
    assert holding.event_date == date(2015, 12, 31)
    assert office.now.retentions[holding.retention].text == "5 yıl"
    assert holding.state is HoldingState.KEPT


def test_a_holding_may_stand_in_the_file_of_its_entry(office):
    office.take(BORDRO, holdings=[{**HOLDING, "entry": "", "activity": "Bordro", "category": "Kimlik"}])

    assert actions(office.plan) == ["add"]
    assert [holding.entry for holding in office.now.holdings.values()] == [1]


def test_a_department_tells_activities_of_one_name_apart(office):
    place = {"entry": "", "activity": "Bordro", "category": "Kimlik"}
    office.take(BORDRO, {**BORDRO, "department": "Finans", "code": "FI-1"})
    office.take(holdings=[{**HOLDING, **place}])
    told = found(office.plan.problems)
    office.take(holdings=[{**HOLDING, **place, "department": "finans"}])

    assert [(severity, cell) for severity, cell, _ in told] == [("error", "E2")]
    assert "E1" in told[0][2]
    assert [holding.entry for holding in office.now.holdings.values()] == [2]


def test_the_same_holdings_twice_are_the_same_though_their_names_are(office):
    rows = [{**HOLDING, "label": "Dosyalar", "event_date": f"31.12.{year}"} for year in (2015, 2016, 2017)]
    office.take(BORDRO, holdings=rows)
    office.take(holdings=rows[::-1])
    same = done(office)
    office.take(holdings=[rows[0], {**rows[1], "quantity": "3 koli"}, rows[2]])

    assert same == [("same", ())] * 3
    assert done(office) == [("same", ()), ("update", ("quantity",)), ("same", ())]


def test_a_holding_by_number_keeps_its_entry(office):
    office.take(BORDRO, {**BORDRO, "category": "Finans"}, holdings=[HOLDING])
    office.take(holdings=[{"key": "H1", "label": "Bordrolar", "state": "İmha edildi"}])
    kept = done(office)
    office.take(holdings=[{"key": "H1", "label": "Bordrolar", "entry": "E2"}])

    assert [(action, set(changed)) for action, changed in kept] == [("update", {"state", "label"})]
    assert done(office) == [("update", ("entry",))]


def test_a_hold_and_its_review(office):
    office.take(BORDRO, holdings=[{**HOLDING, "hold_reason": "dava", "hold_review": date(2027, 1, 1)}])
    (holding,) = office.now.holdings.values()

    assert (holding.hold_reason, holding.hold_review) == ("dava", date(2027, 1, 1))


def test_what_is_wrong_with_holdings_comes_at_once(office):
    place = {"entry": "", "activity": "Bordro", "category": "Sağlık"}
    office.take(
        BORDRO,
        holdings=[
            {**HOLDING, "entry": "E9"},
            {**HOLDING, "label": ""},
            {**HOLDING, "event_date": "yazın"},
            {**HOLDING, **place},
            {**HOLDING, "key": "H9"},
            {**HOLDING, "state": "kayıp"},
        ],
    )

    assert sorted(cell for severity, cell, _ in found(office.plan.problems) if severity == "error") == [
        *("A2", "B3", "D4", "E5", "G6", "H7")
    ]
    assert office.now.holdings == {}
    assert office.now.entries == {}


# ---- the controller


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
