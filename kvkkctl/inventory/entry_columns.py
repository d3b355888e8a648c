"""The columns of the inventory, each declared once: for reading, for writing, for the template and its drop-downs.

Other headings met in real inventories are in ``headings.toml``; they are compared without case, punctuation and Turkish
letters.
"""

from typing import Any

from kvkkctl.inventory.layout import SYNONYMS, Column, Layout
from kvkkctl.vocabulary import TermKind

YES_NO = ("Evet", "Hayır")


def _column(field: str, heading: str, **details: Any) -> Column:
    return Column(field, heading, tuple(SYNONYMS.get(field, ())), **details)


INVENTORY = Layout(
    "inventory",
    "Envanter",
    (
        _column("department", "Departman", width=17),
        _column("activity", "Faaliyet", width=26),
        _column("category", "Veri Kategorisi", width=20, vocabulary=TermKind.CATEGORY),
        _column("items", "Kişisel Veri", width=30),
        _column(
            "special_items",
            "Özel Nitelikli Kişisel Veri",
            width=24,
            help="Özel nitelikli verilerin kendisi ya da Evet / Hayır.",
        ),
        _column("purposes", "İşleme Amacı", width=40, vocabulary=TermKind.PURPOSE),
        _column("subjects", "Veri Konusu Kişi Grubu", width=26, vocabulary=TermKind.SUBJECT),
        _column("bases", "Hukuki Sebebi", width=36),
        _column(
            "retention",
            "Saklama Süresi",
            width=28,
            help="Süre ve başlangıcı: 'İş ilişkisinin sona ermesinden itibaren 10 yıl'.",
        ),
        _column(
            "recipients",
            "Alıcı / Alıcı Grupları",
            width=30,
            vocabulary=TermKind.RECIPIENT,
            help="Aktarım yoksa 'Yok' yazın; boş bırakmak 'belirtilmemiş' demektir.",
        ),
        _column("recipient_names", "Alıcı Adı", width=30, written=False),
        _column("recipient_role", "Alıcı Niteliği", written=False),
        _column("recipients_abroad", "Yurt Dışı Alıcı", width=30, written=False),
        _column("abroad", "Yabancı Ülkelere Aktarılan Veriler", width=20, choices=YES_NO),
        _column("administrative_measures", "İdari Tedbirler", width=36, vocabulary=TermKind.MEASURE),
        _column("technical_measures", "Teknik Tedbirler", width=36, vocabulary=TermKind.MEASURE),
        _column("code", "Faaliyet Kodu", width=14, help="Kurumun kendi kısa kodu (IK-1001 gibi)."),
        _column("process", "Süreç", width=24),
        _column("law", "İlgili Mevzuat", help="Dayanılan kanun ve madde."),
        _column("country", "Aktarılan Ülke"),
        _column("measures", "Diğer Tedbirler", width=30),
        _column("description", "Faaliyetin Açıklaması", width=34),
        _column("source", "Veri Kaynağı"),
        _column("collection_method", "Toplama Yöntemi", width=26),
        _column("medium", "Kayıt Ortamı"),
        _column("exemption", "28/2 İstisnası", width=12),
        _column("started", "Başlangıç Tarihi", width=14, day=True),
        _column("ended", "Bitiş Tarihi", width=14, day=True),
        _column("reviewed", "Gözden Geçirme Tarihi", width=14, day=True),
        _column("method", "İmha Yöntemi", width=22, help="Silme, yok etme ya da anonim hale getirme."),
        _column(
            "statutes",
            "Yasal Süre No",
            width=14,
            help="Programdaki yasal sürelerin numaraları: R001 (kvkkctl law list).",
        ),
        _column(
            "retention_reasons",
            "Saklama Süresi Gerekçesi",
            width=26,
            help="Yasal süre yoksa hangi ölçütle belirlendi: 'Zamanaşımı', 'Hukuki ilişkinin süresi'…",
        ),
        _column("consent_text", "Rıza Metni Referansı", width=18, help="Açık rıza metninin numarası."),
        _column(
            "balancing_test",
            "Dengeleme Testi Referansı",
            width=18,
            help="Meşru menfaat değerlendirmesinin numarası.",
        ),
        _column("entry_ended", "Kaydın Bitiş Tarihi", width=14, day=True),
        _column(
            "key",
            "Kayıt No",
            width=9,
            help="Programın verdiği numara; değiştirmeyin, yeni satırda boş bırakın.",
        ),
    ),
    (frozenset({"category"}), frozenset({"activity", "process"})),
    leading=3,
)
