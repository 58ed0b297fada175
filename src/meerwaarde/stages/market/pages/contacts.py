"""The contact point: as an authority keeps it, as others ask it, and one question with its last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.addresses import addresses
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    Event,
    FormPage,
    Help,
    Kpi,
    ListPage,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.rules.lifecycle import CONTACT_QUESTION
from meerwaarde.stages.market.forms.contacts import HandOverForm
from meerwaarde.stages.market.forms.needs import TextForm
from meerwaarde.stages.market.pages.needs import words
from meerwaarde.stages.market.queries import contacts as queries
from meerwaarde.stages.market.queries.contacts import ContactMessage, ContactPoint, ContactQuestion


@dataclass(frozen=True)
class Desk:
    """A contact point as others see it."""

    name: str
    authority: str
    about: str
    facts: tuple[Definition, ...]
    ask: Action | None


@dataclass(frozen=True, kw_only=True)
class ContactListPage(ListPage):
    """Questions, with the figures of the authority or the desks that one may ask."""

    kpis: tuple[Kpi, ...]
    desks: tuple[Desk, ...]


@dataclass(frozen=True, kw_only=True)
class QuestionPage(Page):
    """One question, as either side sees it."""

    told: str
    facts: tuple[Definition, ...]
    talk: tuple[Event, ...]
    text_form: Any
    text_url: str
    text_label: str
    hand_over_form: Any
    hand_over_url: str


@dataclass(frozen=True, kw_only=True)
class PublicDeskPage(Page):
    """The public page of a contact point."""

    desk: Desk
    form: Any
    note: str


def contact_page(actor: Actor, today: date) -> ContactListPage:
    """For an authority its queue and figures; for others the desks and their own questions."""
    own = actor.kind == "authority"
    return ContactListPage(
        title=_("Contact point"),
        intro=_("Questions of firms and civic organisations, with who answers and until when.")
        if own
        else _("Ask an authority anything. You see who answers, and until when."),
        actions=_actions(actor, own=own),
        kpis=_kpis(actor, today) if own else (),
        desks=tuple(desk_of(one, _ask(actor, one)) for one in queries.public_points())
        if actor.may("contact.ask")
        else (),
        table=_table(actor, queries.listed_questions(actor), today, own=own),
    )


def _actions(actor: Actor, *, own: bool) -> tuple[Action, ...]:
    if not own or not actor.may("contact.manage"):
        return ()
    url = reverse("market:contact_point", args=[actor.slug])
    return (Action(label=_("Set up the contact point"), url=url, icon="settings"),)


def _ask(actor: Actor, point: ContactPoint) -> Action:
    url = reverse("market:contact_ask", args=[actor.slug, point.organisation.slug])
    return Action(label=_("Ask a question"), url=url, icon="message")


def _kpis(actor: Actor, today: date) -> tuple[Kpi, ...]:
    found = queries.figures(actor, today)
    took = "–" if found.median_days is None else f"{found.median_days:g}".replace(".", ",")
    return (
        Kpi(label=_("Waiting for an answer"), value=str(found.waiting), icon="clock"),
        Kpi(label=_("Past the last day"), value=str(found.overdue), icon="warning"),
        Kpi(label=_("Half is answered within"), value=took, note=_("working days, last year"), icon="day"),
        Kpi(
            label=_("Answered late"),
            value=str(found.late),
            note=_("of %(count)s answers") % {"count": found.answers},
            icon="outcome",
        ),
    )


def _table(actor: Actor, found: Sequence[ContactQuestion], today: date, *, own: bool) -> Table:
    address = addresses("market:contact_question", actor.slug)
    return Table(
        caption=_("Questions, what is due first"),
        caption_hidden=True,
        columns=(
            Column(label=_("Question")),
            Column(label=_("Asked by") if own else _("Authority")),
            Column(label=_("Lies with")),
            Column(label=_("Last day"), compact=True),
            Column(label=_("State")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=one.subject or _("Removed after its term."), url=address(one.public_id)),
                    Cell(text=asker_name(one) if own else one.organisation.name),
                    Cell(text=one.owner.person.name if one.owner else _("Nobody yet")),
                    Cell(text=words.day(one.due)),
                    Cell(badge=badge(one, today)),
                )
            )
            for one in found
        ),
        empty=EmptyState(
            title=_("No questions yet"),
            text=_("A question stands here at once, with its last day.")
            if own
            else _("Choose a desk and ask your question."),
            drawing="done",
        ),
    )


def badge(one: ContactQuestion, today: date) -> Badge:
    """Where a question stands; an open one past its last day is late."""
    if one.state in queries.OPEN and one.due is not None and one.due < today:
        return Badge(label=_("Late"), tone=Tone.NEGATIVE)
    tone = Tone.POSITIVE if one.state == "answered" else Tone.INFO
    return Badge(label=words.said(CONTACT_QUESTION.state(one.state).name), tone=tone)


def asker_name(one: ContactQuestion) -> str:
    """Who asks; of a visitor whose term has passed nothing is known any more."""
    return one.asker.name if one.asker else one.person_name or _("Visitor")


def point_page(actor: Actor, form: Any) -> FormPage:
    """Setting up the desk."""
    home = reverse("market:contact", args=[actor.slug])
    return FormPage(
        title=_("Set up the contact point"),
        intro=_(
            "One desk where firms and civic organisations may ask anything, with a term that you choose."
        ),
        crumbs=(Crumb(_("Contact point"), home),),
        form=form,
        submit=_("Save"),
        cancel_url=home,
        help=(
            Help(
                title=_("What do others see?"),
                text=_(
                    "Name, e-mail address, telephone and term, on a page for everybody. Who answers is "
                    "seen by the asker alone."
                ),
            ),
        ),
    )


def ask_page(actor: Actor, point: ContactPoint, form: Any) -> FormPage:
    """Asking as a firm or civic organisation."""
    home = reverse("market:contact", args=[actor.slug])
    return FormPage(
        title=_("Ask %(desk)s") % {"desk": point.name},
        intro=_("%(authority)s answers within %(days)s working days.")
        % {"authority": point.organisation.name, "days": point.answer_days},
        crumbs=(Crumb(_("Contact point"), home),),
        form=form,
        submit=_("Send the question"),
        cancel_url=home,
        draft_key=f"contact:{point.public_id}",
        help=(Help(title=_("What may one ask here?"), text=point.about),) if point.about else (),
    )


def question_page(
    actor: Actor, one: ContactQuestion, today: date, *, text: Any = None, hand_over: Any = None
) -> QuestionPage:
    """For the authority with answer and hand-over, for the asker with asking on."""
    own = one.organisation_id == actor.organisation_id
    verbs = {step.verb for step in CONTACT_QUESTION.possible(one.state, actor.role)}
    here = [actor.slug, one.public_id]
    answers = own and "answer" in verbs
    asks_on = not own and "reopen" in verbs and actor.may("contact.ask")
    label = _("Answer") if own else _("Ask on")
    return QuestionPage(
        title=one.subject or _("Removed after its term."),
        intro=asker_name(one) if own else one.organisation.name,
        crumbs=(Crumb(_("Contact point"), reverse("market:contact", args=[actor.slug])),),
        badge=badge(one, today),
        told=told(one, today),
        facts=_facts(one),
        talk=tuple(_event(each, one) for each in queries.messages_of(one)),
        text_form=(text or TextForm(label=label)) if answers or asks_on else None,
        text_url=reverse("market:contact_answer" if own else "market:contact_ask_on", args=here),
        text_label=label,
        hand_over_form=(hand_over or HandOverForm(colleagues=queries.may_answer(one.organisation_id, today)))
        if own and "hand_over" in verbs
        else None,
        hand_over_url=reverse("market:contact_hand_over", args=here),
    )


def follow_page(one: ContactQuestion, today: date, url: str, *, text: Any = None) -> QuestionPage:
    """The page of a visitor, behind the link in the letter."""
    return QuestionPage(
        title=one.subject,
        intro=one.organisation.name,
        badge=badge(one, today),
        told=told(one, today),
        facts=_facts(one),
        talk=tuple(_event(each, one) for each in queries.messages_of(one)),
        text_form=(text or TextForm(label=_("Ask on"))) if one.state == "answered" else None,
        text_url=url,
        text_label=_("Ask on"),
        hand_over_form=None,
        hand_over_url="",
        help=(
            Help(
                title=_("Your data"),
                text=_("We keep your name and address until %(day)s, to answer you and for nothing else.")
                % {"day": words.day(one.keep_until)},
            ),
        ),
    )


def public_desk_page(point: ContactPoint, form: Any) -> PublicDeskPage:
    """The desk for everybody, with a form for who has no account."""
    return PublicDeskPage(
        title=_("Contact point of %(authority)s") % {"authority": point.organisation.name},
        intro=_("For firms and civic organisations that have a question."),
        desk=desk_of(point, None),
        form=form,
        note=_("We keep your name and address for a week unconfirmed, otherwise a year after the last word."),
    )


def notice_page(title: str, intro: str) -> Page:
    """A page that only tells something."""
    return Page(title=title, intro=intro)


def desk_of(point: ContactPoint, ask: Action | None) -> Desk:
    """What a desk shows to others."""
    return Desk(
        name=point.name,
        authority=point.organisation.name,
        about=point.about,
        facts=(
            Definition(term=_("E-mail"), text=point.email, url=f"mailto:{point.email}"),
            Definition(term=_("Telephone"), text=point.phone),
            Definition(
                term=_("Answers within"), text=_("%(days)s working days") % {"days": point.answer_days}
            ),
        ),
        ask=ask,
    )


def told(one: ContactQuestion, today: date) -> str:
    """In a sentence how it stands, the same for both sides."""
    if one.state == "answered":
        return _("Answered on %(day)s.") % {"day": words.day(one.answered_at)}
    if one.due is None:
        return ""
    who = one.owner.person.name if one.owner else _("The desk")
    if one.due < today:
        return _("%(who)s should have answered before %(day)s. The answer is late.") % {
            "who": who,
            "day": words.day(one.due),
        }
    return _("%(who)s answers at the latest on %(day)s.") % {"who": who, "day": words.day(one.due)}


def _facts(one: ContactQuestion) -> tuple[Definition, ...]:
    return (
        Definition(term=_("Asked by"), text=asker_name(one)),
        Definition(term=_("Authority"), text=one.organisation.name),
        Definition(term=_("Lies with"), text=one.owner.person.name if one.owner else _("Nobody yet")),
        Definition(term=_("Received on"), text=words.day(one.received_at)),
        Definition(term=_("Last day"), text=words.day(one.due)),
    )


def _event(message: ContactMessage, one: ContactQuestion) -> Event:
    by = asker_name(one) if message.from_asker else message.by.person.name if message.by else ""
    return Event(
        moment=message.at,
        title=_("Question") if message.from_asker else _("Answer"),
        text=message.text or _("Removed after its term."),
        by=by,
        icon="help" if message.from_asker else "message",
        tone=Tone.WARNING if message.late else Tone.NEUTRAL,
    )
