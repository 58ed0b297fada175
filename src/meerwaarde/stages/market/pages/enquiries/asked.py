"""One enquiry for a firm that was asked, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Crumb,
    Definition,
    FormPage,
    Help,
    Page,
)
from meerwaarde.platform.layout.notation.spoken import said, said_moment
from meerwaarde.rules.matching.feedback import REASONS
from meerwaarde.rules.money import from_cents
from meerwaarde.stages.market.forms.enquiries import AskForm, NoForm, OutcomeForm, YesForm
from meerwaarde.stages.market.models import Enquiry, Lead
from meerwaarde.stages.market.pages.enquiries.words import (
    DocumentShown,
    QuestionShown,
    kind_name,
    lead_badge,
    tell_outcome,
)
from meerwaarde.stages.market.queries import enquiries as queries


@dataclass(frozen=True, kw_only=True)
class AskedPage(Page):
    """One enquiry for a firm that was asked."""

    text: str
    facts: tuple[Definition, ...]
    told: str
    open: bool
    yes: YesForm
    no: NoForm
    ask: AskForm
    base_url: str
    questions: tuple[QuestionShown, ...]
    documents: tuple[DocumentShown, ...]
    outcome: Action | None


def asked_page(
    actor: Actor,
    lead: Lead,
    *,
    yes: YesForm | None = None,
    no: NoForm | None = None,
    ask: AskForm | None = None,
) -> AskedPage:
    """What a firm was asked, and its answer."""
    one, now = lead.enquiry, timezone.now()
    assert one is not None
    given = getattr(lead, "answer", None)
    filled = {"text": given.text, "amount": _filled_amount(given.amount_cents)} if given else None
    return AskedPage(
        title=one.title,
        intro=f"{one.organisation.name} · {kind_name(one)}",
        crumbs=(Crumb(_("Asked of you"), reverse("market:asked_list", args=[actor.slug])),),
        badge=lead_badge(lead, one, now),
        text=one.text,
        facts=(
            Definition(term=_("Who asks"), text=one.organisation.name),
            Definition(term=_("Answers until"), text=said_moment(one.closes_at)),
        ),
        told=_firm_told(lead, one, now),
        open=queries.is_open(one, now),
        yes=yes or YesForm(initial=filled, priced=one.kind == "quotation", prefix="yes"),
        no=no or NoForm(prefix="no"),
        ask=ask or AskForm(prefix="ask"),
        base_url=reverse("market:asked", args=[actor.slug, lead.public_id]),
        questions=tuple(
            QuestionShown(text=each.text, answer=each.answer, answer_url="")
            for each in queries.questions_of(one)
            if each.answered_at or each.lead_id == lead.pk
        ),
        documents=tuple(
            DocumentShown(
                each.title,
                reverse("market:asked_document", args=[actor.slug, lead.public_id, each.public_id]),
            )
            for each in queries.files_of(one)
        ),
        outcome=tell_outcome(actor, lead) if lead.quoted_at and queries.is_closed(one, now) else None,
    )


def outcome_page(actor: Actor, lead: Lead, form: OutcomeForm, back: str) -> FormPage:
    """Saying what came of it."""
    assert lead.enquiry is not None
    return FormPage(
        title=_("What came of it?"),
        intro=f"{lead.enquiry.title} · {lead.supplier.name}",
        form=form,
        submit=_("Save"),
        cancel_url=back,
        help=(
            Help(
                title=_("Why do we ask?"),
                text=_("Both sides are asked. So everybody learns which way of asking leads to work."),
            ),
        ),
    )


def _firm_told(lead: Lead, one: Enquiry, now: datetime) -> str:
    if one.state == "withdrawn":
        return _("The asker withdrew this. You need not do anything.")
    if lead.state == "quoted" and queries.is_open(one, now):
        return _(
            "You answered yes. Until closing you can change your answer, or say no after all; "
            "nobody reads it before."
        )
    if lead.state == "declined":
        return _firm_declined(lead, still=queries.is_open(one, now))
    if queries.is_open(one, now):
        return _("Nobody reads your answer before %(moment)s.") % {"moment": said_moment(one.closes_at)}
    return _("This is closed.")


def _firm_declined(lead: Lead, *, still: bool) -> str:
    why = said(REASONS[lead.reason]) if lead.reason in REASONS else lead.reason_text
    if still:
        told = _(
            "You said no: %(why)s. Until closing you can still say yes; nobody reads your answer before."
        )
    else:
        told = _("You said no: %(why)s. The asker reads that reason.")
    return told % {"why": why.rstrip(".")}


def _filled_amount(value: int | None) -> Any:
    return None if value is None else from_cents(value)
