"""Typer's words about wrong usage, in the language of the user.

Typer writes most of these messages in English only, and so does the validator of its values. Each is recognised by
its shape and said again through the catalogue; one that is not known stays as it is.
"""

import re
from functools import cache

import typer

from kvkkctl import output
from kvkkctl.i18n import tr
from kvkkctl.text import Text

# The validator puts this in front of what is wrong with a value.
_LIBRARY = "Value error, "
# The order matters: the first that fits is taken, and values are looked at again.
_MESSAGES = (
    Text("No such option: {option} (Possible options: {options})"),
    Text("No such option: {option}"),
    Text("Option {option} requires an argument."),
    Text("Option {option} requires {n} arguments."),
    Text("Option {option} does not take a value."),
    Text("No such command {command}. Did you mean {others}?"),
    Text("{problem}. Did you mean {others}?"),
    Text("No such command {command}."),
    Text("Missing command."),
    Text("Missing argument {name}. {more}"),
    Text("Missing argument {name}."),
    Text("Missing option {name}. {more}"),
    Text("Missing option {name}."),
    Text("Got unexpected extra argument(s) ({arguments})"),
    Text("Invalid value for {name}: {reason}"),
    Text("Invalid value: {reason}"),
    Text("{value} is not one of {choices}."),
    Text("Value {value} is not a valid {kind}."),
    Text("Choose from:{choices}"),
    Text("Input should be a valid integer, unable to parse string as an integer"),
    Text("Input should be greater than or equal to {n}"),
    Text("Input should be less than or equal to {n}"),
)


def show_usage_problem(problem: typer.TyperException) -> int:
    """Print what was wrong about the call on stderr and return its exit code."""
    context = getattr(problem, "ctx", None)
    message = problem.format_message()
    if context is not None and message == context.get_help():
        output.tell(message)
        return problem.exit_code
    if context is not None:
        output.tell(context.get_usage())
        output.tell(tr(Text("Try '{command} --help'.", command=context.command_path)))
    output.tell(tr(Text("Error: {message}", message=said_again(message))))
    return problem.exit_code


def said_again(message: str) -> Text | str:
    """Return a message of Typer's as a text of ours."""
    message = message.removeprefix(_LIBRARY)
    for text in _MESSAGES:
        found = _pattern(text.msgid).fullmatch(message)
        if found:
            return text.filled(**{name: said_again(value) for name, value in found.groupdict().items()})
    return message


@cache
def _pattern(msgid: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(msgid)), re.DOTALL)
