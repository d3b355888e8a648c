"""What a rule tells people to type is there to be typed."""

import re
from importlib import import_module

import pytest
from typer.main import get_command

from kvkkctl.cli import COMMANDS
from kvkkctl.rules import ALL_RULES, Rule
from tests.commands.gap_registers import small
from tests.conftest import Run

# a command, the one below it where there is one, and what is given to it
GROUPS = "policy staff electronic physical transfer"
TOLD = re.compile(r"kvkkctl ([a-z]+)(?: ([a-z]+))?((?:(?!kvkkctl )[^;,])*)")


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_the_commands_of_a_fix_exist(rule: Rule) -> None:
    # entries and transfers are edited, terms are mapped
    kind = "entry" if "{kind} edit" in rule.fix.msgid else "category"
    told = TOLD.findall(rule.fix.msgid.replace("{kind}", kind))
    assert told
    for noun, verb, given in told:
        group = get_command(import_module(f"kvkkctl.commands.{COMMANDS[noun][0]}").app)
        # the word add may be left out before a rule that is accepted
        below = verb or ("add" if noun == "accept" else "")
        command = getattr(group, "commands", {}).get(below, group)
        assert not below or command.name in {below, None}
        options = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
        assert set(re.findall(r"--[a-z-]+", given)) <= options | {"--help"}


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_a_shell_runs_nothing_else_where_a_fix_is_pasted(rule: Rule) -> None:
    assert not set(rule.fix.msgid) & set("|<>&$`")


def test_of_a_choice_that_is_pasted_neither_is_recorded(run: Run) -> None:
    small(run)
    before = run("gaps --rule A10 -f json").json
    run(f"{before[0]['fix'].partition('kvkkctl ')[2]}")
    assert run("gaps --rule A10 -f json").json == before
    said = run("verbis status").out
    assert "--resident/--not-resident" in said
    assert run("controller set --resident/--not-resident", code=2).out == ""


def test_what_decides_about_registration_is_asked_for_by_the_option_that_states_it(run: Run) -> None:
    run("init")
    run("controller set --resident --employees 10 --balance 1000")
    (gap,) = run("gaps --rule K04 -f json").json
    assert gap["message"].endswith("not stated: whether special data are the main activity.")
    assert "--special-main-activity/--ordinary-main-activity" in gap["fix"]
    run("controller set --ordinary-main-activity")
    assert run("gaps --rule K04 -f json").json == []


def test_a_transfer_without_its_grounds_is_completed_not_added_again(run: Run) -> None:
    run("init")
    run("activity add Bordro --code IK-1")
    run("entry add --activity IK-1 --category Kimlik --recipient Muhasebeci")
    run("transfer add Muhasebeci")
    (gap,) = run("gaps --rule E01 -f json").json
    added, edited = re.findall(r"kvkkctl (.*?)(?:;|$)", gap["fix"])
    run(added, code=3)
    filled = edited.replace("NUMBER", "T1").replace("--purpose …", "--purpose Bordro")
    run(filled.replace("--basis …", "--basis 5/2-c"))
    assert run("gaps --rule E01 -f json").json == []


def test_an_unclear_basis_is_named_where_it_stands(run: Run) -> None:
    run("init")
    run("activity add Bordro --code IK-1")
    run(["entry", "add", "--activity", "IK-1", "--category", "Kimlik", "--basis", "Kanunun 5. maddesi"])
    run(["transfer", "add", "Muhasebeci", "--basis", "Kanunun 5. maddesi"])
    for gap in run("gaps --rule K05 -f json").json:
        run(gap["fix"].partition("kvkkctl ")[2])
    assert run("gaps --rule K05 -f json").json == []


def test_a_criterion_that_is_none_is_refused_by_the_name_of_its_option(run: Run) -> None:
    small(run)
    assert "--reason: " in run("entry edit E1 --reason x", code=3).err


@pytest.mark.parametrize(("stated", "rule"), [("policy staff", "B08"), ("", "B08"), (GROUPS, "B09")])
def test_safeguards_that_are_stated_are_not_lost_where_a_fix_is_pasted(
    run: Run, stated: str, rule: str
) -> None:
    run("init")
    run("activity add Bordro --code IK-1")
    run("entry add --activity IK-1 --category 'Sağlık Bilgileri'")
    given = "".join(f" --safeguard {each}" for each in stated.split())
    run(f"category add 'Sağlık Bilgileri' --remote-access{given}")
    (gap,) = run(f"gaps --rule {rule} -f json").json
    run(gap["fix"].partition("kvkkctl ")[2], code=3)
    assert run(f"gaps --rule {rule} -f json").json == [gap]


def test_a_basis_that_may_stand_is_not_replaced_by_one_that_nobody_named(run: Run) -> None:
    run("init")
    run("activity add Ziyaret --code GV-1")
    run("entry add --activity GV-1 --category Kimlik --subject Ziyaretçi --basis 5/2-c --basis 5/2-e")
    (gap,) = run("gaps --rule A15 -f json").json
    assert not re.search(r"\d/\d", gap["fix"])
