"""Records of any content, for properties of the register."""

import json

from hypothesis import strategies as st

from kvkkctl.models import (
    Acceptance,
    Activity,
    Anchor,
    Bound,
    ChangeDate,
    Confirmation,
    ContractType,
    Controller,
    ControllerKind,
    Destruction,
    DestructionMethod,
    DestructionRun,
    Entry,
    Filing,
    Frequency,
    Holding,
    HoldingState,
    Origin,
    RecipientRole,
    Record,
    Resolution,
    ResolvedField,
    Retention,
    RetentionKind,
    RetentionReason,
    RetentionTerm,
    Safeguard,
    SheetColumn,
    SourceSheet,
    StatedBasis,
    Term,
    Transfer,
)
from kvkkctl.register import Change
from kvkkctl.vocabulary import MatchKind, TermKind, fold

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
OPTIONAL = st.none() | TEXT
DAYS = st.none() | st.dates()
FLAGS = st.none() | st.booleans()
LISTS = st.none() | st.lists(TEXT, max_size=3).map(tuple)
COLUMNS = st.lists(st.builds(SheetColumn, field=TEXT, letter=TEXT), max_size=3).map(tuple)
BASES = st.none() | st.lists(
    st.builds(StatedBasis, label=TEXT, code=OPTIONAL, law=OPTIONAL, article=OPTIONAL), max_size=3
).map(tuple)
LIMBS = st.lists(
    st.builds(
        RetentionTerm,
        period=OPTIONAL,
        bound=st.sampled_from(Bound),
        anchor=st.sampled_from(Anchor),
        event=OPTIONAL,
        event_text=OPTIONAL,
        condition=OPTIONAL,
        law=OPTIONAL,
    ),
    max_size=3,
).map(tuple)
COUNTS = st.none() | st.integers(0, 2**63 - 1)
CONTROLLERS = st.builds(
    Controller,
    id=st.just(1),
    **dict.fromkeys(("title", "address", "phone", "email", "kep", "tax_no", "mersis", "website"), OPTIONAL),
    **dict.fromkeys(("contact_person", "representative", "sector", "exemption"), OPTIONAL),
    **dict.fromkeys(("address_no", "tax_office", "representative_decision", "country"), OPTIONAL),
    kind=st.none() | st.sampled_from(ControllerKind),
    resident=FLAGS,
    employees=COUNTS,
    balance=COUNTS,
    special_main_activity=FLAGS,
    obliged_since=DAYS,
    verbis_registered_on=DAYS,
    policy_date=DAYS,
    policy_items=LISTS,
    destruction_runs=LISTS,
    **dict.fromkeys(("special_policy", "breach_plan", "audited"), DAYS),
    secrecy_bound=FLAGS,
)


class Draws:
    """Records that fit what is there: pointing at records that exist, labelled as none is yet."""

    def __init__(self, data: st.DataObject, change: Change) -> None:
        self.draw, self.change = data.draw, change

    def one(self, records: object) -> int:
        return self.draw(st.sampled_from(sorted(records)))

    def some(self, records: object) -> tuple[int, ...] | None:
        return self.draw(st.none() | st.lists(st.sampled_from(sorted(records)), max_size=3).map(tuple))

    def origin(self) -> Origin | None:
        sources = sorted(self.change.snapshot.sources)
        if not sources:
            return None
        places = st.builds(
            Origin, source=st.sampled_from(sources), row=st.integers(1, 2**40), joined=st.just(None) | TEXT
        )
        return self.draw(st.none() | places)

    def source_sheet(self, number: int) -> SourceSheet:
        digests = st.none() | st.text("0123456789abcdef", min_size=64, max_size=64)
        return self.draw(
            st.builds(SourceSheet, id=st.just(number), file=TEXT, sha256=digests, sheet=TEXT, columns=COLUMNS)
        )

    def put(self, model: type[Record], number: int) -> None:
        record = getattr(self, model.kind_name)(number)
        if record is not None:
            self.change.put(record)

    def term(self, number: int) -> Term | None:
        kind, label = self.draw(st.sampled_from(TermKind)), self.draw(TEXT)
        official = self.draw(OPTIONAL)
        same = {(each.kind, fold(each.label)): each.id for each in self.change.snapshot.terms.values()}
        if same.get((kind, fold(label)), number) != number:
            return None
        matches = (
            [MatchKind.NONE, MatchKind.CLOSE] if official is None else [MatchKind.EXACT, MatchKind.ALIAS]
        )
        return self.draw(
            st.builds(
                Term,
                id=st.just(number),
                kind=st.just(kind),
                label=st.just(label),
                official=st.just(official),
                match=st.sampled_from(matches),
                special=FLAGS,
                defined=st.booleans(),
                definition=OPTIONAL,
                role=st.none() | st.sampled_from(RecipientRole),
                country=OPTIONAL,
                contract=OPTIONAL,
                safeguards=st.none() | st.lists(st.sampled_from(Safeguard), max_size=3).map(tuple),
                remote_access=FLAGS,
                former=st.lists(TEXT, max_size=2).map(tuple),
            )
        )

    def activity(self, number: int) -> Activity:
        names = ["department", "process", "description", "source", "collection_method", "medium", "exemption"]
        return self.draw(
            st.builds(
                Activity,
                id=st.just(number),
                code=st.just(f"F{number}"),
                name=TEXT,
                **dict.fromkeys(names, OPTIONAL),
                **dict.fromkeys(("started", "ended", "reviewed"), DAYS),
            )
        )

    def retention(self, number: int) -> Retention:
        return self.draw(
            st.builds(
                Retention,
                id=st.just(number),
                text=TEXT.map(lambda text: f"{number} {text}"),
                kind=st.sampled_from(RetentionKind),
                terms=LIMBS,
                maximum=OPTIONAL,
                reason=OPTIONAL,
                read_by_person=st.booleans(),
            )
        )

    def entry(self, number: int) -> Entry | None:
        snapshot = self.change.snapshot
        if not (snapshot.activities and snapshot.terms):
            return None
        lists = {
            name: self.some(snapshot.terms) for name in ("purposes", "subjects", "recipients", "measures")
        }
        return Entry(
            id=number,
            activity=self.one(snapshot.activities),
            category=self.one(snapshot.terms),
            items=self.draw(LISTS),
            **lists,
            bases=self.draw(BASES),
            abroad=self.draw(FLAGS),
            retention=self.draw(st.sampled_from([None, *snapshot.retentions])),
            method=self.draw(OPTIONAL),
            statutes=self.draw(st.lists(TEXT, max_size=2).map(tuple)),
            retention_reasons=self.draw(st.lists(st.sampled_from(RetentionReason), max_size=2).map(tuple)),
            **{name: self.draw(OPTIONAL) for name in ("consent_text", "balancing_test")},
            ended=self.draw(DAYS),
            origin=self.origin(),
        )

    def transfer(self, number: int) -> Transfer | None:
        snapshot = self.change.snapshot
        if not snapshot.terms:
            return None
        return Transfer(
            id=number,
            recipient=self.one(snapshot.terms),
            **{name: self.draw(OPTIONAL) for name in ("description", "country", "instrument")},
            abroad=self.draw(FLAGS),
            purposes=self.some(snapshot.terms),
            bases=self.draw(BASES),
            frequency=self.draw(st.none() | st.sampled_from(Frequency)),
            **{name: self.draw(DAYS) for name in ("signed", "notified", "approved", "started", "ended")},
            times=self.draw(COUNTS),
            contract_type=self.draw(st.none() | st.sampled_from(ContractType)),
            annex=self.some(snapshot.terms),
            modified=self.draw(FLAGS),
            **{name: self.draw(DAYS) for name in ("changed", "change_notified")},
            **{name: self.draw(OPTIONAL) for name in ("risk_information", "remedies")},
            **{name: self.draw(OPTIONAL) for name in ("onward", "onward_instrument")},
            origin=self.origin(),
        )

    def holding(self, number: int) -> Holding | None:
        snapshot = self.change.snapshot
        if not snapshot.entries:
            return None
        return Holding(
            id=number,
            entry=self.one(snapshot.entries),
            label=self.draw(TEXT),
            **{
                name: self.draw(OPTIONAL)
                for name in [
                    "medium",
                    "location",
                    "reference",
                    "event",
                    "quantity",
                    "hold_reason",
                    "hold_owner",
                ]
            },
            event_date=self.draw(DAYS),
            requested=self.draw(DAYS),
            board_date=self.draw(DAYS),
            board_decision=self.draw(OPTIONAL),
            hold_review=self.draw(DAYS),
            retention=self.draw(st.sampled_from([None, *snapshot.retentions])),
            state=self.draw(st.sampled_from(HoldingState)),
            origin=self.origin(),
        )

    def run(self, number: int) -> DestructionRun | None:
        snapshot = self.change.snapshot
        day = self.draw(st.dates())
        if {each.day: each.id for each in snapshot.runs.values()}.get(day, number) != number:
            return None
        return DestructionRun(
            id=number,
            day=day,
            opened=self.draw(st.dates()),
            holdings=self.some(snapshot.holdings) or () if snapshot.holdings else (),
        )

    def destruction(self, number: int) -> Destruction | None:
        snapshot = self.change.snapshot
        gone = {each.holding for each in snapshot.destructions.values() if each.id != number}
        kept = snapshot.holdings.keys() - gone
        if not kept:
            return None
        texts = ["technique", "done_by", "approved_by", "reference", "reason", "forced"]
        return Destruction(
            id=number,
            holding=self.one(kept),
            run=self.draw(st.sampled_from([None, *snapshot.runs])),
            done_on=self.draw(st.dates()),
            method=self.draw(st.sampled_from(DestructionMethod)),
            **{name: self.draw(OPTIONAL) for name in texts},
            duty_on=self.draw(DAYS),
            destroy_by=self.draw(DAYS),
        )

    def confirmation(self, number: int) -> Confirmation:
        words = {name: self.draw(TEXT) for name in ("source", "confirmed_by")}
        return Confirmation(id=number, statute=f"R{number}", **words, confirmed_on=self.draw(st.dates()))

    def acceptance(self, number: int) -> Acceptance:
        words = {name: self.draw(TEXT) for name in ("kind", "record", "reason", "accepted_by")}
        days = {name: self.draw(st.dates()) for name in ("until", "accepted_on")}
        return Acceptance(id=number, rule=f"A{number}", number=self.draw(st.integers(1, 9)), **words, **days)

    def resolution(self, number: int) -> Resolution:
        return Resolution(
            id=number,
            category=f"K{number}",
            field=self.draw(st.sampled_from(ResolvedField)),
            **{name: self.draw(TEXT) for name in ("value", "reason", "decided_by")},
            decided_on=self.draw(st.dates()),
            grounds=self.draw(st.lists(TEXT, max_size=2).map(tuple)),
        )

    def filing(self, number: int) -> Filing:
        words = {name: self.draw(OPTIONAL) for name in ("reference", "source", "sha256")}
        content = self.draw(st.dictionaries(TEXT, TEXT, max_size=2).map(json.dumps))
        return Filing(
            id=number, filed_on=self.draw(st.dates()), content=content, stamp=self.draw(TEXT), **words
        )

    def change_date(self, number: int) -> ChangeDate | None:
        filings = self.change.snapshot.filings
        if not filings:
            return None
        return ChangeDate(
            id=number,
            filing=self.one(filings),
            category=self.draw(st.none() | st.integers(1, 26)),
            field=self.draw(TEXT),
            changed_on=self.draw(st.dates()),
            reason=self.draw(TEXT),
            stated_on=self.draw(st.dates()),
        )

    def controller(self, _number: int) -> Controller:
        return self.draw(CONTROLLERS)
