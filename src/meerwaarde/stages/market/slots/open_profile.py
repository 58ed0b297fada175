"""Beside a profile: whether it is open data, for who keeps it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Section
from meerwaarde.stages.market.pages.open_profile import open_section
from meerwaarde.stages.market.queries.open_profile import profile_state


@slots.page_sections.register("market.open_profile", order=38)
def of_supplier(actor: Actor, subject: slots.Subject) -> list[Section]:
    """The state, the way to change it, and for the firm its profile as a file."""
    if subject.kind != "supplier" or not (actor.may("firm.read") or actor.may("suppliers.write")):
        return []
    found = profile_state(actor, subject.public_id)
    if found is None:
        return []
    return [
        Section(
            title=_("Open data"),
            template="market/parts/open_section.html",
            content=open_section(actor, found),
            icon="open",
            anchor="open-data",
        )
    ]
