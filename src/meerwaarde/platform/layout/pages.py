"""What the home, the search page and the refusal show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import EmptyState, Kpi, Page, Wait
from meerwaarde.platform.search import queries as index
from meerwaarde.rules.roles import Role, role

MORNING_UNTIL, AFTERNOON_UNTIL = 12, 18


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    """What waits for this person, and how things stand; all of it comes through slots."""

    figures: tuple[Kpi, ...]
    waits: tuple[Wait, ...]
    nothing_waits: EmptyState


@dataclass(frozen=True)
class SearchHit:
    """One thing found: where it is and which words made it fit."""

    kind: str
    title: str
    summary: str
    url: str


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """Hits, best first; `empty` says what to try when there are none."""

    query: str
    hits: tuple[SearchHit, ...]
    empty: EmptyState


@dataclass(frozen=True, kw_only=True)
class ForbiddenPage(Page):
    """Which roles may do what this person may not."""

    roles: tuple[str, ...]


def home_page(actor: Actor, now: datetime) -> HomePage:
    """Greets by the time of day; the moment comes in so that nothing here reads a clock."""
    return HomePage(
        title=f"{_greeting(now.hour)}, {actor.name.split(' ')[0]}",
        intro=_("You work at %(authority)s as %(role)s.")
        % {"authority": actor.organisation_name, "role": _role_name(actor.role).lower()},
        figures=slots.key_figures.collect(actor),
        waits=slots.waiting(actor),
        sections=slots.home_sections.collect(actor),
        nothing_waits=EmptyState(
            title=_("Nothing waits for you"),
            text=_("As soon as a colleague asks something of you, it stands here."),
            drawing="done",
        ),
    )


def search_page(actor: Actor, query: str) -> SearchPage:
    """Search everything that this actor may see."""
    text = query.strip()
    found = index.search(actor.organisation_id, text, limit=30) if text else ()
    return SearchPage(
        title=_("Search"),
        query=text,
        hits=tuple(SearchHit(hit.kind, hit.title, hit.summary, hit.url) for hit in found),
        empty=EmptyState(
            title=_("Nothing found") if text else _("What are you looking for?"),
            text=_("Try another word, or a shorter one: “clean” also finds “cleaning”.")
            if text
            else _("Search goals, rules, procurements and notices of your authority."),
            drawing="search",
        ),
    )


def forbidden_page(roles: Iterable[Role]) -> ForbiddenPage:
    """Says who can help instead of only saying no."""
    return ForbiddenPage(
        title=_("This belongs to another role"),
        intro=_("Nothing has gone wrong. In your role you cannot do or see this."),
        roles=tuple(known.name.in_language(get_language() or "nl") for known in roles),
    )


def _greeting(hour: int) -> str:
    if hour < MORNING_UNTIL:
        return _("Good morning")
    return _("Good afternoon") if hour < AFTERNOON_UNTIL else _("Good evening")


def _role_name(code: str) -> str:
    return role(code).name.in_language(get_language() or "nl")
