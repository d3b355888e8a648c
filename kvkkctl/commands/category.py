"""`category`: the terms of this list."""

from kvkkctl.commands.terms import term_app
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind

app = term_app(TermKind.CATEGORY, Text("Data categories, and the VERBİS categories they map to."))
