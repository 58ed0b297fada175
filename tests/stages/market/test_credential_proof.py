"""The life of a recognition: claimed, looked up, refused with a reason, reminded of, and its history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from meerwaarde.platform.notify.models import Letter
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market import actions
from meerwaarde.stages.market.actions.reminding import remind_firms
from meerwaarde.stages.market.models import Credential, CredentialEvent, Supplier
from meerwaarde.stages.market.queries import proof_queue

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def own(market_cast: Any, new_supplier: Callable[..., Any]) -> Any:
    """The profile that Groenwerk keeps itself."""
    found = new_supplier(name="Groenwerk", kvk="90000017")
    firm = market_cast.vera.organisation_id
    found.change(firm_id=firm, organisation_id=firm)
    return Supplier.objects.get(pk=found.pk)


def claim(actor: Any, supplier: Any, at: datetime = NOW, **values: Any) -> Any:
    given = actions.CredentialValues(**{"code": "pso", "level": "30_plus", **values})
    return actions.add_credential(actor=actor, at=at, supplier=supplier, values=given)


def check(actor: Any, held: Any, at: datetime = NOW, **values: Any) -> None:
    given = {"evidence": "Register van PSO-Nederland", "seen_on": at.date(), **values}
    actions.verify_credential(actor=actor, at=at, credential=held, expected_version=held.version, **given)


def test_a_firm_claims_an_authority_checks_and_the_firm_hears_it(market_cast: Any, own: Any) -> None:
    held = claim(market_cast.vera, own)
    assert (held.state, held.claimed_at) == ("claimed", NOW)
    with pytest.raises(Exception, match=r"suppliers\.verify"):
        check(market_cast.vera, held)
    check(
        market_cast.pia, held, valid_until=date(2027, 6, 1), evidence_url="https://register.example/90000017"
    )
    events = list(CredentialEvent.objects.filter(credential=held))
    assert [one.what for one in events] == ["claimed", "verified"]
    assert events[1].source_url == "https://register.example/90000017"
    letters = Letter.objects.filter(purpose="credentials.standing")
    assert {one.person.name for one in letters} == {"Vera", "Sam"}
    assert all("Gemeente Veenmeer" in one.text and "1 juni 2027" in one.text for one in letters)


def test_a_refusal_needs_a_reason_which_the_firm_reads_and_can_answer(market_cast: Any, own: Any) -> None:
    held = claim(market_cast.vera, own)

    def refuse(reason: str) -> None:
        actions.refuse_credential(
            actor=market_cast.pia, at=NOW, credential=held, expected_version=held.version, reason=reason
        )

    with pytest.raises(actions.Refused) as refused:
        refuse("  ")
    assert "reason" in refused.value.problems
    refuse("Het KvK-nummer staat niet in het register.")
    own.refresh_from_db()
    assert (held.state, own.social_until) == ("refused", None)
    assert (
        "Het KvK-nummer staat niet in het register." in Letter.objects.filter(person__name="Vera").get().text
    )
    with pytest.raises(StepRefused):
        refuse("Nog eens.")
    values = actions.CredentialValues(code="pso", level="30_plus", number="PSO-77")
    later = NOW + timedelta(days=2)
    actions.change_credential(
        actor=market_cast.vera, at=later, credential=held, expected_version=held.version, values=values
    )
    assert (held.state, held.claimed_at) == ("claimed", later)


def test_a_firm_takes_back_its_own_claim_and_nobody_elses(
    market_cast: Any, own: Any, new_supplier: Any
) -> None:
    held = claim(market_cast.vera, own)
    actions.take_back_credential(actor=market_cast.sam, at=NOW, credential=held)
    assert held.state == "withdrawn"
    other = claim(market_cast.bob, new_supplier(name="Ander"))
    with pytest.raises(Http404):
        actions.take_back_credential(actor=market_cast.vera, at=NOW, credential=other)


def test_reminders_go_once_per_term_and_again_for_a_renewed_one(market_cast: Any, own: Any) -> None:
    held = claim(market_cast.vera, own)
    ends = TODAY + timedelta(days=60)
    check(market_cast.pia, held, valid_until=ends)

    def letters() -> int:
        return Letter.objects.filter(key__startswith="credentials.ends:").count()

    remind_firms(at=NOW - timedelta(days=1))
    assert letters() == 0
    remind_firms(at=NOW)
    remind_firms(at=NOW + timedelta(days=3))
    assert letters() == 2  # Vera and Sam
    remind_firms(at=NOW + timedelta(days=50))
    remind_firms(at=NOW + timedelta(days=58))
    assert letters() == 4
    remind_firms(at=NOW + timedelta(days=61))  # it ended yesterday: no letter comes too late
    assert letters() == 4
    check(market_cast.pia, held, at=NOW + timedelta(days=62), valid_until=ends + timedelta(days=90))
    remind_firms(at=NOW + timedelta(days=100))
    assert letters() == 6


def test_the_queue_stands_in_the_order_of_the_rules(market_cast: Any, own: Any, new_supplier: Any) -> None:
    cast = market_cast
    wanted = []
    for number, (left, doubt) in enumerate([(300, "gone"), (-3, ""), (5, ""), (40, "")]):
        held = claim(cast.bob, new_supplier(name=f"Firma {number}"))
        check(cast.pia, held, at=NOW - timedelta(days=30), valid_until=TODAY + timedelta(days=left))
        if doubt:
            held.change(doubt=doubt, doubted_on=TODAY)
        wanted.append(held.pk)
    long_claimed = claim(cast.vera, own, at=NOW - timedelta(days=20))
    claimed = claim(cast.vera, own, code="b_corp", level="")
    elsewhere = claim(cast.eve, new_supplier(by="eve", name="Elders"))
    far = claim(cast.bob, new_supplier(name="Ver"))
    check(cast.pia, far, valid_until=TODAY + timedelta(days=61))
    found = proof_queue.queue(cast.pia, TODAY).rows
    doubted, ended, soon, later = wanted
    order = [doubted, ended, soon, long_claimed.pk, claimed.pk, later]
    assert [one.held.pk for one in found] == order
    assert [one.due.rank for one in found] == sorted(one.due.rank for one in found)
    assert elsewhere.pk not in order
    counted = proof_queue.counted_queue(cast.pia, TODAY)
    assert counted == {"doubted": 1, "ended": 1, "ending": 2, "claimed": 2}
    assert [one.held.pk for one in proof_queue.queue(cast.pia, TODAY, about="ended").rows] == [ended]
    assert proof_queue.queue(cast.bob, TODAY).rows == ()


def test_what_was_renewed_asks_for_nothing_any_more(cast: Any, new_supplier: Any) -> None:
    supplier = new_supplier(name="Verlengd")
    earlier = claim(cast.bob, supplier)
    check(cast.pia, earlier, at=NOW - timedelta(days=300), valid_until=TODAY - timedelta(days=5))
    assert [one.held.pk for one in proof_queue.queue(cast.pia, TODAY).rows] == [earlier.pk]
    later = claim(cast.bob, supplier)
    check(cast.pia, later, valid_until=TODAY + timedelta(days=600))
    assert proof_queue.queue(cast.pia, TODAY).rows == ()


def test_a_check_without_a_last_day_is_sorted_as_the_rules_say(cast: Any, new_supplier: Any) -> None:
    """PSO is good for 24 months after a check: the database and the rules count the same days."""
    for back in range(0, 740, 37):
        held = claim(cast.bob, new_supplier(name=f"Firma {back}"))
        check(cast.pia, held, at=NOW - timedelta(days=back))
    rows = proof_queue.credentials_to_check(cast.pia, TODAY)
    kinds, terms = proof_queue.rules.credential_kinds(_law()), proof_queue.rules.recheck(_law())[0]
    due = {
        held.pk for held in Credential.objects.select_related("supplier", "verified_for")
        if proof_queue.queued(held, TODAY, kinds, terms) is not None
    }  # fmt: skip
    assert due
    assert set(rows.values_list("pk", flat=True)) == due


def _law() -> Any:
    from meerwaarde.rules.law import Law

    return Law.on(TODAY)


def test_pages_of_the_queue_follow_one_another_without_gap(cast: Any, new_supplier: Any) -> None:
    for number in range(60):
        claim(cast.bob, new_supplier(name=f"Firma {number}"), at=NOW - timedelta(days=number % 7))
    seen: list[int] = []
    after = ""
    while True:
        page = proof_queue.queue(cast.pia, TODAY, after=after)
        seen += [one.held.pk for one in page.rows]
        after = page.after
        if not after:
            break
    assert len(seen) == len(set(seen)) == 60
    assert proof_queue.queue(cast.pia, TODAY, after="koekoek").rows


def test_the_queue_asks_equally_often_for_one_and_for_many(
    browse: Callable[[str], Client], cast: Any, new_supplier: Any, django_assert_max_num_queries: Any
) -> None:
    pia = browse("pia")
    url = reverse("market:proof_queue", args=["veenmeer"])
    assert "Niets wacht op controle" in pia.get(url).content.decode()
    for number in range(30):
        claim(cast.bob, new_supplier(name=f"Firma {number}"))
    with django_assert_max_num_queries(22):
        page = pia.get(url).content.decode()
    assert page.count("Open het register van PSO-Nederland") == 25
    assert "na=" in page


def test_from_the_queue_one_checks_and_comes_back(
    browse: Callable[[str], Client], market_cast: Any, own: Any
) -> None:
    held = claim(market_cast.vera, own)
    pia = browse("pia")
    queue = reverse("market:proof_queue", args=["veenmeer"])
    verify = (
        reverse("market:credential_verify", args=["veenmeer", own.public_id, held.public_id])
        + "?uit=wachtrij"
    )
    form = pia.get(verify).content.decode()
    assert "https://www.pso-nederland.nl/" in form
    given = {
        "evidence": "Register",
        "seen_on": "22-11-2026",
        "valid_until": "",
        "note": "",
        "version": held.version,
    }
    answer = pia.post(verify, {**given, "evidence_url": "geen adres"})
    assert answer.status_code == 422
    answer = pia.post(verify, {**given, "evidence_url": "https://www.pso-nederland.nl/x"})
    assert (answer.status_code, answer["Location"]) == (302, queue)
    page = pia.get(reverse("market:supplier", args=["veenmeer", own.public_id])).content.decode()
    assert "Nagekeken en gecontroleerd" in page


def test_the_firm_sees_the_reason_on_its_own_page(
    browse: Callable[[str], Client], market_cast: Any, own: Any
) -> None:
    vera, pia = browse("vera"), browse("pia")
    new = reverse("market:own_credential_new", args=["groenwerk"])
    assert vera.post(new, {"which": "koekoek"}).status_code == 422
    assert vera.post(new, {"which": "pso:30_plus", "number": "PSO-12"}).status_code == 302
    held = own.credentials.get()
    refuse = reverse("market:credential_refuse", args=["veenmeer", own.public_id, held.public_id])
    assert pia.post(refuse, {"reason": "", "version": held.version}).status_code == 422
    assert pia.post(refuse, {"reason": "Nummer onbekend.", "version": held.version}).status_code == 302
    page = vera.get(reverse("market:own_credentials", args=["groenwerk"])).content.decode()
    assert "Nummer onbekend." in page
    assert "Gemeente Veenmeer" in page
    assert "Pia" not in page
