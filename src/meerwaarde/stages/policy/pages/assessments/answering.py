"""Opening a round, and answering or agreeing a part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Crumb,
    FormPage,
    Help,
    Progress,
    Step,
)
from meerwaarde.rules.self_assessment import (
    Part,
)
from meerwaarde.stages.policy.actions.assessments import content_of
from meerwaarde.stages.policy.forms.parts import said
from meerwaarde.stages.policy.pages.assessments.parts import home_crumb, name_of
from meerwaarde.stages.policy.queries.standing import Assessment


@dataclass(frozen=True, kw_only=True)
class PartFormPage(FormPage):
    """One part, to answer alone or to agree on together."""

    scale: tuple[str, ...]
    back_url: str = ""


def part_form_page(actor: Actor, found: Assessment, part: Part, form: Any, *, agreeing: bool) -> PartFormPage:
    """One part to answer, or to agree on."""
    content = content_of(found)
    name = "policy:assessment_agree" if agreeing else "policy:assessment_answer"
    codes = [one.code for one in content.parts]
    place = codes.index(part.code)
    home = reverse("policy:assessment", args=[actor.slug, found.public_id])
    return PartFormPage(
        title=said(part.name),
        intro=said(part.meaning),
        crumbs=(home_crumb(actor), Crumb(name_of(found), home)),
        form=form,
        submit=_("Save and go on") if place + 1 < len(codes) else _("Save"),
        cancel_url=home,
        draft_key=f"assessment:{found.public_id}:{part.code}:{'agree' if agreeing else actor.membership}",
        steps=tuple(
            Step(
                label=said(one.name),
                state=Progress.CURRENT if one.code == part.code else Progress.OPEN,
                url=reverse(name, args=[actor.slug, found.public_id, one.code]),
            )
            for one in content.parts
        ),
        help=(
            Help(
                title=_("The four levels"),
                points=tuple(
                    f"{number} {said(level.name)}: {said(level.meaning)}"
                    for number, level in enumerate(content.scale)
                ),
            ),
            Help(
                title=_("Who sees this"),
                text=_("Everybody sees the levels that were agreed, with what people saw of it.")
                if agreeing
                else _("Colleagues see how answers are spread, never who answered what."),
            ),
        ),
        scale=tuple(said(level.name) for level in content.scale),
        back_url=reverse(name, args=[actor.slug, found.public_id, codes[place - 1]]) if place else "",
    )


def open_form_page(actor: Actor, form: Any) -> FormPage:
    """A new round."""
    return FormPage(
        title=_("Start a self-assessment"),
        intro=_("Colleagues then find it on their home page."),
        crumbs=(home_crumb(actor),),
        form=form,
        submit=_("Start"),
        cancel_url=reverse("policy:assessments", args=[actor.slug]),
        help=(
            Help(
                title=_("Tips"),
                points=(
                    _("Ask people from all trades: clients, buyers, policy, finance, contract management."),
                    _("A department can have a round of its own."),
                    _("Twenty minutes for each person, an hour to agree together."),
                ),
            ),
        ),
    )
