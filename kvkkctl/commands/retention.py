"""`retention`: phrases read, dates computed from them."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from kvkkctl import output, retention
from kvkkctl.commands import retention_phrases, shapes, statutory_links
from kvkkctl.commands.duty import owes_policy, with_said
from kvkkctl.commands.editing import day_option
from kvkkctl.commands.framework import App, session
from kvkkctl.commands.labels import REGIMES, RETENTION_KINDS
from kvkkctl.errors import BadValue
from kvkkctl.i18n import tr
from kvkkctl.output import Column, Format, FormatOption, OutputOption, Row, Target, column
from kvkkctl.register import open_register
from kvkkctl.text import Text

app = App(help=Text("Retention phrases: how they are read, and what dates they give."))


_PHRASE = column(Text("Phrase"), "text")
_KIND = Column(Text("Kind"), lambda row: RETENTION_KINDS[row["kind"]])
_WHY = column(Text("Why"), "why")
_READINGS = (_PHRASE, _KIND, _WHY)
_WORDS = (
    column(Text("Phrase"), "phrase", right=True),
    column(Text("Words"), "text"),
    Column(Text("Understood as"), lambda row: retention.ROLES[row["role"]]),
)
_DATES = (
    column(Text("Duty arises"), "duty_on"),
    column(Text("Destroy by"), "destroy_by"),
    Column(Text("Regime"), lambda row: REGIMES[row["regime"]]),
    _WHY,
)


@app.command()
def parse(
    text: Annotated[
        list[str] | None, typer.Argument(help="Phrases; - or none: one a line from stdin.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what each word was understood as.")
    ] = False,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Read retention phrases and say what was understood; what is not understood is never guessed."""
    phrases = text or ["-"]
    # a list from Windows begins with a mark and ends its lines in two characters
    lines = [line.strip("\ufeff\r\n") for line in sys.stdin] if phrases == ["-"] else phrases
    readings = [shapes.reading(retention.read(line)) for line in lines]
    target = Target.of(fmt, to)
    if explain:
        _emit_explained([{**each, "words": shapes.words(each["text"])} for each in readings], target)
    else:
        output.emit(readings, _READINGS, target)


def _emit_explained(readings: Sequence[Row], target: Target) -> None:
    """Print readings with their words: for people a line for each word, and what it comes to below."""
    if target.format is not Format.TABLE:
        output.emit(readings, (), target)
        return
    numbered = list(enumerate(readings, start=1))
    rows = [{"phrase": n, **word} for n, each in numbered for word in each["words"]]
    said = [f"{n}: {tr(RETENTION_KINDS[each['kind']])}. {each['why']}" for n, each in numbered]
    output.emit(rows, _WORDS, target, below=said)


@app.command()
def calc(
    ctx: typer.Context,
    phrase: Annotated[str, typer.Option(help="The retention phrase.", show_default=False)],
    start: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The day of the event.", show_default=False)
    ],
    months: Annotated[
        str | None, typer.Option(help="Periodic destruction (1,7 or 15.01,15.07); else the controller's.")
    ] = None,
    obliged: Annotated[
        bool | None,
        typer.Option(
            "--policy/--no-policy",
            help="Whether a retention and destruction policy is owed; else by the controller.",
        ),
    ] = None,
    requested: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day on which a data subject asked for erasure.")
    ] = None,
    board: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day that the Board gave for destruction.")
    ] = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Compute when the duty to destroy arises and by when to destroy."""
    day = day_option(start, "--from")
    if day is None:
        raise BadValue(Text("--from needs a day: 2026-12-31."))
    run = session(ctx)
    known = retention.Calendar()
    if run.register.exists():
        controller = open_register(run.register).snapshot().controller
        known = retention.calendar_of(controller, owes_policy(controller, run.today))
    calendar = with_said(known, months, obliged)
    orders = retention.Orders(day_option(requested, "--requested"), day_option(board, "--board"))
    found = retention.compute(retention.read(phrase), day, calendar, orders)
    row = {
        "duty_on": shapes.plain(found.duty_on),
        "destroy_by": shapes.plain(found.destroy_by),
        "regime": found.regime.value,
        "why": tr(found.why),
    }
    output.emit_one(row, _DATES, Target.of(fmt, to))


app.command("list")(retention_phrases.list_)
app.command("set")(retention_phrases.set_)
app.command("link")(statutory_links.link)
app.command("unlink")(statutory_links.unlink)
app.command("check")(statutory_links.check)
