"""A firm arranges its own people with the pages of any organisation, and only its own roles."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from meerwaarde.platform.organisations.models import Membership


def given(role: str) -> dict[str, str]:
    return {"email": "nieuw@groenwerk.example", "name": "Nieuw", "role": role, "since": "22-11-2026"}


@pytest.mark.django_db
def test_an_owner_lets_a_colleague_in_and_out(market_cast: Any, browse: Any, mailoutbox: Any) -> None:
    vera = browse("vera")
    grant = reverse("access:grant", args=["groenwerk"])
    assert vera.post(grant, given("supplier_member")).status_code == 302
    assert [letter.to for letter in mailoutbox] == [["nieuw@groenwerk.example"]]
    page = vera.get(reverse("access:people", args=["groenwerk"])).content.decode()
    assert "nieuw@groenwerk.example" in page
    assert reverse("access:second_factor", args=["groenwerk"]) not in page
    added = Membership.objects.get(person__email="nieuw@groenwerk.example")
    assert vera.post(reverse("access:end", args=["groenwerk", added.public_id])).status_code == 302
    added.refresh_from_db()
    assert added.ended_on is not None


@pytest.mark.django_db
def test_a_firm_gives_no_role_of_an_authority_and_its_last_owner_stays(market_cast: Any, browse: Any) -> None:
    vera = browse("vera")
    grant = reverse("access:grant", args=["groenwerk"])
    assert vera.post(grant, given("administrator")).status_code == 422
    assert not Membership.objects.filter(person__email="nieuw@groenwerk.example").exists()
    own = Membership.objects.get(role="supplier_owner")
    vera.post(reverse("access:end", args=["groenwerk", own.public_id]))
    own.refresh_from_db()
    assert own.ended_on is None
    assert browse("sam").get(grant).status_code == 403


def invite_bob(vera: Any) -> Membership:
    """The owner of a firm types the address of somebody of an authority, and a name of its own making."""
    given_now = {**given("supplier_member"), "email": "Bob@veenmeer.example", "name": "Onze inkoper"}
    assert vera.post(reverse("access:grant", args=["groenwerk"]), given_now).status_code == 302
    return Membership.objects.filter(organisation__slug="groenwerk", invited_as="Onze inkoper").latest("pk")


@pytest.mark.django_db
def test_nobody_learns_the_name_behind_a_known_address_before_a_yes(
    market_cast: Any, browse: Any, mailoutbox: Any
) -> None:
    vera, people = browse("vera"), reverse("access:people", args=["groenwerk"])
    known = invite_bob(vera).person
    known.change(name="Robbert Geheim")
    unknown = vera.post(reverse("access:grant", args=["groenwerk"]), given("supplier_member"), follow=True)
    assert "Er is een uitnodiging onderweg" in unknown.content.decode(), "known or not sounds the same"
    page = vera.get(people).content.decode()
    assert page.count("Uitgenodigd; nog geen antwoord") == 2
    assert "Robbert Geheim" not in page
    assert len(mailoutbox) == 2
    assert "zeg ja of nee" in mailoutbox[0].body

    bob = browse("bob")
    assert bob.get("/groenwerk/").status_code == 404, "without a yes it opens nothing"
    asked = bob.get(reverse("access:start")).content.decode()
    assert "nodigt u uit" in asked
    asked_of_bob = Membership.objects.get(person=known, organisation__slug="groenwerk")
    answer = {"membership": asked_of_bob.public_id, "answer": "yes"}
    assert bob.post(reverse("access:answer_invitation"), answer).status_code == 302
    assert bob.get("/groenwerk/").status_code == 200
    assert "Robbert Geheim" in vera.get(people).content.decode()


@pytest.mark.django_db
def test_who_says_no_stays_unknown_and_can_be_asked_again(market_cast: Any, browse: Any) -> None:
    vera, bob = browse("vera"), browse("bob")
    invited = invite_bob(vera)
    invited.person.change(name="Robbert Geheim")
    said_no = {"membership": invited.public_id, "answer": "no"}
    page = bob.post(reverse("access:answer_invitation"), said_no, follow=True).content.decode()
    assert "hebben uw naam niet gezien" in page
    again = bob.post(reverse("access:answer_invitation"), {**said_no, "answer": "yes"}, follow=True)
    assert "staat niet meer open" in again.content.decode()
    assert bob.get("/groenwerk/").status_code == 404
    people = vera.get(reverse("access:people", args=["groenwerk"])).content.decode()
    assert "Robbert Geheim" not in people
    assert "Onze inkoper" in people
    assert invite_bob(vera).pk != invited.pk


@pytest.mark.django_db
def test_somebody_else_answers_no_invitation(market_cast: Any, browse: Any) -> None:
    invited = invite_bob(browse("vera"))
    browse("sam").post(
        reverse("access:answer_invitation"), {"membership": invited.public_id, "answer": "yes"}
    )
    invited.refresh_from_db()
    assert invited.invited_as == "Onze inkoper"
