"""Whatever stands in the cells: nothing breaks, nothing is half taken, and the same file twice changes nothing."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from inventory_rows import Office, Row

from kvkkctl.inventory.columns import CONTROLLER_LABELS, HOLDINGS, INVENTORY, TERMS, TRANSFERS
from kvkkctl.inventory.layout import Layout
from kvkkctl.vocabulary import TermKind, bases, terms

SAID = (
    *(
        "",
        "-",
        "Yok",
        "Evet",
        "Hayır",
        "bilinmiyor",
        "???",
        "E1",
        "H1",
        "T1",
        "31.12.2026",
        "5 yıl",
        "28/2-a",
    ),
    *(
        "Diğer: x, y",
        "Kimlik (ad; soyad",
        "ABD ve Türkiye",
        "9/4-c",
        "5/2-c, ç; m.6/2",
        "Örnek, Inc.",
        "1. a\n2. b",
    ),
    *(
        "Yurt dışına aktarılmamaktadır",
        "İşten ayrılmadan itibaren 10 yıl",
        "Alıcı Grubu",
        "Saklanıyor",
        "Arızi",
    ),
)
OFFICIAL = [term.name for kind in TermKind for term in terms(kind)] + [
    basis.text for basis in bases().values()
]
TEXTS = st.one_of(
    st.sampled_from(SAID),
    st.sampled_from(OFFICIAL),
    st.lists(st.sampled_from((*SAID, *OFFICIAL)), min_size=2, max_size=3).map("\n".join),
    st.text(alphabet="abçİı 125,.;:()/+-•\n", max_size=20).map(str.strip),
)
CELLS = st.one_of(TEXTS, st.dates(date(1990, 1, 1), date(2090, 1, 1)))


def rows(layout: Layout, *required: str) -> st.SearchStrategy[list[Row]]:
    """Rows of a sheet, with these cells filled more often than not."""
    fields = [column.field for column in layout.columns if column.field not in required]
    filled = {
        name: st.sampled_from(("Kimlik", "Çalışan", "Bordro", "Sağlık, Finans")) | TEXTS for name in required
    }
    chosen = st.dictionaries(st.sampled_from(fields), CELLS, max_size=6)
    return st.lists(st.builds(lambda a, b: {**a, **b}, st.fixed_dictionaries(filled), chosen), max_size=3)


FACTS = st.fixed_dictionaries({"name": st.sampled_from(tuple(CONTROLLER_LABELS.values())), "value": CELLS})


@given(
    rows(INVENTORY, "activity", "category"),
    rows(TERMS, "kind", "label"),
    rows(TRANSFERS, "recipient"),
    rows(HOLDINGS, "label", "activity", "category"),
    st.lists(FACTS, max_size=3),
)
def test_any_file_is_taken_whole_or_not_at_all(
    tmp_path_factory, inventory, of_terms, transfers, holdings, facts
):
    office = Office.at(tmp_path_factory.mktemp("office"))
    sheets = {"inventory": inventory, "transfers": transfers, "holdings": holdings, "controller": facts}
    plan = office.take(**sheets, terms=of_terms)

    if plan.rejected:
        assert office.journalled == 0
        assert not office.now.entries
    else:
        before = office.now
        again = office.take(**sheets, terms=of_terms)
        assert {planned.action.value for planned in again.entries} <= {"same"}
        assert office.now.entries == before.entries
        assert office.now.transfers == before.transfers
        assert office.now.holdings == before.holdings
