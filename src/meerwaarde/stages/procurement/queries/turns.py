"""Whose turn it was: which procurements asked a supplier, and how the turns are spread over firms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.invitation import ASKED
from meerwaarde.rules.suppliers import months_later
from meerwaarde.stages.procurement.models import Invitee
from meerwaarde.stages.procurement.queries.reading import visible_to

A_YEAR = 12
MOST = 50


@dataclass(frozen=True)
class Spread:
    """Over the last year: how often a quote was asked, how often from a newcomer, and from how many firms."""

    asked: int
    newcomers: int
    firms: int

    @property
    def share_of_newcomers(self) -> float | None:
        """The part of the questions that went to a newcomer; None where nobody was asked."""
        return self.newcomers / self.asked if self.asked else None


def asked_from(actor: Actor, supplier: str) -> list[Invitee]:
    """The procurements of this authority in which a supplier was asked, newest first."""
    own = Invitee.objects.filter(procurement__in=visible_to(actor), supplier__public_id=supplier)
    rows = own.filter(state__in=ASKED).select_related("procurement")
    return list(rows.order_by("-invited_on", "-pk")[:MOST])


def spread_of_turns(actor: Actor, today: date) -> Spread:
    """How the turns of the last year are spread. One query."""
    since = months_later(today, -A_YEAR)
    rows = Invitee.objects.filter(procurement__in=visible_to(actor), state__in=ASKED, invited_on__gte=since)
    found = rows.aggregate(
        asked=Count("pk"),
        newcomers=Count("pk", filter=Q(newcomer=True)),
        firms=Count("supplier", distinct=True),
    )
    return Spread(found["asked"], found["newcomers"], found["firms"])
