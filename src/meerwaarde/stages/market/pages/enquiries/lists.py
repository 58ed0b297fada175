"""Lists of enquiries: those one asks, and those one was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    EmptyState,
    ListPage,
    Row,
    Table,
)
from meerwaarde.platform.layout.notation.spoken import said_moment
from meerwaarde.stages.market.models import Enquiry, Lead
from meerwaarde.stages.market.pages.around import around
from meerwaarde.stages.market.pages.enquiries.words import (
    kind_name,
    lead_badge,
    state_badge,
)
from meerwaarde.stages.policy.queries import Slice


def enquiries_page(actor: Actor, found: Slice[Enquiry]) -> ListPage:
    """One's own enquiries, the newest first."""
    new = Action(
        label=_("New enquiry"),
        url=reverse("market:enquiry_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    return ListPage(
        title=_("Enquiries"),
        intro=_(
            "Ask suppliers what is possible, or for a price. "
            "All get the same, and nobody sees another's answer."
        ),
        actions=(
            new,
            Action(
                label=_("What came of it"),
                url=reverse("market:funnel", args=[actor.slug]),
                icon="measurement",
            ),
        ),
        table=replace(
            enquiries_table(actor, found.rows, new),
            **around(reverse("market:enquiries", args=[actor.slug]), found),
        ),
    )


def enquiries_table(actor: Actor, rows: Sequence[Enquiry], new: Action | None = None) -> Table:
    """Enquiries with how far they are; `new` is what an empty table offers."""
    return Table(
        caption=_("Enquiries, the newest first"),
        caption_hidden=True,
        columns=(
            Column(label=_("Subject")),
            Column(label=_("State")),
            Column(label=_("Answers until"), compact=True),
            Column(label=_("Asked"), numeric=True),
            Column(label=_("Gave an answer"), numeric=True),
        ),
        rows=tuple(_row(actor, one) for one in rows),
        empty=EmptyState(
            title=_("You asked nothing yet"),
            text=_("Write what you need; we suggest who can do it, with reasons."),
            action=new,
            drawing="people",
        ),
    )


def _row(actor: Actor, one: Any) -> Row:
    return Row(
        cells=(
            Cell(
                text=one.title,
                url=reverse("market:enquiry", args=[actor.slug, one.public_id]),
                note=kind_name(one),
            ),
            Cell(badge=state_badge(one, timezone.now())),
            Cell(text=said_moment(one.closes_at)),
            Cell(text=str(one.asked)),
            Cell(text=str(one.answered)),
        )
    )


def asked_list_page(actor: Actor, found: Slice[Lead]) -> ListPage:
    """What a firm was asked."""
    now = timezone.now()
    return ListPage(
        title=_("Asked of you"),
        intro=_("Buyers who think that you can do this. Say yes, no because, or ask something."),
        table=Table(
            caption=_("What you were asked, the newest first"),
            caption_hidden=True,
            columns=(
                Column(label=_("Subject")),
                Column(label=_("Who asks")),
                Column(label=_("Answers until"), compact=True),
                Column(label=_("State")),
            ),
            rows=tuple(
                Row(
                    cells=(
                        Cell(
                            text=one.enquiry.title,
                            url=reverse("market:asked", args=[actor.slug, one.public_id]),
                        ),
                        Cell(text=one.enquiry.organisation.name),
                        Cell(text=said_moment(one.enquiry.closes_at)),
                        Cell(badge=lead_badge(one, one.enquiry, now)),
                    )
                )
                for one in found.rows
                if one.enquiry
            ),
            **around(reverse("market:asked_list", args=[actor.slug]), found),
            empty=EmptyState(
                title=_("Nobody asked you something yet"),
                text=_("The more your profile tells, the better buyers find you."),
                drawing="people",
            ),
        ),
    )
