"""Reads of the journal, always of one chain."""

from __future__ import annotations

from django.db.models import QuerySet

from meerwaarde.platform.journal.models import Chain, Event

__all__ = ["Chain", "Event"]


def events_of(organisation_id: int) -> QuerySet[Event]:
    """All events of an organisation, newest first."""
    return Event.objects.filter(chain__organisation_id=organisation_id).order_by("-sequence")


def events_about(organisation_id: int, kind: str, object_id: str) -> QuerySet[Event]:
    """The history of one object, newest first."""
    return events_of(organisation_id).filter(object_kind=kind, object_id=object_id)


def chains() -> QuerySet[Chain]:
    """Every chain of the installation, by key."""
    return Chain.objects.order_by("key")
