"""Countries by name, and in sentences."""

import pytest

from kvkkctl.vocabulary import countries_in, country, is_abroad
from kvkkctl.vocabulary.countries import _names

USA, UK = "Amerika Birleşik Devletleri", "Birleşik Krallık"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Almanya", "Almanya"),
        ("ALMANYA", "Almanya"),
        ("almanya ", "Almanya"),
        ("Germany", "Almanya"),
        ("ABD", USA),
        ("A.B.D.", USA),
        ("U.S.A.", USA),
        ("İngiltere", UK),
        ("Ingiltere", UK),
        ("Türkiye Cumhuriyeti", "Türkiye"),
        ("Yurt içi", "Türkiye"),
        ("Yurtiçi", "Türkiye"),
        ("KKTC", "Kuzey Kıbrıs Türk Cumhuriyeti"),
        ("Mali", "Mali"),
        ("Yurt dışı", None),
        ("Almanya, Hollanda", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_country(name, found):
    assert country(name) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ABD ve Almanya", (USA, "Almanya")),
        ("Almanya, Hollanda; İrlanda / Fransa", ("Almanya", "Hollanda", "İrlanda", "Fransa")),
        ("Veriler Almanya'daki ve ABD’deki sunuculara aktarılır", ("Almanya", USA)),
        ("Almanya, almanya", ("Almanya",)),
        ("Papua Yeni Gine", ("Papua Yeni Gine",)),
        ("Trinidad ve Tobago ile Mısır", ("Trinidad ve Tobago", "Mısır")),
        ("Kuzey Kıbrıs", ("Kuzey Kıbrıs Türk Cumhuriyeti",)),
        ("Mali'ye", ("Mali",)),
        ("Katar, Kuveyt", ("Katar", "Kuveyt")),
        ("Türkiye", ("Türkiye",)),
        ("Mali Müşavir", ()),
        ("Atatürk Cad. No: 5", ()),
        ("Kuveyt Türk Katılım Bankası", ()),
        ("BK m.146", ()),
        ("Latin Amerika", ()),
        ("Reklam için", ()),
        ("", ()),
    ],
)
def test_countries_in(text, found):
    assert countries_in(text) == found


@pytest.mark.parametrize(
    ("name", "abroad"),
    [
        ("Türkiye", False),
        ("TÜRKİYE", False),
        ("Yurt içi", False),
        ("KKTC", True),
        ("AB", True),
        ("", None),
        (None, None),
    ],
)
def test_is_abroad(name, abroad):
    assert is_abroad(name) is abroad


def test_every_name_is_found_in_a_sentence_of_its_own():
    assert [name for name, found in _names().items() if countries_in(name) != (found,)] == []
