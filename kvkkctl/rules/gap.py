"""A finding as the report takes it: open, accepted by somebody until a day, or known from a baseline."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from kvkkctl.models import Acceptance
from kvkkctl.rules.index import Index, kind_of
from kvkkctl.rules.rule import Finding

Key = tuple[str, str, str]
"""What findings are known by from one day to the next: their rule, and the kind and short name of their record."""

Known = tuple[str, str, str, str]
"""The key of one finding, and its sentence where its rule finds several things at its record; else nothing."""


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


def crowded(findings: Iterable[Finding]) -> frozenset[Key]:
    """Return the keys that several findings share."""
    return frozenset(key for key, count in Counter(map(key_of, findings)).items() if count > 1)


def known_by(finding: Finding, shared: Collection[Key]) -> Known:
    """Return what one finding is known by, where some keys are shared by several."""
    key = key_of(finding)
    return *key, str(finding.message) if key in shared else ""


def settle(findings: Iterable[Finding], index: Index, as_of: date, known: Collection[Known] = ()) -> Settled:
    """Say of each finding who accepts it on a day, and whether it is known."""
    found = tuple(findings)
    accepted = {
        key: each for each in index.snapshot.acceptances.values() if (key := accepted_key(each, index))
    }
    holding = {key: each for key, each in accepted.items() if as_of <= each.until}
    keys = {key_of(finding) for finding in found} if accepted else set()
    shared = crowded(found) if known else frozenset()
    gaps = (
        tuple(Gap(each, holding.get(key_of(each)), _is_known(each, shared, known)) for each in found)
        if holding or known
        else tuple(map(Gap, found))
    )
    expired = tuple(each for key, each in accepted.items() if key in keys and key not in holding)
    there = {accepted[key].id for key in keys & accepted.keys()}
    idle = tuple(each for each in index.snapshot.acceptances.values() if each.id not in there)
    return Settled(gaps, expired, idle)


def _is_known(finding: Finding, shared: Collection[Key], known: Collection[Known]) -> bool:
    # of several gaps that were known there may be one left, which is still known by its sentence
    return known_by(finding, shared) in known or (*key_of(finding), str(finding.message)) in known


def accepted_key(acceptance: Acceptance, index: Index) -> Key | None:
    """Return the key of the finding that an acceptance is about; None where its record is gone."""
    record = index.numbered(acceptance.kind, acceptance.number)
    return None if record is None else (acceptance.rule, kind_of(record), record.ref)


def compare(then: Iterable[Gap], now: Iterable[Gap]) -> tuple[tuple[Gap, ...], tuple[Gap, ...]]:
    """Return the gaps that appeared, and those that were closed, between two reports."""
    before, after = tuple(then), tuple(now)
    shared = crowded(gap.finding for gap in before) | crowded(gap.finding for gap in after)
    old, new = ({known_by(gap.finding, shared) for gap in gaps} for gaps in (before, after))
    return (
        tuple(gap for gap in after if known_by(gap.finding, shared) not in old),
        tuple(gap for gap in before if known_by(gap.finding, shared) not in new),
    )
