"""Lists of needs and offers: what is public, one's own, and what waits for approval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.addresses import addresses
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    Crumb,
    EmptyState,
    ListPage,
    Row,
    Table,
)
from meerwaarde.rules.needs import Cover
from meerwaarde.stages.market.forms.needs import NeedFilterForm
from meerwaarde.stages.market.pages.needs import words
from meerwaarde.stages.market.queries import needs as queries
from meerwaarde.stages.market.queries.needs import Need, NeedOffer


@dataclass(frozen=True, kw_only=True)
class QueuePage(ListPage):
    """What waits for approval, and below it what was looked at before."""

    before: Table


def needs_page(actor: Actor, form: NeedFilterForm, after: str, today: date) -> ListPage:
    """What is asked now, for everybody who works here."""
    wanted, asked = form.wanted(), form.asked()
    rows = queries.listed_needs(wanted, today, after=after)
    shown = rows[: queries.ON_A_PAGE]
    here = reverse("market:needs", args=[actor.slug])
    return ListPage(
        title=_("Needs of the neighbourhood"),
        intro=_("Civic organisations ask for help, and firms offer it. An authority looked at each need."),
        actions=_actions(actor),
        filters=form,
        filters_used=bool(asked),
        clear_url=here,
        table=_table(
            actor,
            shown,
            today,
            EmptyState(
                title=_("Nothing fits these filters") if asked else _("Nothing is asked now"),
                text=_("Take a filter away, or use other words.")
                if asked
                else _("When an authority approves a need, it stands here at once."),
                drawing="search" if asked else "people",
            ),
            previous_url=f"{here}?{urlencode(asked)}" if after else "",
            next_url=f"{here}?{urlencode({**asked, 'na': shown[-1].public_id})}"
            if len(rows) > len(shown)
            else "",
        ),
    )


def own_needs_page(actor: Actor, today: date) -> ListPage:
    """What a civic organisation asks or asked."""
    new = Action(
        label=_("Ask for help"), url=reverse("market:need_new", args=[actor.slug]), icon="add", kind="primary"
    )
    return ListPage(
        title=_("Our needs"),
        intro=_("What your organisation asks, and how far it is covered."),
        crumbs=_crumbs(actor),
        actions=(new,),
        table=_table(
            actor,
            queries.own_needs(actor),
            today,
            EmptyState(
                title=_("You did not ask anything yet"),
                text=_("Describe what you need. After approval all firms can see it."),
                action=new,
                drawing="people",
            ),
        ),
    )


def own_offers_page(actor: Actor) -> ListPage:
    """What a firm offered."""
    found = queries.own_offers(actor)
    return ListPage(
        title=_("Our offers to the neighbourhood"),
        intro=_("What your firm offered, what was agreed, and what both sides confirmed."),
        crumbs=_crumbs(actor),
        table=Table(
            caption=_("Offers, newest first"),
            caption_hidden=True,
            columns=(
                Column(label=_("Need")),
                Column(label=_("Offered"), numeric=True),
                Column(label=_("When"), compact=True),
                Column(label=_("State")),
            ),
            rows=_offer_rows(actor, found),
            empty=EmptyState(
                title=_("Your firm did not offer anything yet"),
                text=_("Look what is asked in your neighbourhood. A small offer helps as well."),
                action=Action(
                    label=_("Needs of the neighbourhood"), url=reverse("market:needs", args=[actor.slug])
                ),
                drawing="people",
            ),
        ),
    )


def queue_page(actor: Actor, today: date) -> QueuePage:
    """What waits for approval at this authority, longest first."""
    waiting = queries.needs_to_approve(actor)
    before = list(queries.needs_handled(actor).exclude(state="submitted")[:50])
    return QueuePage(
        title=_("Needs to look at"),
        intro=_("You look whether a need is clear, fits the area, and holds no data of persons."),
        crumbs=_crumbs(actor),
        table=_table(
            actor,
            waiting,
            today,
            EmptyState(
                title=_("Nothing waits"),
                text=_("A new need stands here and on your home page."),
                drawing="done",
            ),
            caption=_("Waits for approval, longest first"),
        ),
        before=_table(
            actor,
            before,
            today,
            EmptyState(title=_("Nothing was looked at yet"), drawing="paper"),
            caption=_("Looked at before"),
        ),
    )


def _table(
    actor: Actor,
    found: Sequence[Need],
    today: date,
    empty: EmptyState,
    *,
    caption: str = "",
    previous_url: str = "",
    next_url: str = "",
) -> Table:
    covers = queries.covers(found)
    address = addresses("market:need", actor.slug)
    return Table(
        caption=caption or _("Needs, newest first"),
        caption_hidden=True,
        columns=(
            Column(label=_("Need")),
            Column(label=_("Kind")),
            Column(label=_("Where")),
            Column(label=_("Asked"), numeric=True),
            Column(label=_("Still needed"), numeric=True),
            Column(label=_("Until"), compact=True),
            Column(label=_("State")),
        ),
        rows=tuple(_row(actor, one, covers[one.pk], address(one.public_id), today) for one in found),
        empty=empty,
        previous_url=previous_url,
        next_url=next_url,
    )


def _row(actor: Actor, one: Need, cover: Cover, url: str, today: date) -> Row:
    """Of one's own needs the name of who asks is left out."""
    own = one.asker_id == actor.organisation_id
    return Row(
        (
            Cell(text=one.title, url=url, note="" if own else one.asker_name),
            Cell(text=words.kind(one)),
            Cell(text=one.place),
            Cell(text=words.amount(one.quantity, one.unit)),
            Cell(text=_left(one, cover)),
            Cell(text=words.day(one.until)),
            Cell(badge=words.need_badge(one, today)),
        )
    )


def _left(one: Need, cover: Cover) -> str:
    """What is still needed; nothing where a need ended, whatever was left open then."""
    if one.state in ("closed", "withdrawn", "refused"):
        return "–"
    return words.amount(cover.left, one.unit) if cover.left else _("nothing more")


def _offer_rows(actor: Actor, found: Sequence[NeedOffer]) -> tuple[Row, ...]:
    address = addresses("market:need_offer", actor.slug)
    return tuple(
        Row(
            (
                Cell(text=one.need.title, url=address(one.public_id), note=one.need.asker_name),
                Cell(text=words.amount(one.quantity, one.need.unit)),
                Cell(text=words.day(one.on)),
                Cell(badge=words.offer_badge(one)),
            )
        )
        for one in found
    )


def _actions(actor: Actor) -> tuple[Action, ...]:
    """What this person can do from the list, by role."""
    found = []
    if actor.may("needs.ask"):
        found.append(
            Action(
                label=_("Ask for help"),
                url=reverse("market:need_new", args=[actor.slug]),
                icon="add",
                kind="primary",
            )
        )
        found.append(Action(label=_("Our needs"), url=reverse("market:own_needs", args=[actor.slug])))
    if actor.may("needs.offer"):
        found.append(Action(label=_("Our offers"), url=reverse("market:own_need_offers", args=[actor.slug])))
    if actor.may("needs.approve"):
        found.append(Action(label=_("To look at"), url=reverse("market:needs_to_approve", args=[actor.slug])))
    if actor.kind == "authority":
        found.append(
            Action(
                label=_("Overview"), url=reverse("market:needs_overview", args=[actor.slug]), icon="outcome"
            )
        )
    return tuple(found)


def _crumbs(actor: Actor) -> tuple[Crumb, ...]:
    return (Crumb(_("Needs of the neighbourhood"), reverse("market:needs", args=[actor.slug])),)
