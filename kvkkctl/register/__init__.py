"""The register: one SQLite file with the records, and the journal of every change."""

from kvkkctl.register.backup import back_up, backups, copy_register, rotate
from kvkkctl.register.change import Change, Summary, users_of
from kvkkctl.register.journal import JournalEntry, verify
from kvkkctl.register.place import network_share
from kvkkctl.register.proof import Difference, Proof
from kvkkctl.register.restoring import restore
from kvkkctl.register.store import (
    Register,
    actor,
    create_register,
    migrate_register,
    open_register,
)

__all__ = [
    "Change",
    "Difference",
    "JournalEntry",
    "Proof",
    "Register",
    "Summary",
    "actor",
    "back_up",
    "backups",
    "copy_register",
    "create_register",
    "migrate_register",
    "network_share",
    "open_register",
    "restore",
    "rotate",
    "users_of",
    "verify",
]
