"""The ambition web of a procurement: on its page, at its themes, and from the web and its sessions."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Section, ThreadNode
from meerwaarde.platform.layout.notation import shortened
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.pages.ambition_webs import intake_section, web_section
from meerwaarde.stages.procurement.queries import ambition_webs


@slots.page_sections.register("procurement.ambition_web", order=41)
def sections(actor: Actor, subject: slots.Subject) -> list[Section]:
    """The web on the page of a procurement, and what it agreed at the themes and at the session."""
    if not (actor.may("procurements.read") and actor.may("webs.read")):
        return []
    if subject.kind in ("procurement", "intake_themes"):
        found = queries.procurement(actor, subject.public_id)
        if found is None:
            return []
        section = web_section(actor, found) if subject.kind == "procurement" else intake_section(actor, found)
        return [] if section is None else [section]
    if subject.kind == "websession":
        told = [
            intake_section(actor, one, from_session=True)
            for one in ambition_webs.of_web_session(actor, subject.public_id)
        ]
        return [section for section in told if section is not None]
    return []


@slots.thread_links.register("procurement.ambition_web", order=41)
def links(actor: Actor, subject: slots.Subject) -> list[ThreadNode]:
    """From a web on to the procurements that it is for."""
    if subject.kind != "ambitionweb" or not actor.may("procurements.read"):
        return []
    return [
        ThreadNode(
            kind=_("Procurement"),
            label=shortened(one.title, 60),
            url=reverse("procurement:detail", args=[actor.slug, one.public_id]),
            icon="procurement",
            rank=50,
        )
        for one in ambition_webs.of_web(actor, subject.public_id)[:3]
    ]
