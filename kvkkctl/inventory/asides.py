"""What stands in a table besides its data: names of departments over their rows, totals, places to sign."""

import re
from collections.abc import Sequence

from kvkkctl.inventory.layout import Column, heading_key

_TOTAL = re.compile(r"(?:genel |ara |alt )?(?:toplam|total|yekun)\b.*")
_COUNT = re.compile(r"[\d\s]+(?:adet|kayit|satir|faaliyet|surec)?")
_SIGNATURE = re.compile(
    r"(?:hazirlayan|duzenleyen|kontrol eden|onaylayan|ad soyad|adi soyadi|yayin tarihi|dokuman (?:no|kodu)"
    r"|form (?:no|kodu)|revizyon (?:no|tarihi)|sayfa (?:no|\d))\b.*"
)
# words that also begin names of departments and activities: alone, or with a colon after them
_SIGNATURE_LABEL = re.compile(
    r"(?:onay|imza|kase|tarih|revizyon|dokuman|form|sayfa|rev|not|aciklama|unvani?)"
)
_SIGNED = re.compile(r"(?:hazirlayan|duzenleyen|kontrol eden|onaylayan|ad soyad|adi soyadi|imza)\b.*")
# the headings of a table of people who sign
_SIGNATORY = re.compile(
    r"(?:sira )?no|(?:hazirlayan|duzenleyen|kontrol eden|onaylayan|adi? soyadi?|isim|unvani?|gorevi?|birimi?"
    r"|departmani?|tarihi?|imza(?:si)?|kase|onay)(?:(?: ve)? (?:unvani?|tarihi?|imza(?:si)?|kase))*"
)
_DEPARTMENT = re.compile(
    r"\b(?:departman|mudurlu[gk]|birim|bolum|baskanli[gk]|direktorlu[gk]|sefli[gk]|koordinatorlu[gk])\w*$|^(?:departman|birim|bolum)\b"
)
_LONGEST_BAND = 60


def band_name(text: str, column: Column) -> str | None:
    """Return what a row of one text names, without a label before it; None for a total, a signature, a sentence."""
    label, colon, rest = text.partition(":")
    if (
        colon
        and rest.strip()
        and heading_key(label) in {heading_key(n) for n in (column.heading, *column.aliases)}
    ):
        text = rest
    name = " ".join(text.split())
    if (
        len(name) > _LONGEST_BAND
        or name.endswith(".")
        or ":" in name
        or is_total([name])
        or is_signature([name])
    ):
        return None
    return name


def names_department(text: str) -> bool:
    """Say whether a text calls itself a department: ``Satış Departmanı``, ``Departman: Satış``."""
    return bool(_DEPARTMENT.search(heading_key(text)))


def is_total(texts: Sequence[str]) -> bool:
    """Say whether a row counts the others: ``TOPLAM``, with nothing but numbers beside it."""
    if not _TOTAL.fullmatch(heading_key(texts[0])):
        return False
    return all(_COUNT.fullmatch(heading_key(text)) for text in texts[1:])


def is_signature(texts: Sequence[str]) -> bool:
    """Say whether a row begins as one to sign does, or one about the document: ``Hazırlayan``, ``Tarih: …``."""
    if not texts:
        return False
    label, colon, _ = texts[0].partition(":")
    alone = colon or heading_key(texts[0]) == heading_key(label)
    return bool(
        _SIGNATURE.fullmatch(heading_key(texts[0]))
        or (alone and _SIGNATURE_LABEL.fullmatch(heading_key(label)))
    )


def opens_signatures(texts: Sequence[str]) -> bool:
    """Say whether the rows below a row may be those of people who sign: ``Hazırlayan``, ``Adı Soyadı``, ``İmza``."""
    return bool(texts and _SIGNED.fullmatch(heading_key(texts[0].partition(":")[0]))) or heads_signatures(
        texts
    )


def heads_signatures(texts: Sequence[str]) -> bool:
    """Say whether a row has the headings of a table of people who sign: ``Adı Soyadı``, ``Unvanı``, ``İmza``."""
    if len(texts) < 2 or not all(_SIGNATORY.fullmatch(heading_key(text)) for text in texts):  # noqa: PLR2004 (several)
        return False
    return any(_SIGNED.fullmatch(heading_key(text)) for text in texts)
