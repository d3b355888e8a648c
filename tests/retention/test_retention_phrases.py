"""What retention phrases say: a table reviewed by hand, and what must hold of any text."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.law.period import Period
from kvkkctl.models import Reading, RetentionKind, RetentionTerm
from kvkkctl.retention import ROLES, Reason, Role, read, why, words_of
from kvkkctl.retention.numbers import spell
from kvkkctl.vocabulary import fold
from kvkkctl.vocabulary.folding import ascii_fold

BOUNDS = {"exact": "", "at_least": ">=", "at_most": "<="}
TURKISH = str.maketrans("ıçğöşüİÇĞÖŞÜâîÂÎ", "icgosuICGOSUaiAI")


def _rows() -> list[dict[str, str]]:
    lines = (Path(__file__).parent / "cases" / "phrases.tsv").read_text(encoding="utf8").splitlines()
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [{key: cell.replace("\\n", "\n") for key, cell in row.items()} for row in rows]


ROWS = _rows()
READ = [row["text"] for row in ROWS if row["kind"] != "unreadable"]
UNREAD = [row["text"] for row in ROWS if row["kind"] == "unreadable"]


def _term(term: RetentionTerm) -> str:
    parts = [f"{BOUNDS[term.bound]}{term.period}" if term.period else "-"]
    parts += ["year"] if term.anchor == "year_end" else []
    parts += [term.event] if term.event else []
    parts += [f"if:{term.condition}"] if term.condition else []
    parts += [f"law:{term.law}"] if term.law else []
    return " ".join(parts)


def _notation(reading: Reading) -> dict[str, str]:
    return {
        "text": reading.text,
        "kind": reading.kind.value,
        "reason": reading.reason or "",
        "maximum": reading.maximum or "",
        "terms": " | ".join(map(_term, reading.terms)),
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:90] or "empty")
def test_reading_is_the_reviewed_one(row: dict[str, str]) -> None:
    assert _notation(read(row["text"])) == row


def test_table_has_every_kind_and_every_reason() -> None:
    assert {row["kind"] for row in ROWS} == set(RetentionKind)
    assert {row["reason"] for row in ROWS} - {""} == set(Reason)


def _said(reading: Reading, *, ascii_only: bool = False) -> tuple[object, ...]:
    alike = ascii_fold if ascii_only else fold
    words = [
        (t.period, t.bound, t.anchor, t.event, *(alike(w or "") for w in (t.event_text, t.condition, t.law)))
        for t in reading.terms
    ]
    return reading.kind, reading.reason, reading.maximum, words


def _upper(text: str) -> str:
    return text.replace("i", "İ").upper()


@pytest.mark.parametrize("text", [row["text"] for row in ROWS])
def test_capitals_change_nothing(text: str) -> None:
    assert _said(read(_upper(text))) == _said(read(text))


@pytest.mark.parametrize("text", READ)
def test_lost_turkish_letters_change_nothing(text: str) -> None:
    plain = text.translate(TURKISH)
    expected = _said(read(text), ascii_only=True)
    assert _said(read(plain), ascii_only=True) == expected
    assert _said(read(plain.upper()), ascii_only=True) == expected


@pytest.mark.parametrize("text", [text for text in UNREAD if text != "ön yıl"])  # "on yıl" is ten years
def test_lost_turkish_letters_make_nothing_readable(text: str) -> None:
    assert read(text.translate(TURKISH)).kind is RetentionKind.UNREADABLE


@pytest.mark.parametrize("text", READ)
def test_spaces_change_nothing(text: str) -> None:
    spaced = text.replace(" ", "\u00a0  ")
    assert _said(read(f"  {spaced} ")) == _said(read(text))


SAYING_WHEN = [row["text"] for row in ROWS if row["kind"] in {"bounded", "event_only"}]


@pytest.mark.parametrize("text", SAYING_WHEN)
@pytest.mark.parametrize("word", ["zrgvx", "7", "önce", "değil", "("])
def test_no_word_of_a_phrase_is_passed_over(text: str, word: str) -> None:
    """A strange word anywhere is kept in the reading, or there is none."""
    words = text.split(" ")
    for place in range(len(words) + 1):
        if word == "7" and words[place : place + 1] in (["-"], ["–"]):
            continue  # a range, with a reading of its own: "Faturalar 7 - 10 yıl"
        reading = read(" ".join((*words[:place], word, *words[place:])))
        kept = " ".join(f"{t.event_text} {t.condition} {t.law}" for t in reading.terms)
        assert reading.kind is RetentionKind.UNREADABLE or word in kept, reading


@given(st.integers(1, 100), st.sampled_from(["yıl", "sene", "yıllık", "yıldır", "yıl süreyle"]))
def test_years_read_back(years: int, unit: str) -> None:
    expected = f"P{years}Y"
    for number in (str(years), spell(years), spell(years).replace(" ", ""), f"{years} ({spell(years)})"):
        assert read(f"{number} {unit}").maximum == expected
        assert read(f"işten ayrılmasından itibaren {number} {unit}").maximum == expected


@given(st.integers(0, 40), st.integers(0, 11), st.integers(0, 3), st.integers(0, 29), st.integers(0, 23))
def test_periods_read_back(years: int, months: int, weeks: int, days: int, hours: int) -> None:
    days %= 7 if weeks else 30  # "1 hafta 7 gün" may be one week said twice
    period = Period(years, months, weeks, days, hours)
    parts = zip((years, months, weeks, days, hours), ("yıl", "ay", "hafta", "gün", "saat"), strict=True)
    text = " ".join(f"{number} {unit}" for number, unit in parts if number)
    if not text:
        assert read(str(period)).reason == Reason.ZERO
        return
    assert read(text).maximum == read(str(period)).maximum == str(period)


VOCABULARY = sorted({word for row in ROWS for word in row["text"].split()} | {"\n", ";", ".", "(", ")"})
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join))


@given(TEXTS)
def test_any_text_has_a_reading_that_hangs_together(text: str) -> None:
    reading = read(text)
    assert reading.text == text
    assert str(why(reading))
    assert {word.role for word in words_of(text)} <= set(ROLES)
    periods = [Period.parse(term.period) for term in reading.terms if term.period]
    assert (reading.kind is RetentionKind.BOUNDED) == bool(periods)
    if reading.kind is RetentionKind.UNREADABLE:
        assert not reading.terms
    if reading.maximum:
        longest = Period.parse(reading.maximum)
        assert not any(period.longer_than(longest) for period in periods)
    if reading.reason:
        assert reading.reason in set(Reason)


def _has_a_role_for_each_word(text: str) -> None:
    words = words_of(text)
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(char for char in composed if unicodedata.category(char) not in {"Mn", "Cf"})
    assert "".join("".join(word.text for word in words).split()) == "".join(shown.split())
    roles = {word.role for word in words}
    if read(text).kind is RetentionKind.UNREADABLE:
        assert Role.IN_THE_WAY in roles
    else:
        assert not roles & {Role.IN_THE_WAY, Role.LEFT_OVER}


@given(TEXTS)
def test_each_word_of_any_text_has_one_role(text: str) -> None:
    _has_a_role_for_each_word(text)


@pytest.mark.parametrize("text", [row["text"] for row in ROWS])
def test_each_word_has_one_role(text: str) -> None:
    _has_a_role_for_each_word(text)


ROLES_OF_WORDS = {
    "Sözleşme bitiminden itibaren en az 10 (on) yıl (TBK m.146) saklanır.": [
        ("Sözleşme bitiminden itibaren", Role.EVENT),
        ("en az", Role.BOUND),
        ("10 (on)", Role.NUMBER),
        ("yıl", Role.UNIT),
        ("(", Role.MARK),
        ("TBK m.146", Role.LAW),
        (")", Role.MARK),
        ("saklanır", Role.IGNORED),
        (".", Role.LIMB_END),
    ],
    "Kamera kayıtları 1,5 - 2 yıl; dava süresince ve yasal süre boyunca": [
        ("Kamera kayıtları", Role.CONDITION),
        ("1,5", Role.NUMBER),
        ("-", Role.BOUND),
        ("2", Role.NUMBER),
        ("yıl", Role.UNIT),
        (";", Role.LIMB_END),
        ("dava süresince", Role.LASTING),
        ("ve", Role.LINK),
        ("yasal süre boyunca", Role.IN_THE_WAY),
    ],
    "- Üyelik süresince\n- 10 yıl": [
        ("-", Role.MARK),
        ("Üyelik süresince", Role.LASTING),
        ("-", Role.IN_THE_WAY),
        ("10 yıl", Role.LEFT_OVER),
    ],
    "Üyelik süresince\n10 yıl": [("Üyelik süresince", Role.LASTING), ("10", Role.NUMBER), ("yıl", Role.UNIT)],
    "yasal sürelere bir yıl eklenerek": [
        ("yasal sürelere", Role.OPEN),
        ("bir", Role.NUMBER),
        ("yıl", Role.UNIT),
        ("eklenerek", Role.LINK),
    ],
    "10 yıl, açık rıza varsa süresiz": [
        ("10", Role.NUMBER),
        ("yıl", Role.UNIT),
        (",", Role.MARK),
        ("açık rıza varsa", Role.CONDITION),
        ("süresiz", Role.IN_THE_WAY),
    ],
    "30 gün veya çıkış yapana kadar": [
        ("30", Role.NUMBER),
        ("gün", Role.UNIT),
        ("veya", Role.IN_THE_WAY),
        ("çıkış yapana kadar", Role.LEFT_OVER),
    ],
    "sözleşmenin bitiminden itibaren 10 yıl (TTK m.82)": [
        ("sözleşmenin bitiminden itibaren", Role.EVENT),
        ("10", Role.NUMBER),
        ("yıl", Role.UNIT),
        ("(", Role.MARK),
        ("TTK m.82", Role.IN_THE_WAY),
        (")", Role.MARK),
    ],
    "10 yıl / 10 years": [
        ("10", Role.NUMBER),
        ("yıl", Role.UNIT),
        ("/", Role.MARK),
        ("10 years", Role.GLOSS),
    ],
    "yok": [("yok", Role.PLACEHOLDER)],
    "P10Y": [("P10Y", Role.DURATION)],
}


@pytest.mark.parametrize(("text", "expected"), ROLES_OF_WORDS.items())
def test_roles_of_words(text: str, expected: list[tuple[str, Role]]) -> None:
    assert list(words_of(text)) == expected


@pytest.mark.parametrize(
    "text", ["9" * 400 + " yıl", "9" * 5000 + " yıl", "P" + "9" * 400 + "Y", "(" * 5000, "10 yıl; " * 500]
)
def test_very_long_texts_are_read_too(text: str) -> None:
    assert read(text).kind in {RetentionKind.UNREADABLE, RetentionKind.BOUNDED}
