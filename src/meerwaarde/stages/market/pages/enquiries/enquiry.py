"""One enquiry for who asks it: whom to ask, how far it is, the answers side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Answered,
    AskFor,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    FormPage,
    Help,
    Page,
    Row,
    Table,
)
from meerwaarde.platform.layout.notation.spoken import said, said_euros, said_moment
from meerwaarde.rules.matching import GRADES, Reason
from meerwaarde.rules.matching.feedback import REASONS
from meerwaarde.stages.market.forms.enquiries import DocumentForm
from meerwaarde.stages.market.models import Enquiry, EnquiryFile, Lead
from meerwaarde.stages.market.pages.combinations import SetShown, sets_shown
from meerwaarde.stages.market.pages.enquiries.words import (
    SAID,
    DocumentShown,
    QuestionShown,
    answer_badge,
    crumbs,
    kind_name,
    state_badge,
)
from meerwaarde.stages.market.pages.fits import SURE_TONES
from meerwaarde.stages.market.queries import enquiries as queries
from meerwaarde.stages.market.queries.combinations import sets_among
from meerwaarde.stages.market.queries.fits import names_of


@dataclass(frozen=True, kw_only=True)
class MayAsk:
    """A supplier that one may tick."""

    id: str
    name: str
    url: str
    place: str
    sure: Badge
    sure_why: str
    met: tuple[str, ...]
    not_met: tuple[str, ...]
    unknown: tuple[str, ...]
    ticked: bool
    note: str
    """Why it cannot be asked, or that it is new; empty where there is nothing to say."""
    reachable: bool


@dataclass(frozen=True)
class GoOn:
    """A supplier that said yes, and what can be done with it now."""

    name: str
    price: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class EnquiryPage(Page):
    """One enquiry for who asks it."""

    text: str
    facts: tuple[Definition, ...]
    choose: tuple[MayAsk, ...]
    named: tuple[MayAsk, ...] | None
    """Who was found by name; None where nobody looked."""
    asked_name: str
    send_url: str
    documents: tuple[DocumentShown, ...]
    document_form: DocumentForm | None
    document_url: str
    go_on: tuple[GoOn, ...]
    told: str
    """How far it is, in one sentence."""
    table: Table | None
    questions: tuple[QuestionShown, ...]
    together: tuple[SetShown, ...]
    """Suppliers that together cover more than each."""


def enquiry_form_page(
    actor: Actor, form: Any, about: AskFor | None = None, *, one: Enquiry | None = None
) -> FormPage:
    """Writing an enquiry, on its own or for a procurement; with `one` changing a draft."""
    back = reverse("market:enquiry", args=[actor.slug, one.public_id]) if one else ""
    return FormPage(
        title=_("Change the enquiry") if one else _("New enquiry"),
        intro=_("First you write, then you choose whom you ask. Nothing is sent before that."),
        crumbs=(
            *crumbs(actor),
            *((Crumb(about.label, about.url),) if about else ()),
            *((Crumb(one.title, back),) if one else ()),
        ),
        form=form,
        submit=_("Save and on to suppliers") if one else _("On to suppliers"),
        cancel_url=back or (about.url if about else reverse("market:enquiries", args=[actor.slug])),
        draft_key=f"enquiry:{one.public_id}" if one else f"enquiry:new:{about.reference if about else ''}",
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
    actor: Actor,
    one: Enquiry,
    *,
    chosen: Sequence[queries.Suggested] = (),
    named: Sequence[queries.Suggested] | None = None,
    ticked: Collection[str] = (),
    asked_name: str = "",
    document: DocumentForm | None = None,
) -> EnquiryPage:
    """The page of one enquiry for its asker; `ticked` are suppliers that were chosen already."""
    now, at, draft = timezone.now(), [actor.slug, one.public_id], one.state == "draft"
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
            Definition(term=_("CPV codes"), items=tuple(_named_code(code) for code in one.cpv)),
            *_procurement(actor, one),
        ),
        choose=tuple(_may_ask(actor, each, ticked) for each in chosen) if draft else (),
        named=None if named is None else tuple(_may_ask(actor, each, ticked) for each in named),
        asked_name=asked_name,
        documents=tuple(_document(actor, each, draft=draft) for each in queries.files_of(one)),
        document_form=(document or DocumentForm()) if draft else None,
        document_url=reverse("market:enquiry_document", args=at),
        go_on=_go_on(actor, one, now),
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
            Column(label=_("Yes or no")),
            Column(label=_("Price"), numeric=True),
            Column(label=_("What it says")),
            Column(label=_("What came of it")),
        ),
        rows=tuple(_answer_row(actor, lead) for lead in queries.answers_of(actor, one, now)),
        empty=EmptyState(title=_("Nobody was asked")),
    )


def _go_on(actor: Actor, one: Enquiry, now: datetime) -> tuple[GoOn, ...]:
    """Who said yes, each with what the stages after this one can do with it."""
    found = []
    for lead in queries.answers_of(actor, one, now):
        answer = getattr(lead, "answer", None) if lead.quoted_at and lead.state != "declined" else None
        if answer is None:
            continue
        told = Answered(
            lead=lead.public_id,
            supplier=lead.supplier.public_id,
            supplier_name=lead.supplier.name,
            title=one.title,
            reference=one.reference,
            amount_cents=answer.amount_cents,
        )
        ways = slots.onward_from_answer.collect(actor, told)
        found.append(GoOn(lead.supplier.name, said_euros(answer.amount_cents), ways))
    return tuple(each for each in found if each.actions)


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


def _named_code(code: str) -> str:
    known = names_of(code)
    return f"{said(known)} ({code})" if known else code


def _procurement(actor: Actor, one: Enquiry) -> tuple[Definition, ...]:
    """For which procurement it is asked, for who may see that."""
    if not one.reference:
        return ()
    found = slots.ask_for.collect(actor, one.reference)
    return tuple(Definition(term=_("For procurement"), text=each.label, url=each.url) for each in found)


def _document(actor: Actor, one: EnquiryFile, *, draft: bool) -> DocumentShown:
    at = [actor.slug, one.public_id]
    remove = Action(
        label=_("Remove"), url=reverse("market:enquiry_document_remove", args=at), kind="quiet", post=True
    )
    return DocumentShown(
        one.title, reverse("market:enquiry_document_read", args=at), remove if draft else None
    )


def _may_ask(actor: Actor, one: queries.Suggested, ticked: Collection[str]) -> MayAsk:
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
        met=_sentences(one.match.met),
        not_met=_sentences(one.match.not_met),
        unknown=_sentences(one.match.unknown),
        ticked=supplier.public_id in ticked,
        note=note,
        reachable=reachable,
    )


def _sentences(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """Reasons in words; how often it was asked stands in a line of its own."""
    return tuple(said(one.text) for one in reasons if one.code != "turn")


def _actions(one: Enquiry, now: datetime, at: list[str]) -> tuple[Action, ...]:
    found = []
    if one.state == "draft":
        url = reverse("market:enquiry_edit", args=at)
        found.append(Action(label=_("Change"), url=url, icon="edit"))
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
