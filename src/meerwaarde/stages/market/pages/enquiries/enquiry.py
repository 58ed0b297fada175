"""One enquiry for who asks it: whom to ask, how far it is, the answers side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Definition,
    EmptyState,
    FormPage,
    Help,
    Page,
    Row,
    Table,
)
from meerwaarde.platform.layout.notation.spoken import said, said_euros, said_moment
from meerwaarde.rules.matching import GRADES
from meerwaarde.rules.matching.feedback import REASONS
from meerwaarde.stages.market.forms.enquiries import AskForm
from meerwaarde.stages.market.models import Enquiry, Lead
from meerwaarde.stages.market.pages.combinations import SetShown, sets_shown
from meerwaarde.stages.market.pages.enquiries.words import (
    SAID,
    QuestionShown,
    answer_badge,
    crumbs,
    kind_name,
    state_badge,
)
from meerwaarde.stages.market.pages.fits import SURE_TONES
from meerwaarde.stages.market.queries import enquiries as queries
from meerwaarde.stages.market.queries.combinations import sets_among


@dataclass(frozen=True, kw_only=True)
class MayAsk:
    """A supplier that one may tick."""

    id: str
    name: str
    url: str
    place: str
    sure: Badge
    sure_why: str
    note: str
    """Why it cannot be asked, or that it is new; empty where there is nothing to say."""
    reachable: bool


@dataclass(frozen=True, kw_only=True)
class EnquiryPage(Page):
    """One enquiry for who asks it."""

    text: str
    facts: tuple[Definition, ...]
    choose: tuple[MayAsk, ...]
    send_url: str
    told: str
    """How far it is, in one sentence."""
    table: Table | None
    questions: tuple[QuestionShown, ...]
    answer_form: AskForm
    together: tuple[SetShown, ...]
    """Suppliers that together cover more than each."""


def enquiry_form_page(actor: Actor, form: Any) -> FormPage:
    """Writing an enquiry."""
    return FormPage(
        title=_("New enquiry"),
        intro=_("First you write, then you choose whom you ask. Nothing is sent before that."),
        crumbs=crumbs(actor),
        form=form,
        submit=_("On to suppliers"),
        cancel_url=reverse("market:enquiries", args=[actor.slug]),
        draft_key="enquiry:new",
        help=(
            Help(
                title=_("Fair to everybody"),
                text=_(
                    "All suppliers get the same text and the same answers, and may answer until one moment."
                ),
            ),
        ),
    )


def enquiry_page(
    actor: Actor, one: Enquiry, *, chosen: Sequence[queries.Suggested] = (), form: AskForm | None = None
) -> EnquiryPage:
    """The page of one enquiry for its asker."""
    now, at = timezone.now(), [actor.slug, one.public_id]
    asked, answered = queries.counted_answers(one)
    return EnquiryPage(
        title=one.title,
        intro=kind_name(one),
        crumbs=crumbs(actor),
        badge=state_badge(one, now),
        actions=_actions(one, now, at),
        text=one.text,
        facts=(
            Definition(term=_("Answers until"), text=said_moment(one.closes_at)),
            Definition(term=_("Sent"), text=said_moment(one.sent_at)),
            Definition(term=_("CPV codes"), items=tuple(one.cpv)),
        ),
        choose=tuple(_may_ask(actor, each) for each in chosen) if one.state == "draft" else (),
        send_url=reverse("market:enquiry_send", args=at) if one.state == "draft" else "",
        told=_told(one, now, asked, answered),
        table=_compared(actor, one, now) if queries.is_closed(one, now) else None,
        questions=tuple(
            QuestionShown(
                text=each.text,
                answer=each.answer,
                answer_url=""
                if each.answered_at
                else reverse("market:enquiry_answer", args=[actor.slug, each.public_id]),
            )
            for each in queries.questions_of(one)
        ),
        answer_form=form or AskForm(auto_id=False),
        together=_together(one, chosen) if one.state == "draft" else (),
    )


def _together(one: Enquiry, chosen: Sequence[queries.Suggested]) -> tuple[SetShown, ...]:
    need = queries.need_of_enquiry(one, timezone.localdate())
    sets, suppliers = sets_among(need, [each.candidate for each in chosen])
    return sets_shown(sets, suppliers)


def _compared(actor: Actor, one: Enquiry, now: datetime) -> Table:
    return Table(
        caption=_("The answers side by side, the lowest price first"),
        columns=(
            Column(label=_("Supplier")),
            Column(label=_("Answer")),
            Column(label=_("Price"), numeric=True),
            Column(label=_("What it says")),
            Column(label=_("What came of it")),
        ),
        rows=tuple(_answer_row(actor, lead) for lead in queries.answers_of(actor, one, now)),
        empty=EmptyState(title=_("Nobody was asked")),
    )


def _answer_row(actor: Actor, lead: Lead) -> Row:
    answer = getattr(lead, "answer", None) if lead.quoted_at else None
    told = answer.text if answer else lead.reason_text
    if lead.state == "declined" and lead.reason in REASONS:
        told = " · ".join(filter(None, (said(REASONS[lead.reason]), lead.reason_text)))
    price = answer.amount_cents if answer else None
    return Row(
        cells=(
            Cell(text=lead.supplier.name, note=lead.combination.name if lead.combination else ""),
            Cell(badge=answer_badge(lead)),
            Cell(text=said_euros(price)),
            Cell(text=told),
            Cell(
                text=_("Tell what came of it") if not lead.buyer_said else SAID[lead.buyer_said](),
                url=reverse("market:lead_outcome", args=[actor.slug, lead.public_id]),
            )
            if answer
            else Cell(),
        )
    )


def _may_ask(actor: Actor, one: queries.Suggested) -> MayAsk:
    supplier, asked = one.supplier, one.candidate.profile.times_asked
    reachable = bool(supplier.firm_id or supplier.email)
    note = "" if reachable else _("Has no account and no e-mail address: a letter does not reach it.")
    if reachable and asked == 0:
        note = _("New: not asked by you before.")
    elif reachable and asked:
        note = _("Asked by you %(times)s× before.") % {"times": asked}
    return MayAsk(
        id=supplier.public_id,
        name=supplier.name,
        url=reverse("market:supplier", args=[actor.slug, supplier.public_id])
        if actor.may("suppliers.read")
        else "",
        place=supplier.place,
        sure=Badge(label=said(GRADES[one.sure.grade]), tone=SURE_TONES[one.sure.grade]),
        sure_why=said(one.sure.why),
        note=note,
        reachable=reachable,
    )


def _actions(one: Enquiry, now: datetime, at: list[str]) -> tuple[Action, ...]:
    found = []
    if queries.is_open(one, now) and one.reminded_at is None:
        url = reverse("market:enquiry_step", args=[*at, "remind"])
        found.append(Action(label=_("Remind who said nothing"), url=url, icon="message", post=True))
    if one.state == "open":
        url = reverse("market:enquiry_step", args=[*at, "close"])
        found.append(Action(label=_("Close and read the answers"), url=url, icon="done", post=True))
    if one.state in ("draft", "open"):
        url = reverse("market:enquiry_step", args=[*at, "withdraw"])
        found.append(Action(label=_("Withdraw"), url=url, kind="quiet", post=True))
    return tuple(found)


def _told(one: Enquiry, now: datetime, asked: int, answered: int) -> str:
    if one.state == "draft":
        return _("Nobody was asked yet. Choose below whom you ask.")
    if one.state == "withdrawn":
        return _("You withdrew this. Who was asked knows.")
    counted = {"asked": asked, "answered": answered, "moment": said_moment(one.closes_at)}
    if queries.is_closed(one, now):
        return _("%(answered)s of %(asked)s suppliers answered.") % counted
    return _("%(answered)s of %(asked)s suppliers answered. You read the answers after %(moment)s.") % counted
