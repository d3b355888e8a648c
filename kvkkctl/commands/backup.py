"""`backup`: a copy of the register that was read back."""

from pathlib import Path
from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands.framework import App, session
from kvkkctl.register.backup import back_up, rotate
from kvkkctl.text import Text

app = App()


@app.command()
def backup(
    ctx: typer.Context,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="FILE",
            help="The file to make; else backups/NAME-TIME.db beside the register.",
            show_default=False,
        ),
    ] = None,
    keep: Annotated[
        int | None,
        typer.Option(min=1, help="Then remove all but the newest N of these backups.", show_default=False),
    ] = None,
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help="Encrypt it with a passphrase, as FILE.age, which `age` opens.")
    ] = False,
) -> None:
    """Copy the register while it is in use, and read the copy back before it counts.

    Its pages, its links, its history and every record are checked; a register that fails them is not backed up, and
    older backups stay. Backups that go before an import, a migration or a restore are counted apart: ten of each.
    """
    path = session(ctx).register
    made = back_up(path, to, encrypt=encrypt)
    output.note(Text("Backup: {path}", path=made.path))
    output.note(
        Text(
            "Read back and found whole: {n} journal entries, the newest {hash}.",
            n=made.entries,
            hash=made.head,
        )
    )
    if keep is not None and to is None:
        for each in rotate(path, keep):
            output.note(Text("Removed: {path}", path=each))
