"""`verbis resolve`: what a person decides where the inventory leaves an answer to VERBİS open."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands.editing import change, find_resolution, snapshot_of
from kvkkctl.commands.framework import App, Group, session
from kvkkctl.errors import BadValue, RecordNotFound
from kvkkctl.i18n import tr
from kvkkctl.likeness import close_to
from kvkkctl.models import Resolution, ResolvedField
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.register import Change, actor
from kvkkctl.text import Text
from kvkkctl.verbis import Choice, Standing, decision_dict, roll_up
from kvkkctl.verbis.resolving import COMPLETE, NO, YES, retention_value, says
from kvkkctl.vocabulary import MatchKind, OfficialTerm, TermKind, match, official, terms

_SET = "set"


class _Resolving(Group):
    """`resolve CATEGORY …` is `resolve set CATEGORY …`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command in that is meant where none is named."""
        if args and args[0] not in {*self.commands, "--help"}:
            args = [_SET, *args]
        parsed: list[str] = super().parse_args(ctx, args)
        return parsed


app = App(
    help=Text(
        "Decide what the inventory leaves open: `resolve CATEGORY …` is short for `resolve set CATEGORY …`."
    ),
    cls=_Resolving,
)

_FIELDS: Mapping[str, Text] = {
    ResolvedField.RETENTION: Text("Retention"),
    ResolvedField.ABROAD: Text("Abroad"),
    ResolvedField.RECIPIENTS: Text("Recipients"),
    ResolvedField.PROCESSED: Text("Processed"),
}
_STANDINGS: Mapping[str, Text] = {
    Standing.APPLIED: Text("applied"),
    Standing.STALE: Text("out of date"),
    Standing.UNNEEDED: Text("not needed"),
}
_VALUES: Mapping[str, Text] = {YES: Text("yes"), NO: Text("no"), COMPLETE: Text("complete")}


def shown(field: str, value: str) -> Text:
    """Return a decision in words."""
    return Text("{answer}: {value}", answer=_FIELDS[field], value=_VALUES.get(value, value))


_COLUMNS = (
    column(Text("No."), "id"),
    column(Text("Category"), "category"),
    Column(Text("Decided"), lambda row: shown(row["field"], row["value"])),
    column(Text("Reason"), "reason"),
    column(Text("Who"), "decided_by"),
    column(Text("Day"), "decided_on"),
    Column(Text("State"), lambda row: _STANDINGS[row["status"]]),
    column(Text("Why"), "why"),
)


@app.command(_SET)
def set_(
    ctx: typer.Context,
    categories: Annotated[
        list[str],
        typer.Argument(metavar="CATEGORY…", help="VERBİS categories, or their numbers.", show_default=False),
    ],
    reason: Annotated[str, typer.Option(help="Why; kept with the decision.", show_default=False)],
    retention: Annotated[
        str | None, typer.Option(help='What to enter: "10 Yıl", "18 Ay" or "Diğer: TEXT".')
    ] = None,
    abroad: Annotated[
        bool | None, typer.Option("--abroad/--no-abroad", help="Whether the data go abroad.")
    ] = None,
    recipients_complete: Annotated[
        bool, typer.Option("--recipients-complete", help="The recipients that are stated are all there are.")
    ] = False,
    not_processed: Annotated[
        bool, typer.Option("--not-processed", help="The category is not processed, whatever is not mapped.")
    ] = False,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who decided; else KVKKCTL_ACTOR, or the user.")
    ] = None,
) -> None:
    """Record a person's answer to an open question, with the reason.

    Several categories are decided alike, all or none. An answer counts while the values that it chose between stay as
    they are. Once they change, `verbis preview` tells and the question is open again; deciding again replaces it.
    """
    values = {
        ResolvedField.RETENTION: _retention(retention),
        ResolvedField.ABROAD: None if abroad is None else YES if abroad else NO,
        ResolvedField.RECIPIENTS: COMPLETE if recipients_complete else None,
        ResolvedField.PROCESSED: NO if not_processed else None,
    }
    given = {field: value for field, value in values.items() if value is not None}
    why, who = " ".join(reason.split()), " ".join((by or actor()).split())
    if not given:
        raise BadValue(
            Text("Say what is decided: --retention, --abroad, --recipients-complete, --not-processed.")
        )
    if not says(why) or not says(who):
        raise BadValue(Text("Say why (--reason) and who decided (--by)."))
    named = [find_official(category).name for category in categories]
    today = session(ctx).today

    def make(made: Change) -> None:
        choices = roll_up(made.snapshot, today).choices
        facts = {"reason": why, "decided_by": who, "decided_on": today}
        for name, (field, value) in product(dict.fromkeys(named), given.items()):
            _put(made, _choice(choices, name, field), facts | {"value": value})

    change(ctx, make)


@app.command("list")
def list_(ctx: typer.Context, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """List what was decided, by whom and why, and whether it still counts."""
    rolled = roll_up(snapshot_of(ctx), session(ctx).today)
    output.emit([decision_dict(each, tr) for each in rolled.decisions], _COLUMNS, Target.of(fmt, to))


@app.command()
def remove(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(help="Number of the decision (V3).", show_default=False)],
) -> None:
    """Take a decision back: the question is open again."""
    change(ctx, lambda made: made.remove(find_resolution(made.snapshot, ref)))


def _retention(text: str | None) -> str | None:
    if text is None:
        return None
    value = retention_value(text)
    if value is None:
        raise BadValue(
            Text(
                '--retention: VERBİS does not take {value}: write "10 Yıl", "18 Ay" or "Diğer: TEXT".',
                value=text,
            )
        )
    return value


def find_official(text: str) -> OfficialTerm:
    """Return one of the 26 by name or number. Raises RecordNotFound."""
    known = official(TermKind.CATEGORY)
    for term in known.values():
        if text.strip() == str(term.no):
            return term
    found = match(TermKind.CATEGORY, text)
    if found.kind in {MatchKind.EXACT, MatchKind.ALIAS} and found.term:
        return known[found.term]
    names = [term.name for term in terms(TermKind.CATEGORY)]
    close = [found.suggestion] if found.suggestion else close_to(text, names)
    if close:
        raise RecordNotFound(
            Text("{name} is no VERBİS category; did you mean {close}?", name=text, close=close)
        )
    raise RecordNotFound(Text("{name} is no VERBİS category: see `kvkkctl verbis preview`.", name=text))


def _choice(choices: Sequence[Choice], category: str, field: ResolvedField) -> Choice:
    for choice in choices:
        if (choice.category, choice.field) == (category, field):
            return choice
    raise BadValue(
        Text(
            "There is nothing to decide about {category}, {field}: the inventory answers it.",
            category=category,
            field=_FIELDS[field],
        )
    )


def _put(made: Change, choice: Choice, facts: Mapping[str, Any]) -> None:
    values = {**facts, "category": choice.category, "field": choice.field, "grounds": choice.grounds}
    for known in made.snapshot.resolutions.values():
        if (known.category, known.field) == (choice.category, choice.field):
            made.put(known.model_copy(update=values))
            return
    made.make(Resolution, values)
