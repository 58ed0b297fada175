"""Meetings: who gets a seat, who meets whom only when both want to, and what came of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import Http404

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.queries import events_of
from meerwaarde.platform.notify.models import Letter
from meerwaarde.platform.organisations.models import Person
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.rules.meetings import TALK
from meerwaarde.stages.market.actions import meetings as actions
from meerwaarde.stages.market.models import Acquaintance, FollowUp, MeetingPlace
from meerwaarde.stages.market.queries import meetings as queries

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BEGIN = datetime(2026, 12, 10, 13, 0, tzinfo=UTC)
END = datetime(2026, 12, 10, 16, 0, tzinfo=UTC)
DURING = BEGIN + timedelta(hours=1)
AFTER = END + timedelta(hours=1)
THREE_MONTHS = END + timedelta(days=92)


@pytest.fixture
def people(market_cast: Any) -> Any:
    return market_cast


def values(**changed: Any) -> actions.MeetingValues:
    said: dict[str, Any] = {
        "title": "Groen dichtbij",
        "description": "Wie groen onderhoudt en wie het vraagt.",
        "themes": ("circular",),
        "starts_at": BEGIN,
        "ends_at": END,
        "where": "Stadhuis",
        "link": "https://video.example/groen",
        "capacity": 40,
        "pitches_wanted": True,
        "talks_from": BEGIN + timedelta(hours=2),
        "talks_until": BEGIN + timedelta(hours=2) + 2 * TALK,
        **changed,
    }
    return actions.MeetingValues(**said)


def announced(people: Any, **changed: Any) -> Any:
    found = actions.make_meeting(actor=people.pia, values=values(**changed), at=NOW)
    actions.publish_meeting(actor=people.pia, found=found, at=NOW)
    return found


def seat(found: Any, actor: Any, **more: Any) -> MeetingPlace:
    return actions.take_place(actor=actor, found=found, at=NOW, **more)


def guest(found: Any, name: str = "Jo", firm: str = "Terp BV") -> MeetingPlace:
    email = f"{name.lower()}@terp.example"
    said = actions.GuestValues(firm_name=firm, person_name=name, email=email, seeks="Werk", agrees=True)
    actions.begin_as_guest(found=found, values=said, language="nl", at=NOW)
    place = queries.place_of_address(found, email)
    assert place is not None
    actions.confirm_guest(place=place, at=NOW)
    again = queries.place_by_link(place.public_id)
    assert again is not None
    return again


def letters(subject: str) -> list[str]:
    """To whom letters with this subject went, by name or address."""
    found = Letter.objects.filter(subject__startswith=subject).select_related("person").order_by("pk")
    return [one.person.name if one.person else one.address for one in found]


def between(one: MeetingPlace, other: MeetingPlace) -> Acquaintance:
    found = queries.acquaintance_between(one, other)
    assert found is not None
    return found


def met(people: Any, found: Any) -> tuple[MeetingPlace, MeetingPlace, Acquaintance]:
    vera, cees = seat(found, people.vera), seat(found, people.cees)
    actions.ask_to_meet(place=vera, other=cees, message="", actor=people.vera, at=NOW)
    actions.ask_to_meet(place=cees, other=vera, message="", actor=people.cees, at=NOW)
    return vera, cees, between(vera, cees)


# Holding one


def test_nobody_else_sees_a_draft(people: Any) -> None:
    found = actions.make_meeting(actor=people.pia, values=values(), at=NOW)
    assert queries.meeting(people.bob, found.public_id) == found
    assert queries.meeting(people.eve, found.public_id) is None
    assert queries.meeting(people.vera, found.public_id) is None
    assert queries.public_meeting(found.public_id) is None
    with pytest.raises(NotYourRole):
        actions.publish_meeting(actor=people.bob, found=found, at=NOW)
    with pytest.raises(Refused, match="begun or is over"):
        seat(found, people.bob)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"starts_at": NOW - timedelta(hours=1)}, "in the past"),
        ({"starts_at": NOW}, "in the past"),
        ({"ends_at": BEGIN}, "before it begins"),
        ({"where": " ", "link": ""}, "where it is"),
        ({"register_until": BEGIN + timedelta(seconds=1)}, "after the beginning"),
        ({"talks_until": None}, "time to talk"),
        ({"talks_until": END + timedelta(minutes=1)}, "time to talk"),
    ],
)
def test_what_cannot_be_is_refused_with_why(people: Any, changed: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        actions.make_meeting(actor=people.pia, values=values(**changed), at=NOW)


def test_a_draft_whose_day_passed_is_not_announced(people: Any) -> None:
    found = actions.make_meeting(actor=people.pia, values=values(), at=NOW)
    with pytest.raises(Refused, match="in the past"):
        actions.publish_meeting(actor=people.pia, found=found, at=BEGIN)
    late = actions.make_meeting(
        actor=people.pia, values=values(register_until=NOW + timedelta(days=1)), at=NOW
    )
    with pytest.raises(Refused, match="last day to register"):
        actions.publish_meeting(actor=people.pia, found=late, at=NOW + timedelta(days=2))


def test_announcing_twice_is_one_fact(people: Any) -> None:
    found = announced(people)
    actions.publish_meeting(actor=people.pia, found=found, at=NOW)
    verbs = [one.action for one in events_of(people.pia.organisation_id)]
    assert verbs.count("meeting.publish") == 1


def test_another_authority_organises_nothing_here(people: Any) -> None:
    found = announced(people)
    with pytest.raises((Http404, NotYourRole)):
        actions.cancel_meeting(actor=people.eve, found=found, why="x", at=NOW)
    with pytest.raises(NotYourRole):
        actions.cancel_meeting(actor=people.vera, found=found, why="x", at=NOW)


def test_who_would_come_hears_that_time_or_place_moves_and_nothing_else(people: Any) -> None:
    found = announced(people)
    seat(found, people.vera)
    actions.change_meeting(
        actor=people.pia, found=found, values=values(title="Nieuw"), expected_version=found.version, at=NOW
    )
    assert letters("Gewijzigd") + letters("Changed") == []
    actions.change_meeting(
        actor=people.pia, found=found, values=values(where="Buiten"), expected_version=found.version, at=NOW
    )
    assert len(letters("Gewijzigd") + letters("Changed")) == 1


def test_called_off_with_a_reason_to_everybody_once(people: Any) -> None:
    found = announced(people, capacity=1)
    seat(found, people.vera)
    seat(found, people.bob)
    offered = actions.offer_pitch(
        actor=people.cees, found=found, title="Buurt", text="Samen", theme="", at=NOW
    )
    with pytest.raises(Refused, match="Write why"):
        actions.cancel_meeting(actor=people.pia, found=found, why=" ", at=NOW)
    for _twice in range(2):
        actions.cancel_meeting(actor=people.pia, found=found, why="De zaal is nat.", at=NOW)
    told = Letter.objects.filter(text__contains="De zaal is nat.")
    assert sorted(one.person.name for one in told) == ["Bob", "Cees", "Vera"]
    assert offered.meeting == found
    with pytest.raises(Refused, match="called off"):
        seat(found, people.sam)
    with pytest.raises(StepRefused):
        actions.close_meeting(actor=people.pia, found=found, at=AFTER)


def test_it_is_closed_when_it_is_over_and_attendance_was_recorded(people: Any) -> None:
    found = announced(people)
    vera, _bob = seat(found, people.vera), seat(found, people.bob)
    with pytest.raises(Refused, match="not over"):
        actions.close_meeting(actor=people.pia, found=found, at=DURING)
    with pytest.raises(Refused, match="Record who was there"):
        actions.close_meeting(actor=people.pia, found=found, at=AFTER)
    with pytest.raises(Refused, match="once the meeting began"):
        actions.note_attendance(actor=people.pia, found=found, present=[], at=NOW)
    actions.note_attendance(actor=people.pia, found=found, present=[vera.public_id], at=DURING)
    actions.close_meeting(actor=people.pia, found=found, at=AFTER)
    figures = queries.figures_of(found)
    assert (found.state, figures.registered, figures.came) == ("closed", 2, 1)


def test_the_programme_lies_within_the_meeting(people: Any) -> None:
    found = announced(people)
    with pytest.raises(Refused, match="outside the meeting"):
        actions.add_part(
            actor=people.pia, found=found, values=actions.PartValues(starts_at=END, title="Te laat"), at=NOW
        )
    last = actions.PartValues(starts_at=BEGIN + timedelta(hours=1), title="Pitches")
    first = actions.PartValues(starts_at=BEGIN, title="Welkom", speaker="De wethouder")
    for said in (last, first):
        actions.add_part(actor=people.pia, found=found, values=said, at=NOW)
    assert [one.title for one in queries.programme_of(found)] == ["Welkom", "Pitches"]
    actions.strike_part(actor=people.pia, found=found, part=queries.programme_of(found)[0], at=NOW)
    assert [one.title for one in queries.programme_of(found)] == ["Pitches"]


# Pitches


def test_a_pitch_is_chosen_placed_and_put_in_order(people: Any) -> None:
    found = announced(people)
    part = actions.add_part(
        actor=people.pia, found=found, values=actions.PartValues(starts_at=BEGIN, title="Pitches"), at=NOW
    )
    groen = actions.offer_pitch(actor=people.vera, found=found, title="Groen", text="…", theme="", at=NOW)
    buurt = actions.offer_pitch(actor=people.cees, found=found, title="Buurt", text="…", theme="", at=NOW)
    for pitch in (groen, buurt):
        actions.decide_pitch(actor=people.pia, found=found, pitch=pitch, verb="choose", part=part, at=NOW)
    assert [one.title for one in queries.pitches_of(found, "chosen")] == ["Groen", "Buurt"]
    actions.arrange_pitch(actor=people.pia, found=found, pitch=buurt, part=part, earlier=True, at=NOW)
    assert [one.title for one in queries.pitches_of(found, "chosen")] == ["Buurt", "Groen"]
    assert Letter.objects.filter(purpose="meetings.pitch").count() == 2


def test_a_no_to_a_pitch_says_why_and_the_firm_may_offer_another(people: Any) -> None:
    found = announced(people)
    pitch = actions.offer_pitch(actor=people.vera, found=found, title="Groen", text="…", theme="", at=NOW)
    with pytest.raises(Refused, match="already"):
        actions.offer_pitch(actor=people.sam, found=found, title="Nog een", text="…", theme="", at=NOW)
    with pytest.raises(Refused, match="why"):
        actions.decide_pitch(actor=people.pia, found=found, pitch=pitch, verb="decline", at=NOW)
    actions.decide_pitch(
        actor=people.pia, found=found, pitch=pitch, verb="decline", why="Al drie over groen.", at=NOW
    )
    assert "Al drie over groen." in Letter.objects.get(purpose="meetings.pitch").text
    with pytest.raises(StepRefused):
        actions.decide_pitch(actor=people.pia, found=found, pitch=pitch, verb="choose", at=NOW)
    actions.offer_pitch(actor=people.sam, found=found, title="Water", text="…", theme="", at=NOW)


def test_no_pitch_by_an_authority_or_where_none_is_wanted(people: Any) -> None:
    with pytest.raises(Http404):
        actions.offer_pitch(actor=people.bob, found=announced(people), title="x", text="x", theme="", at=NOW)
    with pytest.raises(Refused, match="no pitches"):
        actions.offer_pitch(
            actor=people.vera,
            found=announced(people, pitches_wanted=False),
            title="x",
            text="x",
            theme="",
            at=NOW,
        )


# Seats


def test_who_is_too_late_waits_and_moves_up_in_the_order_of_coming(people: Any) -> None:
    found = announced(people, capacity=1)
    first = seat(found, people.vera)
    second = actions.take_place(actor=people.bob, found=found, at=NOW + timedelta(minutes=1))
    third = actions.take_place(actor=people.sam, found=found, at=NOW + timedelta(minutes=2))
    assert (first.state, second.state, third.state) == ("certain", "waiting", "waiting")
    for _twice in range(2):
        actions.leave(place=first, actor=people.vera, at=NOW)
    assert [one.state for one in MeetingPlace.objects.order_by("pk")] == ["cancelled", "certain", "waiting"]
    again = actions.take_place(actor=people.vera, found=found, at=NOW + timedelta(minutes=3))
    assert (again.pk, again.state) == (first.pk, "waiting")
    actions.change_meeting(
        actor=people.pia, found=found, values=values(capacity=2), expected_version=found.version, at=NOW
    )
    third.refresh_from_db()
    assert third.state == "certain"
    with pytest.raises(Refused, match="2 people have a place"):
        actions.change_meeting(
            actor=people.pia, found=found, values=values(capacity=1), expected_version=found.version, at=NOW
        )


def test_registering_twice_gives_one_place_and_one_letter(people: Any) -> None:
    found = announced(people)
    assert seat(found, people.vera) == seat(found, people.vera)
    assert MeetingPlace.objects.count() == 1
    assert Letter.objects.count() == 1


def test_after_the_last_day_one_does_not_register_but_can_cancel(people: Any) -> None:
    found = announced(people, register_until=NOW + timedelta(days=2))
    vera = seat(found, people.vera)
    later = NOW + timedelta(days=2)
    with pytest.raises(Refused, match="Registering is closed"):
        actions.take_place(actor=people.bob, found=found, at=later)
    actions.leave(place=vera, actor=people.vera, at=later)
    with pytest.raises(Refused, match="begun or is over"):
        actions.leave(place=vera, actor=people.vera, at=BEGIN)


def test_a_guest_has_a_place_once_the_address_is_confirmed(people: Any) -> None:
    found = announced(people, capacity=1)
    said = actions.GuestValues(
        firm_name="Terp", person_name="Jo", email="Jo@terp.example", seeks="", agrees=True
    )
    for _twice in range(5):
        actions.begin_as_guest(found=found, values=said, language="nl", at=NOW)
    place = queries.place_of_address(found, "jo@terp.example")
    assert place is not None
    assert (place.state, place.letters) == ("unconfirmed", 3)
    assert queries.count_places(found, "certain") == 0
    with pytest.raises(Http404):
        actions.leave(place=place, at=NOW)
    for _twice in range(2):
        actions.confirm_guest(place=place, at=NOW)
    place = queries.place_by_link(place.public_id)
    assert place is not None
    assert (place.state, seat(found, people.vera).state) == ("certain", "waiting")
    with pytest.raises(Refused, match="consent"):
        actions.begin_as_guest(
            found=found,
            values=actions.GuestValues(
                firm_name="x", person_name="x", email="y@x.example", seeks="", agrees=False
            ),
            language="nl",
            at=NOW,
        )


def test_nobody_acts_with_the_place_of_another(people: Any) -> None:
    found = announced(people)
    vera, jo = seat(found, people.vera), guest(found)
    with pytest.raises(Http404):
        actions.leave(place=vera, actor=people.sam, at=NOW)
    with pytest.raises(Http404):
        actions.leave(place=vera, at=NOW)
    with pytest.raises(Http404):
        actions.leave(place=jo, actor=people.vera, at=NOW)
    assert actions.read_token(actions.token_of(jo)) == jo.public_id
    assert actions.read_token(actions.calendar_token_of(jo)) == ""
    assert queries.place_by_link(vera.public_id) is None


# Meeting each other


def test_contact_and_a_moment_are_shared_only_when_both_want_to(people: Any) -> None:
    found = announced(people)
    vera, cees = seat(found, people.vera), seat(found, people.cees)
    for _twice in range(2):
        actions.ask_to_meet(place=vera, other=cees, message="Schoffels", actor=people.vera, at=NOW)
    asked = between(vera, cees)
    assert (asked.state, asked.meets_at) == ("asked", None)
    wanted = Letter.objects.get(subject__startswith="Iemand om")
    assert wanted.person.name == "Cees"
    assert "Schoffels" in wanted.text
    assert "vera@" not in wanted.text
    actions.answer_to_meet(acquaintance=asked, place=cees, verb="agree", actor=people.cees, at=NOW)
    both = between(vera, cees)
    assert (both.state, both.meets_at) == ("met", found.talks_from)
    shared = {
        one.person.name: one.text for one in Letter.objects.filter(subject__startswith="U wilt allebei")
    }
    assert "cees@buurtkracht.example" in shared["Vera"]
    assert "vera@groenwerk.example" in shared["Cees"]


def test_who_asks_back_says_yes(people: Any) -> None:
    _vera, _cees, both = met(people, announced(people))
    assert both.state == "met"
    assert Acquaintance.objects.count() == 1


def test_talks_never_overlap_and_run_out(people: Any) -> None:
    found = announced(people)
    vera = seat(found, people.vera)
    moments = []
    for actor in (people.cees, people.bob, people.sam):
        other = seat(found, actor)
        actions.ask_to_meet(place=vera, other=other, message="", actor=people.vera, at=NOW)
        actions.answer_to_meet(
            acquaintance=between(vera, other), place=other, verb="agree", actor=actor, at=NOW
        )
        moments.append(between(vera, other).meets_at)
    assert moments == [found.talks_from, found.talks_from + TALK, None]


def test_a_no_is_told_to_nobody_and_can_become_a_yes(people: Any) -> None:
    found = announced(people)
    vera, cees = seat(found, people.vera), seat(found, people.cees)
    actions.ask_to_meet(place=vera, other=cees, message="", actor=people.vera, at=NOW)
    before = Letter.objects.count()
    actions.answer_to_meet(
        acquaintance=between(vera, cees), place=cees, verb="decline", actor=people.cees, at=NOW
    )
    assert Letter.objects.count() == before
    told = [one for one in events_of(people.vera.organisation_id) if one.action == "acquaintance.decline"]
    assert told == []
    actions.answer_to_meet(
        acquaintance=between(vera, cees), place=cees, verb="agree", actor=people.cees, at=NOW
    )
    assert between(vera, cees).state == "met"


def test_asking_again_does_not_tell_in_the_journal_that_the_other_said_no(people: Any) -> None:
    found = announced(people)
    vera, cees = seat(found, people.vera), seat(found, people.cees)

    def ask() -> None:
        actions.ask_to_meet(place=vera, other=cees, message="", actor=people.vera, at=NOW)

    def answer(place: MeetingPlace, verb: str, actor: Any) -> None:
        actions.answer_to_meet(acquaintance=between(vera, cees), place=place, verb=verb, actor=actor, at=NOW)

    def named() -> set[str]:
        told = events_of(people.vera.organisation_id)
        (again,) = [one for one in told if one.action == "acquaintance.again"]
        return set(json.loads(again.body)["fields"])

    ask()
    answer(cees, "decline", people.cees)
    answer(vera, "withdraw", people.vera)
    ask()
    assert "state" in named()
    assert not {name for name in named() if "declined" in name}


def test_a_request_is_taken_back_by_who_asked_alone(people: Any) -> None:
    found = announced(people)
    vera, cees, sam = seat(found, people.vera), seat(found, people.cees), seat(found, people.sam)
    actions.ask_to_meet(place=vera, other=cees, message="", actor=people.vera, at=NOW)
    asked = between(vera, cees)
    with pytest.raises(Http404):
        actions.answer_to_meet(acquaintance=asked, place=cees, verb="withdraw", actor=people.cees, at=NOW)
    with pytest.raises(Http404):
        actions.answer_to_meet(acquaintance=asked, place=sam, verb="agree", actor=people.sam, at=NOW)
    actions.answer_to_meet(acquaintance=asked, place=vera, verb="withdraw", actor=people.vera, at=NOW)
    with pytest.raises(Refused, match="taken back"):
        actions.answer_to_meet(acquaintance=asked, place=cees, verb="agree", actor=people.cees, at=NOW)
    actions.ask_to_meet(place=cees, other=vera, message="", actor=people.cees, at=NOW)
    again = between(vera, cees)
    assert (again.pk, again.state, again.one_id) == (asked.pk, "asked", cees.pk)


def test_who_waits_for_a_seat_or_has_none_asks_nobody(people: Any) -> None:
    found = announced(people, capacity=1)
    vera, cees = seat(found, people.vera), seat(found, people.cees)
    with pytest.raises(Refused, match="have a place"):
        actions.ask_to_meet(place=cees, other=vera, message="", actor=people.cees, at=NOW)
    with pytest.raises(Refused, match="meeting is over"):
        actions.ask_to_meet(place=vera, other=cees, message="", actor=people.vera, at=END)


def test_ten_requests_wait_at_most(people: Any) -> None:
    found = announced(people)
    vera = seat(found, people.vera)
    others = [guest(found, f"Jo{number}") for number in range(11)]
    for other in others[:10]:
        actions.ask_to_meet(place=vera, other=other, message="", actor=people.vera, at=NOW)
    with pytest.raises(Refused, match="Ten requests"):
        actions.ask_to_meet(place=vera, other=others[10], message="", actor=people.vera, at=NOW)


def test_who_cancels_frees_the_moment_of_the_other(people: Any) -> None:
    found = announced(people)
    vera, cees, both = met(people, found)
    sam = seat(found, people.sam)
    actions.ask_to_meet(place=vera, other=sam, message="", actor=people.vera, at=NOW)
    actions.leave(place=vera, actor=people.vera, at=NOW)
    both.refresh_from_db()
    assert (both.state, both.meets_at) == ("met", None)
    assert between(vera, sam).state == "withdrawn"
    assert letters("Uw gesprek") == ["Cees"]
    assert queries.moments_taken(cees) == set()


def test_talks_outside_a_new_time_get_another_moment(people: Any) -> None:
    found = announced(people)
    _vera, _cees, both = met(people, found)
    later = BEGIN + timedelta(hours=2, minutes=30)
    actions.change_meeting(
        actor=people.pia,
        found=found,
        values=values(talks_from=later, talks_until=END),
        expected_version=found.version,
        at=NOW,
    )
    both.refresh_from_db()
    assert both.meets_at == later


def test_the_organiser_introduces_and_both_decide(people: Any) -> None:
    found = announced(people)
    vera, jo = seat(found, people.vera), guest(found)
    for _twice in range(2):
        made = actions.introduce(actor=people.pia, found=found, one=vera, other=jo, why="Zelfde wijk", at=NOW)
    assert letters("Iemand om") == ["Vera", "jo@terp.example"]
    actions.answer_to_meet(acquaintance=made, place=jo, verb="agree", at=NOW)
    assert between(vera, jo).state == "asked"
    actions.answer_to_meet(acquaintance=made, place=vera, verb="agree", actor=people.vera, at=NOW)
    assert between(vera, jo).state == "met"
    with pytest.raises(Refused, match="two different"):
        actions.introduce(actor=people.pia, found=found, one=vera, other=vera, why="", at=NOW)
    with pytest.raises(NotYourRole):
        actions.introduce(actor=people.vera, found=found, one=vera, other=jo, why="", at=NOW)


def test_what_was_agreed_is_noted_by_one_of_both_or_the_organiser(people: Any) -> None:
    found = announced(people)
    vera, _cees, both = met(people, found)
    sam = seat(found, people.sam)
    with pytest.raises(Refused, match="not begun"):
        actions.note_talk(
            acquaintance=both, talked=True, next_step="x", place=vera, actor=people.vera, at=NOW
        )
    with pytest.raises(Http404):
        actions.note_talk(
            acquaintance=both, talked=True, next_step="x", place=sam, actor=people.sam, at=AFTER
        )
    actions.note_talk(
        acquaintance=both, talked=True, next_step="Koffie in januari", place=vera, actor=people.vera, at=AFTER
    )
    actions.note_talk(acquaintance=both, talked=True, next_step="Proef", actor=people.pia, at=AFTER)
    assert queries.met_at(found)[0].next_step == "Proef"


# Afterwards


def test_both_sides_are_asked_once_after_three_months_and_counted(people: Any) -> None:
    found = announced(people)
    vera, cees, both = met(people, found)
    jo = guest(found)
    actions.introduce(actor=people.pia, found=found, one=vera, other=jo, why="x", at=NOW)
    actions.answer_to_meet(acquaintance=between(vera, jo), place=jo, verb="agree", at=NOW)
    assert actions.ask_what_came(at=END + timedelta(days=90)) == 0
    assert actions.ask_what_came(at=THREE_MONTHS) == 2
    assert actions.ask_what_came(at=THREE_MONTHS) == 0
    assert sorted(letters("Wat kwam ervan")) == ["Cees", "Vera"]
    (mine,) = queries.follow_ups_of(vera)
    with pytest.raises(Refused, match="Choose"):
        actions.tell_what_came(
            question=mine, place=vera, came="goud", text="", actor=people.vera, at=THREE_MONTHS
        )
    with pytest.raises(Http404):
        actions.tell_what_came(
            question=mine, place=cees, came="order", text="", actor=people.cees, at=THREE_MONTHS
        )
    for came in ("contact", "order"):
        actions.tell_what_came(
            question=mine, place=vera, came=came, text="Mooi.", actor=people.vera, at=THREE_MONTHS
        )
    (theirs,) = queries.follow_ups_of(cees)
    actions.tell_what_came(
        question=theirs, place=cees, came="visit", text="", actor=people.cees, at=THREE_MONTHS
    )
    figures = queries.figures_of(found)
    assert (figures.asked, figures.answered) == (2, 2)
    assert {code: count for code, count in figures.came_of_it.items() if count} == {"order": 1}
    assert queries.told_about(found) == ["Mooi."]
    assert both.state == "met"


def test_who_did_not_speak_is_not_asked_and_a_meeting_that_was_off_neither(people: Any) -> None:
    found = announced(people)
    _vera, _cees, both = met(people, found)
    actions.note_talk(acquaintance=both, talked=False, next_step="", actor=people.pia, at=AFTER)
    off = announced(people)
    met(people, off)
    actions.cancel_meeting(actor=people.pia, found=off, why="Storm", at=NOW)
    assert actions.ask_what_came(at=THREE_MONTHS) == 0
    assert FollowUp.objects.count() == 0


def test_who_comes_is_reminded_once_and_again_after_another_day(people: Any) -> None:
    found = announced(people)
    seat(found, people.vera)
    near = BEGIN - timedelta(days=1)
    assert actions.remind(at=NOW) == 0
    assert actions.remind(at=near) == 1
    assert actions.remind(at=near) == 0
    told = [one for one in events_of(found.organisation_id) if one.action == "meeting.remind"]
    assert [json.loads(one.body)["values"]["reminded"] for one in told] == [1]
    found.refresh_from_db()
    moved = values(starts_at=BEGIN + timedelta(hours=1), talks_from=None, talks_until=None)
    actions.change_meeting(
        actor=people.pia, found=found, values=moved, expected_version=found.version, at=near
    )
    assert actions.remind(at=near) == 1


def test_guests_are_forgotten_and_what_came_stays_counted(people: Any) -> None:
    found = announced(people)
    vera, jo = seat(found, people.vera), guest(found)
    actions.ask_to_meet(place=jo, other=vera, message="Ik ben Jo", at=NOW)
    actions.answer_to_meet(
        acquaintance=between(vera, jo), place=vera, verb="agree", actor=people.vera, at=NOW
    )
    said = actions.GuestValues(
        firm_name="Wad", person_name="Al", email="al@wad.example", seeks="", agrees=True
    )
    actions.begin_as_guest(found=found, values=said, language="nl", at=NOW)
    assert actions.forget_guests(at=NOW + timedelta(days=8)) == 1  # who never confirmed
    assert actions.forget_guests(at=THREE_MONTHS) == 0
    assert actions.forget_guests(at=END + timedelta(days=182)) == 1
    jo.refresh_from_db()
    assert (jo.person_name, jo.email, jo.seeks, jo.firm_name) == ("", "", "", "Terp BV")
    both = between(vera, jo)
    assert (both.state, both.message) == ("met", "")
    assert queries.place_by_link(jo.public_id) is None


def test_a_guest_takes_name_and_address_away_at_once(people: Any) -> None:
    found = announced(people, capacity=1)
    jo, waiting = guest(found), seat(found, people.bob)
    actions.erase_guest(place=jo, at=NOW)
    waiting.refresh_from_db()
    jo.refresh_from_db()
    assert (jo.person_name, jo.email, jo.state, waiting.state) == ("", "", "cancelled", "certain")
    assert queries.place_by_link(jo.public_id) is None


def test_no_text_of_a_visitor_goes_to_an_address_that_nobody_confirmed(people: Any) -> None:
    found = announced(people)
    said = actions.GuestValues(
        firm_name="Koop nu", person_name="Win geld", email="jo@terp.example", seeks="Klik hier", agrees=True
    )
    actions.begin_as_guest(found=found, values=said, language="nl", at=NOW)
    letter = Letter.objects.get()
    for typed in ("Koop nu", "Win geld", "Klik hier"):
        assert typed not in letter.text + letter.html + letter.subject


def test_who_was_erased_gets_no_letter_three_months_later(people: Any) -> None:
    found = announced(people)
    met(people, found)
    Person.objects.filter(name="Vera").update(is_active=False)
    assert actions.ask_what_came(at=THREE_MONTHS) == 1
    assert letters("Wat kwam ervan") == ["Cees"]


def test_who_erases_own_data_gives_up_the_seat(people: Any) -> None:
    found = announced(people, capacity=1)
    seat(found, people.vera, seeks="Ik zoek werk")
    waiting = seat(found, people.bob)
    actions.forget_person(Person.objects.get(name="Vera"), NOW)
    waiting.refresh_from_db()
    gone = MeetingPlace.objects.get(membership__person__name="Vera")
    assert (gone.state, gone.seeks, waiting.state) == ("cancelled", "", "certain")
