"""What follows from a settled session: matrix, plan, report."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def address(name: str, *args: str) -> str:
    return reverse(f"policy:{name}", args=["veenmeer", *args])


@pytest.fixture
def plan(cast: Any) -> Any:
    from meerwaarde.stages.policy.actions.plans import PlanValues, start_plan

    return start_plan(
        actor=cast.pia,
        at=AT,
        plan=PlanValues(title="Actieplan", since=date(2026, 1, 1), until=date(2028, 12, 31)),
    )


@pytest.fixture
def agreed(cast: Any, new_web: Any, settled: Any, new_category: Any) -> Any:
    """A session over a web that speaks for one category, with levels and a measure."""
    from meerwaarde.stages.policy.queries.ambition_webs import sessions_with_outcomes

    web = new_web(categories=(new_category("Groenvoorziening"),))
    more = {
        "climate": {
            "measure": "Alleen uitstootvrije machines vragen",
            "owner_id": cast.bob.membership_id,
            "due_on": date(2027, 6, 30),
        }
    }
    session = settled(web, {"climate": 2, "circular": 3, "social-return": None}, more=more)
    return sessions_with_outcomes(cast.pia, session.public_id)


def test_one_cell_or_all_go_to_the_matrix_and_nothing_twice(cast: Any, agreed: Any) -> None:
    from meerwaarde.stages.policy.actions import Refused
    from meerwaarde.stages.policy.actions.web_following import matrix_proposals, take_over_matrix
    from meerwaarde.stages.policy.queries.matrix import current_entries

    proposals = matrix_proposals(cast.pia, agreed)
    assert {(one.level.theme, one.level.level) for one in proposals} == {("climate", 2), ("circular", 3)}
    first = next(one for one in proposals if one.level.theme == "climate")
    written = take_over_matrix(actor=cast.pia, at=AT, session=agreed, chosen={first.key})
    assert [(one.theme, one.level, one.origin, one.web_session) for one in written] == [
        ("climate", 2, "web", agreed.public_id)
    ]
    assert [one.taken for one in matrix_proposals(cast.pia, agreed)] == [True, False]
    assert len(take_over_matrix(actor=cast.pia, at=AT, session=agreed)) == 1
    assert current_entries(cast.pia).count() == 2
    with pytest.raises(Refused, match="gewijzigd"):
        take_over_matrix(actor=cast.pia, at=AT, session=agreed)


def test_measures_become_actions_once_and_can_be_taken_back(cast: Any, agreed: Any, plan: Any) -> None:
    from meerwaarde.stages.policy.actions import Refused
    from meerwaarde.stages.policy.actions.web_following import (
        measure_proposals,
        take_back_measure,
        take_over_measures,
    )

    (made,) = take_over_measures(actor=cast.pia, at=AT, session=agreed)
    assert made.plan == plan
    assert (made.title, made.origin) == ("Alleen uitstootvrije machines vragen", "web")
    assert (made.starts_on, made.ends_on) == (date(2026, 11, 22), date(2027, 6, 30))
    assert made.owner_id == cast.bob.membership_id
    assert measure_proposals(cast.pia, agreed)[0].action == made
    with pytest.raises(Refused, match="gewijzigd"):
        take_over_measures(actor=cast.pia, at=AT, session=agreed)
    take_back_measure(actor=cast.pia, at=AT, action=made)
    assert measure_proposals(cast.pia, agreed)[0].action is None


def test_without_a_plan_a_measure_is_refused_with_what_to_do(cast: Any, agreed: Any) -> None:
    from meerwaarde.stages.policy.actions import Refused
    from meerwaarde.stages.policy.actions.web_following import take_over_measures

    with pytest.raises(Refused, match="Begin er eerst een"):
        take_over_measures(actor=cast.pia, at=AT, session=agreed)


def test_a_term_outside_the_plan_is_kept_in_words(cast: Any, agreed: Any) -> None:
    from meerwaarde.stages.policy.actions.plans import PlanValues, start_plan
    from meerwaarde.stages.policy.actions.web_following import take_over_measures

    short = PlanValues(title="Kort", since=date(2026, 1, 1), until=date(2026, 12, 31))
    start_plan(actor=cast.pia, at=AT, plan=short)
    (made,) = take_over_measures(actor=cast.pia, at=AT, session=agreed)
    assert made.ends_on == date(2026, 12, 31)
    assert "30-06-2027" in made.explanation


def test_nothing_follows_from_a_session_that_is_not_settled(cast: Any, agreed: Any) -> None:
    from meerwaarde.rules.lifecycle import WEB_REVEALED
    from meerwaarde.stages.policy.actions import Refused
    from meerwaarde.stages.policy.actions.web_following import matrix_proposals, take_over_matrix

    agreed.change(state=WEB_REVEALED)
    assert matrix_proposals(cast.pia, agreed) == []
    with pytest.raises(Refused, match="eerst vast"):
        take_over_matrix(actor=cast.pia, at=AT, session=agreed)


def test_the_page_of_the_session_offers_it_and_says_who_may(browse: Any, agreed: Any, plan: Any) -> None:
    page = address("web_session", agreed.public_id)
    shown = browse("pia").get(page).content.decode()
    assert "Groenvoorziening: Klimaat" in shown
    assert "Alleen uitstootvrije machines vragen" in shown
    told = browse("pia").post(address("web_to_matrix", agreed.public_id), follow=True)
    assert "2 vakken" in told.content.decode()
    assert "Staat in de matrix" in told.content.decode()
    done = browse("pia").post(address("web_to_plan", agreed.public_id), follow=True)
    assert "Staat in het plan" in done.content.decode()
    assert browse("bob").post(address("web_to_matrix", agreed.public_id)).status_code == 403


@pytest.fixture
def with_people(agreed: Any) -> Any:
    """Three people who scored, a named guest among them, a dissent and a note."""
    from meerwaarde.stages.policy.models import Participant, WebNote, WebScore

    area = agreed.web.areas.get(code="climate")
    people = [
        Participant.enter(
            session=agreed,
            name=name,
            side=side,
            party=party,
            key_digest=name,
            joined_at=AT - timedelta(hours=1),
            seen_at=AT,
        )
        for name, side, party in (
            ("Noor", "market", "Groenbedrijf De Zode"),
            ("Sam", "authority", ""),
            ("Kim", "authority", ""),
        )
    ]
    for person, desired in zip(people, (3, 1, 2), strict=True):
        WebScore.objects.create(participant=person, area=area, present=0, desired=desired, written_at=AT)
    WebNote.enter(session=agreed, area=area, text="De markt kan dit al.", participant=people[0], named=True,
                  written_at=AT)  # fmt: skip
    WebNote.enter(session=agreed, area=area, text="Dit gaat te snel.", participant=people[1], dissent=True,
                  written_at=AT)  # fmt: skip
    return agreed


def test_the_report_tells_everything_and_nobody_s_own_score(cast: Any, with_people: Any) -> None:
    from meerwaarde.platform.documents.blocks import Callout, Facts, Picture, Table
    from meerwaarde.stages.policy.pages.web_reports import web_report

    document = web_report(cast.pia, with_people)
    assert document is not None
    tables = {block.caption: block for block in document.blocks if isinstance(block, Table)}
    assert len(next(iter(tables.values())).rows) == 3
    assert any(isinstance(block, Picture) for block in document.blocks)
    callouts = [block for block in document.blocks if isinstance(block, Callout)]
    assert any("Dit gaat te snel." in block.text and "Sam" not in block.text for block in callouts)
    facts = [text for block in document.blocks if isinstance(block, Facts) for _term, text in block.rows]
    assert any("2" in text and "3" in text for text in facts)
    words = repr(document.blocks)
    assert "De markt kan dit al. (Noor)" in words
    assert "Alleen uitstootvrije machines vragen" in words


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_report_is_a_file(browse: Any, with_people: Any, form: str) -> None:
    answer = browse("wim").get(address("web_report", with_people.public_id, form))
    assert answer.status_code == 200
    if form == "pdf":
        assert answer.content.startswith(b"%PDF")
        assert b"/StructTreeRoot" in answer.content
    else:
        with zipfile.ZipFile(io.BytesIO(answer.content)) as word:
            written = word.read("word/document.xml").decode()
        assert "Groenbedrijf De Zode" in written
    assert browse("wim").get(address("web_report", with_people.public_id, "odt")).status_code == 404
    assert browse("eve").get(address("web_report", with_people.public_id, form)).status_code == 404
