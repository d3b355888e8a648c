"""Events: the list, and which words name which event."""

import pytest

from kvkkctl.retention import classify
from kvkkctl.retention.events import events
from kvkkctl.retention.labels import LABELS

NAMED = [
    ("İşten ayrılma", "employment_end"),
    ("İŞTEN AYRILDIĞI TARİH", "employment_end"),
    ("isten ayrilis", "employment_end"),
    ("iş akdinin herhangi bir sebeple sona ermesi", "employment_end"),
    ("iş sözleşmesinin feshi", "employment_end"),
    ("belirsiz süreli iş sözleşmesinin sona ermesi", "employment_end"),
    ("hizmet sözleşmesinin sona ermesi", "contract_end"),
    ("sözleşme süresinin dolması", "contract_end"),
    ("kira sözleşmesi bitişi", "contract_end"),
    ("fesih", "contract_end"),
    ("müşteri ilişkisinin sonlandırılması", "relationship_end"),
    ("üyeliğin iptali", "membership_end"),
    ("hesabın silinmesi", "account_closed"),
    ("onayın geri alındığı tarih", "consent_withdrawn"),
    ("onayın alındığı tarih", "consent_given"),
    ("başvurudan", "application_date"),
    ("başvurunun sonuçlanması", "application_closed"),
    ("başvurunun olumsuz sonuçlanması", "rejection"),
    ("talebin cevaplanması", "request_closed"),
    ("kararın kesinleşmesi", "judgment_final"),
    ("kaydın oluşturulması", "record_date"),
    ("verilerin elde edilmesi", "collection_date"),
    ("faturanın düzenlendiği tarih", "document_date"),
    ("işlem tarihi", "transaction_date"),
    ("son işlem tarihi", "last_transaction"),
    ("contract_end", "contract_end"),
    ("The end of employment", "employment_end"),
]
OF_NO_LIST = [
    "",
    "sözleşme tarihi",
    "sözleşmenin imzalanması",
    "sözleşmenin sona ermemesi",
    "iptal işlemi",
    "işletmenin kapanması",
    "hesaplamanın bitimi",
    "hesap bilgilerinin silinmesi",
    "hesap dönemi",
    "izin verilmeyen işlem",
    "önceki",
    "10 yıl",
]


@pytest.mark.parametrize(("words", "code"), NAMED)
def test_words_name_their_event(words: str, code: str) -> None:
    assert classify(words) == code


@pytest.mark.parametrize("words", OF_NO_LIST)
def test_other_words_name_none(words: str) -> None:
    assert classify(words) is None


@pytest.mark.parametrize("event", events(), ids=lambda event: event.code)
def test_each_event_is_found_by_its_code_and_both_labels(event) -> None:
    assert {classify(name) for name in (event.code, str(event.label), event.turkish)} == {event.code}


def test_codes_and_labels_belong_together() -> None:
    codes = [event.code for event in events()]
    assert codes == list(LABELS)
    assert len(set(codes)) == len({str(label) for label in LABELS.values()}) == len(codes)
    assert len({event.turkish for event in events()}) == len(codes)


@pytest.mark.parametrize("event", events(), ids=lambda event: event.code)
def test_an_event_has_a_subject_and_an_end_or_words_of_its_own(event) -> None:
    assert bool(event.states) == bool(event.ends)
    assert event.states or event.points
