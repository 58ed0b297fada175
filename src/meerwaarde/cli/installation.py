"""The running product as a command meets it: Django set up, a database that is there, and who acts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from meerwaarde.cli.streams import fail

if TYPE_CHECKING:
    from meerwaarde.platform.access.actor import Actor


def installation_for(slug: str) -> Actor:
    """The installation acting for one authority: the one named, or the only one there is."""
    from django.db import DatabaseError

    from meerwaarde.platform.access.actor import installation_at
    from meerwaarde.platform.organisations.queries import authorities

    try:
        known = {authority.slug: authority for authority in authorities()}
    except DatabaseError as error:
        _no_database(str(error))
    chosen = known.get(slug) if slug else next(iter(known.values())) if len(known) == 1 else None
    if chosen is None:
        names = ", ".join(sorted(known)) or "–"
        fail(
            "unknown_authority",
            f"Er is geen overheid met de adresnaam “{slug}”."
            if slug
            else "Er zijn meer overheden: kies er een.",
            f"There is no authority called “{slug}”."
            if slug
            else "There are several authorities: choose one.",
            where="--authority",
            nl_now=f"Kies uit: {names}.",
            en_now=f"Choose from: {names}.",
        )
    return installation_at(chosen)


def _no_database(why: str) -> NoReturn:
    fail(
        "no_database",
        f"Er is geen bruikbare database ({why}).",
        f"There is no usable database ({why}).",
        where="DATABASE_URL, MEERWAARDE_DATA",
        nl_now="Wijs de database aan in de omgeving, of maak haar met `meerwaarde migrate`.",
        en_now="Name the database in the environment, or make it with `meerwaarde migrate`.",
    )


def set_up_django(*, database: bool = False) -> None:
    """Set Django up; `database`: there must be one already, so that no command makes one by accident."""
    folder = Path(os.environ.get("MEERWAARDE_DATA", "var"))
    if database and "DATABASE_URL" not in os.environ and not (folder / "meerwaarde.sqlite3").is_file():
        _no_database(f"{folder}/meerwaarde.sqlite3")
    import django

    django.setup()
