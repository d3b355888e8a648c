"""Speed as ratios taken in one run: kvkkctl's work against the least that the same work could cost on this machine.

``python tests/benchmarks/run.py [--rows 50000]`` prints a table; README shows one. Nothing here is a test.
"""

import argparse
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
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
REPEATS = 7


def clock(work: Callable[[], object], repeats: int = 1) -> float:
    """Return the median time of the work in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def process(*command: str, cwd: Path) -> Callable[[], object]:
    """Return the work of running a command to its end, its output thrown away."""
    environment = {**os.environ, "KVKKCTL_LANG": "en"}
    return lambda: subprocess.run(
        command, cwd=cwd, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def start_up(folder: Path) -> list[tuple[str, float, float]]:
    """Measure reading commands on the example register against a Typer app of one command."""
    bare = folder / "bare.py"
    bare.write_text(BARE_APP)
    kvkkctl = (sys.executable, "-m", "kvkkctl")
    process(*kvkkctl, "init", "--example", cwd=folder)()
    base = clock(process(sys.executable, str(bare), cwd=folder), REPEATS)
    return [
        (f"start-up: {name}", clock(process(*kvkkctl, *name.split(), cwd=folder), REPEATS) / base, 1.6)
        for name in READING
    ]


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


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=5000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("| work | ratio | budget |\n|---|---|---|")
        for measure in (start_up, lambda f: bulk(f, rows), lambda f: growth(f, rows)):
            for work, ratio, budget in measure(folder):
                print(f"| {work} | {ratio:.2f} | ≤ {budget:g} |", flush=True)


if __name__ == "__main__":
    main()
