from datetime import date

from hypothesis import strategies as st

from kvkkctl.models import Activity, Entry, Origin, Retention, RetentionKind, RetentionTerm, SourceSheet, Term
from kvkkctl.snapshot import Snapshot
from kvkkctl.verbis import roll_up
from kvkkctl.vocabulary import TermKind, match

TODAY = date(2026, 3, 1)
LISTS = {
    "purposes": TermKind.PURPOSE,
    "subjects": TermKind.SUBJECT,
    "recipients": TermKind.RECIPIENT,
    "measures": TermKind.MEASURE,
}
FULL = {
    "purposes": ["Acil Durum Yönetimi Süreçlerinin Yürütülmesi"],
    "subjects": ["Çalışan"],
    "recipients": [],
    "abroad": False,
    "retention": "P10Y",
    "measures": ["Güvenlik duvarları kullanılmaktadır."],
}

LABELS = {
    "purposes": ["Ücret Politikasının Yürütülmesi", "Diğer", "Bordro", "Ücret Politikasının Yürütülmsi"],
    "subjects": ["Çalışan", "Personel", "Eğitmen"],
    "recipients": ["Tedarikçiler", "Hissedarlar", "Vakıf"],
    "measures": ["Şifreleme yapılmaktadır.", "Bekçi"],
}
ENTRIES = st.fixed_dictionaries(
    {
        "category": st.sampled_from(
            ["Kimlik", "İletişim Bilgisi", "Sağlk Bilgisi", "Zimmet", "Diğer Bilgiler"]
        ),
        "abroad": st.sampled_from([True, False, None]),
        "retention": st.sampled_from([None, "P1Y", "P6M", "P30D", "P10Y"]),
        **{
            name: st.none() | st.lists(st.sampled_from(labels), max_size=2) for name, labels in LABELS.items()
        },
    }
)


class Inventory:
    """Entries written by label; what a label means is what the packaged lists match, unless `map` says."""

    def __init__(self):
        self.terms, self.activities, self.retentions, self.entries = {}, {}, {}, {}
        self.resolutions, self.confirmations = {}, {}

    def map(self, kind, label, official_name, **fields):
        self._term(Term(id=len(self.terms) + 1, kind=kind, label=label, official=official_name, **fields))
        return self

    def activity(self, code, **fields):
        number = len(self.activities) + 1
        self.activities[number] = Activity(id=number, code=code, name=code, **fields)
        return self

    def entry(self, category, **says):
        if not self.activities:
            self.activity("IK-1")
        number = len(self.entries) + 1
        says = FULL | says
        self.entries[number] = Entry(
            id=number,
            activity=len(self.activities),
            category=self.number(TermKind.CATEGORY, category),
            retention=self._retention(says["retention"]),
            abroad=says["abroad"],
            statutes=says.get("statutes", ()),
            origin=Origin(source=1, row=number + 1),
            **{name: self._list(kind, says[name]) for name, kind in LISTS.items()},
        )
        return self

    def number(self, kind, label):
        for term in self.terms.values():
            if (term.kind, term.label) == (kind, label):
                return term.id
        found = match(kind, label)
        return self._term(
            Term(id=len(self.terms) + 1, kind=kind, label=label, official=found.term, match=found.kind)
        )

    def _list(self, kind, labels):
        return None if labels is None else tuple(self.number(kind, label) for label in labels)

    def _term(self, term):
        self.terms[term.id] = term
        return term.id

    def _retention(self, period):
        if period is None:
            return None
        number = len(self.retentions) + 1
        self.retentions[number] = Retention(
            id=number,
            text=period,
            kind=RetentionKind.BOUNDED,
            terms=(RetentionTerm(period=period),),
            maximum=period,
        )
        return number

    def snapshot(self):
        return Snapshot(
            sources={1: SourceSheet(id=1, file="ik.xlsx", sheet="Envanter")},
            terms=self.terms,
            activities=self.activities,
            retentions=self.retentions,
            entries=self.entries,
            resolutions=self.resolutions,
            confirmations=self.confirmations,
        )

    def roll(self, today=TODAY):
        return roll_up(self.snapshot(), today)


def asked(rolled):
    return [(q.category, q.screen.value, q.what, q.entries) for q in rolled.unresolved]
