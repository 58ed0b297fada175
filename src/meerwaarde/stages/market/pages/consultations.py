"""The pages of market consultations: for the authority, for firms, and for everybody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    FormPage,
    Help,
    Link,
    ListPage,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_moment
from meerwaarde.rules.consultation import answers_readable, phase
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import CONSULTATION_RESPONSE
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.forms.consultations import (
    AnswersForm,
    DocumentForm,
    GuestForm,
    InquiryAnswerForm,
    InquiryForm,
    ReportForm,
    SessionForm,
    WithdrawForm,
)
from meerwaarde.stages.market.forms.suppliers import cpv_name
from meerwaarde.stages.market.queries import consultations as queries
from meerwaarde.stages.market.queries.consultations import (
    Consultation,
    ConsultationInquiry,
    ConsultationQuestion,
    ConsultationResponse,
    Heard,
)

PHASES = {
    "draft": (Text(nl="Concept", en="Draft"), Tone.NEUTRAL),
    "coming": (Text(nl="Opent binnenkort", en="Opens soon"), Tone.INFO),
    "open": (Text(nl="Open", en="Open"), Tone.POSITIVE),
    "closed": (Text(nl="Gesloten, verslag volgt", en="Closed, report follows"), Tone.WARNING),
    "reported": (Text(nl="Verslag gedeeld", en="Report shared"), Tone.NEUTRAL),
    "withdrawn": (Text(nl="Ingetrokken", en="Withdrawn"), Tone.NEUTRAL),
}


@dataclass(frozen=True)
class Reported:
    """What the report says of one question."""

    question: str
    heard: str
    followed: Badge | None
    why: str


@dataclass(frozen=True)
class Asked:
    """A question of the market; with a form where it waits for an answer."""

    text: str
    answer: str = ""
    when: str = ""
    form: InquiryAnswerForm | None = None
    url: str = ""


@dataclass(frozen=True)
class Ask:
    """Where somebody asks something about the consultation."""

    form: InquiryForm
    url: str


@dataclass(frozen=True)
class Report:
    """The one report to all."""

    reported: tuple[Reported, ...]
    minutes: str
    present: tuple[str, ...]
    conclusion: str
    next_step: str
    files: tuple[Link, ...]
    draft: bool


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
    seat: tuple[Action, ...] = ()
    feeds: tuple[Link, ...] = ()


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


@dataclass(frozen=True, kw_only=True)
class RespondPage(FormPage):
    """Answering, per question."""

    badge_text: str
    files: tuple[Link, ...]
    ask: Ask | None = None
    can_take_back: bool


@dataclass(frozen=True, kw_only=True)
class PublicListPage(Page):
    """All consultations, for everybody."""

    table: Table
    feed_url: str


def consultations_page(actor: Actor) -> ListPage:
    """Own consultations of an authority; for a firm what it can answer."""
    found = queries.listed_consultations(actor)
    mine = queries.own_responses(actor) if actor.kind != "authority" else {}
    here = actor.kind == "authority"
    new = Action(
        label=_("New consultation"),
        url=reverse("market:consultation_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    may = here and actor.may("consultations.write")
    return ListPage(
        title=_("Market consultations"),
        intro=_("Ask the market before you buy. All firms get the same questions and the same report.")
        if here
        else _("Authorities ask what is possible before they buy. Your answer can change the tender."),
        actions=(new,) if may else (),
        table=Table(
            caption=_("Market consultations, what closes last first"),
            caption_hidden=True,
            columns=(
                Column(label=_("Consultation")),
                Column(label=_("State")),
                Column(label=_("Last day"), compact=True),
                Column(label=_("Answers") if here else _("Your answer"), numeric=here),
            ),
            rows=tuple(_row(actor, one, mine) for one in found),
            empty=EmptyState(
                title=_("No market consultations yet"),
                text=_("A consultation is useful when you do not know what the market can do.")
                if here
                else _("As soon as an authority publishes one it stands here."),
                action=new if may else None,
            ),
        ),
    )


def consultation_form_page(actor: Actor, form: Any, found: Consultation | None = None) -> FormPage:
    """Writing one, or changing a draft."""
    return FormPage(
        title=_("Change the consultation") if found else _("New consultation"),
        intro=_("Nobody outside your organisation sees it before you publish."),
        crumbs=_crumbs(actor),
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


def consultation_page(
    actor: Actor,
    found: Consultation,
    *,
    document: DocumentForm | None = None,
    withdraw: WithdrawForm | None = None,
    ask: InquiryForm | None = None,
) -> ConsultationPage:
    """One consultation for who is logged in."""
    page = replace(_page(found), crumbs=_crumbs(actor))
    if actor.kind == "authority":
        return _for_authority(actor, found, page, document, withdraw)
    return _for_firm(actor, found, page, ask)


def public_consultation_page(found: Consultation) -> ConsultationPage:
    """One consultation for everybody."""
    page = _page(found)
    here = _phase(found)
    actions: tuple[Action, ...] = ()
    if here == "open":
        url = reverse("public_consultations:join", args=[found.public_id])
        actions = (Action(label=_("Answer"), url=url, kind="primary", icon="edit"),)
    return replace(
        page,
        crumbs=(Crumb(_("Market consultations"), reverse("public_consultations:list")),),
        actions=actions,
        feeds=(
            Link(
                _("Dates for your own agenda"), reverse("public_consultations:ical", args=[found.public_id])
            ),
        ),
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


def public_list_page() -> PublicListPage:
    """What is open first: all consultations of all authorities."""
    found = list(queries.published_consultations()[: queries.CONSULTATIONS_ON_A_PAGE])
    return PublicListPage(
        title=_("Market consultations"),
        intro=_("Authorities ask the market what is possible before they buy. Everybody may answer."),
        feed_url=reverse("public_consultations:feed"),
        table=Table(
            caption=_("Market consultations, what closes last first"),
            caption_hidden=True,
            columns=(
                Column(label=_("Consultation")),
                Column(label=_("Authority")),
                Column(label=_("State")),
                Column(label=_("Last day"), compact=True),
            ),
            rows=tuple(
                Row(
                    (
                        Cell(
                            text=one.title,
                            url=reverse("public_consultations:detail", args=[one.public_id]),
                        ),
                        Cell(text=one.organisation.name),
                        Cell(badge=_badge(one)),
                        Cell(text=_day(one.closes_on)),
                    )
                )
                for one in found
            ),
            empty=EmptyState(
                title=_("No market consultations yet"),
                text=_("As soon as an authority publishes one it stands here."),
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
            *_crumbs(actor),
            Crumb(found.title, reverse("market:consultation", args=[actor.slug, found.public_id])),
        ),
        actions=(share,) if _phase(found) == "closed" else (),
        badge=_badge(found),
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


def respond_page(
    found: Consultation,
    response: ConsultationResponse,
    form: AnswersForm,
    *,
    crumbs: tuple[Crumb, ...],
    ask: Ask | None,
    cancel_url: str = "",
) -> RespondPage:
    """Answering as a firm, or with a link."""
    name = CONSULTATION_RESPONSE.state(response.state).name
    when = _("You can change your answers until %(day)s.") % {"day": _day(found.closes_on)}
    early = _("The authority reads answers as they come in.")
    late = _("Nobody of the authority reads them before closing.")
    return RespondPage(
        title=_("Answer: %(title)s") % {"title": found.title},
        intro=f"{when} {early if found.read_early else late}",
        crumbs=crumbs,
        badge=Badge(label=_said(name), tone=Tone.POSITIVE if response.state == "sent" else Tone.NEUTRAL),
        badge_text=response.firm_name,
        form=form,
        submit=_("Send") if response.state != "sent" else _("Send the changed answers"),
        cancel_url=cancel_url,
        extra_submits=(("do", "save", _("Save, send later")),) if response.state != "sent" else (),
        files=_files(found),
        ask=ask,
        can_take_back=response.state == "sent",
        help=(
            Help(
                title=_("What happens with your answer?"),
                points=(
                    _("The report tells what the market said, without saying who said what."),
                    _("What you mark as confidential is never in the report."),
                    _("Answering gives no advantage in the tender, and obliges you to nothing."),
                ),
            ),
        ),
    )


def guest_page(found: Consultation, form: GuestForm) -> FormPage:
    """Answering without an account."""
    return FormPage(
        title=_("Answer without an account"),
        intro=_("We send you a link. With it you answer, and change your answers until closing."),
        crumbs=_public_crumbs(found),
        form=form,
        submit=_("Send me the link"),
        cancel_url=reverse("public_consultations:detail", args=[found.public_id]),
        help=(
            Help(
                title=_("Why we ask this"),
                text=_(
                    "%(authority)s uses your name and address only for this consultation. They are taken "
                    "away half a year after it closes. Your answers stay, with the name of your firm."
                )
                % {"authority": found.organisation.name},
            ),
        ),
    )


def session_page(actor: Actor, found: Consultation, form: SessionForm) -> FormPage:
    """Attendance and minutes."""
    return FormPage(
        title=_("Attendance and minutes"),
        intro=found.title,
        crumbs=(
            *_crumbs(actor),
            Crumb(found.title, reverse("market:consultation", args=[actor.slug, found.public_id])),
        ),
        form=form,
        submit=_("Save"),
        cancel_url=reverse("market:consultation", args=[actor.slug, found.public_id]),
    )


def report_of(found: Consultation) -> Report:
    """The one report: the same in the page, in Word and in PDF."""
    return _report(found, queries.questions_of(found))


def equal_treatment() -> tuple[str, Link]:
    """Why one report goes to all, and the article it rests on."""
    article = Law.on(timezone.localdate())["articles/aw_2_25"]
    said = _(
        "A market consultation before a tender is allowed. Whoever takes part gets no knowledge that others "
        "do not get: questions, answers to questions and the report are the same for everybody."
    )
    return said, Link(article.entry.source.title, article.entry.source.url)


def _page(found: Consultation) -> ConsultationPage:
    questions = queries.questions_of(found)
    said, source = equal_treatment()
    return ConsultationPage(
        title=found.title,
        intro=found.organisation.name,
        badge=_badge(found),
        introduction=found.introduction,
        buys=found.buys,
        questions=tuple(one.text for one in questions),
        facts=_facts(found),
        session=_session(found),
        files=_files(found),
        asked=tuple(
            Asked(one.text, one.answer, _day(timezone.localdate(one.answered_at)))
            for one in queries.inquiries_of(found, answered=True)
            if one.answered_at
        ),
        equal=said,
        equal_source=source,
        report=_report(found, questions) if found.state == "reported" else None,
    )


def _for_authority(
    actor: Actor,
    found: Consultation,
    page: ConsultationPage,
    document: DocumentForm | None,
    withdraw: WithdrawForm | None,
) -> ConsultationPage:
    here, at = _phase(found), [actor.slug, found.public_id]
    sections = tuple(slots.page_sections.collect(actor, slots.Subject("consultation", found.public_id)))
    if not actor.may("consultations.write"):
        return replace(page, sections=sections)
    waiting = queries.inquiries_of(found, answered=False) if here in ("open", "closed", "coming") else []
    return replace(
        page,
        sections=sections,
        actions=_authority_actions(actor, found, here),
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
    return Asked(one.text, when=_day(timezone.localdate(one.asked_at)), form=form, url=url)


def _for_firm(
    actor: Actor, found: Consultation, page: ConsultationPage, ask: InquiryForm | None
) -> ConsultationPage:
    if not actor.may("consultations.answer"):
        return page
    here, at = _phase(found), [actor.slug, found.public_id]
    mine = queries.own_response(actor, found)
    actions: tuple[Action, ...] = ()
    standing = ""
    if mine is not None:
        name = _said(CONSULTATION_RESPONSE.state(mine.state).name)
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
        seat=_seat(actor, found),
    )


def _seat(actor: Actor, found: Consultation) -> tuple[Action, ...]:
    if found.session_at is None or found.state != "published" or found.session_at <= timezone.now():
        return ()
    url = reverse("market:consultation_seat", args=[actor.slug, found.public_id])
    taken = queries.seat_called(found, actor.organisation_name)
    if taken is not None:
        return (Action(label=_("We do not come after all"), url=url, post=True, hidden=(("coming", "no"),)),)
    return (
        Action(
            label=_("We come to the session"),
            url=url,
            post=True,
            kind="primary",
            hidden=(("coming", "yes"),),
        ),
    )


def _report(found: Consultation, questions: list[ConsultationQuestion]) -> Report:
    tones = {"yes": Tone.POSITIVE, "partly": Tone.WARNING, "no": Tone.NEUTRAL}
    words = {
        "yes": _("We follow this"),
        "partly": _("We follow this partly"),
        "no": _("We do not follow this"),
    }
    return Report(
        reported=tuple(
            Reported(
                one.text,
                one.heard,
                Badge(label=words[one.followed], tone=tones[one.followed]) if one.followed else None,
                one.why,
            )
            for one in questions
        ),
        minutes=found.minutes,
        present=tuple(one.firm_name for one in queries.seats_of(found) if one.present),
        conclusion=found.conclusion,
        next_step=found.next_step,
        files=tuple(
            Link(label, reverse("public_consultations:report", args=[found.public_id, kind]))
            for kind, label in (("pdf", _("Report as PDF")), ("docx", _("Report as Word file")))
        )
        if found.state == "reported"
        else (),
        draft=found.state != "reported",
    )


def _facts(found: Consultation) -> tuple[Definition, ...]:
    read = (
        _("As they come in; the authority said so at publication")
        if found.read_early
        else _("After the closing day, by nobody earlier")
    )
    names = [f"{code} {cpv_name(code) or ''}".strip() for code in found.cpv]
    return (
        Definition(term=_("Authority"), text=found.organisation.name),
        Definition(term=_("Opens on"), text=_day(found.opens_on)),
        Definition(term=_("Last day to answer"), text=_day(found.closes_on)),
        Definition(term=_("Answers are read"), text=read),
        *((Definition(term=_("CPV code"), text="; ".join(names)),) if names else ()),
    )


def _session(found: Consultation) -> tuple[Definition, ...]:
    if found.session_at is None:
        return ()
    rows = [Definition(term=_("Begins"), text=_moment(found.session_at))]
    if found.session_until:
        rows.append(Definition(term=_("Ends"), text=_moment(found.session_until)))
    if found.session_where:
        rows.append(Definition(term=_("Where"), text=found.session_where))
    if found.session_link:
        rows.append(Definition(term=_("Online"), text=_("Take part online"), url=found.session_link))
    return tuple(rows)


def _files(found: Consultation) -> tuple[Link, ...]:
    return tuple(
        Link(
            one.title,
            reverse("public_consultations:document", args=[found.public_id, one.public_id])
            if found.published_at
            else "",
        )
        for one in queries.files_of(found)
    )


def _row(actor: Actor, one: Any, mine: dict[int, str]) -> Row:
    if actor.kind == "authority":
        last = Cell(text=str(one.sent))
    else:
        state = mine.get(one.pk)
        last = Cell(text=_said(CONSULTATION_RESPONSE.state(state).name) if state else "")
    return Row(
        (
            Cell(
                text=one.title,
                url=reverse("market:consultation", args=[actor.slug, one.public_id]),
                note="" if actor.kind == "authority" else one.organisation.name,
            ),
            Cell(badge=_badge(one)),
            Cell(text=_day(one.closes_on)),
            last,
        )
    )


def _crumbs(actor: Actor) -> tuple[Crumb, ...]:
    return (Crumb(_("Market consultations"), reverse("market:consultations", args=[actor.slug])),)


def _public_crumbs(found: Consultation) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Market consultations"), reverse("public_consultations:list")),
        Crumb(found.title, reverse("public_consultations:detail", args=[found.public_id])),
    )


def _phase(found: Consultation) -> str:
    return phase(found.state, found.opens_on, found.closes_on, timezone.localdate())


def _badge(found: Consultation) -> Badge:
    name, tone = PHASES[_phase(found)]
    return Badge(label=_said(name), tone=tone)


def _said(text: Text) -> str:
    return text.in_language(get_language() or "nl")


def _day(day: date) -> str:
    return format_day(day, get_language() or "nl")


def _moment(moment: datetime) -> str:
    return format_moment(timezone.localtime(moment), get_language() or "nl")
