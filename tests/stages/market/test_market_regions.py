"""A region: who invites, who decides, who sees whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor, actor_of
from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.queries import events_of
from meerwaarde.platform.layout import slots
from meerwaarde.platform.organisations.models import Membership, Organisation, Person
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market import actions as market
from meerwaarde.stages.market.actions import regions as actions
from meerwaarde.stages.market.queries import regions as queries

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def somebody(name: str, organisation: Organisation, role: str) -> Actor:
    person = Person.objects.create_user(f"{name}@{organisation.slug}.example", None, name=name.title())
    return actor_of(
        Membership.objects.create(person=person, organisation=organisation, role=role, since=date(2026, 1, 1))
    )


@pytest.fixture
def rita(cast: Any) -> Actor:
    """The coordinator of a region."""
    region = Organisation.objects.create(
        slug="noorderwaard", name="Regio Noorderwaard", authority_type="cooperation"
    )
    return somebody("rita", region, "regional_coordinator")


@pytest.fixture
def nora(cast: Any) -> Actor:
    """A policy adviser of Duinrade."""
    return somebody("nora", Organisation.objects.get(slug="duinrade"), "policy_adviser")


def invite(rita: Actor, slug: str) -> queries.RegionMember:
    return actions.invite_member(actor=rita, member=Organisation.objects.get(slug=slug), at=NOW)


def join(actor: Actor, member: queries.RegionMember) -> queries.RegionMember:
    actions.answer_invitation(actor=actor, taking_part=member, verb="join", at=NOW)
    return member


def firm(actor: Any) -> Any:
    return market.add_supplier(
        actor=actor, at=NOW, values=market.SupplierValues(name="Groenwerk Noord", kvk="12345678")
    )


def test_an_authority_decides_itself_whether_it_takes_part(cast: Any, rita: Actor, nora: Actor) -> None:
    asked = invite(rita, "veenmeer")
    with pytest.raises(Http404):
        actions.answer_invitation(actor=rita, taking_part=asked, verb="join", at=NOW)
    with pytest.raises(Http404):
        actions.answer_invitation(actor=nora, taking_part=asked, verb="join", at=NOW)
    with pytest.raises(StepRefused):
        actions.answer_invitation(actor=cast.bob, taking_part=asked, verb="join", at=NOW)
    join(cast.pia, asked)
    asked.refresh_from_db()
    assert (asked.state, asked.joined_at) == ("joined", NOW)
    verbs = [event.action for event in events_of(cast.pia.organisation_id)]
    assert "regionmember.join" in verbs


def test_only_a_cooperation_invites_and_nobody_twice(cast: Any, rita: Actor) -> None:
    with pytest.raises(Http404):
        invite(cast.pia, "duinrade")
    with pytest.raises(NotYourRole):
        invite(cast.bob, "duinrade")
    invite(rita, "veenmeer")
    with pytest.raises(Refused, match="asked already"):
        invite(rita, "veenmeer")


def test_who_declined_may_be_asked_again(cast: Any, rita: Actor) -> None:
    asked = invite(rita, "veenmeer")
    actions.answer_invitation(actor=cast.pia, taking_part=asked, verb="decline", at=NOW)
    assert invite(rita, "veenmeer").state == "invited"


def test_members_see_each_other_and_others_see_nothing(cast: Any, rita: Actor, nora: Actor) -> None:
    ours, theirs = invite(rita, "veenmeer"), invite(rita, "duinrade")
    assert [one.member.slug for one in queries.regions_visible_to(cast.pia)] == ["veenmeer"]
    join(cast.pia, ours)
    assert queries.peers(cast.pia) == {}
    join(nora, theirs)
    assert [one.slug for one in queries.peers(cast.pia).values()] == ["duinrade"]
    shared = queries.shared_region(cast.pia, nora.organisation_id)
    assert shared is not None
    assert shared.slug == "noorderwaard"
    actions.answer_invitation(actor=nora, taking_part=theirs, verb="leave", at=NOW)
    assert queries.peers(cast.pia) == {}
    assert queries.region_ids(nora) == []


def test_who_coordinates_sees_on_the_start_page_what_the_region_brought_together(
    cast: Any, rita: Actor, nora: Actor
) -> None:
    join(nora, invite(rita, "duinrade"))
    invite(rita, "veenmeer")
    found = queries.region_in_figures(rita)
    assert (found.members, found.invited, found.with_ambassador, found.shown) == (1, 1, 0, 0)
    assert [one.value for one in slots.key_figures.collect(rita)][:3] == ["1", "0", "0"]
    assert queries.region_in_figures(nora).members == 0


def test_an_ambassador_is_a_colleague_and_named_once(cast: Any, rita: Actor, nora: Actor) -> None:
    ours = join(cast.pia, invite(rita, "veenmeer"))
    bob = Membership.objects.get(pk=cast.bob.membership_id)
    with pytest.raises(Http404):
        actions.name_ambassador(actor=nora, taking_part=ours, membership=bob, about="", at=NOW)
    actions.name_ambassador(actor=cast.pia, taking_part=ours, membership=bob, about="Groen", at=NOW)
    with pytest.raises(Refused, match="already"):
        actions.name_ambassador(actor=cast.pia, taking_part=ours, membership=bob, about="", at=NOW)
    (named,) = queries.ambassadors_of([ours])[ours.pk]
    assert (named.membership.person.name, named.about) == ("Bob", "Groen")
    Membership.objects.filter(pk=bob.pk).update(ended_on=date(2026, 11, 21))
    assert queries.ambassadors_of([ours]) == {}


def test_who_leaves_takes_its_ambassadors_and_firms_along(cast: Any, rita: Actor) -> None:
    ours = join(cast.pia, invite(rita, "veenmeer"))
    bob = Membership.objects.get(pk=cast.bob.membership_id)
    actions.name_ambassador(actor=cast.pia, taking_part=ours, membership=bob, about="", at=NOW)
    region = ours.region
    actions.show_firm(actor=cast.bob, region=region, supplier=firm(cast.bob), why="Groen gewerkt.", at=NOW)
    assert len(queries.picks_of([region.pk])) == 1
    actions.answer_invitation(actor=cast.pia, taking_part=ours, verb="leave", at=NOW)
    assert queries.picks_of([region.pk]) == []
    assert queries.ambassadors_of([ours]) == {}


def test_a_firm_is_shown_with_a_reason_and_only_by_members(cast: Any, rita: Actor, nora: Actor) -> None:
    ours = join(cast.pia, invite(rita, "veenmeer"))
    supplier = firm(cast.bob)
    with pytest.raises(Http404):
        actions.show_firm(actor=nora, region=ours.region, supplier=supplier, why="Ken ik.", at=NOW)
    for nothing in ("", "   ", "x" * 301):
        with pytest.raises(Refused, match="Say why"):
            actions.show_firm(actor=cast.bob, region=ours.region, supplier=supplier, why=nothing, at=NOW)
    shown = actions.show_firm(
        actor=cast.bob, region=ours.region, supplier=supplier, why="Deed ons park.", at=NOW
    )
    with pytest.raises(Refused, match="already"):
        actions.show_firm(actor=cast.bob, region=ours.region, supplier=supplier, why="Nog eens.", at=NOW)
    assert queries.pick(nora, shown.public_id) is None
    actions.hide_firm(actor=cast.bob, shown=shown, at=NOW)
    assert queries.picks_of_supplier(cast.bob, supplier.public_id) == []


def test_the_page_tells_what_waits_and_what_to_do(
    cast: Any, rita: Actor, browse: Callable[[str], Client]
) -> None:
    pia = browse("pia")
    assert "nog niet mee in een regio" in pia.get("/veenmeer/markt/regio/").content.decode()
    asked = invite(rita, "veenmeer")
    assert "Regio Noorderwaard" in pia.get("/veenmeer/").content.decode()
    page = pia.get("/veenmeer/markt/regio/").content.decode()
    assert "Meedoen" in page
    answer = pia.post(f"/veenmeer/markt/regio/{asked.public_id}/stap/join/", follow=True)
    assert "Doet mee" in answer.content.decode()
    form = f"/veenmeer/markt/regio/{asked.public_id}/ambassadeur/"
    assert pia.post(form, {"colleague": ""}).status_code == 422
    named = pia.post(form, {"colleague": cast.bob.membership, "about": "Schoonmaak"}, follow=True)
    assert "Schoonmaak" in named.content.decode()
    supplier = firm(cast.bob)
    bob = browse("bob")
    shown = bob.post(
        f"/veenmeer/markt/leveranciers/{supplier.public_id}/regio/",
        {"region": asked.region.public_id, "why": "Onderhield ons park <b>goed</b>."},
        follow=True,
    )
    assert "&lt;b&gt;goed" in shown.content.decode()
    assert (
        "Onderhield ons park"
        in bob.get(f"/veenmeer/markt/leveranciers/{supplier.public_id}/").content.decode()
    )


def test_the_page_asks_equally_often_for_many_members(
    cast: Any, rita: Actor, browse: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    join(cast.pia, invite(rita, "veenmeer"))
    region = Organisation.objects.get(slug="noorderwaard")
    for number in range(30):
        town = Organisation.objects.create(slug=f"dorp-{number}", name=f"Dorp {number}")
        queries.RegionMember.objects.create(
            region=region, member=town, state="joined", invited_at=NOW, joined_at=NOW
        )
    client = browse("pia")
    client.get("/veenmeer/markt/regio/")
    with django_assert_max_num_queries(24):
        assert "Dorp 29" in client.get("/veenmeer/markt/regio/").content.decode()


def test_who_may_not_open_suppliers_reads_their_names(
    cast: Any, rita: Actor, browse: Callable[[str], Client]
) -> None:
    ours = join(cast.pia, invite(rita, "veenmeer"))
    supplier = firm(cast.bob)
    actions.show_firm(actor=cast.bob, region=ours.region, supplier=supplier, why="Goed werk.", at=NOW)
    page = browse("ada").get("/veenmeer/markt/regio/").content.decode()
    assert "Groenwerk Noord" in page
    assert supplier.public_id not in page
