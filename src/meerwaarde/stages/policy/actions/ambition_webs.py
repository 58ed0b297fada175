"""What people do with an ambition web around its sessions: make it, shape its areas, load policy into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Department
from meerwaarde.platform.search.actions import index, remove
from meerwaarde.rules.ambition import LEVELS, THEMES
from meerwaarde.rules.ambition_web.areas import area_set
from meerwaarde.rules.ambition_web.policy import PolicyChange, PolicyLevel, changes, policy_level
from meerwaarde.rules.law import Law
from meerwaarde.stages.policy.actions.refusal import refuse_if, seen
from meerwaarde.stages.policy.models import AREA_SETS, WEB_KINDS, AmbitionWeb, Category, WebArea
from meerwaarde.stages.policy.queries import ambition_webs as queries

FEWEST_AREAS, MOST_AREAS = 3, 16
"""A web of two spokes is a line; more than sixteen nobody can read or discuss in an afternoon."""
LONGEST_NAME = 120


@dataclass(frozen=True, kw_only=True)
class AreaValues:
    """An area as a person gives it; `anchors` holds a text for each of the levels 0 to 3.

    `code` comes from a shipped set or another web: by it webs over each other are compared. Empty makes one.
    """

    name: str
    code: str = ""
    explanation: str = ""
    theme: str = ""
    anchors: tuple[str, ...] = ("", "", "", "")


@dataclass(frozen=True, kw_only=True)
class WebValues:
    """What a person gives to make or change a web."""

    title: str
    kind: str
    explanation: str = ""
    department: Department | None = None
    generic: AmbitionWeb | None = None
    categories: tuple[Category, ...] = ()


def start_web(
    *,
    actor: Actor,
    at: datetime,
    web: WebValues,
    areas: Literal["six", "gww", "themes", "own"],
    own_areas: Sequence[AreaValues] = (),
) -> AmbitionWeb:
    """Make a web with its areas, with what policy asks loaded at once. Raises `Refused`.

    `areas` is a shipped set, the authority's own themes where its framework has them, or areas given along.
    """
    must(actor, "webs.facilitate")
    chosen = tuple(own_areas) if areas == "own" else _shipped(actor, at, areas)
    refuse_if({**_problems(actor, web), **_area_problems(chosen, areas)})
    with transaction.atomic():
        entered = AmbitionWeb.enter(
            organisation_id=actor.organisation_id,
            area_set=areas if areas in AREA_SETS else "own",
            **_columns(web),
        )
        entered.categories.set(web.categories)
        _enter_areas(entered, chosen)
        record(actor, "ambitionweb.start", entered, at=at, fields=(*_columns(web), "area_set"))
        _load(actor, at, entered)
        _find(actor, entered)
    return entered


def copy_web(*, actor: Actor, at: datetime, template: AmbitionWeb, web: WebValues) -> AmbitionWeb:
    """Make a web with the areas of another one, which stays as it is."""
    same = [
        AreaValues(
            name=area.name,
            code=area.code,
            explanation=area.explanation,
            theme=area.theme,
            anchors=tuple(area.anchors) or ("", "", "", ""),
        )
        for area in queries.areas_of_web(seen(queries.ambition_web(actor, template.public_id)))
    ]
    must(actor, "webs.facilitate")
    refuse_if(_problems(actor, web))
    with transaction.atomic():
        entered = AmbitionWeb.enter(
            organisation_id=actor.organisation_id, area_set=template.area_set, **_columns(web)
        )
        entered.categories.set(web.categories)
        _enter_areas(entered, same)
        given = (*_columns(web), "area_set")
        record(actor, "ambitionweb.start", entered, at=at, fields=given, plain={"copied": template.public_id})
        _load(actor, at, entered)
        _find(actor, entered)
    return entered


def change_web(
    *, actor: Actor, at: datetime, web: AmbitionWeb, expected_version: int, values: WebValues
) -> tuple[str, ...]:
    """Change title, kind, department, what lies beneath or the categories; names what really changed."""
    must(actor, "webs.facilitate")
    refuse_if(_problems(actor, values, itself=web))
    with transaction.atomic():
        held = seen(queries.web_to_change(actor, web.public_id))
        changed = list(held.change(expected_version, **_columns(values)))
        before = {one.pk for one in held.categories.all()}
        if before != {one.pk for one in values.categories}:
            held.categories.set(values.categories)
            changed.append("categories")
        if changed:
            codes: Any = [one.code for one in values.categories]
            plain = {"categories": codes} if "categories" in changed else {}
            fields = [name for name in changed if name != "categories"]
            record(actor, "ambitionweb.change", held, at=at, fields=fields, plain=plain)
            _find(actor, held)
    return tuple(changed)


def add_area(*, actor: Actor, at: datetime, web: AmbitionWeb, area: AreaValues) -> WebArea:
    """Put one more spoke at the end of the round."""
    must(actor, "webs.facilitate")
    with transaction.atomic():
        held = _still(actor, web)
        present = queries.areas_of_web(held)
        refuse_if(_area_problems((*(_given(one) for one in present), area), "own"))
        codes = {one.code for one in present}
        place = max((one.position for one in present), default=-1) + 1
        entered = WebArea.enter(web=held, code=_code(area.name, codes), position=place, **_area_columns(area))
        record(actor, "ambitionweb.change", held, at=at, plain={"area": entered.public_id, "what": "add"})
        _load(actor, at, held)
        _find(actor, held)
    return entered


def change_area(
    *, actor: Actor, at: datetime, area: WebArea, expected_version: int, values: AreaValues
) -> tuple[str, ...]:
    """Change the words of an area. Its code stays, so that sessions before and after are compared."""
    must(actor, "webs.facilitate")
    with transaction.atomic():
        held = _still(actor, area.web)
        others = [_given(one) for one in queries.areas_of_web(held) if one.pk != area.pk]
        refuse_if(_area_problems((*others, values), "own"))
        found = seen(queries.area_of_web(actor, area.public_id))
        changed = found.change(expected_version, **_area_columns(values))
        if changed:
            record(actor, "ambitionweb.change", found, at=at, fields=changed)
            if "theme" in changed:
                _load(actor, at, held)
            _find(actor, held)
    return changed


def move_area(*, actor: Actor, at: datetime, area: WebArea, up: bool) -> None:
    """Change places with the neighbour before, or after; at the end of the round nothing happens."""
    must(actor, "webs.facilitate")
    with transaction.atomic():
        held = _still(actor, area.web)
        order = queries.areas_of_web(held)
        place = next(number for number, one in enumerate(order) if one.pk == area.pk)
        other = place - 1 if up else place + 1
        if not 0 <= other < len(order):
            return
        order[place], order[other] = order[other], order[place]
        for number, one in enumerate(order):
            if one.position != number:
                one.change(position=number)
        codes: Any = [one.code for one in order]
        record(actor, "ambitionweb.change", held, at=at, plain={"order": codes})


def remove_area(*, actor: Actor, at: datetime, area: WebArea) -> None:
    """Take a spoke away. One that a session spoke about stays: what was agreed is not lost."""
    must(actor, "webs.facilitate")
    with transaction.atomic():
        held = _still(actor, area.web)
        if len(queries.areas_of_web(held)) <= FEWEST_AREAS:
            refuse_if({"": _("A web has at least three areas. Add another one first.")})
        if queries.area_spoken_about(area):
            said = _(
                "A session spoke about “%(name)s”, so it stays. Copy the web to go on with other areas."
            ) % {"name": area.name}
            refuse_if({"": said})
        record(actor, "ambitionweb.change", held, at=at, plain={"area": area.public_id, "what": "remove"})
        area.strike()
        _find(actor, seen(queries.ambition_web(actor, held.public_id)))


def load_policy(*, actor: Actor, at: datetime, web: AmbitionWeb) -> tuple[PolicyChange, ...]:
    """Load what framework and matrix ask today; gives what differs from what was loaded before.

    What sessions agreed keeps the level that policy asked then.
    """
    must(actor, "webs.facilitate")
    with transaction.atomic():
        held = _still(actor, web)
        return _load(actor, at, held)


def policy_now(actor: Actor, web: AmbitionWeb, at: datetime) -> tuple[PolicyChange, ...]:
    """What loading would change, without doing it."""
    before, after = _loaded(web), _asked(actor, web, at)
    return changes(before, after)


def archive_web(*, actor: Actor, at: datetime, web: AmbitionWeb) -> None:
    """Take a web out of the lists; its sessions and reports stay, and it can be put back."""
    must(actor, "webs.facilitate")
    with transaction.atomic():
        held = _still(actor, web)
        if held.archived_at is None:
            record(actor, "ambitionweb.archive", held, at=at, fields=held.change(archived_at=at))
            remove(kind="ambition_web", object_id=held.public_id)


def restore_web(*, actor: Actor, at: datetime, web: AmbitionWeb) -> None:
    """Put an archived web back."""
    must(actor, "webs.facilitate")
    with transaction.atomic():
        held = seen(queries.web_to_change(actor, web.public_id))
        if held.archived_at is not None:
            record(actor, "ambitionweb.restore", held, at=at, fields=held.change(archived_at=None))
            _find(actor, held)


def _still(actor: Actor, web: AmbitionWeb) -> AmbitionWeb:
    """The web, held; refused while people sit around the table over it."""
    held = seen(queries.web_to_change(actor, web.public_id))
    if queries.session_going(held):
        refuse_if(
            {"": _("A session over this web is going on. Settle or cancel it first; then you can change it.")}
        )
    return held


def _shipped(actor: Actor, at: datetime, areas: str) -> tuple[AreaValues, ...]:
    law = Law.on(timezone.localdate(at))
    if areas in ("six", "gww"):
        found = area_set(law, "gww" if areas == "gww" else "six")
        return tuple(
            AreaValues(
                name=area.name.in_language(actor.language),
                code=area.code,
                explanation=area.explanation.in_language(actor.language),
                theme=area.theme or "",
                anchors=tuple(anchor.in_language(actor.language) for anchor in area.anchors),
            )
            for area in found.areas
        )
    if areas != "themes":
        refuse_if({"areas": _("Choose with which areas the web begins.")})
    anchors = {area.theme: area.anchors for area in area_set(law, "six").areas}
    return tuple(
        AreaValues(
            name=own.name,
            code=own.code,
            explanation=own.explanation,
            theme=own.themes[0] if len(own.themes) == 1 else "",
            anchors=tuple(anchor.in_language(actor.language) for anchor in anchors[own.themes[0]])
            if len(own.themes) == 1
            else ("", "", "", ""),
        )
        for own in queries.own_themes_in_force(actor, timezone.localdate(at))
    )


def _problems(actor: Actor, web: WebValues, *, itself: AmbitionWeb | None = None) -> dict[str, str]:
    problems = {}
    if not web.title.strip():
        problems["title"] = _("Give the web a name, for example: Ambition web of Public Space.")
    if web.kind not in WEB_KINDS:
        problems["kind"] = _("Choose for what the web is.")
    if web.kind == "department" and web.department is None:
        problems["department"] = _("Choose the department of which this web is.")
    if web.department is not None and web.department.organisation_id != actor.organisation_id:
        problems["department"] = _("Choose a department of your own authority.")
    if web.generic is not None:
        if web.kind != "project":
            problems["generic"] = _("Only the web of a project lies over another web.")
        elif web.generic.organisation_id != actor.organisation_id or web.generic.kind == "project":
            problems["generic"] = _("Choose a web of your own organisation or of a department.")
        elif itself is not None and web.generic.pk == itself.pk:
            problems["generic"] = _("A web does not lie over itself.")
    if any(one.organisation_id != actor.organisation_id for one in web.categories):
        problems["categories"] = _("Choose categories of your own matrix.")
    return problems


def _area_problems(areas: Sequence[AreaValues], chosen: str) -> dict[str, str]:
    field = "own_areas" if chosen == "own" else "areas"
    names = [" ".join(area.name.split()).casefold() for area in areas]
    problems = {}
    if any(not name for name in names):
        problems["name"] = _("Give every area a name.")
    elif len(set(names)) < len(names):
        problems["name"] = _("Two areas have the same name. Give each its own.")
    elif any(len(area.name) > LONGEST_NAME for area in areas):
        problems["name"] = _("Keep the name under 120 signs.")
    if any(area.theme and area.theme not in THEMES for area in areas):
        problems["theme"] = _("Choose one of the six themes, or none.")
    if any(len(area.anchors) != len(LEVELS) for area in areas):
        problems["anchors"] = _("Give a text for each of the four levels; it may be empty.")
    if len(areas) < FEWEST_AREAS:
        problems[field] = _("A web has at least three areas.")
    elif len(areas) > MOST_AREAS:
        problems[field] = _("A web with more than sixteen areas cannot be read. Take some together.")
    return problems


def _columns(web: WebValues) -> dict[str, Any]:
    return {
        "title": " ".join(web.title.split()),
        "kind": web.kind,
        "explanation": web.explanation.strip(),
        "department": web.department if web.kind != "organisation" else None,
        "generic": web.generic if web.kind == "project" else None,
    }


def _area_columns(area: AreaValues) -> dict[str, Any]:
    return {
        "name": " ".join(area.name.split()),
        "explanation": area.explanation.strip(),
        "theme": area.theme,
        "anchors": [anchor.strip() for anchor in area.anchors],
    }


def _given(area: WebArea) -> AreaValues:
    return AreaValues(
        name=area.name,
        explanation=area.explanation,
        theme=area.theme,
        anchors=tuple(area.anchors) if len(area.anchors) == len(LEVELS) else ("", "", "", ""),
    )


def _enter_areas(web: AmbitionWeb, areas: Iterable[AreaValues]) -> None:
    taken: set[str] = set()
    for place, area in enumerate(areas):
        code = area.code if area.code and area.code not in taken else _code(area.name, taken)
        taken.add(code)
        WebArea.enter(web=web, code=code, position=place, **_area_columns(area))


def _code(name: str, taken: set[str]) -> str:
    """A code by which the area is known in every session; a number behind it where it is taken."""
    first = slugify(name)[:34].strip("-") or "gebied"
    return next(
        code
        for number in range(1, 100)
        if (code := first if number == 1 else f"{first}-{number}") not in taken
    )


def _loaded(web: AmbitionWeb) -> dict[str, PolicyLevel]:
    return {
        area.public_id: PolicyLevel(area.policy_level, area.policy_source)
        for area in queries.areas_of_web(web)
    }


def _asked(actor: Actor, web: AmbitionWeb, at: datetime) -> dict[str, PolicyLevel]:
    asked = queries.asked_by_policy(
        actor.organisation_id,
        timezone.localdate(at),
        web.department_id,
        queries.categories_of_web(web),
    )
    return {area.public_id: policy_level(area.theme, asked) for area in queries.areas_of_web(web)}


def _load(actor: Actor, at: datetime, web: AmbitionWeb) -> tuple[PolicyChange, ...]:
    found = changes(_loaded(web), _asked(actor, web, at))
    areas = {area.public_id: area for area in queries.areas_of_web(web)}
    for one in found:
        areas[one.code].change(policy_level=one.after.level, policy_source=one.after.source)
    if found:
        levels: Any = {areas[one.code].code: one.after.level for one in found}
        record(actor, "ambitionweb.load_policy", web, at=at, plain={"levels": levels})
    return found


def _find(actor: Actor, web: AmbitionWeb) -> None:
    """A current web can be found by its name and areas, an archived one no longer."""
    if web.archived_at is None:
        index(organisation_id=actor.organisation_id, **asdict(queries.findable_web(actor.slug, web)))
    else:
        remove(kind="ambition_web", object_id=web.public_id)
