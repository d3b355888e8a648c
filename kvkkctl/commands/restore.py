"""`restore`: a backup in the place of the register."""

from pathlib import Path
from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands.framework import App, session
from kvkkctl.errors import RegisterOutdated
from kvkkctl.register import open_register
from kvkkctl.register.restoring import restore as put_back
from kvkkctl.text import Text

app = App()


@app.command()
def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", show_default=False)],
) -> None:
    """Put a backup in the place of the register, once it is proven whole; what it replaces is kept.

    Programs that have the register open see it before or after. A damaged register is kept byte for byte. An encrypted
    backup opens with its passphrase.
    """
    path = session(ctx).register
    done = put_back(path, file)
    if done.replaced is not None:
        output.note(Text("The register that was there is kept: {path}", path=done.replaced))
    output.note(
        Text(
            "{path} is what {file} holds: {n} journal entries, the newest {hash}.",
            path=path,
            file=file,
            n=done.backup.entries,
            hash=done.backup.head,
        )
    )
    try:
        open_register(path)
    except RegisterOutdated as error:
        output.note(error.message)
