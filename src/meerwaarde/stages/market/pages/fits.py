"""What fits a firm, as its people read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Crumb,
    Definition,
    EmptyState,
    Link,
    Page,
    Tone,
)
from meerwaarde.platform.layout.notation import format_euro
from meerwaarde.platform.layout.notation.spoken import reader_language, said, said_day
from meerwaarde.rules.lifecycle import LEAD
from meerwaarde.rules.matching import GRADES, Grade, Reason
from meerwaarde.rules.matching.feedback import REASONS, TEACHES
from meerwaarde.rules.money import cents
from meerwaarde.stages.market.forms.fits import FitFilterForm, NotRelevantForm
from meerwaarde.stages.market.models import Notice, Supplier
from meerwaarde.stages.market.pages.combinations import SetShown
from meerwaarde.stages.market.pages.opportunities import quarter_name
from meerwaarde.stages.market.queries.fits import SHOWN, Fit, names_of

FIRST = 3
"""So many stand on the start page."""

SURE_TONES: dict[Grade, Tone] = {
    "strong": Tone.POSITIVE,
    "possible": Tone.INFO,
    "too_little": Tone.NEUTRAL,
}


@dataclass(frozen=True, kw_only=True)
class FitCard:
    """One thing that may be work."""

    title: str
    url: str
    about: str
    """Who buys, until when, what it is worth: one line."""
    sure: Badge
    sure_why: str
    state: Badge | None
    lowered: str
    met: tuple[str, ...]
    not_met: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FitsPage(Page):
    """All that may be work, the best first."""

    filters: FitFilterForm
    filters_used: bool
    clear_url: str
    found: str
    cards: tuple[FitCard, ...]
    empty: EmptyState | None


@dataclass(frozen=True, kw_only=True)
class FirstFits:
    """What fits best, for the start page."""

    cards: tuple[FitCard, ...]
    all: Link


@dataclass(frozen=True, kw_only=True)
class FitsAtHome:
    """The place on the start page where what fits best appears."""

    first_url: str
    all: Link


@dataclass(frozen=True, kw_only=True)
class FitPage(Page):
    """One thing that may be work, and what the firm says of it."""

    card: FitCard
    text: str
    facts: tuple[Definition, ...]
    said: str
    """What the firm said before, and what follows from it; empty where it said nothing."""
    interest: Action | None
    undo: Action | None
    form: NotRelevantForm | None
    form_url: str
    together: tuple[SetShown, ...]
    """With whom the firm can do what it cannot do alone."""
    together_url: str


def fits_page(actor: Actor, supplier: Supplier | None, found: Sequence[Fit], form: FitFilterForm) -> FitsPage:
    """The page "What fits you"."""
    here, asked = reverse("market:fits", args=[actor.slug]), form.asked()
    shown = chosen(found, asked)
    return FitsPage(
        title=_("What fits you"),
        intro=_("Public notices and plans of authorities, next to what you offer. Every place has reasons."),
        filters=form,
        filters_used=bool(asked),
        clear_url=here,
        found=_found(len(shown)) if shown else "",
        cards=tuple(fit_card(actor, one) for one in shown[:SHOWN]),
        empty=None if shown else _nothing(actor, supplier, here, used=bool(asked)),
    )


def first_of(actor: Actor, found: Sequence[Fit]) -> FirstFits:
    """The start page of a firm: the few that fit best and still wait for its answer."""
    waiting = [one for one in found if one.state not in ("interested", "declined") and one.lowered is None]
    return FirstFits(
        cards=tuple(fit_card(actor, one) for one in waiting[:FIRST]),
        all=_all(actor),
    )


def fits_at_home(actor: Actor) -> FitsAtHome:
    """What the start page of a firm shows before the ranking is there."""
    return FitsAtHome(first_url=reverse("market:first_fits", args=[actor.slug]), all=_all(actor))


def _all(actor: Actor) -> Link:
    return Link(label=_("All that fits you"), url=reverse("market:fits", args=[actor.slug]))


def chosen(found: Sequence[Fit], asked: dict[str, str]) -> list[Fit]:
    """What the filters leave, in the same order."""
    show, words = asked.get("show", ""), asked.get("q", "").lower().split()
    return [
        one
        for one in found
        if (one.state == show if show else one.state != "declined")
        and asked.get("kind", one.kind) == one.kind
        and asked.get("sure", one.sure.grade) == one.sure.grade
        and all(word in one.need.text.lower() for word in words)
    ]


def fit_page(
    actor: Actor, found: Fit, form: NotRelevantForm | None = None, *, together: tuple[SetShown, ...] = ()
) -> FitPage:
    """The page of one thing."""
    steps = {step.verb for step in LEAD.possible(found.state or LEAD.first, actor.role)}
    at = [actor.slug, found.kind, found.public_id]
    return FitPage(
        title=found.thing.title,
        intro=_buyer(found),
        crumbs=(Crumb(_("What fits you"), reverse("market:fits", args=[actor.slug])),),
        badge=_state(found),
        card=fit_card(actor, found),
        text=found.need.text.partition("\n")[2].strip(),
        facts=_facts(found),
        said=_said_before(found),
        interest=Action(
            label=_("Interested"),
            url=reverse("market:fit_step", args=[*at, "interest"]),
            icon="done",
            kind="primary",
            post=True,
        )
        if "interest" in steps
        else None,
        undo=Action(label=_("Take this back"), url=reverse("market:fit_step", args=[*at, "undo"]), post=True)
        if "undo" in steps
        else None,
        form=(form or NotRelevantForm()) if "decline" in steps else None,
        form_url=reverse("market:fit_decline", args=at),
        together=together,
        together_url=reverse("market:combination_new", args=at),
        actions=(
            Action(
                label=_("Looking for an impact partner"),
                url=reverse("market:impact_partners", args=at),
                icon="people",
            ),
            *_elsewhere(found),
        ),
    )


def fit_card(actor: Actor, one: Fit) -> FitCard:
    """One thing in a list."""
    return FitCard(
        title=one.thing.title,
        url=reverse("market:fit", args=[actor.slug, one.kind, one.public_id]),
        about=" · ".join(filter(None, (_buyer(one), _when(one), _worth(one)))),
        sure=Badge(label=said(GRADES[one.sure.grade]), tone=SURE_TONES[one.sure.grade]),
        sure_why=said(one.sure.why),
        state=_state(one),
        lowered=said(one.lowered.text) if one.lowered else "",
        met=_sentences(one.match.met),
        not_met=_sentences(one.match.not_met),
        unknown=_sentences(one.match.unknown),
    )


def _sentences(reasons: Sequence[Reason]) -> tuple[str, ...]:
    return tuple(said(one.text) for one in reasons)


def _state(one: Fit) -> Badge | None:
    if one.state not in ("interested", "declined"):
        return None
    tone = Tone.POSITIVE if one.state == "interested" else Tone.NEUTRAL
    return Badge(label=said(LEAD.state(one.state).name), tone=tone)


def _buyer(one: Fit) -> str:
    return one.thing.buyer_name if isinstance(one.thing, Notice) else one.thing.organisation.name


def _when(one: Fit) -> str:
    if not isinstance(one.thing, Notice):
        return _("expected in %(quarter)s") % {"quarter": quarter_name(one.thing).lower()}
    if one.thing.closes_on is None:
        return ""
    return _("open until %(day)s") % {"day": said_day(one.thing.closes_on)}


def _worth(one: Fit) -> str:
    return "" if one.need.estimate is None else format_euro(cents(one.need.estimate), reader_language())


def _facts(one: Fit) -> tuple[Definition, ...]:
    return (
        Definition(term=_("Who buys"), text=_buyer(one)),
        Definition(term=_("When"), text=_when(one)),
        Definition(term=_("Value"), text=_worth(one)),
        Definition(term=_("CPV codes"), items=tuple(_named(code) for code in one.need.cpv or ())[:8]),
        Definition(term=_("Where"), items=tuple(_named(code) for code in one.need.regions or ())[:8]),
    )


def _named(code: str) -> str:
    known = names_of(code)
    return f"{said(known)} ({code})" if known else code


def _said_before(one: Fit) -> str:
    if one.lead is None or one.state != "declined" or one.lead.reason not in REASONS:
        return ""
    reason = said(REASONS[one.lead.reason])
    told = _("You said: %(reason)s.") % {"reason": reason}
    if one.lead.reason_text:
        told = f"{told} “{one.lead.reason_text}”"
    if one.lead.reason in TEACHES:
        return f"{told} {_('What is alike in this stands lower in your list, until you take it back.')}"
    return f"{told} {_('This counts for this one alone.')}"


def _elsewhere(one: Fit) -> tuple[Action, ...]:
    if isinstance(one.thing, Notice):
        if not one.thing.address:
            return ()
        return (Action(label=_("Read the notice at its source"), url=one.thing.address, icon="external"),)
    url = reverse("public_calendar:opportunity", args=[one.thing.organisation.slug, one.thing.public_id])
    return (Action(label=_("Read it in the public calendar"), url=url, icon="day"),)


def _found(count: int) -> str:
    if count > SHOWN:
        return _("%(count)d fit; the first %(shown)d are shown. Narrow the list to see others.") % {
            "count": count,
            "shown": SHOWN,
        }
    return ngettext("%(count)d fits.", "%(count)d fit.", count) % {"count": count}


def _nothing(actor: Actor, supplier: Supplier | None, here: str, *, used: bool) -> EmptyState:
    if supplier is None:
        return EmptyState(
            title=_("Your firm has no profile yet"),
            text=_("As soon as your profile tells what you offer and where, work that fits appears here."),
            drawing="search",
        )
    if used:
        return EmptyState(
            title=_("Nothing with these filters"),
            text=_("Take away a filter to see more."),
            action=Action(label=_("Without filters"), url=here),
            drawing="search",
        )
    return EmptyState(
        title=_("Nothing fits at this moment"),
        text=_(
            "Tell in your profile what you offer, with CPV codes and regions. New notices come every day."
        ),
        action=Action(label=_("To our profile"), url=reverse("profile:profile", args=[actor.slug])),
        drawing="search",
    )
