"""Who says what: kept up by every action that changes an attribute of a supplier.

What a supplier came in with needs no row: the record itself tells the list or the authority it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.law import Law
from meerwaarde.rules.suppliers import recheck
from meerwaarde.stages.market.actions.suppliers_checks import Refused, SupplierValues
from meerwaarde.stages.market.models import AttributeSource, Supplier
from meerwaarde.stages.market.queries.proof import attributes_to_confirm, sources_of
from meerwaarde.stages.market.queries.suppliers import offerings_of

OFFERINGS = "offerings"
_EMPTY: Final[tuple[object, ...]] = (None, "", [])
_NOT_TOLD = frozenset(
    {"source", "source_id", "archived_at", "changed_at", "open_since", "open_agreement", "public_since"}
)
"""What is no attribute that a buyer relies on."""
_AMOUNTS = {"capacity_min": "capacity_min_cents", "capacity_max": "capacity_max_cents"}
_ATTRIBUTES: Final = tuple(
    _AMOUNTS.get(one.name, one.name) for one in fields(SupplierValues) if one.name not in _NOT_TOLD
)


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


def keep_who_said(supplier: Supplier) -> None:
    """Write down who says what the record came in with, before somebody else keeps it.

    As long as the record stays with who took it in, the record itself tells that; a firm that takes its
    profile over must not seem to say what an authority typed. In the caller's transaction.
    """
    known = sources_of([supplier]).get(supplier.pk, {})
    came_in = [name for name in _ATTRIBUTES if getattr(supplier, name) not in _EMPTY]
    if offerings_of([supplier]).get(supplier.pk):
        came_in.append(OFFERINGS)
    AttributeSource.keep(
        {supplier.pk: [name for name in came_in if name not in known]},
        sayer="register" if supplier.source else "authority",
        on=timezone.localdate(supplier.added_at),
        organisation_id=supplier.organisation_id,
        register=supplier.source,
    )


def confirm_facts(*, actor: Actor, at: datetime, supplier: Supplier, attributes: Iterable[str] | None) -> int:
    """The firm says that these are right, as somebody else wrote them or as it said long ago; gives how many.

    None means all that wait for it. Raises `Refused` when nothing was chosen.
    """
    must(actor, "firm.write")
    if supplier.firm_id != actor.organisation_id:
        raise Http404
    today = timezone.localdate(at)
    wanted = None if attributes is None else set(attributes)
    terms, _entry = recheck(Law.on(today))
    asked = attributes_to_confirm(supplier, today - timedelta(days=terms.fact_fresh_days))
    found = [one.attribute for one in asked if wanted is None or one.attribute in wanted]
    if not found:
        raise Refused({"": _("Tick what is right first. What is wrong you change in the profile.")})
    with transaction.atomic():
        said_by_actor(actor, supplier, found, today)
        record(actor, "supplier.confirm", supplier, at=at, fields=found)
    return len(found)


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
