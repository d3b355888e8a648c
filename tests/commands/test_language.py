"""English and Turkish, everywhere."""

from importlib import import_module

import pytest
from typer.main import get_command

from kvkkctl.cli import COMMANDS
from tests.conftest import Run

PATHS = [
    path
    for name, (module, _) in COMMANDS.items()
    for path in [
        name,
        *(
            f"{name} {below}"
            for below in getattr(get_command(import_module(f"kvkkctl.commands.{module}").app), "commands", {})
        ),
    ]
]


@pytest.mark.parametrize("path", ["", *PATHS])
def test_every_command_has_help_in_both_languages(run: Run, path: str) -> None:
    english = run(f"--lang en {path} --help").out
    turkish = run(f"--lang tr {path} --help").out
    assert english.startswith(f"Usage: kvkkctl {path}".rstrip())
    assert turkish.startswith(f"Kullanım: kvkkctl {path}".rstrip())
    assert "Show this message" not in turkish
    assert "Options:" not in turkish
    first = english.split("\n\n")[1]
    assert first.strip()
    assert first not in turkish


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({}, "Usage"),
        ({"LANG": "tr_TR.UTF-8"}, "Kullanım"),
        ({"LC_ALL": "tr_TR.UTF-8", "LANG": "en_US.UTF-8"}, "Kullanım"),
        ({"LANG": "de_DE.UTF-8"}, "Usage"),
        ({"LANG": "tr_TR.UTF-8", "KVKKCTL_LANG": "en"}, "Usage"),
        ({"LANG": "en_US.UTF-8", "KVKKCTL_LANG": "tr"}, "Kullanım"),
    ],
)
def test_the_language_is_asked_for_or_that_of_the_locale(
    run: Run, environment: dict[str, str], word: str
) -> None:
    assert run("--help", **environment).out.startswith(word)
    other = "en" if word == "Kullanım" else "tr"
    assert not run(f"--lang {other} --help", **environment).out.startswith(word)


def test_global_options_may_stand_before_or_after_the_command(example: Run) -> None:
    before = example("--lang tr gaps --rule F02").out
    assert before == example("gaps --rule F02 --lang tr").out
    assert before != example("gaps --rule F02 --lang en").out


@pytest.mark.parametrize("settings", [{"COLUMNS": "60"}, {"FORCE_COLOR": "1"}, {"GITHUB_ACTIONS": "true"}])
def test_help_is_the_same_everywhere(run: Run, settings: dict[str, str]) -> None:
    assert run("gaps --help", **settings).out == run("gaps --help").out


def test_json_keys_do_not_change_with_the_language(example: Run) -> None:
    english, turkish = (example(f"--lang {lang} gaps -f json").json for lang in ("en", "tr"))
    assert [list(gap) for gap in english] == [list(gap) for gap in turkish]
    assert [gap["rule"] for gap in english] == [gap["rule"] for gap in turkish]
    assert all(a["message"] != b["message"] for a, b in zip(english, turkish, strict=True))
