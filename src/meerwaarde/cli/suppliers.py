"""`meerwaarde suppliers import`: a register or list of suppliers into the directory."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from meerwaarde.cli.installation import installation_for, set_up_django
from meerwaarde.cli.streams import DONE, REFUSED, UNUSABLE, fail, put, read

if TYPE_CHECKING:
    from meerwaarde.exchange.suppliers import SupplierMapping

app = typer.Typer(no_args_is_help=True, help="Leveranciers inlezen uit een register of lijst.")


@app.command("import")
def import_suppliers(  # noqa: PLR0917 (typer reads each as an argument or option)
    file: Annotated[Path, typer.Argument(help="CSV, XLSX of ODS; - is standaardinvoer.")],
    source: Annotated[str, typer.Option(help="Naam van het register of de lijst, zoals “Impact Noord”.")],
    mapping: Annotated[
        Path | None, typer.Option(help="JSON die zegt wat de kolommen betekenen; leeg is ons voorstel.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Alleen laten zien wat er zou gebeuren.")
    ] = False,
    authority: Annotated[str, typer.Option(help="Adresnaam van de overheid; leeg is de enige.")] = "",
    json: Annotated[
        bool, typer.Option("--json", help="JSON alone on standard output (it always is).")
    ] = False,
) -> None:
    """Lees een lijst met leveranciers in, op KvK-nummer; wat niet mee kan, staat in de uitvoer."""
    if not source.strip():
        fail(
            "source_empty",
            "De naam van het register of de lijst is leeg.",
            "The name of the register or list is empty.",
            where="--source",
            nl_now="Geef de naam waaraan een volgende lijst wordt herkend, zoals “Impact Noord”.",
            en_now="Give the name by which a next list is recognised, such as “Impact Noord”.",
        )
    document = read(str(file))
    chosen = _mapping(mapping)
    set_up_django(database=True)
    import msgspec

    from meerwaarde.gates.refusal import Refused

    try:
        answer = _take_in(installation_for(authority), document, file.name, source, chosen, dry_run=dry_run)
    except Refused as refused:
        put(msgspec.json.encode({"error": refused.refusal}))
        sys.exit(UNUSABLE)
    put(msgspec.json.encode(answer))
    sys.exit(REFUSED if answer["refused"] else DONE)


def _mapping(file: Path | None) -> SupplierMapping | None:
    if file is None:
        return None
    import msgspec

    from meerwaarde.exchange.suppliers import read_mapping
    from meerwaarde.gates.refusal import Refused

    try:
        return read_mapping(read(str(file)), where=str(file))
    except Refused as refused:
        put(msgspec.json.encode({"error": refused.refusal}))
        sys.exit(UNUSABLE)


def _take_in(
    actor: Any, document: bytes, name: str, source: str, mapping: SupplierMapping | None, *, dry_run: bool
) -> dict[str, Any]:
    from django.utils import timezone

    from meerwaarde.exchange.cpv.codes import exists
    from meerwaarde.exchange.suppliers import SupplierMapping, open_list, propose, read_rows
    from meerwaarde.stages.market.actions import supplier_imports as actions
    from meerwaarde.stages.market.queries import supplier_imports as queries

    day = timezone.localdate()
    table = open_list(document, name)
    reading = read_rows(table, name, mapping, day=day, cpv_exists=exists)  # refuses what cannot be used
    chosen = mapping or propose(table).mapping
    assert isinstance(chosen, SupplierMapping)
    counts = queries.planned_counts_of(actor.organisation_id, source, reading)
    if not dry_run:
        batch = actions.upload_list(
            actor, document=document, file_name=name, source=source, at=timezone.now()
        )
        actions.check_list(actor, batch=batch, mapping=chosen, at=timezone.now())
        for done, total in actions.take_over_here(actor, batch=batch):
            typer.echo(f"{done}/{total}", err=True)
        counts = batch.counts
    return {
        "file": name,
        "source": source,
        "dry_run": dry_run,
        "counts": {outcome: counts.get(outcome, 0) for outcome in queries.OUTCOMES},
        "refused": [
            {"line": row.line, "values": row.values, "complaints": row.complaints}
            for row in reading.rows
            if row.refused
        ],
        "notes": [
            one
            for one in reading.all_complaints
            if not one.refuses and (one.line <= table.header_line or one.code != "region_missing")
        ],
    }
