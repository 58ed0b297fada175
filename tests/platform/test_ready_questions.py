"""Questions that every request asks answer as their querysets do, with other values at each asking."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meerwaarde.platform.access.sessions import SessionStore
from meerwaarde.platform.organisations.models import Membership, Organisation, Person
from meerwaarde.platform.organisations.queries import (
    memberships_entering,
    memberships_of,
    person_logged_in,
)
from meerwaarde.platform.organisations.ready import Ready

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


@pytest.fixture
def town() -> Organisation:
    return Organisation.enter(
        slug="terp", name="Gemeente Terp", own_regions=["NL131"], second_factor_since=DAY
    )


def person(name: str) -> Person:
    return Person.objects.create_user(f"{name}@terp.example", "een lang wachtwoord", name=name)


def columns_of(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_person_has_all_columns_as_the_queryset_gives_them() -> None:
    one, other = person("ann"), person("bob")
    other.last_login = timezone.now()
    other.save()
    for asked in (one, other):
        found = person_logged_in(asked.pk)
        assert found is not None
        assert columns_of(found) == columns_of(Person.objects.get(pk=asked.pk))
        assert found.get_session_auth_hash() == asked.get_session_auth_hash()
    assert person_logged_in(other.pk + 1) is None


def test_a_door_sees_the_roles_of_that_person_there_on_that_day_and_no_others(town: Organisation) -> None:
    ann, bob = person("ann"), person("bob")
    elsewhere = Organisation.enter(slug="wad", name="Gemeente Wad")
    closed = Organisation.enter(slug="dicht", name="Gemeente Dicht", active=False)
    firm = Organisation.enter(slug="firma", name="Firma", kind="supplier")
    dates = (
        ("client", DAY, None, None),
        ("buyer", DAY - timedelta(9), DAY, None),
        ("director", DAY - timedelta(9), DAY - timedelta(1), None),
        ("council", DAY + timedelta(1), None, None),
        ("policy_adviser", DAY - timedelta(9), None, DAY),
        ("alderman", DAY - timedelta(9), None, DAY + timedelta(1)),
    )
    for role, since, until, ended_on in dates:
        Membership.objects.create(
            person=ann, organisation=town, role=role, since=since, until=until, ended_on=ended_on
        )
    for where, who in ((elsewhere, ann), (closed, ann), (firm, ann), (town, bob)):
        Membership.objects.create(person=who, organisation=where, role="client", since=DAY)

    for moved in (-20, -9, -1, 0, 1, 2):
        for who in (ann, bob):
            for slug in ("terp", "wad", "dicht", "firma", "nergens"):
                day = DAY + timedelta(moved)
                plain = memberships_of(who, day).filter(organisation__slug=slug)
                found = memberships_entering(who, slug, day)
                assert [columns_of(one) for one in found] == [columns_of(one) for one in plain]
                assert [columns_of(one.organisation) for one in found] == [
                    columns_of(one.organisation) for one in plain
                ]
    assert {one.role for one in memberships_entering(ann, "terp", DAY)} == {"client", "buyer", "alderman"}


def test_a_door_needs_no_second_question_for_person_or_organisation(town: Organisation) -> None:
    ann = person("ann")
    Membership.objects.create(person=ann, organisation=town, role="client", since=DAY)
    with CaptureQueriesContext(connection) as asked:
        (membership,) = memberships_entering(ann, "terp", DAY)
        assert (membership.person, membership.organisation) == (ann, town)
    assert len(asked) == 1


def test_a_session_opens_with_its_own_key_until_it_expires() -> None:
    kept = SessionStore()
    kept["word"] = "terp"
    kept.create()
    opened = SessionStore(kept.session_key)
    assert opened["word"] == "terp"
    assert opened.session_key == kept.session_key

    unknown = SessionStore("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
    assert unknown.load() == {}
    assert unknown.session_key is None, "a key that somebody brought is never taken over"

    Session.objects.filter(session_key=kept.session_key).update(expire_date=timezone.now())
    expired = SessionStore(kept.session_key)
    assert expired.load() == {}
    assert expired.session_key is None


def test_a_session_that_somebody_else_wrote_holds_nothing() -> None:
    kept = SessionStore()
    kept["word"] = "terp"
    kept.create()
    Session.objects.filter(session_key=kept.session_key).update(session_data="eyJ3b3JkIjoidGVycCJ9:x:y")
    assert SessionStore(kept.session_key).load() == {}


def test_who_is_closed_or_changed_the_password_is_out_at_once(client: Client) -> None:
    ann = person("ann")
    client.force_login(ann)
    assert logged_in(client)
    Person.objects.filter(pk=ann.pk).update(is_active=False)
    assert not logged_in(client)
    Person.objects.filter(pk=ann.pk).update(is_active=True)
    assert logged_in(client)
    ann.set_password("een ander lang wachtwoord")
    ann.save()
    assert not logged_in(client)


def logged_in(client: Client) -> bool:
    answer = client.get("/account/wachtwoord/wijzigen/", follow=True)
    return bool(answer.context["user"].is_authenticated)


def test_values_that_cannot_be_told_apart_are_refused() -> None:
    question = Ready(
        lambda one, other: Person.objects.filter(name=one, email=other).values_list("pk"), one="a", other="a"
    )
    with pytest.raises(ValueError, match="tell these values apart"):
        question.rows(one="ann", other="bob")


def test_what_is_given_stays_a_value() -> None:
    question = Ready(lambda name: Person.objects.filter(name=name).values_list("pk"), name="an example")
    ann = person("ann")
    assert question.rows(name="ann") == [(ann.pk,)]
    assert question.rows(name="' OR 1=1 --") == []
    assert question.rows(name="%s") == []
