"""Starting what was built: database and static files up to date, then the web server."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any


def too_open(settings: Any) -> tuple[str, ...]:
    """The settings with which nothing may be served: they show what is inside, or trust any name for us."""
    found = ("DEBUG",) if settings.DEBUG else ()
    return (*found, "ALLOWED_HOSTS") if "*" in settings.ALLOWED_HOSTS else found


def prepare() -> None:
    """Migrate the database and gather static files; quick when nothing changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    renew_statistics()
    stamp = Path(settings.STATIC_ROOT) / ".gathered"
    current = _state_of_static_files()
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != current:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(current, encoding="ascii")


def renew_statistics() -> None:
    """Let SQLite look at its tables again, where it has reason to.

    A migration that remakes a table loses what the database knew of it: a list of 100,000 suppliers then
    took 42 ms instead of 4. PostgreSQL does this by itself.
    """
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit=1000")  # a sample of each index: milliseconds, not seconds
        cursor.execute("ANALYZE")


def serve_pages(host: str, port: int, workers: int) -> None:
    """Serve until stopped, one process per worker."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "meerwaarde.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


def _state_of_static_files() -> str:
    """A digest of which static files there are and when each was written."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
