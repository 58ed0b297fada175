"""`meerwaarde spend figures`: what was paid, from the roll-ups of a lake, without a database."""

from __future__ import annotations

import csv
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from meerwaarde.cli.streams import DONE, REFUSED, fail, put

if TYPE_CHECKING:
    from meerwaarde.analysis.answers import Answer, Change, FigureReceipt
    from meerwaarde.analysis.marts.catalogue import Question
    from meerwaarde.analysis.rollups import Choices


def figures(  # noqa: PLR0917 (typer reads each as an option)
    by: Annotated[
        str, typer.Option(help="Uitsplitsen naar, met komma's: authority,year,quarter,department,category,…")
    ] = "",
    show: Annotated[
        str, typer.Option(help="Welk cijfer: figures, shares, concentration, payment_term, …")
    ] = "figures",
    engine: Annotated[str, typer.Option(help="duckdb of spark.")] = "duckdb",
    lake: Annotated[Path, typer.Option(help="Map met de regels.")] = Path("var/lake"),
    authority: Annotated[list[str] | None, typer.Option(help="Alleen deze overheid (herhaalbaar).")] = None,
    year: Annotated[list[int] | None, typer.Option(help="Alleen dit jaar (herhaalbaar).")] = None,
    mark: Annotated[
        str, typer.Option(help="Kenmerk bij shares en benchmark: social, local, small, impact, …")
    ] = "social",
    limit: Annotated[int, typer.Option(min=1, help="Aantal bij top_creditors.")] = 25,
    public: Annotated[
        bool, typer.Option("--public", help="Geen naam van wie misschien geen rechtspersoon is.")
    ] = False,
    master: Annotated[
        str | None, typer.Option(help="Adres van Spark, zoals spark://host:7077; anders in dit proces.")
    ] = None,
    receipt: Annotated[
        Path | None, typer.Option(help="Reken het cijfer van dit bewijs opnieuw uit en zeg wat anders is.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON: rijen, totaal, uitleg en bewijs.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV met een kop; anders een tabel.")] = False,
) -> None:
    """Toon wat er is betaald, aan wie en hoe snel; gelijk tot op de cent op elke engine."""
    from meerwaarde.analysis.answers import answer, refresh
    from meerwaarde.analysis.engine import ENGINES, EngineMissing, connect
    from meerwaarde.analysis.lake import Lake, LakeError
    from meerwaarde.analysis.marts.catalogue import UnknownMart
    from meerwaarde.analysis.marts.grouping import UnknownGroup

    if engine not in ENGINES:
        fail(
            "engine_unknown",
            f"Er is geen engine {engine}.",
            f"There is no engine {engine}.",
            where="--engine",
            nl_now=f"Kies uit {', '.join(ENGINES)}.",
            en_now=f"Choose from {', '.join(ENGINES)}.",
        )
    if not (lake / "batches").is_dir():
        _no_lake(lake)
    before = _read_receipt(receipt) if receipt else None
    question = (
        before.question
        if before
        else _question(show, by, authorities=authority, years=year, mark=mark, limit=limit, public=public)
    )
    try:
        refresh(Lake(lake), _choices(), question.authorities)
        with connect(engine, master=master) as opened:
            found = answer(opened, lake, question)
    except (UnknownGroup, UnknownMart) as unknown:
        _unknown(str(unknown))
    except EngineMissing as missing:
        fail(
            "engine_missing",
            "De gevraagde engine staat hier niet.",
            str(missing),
            where=engine,
            nl_now="Installeer haar (pip install 'meerwaarde[analysis,spark]', en Java 17), of neem duckdb.",
            en_now="Install it (pip install 'meerwaarde[analysis,spark]', and Java 17), or use duckdb.",
        )
    except LakeError as trouble:
        fail(
            "lake_damaged",
            "In de map met regels klopt iets niet.",
            str(trouble),
            where=str(lake),
            nl_now="Zet de genoemde bestanden terug uit de back-up, of trek de levering in.",
            en_now="Put the named files back from the backup, or withdraw the batch.",
        )
    if before:
        from meerwaarde.analysis.answers import compared

        _tell_changes(compared(before, found.receipt), found)
    if json:
        _as_json(found)
    elif as_csv:
        _as_csv(found)
    else:
        _as_table(found)
    sys.exit(DONE)


def _question(
    show: str,
    by: str,
    *,
    authorities: list[str] | None,
    years: list[int] | None,
    mark: str,
    limit: int,
    public: bool,
) -> Question:
    from meerwaarde.analysis.marts.catalogue import Question
    from meerwaarde.analysis.marts.signals import Threshold
    from meerwaarde.rules.spend_bounds import european_thresholds

    signals = show in ("split_orders", "over_threshold")
    return Question(
        mart=show,
        by=tuple(word.strip() for word in by.split(",") if word.strip()),
        authorities=tuple(authorities or ()),
        years=tuple(years or ()),
        mark=mark,
        limit=limit,
        public=public,
        thresholds=tuple(Threshold(*one) for one in european_thresholds()) if signals else (),
    )


def _choices() -> Choices:
    from meerwaarde.analysis.rollups import Band, Choices
    from meerwaarde.rules.spend_bounds import payment_term_days, value_bands

    return Choices(
        bands=lambda year: tuple(Band(code, least) for code, least in value_bands(year)),
        term_days=payment_term_days(date.today()),  # noqa: DTZ011 (the day where the person is)
    )


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row for other programs: cents as amounts in euros, ten-thousandths as shares, both as text."""
    from meerwaarde.analysis.marts.parts import euros

    shown: dict[str, Any] = {}
    for name, value in row.items():
        if name == "cents" or name.endswith("_cents"):
            shown[name.removesuffix("cents") + "amount"] = None if value is None else euros(value)
        elif name.endswith("_parts"):
            shown[name.removesuffix("_parts")] = None if value is None else f"{value / 10_000:.4f}"
        elif name.endswith("_tenths"):
            shown[f"{name.removesuffix('_tenths')}_days"] = None if value is None else f"{value / 10:.1f}"
        else:
            shown[name] = value
    return shown


def _as_json(found: Answer) -> None:
    import msgspec

    document = {
        "rows": [_shown(dict(row)) for row in found.rows],
        "explanation": found.explanation,
        "receipt": found.receipt,
    }
    put(msgspec.json.encode(document))


def _as_csv(found: Answer) -> None:
    rows = [_shown(dict(row)) for row in found.rows]
    if rows:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _as_table(found: Answer) -> None:
    from rich.console import Console
    from rich.table import Table

    rows = [_shown(dict(row)) for row in found.rows]
    console = Console()
    table = Table(*(rows[0] if rows else ()), title=found.explanation.title.nl)
    for row in rows:
        table.add_row(*("onbekend" if value is None else str(value) for value in row.values()))
    console.print(table if rows else "Geen regels.")
    console.print(found.explanation.does_not_prove.nl)
    console.print(found.explanation.exclusions.nl)


def _read_receipt(path: Path) -> FigureReceipt:
    import msgspec

    from meerwaarde.analysis.answers import read_receipt
    from meerwaarde.cli.streams import read

    content = read(str(path))
    try:
        return read_receipt(content)
    except msgspec.MsgspecError as error:
        fail(
            "receipt_unreadable",
            f"{path} is geen uitvoer van `spend figures --json` ({error}).",
            f"{path} is no output of `spend figures --json` ({error}).",
            where=str(path),
            nl_now="Geef het bestand dat `meerwaarde spend figures --json` schreef.",
            en_now="Give the file that `meerwaarde spend figures --json` wrote.",
        )


def _tell_changes(changes: tuple[Change, ...], found: Answer) -> NoReturn:
    """One document: whether the figure is the same, what changed on the way to it, and the rows now."""
    import msgspec

    document = {
        "same": not any(one.what == "answer" for one in changes),
        "changes": changes,
        "rows": [_shown(dict(row)) for row in found.rows],
        "receipt": found.receipt,
    }
    put(msgspec.json.encode(document))
    sys.exit(REFUSED if not document["same"] else DONE)


def _no_lake(lake: Path) -> NoReturn:
    fail(
        "lake_missing",
        f"In {lake} staan geen regels.",
        f"There are no lines in {lake}.",
        where=str(lake),
        nl_now="Geef met --lake de map, of lees eerst betalingen in met `meerwaarde spend import`.",
        en_now="Give the folder with --lake, or import payments first with `meerwaarde spend import`.",
    )


def _unknown(said: str) -> NoReturn:
    from meerwaarde.analysis.marts.catalogue import MARTS
    from meerwaarde.analysis.marts.grouping import GROUPS

    fail(
        "word_unknown",
        "Dat woord is hier niet bekend.",
        said,
        where="--by, --show, --mark",
        nl_now=f"Uitsplitsen kan naar {', '.join(GROUPS)}. Cijfers zijn {', '.join(MARTS)}.",
        en_now=f"Take apart by {', '.join(GROUPS)}. Figures are {', '.join(MARTS)}.",
    )
