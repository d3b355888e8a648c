"""What is said beside a length: what is reserved, what may be longer, and how destruction follows.

::

    reservation = words "saklı kalmak kaydıyla" | words "daha uzun süre öngörülmedikçe"   a condition
    longer      = condition "daha uzun" ["süreyle"]                      longer than what was named before
    destruction = [["saklama"] "süresinin" "bitimini"] "takip eden" "ilk" "periyodik imha" "döneminde" ["silinir"]
    at once     = "derhal" "silinir"
    at event    = words-when ["derhal"] "silinir"                        until then

Destruction that follows the end of a length says nothing about how long; destruction that follows an event says that
data is kept until then.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from kvkkctl.models import Anchor
from kvkkctl.retention import clauses, endings, lexicon
from kvkkctl.retention.pieces import Condition, Event, Longer, While
from kvkkctl.retention.reasons import Reason
from kvkkctl.retention.scanner import Scanner
from kvkkctl.retention.tokens import NOTHING, Token, Words, inflected, spelt, stems, word_set, written
from kvkkctl.vocabulary.folding import ascii_fold

_STAYING = word_set("kalmak olmak tutulmak")
_PROVIDED = word_set("kaydıyla kaydı şartıyla koşuluyla üzere")
_RESERVED = word_set("saklıdır")
_APART = word_set("ayrıca ayrı")
_DEALT_WITH = word_set(
    "yönetilir yönetilmektedir değerlendirilir değerlendirilmektedir düzenlenir düzenlenmiştir belirlenir",
    "belirlenmiştir",
)
_LONGER_TIME = word_set(
    "bir süre süreyle süreler sürelerle süreli saklama saklanır saklanabilir saklanacaktır"
)
_LAID_DOWN = ("öngörül-", "belirlen-", "belirtil-", "düzenlen-", "tanımlan-", "gerekli")
_UNLESS = ("medikce", "madikca", "memisse", "mamissa")
_UNLESS_FIRST = ("medigi", "madigi", "memesi", "mamasi")
_UNLESS_THEN = word_set("sürece takdirde müddetçe halinde durumda durumunda")

_OF_THE_LENGTH = word_set("saklama muhafaza yasal kanuni azami belirtilen söz konusu bu anılan ilgili")
_LENGTH = word_set("süre sürenin süresinin sürelerin sürelerinin süresi süreleri")
_ENDS = word_set(
    "sona ermesini ermesinden erdikten bitimini bitiminden bitimi bitmesini bitmesinden bittikten sonunu sonundan sonu",
    "dolmasını dolmasından dolduktan tamamlanmasını tamamlanmasından sonunda bitiminde",
)
_FOLLOWS = word_set("takip eden takiben müteakip müteakiben izleyen sonraki sonra itibaren")
_STARTS = word_set(
    "saklama muhafaza yasal kanuni azami belirtilen söz bu anılan ilgili süre sürenin süresinin sürelerin sürelerinin",
    "süresi süreleri sona bitimini bitiminden sonunu sonundan dolmasını dolmasından takip takiben müteakip müteakiben",
    "izleyen sonraki sonra itibaren ilk",
)
_FROM = word_set("sonraki sonra itibaren")
_RUNS = stems("dönem süre işlem tarih zaman süreç sürec gün")
_WITHIN = word_set("içinde içerisinde esnasında sırasında")
_LOCATIVE = ("de", "da", "te", "ta")
_DELETION = word_set(
    "silme silinme silinmesi silinir silinecektir silinmektedir imha imha_edilir imha_edilecektir imha_edilmektedir",
    "imha_edilmesi yok_edilir yok_edilecektir yok_edilmektedir yok_etme anonim_hale_getirilir anonimleştirilir",
    "anonim_hale_getirilecektir",
)
_AT_THE_END = word_set("sonra sonrasında sonunda bitiminde ardından akabinde")
_WHEN = re.compile(".*(?:[dt][iu]g[iu]nd[ae]|[iu]nc[ae])")
# what does not happen has no day: "onay verilmediğinde silinir"
_WHEN_NOT = re.compile(".*m[ae](?:d[iu]g[iu]nd[ae]|y[iu]nc[ae])")
_LONGEST_DELETION = 3
_PADDING = (NOTHING,) * 8


def is_reservation(limb: Sequence[Token]) -> bool:
    """Say whether a limb only says what the others do not touch ("… ayrıca yönetilir", "… saklıdır")."""
    *words, last = limb
    plain = all(token.is_word and token.folded not in lexicon.BLOCKED for token in limb)
    apart = len(words) > 1 and words[-1].folded in _APART and last.folded in _DEALT_WITH
    return plain and bool(words) and (apart or last.folded in _RESERVED)


def is_destruction(limb: Sequence[Token]) -> bool:
    """Say whether a limb only says that the first periodic destruction follows the end of the length."""
    return bool(limb) and _destruction_end((*limb, *_PADDING), 0) == len(limb)


def reservation(scan: Scanner) -> bool:
    """Take what is reserved as a condition, though it names lengths."""
    if not scan.held:
        return False
    word, staying, provided = scan.words[scan.at : scan.at + 3]
    end = 0
    if spelt(word.folded, "saklı") and staying.folded in _STAYING and provided.folded in _PROVIDED:
        end = scan.at + 3
    elif spelt(word.folded, "daha") and spelt(staying.folded, "uzun"):
        end = _unless_end(scan.words, scan.at + 2)
    return bool(end) and scan.take(Condition(written((*scan.clause(), *scan.words[scan.at : end]))), end)


def _unless_end(words: Sequence[Token], at: int) -> int:
    at = _after(words, at, _LONGER_TIME)
    word, then = words[at : at + 2]
    if not any(
        inflected(word.folded, stem) or ascii_fold(word.folded).startswith(_bare(stem)) for stem in _LAID_DOWN
    ):
        return 0
    ending = ascii_fold(word.folded)
    if ending.endswith(_UNLESS):
        return at + 1
    return at + 2 if ending.endswith(_UNLESS_FIRST) and then.folded in _UNLESS_THEN else 0


def _bare(stem: str) -> str:
    return ascii_fold(stem.removesuffix("-"))


def longer(scan: Scanner) -> bool:
    """Take "daha uzun" behind a condition."""
    word, uzun = scan.words[scan.at : scan.at + 2]
    conditional = bool(scan.found) and isinstance(scan.found[-1], Condition) and not scan.held
    if not conditional or not spelt(word.folded, "daha") or not spelt(uzun.folded, "uzun"):
        return False
    end = _after(scan.words, scan.at + 2, _LONGER_TIME)
    return end >= scan.end and scan.take(Longer(), end)


def destruction(scan: Scanner) -> bool:
    """Take the periodic destruction that follows a length or an event."""
    end = _destruction_end(scan.words, scan.at)
    if not end:
        return False
    if scan.has_length or scan.bracketed:
        scan.flush()
        return scan.drop(end)
    follows = scan.token.folded in _FOLLOWS
    if not scan.held:
        return _ends_at_event(scan, end)
    ending = endings.is_ablative if scan.token.folded in _FROM else endings.is_accusative
    if not follows or not ending(scan.held):
        return False
    event = clauses.event(scan.held)
    text = written((*scan.held, *scan.words[scan.at : end]))
    return event.anchor is Anchor.EVENT and scan.take(While(text, event.code or ""), end)


def _destruction_end(words: Sequence[Token], at: int) -> int:
    """Return where the words for a periodic destruction that follows something end; 0 where there are none."""
    if words[at].folded not in _STARTS:
        return 0
    of = _after(words, at, _OF_THE_LENGTH)
    ends = of + 1 if words[of].folded in _LENGTH else at
    follows = _after(words, ends, _ENDS)
    first = _after(words, follows, _FOLLOWS)
    first += first > follows and words[first].folded == ","
    run = first + spelt(words[first].folded, "ilk")
    if run == follows or not spelt(words[run].folded, "periyodik"):
        return 0
    end = _within_run(words, run + 1)
    return _after_deletion(words, end) if end else 0


def _within_run(words: Sequence[Token], at: int) -> int:
    if not inflected(words[at].folded, "imha"):
        return 0
    last = at + any(inflected(words[at + 1].folded, stem) for stem in _RUNS)
    if words[last + 1].folded in _WITHIN:
        return last + 2
    return last + 1 if ascii_fold(words[last].folded).endswith(_LOCATIVE) else 0


def _after(words: Sequence[Token], at: int, known: Words[bool]) -> int:
    while words[at].folded in known:
        at += 1
    return at


def _after_deletion(words: Sequence[Token], at: int) -> int:
    for end in range(at + _LONGEST_DELETION, at, -1):
        if all(token.folded for token in words[at:end]) and lexicon.made_of(words[at:end], _DELETION):
            return end
    return at


def at_event(scan: Scanner) -> bool:
    """Take destruction when something happens ("üyelik sona erdiğinde silinir") as what data is kept until."""
    if not scan.held or scan.has_length or not _WHEN.fullmatch(ascii_fold(scan.held[-1].folded)):
        return False
    at_once = lexicon.BLOCKED.get(scan.token.folded) is Reason.IMMEDIATE
    first = scan.at + at_once
    end = _after_deletion(scan.words, first)
    if end == first or end < scan.end:
        return False
    until = clauses.until(scan.clause(), ())
    if isinstance(until, While) and _WHEN_NOT.fullmatch(ascii_fold(scan.held[-1].folded)):
        return False
    return scan.take(replace(until, text=written((*scan.held, *scan.words[scan.at : end]))), end)


def at_once(scan: Scanner) -> bool:
    """Take destruction at once behind an event or the end of a length."""
    if lexicon.BLOCKED.get(scan.token.folded) is not Reason.IMMEDIATE:
        return False
    end = _after_deletion(scan.words, scan.at + 1)
    if end == scan.at + 1 or end < scan.end:
        return False
    if scan.has_length:
        return (
            bool(scan.held)
            and scan.held[-1].folded in _AT_THE_END
            and scan.is_filler(scan.held)
            and scan.drop(end)
        )
    return not scan.held and _ends_at_event(scan, end)


def _ends_at_event(scan: Scanner, end: int) -> bool:
    event = scan.found[-1] if scan.found else None
    if not isinstance(event, Event) or event.anchor is not Anchor.EVENT:
        return False
    words = (*event.words, *scan.words[scan.at : end])
    scan.found.pop()
    return scan.take(While(written(words), event.code or "", words=words), end)
