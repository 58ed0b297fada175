"""Somebody who comes back to a file reads what colleagues changed meanwhile, from what to what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.test.signals import template_rendered
from django.urls import reverse
from django.utils import timezone

from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.models import LastLook, Procurement

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]


def page_of(client: Client, procurement: Procurement) -> str:
    where = reverse("procurement:detail", args=["veenmeer", procurement.public_id])
    return client.get(where).content.decode().replace("\xa0", " ")


def save_themes(actor: Any, procurement: Procurement, **themes: int) -> None:
    fresh = Procurement.objects.get(pk=procurement.pk)
    actions.save_ambition(
        actor, fresh, expected_version=fresh.version, themes=themes, why="Daarom", at=timezone.now()
    )


def test_the_first_visit_says_nothing_and_the_next_tells_what_changed(
    browse: Browse, filled: Procurement, cast: Any
) -> None:
    ann = browse("ann")
    assert "Gewijzigd sinds u hier was" not in page_of(ann, filled)
    fresh = Procurement.objects.get(pk=filled.pk)
    before = (fresh.themes or {}).get("climate", 0)
    save_themes(cast.bob, filled, climate=3)
    text = page_of(ann, filled)
    assert "Gewijzigd sinds u hier was" in text
    assert "Bob koos thema" in text
    assert f"Klimaat: {before or 'niet ingevuld'} → 3" in text
    assert "Waarom deze niveaus: gewijzigd" in text
    assert "Gewijzigd sinds u hier was" not in page_of(ann, filled)


def test_one_is_told_nothing_of_what_one_did_oneself(browse: Browse, filled: Procurement, cast: Any) -> None:
    ann = browse("ann")
    page_of(ann, filled)
    save_themes(cast.ann, filled, climate=3)
    assert "Gewijzigd sinds u hier was" not in page_of(ann, filled)


def test_what_a_colleague_does_while_the_page_is_made_is_told_the_next_time(
    browse: Browse, filled: Procurement, cast: Any
) -> None:
    ann = browse("ann")
    page_of(ann, filled)

    def meanwhile(**_given: Any) -> None:
        template_rendered.disconnect(meanwhile)
        save_themes(cast.bob, filled, climate=3)

    template_rendered.connect(meanwhile)
    assert "Bob koos thema" not in page_of(ann, filled)
    assert "Bob koos thema" in page_of(ann, filled)


def test_amounts_and_lots_are_told_from_what_to_what(browse: Browse, filled: Procurement, cast: Any) -> None:
    fresh = Procurement.objects.get(pk=filled.pk)
    lots = [actions.LotGiven(code="A", estimate_cents=100_00)]
    part = {"contract": "services", "cpv": None, "duration_months": 12, "estimate": "100", "valuation": None}
    given = {"start_on": None, "divided": True, "lots": lots}
    actions.save_scope(cast.bob, fresh, expected_version=fresh.version, part=part, at=timezone.now(), **given)
    page_of(browse("ann"), filled)
    lots = [actions.LotGiven(code="A", estimate_cents=90_00), actions.LotGiven(code="B")]
    part = {**part, "estimate": "250.50", "duration_months": 24}
    given["lots"] = lots
    actions.save_scope(cast.bob, fresh, expected_version=fresh.version, part=part, at=timezone.now(), **given)
    text = page_of(browse("ann"), filled)
    assert "€ 100 → € 250,50" in text
    assert "12 → 24" in text
    assert "Percelen: A (€ 100) → A (€ 90), B" in text


def test_who_only_reads_gets_no_link_to_a_form(browse: Browse, filled: Procurement, cast: Any) -> None:
    step = reverse("procurement:ambition", args=["veenmeer", filled.public_id])
    for name, linked in (("wim", False), ("leo", True)):
        client = browse(name)
        page_of(client, filled)
        save_themes(cast.bob, filled, climate=1 if linked else 2)
        text = page_of(client, filled)
        assert "Bob koos thema" in text
        told = text.split("Gewijzigd sinds u hier was")[1].split("</section>")[0]
        assert (step in told) is linked


def test_the_list_marks_what_changed_and_asks_as_often_for_many(
    browse: Browse, filled: Procurement, cast: Any, django_assert_num_queries: Any
) -> None:
    actor, all_files = cast.ann, [filled]
    assert queries.changed_since_looked(actor, all_files) == frozenset()
    ann, where = browse("ann"), reverse("procurement:list", args=["veenmeer"])
    page_of(ann, filled)
    assert "Gewijzigd sinds u keek" not in ann.get(where).content.decode()
    save_themes(cast.bob, filled, climate=3)
    assert "Gewijzigd sinds u keek" in ann.get(where).content.decode()
    assert "Gewijzigd sinds u keek" not in browse("bob").get(where).content.decode()
    with django_assert_num_queries(2):
        assert queries.changed_since_looked(actor, all_files * 40) == {filled.public_id}
    page_of(ann, filled)
    assert "Gewijzigd sinds u keek" not in ann.get(where).content.decode()


def test_looking_twice_keeps_one_row(filled: Procurement, cast: Any) -> None:
    for hour in (9, 10):
        actions.look(cast.ann, filled, at=datetime(2026, 11, 22, hour, tzinfo=UTC))
    assert LastLook.objects.get(procurement=filled).at.hour == 10
