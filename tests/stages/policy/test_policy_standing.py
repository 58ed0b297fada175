"""Self-assessments and responsibilities as people use them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.rules.lifecycle import StepRefused

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def new_round(cast: Any) -> Callable[..., Any]:
    from meerwaarde.stages.policy.actions.assessments import open_assessment

    def enter(year: int = 2026, **more: Any) -> Any:
        return open_assessment(actor=cast.pia, at=AT, year=year, **more)

    return enter


def say(actor: Any, found: Any, level: int | None, *, part: str = "", evidence: str = "") -> None:
    from meerwaarde.stages.policy.actions.assessments import Said, answer, content_of

    statements = content_of(found).of(part) if part else content_of(found).statements
    answer(actor=actor, at=AT, found=found, said={one.code: Said(level, evidence) for one in statements})


def settle(actor: Any, found: Any, levels: dict[str, int | None], version: int) -> None:
    from meerwaarde.stages.policy.actions.assessments import Said, agree

    agree(
        actor=actor,
        at=AT,
        found=found,
        expected_version=version,
        agreed={code: Said(level) for code, level in levels.items()},
        conclusion="Beginnen bij het eigenaarschap.",
    )


def again(found: Any) -> Any:
    found.refresh_from_db()
    return found


def test_a_year_has_one_round_for_the_whole_and_one_per_department(cast: Any, new_round: Any) -> None:
    from meerwaarde.platform.organisations.queries import departments_of
    from meerwaarde.stages.policy.actions import Refused

    new_round()
    department = departments_of(cast.ann.organisation_id).first()
    new_round(department=department)
    for more in ({}, {"department": department}):
        with pytest.raises(Refused) as refused:
            new_round(**more)
        assert "year" in refused.value.problems
    with pytest.raises(Refused) as refused:
        new_round(year=2004, closes_on=AT.date() - timedelta(days=1))
    assert set(refused.value.problems) == {"year", "closes_on"}


def test_only_who_leads_opens_agrees_and_closes(cast: Any, new_round: Any) -> None:
    from meerwaarde.platform.access.doors import NotYourRole
    from meerwaarde.stages.policy.actions.assessments import close_assessment, open_assessment

    with pytest.raises(NotYourRole):
        open_assessment(actor=cast.ann, at=AT, year=2026)
    found = new_round()
    with pytest.raises(NotYourRole):
        settle(cast.ann, found, {"team": 1}, 1)
    with pytest.raises(StepRefused):
        close_assessment(actor=cast.ann, at=AT, found=found)


def test_a_round_without_agreement_is_not_closed_and_a_closed_one_takes_no_answer(
    cast: Any, new_round: Any
) -> None:
    from meerwaarde.stages.policy.actions import Changed, Refused
    from meerwaarde.stages.policy.actions.assessments import close_assessment, reopen_assessment

    found = new_round()
    with pytest.raises(Refused):
        close_assessment(actor=cast.pia, at=AT, found=found)
    settle(cast.pia, found, {"team": 2}, 1)
    with pytest.raises(Changed):
        settle(cast.pia, found, {"team": 3}, 1)
    close_assessment(actor=cast.pia, at=AT, found=again(found))
    with pytest.raises(Refused):
        say(cast.ann, found, 1)
    with pytest.raises(Refused):
        settle(cast.pia, found, {"team": 3}, again(found).version)
    reopen_assessment(actor=cast.pia, at=AT, found=again(found))
    say(cast.ann, found, 1)


def test_an_answer_that_cannot_be_is_refused_and_nothing_is_kept(cast: Any, new_round: Any) -> None:
    from meerwaarde.stages.policy.actions import Refused
    from meerwaarde.stages.policy.actions.assessments import Said, answer
    from meerwaarde.stages.policy.queries.standing import own_answers

    found = new_round()
    for said in ({"team": Said(4)}, {"nonsense": Said(1)}, {"team": Said(1, "x" * 2001)}):
        with pytest.raises(Refused):
            answer(actor=cast.ann, at=AT, found=found, said={"need_first": Said(2), **said})
    assert own_answers(cast.ann, found) == {}


def test_the_journal_tells_that_somebody_answered_and_never_what(cast: Any, new_round: Any) -> None:
    from meerwaarde.platform.journal.models import Event

    found = new_round()
    say(cast.ann, found, 3, evidence="Wij deden dit in maart.")
    event = Event.objects.filter(action="assessment.answer").get()
    assert "maart" not in event.body
    assert '"values":{}' in event.body
    assert '"commitments":{}' in event.body


def test_colleagues_see_the_spread_only_after_their_own_answers(
    cast: Any, new_round: Any, browse: Callable[[str], Client]
) -> None:
    found = new_round()
    say(cast.bob, found, 0, evidence="Bij de kantine niet.")
    address = reverse("policy:assessment", args=["veenmeer", found.public_id])
    hidden = browse("ann").get(address).content.decode()
    assert "Bij de kantine niet." not in hidden
    assert browse("ann").get(f"{address}uitvoer.csv").status_code == 404
    say(cast.ann, found, 3)
    shown = browse("ann").get(address).content.decode()
    assert "Bij de kantine niet." in shown
    assert "lopen van 0 tot 3" in shown
    assert "Bob" not in shown.split("Ingevuld")[1]
    assert browse("ann").get(f"{address}uitvoer.csv").status_code == 200
    assert browse("ann").get(f"{address}uitvoer.xlsx").content[:2] == b"PK"


def test_answering_goes_part_by_part_and_keeps_what_was_typed(
    new_round: Any, browse: Callable[[str], Client]
) -> None:
    found = new_round()
    address = reverse("policy:assessment_answer", args=["veenmeer", found.public_id, "compliance"])
    client = browse("ann")
    wrong = client.post(address, {"rules_known": "9", "rules_known_evidence": "Op intranet."})
    assert wrong.status_code == 422
    assert "Op intranet." in wrong.content.decode()
    right = client.post(
        address, {"rules_known": "2", "mandates_clear": "unknown", "integrity_evidence": "Dossier 12."}
    )
    assert right["Location"].endswith("/invullen/needs/")
    kept = client.get(address).content.decode()
    assert "Dossier 12." in kept
    assert client.get(address.replace("compliance", "nothing")).status_code == 404


def test_two_who_agree_at_once_lose_nothing(
    cast: Any, new_round: Any, browse: Callable[[str], Client]
) -> None:
    found = new_round()
    address = reverse("policy:assessment_agree", args=["veenmeer", found.public_id, "conditions"])
    settle(cast.pia, found, {"team": 3}, 1)
    late = browse("pia").post(address, {"version": "1", "team": "1", "conclusion": "Mijn conclusie"})
    assert late.status_code == 409
    shown = late.content.decode()
    assert "Nu staat er: 3 Altijd." in shown
    assert "Mijn conclusie" in shown
    saved = browse("pia").post(address, {"version": "2", "team": "1", "conclusion": "Mijn conclusie"})
    assert saved.status_code == 302
    assert again(found).agreed.get(statement="team").level == 1


def test_years_stand_side_by_side_and_departments_too(
    cast: Any, new_round: Any, browse: Callable[[str], Client]
) -> None:
    from meerwaarde.platform.organisations.queries import departments_of
    from meerwaarde.stages.policy.actions.assessments import close_assessment, content_of
    from meerwaarde.stages.policy.slots.standing import phase

    department = departments_of(cast.ann.organisation_id).first()
    for year, level in ((2025, 1), (2026, 2)):
        for where in ({}, {"department": department}):
            found = new_round(year=year, **where)
            settle(cast.pia, found, dict.fromkeys([s.code for s in content_of(found).statements], level), 1)
            close_assessment(actor=cast.pia, at=AT, found=again(found))
    page = browse("pia").get(reverse("policy:assessments", args=["veenmeer"])).content.decode()
    assert "Alle zeven fasen staan." in page
    assert [(one.value, one.share) for one in phase(cast.pia)] == [("7 van 7", 1.0)]
    assert "Het streepje staat bij 2025." in page
    assert "Afdelingen naast elkaar" in page


def test_a_weak_place_becomes_an_action_once(
    cast: Any, new_round: Any, browse: Callable[[str], Client]
) -> None:
    from meerwaarde.stages.policy import actions
    from meerwaarde.stages.policy.models import PlanAction

    found = new_round()
    settle(cast.pia, found, {"team": 0, "need_first": 1, "board_seat": 3}, 1)
    address = reverse("policy:assessment", args=["veenmeer", found.public_id])
    make = reverse("policy:assessment_propose", args=["veenmeer", found.public_id, "team"])
    refused = browse("pia").post(make, follow=True).content.decode()
    assert "Er is nog geen actieplan." in refused
    actions.start_plan(
        actor=cast.pia,
        at=AT,
        plan=actions.PlanValues(title="Actieplan", since=date(2026, 1, 1), until=date(2027, 12, 31)),
    )
    assert "Maak er een actie van" in browse("pia").get(address).content.decode()
    for _twice in range(2):
        browse("pia").post(make)
    made = PlanAction.objects.get(origin="assessment")
    assert made.title == "Stel een MVOI-team in met alle vakken"
    assert "Dit is al een actie." in browse("pia").get(address).content.decode()


def test_what_is_done_just_after_midnight_belongs_to_the_new_day(cast: Any, new_round: Any) -> None:
    """The clock of the machine keeps universal time; people here live one or two hours ahead of it."""
    from meerwaarde.stages.policy import actions
    from meerwaarde.stages.policy.actions.assessments import make_action, open_assessment

    after_midnight = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    monday = date(2026, 11, 23)
    actions.start_plan(
        actor=cast.pia,
        at=AT,
        plan=actions.PlanValues(title="Actieplan", since=date(2026, 1, 1), until=date(2027, 12, 31)),
    )
    with pytest.raises(actions.Refused) as refused:
        open_assessment(actor=cast.pia, at=after_midnight, year=2026, closes_on=monday - timedelta(days=1))
    assert set(refused.value.problems) == {"closes_on"}
    made = make_action(actor=cast.pia, at=after_midnight, found=new_round(), statement="team")
    assert made.starts_on == monday


def test_a_step_that_was_taken_already_is_told_and_breaks_nothing(
    cast: Any, new_round: Any, browse: Callable[[str], Client]
) -> None:
    found = new_round()
    settle(cast.pia, found, {"team": 1}, 1)
    pia = browse("pia")
    for verb, state in (("close", "closed"), ("reopen", "open")):
        step = reverse(f"policy:assessment_{verb}", args=["veenmeer", found.public_id])
        assert pia.post(step).status_code == 302
        told = pia.post(step, follow=True)
        assert "kan nu niet" in " ".join(str(one) for one in told.context["messages"]).lower()
        assert again(found).state == state


def test_open_rounds_wait_until_one_has_answered(cast: Any, new_round: Any) -> None:
    from meerwaarde.stages.policy.queries.standing import open_rounds_without

    found = new_round()
    assert open_rounds_without(cast.ann) == [found]
    say(cast.ann, found, None, part="needs")
    assert open_rounds_without(cast.ann) == []


def test_a_duty_is_given_once_ended_and_taken_up_again(cast: Any, browse: Callable[[str], Client]) -> None:
    from meerwaarde.stages.policy.models import Responsibility

    address = reverse("policy:responsibilities", args=["veenmeer"])
    new = reverse("policy:responsibility_new", args=["veenmeer"])
    pia = browse("pia")
    empty = pia.get(address).content.decode()
    assert "heeft geen eigenaar" in empty
    given = {"duty": "owner", "membership": cast.ann.membership, "since": "01-01-2026", "department": ""}
    assert pia.post(new, given).status_code == 302
    twice = pia.post(new, given)
    assert twice.status_code == 422
    assert "draagt dit al" in twice.content.decode()
    assert "heeft geen eigenaar" not in pia.get(address).content.decode()
    row = Responsibility.objects.get()
    end = reverse("policy:responsibility_end", args=["veenmeer", row.public_id])
    assert "heeft geen eigenaar" in pia.post(end, follow=True).content.decode()
    resume = reverse("policy:responsibility_resume", args=["veenmeer", row.public_id])
    assert "heeft geen eigenaar" not in pia.post(resume, follow=True).content.decode()


def test_a_duty_is_not_carried_twice_on_any_day(cast: Any, browse: Callable[[str], Client]) -> None:
    from meerwaarde.platform.organisations.queries import memberships_at
    from meerwaarde.stages.policy.actions import Refused
    from meerwaarde.stages.policy.actions.responsibilities import end_responsibility, give_responsibility
    from meerwaarde.stages.policy.models import Responsibility

    ann = memberships_at(cast.ann.organisation_id, AT.date()).get(public_id=cast.ann.membership)
    given: dict[str, Any] = {"actor": cast.pia, "at": AT, "duty": "owner", "membership": ann}
    first = give_responsibility(**given, since=date(2026, 6, 1))
    with pytest.raises(Refused):
        give_responsibility(**given, since=date(2026, 1, 1))
    end_responsibility(actor=cast.pia, at=AT, found=first, today=AT.date())
    give_responsibility(**given, since=AT.date())
    resume = reverse("policy:responsibility_resume", args=["veenmeer", first.public_id])
    told = browse("pia").post(resume, follow=True).content.decode()
    assert "draagt dit al" in told
    assert Responsibility.objects.filter(until=None, ended=False).count() == 1


def test_a_duty_for_the_whole_has_no_department(cast: Any, browse: Callable[[str], Client]) -> None:
    from meerwaarde.platform.organisations.queries import departments_of

    department = departments_of(cast.ann.organisation_id).first()
    assert department is not None
    refused = browse("pia").post(
        reverse("policy:responsibility_new", args=["veenmeer"]),
        {
            "duty": "team_lead",
            "membership": cast.pia.membership,
            "since": "01-01-2026",
            "department": department.public_id,
        },
    )
    assert refused.status_code == 422
    assert "Laat de afdeling leeg." in refused.content.decode()


def test_who_is_of_another_authority_carries_nothing_here(cast: Any) -> None:
    from meerwaarde.platform.organisations.queries import memberships_at
    from meerwaarde.stages.policy.actions import Refused
    from meerwaarde.stages.policy.actions.responsibilities import give_responsibility

    eve = memberships_at(cast.eve.organisation_id, AT.date()).get(public_id=cast.eve.membership)
    with pytest.raises(Refused):
        give_responsibility(actor=cast.pia, at=AT, duty="owner", membership=eve, since=AT.date())


def test_a_round_costs_the_same_questions_however_many_answered(
    cast: Any, new_round: Any, browse: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    found = new_round()
    for person in (cast.ann, cast.bob, cast.carla, cast.dirk, cast.pia):
        say(person, found, 2, evidence="Zie het dossier.")
    client = browse("pia")
    address = reverse("policy:assessment", args=["veenmeer", found.public_id])
    client.get(address)
    with django_assert_max_num_queries(45):
        client.get(address)


def test_lists_of_rounds_and_of_duties_ask_as_often_for_many_rows_as_for_few(
    cast: Any, new_round: Any, browse: Callable[[str], Client]
) -> None:
    from meerwaarde.platform.organisations.queries import memberships_at
    from meerwaarde.stages.policy.actions.responsibilities import give_responsibility

    pia = browse("pia")
    people = list(memberships_at(cast.ann.organisation_id, AT.date()))

    def more(year: int, *duties: str) -> None:
        settle(cast.pia, new_round(year), {"team": 1}, 1)
        for duty in duties:
            for person in people:
                give_responsibility(
                    actor=cast.pia, at=AT, duty=duty, membership=person, since=date(2026, 1, 1)
                )

    def asked(name: str) -> int:
        address = reverse(f"policy:{name}", args=["veenmeer"])
        pia.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert pia.get(address).status_code == 200
        return len(captured)

    more(2026, "owner")
    more(2025)
    few = asked("assessments"), asked("responsibilities")
    more(2024, "team_lead", "team_member")
    more(2023, "adviser", "board_member")
    assert (asked("assessments"), asked("responsibilities")) == few
