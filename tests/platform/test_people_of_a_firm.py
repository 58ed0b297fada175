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
