"""`migrate`: bring an older register up to date."""

import typer

from kvkkctl import output
from kvkkctl.commands.framework import App, session
from kvkkctl.register import migrate_register
from kvkkctl.text import Text

app = App()


@app.command()
def migrate(ctx: typer.Context) -> None:
    """Bring a register of an older kvkkctl up to date, after backing it up."""
    path = session(ctx).register
    steps, backup = migrate_register(path)
    if backup is None:
        output.note(Text("{path} is up to date.", path=path))
        return
    output.note(Text("Backup: {path}", path=backup))
    output.note(Text("{path}: {steps} done.", path=path, steps=steps))
