"""`purpose`: the terms of this list."""

from kvkkctl.commands.terms import term_app
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind

app = term_app(TermKind.PURPOSE, Text("Purposes, and the VERBİS purposes they map to."))
