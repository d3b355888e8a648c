"""Inventories as organisations lay them out, of many a shape: nothing lost, nothing filed wrong, and back unchanged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.workbook.reader_sheets import Laid, lay_out

HEAD = ("Departman", "Faaliyet", "Veri Kategorisi", "Kişisel Veri", "Saklama Süresi")
ROW = ("İK", "Bordro", "Kimlik", "ad, soyad", "10 yıl")
LEFT_OUT = "The row is taken for a total or a place to sign, and left out."


@dataclass(frozen=True)
class Case:
    """A workbook, the entries it holds by some of their values, and cells that something is said of."""

    sheets: Mapping[str, Laid | Sequence[Sequence[Any]]]
    entries: Sequence[tuple[Any, ...]]
    values: Sequence[str] = ("activity_name", "category")
    said: Mapping[str, str] = field(default_factory=dict)


def one(*rows: Sequence[Any], merged: Sequence[str] = ()) -> Mapping[str, Laid]:
    return {"Envanter": Laid(rows, merged)}


CASES = {
    "activities down, categories across": Case(
        one(
            ("Departman", "Faaliyet", "Kimlik", "İletişim", "Sağlık Bilgileri", "Hukuki Sebep"),
            ("İK", "İşe alım", "X", "✓", None, "5/2-c"),
            ("İSG", "Muayene", "X", "-", "kan grubu, tanı", "6/3-f"),
            ("İSG", "Ziyaret", "X", "?", "☐", "5/2-f"),
        ),
        [
            ("İşe alım", "Kimlik", [], ["5/2-c"]),
            ("İşe alım", "İletişim", [], ["5/2-c"]),
            ("Muayene", "Kimlik", [], ["6/3-f"]),
            ("Muayene", "Sağlık Bilgileri", ["kan grubu", "tanı"], ["6/3-f"]),
            ("Ziyaret", "Kimlik", [], ["5/2-f"]),
        ],
        ("activity_name", "category", "items", "bases"),
        {
            "C1": "Columns C, D, E are headed by a term each: a row with a mark there has that term.",
            "E4": '"☐" does not say whether the row has "Sağlık Bilgileri": write X, or leave it empty.',
        },
    ),
    "categories and subject groups across, under groups": Case(
        one(
            ("Birim", "Faaliyet", "VERİ KATEGORİLERİ", None, "KİŞİ GRUBU", None, "Süre"),
            (None, None, "Kimlik", "Finans", "Çalışan", "Ziyaretçi", None),
            ("İK", "Bordro", "X", "X", "X", None, "10 yıl"),
            ("İdari İşler", "Giriş", "X", None, "X", "X", "1 yıl"),
            merged=("A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"),
        ),
        [
            ("Bordro", "Kimlik", ["Çalışan"]),
            ("Bordro", "Finans", ["Çalışan"]),
            ("Giriş", "Kimlik", ["Çalışan", "Ziyaretçi"]),
        ],
        ("activity_name", "category", "subjects"),
    ),
    "a table of people who sign": Case(
        one(
            HEAD,
            ROW,
            (),
            ("Adı Soyadı", "Unvanı", "Birimi", "Tarih", "İmza"),
            ("A. B.", "Müdür", "İK", "01.02.2024", "imzalıdır"),
            ("C. D.", "Müdür Yrd.", "01.02.2024"),
        ),
        [("Bordro", "Kimlik")],
        said={"A4": LEFT_OUT, "A5": LEFT_OUT, "A6": LEFT_OUT},
    ),
    "names below those who prepare and approve": Case(
        one(HEAD, ROW, (), (None, "Hazırlayan", None, "Onaylayan"), (None, "A. B.", "Şef", "C. D.")),
        [("Bordro", "Kimlik")],
        said={"B4": LEFT_OUT, "B5": LEFT_OUT},
    ),
    "data go on after a place to sign": Case(
        one(HEAD, ("Onaylayan",), ROW, ("İK", "İzin", "Kimlik", None, "5 yıl")),
        [("Bordro", "Kimlik"), ("İzin", "Kimlik")],
    ),
    "a heading over two columns": Case(
        one(
            ("Departman", "Faaliyet", "Veri Kategorisi", "Kişisel Veri", None, "Saklama Süresi"),
            ("İK", "Bordro", "Kimlik", "ad", "soyad", "10 yıl"),
            ("İK", "İzin", "Kimlik", "ad", None, "10 yıl"),
            merged=("D1:E1", "D3:E3"),
        ),
        [("Bordro", "Kimlik", ["ad", "soyad"]), ("İzin", "Kimlik", ["ad"])],
        ("activity_name", "category", "items"),
        {"E1": "Columns D and E stand under one heading and are read as one."},
    ),
    "English headings with the Turkish ones beside them": Case(
        one(
            (
                "Department / Departman",
                "Processing Activity (Faaliyet)",
                "Data Category (Veri Kategorisi)",
                "Hukuki Sebep (KVKK m.5, m.6)",
                "Aktarım (Yurt İçi)",
            ),
            ("HR", "Payroll", "Kimlik", "5/2-ç", "SGK"),
        ),
        [("Payroll", "Kimlik", "HR", ["5/2-ç"], ["SGK"])],
        ("activity_name", "category", "department", "bases", "recipients"),
    ),
    "recipients in sentences": Case(
        one(
            ("Faaliyet", "Veri Kategorisi", "Alıcı / Alıcı Grupları"),
            ("a", "Kimlik", "İş ortaklarımızla paylaşılmaktadır"),
            ("b", "Kimlik", "Aktarım yok (iç kullanım)"),
            ("c", "Kimlik", "Aktarım: Yok"),
            ("d", "Kimlik", "Yurt içi: SGK, Noter\nYurt dışı: ABC (ABD)"),
            ("e", "Kimlik", "Tedarikçiler (ABC Ltd. Şti.)"),
            ("f", "Kimlik", "Sağlık Bakanlığı (USBS)"),
            ("g", "Kimlik", "Sağlık Bakanlığı"),
        ),
        [
            ("a", [], None, True),
            ("b", [], None, True),
            ("c", [], None, False),
            ("d", ["SGK", "Noter", "ABC (ABD)"], True, False),
            ("e", ["Tedarikçiler", "ABC Ltd. Şti."], None, False),
            ("f", ["Sağlık Bakanlığı (USBS)"], None, False),
            ("g", ["Sağlık Bakanlığı"], None, False),
        ],
        ("activity_name", "recipients", "abroad", "recipients not stated"),
        {
            "C2": '"İş ortaklarımızla paylaşılmaktadır" does not name who the data go to: write names, or Yok.',
            "C3": '"Aktarım yok (iç kullanım)" does not name who the data go to: write names, or Yok.',
        },
    ),
    "marks and numbers where words belong": Case(
        one(
            ("Faaliyet", "Veri Kategorisi", "Özel Nitelikli (E/H)", "İşleme Amacı", "Yurt Dışı Aktarım"),
            ("a", "Kimlik", "0", "1,3,5", "☐"),
            ("b", "Sağlık Verisi (Özel Nitelikli)", "+", "X", "+"),
        ),
        [("a", "Kimlik", False, [], [], None), ("b", "Sağlık Verisi", True, [], [], True)],
        ("activity_name", "category", "special", "items", "purposes", "abroad"),
        {
            "C2": '"0" does not say whether the data are special: write Evet or Hayır.',
            "D2": '"1,3,5" names nothing: write the words that it stands for.',
            "D3": '"X" names nothing: write the words that it stands for.',
            "E2": '"☐" does not say whether data go abroad: write Evet or Hayır.',
        },
    ),
    "several categories in one cell": Case(
        one(
            ("Faaliyet", "Veri Kategorisi"),
            ("a", "Kimlik ve İletişim Bilgileri"),
            ("b", "Kimlik, İletişim ve Finans"),
            ("c", "Özlük - diploma, sicil no"),
            ("d", "Kimlik - Veli"),
        ),
        [
            ("a", "Kimlik", []),
            ("a", "İletişim Bilgileri", []),
            ("b", "Kimlik", []),
            ("b", "İletişim", []),
            ("b", "Finans", []),
            ("c", "Özlük", ["diploma", "sicil no"]),
            ("d", "Kimlik - Veli", []),
        ],
        ("activity_name", "category", "items"),
        {"B2": 'Read as "Kimlik", "İletişim Bilgileri": a space, a dash or an "and" parts them.'},
    ),
    "repealed codes and periods under a unit": Case(
        one(
            ("Faaliyet", "Veri Kategorisi", "Hukuki Sebep", "Saklama Süresi (Yıl)"),
            ("a", "Sağlık Bilgileri", "m.6/3 (eski): kamu sağlığının korunması", 10),
            ("b", "Biyometrik Veri", "KVKK 6/3 mülga, kanunlarda öngörülmesi", "2-3"),
            ("c", "Sağlık Bilgileri", "6/2 açık rıza", "6 ay"),
        ),
        [
            ("a", ["6/3-old-2"], "10 yıl"),
            ("b", ["6/3-old-1"], "2-3 yıl"),
            ("c", ["6/2-old"], "6 ay"),
        ],
        ("activity_name", "bases", "retention"),
    ),
    "an older inventory with few columns beside another": Case(
        {
            "Envanter": [HEAD, ROW, ("İK", "İzin", "Kimlik", "ad", "5 yıl")],
            "Eski": [("Faaliyet", "Veri Kategorisi", "Hukuki Sebep"), ("Bordro", "Finans", "5/2-ç")],
        },
        [("Bordro", "Kimlik"), ("İzin", "Kimlik"), ("Bordro", "Finans")],
    ),
    "a sheet of periods beside the inventory": Case(
        {
            "Süreler": [("Faaliyet", "Kategori", "Saklama Süresi"), ("Bordro", "Kimlik Bilgileri", "10 yıl")],
            "Envanter": [("Faaliyet", "Veri Kategorisi", "Amaç"), ("Bordro", "Kimlik, Finans", "Eğitim")],
        },
        [("Bordro", "Kimlik", "10 yıl"), ("Bordro", "Finans", "")],
        ("activity_name", "category", "retention"),
    ),
}


def value(entry: Mapping[str, Any], name: str) -> Any:
    match name:
        case "recipients not stated":
            return "recipients" in entry["not_stated"]
        case "category":
            return entry[name]["label"]
        case "retention":
            return entry[name]["text"]
        case "bases":
            return [basis["code"] for basis in entry[name]]
        case "subjects" | "recipients" | "purposes":
            return [term["label"] for term in entry[name]]
    return entry[name]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_nothing_is_lost_or_filed_wrong_and_it_comes_back(run: Run, tmp_path: Path, case: Case) -> None:
    run("init")
    lay_out(tmp_path / "e.xlsx", case.sheets)
    plan = run("import e.xlsx --dry-run -f json").json
    assert [tuple(value(entry, name) for name in case.values) for entry in plan["entries"]] == case.entries
    messages = {(problem["cell"], problem["message"]) for problem in plan["problems"]}
    assert case.said.items() <= messages
    run("import e.xlsx")
    assert "nothing changed" in run("import e.xlsx").err
    for name in ("out.xlsx", "out.csv"):
        run(f"export inventory -o {name}")
        assert "nothing changed" in run(f"import {name}").err


REFUSED = {
    "cards, one below the other": (
        [
            ("Faaliyet", "Bordro"),
            ("Veri Kategorisi", "Kimlik, Finans"),
            ("Amaç", "Ücret"),
            ("Saklama Süresi", "10 yıl"),
            (),
            ("Faaliyet", "İzin"),
            ("Veri Kategorisi", "Kimlik"),
        ],
        "The sheet has its headings below each other (rows 1–4)",
    ),
    "a mark for a category": (
        [HEAD, ("İK", "Bordro", "X", "ad", "10 yıl")],
        '"X" is no name of a data category.',
    ),
    "a date for a category": (
        [HEAD, ("İK", "Bordro", "01.02.2024", "ad", "10 yıl")],
        '"01.02.2024" is no name of a data category.',
    ),
    "nothing but headings between the data": (
        [HEAD, ("Bu sayfa doldurulacaktır",), ("Not: bkz. ek",)],
        "No row of the sheet was taken for an entry",
    ),
}


@pytest.mark.parametrize(("rows", "says"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused(run: Run, tmp_path: Path, rows: Any, says: str) -> None:
    run("init")
    lay_out(tmp_path / "e.xlsx", {"Envanter": rows})
    ran = run("import e.xlsx -f json", code=3)
    assert [p["message"] for p in ran.json["problems"] if p["message"].startswith(says)]
    assert run("entry list -f json").json == []


def test_a_mapping_saved_from_marks_reads_them_again(run: Run, tmp_path: Path) -> None:
    case = CASES["activities down, categories across"]
    lay_out(tmp_path / "e.xlsx", case.sheets)
    run("init")
    run("import e.xlsx --save-map e.toml")
    assert "nothing changed" in run("import e.xlsx --map e.toml").err


def test_marks_in_a_csv_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text(
        "Birim;Faaliyet;Kimlik;Finans\nİK;Bordro;X;\nİK;Prim;;X\n", encoding="utf8"
    )
    run("init")
    run("import e.csv")
    entries = run("entry list -f json").json
    assert [(e["activity_name"], e["category"]["label"]) for e in entries] == [
        ("Bordro", "Kimlik"),
        ("Prim", "Finans"),
    ]
