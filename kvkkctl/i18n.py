"""The language of the user: English or Turkish, by gettext.

English sentences are the message ids; the Turkish ones are in ``locale/tr/LC_MESSAGES``. One process speaks
one language at a time, as gettext's own domain does, because Typer's words come from that domain too.
"""

import gettext
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from kvkkctl.errors import BadValue
from kvkkctl.text import Sentences, Text

DOMAIN = "kvkkctl"


class Language(StrEnum):
    """The languages that every text exists in."""

    EN = "en"
    TR = "tr"


class _Speaker:
    """The language that this process speaks now."""

    language = Language.EN


def choose(explicit: str | None, environ: Mapping[str, str]) -> Language:
    """Return the language asked for, else that of ``KVKKCTL_LANG``, else that of the locale, else English.

    Raises BadValue for a language that there is not; a locale of another language means English.
    """
    for asked in (explicit, environ.get("KVKKCTL_LANG")):
        if asked:
            try:
                return Language(asked.lower())
            except ValueError:
                raise BadValue(
                    Text("There is no language {asked!r}: choose en or tr.", asked=asked)
                ) from None
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return Language.TR if environ[name].lower().startswith("tr") else Language.EN
    return Language.EN


def speak(language: Language) -> None:
    """Make this process speak `language` from now on."""
    _Speaker.language = language
    os.environ["LANGUAGE"] = language.value
    gettext.textdomain(DOMAIN)
    gettext.bindtextdomain(DOMAIN, str(_folder()))


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak `language` for a while: files that are the same whoever makes them have one language."""
    before = _Speaker.language
    speak(language)
    try:
        yield
    finally:
        speak(before)


def spoken() -> Language:
    """Return the language that this process speaks."""
    return _Speaker.language


def tr(text: Text | Sentences | str) -> str:
    """Return `text` in the language of the user."""
    return render(text, _Speaker.language)


def turkish(text: Text | Sentences | str) -> str:
    """Return `text` in Turkish, whatever the user speaks: workbooks are Turkish."""
    return render(text, Language.TR)


def number(count: int) -> str:
    """Return a number with its thousands marked off as the user's language does."""
    marked = f"{count:,}"
    return marked.replace(",", ".") if _Speaker.language is Language.TR else marked


def render(text: object, language: Language) -> str:
    """Return `text` in `language`; values inside a `Text` are rendered too, dates as ISO, lists with commas."""
    if isinstance(text, Text):
        sentence = _translated(text.msgid, language)
        return (
            sentence.format(**{k: _Rendered(v, language) for k, v in text.values.items()})
            if text.values
            else sentence
        )
    if isinstance(text, Sentences):
        return " ".join(render(part, language) for part in text)
    if isinstance(text, str):
        return _translated(text, language) if text else ""
    return _plain(text, language)


class _Rendered:
    """A value inside a sentence: rendered when the sentence asks for it, in the way it asks (``!r``)."""

    def __init__(self, value: object, language: Language) -> None:
        self._value, self._language = value, language

    def __str__(self) -> str:
        return _plain(self._value, self._language)

    def __repr__(self) -> str:
        return f'"{self}"'

    def __format__(self, spec: str) -> str:
        return format(self._value if spec else str(self), spec)


def _plain(value: object, language: Language) -> str:
    if isinstance(value, Text | Sentences):
        return render(value, language)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Iterable):
        return ", ".join(_plain(part, language) for part in value)
    return str(value)


def _translated(msgid: str, language: Language) -> str:
    return _catalogue().gettext(msgid) if language is Language.TR else msgid


@cache
def _folder() -> Path:
    with as_file(files("kvkkctl").joinpath("locale")) as folder:
        return folder


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, _folder(), ["tr"], fallback=True)
