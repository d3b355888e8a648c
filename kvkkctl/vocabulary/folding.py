"""One way of comparing Turkish text.

``"İ".lower()`` is two code points and ``"I".lower()`` is ``i``, so neither ``lower`` nor ``casefold`` compares Turkish;
compare what `fold` gives, and never show it.
"""

import re
import unicodedata
from functools import lru_cache

_TURKISH = str.maketrans({"İ": "i", "I": "ı", "Â": "a", "â": "a", "Î": "i", "î": "i", "Û": "u", "û": "u"})
_ASCII = str.maketrans("ıçğöşü", "icgosu")
_NO_WORD = re.compile(r"[\W_]+")
_ALPHABET = {letter: n for n, letter in enumerate("abcçdefgğhıijklmnoöpqrsştuüvwxyz")}


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    r"""Return `text` for comparing: NFC, Turkish lower case, no circumflex or stray mark, single spaces.

    ``fold("  KİMLİK\u00a0Bilgisi ") == "kimlik bilgisi"``. Folding twice changes nothing.
    """
    composed = unicodedata.normalize("NFC", text).translate(_TURKISH).lower()
    if not composed.isascii():
        composed = "".join(c for c in composed if unicodedata.category(c) not in {"Mn", "Cf"})
    return " ".join(composed.split())


@lru_cache(maxsize=65536)
def ascii_fold(text: str) -> str:
    """Return the folded text without Turkish letters, for files that lost them (``Iletisim``)."""
    return fold(text).translate(_ASCII)


def words(text: str) -> str:
    """Return the folded words of `text`, punctuation dropped: ``"Hissedar / Ortak" → "hissedar ortak"``."""
    return _NO_WORD.sub(" ", fold(text)).strip()


def ascii_words(text: str) -> str:
    """Return the folded words of `text` without Turkish letters: ``"İş Sağlığı" → "is sagligi"``."""
    return _NO_WORD.sub(" ", ascii_fold(text)).strip()


def turkish_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key in the order of the Turkish alphabet, digits and signs before letters."""
    return tuple((1, _ALPHABET[c], c) if c in _ALPHABET else (0, 0, c) for c in fold(text))
