"""What stands around every page: the head's files, the header with the bar, the footer, spoken texts.

Every page pays for these, so a function writes them; what is the same for everybody is made once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from django.core.files.storage import Storage, storages
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.drawn.marks import icon
from meerwaarde.platform.layout.drawn.markup import NOTHING, joined, markup

if TYPE_CHECKING:
    from meerwaarde.platform.layout.context import NavEntry, NavGroup, PersonMenu, Shell

Token = Callable[[], str]
"""Gives the token against forged forms; asking for it sets a cookie, so only a form asks."""

SCRIPTS = (
    "django_htmx/htmx-2.min.js",
    *(
        f"layout/{name}.js"
        for name in ("menu", "forms", "connection", "suggest", "search", "rows", "print", "copy")
    ),
)
MARK = SafeString(
    '<svg class="mw-mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false">'
    '<rect width="48" height="48" rx="11" fill="#0b5d66" />'
    '<path d="M10 34V17.5l9 9.5 9-9.5" fill="none" stroke="#ffffff" stroke-width="4"'
    ' stroke-linecap="round" stroke-linejoin="round" />'
    '<path d="M28 34V24" fill="none" stroke="#ffffff" stroke-width="4" stroke-linecap="round" />'
    '<path d="M36.500 9.500v12M30.500 15.500h12" fill="none" stroke="#ffc845" stroke-width="4"'
    ' stroke-linecap="round" />'
    "</svg>"
)
PERSON_LINKS = {
    "authorities": ("organisation", _("My roles")),
    "password": ("settings", _("Change password")),
    "second_factor": ("lock", _("Second factor")),
}


def head_files() -> SafeString:
    """Icon, style sheet and scripts that every page loads."""
    return _head_files(storages["staticfiles"])


@lru_cache(maxsize=2)
def _head_files(storage: Storage) -> SafeString:
    """Which file carries which content is settled when a process starts, so the names are looked up once."""
    return markup(
        '<link rel="icon" href="{}" type="image/svg+xml">\n<link rel="stylesheet" href="{}">\n{}',
        storage.url("layout/mark.svg"),
        storage.url("vendor/meerwaarde.css"),
        joined(markup('<script src="{}" defer></script>\n', storage.url(name)) for name in SCRIPTS),
    )


def header(shell: Shell, token: Token) -> SafeString:
    """The name of the house, searching in everything, the person, and the bar."""
    demo = gettext("Demonstration: everything here is made up.") if shell.demo else ""
    where = markup('<span class="mw-brand__authority">{}</span>', shell.authority) if shell.authority else ""
    return markup(
        '<header class="mw-header">\n{}<div class="mw-header__inner">\n'
        '<a class="mw-brand" href="{}">{}<span class="mw-brand__words">'
        '<span class="mw-brand__name">Meerwaarde</span>{}</span></a>\n{}{}{}</div>\n{}</header>\n',
        markup('<p class="mw-header__demo">{}</p>\n', demo) if demo else NOTHING,
        shell.home_url,
        MARK,
        where,
        _search(shell.search_url) if shell.search_url else NOTHING,
        _person(shell.person, token) if shell.person else NOTHING,
        _menu_button() if shell.navigation else NOTHING,
        _bar(shell.navigation) if shell.navigation else NOTHING,
    )


def footer(shell: Shell, token: Token) -> SafeString:
    """What this is, who helps, and the choice of language."""
    return markup(
        '<footer class="mw-footer">\n<div class="mw-footer__inner">\n<div class="mw-footer__part">'
        '<h2 class="mw-footer__heading">Meerwaarde</h2><p class="mw-footer__text">{}</p></div>\n{}{}'
        "</div>\n</footer>\n",
        gettext("Open source software for public procurement with societal value."),
        _support(shell) if shell.support else NOTHING,
        _languages(shell, token) if shell.language_url else NOTHING,
    )


def spoken() -> SafeString:
    """Texts that scripts show: a lost connection, a draft, a moment's patience."""
    return _spoken(get_language() or "")


def _search(url: str) -> SafeString:
    return markup(
        '<form class="mw-search" action="{}" method="get" role="search">'
        '<label class="mw-visually-hidden" for="search-everything">{}</label>'
        '<span class="mw-search__icon">{}</span>'
        '<input class="mw-search__input" id="search-everything" type="search" name="q" autocomplete="off"'
        ' placeholder="{}" maxlength="200" title="{}" aria-keyshortcuts="/">'
        '<button class="mw-visually-hidden" type="submit">{}</button>'
        '<div class="mw-finder" id="search-finder" hidden></div></form>\n',
        url,
        gettext("Search in everything"),
        icon("search"),
        gettext("Search in everything"),
        gettext("Press / to search"),
        gettext("Search"),
    )


def _person(person: PersonMenu, token: Token) -> SafeString:
    role = markup('<span class="mw-person__role">{}</span>', person.role) if person.role else NOTHING
    return markup(
        '<details class="mw-person">\n<summary class="mw-person__summary">{}<span class="mw-person__words">'
        '<span class="mw-person__name">{}</span>{}</span>{}</summary>\n'
        '<ul class="mw-person__menu">\n{}</ul>\n</details>\n',
        icon("person", size="large"),
        person.name,
        role,
        icon("expand", size="small"),
        joined(_person_link(what, url, token) for what, url in person.links),
    )


def _person_link(what: str, url: str, token: Token) -> SafeString:
    if what == "sign_out":
        return markup(
            '<li><form method="post" action="{}">{}<button class="mw-person__item" type="submit">{}{}'
            "</button></form></li>\n",
            url,
            _guard(token),
            icon("sign_out"),
            gettext("Sign out"),
        )
    drawing, words = PERSON_LINKS[what]
    return markup('<li><a class="mw-person__item" href="{}">{}{}</a></li>\n', url, icon(drawing), words)


def _menu_button() -> SafeString:
    return markup(
        '<button class="mw-menu-button" type="button" aria-controls="navigation" aria-expanded="false"'
        " data-menu hidden>{}{}</button>\n",
        icon("menu"),
        gettext("Menu"),
    )


def _bar(navigation: tuple[NavEntry | NavGroup, ...]) -> SafeString:
    return markup(
        '<nav class="mw-nav" id="navigation" aria-label="{}">\n<ul class="mw-nav__list">\n{}</ul>\n</nav>\n',
        gettext("Main navigation"),
        joined(_fold(one) if one.entries else _entry(one, "mw-nav__link") for one in navigation),  # type: ignore[arg-type]
    )


def _fold(group: NavGroup) -> SafeString:
    return markup(
        '<li class="mw-nav__group"><details class="mw-nav__fold">\n'
        '<summary class="mw-nav__link mw-nav__head{}">{}<span>{}</span>{}</summary>\n'
        '<ul class="mw-nav__menu">\n{}</ul>\n</details></li>\n',
        " mw-nav__head--current" if group.current else "",
        icon(group.icon),
        group.label,
        icon("expand", size="small"),
        joined(_entry(below, "mw-nav__item") for below in group.entries),
    )


def _entry(entry: NavEntry, kind: str) -> SafeString:
    return markup(
        '<li><a class="{}" href="{}"{}>{}<span>{}</span></a></li>\n',
        kind,
        entry.item.url,
        SafeString(' aria-current="page"') if entry.current else NOTHING,
        icon(entry.item.icon),
        entry.item.label,
    )


def _support(shell: Shell) -> SafeString:
    return markup(
        '<div class="mw-footer__part"><h2 class="mw-footer__heading">{}</h2>'
        '<ul class="mw-footer__list">{}</ul></div>\n',
        gettext("About this site"),
        joined(
            markup(
                '<li><a class="utrecht-link utrecht-link--html-a" href="{}">{}</a></li>', link.url, link.label
            )
            for link in shell.support
        ),
    )


def _languages(shell: Shell, token: Token) -> SafeString:
    choices = joined(
        markup(
            '<button class="mw-languages__choice" type="submit" name="language" value="{}" lang="{}"{}>{}{}'
            "</button>\n",
            code,
            code,
            SafeString(' aria-current="true"') if chosen else NOTHING,
            icon("done", size="small") if chosen else NOTHING,
            name,
        )
        for code, name, chosen in shell.languages
    )
    return markup(
        '<div class="mw-footer__part"><h2 class="mw-footer__heading">{}</h2>'
        '<form class="mw-languages" method="post" action="{}">{}'
        '<input type="hidden" name="next" value="{}">\n{}</form></div>\n',
        gettext("Language"),
        shell.language_url,
        _guard(token),
        shell.path,
        choices,
    )


def _guard(token: Token) -> SafeString:
    return markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token())


@lru_cache(maxsize=8)
def _spoken(language: str) -> SafeString:
    """In the language that is active, which is the key."""
    lost = gettext("What you typed is still here. Try again in a moment.")
    broken = gettext("What you typed is still here. Try again, or reload the page.")
    return markup(
        '<div class="mw-toasts" id="toasts" role="alert"></div>\n{}{}{}'
        '<template id="say-draft">\n<div class="mw-message mw-message--info mw-draft">{}\n'
        '<p class="mw-message__text">{}</p>\n<p class="mw-draft__actions">'
        '<button class="utrecht-button utrecht-button--secondary-action" type="button"'
        ' data-draft="restore">{}</button>\n'
        '<button class="utrecht-button utrecht-button--subtle mw-button--quiet" type="button"'
        ' data-draft="forget">{}</button></p>\n</div>\n</template>\n'
        '<template id="say-busy">{}</template>\n',
        _said("say-connection-lost", "warning", "connection", gettext("The connection was lost."), lost),
        _said("say-connection-back", "success", "connection", "", gettext("The connection is back.")),
        _said("say-server-error", "error", "server", gettext("This did not work."), broken),
        icon("journal"),
        gettext("You typed something here before that was not saved."),
        gettext("Put it back"),
        gettext("Throw it away"),
        gettext("One moment…"),
    )


def _said(key: str, tone: str, kind: str, first: str, rest: str) -> SafeString:
    return markup(
        '<template id="{}">\n<div class="mw-message mw-message--{}" data-kind="{}">{}\n'
        '<p class="mw-message__text">{}{}</p>\n</div>\n</template>\n',
        key,
        tone,
        kind,
        icon("block" if tone == "error" else tone),
        markup("<strong>{}</strong> ", first) if first else NOTHING,
        rest,
    )
