"""The list of ambition webs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.addresses import addresses, filter_as_query
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    EmptyState,
    Help,
    ListPage,
    Row,
    Table,
)
from meerwaarde.stages.policy.forms.ambition_webs import WebFilterForm
from meerwaarde.stages.policy.pages.ambition_webs.words import kind_in_words, session_badge
from meerwaarde.stages.policy.pages.words import language
from meerwaarde.stages.policy.queries import ambition_webs as queries


@dataclass(frozen=True, kw_only=True)
class WebsPage(ListPage):
    """The list, with what an ambition web is for whoever sees the word for the first time."""

    about: Help


def webs_page(actor: Actor, form: WebFilterForm, *, cursor: str) -> WebsPage:
    """Webs of organisation, departments and projects, with how the last session over each stands."""
    wanted = form.wanted()
    rows = queries.listed_webs(actor, wanted, cursor=cursor)
    asked = filter_as_query(wanted)
    home = reverse("policy:ambition_webs", args=[actor.slug])
    to_web = addresses("policy:ambition_web", actor.slug)

    def address(**more: str) -> str:
        query = urlencode({**asked, **more})
        return f"{home}?{query}" if query else home

    return WebsPage(
        title=_("Ambition webs"),
        intro=_("Agree together how far you want to go, per theme: with colleagues, and with the market."),
        actions=_actions(actor),
        filters=form,
        filters_used=bool(asked),
        clear_url=home,
        table=Table(
            caption=_("Ambition webs"),
            caption_hidden=True,
            columns=(
                Column(label=_("Web")),
                Column(label=_("For")),
                Column(label=_("Last session")),
                Column(label=_("Day"), compact=True),
            ),
            rows=tuple(_row(web, to_web(web.public_id)) for web in rows.rows),
            empty=_nothing(actor, used=bool(asked), clear_url=home),
            previous_url=address(bladzijde=rows.before) if rows.before else "",
            next_url=address(bladzijde=rows.after) if rows.after else "",
        ),
        found=_("Webs in the archive") if wanted.archived else _("Ambition webs"),
        about=Help(
            title=_("How a web works"),
            points=(
                _("A web has areas, such as the six themes, with levels from 0 to 3."),
                _("What policy asks is loaded in it, so that each session starts from the same point."),
                _("In a session everybody scores alone first. Then you see the spread and talk."),
                _("What you agree goes to the matrix, the procurement and the action plan."),
            ),
        ),
    )


def _row(web: Any, url: str) -> Row:
    day = timezone.localdate(web.last_settled) if web.last_settled else web.last_planned
    return Row(
        (
            Cell(text=web.title, url=url, note=notation.shortened(web.explanation, 120)),
            Cell(text=kind_in_words(web)),
            Cell(badge=session_badge(web.last_state or "")),
            Cell(text=notation.format_day(day, language()) if day else "–"),
        )
    )


def _actions(actor: Actor) -> tuple[Action, ...]:
    whole = Action(
        label=_("Organisation as a whole"),
        url=reverse("policy:ambition_webs_whole", args=[actor.slug]),
        icon="ambitions",
    )
    if not actor.may("webs.facilitate"):
        return (whole,)
    return (
        whole,
        Action(
            label=_("New web"),
            url=reverse("policy:ambition_web_new", args=[actor.slug]),
            icon="add",
            kind="primary",
        ),
    )


def _nothing(actor: Actor, *, used: bool, clear_url: str) -> EmptyState:
    if used:
        return EmptyState(
            title=_("No web fits these filters"),
            text=_("Try fewer filters, or another word."),
            action=Action(label=_("Clear all filters"), url=clear_url),
            drawing="search",
        )
    new = Action(
        label=_("Make the first web"),
        url=reverse("policy:ambition_web_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    return EmptyState(
        title=_("No ambition webs yet"),
        text=_("Begin with a web of the whole organisation. What policy asks stands in it at once."),
        action=new if actor.may("webs.facilitate") else None,
        drawing="people",
    )
