"""What the journal adds to other pages: its place in the navigation, and the history of an object."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import history_of
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.journal.queries import departments_for_dossier, roles_for_dossier
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import NavItem, Section
from meerwaarde.platform.layout.slots import Subject


@slots.navigation.register("journal.list", order=90)
def journal(actor: Actor) -> list[NavItem]:
    """For whoever may read it."""
    if not actor.may("journal.read"):
        return []
    return [
        NavItem(
            label=_("Journal"),
            url=reverse("journal:list", args=[actor.slug]),
            icon="journal",
            group="organisation",
        )
    ]


@slots.page_sections.register("journal.history", order=90)
def history(actor: Actor, subject: Subject) -> list[Section]:
    """The history of the object on this page; the page itself asked already whether one may see that."""
    if not actor.may("journal.read"):
        return []
    found = history_of(actor, subject.kind, subject.public_id)
    if found is None:
        return []
    return [Section(title=_("History"), template="history/object.html", content=found, icon="journal")]


exporters.register("department", departments_for_dossier)
exporters.register("membership", roles_for_dossier)
