"""On the page of a frozen search or a consultation: in which files it is evidence, and the way in."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Section
from meerwaarde.stages.procurement.pages.evidence import files_section
from meerwaarde.stages.procurement.queries import evidence as queries

KIND_OF: dict[str, queries.EvidenceKind] = {"frozensearch": "search", "consultation": "consultation"}


@slots.page_sections.register("procurement.evidence", order=41)
def in_files(actor: Actor, subject: slots.Subject) -> list[Section]:
    """For who reads procurements; a consultation that is a draft is no evidence yet."""
    kind = KIND_OF.get(subject.kind)
    if kind is None or not actor.may("procurements.read"):
        return []
    if queries.thing_to_put(actor, kind, subject.public_id) is None:
        return []
    files = queries.files_with(actor, kind, subject.public_id)
    return [
        Section(
            title=_("Evidence in a procurement"),
            template="procurement/parts/in_files.html",
            content=files_section(actor, kind, subject.public_id, files),
            icon="procurement",
            anchor="in-files",
        )
    ]


exporters.register("searchinfile", queries.places_for_dossier)
exporters.register("consultationinfile", queries.consulted_for_dossier)
