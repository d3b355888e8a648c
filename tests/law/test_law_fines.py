"""Fines and adequacy decisions by year and day."""

from datetime import date
from decimal import Decimal

import pytest

from kvkkctl.law.adequacy import AdequacyDecision, adequacy_decisions, adequate
from kvkkctl.law.fines import fine_band, fine_bands

RATES = {2023: "1.2293", 2024: "0.5846", 2025: "0.4393", 2026: "0.2549"}
REVALUED = [
    (paragraph, year)
    for paragraph, year in fine_bands()
    if year in RATES and (paragraph, year) != ("d", 2024)
]


@pytest.mark.parametrize(("paragraph", "year"), REVALUED)
def test_each_year_is_the_one_before_revalued(paragraph, year):
    band, before = fine_band(paragraph, year), fine_band(paragraph, year - 1)
    factor = 1 + Decimal(RATES[year])

    assert (band.lower, band.upper) == (int(before.lower * factor), int(before.upper * factor))


@pytest.mark.parametrize(
    ("paragraph", "year", "band"),
    [
        ("a", 2016, (5_000, 100_000)),
        ("ç", 2026, (341_809, 17_092_242)),
        ("d", 2024, (50_000, 1_000_000)),
        ("d", 2026, (90_308, 1_806_177)),
        ("d", 2023, None),
        ("b", 2021, None),
        ("b", 2027, None),
    ],
)
def test_bands(paragraph, year, band):
    found = fine_band(paragraph, year)

    assert (found and (found.lower, found.upper)) == band


@pytest.mark.parametrize("country", ["Almanya", "Birleşik Krallık", "ABD"])
def test_no_country_is_adequate_yet(country):
    assert adequacy_decisions() == ()
    assert not adequate(country, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("country", "sector", "on", "covered"),
    [
        ("Almanya", "", date(2027, 1, 1), True),
        ("Almanya", "", date(2026, 12, 31), False),
        ("Almanya", "", date(2030, 12, 31), True),
        ("Almanya", "", date(2031, 1, 1), False),
        ("Fransa", "", date(2027, 1, 1), False),
        ("Almanya", "finans", date(2027, 1, 1), False),
    ],
)
def test_a_decision_covers_its_country_while_it_is_in_force(country, sector, on, covered):
    decision = AdequacyDecision(
        country="Almanya",
        sector=sector,
        since=date(2027, 1, 1),
        until=date(2030, 12, 31),
        decision="",
        gazette="",
    )

    assert decision.covers(country, on) is covered
