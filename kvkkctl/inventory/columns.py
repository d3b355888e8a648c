"""The columns of our sheets: that of the inventory, and of those beside it."""

from collections.abc import Mapping

from kvkkctl.inventory.choices import CONTRACT_TYPES
from kvkkctl.inventory.entry_columns import INVENTORY, YES_NO
from kvkkctl.inventory.holding_columns import HOLDINGS
from kvkkctl.inventory.layout import Column, Layout
from kvkkctl.vocabulary import TermKind

__all__ = [
    "ACTIVITIES",
    "CONTROLLER",
    "CONTROLLER_LABELS",
    "DESTRUCTIONS",
    "HOLDINGS",
    "INVENTORY",
    "LAYOUTS",
    "OWN_SHEETS",
    "RETENTIONS",
    "TERMS",
    "TRANSFERS",
    "YES_NO",
]

TERMS = Layout(
    "terms",
    "Tanımlar",
    (
        Column(
            "kind",
            "Liste",
            ("Terim Türü",),
            width=26,
            choices=("Veri Kategorisi", "İşleme Amacı", "Veri Konusu Kişi Grubu", "Alıcı Grubu", "Tedbir"),
        ),
        Column("label", "Terim", ("Kurumun Terimi",), width=44),
        Column("official", "VERBİS Karşılığı", ("VERBİS Terimi",), width=44),
        Column("definition", "Tanım", ("Tanımı",), width=60),
        Column("defined", "Tanımlı", (), width=10, choices=YES_NO),
        Column("special", "Özel Nitelikli", (), width=12, choices=YES_NO),
        Column(
            "role",
            "Rol",
            ("Alıcı Niteliği",),
            width=16,
            choices=("Veri Sorumlusu", "Veri İşleyen", "Yetkili Kurum"),
        ),
        Column("country", "Ülke", (), width=24),
        Column("contract", "Sözleşme", ("Sözleşme Referansı",), width=24),
        Column(
            "safeguards",
            "Özel Nitelikli Veri Önlemleri",
            width=30,
            help="Kurulun 2018/10 sayılı kararındaki önlemler, her satıra biri.",
        ),
        Column("remote_access", "Uzaktan Erişim", width=12, choices=YES_NO),
        Column("former", "Önceki Adları", (), width=30),
    ),
    (frozenset({"kind"}), frozenset({"label"})),
    leading=2,
)

TRANSFERS = Layout(
    "transfers",
    "Aktarımlar",
    (
        Column("key", "Aktarım No", width=11),
        Column("recipient", "Alıcı", ("Alıcı / Alıcı Grubu",), width=44, vocabulary=TermKind.RECIPIENT),
        Column("description", "Kapsam", ("Aktarımın Kapsamı",), width=44),
        Column("purposes", "Aktarım Amacı", ("Aktarma Amacı",), width=44, vocabulary=TermKind.PURPOSE),
        Column("bases", "Aktarımın Hukuki Sebebi", ("Hukuki Sebep", "Hukuki Sebebi"), width=40),
        Column("abroad", "Yurt Dışı", ("Yurt Dışına mı?",), width=10, choices=YES_NO),
        Column("country", "Ülke", ("Aktarılan Ülke",), width=26),
        Column("instrument", "9. Madde Aracı", ("Aktarım Aracı",), width=18),
        Column("frequency", "Sıklık", (), width=12, choices=("Arızi", "Sürekli")),
        Column("signed", "İmza Tarihi", width=13, day=True),
        Column("notified", "Bildirim Tarihi", width=13, day=True),
        Column("approved", "Kurul İzni Tarihi", width=13, day=True),
        Column("started", "Başlangıç Tarihi", width=13, day=True),
        Column("ended", "Bitiş Tarihi", width=13, day=True),
        Column("times", "12 Aydaki Aktarım Sayısı", width=12),
        Column("contract_type", "Standart Sözleşme Türü", width=34, choices=tuple(CONTRACT_TYPES.values())),
        Column("annex", "Sözleşme Ekindeki Veri Kategorileri", width=30, vocabulary=TermKind.CATEGORY),
        Column("modified", "Sözleşme Metni Değiştirildi", width=14, choices=YES_NO),
        Column("changed", "Sözleşmenin Değiştiği Tarih", width=14, day=True),
        Column("change_notified", "Değişikliğin Bildirim Tarihi", width=14, day=True),
        Column(
            "risk_information", "Risk Bilgilendirmesi", width=22, help="Bilgilendirme metninin referansı."
        ),
        Column("remedies", "Hak ve Kanun Yolu Değerlendirmesi", width=22),
        Column("onward", "Sonraki Aktarım", width=24, help="Alıcı veriyi kime aktarıyor?"),
        Column("onward_instrument", "Sonraki Aktarımın Aracı", width=18),
    ),
    (frozenset({"recipient"}), frozenset({"bases", "instrument", "frequency", "description"})),
    leading=2,
)

DESTRUCTIONS = Layout(
    "destructions",
    "İmha Listesi",
    (
        Column("key", "Saklama No", width=11),
        Column("label", "Kayıt", width=34),
        Column("activity", "Faaliyet", width=26),
        Column("category", "Veri Kategorisi", width=20),
        Column("medium", "Kayıt Ortamı", width=18),
        Column("location", "Bulunduğu Yer", width=18),
        Column("holding_reference", "Kaydın Referansı", width=14),
        Column("quantity", "Miktar", width=12),
        Column("earliest", "En Erken İmha", width=13, day=True),
        Column("latest", "En Geç İmha", width=13, day=True),
        Column("remark", "Not", width=26),
        Column("done_on", "İmha Tarihi", width=13, day=True, help="İmhanın yapıldığı gün."),
        Column("method", "İmha Yöntemi", width=20, choices=("Silme", "Yok etme", "Anonim hale getirme")),
        Column("technique", "İmha Tekniği", width=22, help="Kâğıt öğütücü, üzerine yazma, fiziksel imha…"),
        Column("done_by", "İmhayı Yapan", width=18, help="Birim ya da unvan; kişi adı gerekmez."),
        Column("approved_by", "Onaylayan", width=18, help="Birim ya da unvan."),
        Column("reference", "Tutanak No", width=14),
        Column(
            "reason",
            "Yöntemin Gerekçesi",
            width=26,
            help="İlgili kişinin talebiyle yapılan imhada zorunludur.",
        ),
    ),
    (frozenset({"key"}), frozenset({"done_on"}), frozenset({"method"})),
    leading=2,
)

CONTROLLER = Layout(
    "controller",
    "Veri Sorumlusu",
    (
        Column("name", "Bilgi", ("Alan",), width=36),
        Column("value", "Değer", ("Cevap",), width=70),
    ),
    (frozenset({"name"}), frozenset({"value"})),
)

ACTIVITIES = Layout(
    "activities",
    "Faaliyetler",
    tuple(
        INVENTORY.column(name)
        for name in (
            "code",
            "activity",
            "department",
            "process",
            "description",
            "source",
            "collection_method",
            "medium",
            "exemption",
            "started",
            "ended",
            "reviewed",
        )
    ),
    (frozenset({"activity"}), frozenset({"code", "department"})),
    leading=2,
    # its headings stand in many a sheet that is no list of activities
    by_title=True,
)

RETENTIONS = Layout(
    "retentions",
    "Saklama Süreleri",
    (
        Column("department", "Departman", ("Departman Adı", "Birim", "Bölüm")),
        Column("process", "Süreç", ("İş Süreci", "Süreç Grubu")),
        Column(
            "activity", "Faaliyet", ("Faaliyet Adı", "Süreç Adı", "İşleme Faaliyeti", "Veri İşleme Faaliyeti")
        ),
        Column(
            "category",
            "Veri Kategorisi",
            (
                "Kişisel Veri Kategorisi",
                "Veri Kategorileri",
                "Kişisel Veri Kategorileri",
                "Kategori",
                "Veri Tipi",
                "Kişisel Veri Kaynağı",
                "Data Category",
            ),
            vocabulary=TermKind.CATEGORY,
        ),
        Column("items", "Kişisel Veri", ("Kişisel Veriler", "Veri Türü")),
        Column(
            "retention",
            "Saklama Süresi",
            (
                "Veri Saklama Süresi",
                "Saklama Süreleri",
                "Azami Saklama Süresi",
                "Azami Süre",
                "Muhafaza Süresi",
                "Süre",
                "Retention Period",
            ),
        ),
        Column(
            "law",
            "Hukuki Dayanak",
            ("Hukuki Dayanağı", "Yasal Dayanak", "Yasal Dayanağı", "Mevzuat Dayanağı", "Gerekçe", "Dayanak"),
        ),
    ),
    (frozenset({"retention"}), frozenset({"category", "activity", "process"})),
)

# sheets of our own workbooks that hold no records: instructions, and what the drop-downs offer
OWN_SHEETS = ("Açıklama", "Listeler")

# The most telling kinds first: the headings of a later one may also stand in an earlier one.
LAYOUTS = (DESTRUCTIONS, HOLDINGS, TRANSFERS, TERMS, INVENTORY, RETENTIONS, CONTROLLER, ACTIVITIES)

CONTROLLER_LABELS: Mapping[str, str] = {
    "title": "Unvan",
    "kind": "Tür",
    "address": "Adres",
    "address_no": "Adres numarası",
    "phone": "Telefon",
    "email": "E-posta",
    "kep": "KEP adresi",
    "tax_no": "Vergi kimlik no",
    "tax_office": "Vergi dairesi",
    "mersis": "MERSİS no",
    "website": "İnternet sitesi",
    "contact_person": "İrtibat kişisi",
    "representative": "Veri sorumlusu temsilcisi",
    "representative_decision": "Temsilci atama kararı",
    "resident": "Türkiye'de yerleşik",
    "country": "Ülke",
    "sector": "Sektör",
    "employees": "Yıllık çalışan sayısı",
    "balance": "Yıllık mali bilanço toplamı (TL)",
    "special_main_activity": "Ana faaliyet özel nitelikli veri işleme",
    "exemption": "Kayıt istisnası",
    "obliged_since": "Kayıt yükümlülüğünün başladığı tarih",
    "verbis_registered_on": "VERBİS kayıt tarihi",
    "policy_date": "Saklama ve imha politikasının tarihi",
    "policy_items": "Politikadaki unsurlar (a, b, c, ç, d, e, f, g, ğ, h)",
    "destruction_runs": "Periyodik imha ayları",
    "special_policy": "Özel nitelikli veriler politikasının tarihi",
    "breach_plan": "Veri ihlali müdahale planının tarihi",
    "audited": "Son denetimin tarihi",
    "secrecy_bound": "Sır saklama yükümlülüğü altında",
}
