"""The lists of market consultations: one’s own, those that a firm can answer, and all for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    EmptyState,
    ListPage,
    Page,
    Row,
    Table,
)
from meerwaarde.rules.lifecycle import CONSULTATION_RESPONSE
from meerwaarde.stages.market.pages.around import around
from meerwaarde.stages.market.pages.consultations.words import in_days, phase_badge, said
from meerwaarde.stages.market.queries import consultations as queries


@dataclass(frozen=True, kw_only=True)
class PublicListPage(Page):
    """All consultations, for everybody."""

    table: Table
    feed_url: str


def consultations_page(actor: Actor, *, cursor: str = "") -> ListPage:
    """Own consultations of an authority; for a firm what it can answer."""
    found = queries.listed_consultations(actor, cursor=cursor)
    mine = queries.own_responses(actor) if actor.kind != "authority" else {}
    here = actor.kind == "authority"
    new = Action(
        label=_("New consultation"),
        url=reverse("market:consultation_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    may = here and actor.may("consultations.write")
    return ListPage(
        title=_("Market consultations"),
        intro=_("Ask the market before you buy. All firms get the same questions and the same report.")
        if here
        else _("Authorities ask what is possible before they buy. Your answer can change the tender."),
        actions=(new,) if may else (),
        table=Table(
            caption=_("Market consultations, what closes last first"),
            caption_hidden=True,
            columns=(
                Column(label=_("Consultation")),
                Column(label=_("State")),
                Column(label=_("Last day"), compact=True),
                Column(label=_("Answers") if here else _("Your answer"), numeric=here),
            ),
            rows=tuple(_row(actor, one, mine) for one in found.rows),
            **around(reverse("market:consultations", args=[actor.slug]), found),
            empty=EmptyState(
                title=_("No market consultations yet"),
                text=_("A consultation is useful when you do not know what the market can do.")
                if here
                else _("As soon as an authority publishes one it stands here."),
                action=new if may else None,
            ),
        ),
    )


def public_list_page(*, cursor: str = "") -> PublicListPage:
    """What is open first: all consultations of all authorities."""
    found = queries.listed_published(cursor=cursor)
    return PublicListPage(
        title=_("Market consultations"),
        intro=_("Authorities ask the market what is possible before they buy. Everybody may answer."),
        feed_url=reverse("public_consultations:feed"),
        table=Table(
            caption=_("Market consultations, what closes last first"),
            caption_hidden=True,
            columns=(
                Column(label=_("Consultation")),
                Column(label=_("Authority")),
                Column(label=_("State")),
                Column(label=_("Last day"), compact=True),
            ),
            rows=tuple(
                Row(
                    (
                        Cell(
                            text=one.title,
                            url=reverse("public_consultations:detail", args=[one.public_id]),
                        ),
                        Cell(text=one.organisation.name),
                        Cell(badge=phase_badge(one)),
                        Cell(text=in_days(one.closes_on)),
                    )
                )
                for one in found.rows
            ),
            **around(reverse("public_consultations:list"), found),
            empty=EmptyState(
                title=_("No market consultations yet"),
                text=_("As soon as an authority publishes one it stands here."),
            ),
        ),
    )


def _row(actor: Actor, one: Any, mine: dict[int, str]) -> Row:
    if actor.kind == "authority":
        last = Cell(text=str(one.sent))
    else:
        state = mine.get(one.pk)
        last = Cell(text=said(CONSULTATION_RESPONSE.state(state).name) if state else "")
    return Row(
        (
            Cell(
                text=one.title,
                url=reverse("market:consultation", args=[actor.slug, one.public_id]),
                note="" if actor.kind == "authority" else one.organisation.name,
            ),
            Cell(badge=phase_badge(one)),
            Cell(text=in_days(one.closes_on)),
            last,
        )
    )
