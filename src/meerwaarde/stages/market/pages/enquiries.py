"""Enquiries as their asker and those who were asked read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.charts import Bar, Chart, bars
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
    Kpi,
    ListPage,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_euro, format_moment
from meerwaarde.rules.leads import FUNNEL, STEP_NAMES, Funnel
from meerwaarde.rules.lifecycle import ENQUIRY, LEAD
from meerwaarde.rules.matching import GRADES
from meerwaarde.rules.matching.feedback import REASONS
from meerwaarde.rules.money import from_cents
from meerwaarde.stages.market.forms.enquiries import AskForm, NoForm, OutcomeForm, YesForm
from meerwaarde.stages.market.models import Enquiry, Lead
from meerwaarde.stages.market.pages.combinations import SetShown, sets_shown
from meerwaarde.stages.market.pages.fits import SURE_TONES
from meerwaarde.stages.market.queries import enquiries as queries
from meerwaarde.stages.market.queries.combinations import sets_among

TONES = {"draft": Tone.NEUTRAL, "open": Tone.INFO, "closed": Tone.POSITIVE, "withdrawn": Tone.WARNING}


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
class QuestionShown:
    """A question of a supplier, without its name."""

    text: str
    answer: str
    answer_url: str


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
    outcome: Action | None


@dataclass(frozen=True, kw_only=True)
class FunnelPage(Page):
    """What came of all that was asked."""

    kpis: tuple[Kpi, ...]
    chart: Chart
    silent: tuple[str, ...]
    turns: Table
    most: Table


def enquiries_page(actor: Actor, rows: Sequence[Enquiry]) -> ListPage:
    """One's own enquiries, the newest first."""
    new = Action(
        label=_("New enquiry"),
        url=reverse("market:enquiry_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    return ListPage(
        title=_("Enquiries"),
        intro=_(
            "Ask suppliers what is possible, or for a price. "
            "All get the same, and nobody sees another's answer."
        ),
        actions=(
            new,
            Action(
                label=_("What came of it"),
                url=reverse("market:funnel", args=[actor.slug]),
                icon="measurement",
            ),
        ),
        table=Table(
            caption=_("Enquiries, the newest first"),
            caption_hidden=True,
            columns=(
                Column(label=_("Subject")),
                Column(label=_("State")),
                Column(label=_("Answers until"), compact=True),
                Column(label=_("Asked"), numeric=True),
                Column(label=_("Answered"), numeric=True),
            ),
            rows=tuple(_row(actor, one) for one in rows),
            empty=EmptyState(
                title=_("You asked nothing yet"),
                text=_("Write what you need; we suggest who can do it, with reasons."),
                action=new,
                drawing="people",
            ),
        ),
    )


def _row(actor: Actor, one: Any) -> Row:
    return Row(
        cells=(
            Cell(
                text=one.title,
                url=reverse("market:enquiry", args=[actor.slug, one.public_id]),
                note=_kind(one),
            ),
            Cell(badge=_badge(one, timezone.now())),
            Cell(text=_moment(one.closes_at)),
            Cell(text=str(one.asked)),
            Cell(text=str(one.answered)),
        )
    )


def enquiry_form_page(actor: Actor, form: Any) -> FormPage:
    """Writing an enquiry."""
    return FormPage(
        title=_("New enquiry"),
        intro=_("First you write, then you choose whom you ask. Nothing is sent before that."),
        crumbs=_crumbs(actor),
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
        intro=_kind(one),
        crumbs=_crumbs(actor),
        badge=_badge(one, now),
        actions=_actions(one, now, at),
        text=one.text,
        facts=(
            Definition(term=_("Answers until"), text=_moment(one.closes_at)),
            Definition(term=_("Sent"), text=_moment(one.sent_at)),
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


def asked_list_page(actor: Actor, rows: Sequence[Lead]) -> ListPage:
    """What a firm was asked."""
    now = timezone.now()
    return ListPage(
        title=_("Asked of you"),
        intro=_("Buyers who think that you can do this. Say yes, no because, or ask something."),
        table=Table(
            caption=_("What you were asked, the newest first"),
            caption_hidden=True,
            columns=(
                Column(label=_("Subject")),
                Column(label=_("Who asks")),
                Column(label=_("Answers until"), compact=True),
                Column(label=_("State")),
            ),
            rows=tuple(
                Row(
                    cells=(
                        Cell(
                            text=one.enquiry.title,
                            url=reverse("market:asked", args=[actor.slug, one.public_id]),
                        ),
                        Cell(text=one.enquiry.organisation.name),
                        Cell(text=_moment(one.enquiry.closes_at)),
                        Cell(badge=_lead_badge(one, one.enquiry, now)),
                    )
                )
                for one in rows
                if one.enquiry
            ),
            empty=EmptyState(
                title=_("Nobody asked you something yet"),
                text=_("The more your profile tells, the better buyers find you."),
                drawing="people",
            ),
        ),
    )


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
    filled = {"text": given.text, "amount": _euros(given.amount_cents)} if given else None
    return AskedPage(
        title=one.title,
        intro=f"{one.organisation.name} · {_kind(one)}",
        crumbs=(Crumb(_("Asked of you"), reverse("market:asked_list", args=[actor.slug])),),
        badge=_lead_badge(lead, one, now),
        text=one.text,
        facts=(
            Definition(term=_("Who asks"), text=one.organisation.name),
            Definition(term=_("Answers until"), text=_moment(one.closes_at)),
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
        outcome=_outcome(actor, lead) if lead.quoted_at and queries.is_closed(one, now) else None,
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


def funnel_page(
    actor: Actor, found: Funnel, years: Sequence[tuple[int, int, int, int]], most: Sequence[tuple[str, int]]
) -> FunnelPage:
    """What came of all that was asked, and whose turn it was."""
    language = _language()
    share = found.share("deal", "quoted")
    return FunnelPage(
        title=_("What came of it"),
        intro=_("From suggestion to contract, and how the turns are spread over firms."),
        crumbs=_crumbs(actor),
        kpis=(
            Kpi(label=_("Became a contract"), value=str(found.reached["deal"])),
            Kpi(
                label=_("Of the offers"),
                value="–" if share is None else f"{round(100 * share)}%",
                note=_("that became a contract"),
            ),
            Kpi(label=_("Worth together"), value=format_euro(found.amount_cents, language)),
            Kpi(
                label=_("Both sides differ"),
                value=str(found.contested),
                note=_("one says contract, the other not"),
            ),
        ),
        chart=bars(
            "funnel",
            _("From suggestion to contract"),
            _("How many chances reached each step."),
            [Bar(STEP_NAMES[step].in_language(language), found.reached[step]) for step in FUNNEL],
            headings=(_("Step"), _("Chances"), ""),
            unknown=_("not known"),
        ),
        silent=found.silent,
        turns=Table(
            caption=_("Whose turn it was, per year"),
            columns=(
                Column(label=_("Year"), compact=True),
                Column(label=_("Times asked"), numeric=True),
                Column(label=_("Firms"), numeric=True),
                Column(label=_("For the first time"), numeric=True),
                Column(label=_("Share of newcomers"), numeric=True),
            ),
            rows=tuple(
                Row(
                    cells=(
                        Cell(text=str(year)),
                        Cell(text=str(times)),
                        Cell(text=str(firms)),
                        Cell(text=str(fresh)),
                        Cell(text=f"{round(100 * fresh / firms)}%"),
                    )
                )
                for year, times, firms, fresh in years
            ),
            empty=EmptyState(title=_("Nobody was asked yet")),
        ),
        most=Table(
            caption=_("Who was asked most"),
            columns=(Column(label=_("Firm")), Column(label=_("Times asked"), numeric=True)),
            rows=tuple(Row(cells=(Cell(text=name), Cell(text=str(times)))) for name, times in most),
            empty=EmptyState(title=_("Nobody was asked yet")),
        ),
    )


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
    said = answer.text if answer else lead.reason_text
    if lead.state == "declined" and lead.reason in REASONS:
        said = " · ".join(filter(None, (REASONS[lead.reason].in_language(_language()), lead.reason_text)))
    price = answer.amount_cents if answer else None
    return Row(
        cells=(
            Cell(text=lead.supplier.name, note=lead.combination.name if lead.combination else ""),
            Cell(badge=_answer_badge(lead)),
            Cell(text="" if price is None else format_euro(price, _language())),
            Cell(text=said),
            Cell(
                text=_("Tell what came of it") if not lead.buyer_said else SAID[lead.buyer_said](),
                url=reverse("market:lead_outcome", args=[actor.slug, lead.public_id]),
            )
            if answer
            else Cell(),
        )
    )


SAID = {"deal": lambda: _("Became a contract"), "no_deal": lambda: _("Became no contract")}


def _answer_badge(lead: Lead) -> Badge:
    if lead.quoted_at and lead.state != "declined":
        return Badge(label=_("Yes"), tone=Tone.POSITIVE)
    if lead.state == "declined":
        return Badge(label=_("No"), tone=Tone.NEUTRAL)
    return Badge(label=_("No answer"), tone=Tone.WARNING)


def _lead_badge(lead: Lead, one: Enquiry, now: datetime) -> Badge:
    if one.state == "withdrawn":
        return Badge(label=_("Withdrawn"), tone=Tone.WARNING)
    if lead.state == "invited" and not queries.is_open(one, now):
        return Badge(label=_("Closed"), tone=Tone.NEUTRAL)
    tone = Tone.INFO if lead.state == "invited" else Tone.POSITIVE
    return Badge(label=LEAD.state(lead.state).name.in_language(_language()), tone=tone)


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
        sure=Badge(label=GRADES[one.sure.grade].in_language(_language()), tone=SURE_TONES[one.sure.grade]),
        sure_why=one.sure.why.in_language(_language()),
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
    counted = {"asked": asked, "answered": answered, "moment": _moment(one.closes_at)}
    if queries.is_closed(one, now):
        return _("%(answered)s of %(asked)s suppliers answered.") % counted
    return _("%(answered)s of %(asked)s suppliers answered. You read the answers after %(moment)s.") % counted


def _firm_told(lead: Lead, one: Enquiry, now: datetime) -> str:
    if one.state == "withdrawn":
        return _("The asker withdrew this. You need not do anything.")
    if lead.state == "quoted" and queries.is_open(one, now):
        return _("You answered. Until closing you can change your answer; nobody reads it before.")
    if lead.state == "declined" and queries.is_open(one, now):
        return _("You said no. Until closing you can still say yes.")
    if queries.is_open(one, now):
        return _("Nobody reads your answer before %(moment)s.") % {"moment": _moment(one.closes_at)}
    return _("This is closed.")


def _outcome(actor: Actor, lead: Lead) -> Action:
    return Action(
        label=_("Tell what came of it"),
        url=reverse("market:lead_outcome", args=[actor.slug, lead.public_id]),
        icon="done",
    )


def _badge(one: Enquiry, now: datetime) -> Badge:
    state = "closed" if queries.is_closed(one, now) else one.state
    return Badge(label=ENQUIRY.state(state).name.in_language(_language()), tone=TONES[state])


def _kind(one: Enquiry) -> str:
    return {"question": _("Question"), "quotation": _("Request for a quotation")}[one.kind]


def _crumbs(actor: Actor) -> tuple[Crumb, ...]:
    return (Crumb(_("Enquiries"), reverse("market:enquiries", args=[actor.slug])),)


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else format_moment(moment, _language())


def _euros(value: int | None) -> Any:
    return None if value is None else from_cents(value)


def _language() -> str:
    return get_language() or "nl"
