"""A small register with a record of every kind, each with every field, and lists of all three sorts."""

from datetime import date

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
from kvkkctl.register.tables import COLLECTIONS
from kvkkctl.snapshot import Snapshot
from kvkkctl.vocabulary import MatchKind, TermKind

CONTROLLER = Controller(
    title="Örnek A.Ş.",
    kind=ControllerKind.PRIVATE,
    address="Çankırı",
    address_no="1234567890",
    phone="+90 376 000 00 00",
    email="kvkk@ornek.example",
    kep="ornek@kep.example",
    tax_no="0123456789",
    tax_office="Çankırı",
    mersis="0012345678900001",
    website="ornek.example",
    contact_person="İrtibat kişisi",
    representative="Temsilci",
    representative_decision="1.2.2026 / 3",
    resident=True,
    country="Türkiye",
    sector="public",
    employees=60,
    balance=123_456_789,
    special_main_activity=False,
    exemption="2018/32",
    obliged_since=date(2018, 1, 1),
    verbis_registered_on=date(2019, 12, 31),
    policy_date=date(2020, 2, 29),
    policy_items=("a", "ğ"),
    destruction_runs=("6", "12"),
    special_policy=date(2020, 3, 1),
    breach_plan=date(2020, 4, 1),
    audited=date(2026, 5, 1),
    secrecy_bound=False,
)
TERMS = (
    Term(id=1, kind=TermKind.CATEGORY, label="Kimlik", official="Kimlik", match=MatchKind.EXACT),
    Term(
        id=2,
        kind=TermKind.CATEGORY,
        label="Diğer Bilgiler",
        official="Diğer Bilgiler",
        match=MatchKind.EXACT,
        special=False,
        defined=True,
        definition="Başka yere girmeyenler",
        safeguards=(Safeguard.POLICY, Safeguard.TWO_FACTOR),
        remote_access=False,
    ),
    Term(id=3, kind=TermKind.PURPOSE, label="Kart basımı"),
    Term(id=4, kind=TermKind.SUBJECT, label="Çalışan", official="Çalışan", match=MatchKind.EXACT),
    Term(
        id=5,
        kind=TermKind.RECIPIENT,
        label="Bulut A.Ş.",
        official="Tedarikçiler",
        match=MatchKind.ALIAS,
        role=RecipientRole.PROCESSOR,
        country="Almanya",
        contract="S-12/2024",
        safeguards=(),
        remote_access=True,
        former=("Bulut Ltd. Şti.", "Bulut"),
    ),
    Term(
        id=6,
        kind=TermKind.MEASURE,
        label="Erişim Logları",
        official="Erişim logları düzenli olarak tutulmaktadır.",
        match=MatchKind.ALIAS,
    ),
)
ACTIVITY = Activity(
    id=1,
    code="IK-1001",
    name="Bordro",
    department="İK",
    process="Ücret",
    description="Ücretlerin ödenmesi",
    source="Çalışanın kendisi",
    collection_method="Form",
    medium="Kağıt",
    exemption="28/2-ç",
    started=date(2016, 4, 7),
    ended=date(2030, 12, 31),
    reviewed=date(2026, 1, 1),
)
RETENTION = Retention(
    id=1,
    text="İşten ayrılmadan itibaren 10 yıl",
    kind=RetentionKind.BOUNDED,
    terms=(
        RetentionTerm(
            period="P10Y",
            bound=Bound.AT_MOST,
            anchor=Anchor.YEAR_END,
            event="employment_end",
            event_text="işten ayrılma",
            condition="dava yoksa",
            law="4857 m.75",
        ),
        RetentionTerm(period="P2Y"),
    ),
    maximum="P10Y",
    reason="because",
    read_by_person=True,
)
UNREAD = Retention(id=2, text="Makul süre", kind=RetentionKind.UNREADABLE)
ENTRIES = (
    Entry(
        id=1,
        activity=1,
        category=1,
        items=("ad soyad", "T.C. kimlik no"),
        purposes=(3,),
        subjects=(4,),
        bases=(
            StatedBasis(label="5/2-ç", code="5/2-ç", law="4857 sayılı Kanun", article="m.75"),
            StatedBasis(label="Ticari gereklilik"),
        ),
        recipients=(5,),
        abroad=True,
        retention=1,
        method="Silme",
        statutes=("R012", "R020"),
        retention_reasons=(RetentionReason.RISK, RetentionReason.LIMITATION),
        consent_text="AR-1",
        balancing_test="DT-2",
        measures=(6,),
        ended=date(2026, 11, 30),
        origin=Origin(source=1, row=2, joined="retention=Süreler!C7\nlaw=Süreler!D7"),
    ),
    Entry(
        id=2,
        activity=1,
        category=2,
        items=(),
        purposes=(),
        subjects=(),
        bases=(),
        recipients=(),
        abroad=False,
        measures=(),
    ),
    Entry(id=3, activity=1, category=2),
)
TRANSFERS = (
    Transfer(
        id=1,
        recipient=5,
        description="Barındırma",
        abroad=True,
        country="İrlanda",
        purposes=(3,),
        bases=(StatedBasis(label="Açık rıza", code="5/1"),),
        instrument="9/4-c",
        frequency=Frequency.RECURRING,
        signed=date(2024, 9, 1),
        notified=date(2024, 9, 6),
        approved=date(2024, 10, 1),
        started=date(2024, 11, 1),
        ended=date(2027, 11, 1),
        times=4,
        contract_type=ContractType.CONTROLLER_TO_PROCESSOR,
        annex=(1, 2),
        modified=False,
        changed=date(2025, 1, 1),
        change_notified=date(2025, 1, 3),
        risk_information="AM-3",
        remedies="DD-4",
        onward="Yedekleme firması",
        onward_instrument="9/4-c",
        origin=Origin(source=2, row=3),
    ),
    Transfer(id=2, recipient=5, purposes=(), bases=(), annex=()),
    Transfer(id=3, recipient=5),
)
HOLDINGS = (
    Holding(
        id=1,
        entry=1,
        label="2014 dosyaları",
        medium="Kağıt",
        location="Arşiv, raf 3",
        reference="A-2014",
        event="işten ayrılma",
        event_date=date(2014, 12, 31),
        quantity="14 klasör",
        retention=2,
        requested=date(2026, 1, 5),
        board_date=date(2026, 3, 1),
        board_decision="2026/1",
        hold_reason="Dava",
        hold_owner="Hukuk",
        hold_review=date(2027, 3, 1),
        state=HoldingState.DESTROYED,
        origin=Origin(source=2, row=4),
    ),
    Holding(id=2, entry=1, label="2015 dosyaları"),
    Holding(id=3, entry=1, label="2013 dosyaları", state=HoldingState.DESTROYED),
    Holding(id=4, entry=1, label="2012 dosyaları"),
)
SOURCES = (
    SourceSheet(
        id=1,
        file="envanter.xlsx",
        sha256="0" * 64,
        sheet="Envanter",
        columns=(SheetColumn(field="category", letter="C"), SheetColumn(field="recipients", letter="AA")),
    ),
    SourceSheet(id=2, file="eski.xlsx", sheet="Aktarımlar"),
)
RUN = DestructionRun(id=1, day=date(2027, 1, 1), opened=date(2026, 12, 1), holdings=(4, 3))
DESTRUCTION = Destruction(
    id=1,
    holding=3,
    run=1,
    done_on=date(2027, 1, 4),
    method=DestructionMethod.DESTRUCTION,
    technique="Kağıt öğütücü",
    done_by="Arşiv",
    approved_by="Hukuk",
    reference="T-1",
    reason="İlgili kişinin talebi",
    forced="Dava bitti",
    duty_on=date(2026, 12, 31),
    destroy_by=date(2027, 1, 1),
)
CONFIRMATION = Confirmation(
    id=1, statute="R001", source="Resmî Gazete", confirmed_by="Hukuk", confirmed_on=date(2026, 2, 1)
)
ACCEPTANCE = Acceptance(
    id=1,
    rule="A05",
    kind="entry",
    number=1,
    record="E1",
    reason="Sektör kararı bekleniyor",
    until=date(2027, 3, 31),
    accepted_by="KVK Kurulu",
    accepted_on=date(2026, 11, 2),
)
RESOLUTION = Resolution(
    id=1,
    category="Kimlik",
    field=ResolvedField.RETENTION,
    value="10 Yıl",
    reason="En uzun zamanaşımı",
    decided_by="Hukuk",
    decided_on=date(2026, 2, 2),
    grounds=("E2: –", "“10 yıl” = P10Y"),
)
FILING = Filing(
    id=1,
    filed_on=date(2021, 12, 31),
    reference="B-1",
    source="verbis.xlsx",
    sha256="1" * 64,
    content='{"version":1}',
    stamp="2" * 64,
)
CHANGE_DATE = ChangeDate(
    id=1,
    filing=1,
    category=26,
    field="retention",
    changed_on=date(2026, 5, 20),
    reason="Sözleşme tarihi",
    stated_on=date(2026, 6, 1),
)
RECORDS = (
    CONTROLLER,
    *SOURCES,
    *TERMS,
    ACTIVITY,
    RETENTION,
    UNREAD,
    *ENTRIES,
    *TRANSFERS,
    *HOLDINGS,
    RUN,
    DESTRUCTION,
    CONFIRMATION,
    ACCEPTANCE,
    RESOLUTION,
    FILING,
    CHANGE_DATE,
)


def fill(change: Change) -> None:
    """Put all records of the sample."""
    for record in RECORDS:
        change.put(record)


def all_records(snapshot: Snapshot) -> dict[tuple[str, int], Record]:
    """Return every record of a register by kind and number."""
    found: dict[tuple[str, int], Record] = {
        (kind, number): record
        for kind, name in COLLECTIONS.items()
        for number, record in getattr(snapshot, name).items()
    }
    return found | {("controller", 1): snapshot.controller}
