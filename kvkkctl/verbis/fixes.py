"""The commands that close a question; "…" stands for what only a person knows."""

from shlex import quote

from kvkkctl.models import ResolvedField
from kvkkctl.text import BLANK
from kvkkctl.vocabulary import TermKind

_OPTIONS = {
    ResolvedField.RETENTION: f"--retention '{BLANK} Yıl'",
    ResolvedField.ABROAD: "--abroad/--no-abroad",
    ResolvedField.RECIPIENTS: "--recipients-complete",
    ResolvedField.PROCESSED: "--not-processed",
}


def resolve(category: str, field: ResolvedField) -> str:
    """Return the command that records a person's choice."""
    return f"kvkkctl verbis resolve {quote(category)} {_OPTIONS[field]} --reason {BLANK}"


def map_term(kind: TermKind, label: str, official: str | None = None) -> str:
    """Return the command that maps a word to a VERBİS term."""
    return f"kvkkctl {kind.value} map {quote(label)} {quote(official) if official else BLANK}"


def rename(kind: TermKind, label: str) -> str:
    """Return the command that words a term differently."""
    return f"kvkkctl {kind.value} rename {quote(label)} {BLANK}"


def edit_entry(ref: str, option: str) -> str:
    """Return the command that states something about an entry."""
    return f"kvkkctl entry edit {ref} --{option} {BLANK}"


def state_abroad(ref: str) -> str:
    """Return the command that says of an entry that its data go abroad."""
    return f"kvkkctl entry edit {ref} --abroad evet"


def edit_activity(code: str, option: str) -> str:
    """Return the command that states something about an activity."""
    return f"kvkkctl activity edit {quote(code)} --{option} {BLANK}"
