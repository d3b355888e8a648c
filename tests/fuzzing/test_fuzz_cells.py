"""Anything in any cell of a workbook or of a CSV: taken or refused in a line, and what was taken can be shown.

Ordinarily some dozens of files; with KVKKCTL_NIGHTLY=1 thousands.
"""

from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tests.fuzzing.command_lines import HOSTILE, PLAUSIBLE
from tests.fuzzing.places import NIGHTLY, Tally, check, folder, tried

FILES = 1500 if NIGHTLY else 15
_WRITTEN = [ILLEGAL_CHARACTERS_RE.sub("", text).encode(errors="ignore").decode()[:30_000] for text in HOSTILE]
CELLS = (
    st.sampled_from(_WRITTEN)
    | st.sampled_from(PLAUSIBLE)
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
    | st.sampled_from(
        [None, True, False, 0, -1, 1e300, 0.1, 2**53, "#REF!", "#N/A", "=A1", "=1/0", '=HYPERLINK("x")']
    )
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates(date(1900, 3, 1))
    | st.datetimes(datetime(1900, 3, 1))  # noqa: DTZ001 (as Excel has them)
    | st.just(time(12, 30))
)
PLACES = st.tuples(st.integers(0, 4), st.integers(1, 60), st.integers(1, 36))
CHANGES = st.lists(st.tuples(PLACES, CELLS), min_size=1, max_size=25)
TEXTS = st.text(max_size=200) | st.lists(
    st.lists(st.sampled_from(_WRITTEN) | st.text(max_size=9), max_size=9)
).map(lambda rows: "\n".join(";".join(row) for row in rows))


def changed(content: bytes, changes: list[tuple[tuple[int, int, int], object]]) -> bytes:
    """Return a workbook with other values in some cells; now and then headings are among them."""
    book = openpyxl.load_workbook(BytesIO(content))
    for (sheet, row, column), value in changes:
        book.worksheets[sheet % len(book.worksheets)].cell(row, column).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_anything_in_any_cell_of_a_workbook(furnished, record_testsuite_property):
    tally, views = Tally(), Tally()
    whole = (furnished / "envanter.xlsx").read_bytes()

    @settings(
        max_examples=FILES, suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink)
    )
    @given(changes=CHANGES, conflict=st.sampled_from(["stop", "file", "register"]))
    def fuzz(changes: list[tuple[tuple[int, int, int], object]], conflict: str) -> None:
        with folder(furnished):
            Path("b.xlsx").write_bytes(changed(whole, changes))
            if tried(["import", "b.xlsx", "--on-conflict", conflict], tally):
                for line in (
                    ["gaps"],
                    ["due"],
                    ["verbis", "preview"],
                    ["export", "inventory", "-o", "all.xlsx"],
                ):
                    tried(line, views)
            check(tally)
            check(views)

    fuzz()
    print(f"\nworkbooks: {tally}; shown: {views}")  # noqa: T201 (the figures of the run, with -rP or -s)
    record_testsuite_property("fuzzed workbooks", str(tally))
    assert tally.refused + tally.accepted >= FILES


def test_anything_in_text(furnished, record_testsuite_property):
    tally = Tally()
    head = (furnished / "list.csv").read_text(encoding="utf-8-sig").split("\n")[0]

    @settings(
        max_examples=FILES * 3, suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink)
    )
    @given(
        text=TEXTS | TEXTS.map(lambda text: f"{head}\n{text}"),
        encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1254"]),
        command=st.sampled_from(
            ["import", "holding import", "destruction record --from", "verbis file --on 2026-11-22 --import"]
        ),
    )
    def fuzz(text: str, encoding: str, command: str) -> None:
        with folder(furnished):
            Path("b.csv").write_bytes(text.encode(encoding, errors="ignore"))
            tried([*command.split(), "b.csv"], tally)
            check(tally)

    fuzz()
    print(f"\ntexts: {tally}")  # noqa: T201 (the figures of the run, with -rP or -s)
    record_testsuite_property("fuzzed texts", str(tally))
    assert tally.refused > 0
