"""The meetings of the demonstration: a past one with what came of it, a coming one with requests."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from meerwaarde.demo.cast import at_work
from meerwaarde.demo.meeting_acts import COMING, PAST, meeting_happenings
from meerwaarde.demo.people import AUTHORITIES, MARKET_PEOPLE, PEOPLE
from meerwaarde.demo.shape import on
from meerwaarde.platform.organisations.models import Membership, Organisation, Person
from meerwaarde.stages.market.queries import meetings as queries

COME = {"bas", "anneke", "soraya", "wieke", "eva", "lotte", "wessel", "noortje", "imane"}


@pytest.mark.django_db
def test_one_was_counted_and_one_waits_for_its_people() -> None:
    names = {one.slug: one.name for one in AUTHORITIES}
    for one in (*PEOPLE, *MARKET_PEOPLE):
        if one.local_part not in COME:
            continue
        kind = "authority" if one.authority in names else "supplier"
        at, _new = Organisation.objects.get_or_create(
            slug=one.authority, defaults={"name": names.get(one.authority, one.authority), "kind": kind}
        )
        person = Person.objects.create_user(one.email, None, name=one.name)
        Membership.objects.create(person=person, organisation=at, role=one.role, since=date(2023, 1, 1))
    for happening in sorted(meeting_happenings(), key=lambda one: one.at):
        happening.act()
    past = queries.public_meetings().get(title=PAST.title)
    figures = queries.figures_of(past)
    assert past.state == "closed"
    assert (figures.came, figures.met, figures.talked) == (8, 6, 5)
    assert (figures.asked, figures.answered) == (10, 8)
    assert figures.came_of_it["order"] == 2
    coming = queries.public_meetings().get(title=COMING.title)
    assert [one.title for one in queries.pitches_of(coming, "offered")] == ["Dit stadhuis is een magazijn"]
    wessel = at_work("wessel", on("2026-11-22 12:00"))
    (asked,) = queries.asked_of(wessel, on("2026-11-22 12:00"))
    assert asked.one.name == "Noortje Balkema"
    page = Client().get(f"/openbaar/bijeenkomsten/{coming.public_id}/").content.decode()
    assert "Van bank naar berm" in page
    assert "magazijn" not in page
    assert "video.noorderwaard" not in page
