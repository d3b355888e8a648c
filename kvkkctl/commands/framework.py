"""What all commands share: the localised Typer classes, the session of one run, and the register it works on."""

from collections.abc import Callable, Iterator
from datetime import date
from inspect import cleandoc
from itertools import count
from pathlib import Path
from typing import Annotated, Any, NamedTuple, cast

import typer
from typer.core import TyperCommand, TyperGroup

from kvkkctl import files
from kvkkctl.errors import BadValue
from kvkkctl.i18n import tr
from kvkkctl.sealing import plain_name
from kvkkctl.text import Text

_METAVARS = {"[OPTIONS]": Text("[OPTIONS]"), "COMMAND [ARGS]...": Text("COMMAND [ARGS]...")}
_HELP_OPTION = Text("Show this message and exit.")
_FORCE = Text("Overwrite the file if it is there.")
_ENCRYPT = Text(
    "Encrypt the file with a passphrase: a workbook as Excel does, anything else as FILE.age, which `age` opens."
)


class Command(TyperCommand):
    """A command whose help is in the language of the user; one that writes a file overwrites with `--force` only."""

    def __init__(self, name: str | None, *, params: list[Any] | None = None, **settings: Any) -> None:
        super().__init__(name, params=_with_manner(params), **settings)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        _name_plainly(self, ctx)
        return super().invoke(ctx)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), tr(Text("Usage: ")))


class Group(TyperGroup):
    """A group of commands whose help is in the language of the user; see `Command` for its files."""

    def __init__(self, *, params: list[Any] | None = None, **settings: Any) -> None:
        super().__init__(params=_with_manner(params), **settings)

    def invoke(self, ctx: Any) -> Any:
        """Run the command, or the one below it."""
        _name_plainly(self, ctx)
        return super().invoke(ctx)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), tr(Text("Usage: ")))


def _with_manner(params: list[Any] | None) -> list[Any] | None:
    """Add `--force` and `--encrypt` where there is `--output`."""
    if not any("--output" in param.opts for param in params or ()):
        return params
    maker = typer.Typer(add_completion=False)
    maker.command()(_writing)
    made = typer.main.get_command(maker).params
    return [*(params or ()), *(param for param in made if {"--force", "--encrypt"} & set(param.opts))]


def _writing(
    force: Annotated[
        bool,
        typer.Option("--force", help=_FORCE.msgid, expose_value=False, callback=files.overwrite),
    ] = False,
    encrypt: Annotated[
        bool,
        typer.Option("--encrypt", help=_ENCRYPT.msgid, expose_value=False, callback=files.encrypt),
    ] = False,
) -> None:
    pass


def _name_plainly(command: Any, ctx: Any) -> None:
    """Take the ending of age off the file of a command that encrypts: the ending before it says the format."""
    for param in command.params:
        path = ctx.params.get(param.name)
        if "--output" in param.opts and path is not None and files.encrypts():
            ctx.params[param.name] = plain_name(path)


class App(typer.Typer):
    """A Typer app of localised commands with plain, reproducible help."""

    def __init__(self, *, help: Text | None = None, cls: type[TyperGroup] = Group, **settings: Any) -> None:  # noqa: A002 (Typer's name)
        settings.setdefault("add_completion", False)
        if help:
            settings["help"] = help.msgid
        super().__init__(
            cls=cls,
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
            no_args_is_help=help is not None,
            **settings,
        )
        if help:
            # a group stays a group, also while it has one command only
            self.callback(cls=cls)(_nothing)

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Any], Any]:
        """Register a command; its docstring is its help."""
        settings.setdefault("cls", Command)
        return super().command(name, **settings)


def _nothing() -> None:
    pass


def localise(command: Any) -> Any:
    """Put the help of a freshly built command and of all below it into the language of the user."""
    if command.help:
        command.help = tr(paragraphs(command.help))
    command.options_metavar = tr(_METAVARS.get(command.options_metavar, command.options_metavar or ""))
    for param in command.params:
        if getattr(param, "help", None):
            param.help = tr(param.help)
    # Typer makes the --help option on demand and keeps it
    ctx = typer.Context(command) if hasattr(command, "get_help_option") else None
    option = command.get_help_option(ctx) if ctx else None
    if option is not None:
        option.help = tr(_HELP_OPTION)
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = tr(_METAVARS.get(command.subcommand_metavar, command.subcommand_metavar))
        # a name without a command is there for "did you mean"
        for below in filter(None, command.commands.values()):
            localise(below)
    return command


def help_texts(command: Any) -> Iterator[str]:
    """Yield the texts that `localise` looks up for one command, without those below it."""
    if command.help:
        yield paragraphs(command.help)
    for param in command.params:
        if getattr(param, "help", None):
            yield param.help


def paragraphs(docstring: str) -> str:
    """Return help text as it is in the catalogue: without the indentation of the source."""
    return cleandoc(docstring)


class Session(NamedTuple):
    """What one run of kvkkctl works with."""

    register: Path
    today: date


def session(ctx: typer.Context) -> Session:
    """Return the session that the root command began."""
    return cast("Session", ctx.find_root().obj)


def check_book(path: Path | None) -> None:
    """Raise BadValue for the name of a workbook to write that has the ending of something else."""
    if path is not None and path.suffix.lower() != ".xlsx":
        raise BadValue(
            Text("{path}: what is written is a workbook: name a file that ends in .xlsx.", path=path)
        )


def unused(path: Path) -> Path:
    """Return the path, or the first one like it with a number that no file has."""
    return next(each for each in numbered(path) if not files.final(each).exists())


def fresh(path: Path) -> Path:
    """Return the path for a file that the user did not name: with a number where it is there, unless forced."""
    return path if files.overwrites() else unused(path)


def numbered(path: Path) -> Iterator[Path]:
    """Yield the path, and those like it with the numbers from 2 on."""
    yield path
    for number in count(2):
        yield path.with_stem(f"{path.stem}-{number}")
