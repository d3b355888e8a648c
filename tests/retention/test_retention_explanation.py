"""Readings in words."""

import pytest

from kvkkctl.models import Reading, RetentionKind
from kvkkctl.retention import Reason, read, why
from kvkkctl.retention.reasons import SENTENCES

SAID = [
    ("10 yıl", "Kept for 10 years, counted from an event that is not named."),
    ("bir gün", "Kept for 1 day, counted from an event that is not named."),
    (
        "1 yıl 1 ay 1 hafta 1 gün 1 saat",
        "Kept for 1 year and 1 month and 1 week and 1 day and 1 hour, counted from an event that is not named.",
    ),
    (
        "2 yıl 2 ay 2 hafta 2 gün 2 saat",
        (
            "Kept for 2 years and 2 months and 2 weeks and 2 days and 2 hours, "
            "counted from an event that is not named."
        ),
    ),
    ("iş akdinin feshinden itibaren 10 yıl", "Kept for 10 years, counted from the end of employment."),
    ("sürüm tarihinden itibaren 1 ay", "Kept for 1 month, counted from “sürüm tarihinden”."),
    (
        "işten ayrıldığı yılın sonundan itibaren 10 yıl",
        "Kept for 10 years, counted from the end of the calendar year of the end of employment.",
    ),
    (
        "TTK m.82 uyarınca 10 yıl, TBK m.146 uyarınca 12 yıl",
        (
            "Kept for 10 years, counted from the end of the calendar year of an event that is not named. "
            "It refers to “TTK m.82”. Kept for 12 years, counted from an event that is not named. "
            "It refers to “TBK m.146”. They are counted from different days, so that no one length is the longest."
        ),
    ),
    (
        "10 yıl (TTK m.82)",
        (
            "Kept for 10 years, counted from the end of the calendar year of an event that is not named. "
            "It refers to “TTK m.82”."
        ),
    ),
    (
        "açık rıza varsa azami 2 yıl",
        "“açık rıza varsa”: Kept for at most 2 years, counted from an event that is not named.",
    ),
    (
        "en az 5 yıl",
        "Kept for at least 5 years, counted from an event that is not named. No single upper limit follows from it.",
    ),
    (
        "çağrı tarihinden 6 ay - 2 yıl",
        "Kept for between 6 months and 2 years, counted from the date of the call.",
    ),
    ("sözleşme süresince", "Kept until the end of the contract; no period after it is stated."),
    (
        "en az 5 yıl; sözleşme süresince; fişler en az 1 ay; fişler azami 2 ay; listeler en az 1 yıl",
        (
            "Kept for at least 5 years, counted from an event that is not named. "
            "Kept until the end of the contract; no period after it is stated. "
            "“fişler”: Kept for between 1 month and 2 months, counted from an event that is not named. "
            "“listeler”: Kept for at least 1 year, counted from an event that is not named. "
            "No single upper limit follows from it."
        ),
    ),
    (
        "mevzuatta öngörülen süre",
        (
            "It refers to the law without a length: look up the period and write it down. "
            "It refers to “mevzuatta öngörülen süre”."
        ),
    ),
    ("", "No retention is stated."),
    ("fesihten itibaren", "It says from when the time is counted, but not how long."),
    ("kâğıt 10 yıl", "“kâğıt” was not understood."),
    ("10", "“10” is a number without a unit of time after it."),
    ("açık rıza halinde", "“açık rıza halinde” was not understood."),
    (
        "sözleşmenin bitiminden itibaren 10 yıl (TTK m.82)",
        "It counts from an event, but TTK m.82 counts from the end of the calendar year.",
    ),
]


@pytest.mark.parametrize(("text", "sentences"), SAID)
def test_a_reading_in_words(text: str, sentences: str) -> None:
    assert str(why(read(text))) == sentences


def test_every_reason_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Reason)
    assert all(str(SENTENCES[reason].msgid).endswith(".") for reason in Reason)


def test_a_reading_of_another_version_is_said_to_be_unknown() -> None:
    reading = Reading(text="10 yıl", kind=RetentionKind.UNREADABLE, reason="of_old")
    assert str(why(reading)) == "What “10 yıl” says is not known."


def test_a_reason_that_no_longer_holds_names_the_whole_text() -> None:
    reading = Reading(text="10 yıl", kind=RetentionKind.UNREADABLE, reason=Reason.LEFTOVER.value)
    assert str(why(reading)) == "“10 yıl” was not understood."
