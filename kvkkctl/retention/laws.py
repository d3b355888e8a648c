"""References to laws, so that their numbers are not taken for lengths of time.

::

    law      = source {article} {lead}
    source   = NUMBER ("sayılı" | "s.") [name | words "Kanun…"] | name | NUMBER name | NUMBER, before an article
    name     = "TTK" | "Türk Ticaret Kanunu" | …
    article  = [","|"ve"] ["m." | "md." | "madde"] NUMBER {("/" | "-") (NUMBER | letter)} [("." | "'nci") "maddesi"]
             | NUMBER "'e", before "göre"
    lead     = "uyarınca" | "gereği" | "kapsamında" | …

A number followed by a unit of time is never an article. Law and article tell which laws count from the end of the
calendar year: TTK 82/6, VUK 253-254, 5510 art. 86.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kvkkctl.retention.decisions import Source, decision
from kvkkctl.retention.pieces import Law
from kvkkctl.retention.spans import LONGEST_OF_LAW
from kvkkctl.retention.tokens import Token, inflected, is_apostrophe, spelt, stems, word_set, written
from kvkkctl.retention.units import is_unit
from kvkkctl.vocabulary.folding import ascii_fold

_SHORT = MappingProxyType(
    {
        "ttk": "6102",
        "tbk": "6098",
        "bk": "6098",
        "vuk": "213",
        "tmk": "4721",
        "tck": "5237",
        "cmk": "5271",
        "hmk": "6100",
        "iik": "2004",
        "kvkk": "6698",
        "kvk": "6698",
        "tkhk": "6502",
        "ssgssk": "5510",
        "isgk": "6331",
        "aatuhk": "6183",
        "gvk": "193",
        "kdvk": "3065",
        "ehk": "5809",
        "kmk": "634",
        "gdpr": "2016/679",
    }
)
_TITLES = MappingProxyType(
    {
        "türk ticaret kanun": "6102",
        "ticaret kanun": "6102",
        "türk borçlar kanun": "6098",
        "borçlar kanun": "6098",
        "vergi usul kanun": "213",
        "iş kanun": "4857",
        "türk medeni kanun": "4721",
        "medeni kanun": "4721",
        "türk ceza kanun": "5237",
        "ceza kanun": "5237",
        "ceza muhakemesi kanun": "5271",
        "hukuk muhakemeleri kanun": "6100",
        "icra ve iflas kanun": "2004",
        "icra iflas kanun": "2004",
        "kişisel verilerin korunması kanun": "6698",
        "kişisel verileri koruma kanun": "6698",
        "sosyal sigortalar ve genel sağlık sigortası kanun": "5510",
        "iş sağlığı ve güvenliği kanun": "6331",
        "tüketicinin korunması hakkında kanun": "6502",
        "elektronik ticaretin düzenlenmesi hakkında kanun": "6563",
        "elektronik haberleşme kanun": "5809",
        "gelir vergisi kanun": "193",
        "kurumlar vergisi kanun": "5520",
        "katma değer vergisi kanun": "3065",
        "bankacılık kanun": "5411",
        "avukatlık kanun": "1136",
        "gümrük kanun": "4458",
        "dernekler kanun": "5253",
        "kabahatler kanun": "5326",
        "kimlik bildirme kanun": "1774",
        "sigortacılık kanun": "5684",
        "devlet memurları kanun": "657",
        "kat mülkiyeti kanun": "634",
        "kamu ihale kanun": "4734",
    }
)
_TITLES_BY_HEAD: Mapping[str, Sequence[tuple[str, ...]]] = MappingProxyType(
    {
        head: tuple(tuple(title.split()) for title in _TITLES if ascii_fold(title).startswith(f"{head} "))
        for head in {ascii_fold(title).split()[0] for title in _TITLES}
    }
)
_NUMBERS = frozenset(_SHORT.values()) | frozenset(_TITLES.values()) | {"5651", "5549", "6493", "5464", "2429"}
_SHORT_NUMBERS = frozenset(number for number in _NUMBERS if len(number) < 4)  # noqa: PLR2004
_YEAR_END = frozenset({("6102", "82"), ("213", "253"), ("213", "254"), ("5510", "86")})
_NUMBERED = word_set("sayılı numaralı nolu sy say s")
_ARTICLE = word_set("m md mad madde maddesi maddeleri art")
_AFTER_ARTICLE = word_set("madde maddesi maddesinin maddesine maddeleri fıkra fıkrası bent bendi")
_ORDINAL = word_set("inci ıncı uncu üncü nci ncı ncu ncü")
_KINDS = ("kanun", "khk", "yönetmelik", "yönetmeliğ", "tebliğ", "kararname", "tüzük", "tüzüğ", "yasa")
_NOT_IN_A_NAME = word_set(
    "itibaren sonra takiben kadar süresince boyunca için varsa ise olmak sonunda bitiminde"
)
_LEADS = word_set(
    "uyarınca gereği gereğince kapsamında göre hükmü hükmünce hükümleri hükümlerine hükümlerince çerçevesinde",
    "istinaden doğrultusunda nedeniyle sebebiyle dolayısıyla",
)
_DATIVE = word_set("e a ye ya")
_TO = word_set("göre istinaden")
_ABLATIVE = ("den", "dan", "ten", "tan")
_RECORDS = stems("kayıt kayd tutanak tutanağ log belge form rapor dosya")
_AND = frozenset({",", "ve", "/"})
_LONGEST_NAME = 24


def law(words: Sequence[Token], at: int) -> tuple[Law, int] | None:
    """Read a reference to a law at a place; None where there is none."""
    source = _numbered(words, at) or decision(words, at) or _name(words, at) or _bare_number(words, at)
    return _reference(words, at, source) if source else None


def regulation(words: Sequence[Token], at: int) -> tuple[Law, int] | None:
    """Read any words up to "Kanunu", "Yönetmeliği" …, for places where only a source can stand (in brackets)."""
    source = _named(words, at)
    return _reference(words, at, source) if source else None


def known_number(words: Sequence[Token], at: int) -> tuple[Law, int] | None:
    """Read the number of a known law, for brackets with nothing else in them."""
    return (
        (Law(written(words[at : at + 1])), at + 1) if words[at].folded in _NUMBERS - _SHORT_NUMBERS else None
    )


def is_article_word(token: Token) -> bool:
    """Say whether a word announces the number of an article ("m.", "madde")."""
    return token.folded in _ARTICLE


def is_lead(token: Token) -> bool:
    """Say whether a word puts what stands before it as the reason of what comes after."""
    return token.folded in _LEADS


def _reference(words: Sequence[Token], at: int, source: Source) -> tuple[Law, int]:
    numbers, end = source
    articles, end = _articles(words, end)
    after = end
    while is_lead(words[after]):
        after += 1
    year_end = any((number, article) in _YEAR_END for number in numbers for article in articles)
    return Law(written(words[at:end]), year_end=year_end, leads=after > end), after


def _numbered(words: Sequence[Token], at: int) -> Source | None:
    if not words[at].is_number or words[at + 1].folded not in _NUMBERED:
        return None
    end = at + 2 + (words[at + 2].folded == ".")
    name = _name(words, end) or _named(words, end)
    return ((words[at].folded, *name[0]), name[1]) if name else None


def _named(words: Sequence[Token], at: int) -> Source | None:
    if spelt(words[at].folded, "k") and words[at + 1].folded == ".":
        return (), at + 2
    for end in range(at, min(at + _LONGEST_NAME, len(words))):
        token = words[end]
        if token.folded in _NOT_IN_A_NAME or not (token.is_word or token.folded == ","):
            return None
        if ascii_fold(token.folded).endswith(_ABLATIVE) or any(
            inflected(token.folded, stem) for stem in _RECORDS
        ):
            return None
        if any(inflected(token.folded, kind) for kind in _KINDS):
            return (), end + 1
    return None


def _name(words: Sequence[Token], at: int) -> Source | None:
    short = _SHORT.get(words[at].name.replace("ı", "i"))
    if short:
        return (short,), at + 1
    for title in _TITLES_BY_HEAD.get(ascii_fold(words[at].folded), ()):
        *first, last = words[at : at + len(title)]
        *heads, kind = title
        same = all(spelt(token.folded, word) for token, word in zip(first, heads, strict=False))
        if same and len(first) == len(heads) and inflected(last.folded, kind):
            return (_TITLES[" ".join(title)],), at + len(title)
    return None


def _bare_number(words: Sequence[Token], at: int) -> Source | None:
    number, mark = words[at].folded, words[at + 1].folded
    if number not in _NUMBERS:
        return None
    if name := _name(words, at + 1):
        return (number, *name[0]), name[1]
    if mark == "/" and words[at + 2].is_number:
        return (number,), at + 2
    dash = mark == "-" and not words[at + 1].glued and len(words[at + 2].folded) <= len(str(LONGEST_OF_LAW))
    announced = mark in _ARTICLE or is_lead(words[at + 1]) or (dash and number not in _SHORT_NUMBERS)
    return ((number,), at + 1) if announced else None


def _articles(words: Sequence[Token], at: int) -> tuple[tuple[str, ...], int]:
    found: list[str] = []
    end = at
    while article := _article(words, end + (bool(found) and words[end].folded in _AND)):
        again = words[end].folded in _AND or words[end].folded in _ARTICLE
        after, _, unit = words[article[1] : article[1] + 3]
        # "TTK 82, 2 ve 5 yıl": the two could be years
        if found and (not again or after.is_number or (after.folded in _AND and is_unit(unit))):
            break
        found.append(article[0])
        end = article[1]
    return tuple(found), end


def _article(words: Sequence[Token], at: int) -> tuple[str, int] | None:
    number = at
    if words[at].folded == "." and words[at].glued and words[at + 1].glued:
        number += 1
    elif words[at].folded in _ARTICLE:
        number += 1 + (words[at + 1].folded == ".")
    if not words[number].is_number:
        return None
    end = number + 1
    while _is_part(*words[end : end + 3]):
        end += 2
    if words[end].folded == "." and words[end + 1].folded in _AFTER_ARTICLE:
        end += 1
    end = _after_ordinal(words, end)
    while words[end].folded in _AFTER_ARTICLE:
        end += 1
    return None if _goes_on(words, end, bare=number == at) else (words[number].folded, end)


def _after_ordinal(words: Sequence[Token], end: int) -> int:
    """Skip an ending of a number: an ordinal's ("82'nci maddesi", "146 ncı maddesi"), or a case ("253'e göre")."""
    suffix = end + is_apostrophe(words[end])
    after = words[suffix + 1]
    ordinal = words[suffix].folded in _ORDINAL and after.folded in _AFTER_ARTICLE
    dative = suffix > end and words[suffix].folded in _DATIVE and after.folded in _TO
    return suffix + 1 if ordinal or dative else end


def _goes_on(words: Sequence[Token], end: int, *, bare: bool) -> bool:
    mark, digits, unit = words[end : end + 3]
    decimal = mark.folded in {",", "."} and mark.glued and digits.glued and digits.is_number and is_unit(unit)
    return decimal or is_unit(mark) or mark.folded in _NUMBERED or (bare and mark.folded == "(")


def _is_part(mark: Token, part: Token, after: Token) -> bool:
    """Say whether a mark and what follows it are a part of the article, and not the length behind it."""
    if (
        mark.folded not in {"/", "-"}
        or is_unit(after)
        or (mark.folded == "-" and not mark.glued and after.is_number)
    ):
        return False
    return part.is_number or (part.is_word and len(part.folded) == 1)
