"""The packaged VERBİS lists, the folding of Turkish text, and the matching of what people wrote to the lists."""

from kvkkctl.vocabulary.countries import countries_in, country, is_abroad
from kvkkctl.vocabulary.folding import ascii_fold, ascii_words, fold, turkish_order, words
from kvkkctl.vocabulary.matching import Match, MatchKind, known_term, match
from kvkkctl.vocabulary.terms import (
    OTHER,
    Basis,
    Exemption,
    Instrument,
    OfficialTerm,
    TermKind,
    bases,
    exemptions,
    instruments,
    media,
    official,
    terms,
)

__all__ = [
    "OTHER",
    "Basis",
    "Exemption",
    "Instrument",
    "Match",
    "MatchKind",
    "OfficialTerm",
    "TermKind",
    "ascii_fold",
    "ascii_words",
    "bases",
    "countries_in",
    "country",
    "exemptions",
    "fold",
    "instruments",
    "is_abroad",
    "known_term",
    "match",
    "media",
    "official",
    "terms",
    "turkish_order",
    "words",
]
