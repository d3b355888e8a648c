"""A finding as the report takes it: open, accepted by somebody until a day, or known from a baseline."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from kvkkctl.models import Acceptance
from kvkkctl.rules.index import Index, kind_of
from kvkkctl.rules.rule import Finding

Key = tuple[str, str, str]
"""What a finding is known by from one day to the next: its rule, and the kind and short name of its record."""


class Gap(NamedTuple):
    """A finding, who accepts it, and whether a baseline knows it."""

    finding: Finding
    acceptance: Acceptance | None = None
    known: bool = False

    @property
    def fails(self) -> bool:
        """Say whether it is to be watched for: neither accepted nor known."""
        return self.acceptance is None and not self.known


class Settled(NamedTuple):
    """What is left of findings once acceptances are taken into account.

    `expired` are acceptances of findings that are open again, `idle` those of findings that are there no more.
    """

    gaps: tuple[Gap, ...]
    expired: tuple[Acceptance, ...] = ()
    idle: tuple[Acceptance, ...] = ()


def key_of(finding: Finding) -> Key:
    """Return what a finding is known by."""
    return finding.rule, finding.kind, finding.ref


def settle(findings: Iterable[Finding], index: Index, as_of: date, known: Collection[Key] = ()) -> Settled:
    """Say of each finding who accepts it on a day, and whether it is known."""
    found = tuple(findings)
    accepted = {
        key: each for each in index.snapshot.acceptances.values() if (key := accepted_key(each, index))
    }
    holding = {key: each for key, each in accepted.items() if as_of <= each.until}
    keys = {key_of(finding) for finding in found} if accepted else set()
    gaps = (
        tuple(Gap(each, holding.get(key_of(each)), key_of(each) in known) for each in found)
        if holding or known
        else tuple(map(Gap, found))
    )
    expired = tuple(each for key, each in accepted.items() if key in keys and key not in holding)
    there = {accepted[key].id for key in keys & accepted.keys()}
    idle = tuple(each for each in index.snapshot.acceptances.values() if each.id not in there)
    return Settled(gaps, expired, idle)


def accepted_key(acceptance: Acceptance, index: Index) -> Key | None:
    """Return the key of the finding that an acceptance is about; None where its record is gone."""
    record = index.numbered(acceptance.kind, acceptance.number)
    return None if record is None else (acceptance.rule, kind_of(record), record.ref)


def compare(then: Iterable[Gap], now: Iterable[Gap]) -> tuple[tuple[Gap, ...], tuple[Gap, ...]]:
    """Return the gaps that appeared, and those that were closed, between two reports."""
    before, after = tuple(then), tuple(now)
    old, new = ({key_of(gap.finding) for gap in gaps} for gaps in (before, after))
    return (
        tuple(gap for gap in after if key_of(gap.finding) not in old),
        tuple(gap for gap in before if key_of(gap.finding) not in new),
    )
