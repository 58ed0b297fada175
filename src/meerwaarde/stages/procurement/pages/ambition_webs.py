"""The ambition web on the page of a procurement, and the procurement on the page of a web or a session."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Badge, Definition, Level, Link, Section, Tone
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.lifecycle import PROCUREMENT
from meerwaarde.stages.procurement.pages.frame import may_edit
from meerwaarde.stages.procurement.queries import Procurement
from meerwaarde.stages.procurement.queries import ambition_webs as queries

TEMPLATE = "procurement/parts/ambition_web.html"


@dataclass(frozen=True)
class WebOfProcurement:
    """A web with what was agreed, and what can be done from here. `key` makes the ids of the page differ."""

    key: str
    heading: Link | None
    text: str
    levels: tuple[Definition, ...]
    session: Link | None
    done: Badge | None
    take_over: Action | None
    let_go: Action | None
    begin: Action | None
    tie_url: str
    choices: tuple[tuple[str, str], ...]
    version: int


def web_section(actor: Actor, procurement: Procurement) -> Section | None:
    """On the page of a procurement: its web, or the way to one."""
    web = queries.web_of(actor, procurement)
    may = may_edit(actor, procurement)
    if web is None and not (may and actor.may("webs.read")):
        return None
    tie = reverse("procurement:tie_web", args=[actor.slug, procurement.public_id])
    if web is None:
        content = WebOfProcurement(
            key=procurement.public_id,
            heading=None,
            text=_("In an ambition web you agree with colleagues and the market how far you want to go."),
            levels=(),
            session=None,
            done=None,
            take_over=None,
            let_go=None,
            begin=_begin(actor, procurement),
            tie_url=tie,
            choices=tuple((one.public_id, one.title) for one in queries.webs_to_tie(actor)),
            version=procurement.version,
        )
    else:
        content = _tied(
            actor,
            procurement,
            heading=Link(web.title, reverse("policy:ambition_web", args=[actor.slug, web.public_id])),
            agreed=queries.agreed_for(actor, web),
            let_go=Action(
                label=_("Let go of this web"),
                url=tie,
                post=True,
                kind="quiet",
                hidden=(("web", ""), ("version", str(procurement.version))),
            )
            if may
            else None,
        )
    return Section(
        title=_("Ambition web"), template=TEMPLATE, content=content, icon="ambitions", anchor="ambitieweb"
    )


def intake_section(actor: Actor, procurement: Procurement, *, from_session: bool = False) -> Section | None:
    """At the themes of an intake, and at a session: the agreed levels, to take over with one tap."""
    web = queries.web_of(actor, procurement)
    agreed = queries.agreed_for(actor, web) if web is not None else None
    if web is None or agreed is None:
        return None
    state = PROCUREMENT.state(procurement.state).name.in_language(get_language() or "nl")
    heading = (
        Link(
            f"{procurement.number} {procurement.title} ({state.lower()})",
            reverse("procurement:detail", args=[actor.slug, procurement.public_id]),
        )
        if from_session
        else Link(web.title, reverse("policy:ambition_web", args=[actor.slug, web.public_id]))
    )
    return Section(
        title=_("To the procurement") if from_session else _("What the ambition web agreed"),
        template=TEMPLATE,
        content=_tied(actor, procurement, heading=heading, agreed=agreed, let_go=None),
        icon="procurement" if from_session else "ambitions",
        anchor=f"naar-inkoop-{procurement.public_id}" if from_session else "ambitieweb",
    )


def _tied(
    actor: Actor,
    procurement: Procurement,
    *,
    heading: Link,
    agreed: queries.AgreedLevels | None,
    let_go: Action | None,
) -> WebOfProcurement:
    there = agreed is not None and agreed.stand_in(procurement)
    may = may_edit(actor, procurement)
    return WebOfProcurement(
        key=procurement.public_id,
        heading=heading,
        text="" if agreed else _("No session over this web is settled yet."),
        levels=_levels(agreed, procurement) if agreed else (),
        session=Link(
            agreed.session.title,
            reverse("policy:web_session", args=[actor.slug, agreed.session.public_id]),
        )
        if agreed
        else None,
        done=Badge(label=_("Stands in the intake"), tone=Tone.POSITIVE) if there else None,
        take_over=Action(
            label=_("Take over into the intake"),
            url=reverse("procurement:take_over_levels", args=[actor.slug, procurement.public_id]),
            post=True,
            kind="primary",
            hidden=(("version", str(procurement.version)),),
        )
        if agreed and not there and may
        else None,
        let_go=let_go,
        begin=None,
        tie_url="",
        choices=(),
        version=procurement.version,
    )


def _levels(agreed: queries.AgreedLevels, procurement: Procurement) -> tuple[Definition, ...]:
    language, now = get_language() or "nl", procurement.themes
    return tuple(
        Definition(
            term=theme_name(theme).in_language(language),
            text=_("not weighed yet in the intake")
            if now is None
            else _("in the intake: %(level)d") % {"level": now.get(theme, 0)},
            level=Level(agreed.levels[theme]),
        )
        for theme in THEMES
        if theme in agreed.levels
    )


def _begin(actor: Actor, procurement: Procurement) -> Action | None:
    if not actor.may("webs.facilitate"):
        return None
    return Action(
        label=_("Begin a web for this procurement"),
        url=reverse("procurement:begin_web", args=[actor.slug, procurement.public_id]),
        post=True,
        icon="add",
        kind="primary",
        hidden=(("version", str(procurement.version)),),
    )
