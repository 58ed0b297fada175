"""Lists of meetings: for who is logged in, and for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    EmptyState,
    Help,
    Link,
    ListPage,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.rules.lifecycle import MEETING_PLACE
from meerwaarde.stages.market.pages.around import around
from meerwaarde.stages.market.pages.meetings import words
from meerwaarde.stages.market.queries import meetings as queries
from meerwaarde.stages.market.queries.meetings import Meeting


@dataclass(frozen=True, kw_only=True)
class PublicMeetingsPage(Page):
    """All meetings, for everybody."""

    table: Table
    feed_url: str


def meetings_page(actor: Actor, *, cursor: str = "") -> ListPage:
    """What everybody may read, and one's own drafts; what comes first stands first."""
    found = queries.listed_meetings(queries.meetings_visible_to(actor), timezone.now(), cursor=cursor)
    mine = queries.own_places(actor)
    new = Action(
        label=_("New meeting"),
        url=reverse("market:meeting_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    may = actor.may("events.write")
    return ListPage(
        title=_("Meetings"),
        intro=_("Buyers, firms and civic organisations meet, and see afterwards what came of it."),
        actions=(new,) if may else (),
        table=Table(
            caption=_("Meetings, what comes first on top"),
            caption_hidden=True,
            columns=(
                Column(label=_("Meeting")),
                Column(label=_("When"), compact=True),
                Column(label=_("State")),
                Column(label=_("Seats"), numeric=True),
                Column(label=_("Your place")),
            ),
            rows=tuple(_row(actor, one, mine.get(one.pk, "")) for one in found.rows),
            **around(reverse("market:meetings", args=[actor.slug]), found),
            empty=EmptyState(
                title=_("No meetings yet"),
                text=_("Plan one around a theme: three firms and three buyers are enough to begin.")
                if may
                else _("As soon as an authority or the region announces one, it stands here."),
                action=new if may else None,
                drawing="people",
            ),
        ),
    )


def public_list_page(*, cursor: str = "") -> PublicMeetingsPage:
    """What is to come first: all meetings of all organisers."""
    found = queries.listed_meetings(queries.public_meetings(), timezone.now(), cursor=cursor)
    return PublicMeetingsPage(
        title=_("Meetings"),
        intro=_("Authorities, firms and civic organisations meet around buying with impact."),
        feed_url=reverse("public_meetings:feed"),
        table=Table(
            caption=_("Meetings, what comes first on top"),
            caption_hidden=True,
            columns=(
                Column(label=_("Meeting")),
                Column(label=_("When"), compact=True),
                Column(label=_("Place")),
                Column(label=_("State")),
            ),
            rows=tuple(
                Row(
                    (
                        Cell(
                            text=one.title,
                            url=reverse("public_meetings:detail", args=[one.public_id]),
                            note=one.organisation.name,
                        ),
                        Cell(text=words.day(timezone.localdate(one.starts_at))),
                        Cell(text=one.where or _("online")),
                        Cell(badge=words.badge(one)),
                    )
                )
                for one in found.rows
            ),
            **around(reverse("public_meetings:list"), found),
            empty=EmptyState(
                title=_("No meetings yet"),
                text=_("As soon as an authority or the region announces one, it stands here."),
                drawing="people",
            ),
        ),
        help=(
            Help(
                title=_("With an account"),
                text=_("Who logs in can also offer a pitch."),
                link=Link(_("Log in"), reverse("account_login")),
            ),
        ),
    )


def _row(actor: Actor, one: Meeting, state: str) -> Row:
    taken = getattr(one, "taken", 0)
    name = words.said(MEETING_PLACE.state(state).name) if state else ""
    tone = {"certain": Tone.POSITIVE, "waiting": Tone.WARNING}.get(state, Tone.NEUTRAL)
    return Row(
        (
            Cell(
                text=one.title,
                url=reverse("market:meeting", args=[actor.slug, one.public_id]),
                note=one.organisation.name,
            ),
            Cell(text=words.day(timezone.localdate(one.starts_at))),
            Cell(badge=words.badge(one)),
            Cell(text=_("%(taken)d of %(seats)d") % {"taken": taken, "seats": one.capacity}),
            Cell(badge=Badge(label=name, tone=tone)) if name else Cell(),
        )
    )
