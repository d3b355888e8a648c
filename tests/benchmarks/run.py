"""Speed as ratios taken in one run: kvkkctl's work against the least that the same work could cost on this machine.

``python tests/benchmarks/run.py [--rows 50000]`` prints a table; README shows one. Nothing here is a test.
"""

import argparse
import csv
import gc
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

BARE_APP = """
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def hello(name: str = "x") -> None:
    print(name)
app()
"""
READING = ("info", "entry list", "gaps", "due", "verbis preview", "category list", "log")
REPEATS = 15


def clock(work: Callable[[], object], repeats: int = 1) -> float:
    """Return the median time of the work in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def process(*command: str, cwd: Path) -> Callable[[], object]:
    """Return the work of running a command to its end, its output thrown away.

    Everything is compiled, as it is where pip installed it: a switch of the environment that forbids to keep what was
    compiled would compare compiling kvkkctl at every start with an app of six lines on a compiled library.
    """
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPYCACHEPREFIX": str(cwd / "compiled"),
        "KVKKCTL_LANG": "en",
    }
    return lambda: subprocess.run(
        command, cwd=cwd, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def start_up(folder: Path) -> list[tuple[str, float, float]]:
    """Measure reading commands on the example register against a Typer app of one command."""
    bare = folder / "bare.py"
    bare.write_text(BARE_APP)
    kvkkctl = (sys.executable, "-m", "kvkkctl")
    process(*kvkkctl, "init", "--example", cwd=folder)()
    works = {"": process(sys.executable, str(bare), cwd=folder)}
    works |= {name: process(*kvkkctl, *name.split(), cwd=folder) for name in READING}
    for work in works.values():
        work()
    # taken in turn, so that what else the machine does meanwhile slows all of them alike
    rounds = [{name: clock(work) for name, work in works.items()} for _ in range(REPEATS)]
    times = {name: statistics.median(each[name] for each in rounds) for name in works}
    return [(f"start-up: {name}", times[name] / times[""], 1.6) for name in READING]


def inventory(path: Path, rows: int) -> None:
    """Write an inventory of so many rows by 14 columns."""
    from openpyxl import Workbook

    from kvkkctl.vocabulary import TermKind, bases, terms

    headings = (
        "Departman,Faaliyet,Veri Kategorisi,Kişisel Veri,Özel Nitelikli Kişisel Veri,İşleme Amacı,"
        "Veri Konusu Kişi Grubu,Hukuki Sebebi,Saklama Süresi,Alıcı / Alıcı Grupları,"
        "Yabancı Ülkelere Aktarılan Veriler,İdari Tedbirler,Teknik Tedbirler,Faaliyet Kodu"
    )
    names = headings.split(",")
    lists = {kind: [term.name for term in terms(kind)][:-1] for kind in TermKind}
    grounds = [basis.text for basis in bases().values() if basis.until is None and not basis.special]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Envanter")
    sheet.append(names)
    for n in range(rows):
        activity = n // 5
        pick = {kind: [words[(n * 7 + k) % len(words)] for k in range(2)] for kind, words in lists.items()}
        sheet.append(
            [
                f"Departman {activity % 40}",
                f"Faaliyet {activity}",
                lists[TermKind.CATEGORY][n % 13],
                "ad soyad, telefon no",
                None,
                "\n".join(pick[TermKind.PURPOSE]),
                "\n".join(pick[TermKind.SUBJECT]),
                grounds[n % len(grounds)],
                f"İş ilişkisinin sona ermesinden itibaren {n % 15 + 1} yıl",
                "\n".join(pick[TermKind.RECIPIENT]),
                "Hayır",
                pick[TermKind.MEASURE][0],
                pick[TermKind.MEASURE][1],
                f"F-{activity}",
            ]
        )
    book.save(path)


def least_import(path: Path, db: Path) -> None:
    """Read the file and put its cells into a table: what an import cannot do without."""
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    with sqlite3.connect(db) as connection:
        connection.execute("CREATE TABLE cell (row INTEGER, col INTEGER, value TEXT)")
        connection.executemany(
            "INSERT INTO cell VALUES (?, ?, ?)",
            ((r, c, str(value)) for r, row in enumerate(rows) for c, value in enumerate(row)),
        )


def least_export(path: Path, source: Path) -> None:
    """Write the same cells with openpyxl alone."""
    from openpyxl import Workbook
    from python_calamine import CalamineWorkbook

    book = Workbook(write_only=True)
    for name in CalamineWorkbook.from_path(source).sheet_names:
        sheet = book.create_sheet(name)
        for row in CalamineWorkbook.from_path(source).get_sheet_by_name(name).to_python():
            sheet.append([value or None for value in row])
    book.save(path)


def bulk(folder: Path, rows: int) -> list[tuple[str, float, float]]:
    """Measure import, gaps and export of an inventory of so many rows."""
    book, register = folder / f"{rows}.xlsx", folder / f"{rows}.db"
    inventory(book, rows)
    kvkkctl = (sys.executable, "-m", "kvkkctl", "--register", str(register))
    process(*kvkkctl, "init", cwd=folder)()
    base = clock(lambda: least_import(book, folder / f"{rows}-least.db"))
    taken = clock(process(*kvkkctl, "import", str(book), cwd=folder))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    gaps = clock(process(*kvkkctl, "gaps", cwd=folder))
    out = folder / f"{rows}-out.xlsx"
    written = clock(process(*kvkkctl, "export", "inventory", "-o", str(out), cwd=folder))
    plain = clock(lambda: least_export(folder / f"{rows}-plain.xlsx", out))
    return [
        (f"import, {rows} rows", taken / base, 3.0),
        (f"import, {rows} rows: peak memory / 700 MB", peak / 700, 1.0),
        (f"gaps, {rows} rows / that import", gaps / taken, 1.0),
        (f"export, {rows} rows", written / plain, 1.5),
    ]


def growth(folder: Path, rows: int) -> list[tuple[str, float, float]]:
    """Measure what ten times the rows cost."""
    times = []
    for count in (rows // 10, rows):
        book, register = folder / f"g{count}.xlsx", folder / f"g{count}.db"
        inventory(book, count)
        kvkkctl = (sys.executable, "-m", "kvkkctl", "--register", str(register))
        process(*kvkkctl, "init", cwd=folder)()
        times.append(clock(process(*kvkkctl, "import", str(book), cwd=folder)))
    return [("growth: 10 × the rows imported", times[1] / times[0], 12.0)]


def holdings(path: Path, rows: int) -> None:
    """Write a list of so many holdings by 7 columns."""
    days = [(date(2010, 1, 1) + timedelta(n)).strftime("%d.%m.%Y") for n in range(5000)]
    with path.open("w", encoding="utf8") as file:
        file.write("Envanter Kaydı;Kayıt;Referans;Bulunduğu Yer;Başlangıç Olayı;Olay Tarihi;Miktar\n")
        file.writelines(
            f"E{n % 3 + 1};Dosya {n};R-{n};Arşiv {n % 50};işten ayrılma;{days[n * 7 % 5000]};1 klasör\n"
            for n in range(rows)
        )


def least_holdings(path: Path, register: Path, db: Path) -> None:
    """Read the file and put its rows into an empty table like the register's: what a list cannot do without."""
    with sqlite3.connect(register) as connection:
        tables = connection.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'holding' AND sql IS NOT NULL"
        ).fetchall()
    with path.open(encoding="utf8", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        next(rows)
        cells = [
            (int(row[0][1:]), *row[1:5], "-".join(reversed(row[5].split("."))), row[6], "kept")
            for row in rows
        ]
    with sqlite3.connect(db) as connection:
        for (table,) in tables:
            connection.execute(table)
        connection.executemany(
            "INSERT INTO holding (entry, label, reference, location, event, event_date, quantity, state) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            cells,
        )


def destruction(folder: Path, rows: int) -> list[tuple[str, float, float]]:
    """Measure taking so many holdings, when they are due, and a sweep of them."""
    listed, register = folder / f"{rows}.csv", folder / f"h{rows}.db"
    holdings(listed, rows)
    kvkkctl = (sys.executable, "-m", "kvkkctl", "--register", str(register))
    for line in (
        ("init",),
        ("controller", "set", "--policy-date", "2020-01-01", "--destruction-months", "1,7"),
        ("activity", "add", "Bordro", "--code", "IK-1"),
        *(
            (
                "entry",
                "add",
                "--activity",
                "IK-1",
                "--category",
                name,
                "--retention",
                "ayrılıştan itibaren 10 yıl",
            )
            for name in ("Kimlik", "İletişim", "Finans")
        ),
    ):
        process(*kvkkctl, *line, cwd=folder)()
    base = process(sys.executable, __file__, "--least", str(listed), str(register), cwd=folder)
    least = clock(base)
    taken = clock(process(*kvkkctl, "holding", "import", str(listed), cwd=folder))
    return [(f"holding import, {rows} rows", taken / least, 3.0), *in_memory(register, rows)]


def in_memory(register: Path, rows: int) -> list[tuple[str, float, float]]:
    """Measure `due` and `sweep` over the holdings in memory against adding one relativedelta to each."""
    from dateutil.relativedelta import relativedelta

    from kvkkctl import retention
    from kvkkctl.register import open_register

    gc.disable()
    snapshot = open_register(register).snapshot()
    today, period = date(2026, 11, 22), relativedelta(years=10)
    starts = [holding.event_date for holding in snapshot.holdings.values()]

    def loop() -> list[date]:
        return [start + period for start in starts if start is not None]

    least = clock(loop, 3)
    due = clock(lambda: list(retention.due_rows(snapshot, today, obliged=True)), 3)
    swept = clock(lambda: retention.sweep(snapshot, today, obliged=True), 3)
    gc.enable()
    return [
        (f"due, {rows} holdings", due / least, 0.5),
        (f"sweep, {rows} holdings", swept / least, 0.5),
    ]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=5000, help="rows of the inventory")
    parser.add_argument("--holdings", type=int, default=1_000_000, help="rows of the list of holdings")
    parser.add_argument("--only", choices=("start_up", "bulk", "growth", "destruction"))
    parser.add_argument("--least", nargs=2, type=Path, help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.least:
        with tempfile.TemporaryDirectory() as name:
            least_holdings(*said.least, Path(name) / "least.db")
        return
    measures: dict[str, Callable[[Path], list[tuple[str, float, float]]]] = {
        "start_up": start_up,
        "bulk": lambda folder: bulk(folder, said.rows),
        "growth": lambda folder: growth(folder, said.rows),
        "destruction": lambda folder: destruction(folder, said.holdings),
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("| work | ratio | budget |\n|---|---|---|")
        for measure in (measures[said.only],) if said.only else measures.values():
            for work, ratio, budget in measure(folder):
                print(f"| {work} | {ratio:.2f} | ≤ {budget:g} |", flush=True)


if __name__ == "__main__":
    main()
