"""What surrounds the words of a label: marks of lists and of emphasis, full stops, forms of companies."""

import re

from kvkkctl.vocabulary import ascii_fold, words

_MARKS = re.compile(r"^(?:[\s*_`>–—-]+|[a-zçğıöşü]\)\s+)+", re.IGNORECASE)
OUTER = " \t\n,;:*_`"
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{4})\.+$")
ACRONYM = re.compile(r"[A-ZÇĞİÖŞÜ]{2,8}")
_AND_SO_ON = {"vb", "v b", "vs", "v s", "vd", "ve benzeri", "ve digerleri", "gibi"}
# what follows a comma inside a company's name
_COMPANY = {"inc", "llc", "ltd", "sti", "gmbh", "corp", "co", "sa", "bv", "plc", "limited", "llp", "ag"}


def is_company_form(part: str) -> bool:
    """Say whether a part is what follows a comma in a company's name: ``Inc.``, ``LLC``."""
    named = words(ascii_fold(part.partition("(")[0])).split()
    return bool(named) and _COMPANY.issuperset(named)


def without_stop(label: str) -> str:
    """Return a label without the full stop of a sentence; that of ``Corp.`` or ``Ltd. Şti.`` belongs to the name."""
    last = words(ascii_fold(label)).rpartition(" ")[2]
    return label if last in _COMPANY else _FULL_STOP.sub("", label)


def bare(text: str) -> str:
    """Return a part in one line, without the marks of lists and of emphasis around it."""
    return " ".join(_MARKS.sub("", text.strip()).strip(OUTER).split())


def says_more_exist(label: str) -> bool:
    """Say whether a part only says that there are more: ``vb.``."""
    return words(ascii_fold(label)) in _AND_SO_ON
