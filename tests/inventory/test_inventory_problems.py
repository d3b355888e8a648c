"""What is refused, all of it at once and with its cell, and what is only told."""

from datetime import date

from inventory_rows import ROW, actions, found

from kvkkctl.errors import Severity
from kvkkctl.vocabulary import TermKind


def test_all_problems_of_a_file_come_at_once_with_their_cells(office):
    plan = office.take(
        ROW,
        {**ROW, "category": ""},
        {**ROW, "activity": ""},
        {**ROW, "category": "bilinmiyor", "activity": ""},
        {**ROW, "started": "yakında", "ended": "31.02.2026", "exemption": "28/3"},
        {**ROW, "key": "E9"},
    )

    assert [(severity, cell) for severity, cell, _ in found(plan.problems) if severity == "error"] == [
        ("error", "C3"),
        ("error", "B4"),
        ("error", "C5"),
        ("error", "B5"),
        ("error", "L6"),
        ("error", "M6"),
        ("error", "N6"),
        ("error", "O7"),
    ]
    assert {problem.sheet for problem in plan.problems} == {"inventory"}
    assert plan.rejected
    assert office.now.entries == {}
    assert office.now.terms == {}


def test_an_activity_that_only_a_code_names_must_be_known(office):
    office.take({**ROW, "code": "IK-1"})
    known = office.take({**ROW, "code": "IK-1", "activity": ""})
    unknown = office.take({**ROW, "code": "IK-2", "activity": ""})

    assert actions(known) == ["same"]
    assert found(unknown.problems) == [("error", "L2", "There is no activity IK-2 yet: give its name.")]


def test_headings_totals_and_signatures_between_the_rows_are_left_out(office):
    heading = dict.fromkeys(ROW, ">>> FİNANS <<<")
    plan = office.take(
        {"department": "FİNANS"},
        heading,
        ROW,
        {"department": "TOPLAM", "code": "1"},
        {"department": "Hazırlayan", "activity": "Onaylayan"},
    )

    assert actions(plan) == ["add"]
    assert [(problem.severity, problem.cell) for problem in plan.problems] == [
        (Severity.INFO, "A2"),
        (Severity.INFO, "A3"),
        (Severity.WARNING, "A5"),
        (Severity.WARNING, "A6"),
    ]


def test_new_words_are_told_once_where_they_stand(office):
    row = {
        **ROW,
        "purposes": "Finans ve Muhasebe Süreçlerinin Yürütülmesi",
        "administrative_measures": "Kilitli dolap",
    }
    plan = office.take(row, {**row, "subjects": "Stajyer", "recipients": "Banka, Tedarikçiler"})

    assert [(severity, cell, message.split(" (")[0]) for severity, cell, message in found(plan.problems)] == [
        (
            "warning",
            "E2",
            '"Finans ve Muhasebe Süreçlerinin Yürütülmesi" is close to "Finans Ve Muhasebe İşlerinin Yürütülmesi"',
        ),
        ("info", "L2", '"Kilitli dolap" is not a VERBİS term and keeps its name.'),
        ("info", "I3", '"Banka" is not a VERBİS term and keeps its name.'),
    ]
    assert office.take(row).problems == ()
    assert office.term(TermKind.PURPOSE, row["purposes"]).official is None


def test_a_cell_too_long_for_a_record_is_refused(office):
    plan = office.take({**ROW, "purposes": "a" * 32_001})

    assert [(severity, cell) for severity, cell, _ in found(plan.problems)] == [("error", "E2")]


def test_a_date_in_the_place_of_a_retention_is_told(office):
    plan = office.take({**ROW, "retention": date(2030, 1, 1)})

    assert [(severity, cell) for severity, cell, _ in found(plan.problems)] == [("warning", "H2")]


def test_the_lines_of_a_retention_stay_lines(office):
    office.take({**ROW, "retention": " Üyelik  süresince \n\n 5 yıl "})

    assert [phrase.text for phrase in office.now.retentions.values()] == ["Üyelik süresince\n5 yıl"]
