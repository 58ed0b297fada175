"""People come in by invitation alone, roles begin and end, and somebody can always let the next one in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from meerwaarde.platform.access import actions
from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.queries import events_of
from meerwaarde.platform.organisations import queries
from meerwaarde.platform.organisations.models import Membership, Person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
COLLEAGUE = {"email": "Nieuw@Veenmeer.example", "name": "Noor Nieuw", "role": "buyer", "since": "22-11-2026"}


def test_a_new_colleague_is_invited_and_chooses_a_password(browse: Callable[[str], Client]) -> None:
    answer = browse("ada").post("/veenmeer/organisatie/collega/", COLLEAGUE, follow=True)
    assert "Noor Nieuw" in answer.content.decode()
    assert Person.objects.get(email="nieuw@veenmeer.example").has_usable_password() is False
    (letter,) = mail.outbox
    path = re.search(r"http://testserver(\S+)", letter.body)
    assert path is not None
    visitor = Client()
    page = visitor.get(path[1], follow=True)
    chosen = page.redirect_chain[-1][0]
    visitor.post(chosen, {"password1": "zeven-blauwe-fietsen", "password2": "zeven-blauwe-fietsen"})
    assert Client().login(email="nieuw@veenmeer.example", password="zeven-blauwe-fietsen")
    assert Person.objects.get(email="nieuw@veenmeer.example").has_usable_password()


def test_a_new_colleague_can_set_up_a_second_step(browse: Callable[[str], Client]) -> None:
    browse("ada").post("/veenmeer/organisatie/collega/", COLLEAGUE, follow=True)
    path = re.search(r"http://testserver(\S+)", mail.outbox[0].body)
    assert path is not None
    visitor, words = Client(), "zeven-blauwe-fietsen"
    chosen = visitor.get(path[1], follow=True).redirect_chain[-1][0]
    visitor.post(chosen, {"password1": words, "password2": words})
    visitor.post("/account/inloggen/", {"login": "nieuw@veenmeer.example", "password": words}, follow=True)
    confirm = visitor.get("/account/tweede-stap/totp/activate/", follow=True).redirect_chain[-1][0]
    page = visitor.post(confirm, {"password": words}, follow=True)
    assert "Geheime code" in page.content.decode()


def test_who_is_known_already_only_gets_the_role(browse: Callable[[str], Client], cast: Any) -> None:
    browse("ada").post(
        "/veenmeer/organisatie/collega/", {**COLLEAGUE, "email": "eve@duinrade.example", "name": "Anders"}
    )
    person = Person.objects.get(email="eve@duinrade.example")
    assert person.name == "Eve"
    assert queries.holds_role(person, cast.bob.organisation_id, "buyer")
    assert not mail.outbox


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"email": "geen adres"}, "E-mail"),
        ({"role": "koning"}, "rol"),
        ({"since": "31-02-2026"}, "bestaat niet"),
        ({"email": "bob@veenmeer.example"}, "heeft deze rol al"),
    ],
)
def test_a_mistake_keeps_what_was_typed_and_says_what_to_do(
    browse: Callable[[str], Client], change: dict[str, str], says: str
) -> None:
    answer = browse("ada").post("/veenmeer/organisatie/collega/", {**COLLEAGUE, **change})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Noor Nieuw" in text
    assert says.lower() in text.lower()
    assert not mail.outbox


def test_a_role_that_ended_opens_nothing_at_the_next_request(
    browse: Callable[[str], Client], cast: Any
) -> None:
    bob, ada = browse("bob"), browse("ada")
    assert bob.get("/veenmeer/inkopen/").status_code == 200
    ada.post(f"/veenmeer/organisatie/collega/{cast.bob.membership}/beeindigen/")
    assert bob.get("/veenmeer/inkopen/").status_code == 404
    assert Membership.objects.get(pk=cast.bob.membership_id).ended_on == timezone.localdate()


def test_the_last_administrator_stays(cast: Any) -> None:
    membership = Membership.objects.get(pk=cast.ada.membership_id)
    with pytest.raises(actions.Refused, match="Nobody else holds this role"):
        actions.end_role(actor=cast.ada, membership=membership, at=NOW)
    actions.grant_role(
        actor=cast.ada,
        email="bob@veenmeer.example",
        name="Bob",
        role="administrator",
        department=None,
        since=NOW.date(),
        at=NOW,
    )
    actions.end_role(actor=cast.ada, membership=membership, at=NOW)
    assert Membership.objects.get(pk=membership.pk).ended_on == NOW.date()


def test_a_role_that_ended_earlier_keeps_that_day_and_does_not_come_back(cast: Any) -> None:
    membership = Membership.objects.get(pk=cast.bob.membership_id)
    actions.end_role(actor=cast.ada, membership=membership, at=NOW)
    actions.end_role(actor=cast.ada, membership=membership, at=NOW + timedelta(days=3))
    assert membership.ended_on == NOW.date()
    with pytest.raises(actions.Refused, match="on the day itself"):
        actions.resume_role(actor=cast.ada, membership=membership, at=NOW + timedelta(days=3))
    assert [event.action for event in events_of(cast.ada.organisation_id)].count("role.end") == 1


def test_every_change_is_a_fact_without_names(browse: Callable[[str], Client], cast: Any) -> None:
    client = browse("ada")
    client.post("/veenmeer/organisatie/collega/", COLLEAGUE)
    client.post("/veenmeer/organisatie/afdeling/", {"name": "Groen en grijs"})
    client.post("/veenmeer/organisatie/tweede-stap/", {"since": "01-01-2030"})
    events = list(events_of(cast.ada.organisation_id))
    assert {e.action for e in events} >= {
        "person.add",
        "role.grant",
        "department.add",
        "authority.second_factor",
    }
    bodies = "".join(event.body for event in events)
    assert "Noor" not in bodies
    assert "nieuw@" not in bodies.lower()


def test_an_authority_opens_with_one_administrator(db: None) -> None:
    given = {
        "slug": "bovenveen",
        "name": "Gemeente Bovenveen",
        "authority_type": "municipality",
        "buyer": "decentral",
        "email": "beheer@bovenveen.example",
        "person_name": "Ada",
        "at": NOW,
    }
    authority, membership = actions.open_authority(**given)
    assert (membership.role, authority.second_factor_since) == ("administrator", date(2026, 11, 22))
    for wrong in ({}, {"slug": "account"}, {"slug": "Boven Veen"}, {"slug": "x", "buyer": "koning"}):
        with pytest.raises(actions.Refused):
            actions.open_authority(**{**given, **wrong})


def test_the_second_step_is_demanded_from_its_day(browse: Callable[[str], Client], cast: Any) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    actions.demand_second_factor(actor=cast.ada, since=tomorrow, at=NOW)
    assert browse("bob").get("/veenmeer/").status_code == 200
    actions.demand_second_factor(actor=cast.ada, since=timezone.localdate(), at=NOW)
    assert browse("bob").get("/veenmeer/").status_code == 302


def test_a_letter_that_cannot_be_sent_is_told_and_loses_nothing(
    browse: Callable[[str], Client], settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    answer = browse("ada").post("/veenmeer/organisatie/collega/", COLLEAGUE, follow=True)
    assert "kon niet worden verstuurd" in answer.content.decode()
    assert Membership.objects.filter(person__email="nieuw@veenmeer.example", role="buyer").exists()


def test_only_an_administrator_arranges_people_whatever_the_way_in(cast: Any) -> None:
    membership = Membership.objects.get(pk=cast.carla.membership_id)
    with pytest.raises(NotYourRole):
        actions.end_role(actor=cast.bob, membership=membership, at=NOW)
    with pytest.raises(NotYourRole):
        actions.add_department(actor=cast.bob, code="eigen", name="Eigen", at=NOW)
    with pytest.raises(NotYourRole):
        actions.demand_second_factor(actor=cast.bob, since=None, at=NOW)
    with pytest.raises(NotYourRole):
        actions.grant_role(
            actor=cast.bob,
            email="bob@veenmeer.example",
            name="Bob",
            role="administrator",
            department=None,
            since=date(2026, 11, 22),
            at=NOW,
        )
    actions.end_role(actor=cast.ada, membership=membership, at=NOW)
    membership.refresh_from_db()
    assert membership.ended_on == date(2026, 11, 22)
