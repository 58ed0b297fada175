"""Reads of ambition webs: their areas, what policy asks of them, and what their sessions agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.rules.ambition_web.aggregation import Result, SettledSession
from meerwaarde.rules.ambition_web.following import AgreedArea, ThemeLevel, theme_levels
from meerwaarde.rules.ambition_web.policy import Asked, asked_by_rule
from meerwaarde.rules.compliance import sentence
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.lifecycle import WEB_CANCELLED, WEB_REVEALED, WEB_SCORING, WEB_SETTLED
from meerwaarde.stages.policy.models import (
    AmbitionWeb,
    Category,
    MatrixEntry,
    OwnTheme,
    Participant,
    WebArea,
    WebOutcome,
    WebSession,
)
from meerwaarde.stages.policy.queries.findable import Findable
from meerwaarde.stages.policy.queries.frameworks import words_for
from meerwaarde.stages.policy.queries.in_force import frameworks_in_force, rules_in_force
from meerwaarde.stages.policy.queries.keyset import Slice, keyset
from meerwaarde.stages.policy.queries.web_sessions import sessions_told_to, sessions_visible_to

__all__ = [
    "AgreedWeb",
    "AmbitionWeb",
    "Category",
    "Participant",
    "WebArea",
    "WebFilter",
    "WebOutcome",
    "WebSession",
]

LIVE = (WEB_SCORING, WEB_REVEALED)
"""States in which people sit around the table: the areas stand still then."""


@dataclass(frozen=True)
class WebFilter:
    """What a person asked of the list of webs; empty means everything that is not archived."""

    text: str = ""
    kind: str = ""
    department: str = ""
    archived: bool = False


@dataclass(frozen=True)
class AgreedWeb:
    """The outcome of one settled session, by key of the area."""

    session: WebSession
    outcomes: Mapping[int, WebOutcome]

    def level(self, area: WebArea) -> int | None:
        """The agreed level of an area; None where it was left open."""
        found = self.outcomes.get(area.pk)
        return None if found is None else found.level

    def present(self, area: WebArea) -> int | None:
        """Where people agreed to stand now."""
        found = self.outcomes.get(area.pk)
        return None if found is None else found.present

    def levels_by_code(self) -> dict[str, int | None]:
        """Code of the area to the agreed level: webs over each other are compared by it."""
        return {one.area.code: one.level for one in self.outcomes.values()}


def webs_visible_to(actor: Actor) -> QuerySet[AmbitionWeb]:
    """Webs of the actor's own authority, archived ones too, for roles that may know what was agreed."""
    if not actor.may("webs.agreed"):
        return AmbitionWeb.objects.none()
    return AmbitionWeb.objects.filter(organisation_id=actor.organisation_id)


def ambition_web(actor: Actor, public_id: str) -> AmbitionWeb | None:
    """One web with its areas and categories; None for a stranger and for what does not exist."""
    return (
        webs_visible_to(actor)
        .select_related("department", "generic__department", "organisation")
        .prefetch_related("areas", "categories")
        .filter(public_id=public_id)
        .first()
    )


def web_to_change(actor: Actor, public_id: str) -> AmbitionWeb | None:
    """The web, held until the transaction ends."""
    held = webs_visible_to(actor).filter(public_id=public_id)
    return held.select_for_update(of=("self",), no_key=True).first()


def area_of_web(actor: Actor, public_id: str) -> WebArea | None:
    """One area of a web that the actor may see."""
    found = WebArea.objects.filter(web__in=webs_visible_to(actor).order_by(), public_id=public_id)
    return found.select_related("web").first()


def listed_webs(actor: Actor, wanted: WebFilter, *, cursor: str = "") -> Slice[Any]:
    """One page of the list, newest first, with the state and day of the last session of each web."""
    last = sessions_told_to(actor).filter(web=OuterRef("pk")).exclude(state=WEB_CANCELLED).order_by("-pk")
    rows = (
        filtered_webs(actor, wanted)
        .select_related("department")
        .annotate(
            last_session=Subquery(last.values("public_id")[:1]),
            last_state=Subquery(last.values("state")[:1]),
            last_planned=Subquery(last.values("planned_on")[:1]),
            last_settled=Subquery(last.values("settled_at")[:1]),
        )
    )
    return keyset(rows, "id", descending=True, cursor=cursor)


def filtered_webs(actor: Actor, wanted: WebFilter) -> QuerySet[AmbitionWeb]:
    """The webs that fit what was asked."""
    rows = webs_visible_to(actor).filter(archived_at__isnull=not wanted.archived)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.department:
        rows = rows.filter(department__public_id=wanted.department)
    for word in wanted.text.split()[:6]:
        rows = rows.filter(Q(title__icontains=word) | Q(explanation__icontains=word))
    return rows


def generic_webs(actor: Actor) -> list[AmbitionWeb]:
    """The webs that a project can lie over: of the organisation and its departments, not archived."""
    return list(
        webs_visible_to(actor)
        .filter(archived_at__isnull=True, kind__in=("organisation", "department"))
        .select_related("department")
        .order_by("-kind", "title", "pk")
    )


def web_of_organisation(actor: Actor) -> AmbitionWeb | None:
    """The oldest web of the organisation itself that is not archived: its areas are those of the whole."""
    found = webs_visible_to(actor).filter(archived_at__isnull=True, kind="organisation")
    return found.prefetch_related("areas").order_by("pk").first()


def areas_of_web(web: AmbitionWeb) -> list[WebArea]:
    """The areas in their order around the web."""
    return sorted(web.areas.all(), key=lambda area: (area.position, area.pk))


def area_spoken_about(area: WebArea) -> bool:
    """Whether a session wrote something down for this area: then it stays."""
    return (
        WebOutcome.objects.filter(area=area).exists()
        or Participant.objects.filter(scores__area=area).exists()
        or WebSession.objects.filter(current_area=area).exists()
    )


def session_going(web: AmbitionWeb) -> bool:
    """Whether people sit around the table over this web at this moment."""
    return WebSession.objects.filter(web=web, state__in=LIVE).exists()


# What policy asks.


def asked_by_policy(
    organisation_id: int, day: date, department_id: int | None, categories: Iterable[Category] = ()
) -> tuple[Asked, ...]:
    """What the framework in force and the matrix ask per theme, each with a sentence as its source.

    For a department its own framework counts besides that of the authority. Of the matrix only the rows of
    these categories count.
    """
    rules = rules_in_force(organisation_id, day, department_id)
    names = words_for(organisation_id, rules)
    titles = {
        one.public_id: f"{one.title}, versie {one.number}"
        for one in frameworks_in_force(organisation_id, day, department_id)
    }
    asked = [
        asked_by_rule(rule, f"{titles.get(rule.framework, '')} ({rule.code}): {sentence(rule, names).nl}")
        for rule in rules
    ]
    entries = MatrixEntry.objects.filter(
        current=True, level__gte=1, category__in=list(categories), category__organisation_id=organisation_id
    )
    asked += [
        Asked(
            one.theme,
            one.level,
            f"Matrix, {one.category.name}: {theme_name(one.theme).nl} op niveau {one.level}",  # type: ignore[arg-type]
        )
        for one in entries.select_related("category").order_by("category__position", "pk")
    ]
    return tuple(one for one in asked if one is not None)


def own_themes_in_force(actor: Actor, day: date) -> list[OwnTheme]:
    """The authority's own themes, as far as its framework in force has a set of its own; else none."""
    for framework in reversed(frameworks_in_force(actor.organisation_id, day, None)):
        if framework.theme_set_id is not None:
            return list(OwnTheme.objects.filter(theme_set_id=framework.theme_set_id))
    return []


def categories_of_web(web: AmbitionWeb) -> list[Category]:
    """The categories whose row of the matrix this web feeds."""
    return sorted(web.categories.all(), key=lambda one: (one.position, one.name))


# What sessions agreed.


OUTCOMES = Prefetch(
    "outcomes",
    WebOutcome.objects.select_related("area", "owner__person").order_by("area__position", "pk"),
)


def agreed_web(session: WebSession) -> AgreedWeb:
    """What one session agreed."""
    return AgreedWeb(session, {one.area_id: one for one in session.outcomes.all()})


def settled_webs(actor: Actor, web: AmbitionWeb) -> list[AgreedWeb]:
    """The settled sessions over a web with what they agreed, newest first; two queries."""
    found = (
        sessions_told_to(actor)
        .filter(web=web, state=WEB_SETTLED)
        .prefetch_related(OUTCOMES)
        .order_by("-settled_at", "-pk")
    )
    return [agreed_web(one) for one in found]


def latest_agreed(actor: Actor, web: AmbitionWeb) -> AgreedWeb | None:
    """The last settled session over a web; None where none is settled."""
    return next(iter(settled_webs(actor, web)), None)


def sessions_with_outcomes(actor: Actor, public_id: str) -> WebSession | None:
    """One session with its web, its areas and what it agreed: what a report and what follows need."""
    return (
        sessions_visible_to(actor)
        .filter(public_id=public_id)
        .select_related("web__organisation", "web__department", "web__generic", "previous")
        .prefetch_related(OUTCOMES, "web__areas", "web__categories")
        .first()
    )


def agreed_levels(session: WebSession) -> tuple[ThemeLevel, ...]:
    """What a session agreed, per theme; nothing as long as it is not settled."""
    if session.state != WEB_SETTLED:
        return ()
    return theme_levels(
        AgreedArea(one.area.name, one.area.theme, one.level, one.reason) for one in session.outcomes.all()
    )


def people_of(session: WebSession) -> list[Participant]:
    """Everybody who took part and was not taken out, by side and name."""
    return list(
        Participant.objects.filter(session=session, removed_at__isnull=True)
        .select_related("membership__person")
        .order_by("side", "name", "pk")
    )


def sessions_of_organisation(actor: Actor, *, until: datetime | None = None) -> list[WebSession]:
    """All settled sessions over generic webs of the own authority, with outcomes; two queries."""
    found = sessions_told_to(actor).filter(
        state=WEB_SETTLED, web__kind__in=("organisation", "department"), web__archived_at__isnull=True
    )
    if until is not None:
        found = found.filter(settled_at__lte=until)
    return list(found.select_related("web__department").prefetch_related(OUTCOMES).order_by("pk"))


def as_settled(sessions: Sequence[WebSession]) -> list[SettledSession]:
    """Sessions as the pure sum reads them; those of the organisation itself are a group of their own ("")."""
    return [
        SettledSession(
            id=one.public_id,
            group=one.web.department.code if one.web.department else "",
            settled_at=one.settled_at,
            areas={
                outcome.area.code: Result(outcome.present, outcome.level) for outcome in one.outcomes.all()
            },
        )
        for one in sessions
        if one.settled_at is not None
    ]


def measures_past_term(actor: Actor, day: date) -> list[WebOutcome]:
    """Measures of this person whose term has passed, in settled sessions; the newest session of a web."""
    return [
        one
        for one in _newest_outcomes(actor).filter(owner_id=actor.membership_id, due_on__lt=day)
        if one.measure
    ]


def outcomes_without_owner(actor: Actor) -> list[WebOutcome]:
    """Measures that nobody carries, in settled sessions that this person led."""
    mine = _newest_outcomes(actor).filter(session__facilitator_id=actor.membership_id)
    return [one for one in mine.filter(owner__isnull=True, owner_name="") if one.measure]


def _newest_outcomes(actor: Actor) -> QuerySet[WebOutcome]:
    newest = (
        WebSession.objects.filter(web=OuterRef("session__web"), state=WEB_SETTLED)
        .order_by("-settled_at", "-pk")
        .values("pk")[:1]
    )
    return (
        WebOutcome.objects.filter(
            session__in=sessions_visible_to(actor).order_by(), session__web__archived_at__isnull=True
        )
        .filter(session__pk=Subquery(newest))
        .exclude(measure="")
        .select_related("session__web", "area")
        .order_by("due_on", "pk")
    )


# To be found.


def findable_web(slug: str, web: AmbitionWeb) -> Findable:
    """A web as the search keeps it."""
    return Findable(
        kind="ambition_web",
        object_id=web.public_id,
        url=reverse("policy:ambition_web", args=[slug, web.public_id]),
        title=web.title,
        summary=web.explanation,
        text="\n".join(area.name for area in web.areas.all()),
    )


def findable_webs(actor: Actor) -> Iterable[Findable]:
    """All current webs, for an index that is made anew."""
    rows = webs_visible_to(actor).filter(archived_at__isnull=True).prefetch_related("areas")
    for web in rows:
        yield findable_web(actor.slug, web)


def titles_of_webs(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these webs."""
    found = webs_visible_to(actor).filter(public_id__in=public_ids).order_by()
    return dict(found.values_list("public_id", "title"))


# For a dossier.


def webs_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every web, archived ones too, with the codes of its categories."""
    found = AmbitionWeb.objects.filter(organisation_id=organisation_id)
    for web in found.select_related("department", "generic").prefetch_related("categories"):
        codes = sorted(one.code for one in web.categories.all())
        yield web.public_id, {**plain_values(web), "categories": codes}


def areas_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every area of those webs, with the level that policy asks."""
    for area in WebArea.objects.filter(web__organisation_id=organisation_id).select_related("web"):
        yield area.public_id, plain_values(area)
