"""What the doors fetch: what an actor may not see, or may not change, does not exist for it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, QueryDict

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.market import queries


def fetch_supplier(actor: Actor, public_id: str) -> queries.Supplier:
    """The supplier, for who may read it."""
    found = queries.supplier(actor, public_id)
    if found is None:
        raise Http404
    return found


def fetch_supplier_to_change(actor: Actor, public_id: str) -> queries.Supplier:
    """The supplier, for the authority that keeps it."""
    found = fetch_supplier(actor, public_id)
    if not queries.may_change(actor, found):
        raise Http404
    return found


def typed_again(request: HttpRequest, version: int) -> QueryDict:
    """What was typed, against the version that stands there now: saving again is then on purpose."""
    again = request.POST.copy()
    again["version"] = str(version)
    return again
