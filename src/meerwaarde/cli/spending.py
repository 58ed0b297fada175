"""`meerwaarde spend import`: files of payments into the figures of one authority."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from meerwaarde.cli.installation import installation_for, set_up_django
from meerwaarde.cli.streams import DONE, REFUSED, UNUSABLE, fail, put, read

if TYPE_CHECKING:
    from datetime import datetime

    from meerwaarde.exchange.payments import PaymentMapping
    from meerwaarde.platform.access.actor import Actor
    from meerwaarde.stages.spend.queries.mappings import Chosen

MOST_SHOWN = 1_000
"""Refused lines of one file in the answer; the page of the file has them all."""


def import_spend(paths: list[Path], authority: str, mapping: Path | None, *, dry_run: bool) -> None:
    """Bring in files and folders, one after the other, and let them count; print one answer and end.

    A file that is here already counts once. What a killed command left is gone on with: the same file is read
    again from its beginning.
    """
    given = _mapping(mapping)
    files = [file for path in paths for file in _files_at(path)]
    if not files:
        fail(
            "no_files",
            "Hier staan geen bestanden.",
            "There are no files here.",
            where=", ".join(map(str, paths)),
            nl_now="Controleer het pad.",
            en_now="Check the path.",
        )
    set_up_django(database=True)
    import msgspec
    from django.utils import timezone

    actor = installation_for(authority)
    answers = []
    for number, file in enumerate(files, 1):
        typer.echo(f"{number}/{len(files)} {file}", err=True)
        answers.append(_one(actor, file, given, timezone.now(), dry_run=dry_run))
    read_well = [one for one in answers if "error" not in one]
    whole = {
        "authority": actor.slug,
        "dry_run": dry_run,
        "lines": sum(one["lines"] for one in read_well),
        "refused": sum(one["refused"] for one in read_well),
        "total": _euros(sum(one["cents"] for one in read_well)),
        "files": [{name: value for name, value in one.items() if name != "cents"} for one in answers],
    }
    if len(answers) == 1 and not read_well:
        put(msgspec.json.encode({"error": answers[0]["error"]}))
        sys.exit(UNUSABLE)
    put(msgspec.json.encode(whole))
    sys.exit(REFUSED if whole["refused"] or len(read_well) < len(answers) else DONE)


def _one(
    actor: Actor, file: Path, given: PaymentMapping | None, at: datetime, *, dry_run: bool
) -> dict[str, Any]:
    """What came of one file; a file that cannot be used says why and does not hold up the others."""
    from meerwaarde.analysis.lake import LakeError
    from meerwaarde.gates.refusal import Refusal, Refused
    from meerwaarde.rules.text import Text

    try:
        return _tried(actor, file, given, at) if dry_run else _brought_in(actor, file, given, at)
    except Refused as refused:
        return {"file": str(file), "error": refused.refusal}
    except (OSError, LakeError) as error:
        said = Text(nl=f"Dit bestand kon niet worden gelezen ({error}).", en=f"Not readable ({error}).")
        now = Text(nl="Er telt niets van mee. Probeer het opnieuw.", en="Nothing of it counts. Try again.")
        return {"file": str(file), "error": Refusal("not_read", said, str(file), now)}


def _tried(actor: Actor, file: Path, given: PaymentMapping | None, at: datetime) -> dict[str, Any]:
    from meerwaarde.stages.spend.actions import reading, uploading

    kind = uploading.spend_kind(file, file.name)
    found = reading.try_file(actor, path=file, chosen=_chosen(file, kind, given), at=at, told=_told)
    answer = _told_of(file, found.lines, found.refused, found.cents, found.checks)
    return answer | {"state": "tried", "refused_lines": found.examples[:MOST_SHOWN]}


def _brought_in(actor: Actor, file: Path, given: PaymentMapping | None, at: datetime) -> dict[str, Any]:
    from meerwaarde.platform.documents.incoming import take_whole
    from meerwaarde.rules.lifecycle import CONFIRMED
    from meerwaarde.stages.spend.actions import counting, reading, uploading
    from meerwaarde.stages.spend.queries.refusals import refused_lines

    again = False
    try:
        brought = take_whole(actor, secrets.token_hex(16), _parts_of(file))
        try:
            batch = uploading.upload_file(actor, brought=brought, file_name=file.name, source="", at=at)
        finally:
            brought.unlink(missing_ok=True)
    except uploading.BroughtInBefore as before:
        batch, again = before.batch, True
    if batch.state != CONFIRMED:
        chosen = _chosen(file, batch.kind, given)
        reading.keep_columns(actor, batch=batch, chosen=chosen, at=at)
        found = reading.read_lines(actor, batch=batch, at=at, told=_told)
        reading.finish_reading(actor, batch=batch, read=found, at=at)
        if batch.lines:
            counting.confirm(actor, batch=batch, at=at)
    answer = _told_of(file, batch.lines, batch.refused, batch.cents, batch.checks)
    return answer | {
        "batch": batch.public_id,
        "source": batch.source.name,
        "state": batch.state,
        "before": again,
        "refused_lines": refused_lines(batch, actor.slug, most=MOST_SHOWN),
    }


def _chosen(file: Path, kind: str, given: PaymentMapping | None) -> Chosen:
    """What the columns mean. Raises `Refused` where nobody said so and the file seems to hold no payments."""
    from meerwaarde.exchange.payments import propose_mapping
    from meerwaarde.gates.refusal import Refused
    from meerwaarde.rules.text import Text
    from meerwaarde.stages.spend.queries import mappings

    if kind not in mappings.WITH_COLUMNS:
        return mappings.Chosen()
    proposal = propose_mapping(file, file.name)
    if given is not None:
        return mappings.given(proposal, given)
    if not proposal.is_spend:
        now = Text(
            nl="Zijn het toch betalingen, geef dan met --mapping wat de kolommen betekenen.",
            en="If these are payments after all, say with --mapping what the columns mean.",
        )
        raise Refused("no_payments", proposal.why, str(file), now)
    return mappings.proposed(proposal, None)


def _told_of(file: Path, lines: int, refused: int, cents: int, checks: dict[str, Any]) -> dict[str, Any]:
    return {
        "file": str(file),
        "lines": lines,
        "refused": refused,
        "cents": cents,
        "total": _euros(cents),
        "reasons": checks.get("reasons", {}),
        "months": {month: _euros(each) for month, _lines, each in checks.get("months", [])},
        "missing_months": checks.get("missing", []),
        "doubles": checks.get("doubles", {}).get("lines", 0),
        "currencies": {code: _euros(each) for code, _lines, each in checks.get("currencies", [])},
        "complaints": checks.get("complaints", []),
    }


def _euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def _told(done: int, total: int) -> None:
    if total:
        typer.echo(f"  {100 * done // total}%", err=True)


def _files_at(path: Path) -> Iterator[Path]:
    """The file itself, or all files below a folder, in the order of their names; hidden ones stay out."""
    if not path.is_dir():
        yield path
        return
    below = (one for one in sorted(path.rglob("*")) if one.is_file())
    yield from (one for one in below if not any(part.startswith(".") for part in one.relative_to(path).parts))


def _parts_of(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while part := source.read(8 * 1024 * 1024):
            yield part


def _mapping(file: Path | None) -> PaymentMapping | None:
    if file is None:
        return None
    import msgspec

    from meerwaarde.exchange.payments import read_mapping
    from meerwaarde.gates.refusal import Refused

    try:
        return read_mapping(read(str(file)), where=str(file))
    except Refused as refused:
        put(msgspec.json.encode({"error": refused.refusal}))
        sys.exit(UNUSABLE)
