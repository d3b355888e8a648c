"""`demo`: the whole main job on the example, step by step."""

from pathlib import Path

import typer

from kvkkctl import output
from kvkkctl.commands.due import show_due
from kvkkctl.commands.framework import App, session, unused
from kvkkctl.commands.gaps import asked, show
from kvkkctl.commands.import_ import take
from kvkkctl.commands.recorded import command_line
from kvkkctl.commands.verbis import show_preview
from kvkkctl.i18n import tr, turkish
from kvkkctl.output import Format, Target
from kvkkctl.register import create_register
from kvkkctl.text import Text
from kvkkctl.verbis import roll_up

app = App()


@app.command()
def demo(ctx: typer.Context) -> None:
    """Run the whole main job on the example, with a line of explanation before each step.

    A register of its own is made; one that exists is never touched.
    """
    from kvkkctl.workbook.example_book import write_example
    from kvkkctl.workbook.verbis_book import VerbisCover, write_verbis

    run = session(ctx)
    target = Target(Format.TABLE, None)
    path, book, filing = (
        unused(each)
        for each in (run.register, Path("exports/ornek-envanter.xlsx"), Path("exports/verbis-demo.xlsx"))
    )

    _step(Text("1. Make a register: one SQLite file, readable by you alone ({path}).", path=path))
    register = create_register(path)
    _step(
        Text(
            "2. Write the example, a published privacy policy as an inventory ({path}), and import it.",
            path=book,
        )
    )
    write_example(book)
    take(register, book, command_line(ctx))
    snapshot = register.snapshot()
    _step(Text("3. Roll it up per data category, as VERBİS asks; what needs a person is named, not guessed."))
    rolled = roll_up(snapshot, run.today)
    show_preview(rolled, target)
    _step(Text("4. Write the VERBİS workbook to click along with ({path}).", path=filing))
    write_verbis(
        filing, rolled, VerbisCover(snapshot.controller.title, run.today, path.name, snapshot.stamp), turkish
    )
    _step(Text("5. Compute when each holding is to be destroyed, and say why."))
    show_due(snapshot, run.today, target)
    _step(Text("6. Report what the register lacks by the law."))
    show(asked(snapshot, run.today, ()), target)
    _what_next(path, run.register)


def _step(text: Text) -> None:
    output.say("")
    output.say(text)
    output.say("")


def _what_next(path: Path, usual: Path) -> None:
    kvkkctl = "kvkkctl" if path == usual else f"kvkkctl --register {path}"
    output.say("")
    output.say(Text("What to type next:"))
    for command, does in (
        (f"{kvkkctl} info", Text("the state of the register")),
        (f"{kvkkctl} entry show E1", Text("one entry, with the cell that it was read from")),
        (f"{kvkkctl} rules explain F02", Text("what a rule asks, why, and how to close the gap")),
        ("kvkkctl template", Text("an empty workbook for your own inventory")),
        ("kvkkctl --register NEW.db init", Text("a register of your own")),
    ):
        output.say(f"  {command:<32} {tr(does)}")
