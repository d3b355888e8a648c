"""The register: one SQLite file with the records, and the journal of every change."""

from kvkkctl.register.change import Change, Summary
from kvkkctl.register.journal import JournalEntry, verify
from kvkkctl.register.links import users_of
from kvkkctl.register.store import (
    Register,
    actor,
    create_register,
    migrate_register,
    open_register,
)

__all__ = [
    "Change",
    "JournalEntry",
    "Register",
    "Summary",
    "actor",
    "create_register",
    "migrate_register",
    "open_register",
    "users_of",
    "verify",
]
