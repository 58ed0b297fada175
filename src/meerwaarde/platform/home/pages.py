"""What the home and the search show, put together from the slots of all stages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Crumb, EmptyState, Kpi, Page, Section, Wait
from meerwaarde.platform.search import queries as index


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    """The home of one role: every part comes from a slot."""

    waits: tuple[Wait, ...]
    nothing_waits: EmptyState
    key_figures: tuple[Kpi, ...]
    home_sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; `why` says which words answered."""

    kind: str
    icon: str
    title: str
    url: str
    excerpt: str
    why: str


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """What was asked and what answers it."""

    words: str
    found: str
    hits: tuple[Hit, ...]
    empty: EmptyState


def home_page(actor: Actor, now: datetime) -> HomePage:
    waits = slots.waiting(actor)
    return HomePage(
        title=f"{greeting(now.hour)}, {actor.name.split(' ')[0]}",
        intro=ngettext(
            "One thing waits for you at %(authority)s.",
            "%(number)s things wait for you at %(authority)s.",
            len(waits),
        )
        % {"number": len(waits), "authority": actor.organisation_name}
        if waits
        else _("Nothing waits for you at %(authority)s.") % {"authority": actor.organisation_name},
        actions=slots.home_actions.collect(actor),
        waits=waits,
        nothing_waits=EmptyState(
            title=_("Nothing waits for you"), text=_("New tasks appear here by themselves."), drawing="done"
        ),
        key_figures=slots.key_figures.collect(actor),
        home_sections=slots.home_sections.collect(actor),
    )


def greeting(hour: int) -> str:
    """How to greet at this hour of the day, 0 to 23."""
    if hour < 6:
        return _("Good night")
    if hour < 12:
        return _("Good morning")
    return _("Good afternoon") if hour < 18 else _("Good evening")


def search_page(actor: Actor, words: str) -> SearchPage:
    asked = words.strip()[:200]
    hits = _hits(actor, asked) if asked else ()
    found = ngettext("%(number)s result for “%(words)s”", "%(number)s results for “%(words)s”", len(hits))
    return SearchPage(
        title=_("Search"),
        crumbs=(Crumb(_("Home"), reverse("authority:home", args=[actor.slug])),),
        words=asked,
        found=found % {"number": len(hits), "words": asked} if asked else "",
        hits=hits,
        empty=EmptyState(
            title=_("Nothing found") if asked else _("What are you looking for?"),
            text=_("Try other words, or fewer.")
            if asked
            else _("Search goals, rules, procurements and suppliers by words."),
            drawing="search",
        ),
    )


def _hits(actor: Actor, asked: str) -> tuple[Hit, ...]:
    named = {name.kind: name for name in slots.kind_names.collect() if actor.may(name.permission)}
    if not named:
        return ()
    language: Literal["nl", "en"] = "en" if (get_language() or "nl").startswith("en") else "nl"
    return tuple(
        Hit(
            kind=named[found.kind].label,
            icon=named[found.kind].icon,
            title=found.title,
            url=_at_home(actor, found.url),
            excerpt=found.excerpt,
            why=found.why,
        )
        for found in index.search(actor.organisation_id, asked, kinds=tuple(named), language=language)
    )


def _at_home(actor: Actor, url: str) -> str:
    """What all authorities find stands under "-" in the index: here it becomes the reader's own."""
    return f"/{actor.slug}/{url.removeprefix('/-/')}" if url.startswith("/-/") else url
