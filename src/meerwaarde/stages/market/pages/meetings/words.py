"""How meetings are told: where one stands, when, about what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Badge, Crumb, Definition, Tone
from meerwaarde.platform.layout.notation import format_day, format_moment
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.meetings import Phase, phase
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.queries.meetings import Meeting

PHASES: dict[Phase, tuple[Text, Tone]] = {
    "draft": (Text(nl="Concept", en="Draft"), Tone.NEUTRAL),
    "open": (Text(nl="Aanmelden kan", en="Open for registration"), Tone.POSITIVE),
    "full_stop": (Text(nl="Aanmelden gesloten", en="Registration closed"), Tone.WARNING),
    "running": (Text(nl="Nu bezig", en="Going on now"), Tone.INFO),
    "over": (Text(nl="Geweest", en="Over"), Tone.NEUTRAL),
    "closed": (Text(nl="Afgerond", en="Closed"), Tone.NEUTRAL),
    "cancelled": (Text(nl="Gaat niet door", en="Called off"), Tone.NEGATIVE),
}


def language() -> str:
    return get_language() or "nl"


def said(text: Text) -> str:
    """A text of the rules in the reader's language."""
    return text.in_language(language())


def phase_now(found: Meeting) -> Phase:
    """Where a meeting stands at this moment."""
    return phase(found.state, found.starts_at, found.ends_at, found.register_until, timezone.now())


def badge(found: Meeting) -> Badge:
    name, tone = PHASES[phase_now(found)]
    return Badge(label=said(name), tone=tone)


def moment(one: datetime) -> str:
    return format_moment(timezone.localtime(one), language())


def day(one: date) -> str:
    return format_day(one, language())


def hour(one: datetime) -> str:
    return f"{timezone.localtime(one):%H:%M}"


def when(found: Meeting) -> str:
    """ "10 december 2026, 13:30 – 17:00"; over midnight with both days."""
    begins, ends = timezone.localtime(found.starts_at), timezone.localtime(found.ends_at)
    until = hour(ends) if begins.date() == ends.date() else moment(ends)
    return f"{moment(begins)} – {until}"


def last_day(until: datetime) -> date:
    """The last day that counts whole, of a moment that is itself too late."""
    return timezone.localdate(until - timedelta(seconds=1))


def theme_words(codes: Iterable[str]) -> str:
    """Names of themes in the order of the manifest; "" for none."""
    wanted = set(codes)
    return ", ".join(said(theme_name(theme)) for theme in THEMES if theme in wanted)


def facts(found: Meeting, *, link: bool) -> tuple[Definition, ...]:
    """When, where, about what, until when; the address to take part online only with `link`."""
    rows = [
        Definition(term=_("Organiser"), text=found.organisation.name),
        Definition(term=_("When"), text=when(found)),
    ]
    if found.where:
        rows.append(Definition(term=_("Place"), text=found.where))
    if found.link:
        rows.append(
            Definition(term=_("Online"), text=_("Take part online"), url=found.link)
            if link
            else Definition(term=_("Online"), text=_("Who has a place gets the link"))
        )
    if found.themes:
        rows.append(Definition(term=_("Themes"), text=theme_words(found.themes)))
    if found.register_until and phase_now(found) in ("draft", "open", "full_stop"):
        rows.append(Definition(term=_("Last day to register"), text=day(last_day(found.register_until))))
    if found.talks_from and found.talks_until:
        rows.append(
            Definition(
                term=_("Talking with each other"),
                text=f"{hour(found.talks_from)} – {hour(found.talks_until)}",
            )
        )
    return tuple(rows)


def crumbs(actor: Actor, found: Meeting | None = None) -> tuple[Crumb, ...]:
    """The list, and the meeting for what lies below it."""
    first = Crumb(_("Meetings"), reverse("market:meetings", args=[actor.slug]))
    if found is None:
        return (first,)
    return (first, Crumb(found.title, reverse("market:meeting", args=[actor.slug, found.public_id])))


def public_crumbs(found: Meeting | None = None) -> tuple[Crumb, ...]:
    """The same for everybody."""
    first = Crumb(_("Meetings"), reverse("public_meetings:list"))
    if found is None:
        return (first,)
    return (first, Crumb(found.title, reverse("public_meetings:detail", args=[found.public_id])))
