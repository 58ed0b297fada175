"""Who says what: kept up by every action that changes an attribute of a supplier.

What a supplier came in with needs no row: the record itself tells the list or the authority it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.http import Http404

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.stages.market.models import AttributeSource, Supplier

OFFERINGS = "offerings"
_NOT_TOLD = frozenset({"source", "source_id", "archived_at", "changed_at", "open_since", "public_since"})
"""What is no attribute that a buyer relies on."""


def said_by_actor(actor: Actor, supplier: Supplier, attributes: Iterable[str], on: date) -> None:
    """The actor says this: for the firm itself, or as an authority that wrote it down."""
    own = supplier.firm_id is not None and supplier.firm_id == actor.organisation_id
    AttributeSource.keep(
        {supplier.pk: _told(attributes)},
        sayer="firm" if own or actor.kind == "supplier" else "authority",
        on=on,
        organisation_id=actor.organisation_id,
    )


def said_by_list(attributes: Mapping[int, Iterable[str]], *, source: str, authority: int, on: date) -> None:
    """A list or register says this, of suppliers by key; `authority` took it in."""
    said = {number: _told(names) for number, names in attributes.items()}
    AttributeSource.keep(said, sayer="register", on=on, organisation_id=authority, register=source)


def said_by_kvk(actor: Actor, supplier: Supplier, attributes: Iterable[str], on: date) -> None:
    """The trade register says this; the actor looked it up."""
    AttributeSource.keep({supplier.pk: attributes}, sayer="kvk", on=on, organisation_id=actor.organisation_id)


def share_openly(*, actor: Actor, at: datetime, supplier: Supplier, agree: bool) -> None:
    """The firm lets everybody have its profile under CC0, or takes that back. Only the firm decides."""
    must(actor, "firm.write")
    if supplier.firm_id != actor.organisation_id:
        raise Http404
    with transaction.atomic():
        changed = supplier.change(open_since=at if agree else None)
        if changed:
            record(actor, "supplier.open" if agree else "supplier.close", supplier, at=at, fields=changed)


def _told(names: Iterable[str]) -> list[str]:
    return [name for name in names if name not in _NOT_TOLD]
