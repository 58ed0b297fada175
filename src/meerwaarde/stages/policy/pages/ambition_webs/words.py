"""Words, badges and pictures that the pages about webs share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.charts import Band, Chart, Series, web
from meerwaarde.platform.layout.components import Badge, Tone
from meerwaarde.rules.ambition_web.phases import phases
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import (
    WEB_CANCELLED,
    WEB_PREPARED,
    WEB_REVEALED,
    WEB_SCORING,
    WEB_SESSION,
    WEB_SETTLED,
)
from meerwaarde.rules.roles import ROLES
from meerwaarde.rules.themes import level_names
from meerwaarde.stages.policy.forms.ambition_webs import KIND_NAMES
from meerwaarde.stages.policy.pages.words import in_words, language
from meerwaarde.stages.policy.queries.ambition_webs import AmbitionWeb, WebArea, WebSession

STATE_TONES = {
    WEB_PREPARED: Tone.NEUTRAL,
    WEB_SCORING: Tone.INFO,
    WEB_REVEALED: Tone.INFO,
    WEB_SETTLED: Tone.POSITIVE,
    WEB_CANCELLED: Tone.NEUTRAL,
}


def kind_in_words(web: AmbitionWeb) -> str:
    """ "Department Social Affairs", or for what else the web is."""
    if web.kind == "department" and web.department:
        return web.department.name
    return str(KIND_NAMES[web.kind])


def session_badge(state: str) -> Badge:
    """The state of a session; a web without one says so."""
    if not state:
        return Badge(label=_("No session yet"), tone=Tone.WARNING)
    return Badge(label=in_words(WEB_SESSION.state(state).name), tone=STATE_TONES[state])


def day_of(session: WebSession) -> str:
    """The day on which a session was settled, or is planned."""
    if session.settled_at is not None:
        return notation.format_day(timezone.localdate(session.settled_at), language())
    return notation.format_day(session.planned_on, language()) if session.planned_on else ""


def phase_in_words(code: str) -> str:
    """The phase of the work by its name; a code that is not in the list stays as it is."""
    known = {one.code: one.name for one in phases(Law.on(timezone.localdate()))}
    return in_words(known[code]) if code in known else code


def ring_names() -> tuple[str, ...]:
    """The names of levels 1 to 3."""
    names = level_names(Law.on(timezone.localdate()))
    return tuple(in_words(names[level]) for level in (1, 2, 3))


def level_in_words(level: int | None) -> str:
    """ "2 Significant"; a dash where nothing is known."""
    if level is None:
        return "–"
    return f"{level} {name_of_level(level)}"


def name_of_level(level: int) -> str:
    """ "Significant"."""
    return in_words(level_names(Law.on(timezone.localdate()))[level])  # type: ignore[index]


def halves(value: float | Decimal) -> str:
    """A level or a median of levels: "2", "1,5"."""
    return notation.format_number(Decimal(str(value)), language())


def anchor(area: WebArea, level: int | None) -> str:
    """What a level looks like in this area; nothing where nobody wrote it."""
    if level is None or level >= len(area.anchors):
        return ""
    return str(area.anchors[level])


def told(areas: Sequence[str], series: Sequence[Series]) -> str:
    """The picture in words: who cannot see it reads this."""
    parts = []
    for place, area in enumerate(areas):
        values = ", ".join(
            f"{one.label.lower()} {_('unknown') if (value := one.values[place]) is None else halves(value)}"
            for one in series
        )
        parts.append(f"{area}: {values}")
    return "; ".join(parts) + "."


def picture(
    key: str, title: str, areas: Sequence[str], series: Sequence[Series], *, band: Band | None = None
) -> Chart | None:
    """The web as a picture; None while it has fewer than three areas."""
    if len(areas) < 3:
        return None
    return web(
        key,
        title,
        told(areas, series),
        areas,
        series,
        first_heading=_("Area"),
        levels=ring_names(),
        band=band,
        say=halves,
    )


def levels_series(label: str, areas: Sequence[WebArea], levels: Mapping[str, int | None]) -> Series | None:
    """A line over the areas by their codes; None where nothing is known at all."""
    values = tuple(None if levels.get(area.code) is None else levels[area.code] for area in areas)
    return None if all(value is None for value in values) else Series(label, values)


def who_may(permission: str) -> str:
    """The roles that carry a permission, for a sentence that says whom to ask."""
    names = [in_words(role.name).lower() for role in ROLES if permission in role.permissions]
    return ", ".join(names[:4])


def why_not(actor: Actor, permission: str) -> str:
    """Empty where the actor may; else a sentence that says who may."""
    if actor.may(permission):
        return ""
    return _("Your role does not do this. Ask: %(roles)s.") % {"roles": who_may(permission)}
