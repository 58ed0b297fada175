"""The page of one web: the picture that one would hang on a wall, drift, areas, and its sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.pictures import Poster
from meerwaarde.platform.layout import notation, slots
from meerwaarde.platform.layout.charts import Chart, Series, poster
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    Level,
    Page,
    Row,
    Table,
    ThreadNode,
    Tone,
)
from meerwaarde.rules.ambition_web.drift import AreaDrift, AreaLevels, count, drift
from meerwaarde.rules.ambition_web.phases import Phase, next_phase
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import WEB_SETTLED
from meerwaarde.stages.policy.pages.ambition_webs.words import (
    anchor,
    day_of,
    kind_in_words,
    level_in_words,
    levels_series,
    phase_in_words,
    picture,
    session_badge,
)
from meerwaarde.stages.policy.pages.words import in_words, language, theme_in_words
from meerwaarde.stages.policy.queries import ambition_webs as queries
from meerwaarde.stages.policy.queries.ambition_webs import AgreedWeb, AmbitionWeb, WebArea, WebSession
from meerwaarde.stages.policy.queries.web_sessions import sessions_of


@dataclass(frozen=True)
class AreaCard:
    """One area: what policy asks, what was agreed last, and what the levels look like."""

    name: str
    explanation: str
    facts: tuple[Definition, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class DriftLine:
    """A sentence about how an area stands to policy or to the session before."""

    text: str
    badge: Badge


@dataclass(frozen=True, kw_only=True)
class WebPage(Page):
    """One web with everything around its sessions."""

    chart: Chart | None
    downloads: tuple[Action, ...]
    explanation: str
    facts: tuple[Definition, ...]
    summary: str
    drift: tuple[DriftLine, ...]
    areas: tuple[AreaCard, ...]
    history: Table
    refresh: str
    again: Action | None
    archived: str
    unverified: str
    hint: EmptyState | None


@dataclass(frozen=True)
class WebRead:
    """What the picture of a web is made of: read once, for page and files alike."""

    web: AmbitionWeb
    areas: list[WebArea]
    settled: list[AgreedWeb]
    generic: AgreedWeb | None

    @property
    def latest(self) -> AgreedWeb | None:
        return self.settled[0] if self.settled else None

    @property
    def earlier(self) -> AgreedWeb | None:
        return self.settled[1] if len(self.settled) > 1 else None


def read_web(actor: Actor, web: AmbitionWeb) -> WebRead:
    """The areas, the settled sessions, and what the web beneath agreed."""
    return WebRead(
        web,
        queries.areas_of_web(web),
        queries.settled_webs(actor, web),
        queries.latest_agreed(actor, web.generic) if web.generic else None,
    )


def series_of(read: WebRead) -> list[Series]:
    """The lines in the picture: agreed, policy, the web beneath, and the session before; what is known."""
    policy = {area.code: area.policy_level for area in read.areas}
    lines = [
        None if read.latest is None else (_("Agreed"), read.latest.levels_by_code()),
        (_("Policy"), policy),
        None
        if read.generic is None or read.web.generic is None
        else (_("Agreed in “%(web)s”") % {"web": read.web.generic.title}, read.generic.levels_by_code()),
        None
        if read.earlier is None or (read.generic is not None)
        else (
            _("Agreed before (%(day)s)") % {"day": day_of(read.earlier.session)},
            read.earlier.levels_by_code(),
        ),
    ]
    found = [levels_series(label, read.areas, dict(levels)) for label, levels in filter(None, lines)]
    return [one for one in found if one is not None]


def chart_of(read: WebRead) -> Chart | None:
    """The picture of the web; a web without any level yet shows its areas."""
    names = [area.name for area in read.areas]
    return picture("web", read.web.title, names, series_of(read))


def drift_of(read: WebRead) -> tuple[AreaDrift, ...]:
    """How what was agreed last stands to the policy of today and to the session before."""
    if read.latest is None:
        return ()
    earlier = {} if read.earlier is None else read.earlier.levels_by_code()
    reasons = {one.area_id: one.reason for one in read.latest.outcomes.values()}
    return drift(
        AreaLevels(
            code=area.code,
            name=area.name,
            agreed=read.latest.level(area),
            policy=area.policy_level,
            previous=earlier.get(area.code),
            reason=reasons.get(area.pk, ""),
        )
        for area in read.areas
    )


def web_page(actor: Actor, web: AmbitionWeb) -> WebPage:
    """One web as this actor sees it."""
    read = read_web(actor, web)
    subject = slots.Subject("ambitionweb", web.public_id)
    drifts = drift_of(read)
    return WebPage(
        title=web.title,
        intro=_("Ambition web: %(what)s") % {"what": kind_in_words(web).lower()},
        crumbs=crumbs(actor),
        actions=_actions(actor, web),
        badge=Badge(label=_("Archived"), tone=Tone.NEUTRAL) if web.archived_at else None,
        thread=_thread(actor, web, subject),
        sections=slots.page_sections.collect(actor, subject),
        chart=chart_of(read),
        downloads=_downloads(actor, web) if len(read.areas) >= 3 else (),
        explanation=web.explanation,
        facts=_facts(actor, web),
        summary=_summary(drifts),
        drift=_lines(drifts),
        areas=tuple(_card(read, area) for area in read.areas),
        history=_history(actor, web),
        refresh=_refresh(read),
        again=_again(actor, read),
        archived=_("This web is archived. Its sessions and reports stay, and you can put it back.")
        if web.archived_at
        else "",
        unverified=_(
            "The names of the twelve areas differ per version of the web for civil works. "
            "We wrote the levels ourselves; nobody has checked them yet against a source."
        )
        if web.area_set == "gww"
        else "",
        hint=None if read.settled else _first_session(actor, web),
    )


def _thread(actor: Actor, web: AmbitionWeb, subject: slots.Subject) -> tuple[ThreadNode, ...]:
    """The thread through the web; a web that nothing hangs on yet shows none."""
    own = ThreadNode(
        kind=_("Ambition web"),
        label=notation.shortened(web.title, 60),
        icon="ambitions",
        rank=25,
        current=True,
    )
    nodes = slots.thread(actor, subject, own)
    return nodes if len(nodes) > 1 else ()


def poster_of(actor: Actor, web: AmbitionWeb) -> tuple[str, Poster] | None:
    """The picture by itself, and as a poster with its table; None while there are too few areas."""
    read = read_web(actor, web)
    chart = chart_of(read)
    if chart is None:
        return None
    subtitle = f"{actor.organisation_name} · {kind_in_words(web)}"
    if read.latest is not None:
        subtitle += " · " + _("agreed on %(day)s") % {"day": day_of(read.latest.session)}
    svg = poster(chart, web.title, subtitle)
    rows = tuple((*row, _meaning(read, area)) for row, area in zip(chart.table.rows, read.areas, strict=True))
    return svg, Poster(
        title=_("Ambition web: %(title)s") % {"title": web.title},
        language=language(),
        author=actor.organisation_name,
        svg=svg,
        alt=chart.description,
        table_caption=web.title,
        header=(*chart.table.head, _("What that looks like")),
        rows=rows,
        note=subtitle,
    )


def crumbs(actor: Actor, web: AmbitionWeb | None = None) -> tuple[Crumb, ...]:
    """The way to the list, and to the web where a page lies below it."""
    found: tuple[Crumb, ...] = (
        Crumb(_("Ambition webs"), reverse("policy:ambition_webs", args=[actor.slug])),
    )
    if web is not None:
        address = reverse("policy:ambition_web", args=[actor.slug, web.public_id])
        found = (*found, Crumb(notation.shortened(web.title, 60), address))
    return found


def _meaning(read: WebRead, area: WebArea) -> str:
    level = read.latest.level(area) if read.latest else None
    return anchor(area, area.policy_level if level is None else level) or "–"


def _card(read: WebRead, area: WebArea) -> AreaCard:
    outcome = read.latest.outcomes.get(area.pk) if read.latest else None
    agreed = outcome.level if outcome else None
    source = area.policy_source if area.policy_level is not None else _("Policy says nothing")
    facts = [
        Definition(
            term=_("Policy asks"),
            text=source,
            level=None if area.policy_level is None else Level(area.policy_level),
        ),
        Definition(
            term=_("Agreed"),
            text=_("Not agreed yet") if agreed is None or outcome is None else outcome.reason or "",
            level=None if agreed is None else Level(agreed),
        ),
    ]
    if area.theme:
        facts.insert(0, Definition(term=_("Theme"), text=theme_in_words(area.theme)))
    return AreaCard(
        name=area.name,
        explanation=area.explanation,
        facts=tuple(facts),
        anchors=tuple(
            f"{level_in_words(level)}: {text}" for level, text in enumerate(area.anchors[:4]) if text
        ),
    )


def _summary(drifts: Sequence[AreaDrift]) -> str:
    if not drifts:
        return ""
    told = count(drifts)
    if told.below + told.above == 0 and told.at:
        return _("What was agreed equals what policy asks, wherever policy speaks.")
    parts = []
    if told.below:
        below = ngettext("%(count)d area below policy", "%(count)d areas below policy", told.below)
        parts.append(below % {"count": told.below})
    if told.at:
        parts.append(_("%(count)d at what policy asks") % {"count": told.at})
    if told.above:
        parts.append(_("%(count)d above it") % {"count": told.above})
    if told.unknown:
        parts.append(_("%(count)d of which policy or session says nothing") % {"count": told.unknown})
    return ", ".join(parts) + "."


def _lines(drifts: Sequence[AreaDrift]) -> tuple[DriftLine, ...]:
    badges = {
        "below": Badge(label=_("Below policy"), tone=Tone.WARNING),
        "above": Badge(label=_("Above policy"), tone=Tone.POSITIVE),
    }
    lines = []
    for one in drifts:
        if one.policy_sentence is not None and one.against_policy in badges:
            lines.append(DriftLine(in_words(one.policy_sentence), badges[one.against_policy]))
        if one.previous_sentence is not None and one.against_previous != "at":
            tone = Tone.INFO if one.against_previous == "above" else Tone.WARNING
            lines.append(
                DriftLine(in_words(one.previous_sentence), Badge(label=_("Since last time"), tone=tone))
            )
    return tuple(lines)


def _facts(actor: Actor, web: AmbitionWeb) -> tuple[Definition, ...]:
    categories = queries.categories_of_web(web)
    facts = [Definition(term=_("For"), text=kind_in_words(web))]
    if web.kind == "project":
        generic = web.generic
        facts.append(
            Definition(
                term=_("Lies over"),
                text=generic.title if generic else "",
                url=reverse("policy:ambition_web", args=[actor.slug, generic.public_id]) if generic else "",
            )
        )
    if categories:
        facts.append(
            Definition(term=_("Categories of the matrix"), items=tuple(one.name for one in categories))
        )
    return tuple(facts)


def _history(actor: Actor, web: AmbitionWeb) -> Table:
    rows, opens = [], actor.may("webs.read")
    for session in sessions_of(actor, web)[:50]:
        settled = session.state == WEB_SETTLED
        rows.append(
            Row(
                (
                    Cell(
                        text=session.title,
                        url=reverse("policy:web_session", args=[actor.slug, session.public_id])
                        if opens
                        else "",
                        note=_("Led by %(name)s") % {"name": session.facilitator.person.name}
                        if opens and session.facilitator
                        else "",
                    ),
                    Cell(text=phase_in_words(session.phase) or "–"),
                    Cell(badge=session_badge(session.state)),
                    Cell(text=day_of(session) or "–"),
                    *((_report(actor, session, settled=settled),) if opens else ()),
                )
            )
        )
    return Table(
        caption=_("Sessions over this web"),
        caption_hidden=True,
        columns=(
            Column(label=_("Session")),
            Column(label=_("Phase")),
            Column(label=_("State")),
            Column(label=_("Day"), compact=True),
            *((Column(label=_("Report")),) if opens else ()),
        ),
        rows=tuple(rows),
        empty=EmptyState(
            title=_("No session yet"),
            text=_("A session brings people together: first everybody scores alone, then you agree."),
        ),
    )


def _report(actor: Actor, session: WebSession, *, settled: bool) -> Cell:
    if not settled:
        return Cell(text="")
    url = reverse("policy:web_report", args=[actor.slug, session.public_id, "pdf"])
    return Cell(text=_("Report (PDF)"), url=url)


def _downloads(actor: Actor, web: AmbitionWeb) -> tuple[Action, ...]:
    def address(form: str) -> str:
        return reverse("policy:ambition_web_picture", args=[actor.slug, web.public_id, form])

    return (
        Action(label=_("Print"), prints=True, icon="print", kind="quiet"),
        Action(label=_("Poster (PDF)"), url=address("pdf"), icon="download", kind="quiet"),
        Action(label="PNG", url=address("png"), icon="download", kind="quiet"),
        Action(label="SVG", url=address("svg"), icon="download", kind="quiet"),
    )


def _actions(actor: Actor, web: AmbitionWeb) -> tuple[Action, ...]:
    def address(name: str) -> str:
        return reverse(f"policy:{name}", args=[actor.slug, web.public_id])

    if not actor.may("webs.facilitate"):
        return ()
    if web.archived_at:
        return (Action(label=_("Put back"), url=address("ambition_web_restore"), post=True, kind="primary"),)
    copy = f"{reverse('policy:ambition_web_new', args=[actor.slug])}?kopie={web.public_id}"
    return (
        Action(label=_("Archive"), url=address("ambition_web_archive"), post=True, kind="quiet"),
        Action(label=_("Use as a template"), url=copy, icon="copy", kind="quiet"),
        Action(label=_("Policy"), url=address("ambition_web_policy"), icon="framework"),
        Action(label=_("Areas"), url=address("ambition_web_areas"), icon="ambitions"),
        Action(label=_("Change"), url=address("ambition_web_edit"), icon="edit"),
        Action(label=_("Prepare a session"), url=_prepare(actor, web), icon="people", kind="primary"),
    )


def _prepare(actor: Actor, web: AmbitionWeb, **more: str) -> str:
    query = urlencode({"web": web.public_id, **{name: text for name, text in more.items() if text}})
    return f"{reverse('policy:web_session_new', args=[actor.slug])}?{query}"


def _coming(read: WebRead) -> Phase | None:
    """The phase after that of the last settled session."""
    if read.latest is None:
        return None
    return next_phase(Law.on(timezone.localdate()), read.latest.session.phase)


def _refresh(read: WebRead) -> str:
    """When to look again: the next phase of the work, with its question."""
    coming = _coming(read)
    if coming is None:
        return ""
    return _("Next phase: %(phase)s. %(question)s") % {
        "phase": in_words(coming.name),
        "question": in_words(coming.question),
    }


def _again(actor: Actor, read: WebRead) -> Action | None:
    """A new session with the last one beside it."""
    if read.latest is None or read.web.archived_at or not actor.may("webs.facilitate"):
        return None
    coming = _coming(read)
    return Action(
        label=_("Look again, with the last session beside it"),
        url=_prepare(
            actor, read.web, eerder=read.latest.session.public_id, fase=coming.code if coming else ""
        ),
        icon="people",
    )


def _first_session(actor: Actor, web: AmbitionWeb) -> EmptyState:
    return EmptyState(
        title=_("Nothing was agreed yet"),
        text=_("The picture shows what policy asks. After a session it shows what you agreed."),
        action=Action(
            label=_("Prepare a session"),
            url=_prepare(actor, web),
            icon="people",
            kind="primary",
        )
        if actor.may("webs.facilitate") and not web.archived_at
        else None,
        drawing="people",
    )
