"""Open questions of the advice, asked kindly, with the way to the field that answers them."""

from __future__ import annotations

import re

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Question
from meerwaarde.platform.layout.context import address
from meerwaarde.rules.grounds import Question as OpenQuestion
from meerwaarde.stages.procurement.forms import ApproachForm, ScopeForm

ELSEWHERE = {
    "day": ("scope", "start_on"),
    "lots": ("scope", "divided"),
    "weights": ("approach", "weight_social_value"),
    "weights.price": ("approach", "weight_price"),
    "weights.quality": ("approach", "weight_quality"),
    "weights.social_value": ("approach", "weight_social_value"),
    "related_contracts": ("approach", "has_related_contracts"),
    "motivations": ("approach", "motivation_procedure"),
    "themes": ("ambition", "why"),
}
"""Fields of the intake whose question stands under another name on the page: step and field."""

_ROW = re.compile(r"(lots|related_contracts)\[(\d+)\]\.(\w+)")


def place_of(field: str) -> tuple[str, str]:
    """The step and the field of the page for a field of the intake; ("", "") where no page asks it."""
    row = _ROW.match(field)
    if row:
        rows, number, column = row.groups()
        return (
            ("scope", f"lots-{number}-{column}")
            if rows == "lots"
            else ("approach", f"related-{number}-{column}")
        )
    if field in ELSEWHERE:
        return ELSEWHERE[field]
    last = field.rpartition(".")[2]
    if last in ScopeForm.base_fields and not field.startswith("policy."):
        return "scope", last
    if last in ApproachForm.base_fields and not field.startswith("policy."):
        return "approach", last
    return "", ""


def question_about(
    actor: Actor, procurement_id: str, question: OpenQuestion, *, here: str = "", editable: bool = True
) -> Question:
    """The question as people read it. Beside its own form it leads straight to the field.

    For who cannot change the file now (`editable` false) it leads nowhere.
    """
    why = question.why.in_language(get_language() or "nl")
    step, field = place_of(question.field)
    if not step:
        return Question(
            text=_("What does your own policy say?"), why=why, url=address("policy:frameworks", actor.slug)
        )
    anchor = f"#id_{field}"
    url = (
        anchor if step == here else reverse(f"procurement:{step}", args=[actor.slug, procurement_id]) + anchor
    )
    return Question(text=_asked(step, field), why=why, url=url if editable else "")


def _asked(step: str, field: str) -> str:
    if field.startswith("lots-"):
        return _("What do you know of lot %(number)s?") % {"number": int(field.split("-")[1]) + 1}
    if field.startswith("related-"):
        return _("What do you know of the other contract?")
    if field.startswith("motivation_"):
        return _("What do you give reasons for?")
    if step == "ambition":
        return _("How far do you want to go on the themes?")
    known = {**ScopeForm.base_fields, **ApproachForm.base_fields}
    return str(known[field].label)
