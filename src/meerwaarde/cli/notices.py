"""`meerwaarde notices`: read notices without a database, or take them into it, from files or a source."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from meerwaarde.cli.installation import installation_for, set_up_django
from meerwaarde.cli.streams import DONE, REFUSED, UNUSABLE, fail, put

if TYPE_CHECKING:
    from meerwaarde.stages.market.queries.intake import IntakeRun, Totals

app = typer.Typer(no_args_is_help=True, help="Aankondigingen lezen (eForms, TED, OCDS, TenderNed).")

Json = Annotated[
    bool, typer.Option("--json", help="JSON alone on standard output (it always is, where it can be).")
]


@app.command("read")
def read_notices(
    paths: Annotated[list[Path], typer.Argument(help="Bestanden of mappen.")], json: Json = False
) -> None:
    """Lees aankondigingen: één regel JSON per aankondiging, in de volgorde van de paden."""
    from meerwaarde.exchange.notices import lines

    missing = [path for path in paths if not path.exists()]
    if len(missing) == len(paths):
        fail(
            "file_not_found",
            f"{missing[0]} is niet gevonden.",
            f"{missing[0]} was not found.",
            where=str(missing[0]),
            nl_now="Controleer het pad.",
            en_now="Check the path.",
        )
    refused = False
    for line, complete in lines(paths):
        refused |= not complete
        put(line)
    sys.exit(REFUSED if refused else DONE)


@app.command("import")
def import_notices(  # noqa: PLR0917 (typer reads each as an argument or option)
    paths: Annotated[list[Path] | None, typer.Argument(help="Bestanden of mappen.")] = None,
    authority: Annotated[str, typer.Option(help="Adresnaam van de overheid, zoals veenmeer.")] = "",
    public: Annotated[
        bool, typer.Option("--public", help="Als openbare aankondiging: voor iedereen, van niemand.")
    ] = False,
    platform: Annotated[
        str, typer.Option(help="Naam van een partnerplatform: de bestanden zijn tabellen (CSV, XLSX).")
    ] = "",
    tenderned: Annotated[
        bool, typer.Option("--tenderned", help="Haal op bij TenderNed, dag voor dag.")
    ] = False,
    ted: Annotated[bool, typer.Option("--ted", help="Haal op bij TED, dag voor dag.")] = False,
    since: Annotated[str, typer.Option(help="Eerste dag, zoals 2026-10-01.")] = "",
    until: Annotated[str, typer.Option(help="Laatste dag; leeg is vandaag.")] = "",
    base_url: Annotated[str, typer.Option(help="Ander adres van de webservice.")] = "",
    json: Json = False,
) -> None:
    """Neem aankondigingen op in de database, uit bestanden of uit TenderNed of TED."""
    sources = [name for name, wanted in (("tenderned", tenderned), ("ted", ted)) if wanted]
    if len(sources) > 1 or bool(sources) == bool(paths):
        fail(
            "one_source",
            "Geef bestanden, of kies --tenderned of --ted.",
            "Give files, or choose --tenderned or --ted.",
            where="--tenderned",
            nl_now="Geef een van deze drie.",
            en_now="Give one of these three.",
        )
    if sources:
        first = _day(since, "--since")
        set_up_django(database=True)
        _fetch(sources[0], first, _day(until, "--until") if until else None, base_url)
    set_up_django(database=True)
    from meerwaarde.stages.market.actions import import_notice, import_public_notices

    if public or platform:
        _files_in(paths or [], lambda **given: import_public_notices(platform=platform, **given))
    who = installation_for(authority)
    _files_in(paths or [], lambda **given: import_notice(who, **given))


def _files_in(paths: list[Path], take_in: Any) -> None:
    import msgspec

    from meerwaarde.gates.refusal import Refused

    refused = False
    for path in _files(paths):
        try:
            found = take_in(document=path.read_bytes(), file_name=path.name, at=_now())
        except Refused as error:
            refused = True
            put(msgspec.json.encode({"file": str(path), "error": error.refusal}))
            continue
        except OSError as error:
            refused = True
            unreadable = {"code": "file_unreadable", "where": str(error)}
            put(msgspec.json.encode({"file": str(path), "error": unreadable}))
            continue
        refused |= not found.notices or bool(found.complaints)
        shown = [{"id": one.public_id, "title": one.title, "new": new} for one, new in found.notices]
        put(msgspec.json.encode({"file": str(path), "notices": shown, "complaints": found.complaints}))
    sys.exit(REFUSED if refused else DONE)


def _fetch(name: str, since: date, until: date | None, base_url: str) -> None:
    """Fetch day by day, on from where an earlier command was ended; says how far it is on standard error."""
    import msgspec
    from django.db import DatabaseError

    from meerwaarde.gates.refusal import Refused
    from meerwaarde.platform.journal.actions import System
    from meerwaarde.stages.market.actions import intake

    try:
        with intake.opened(name, base_url) as source:
            run = intake.plan_run(
                System(),
                source=name,
                base_url=intake.base_of(name, base_url),
                since=since,
                until=until or intake.today(_now()),
                at=_now(),
            )
            run = intake.work_off(run, source, told=_Progress())
    except (Refused, ValueError) as error:
        if not isinstance(error, Refused):
            error = intake.odd_setting(error)
        put(msgspec.json.encode({"error": error.refusal}))
        sys.exit(UNUSABLE)
    except DatabaseError as error:
        fail(
            "no_database",
            f"Er is geen bruikbare database ({error}).",
            f"There is no usable database ({error}).",
            where="DATABASE_URL, MEERWAARDE_DATA",
            nl_now="Breng de database bij met `meerwaarde migrate`.",
            en_now="Bring the database up to date with `meerwaarde migrate`.",
        )
    _tell(run)


class _Progress:
    """A line now and then, not one per page."""

    def __init__(self) -> None:
        self._said = -1

    def __call__(self, totals: Totals) -> None:
        if totals.received // 1_000 != self._said or not totals.waiting:
            self._said = totals.received // 1_000
            done = f"{totals.done}/{totals.windows}"
            typer.echo(f"{done} dagen, {totals.received} publicaties, {totals.fresh} nieuw", err=True)


def _tell(run: IntakeRun) -> None:
    import msgspec

    from meerwaarde.stages.market.queries.intake import Totals, failed_windows, totals

    counted = totals([run.pk]).get(run.pk) or Totals()
    failed = [
        {"since": one.since, "until": one.until, "split": one.split, "why": one.why}
        for one in failed_windows(run)
    ]
    put(
        msgspec.json.encode(
            {
                "source": run.source,
                "since": run.since,
                "until": run.until,
                "state": run.state,
                "why": run.why if run.why_nl else None,
                "days": {"all": counted.windows, "done": counted.done, "failed": counted.failed},
                "received": counted.received,
                "new": counted.fresh,
                "changed": counted.changed,
                "without_detail": counted.incomplete,
                "failed": failed,
            }
        )
    )
    sys.exit(DONE if run.state == "done" else REFUSED)


def _day(said: str, option: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        fail(
            "day_unreadable",
            f"“{said}” is geen dag." if said else "De eerste dag ontbreekt.",
            f"“{said}” is no day." if said else "The first day is missing.",
            where=option,
            nl_now="Schrijf de dag als 2026-10-01.",
            en_now="Write the day as 2026-10-01.",
        )


def _files(paths: list[Path]) -> list[Path]:
    """The files meant by paths: a folder means all files in it, sorted."""
    found: list[Path] = []
    for path in paths:
        found += sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    return found


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now()
