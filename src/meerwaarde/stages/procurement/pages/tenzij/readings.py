"""Second readings: the list, the page on which one judges, and what an explanation shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
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
    ListPage,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_euro
from meerwaarde.stages.procurement.actions import may_judge
from meerwaarde.stages.procurement.forms.tenzij import (
    FOLLOW_UPS,
    STANDS,
    VERDICTS,
    AskReaderForm,
    FollowForm,
    ReadingForm,
    ReviewListForm,
)
from meerwaarde.stages.procurement.pages.evidence import evidence_told, evidence_url
from meerwaarde.stages.procurement.pages.explanations import reason_name, reason_of
from meerwaarde.stages.procurement.queries import (
    PAGE,
    READABLE,
    SETTLED,
    TO_FOLLOW,
    TO_READ,
    Explanation,
    ExplanationReview,
    ReviewFilter,
    listed_reviews,
    open_request,
    readers_for,
    reviews_of,
    stand_of,
)

STAND_TONES = {TO_READ: Tone.INFO, TO_FOLLOW: Tone.WARNING, SETTLED: Tone.POSITIVE}
VERDICT_TONES = {"convincing": Tone.POSITIVE, "unconvincing": Tone.WARNING}


@dataclass(frozen=True, kw_only=True)
class ReadingPage(FormPage):
    """One explanation with all that a reader needs, and the form for the verdict or what was said."""

    sentence: str
    reason: str
    not_enough: str
    text: str
    evidence: tuple[Definition, ...]
    facts: tuple[Definition, ...]
    verdict: Badge | None
    said: str
    follow_up: str
    follow_up_text: str
    why_not: str
    may_write: bool
    follow_form: FollowForm | None
    follow_url: str
    refused: str
    next: Action | None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One reading as the page of the explanation shows it."""

    verdict: Badge
    by: str
    text: str
    follow_up: str
    url: str
    label: str


@dataclass(frozen=True, kw_only=True)
class ReadingsSection:
    """Under an explanation: who read it again and what they said, and the form to ask somebody."""

    readings: tuple[Reading, ...]
    form: AskReaderForm | None
    ask_url: str
    note: str


def readings_section(actor: Actor, told: Explanation, form: AskReaderForm | None = None) -> ReadingsSection:
    """What the page of an explanation shows of its second readings."""
    found = reviews_of(actor, told)
    may_ask = actor.may("explanations.approve") and told.state in READABLE
    if may_ask and form is None:
        form = AskReaderForm(readers=readers_for(actor, told, timezone.localdate()))
    waiting = open_request(told)
    return ReadingsSection(
        readings=tuple(_reading(actor, one) for one in found),
        form=form if may_ask else None,
        ask_url=reverse("explanations:ask_reader", args=[actor.slug, told.public_id]),
        note=_("If you choose somebody else, the colleague who was asked first need not read it any more.")
        if waiting is not None
        else _(
            "A second reader wrote nothing here and approved nothing. They say whether the text convinces."
        ),
    )


def reviews_page(actor: Actor, form: ReviewListForm, after: str) -> ListPage:
    """Every second reading, also those of samples."""
    wanted = form.wanted()
    rows = listed_reviews(actor, wanted, after=after)
    shown, here, asked = rows[:PAGE], reverse("explanations:reviews", args=[actor.slug]), form.asked()
    return ListPage(
        title=_("Second readings"),
        intro=_("Explanations that a colleague read again: do they convince, and what follows?"),
        crumbs=_crumbs(actor),
        filters=form,
        filters_used=wanted != ReviewFilter(),
        clear_url=here,
        table=Table(
            caption=_("Second readings"),
            caption_hidden=True,
            columns=(
                Column(label=_("Rule and procurement")),
                Column(label=_("Reader")),
                Column(label=_("Verdict")),
                Column(label=_("What follows")),
                Column(label=_("State")),
            ),
            rows=tuple(_row(actor, one) for one in shown),
            empty=EmptyState(
                title=_("No second readings here"),
                text=_("Ask a colleague to read along on the page of an explanation, or draw a sample."),
            ),
            next_url=f"{here}?{urlencode({**asked, 'na': shown[-1].public_id})}" if len(rows) > PAGE else "",
            previous_url=f"{here}?{urlencode(asked)}" if after else "",
        ),
    )


def reading_page(
    actor: Actor,
    one: ExplanationReview,
    form: ReadingForm | None = None,
    *,
    follow: FollowForm | None = None,
    refused: str = "",
    next_one: str = "",
) -> ReadingPage:
    """The page on which one reads an explanation again. `refused` says why a verdict was not taken."""
    language, told = get_language() or "nl", one.explanation
    file, reason = told.procurement, reason_of(told)
    why_not = may_judge(actor, one) if one.read_at is None else None
    may_write = one.read_at is None and why_not is None and actor.may("explanations.review")
    waits = stand_of(one) == TO_FOLLOW and actor.may("explanations.review")
    return ReadingPage(
        title=_("Read again: rule %(code)s") % {"code": told.rule_code},
        intro=f"{file.number} · {file.title}",
        crumbs=_crumbs(actor, one),
        badge=Badge(label=str(STANDS[stand_of(one)]), tone=STAND_TONES[stand_of(one)]),
        form=form or ReadingForm(initial={"version": one.version}),
        submit=_("Record the verdict"),
        submit_note=_("A verdict is given once. Who wrote the explanation can read it."),
        cancel_url=reverse("explanations:explanation", args=[actor.slug, told.public_id]),
        draft_key=f"reading:{one.public_id}",
        sentence=told.sentence.get(language[:2]) or told.sentence.get("nl", ""),
        reason=reason_name(told),
        not_enough=reason.not_enough.in_language(language) if reason else "",
        text=told.text,
        evidence=tuple(
            Definition(
                term=item["asked"].get(language[:2]) or item["asked"]["nl"],
                text=evidence_told(item),
                url=evidence_url(actor, told, item),
            )
            for item in told.evidence
        ),
        facts=_facts(actor, one),
        verdict=_verdict(one) if one.verdict else None,
        said=one.text,
        follow_up=str(FOLLOW_UPS.get(one.follow_up, "")),
        follow_up_text=one.follow_up_text,
        why_not=why_not.in_language(language) if why_not else "",
        may_write=may_write,
        follow_form=(follow or FollowForm(initial={"version": one.version})) if waits else None,
        follow_url=reverse("explanations:follow", args=[actor.slug, one.public_id]),
        refused=refused,
        next=_next(actor, one, next_one),
        help=(
            Help(
                title=_("How to read"),
                points=(
                    _("Would somebody who was not there understand why it could not be done here?"),
                    _("Does the evidence stand where the text says, and does it show what the text says?"),
                    _("Was a lighter form looked at, or another way to the same goal?"),
                    _("An explanation can convince although you would have chosen differently."),
                ),
            ),
        ),
    )


def _reading(actor: Actor, one: ExplanationReview) -> Reading:
    language = get_language() or "nl"
    name = one.reader.person.name if one.reader else _("Somebody who has left")
    day = timezone.localdate(one.read_at or one.asked_at)
    if one.read_at is None:
        who = name if one.reader else _("in sample “%(title)s”") % {"title": one.sample.title}  # type: ignore[union-attr]
        by = _("Asked on %(day)s: %(who)s") % {"day": format_day(day, language), "who": who}
    else:
        by = f"{name}, {format_day(day, language)}"
    return Reading(
        verdict=_verdict(one),
        by=by,
        text=one.text,
        follow_up=_follow_up(one),
        url=reverse("explanations:review", args=[actor.slug, one.public_id]),
        label=_("To the reading"),
    )


def _row(actor: Actor, one: ExplanationReview) -> Row:
    told, stand = one.explanation, stand_of(one)
    reader = one.reader.person.name if one.reader else ""
    return Row(
        (
            Cell(
                text=f"{told.rule_code} · {told.procurement.title}",
                url=reverse("explanations:review", args=[actor.slug, one.public_id]),
                note=told.procurement.number,
            ),
            Cell(text=reader or _("Nobody yet"), note=one.sample.title if one.sample else ""),
            Cell(badge=_verdict(one)) if one.verdict else Cell(),
            Cell(text=str(FOLLOW_UPS.get(one.follow_up, ""))),
            Cell(badge=Badge(label=str(STANDS[stand]), tone=STAND_TONES[stand])),
        )
    )


def _facts(actor: Actor, one: ExplanationReview) -> tuple[Definition, ...]:
    language, told = get_language() or "nl", one.explanation
    file = told.procurement
    facts = [
        Definition(
            term=_("Procurement"),
            text=f"{file.number} {file.title}",
            url=reverse("procurement:detail", args=[actor.slug, file.public_id]),
        ),
        Definition(
            term=_("Explanations"),
            text=_("Rule %(code)s") % {"code": told.rule_code},
            url=reverse("explanations:explanation", args=[actor.slug, told.public_id]),
        ),
        Definition(
            term=_("Value"),
            text=format_euro(told.value_cents, language) if told.value_cents is not None else "",
        ),
        Definition(term=_("Department"), text=told.department.name if told.department else ""),
        Definition(term=_("Holds until"), text=format_day(told.review_on, language)),
        Definition(term=_("Word of the approver"), text=told.verdict),
    ]
    if one.sample is not None:
        url = reverse("explanations:sample", args=[actor.slug, one.sample.public_id])
        facts.append(Definition(term=_("Sample"), text=one.sample.title, url=url))
    if one.read_at is not None:
        name = one.reader.person.name if one.reader else _("Somebody who has left")
        day = format_day(timezone.localdate(one.read_at), language)
        facts.append(Definition(term=_("Read by"), text=f"{name}, {day}"))
    elif one.reader is not None:
        facts.append(Definition(term=_("Asked of"), text=one.reader.person.name))
    return tuple(facts)


def _verdict(one: ExplanationReview) -> Badge:
    if not one.verdict:
        return Badge(label=str(STANDS[TO_READ]), tone=Tone.INFO)
    return Badge(label=str(VERDICTS[one.verdict]), tone=VERDICT_TONES[one.verdict])


def _follow_up(one: ExplanationReview) -> str:
    if not one.follow_up or one.follow_up == "none":
        return ""
    what = FOLLOW_UPS[one.follow_up]
    if one.followed_on is None:
        return _("What follows: %(what)s. This must still happen.") % {"what": what}
    day: date = one.followed_on
    return _("What followed: %(what)s, done on %(day)s.") % {
        "what": what,
        "day": format_day(day, get_language() or "nl"),
    }


def _next(actor: Actor, one: ExplanationReview, next_one: str) -> Action | None:
    if not next_one or one.read_at is None:
        return None
    url = reverse("explanations:review", args=[actor.slug, next_one])
    return Action(label=_("Read the next one"), url=url, icon="next", kind="primary")


def _crumbs(actor: Actor, one: ExplanationReview | None = None) -> tuple[Crumb, ...]:
    found = [
        Crumb(_("Explanations"), reverse("explanations:list", args=[actor.slug])),
        Crumb(_("Register"), reverse("explanations:register", args=[actor.slug])),
    ]
    if one is not None and one.sample is not None:
        url = reverse("explanations:sample", args=[actor.slug, one.sample.public_id])
        found.append(Crumb(one.sample.title, url))
    elif one is not None:
        found.append(Crumb(_("Second readings"), reverse("explanations:reviews", args=[actor.slug])))
    return tuple(found)
