"""The register as the council reads it: figures and settled explanations, no file and nobody's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.models import Explanation, Procurement, RuleStanding, new_start_key

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def explained(cast: Any) -> Callable[..., Procurement]:
    """A file of which one rule is explained and approved."""

    def enter(number: int, *, state: str, text: str) -> Procurement:
        file = Procurement.enter(
            organisation_id=cast.ann.organisation_id,
            client_id=cast.ann.membership_id,
            year=2026,
            sequence=number,
            number=f"VM-2026-{number:03d}",
            title=f"Inkoop {number}",
            state=state,
            start_key=new_start_key(),
            started_at=AT,
            changed_at=AT,
            cpv=["77310000"],
            decided_on=date(2026, 4, 1) if state == "decided" else None,
        )
        RuleStanding(
            procurement=file, rule="regelK1", rule_code="K1", theme="climate", standing="explained"
        ).save()
        Explanation.enter(
            procurement=file,
            rule="regelK1",
            rule_code="K1",
            demand={"demand": "state_purpose"},
            reason="no_market",
            text=text,
            state="approved",
            review_on=date(2027, 5, 1),
            proposed_by_id=cast.leo.membership_id,
            proposed_at=AT,
            approver_id=cast.pia.membership_id,
            decided_on=AT.date(),
        )
        return file

    return enter


def test_the_council_reads_figures_and_settled_explanations_alone(
    browse: Callable[[str], Client], explained: Callable[..., Procurement]
) -> None:
    settled = explained(1, state="decided", text="Wij zochten overal en vonden niemand.")
    explained(2, state="draft", text="Hierover praten wij nog.")
    rik = browse("rik")
    register = rik.get(reverse("explanations:register", args=["veenmeer"])).content.decode()
    told_url = reverse("explanations:told", args=["veenmeer"])
    assert told_url in register
    for closed in ("held", "list", "patterns", "reviews", "samples"):
        address = reverse(f"explanations:{closed}", args=["veenmeer"])
        assert f'href="{address}"' not in register
        assert f'href="{address}?' not in register
        assert rik.get(address).status_code == 403
    told = rik.get(told_url).content.decode()
    assert "Wij zochten overal en vonden niemand." in told
    assert "Hierover praten wij nog." not in told
    assert reverse("procurement:detail", args=["veenmeer", settled.public_id]) not in told
    main = told[told.index("<main") :]
    assert not [name for name in ("Leo", "Pia", "Ann") if name in main]


def test_the_lists_of_files_stay_closed_below_the_doors_too(
    cast: Any, explained: Callable[..., Procurement]
) -> None:
    explained(1, state="decided", text="Niemand bood dit aan.")
    today = date(2026, 11, 22)
    wanted = queries.RegisterFilter()
    assert [one.text for _, one in queries.told_in_register(cast.rik, wanted, today)] == [
        "Niemand bood dit aan."
    ]
    assert queries.listed_standings(cast.rik, wanted, today) == []
    assert len(queries.listed_standings(cast.pia, wanted, today)) == 1
    for outside in (cast.ada, cast.eve):
        assert queries.told_in_register(outside, wanted, today) == []


def test_the_home_of_the_council_leads_only_to_open_doors(
    browse: Callable[[str], Client], explained: Callable[..., Procurement], cast: Any
) -> None:
    from meerwaarde.stages.policy.actions import GoalValues, record_goal

    explained(1, state="decided", text="Niemand bood dit aan.")
    goal = record_goal(
        actor=cast.pia,
        at=AT,
        goal=GoalValues(
            wording="Wij kopen sociaal in.",
            source_type="coalition_agreement",
            document="Coalitieakkoord 2026-2030",
            page="12",
            since_year=2026,
            until_year=2030,
            theme="social_return",
        ),
    )
    rik = browse("rik")
    home = rik.get("/veenmeer/").content.decode()
    assert "Doelen van het bestuur, en wat eraan hangt" in home
    assert goal.wording in home
    addresses = {one.replace("&amp;", "&") for one in re.findall(r'href="(/veenmeer/[^"#]*)', home)}
    assert len(addresses) > 8
    closed = {one: rik.get(one).status_code for one in addresses}
    assert {one: status for one, status in closed.items() if status != 200} == {}


def test_the_council_counts_the_procurements_under_a_goal_without_opening_them(
    cast: Any, explained: Callable[..., Procurement]
) -> None:
    from meerwaarde.stages.policy.actions import GoalValues, record_goal
    from meerwaarde.stages.policy.queries import procurements_per_goal

    goal = record_goal(
        actor=cast.pia,
        at=AT,
        goal=GoalValues(
            wording="Wij kopen sociaal in.",
            source_type="coalition_agreement",
            document="Coalitieakkoord 2026-2030",
            page="12",
            since_year=2026,
            until_year=2030,
            theme="social_return",
        ),
    )
    explained(1, state="decided", text="Niemand bood dit aan.").goals.add(goal.pk)
    for reader in (cast.rik, cast.pia):
        assert procurements_per_goal(reader, [goal.public_id]) == {goal.public_id: 1}
    assert procurements_per_goal(cast.eve, [goal.public_id]) == {goal.public_id: 0}
    assert list(queries.visible_to(cast.rik)) == []
