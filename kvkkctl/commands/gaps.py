"""`gaps`: what the register lacks by the law."""

from collections.abc import Callable, Sequence
from datetime import date

import typer

from kvkkctl import output
from kvkkctl.commands import gap_tables
from kvkkctl.commands.as_of import day_of, say_which, stood
from kvkkctl.commands.editing import day_option, opened
from kvkkctl.commands.framework import App, session
from kvkkctl.commands.gap_groups import By, by_rows, by_text
from kvkkctl.commands.gap_options import (
    LISTS,
    AsOf,
    Baseline,
    Diff,
    Every,
    FailOn,
    GapFormat,
    GapFormatOption,
    GapOutput,
    Grouping,
    Quiet,
    RuleOption,
    SaveBaseline,
    check_options,
    target_of,
)
from kvkkctl.commands.gap_rows import KEYS, Change, Report, counts, rows, summed
from kvkkctl.errors import EXIT_FOUND, BadValue
from kvkkctl.i18n import tr
from kvkkctl.output import Format, Target
from kvkkctl.rules import ALL_RULES, ask, select
from kvkkctl.rules.context import Context
from kvkkctl.rules.gap import Known, Settled, compare, settle
from kvkkctl.rules.rule import LAW_SINCE
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text

app = App()


@app.command()
def gaps(
    ctx: typer.Context,
    rule: RuleOption = None,
    as_of: AsOf = None,
    diff: Diff = None,
    by: Grouping = None,
    every: Every = False,
    quiet: Quiet = False,
    fail_on: FailOn = None,
    baseline: Baseline = None,
    save_baseline: SaveBaseline = None,
    fmt: GapFormatOption = None,
    to: GapOutput = None,
) -> None:
    """Report what the register lacks by Law 6698, with the record, the cell, the article and the remedy of each gap.

    A table has a line for each rule, and below it what closes most gaps at once and the fines of the year; the other
    formats have every gap. As .xlsx it is a workbook with a sheet for each department to send out.
    """
    if quiet:
        output.hush(quiet=True)
    chosen, target = target_of(fmt, to)
    check_options(chosen, diff=diff, by=by, quiet=quiet)
    on = day_of(as_of) or session(ctx).today
    since = day_option(diff, "--diff")
    if since is not None and since >= on:
        raise BadValue(
            Text("--diff: {since} is not before {day}.", since=since.isoformat(), day=on.isoformat())
        )
    if on < LAW_SINCE:
        output.note(Text("Law 6698 is in force since {day}: nothing is asked before.", day=LAW_SINCE))
    known = None
    if baseline is not None:
        from kvkkctl.commands.baseline import read_baseline

        known = read_baseline(baseline)
    report = asked(_register_at(ctx, on, said=as_of is not None), on, rule or (), known)
    if since is not None:
        report = _changes(asked(_register_at(ctx, since), since, rule or (), known), report)
    view = _view(by=by, every=every, quiet=quiet)
    _write(report, chosen, target, view, today=on == session(ctx).today)
    if save_baseline is not None:
        from kvkkctl.commands.baseline import write_baseline

        n = write_baseline(save_baseline, report.gaps)
        output.note(Text("Written: {path}, with {n} gaps.", path=save_baseline, n=n))
    watched = report.changes[0].report.gaps if report.changes else report.gaps
    if fail_on is not None and any(
        gap.fails and gap.finding.severity.rank <= fail_on.rank for gap in watched
    ):
        raise typer.Exit(EXIT_FOUND)


def asked(
    snapshot: Snapshot, on: date, wanted: Sequence[str], known: frozenset[Known] | None = None
) -> Report:
    """Ask the wanted rules about a register on a day, the heaviest gaps first. Raises BadValue for an unknown rule."""
    chosen = {rule.id for rule in select(ALL_RULES, wanted)}
    context = Context(snapshot, on)
    found = [finding for finding in ask(context, ALL_RULES) if finding.rule in chosen]
    found.sort(key=lambda finding: finding.severity.rank)
    report = Report((), context, baseline=known is not None)
    settled = settle(found, report.index, on, known or ())
    report.gaps = settled.gaps
    report.settled = Settled(
        (),
        tuple(each for each in settled.expired if each.rule in chosen),
        tuple(each for each in settled.idle if each.rule in chosen),
    )
    return report


def show(report: Report, target: Target) -> None:
    """Print the report by rule, as `gaps` does."""
    output.deliver(gap_tables.grouped_text(report, target), target)


def _register_at(ctx: typer.Context, day: date, *, said: bool = False) -> Snapshot:
    """Return the register as it stood on a day; as it is now on a day to come, or where nothing was recorded yet."""
    register = opened(ctx)
    found = stood(register, day, session(ctx).today)
    if found is None:
        output.note(
            Text("Nothing was recorded by {day}: the present records are judged by the law of then.", day=day)
        )
    elif said and day <= session(ctx).today:
        say_which(register, found, day)
    return found or register.snapshot()


def _changes(then: Report, now: Report) -> Report:
    appeared, closed = compare(then.gaps, now.gaps)
    now.changes = (Change("appeared", now.of(appeared)), Change("closed", then.of(closed)))
    return now


View = Callable[[Report, Target], None]


def _view(*, by: By | None, every: bool, quiet: bool) -> View:
    """Return what prints a report the way that the options ask for."""
    if quiet:
        return _print_counts
    if by is not None:
        return lambda report, target: _print_by(report, by, target, every=every)
    return lambda report, target: _print_gaps(report, target, every=every)


def _write(report: Report, fmt: GapFormat, target: Target, view: View, *, today: bool) -> None:
    for each in report.settled.expired:
        output.note(
            Text(
                "The acceptance {ref} of {rule} at {record} ended on {until}: the gap counts again.",
                ref=each.ref,
                rule=each.rule,
                record=each.record,
                until=each.until.isoformat(),
            )
        )
    # on another day there is another law, and what it does not ask is no reason to take an acceptance back
    for each in report.settled.idle if today else ():
        output.note(
            Text(
                "The acceptance {ref} of {rule} at {record} matches no gap: `kvkkctl accept remove {ref}`.",
                ref=each.ref,
                rule=each.rule,
                record=each.record,
            )
        )
    if fmt in LISTS:
        view(report, target)
        return
    from kvkkctl.commands.gap_files import write_file

    write_file(report, fmt.value, target)
    _sum_up(report)


def _print_gaps(report: Report, target: Target, *, every: bool) -> None:
    if target.format is not Format.TABLE:
        output.emit(rows(report), (), target, keys=(*KEYS, "change") if report.changes else KEYS)
        _sum_up(report)
    elif every or report.changes:
        output.deliver(gap_tables.lines_text(report, target), target)
        _sum_up(report)
    else:
        show(report, target)


def _print_by(report: Report, by: By, target: Target, *, every: bool) -> None:
    if target.format is Format.TABLE:
        output.deliver(by_text(report, by, target, every=every), target)
    else:
        output.emit(by_rows(report, by), (), target)


def _print_counts(report: Report, target: Target) -> None:
    numbers = counts(report.gaps)
    if target.format is Format.TABLE:
        output.deliver(" ".join(tr(line) for line in summed(numbers)) + "\n", target)
    else:
        output.emit_one(numbers, (), target)


def _sum_up(report: Report) -> None:
    """Say on stderr how many gaps of each weight there are."""
    for change in report.changes:
        said = {"appeared": Text("Appeared: {counts}"), "closed": Text("Closed: {counts}")}[change.name]
        output.note(said.filled(counts=" ".join(tr(line) for line in summed(counts(change.report.gaps)))))
    if not report.changes:
        for line in summed(counts(report.gaps)):
            output.note(line)
