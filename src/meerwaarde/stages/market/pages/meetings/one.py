"""One meeting: what it is, the programme with its pitches, and what this reader can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Action, Definition, Help, Link, Page
from meerwaarde.rules.lifecycle import PITCH
from meerwaarde.stages.market.forms.meetings import CancelForm, ChooseForm, DeclineForm, JoinForm
from meerwaarde.stages.market.pages.meetings import words
from meerwaarde.stages.market.queries import meetings as queries
from meerwaarde.stages.market.queries.meetings import Meeting, MeetingPlace, Pitch, ProgrammeItem


@dataclass(frozen=True)
class PitchLine:
    """A pitch in the programme, or one that waits for a choice; forms only for the organiser."""

    title: str
    firm: str
    text: str
    theme: str
    url: str = ""
    choose: ChooseForm | None = None
    decline: DeclineForm | None = None
    first: bool = False


@dataclass(frozen=True)
class PartLine:
    """A part of the programme."""

    hour: str
    title: str
    speaker: str
    theme: str
    text: str
    pitches: tuple[PitchLine, ...]
    edit_url: str = ""


@dataclass(frozen=True)
class ThemeOfPitches:
    """Pitches without a part of the programme, per theme."""

    name: str
    pitches: tuple[PitchLine, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingPage(Page):
    """One meeting; who looks decides which parts are there."""

    description: str
    facts: tuple[Definition, ...]
    seats: str
    programme: tuple[PartLine, ...]
    pitches: tuple[ThemeOfPitches, ...]
    called_off: str
    feeds: tuple[Link, ...]
    standing: str = ""
    mine: Action | None = None
    join_form: JoinForm | None = None
    join_url: str = ""
    join_words: str = ""
    pitch_action: Action | None = None
    pitch_said: str = ""
    pitch_withdraw: Action | None = None
    waiting: tuple[PitchLine, ...] = ()
    part_new: Action | None = None
    cancel_form: CancelForm | None = None
    cancel_url: str = ""


def public_meeting_page(found: Meeting) -> MeetingPage:
    """One meeting for everybody."""
    page = _page(found, link=False)
    actions: tuple[Action, ...] = ()
    here = words.phase_now(found)
    if here == "open":
        url = reverse("public_meetings:join", args=[found.public_id])
        actions = (Action(label=_("Sign up"), url=url, kind="primary", icon="people"),)
    return replace(
        page,
        crumbs=words.public_crumbs(),
        actions=actions,
        help=(
            Help(
                title=_("With an account"),
                text=_("Who logs in registers with one click and can offer a pitch."),
                link=Link(_("Log in"), reverse("account_login")),
            ),
        )
        if here == "open"
        else (),
    )


def meeting_page(actor: Actor, found: Meeting, *, cancel: CancelForm | None = None) -> MeetingPage:
    """One meeting for who is logged in."""
    place = queries.own_place(actor, found) if actor.may("events.join") else None
    certain = place is not None and place.state == "certain"
    organises = found.organisation_id == actor.organisation_id and actor.may("events.write")
    page = replace(
        _page(found, link=certain or organises, actor=actor if organises else None),
        crumbs=words.crumbs(actor),
        sections=tuple(slots.page_sections.collect(actor, slots.Subject("meeting", found.public_id))),
    )
    if actor.may("events.join") and found.state != "draft":
        page = _for_who_comes(actor, found, page, place)
    if organises:
        page = _for_organiser(actor, found, page, cancel)
    return page


def _page(found: Meeting, *, link: bool, actor: Actor | None = None) -> MeetingPage:
    parts = queries.programme_of(found)
    chosen = queries.pitches_of(found, "chosen")
    taken = queries.count_places(found, "certain")
    return MeetingPage(
        title=found.title,
        intro=" · ".join((found.organisation.name, words.when(found), found.where or _("online"))),
        badge=words.badge(found),
        description=found.description,
        facts=words.facts(found, link=link),
        seats=_seats(found, taken),
        programme=tuple(_part(one, parts, chosen, found, actor) for one in parts),
        pitches=_loose(found, parts, [one for one in chosen if one.part_id is None], actor),
        called_off=found.cancelled_why if found.state == "cancelled" else "",
        feeds=(
            Link(
                _("Put it in your own agenda (iCal)"), reverse("public_meetings:ical", args=[found.public_id])
            ),
        )
        if found.published_at and found.state == "published"
        else (),
    )


def _seats(found: Meeting, taken: int) -> str:
    free = found.capacity - taken
    if words.phase_now(found) in ("over", "closed", "cancelled"):
        return ""
    if free <= 0:
        return _("All %(seats)d seats are taken. Who registers now stands on the waiting list.") % {
            "seats": found.capacity
        }
    return ngettext("%(free)d of %(seats)d seats is free.", "%(free)d of %(seats)d seats are free.", free) % {
        "free": free,
        "seats": found.capacity,
    }


def _part(
    one: ProgrammeItem,
    parts: Sequence[ProgrammeItem],
    chosen: Sequence[Pitch],
    found: Meeting,
    actor: Actor | None,
) -> PartLine:
    told = [pitch for pitch in chosen if pitch.part_id == one.pk]
    return PartLine(
        hour=words.hour(one.starts_at),
        title=one.title,
        speaker=one.speaker,
        theme=words.theme_words([one.theme]),
        text=one.text,
        pitches=_lines(found, parts, told, actor),
        edit_url=reverse("market:meeting_part", args=[actor.slug, found.public_id, one.public_id])
        if actor and _changes(found)
        else "",
    )


def _loose(
    found: Meeting, parts: Sequence[ProgrammeItem], loose: Sequence[Pitch], actor: Actor | None
) -> tuple[ThemeOfPitches, ...]:
    themes = list(dict.fromkeys(one.theme for one in sorted(loose, key=lambda one: not one.theme)))
    return tuple(
        ThemeOfPitches(
            words.theme_words([theme]) or _("Other subjects"),
            _lines(found, parts, [one for one in loose if one.theme == theme], actor),
        )
        for theme in themes
    )


def _lines(
    found: Meeting, parts: Sequence[ProgrammeItem], row: Sequence[Pitch], actor: Actor | None
) -> tuple[PitchLine, ...]:
    return tuple(_line(found, parts, one, actor, first=number == 0) for number, one in enumerate(row))


def _line(
    found: Meeting, parts: Sequence[ProgrammeItem], one: Pitch, actor: Actor | None, *, first: bool
) -> PitchLine:
    line = PitchLine(one.title, one.organisation.name, one.text, words.theme_words([one.theme]), first=first)
    if actor is None or not _changes(found):
        return line
    choose = ChooseForm(
        parts=parts,
        auto_id=f"id_{one.public_id}_%s",
        initial={"part": one.part.public_id if one.part else ""},
    )
    return replace(
        line,
        url=reverse("market:meeting_pitch", args=[actor.slug, found.public_id, one.public_id]),
        choose=choose,
        decline=DeclineForm(auto_id=f"id_{one.public_id}_%s") if one.state == "offered" else None,
    )


def _changes(found: Meeting) -> bool:
    return words.phase_now(found) in ("draft", "open", "full_stop")


def _for_who_comes(
    actor: Actor, found: Meeting, page: MeetingPage, place: MeetingPlace | None
) -> MeetingPage:
    here = words.phase_now(found)
    own = reverse("market:meeting_own", args=[actor.slug, found.public_id])
    page = _with_pitch(actor, found, page)
    if place is not None and place.state != "cancelled":
        standing = {
            "certain": _("You have a place."),
            "waiting": _("You are on the waiting list. You get a letter as soon as there is a seat."),
        }[place.state]
        label = (
            _("Whom do you want to meet?") if here in ("open", "full_stop", "running") else _("Whom you met")
        )
        return replace(
            page, standing=standing, mine=Action(label=label, url=own, kind="primary", icon="people")
        )
    if here != "open":
        return page
    return replace(
        page,
        join_form=JoinForm(initial={"seeks": place.seeks if place else ""}),
        join_url=own,
        join_words=_("Sign up") if place is None else _("Come after all"),
    )


def _with_pitch(actor: Actor, found: Meeting, page: MeetingPage) -> MeetingPage:
    if actor.kind == "authority" or not found.pitches_wanted:
        return page
    at = [actor.slug, found.public_id]
    mine = queries.own_pitch(actor, found)
    url = reverse("market:meeting_pitch_offer", args=at)
    before = words.phase_now(found) in ("open", "full_stop")
    offer = Action(label=_("Offer a pitch"), url=url, icon="message")
    if mine is None or mine.state == "withdrawn":
        return replace(page, pitch_action=offer if before else None)
    name = words.said(PITCH.state(mine.state).name).lower()
    said = _("Your pitch “%(title)s”: %(state)s.") % {"title": mine.title, "state": name}
    if mine.state == "declined":
        return replace(page, pitch_said=f"{said} {mine.decided_why}")
    withdraw = Action(
        label=_("Withdraw the pitch"), url=url, post=True, kind="quiet", hidden=(("do", "withdraw"),)
    )
    return replace(page, pitch_said=said, pitch_withdraw=withdraw if before else None)


def _for_organiser(actor: Actor, found: Meeting, page: MeetingPage, cancel: CancelForm | None) -> MeetingPage:
    here, at = words.phase_now(found), [actor.slug, found.public_id]
    actions = []
    if here == "draft":
        actions.append(_step(at, "publish", _("Announce"), "open"))
    if here == "over" and not _nobody_noted(found):
        actions.append(_step(at, "close", _("Close the meeting"), "done"))
    if here not in ("draft", "cancelled"):
        actions.append(
            Action(
                label=_("Who is coming") if _changes(found) else _("Who came, and what came of it"),
                url=reverse("market:meeting_people", args=at),
                icon="people",
                kind="primary" if here in ("running", "over") and not actions else "secondary",
            )
        )
    if _changes(found):
        actions.append(Action(label=_("Change"), url=reverse("market:meeting_edit", args=at), icon="edit"))
    if page.join_form is not None:
        own = reverse("market:meeting_own", args=at)
        actions.append(Action(label=_("Come yourself"), url=own, kind="quiet", icon="person"))
    if here != "draft":
        public = reverse("public_meetings:detail", args=[found.public_id])
        actions.append(Action(label=_("Public page"), url=public, icon="external", kind="quiet"))
    parts = queries.programme_of(found) if _changes(found) else []
    waiting = queries.pitches_of(found, "offered") if _changes(found) else []
    new = Action(
        label=_("Add a part"), url=reverse("market:meeting_part_new", args=at), icon="add", kind="secondary"
    )
    return replace(
        page,
        actions=tuple(actions),
        join_form=None,
        standing=page.standing or _organiser_standing(found, here),
        waiting=_lines(found, parts, waiting, actor),
        part_new=new if _changes(found) else None,
        cancel_form=(cancel or CancelForm()) if _changes(found) else None,
        cancel_url=reverse("market:meeting_step", args=[*at, "cancel"]),
    )


def _organiser_standing(found: Meeting, here: str) -> str:
    if here == "draft":
        return _("Nobody outside your organisation sees this yet. Announce it when it is ready.")
    if here == "over":
        return _("The meeting is over. Record who was there, and close it.")
    return ""


def _nobody_noted(found: Meeting) -> bool:
    return any(one.present is None for one in queries.places_of(found, "certain"))


def _step(at: list[str], verb: str, label: str, icon: str) -> Action:
    url = reverse("market:meeting_step", args=[*at, verb])
    return Action(label=label, url=url, kind="primary", post=True, icon=icon)
