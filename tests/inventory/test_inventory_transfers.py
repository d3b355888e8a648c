"""The sheet of transfers."""

from datetime import date

import pytest
from inventory_rows import done, found

from kvkkctl.models import Frequency
from kvkkctl.vocabulary import instruments

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


def test_a_transfer_with_all_that_it_states(office):
    office.take(transfers=[TRANSFER])
    (transfer,) = office.now.transfers.values()

    assert office.now.terms[transfer.recipient].label == "Bulut A.Ş."
    assert (transfer.abroad, transfer.country, transfer.instrument) == (True, "Almanya", "9/4-c")
    assert (transfer.frequency, transfer.signed) == (Frequency.RECURRING, date(2024, 9, 1))
    assert [basis.code for basis in transfer.bases] == ["5/2-f"]
    place = office.now.provenance(transfer.origin)
    assert (place.source.sheet, place.row) == ("transfers", 2)


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
