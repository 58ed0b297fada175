"""All commands: thin doors onto rules, exchange and the running product.

What a command needs is imported inside it, so that nothing which needs no database asks for one.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from meerwaarde.cli.installation import installation_for, set_up_django
from meerwaarde.cli.needs import app as needs
from meerwaarde.cli.notices import app as notices
from meerwaarde.cli.spend import app as spend
from meerwaarde.cli.streams import REFUSED, UNUSABLE, fail, give_advice, put
from meerwaarde.cli.suppliers import app as suppliers

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Inkopen met impact: zo veel mogelijk maatschappelijke waarde voor publiek geld.",
)
export = typer.Typer(
    no_args_is_help=True, help="Uitvoeren wat hier staat, om elders te gebruiken of te toetsen."
)
app.add_typer(needs, name="needs")
app.add_typer(notices, name="notices")
authority = typer.Typer(no_args_is_help=True, help="Overheden op deze installatie.")
app.add_typer(export, name="export")
app.add_typer(authority, name="authority")
app.add_typer(suppliers, name="suppliers")
app.add_typer(spend, name="spend")

Json = Annotated[
    bool, typer.Option("--json", help="JSON alone on standard output (it always is, where it can be).")
]


@app.command()
def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Poort waarop de pagina's staan.")] = 8000,
    data: Annotated[Path, typer.Option(help="Map voor de ingebouwde database.")] = Path("var/demo"),
) -> None:
    """Start de demonstratie: webserver, werker en een verzonnen gemeente."""
    from meerwaarde.demo.start import start

    sys.exit(start(port, data))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Adres om op te luisteren.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Aantal processen.")] = 2,
) -> None:
    """Start de webserver met de instellingen uit de omgeving."""
    from django.conf import settings

    from meerwaarde.config.server import serve_pages, too_open

    if unsafe := too_open(settings):
        fail(
            "unsafe_settings",
            f"Met deze instelling mag de webserver niet starten: {', '.join(unsafe)}.",
            f"The web server may not start with this setting: {', '.join(unsafe)}.",
            where=unsafe[0],
            nl_now="Zet DEBUG uit en noem in ALLOWED_HOSTS alleen de eigen namen, geen *.",
            en_now="Switch DEBUG off, and name only your own hosts in ALLOWED_HOSTS, no *.",
        )
    serve_pages(host, port, workers)


@app.command()
def worker() -> None:
    """Voer achtergrondtaken uit tot u stopt; mag op elk moment worden afgebroken."""
    set_up_django()
    from meerwaarde.platform.work.worker import work_loop

    work_loop()


@app.command()
def migrate() -> None:
    """Breng de database op de stand van deze versie."""
    set_up_django()
    from meerwaarde.config.server import prepare

    prepare()


@authority.command("add")
def add_authority(  # noqa: PLR0917 (typer reads each as an argument or option)
    slug: Annotated[str, typer.Argument(help="Adresnaam, zoals veenmeer.")],
    name: Annotated[str, typer.Argument(help="Naam, zoals Gemeente Veenmeer.")],
    administrator: Annotated[str, typer.Option(help="E-mailadres van de eerste beheerder.")],
    administrator_name: Annotated[str, typer.Option(help="Naam van de eerste beheerder.")],
    type: Annotated[
        str,
        typer.Option(
            help="municipality, province, water_authority, central_government, public_body of cooperation."
        ),
    ] = "municipality",
    buyer: Annotated[str, typer.Option(help="decentral, central, utility of defence.")] = "decentral",
) -> None:
    """Maak een overheid met haar eerste beheerder; toont het pad om een wachtwoord te kiezen."""
    set_up_django()
    import msgspec

    from meerwaarde.platform.access.actions import Refused, open_authority
    from meerwaarde.platform.access.invitation import password_link

    try:
        made, first = open_authority(
            slug=slug,
            name=name,
            authority_type=type,
            buyer=buyer,
            email=administrator,
            person_name=administrator_name,
            at=_now(),
        )
    except Refused as refused:
        said = refused.text
        now = ("Pas de opdracht aan.", "Change the command.")
        fail("authority_refused", said.nl, said.en, where="authority", nl_now=now[0], en_now=now[1])
    put(msgspec.json.encode({"authority": made.slug, "choose_password": password_link(first.person)}))


@app.command()
def check() -> None:
    """Controleer of deze installatie veilig en volledig is ingesteld."""
    set_up_django()
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", "--deploy", "--database", "default", "--fail-level", "WARNING")
    except SystemCheckError as found:
        typer.echo(str(found), err=True)
        sys.exit(REFUSED)


@app.command()
def advise(
    file: Annotated[
        str, typer.Argument(help="Bestand met een inkoopbehoefte (JSON); - is standaardinvoer.")
    ] = "-",
    json: Json = False,
) -> None:
    """Eén inkoopbehoefte in, één advies uit."""
    sys.exit(give_advice(file))


@app.command()
def search(
    text: str,
    kind: Annotated[
        str, typer.Option(help="cpv; met database ook: supplier, notice, goal, procurement.")
    ] = "cpv",
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 10,
    authority: Annotated[
        str, typer.Option(help="Adresnaam van de overheid (niet nodig bij cpv en supplier).")
    ] = "",
    json: Json = False,
) -> None:
    """Zoek met gewone Nederlandse woorden."""
    import msgspec

    if kind == "cpv":
        from meerwaarde.exchange.cpv.search import search_cpv

        put(msgspec.json.encode(search_cpv(text, limit)))
        return
    set_up_django(database=True)
    from meerwaarde.platform.layout import slots
    from meerwaarde.platform.search.queries import search as find

    kinds = sorted(known.kind for known in slots.kind_names.collect())
    if kind not in kinds:
        choice = ", ".join(["cpv", *kinds])
        fail(
            "unknown_kind",
            f"“{kind}” is geen soort die hier te vinden is.",
            f"“{kind}” is no kind that can be found here.",
            where="--kind",
            nl_now=f"Kies uit: {choice}.",
            en_now=f"Choose from: {choice}.",
        )

    # Suppliers stand in one directory: without the name of an authority the whole of it is searched.
    everyone = kind == "supplier" and not authority
    organisation = None if everyone else installation_for(authority).organisation_id
    hits = find(organisation, text, kinds=(kind,), limit=limit)
    found = [{"id": hit.object_id, "label": hit.title, "score": hit.score, "why": hit.why} for hit in hits]
    put(msgspec.json.encode({"hits": found}))


@app.command("match")
def match_suppliers(
    suppliers: Annotated[Path, typer.Option(help="Lijst van leveranciers: CSV, XLSX of ODS.")],
    notices: Annotated[
        list[Path], typer.Option(help="Bestanden of mappen met aankondigingen; mag vaker, of noem ze hierna.")
    ],
    more: Annotated[list[Path] | None, typer.Argument(help="Nog meer bestanden of mappen.")] = None,
    top: Annotated[int, typer.Option(min=1, max=1000, help="Hoeveel leveranciers per aankondiging.")] = 10,
    *,
    sure: Annotated[bool, typer.Option("--sure", help="Zeg bij elke leverancier hoe zeker het is.")] = False,
    json: Json = False,
) -> None:
    """Zoek per aankondiging de best passende leveranciers, met redenen: één regel JSON per aankondiging."""
    from meerwaarde.cli.matching import match_notices

    match_notices(suppliers, [*notices, *(more or ())], top, how_sure=sure)


@app.command("link")
def link_firms(
    left: Annotated[Path, typer.Option(help="Crediteuren: CSV of Parquet met id, name, place, kvk.")],
    right: Annotated[Path, typer.Option(help="Register van bedrijven: dezelfde kolommen.")],
    out: Annotated[Path, typer.Option(help="Uitvoer: left_id, right_id, score, decision.")],
    *,
    decisions: Annotated[
        Path | None, typer.Option(help="Wat mensen besloten: left_id, right_id, same (true of false).")
    ] = None,
    seed: Annotated[int, typer.Option(help="Zelfde getal, zelfde antwoord.")] = 1,
    json: Json = False,
) -> None:
    """Zoek bij elke crediteur het bedrijf: gekoppeld, na te kijken of geen (linked, review, none)."""
    from meerwaarde.cli.linking import link_files

    link_files(left, right, out, decisions, seed)


@export.command("dossier")
def export_dossier(
    out: Annotated[Path, typer.Option(help="Nieuwe map voor het dossier.")],
    authority: Annotated[str, typer.Option(help="Adresnaam van de overheid; leeg is de enige.")] = "",
) -> None:
    """Schrijf het auditdossier van een overheid: journaal, objecten en controlegetallen."""
    set_up_django(database=True)
    import msgspec

    from meerwaarde.exchange.dossier.write import write_dossier
    from meerwaarde.gates.refusal import Refused
    from meerwaarde.platform.journal.dossier import export_dossier as gather

    slug = installation_for(authority).slug
    try:
        put(msgspec.json.encode(gather(slug, out, write_dossier, at=_now())))
    except Refused as error:
        put(msgspec.json.encode({"error": error.refusal}))
        sys.exit(UNUSABLE)


@app.command()
def verify(
    dossier: Annotated[Path, typer.Argument(help="Map van een uitgevoerd dossier.")], json: Json = False
) -> None:
    """Controleer een dossier, zonder deze installatie te vertrouwen."""
    from meerwaarde.exchange.dossier.verify import main as run

    sys.exit(run([str(dossier), *(["--json"] if json else [])]))


@app.command()
def schema(name: Annotated[str, typer.Argument(help="Naam; leeg geeft alle namen.")] = "") -> None:
    """Toon het JSON Schema van een invoer of uitvoer."""
    import msgspec

    from meerwaarde.exchange.interfaces import schemas

    known = schemas()
    if not name:
        put(msgspec.json.encode(sorted(known)))
        return
    if name not in known:
        names = ", ".join(sorted(known))
        fail(
            "unknown_schema",
            f"Er is geen schema met de naam {name}.",
            f"There is no schema called {name}.",
            where=name,
            nl_now=f"Kies uit: {names}.",
            en_now=f"Choose from: {names}.",
        )
    put(msgspec.json.format(msgspec.json.encode(known[name]), indent=2))


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now()
