"""Words, days and links that all pages of market consultations share."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Badge,
    Crumb,
    Link,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_moment
from meerwaarde.rules.consultation import phase
from meerwaarde.rules.law import Law
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.queries import consultations as queries
from meerwaarde.stages.market.queries.consultations import (
    Consultation,
)

PHASES = {
    "draft": (Text(nl="Concept", en="Draft"), Tone.NEUTRAL),
    "coming": (Text(nl="Opent binnenkort", en="Opens soon"), Tone.INFO),
    "open": (Text(nl="Open", en="Open"), Tone.POSITIVE),
    "closed": (Text(nl="Gesloten, verslag volgt", en="Closed, report follows"), Tone.WARNING),
    "reported": (Text(nl="Verslag gedeeld", en="Report shared"), Tone.NEUTRAL),
    "withdrawn": (Text(nl="Ingetrokken", en="Withdrawn"), Tone.NEUTRAL),
}


def phase_of(found: Consultation) -> str:
    return phase(found.state, found.opens_on, found.closes_on, timezone.localdate())


def phase_badge(found: Consultation) -> Badge:
    name, tone = PHASES[phase_of(found)]
    return Badge(label=said(name), tone=tone)


def said(text: Text) -> str:
    return text.in_language(get_language() or "nl")


def in_days(day: date) -> str:
    return format_day(day, get_language() or "nl")


def in_moments(moment: datetime) -> str:
    return format_moment(moment, get_language() or "nl")


def own_crumbs(actor: Actor) -> tuple[Crumb, ...]:
    return (Crumb(_("Market consultations"), reverse("market:consultations", args=[actor.slug])),)


def public_crumbs(found: Consultation) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Market consultations"), reverse("public_consultations:list")),
        Crumb(found.title, reverse("public_consultations:detail", args=[found.public_id])),
    )


def file_links(found: Consultation) -> tuple[Link, ...]:
    return tuple(
        Link(
            one.title,
            reverse("public_consultations:document", args=[found.public_id, one.public_id])
            if found.published_at
            else "",
        )
        for one in queries.files_of(found)
    )


def equal_treatment() -> tuple[str, Link]:
    """Why one report goes to all, and the article it rests on."""
    article = Law.on(timezone.localdate())["articles/aw_2_25"]
    told = _(
        "A market consultation before a tender is allowed. Whoever takes part gets no knowledge that others "
        "do not get: questions, answers to questions and the report are the same for everybody."
    )
    return told, Link(article.entry.source.title, article.entry.source.url)
