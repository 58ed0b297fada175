"""What every page of one procurement has: path, state, steps, golden thread."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Badge, Crumb, Progress, Step, ThreadNode, Tone
from meerwaarde.platform.layout.context import address
from meerwaarde.rules.lifecycle import ADVISED, DECIDED, DRAFT, PROCUREMENT, SUBMITTED, WITHDRAWN
from meerwaarde.stages.procurement.queries import EDITABLE, Advised, Procurement, goals_of

STEPS = ("purpose", "scope", "approach", "ambition", "rules", "detail")
"""The steps of the journey in order; each is also the name of its page."""

TONES = {
    DRAFT: Tone.NEUTRAL,
    SUBMITTED: Tone.INFO,
    ADVISED: Tone.INFO,
    DECIDED: Tone.POSITIVE,
    WITHDRAWN: Tone.WARNING,
}


def step_names() -> dict[str, str]:
    """The names of the steps in the reader's language."""
    return {
        "purpose": _("Purpose"),
        "scope": _("What and how much"),
        "approach": _("Approach"),
        "ambition": _("Themes and ambition"),
        "rules": _("Rules"),
        "detail": _("Strategy"),
    }


def state_badge(state: str) -> Badge:
    """The state in words."""
    return Badge(label=PROCUREMENT.state(state).name.in_language(get_language() or "nl"), tone=TONES[state])


def frame(actor: Actor, procurement: Procurement, current: str, advised: Advised) -> dict[str, Any]:
    """The parts that every page of this procurement shares."""
    return {
        "crumbs": (Crumb(_("Procurements"), reverse("procurement:list", args=[actor.slug])),),
        "badge": state_badge(procurement.state),
        "steps": steps_of(actor, procurement, current, advised),
        "thread": thread_of(actor, procurement),
    }


def steps_of(actor: Actor, procurement: Procurement, current: str, advised: Advised) -> tuple[Step, ...]:
    """Where this file stands; one can go to and fro, as far as the role and the state allow."""
    names, editable = step_names(), may_edit(actor, procurement)
    return tuple(
        Step(
            label=names[step],
            state=Progress.CURRENT if step == current else _progress(procurement, step, advised),
            url=reverse(f"procurement:{step}", args=[actor.slug, procurement.public_id])
            if editable or step in ("rules", "detail")
            else "",
        )
        for step in STEPS
    )


def may_edit(actor: Actor, procurement: Procurement) -> bool:
    """Whether this person can change this file now."""
    return actor.may("procurements.edit") and procurement.state in EDITABLE


def _progress(procurement: Procurement, step: str, advised: Advised) -> Progress:
    match step:
        case "purpose":
            done = bool(procurement.purpose_value.strip() and procurement.purpose_for.strip())
        case "scope":
            if advised.fault is not None:
                return Progress.ATTENTION
            done = bool(procurement.contract and procurement.value_cents is not None)
        case "approach":
            done = bool(procurement.particulars or procurement.motivated)
        case "ambition":
            done = procurement.themes is not None
        case "rules":
            if any(one.standing == "open" for one in advised.assessments):
                return Progress.ATTENTION
            done = bool(advised.assessments)
        case _:
            done = procurement.state in (ADVISED, DECIDED)
    return Progress.DONE if done else Progress.OPEN


def thread_of(actor: Actor, procurement: Procurement) -> tuple[ThreadNode, ...]:
    """From the goals it serves to this procurement, and on to what later stages add."""
    nodes = [
        ThreadNode(
            kind=_("Goal"),
            label=_short(goal.wording),
            url=address("policy:goal", actor.slug, goal.public_id),
            icon="goal",
            rank=10,
        )
        for goal in goals_of(procurement)[:3]
    ]
    if procurement.notice is not None:
        nodes.append(
            ThreadNode(
                kind=_("Notice"),
                label=_short(procurement.notice.title),
                url=reverse("market:notice", args=[actor.slug, procurement.notice.public_id]),
                icon="notice",
                rank=40,
            )
        )
    own = ThreadNode(
        kind=_("Procurement"), label=_short(procurement.title), icon="procurement", rank=50, current=True
    )
    return slots.thread(actor, slots.Subject("procurement", procurement.public_id), *nodes, own)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
