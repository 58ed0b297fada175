"""What an authority fills in: the text of a market consultation, its report, and its session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Crumb,
    FormPage,
    Help,
)
from meerwaarde.stages.market.forms.consultations import (
    ReportForm,
)
from meerwaarde.stages.market.pages.consultations.words import own_crumbs, phase_badge, phase_of
from meerwaarde.stages.market.queries import consultations as queries
from meerwaarde.stages.market.queries.consultations import (
    Consultation,
    Heard,
)


@dataclass(frozen=True)
class AnswerLine:
    """What one firm answered."""

    firm: str
    text: str
    confidential: str
    why: str


@dataclass(frozen=True)
class HeardPart:
    """One question with all its answers and the fields of the report."""

    number: int
    question: str
    answers: tuple[AnswerLine, ...]
    fields: tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class AnswersPage(FormPage):
    """Everything the market said, beside what the report says of it."""

    heard: tuple[HeardPart, ...]
    count: str


def consultation_form_page(actor: Actor, form: Any, found: Consultation | None = None) -> FormPage:
    """Writing one, changing a draft, or changing in the open what everybody can read already."""
    in_the_open = found is not None and found.state == "published"
    return FormPage(
        title=_("Change the consultation") if found else _("New consultation"),
        intro=_("Everybody reads what you change and why. Who takes part or follows gets a letter.")
        if in_the_open
        else _("Nobody outside your organisation sees it before you publish."),
        crumbs=own_crumbs(actor),
        form=form,
        submit=_("Save"),
        cancel_url=reverse("market:consultation", args=[actor.slug, found.public_id])
        if found
        else reverse("market:consultations", args=[actor.slug]),
        draft_key=f"consultation:{found.public_id if found else actor.membership}",
        help=(
            Help(
                title=_("A fair consultation"),
                points=(
                    _("Ask for what is possible, not for an offer."),
                    _("Everybody gets the same documents, answers and report."),
                    _("Who answers gets no advantage, and who does not no disadvantage."),
                ),
            ),
        ),
    )


def answers_page(
    actor: Actor, found: Consultation, heard: tuple[Heard, ...], form: ReportForm
) -> AnswersPage:
    """What was said per question, with the report beside it."""
    count = len(queries.firms_that_answered(found))
    share = Action(
        label=_("Share the report"),
        url=reverse("market:consultation_step", args=[actor.slug, found.public_id, "report"]),
        kind="primary",
        post=True,
        icon="people",
    )
    return AnswersPage(
        title=_("Answers and report"),
        intro=found.title,
        crumbs=(
            *own_crumbs(actor),
            Crumb(found.title, reverse("market:consultation", args=[actor.slug, found.public_id])),
        ),
        actions=(share,) if phase_of(found) == "closed" else (),
        badge=phase_badge(found),
        form=form,
        submit=_("Save the report"),
        submit_note=_("Saving tells nobody anything. Sharing goes to all who answered, and to everybody."),
        count=ngettext("%(count)d answer came in.", "%(count)d answers came in.", count) % {"count": count},
        heard=tuple(
            HeardPart(
                number,
                one.question.text,
                tuple(
                    AnswerLine(
                        answer.response.firm_name, answer.text, answer.confidential, answer.confidential_why
                    )
                    for answer in one.answers
                    if answer.text or answer.confidential
                ),
                form.fields_of(one.question.public_id),
            )
            for number, one in enumerate(heard, start=1)
        ),
    )
