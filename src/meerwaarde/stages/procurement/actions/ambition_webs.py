"""What people do with the ambition web of a procurement: tie one, begin one, take over what was agreed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.policy.actions import ambition_webs as policy
from meerwaarde.stages.policy.queries import matrix_row
from meerwaarde.stages.policy.queries.ambition_webs import AmbitionWeb, Category, ambition_web, generic_webs
from meerwaarde.stages.policy.queries.matrix import category as category_of
from meerwaarde.stages.procurement.actions.editing import ambition_values, refuse_unless_editable, save
from meerwaarde.stages.procurement.models import Procurement
from meerwaarde.stages.procurement.queries.ambition_webs import AgreedLevels


def tie_web(
    actor: Actor, procurement: Procurement, *, web: AmbitionWeb | None, expected_version: int, at: datetime
) -> tuple[str, ...]:
    """Tie the web of a project to this procurement, or let go of it with None."""
    values = {"ambition_web": web}
    return save(actor, procurement, "procurement.web", expected_version, values, at=at)


def begin_web(actor: Actor, procurement: Procurement, *, expected_version: int, at: datetime) -> AmbitionWeb:
    """Make a web for this procurement over the one of its department or the organisation, and tie it.

    It has the areas of the web beneath it, or the six themes where there is none. What the matrix asks of
    the category of the procurement counts as policy.
    """
    refuse_unless_editable(actor, procurement)
    beneath = _beneath(actor, procurement)
    values = policy.WebValues(
        title=procurement.title,
        kind="project",
        explanation=procurement.purpose_value,
        department=procurement.department,
        generic=beneath,
        categories=_categories(actor, procurement),
    )
    with transaction.atomic():
        if beneath is None:
            web = policy.start_web(actor=actor, at=at, web=values, areas="six")
        else:
            web = policy.copy_web(actor=actor, at=at, template=beneath, web=values)
        tie_web(actor, procurement, web=web, expected_version=expected_version, at=at)
    return web


def take_over_levels(
    actor: Actor, procurement: Procurement, *, agreed: AgreedLevels, expected_version: int, at: datetime
) -> tuple[str, ...]:
    """Write the levels that the session agreed into the themes; a theme without one keeps what it had.

    Why they were agreed comes behind what is written there already, once.
    """
    themes = {**(procurement.themes or {}), **agreed.levels}
    why = procurement.themes_why.strip()
    if agreed.why and agreed.why not in why:
        why = f"{why}\n\n{agreed.why}".strip()
    return save(
        actor,
        procurement,
        "procurement.ambition",
        expected_version,
        ambition_values(themes=themes, why=why[:4000]),
        at=at,
        plain={"web_session": agreed.session.public_id},
    )


def _beneath(actor: Actor, procurement: Procurement) -> AmbitionWeb | None:
    """The web of the department, or else of the organisation."""
    found = generic_webs(actor)
    own = [
        one for one in found if one.kind == "department" and one.department_id == procurement.department_id
    ]
    whole = [one for one in found if one.kind == "organisation"]
    chosen = next(iter([*own, *whole]), None)
    return None if chosen is None else ambition_web(actor, chosen.public_id)


def _categories(actor: Actor, procurement: Procurement) -> tuple[Category, ...]:
    row = matrix_row(actor, procurement.cpv or [])
    found = category_of(actor, row.category) if row is not None else None
    return (found,) if found is not None else ()
