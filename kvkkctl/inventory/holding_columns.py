"""The columns of lists of holdings."""

from kvkkctl.inventory.layout import Column, Layout
from kvkkctl.vocabulary import TermKind

# the headings of `holding list -f csv`, but for the retention, which stands there as it was read
HOLDINGS = Layout(
    "holdings",
    "Saklanan Kayıtlar",
    (
        Column("key", "Saklama No", ("id", "holding"), width=11),
        Column(
            "entry",
            "Envanter Kaydı",
            ("entry",),
            width=13,
            help="Envanterdeki kayıt numarası (E42) ya da sonraki üç sütun.",
        ),
        Column("department", "Departman", ("Birim",), width=20),
        Column("activity", "Faaliyet", ("Faaliyet Adı", "Faaliyet Kodu", "activity"), width=30),
        Column("category", "Veri Kategorisi", ("category",), vocabulary=TermKind.CATEGORY),
        Column("label", "Kayıt", ("Kayıt Adı", "Dosya", "Kayıt Grubu", "label"), width=40),
        Column("medium", "Kayıt Ortamı", ("Ortam", "medium"), width=24),
        Column("location", "Bulunduğu Yer", ("Konum", "Yer", "Lokasyon", "location"), width=24),
        Column("reference", "Referans", ("Referans No", "Dosya No", "reference"), width=16),
        Column(
            "event",
            "Başlangıç Olayı",
            ("Olay", "event"),
            width=30,
            help="Sürenin başladığı olay: 'üyeliğin sona ermesi'.",
        ),
        Column("event_date", "Olay Tarihi", ("Tarih", "event_date"), width=13, day=True),
        Column("quantity", "Miktar", ("quantity",), width=16),
        Column("retention", "Saklama Süresi", (), width=34),
        Column(
            "requested",
            "Silme Talebi Tarihi",
            ("Talep Tarihi", "requested"),
            width=14,
            day=True,
            help="İlgili kişi imha istediyse: 30 gün.",
        ),
        Column("board_date", "Kurulun Verdiği Son Gün", ("board_date",), width=14, day=True),
        Column("board_decision", "Kurul Kararı", ("board_decision",), width=16),
        Column(
            "hold_reason",
            "Saklama Askısı Nedeni",
            ("hold_reason",),
            width=26,
            help="Dava, soruşturma: imhayı durdurur.",
        ),
        Column("hold_owner", "Askı Sorumlusu", ("hold_owner",), width=20),
        Column("hold_review", "Askı Gözden Geçirme", ("hold_review",), width=16, day=True),
        Column("state", "Durum", ("state",), width=12, choices=("Saklanıyor", "İmha edildi")),
    ),
    (frozenset({"label"}), frozenset({"event_date"})),
    leading=2,
)
