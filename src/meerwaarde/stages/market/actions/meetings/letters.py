"""Letters around a meeting, each in the language of its reader and once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from meerwaarde.platform.layout.notation import format_moment
from meerwaarde.platform.notify.actions import queue_letter
from meerwaarde.platform.notify.composing import Body, Entry, LetterLink, Part
from meerwaarde.platform.notify.purposes import Purpose, purpose
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Acquaintance, FollowUp, Meeting, MeetingPlace, Pitch

ABOUT_MEETING = purpose(
    "meetings.place",
    name=Text(nl="Bijeenkomst", en="Meeting"),
    why=Text(
        nl="U krijgt deze brief omdat u zich aanmeldde voor deze bijeenkomst.",
        en="You get this letter because you registered for this meeting.",
    ),
)
ABOUT_PITCH = purpose(
    "meetings.pitch",
    name=Text(nl="Pitch op een bijeenkomst", en="Pitch at a meeting"),
    why=Text(
        nl="U krijgt deze brief omdat u een pitch aanbood voor deze bijeenkomst.",
        en="You get this letter because you offered a pitch for this meeting.",
    ),
)
YOUR_LINK = purpose(
    "meetings.link",
    name=Text(nl="Link om u aan te melden voor een bijeenkomst", en="Link to register for a meeting"),
    why=Text(
        nl="U krijgt deze brief omdat iemand met dit adres zich aanmeldt voor een bijeenkomst. "
        "Was u dat niet? Dan hoeft u niets te doen.",
        en="You get this letter because somebody with this address registers for a meeting. "
        "Was it not you? Then there is nothing to do.",
    ),
)
REMIND_AHEAD = timedelta(days=2)
_PLACE, _CALENDAR = "market.meeting.place", "market.meeting.calendar"


def token_of(place: MeetingPlace) -> str:
    """The link of somebody without an account: signed, and good as long as name and address are kept."""
    return signing.dumps(place.public_id, salt=_PLACE)


def read_token(token: str) -> str:
    """The public id of a place in such a link; "" for no link of ours."""
    return _read(token, _PLACE)


def calendar_token_of(place: MeetingPlace) -> str:
    """The address of somebody's own agenda file; it opens nothing else."""
    return signing.dumps(place.public_id, salt=_CALENDAR)


def read_calendar_token(token: str) -> str:
    """The public id of a place in the address of an agenda file; "" for none of ours."""
    return _read(token, _CALENDAR)


def write_link(place: MeetingPlace, at: datetime) -> None:
    """The link with which somebody without an account confirms the address."""
    with override(place.spoken):
        _write(
            place,
            key=f"meetings.link:{place.public_id}:{place.letters}",
            subject=_("Confirm that you come: %(title)s"),
            paragraphs=(
                _("You want to come to “%(title)s” of %(authority)s.")
                % {"title": place.meeting.title, "authority": place.meeting.organisation.name},
                _("Confirm your address with the link. After that you have a place, or you are in the row."),
            ),
            after=(_("Keep this link for yourself: with it one sees and changes your registration."),),
            button=_("Confirm my address"),
            greeting=_("Hello,"),  # nobody proved yet who this is: no text of a visitor goes to an address
            purpose=YOUR_LINK,
            at=at,
        )


def write_place(place: MeetingPlace, at: datetime) -> None:
    """A certain place, or one in the row of who waits."""
    meeting = place.meeting
    certain = place.state == "certain"
    with override(place.spoken):
        if certain:
            said = _("You are expected on %(moment)s, %(where)s.") % {
                "moment": moment_of(place),
                "where": _where(meeting),
            }
            then = (_("On the page you say whom you want to meet, and you cancel when you cannot come."),)
        else:
            said = _("It is full. When somebody cancels you get the place, and a letter.")
            then = (_("Not waiting any more? Cancel on the page."),)
        _write(
            place,
            key=f"meetings.place:{place.public_id}:{place.version}",
            subject=_("You have a place: %(title)s")
            if certain
            else _("You are on the waiting list: %(title)s"),
            paragraphs=(said, *((_online(meeting),) if certain and meeting.link else ()), *then),
            calendar=certain,
            at=at,
        )


def write_moved(place: MeetingPlace, at: datetime) -> None:
    """Another day, time or place."""
    meeting = place.meeting
    with override(place.spoken):
        _write(
            place,
            key=f"meetings.moved:{place.public_id}:{meeting.version}",
            subject=_("Changed: %(title)s"),
            paragraphs=(
                _("The time or the place of this meeting changed. It is now on %(moment)s, %(where)s.")
                % {"moment": moment_of(place), "where": _where(meeting)},
                *((_online(meeting),) if place.state == "certain" and meeting.link else ()),
                _("Talks with others can have another moment too: look on the page."),
                _("Can you not come? Cancel on the page, then somebody else gets your place."),
            ),
            calendar=place.state == "certain",
            at=at,
        )


def write_cancelled(place: MeetingPlace, at: datetime) -> None:
    """It is called off, and why."""
    with override(place.spoken):
        _write(
            place,
            key=f"meetings.cancelled:{place.public_id}",
            subject=_("Called off: %(title)s"),
            paragraphs=(_("This meeting is called off. This is why:"), place.meeting.cancelled_why),
            at=at,
        )


def write_reminder(place: MeetingPlace, at: datetime) -> None:
    """It is near."""
    meeting = place.meeting
    with override(place.spoken):
        _write(
            place,
            key=f"meetings.reminder:{place.public_id}:{meeting.starts_at:%Y%m%d%H%M}",
            subject=_("Soon: %(title)s"),
            paragraphs=(
                _("You are expected on %(moment)s, %(where)s.")
                % {"moment": moment_of(place), "where": _where(meeting)},
                *((_online(meeting),) if meeting.link else ()),
                _("On the page you see who else comes, and whom you talk with."),
            ),
            calendar=True,
            at=at,
        )


def write_wanted(asked: Acquaintance, reader: MeetingPlace, at: datetime) -> None:
    """Somebody wants to meet the reader, or the organiser introduces two."""
    other = asked.beside(reader)
    with override(reader.spoken):
        said = {"name": other.name, "organisation": other.organisation_name}
        first = (
            _("%(organiser)s thinks that you and %(name)s of %(organisation)s should meet.")
            % {**said, "organiser": asked.meeting.organisation.name}
            if asked.introduced_by_id
            else _("%(name)s of %(organisation)s wants to meet you.") % said
        )
        _write(
            reader,
            key=f"meetings.wanted:{asked.public_id}:{reader.public_id}",
            subject=_("Somebody to meet: %(title)s"),
            paragraphs=(
                first,
                *((asked.message,) if asked.message else ()),
                _("Your address is shared only when you both want to. A no is told to nobody."),
            ),
            button=_("Answer on the page"),
            at=at,
        )


def write_contacts(met: Acquaintance, at: datetime) -> None:
    """Both want to: each gets the address of the other, and their moment."""
    for reader in (met.one, met.other):
        other = met.beside(reader)
        if not other.address:
            continue
        with override(reader.spoken):
            when = (
                _("Your moment to talk is %(moment)s.") % {"moment": _told(met.meets_at, reader.spoken)}
                if met.meets_at
                else _("No moment is set: find each other, or agree on one by mail.")
            )
            _write(
                reader,
                key=f"meetings.contacts:{met.public_id}:{reader.public_id}",
                subject=_("You both want to meet: %(title)s"),
                paragraphs=(
                    _("You and %(name)s of %(organisation)s both want to meet. The address is %(email)s.")
                    % {"name": other.name, "organisation": other.organisation_name, "email": other.address},
                    when,
                ),
                calendar=met.meets_at is not None,
                at=at,
            )


def write_not_coming(met: Acquaintance, reader: MeetingPlace, at: datetime) -> None:
    """Whom the reader would talk with does not come after all."""
    other = met.beside(reader)
    with override(reader.spoken):
        _write(
            reader,
            key=f"meetings.not_coming:{met.public_id}:{reader.public_id}:{met.version}",
            subject=_("Your talk is off: %(title)s"),
            paragraphs=(
                _("%(name)s of %(organisation)s cannot come. You keep the address %(email)s.")
                % {"name": other.name, "organisation": other.organisation_name, "email": other.address},
                _("Your moment is free again: ask somebody else."),
            ),
            at=at,
        )


def write_follow_up(question: FollowUp, at: datetime) -> None:
    """Three months later: what came of it?"""
    reader = question.place
    other = question.acquaintance.beside(reader)
    with override(reader.spoken):
        _write(
            reader,
            key=f"meetings.follow_up:{question.public_id}",
            subject=_("What came of it? %(title)s"),
            paragraphs=(
                _("Three months ago you got to know %(organisation)s. What came of it?")
                % {"organisation": other.organisation_name},
                _("“Nothing” is a good answer too. It takes half a minute, and we ask it once."),
            ),
            button=_("Tell what came of it"),
            at=at,
        )


def write_pitch(pitch: Pitch, at: datetime) -> None:
    """Chosen or not, and why; or that the meeting is called off."""
    if pitch.by is None:
        return
    person, meeting = pitch.by.person, pitch.meeting
    with override(person.language):
        if meeting.state == "cancelled":
            subject = _("Called off: %(title)s")
            paragraphs = (_("This meeting is called off. This is why:"), meeting.cancelled_why)
        elif pitch.state == "chosen":
            subject = _("Your pitch is chosen: %(title)s")
            paragraphs = (
                _("Your pitch “%(pitch)s” stands in the programme.") % {"pitch": pitch.title},
                _("Do not forget to register yourself, if you did not do so yet."),
            )
        else:
            subject = _("Your pitch is not chosen: %(title)s")
            paragraphs = (
                _("There is no room for your pitch “%(pitch)s”. This is why:") % {"pitch": pitch.title},
                pitch.decided_why,
            )
        queue_letter(
            key=f"meetings.pitch:{pitch.public_id}:{meeting.state}:{pitch.state}",
            to=person,
            subject=subject % {"title": meeting.title},
            body=Body(
                greeting=_("Hello %(name)s,") % {"name": person.name},
                paragraphs=paragraphs,
                button=LetterLink(
                    _("To the meeting"),
                    reverse("market:meeting", args=[pitch.organisation.slug, meeting.public_id]),
                ),
            ),
            purpose=ABOUT_PITCH,
            at=at,
            organisation=meeting.organisation,
        )


def own_page(place: MeetingPlace) -> str:
    """Where the holder of a place sees and changes what is theirs."""
    if place.membership is None:
        return reverse("public_meetings:place", args=[token_of(place)])
    slug = place.membership.organisation.slug
    return reverse("market:meeting_own", args=[slug, place.meeting.public_id])


def moment_of(place: MeetingPlace) -> str:
    """When the meeting begins, as the reader tells time."""
    return _told(place.meeting.starts_at, place.spoken)


def _write(
    reader: MeetingPlace,
    *,
    key: str,
    subject: str,
    paragraphs: tuple[str, ...],
    at: datetime,
    after: tuple[str, ...] = (),
    button: str = "",
    greeting: str = "",
    calendar: bool = False,
    purpose: Purpose = ABOUT_MEETING,
) -> None:
    """To who holds a place; somebody who was forgotten gets none."""
    if not reader.address:
        return
    own_agenda = Entry(
        title=_("Put it in your own agenda (iCal)"),
        url=reverse("public_meetings:own_ical", args=[calendar_token_of(reader)]),
    )
    queue_letter(
        key=key,
        to=reader.membership.person if reader.membership else reader.email,
        subject=subject % {"title": reader.meeting.title},
        body=Body(
            greeting=greeting or _("Hello %(name)s,") % {"name": reader.name},
            paragraphs=paragraphs,
            parts=(Part(entries=(own_agenda,)),) if calendar else (),
            button=LetterLink(button or _("To your registration"), own_page(reader)),
            after=after,
        ),
        purpose=purpose,
        at=at,
        organisation=reader.meeting.organisation,
        language=reader.spoken,
    )


def _where(meeting: Meeting) -> str:
    return meeting.where or _("online")


def _online(meeting: Meeting) -> str:
    return _("Take part online: %(link)s") % {"link": meeting.link}


def _told(moment: datetime, language: str) -> str:
    return format_moment(timezone.localtime(moment), language)


def _read(token: str, salt: str) -> str:
    try:
        return str(signing.loads(token, salt=salt))
    except signing.BadSignature:
        return ""
