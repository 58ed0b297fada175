"""Icons, badges and levels."""

from __future__ import annotations

from functools import lru_cache

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from meerwaarde.platform.layout import icons
from meerwaarde.platform.layout.components import Badge, Level
from meerwaarde.platform.layout.drawn.markup import NOTHING, markup


def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """One drawing, in the colour of the text around it. `size` is "", "small" or "large"."""
    # Escaped before it is a key: a text that was marked as safe equals the same text that was not.
    return _icon(name, conditional_escape(label), size)


@lru_cache(maxsize=1024)
def _icon(name: str, label: SafeString, size: str) -> SafeString:
    kind = f" mw-icon--{size}" if size else ""
    meaning = markup('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return markup(
        '<svg class="mw-icon{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round" focusable="false" {}>{}</svg>',
        kind,
        meaning,
        mark_safe(icons.paths(name)),  # noqa: S308 - our own built file
    )


def badge(it: Badge) -> SafeString:
    """A state in one word, with the space that keeps it from the next."""
    return markup(
        '<span class="nl-data-badge mw-badge mw-badge--{}">{}{}</span>\n',
        it.tone,
        icon(it.icon, size="small") if it.icon else NOTHING,
        it.label,
    )


def level(it: Level) -> SafeString:
    """The level 0 to 3 as a numbered tile with its name."""
    named = markup('<span class="mw-level__label">{}</span>', it.label) if it.label else NOTHING
    return markup(
        '<span class="mw-level"><span class="mw-level__tile mw-level__tile--{}">'
        '<span class="mw-visually-hidden">{} </span>{}</span>{}</span>\n',
        it.level,
        gettext("Level"),
        it.level,
        named,
    )
