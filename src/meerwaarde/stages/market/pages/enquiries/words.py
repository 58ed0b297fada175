"""What the pages of enquiries share: states, kinds and answers in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Crumb,
    Tone,
)
from meerwaarde.platform.layout.notation.spoken import said
from meerwaarde.rules.lifecycle import ENQUIRY, LEAD
from meerwaarde.stages.market.models import Enquiry, Lead
from meerwaarde.stages.market.queries import enquiries as queries

TONES = {"draft": Tone.NEUTRAL, "open": Tone.INFO, "closed": Tone.POSITIVE, "withdrawn": Tone.WARNING}


SAID = {"deal": lambda: _("Became a contract"), "no_deal": lambda: _("Became no contract")}


@dataclass(frozen=True, kw_only=True)
class QuestionShown:
    """A question of a supplier, without its name."""

    text: str
    answer: str
    answer_url: str


@dataclass(frozen=True)
class DocumentShown:
    """A document with an enquiry; `remove` where it can still be taken away."""

    title: str
    url: str
    remove: Action | None = None


def kind_name(one: Enquiry) -> str:
    return {"question": _("Question"), "quotation": _("Request for a quotation")}[one.kind]


def state_badge(one: Enquiry, now: datetime) -> Badge:
    state = "closed" if queries.is_closed(one, now) else one.state
    return Badge(label=said(ENQUIRY.state(state).name), tone=TONES[state])


def lead_badge(lead: Lead, one: Enquiry, now: datetime) -> Badge:
    if one.state == "withdrawn":
        return Badge(label=_("Withdrawn"), tone=Tone.WARNING)
    if lead.state == "invited" and not queries.is_open(one, now):
        return Badge(label=_("Closed"), tone=Tone.NEUTRAL)
    tone = {"invited": Tone.INFO, "declined": Tone.NEUTRAL}.get(lead.state, Tone.POSITIVE)
    return Badge(label=said(LEAD.state(lead.state).name), tone=tone)


def answer_badge(lead: Lead) -> Badge:
    if lead.quoted_at and lead.state != "declined":
        return Badge(label=_("Yes"), tone=Tone.POSITIVE)
    if lead.state == "declined":
        return Badge(label=_("No"), tone=Tone.NEUTRAL)
    return Badge(label=_("No answer"), tone=Tone.WARNING)


def crumbs(actor: Actor) -> tuple[Crumb, ...]:
    return (Crumb(_("Enquiries"), reverse("market:enquiries", args=[actor.slug])),)


def tell_outcome(actor: Actor, lead: Lead) -> Action:
    return Action(
        label=_("Tell what came of it"),
        url=reverse("market:lead_outcome", args=[actor.slug, lead.public_id]),
        icon="done",
    )
