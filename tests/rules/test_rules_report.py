"""What the report knows around a finding: its record, its cell, its fines, and what closes most."""

from datetime import date

import pytest
from rule_registers import TODAY, register

from kvkkctl.inventory.columns import INVENTORY
from kvkkctl.models import Origin, SheetColumn, SourceSheet
from kvkkctl.rules import ALL_RULES, Rule, evaluate, select
from kvkkctl.rules.context import Context
from kvkkctl.rules.exposure import Exposure
from kvkkctl.rules.gap import Gap
from kvkkctl.rules.index import Index, fields_of
from kvkkctl.rules.rewards import rewards
from kvkkctl.snapshot import Snapshot

RULES = {rule.id: rule for rule in ALL_RULES}
SOURCE = SourceSheet(
    id=1,
    file="a.xlsx",
    sheet="Envanter",
    columns=tuple(
        SheetColumn(field=field, letter=letter)
        for field, letter in (
            ("category", "C"),
            ("bases", "H"),
            ("retention", "I"),
            ("administrative_measures", "L"),
            ("technical_measures", "M"),
        )
    ),
)


def read_from_a_file(snapshot: Snapshot, joined: str | None = None) -> Snapshot:
    """Return the register as if its entries were the rows 2, 3, … of a sheet."""
    entries = {
        number: entry.model_copy(update={"origin": Origin(source=1, row=number + 1, joined=joined)})
        for number, entry in snapshot.entries.items()
    }
    return Snapshot(
        controller=snapshot.controller,
        terms=snapshot.terms,
        activities=snapshot.activities,
        retentions=snapshot.retentions,
        entries=entries,
        sources={1: SOURCE},
    )


def spots(snapshot: Snapshot, rule: str) -> list[str | None]:
    index = Index(snapshot)
    found = (finding for finding in evaluate(snapshot, TODAY, ALL_RULES) if finding.rule == rule)
    return [spot.address if (spot := index.spot_of(finding, RULES[rule])) else None for finding in found]


@pytest.mark.parametrize(
    ("rule", "missing", "cell"),
    [
        ("A02", "bases", "Envanter!H2"),
        ("A05", "retention", "Envanter!I2"),
        ("A08", "measures", "Envanter!L2, M2"),
        # a sheet without a column for it has the row
        ("A03", "subjects", "Envanter!2"),
    ],
)
def test_a_finding_points_to_the_cell_of_what_it_lacks(rule: str, missing: str, cell: str) -> None:
    snapshot = read_from_a_file(register({"entry": [{"not_stated": [missing]}]}))
    assert spots(snapshot, rule) == [cell]


def test_a_cell_of_another_sheet_is_named_with_it() -> None:
    stated = register({"entry": [{"retention": {"text": "Makul süre", "kind": "indefinite"}}]})
    assert spots(read_from_a_file(stated, "retention=Süreler!C7"), "A06") == ["Süreler!C7"]


def test_a_term_stands_where_it_is_used_first() -> None:
    snapshot = read_from_a_file(register({"entry": [{}, {"category": "Bilinmeyen"}]}))
    assert spots(snapshot, "K01") == ["Envanter!C3"]


def test_what_was_typed_in_has_no_cell() -> None:
    assert spots(register({"entry": [{"not_stated": ["bases"]}]}), "A02") == [None]
    assert spots(register({"controller": {"employees": None, "obliged_since": None}}), "K04") == [None]


@pytest.mark.parametrize(
    "rule", [rule for rule in ALL_RULES if "entry edit {ref} --" in rule.fix.msgid], ids=lambda rule: rule.id
)
def test_a_remedy_of_entries_sets_columns_of_the_inventory(rule: Rule) -> None:
    assert {column.field for column in INVENTORY.columns} & set(fields_of(rule))


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("E1", "E1"),
        ("e1", "E1"),
        ("controller", "controller"),
        ("ik-1", "IK-1"),
        ("category:KİMLİK", "category:Kimlik"),
        ("T1", "T1"),
        ("E2", None),
        ("kimlik", None),
        ("", None),
    ],
)
def test_records_are_found_by_the_names_of_findings(name: str, ref: str | None) -> None:
    snapshot = register({"transfer": [{"recipient": "Bulut"}]})
    found = Index(snapshot).find(name)
    assert (found.ref if found else None) == ref


def fined(cites: tuple[str, ...], day: date = TODAY, **controller: object) -> list[tuple]:
    exposure = Exposure(Context(register({"controller": controller}), day))
    return [
        (fine.citation, fine.article, (fine.band.lower, fine.band.upper) if fine.band else None)
        for fine in exposure.of(cites)
    ]


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        (("KVKK m.10/1-b",), [("18/1-a", "10", (85437, 1709200))]),
        (("KVKK m.12/1",), [("18/1-b", "12", (256357, 17092242))]),
        (("KVKK m.15/7",), [("18/1-c", "15", (427263, 17092242))]),
        (("KVKK m.16/3-f", "KVKK m.16/2"), [("18/1-ç", "16", (341809, 17092242))]),
        (("KVKK m.9/5",), [("18/1-d", "9/5", (90308, 1806177))]),
        (("KVKK m.9/4-c", "KVKK m.5", "7499 m.33", "KVKK geçici m.3/1", "Sicil Yön. m.9/4"), []),
    ],
)
def test_each_article_has_its_fine(cites: tuple[str, ...], expected: list[tuple]) -> None:
    assert fined(cites) == expected


@pytest.mark.parametrize(
    ("cited", "day", "expected"),
    [
        ("KVKK m.12/1", date(2016, 10, 6), []),
        ("KVKK m.12/1", date(2016, 10, 7), [("18/1-b", "12", (15000, 1000000))]),
        ("KVKK m.12/1", date(2019, 1, 1), [("18/1-b", "12", None)]),
        ("KVKK m.9/5", date(2024, 5, 31), []),
        ("KVKK m.9/5", date(2024, 6, 1), [("18/1-d", "9/5", (50000, 1000000))]),
    ],
)
def test_a_fine_is_that_of_the_year_and_not_older_than_its_law(
    cited: str, day: date, expected: list[tuple]
) -> None:
    assert fined((cited,), day) == expected


def test_a_public_body_is_not_fined() -> None:
    assert fined(("KVKK m.12/1",), kind="public") == fined(("KVKK m.12/1",), kind="professional") == []
    assert fined(("KVKK m.12/1",), kind="ngo") != []


def test_who_need_not_register_is_not_fined_for_it() -> None:
    assert fined(("KVKK m.16/3-f",), employees=10) == []
    assert fined(("KVKK m.16/3-f",), employees=None) != []
    assert fined(("KVKK m.12/1",), employees=10) != []


def test_what_one_decision_closes_comes_together_and_the_most_first() -> None:
    phrase = {"text": "Makul süre", "kind": "indefinite"}
    table = {
        "activity": [
            {"code": "A", "name": "Bordro", "department": "İK"},
            {"code": "B", "name": "Kampanya"},
        ],
        "entry": [
            {"activity": "A", "category": "Kimlik", "not_stated": ["retention", "subjects", "measures"]},
            {"activity": "B", "category": "Kimlik", "not_stated": ["retention"]},
            {"activity": "A", "category": "Finans", "not_stated": ["subjects", "measures"]},
            {"activity": "A", "category": "Özlük", "retention": phrase, "not_stated": ["measures"]},
        ],
    }
    snapshot = register(table)
    chosen = {rule.id for rule in select(ALL_RULES, ["A03", "A05", "A06", "A08"])}
    gaps = [Gap(each) for each in evaluate(snapshot, TODAY, ALL_RULES) if each.rule in chosen]
    found = rewards(gaps, Index(snapshot), RULES)
    assert [(str(each.scope), each.field, each.rules, len(each.gaps)) for each in found] == [
        ('for the department "İK"', "measures", ("A08",), 3),
        ("for the activity A (Bordro)", "subjects", ("A03",), 2),
        ('for the data category "Kimlik"', "retention", ("A05",), 2),
    ]
    assert rewards([gap._replace(known=True) for gap in gaps], Index(snapshot), RULES) == ()


def test_a_phrase_is_settled_wherever_it_stands() -> None:
    phrase = {"text": "Makul süre", "kind": "indefinite"}
    snapshot = register({"entry": [{"retention": phrase}]})
    (entry,) = snapshot.entries.values()
    both = {1: entry, 2: entry.model_copy(update={"id": 2})}
    twice = Snapshot(
        controller=snapshot.controller,
        terms=snapshot.terms,
        activities=snapshot.activities,
        retentions=snapshot.retentions,
        entries=both,
    )
    gaps = [Gap(each) for each in evaluate(twice, TODAY, ALL_RULES) if each.rule == "A06"]
    (found,) = rewards(gaps, Index(twice), RULES)
    assert (str(found.scope), found.field) == ('wherever it says "Makul süre"', "retention")
    assert found.command == "kvkkctl retention set R1 --as …"
