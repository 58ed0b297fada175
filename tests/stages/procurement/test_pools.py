"""Buying together: who sees whom, who decides, what each member checks, what begins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from meerwaarde.platform.access.actor import Actor, actor_of, installation_at
from meerwaarde.platform.organisations.models import Membership, Organisation, Person
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import regions
from meerwaarde.stages.procurement.actions import LineValues, add_line
from meerwaarde.stages.procurement.actions import pools as actions
from meerwaarde.stages.procurement.actions.pools import PartValues, PoolRefused
from meerwaarde.stages.procurement.queries import pools as queries

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def somebody(name: str, slug: str, role: str = "buyer") -> Actor:
    organisation, _ = Organisation.objects.get_or_create(
        slug=slug, defaults={"name": f"Gemeente {slug.title()}", "authority_type": "municipality"}
    )
    person = Person.objects.create_user(f"{name}@{slug}.example", "een lang wachtwoord", name=name.title())
    return actor_of(
        Membership.objects.create(person=person, organisation=organisation, role=role, since=date(2026, 1, 1))
    )


@pytest.fixture
def dora(cast: Any) -> Actor:
    """A buyer of Duinborg, in one region with Veenmeer."""
    dora = somebody("dora", "duinborg")
    region = Organisation.objects.create(
        slug="noorderwaard", name="Regio Noorderwaard", authority_type="cooperation"
    )
    for slug in ("veenmeer", "duinborg"):
        member = Organisation.objects.get(slug=slug)
        asked = regions.invite_member(actor=installation_at(region), member=member, at=NOW)
        asked.change(state="joined", joined_at=NOW)
    return dora


def expects(actor: Any, title: str = "Schoonmaak", cpv: str = "90911200", **more: Any) -> Any:
    values = {"year": 2027, "quarter": 2, "contract": "services", "value_high_cents": 120_000_00, **more}
    return add_line(actor, values=LineValues(title=title, cpv=(cpv,), **values), at=NOW)


@pytest.fixture
def pool(cast: Any, dora: Actor) -> Any:
    ours, theirs = expects(cast.bob), expects(dora, "Schoon kantoor", value_high_cents=100_000_00)
    return actions.propose_pool(
        actor=cast.bob, line=ours, peers=[theirs.public_id], description="Samen schoon.", at=NOW
    )


def part_of(actor: Any, pool: Any) -> Any:
    found = queries.own_part(actor, pool)
    assert found is not None
    return found


def test_members_of_a_region_see_who_expects_the_same(cast: Any, dora: Actor) -> None:
    expects(cast.bob)
    expects(dora, "Schoon kantoor")
    expects(dora, "Bloembollen", "03121100")
    (chance,) = queries.chances(cast.bob, TODAY)
    assert [peer.title for peer in chance.peers] == ["Schoon kantoor"]
    assert chance.peers[0].organisation == "Gemeente Duinborg"
    assert queries.chances(cast.eve, TODAY) == ()


def test_a_stranger_is_not_found_and_finds_nobody(cast: Any, dora: Actor) -> None:
    ours, theirs = expects(cast.bob), expects(cast.eve, "Schoonmaak elders")
    assert queries.chances(cast.bob, TODAY) == ()
    assert queries.peers_of(cast.bob, ours) == ()
    with pytest.raises(PoolRefused, match="choose"):
        actions.propose_pool(actor=cast.bob, line=ours, peers=[theirs.public_id], description="", at=NOW)
    with pytest.raises(Http404):
        actions.propose_pool(actor=cast.bob, line=theirs, peers=[], description="", at=NOW)


def test_a_double_click_proposes_once(cast: Any, dora: Actor, pool: Any) -> None:
    line = part_of(cast.bob, pool).line
    theirs = part_of(dora, pool).line
    again = actions.propose_pool(actor=cast.bob, line=line, peers=[theirs.public_id], description="", at=NOW)
    assert again.pk == pool.pk
    assert queries.chances(cast.bob, TODAY) == ()


def test_every_authority_decides_for_itself(cast: Any, dora: Actor, pool: Any) -> None:
    theirs = part_of(dora, pool)
    with pytest.raises(Http404):
        actions.answer(actor=cast.bob, part=theirs, verb="join", at=NOW)
    with pytest.raises(PoolRefused, match="Say why"):
        actions.answer(actor=dora, part=theirs, verb="decline", at=NOW)
    actions.answer(actor=dora, part=theirs, verb="decline", reason="Nog een contract.", at=NOW)
    actions.answer(actor=dora, part=theirs, verb="join", at=NOW)
    assert part_of(dora, pool).contact_id == dora.membership_id
    with pytest.raises(StepRefused):
        actions.answer(actor=dora, part=part_of(dora, pool), verb="join", at=NOW)


def test_shares_follow_the_values_and_the_law_follows_the_sum(cast: Any, dora: Actor, pool: Any) -> None:
    actions.answer(actor=dora, part=part_of(dora, pool), verb="join", at=NOW)
    members = queries.members_of_pool(pool)
    assert sorted(part.share for part in queries.parts(members)) == [Decimal("45.5"), Decimal("54.5")]
    whole = queries.whole(pool, members, TODAY)
    assert whole is not None
    assert (whole.total, whole.above, whole.alone_below) == (Decimal(220_000), True, 2)


def test_nothing_is_agreed_before_everybody_checked_its_own_policy(cast: Any, dora: Actor, pool: Any) -> None:
    with pytest.raises(PoolRefused, match="Nobody takes part"):
        actions.take_pool_step(actor=cast.bob, pool=pool, verb="agree", at=NOW)
    actions.answer(actor=dora, part=part_of(dora, pool), verb="join", at=NOW)
    found = actions.check_own_policy(actor=cast.bob, part=part_of(cast.bob, pool), at=NOW)
    assert found["route"] or found["asked"]
    with pytest.raises(PoolRefused, match="Duinborg"):
        actions.take_pool_step(actor=cast.bob, pool=pool, verb="agree", at=NOW)
    actions.check_own_policy(actor=dora, part=part_of(dora, pool), at=NOW)
    with pytest.raises(PoolRefused, match="leads"):
        actions.take_pool_step(actor=dora, pool=pool, verb="agree", at=NOW)
    actions.take_pool_step(actor=cast.bob, pool=pool, verb="agree", at=NOW)
    assert pool.state == "agreed"
    assert part_of(cast.bob, pool).own_check["total_cents"] == 220_000_00


def test_who_leads_hands_over_before_it_leaves(cast: Any, dora: Actor, pool: Any) -> None:
    theirs = part_of(dora, pool)
    with pytest.raises(PoolRefused, match="takes part"):
        actions.hand_over(actor=cast.bob, pool=pool, to=theirs, at=NOW)
    actions.answer(actor=dora, part=theirs, verb="join", at=NOW)
    with pytest.raises(PoolRefused, match="lead"):
        actions.answer(actor=cast.bob, part=part_of(cast.bob, pool), verb="leave", reason="Druk.", at=NOW)
    actions.hand_over(actor=cast.bob, pool=pool, to=part_of(dora, pool), at=NOW)
    actions.answer(actor=cast.bob, part=part_of(cast.bob, pool), verb="leave", reason="Druk.", at=NOW)
    assert [one.member.organisation.slug for one in queries.parts(queries.members_of_pool(pool))] == [
        "duinborg"
    ]


def test_the_procurement_begins_once_for_everybody_together(cast: Any, dora: Actor, pool: Any) -> None:
    actions.answer(actor=dora, part=part_of(dora, pool), verb="join", at=NOW)
    own = part_of(dora, pool)
    actions.change_part(
        actor=dora,
        part=own,
        values=PartValues(value_cents=95_000_00, needs="Ook de school."),
        expected_version=own.version,
        at=NOW,
    )
    for actor in (cast.bob, dora):
        actions.check_own_policy(actor=actor, part=part_of(actor, pool), at=NOW)
    actions.take_pool_step(actor=cast.bob, pool=pool, verb="agree", at=NOW)
    begun = actions.begin_pool(actor=cast.bob, pool=pool, at=NOW)
    begun.refresh_from_db()
    assert begun.particulars["joint_buyers"] == 2
    assert begun.estimate_cents == 215_000_00
    assert "Ook de school." in begun.need
    assert actions.begin_pool(actor=cast.bob, pool=pool, at=NOW).pk == begun.pk
    with pytest.raises(PoolRefused, match="begun"):
        actions.answer(actor=dora, part=part_of(dora, pool), verb="leave", reason="Toch niet.", at=NOW)


def test_the_pages_lead_from_a_plan_to_an_agreement(
    cast: Any, dora: Actor, browse: Callable[[str], Client]
) -> None:
    ours, theirs = expects(cast.bob), expects(dora, "Schoon <kantoor>")
    bob, other = browse("bob"), browse("dora")
    page = bob.get("/veenmeer/inkopen/kalender/samen/").content.decode()
    assert "Gemeente Duinborg" in page
    assert "Schoon &lt;kantoor&gt;" in page
    line = bob.get(f"/veenmeer/inkopen/kalender/{ours.public_id}/").content.decode()
    assert "verwacht hetzelfde" in line
    form = f"/veenmeer/inkopen/kalender/samen/voorstel/{ours.public_id}/"
    assert bob.post(form, {"description": "Zonder keuze"}).status_code == 422
    made = bob.post(form, {"peers": [theirs.public_id], "description": "Samen."})
    there = made.headers["Location"].replace("/veenmeer/", "/duinborg/")
    assert "vraagt of u dit samen inkoopt" in other.get("/duinborg/").content.decode()
    assert other.post(f"{there}niet-meedoen/", {"reason": ""}).status_code == 422
    joined = other.post(f"{there}meedoen/", follow=True).content.decode()
    assert "U doet mee" in joined
    version = queries.PoolMember.objects.get(organisation__slug="duinborg").version
    typed = {"version": version, "value": "95000", "needs": "Ook de school."}
    assert "Ook de school." in other.post(f"{there}eigen-deel/", typed, follow=True).content.decode()
    late = other.post(f"{there}eigen-deel/", {**typed, "needs": "Iets anders"})
    assert late.status_code == 409
    assert "Iets anders" in late.content.decode()
    for client, address in ((bob, made.headers["Location"]), (other, there)):
        assert (
            "alleen uw eigen organisatie"
            in client.post(f"{address}toets/", follow=True).content.decode().lower()
        )
    agreed = bob.post(f"{made.headers['Location']}stap/agree/", follow=True).content.decode()
    assert "Afgesproken" in agreed
    begun = bob.post(f"{made.headers['Location']}stap/begin/", follow=True)
    assert begun.status_code == 200
    assert "Gezamenlijke inkoop" in begun.content.decode()


def test_the_page_of_chances_asks_equally_often(
    cast: Any, dora: Actor, browse: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        expects(cast.bob, f"Schoonmaak {number}")
        expects(dora, f"Schoon {number}")
    bob = browse("bob")
    bob.get("/veenmeer/inkopen/kalender/samen/")
    with django_assert_max_num_queries(24):
        assert bob.get("/veenmeer/inkopen/kalender/samen/").status_code == 200
