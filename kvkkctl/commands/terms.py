"""The five groups of terms: one set of commands for each."""

from typing import Annotated

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.editing import change, snapshot_of, stated
from kvkkctl.commands.framework import App
from kvkkctl.models import RecipientRole, Safeguard
from kvkkctl.output import Column, FormatOption, OutputOption, Row, Target, column
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind, country

Label = Annotated[str, typer.Argument(help="The term, as you write it.", show_default=False)]


def _shown_mapping(row: Row) -> object:
    if row["suggestion"]:
        return Text("? {term} ({score})", term=row["suggestion"], score=row["score"])
    return row["term"] or Text("not mapped")


_COLUMNS = (
    column(Text("Term"), "label"),
    Column(Text("VERBİS"), _shown_mapping),
    column(Text("Defined"), "defined"),
    Column(Text("Used by"), lambda row: len(row["used_by"]), right=True),
)


def term_app(kind: TermKind, help_text: Text) -> App:
    """Return the commands of one list of terms."""
    app = App(help=help_text)
    _add_listing(app, kind)
    _add_defining(app, kind)
    _add_mapping(app, kind)
    _add_renaming(app, kind)
    return app


def _add_listing(app: App, kind: TermKind) -> None:
    @app.command("list")
    def list_(
        ctx: typer.Context,
        unmapped: Annotated[
            bool, typer.Option("--unmapped", help="Only those that no VERBİS list knows.")
        ] = False,
        fmt: FormatOption = None,
        to: OutputOption = None,
    ) -> None:
        """List the terms, what they map to, and who uses them."""
        snapshot = snapshot_of(ctx)
        rows = [shapes.full_term(term, snapshot) for term in snapshot.of_kind(kind)]
        output.emit(
            [row for row in rows if not unmapped or row["term"] is None], _COLUMNS, Target.of(fmt, to)
        )


def _add_defining(app: App, kind: TermKind) -> None:
    @app.command()
    def add(
        ctx: typer.Context,
        label: Label,
        definition: Annotated[
            str | None, typer.Option(help="What the term means in your organisation.")
        ] = None,
        to: Annotated[
            str | None, typer.Option("--map", help="The VERBİS term it stands for, or Diğer.")
        ] = None,
        special: Annotated[
            bool | None,
            typer.Option("--special/--ordinary", help="For a category of your own: whether it is special."),
        ] = None,
        role: Annotated[
            RecipientRole | None, typer.Option(help="For a recipient: what it is to the data.")
        ] = None,
        located: Annotated[
            str | None, typer.Option("--country", help="For a recipient: its country.")
        ] = None,
        contract: Annotated[
            str | None, typer.Option(help="For a recipient: reference of the contract.")
        ] = None,
        safeguard: Annotated[
            list[Safeguard] | None,
            typer.Option(
                help="For a special category: a safeguard of Board decision 2018/10; repeat for more."
            ),
        ] = None,
        remote_access: Annotated[
            bool | None,
            typer.Option(
                "--remote-access/--no-remote-access", help="For a category: whether it is reached from afar."
            ),
        ] = None,
    ) -> None:
        """Define a term, or add to what is known of it."""
        given = {
            "definition": stated(definition),
            "special": special,
            "role": role,
            "country": (country(located) or located) if located else None,
            "contract": stated(contract),
            "safeguards": tuple(dict.fromkeys(safeguard)) if safeguard else None,
            "remote_access": remote_access,
        }

        from kvkkctl.commands.wording import define_term

        change(ctx, lambda made: define_term(made, kind, label, given, to))


def _add_mapping(app: App, kind: TermKind) -> None:
    @app.command("map")
    def map_(
        ctx: typer.Context,
        label: Label,
        to: Annotated[
            str | None,
            typer.Argument(metavar="VERBİS", help="The VERBİS term, or Diğer; left out: the suggested one."),
        ] = None,
    ) -> None:
        """Map a term to the VERBİS term that it stands for; later imports keep to it."""
        from kvkkctl.commands.wording import map_term

        change(ctx, lambda made: map_term(made, kind, label, to))


def _add_renaming(app: App, kind: TermKind) -> None:
    @app.command()
    def rename(
        ctx: typer.Context,
        label: Label,
        new: Annotated[str, typer.Argument(help="The new wording.", show_default=False)],
    ) -> None:
        """Word a term differently; what uses it and what it maps to stay."""
        from kvkkctl.commands.wording import rename_term

        change(ctx, lambda made: rename_term(made, kind, label, new))

    @app.command()
    def merge(
        ctx: typer.Context,
        label: Label,
        into: Annotated[str, typer.Argument(help="The term that stays.", show_default=False)],
    ) -> None:
        """Replace a term by another everywhere, and remove it."""
        from kvkkctl.commands.wording import merge_terms

        change(ctx, lambda made: merge_terms(made, kind, label, into))
