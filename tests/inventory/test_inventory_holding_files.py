"""Long texts of holdings: read by the thousand rows, they end in what the same rows end in when read one by one."""

import csv
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvkkctl.inventory.columns import HOLDINGS
from kvkkctl.inventory.holding_files import HoldingFiles, Taken
from kvkkctl.inventory.intake import Choices
from kvkkctl.inventory.mapping import ImportMap
from kvkkctl.inventory.sheets import Book, PlainRows
from kvkkctl.register import Register, create_register, open_register
from kvkkctl.workbook.plain import read_plain
from kvkkctl.workbook.reader import read_book
from tests.inventory.inventory_rows import BORDRO, Office

HEADINGS = (
    "Saklama No",
    "Envanter Kaydı",
    "Faaliyet",
    "Veri Kategorisi",
    "Kayıt",
    "Kayıt Ortamı",
    "Başlangıç Olayı",
    "Olay Tarihi",
    "Miktar",
    "Silme Talebi Tarihi",
    "Saklama Süresi",
    "Saklama Askısı Nedeni",
    "Durum",
)
TODAY = date(2026, 11, 22)
# mostly what any row says, now and then what is out of the ordinary
CELLS = {
    "Saklama No": ["", "", "", "", "H1", "H2", "H77"],
    "Envanter Kaydı": ["E1", "E2", "E1", "", "E9", "e1"],
    "Faaliyet": ["", "Bordro", "bordro", "Eğitim"],
    "Veri Kategorisi": ["", "Kimlik", "Finans"],
    "Kayıt": [
        "Dosyalar",
        "dosyalar",
        "Klasör  3",
        "",
        "İki\nsatır",
        "'=A1",
        "Kayıt",
        " Bordro ",
        "S\u0327ubeler",
        "a\u00a0b",
        "Toplam",
    ],
    "Kayıt Ortamı": ["", "Kâğıt", "-", 'a "b" \\ c'],
    "Başlangıç Olayı": ["", "işten ayrılma", "Başlangıç Olayı", "?"],
    "Olay Tarihi": ["31.12.2015", "2016-01-31", "", "-", "30.02.2016", "2015", "'31.12.2015"],
    "Miktar": ["", "1 koli", "-"],
    "Silme Talebi Tarihi": ["", "", "01.11.2026", "01.01.2030"],
    "Saklama Süresi": ["", "10 yıl", "5 yıl", "ay"],
    "Saklama Askısı Nedeni": ["", "", "dava"],
    "Durum": ["", "", "Saklanıyor", "İmha edildi", "belki"],
}


def write(path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headings)
        writer.writerows(rows)
    return path


def taken(register: Register, *files: Book | PlainRows) -> tuple[list[Taken], list[Any]]:
    """Take files where they have no errors, and return what that did and the holdings there are then."""
    made: list[Taken] = []

    class Rejected(Exception):
        pass

    def make(change: Any) -> None:
        made.extend(HoldingFiles(change, Choices(today=TODAY), lambda chunks, *_: chunks).take_all(files))
        if any(each.rejected for each in made):
            raise Rejected

    with suppress(Rejected):
        register.change("test", make)
    return made, kept(register)


def kept(register: Register) -> list[Any]:
    snapshot = register.snapshot()
    found = []
    for holding in snapshot.holdings.values():
        values = holding.model_dump(exclude={"id", "retention", "origin"})
        phrase = snapshot.retention_of(holding) if holding.retention else None
        place = snapshot.provenance(holding.origin)
        where = (
            (place.source.file, place.source.sheet, place.row, sorted(place.cells.items())) if place else None
        )
        found.append((values, phrase.text if phrase else None, where))
    return sorted(found, key=repr)


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[str, ...], list[list[str]]]:
    optional = [name for name in HEADINGS if name not in {"Kayıt", "Olay Tarihi"}]
    chosen = draw(st.sets(st.sampled_from(optional))) | {"Kayıt", "Olay Tarihi"}
    headings = tuple(name for name in HEADINGS if name in chosen)
    usual = st.sampled_from([0, 0, 0, 0, 0, 0, 0, 1])
    rows = [
        [
            draw(st.sampled_from(CELLS[name])) if draw(usual) else CELLS[name][0] or CELLS[name][1]
            for name in headings
        ]
        for _ in range(draw(st.integers(1, 12)))
    ]
    return headings, rows


@pytest.mark.parametrize("constant", [{}, {"entry": "E1"}, {"activity": "Bordro", "category": "Kimlik"}])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=tables(), second=tables())
def test_by_the_thousand_and_one_by_one_come_to_the_same(tmp_path, constant, first, second):
    mapping = ImportMap(constants=constant)
    begun = tmp_path / "begun"
    if not begun.exists():
        begun.mkdir()
        Office.at(begun).take(BORDRO, {**BORDRO, "category": "Finans"})
    ways = []
    for read in (read_plain, read_book):
        copied = tmp_path / "copied.db"
        copyfile(next(begun.glob("*.db")), copied)
        register = open_register(copied)
        outcome = []
        for headings, rows in (first, first, second):
            path = write(tmp_path / "liste.csv", headings, rows)
            file = read(path, mapping, HOLDINGS) or read_book(path, mapping, HOLDINGS)
            done, holdings = taken(register, file)
            problems = sorted(map(repr, (each for one in done for each in one.problems)))
            sheets = [
                (sheet.rows, sheet.first_row, sheet.columns) for one in done for sheet in one.book.sheets
            ]
            outcome.append((holdings, problems, [one.summary() for one in done], sheets))
        ways.append(outcome)

    assert ways[0] == ways[1]


def lines(*rows: str) -> list[list[str]]:
    return [row.split("|") for row in rows]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office.at(tmp_path)
    made.take(BORDRO, {**BORDRO, "category": "Finans"})
    return made


def plain(path: Path) -> PlainRows:
    found = read_plain(path, ImportMap(), HOLDINGS)
    assert found is not None
    return found


PLACE = ("Envanter Kaydı", "Kayıt", "Olay Tarihi")


def test_a_holding_of_an_earlier_file_of_the_same_command_is_recognised(office, tmp_path):
    first = write(tmp_path / "a.csv", PLACE, lines("E1|Dosya 1|31.12.2015", "E1|Dosya 2|31.12.2015"))
    second = write(tmp_path / "b.csv", PLACE, lines("E1|Dosya 2|31.12.2015", "E1|Dosya 3|31.12.2015"))
    done, holdings = taken(office.register, plain(first), plain(second))

    assert [each.summary()["add"] for each in done] == [2, 1]
    assert done[1].summary()["same"] == 1
    assert [values["label"] for values, _, _ in holdings] == ["Dosya 1", "Dosya 2", "Dosya 3"]


def test_what_an_earlier_file_says_is_not_replaced_in_silence(office, tmp_path):
    headings = (*PLACE, "Miktar")
    first = write(tmp_path / "a.csv", headings, lines("E1|Dosya|31.12.2015|1 koli"))
    second = write(tmp_path / "b.csv", headings, lines("E1|Dosya|31.12.2015|2 koli"))
    done, holdings = taken(office.register, plain(first), plain(second))

    assert [[problem.severity.value for problem in each.problems] for each in done] == [[], ["error"]]
    assert holdings == []


def test_new_holdings_are_in_the_history_as_any_other(office, tmp_path):
    path = write(tmp_path / "a.csv", PLACE, lines(*(f"E1|Dosya {n}|31.12.2015" for n in range(95))))
    taken(office.register, plain(path))
    *_, entry = office.register.journal()
    images = {line.record: line.after for line in entry.lines if line.kind == "holding"}

    snapshot = office.register.snapshot()
    assert images == {number: holding.model_dump_json() for number, holding in snapshot.holdings.items()}
    assert len(images) == 95


def test_an_edit_of_many_keeps_their_numbers(office, tmp_path):
    rows = lines(*(f"E1|Dosya {n}|31.12.2015" for n in range(50)))
    taken(office.register, plain(write(tmp_path / "a.csv", PLACE, rows)))
    before = office.register.snapshot().holdings
    rows[7][2], rows[8][2] = "31.12.2016", "2017-12-31"
    done, _ = taken(office.register, plain(write(tmp_path / "a.csv", PLACE, rows[::-1])))
    after = office.register.snapshot().holdings

    assert {name: done[0].summary()[name] for name in ("add", "update", "same")} == {
        "add": 0,
        "update": 2,
        "same": 48,
    }
    assert {n for n in before if before[n].event_date != after[n].event_date} == {8, 9}


def test_create_register_is_left_alone_by_an_empty_list(tmp_path):
    register = create_register(tmp_path / "leer.db")
    path = write(tmp_path / "a.csv", PLACE, [["", "", ""]])
    done, holdings = taken(register, plain(path))
    assert (done[0].summary()["add"], done[0].problems, holdings) == (0, [], [])


@pytest.mark.parametrize("read", [read_plain, read_book])
def test_rows_that_are_the_same_are_told_however_they_are_read(office, tmp_path, read):
    rows = lines("E1|Dosya|31.12.2015", "E1|'=A1|31.12.2015", "E1|Dosya|31.12.2015", "E1|Başka|31.12.2015")
    rows += lines("E1|'=A1|31.12.2015", "E2|Dosya|31.12.2015", "E1|Dosya|-")
    file = read(write(tmp_path / "a.csv", PLACE, rows), ImportMap(), HOLDINGS)
    done, holdings = taken(office.register, file)

    assert len(holdings) == 7
    assert sorted((each.severity.value, each.cell) for each in done[0].problems) == [
        ("warning", "2"),
        ("warning", "3"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_decomposed_letters_are_composed(office, tmp_path, encoding):
    label = "Şube arşivi İĞŞÇÖÜ"
    path = write(tmp_path / "a.csv", PLACE, [["E1", unicodedata.normalize("NFD", label), "31.12.2015"]])
    path.write_bytes(path.read_text(encoding="utf8").encode(encoding))
    taken(office.register, plain(path))
    assert [holding.label for holding in office.now.holdings.values()] == [label]
    done, _ = taken(office.register, plain(write(path, PLACE, [["E1", label, "31.12.2015"]])))
    assert done[0].summary()["same"] == 1


@pytest.mark.parametrize("read", [read_plain, read_book])
def test_rows_that_say_most_choose_first(office, tmp_path, read):
    headings = ("Envanter Kaydı", "Kayıt", "Olay Tarihi", "Durum")
    alike = "E1|Dosyalar|31.12.2015|"
    for rows in ((f"{alike}İmha edildi", alike, alike), (alike, alike, f"{alike}İmha edildi")):
        file = read(write(tmp_path / "a.csv", headings, lines(*rows)), ImportMap(), HOLDINGS)
        done, _ = taken(office.register, file)
    assert done[0].summary()["same"] == 3
    assert not done[0].problems


@pytest.mark.parametrize("read", [read_plain, read_book])
def test_what_can_hardly_be_meant_is_told_however_it_is_read(office, tmp_path, read):
    headings = (*PLACE, "Miktar")
    rows = lines("E1|A|31.12.2015|1", "E1|B|01.01.1900|2", "E1|C|31.12.2015|-4", "E1|D|31.12.2099|'-4")
    file = read(write(tmp_path / "a.csv", headings, rows), ImportMap(), HOLDINGS)
    done, holdings = taken(office.register, file)

    assert sorted((each.severity.value, each.cell) for each in done[0].problems) == [
        ("warning", "C3"),
        ("warning", "C5"),
        ("warning", "D4"),
        ("warning", "D5"),
    ]
    assert {values["label"]: values["quantity"] for values, _, _ in holdings} == {
        "A": "1",
        "B": "2",
        "C": "-4",
        "D": "-4",
    }
