"""Gathering the audit dossier of one authority. How its files look is the business of exchange/dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.db import transaction

from meerwaarde.platform.journal.actions import Plain, System, Who, record_about
from meerwaarde.platform.journal.exporters import objects_of
from meerwaarde.platform.journal.queries import chain_of, in_order
from meerwaarde.platform.organisations.queries import Organisation, authority

Summary_co = TypeVar("Summary_co", covariant=True)


@dataclass(frozen=True)
class DossierEvent:
    """One event as it goes out."""

    chain: str
    sequence: int
    body: str
    previous: str
    hash: str


@dataclass(frozen=True)
class DossierObject:
    """One thing that events speak of."""

    kind: str
    public_id: str
    values: Mapping[str, Any]


class Writer(Protocol[Summary_co]):
    """What writes the folder: `meerwaarde.exchange.dossier.write.write_dossier`, handed in from above."""

    def __call__(
        self,
        out: Path,
        *,
        name: str,
        slug: str,
        made: datetime,
        events: Iterable[DossierEvent],
        objects: Iterable[DossierObject],
    ) -> Summary_co: ...


class UnknownAuthority(LookupError):
    """No active authority has this slug."""


def export_dossier(
    slug: str, out: Path, write: Writer[Summary_co], *, at: datetime, who: Who | None = None
) -> Summary_co:
    """Write the dossier of an authority to the new folder `out`, and record that it was made.

    The dossier holds the chain as it stood at the beginning; the fact of this export is in the next one.
    `who` is the installation itself where nobody is given. Raises UnknownAuthority, and whatever `write`
    refuses.
    """
    organisation = authority(slug)
    if organisation is None:
        raise UnknownAuthority(slug)
    chain = chain_of(organisation.pk)
    last, head = (chain.length, chain.head) if chain is not None else (0, "")
    summary = write(
        out,
        name=organisation.name,
        slug=organisation.slug,
        made=at,
        events=_events(organisation, last),
        objects=(DossierObject(*found) for found in objects_of(organisation.pk)),
    )
    doer = who or System(organisation.public_id, organisation.pk)
    with transaction.atomic():
        facts: dict[str, Plain] = {"events": last, "head": head}
        record_about(doer, "dossier.export", "journal", organisation.public_id, at=at, plain=facts)
    return summary


def _events(organisation: Organisation, last: int) -> Iterator[DossierEvent]:
    for events in in_order(organisation.pk, last=last):
        for event in events:
            yield DossierEvent(organisation.public_id, event.sequence, event.body, event.previous, event.hash)
