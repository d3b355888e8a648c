"""The marks between the pieces of a limb: plus signs, commas, dashes, colons, "and" and "or"."""

from dataclasses import replace

from kvkkctl.retention import clauses, lexicon
from kvkkctl.retention.doubts import could_be_years
from kvkkctl.retention.laws import law
from kvkkctl.retention.pieces import Gap, Law, Open, Plus
from kvkkctl.retention.reasons import PhraseError, Reason
from kvkkctl.retention.scanner import Scanner
from kvkkctl.retention.tokens import LIMB_END, inflected


def plus(scan: Scanner) -> bool:
    """Take a plus sign, and what goes on or the event in front of it."""
    if scan.token.folded != "+":
        return False
    if scan.is_filler(scan.held):
        scan.drop()
    if scan.bracketed and scan.after_law and not scan.held:
        return scan.take(Gap(), scan.at + 1)
    if not scan.held:
        return scan.take(Plus(), scan.at + 1)
    if isinstance(clauses.open_length(scan.held, after_law=scan.after_law), Open):
        scan.flush()
        return scan.take(Plus(), scan.at + 1)
    if inflected(scan.held[-1].folded, "süre"):
        scan.take(clauses.going_on(scan.held), scan.at)
        return scan.take(Plus(), scan.at + 1)
    if lasting := clauses.lasting_noun(scan.held):
        scan.take(lasting, scan.at)
        return scan.take(Plus(), scan.at + 1)
    event = clauses.noun_event(scan.held, listed=True)
    if not event:
        raise PhraseError(Reason.LEFTOVER, (*scan.held, scan.token))
    return scan.take(event, scan.at + 1)


def gap(scan: Scanner) -> bool:
    """Take what keeps pieces apart: a comma, an "and", a dash."""
    word = scan.token.folded
    if word in lexicon.AND:
        if scan.held and inflected(scan.held[-1].folded, "süre") and not clauses.open_length(scan.held):
            scan.take(clauses.going_on(scan.held), scan.at)
        if scan.held and not scan.is_filler(scan.held):
            return False
    elif word == "-":
        if not scan.has_length or (scan.words[scan.at + 1].is_number and not law(scan.words, scan.at + 1)):
            return False
    elif word == "/" and scan.has_length and _is_last_law(scan):
        pass
    elif word not in ({",", LIMB_END, "/"} if scan.bracketed and scan.after_law else {",", LIMB_END}):
        return False
    scope = None if scan.found or word != "," or scan.is_filler(scan.held) else clauses.scope(scan.held)
    if scope:
        scan.take(scope, scan.at)
    scan.flush()
    if not scan.found or scan.at + 1 == scan.end:
        raise PhraseError(Reason.LEFTOVER, (scan.token,))
    return scan.take(Gap(joins=word in lexicon.AND), scan.at + 1)


def _is_last_law(scan: Scanner) -> bool:
    """Say whether nothing but a reference to a law comes behind a mark: no other length can."""
    found = law(scan.words, scan.at + 1)
    return found is not None and found[1] >= scan.end


def dash(scan: Scanner) -> bool:
    """Take a dash as the colon behind a label or a law; it has spaces around it, for otherwise it could be a sign."""
    after = scan.words[scan.at + 1]
    apart = scan.token.folded == "-" and not scan.token.glued and not after.glued
    reference = scan.found[-1] if apart and scan.found and not scan.held else None
    if isinstance(reference, Law) and scan.is_before_length(scan.at + 1) and _starts_a_part(scan, reference):
        if could_be_years(reference.words):
            raise PhraseError(Reason.LEFTOVER, (*reference.words, scan.token))
        scan.found[-1] = replace(reference, leads=True)
        return scan.take(Gap(), scan.at + 1)
    apart = apart and after.is_number
    label = clauses.scope(scan.held) if apart and not scan.found and not scan.is_filler(scan.held) else None
    return bool(label) and scan.take(label, scan.at + 1)


def _starts_a_part(scan: Scanner, reference: Law) -> bool:
    """Say whether nothing stands in front of a reference, or a comma behind a length ("5 yıl, TTK m.82 - 10 yıl")."""
    before = scan.at - len(reference.words) - 1
    return not scan.has_length or (before >= 0 and scan.words[before].folded == ",")


def colon(scan: Scanner) -> bool:
    """Take a colon and the label in front of it."""
    if scan.token.folded != ":":
        return False
    if clauses.open_length(scan.held):
        scan.flush()
    label = scan.held and not scan.is_filler(scan.held)
    return scan.take(clauses.condition(scan.held) if label else None, scan.at + 1)


def either(scan: Scanner) -> bool:
    """Refuse an "or" with nothing in front of it that could be one of two."""
    word = scan.token.folded
    if not scan.held and word in lexicon.OR:
        raise PhraseError(Reason.ALTERNATIVES, (scan.token,))
    return False
