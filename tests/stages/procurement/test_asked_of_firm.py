"""A firm reads why it was asked and what would help: only where it was asked."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.stages.market.models import ContactPoint, Supplier
from meerwaarde.stages.procurement.models import Invitee, Procurement

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def reason(code: str, said: str) -> dict[str, Any]:
    return {"code": code, "text": {"nl": said, "en": said}}


@pytest.mark.django_db
def test_only_where_it_was_asked_with_what_would_help(market_cast: Any, browse: Any) -> None:
    firm = Organisation.objects.get(slug="groenwerk")
    own = Supplier.enter(organisation=firm, firm=firm, name="Groenwerk", added_at=NOW, changed_at=NOW)
    match = {
        "met": [reason("offer", "Biedt groenonderhoud.")],
        "not_met": [reason("turn", "Geef ook een ander de beurt.")],
        "unknown": [reason("region", "Het werkgebied is niet bekend.")],
    }
    for number, (title, state, day) in enumerate(
        (("Bermen", "invited", date(2026, 11, 1)), ("Geheim plan", "considered", None)), start=1
    ):
        about = Procurement.enter(
            organisation_id=market_cast.bob.organisation_id,
            year=2026,
            sequence=number,
            number=f"VM-2026-000{number}",
            title=title,
            started_at=NOW,
            changed_at=NOW,
        )
        listed = {"state": state, "invited_on": day, "reason": "expertise", "match": match}
        Invitee.enter(procurement=about, supplier=own, added_at=NOW, reason_text="Alleen voor ons", **listed)
    sam, here = browse("sam"), reverse("profile:asked", args=["groenwerk"])
    page = sam.get(here).content.decode()
    assert "Bij 1 van uw 1 vragen was dit niet duidelijk." in page
    assert "om uitleg" not in page, "no quotation came in, and there is no desk"
    for said in ("Bermen", "Biedt groenonderhoud.", "Het werkgebied is niet bekend.", "Waar u levert"):
        assert said in page
    for kept in ("Geheim plan", "Alleen voor ons", "Geef ook een ander"):
        assert kept not in page
    ContactPoint.enter(
        organisation_id=market_cast.bob.organisation_id,
        name="Inkoop",
        answer_days=5,
        public=True,
        changed_at=NOW,
    )
    Invitee.objects.filter(state="invited").update(state="quoted")
    asked = re.search(r'href="([^"]*vragen-aan/veenmeer/[^"]*)"', sam.get(here).content.decode())
    assert asked is not None
    form = sam.get(html.unescape(asked[1])).content.decode()
    assert "Hoe is onze offerte beoordeeld: Bermen" in form


@pytest.mark.django_db
def test_who_was_never_asked_reads_what_weighs_most(market_cast: Any, browse: Any) -> None:
    firm = Organisation.objects.get(slug="groenwerk")
    Supplier.enter(organisation=firm, firm=firm, name="Groenwerk", added_at=NOW, changed_at=NOW)
    page = browse("sam").get(reverse("profile:asked", args=["groenwerk"])).content.decode()
    assert "Wat nu het meest helpt" in page
    assert "Nog geen overheid vroeg u bij een inkoop om een offerte" in page
