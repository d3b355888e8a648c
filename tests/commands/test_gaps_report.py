"""The gap report as people read it: whole tables, and two screens where nearly everything fails."""

from math import ceil

import pytest

from tests.commands.gap_registers import ROWS, TIMED, small, write_poor_inventory
from tests.conftest import Run

BY_RULE = """\
3 of 5 entries state no retention period.

Rule  Weight   Gaps  What ought to hold, where it does not, and the article
───────────────────────────────────────────────────────────────────────────
A05   error       3  Every entry says how long its data are kept.
                     E1–E3 · KVKK m.4/2-d; KVKK m.16/3-f; Sicil Yön. m.9/4
A06   error       2  Every retention comes to an end.
                     E4–E5 · KVKK m.4/2-d
K04   warning     1  The facts that decide about registration are stated.
                     controller · KVKK m.16/2

Errors: 5; rules concerned: 2.
Warnings: 1; rules concerned: 1.
Remarks: 0; rules concerned: 0.

        Most rewarding first: settle
Closes  once                              Rules  Begin with
────────────────────────────────────────────────────────────────────────────────
     2  Retention wherever it says        A06    kvkkctl retention set R1 --as …
        "Makul süre"

Article    Fine under     Turkish lira, 2026    Rules
────────────────────────────────────────────────────────
KVKK m.16  KVKK m.18/1-ç  341,809 – 17,092,242  A05, K04

Each gap with its cell and what closes it: `kvkkctl gaps --all`, for scripts -f json.
What a rule asks, why, and how to close the gap: `kvkkctl rules explain A05`.
"""
EVERY = """\
Rule  Weight  Gap
────────────────────────────────────────────────────────────────────────────────
A02   error   E44 (Kayıtlı kartla alışveriş / Finansal Bilgi) names no legal
              basis.
              Envanter!H45 · KVKK m.5; KVKK m.6; Sicil Yön. m.4
              Name it (as 5/2-c): kvkkctl entry edit E44 --basis …
"""
BY_DEPARTMENT = """\
Department         Errors   Warnings   Remarks   Accepted   Gaps by rule
────────────────────────────────────────────────────────────────────────
İK                      3          0         0          0   A05 (3)
Pazarlama               2          0         0          0   A06 (2)
none, or several        0          1         0          0   K04

Errors: 5; rules concerned: 2.
Warnings: 1; rules concerned: 1.
Remarks: 0; rules concerned: 0.
"""
BY_CATEGORY = """\
Category           Errors   Warnings   Remarks   Accepted   Gaps by rule
────────────────────────────────────────────────────────────────────────
Kimlik                  2          0         0          0   A05, A06
Finans                  1          0         0          0   A05
Özlük                   1          0         0          0   A05
İletişim                1          0         0          0   A06
none, or several        0          1         0          0   K04
"""
BY_ENTRY = """\
Record                   Errors   Warnings   Remarks   Accepted   Gaps by rule
──────────────────────────────────────────────────────────────────────────────
E1 Bordro / Kimlik            1          0         0          0   A05
E2 Bordro / Finans            1          0         0          0   A05
E3 Bordro / Özlük             1          0         0          0   A05
E4 Kampanya / Kimlik          1          0         0          0   A06
E5 Kampanya / İletişim        1          0         0          0   A06
controller                    0          1         0          0   K04
"""
ASKED = "gaps --rule A05 --rule A06 --rule K04"


def test_the_report_by_rule(run: Run) -> None:
    assert small(run)(ASKED, COLUMNS="80").out == BY_RULE


def test_a_line_for_each_gap_with_cell_article_and_remedy(example: Run) -> None:
    assert example("gaps --rule A02 --all", COLUMNS="80").out == EVERY


@pytest.mark.parametrize(
    ("by", "table"), [("department", BY_DEPARTMENT), ("category", BY_CATEGORY), ("entry", BY_ENTRY)]
)
def test_the_report_grouped_the_other_way(run: Run, by: str, table: str) -> None:
    assert small(run)(f"{ASKED} --by {by}").out.startswith(table)


def test_groups_in_json(run: Run) -> None:
    assert small(run)(f"{ASKED} --by department -f json").json[0] == {
        "department": "İK",
        "error": 3,
        "warning": 0,
        "info": 0,
        "accepted": 0,
        "known": 0,
        "rules": {"A05": 3},
    }


def test_quiet_prints_the_counts_only(run: Run) -> None:
    small(run)
    ran = run(f"{ASKED} --quiet --fail-on error", code=4)
    assert (ran.out, ran.err) == ("5 errors, 1 warnings, 0 remarks.\n", "")
    counts = {"error": 5, "warning": 1, "info": 0, "accepted": 0, "known": 0}
    assert run(f"{ASKED} --quiet -f json").json == counts
    assert run(f"{ASKED} -f csv --quiet").out == "error,warning,info,accepted,known\n5,1,0,0,0\n"


def test_quiet_before_the_command_leaves_the_gaps(run: Run) -> None:
    small(run)
    ran = run(f"--quiet {ASKED} -f json")
    assert (len(ran.json), ran.err) == (6, "")


def test_in_turkish_thousands_and_words_are_turkish(run: Run) -> None:
    ran = small(run)(f"--lang tr {ASKED}")
    assert "5 envanter kaydının 3 tanesi saklama süresi belirtmiyor." in ran.out
    assert "341.809 – 17.092.242" in ran.out
    assert "Hata: 5; ilgili kural sayısı: 2." in ran.out


def test_a_register_without_gaps_says_so(run: Run) -> None:
    small(run)
    assert run("gaps --rule F02").out == (
        "Errors: 0; rules concerned: 0.\nWarnings: 0; rules concerned: 0.\nRemarks: 0; rules concerned: 0.\n"
    )


@pytest.fixture
def poor(run: Run, tmp_path) -> Run:
    """A register of 3,108 entries of which 97 % state no retention period."""
    write_poor_inventory(tmp_path / "poor.xlsx")
    run("init")
    run("import poor.xlsx")
    return run


@pytest.mark.parametrize("width", ["80", "100"])
def test_where_nearly_everything_fails_the_report_has_two_screens(poor: Run, width: str) -> None:
    ran = poor("gaps", COLUMNS=width)
    lines = ran.out.splitlines()
    assert sum(max(1, ceil(len(line) / int(width))) for line in lines) <= 80
    assert lines[0] == f"{ROWS - TIMED:,} of {ROWS:,} entries state no retention period."
    assert "E1–E3108" in ran.out
    assert "E2–E33, E35–E66, E68–E99 … and 2,919 more · KVKK m.4/2-d …" in " ".join(ran.out.split())
    assert "This shows the first places only; every gap: `kvkkctl gaps --all`" in ran.out


def test_what_the_long_report_leaves_out_is_in_the_others(poor: Run) -> None:
    whole = poor("gaps -f json").json
    assert len(poor("gaps --all").out.splitlines()) == 2 + len(whole)
    assert {gap["ref"] for gap in whole if gap["rule"] == "A08"} == {f"E{n}" for n in range(1, ROWS + 1)}
    narrow = poor("gaps --by entry", COLUMNS="100").out
    records = {(gap["kind"], gap["ref"]) for gap in whole}
    assert f"… and {len(records) - 40:,} more: --all shows every line." in narrow
    assert "more" not in poor("gaps --by entry --all", COLUMNS="100").out


def test_the_first_remedies_close_most(poor: Run) -> None:
    rows = poor("gaps --rule A05", COLUMNS="100").out.split("Most rewarding")[1].splitlines()
    assert rows[2].split()[:3] == ["431", "Retention", "for"]
    assert len([row for row in rows if row.strip().startswith(("4", "5"))]) == 5


def test_what_settles_a_phrase_closes_its_gaps(run: Run) -> None:
    small(run)
    assert "kvkkctl retention set R1 --as …" in run("gaps --rule A06").out
    run(["retention", "set", "R1", "--as", "10 yıl"])
    assert run("gaps --rule A06 -f json").json == []


def test_a_csv_file_has_its_headings_also_where_nothing_is_lacking(run: Run) -> None:
    small(run)
    header = run("gaps -f csv").out.splitlines()[0]
    assert header.startswith("rule,severity,citation,message,kind,ref,")
    assert run("gaps --rule F -f csv").out == f"{header}\n"
    assert run("gaps --rule F -f tsv").out == header.replace(",", "\t") + "\n"


def test_nothing_is_asked_of_the_time_before_the_law(run: Run) -> None:
    small(run)
    before, after = run("gaps --as-of 2016-04-06 -f json"), run("gaps --as-of 2016-04-07 -f json")
    assert before.json == []
    assert "Law 6698 is in force since 2016-04-07: nothing is asked before.\n" in before.err
    assert {each["rule"] for each in after.json} >= {"A05", "A06"}
    assert "in force since" not in after.err


@pytest.mark.parametrize("today", ["9998-12-31", "9999-12-31", "0001-01-01"])
def test_the_ends_of_the_calendar_end_no_report(example: Run, today: str) -> None:
    example(f"--today {today} gaps -f json")
    example(f"--today {today} due -f json")
    example(f"--today {today} sweep --dry-run -f json")
