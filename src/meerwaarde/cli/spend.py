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
