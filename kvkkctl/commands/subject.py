"""`subject`: the terms of this list."""

from kvkkctl.commands.terms import term_app
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind

app = term_app(TermKind.SUBJECT, Text("Data subject groups, and the VERBİS groups they map to."))
