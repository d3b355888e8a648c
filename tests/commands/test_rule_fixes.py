"""What a rule tells people to type is there to be typed."""

import re
from importlib import import_module

import pytest
from typer.main import get_command

from kvkkctl.cli import COMMANDS
from kvkkctl.rules import ALL_RULES, Rule

COMMAND = re.compile(r"kvkkctl ([a-z]+)(?: ([a-z]+))?((?:(?!kvkkctl )[^;])*)")


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_the_commands_of_a_fix_exist(rule: Rule) -> None:
    told = COMMAND.findall(rule.fix.msgid)
    assert told
    for noun, verb, rest in told:
        module, _ = COMMANDS[noun]
        command = get_command(import_module(f"kvkkctl.commands.{module}").app)
        command = getattr(command, "commands", {}).get(verb, command)
        if verb:
            assert command.name == verb
        options = {option for each in command.params for option in each.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) - {"--help", "--ordinary"} <= options
