"""`accept`: gaps that somebody accepts until a day; they stay in the report and do not count."""

from datetime import date
from typing import Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands.editing import change, day_option, snapshot_of, stated
from kvkkctl.commands.framework import App, Group, session
from kvkkctl.errors import BadValue, RecordNotFound
from kvkkctl.models import Acceptance, Record
from kvkkctl.output import Column, FormatOption, OutputOption, Target, column
from kvkkctl.register import Change
from kvkkctl.rules import ALL_RULES, Rule, evaluate, select
from kvkkctl.rules.gap import Key, accepted_key, key_of
from kvkkctl.rules.index import Index, kind_of
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text


class _Accepting(Group):
    """The group whose first word is a rule, where it is none of its commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take `accept RULE RECORD` for `accept add RULE RECORD`."""
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["add", *args]
        parsed: list[str] = super().parse_args(ctx, args)
        return parsed


app = App(
    help=Text("Gaps that are accepted until a day, and why: kvkkctl accept RULE RECORD."), cls=_Accepting
)

_STATES = {
    "in_force": Text("in force"),
    "expired": Text("ended"),
    "no_gap": Text("no such gap"),
}
_COLUMNS = (
    column(Text("No."), "id"),
    column(Text("Rule"), "rule"),
    column(Text("Record"), "ref"),
    column(Text("Until"), "until"),
    column(Text("By"), "by"),
    column(Text("Reason"), "reason"),
    Column(Text("State"), lambda row: _STATES[row["state"]]),
)


@app.command()
def add(
    ctx: typer.Context,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The rule (A05).", show_default=False)],
    record: Annotated[
        str,
        typer.Argument(
            metavar="RECORD",
            help="The record as the report names it: E42, T3, controller, category:Sağlık, IK-1001.",
            show_default=False,
        ),
    ],
    reason: Annotated[str, typer.Option(help="Why the gap stays for now.", show_default=False)],
    until: Annotated[
        str, typer.Option(metavar="DATE", help="The last day on which it is accepted.", show_default=False)
    ],
    by: Annotated[str, typer.Option(help="Who accepts it: an office or a board.", show_default=False)],
) -> None:
    """Accept a gap of today's report: it stays in the report as accepted and does not count for --fail-on.

    The word add may be left out. A gap that is accepted already gets the new reason and day.
    """
    today = session(ctx).today
    last = day_option(until, "--until")
    why, who = stated(reason), stated(by)
    if last is None or why is None or who is None:
        raise BadValue(Text("An acceptance needs a reason, a day and who accepts: --reason, --until, --by."))
    if last < today:
        raise BadValue(Text("--until: {day} is past.", day=last.isoformat()))
    asked = _rule(rule)
    facts = {"reason": why, "until": last, "accepted_by": who, "accepted_on": today}

    def make(made: Change) -> None:
        found = _record(Index(made.snapshot), record)
        _check_gap(made.snapshot, today, asked, found)
        values = {"rule": asked.id, "kind": found.kind_name, "number": found.id, "record": found.ref, **facts}
        known = (each for each in made.snapshot.acceptances.values())
        same = next((each for each in known if (each.rule, each.kind, each.number) == _about(values)), None)
        if same is None:
            made.make(Acceptance, values)
        else:
            made.put(Acceptance.model_validate({"id": same.id, **values}))

    change(ctx, make)


@app.command("list")
def list_(ctx: typer.Context, fmt: FormatOption = None, to: OutputOption = None) -> None:
    """List what is accepted, and whether it still is: ended, or without a gap that it is about."""
    snapshot, today = snapshot_of(ctx), session(ctx).today
    index = Index(snapshot)
    there = (
        {key_of(finding) for finding in evaluate(snapshot, today, ALL_RULES)}
        if snapshot.acceptances
        else set()
    )
    rows = [_shape(each, accepted_key(each, index), there, today) for each in snapshot.acceptances.values()]
    output.emit(rows, _COLUMNS, Target.of(fmt, to))


@app.command()
def remove(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="ACCEPTANCE", help="Number of the acceptance (G1).", show_default=False)
    ],
) -> None:
    """Take an acceptance back: its gap counts again."""

    def make(made: Change) -> None:
        wanted = ref.strip().upper()
        found = next((each for each in made.snapshot.acceptances.values() if each.ref == wanted), None)
        if found is None:
            raise RecordNotFound(
                Text("There is no acceptance {ref}: `kvkkctl accept list` shows them.", ref=ref)
            )
        made.remove(found)

    change(ctx, make)


def _rule(name: str) -> Rule:
    chosen = select(ALL_RULES, [name])
    if len(chosen) != 1 or chosen[0].id != name.strip().upper():
        raise BadValue(Text("{name} is a family of rules: name one rule.", name=name))
    return chosen[0]


def _record(index: Index, name: str) -> Record:
    found = index.find(name)
    if found is None:
        raise RecordNotFound(
            Text("There is no record {name}: name it as `kvkkctl gaps --all` does.", name=name)
        )
    return found


def _check_gap(snapshot: Snapshot, today: date, rule: Rule, record: Record) -> None:
    """Raise BadValue where the rule finds nothing at the record."""
    wanted = (rule.id, kind_of(record), record.ref)
    if wanted not in {key_of(finding) for finding in evaluate(snapshot, today, ALL_RULES)}:
        raise BadValue(
            Text(
                "{rule} finds nothing at {record} on {day}: there is no gap to accept.",
                rule=rule.id,
                record=record.ref,
                day=today.isoformat(),
            )
        )


def _about(values: dict[str, Any]) -> tuple[str, str, int]:
    return values["rule"], values["kind"], values["number"]


def _shape(said: Acceptance, key: Key | None, there: set[Key], today: date) -> dict[str, Any]:
    """An acceptance as scripts read it."""
    state = "in_force" if said.until >= today else "expired"
    return {
        "id": said.ref,
        "rule": said.rule,
        "kind": key[1] if key else said.kind,
        "ref": key[2] if key else said.record,
        "reason": said.reason,
        "until": said.until.isoformat(),
        "by": said.accepted_by,
        "on": said.accepted_on.isoformat(),
        "state": state if key in there else "no_gap",
    }
