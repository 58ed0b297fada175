"""What stands around every page: the authority, the person, the navigation, the languages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Link, NavItem
from meerwaarde.rules.roles import ROLES

if TYPE_CHECKING:
    from meerwaarde.platform.access.actor import Actor


@dataclass(frozen=True, slots=True)
class NavEntry:
    item: NavItem
    current: bool

    @property
    def entries(self) -> tuple[NavEntry, ...]:
        """Nothing folds open below an entry; a group does."""
        return ()


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A part of the bar that opens; `current` where the page lies in it."""

    label: str
    icon: str
    entries: tuple[NavEntry, ...]

    @property
    def current(self) -> bool:
        return any(entry.current for entry in self.entries)


NAV_GROUPS = {
    "policy": (_("Policy"), "framework"),
    "market": (_("Market"), "supplier"),
    "procurement": (_("Procurement"), "procurement"),
    "organisation": (_("Administration"), "settings"),
}
MOST_IN_A_ROW = 7
"""With more entries than this the bar folds them into groups."""


@dataclass(frozen=True, slots=True)
class PersonMenu:
    name: str
    role: str
    links: tuple[tuple[str, str], ...]  # (what, address); the template knows the words


@dataclass(frozen=True, slots=True)
class Shell:
    """The header, navigation and footer of one request. Empty where nobody is logged in."""

    authority: str = ""
    home_url: str = "/"
    navigation: tuple[NavEntry | NavGroup, ...] = ()
    person: PersonMenu | None = None
    search_url: str = ""
    language_url: str = ""
    languages: tuple[tuple[str, str, bool], ...] = ()  # (code, own name, chosen)
    path: str = "/"
    demo: bool = False
    support: tuple[Link, ...] = ()


def page(request: HttpRequest) -> dict[str, object]:
    """The context processor: `shell`, worked out only when a template asks for it."""
    return {"shell": SimpleLazyObject(lambda: shell_of(request))}


def shell_of(request: HttpRequest) -> Shell:
    actor: Actor | None = getattr(request, "actor", None)
    chosen = get_language()
    languages = tuple((code, name, code == chosen) for code, name in settings.LANGUAGES)
    return Shell(
        authority=actor.organisation_name if actor else "",
        home_url=(address("authority:home", actor.slug) if actor else "") or "/",
        navigation=_navigation(actor, request.path),
        person=person_menu(request, actor),
        search_url=_search_url(actor, request.path) if actor else "",
        language_url=address("set_language"),
        languages=languages,
        path=request.get_full_path() if request.method == "GET" else request.path,
        demo=getattr(settings, "DEMO", False),
    )


def _search_url(actor: Actor, path: str) -> str:
    """Where the box in the header sends its words; "" on the page of results, which has a box of its own."""
    url = address("authority:search", actor.slug)
    return "" if url == path else url


def _navigation(actor: Actor | None, path: str) -> tuple[NavEntry | NavGroup, ...]:
    if actor:
        return grouped(entries(_bar_of(actor), path))
    return entries(slots.public_navigation.collect(), path) if path.startswith(PUBLIC) else ()


PUBLIC = "/openbaar/"
"""Below this address everybody reads without an account."""
MOST_BARS = 512


def _bar_of(actor: Actor) -> tuple[NavItem, ...]:
    """The entries for one role at one authority, in the language of this request.

    They are kept: `slots.navigation` promises to look at nothing else of an actor.
    """
    # Functions that register later belong to the bar as well; it is one tuple, and cheap to compare.
    place = (slots.navigation.keys, actor.slug, actor.role, actor.kind, actor.permissions, get_language())
    found = _bars.get(place)
    if found is None:
        if len(_bars) >= MOST_BARS:
            _bars.clear()
        found = tuple(replace(item, label=str(item.label)) for item in slots.navigation.collect(actor))
        _bars[place] = found
    return found


_bars: dict[tuple[object, ...], tuple[NavItem, ...]] = {}


def entries(items: tuple[NavItem, ...], path: str) -> tuple[NavEntry, ...]:
    """Mark the one entry whose address is the longest beginning of this page's address."""
    fitting = [
        item
        for item in items
        if path == item.url or (not item.exact and path.startswith(item.prefix or item.url))
    ]
    current = max(fitting, key=lambda item: len(item.prefix or item.url), default=None)
    return tuple(NavEntry(item, item is current) for item in items)


def grouped(found: tuple[NavEntry, ...]) -> tuple[NavEntry | NavGroup, ...]:
    """Fold a long bar: entries of one group under one head, in the place of the first of them.

    A short bar stays as it is, and so does an entry that would be alone in its group.
    """
    if len(found) <= MOST_IN_A_ROW:
        return found
    parts: dict[str, list[NavEntry]] = {}
    for number, entry in enumerate(found):
        parts.setdefault(entry.item.group or f"alone {number}", []).append(entry)
    return tuple(
        NavGroup(str(NAV_GROUPS[code][0]), NAV_GROUPS[code][1], tuple(together))
        if len(together) > 1
        else together[0]
        for code, together in parts.items()
    )


def person_menu(request: HttpRequest, actor: Actor | None) -> PersonMenu | None:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    role = next((one for one in ROLES if actor and one.code == actor.role), None)
    wanted = (
        ("authorities", "access:start"),
        ("password", "account_change_password"),
        ("second_factor", "mfa_index"),
        ("sign_out", "account_logout"),
    )
    return PersonMenu(
        name=user.get_full_name(),
        role=role.name.in_language(get_language() or "nl") if role else "",
        links=tuple((what, found) for what, name in wanted if (found := address(name))),
    )


def address(name: str, *arguments: str) -> str:
    """The address of a named page, or "" where this installation does not have that page."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
