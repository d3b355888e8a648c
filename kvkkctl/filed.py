"""What VERBİS was told, and when that changed."""

from typing import ClassVar

from kvkkctl.record import Day, Record, Words


class Filing(Record):
    """A notification as VERBİS has it (registry regulation art. 9).

    `content` is canonical JSON, as `kvkkctl.verbis.filing` writes and reads it. `source` is the file that a
    registration made by hand was entered from, with its SHA-256; None for one out of the register. `stamp` is the hash
    of the journal's newest entry in the state of the register that was told, or that a file was entered in.
    """

    mark: ClassVar[str] = "F"
    kind_name: ClassVar[str] = "filing"

    filed_on: Day
    reference: Words | None = None
    source: Words | None = None
    sha256: str | None = None
    content: str
    stamp: str = ""


class ChangeDate(Record):
    """The day on which an answer of a filing ceased to be true, as a person says, with the reason.

    `category` is the number of the VERBİS category, None for what is asked of the controller as a whole. It is about
    the change that was there on `stated_on`; a later one has its own day.
    """

    mark: ClassVar[str] = "V"
    kind_name: ClassVar[str] = "change_date"

    filing: int
    category: int | None = None
    field: Words
    changed_on: Day
    reason: Words
    stated_on: Day
