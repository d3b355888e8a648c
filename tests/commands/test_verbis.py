"""`verbis preview`, `export` and `resolve` as a data protection officer runs them."""

import shlex

import pytest
from openpyxl import load_workbook

from tests.conftest import Run

CONTRACT = {
    "no",
    "name",
    "processed",
    "purposes",
    "recipients",
    "subjects",
    "abroad",
    "retention",
    "entries",
}
# what a person puts in place of the blank of a command
FILLED = {
    "map": "Diğer Bilgiler",
    "rename": "Denetçi",
    "--measure": "Güvenlik duvarları kullanılmaktadır.",
    "--recipient": "Tedarikçiler",
    "--purpose": "Denetim / Etik Faaliyetlerinin Yürütülmesi",
    "--subject": "Çalışan",
    "--reason": "Karar no. 7",
}
SMALL = (
    "activity add Bordro --code IK-1",
    "activity add Arşiv --code IK-2",
    (
        "entry add --activity IK-1 --category Kimlik --purpose 'Ücret Politikasının Yürütülmesi' --subject Çalışan"
        " --recipient Yok --abroad hayır --retention '10 yıl' --measure 'Güvenlik duvarları kullanılmaktadır.'"
    ),
    "entry add --activity IK-2 --category Kimlik --retention '30 gün'",
    "entry add --activity IK-1 --category Finans --retention '90 gün' --abroad evet",
)

REFUSED = {
    "verbis preview --screen 8": "There is no screen 8",
    "verbis preview --screen 'Veri'": "There is no screen Veri",
    "verbis preview --category Kimlk": "did you mean Kimlik",
    "verbis preview --category 27": "no VERBİS category",
    "verbis preview --category Kimlik --screen 1": "Choose one",
    "verbis resolve Kimlik --reason x": "Say what is decided",
    "verbis resolve Finans --retention '1 Ay' --reason '…'": "put in place",
    "verbis resolve Finans --retention '90 Gün' --reason x": "VERBİS does not take 90 Gün",
    "verbis resolve Finans --abroad --reason x": "There is nothing to decide about Finans, Abroad",
    "verbis resolve Lokasyon --not-processed --reason x": "There is nothing to decide",
    "verbis resolve Zimmet --no-abroad --reason x": "no VERBİS category",
    "verbis resolve remove V7": "There is no decision V7",
}


def fill(command: str) -> list[str]:
    """Return the words of a command for a person's terminal, its blanks filled in."""
    words = shlex.split(command)[1:]
    blank = next((word for word in words if word in FILLED), "")
    filled = {"…": FILLED.get(blank, ""), "… Yıl": "10 Yıl", "--abroad/--no-abroad": "--no-abroad"}
    return [filled.get(word, word) for word in words]


@pytest.fixture
def small(run: Run) -> Run:
    """Return `run` in a folder whose register holds three entries, with questions about all screens but one."""
    run("init")
    for line in SMALL:
        run(line)
    return run


@pytest.mark.parametrize("name", ["example", "small"])
def test_every_question_is_closed_by_its_command(name: str, request: pytest.FixtureRequest) -> None:
    run = request.getfixturevalue(name)
    closed: list[str] = []
    while questions := run("verbis preview -f json").json["unresolved"]:
        fix = questions[0]["fix"]
        assert fix not in closed
        closed.append(fix)
        run(fill(fix))
    assert len(closed) > 4
    rolled = run("verbis preview -f json").json
    assert [category["no"] for category in rolled["categories"]] == list(range(1, 27))
    assert all(set(category) >= CONTRACT for category in rolled["categories"])
    for category in rolled["categories"]:
        if category["processed"]:
            assert category["purposes"]
            assert category["subjects"]
            assert category["retention"]
            assert category["abroad"] is not None
    assert {each["status"] for each in rolled["decisions"]} == {"applied"}


def test_a_blank_that_is_left_as_it_is_changes_nothing(small: Run) -> None:
    before = small("log -f json").json
    for question in small("verbis preview -f json").json["unresolved"]:
        if "resolve" in question["fix"]:
            small(shlex.split(question["fix"])[1:], code=3)
    assert small("log -f json").json == before


def test_one_screen_in_the_order_to_click(small: Run) -> None:
    rows = small("verbis preview --screen 4 -f json").json
    assert [(row["category"], row["pick"], row["typed"], row["open"]) for row in rows] == [
        ("Kimlik", "Yıl", "10", False),
        ("Finans", "Diğer", "90 gün", True),
    ]
    same = [
        small(["verbis", "preview", "--screen", name]).out
        for name in ("4", "retention", "SAKLAMA", "süreleri")
    ]
    assert len(set(same)) == 1
    assert "no days" in same[0]
    assert len(small("verbis preview --screen measures -f json").json) == 1
    assert len(small("verbis preview --screen 1 -f json").json) == 26


def test_one_category_with_all_its_answers(small: Run) -> None:
    out = small("verbis preview --category finans").out
    card = dict(line.split("  ", 1) for line in out.splitlines())
    assert card["4 Veri Saklama Süreleri"].strip() == "Diğer: 90 gün  (E3)"
    assert card["6 Yabancı Ülkelere Aktarım"].strip() == "Evet  (E3)"
    found = small("verbis preview --category 10 -f json").json
    assert (found["name"], found["entries"]) == ("Finans", ["E3"])
    assert {each["category"] for each in found["unresolved"]} == {10}


def test_what_cannot_be_is_one_line_and_changes_nothing(small: Run) -> None:
    before = small("log -f json").json
    for line, words in REFUSED.items():
        said = small(line, code=3)
        assert words in said.err
        assert (said.out, said.err.count("\n")) == ("", 1)
    assert small("log -f json").json == before


def test_a_decision_is_listed_replaced_and_taken_back(small: Run) -> None:
    small(["verbis", "resolve", "--retention", "3 ay", "--reason", "En yakını", "finans"])
    small("verbis resolve set 10 --retention '4 Ay' --reason 'Yukarı yuvarlandı' --by Hukuk")
    (row,) = small("verbis resolve list -f json").json
    assert (row["id"], row["value"], row["reason"], row["decided_by"]) == (
        "V1",
        "4 Ay",
        "Yukarı yuvarlandı",
        "Hukuk",
    )
    assert (row["decided_on"], row["status"], row["grounds"]) == (
        "2026-11-22",
        "applied",
        ["“90 gün” = P90D"],
    )
    assert "4 Ay (V1)" in small("verbis preview").out
    assert "Decided: Finans: Retention: 4 Ay (V1, 2026-11-22, Hukuk)" in small("verbis preview").out
    small("verbis resolve remove v1")
    assert small("verbis resolve list -f json").json == []
    assert "Diğer: 90 gün" in small("verbis preview").out


def test_two_answers_are_decided_at_once_or_not_at_all(small: Run) -> None:
    small("verbis resolve Kimlik --no-abroad --recipients-complete --reason x")
    small("verbis resolve Kimlik --no-abroad --not-processed --reason x", code=3)
    assert len(small("verbis resolve list -f json").json) == 2


def test_a_decision_that_is_out_of_date_is_told_and_not_applied(small: Run) -> None:
    small("verbis resolve Finans --retention '3 Ay' --reason x")
    small("entry edit E3 --retention '120 gün'")
    rolled = small("verbis preview -f json").json
    assert rolled["categories"][9]["retention"] == {"unit": "Diğer", "count": None, "text": "120 gün"}
    (told,) = (each for each in rolled["unresolved"] if "V1" in each["why"])
    assert (told["what"], told["entries"]) == ("Finans", ["E3"])
    assert "new: “120 gün” = P120D; gone: “90 gün” = P90D" in told["why"]
    assert small("verbis resolve list -f json").json[0]["status"] == "stale"
    small("entry edit E3 --retention '2 yıl'")
    assert "not needed any more: Finans (V1)" in small("verbis preview").out


def test_what_is_exempt_is_said(small: Run) -> None:
    small("activity edit IK-1 --exemption 28/2-ç")
    assert "Left out" in small("verbis preview").out
    assert small("verbis preview -f json").json["left_out"] == [
        {"activity": "IK-1", "name": "Bordro", "exemption": "28/2-ç", "entries": ["E1", "E3"]}
    ]


def test_the_workbook_says_which_state_it_is_of(small: Run) -> None:
    small("verbis resolve Finans --retention '3 Ay' --reason x")
    small("verbis export -o v.xlsx")
    cells = {
        row[0]: row[1] for row in load_workbook("v.xlsx")["Kapak"].iter_rows(max_col=2, values_only=True)
    }
    assert cells["Kayıt defterinin durumu"] == small("log -f json").json[-1]["hash"][:16]


def test_several_categories_are_decided_alike_or_none(small: Run) -> None:
    open_ones = [
        each["category"]
        for each in small("verbis preview -f json").json["unresolved"]
        if each["screen"] == "abroad"
    ]
    assert open_ones
    small(["verbis", "resolve", *map(str, open_ones), "3", "--no-abroad", "--reason", "x"], code=3)
    assert small("verbis resolve list -f json").json == []
    small(["verbis", "resolve", *map(str, open_ones), "--no-abroad", "--reason", "x"])
    decided = small("verbis resolve list -f json").json
    assert len(decided) == len(open_ones)
    assert {(each["field"], each["value"]) for each in decided} == {("abroad", "no")}


def test_a_word_that_many_categories_use_is_asked_about_once(small: Run) -> None:
    small("activity add Sevkiyat --code LO-1")
    for category in ("Kimlik", "Finans"):
        small(
            [
                "entry",
                "add",
                "--activity",
                "LO-1",
                "--category",
                category,
                "--recipient",
                "Yetkili Kamu Kuruluşu",
            ]
        )
    asked = [
        each
        for each in small("verbis preview -f json").json["unresolved"]
        if each["what"] == "Yetkili Kamu Kuruluşu"
    ]
    told = [line for line in small("verbis preview").out.splitlines() if "Yetkili Kamu Kuruluşu" in line]
    assert [each["category"] for each in asked] == [1, 10]
    assert len(told) == 1
    assert all(ref in told[0] for each in asked for ref in each["entries"])


def test_recipients_that_were_said_to_be_complete_keep_the_entries_that_gave_them(small: Run) -> None:
    small("entry edit E1 --recipient Tedarikçiler")
    small("verbis resolve Kimlik --recipients-complete --no-abroad --reason 'Liste tam'")
    lines = small("verbis preview --category Kimlik").out.splitlines()
    assert [line.split("  (")[1] for line in lines if "Tedarikçiler" in line] == ["E1; V2)"]
    assert [line.split("  (")[1] for line in lines if "Hayır" in line] == ["V1)"]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("transfer add Bulut --abroad evet", 1),
        ("transfer add Bulut --country Almanya", 1),
        ("recipient add Bulut --country Almanya", 1),
        ("transfer add Bulut --abroad evet --ended 2020-01-01", 0),
        ("transfer add Bulut --abroad hayır", 0),
        ("recipient add Bulut --country Türkiye", 0),
    ],
)
def test_a_recipient_abroad_makes_it_a_question_that_nothing_goes_there(
    run: Run, line: str, asked: int
) -> None:
    run("init")
    run("activity add Bordro --code IK-1")
    run("entry add --activity IK-1 --category Kimlik --recipient Bulut --abroad hayır")
    run(line)
    found = [each for each in run("verbis preview -f json").json["unresolved"] if each["screen"] == "abroad"]
    assert [(each["what"], each["entries"], each["category"]) for each in found] == [
        ("Bulut", ["E1"], 1)
    ] * asked
    for each in found:
        run(shlex.split(each["fix"])[1:])
    after = run("verbis preview -f json").json["unresolved"]
    assert not [each for each in after if each["screen"] == "abroad"]
