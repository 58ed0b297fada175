"""A session from preparation to settlement through its actions, with everything that can go wrong."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.urls import reverse

from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.organisations.models import Membership
from meerwaarde.rules.ambition_web.forgetting import FORGOTTEN
from meerwaarde.stages.policy.actions import Refused
from meerwaarde.stages.policy.actions import web_sessions as actions
from meerwaarde.stages.policy.actions.plans import PlanValues, start_plan
from meerwaarde.stages.policy.actions.web_following import take_over_measures
from meerwaarde.stages.policy.models import (
    AmbitionWeb,
    Participant,
    PlanAction,
    WebArea,
    WebNote,
    WebOutcome,
    WebScore,
    WebSession,
)
from meerwaarde.stages.policy.queries import web_sessions as queries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


def web_of(cast: Any, policy: tuple[int | None, ...] = (2, None, 1)) -> AmbitionWeb:
    web = AmbitionWeb.enter(organisation_id=cast.pia.organisation_id, kind="organisation", title="Ons web")
    for place, level in enumerate(policy):
        WebArea.enter(
            web=web,
            code=f"gebied-{place}",
            name=f"Gebied {place}",
            position=place,
            anchors=["Niets", "Iets", "Veel", "Voorop"],
            policy_level=level,
        )
    return web


def prepared(cast: Any) -> WebSession:
    values = actions.SessionValues(title="Ambities wijkparken")
    return actions.prepare_session(actor=cast.pia, at=NOW, web=web_of(cast), values=values)


def opened(cast: Any) -> WebSession:
    return actions.open_session(actor=cast.pia, at=NOW, session=prepared(cast))


def guest(session: WebSession, name: str = "Karel", secret: str = "", **more: Any) -> Participant:
    values = {"side": "market", "party": "Hoveniers Terp", "at": NOW, **more}
    return actions.join_as_guest(session=session, secret=secret or name, name=name, **values)


def areas(session: WebSession) -> list[WebArea]:
    return list(queries.areas_of(session))


def give(who: Participant, levels: tuple[int, ...], at: datetime = NOW) -> None:
    found = zip(areas(who.session), levels, strict=True)
    given = {area.public_id: actions.Given(1, level) for area, level in found}
    actions.score(seat=queries.key_of(who), at=at, given=given)


def shown(cast: Any) -> WebSession:
    session = opened(cast)
    give(guest(session), (3, 0, 1))
    return actions.reveal_session(actor=cast.pia, at=LATER, session=session, anyway=True)


def test_a_code_works_until_the_night_after(cast: Any) -> None:
    session = opened(cast)
    assert session.expires_at == datetime(2026, 11, 23, 5, 0, tzinfo=UTC)  # six in the morning here
    assert queries.session_by_code(session.join_code, NOW) == session
    assert queries.session_by_code(session.join_code, session.expires_at) is None


def test_before_it_is_opened_a_code_opens_nothing(cast: Any) -> None:
    assert queries.session_by_code(prepared(cast).join_code, NOW) is None


def test_a_web_with_two_areas_is_not_opened(cast: Any) -> None:
    session = actions.prepare_session(
        actor=cast.pia, at=NOW, web=web_of(cast, (1, 2)), values=actions.SessionValues(title="Klein")
    )
    with pytest.raises(Refused, match="drie gebieden"):
        actions.open_session(actor=cast.pia, at=NOW, session=session)


def test_the_same_browser_is_the_same_participant(cast: Any) -> None:
    session = opened(cast)
    first = guest(session, "Karel", "geheim")
    assert guest(session, "Iemand anders", "geheim") == first
    assert Participant.objects.filter(session=session).count() == 1


def test_a_colleague_on_phone_and_laptop_is_one_participant(cast: Any) -> None:
    session = opened(cast)
    held = Membership.objects.get(pk=cast.bob.membership_id)
    first = actions.join_as_colleague(membership=held, session=session, at=NOW)
    assert actions.join_as_colleague(membership=held, session=session, at=LATER) == first


def test_two_of_the_same_name_are_asked_to_tell_apart(cast: Any) -> None:
    session = opened(cast)
    guest(session, "Jan  de Vries", "een")
    with pytest.raises(Refused) as refused:
        guest(session, "jan de vries", "twee")
    assert "name" in refused.value.problems


def test_a_colleague_of_elsewhere_does_not_join_as_a_colleague(cast: Any) -> None:
    session = opened(cast)
    stranger = Membership.objects.get(pk=cast.eve.membership_id)
    with pytest.raises(Http404):
        actions.join_as_colleague(membership=stranger, session=session, at=NOW)


def test_who_was_taken_out_does_not_come_back(cast: Any) -> None:
    session = opened(cast)
    out = guest(session)
    actions.remove_participant(actor=cast.pia, at=NOW, session=session, participant=out)
    assert queries.seat_with_key(session.public_id, queries.digest_of("Karel"), LATER) is None
    with pytest.raises(Refused):
        guest(session)


def test_who_left_comes_back_to_the_own_scores(cast: Any) -> None:
    session = opened(cast)
    gone = guest(session)
    give(gone, (1, 2, 3))
    actions.leave(participant=gone, at=NOW)
    assert queries.head_count(session) == (0, 0)
    back = guest(session)
    assert back == gone
    assert len(queries.own_scores(back)) == 3


def picture_of(session: WebSession) -> Any:
    session.refresh_from_db()
    return queries.revealed(session, queries.areas_of(session))


def test_who_left_before_the_reveal_and_comes_back_after_it_changes_no_picture(cast: Any) -> None:
    session = opened(cast)
    give(guest(session, "Anna"), (1, 1, 1))
    gone = guest(session, "Karel")
    give(gone, (3, 3, 3))
    actions.leave(participant=gone, at=NOW)
    actions.reveal_session(actor=cast.pia, at=LATER, session=session, anyway=True)
    before = picture_of(session)
    assert guest(session, "Karel", at=LATER + timedelta(minutes=1)) == gone
    assert picture_of(session) == before
    assert before[0].people == 1


def test_who_leaves_while_the_scores_are_shown_changes_no_picture(cast: Any) -> None:
    session = opened(cast)
    give(guest(session, "Anna"), (1, 1, 1))
    slow, out = guest(session, "Karel"), guest(session, "Wim")
    give(slow, (3, 3, 3))
    give(out, (0, 0, 0))
    actions.reveal_session(actor=cast.pia, at=LATER, session=session, anyway=True)
    before = picture_of(session)
    # Both came to the door before the reveal and waited there until it was done.
    actions.leave(participant=slow, at=NOW)
    actions.remove_participant(actor=cast.pia, at=NOW, session=session, participant=out)
    assert picture_of(session) == before
    assert before[0].people == 3
    assert queries.head_count(session) == (1, 0)


def test_who_leaves_after_the_reveal_and_comes_back_still_counts(cast: Any) -> None:
    session = shown(cast)
    one = Participant.objects.select_related("session__web__organisation").get(session=session)
    before = picture_of(session)
    actions.leave(participant=one, at=LATER + timedelta(minutes=1))
    guest(session, at=LATER + timedelta(minutes=2))
    assert picture_of(session) == before
    assert before[0].people == 1


def test_leaving_and_joining_anew_fills_no_table_without_end(
    cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from meerwaarde.stages.policy.actions.web_sessions import taking_part

    monkeypatch.setattr(taking_part, "MOST_SEATS", 2)
    session = opened(cast)
    for name in ("Anna", "Karel"):
        actions.leave(participant=guest(session, name), at=NOW)
    with pytest.raises(Refused):
        guest(session, "Wim")
    assert guest(session, "Anna").left_at is None


def test_a_session_holds_so_many_notes(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from meerwaarde.stages.policy.actions.web_sessions import noting

    monkeypatch.setattr(noting, "MOST_NOTES", 1)
    session = shown(cast)
    one = Participant.objects.select_related("session__web__organisation").get(session=session)
    actions.note_by_participant(participant=one, at=LATER, area=None, text="Te duur.")
    with pytest.raises(Refused, match="Neem er eerst een"):
        actions.note_by_participant(participant=one, at=LATER, area=None, text="En te laat.")
    assert WebNote.objects.count() == 1


@pytest.mark.parametrize("named", [False, True])
def test_the_journal_names_a_colleague_only_who_stands_by_a_note(cast: Any, named: bool) -> None:
    session = opened(cast)
    held = Membership.objects.get(pk=cast.bob.membership_id)
    bob = actions.join_as_colleague(membership=held, session=session, at=NOW)
    actions.reveal_session(actor=cast.pia, at=LATER, session=session, anyway=True)
    note = actions.note_by_participant(
        participant=bob, at=LATER, area=None, text="Te duur.", dissent=True, named=named
    )
    actions.strike_own_note(participant=bob, at=LATER, note=note)
    facts = Event.objects.filter(action__in=("webnote.dissent", "webnote.strike"))
    assert facts.count() == 2
    for body in facts.values_list("body", flat=True):
        assert (held.person.public_id in body) == named
        assert (held.public_id in body) == named


def test_a_remark_keeps_no_sign_that_postgresql_refuses(cast: Any) -> None:
    session = opened(cast)
    one = guest(session)
    area = areas(session)[0]
    actions.score(
        seat=queries.key_of(one), at=NOW, given={area.public_id: actions.Given(1, 2, "te\x00 duur\x00")}
    )
    assert WebScore.objects.get().remark == "te duur"


def test_a_table_has_an_end(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from meerwaarde.stages.policy.actions.web_sessions import taking_part

    monkeypatch.setattr(taking_part, "MOST_PARTICIPANTS", 1)
    session = opened(cast)
    guest(session, "Een")
    with pytest.raises(Refused, match="vol"):
        guest(session, "Twee")


def test_scores_are_kept_and_replaced_and_tell_nobody_anything(cast: Any) -> None:
    session = opened(cast)
    one = guest(session)
    session.refresh_from_db()
    facts, revision = Event.objects.count(), session.revision
    give(one, (3, 3, 3))
    give(one, (0, 1, 2))
    session.refresh_from_db()
    assert [kept.desired for kept in queries.own_scores(one).values()] == [0, 1, 2]
    assert (Event.objects.count(), session.revision) == (facts, revision)


def test_nobody_reads_scores_before_the_reveal(cast: Any) -> None:
    session = opened(cast)
    with pytest.raises(queries.NotYetShown):
        queries.revealed(session, areas(session))


def test_an_area_of_another_web_is_not_scored(cast: Any) -> None:
    session = opened(cast)
    other = areas_of_another(cast)
    seat = queries.key_of(guest(session))
    with pytest.raises(Http404):
        actions.score(seat=seat, at=NOW, given={other.public_id: actions.Given(1, 1)})
    assert not WebScore.objects.exists()


def areas_of_another(cast: Any) -> WebArea:
    return web_of(cast).areas.first()  # type: ignore[return-value]


def test_the_reveal_asks_while_somebody_is_busy_and_is_done_once(cast: Any) -> None:
    session = opened(cast)
    busy = guest(session)
    give(busy, (3, 0, 1))
    other = guest(session, "Noor", secret="noor")
    give(other, (1, 1, 1))
    actions.say_ready(participant=other, at=NOW, ready=True)
    with pytest.raises(actions.NotAllReady, match="1 persoon"):
        actions.reveal_session(actor=cast.pia, at=NOW, session=session)
    actions.say_ready(participant=busy, at=NOW, ready=True)
    first = actions.reveal_session(actor=cast.pia, at=NOW, session=session)
    again = actions.reveal_session(actor=cast.pia, at=LATER, session=session)
    assert first.revealed_at == again.revealed_at == NOW
    assert again.current_area is not None
    assert Event.objects.filter(action="websession.reveal").count() == 1


def test_the_scores_of_one_person_are_shown_only_when_asked_twice(cast: Any) -> None:
    session = opened(cast)
    alone, silent = guest(session), guest(session, "Noor", secret="noor")
    give(alone, (3, 0, 1))
    for one in (alone, silent):
        actions.say_ready(participant=one, at=NOW, ready=True)
    with pytest.raises(actions.OneVoice, match="Maar één persoon"):
        actions.reveal_session(actor=cast.pia, at=NOW, session=session)
    assert queries.web_session(cast.pia, session.public_id).revealed_at is None  # type: ignore[union-attr]
    assert not Event.objects.filter(action="websession.reveal").exists()
    shown_anyway = actions.reveal_session(actor=cast.pia, at=LATER, session=session, anyway=True)
    assert shown_anyway.revealed_at == LATER


def test_the_desk_asks_before_one_person_is_seen(cast: Any, browse: Any) -> None:
    session = opened(cast)
    alone = guest(session)
    give(alone, (3, 0, 1))
    actions.say_ready(participant=alone, at=NOW, ready=True)
    address = reverse("policy:web_session_step", args=["veenmeer", session.public_id, "reveal"])
    asked = browse("pia").post(address)
    assert asked.status_code == 422
    assert "Maar één persoon gaf scores" in asked.content.decode()
    assert browse("pia").post(address, {"anyway": "1"}).status_code == 302


def test_an_area_that_can_be_none_is_told(cast: Any, browse: Any) -> None:
    session = shown(cast)
    address = reverse("policy:web_session_area", args=["veenmeer", session.public_id])
    for typed in ("", "\x00", "a\x00b", "x" * 5000):
        answer = browse("pia").post(address, {"area": typed}, follow=True)
        assert answer.status_code == 200
        assert "Kies een gebied." in answer.content.decode()
    assert browse("pia").post(address, {"area": "zzzzzzzzzzzz"}).status_code == 404


def test_a_score_after_the_reveal_is_refused_kindly(cast: Any) -> None:
    session = shown(cast)
    one = Participant.objects.get(session=session)
    with pytest.raises(actions.TooLate, match="al getoond"):
        give(one, (1, 1, 1), LATER)
    assert [kept.desired for kept in queries.own_scores(one).values()] == [3, 0, 1]


def test_who_joins_during_the_talk_has_no_score_but_a_voice(cast: Any) -> None:
    session = shown(cast)
    late = guest(session, "Laat", at=LATER + timedelta(minutes=1))
    assert queries.scored_by(session) == 1
    note = actions.note_by_participant(
        participant=late,
        at=LATER,
        area=areas(session)[0],
        text="Ik zie dit anders.",
        dissent=True,
        named=True,
    )
    assert note.dissent
    assert note.named


def test_a_level_off_policy_needs_a_reason(cast: Any) -> None:
    session = shown(cast)
    area = areas(session)[0]

    def agreed(**values: Any) -> Any:
        given = actions.AgreementValues(level=1, **values)
        return actions.agree(actor=cast.pia, at=LATER, session=session, area=area, values=given)

    with pytest.raises(Refused) as refused:
        agreed()
    assert "niveau 2" in refused.value.problems["reason"]
    kept = agreed(
        reason="De markt is hier nog niet zo ver.", measure="Wij vragen ernaar.", owner_name="Karel"
    )
    assert (kept.level, kept.policy_level, kept.owner_name) == (1, 2, "Karel")
    assert "Karel" not in "".join(Event.objects.values_list("body", flat=True))


def test_measures_belong_to_own_colleagues_and_days_to_come(cast: Any) -> None:
    session = shown(cast)
    values = actions.AgreementValues(
        level=2,
        measure="Wij doen het.",
        owner=Membership.objects.get(pk=cast.eve.membership_id),
        due_on=date(2026, 11, 1),
    )
    with pytest.raises(Refused) as refused:
        actions.agree(actor=cast.pia, at=LATER, session=session, area=areas(session)[0], values=values)
    assert set(refused.value.problems) == {"owner", "due_on"}


def test_settling_asks_about_open_areas_and_freezes_the_talk(cast: Any) -> None:
    session = shown(cast)
    one = Participant.objects.get(session=session)
    with pytest.raises(actions.AreasOpen, match="Gebied 0, Gebied 1, Gebied 2"):
        actions.settle_session(actor=cast.pia, at=LATER, session=session)
    settled = actions.settle_session(actor=cast.pia, at=LATER, session=session, anyway=True)
    assert settled.settled_at == LATER
    assert queries.session_by_code(settled.join_code, LATER) is None  # nobody new
    assert queries.seat_with_key(settled.public_id, queries.digest_of("Karel"), LATER) == one  # but to look
    with pytest.raises(Refused):
        actions.agree(
            actor=cast.pia,
            at=LATER,
            session=settled,
            area=areas(session)[0],
            values=actions.AgreementValues(level=2),
        )


def test_only_who_leads_acts_and_anybody_with_the_role_takes_over(cast: Any) -> None:
    session = opened(cast)
    with pytest.raises(Refused, match="Pia"):
        actions.reveal_session(actor=cast.bob, at=NOW, session=session)
    actions.take_over(actor=cast.bob, at=NOW, session=session)
    actions.reveal_session(actor=cast.bob, at=NOW, session=session, anyway=True)
    with pytest.raises(Refused, match="Bob"):
        actions.settle_session(actor=cast.pia, at=NOW, session=session, anyway=True)
    assert Event.objects.filter(action="websession.hand_over").count() == 1


def test_a_session_whose_facilitator_is_gone_is_not_stuck(cast: Any) -> None:
    session = opened(cast)
    WebSession.objects.filter(pk=session.pk).update(facilitator=None)
    with pytest.raises(Refused, match="Niemand"):
        actions.cancel_session(actor=cast.bob, at=NOW, session=session)
    actions.take_over(actor=cast.bob, at=NOW, session=session)
    assert actions.cancel_session(actor=cast.bob, at=NOW, session=session).state == "cancelled"


def test_a_stranger_finds_nothing(cast: Any) -> None:
    session = opened(cast)
    assert queries.web_session(cast.eve, session.public_id) is None
    with pytest.raises(Http404):
        actions.take_over(actor=cast.eve, at=NOW, session=session)


def test_a_renewed_code_ends_the_old_one_and_no_seat(cast: Any) -> None:
    session = opened(cast)
    old, seat = session.join_code, guest(session)
    day_after = NOW + timedelta(days=1)
    renewed = actions.renew_code(actor=cast.pia, at=day_after, session=session)
    assert renewed.join_code != old
    assert queries.session_by_code(old, day_after) is None
    assert queries.seat_with_key(session.public_id, queries.digest_of("Karel"), day_after) == seat
    assert renewed.join_code not in "".join(Event.objects.values_list("body", flat=True))


def test_one_strikes_the_own_note_and_the_facilitator_no_dissent(cast: Any) -> None:
    session = shown(cast)
    one = Participant.objects.get(session=session)
    other = guest(session, "Ander", at=LATER)
    note = actions.note_by_participant(participant=one, at=LATER, area=None, text="Te duur.", dissent=True)
    with pytest.raises(Refused):
        actions.strike_note(actor=cast.pia, at=LATER, session=session, note=note)
    with pytest.raises(Refused):
        actions.strike_own_note(participant=other, at=LATER, note=note)
    actions.strike_own_note(participant=one, at=LATER, note=note)
    assert not WebNote.objects.exists()


def test_the_journal_holds_no_name_of_a_guest(cast: Any) -> None:
    session = shown(cast)
    one = Participant.objects.get(session=session)
    actions.note_by_participant(participant=one, at=LATER, area=None, text="Karel vindt dit te duur.")
    actions.leave(participant=one, at=LATER)
    written = "".join(Event.objects.values_list("body", flat=True))
    assert "participant.join" in written
    assert "Karel" not in written
    assert "Hoveniers" not in written
    assert {json.loads(body)["actor"]["role"] for body in Event.objects.values_list("body", flat=True)} >= {
        "guest",
        "policy_adviser",
    }


def test_names_of_guests_go_after_their_term(cast: Any) -> None:
    session = shown(cast)
    actions.settle_session(actor=cast.pia, at=LATER, session=session, anyway=True)
    held = Membership.objects.get(pk=cast.bob.membership_id)
    Participant.objects.filter(session=session).update(joined_at=NOW)
    colleague = Participant.enter(
        session=session,
        membership=held,
        name="Bob",
        side="authority",
        key_digest="b",
        joined_at=NOW,
        seen_at=NOW,
    )
    days = actions.guest_days(NOW)
    assert actions.forget_guests(at=LATER + timedelta(days=days)) == 0
    assert actions.forget_guests(at=LATER + timedelta(days=days, seconds=1)) == 1
    assert actions.forget_guests(at=LATER + timedelta(days=days, seconds=1)) == 0
    names = set(Participant.objects.filter(session=session).values_list("name", "party"))
    assert names == {(FORGOTTEN, ""), ("Bob", "")}
    assert colleague.name == "Bob"
    assert queries.scored_by(WebSession.objects.get(pk=session.pk)) == 1  # the picture stays


def test_a_guest_who_looks_after_a_measure_is_forgotten_there_and_in_its_actions(cast: Any) -> None:
    session = shown(cast)
    first, second, _third = areas(session)
    for area, named in ((first, "K. van Terp"), (second, "Team inkoop")):
        given = actions.AgreementValues(level=2, reason="Zo.", measure="Wij vragen het.", owner_name=named)
        actions.agree(actor=cast.pia, at=LATER, session=session, area=area, values=given)
    Participant.objects.filter(session=session).update(name="Karel van Terp")
    session = actions.settle_session(actor=cast.pia, at=LATER, session=session, anyway=True)
    whole = PlanValues(title="Plan", since=date(2026, 1, 1), until=date(2026, 12, 31))
    plan = start_plan(actor=cast.pia, at=LATER, plan=whole)
    named, team = take_over_measures(actor=cast.pia, at=LATER, session=session)
    following = PlanValues(title="Volgend", since=date(2027, 1, 1), until=date(2027, 12, 31))
    start_plan(actor=cast.pia, at=LATER, plan=following, take_over_from=plan)
    actions_of_it = PlanAction.objects.filter(explanation__contains="K. van Terp")
    assert actions_of_it.count() == 2  # the action and its copy in the next plan
    actions.forget_guests(at=LATER + timedelta(days=actions.guest_days(NOW), seconds=1))
    assert not actions_of_it.exists()
    assert set(WebOutcome.objects.values_list("owner_name", flat=True)) == {FORGOTTEN, "Team inkoop"}
    named.refresh_from_db()
    team.refresh_from_db()
    assert named.explanation.endswith("Afgesproken eigenaar: –.")
    assert "Team inkoop" in team.explanation
    facts = set(Event.objects.values_list("action", flat=True))
    assert {"weboutcome.forget_guest", "planaction.forget_guest"} <= facts
    assert "Terp" not in "".join(Event.objects.values_list("body", flat=True))


def test_the_names_go_by_a_job_that_comes_back_each_day(
    cast: Any,
) -> None:
    from meerwaarde.platform.work import planning
    from meerwaarde.platform.work.models import Job
    from meerwaarde.platform.work.run import execute

    session = shown(cast)
    actions.settle_session(actor=cast.pia, at=LATER, session=session, anyway=True)
    WebSession.objects.update(settled_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert planning.tick(at=NOW) >= 1
    made = Job.objects.get(name="policy.forget_guests")
    execute(made.public_id, beat_every=0)
    assert Participant.objects.get(session=session).name == FORGOTTEN
