"""`meerwaarde spend …`: where the money went."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from meerwaarde.cli.figures import figures
from meerwaarde.cli.streams import DONE, fail, put, read

app = typer.Typer(no_args_is_help=True, help="Uitgaven: waar het geld heen ging.")
app.command("figures")(figures)


@app.command("map")
def map_columns(
    file: Annotated[Path, typer.Argument(help="CSV in elke vorm, XLSX of ODS; - is standaardinvoer.")],
    json: Annotated[
        bool, typer.Option("--json", help="JSON alone on standard output (it always is).")
    ] = False,
) -> None:
    """Stel voor wat de kolommen van een bestand met betalingen betekenen, met redenen."""
    import msgspec

    from meerwaarde.exchange.payments import propose_mapping
    from meerwaarde.gates.refusal import Refused

    source = read("-") if str(file) == "-" else file
    try:
        proposal = propose_mapping(source, file.name)
    except Refused as refused:
        said, now = refused.message, refused.what_now
        fail(refused.code, said.nl, said.en, where=str(file), nl_now=now.nl, en_now=now.en)
    put(msgspec.json.encode(proposal.mapping))
    sys.exit(DONE)


@app.command("import")
def import_files(
    paths: Annotated[list[Path], typer.Argument(help="Bestanden of mappen: CSV, XLSX, XAF, UBL.")],
    authority: Annotated[str, typer.Option(help="Adresnaam van de overheid; leeg is de enige.")] = "",
    mapping: Annotated[
        Path | None, typer.Option(help="JSON van “spend map”; leeg is ons voorstel per bestand.")
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Alleen laten zien wat er zou gebeuren.")
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="JSON alone on standard output (it always is).")
    ] = False,
) -> None:
    """Lees betalingen in en laat ze meetellen; wat niet mee kan, staat met reden in de uitvoer."""
    from meerwaarde.cli.spending import import_spend

    import_spend(paths, authority, mapping, dry_run=dry_run)
