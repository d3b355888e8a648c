"""Values of records in the words that a person wrote."""

from datetime import date

import pytest

from kvkkctl.inventory.wording import value_of, worded
from kvkkctl.models import Activity, Entry, Frequency, Retention, RetentionKind, StatedBasis, Term
from kvkkctl.snapshot import Snapshot
from kvkkctl.vocabulary import TermKind

SNAPSHOT = Snapshot(
    terms={
        1: Term(id=1, kind=TermKind.CATEGORY, label="Kimlik"),
        2: Term(id=2, kind=TermKind.RECIPIENT, label="Bankalar"),
        3: Term(id=3, kind=TermKind.RECIPIENT, label="ABC"),
    },
    activities={4: Activity(id=4, code="IK-1", name="Bordro")},
    entries={5: Entry(id=5, activity=4, category=1)},
    retentions={6: Retention(id=6, text="10 yıl", kind=RetentionKind.BOUNDED)},
)
VALUES = [
    ("recipients", (2, 3), ["Bankalar", "ABC"], "Bankalar; ABC"),
    ("recipients", (), [], ""),
    ("recipients", None, None, None),
    ("items", ("ad", "soyad"), ["ad", "soyad"], "ad; soyad"),
    ("bases", (StatedBasis(label="5/2-ç", code="5/2-ç"),), ["5/2-ç"], "5/2-ç"),
    ("bases", (StatedBasis(label="Kanun", law="4857"),), ["Kanun (4857)"], "Kanun (4857)"),
    ("bases", (StatedBasis(label="4857", law="4857"),), ["4857"], "4857"),
    ("abroad", True, True, True),
    ("abroad", False, False, False),
    ("started", date(2026, 2, 1), "2026-02-01", "2026-02-01"),
    ("frequency", Frequency.RECURRING, Frequency.RECURRING.value, Frequency.RECURRING.value),
    ("category", 1, "Kimlik", "Kimlik"),
    ("recipient", 3, "ABC", "ABC"),
    ("activity", 4, "IK-1", "IK-1"),
    ("entry", 5, "E5", "E5"),
    ("retention", 6, "10 yıl", "10 yıl"),
    ("employees", 12, 12, 12),
    ("name", "Bordro", "Bordro", "Bordro"),
]


@pytest.mark.parametrize(("name", "value", "plain", "line"), VALUES)
def test_a_value_in_words(name, value, plain, line):
    assert (value_of(SNAPSHOT, name, value), worded(SNAPSHOT, name, value)) == (plain, line)
