"""Public notices belong to nobody: every authority reads them, none twice, and no file need stand behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from meerwaarde.exchange.notice import Buyer, Cpv, Identifier, Lot
from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.stages.market import actions, queries
from meerwaarde.stages.market.models import Notice

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SAID = NoticeRecord(
    source="tenderned",
    id="900001",
    procedure_id="500123",
    kind="contract_notice",
    published="2026-10-10",
    buyers=(Buyer("Gemeente  VEENMEER", (Identifier("kvk", "01234567"),)),),
    title="Bedrijfsmaatschappelijk werk",
    cpv=Cpv("85312300"),
    contract="services",
    procedure="open",
    deadline="2026-11-19T17:00:00",
    lots=(Lot(id="1", nuts=("NL111",)),),
)


def public(**changed: Any) -> Notice:
    known = {"source": "tenderned", "external_id": "900001", "imported_at": NOW, "changed_at": NOW}
    return Notice.enter(**{**known, **actions.columns_of(SAID), **changed})


def test_every_authority_reads_a_public_notice_and_its_page_needs_no_file(
    browse: Callable[[str], Client], cast: Any
) -> None:
    notice = public()
    for actor in (cast.bob, cast.eve):
        found = queries.notice(actor, notice.public_id)
        assert found is not None
        assert found.title == "Bedrijfsmaatschappelijk werk"
    page = browse("bob").get(reverse("market:notice", args=["veenmeer", notice.public_id]))
    assert page.status_code == 200
    assert not [one for one in page.context["page"].actions if "origineel" in one.url]
    original = browse("bob").get(reverse("market:original", args=["veenmeer", notice.public_id]))
    assert original.status_code == 404


def test_who_may_not_read_notices_does_not_read_public_ones_either(cast: Any) -> None:
    assert queries.notice(cast.rik, public().public_id) is None


def test_a_public_notice_stands_once_however_often_it_is_entered() -> None:
    public()
    with pytest.raises(IntegrityError), transaction.atomic():
        public()


def test_a_partner_that_gives_a_notice_anew_changes_it_and_nobody_elses() -> None:
    from meerwaarde.stages.market.actions.notices import import_public_notices

    def give(deadline: str, at: datetime) -> Notice:
        said = {"id": "17", "title": "Groen", "published": "2026-11-20", "deadline": deadline}
        head = {"format": "meerwaarde-notices", "version": 1, "platform": "voorbeeld"}
        document = json.dumps({**head, "notices": [said]}).encode()
        import_public_notices(document=document, file_name="partner.json", at=at)
        return Notice.objects.get(external_id="voorbeeld:17")

    first = give("2026-12-18T12:00:00", NOW)
    assert give("2026-12-18T12:00:00", NOW + timedelta(days=1)).version == first.version
    moved = give("2026-12-28T12:00:00", NOW + timedelta(days=2))
    assert (moved.version, moved.changed_at) == (2, NOW + timedelta(days=2))
    assert moved.closes_on is not None
    assert moved.closes_on.isoformat() == "2026-12-28"


def test_the_columns_say_what_lists_need() -> None:
    notice = public()
    notice.refresh_from_db()
    assert (notice.procedure_id, notice.cpv, notice.nuts) == ("500123", "85312300", "NL111")
    assert (notice.contract, notice.procedure) == ("services", "open")
    assert notice.buyer_key == "kvk:01234567"
    assert notice.closes_at == datetime(2026, 11, 19, 16, 0, tzinfo=UTC)  # 17:00 in Amsterdam, in winter
    assert notice.address == "https://www.tenderned.nl/aankondigingen/overzicht/900001"
    assert notice.latest
    assert (notice.corrected, notice.awarded, notice.withdrawn) == (False, False, False)
