"""What a rule tells people to type is there to be typed."""

import re
from importlib import import_module

import pytest
from typer.main import get_command

from kvkkctl.cli import COMMANDS
from kvkkctl.rules import ALL_RULES, Rule

# a command, the one below it where there is one, and what is given to it
TOLD = re.compile(r"kvkkctl ([a-z]+)(?: ([a-z]+))?((?:(?!kvkkctl )[^;,])*)")


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_the_commands_of_a_fix_exist(rule: Rule) -> None:
    told = TOLD.findall(rule.fix.msgid.replace("{kind}", "category"))
    assert told
    for noun, verb, given in told:
        group = get_command(import_module(f"kvkkctl.commands.{COMMANDS[noun][0]}").app)
        command = getattr(group, "commands", {}).get(verb, group)
        assert not verb or command.name in {verb, None}
        options = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
        assert set(re.findall(r"--[a-z-]+", given)) <= options | {"--help"}
