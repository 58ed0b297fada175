"""Setting up a web: the form, its areas, and the policy that is loaded in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    EmptyState,
    FormPage,
    Help,
    Level,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.rules.ambition_web.policy import PolicyChange, PolicyLevel
from meerwaarde.stages.policy.pages.ambition_webs.web import crumbs
from meerwaarde.stages.policy.pages.ambition_webs.words import level_in_words, name_of_level
from meerwaarde.stages.policy.pages.conflict import Conflict
from meerwaarde.stages.policy.pages.words import theme_in_words
from meerwaarde.stages.policy.queries import ambition_webs as queries
from meerwaarde.stages.policy.queries.ambition_webs import AmbitionWeb, WebArea


@dataclass(frozen=True, kw_only=True)
class WebFormPage(FormPage):
    """The form of a web or an area; with what somebody else wrote meanwhile."""

    conflict: Conflict | None = None


@dataclass(frozen=True)
class AreaLine:
    """An area in the list of set-up, with what can be done with it."""

    name: str
    theme: str
    note: str
    edit_url: str
    move_url: str
    remove_url: str
    first: bool
    last: bool


@dataclass(frozen=True, kw_only=True)
class AreasPage(FormPage):
    """The areas in their order, with the form for one more."""

    areas: tuple[AreaLine, ...]
    unverified: str


@dataclass(frozen=True, kw_only=True)
class PolicyPage(Page):
    """What is loaded, and what loading again would change."""

    loaded: Table
    changes: Table
    load: Action | None
    still: str


def web_form_page(
    actor: Actor,
    form: Any,
    *,
    web: AmbitionWeb | None = None,
    template: AmbitionWeb | None = None,
    conflict: Conflict | None = None,
) -> WebFormPage:
    """The form of a new web, of a copy, or of one that exists."""
    title = _("Change the web") if web else _("New ambition web")
    if template is not None:
        title = _("New web after “%(title)s”") % {"title": template.title}
    found = crumbs(actor, web)
    return WebFormPage(
        title=title,
        intro=_("What policy asks is loaded when you save. You shape the areas afterwards."),
        crumbs=found,
        form=form,
        submit=_("Save web"),
        cancel_url=found[-1].url,
        draft_key=f"ambitionweb:{web.public_id if web else 'new'}",
        conflict=conflict,
        help=(
            Help(
                title=_("Which web do you need?"),
                points=(
                    _("One web of the organisation holds what you agree for all your procurement."),
                    _("A department has its own where its work differs. Its sessions add up to the whole."),
                    _("A project has a web over one of these. Tie it to a procurement on its page."),
                ),
            ),
        ),
    )


def areas_page(actor: Actor, web: AmbitionWeb, form: Any) -> AreasPage:
    """The areas of a web, to rename, reorder, add and remove."""
    areas = queries.areas_of_web(web)
    return AreasPage(
        title=_("Areas of the web"),
        intro=_("From three to sixteen. What a session spoke about stays."),
        crumbs=crumbs(actor, web),
        form=form,
        submit=_("Add area"),
        cancel_url=reverse("policy:ambition_web", args=[actor.slug, web.public_id]),
        draft_key=f"webarea:new:{web.public_id}",
        areas=tuple(
            _line(actor, area, first=place == 0, last=place == len(areas) - 1)
            for place, area in enumerate(areas)
        ),
        unverified=_(
            "The names of the twelve areas differ per version of the web for civil works. "
            "We wrote the levels ourselves; nobody has checked them yet against a source."
        )
        if web.area_set == "gww"
        else "",
        help=(
            Help(
                title=_("Levels that people recognise"),
                points=(
                    _("Say for each level what one would see in your own work."),
                    _("Level 1 meets the basic requirements, level 2 goes clearly further."),
                    _("Level 3 adds something: no harm, or even good."),
                ),
            ),
        ),
    )


def area_form_page(actor: Actor, area: WebArea, form: Any, conflict: Conflict | None = None) -> WebFormPage:
    """The form of one area."""
    return WebFormPage(
        title=_("Change area"),
        intro=area.web.title,
        crumbs=crumbs(actor, area.web),
        form=form,
        submit=_("Save area"),
        cancel_url=reverse("policy:ambition_web_areas", args=[actor.slug, area.web.public_id]),
        draft_key=f"webarea:{area.public_id}",
        conflict=conflict,
    )


def policy_page(actor: Actor, web: AmbitionWeb, changes: Sequence[PolicyChange]) -> PolicyPage:
    """What policy asks per area, with the sentence it rests on, and what is new since it was loaded."""
    areas = queries.areas_of_web(web)
    names = {area.public_id: area.name for area in areas}
    return PolicyPage(
        title=_("Policy in this web"),
        intro=_("The framework in force and the matrix say what each area asks at least."),
        crumbs=crumbs(actor, web),
        loaded=Table(
            caption=_("What is loaded"),
            columns=(Column(label=_("Area")), Column(label=_("Policy asks")), Column(label=_("Source"))),
            rows=tuple(
                Row(
                    (
                        Cell(text=area.name, note=_other_theme(area)),
                        Cell(level=Level(area.policy_level, name_of_level(area.policy_level)))
                        if area.policy_level is not None
                        else Cell(text=_("Policy says nothing")),
                        Cell(text=area.policy_source or "–"),
                    )
                )
                for area in areas
            ),
        ),
        changes=Table(
            caption=_("What is new"),
            columns=(
                Column(label=_("Area")),
                Column(label=_("What changes")),
                Column(label=_("Was")),
                Column(label=_("Becomes")),
            ),
            rows=tuple(
                Row(
                    (
                        Cell(text=names.get(one.code, one.code)),
                        Cell(badge=_change_badge(one)),
                        Cell(text=_level(one.before), note=one.before.source),
                        Cell(text=_level(one.after), note=one.after.source),
                    )
                )
                for one in changes
            ),
            empty=EmptyState(
                title=_("Nothing is new"),
                text=_("What is loaded is what policy asks today."),
                drawing="done",
            ),
        ),
        load=Action(
            label=_("Load this policy"),
            url=reverse("policy:ambition_web_load", args=[actor.slug, web.public_id]),
            post=True,
            kind="primary",
        )
        if changes
        else None,
        still=_("What sessions agreed stays as it was; the drift on the page of the web follows."),
    )


def _level(given: PolicyLevel) -> str:
    return _("Policy says nothing") if given.level is None else level_in_words(given.level)


def _change_badge(change: PolicyChange) -> Badge:
    labels = {
        "new": (_("Policy asks now"), Tone.INFO),
        "gone": (_("Policy asks no more"), Tone.WARNING),
        "higher": (_("Higher"), Tone.INFO),
        "lower": (_("Lower"), Tone.WARNING),
        "other_source": (_("Other source"), Tone.NEUTRAL),
    }
    label, tone = labels[change.kind]
    return Badge(label=label, tone=tone)


def _other_theme(area: WebArea) -> str:
    """The theme of an area, where it has another name than the area itself."""
    theme = theme_in_words(area.theme) if area.theme else ""
    return "" if theme == area.name else theme


def _line(actor: Actor, area: WebArea, *, first: bool, last: bool) -> AreaLine:
    written = sum(bool(text) for text in area.anchors)

    def address(name: str) -> str:
        return reverse(f"policy:{name}", args=[actor.slug, area.public_id])

    return AreaLine(
        name=area.name,
        theme=_other_theme(area),
        note=area.explanation
        if written == 4
        else _("%(count)d of 4 levels are described.") % {"count": written},
        edit_url=address("web_area_edit"),
        move_url=address("web_area_move"),
        remove_url=address("web_area_remove"),
        first=first,
        last=last,
    )
