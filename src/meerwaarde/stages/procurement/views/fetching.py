"""To fetch is to be allowed: a stranger gets the 404 of a thing that does not exist."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.procurement import queries


def fetch(actor: Actor, public_id: str) -> queries.Procurement:
    """The procurement that this actor may see."""
    found = queries.procurement(actor, public_id)
    if found is None:
        raise Http404
    return found


def typed(request: HttpRequest, name: str, most: int) -> str:
    """A text of a form that is one field: trimmed, cut, and without the NUL that no database keeps."""
    return request.POST.get(name, "").replace("\x00", "").strip()[:most]
