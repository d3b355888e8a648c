"""The columns of our sheets, each declared once: for reading, for writing, for the template and its drop-downs.

`aliases` are headings met in real inventories. Headings are compared without case, punctuation and Turkish letters.
"""

from collections.abc import Mapping

from kvkkctl.inventory.layout import Column, Layout
from kvkkctl.vocabulary import TermKind

YES_NO = ("Evet", "Hayır")

INVENTORY = Layout(
    "inventory",
    "Envanter",
    (
        Column(
            "department",
            "Departman",
            (
                "Departman Adı",
                "Departman İsmi",
                "Birim",
                "Birim / Başkanlık",
                "İş Birimi",
                "Bölüm",
                "Başkanlık",
            ),
        ),
        Column(
            "activity",
            "Faaliyet",
            (
                "Faaliyet Adı",
                "Alt Süreç",
                "Süreç Adı",
                "Soru / Süreç",
                "İşleme Faaliyeti",
                "Veri İşleme Faaliyeti",
                "Kişisel Veri İşleme Faaliyeti",
                "Surec_Adi / Process_Name",
            ),
            width=30,
        ),
        Column(
            "category",
            "Veri Kategorisi",
            ("Kişisel Veri Kategorisi", "Veri Kategorileri", "Kişisel Veri Kategorileri", "Kategori"),
            vocabulary=TermKind.CATEGORY,
        ),
        Column(
            "items",
            "Kişisel Veri",
            (
                "Veri Türü",
                "Kişisel Veri Türü",
                "Kişisel Veri Öğeleri",
                "İşlenen Kişisel Veri",
                "İşlenen Kişisel Veriler",
                "İşlenen Veriler",
                "Kişisel Veriler",
            ),
            width=30,
        ),
        Column(
            "special_items",
            "Özel Nitelikli Kişisel Veri",
            (
                "Özel Nitelikli Veri",
                "Özel Nitelikli (E/H)",
                "Özel nitelikli?",
                "İşlenen Özel Nitelikli Veriler",
                "Özel Nitelikli Kişisel Veriler",
                "Özel Nitelikli mi?",
            ),
            width=24,
            help="Özel nitelikli verilerin kendisi ya da Evet / Hayır.",
        ),
        Column(
            "purposes",
            "İşleme Amacı",
            (
                "İşlem Amacı",
                "İşleme Amaçları",
                "Veri Kullanım Amacı",
                "Veri İşleme Amacı",
                "Kişisel Veri İşleme Amacı",
                "Kişisel Veri İşleme Amaçları",
                "Amaç",
                "Amaçlar",
            ),
            width=40,
            vocabulary=TermKind.PURPOSE,
        ),
        Column(
            "subjects",
            "Veri Konusu Kişi Grubu",
            (
                "Veri Konusu Kişi Grupları",
                "İlgili Kişi Grubu",
                "İlgili Kişi Grupları",
                "İlgili Kişi",
                "İlgili Kişi (Veri Sahibi)",
                "Veri Sahibi Kategorisi",
                "Veri Sahibi",
                "Kişisel Veri Sahibi Kategorisi",
                "Kişisel Verisi İşlenilen Kişi",
                "Kişi Grubu",
            ),
            width=26,
            vocabulary=TermKind.SUBJECT,
        ),
        Column(
            "bases",
            "Hukuki Sebebi",
            (
                "Hukuki Sebep",
                "Hukuki Sebepler",
                "Hukuki Sebepleri",
                "Hukuksal Dayanak",
                "Hukuki Dayanak",
                "Hukuki Sebep (KVKK → GDPR)",
                "Kişisel Veri İşleme Şartı",
                "İşleme Şartı",
            ),
            width=36,
        ),
        Column(
            "retention",
            "Saklama Süresi",
            (
                "Azami Süre (Saklama)",
                "Veri Saklama Süresi",
                "Saklama Süreleri",
                "Azami Saklama Süresi",
                "Azami Muhafaza Süresi",
                "Muhafaza Süresi",
            ),
            width=28,
            help="Süre ve başlangıcı: 'İş ilişkisinin sona ermesinden itibaren 10 yıl'.",
        ),
        Column(
            "recipients",
            "Alıcı / Alıcı Grupları",
            (
                "Alıcı Grupları",
                "Alıcı Grubu",
                "Alıcı",
                "Alıcılar",
                "Veri Alıcısı",
                "Veri Aktarım Alıcı Grubu",
                "Yurt İçi Alıcı / Alıcı Grubu",
                "Aktarılan Alıcı Grubu",
                "Aktarılan Alıcı / Alıcı Grupları",
            ),
            width=30,
            vocabulary=TermKind.RECIPIENT,
            help="Aktarım yoksa 'Yok' yazın; boş bırakmak 'belirtilmemiş' demektir.",
        ),
        Column(
            "abroad",
            "Yabancı Ülkelere Aktarılan Veriler",
            (
                "Yurt Dışı Aktarım",
                "Yurtdışı Aktarım",
                "Yurtdışına Aktarım",
                "Yurt Dışına Aktarım",
                "Yurt Dışı Aktarım (E/H)",
                "Yurtdışına Aktarım Yapılıyor Mu?",
                "Yurt Dışına Aktarım Yapılıyor Mu?",
                "Yabancı Ülkelere Aktarım",
            ),
            width=20,
            choices=YES_NO,
        ),
        Column(
            "administrative_measures",
            "İdari Tedbirler",
            ("İdari Tedbir", "İdari Güvenlik Tedbiri", "İdari Güvenlik Tedbirleri"),
            width=36,
            vocabulary=TermKind.MEASURE,
        ),
        Column(
            "technical_measures",
            "Teknik Tedbirler",
            ("Teknik Tedbir", "Teknik Güvenlik Tedbiri", "Teknik Güvenlik Tedbirleri"),
            width=36,
            vocabulary=TermKind.MEASURE,
        ),
        Column(
            "code",
            "Faaliyet Kodu",
            ("Departman Kodu", "Süreç ID", "Süreç Kodu", "Faaliyet No", "Surec_No / Process_No"),
            width=14,
            help="Kurumun kendi kısa kodu (IK-1001 gibi).",
        ),
        Column("process", "Süreç", ("İş Süreci", "Ana Süreç", "Süreç Grubu"), width=24),
        Column(
            "law",
            "İlgili Mevzuat",
            ("Dayanak", "Mevzuat Dayanağı", "Yasal Dayanak", "Mevzuat"),
            help="Dayanılan kanun ve madde.",
        ),
        Column(
            "country", "Aktarılan Ülke", ("Ülke (Aktarım)", "Ülke", "Verilerin Yurt Dışına Aktarıldığı Ülke")
        ),
        Column(
            "measures",
            "Diğer Tedbirler",
            (
                "Tedbirler",
                "Güvenlik Önlemi",
                "Güvenlik Önlemleri",
                "Teknik/idari tedbirler",
                "Alınan Tedbirler",
            ),
            width=30,
        ),
        Column("description", "Faaliyetin Açıklaması", ("Veri İşleme Faaliyetinin Açıklaması",), width=34),
        Column("source", "Veri Kaynağı", ("Kaynak (Elde Etme)", "Kaynak", "Verinin Kaynağı")),
        Column(
            "collection_method",
            "Toplama Yöntemi",
            ("Kişisel Verinin Toplama Yöntemi", "Elde Etme Yöntemi"),
            width=26,
        ),
        Column(
            "medium",
            "Kayıt Ortamı",
            ("Fiziksel/Dijital", "Ortam Format", "Saklama Ortamı"),
        ),
        Column("exemption", "28/2 İstisnası", ("İstisna (28/2)",), width=12),
        Column("started", "Başlangıç Tarihi", ("Faaliyet Başlangıcı",), width=14, day=True),
        Column("ended", "Bitiş Tarihi", ("Faaliyet Bitişi",), width=14, day=True),
        Column(
            "reviewed", "Gözden Geçirme Tarihi", ("Son Güncelleme", "Son Gözden Geçirme"), width=14, day=True
        ),
        Column(
            "key",
            "Kayıt No",
            width=9,
            help="Programın verdiği numara; değiştirmeyin, yeni satırda boş bırakın.",
        ),
    ),
    (frozenset({"category"}), frozenset({"activity", "process"})),
)

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
    ),
    (frozenset({"kind"}), frozenset({"label"})),
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
    ),
    (frozenset({"recipient"}), frozenset({"bases", "instrument", "frequency", "description"})),
)

HOLDINGS = Layout(
    "holdings",
    "Saklanan Kayıtlar",
    (
        Column("key", "Saklama No", width=11),
        Column(
            "entry",
            "Envanter Kaydı",
            width=13,
            help="Envanterdeki kayıt numarası (E42) ya da sonraki üç sütun.",
        ),
        Column("department", "Departman", ("Birim",), width=20),
        Column("activity", "Faaliyet", ("Faaliyet Adı", "Faaliyet Kodu"), width=30),
        Column("category", "Veri Kategorisi", vocabulary=TermKind.CATEGORY),
        Column("label", "Kayıt", ("Kayıt Adı", "Dosya", "Kayıt Grubu"), width=40),
        Column("medium", "Kayıt Ortamı", ("Ortam",), width=24),
        Column(
            "event",
            "Başlangıç Olayı",
            ("Olay",),
            width=30,
            help="Sürenin başladığı olay: 'üyeliğin sona ermesi'.",
        ),
        Column("event_date", "Olay Tarihi", ("Tarih",), width=13, day=True),
        Column("quantity", "Miktar", (), width=16),
        Column("retention", "Saklama Süresi", (), width=34),
        Column(
            "hold_reason", "Saklama Askısı Nedeni", (), width=26, help="Dava, soruşturma: imhayı durdurur."
        ),
        Column("hold_owner", "Askı Sorumlusu", width=20),
        Column("hold_review", "Askı Gözden Geçirme", width=16, day=True),
        Column("state", "Durum", (), width=12, choices=("Saklanıyor", "İmha edildi")),
    ),
    (frozenset({"label"}), frozenset({"event_date"})),
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

# The most telling kinds first: the headings of a later one may also stand in an earlier one.
LAYOUTS = (HOLDINGS, TRANSFERS, TERMS, INVENTORY, CONTROLLER)

CONTROLLER_LABELS: Mapping[str, str] = {
    "title": "Unvan",
    "kind": "Tür",
    "address": "Adres",
    "phone": "Telefon",
    "email": "E-posta",
    "kep": "KEP adresi",
    "tax_no": "Vergi kimlik no",
    "mersis": "MERSİS no",
    "website": "İnternet sitesi",
    "contact_person": "İrtibat kişisi",
    "representative": "Veri sorumlusu temsilcisi",
    "resident": "Türkiye'de yerleşik",
    "sector": "Sektör",
    "employees": "Yıllık çalışan sayısı",
    "balance": "Yıllık mali bilanço toplamı (TL)",
    "special_main_activity": "Ana faaliyet özel nitelikli veri işleme",
    "exemption": "Kayıt istisnası",
    "obliged_since": "Kayıt yükümlülüğünün başladığı tarih",
    "verbis_registered_on": "VERBİS kayıt tarihi",
    "policy_date": "Saklama ve imha politikasının tarihi",
    "destruction_runs": "Periyodik imha ayları",
    "secrecy_bound": "Sır saklama yükümlülüğü altında",
}
