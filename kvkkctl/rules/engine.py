"""Collecting, choosing and asking rules; nothing here knows any of them.

A rule that raises is a bug and is not caught: a crash must look neither like a finding nor like none.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from graphlib import TopologicalSorter
from itertools import chain
from types import ModuleType

from kvkkctl.errors import BadValue
from kvkkctl.likeness import close_to
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Finding, Rule
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text


def collect(*modules: ModuleType) -> tuple[Rule, ...]:
    """Return the rules that the modules declare, by id.

    Raises ValueError for an id given twice and for a rule that requires one that is not there.
    """
    found: dict[str, Rule] = {}
    for rule in chain.from_iterable(vars(module).values() for module in modules):
        if not isinstance(rule, Rule):
            continue
        if rule.id in found:
            raise ValueError(rule.id)
        found[rule.id] = rule
    if missing := {needed for rule in found.values() for needed in rule.requires} - found.keys():
        raise ValueError(*sorted(missing))
    return tuple(found[number] for number in sorted(found))


def select(rules: Sequence[Rule], wanted: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules named by id (``A05``) or family (``A``), in their order; all when none is named.

    Raises BadValue for a name that is neither.
    """
    named = {name.strip().upper(): name for name in wanted}
    known = {rule.id for rule in rules} | {rule.family for rule in rules}
    for key, name in named.items():
        if key not in known:
            raise BadValue(_unknown(name, sorted(close_to(key, known, least=0.5))))
    return tuple(rule for rule in rules if not named or named.keys() & {rule.id, rule.family})


def _unknown(name: str, close: Sequence[str]) -> Text:
    if close:
        return Text("There is no rule {name}; close to it are {close}.", name=name, close=", ".join(close))
    return Text("There is no rule {name}: `kvkkctl rules list` shows them all.", name=name)


def evaluate(snapshot: Snapshot, as_of: date, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """Return what the rules find in a register on a day, by rule, then in the order of the records."""
    return ask(Context(snapshot, as_of), rules)


def ask(context: Context, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """Return what `evaluate` does, for a register and day that are there already."""
    as_of = context.as_of
    found: dict[str, tuple[Finding, ...]] = {}
    for rule in _in_order(rule for rule in rules if rule.in_force(as_of)):
        said = {(f.kind, f.ref) for needed in rule.requires for f in found.get(needed, ())}
        findings = (rule.finding(hit, context) for hit in rule.check(context))
        found[rule.id] = tuple(f for f in findings if (f.kind, f.ref) not in said)
    return tuple(chain.from_iterable(found[number] for number in sorted(found)))


def _in_order(rules: Iterable[Rule]) -> Iterable[Rule]:
    by_id = {rule.id: rule for rule in rules}
    needs = {rule.id: [needed for needed in rule.requires if needed in by_id] for rule in by_id.values()}
    return (by_id[number] for number in TopologicalSorter(needs).static_order())
