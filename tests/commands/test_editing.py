"""By hand: the same checks as importing, one journal entry each."""

from tests.conftest import Run


def test_an_inventory_by_hand(run: Run) -> None:
    run("init")
    run('activity add "Bordro" --code IK-1 --department "İnsan Kaynakları"')
    run(
        'entry add --activity ik-1 --category KİMLİK --purpose "Finans ve Muhasebe İşlerinin Yürütülmesi" '
        '--subject Çalışanlar --basis 5/2-ç --law "5510 sayılı Kanun m.86" --recipient Yok --abroad hayır '
        '--retention "10 yıl" --measure "Şifreleme yapılmaktadır."'
    )
    entry = run("entry list -f json").json[0]
    assert entry["category"] == {"label": "KİMLİK", "term": "Kimlik", "match": "exact"}
    assert entry["subjects"][0]["term"] == "Çalışan"
    assert entry["bases"] == [
        {"label": "5/2-ç", "code": "5/2-ç", "law": "5510 sayılı Kanun m.86", "article": "m.86"}
    ]
    assert entry["recipients"] == []
    assert "recipients" not in entry["not_stated"]
    assert entry["abroad"] is False
    assert entry["retention"]["maximum"] == "P10Y"
    assert entry["origin"] is None


def test_editing_changes_what_is_given_and_no_more(example: Run) -> None:
    before = example("entry show E1 -f json").json
    example('entry edit E1 --retention "5 yıl"')
    after = example("entry show E1 -f json").json
    assert after["retention"]["text"] == "5 yıl"
    assert {key for key in before if before[key] != after[key]} == {"retention"}
    example('entry edit E1 --law "6563 sayılı Kanun m.5"')
    bases = example("entry show E1 -f json").json["bases"]
    assert [basis["code"] for basis in bases] == ["5/2-a", "5/2-ç"]
    assert {basis["law"] for basis in bases} == {"6563 sayılı Kanun m.5"}
    example(["entry", "edit", "E1", "--retention", ""])
    assert example("entry show E1 -f json").json["retention"]["kind"] == "missing"


def test_how_an_entry_is_destroyed_is_said_in_words(run: Run) -> None:
    run("init")
    run("activity add Bordro --code A")
    run('entry add --activity A --category Kimlik --subject Çalışan --method "Kâğıt  öğütücüde\n yok etme"')
    assert run("entry show E1 -f json").json["method"] == "Kâğıt öğütücüde yok etme"
    assert "Method of destruction" in run("entry show E1").out
    run('entry edit E1 --retention "10 yıl"')
    assert run("entry show E1 -f json").json["method"] == "Kâğıt öğütücüde yok etme"
    run("entry edit E1 --method Silme")
    assert run("entry list -f json").json[0]["method"] == "Silme"
    run(["entry", "edit", "E1", "--method", ""])
    assert run("entry show E1 -f json").json["method"] is None
    assert "Method of destruction" not in run("entry show E1").out


def test_an_entry_that_is_there_is_not_added_twice(run: Run) -> None:
    run("init")
    run("activity add Bordro --code A")
    run("entry add --activity A --category Kimlik --subject Çalışan")
    assert (
        "E1 says that already"
        in run("entry add --activity A --category kimlik --subject Çalışan", code=3).err
    )


def test_terms(example: Run) -> None:
    example('category map "Fatura Bilgisi" "Müşteri İşlem"')
    term = next(t for t in example("category list -f json").json if t["label"] == "Fatura Bilgisi")
    assert (term["term"], term["match"]) == ("Müşteri İşlem", "alias")
    assert term["used_by"] == ["E23", "E35"]
    example('category rename "Fatura Bilgisi" "Fatura Bilgileri"')
    assert example("entry show E23 -f json").json["category"]["label"] == "Fatura Bilgileri"
    example('category merge "Fatura Bilgileri" "Müşteri İşlem Bilgisi"')
    assert example("entry show E23 -f json").json["category"]["label"] == "Müşteri İşlem Bilgisi"
    labels = [term["label"] for term in example("category list -f json").json]
    assert "Fatura Bilgileri" not in labels
    assert example("category list -f json").json[labels.index("Müşteri İşlem Bilgisi")]["former"] == [
        "Fatura Bilgisi",
        "Fatura Bilgileri",
    ]


def test_a_mapping_is_kept_by_the_next_import(example: Run) -> None:
    example('category map "Fatura Bilgisi" "Müşteri İşlem"')
    assert example("import data/example/envanter.xlsx --dry-run -f json").json["summary"]["same"] == 56
    rolled = example("verbis preview -f json").json["categories"][5]
    assert "E23" in rolled["entries"]


def test_nothing_special_becomes_ordinary(run: Run) -> None:
    run("init")
    run('category add "Parmak izi kaydı" --special')
    assert "is special" in run('category map "Parmak izi kaydı" Kimlik', code=3).err
    run('category map "Parmak izi kaydı" "Biyometrik Veri"')
    run("category add Kimlik")
    assert "is a special category" in run('category merge "Parmak izi kaydı" Kimlik', code=3).err


def test_controller(run: Run) -> None:
    run("init")
    run(
        'controller set --title "A Ş." --employees 60 --resident --destruction-months 6,12 --policy-date 2024-01-31'
    )
    assert run("controller show -f json").json["employees"] == 60
    run(["controller", "set", "--title", ""])
    assert run("controller show -f json").json["title"] is None
    assert run("controller show -f json").json["policy_date"] == "2024-01-31"


def test_holdings_by_hand(example: Run) -> None:
    example('holding add "2019 siparişleri" --entry E3 --event-date 2019-12-31 --retention "5 yıl"')
    row = next(row for row in example("due -f json").json if row["label"] == "2019 siparişleri")
    assert (row["duty_on"], row["status"]) == ("2024-12-31", "overdue")
    example(f"holding remove {row['holding']}")
    assert "E3 is used by" not in example("entry remove E3").err


def test_each_change_is_one_journal_entry(example: Run) -> None:
    example('category map "Fatura Bilgisi" "Müşteri İşlem"')
    log = example("log -f json").json
    assert [entry["seq"] for entry in log] == [1, 2]
    assert log[1]["command"] == "kvkkctl category map … 'Müşteri İşlem'"
    assert log[1]["previous"] == log[0]["hash"]
    (line,) = log[1]["records"]
    assert (line["before"]["official"], line["after"]["official"]) == (None, "Müşteri İşlem")


def test_transfers_by_hand(example: Run) -> None:
    assert "F02" in example("gaps --rule F02 -f csv").out
    example("transfer edit T4 --instrument 9/4-c --signed 2026-11-20 --frequency Sürekli")
    transfer = next(t for t in example("transfer list -f json").json if t["id"] == "T4")
    assert (transfer["instrument"], transfer["signed"], transfer["frequency"]) == (
        "9/4-c",
        "2026-11-20",
        "recurring",
    )
    assert [basis["code"] for basis in transfer["bases"]] == ["5/1"]
    assert "T4" not in {gap["ref"] for gap in example("gaps --rule F02 -f json").json}
    example(
        'transfer add "Yeni Bulut GmbH" --country Almanya --abroad evet --basis 5/2-f --purpose Yedekleme'
    )
    assert "T5 says that already" in example('transfer add "Yeni Bulut GmbH"', code=3).err
    assert "no instrument of Article 9" in example("transfer edit T5 --instrument 9/9", code=3).err
    example("transfer remove T5")


def test_what_is_worth_a_look_names_the_option(example: Run) -> None:
    ran = example(["entry", "edit", "E1", "--purpose", "Foo bar"])
    assert ran.err.splitlines()[0] == 'info: --purpose: "Foo bar" is not a VERBİS term and keeps its name.'
