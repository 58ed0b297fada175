"""From a notice to a procurement: what it says is filled in and marked, what it leaves open is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meerwaarde.exchange.notice import Amount, AwardCriterion, Cpv, Lot, Notice, Signal, Social
from meerwaarde.stages.market import actions as market
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.models import Procurement, new_start_key

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parents[2] / "exchange" / "samples"
RESERVED = (SAMPLES / "eforms_reserved_contract_notice.xml").read_bytes()
Browse = Callable[[str], Client]


def notice(**known: Any) -> Notice:
    return Notice(source="ted", id="1-2026", title="Groen", **known)


def test_what_the_notice_does_not_say_stays_unknown() -> None:
    filled = queries.filled_from(notice(contract="services", cpv=Cpv("77310000")))
    assert filled.part == {"contract": "services", "cpv": ["77310000"]}
    assert filled.lots is None
    assert set(filled.names) == {"title", "contract", "cpv"}


def test_another_currency_or_nil_is_no_estimate() -> None:
    for amount, expected in (
        (Amount("1000", "USD"), None),
        (Amount("0", "EUR"), None),
        (Amount("1000.5", "EUR"), "1000.50"),
        (Amount("1000", None), "1000.00"),
    ):
        assert queries.filled_from(notice(estimate=amount)).part.get("estimate") == expected


def test_reserved_lots_say_which_article() -> None:
    def part(*codes: str) -> dict[str, Any]:
        lots = tuple(Lot(id=str(n), reserved=code) for n, code in enumerate(codes))  # type: ignore[arg-type]
        return queries.filled_from(notice(lots=lots)).part

    assert part("res-ws") == {"reserved": "2.82", "reserved_in_notice": True}
    assert part("none", "res-pub-ser")["reserved"] == "2.82a"
    assert "reserved" not in part("res-ws", "res-pub-ser")
    assert "reserved" not in part("unknown")


def test_social_services_are_known_by_their_light_regime() -> None:
    social = Social("likely", 0.1, (Signal("subtype", "light_regime", "20"),))
    assert (
        queries.filled_from(notice(contract="services", social=social)).part["contract"] == "social_services"
    )


def test_weights_count_only_when_every_lot_has_the_same_percentages() -> None:
    def lot(number: str, quality: str | None) -> Lot:
        return Lot(
            id=number,
            award_criteria=(
                AwardCriterion("quality", "Plan", quality, "percentage"),
                AwardCriterion("price", "Prijs", "40", "percentage"),
            ),
        )

    same = queries.filled_from(notice(lots=(lot("1", "60"), lot("2", "60")))).part
    assert (same["award"], same["weights"]) == ("quality", {"price": "40", "quality": "60"})
    assert "weights" not in queries.filled_from(notice(lots=(lot("1", "60"), lot("2", "50")))).part
    assert "weights" not in queries.filled_from(notice(lots=(lot("1", None),))).part


def test_a_started_procurement_holds_the_notice_and_marks_its_fields(
    cast: Any, framework: Any, at: datetime
) -> None:
    ((stored, _new),) = market.import_notice(cast.bob, document=RESERVED, file_name="a.xml", at=at).notices
    started = actions.start(cast.bob, title="Ons groen", notice=stored, start_key=new_start_key(), at=at)
    assert started.notice == stored
    assert started.contract == "services"
    assert started.particulars["reserved"] == "2.82"
    assert started.value_cents == 250_000_50
    assert [lot.estimate_cents for lot in queries.lots_of(started)] == [180_000_50, 70_000_00]
    assert {"contract", "estimate", "lots", "reserved"} <= set(started.from_notice)
    assert "title" not in started.from_notice
    actions.save_scope(
        cast.bob,
        started,
        expected_version=started.version,
        part={"contract": "services", "cpv": started.cpv, "estimate": "260000"},
        start_on=None,
        divided=True,
        lots=[
            actions.LotGiven(code=lot.code, name=lot.name, estimate_cents=lot.estimate_cents, cpv=lot.cpv)
            for lot in queries.lots_of(started)
        ],
        at=at,
    )
    assert "estimate" not in started.from_notice
    assert {"contract", "lots"} <= set(started.from_notice)


def test_in_the_browser_from_file_to_marked_fields(browse: Browse, cast: Any, framework: Any) -> None:
    client, here = browse("ann"), reverse("procurement:start", args=["veenmeer"])
    file = SimpleUploadedFile("a.xml", RESERVED)
    taken = client.post(here, {"notice-upload": "1", "notice-file": file})
    assert taken.status_code == 302
    page = client.get(taken["Location"]).context["page"]
    assert page.notice
    form = page.form
    sent = {field.html_name: field.value() or "" for field in form}
    assert sent["title"] == "Onderhoud openbaar groen"
    begun = client.post(here, sent)
    assert begun.status_code == 302
    procurement = Procurement.objects.get()
    scope = client.get(reverse("procurement:scope", args=["veenmeer", procurement.public_id]))
    text = scope.content.decode()
    assert "Uit de aankondiging" in text
    assert scope.context["page"].panel.route
    thread = scope.context["page"].thread
    assert any("aankondigingen" in node.url for node in thread)
    there = client.get(reverse("market:notice", args=["veenmeer", procurement.notice.public_id]))
    assert procurement.number in there.content.decode()


def test_a_refused_file_keeps_the_start_form(browse: Browse, cast: Any) -> None:
    here = reverse("procurement:start", args=["veenmeer"])
    file = SimpleUploadedFile("../../x", b"\x00\x00")
    answer = browse("ann").post(here, {"notice-upload": "1", "notice-file": file})
    assert answer.status_code == 422
    assert ".." not in answer.context["page"].upload.errors["file"][0]


def test_a_record_survives_its_storage(cast: Any, at: datetime) -> None:
    ((stored, _new),) = market.import_notice(cast.bob, document=RESERVED, file_name="a.xml", at=at).notices
    stored.refresh_from_db()
    assert msgspec.json.decode(msgspec.json.encode(queries.read_record(stored))) == stored.record
