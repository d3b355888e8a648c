"""What a cell answers before it is split: nothing stated, none, yes, no.

A sentence is taken for "none", "yes" or "no" only where each of its words is known to say no more than that: "Yurt
dışına veri aktarılmamaktadır" is a no; "Açık rıza olmadan yurt dışına aktarılmaz" is a condition, and no answer.
"""

import re
from functools import lru_cache

from kvkkctl.vocabulary import ascii_fold, words

_NOT_STATED = {
    "",
    "n a",
    "na",
    "bilinmiyor",
    "bilinmemektedir",
    "belirsiz",
    "belirtilmedi",
    "belirtilmemis",
    "belirtilmemistir",
    "belirlenmedi",
    "belirlenmemistir",
    "henuz belirlenmedi",
    "tespit edilemedi",
    "tespit edilmedi",
}
_NO = {"yok", "yoktur", "hayir", "h", "no", "none"}
_YES = {"evet", "e", "var", "vardir", "x", "+", "✓", "✔", "☑", "√", "yes", "true", "mevcut", "mevcuttur"}
_LEADING = {"evet": True, "var": True, "hayir": False, "yok": False}
_DASHES = re.compile(r"[-‐‑–—]+|/")
# a sign of its own, be it read or not: "☐", "✗"
_SIGN = re.compile(r"[^\w\s!-/:-@\[-`{-~‐-―…·•*«»“”‘’]")

# words that narrow nothing down: what is absent, or not passed on, is then all of it
_NEUTRAL = re.compile(
    r"yurt|(?:yurt)?disi?(?:na|nda)?|yabanci|ulke\w*|kisisel|ozel|nitelikli|veri\w*|bilgi\w*|herhangi|bir|hic\w*"
    r"|sekilde|ucuncu|3|kisi\w*|taraf\w*|kurum\w*|kurulus\w*|sirket\w*|alici\w*|gru[bp]\w*|ve|veya|ya|da|de|ile"
    r"|soz|konusu|mevcut|tedbir\w*|teknik|idari|hukuki|sebe[bp]\w*|dayana[kg]\w*|amac\w*|surec\w*|faaliyet\w*"
    r"|kapsam\w*|bu|isbu|olarak|henuz|aktar[im][ma]\w*|paylasim\w*|transfer\w*|evet|hayir"
)
_AT_HOME = re.compile(r"yalniz(?:ca)?|sadece|(?:yurt)?ici(?:nde|ne)?|turkiye\w*")
_NOT = r"(?:m[iu]yor|m[ae]m[ae]k|m[ae]mis|m[ae]z|m[ae]y[ae]ca[kg]|m[ae]yece[kg]|m[ae]di)\w*"
_ABSENT = re.compile(rf"yok(?:tur)?|degil(?:dir)?|(?:bulun|islen|kullanil|alin|edil|gerceklestiril){_NOT}")
_WITHHELD = re.compile(
    rf"(?:aktar|paylas|ilet|gonder|yapil|edil|gerceklestir|cik|cikar|tutul|saklan)(?:[iu]?l)?{_NOT}"
)
# any verb that is denied, by its suffix; nouns that end alike are none of business records
_NOT_DONE = re.compile(
    r"\w{2,}(?:m[ae]yan|m[ae]yen|m[iu]yor|m[ae]m[ae]kt|m[ae]mis|m[ae]y[ae]ca[kg])\w*|haric|degil|olmadan|olmaksizin"
)
_PASSED_ON = re.compile(
    r"(?:aktar|paylas|ilet|gonder|yap|ed|gerceklestir|bulun)(?:[iu]?l)?(?:[iu]yor|m[ae]kt[ae]|[iu]r)\w*"
    r"|var(?:dir)?|mevcut(?:tur)?"
)


@lru_cache(maxsize=16384)
def is_stated(text: str) -> bool:
    """Say whether a cell states anything at all: ``bilinmiyor`` and ``???`` do not."""
    plain = _plain(text)
    return plain not in _NOT_STATED or _is_dashes(text) or (not plain and bool(_SIGN.search(text)))


@lru_cache(maxsize=16384)
def is_none(text: str) -> bool:
    """Say whether a cell states that there is none: ``Yok``, ``-``, ``Yurt dışına aktarım yapılmamaktadır``."""
    return is_absence(text) or _all_said(_plain(text), _WITHHELD)


@lru_cache(maxsize=16384)
def is_absence(text: str) -> bool:
    """Say the same without the denials of passing on, which as a security measure are one: ``Veri paylaşılmaz``."""
    return _is_dashes(text) or _plain(text) in _NO or _all_said(_plain(text), _ABSENT)


@lru_cache(maxsize=16384)
def read_flag(text: str) -> bool | None:
    """Return yes or no; None where the cell says neither."""
    if text.rstrip().endswith("?"):
        return None
    if (_plain(text) or text.strip()) in _YES or _all_said(_plain(text), _PASSED_ON):
        return True
    return False if is_stated(text) and is_none(text) else None


def leading_answer(text: str) -> bool | None:
    """Return the yes or no that a cell begins with: ``Evet, ABD'ye``; ``Evet / Hayır`` is still a question."""
    if text.rstrip().endswith("?"):
        return None
    first, second = (_LEADING.get(word) for word in (*_plain(text).split(), "", "")[:2])
    return None if {first, second} == {True, False} else first


def stays_home(text: str) -> bool:
    """Say whether what follows a no only says that data stay in the country: ``Hayır, yalnızca yurt içinde``."""
    return all(_NEUTRAL.fullmatch(word) or _AT_HOME.fullmatch(word) for word in _plain(text).split()[1:])


def has_denial(text: str) -> bool:
    """Say whether a cell denies anything, be it a part of what it speaks of."""
    return any(
        _ABSENT.fullmatch(word) or _WITHHELD.fullmatch(word) or _NOT_DONE.fullmatch(word)
        for word in _plain(text).split()
    )


@lru_cache(maxsize=16384)
def is_unnamed(text: str) -> bool:
    """Say whether what stands where a name belongs is none: a mark, a number, a plain yes (``X``, ``1,3``, ``Var``)."""
    return not any(map(str.isalpha, text)) or read_flag(text) is True


@lru_cache(maxsize=16384)
def is_sentence_on_passing_on(text: str) -> bool:
    """Say whether a text tells of passing on, or of none, instead of naming anybody."""
    said = _plain(text).split()
    denied = any(_ABSENT.fullmatch(word) or _WITHHELD.fullmatch(word) for word in said)
    return denied or bool(said and _PASSED_ON.fullmatch(said[-1]))


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    return words(ascii_fold(text))


def _is_dashes(text: str) -> bool:
    return bool(_DASHES.fullmatch(text.strip()))


def _all_said(plain: str, verb: re.Pattern[str]) -> bool:
    """Say whether a sentence consists of words that narrow nothing down and of one verb at least."""
    found = False
    for word in plain.split():
        if verb.fullmatch(word):
            found = True
        elif not _NEUTRAL.fullmatch(word):
            return False
    return found
