"""Differences in words."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from kvkkctl.text import Sentences, Text
from kvkkctl.verbis.difference import Answer, Difference
from kvkkctl.verbis.filing import Period

FIELDS: Mapping[str, Text] = {
    "processed": Text("Data categories"),
    "labels": Text("Own categories"),
    "purposes": Text("Purposes of processing"),
    "recipients": Text("Groups of recipients"),
    "retention": Text("Retention periods"),
    "subjects": Text("Groups of data subjects"),
    "abroad": Text("Transfer abroad"),
    "measures": Text("Security measures"),
}
"""What is asked, field by field, in the order of the screens."""


def answer(value: Answer) -> Any:
    """Return an answer as plain values for JSON."""
    if isinstance(value, Period):
        return asdict(value)
    return list(value) if isinstance(value, tuple) else value


def task(found: Difference) -> Sentences:
    """Return what a person does in VERBİS to put a difference right."""
    if found.field == "abroad" and found.current is False and not found.filed:
        # what was never ticked cannot be unticked
        return Sentences.of(Text("Do not tick that it is transferred abroad."))
    if isinstance(found.current, bool):
        return Sentences.of(_YES_NO[found.field, found.current])
    if found.current is None:
        return Sentences.of(
            Text("It was {filed} and is open now: decide first.", filed=in_words(found.field, found.filed))
        )
    if isinstance(found.current, Period):
        if found.filed is None:
            return Sentences.of(Text("Enter {current}.", current=found.current))
        filed = in_words(found.field, found.filed)
        return Sentences.of(Text("Enter {current} in place of {filed}.", current=found.current, filed=filed))
    if found.current == ():
        return Sentences.of(
            Text("Tick the undertaking that nobody receives them."), _untick(found) if found.untick else None
        )
    return Sentences.of(
        Text("Tick: {values}.", values=_listed(found.tick)) if found.tick else None,
        _untick(found) if found.untick else None,
    )


def in_words(field: str, value: Answer) -> object:
    """Return an answer for a sentence."""
    if value is None:
        return Text("not stated")
    if isinstance(value, bool):
        return Text("yes") if value else Text("no")
    if value == ():
        return Text("nobody") if field == "recipients" else Text("none")
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _untick(found: Difference) -> Text:
    return Text("Untick: {values}.", values=_listed(found.untick))


def _listed(values: Sequence[str]) -> str:
    # a measure of the list is a sentence, and ends as one
    return "; ".join(values).removesuffix(".")


_YES_NO: Mapping[tuple[str, bool], Text] = {
    ("processed", True): Text("Tick that it is processed."),
    ("processed", False): Text("Tick the undertaking that it is not processed; all else about it goes."),
    ("abroad", True): Text("Tick that it is transferred abroad."),
    ("abroad", False): Text("Untick that it is transferred abroad."),
}
