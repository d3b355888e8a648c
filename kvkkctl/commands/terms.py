"""The five groups of terms: one set of commands for each."""

from typing import Annotated, Any

import typer

from kvkkctl import output
from kvkkctl.commands import shapes
from kvkkctl.commands.editing import change, find_term, snapshot_of, stated
from kvkkctl.commands.framework import App
from kvkkctl.errors import BadValue, UnknownTerm
from kvkkctl.inventory.cells import Piece, split_terms
from kvkkctl.inventory.definitions import mapping, official_name
from kvkkctl.inventory.termbook import TermBook
from kvkkctl.models import RecipientRole, Term
from kvkkctl.output import Column, FormatOption, OutputOption, Row, Target, column
from kvkkctl.register import Change
from kvkkctl.snapshot import is_special
from kvkkctl.text import Text
from kvkkctl.vocabulary import OTHER, MatchKind, TermKind, country, fold, match, official

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
    _add_reading(app, kind)
    _add_mapping(app, kind)
    _add_renaming(app, kind)
    return app


def _add_reading(app: App, kind: TermKind) -> None:
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
    ) -> None:
        """Define a term, or add to what is known of it."""
        given = {
            "definition": stated(definition),
            "special": special,
            "role": role,
            "country": (country(located) or located) if located else None,
            "contract": stated(contract),
        }

        def make(made: Change) -> None:
            _check_label(kind, label)
            book = TermBook(made)
            term = book.ensure(kind, Piece(" ".join(label.split())))
            updates: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
            if to is not None:
                updates |= mapping(kind, term.label, _official(kind, to))
            book.save(_checked(term.model_copy(update={**updates, "defined": True})))

        change(ctx, make)


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

        def make(made: Change) -> None:
            term = find_term(made.snapshot, kind, label)
            chosen = _official(kind, to) if to else _suggested(term)
            made.put(_checked(term.model_copy(update=mapping(kind, term.label, chosen))))

        change(ctx, make)


def _add_renaming(app: App, kind: TermKind) -> None:
    @app.command()
    def rename(
        ctx: typer.Context,
        label: Label,
        new: Annotated[str, typer.Argument(help="The new wording.", show_default=False)],
    ) -> None:
        """Word a term differently; what uses it and what it maps to stay."""

        def make(made: Change) -> None:
            term = find_term(made.snapshot, kind, label)
            wording = " ".join(new.split())
            _check_label(kind, wording)
            if any(
                fold(each.label) == fold(wording) and each.id != term.id
                for each in made.snapshot.of_kind(kind)
            ):
                raise BadValue(
                    Text(
                        'There is a term "{new}" already: use `kvkkctl {kind} merge`.',
                        new=wording,
                        kind=kind.value,
                    )
                )
            updates: dict[str, Any] = {"label": wording}
            if term.official is None or term.match is not MatchKind.ALIAS:
                found = match(kind, wording)
                if found.term is not None or term.official is None:
                    updates |= {"official": found.term, "match": found.kind}
                else:
                    updates["match"] = MatchKind.ALIAS
            made.put(term.model_copy(update=updates))

        change(ctx, make)

    @app.command()
    def merge(
        ctx: typer.Context,
        label: Label,
        into: Annotated[str, typer.Argument(help="The term that stays.", show_default=False)],
    ) -> None:
        """Replace a term by another everywhere, and remove it."""

        def make(made: Change) -> None:
            gone, kept = find_term(made.snapshot, kind, label), find_term(made.snapshot, kind, into)
            if gone.id == kept.id:
                raise BadValue(Text("A term cannot be merged into itself."))
            if is_special(gone) and not is_special(kept):
                raise BadValue(
                    Text(
                        '"{gone}" is a special category and "{kept}" is not.',
                        gone=gone.label,
                        kept=kept.label,
                    )
                )
            _replace(made, gone, kept)
            made.remove(gone)

        change(ctx, make)


def _replace(made: Change, gone: Term, kept: Term) -> None:
    def swapped(ids: tuple[int, ...] | None) -> tuple[int, ...] | None:
        return ids and tuple(dict.fromkeys(kept.id if number == gone.id else number for number in ids))

    for entry in tuple(made.snapshot.entries.values()):
        lists = {
            name: swapped(getattr(entry, name)) for name in ("purposes", "subjects", "recipients", "measures")
        }
        category = kept.id if entry.category == gone.id else entry.category
        made.put(entry.model_copy(update={**lists, "category": category}))
    for transfer in tuple(made.snapshot.transfers.values()):
        recipient = kept.id if transfer.recipient == gone.id else transfer.recipient
        made.put(transfer.model_copy(update={"purposes": swapped(transfer.purposes), "recipient": recipient}))


def _check_label(kind: TermKind, label: str) -> None:
    if not split_terms(kind, label, lambda *_: True):
        raise BadValue(
            Text('"{label}" is no name for a term: it reads as none, or as not stated.', label=label)
        )


def _official(kind: TermKind, name: str) -> str:
    other = OTHER[kind]
    found = official_name(kind, other if fold(name) == fold("Diğer") else name)
    if found is None:
        close = match(kind, name)
        hint = close.term or close.suggestion
        raise UnknownTerm(
            Text('"{name}" is not a term of that VERBİS list; did you mean "{hint}"?', name=name, hint=hint)
            if hint
            else Text(
                '"{name}" is not a term of that VERBİS list (for a term of your own: {other}).',
                name=name,
                other=other,
            )
        )
    return found


def _suggested(term: Term) -> str:
    found = match(term.kind, term.label)
    if found.suggestion is None:
        raise BadValue(
            Text('No VERBİS term is close to "{label}": name the one it stands for.', label=term.label)
        )
    return found.suggestion


def _checked(term: Term) -> Term:
    """Refuse what would make a special category ordinary."""
    known = official(TermKind.CATEGORY).get(term.official or "")
    if term.kind is TermKind.CATEGORY and term.special and known is not None and known.special is False:
        raise BadValue(
            Text(
                '"{label}" is special and "{term}" is an ordinary category.',
                label=term.label,
                term=known.name,
            )
        )
    return term
