"""`meerwaarde needs`: needs of the neighbourhood from and to other platforms."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from meerwaarde.cli.installation import installation_for, set_up_django
from meerwaarde.cli.streams import DONE, REFUSED, UNUSABLE, fail, put, read

app = typer.Typer(no_args_is_help=True, help="Vragen uit de buurt uitwisselen met andere platforms.")

Authority = Annotated[str, typer.Option(help="Adresnaam van de overheid; leeg is de enige.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Alleen laten zien wat er zou gebeuren.")]
Json = Annotated[bool, typer.Option("--json", help="JSON alone on standard output (it always is).")]


@app.command("import")
def import_needs(
    file: Annotated[Path, typer.Argument(help="JSON of CSV; - is standaardinvoer.")],
    platform: Annotated[str, typer.Option(help="Naam van het platform, als die er niet in staat.")] = "",
    dry_run: DryRun = False,
    authority: Authority = "",
    json: Json = False,
) -> None:
    """Neem vragen en afspraken van een ander platform over; nieuwe vragen wachten op akkoord."""
    document = read(str(file))
    set_up_django(database=True)
    from meerwaarde.exchange.community_exchanges import read_exchange

    _take_in(lambda: read_exchange(document, file.name, platform=platform), authority, dry_run=dry_run)


@app.command("fetch")
def fetch_needs(dry_run: DryRun = False, authority: Authority = "", json: Json = False) -> None:
    """Haal vragen en afspraken op bij het platform in NEEDS_EXCHANGE_URL (naam: NEEDS_EXCHANGE_NAME)."""
    url, name = _configured("NEEDS_EXCHANGE_URL"), _configured("NEEDS_EXCHANGE_NAME")
    set_up_django(database=True)
    from meerwaarde.exchange.community_exchanges.fetch import LIMITS, fetch_exchange, place_of
    from meerwaarde.gates.outbound import Outbound

    def ask() -> Any:
        with Outbound(hosts=[place_of(url)], limits=LIMITS) as outside:
            token = os.environ.get("NEEDS_EXCHANGE_TOKEN", "")
            return fetch_exchange(outside, url, platform=name, token=token)

    _take_in(ask, authority, dry_run=dry_run)


@app.command("export")
def export_needs(
    authority: Authority = "",
    csv: Annotated[bool, typer.Option("--csv", help="CSV in plaats van JSON.")] = False,
    json: Json = False,
) -> None:
    """Schrijf de openbare vragen van een overheid naar standaarduitvoer."""
    set_up_django(database=True)
    from meerwaarde.exchange.community_exchanges import exchange_csv, exchange_json

    document = _shared(authority)
    put(exchange_csv(document.needs) if csv else exchange_json(document))
    sys.exit(DONE)


@app.command("push")
def push_needs(authority: Authority = "", json: Json = False) -> None:
    """Geef de openbare vragen aan het platform in NEEDS_EXCHANGE_PUSH_URL."""
    url = _configured("NEEDS_EXCHANGE_PUSH_URL")
    set_up_django(database=True)
    from meerwaarde.exchange.community_exchanges.fetch import LIMITS, place_of, push_exchange
    from meerwaarde.gates.outbound import Outbound

    document = _shared(authority)

    def send() -> dict[str, Any]:
        with Outbound(hosts=[place_of(url)], limits=LIMITS) as outside:
            token = os.environ.get("NEEDS_EXCHANGE_TOKEN", "")
            return {
                "needs": len(document.needs),
                "status": push_exchange(outside, url, document, token=token),
            }

    _answer(send)
    sys.exit(DONE)


def _take_in(ask: Any, authority: str, *, dry_run: bool) -> None:
    def act() -> dict[str, Any]:
        from django.utils import timezone

        from meerwaarde.stages.market.actions.needs import take_in

        taken = take_in(actor=installation_for(authority), reading=ask(), at=timezone.now(), dry_run=dry_run)
        return {"dry_run": dry_run, "counts": taken.counts, "refused": taken.refused}

    answer = _answer(act)
    sys.exit(REFUSED if answer["refused"] else DONE)


def _shared(authority: str) -> Any:
    from django.conf import settings
    from django.utils import timezone

    from meerwaarde.exchange.community_exchanges import ExchangeDocument
    from meerwaarde.stages.market.api import need_records
    from meerwaarde.stages.market.queries import needs as queries

    found = queries.needs_to_share(installation_for(authority).organisation_id, timezone.localdate())
    return ExchangeDocument(
        platform="Meerwaarde", needs=need_records(found, lambda path: f"{settings.PUBLIC_URL}{path}")
    )


def _answer(act: Any) -> Any:
    """Do it and put the answer; a refusal of a gate goes out as one."""
    import msgspec

    from meerwaarde.gates.outbound import NoAnswer, NotLetOut
    from meerwaarde.gates.refusal import Refused

    try:
        answer = act()
    except Refused as refused:
        put(msgspec.json.encode({"error": refused.refusal}))
        sys.exit(UNUSABLE)
    except (NoAnswer, NotLetOut) as problem:
        fail(
            "exchange_out_of_reach",
            f"Het andere platform is niet te bereiken: {problem}",
            f"The other platform is out of reach: {problem}",
            where="NEEDS_EXCHANGE_URL",
            nl_now="Controleer het adres in de instellingen.",
            en_now="Check the address in the settings.",
        )
    put(msgspec.json.encode(answer))
    return answer


def _configured(name: str) -> str:
    found = os.environ.get(name, "").strip()
    if not found:
        fail(
            "exchange_not_configured",
            f"Er is geen ander platform ingesteld: {name} is leeg.",
            f"No other platform is configured: {name} is empty.",
            where=name,
            nl_now="Zet het adres of de naam in de omgeving, of lees een bestand in.",
            en_now="Put the address or name in the environment, or import a file.",
        )
    return found
