"""The schema, one step after another.

A released step never changes its name or body, nor its SQL; this module imports nothing of ours.
"""

from importlib.resources import files

from sqlite_utils import Database, Migrations

migrations = Migrations("kvkkctl")


@migrations()
def m0001_register(db: Database) -> None:
    """The records, their journal, and the views for auditors."""
    _run(db, "m0001_register")


@migrations()
def m0002_source_sheet(db: Database) -> None:
    """Where records were read, once for each sheet of a file with its SHA-256 and columns; the end of an entry."""
    _run(db, "m0002_source_sheet")


@migrations()
def m0003_lists(db: Database) -> None:
    """A table for each list of terms of an entry, in place of one for all; what terms were called before."""
    _run(db, "m0003_lists")


@migrations()
def m0004_destruction(db: Database) -> None:
    """Where holdings lie and what was ordered about them, periodic destructions and their records, statutory links."""
    _run(db, "m0004_destruction")


@migrations()
def m0005_evidence(db: Database) -> None:
    """What proves that the law is kept: references, safeguards, criteria of a retention, what transfers abroad need."""
    _run(db, "m0005_evidence")


@migrations()
def m0006_acceptance(db: Database) -> None:
    """Gaps that somebody accepts until a day, and why."""
    _run(db, "m0006_acceptance")


@migrations()
def m0007_filing(db: Database) -> None:
    """What VERBİS was told, when what was told changed, and what VERBİS asks about the controller."""
    _run(db, "m0007_filing")


@migrations()
def m0008_resolution(db: Database) -> None:
    """What a person decided where the inventory leaves a VERBİS answer open, and between which values."""
    _run(db, "m0008_resolution")


@migrations()
def m0009_verbis_views(db: Database) -> None:
    """What was decided for VERBİS and what VERBİS was told, answer by answer, for auditors."""
    _run(db, "m0009_verbis_views")


def _run(db: Database, step: str) -> None:
    script = files("kvkkctl.register.steps").joinpath(f"{step}.sql").read_text(encoding="utf8")
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)
