"""What the pages of other rooms learn of the matrix."""

from __future__ import annotations

from dataclasses import asdict

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import KindName, Kpi, NavItem, SearchDocument, ThreadNode
from meerwaarde.platform.layout.slots import Subject
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages.matrix.picture import PROMISING


@slots.navigation.register("policy.matrix", order=24)
def matrix(actor: Actor) -> list[NavItem]:
    if not actor.may("matrix.read"):
        return []
    url = reverse("policy:matrix", args=[actor.slug])
    return [NavItem(label=_("Matrix"), url=url, icon="matrix", group="policy")]


@slots.key_figures.register("policy.matrix", order=24)
def figures(actor: Actor) -> list[Kpi]:
    """For who keeps policy: how much of the matrix is promising."""
    if not actor.may("matrix.write"):
        return []
    filled, promising = queries.matrix_counts(actor, promising=PROMISING)
    if not filled:
        return []
    return [
        Kpi(
            label=_("Promising cells in the matrix"),
            value=str(promising),
            note=_("level 2 or 3, of %(count)d") % {"count": filled},
            icon="matrix",
            share=promising / filled,
            url=reverse("policy:matrix", args=[actor.slug]),
        )
    ]


@slots.thread_links.register("policy.matrix", order=12)
def knots(actor: Actor, subject: Subject) -> list[ThreadNode]:
    """A category belongs to the whole matrix."""
    if subject.kind != "category" or not actor.may("matrix.read"):
        return []
    url = reverse("policy:matrix", args=[actor.slug])
    return [ThreadNode(kind=_("Matrix"), label=_("Matrix"), url=url, icon="matrix", rank=25)]


@slots.kind_names.register("policy.matrix", order=24)
def kinds() -> list[KindName]:
    """What a hit in the search is."""
    return [
        KindName(
            kind="category",
            label=_("Procurement category"),
            plural=_("Procurement categories"),
            permission="matrix.read",
            icon="matrix",
        )
    ]


@slots.search_documents.register("policy.matrix")
def documents(actor: Actor) -> list[SearchDocument]:
    """Every category in use."""
    return [SearchDocument(**asdict(one)) for one in queries.findable_categories(actor)]


exporters.register("category", queries.categories_for_dossier)
exporters.register("matrixentry", queries.entries_for_dossier)
link_kind("category", "policy:category", "matrix.read")
link_kind("matrixentry", "policy:matrix_entry", "matrix.read")
name_kind("category", queries.category_names)
name_kind("matrixentry", queries.entry_names)
