"""Reads of the outbox."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.notify.models import Letter

__all__ = ["Letter"]


def visible_to(actor: Actor) -> QuerySet[Letter]:
    """The letters of this organisation, for who manages it; without what they say."""
    here = Letter.objects.filter(organisation_id=actor.organisation_id).select_related("person")
    return here.defer("text", "html") if may_manage(actor) else here.none()


def may_manage(actor: Actor) -> bool:
    """An administrator of an authority, or who manages a firm or a civic organisation."""
    return actor.may("organisation.manage" if actor.kind == "authority" else "firm.manage")


def letter_of(actor: Actor, public_id: str) -> Letter | None:
    return visible_to(actor).filter(public_id=public_id).first()


def given_up(actor: Actor) -> int:
    """How many letters could not go and can still be sent again."""
    return visible_to(actor).filter(state=Letter.State.GIVEN_UP, blanked=False).count()


def undelivered_to(actor: Actor) -> list[Letter]:
    """Letters to this very person that could not go, whoever sent them, newest first."""
    if actor.person_id is None:
        return []
    rows = Letter.objects.filter(person_id=actor.person_id, state=Letter.State.GIVEN_UP, blanked=False)
    return list(rows.defer("text", "html").order_by("-pk")[:20])


def something_waits(at: datetime) -> bool:
    """Whether a letter may go now."""
    return Letter.waiting(at).exists()
