"""Clauses of free words: from when, until when, while, if. Each is made of the words in front of its marker.

A clause that names an event has one event in it, no length of its own, and nothing that another length is needed for;
otherwise PhraseError says which word is in the way.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from kvkkctl.models import RetentionKind
from kvkkctl.retention import lexicon
from kvkkctl.retention.endings import Clause, ends, has, is_ablative
from kvkkctl.retention.events import OR, code_of, is_bare_end, relation_of, same_end, state_of
from kvkkctl.retention.labels import OTHER
from kvkkctl.retention.pieces import Condition, Event, Law, Open, While
from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.tokens import NOTHING, Token, Words, inflected, spelt, word_set, written
from kvkkctl.retention.years import YEARS, calendar_year, is_first_day
from kvkkctl.vocabulary.folding import ascii_fold

_OWNED_ABLATIVE = re.compile(".*[iu]nd[ae]n")
_AMBIGUOUS_ABLATIVE = re.compile(".*m[ae]d[ae]n")
_IN_A_CASE = re.compile(".*(?:[iu]n|[dt][ae]n?|l[ae]r(?:[iu]n?)?|[yn][aeiu])")
_NAMED_MOMENT = re.compile("tarihi|sonu|bitimi?|bitisi?|(?:er|bit|dol|sonlan|bul)m[ae]si")
_PLURAL = re.compile(".*l[ae]r(?:[iu]|d[ae])?")
_RECORDS = (
    "dosya|evrak|form|rapor|tutana[kg]|belge|log|kayit|kayd|defter|liste|makbuz|fis|bordro|fatura|dilekce|veri|bilgi"
    "|fotokopi|suret"
)
_RECORD = re.compile(f"(?:{_RECORDS})(?:s?[iu])?")
_ONE_RECORD = re.compile(_RECORDS)
_MEDIUM = re.compile("ortam(?:in)?da")
_OTHER_UNITS = ("ay", "hafta", "saat", "yılbaşı", "yılsonu")
_PRONOUNS = word_set("bu bundan bunu bunun o ondan onu onun şu anılan belirtilen söz konusu sözü geçen")
_BY = word_set("tarafından tarafınızdan tarafımızdan bakımından açısından yönünden sebebinden nedeninden")
_BARE_TIME = "süre"


def event(words: Clause) -> Event:
    """Read the words of a clause that a length is counted from."""
    if sum(_is_start(token) for token in words) > 1:
        raise PhraseError(Reason.TWO_EVENTS, words)
    if words and all(_is_of(token, lexicon.YEAR_STARTS) for token in words):
        raise PhraseError(Reason.WHICH_START, words)
    shared = same_end(words)
    _one_event([token for token in words if token.folded not in OR] if shared else words)
    if shared:
        return Event(written(words), shared)
    if has(words, YEARS):
        return calendar_year(words)
    if has(words, _OTHER_UNITS) or has(words[:-1], ("gün",)) or is_first_day(words):
        raise PhraseError(Reason.WHICH_START, words)
    return Event(written(words), code_of(words) or OTHER, bare=is_bare_end(words) or _is_pronoun(words))


def _is_of(token: Token, stems: Sequence[str]) -> bool:
    return any(inflected(token.folded, stem) for stem in stems)


def _is_start(token: Token) -> bool:
    """Say whether a word is "from its …" by itself ("bitiminden")."""
    return bool(_OWNED_ABLATIVE.fullmatch(ascii_fold(token.folded))) and token.folded not in _BY


def _is_pronoun(words: Clause) -> bool:
    """Say whether words only point to what was said before ("bundan", "bu tarihten")."""
    return all(token.folded in _PRONOUNS or inflected(token.folded, "tarih") for token in words[:-1]) and (
        words[-1].folded in _PRONOUNS or (len(words) > 1 and inflected(words[-1].folded, "tarih"))
    )


def bare_event(words: Clause) -> Event | None:
    """Read words that a length follows without "itibaren" ("bitiminden 10 yıl"); None where that is not certain.

    "ayrılmadan 10 yıl" could be "10 years from leaving" and "10 years without leaving", and is not read.
    """
    if not is_ablative(words) or ends(words, _AMBIGUOUS_ABLATIVE):
        return None
    found = event(words)
    certain = found.code != OTHER or ends(words, _OWNED_ABLATIVE) or inflected(words[-1].folded, "tarih")
    return found if certain else None


def noun_event(words: Clause, *, listed: bool = False) -> Event | None:
    """Read a clause in the nominative ("fesih sonrası", "ziyaret tarihi + …"); `listed` refuses events of no list."""
    found = event(words)
    if found.code != OTHER:
        return found
    code = None if listed else state_of(words)
    if listed and not inflected(words[-1].folded, "tarih"):
        return None
    return replace(found, code=code or OTHER)


def lasting_noun(words: Clause) -> While | None:
    """Read the name of a relation in front of a plus as how long it lasts ("iş ilişkisi + 10 yıl")."""
    if not words or ends(words, _IN_A_CASE) or has(words[-1:], ("tarih", "gün")):
        return None
    code = relation_of(words)
    return While(written(words), code) if code and not code_of(words) else None


def noted_event(words: Clause) -> Event | None:
    """Read an event of the list that a bracket only names: "(sözleşme sonu)", "(ziyaret tarihi)", not "(fatura)"."""
    return event(words) if ends(words, _NAMED_MOMENT) and code_of(words) else None


def going_on(words: Clause, marker: Clause = ()) -> While | Open:
    """Read what goes on ("sözleşme süresince"); "ihtiyaç oldukça" and the like are vague."""
    return _lasting((*words, *marker), state_of(words) or OTHER)


def until(words: Clause, marker: Clause) -> While | Open:
    """Read an event up to which something is kept; an end of nothing ("sonuna kadar") is none."""
    if is_bare_end(words) and not code_of(words):
        raise PhraseError(Reason.LEFTOVER, (*words, *marker))
    return _lasting((*words, *marker), code_of(words) or OTHER)


def _lasting(words: Clause, code: str) -> While | Open:
    if any(token.folded in lexicon.VAGUE for token in words):
        return Open(written(words), RetentionKind.INDEFINITE, Reason.VAGUE)
    named = [token for token in words if not inflected(token.folded, "süre")]
    _one_event(named)
    if any(spelt(token.folded, _BARE_TIME) for token in words) or (
        code == OTHER and all(token.folded in lexicon.GLUE for token in named)
    ):
        raise PhraseError(Reason.UNKNOWN_LENGTH, words)
    if has(words, (*YEARS, *_OTHER_UNITS)):
        raise PhraseError(Reason.LEFTOVER, words)
    return While(written(words), code)


def condition(words: Clause, marker: Clause = ()) -> Condition:
    """Read when, or for which records, a limb holds."""
    whole = (*words, *marker)
    if _is_destruction(words, marker):
        raise PhraseError(Reason.DESTRUCTION_INTERVAL, whole)
    if words and (
        words[0].folded in lexicon.THEN or any(lexicon.made_of(words[:n], lexicon.ADDED) for n in (1, 2))
    ):
        raise PhraseError(Reason.TWO_PERIODS, whole)
    if has(words[-1:], lexicon.ARCHIVES) or (not marker and _is_stage(words)):
        # what lies in a unit's archive goes to the institution's after that: the two lengths are added up
        raise PhraseError(Reason.UNKNOWN_LENGTH, whole)
    if any(token.folded in lexicon.EXTENDING for token in whole):
        raise PhraseError(Reason.TWO_PERIODS, whole)
    other = not marker and bool(words) and words[-1].folded in lexicon.OTHER_LENGTHS
    anyhow = len(words) == 1 and spelt(words[0].folded, "her")
    if (
        other
        or anyhow
        or has(words, ("süre",))
        or any(token.folded in lexicon.NOT_A_SCOPE for token in words)
    ):
        raise PhraseError(Reason.LEFTOVER, whole)
    return Condition(written(whole))


def _is_destruction(words: Clause, marker: Clause) -> bool:
    if any(token.folded in lexicon.DESTRUCTION for token in words):
        return not has(words[-1:], lexicon.RECORDS)
    purpose = not marker or marker[0].folded in lexicon.PURPOSES
    return purpose and any(lexicon.made_of(words[-n:], lexicon.DELETING) for n in (1, 2) if words)


def _is_stage(words: Clause) -> bool:
    staged = bool(words) and words[0].folded in lexicon.STAGED and has(words[-1:], lexicon.STAGED_TIMES)
    return staged or has(words[-1:], lexicon.STAGES) or (bool(words) and words[-1].folded in lexicon.BACKUPS)


def is_numbered(words: Clause) -> bool:
    """Say whether a number behind the last word could be its own ("form 5")."""
    return ends(words, _ONE_RECORD)


def scope(words: Clause) -> Condition | None:
    """Read records in front of a length as what the length is for ("mali kayıtlar 10 yıl", "özlük dosyası 10 yıl")."""
    records = ends(words, _PLURAL) or ends(words, _RECORD) or ends(words, _MEDIUM)
    return condition(words) if records else None


def open_length(words: Clause, *, after_law: bool = False) -> Open | Law | None:
    """Read words that are a length without a number, or its source alone; None where a word is of another kind."""
    kinds = (lexicon.STATUTORY, lexicon.VAGUE, lexicon.INDEFINITE)
    known = (*kinds, lexicon.GLUE, lexicon.ENDED)
    if (
        not words
        or words[-1].folded in lexicon.JOINING
        or not all(
            _in_one_of(token, known) or _is_topic(token, after)
            for token, after in zip(words, (*words[1:], NOTHING), strict=True)
        )
    ):
        return None
    statutory, vague, endless = (any(token.folded in kind for token in words) for kind in kinds)
    timed = any(token.folded in lexicon.TIME for token in words)
    text = written(words)
    if endless:
        return None if statutory or vague else Open(text, RetentionKind.INDEFINITE, Reason.INDEFINITE)
    if vague:
        return Open(text, RetentionKind.INDEFINITE, Reason.VAGUE)
    if timed and (statutory or after_law):
        ended = any(token.folded in lexicon.ENDED for token in words)
        return Open(text, RetentionKind.STATUTORY, Reason.STATUTORY, ended=ended)
    return Law(text) if statutory else None


def _is_topic(token: Token, after: Token) -> bool:
    """Say whether a word tells which law the word behind it is ("sağlık mevzuatı", and not "yasal sağlık süresi")."""
    return token.folded in lexicon.TOPICS and (
        after.folded in lexicon.STATUTORY or after.folded in lexicon.TOPICS
    )


def _in_one_of(token: Token, known: Sequence[Words[bool]]) -> bool:
    return any(token.folded in words for words in known)


def _one_event(words: Clause) -> None:
    if not words:
        raise PhraseError(Reason.LEFTOVER)
    for before, token, after in zip((NOTHING, *words), words, (*words[1:], NOTHING), strict=False):
        if token.folded in lexicon.JOINING and not (
            spelt(token.folded, "ile") and has((before,), lexicon.PARTIES)
        ):
            raise PhraseError(Reason.TWO_EVENTS, words)
        if token.folded in lexicon.UNSTATED:
            raise PhraseError(Reason.UNKNOWN_LENGTH, words)
        latest = spelt(token.folded, "en") and spelt(after.folded, "son")
        if token.folded in lexicon.NOT_AN_EVENT and not latest:
            raise PhraseError(Reason.LEFTOVER, (token,))
