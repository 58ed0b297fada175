"""One market consultation: for the authority, for a firm, and for everybody."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Crumb,
    Definition,
    Help,
    Link,
    Page,
)
from meerwaarde.rules.consultation import answers_readable
from meerwaarde.rules.lifecycle import CONSULTATION_RESPONSE
from meerwaarde.stages.market.forms.consultations import (
    DocumentForm,
    InquiryAnswerForm,
    InquiryForm,
    SeatForm,
    WithdrawForm,
)
from meerwaarde.stages.market.forms.suppliers import cpv_name
from meerwaarde.stages.market.pages.consultations.changes import ChangeShown, changes_shown
from meerwaarde.stages.market.pages.consultations.report import Report, report_shown
from meerwaarde.stages.market.pages.consultations.session import SeatPanel, seat_panel, session_facts
from meerwaarde.stages.market.pages.consultations.words import (
    equal_treatment,
    file_links,
    in_days,
    own_crumbs,
    phase_badge,
    phase_of,
    said,
)
from meerwaarde.stages.market.queries import consultations as queries
from meerwaarde.stages.market.queries.consultations import (
    Consultation,
    ConsultationInquiry,
    ConsultationResponse,
)


@dataclass(frozen=True)
class Asked:
    """A question of the market; with a form where it waits for an answer."""

    text: str
    answer: str = ""
    when: str = ""
    form: InquiryAnswerForm | None = None
    url: str = ""


@dataclass(frozen=True)
class AnsweredLine:
    """What one answered oneself."""

    question: str
    text: str
    confidential: str


@dataclass(frozen=True)
class Ask:
    """Where somebody asks something about the consultation."""

    form: InquiryForm
    url: str


@dataclass(frozen=True, kw_only=True)
class ConsultationPage(Page):
    """One consultation; who looks decides which parts are there."""

    introduction: str
    buys: str
    questions: tuple[str, ...]
    facts: tuple[Definition, ...]
    session: tuple[Definition, ...]
    files: tuple[Link, ...]
    asked: tuple[Asked, ...]
    waiting: tuple[Asked, ...] = ()
    equal: str
    equal_source: Link
    report: Report | None
    standing: str = ""
    document_form: DocumentForm | None = None
    document_url: str = ""
    withdraw_form: WithdrawForm | None = None
    withdraw_url: str = ""
    ask: Ask | None = None
    seat: SeatPanel | None = None
    follow: Action | None = None
    feeds: tuple[Link, ...] = ()
    changes: tuple[ChangeShown, ...] = ()
    answered: tuple[AnsweredLine, ...] = ()
    """One's own answers, once nobody can change them any more."""


def consultation_page(
    actor: Actor,
    found: Consultation,
    *,
    document: DocumentForm | None = None,
    withdraw: WithdrawForm | None = None,
    ask: InquiryForm | None = None,
    seat: SeatForm | None = None,
) -> ConsultationPage:
    """One consultation for who is logged in."""
    page = replace(_page(found), crumbs=own_crumbs(actor))
    if actor.kind == "authority":
        return _for_authority(actor, found, page, document, withdraw)
    return _for_firm(actor, found, page, ask, seat)


def public_consultation_page(found: Consultation) -> ConsultationPage:
    """One consultation for everybody."""
    page = _page(found)
    here = phase_of(found)
    actions: tuple[Action, ...] = ()
    if here == "open":
        url = reverse("public_consultations:join", args=[found.public_id])
        actions = (Action(label=_("Answer"), url=url, kind="primary", icon="edit"),)
    return replace(
        page,
        crumbs=(Crumb(_("Market consultations"), reverse("public_consultations:list")),),
        actions=(*actions, *slots.public_actions.collect(found.organisation.slug)),
        help=(
            Help(
                title=_("With an account"),
                text=_(
                    "Firms with an account answer under their own name and see what they answered before."
                ),
                link=Link(_("Log in"), reverse("account_login")),
            ),
        )
        if here == "open"
        else (),
    )


def _page(found: Consultation) -> ConsultationPage:
    questions = queries.questions_of(found)
    said, source = equal_treatment()
    return ConsultationPage(
        title=found.title,
        intro=found.organisation.name,
        badge=phase_badge(found),
        introduction=found.introduction,
        buys=found.buys,
        questions=tuple(one.text for one in questions),
        facts=_facts(found),
        session=session_facts(found, names=False),
        feeds=_feeds(found),
        changes=changes_shown(found),
        files=file_links(found),
        asked=tuple(
            Asked(one.text, one.answer, in_days(timezone.localdate(one.answered_at)))
            for one in queries.inquiries_of(found, answered=True)
            if one.answered_at
        ),
        equal=said,
        equal_source=source,
        report=report_shown(found, questions) if found.state == "reported" else None,
    )


def _for_authority(
    actor: Actor,
    found: Consultation,
    page: ConsultationPage,
    document: DocumentForm | None,
    withdraw: WithdrawForm | None,
) -> ConsultationPage:
    here, at = phase_of(found), [actor.slug, found.public_id]
    sections = tuple(slots.page_sections.collect(actor, slots.Subject("consultation", found.public_id)))
    if not actor.may("consultations.write"):
        return replace(page, sections=sections)
    waiting = queries.inquiries_of(found, answered=False) if here in ("open", "closed", "coming") else []
    return replace(
        page,
        sections=sections,
        actions=_authority_actions(actor, found, here),
        session=session_facts(found, names=True),
        standing=_standing(found, here),
        waiting=tuple(_waiting(actor, found, one) for one in waiting),
        document_form=(document or DocumentForm()) if here in ("draft", "coming", "open") else None,
        document_url=reverse("market:consultation_document", args=at),
        withdraw_form=(withdraw or WithdrawForm()) if here in ("draft", "coming", "open", "closed") else None,
        withdraw_url=reverse("market:consultation_step", args=[*at, "withdraw"]),
    )


def _authority_actions(actor: Actor, found: Consultation, here: str) -> tuple[Action, ...]:
    at = [actor.slug, found.public_id]
    actions = []
    if here == "draft":
        publish = reverse("market:consultation_step", args=[*at, "publish"])
        actions = [
            Action(label=_("Publish"), url=publish, kind="primary", post=True, icon="open"),
            Action(label=_("Change"), url=reverse("market:consultation_edit", args=at), icon="edit"),
        ]
    if here in ("coming", "open"):
        edit = reverse("market:consultation_edit", args=at)
        actions.append(Action(label=_("Change in the open"), url=edit, icon="edit"))
    if answers_readable(found.state, found.read_early, found.closes_on, timezone.localdate()):
        actions.append(
            Action(
                label=_("Answers and report"),
                url=reverse("market:consultation_answers", args=at),
                icon="message",
                kind="primary" if here == "closed" else "secondary",
            )
        )
    if found.session_at and found.session_at <= timezone.now() and here in ("open", "closed"):
        actions.append(
            Action(
                label=_("Attendance and minutes"),
                url=reverse("market:consultation_session", args=at),
                icon="people",
            )
        )
    if here not in ("draft", "withdrawn"):
        public = reverse("public_consultations:detail", args=[found.public_id])
        actions.append(Action(label=_("Public page"), url=public, icon="external", kind="quiet"))
    return tuple(actions)


def _standing(found: Consultation, here: str) -> str:
    if here in ("draft", "withdrawn"):
        return ""
    count = len(queries.firms_that_answered(found))
    came = ngettext("%(count)d answer came in.", "%(count)d answers came in.", count) % {"count": count}
    if here == "open" and not found.read_early:
        later = _("You read them after the closing day; until then nobody does.")
        return f"{came} {later}"
    if here == "closed":
        return f"{came} " + _("Now write the report and share it with everybody.")
    return came


def _waiting(actor: Actor, found: Consultation, one: ConsultationInquiry) -> Asked:
    url = reverse("market:consultation_inquiry", args=[actor.slug, found.public_id, one.public_id])
    form = InquiryAnswerForm(auto_id=f"id_{one.public_id}_%s")
    return Asked(one.text, when=in_days(timezone.localdate(one.asked_at)), form=form, url=url)


def _for_firm(
    actor: Actor,
    found: Consultation,
    page: ConsultationPage,
    ask: InquiryForm | None,
    seat: SeatForm | None,
) -> ConsultationPage:
    if not actor.may("consultations.answer"):
        return page
    here, at = phase_of(found), [actor.slug, found.public_id]
    mine = queries.own_response(actor, found)
    actions: tuple[Action, ...] = ()
    standing = ""
    if mine is not None:
        name = said(CONSULTATION_RESPONSE.state(mine.state).name)
        standing = _("Your answer: %(state)s.") % {"state": name.lower()}
    if here == "open":
        label = _("Answer") if mine is None else _("To your answer")
        url = reverse("market:consultation_respond", args=at)
        actions = (Action(label=label, url=url, kind="primary", icon="edit"),)
    return replace(
        page,
        actions=actions,
        standing=standing,
        ask=Ask(ask or InquiryForm(), reverse("market:consultation_ask", args=at))
        if here == "open"
        else None,
        seat=seat_panel(found, actor.organisation_name, reverse("market:consultation_seat", args=at), seat),
        follow=_follow(actor, found),
        answered=answered_lines(found, mine) if mine is not None and here in ("closed", "reported") else (),
    )


def answered_lines(found: Consultation, mine: ConsultationResponse) -> tuple[AnsweredLine, ...]:
    """What somebody sent, to read again after closing; nothing of a draft that was never sent."""
    if mine.state != "sent":
        return ()
    known = queries.answers_of(mine)
    return tuple(
        AnsweredLine(one.text, known[one.pk].text, known[one.pk].confidential)
        for one in queries.questions_of(found)
        if one.pk in known
    )


def answered_page(mine: ConsultationResponse) -> ConsultationPage:
    """For who answered by a link, once the market can answer no more: the report, and one's own answers."""
    found = mine.consultation
    told = (
        _("The report is shared with everybody. You find it below.")
        if found.state == "reported"
        else _("The market can answer no more. You get a letter when the report is there.")
    )
    return replace(public_consultation_page(found), standing=told, answered=answered_lines(found, mine))


def _follow(actor: Actor, found: Consultation) -> Action | None:
    """Hearing of changes without answering yet."""
    if actor.membership_id is None or found.state != "published":
        return None
    following = queries.follows(actor, found)
    return Action(
        label=_("Do not follow any more") if following else _("Follow: hear of every change"),
        url=reverse("market:consultation_follow", args=[actor.slug, found.public_id]),
        icon="close" if following else "notice",
        kind="quiet" if following else "secondary",
        post=True,
        hidden=(("follow", "no" if following else "yes"),),
    )


def _feeds(found: Consultation) -> tuple[Link, ...]:
    if found.state not in queries.PUBLIC:
        return ()
    agenda = reverse("public_consultations:ical", args=[found.public_id])
    return (Link(_("Dates for your own agenda"), agenda),)


def _facts(found: Consultation) -> tuple[Definition, ...]:
    read = (
        _("As they come in; the authority said so at publication")
        if found.read_early
        else _("After the closing day, by nobody earlier")
    )
    names = [f"{code} {cpv_name(code) or ''}".strip() for code in found.cpv]
    return (
        Definition(term=_("Authority"), text=found.organisation.name),
        Definition(term=_("Opens on"), text=in_days(found.opens_on)),
        Definition(term=_("Last day to answer"), text=in_days(found.closes_on)),
        Definition(term=_("Answers are read"), text=read),
        *((Definition(term=_("CPV code"), text="; ".join(names)),) if names else ()),
    )
