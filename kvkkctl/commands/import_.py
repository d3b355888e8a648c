"""`import`: take files into the register, all of them or nothing."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands import preview
from kvkkctl.commands.editing import told
from kvkkctl.commands.framework import App, session
from kvkkctl.commands.recorded import command_line
from kvkkctl.errors import FileProblem, ImportRejected
from kvkkctl.files import whole_file
from kvkkctl.inventory.columns import INVENTORY
from kvkkctl.inventory.intake import Choices, OnConflict
from kvkkctl.inventory.layout import Layout
from kvkkctl.inventory.mapping import ImportMap, as_toml, parse_map, used_map
from kvkkctl.inventory.plan import Plan, merge_books
from kvkkctl.inventory.sheets import Book
from kvkkctl.output import Format, FormatOption, OutputOption, Target
from kvkkctl.progress import Progress
from kvkkctl.register import Change, Register, Summary, open_register
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text
from kvkkctl.workbook.reader import read_book, read_text

app = App()
STDIN = Path("-")


Files = Annotated[
    list[Path], typer.Argument(help="Workbooks, .csv or .tsv files; - for CSV on stdin.", show_default=False)
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would happen and change nothing.")]
Sheets = Annotated[
    list[str] | None, typer.Option("--sheet", help="Only this sheet; repeat for more.", show_default=False)
]
Department = Annotated[
    str | None,
    typer.Option(help="The department of all rows; one that names another is an error.", show_default=False),
]
MapFile = Annotated[
    Path | None,
    typer.Option("--map", help="How the columns are to be read (TOML); see --save-map.", show_default=False),
]
SavedMap = Annotated[
    Path | None,
    typer.Option(help="Write how the columns were read to this file, for --map.", show_default=False),
]
Conflicts = Annotated[
    OnConflict,
    typer.Option(help="What to do where the register changed after the workbook was exported from it."),
]
Replaced = Annotated[
    list[str] | None,
    typer.Option(
        metavar="DEPARTMENT",
        help="Retire the entries of this department that the files no longer have; repeat for more.",
        show_default=False,
    ),
]


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Files,
    dry_run: DryRun = False,
    sheet: Sheets = None,
    department: Department = None,
    map_: MapFile = None,
    save_map: SavedMap = None,
    on_conflict: Conflicts = OnConflict.STOP,
    replace: Replaced = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Take Excel and CSV inventories into the register.

    Sheets, heading rows and columns are found by their headings; what is not understood is listed. The plan
    shows what is added, what changes from what to what, and what is missing; it is done in one step, or
    not at all. If any cell is wrong, all wrong cells are named and nothing is taken. Rows that are in the
    register already are recognised, so the same file twice changes nothing.
    """
    run = session(ctx)
    target = Target.of(fmt, to)
    register = open_register(run.register)
    mapping = read_map(map_, tuple(sheet or ()), {"department": department})
    choices = Choices(on_conflict, tuple(replace or ()), run.today)
    with Progress() as progress:
        books = [_read(path, mapping, progress) for path in file]
        if save_map is not None:
            progress.pause()
            _save(save_map, books, mapping)

        taking = _Taking(books, choices, target, progress)
        if dry_run:
            taking.rehearse(register)
            return
        summary = taking.take(register, command_line(ctx))
    told(ctx, summary)
    if summary.seq is not None and target.format is Format.TABLE:
        output.note(Text("Done."))


@dataclass
class _Taking:
    """Books on their way into a register, and the plan of it, which is shown whether it is done or not."""

    books: Sequence[Book]
    choices: Choices
    target: Target
    progress: Progress
    made: list[tuple[Sequence[Plan], Snapshot]] = field(default_factory=list)

    def rehearse(self, register: Register) -> None:
        """Show what would be done. Raises ImportRejected where the files have errors."""
        with self._shown():
            register.rehearse(self._merge)

    def take(self, register: Register, command_line: str) -> Summary:
        """Do it, after a backup, and return what changed. Raises ImportRejected where the files have errors."""
        with self._shown():
            return register.change(command_line, self._merge, backup="import")

    def _merge(self, change: Change) -> None:
        plans = merge_books(change, self.books, self.choices, self.progress.tracked)
        self.made.append((plans, change.snapshot))
        if self.target.path is not None:
            self._show()
        if any(plan.rejected for plan in plans):
            raise ImportRejected(_rejection(plans), ())
        self.progress.says(Text("Writing"))

    @contextmanager
    def _shown(self) -> Iterator[None]:
        """Show the plan at the end: a file is written before, so that it stops what it cannot hold; a pipe is not."""
        try:
            yield
        finally:
            if self.target.path is None:
                self._show()

    def _show(self) -> None:
        self.progress.pause()
        for plans, snapshot in self.made:
            preview.show(plans, snapshot, self.target)


def take(register: Register, file: Path, command_line: str) -> tuple[Plan, Snapshot]:
    """Take a file into the register and say what was done. Raises ImportRejected where the file has errors."""
    made: list[tuple[Plan, Snapshot]] = []

    def merge(change: Change) -> None:
        (plan,) = merge_books(change, [read_book(file)], Choices())
        made.append((plan, change.snapshot))
        if plan.rejected:
            raise ImportRejected(_rejection([plan]), plan.problems)

    register.change(command_line, merge)
    plan, snapshot = made[0]
    output.problems(plan.problems)
    preview.say_counts([plan])
    return plan, snapshot


def read_map(
    path: Path | None, sheets: tuple[str, ...], constants: Mapping[str, str | None], about: Layout = INVENTORY
) -> ImportMap:
    """Return what a file and options say of how a kind of sheet is read. Raises FileProblem."""
    mapping = ImportMap()
    if path is not None:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            raise FileProblem(Text("There is no file {path}.", path=path)) from None
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise FileProblem(Text("{path} cannot be read ({reason}).", path=path, reason=reason)) from error
        mapping = parse_map(text, path, about)
    if sheets:
        mapping = mapping.model_copy(update={"sheets": sheets})
    if given := {name: text for name, text in constants.items() if text is not None}:
        mapping = mapping.model_copy(update={"constants": {**mapping.constants, **given}})
    return mapping


def _read(path: Path, mapping: ImportMap, progress: Progress) -> Book:
    progress.says(Text("Reading {file}", file=path))
    if path == STDIN:
        return read_text(sys.stdin.buffer.read(), mapping)
    return read_book(path, mapping)


def _save(path: Path, books: Sequence[Book], mapping: ImportMap) -> None:
    used = used_map(books, mapping)
    if not (used.columns or used.sheet):
        raise FileProblem(
            Text("No sheet was understood, so there is no mapping to save; see the README for one.")
        )
    with whole_file(path, records=False) as draft:
        draft.write_text(as_toml(used), encoding="utf8")
    output.note(Text("Written: {path}", path=path))


def _rejection(plans: Sequence[Plan]) -> Text:
    what = Text("Errors: {n}; nothing was taken.", n=sum(plan.summary()["errors"] for plan in plans))
    how = Text("Correct the cells named above and import again.")
    return Text("{files}: {what} {how}", files=tuple(plan.book.file for plan in plans), what=what, how=how)
