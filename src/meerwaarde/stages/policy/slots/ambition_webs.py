"""What the pages of other rooms learn of ambition webs."""

from __future__ import annotations

from dataclasses import asdict

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import notation, slots
from meerwaarde.platform.layout.components import (
    KindName,
    NavItem,
    SearchDocument,
    Section,
    ThreadNode,
    Wait,
)
from meerwaarde.platform.layout.slots import Subject
from meerwaarde.stages.policy.pages.ambition_webs.following import following_section
from meerwaarde.stages.policy.queries import ambition_webs as queries
from meerwaarde.stages.policy.queries.ambition_webs import AmbitionWeb, WebOutcome

MOST_WAITS = 10


@slots.navigation.register("policy.ambition_webs", order=25)
def ambition_webs(actor: Actor) -> list[NavItem]:
    if not actor.may("webs.agreed"):
        return []
    url = reverse("policy:ambition_webs", args=[actor.slug])
    return [NavItem(label=_("Ambition webs"), url=url, icon="ambitions", group="policy")]


@slots.page_sections.register("policy.web_following", order=20)
def following(actor: Actor, subject: Subject) -> list[Section]:
    """On the page of a settled session: what can be taken over, and the report."""
    if subject.kind != "websession":
        return []
    session = queries.sessions_with_outcomes(actor, subject.public_id)
    section = following_section(actor, session) if session is not None else None
    return [] if section is None else [section]


@slots.thread_links.register("policy.ambition_webs", order=15)
def knots(actor: Actor, subject: Subject) -> list[ThreadNode]:
    """From a project's web to the generic web beneath it."""
    if subject.kind != "ambitionweb":
        return []
    web = queries.ambition_web(actor, subject.public_id)
    return [] if web is None or web.generic is None else [web_knot(actor, web.generic)]


def web_knot(actor: Actor, web: AmbitionWeb) -> ThreadNode:
    """A web in the golden thread."""
    return ThreadNode(
        kind=_("Ambition web"),
        label=notation.shortened(web.title, 60),
        url=reverse("policy:ambition_web", args=[actor.slug, web.public_id]),
        icon="ambitions",
        rank=24,
    )


@slots.waits.register("policy.web_measures", order=35)
def measures_wait(actor: Actor) -> list[Wait]:
    """Measures past their term wait for their owner, measures of nobody for who led the session."""
    if not actor.may("webs.read"):
        return []
    late = [
        _wait(actor, one, _("The term of this measure from an ambition web has passed."))
        for one in queries.measures_past_term(actor, timezone.localdate())[:MOST_WAITS]
    ]
    nobody = [
        _wait(actor, one, _("Nobody carries this measure from your session yet."))
        for one in queries.outcomes_without_owner(actor)[:MOST_WAITS]
    ]
    return [*late, *nobody]


def _wait(actor: Actor, outcome: WebOutcome, note: str) -> Wait:
    address = reverse("policy:web_session", args=[actor.slug, outcome.session.public_id])
    return Wait(
        label=notation.shortened(outcome.measure, 90),
        url=f"{address}#naar-plan",
        note=note,
        icon="ambitions",
        due=outcome.due_on,
    )


@slots.search_documents.register("policy.ambition_webs", order=25)
def findable(actor: Actor) -> list[SearchDocument]:
    return [SearchDocument(**asdict(one)) for one in queries.findable_webs(actor)]


@slots.kind_names.register("policy.ambition_webs", order=25)
def names() -> list[KindName]:
    return [
        KindName(
            kind="ambition_web",
            label=_("Ambition web"),
            plural=_("Ambition webs"),
            permission="webs.agreed",
            icon="ambitions",
        )
    ]


exporters.register("ambitionweb", queries.webs_for_dossier)
exporters.register("webarea", queries.areas_for_dossier)
link_kind("ambitionweb", "policy:ambition_web", "webs.agreed")
name_kind("ambitionweb", queries.titles_of_webs)
