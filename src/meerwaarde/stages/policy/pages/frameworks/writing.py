"""What the pages show on which a framework is written and adopted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Crumb,
    FormPage,
    Help,
)
from meerwaarde.rules.compliance import (
    weaker_than,
)
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.bites import never_of
from meerwaarde.stages.policy.pages.conflict import Conflict
from meerwaarde.stages.policy.pages.frameworks.wording import (
    crumb,
    home_crumb,
)
from meerwaarde.stages.policy.queries import Framework


@dataclass(frozen=True, kw_only=True)
class FrameworkFormPage(FormPage):
    """The words and amounts of a draft."""

    conflict: Conflict | None = None
    routes: tuple[tuple[str, tuple[Any, ...]], ...] = ()


@dataclass(frozen=True, kw_only=True)
class AdoptPage(FormPage):
    """What is about to be fixed, before it is."""

    sentences: tuple[tuple[str, str], ...] = ()
    replaced: str = ""
    stops: str = ""
    never: tuple[tuple[str, str], ...] = ()
    """Rules that can never hold, by code, and why: adopting them is allowed and seldom meant."""
    weaker: tuple[str, ...] = ()


def framework_form_page(
    actor: Actor, form: Any, framework: Framework | None = None, conflict: Conflict | None = None
) -> FrameworkFormPage:
    """The form for a new framework, or for a draft."""
    crumbs: tuple[Crumb, ...] = (home_crumb(actor),)
    if framework is not None:
        crumbs = (*crumbs, crumb(actor, framework))
    return FrameworkFormPage(
        title=_("Change the draft") if framework else _("Draft a framework"),
        intro=_("First the words and the amounts. The rules come after that, one by one."),
        crumbs=crumbs,
        form=form,
        submit=_("Save draft"),
        cancel_url=crumbs[-1].url,
        draft_key=f"framework:{framework.public_id if framework else 'new'}",
        conflict=conflict,
        routes=tuple((name, tuple(fields)) for name, fields in form.routes()),
        help=(
            Help(
                title=_("Amounts of your own"),
                text=_(
                    "Below the European threshold no amounts stand in the law. Your authority sets them, "
                    "per type of contract. At the amount itself the heavier procedure holds."
                ),
            ),
        ),
    )


def adopt_page(actor: Actor, framework: Framework, form: Any, day: date) -> AdoptPage:
    """The decision, with what it fixes and what it ends."""
    rules = queries.policy_rules(queries.rules_of(framework))
    told = words.told_rules(actor.organisation_id, rules)
    before = queries.framework_in_force(actor.organisation_id, day, framework.department_id)
    ends = before is not None and before.department_id == framework.department_id
    return AdoptPage(
        title=_("Record the adoption"),
        intro=words.version_name(framework),
        crumbs=(home_crumb(actor), crumb(actor, framework)),
        form=form,
        submit=_("Record adoption"),
        cancel_url=reverse("policy:framework", args=[actor.slug, framework.public_id]),
        submit_note=_("After this nothing of this version changes. For a change you make a new version."),
        sentences=tuple((rule.code, told[rule.id]) for rule in rules),
        replaced=_("This version replaces “%(older)s”, which then ends by itself.")
        % {"older": words.version_name(before)}
        if before is not None and ends
        else "",
        never=tuple(
            (rule.code, why) for rule in rules for why in never_of(actor, framework, rules, day)[rule.id]
        ),
        weaker=weaker(framework),
        stops="" if rules else _("A framework without rules asks nothing. Add at least one rule first."),
        help=(
            Help(
                title=_("Who decides?"),
                text=_(
                    "A coalition agreement is a political promise. Only a decision of a body turns it into "
                    "policy: the council for the framework, the college for how it is carried out."
                ),
            ),
        ),
    )


def weaker(framework: Framework) -> tuple[str, ...]:
    above = queries.bounds_above(framework, framework.valid_from or timezone.localdate())
    if above is None:
        return ()
    return tuple(words.unbroken(words.in_words(one)) for one in weaker_than(above, framework.policy_bounds))
