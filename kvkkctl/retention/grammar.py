"""The grammar of one limb of a phrase, up to its pieces.

Words are shifted until a marker says what they were; the marker and the words become one piece::

    event      = words-from "itibaren" | words-from "sonra" | words "sonrası" | words-object "takiben"
               | words-from, a length following | words-of "ardından" | words "+", a length following
               | words for an end or a date of the list in brackets
    year       = [words] ["takip eden"] ["takvim"] "yılın" ("sonundan" | "başından") "itibaren"
    while      = words "süresince" | words "süresi" ("+" | "ve") | words "olduğu sürece" | words-to "kadar"
               | words for a relation "+" | words-when ["derhal"] "silinir"
    age        = NUMBER "yaşını" …, words of a clause
    condition  = words ("varsa" | "halinde" | "ise" | "için" …) | words ":" | plural "-" | plural, a length following
    law        = see kvkkctl.retention.laws | words of the law "uyarınca" | law " - ", a length following
    span       = see kvkkctl.retention.spans
    open       = words for a length without a number, all of them known
    limit      = "en az" | "azami" …
    remark     = "(" pieces ")"
    aside      = see kvkkctl.retention.asides
    sum        = see kvkkctl.retention.sums
    filler     = words known to say nothing about when

Whatever is still unspoken for where a piece, a comma, a bracket or the limb ends is a leftover, and the phrase is not
read. How pieces make terms is in `kvkkctl.retention.limbs`.
"""

from collections.abc import Sequence

from kvkkctl.law.schedule import month_of
from kvkkctl.retention import asides, clauses, endings, lexicon, marks, sums
from kvkkctl.retention.doubts import could_be_articles, could_be_years, is_if
from kvkkctl.retention.fixed import refuse_date
from kvkkctl.retention.laws import is_lead, known_number, law, regulation
from kvkkctl.retention.pieces import Afterwards, Condition, Gap, Law, Limit, Piece, Remark
from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.roles import Roles
from kvkkctl.retention.scanner import Production, Scanner
from kvkkctl.retention.spans import bound_word, span
from kvkkctl.retention.tokens import Token, inflected, spelt
from kvkkctl.retention.units import recurs

_INTO_WORK = ("giriş", "alım", "başla-")
_YEAR_WORDS = ("yıl", "sene", "takvim")


def pieces(words: Sequence[Token], roles: Roles, *, bracketed: bool = False) -> tuple[Piece, ...]:
    """Read the pieces of one limb, or of a bracket, and note what its words are.

    Raises PhraseError where a token is left over.
    """
    return Scanner(words, roles, bracketed=bracketed).scan(_PRODUCTIONS)


def _blocked(scan: Scanner) -> bool:
    if month_of(scan.token.text):
        refuse_date(scan.words, scan.at)
    if recurs(scan.words, scan.at):
        raise PhraseError(Reason.RECURRENCE, scan.words[scan.at : scan.at + 2])
    if reason := lexicon.BLOCKED.get(scan.token.folded):
        raise PhraseError(reason, (*scan.held, scan.token))
    return False


def _bracket(scan: Scanner) -> bool:
    if scan.token.folded != "(":
        return False
    closing = [n for n in range(scan.at, scan.end) if scan.words[n].folded == ")"]
    if scan.bracketed or not closing:
        raise PhraseError(Reason.LEFTOVER, (scan.token,))
    scan.flush(before_span=not scan.has_length and scan.is_before_length(closing[0] + 1))
    inside = scan.words[scan.at + 1 : closing[0]]
    return scan.take(Remark(pieces(inside, scan.roles, bracketed=True)), closing[0] + 1)


def _law(scan: Scanner) -> bool:
    found = law(scan.words, scan.at)
    alone = not scan.held and (not scan.found or isinstance(scan.found[-1], Gap))
    if not found and scan.bracketed and scan.end == 1:
        found = known_number(scan.words, scan.at)
    if not found and alone:
        found = regulation(scan.words, scan.at)
        if found and not (scan.bracketed or scan.has_length or found[0].leads):
            found = None
    if not found:
        return False
    words = scan.words[scan.at : found[1]]
    if scan.has_length and not (scan.bracketed or found[0].leads) and could_be_years(words):
        raise PhraseError(Reason.LEFTOVER, words)
    scan.flush(before_span=found[0].leads)
    return scan.take(*found)


def _age(scan: Scanner) -> bool:
    """Keep "18 yaşını" together: the number counts no time of keeping."""
    if not scan.token.is_number or not inflected(scan.words[scan.at + 1].folded, "yaş"):
        return False
    scan.held.extend(scan.words[scan.at : scan.at + 2])
    scan.at += 2
    return True


def _span(scan: Scanner) -> bool:
    refuse_date(scan.words, scan.at)
    found = span(scan.words, scan.at)
    if found:
        dash = scan.words[scan.at + 1]
        doubtful = dash.folded == "-" and not dash.glued and clauses.is_numbered(scan.held)
        if doubtful or (not scan.held and could_be_articles(scan.found, found[0], scan.words, scan.at)):
            raise PhraseError(Reason.LEFTOVER, (*scan.held[-1:], *scan.words[scan.at : found[1]]))
        scan.flush(before_span=True)
        return scan.take(*found)
    if scan.token.is_number:
        raise PhraseError(Reason.NUMBER, (scan.token, scan.words[scan.at + 1]))
    return False


def _limit(scan: Scanner) -> bool:
    found = bound_word(scan.words, scan.at)
    if not found:
        return False
    bound, end = found
    if scan.is_before_length(end):
        scan.flush(before_span=True)
        return scan.take(Limit(bound), end)
    return end >= scan.end and not scan.held and scan.take(Limit(bound), end)


def _year(scan: Scanner) -> bool:
    """Keep "takip eden yılın başından" together, though "takip eden" is a marker elsewhere."""
    end = _following(scan)
    if end and any(inflected(scan.words[end].folded, stem) for stem in _YEAR_WORDS):
        while scan.at < end:
            scan.hold()
        return True
    return False


def _following(scan: Scanner) -> int:
    """Return where a word for "following" ends, 0 where there is none."""
    if lexicon.is_following(scan.words[scan.at : scan.at + 2]):
        return scan.at + 2
    known = scan.token.folded in lexicon.FOLLOWING or scan.token.folded in lexicon.AFTERWARDS
    return scan.at + 1 if known else 0


def _filler(scan: Scanner) -> bool:
    """Keep "dolduktan sonra" behind a length from being taken for an event."""
    return scan.has_length and scan.is_filler((*scan.held, scan.token)) and scan.hold()


def _from(scan: Scanner) -> bool:
    word = scan.token.folded
    if word in lexicon.FROM or (word in lexicon.AFTER and (scan.held or scan.is_going_on)):
        if word in lexicon.AFTER and not scan.held:
            return scan.take(Afterwards(), scan.at + 1)
        if endings.is_ablative(scan.held):
            return scan.take(clauses.event(scan.clause()), scan.at + 1)
        raise PhraseError(Reason.LEFTOVER, (*scan.held, scan.token))
    if word in lexicon.AS_OF and scan.held and inflected(scan.held[-1].folded, "tarih"):
        return scan.take(clauses.event(scan.clause()), scan.at + 1)
    return False


def _afterwards(scan: Scanner) -> bool:
    end = _following(scan)
    word = scan.token.folded
    if word in lexicon.ATTRIBUTIVE and not scan.is_before_length(end):
        return False
    behind = word in lexicon.BEHIND
    if not end and not behind:
        return False
    end = end or scan.at + 1
    if not scan.held:
        return scan.take(Afterwards(), end)
    if behind or word in lexicon.AFTERWARDS:
        return scan.take(clauses.noun_event(scan.clause()), end)
    # "sona ermesine müteakip" is a slip for "ermesini": the word has no other object
    slip = word in lexicon.FOLLOWING and endings.is_dative(scan.held) and not scan.has_length
    if endings.is_accusative(scan.held) or slip:
        return scan.take(clauses.event(scan.clause()), end)
    raise PhraseError(Reason.LEFTOVER, (*scan.held, scan.token))


def _until(scan: Scanner) -> bool:
    if scan.token.folded not in lexicon.UNTIL:
        return False
    if clauses.open_length((*scan.held, scan.token), after_law=scan.after_law):
        return scan.hold()
    if not endings.is_dative(scan.held):
        raise PhraseError(Reason.LEFTOVER, (*scan.held, scan.token))
    return scan.take(clauses.until(scan.clause(), (scan.token,)), scan.at + 1)


def _while(scan: Scanner) -> bool:
    if scan.token.folded not in lexicon.DURING or not scan.held:
        return False
    if clauses.open_length((*scan.held, scan.token), after_law=scan.after_law):
        return scan.hold()
    return scan.take(clauses.going_on(scan.clause(), (scan.token,)), scan.at + 1)


def _condition(scan: Scanner) -> bool:
    """Take what a limb holds for; "yoksa" by itself is the other case of a condition in front of it."""
    otherwise = (
        scan.token.folded in lexicon.OTHERWISE and bool(scan.found) and isinstance(scan.found[-1], Gap)
    )
    if (
        otherwise
        and not scan.held
        and any(isinstance(piece, Condition) and is_if(piece) for piece in scan.found)
    ):
        return scan.take(Condition(scan.token.text), scan.at + 1)
    if (
        not scan.held
        or not lexicon.is_condition(scan.token)
        or _is_to_work(*scan.words[scan.at : scan.at + 2])
    ):
        return False
    if spelt(scan.words[scan.at + 1].folded, "olsun"):  # "her ne sebeple olursa olsun" is no condition
        return False
    return scan.take(clauses.condition(scan.clause(), (scan.token,)), scan.at + 1)


def _is_to_work(word: Token, after: Token) -> bool:
    """Say whether "ise" is "işe" without its letter, as in "ise giris" and "ISE ALIM"."""
    lost = after.folded.isascii() or word.folded.startswith("ı")
    return lost and spelt(word.folded, "ise") and any(inflected(after.folded, stem) for stem in _INTO_WORK)


def _lead(scan: Scanner) -> bool:
    """Take "ilgili mevzuat gereği", and in front of it what that is for ("sağlık kayıtları mevzuat gereği")."""
    for n in range(len(scan.held) if is_lead(scan.token) else 0):
        records, source = scan.held[:n], clauses.open_length(scan.held[n:])
        piece = clauses.scope(records) if records and not scan.found else None
        if isinstance(source, Law) and (piece or not records):
            scan.take_first(piece, n)
            return scan.take(Law(source.text, leads=True), scan.at + 1)
    return False


_PRODUCTIONS: tuple[Production, ...] = (
    asides.reservation,
    asides.longer,
    asides.destruction,
    asides.at_event,
    asides.at_once,
    sums.augend,
    sums.added,
    _blocked,
    _bracket,
    _law,
    _age,
    _span,
    _limit,
    _year,
    _filler,
    _from,
    _afterwards,
    _until,
    _while,
    _condition,
    _lead,
    marks.plus,
    marks.gap,
    marks.dash,
    marks.colon,
    marks.either,
)
