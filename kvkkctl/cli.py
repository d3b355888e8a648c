"""The command `kvkkctl`: global options, language, errors to exit codes, command groups loaded on use."""

import gc
import os
import sys
from collections.abc import Mapping
from datetime import date
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any
from unicodedata import is_normalized, normalize

import typer

from kvkkctl import __version__, files, i18n, key, output, passphrase
from kvkkctl.commands.framework import App, Group, Session, localise
from kvkkctl.commands.usage import show_usage_problem
from kvkkctl.errors import BadValue, KvkkctlError
from kvkkctl.text import BLANK, Text

# In the order in which a new user meets them; `--help` needs no module for this.
COMMANDS: Mapping[str, tuple[str, Text]] = {
    "demo": ("demo", Text("Run the whole main job on the example, step by step.")),
    "init": ("init", Text("Make a new register.")),
    "info": ("info", Text("Show the state of the register on one screen.")),
    "controller": ("controller", Text("Who the controller is.")),
    "import": ("import_", Text("Take an Excel inventory into the register.")),
    "export": ("export", Text("Write the register as a workbook.")),
    "template": ("template", Text("Write an empty inventory workbook to fill in.")),
    "activity": ("activity", Text("Processing activities.")),
    "entry": ("entry", Text("Entries: a data category inside a processing activity.")),
    "category": ("category", Text("Data categories, and the VERBİS categories they map to.")),
    "purpose": ("purpose", Text("Purposes, and the VERBİS purposes they map to.")),
    "subject": ("subject", Text("Data subject groups, and the VERBİS groups they map to.")),
    "recipient": ("recipient", Text("Recipients, and the VERBİS groups they map to.")),
    "measure": ("measure", Text("Security measures, and the VERBİS measures they map to.")),
    "transfer": ("transfer", Text("Transfers of data to recipients, at home and abroad.")),
    "retention": ("retention", Text("Retention phrases: how they are read, and what dates they give.")),
    "holding": ("holding", Text("Holdings: dated bodies of records kept under an entry.")),
    "due": ("due", Text("When each holding is to be destroyed.")),
    "sweep": ("sweep", Text("List what must go, and open a periodic destruction.")),
    "destruction": ("destruction", Text("What was destroyed: recorded, listed, reported.")),
    "gaps": ("gaps", Text("Report what the register lacks by the law.")),
    "accept": ("accept", Text("Gaps that are accepted until a day, and why.")),
    "rules": ("rules", Text("The rules of the gap report.")),
    "verbis": ("verbis", Text("What VERBİS is to be told.")),
    "clock": ("clock", Text("The legal clocks.")),
    "law": ("law", Text("The statutory library: how long the law keeps records.")),
    "log": ("log", Text("The history of the register.")),
    "undo": ("undo", Text("Take back what a command did.")),
    "backup": ("backup", Text("Copy the register, and read the copy back.")),
    "restore": ("restore", Text("Put a backup in the place of the register.")),
    "doctor": ("doctor", Text("Check the register from end to end, and say how to mend it.")),
    "migrate": ("migrate", Text("Bring a register of an older kvkkctl up to date.")),
}
_WITH_VALUE = ("--register", "--lang", "--today", "--key-file", "--passphrase-file")
_ALONE = ("--quiet",)
# where an option of that name says more to the command than to the whole run
_OWN: Mapping[str, tuple[str, ...]] = {"gaps": ("--quiet",)}


class Root(Group):
    """The root command: global options wherever they stand, and groups that are loaded when they are used."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Move global options to the front, choose the language, and parse."""
        hoisted, rest = _hoisted(args)
        i18n.speak(i18n.choose(_last_value(hoisted, "--lang"), os.environ))
        localise(self)
        if BLANK in rest:
            before = rest[max(0, rest.index(BLANK) - 1)]
            raise BadValue(Text("{option}: put in place of “…” what it is.", option=before))
        parsed: list[str] = super().parse_args(ctx, hoisted + list(map(_composed, rest)))
        return parsed

    def list_commands(self, ctx: Any) -> list[str]:
        """Name all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load the command of that name."""
        if cmd_name not in COMMANDS:
            # for "did you mean", which looks here
            self.commands: Any = dict.fromkeys(COMMANDS)
            return None
        module, text = COMMANDS[cmd_name]
        app = import_module(f"kvkkctl.commands.{module}").app
        command = localise(typer.main.get_command(app))
        command.name = cmd_name
        command.short_help = i18n.tr(text)
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands with what each does, without loading any."""
        with formatter.section(i18n.tr(Text("Commands"))):
            formatter.write_dl([(name, i18n.tr(text)) for name, (_, text) in COMMANDS.items()])

    def main(self, args: Any = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run, and turn known trouble into its exit code and one line."""
        standalone = extra.pop("standalone_mode", True)
        try:
            code = super().main(args, **extra, standalone_mode=False)
        except KvkkctlError as error:
            output.fail(error)
            code = error.exit_code
        except typer.TyperException as problem:
            code = show_usage_problem(problem)
        except typer.Abort:
            output.note(Text("Stopped."))
            code = 130
        except BrokenPipeError:
            # the reader of a pipe has seen enough: nothing more to say, and nothing to say at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 0
        if standalone:
            sys.exit(code if isinstance(code, int) else 0)
        return code


def _composed(arg: str) -> str:
    """Return what was typed with its letters composed, as they are compared and kept; a file keeps its name."""
    if arg.isascii() or is_normalized("NFC", arg):
        return arg
    path = Path(arg.partition("=")[2] if arg.startswith("-") else arg)
    # a file to be made keeps the name of its folder, or it would be made in another one
    names = any(
        os.path.lexists(each) for each in (path, *path.parents) if not is_normalized("NFC", str(each))
    )
    return arg if names else normalize("NFC", arg)


def _hoisted(args: list[str]) -> tuple[list[str], list[str]]:
    """Part the global options from the rest, so that they may stand before or after the command."""
    hoisted: list[str] = []
    rest: list[str] = []
    remaining = iter(args)
    for arg in remaining:
        if arg == "--":
            rest += [arg, *remaining]
        elif arg in _WITH_VALUE:
            hoisted += [arg, *([value] if (value := next(remaining, None)) is not None else [])]
        elif rest and arg in _OWN.get(rest[0], ()):
            rest.append(arg)
        elif arg in _ALONE or arg.split("=")[0] in _WITH_VALUE:
            hoisted.append(arg)
        else:
            rest.append(arg)
    return hoisted, rest


def _last_value(args: list[str], option: str) -> str | None:
    value = None
    for at, arg in enumerate(args):
        if arg == option and at + 1 < len(args):
            value = args[at + 1]
        elif arg.startswith(f"{option}="):
            value = arg.partition("=")[2]
    return value


app = App(
    help=Text("Records of processing for Türkiye's data protection law 6698 (KVKK)."),
    cls=Root,
    add_completion=True,
)


def _version(asked: bool) -> None:
    if asked:
        output.say(f"kvkkctl {__version__}")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    register: Annotated[
        Path, typer.Option(envvar="KVKKCTL_REGISTER", help="The register to work on.", show_envvar=True)
    ] = Path("data/register.db"),
    lang: Annotated[
        str | None,
        typer.Option(
            envvar="KVKKCTL_LANG", help="The language: en or tr; else that of the locale.", show_envvar=True
        ),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(
            envvar="KVKKCTL_TODAY", help="Work as if it were this day (2026-12-31).", show_envvar=True
        ),
    ] = None,
    key_file: Annotated[
        Path | None,
        typer.Option(
            envvar="KVKKCTL_KEY_FILE",
            help="The key that the journal is kept with; or KVKKCTL_KEY holds it.",
            show_envvar=True,
        ),
    ] = None,
    passphrase_file: Annotated[
        Path | None,
        typer.Option(
            envvar="KVKKCTL_PASSPHRASE_FILE",
            help="The passphrase that files are encrypted with; or KVKKCTL_PASSPHRASE holds it, or it is typed.",
            show_envvar=True,
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print data and errors only.")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    output.hush(quiet)
    files.overwrite(False)
    files.encrypt(False)
    key.hold(key_file)
    passphrase.hold(passphrase_file, output.ask)
    ctx.obj = Session(register, _today(today))


def _today(text: str | None) -> date:
    if not text:
        return date.today()  # noqa: DTZ011 (the calendar day where the user is)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadValue(
            Text("{value} is not a date: write it as 2026-12-31 (--today, KVKKCTL_TODAY).", value=text)
        ) from None


def main() -> None:
    """Run kvkkctl."""
    # one command, then the process ends: looking for cycles among a register's records would take half of its time
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # a pipe of an older encoding gets what it can hold, and the rest spelt out
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="kvkkctl")
