"""One's own page at a meeting: the seat, who else comes, who wants to meet whom, what came of it.

The same for who has an account and for who holds a link.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.components import Crumb, Definition, EmptyState, Help, Page
from meerwaarde.stages.market.actions.meetings import calendar_token_of
from meerwaarde.stages.market.forms.meetings import AskForm, JoinForm, TalkForm, TellForm
from meerwaarde.stages.market.pages.meetings import words
from meerwaarde.stages.market.queries import meetings as queries
from meerwaarde.stages.market.queries.meetings import Acquaintance, FollowUp, Meeting, MeetingPlace


@dataclass(frozen=True)
class PersonLine:
    """Somebody who comes and whom one can ask."""

    public_id: str
    name: str
    organisation: str
    seeks: str
    form: AskForm | None


@dataclass(frozen=True)
class WishLine:
    """A request that waits: for an answer of this reader, or of the other."""

    public_id: str
    name: str
    organisation: str
    seeks: str
    message: str
    introduced: str = ""
    can_withdraw: bool = False


@dataclass(frozen=True)
class MetLine:
    """Somebody who wants it too: the address, the moment, and later what was agreed."""

    public_id: str
    name: str
    organisation: str
    email: str
    moment: str
    note: str
    form: TalkForm | None
    next_step: str


@dataclass(frozen=True)
class QuestionLine:
    """What came of it? Asked once, after three months."""

    public_id: str
    about: str
    form: TellForm
    answered: bool


@dataclass(frozen=True, kw_only=True)
class OwnPage(Page):
    """What somebody has and wants at a meeting."""

    standing: str
    facts: tuple[Definition, ...]
    calendar_url: str
    can_leave: bool
    come_again: bool
    join_form: JoinForm | None
    seeks_form: JoinForm | None
    questions: tuple[QuestionLine, ...]
    wanted: tuple[WishLine, ...]
    met: tuple[MetLine, ...]
    asked: tuple[WishLine, ...]
    rather_not: tuple[WishLine, ...]
    people: tuple[PersonLine, ...]
    nobody: EmptyState | None
    can_meet: bool
    can_erase: bool


def own_page(found: Meeting, place: MeetingPlace | None, *, crumbs: tuple[Crumb, ...]) -> OwnPage:
    """For a place, or for who has none and can register."""
    here = words.phase_now(found)
    pairs = queries.acquaintances_of(place) if place else []
    certain = place is not None and place.state == "certain"
    alive = here in ("open", "full_stop", "running")
    before = here in ("open", "full_stop")
    return OwnPage(
        title=_("Your place: %(title)s") % {"title": found.title},
        intro=found.organisation.name,
        badge=words.badge(found),
        crumbs=crumbs,
        standing=_standing(found, place),
        facts=words.facts(found, link=certain),
        calendar_url=reverse("public_meetings:own_ical", args=[calendar_token_of(place)])
        if place and certain and before
        else "",
        can_leave=before and place is not None and place.state in queries.TAKEN,
        come_again=here == "open" and place is not None and place.state == "cancelled",
        join_form=JoinForm() if place is None and here == "open" else None,
        seeks_form=JoinForm(initial={"seeks": place.seeks})
        if place and before and place.state in queries.TAKEN
        else None,
        questions=tuple(_question(place, one) for one in queries.follow_ups_of(place)) if place else (),
        wanted=_waiting_for_me(place, pairs) if place and here != "cancelled" else (),
        met=tuple(_met(found, place, one) for one in pairs if one.state == "met") if place else (),
        asked=_waiting_for_other(place, pairs) if place and alive else (),
        rather_not=_refused(place, pairs) if place and alive else (),
        people=_people(found, place, pairs) if place and certain and alive else (),
        nobody=EmptyState(
            title=_("You are the first"),
            text=_("Look again later: everybody who registers stands here."),
            drawing="people",
        )
        if certain and alive
        else None,
        can_meet=certain and alive,
        can_erase=place is not None and place.membership is None,
        help=(
            Help(
                title=_("How meeting each other works"),
                points=(
                    _("You say whom you want to meet. That person gets a letter, without your address."),
                    _("When you both want to, you both get the other's address and a moment."),
                    _("A no is told to nobody."),
                ),
            ),
        )
        if alive
        else (),
    )


def _standing(found: Meeting, place: MeetingPlace | None) -> str:
    here = words.phase_now(found)
    if here == "cancelled":
        return _("This meeting is called off: %(why)s") % {"why": found.cancelled_why}
    if place is None:
        return _("You are not registered.")
    if place.state == "waiting":
        row = [one.pk for one in queries.places_of(found, "waiting")]
        return _(
            "You are number %(number)d on the waiting list. A letter tells you when there is a seat."
        ) % {"number": row.index(place.pk) + 1}
    if place.state == "cancelled":
        return _("You said that you do not come.")
    if here in ("over", "closed"):
        return _("This meeting is over. Below stands whom you met.")
    return _("You have a place.")


def _waiting_for_me(place: MeetingPlace, pairs: Sequence[Acquaintance]) -> tuple[WishLine, ...]:
    return tuple(
        _wish(place, one)
        for one in pairs
        if one.state in ("asked", "declined") and not _said(one, place, "agreed", "declined")
    )


def _waiting_for_other(place: MeetingPlace, pairs: Sequence[Acquaintance]) -> tuple[WishLine, ...]:
    """A no of the other looks like an answer that did not come yet."""
    return tuple(
        _wish(place, one)
        for one in pairs
        if one.state in ("asked", "declined") and _said(one, place, "agreed")
    )


def _refused(place: MeetingPlace, pairs: Sequence[Acquaintance]) -> tuple[WishLine, ...]:
    return tuple(
        _wish(place, one) for one in pairs if one.state == "declined" and _said(one, place, "declined")
    )


def _said(one: Acquaintance, place: MeetingPlace, *answers: str) -> bool:
    side = one.side_of(place)
    return any(getattr(one, f"{side}_{answer}_at") is not None for answer in answers)


def _wish(place: MeetingPlace, one: Acquaintance) -> WishLine:
    other = one.beside(place)
    return WishLine(
        public_id=one.public_id,
        name=other.name,
        organisation=other.organisation_name,
        seeks=other.seeks,
        message=one.message,
        introduced=_("Introduced by %(organiser)s") % {"organiser": one.meeting.organisation.name}
        if one.introduced_by_id
        else "",
        can_withdraw=one.one_id == place.pk and one.introduced_by_id is None,
    )


def _met(found: Meeting, place: MeetingPlace, one: Acquaintance) -> MetLine:
    other = one.beside(place)
    gone = other.state == "cancelled"
    begun = found.starts_at <= timezone.now()
    if one.meets_at and not gone:
        moment = words.moment(one.meets_at)
    elif gone:
        moment = _("Does not come after all; you keep the address.")
    else:
        moment = "" if begun else _("No moment is set: find each other, or agree on one by mail.")
    return MetLine(
        public_id=one.public_id,
        name=other.name,
        organisation=other.organisation_name,
        email=other.address,
        moment=moment,
        note=one.message,
        form=TalkForm(initial=TalkForm.initial_of(one), auto_id=f"id_{one.public_id}_%s") if begun else None,
        next_step=one.next_step,
    )


def _question(place: MeetingPlace, one: FollowUp) -> QuestionLine:
    return QuestionLine(
        public_id=one.public_id,
        about=one.acquaintance.beside(place).organisation_name,
        form=TellForm(initial={"came": one.came, "text": one.text}, auto_id=f"id_{one.public_id}_%s"),
        answered=one.answered_at is not None,
    )


def _people(found: Meeting, place: MeetingPlace, pairs: Sequence[Acquaintance]) -> tuple[PersonLine, ...]:
    known = {one.beside(place).pk for one in pairs}
    return tuple(
        PersonLine(
            one.public_id,
            one.name,
            one.organisation_name,
            one.seeks,
            None if one.pk in known else AskForm(auto_id=f"id_{one.public_id}_%s"),
        )
        for one in queries.places_of(found, "certain")
        if one.pk != place.pk
    )
