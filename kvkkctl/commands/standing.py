"""`verbis status`: whether the controller has to be registered, by when, and what VERBİS will ask."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.editing import day_option, snapshot_of
from kvkkctl.commands.framework import session
from kvkkctl.i18n import tr
from kvkkctl.output import Format, FormatOption, OutputOption, Target
from kvkkctl.text import Text

if TYPE_CHECKING:
    from kvkkctl.verbis.standing import Lack, Standing

_OBLIGED = {True: Text("yes"), False: Text("no"), None: Text("not known")}
# a bar between two options would be a pipe to whoever pastes them, and the first would be recorded
_OPTIONS = {
    "resident": "--resident/--not-resident",
    "employees": "--employees N",
    "balance": "--balance TL",
    "special_main_activity": "--special-main-activity/--ordinary-main-activity",
    "exemption": "--exemption …",
}


def status(
    ctx: typer.Context,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Ask about this day instead of today.")
    ] = None,
    fmt: FormatOption = None,
    to: OutputOption = None,
) -> None:
    """Say whether the controller has to be registered with VERBİS, by when, and what VERBİS asks that is not stated.

    The limits are those of the Board decision in force on the day. What is not stated leaves the answer open.
    """
    from kvkkctl.verbis.standing import standing

    snapshot = snapshot_of(ctx)
    found = standing(snapshot.controller, day_option(on, "--on") or session(ctx).today)
    filing = snapshot.filing_on(found.on)
    value = _shape(found) | {"last_filing": filing.ref if filing else None}
    target = Target.of(fmt, to)
    if target.format is Format.TABLE:
        output.emit_card(
            value, [*_lines(found), (Text("Last filing"), value["last_filing"] or Text("none"))], target
        )
    else:
        output.emit_one(value, (), target)


def _shape(found: "Standing") -> dict[str, Any]:
    """How a controller stands to the registry, as scripts read it."""
    return {
        "on": found.on.isoformat(),
        "obliged": found.obligation.obliged,
        "why": tr(found.obligation.why),
        "decision": found.obligation.decision,
        "facts_missing": list(found.missing),
        "obliged_since": shapes.plain(found.obliged_since),
        "register_by_strict": shapes.plain(found.register_by_strict),
        "register_by": shapes.plain(found.register_by),
        "late": found.is_late,
        "registered_on": shapes.plain(found.registered_on),
        "missing": [
            {
                "screen": lack.form.code,
                "screen_name": tr(lack.form.name),
                "field": lack.field,
                "label": tr(_label(lack.field)),
                "needed": lack.needed,
            }
            for lack in found.lacks
        ],
    }


def _lines(found: "Standing") -> list[tuple[Text, object]]:
    lines: list[tuple[Text, object]] = [
        (Text("Day"), found.on),
        (Text("Has to be registered"), _OBLIGED[found.obligation.obliged]),
        (Text("Why"), found.obligation.why),
        (Text("Board decision"), found.obligation.decision or "–"),
    ]
    if found.missing:
        said = " ".join(_OPTIONS[name] for name in found.missing)
        state = Text("state it: kvkkctl controller set {options}", options=said)
        lines.append((Text("Not stated"), [*map(_label, found.missing), state]))
    if found.obligation.obliged:
        lines.append((Text("Obliged since"), found.obliged_since or Text("not stated")))
        lines.append((Text("Register by"), _by(found)))
    lines.append((Text("Registered on"), found.registered_on or Text("not stated")))
    return lines + _lacking(found.lacks)


def _by(found: "Standing") -> object:
    if found.register_by is None:
        return Text(
            "thirty days from the day the duty arose, which is not stated: kvkkctl controller set --obliged-since DATE"
        )
    days = {"rolled": found.register_by, "strict": found.register_by_strict}
    if found.is_late:
        return Text("{rolled} (strictly {strict}; registry regulation art. 8/2): that day has passed", **days)
    return Text("{rolled} (strictly {strict}; registry regulation art. 8/2)", **days)


def _stating(lacks: "Sequence[Lack]") -> str:
    """Return the command that states what the forms lack."""
    from kvkkctl.text import BLANK

    said = (_OPTIONS.get(lack.field) or f"--{lack.field.replace('_', '-')} {BLANK}" for lack in lacks)
    return f"kvkkctl controller set {' '.join(said)}"


def _lacking(lacks: "Sequence[Lack]") -> list[tuple[Text, object]]:
    by_form: dict[str, list[Lack]] = {}
    for lack in lacks:
        by_form.setdefault(lack.form.code, []).append(lack)
    lines: list[tuple[Text, object]] = [
        (
            Text("Lacks for “{screen}”", screen=found[0].form.name),
            [
                _label(lack.field) if lack.needed else Text("{label} (optional)", label=_label(lack.field))
                for lack in found
            ],
        )
        for found in by_form.values()
    ]
    return [*lines, (Text("To state it"), _stating(lacks))] if lacks else lines


def _label(field: str) -> Text:
    # the other commands of `verbis` say nothing of the controller
    from kvkkctl.commands.controller import LABELS

    return LABELS[field]
