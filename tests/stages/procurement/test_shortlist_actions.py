"""Choosing whom to ask: allowed beside refused, two people at once, and the search kept as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.models import Invitee, Procurement, ShortlistSearch

TODAY = date(2026, 11, 22)
LONG = date(2030, 1, 1)
Firm = Callable[..., Any]


def search(actor: Any, procurement: Procurement, *also: str) -> queries.Search:
    now = queries.advised(actor, procurement, queries.lots_of(procurement), TODAY)
    return queries.search_for(actor, procurement, now, TODAY, also=also)


def put(actor: Any, procurement: Procurement, supplier: Any, at: datetime) -> Invitee:
    found = search(actor, procurement, supplier.public_id).of(supplier.public_id)
    assert found is not None
    return actions.put_on_list(actor, procurement, found, at=at)


def advised(actor: Any, procurement: Procurement) -> queries.Advised:
    fresh = queries.procurement(actor, procurement.public_id)
    assert fresh is not None
    return queries.advised(actor, fresh, queries.lots_of(fresh), TODAY)


def test_social_enterprises_come_first_and_each_has_reasons(
    cast: Any, filled: Procurement, firm: Firm
) -> None:
    firm("Groot Groen")
    social = firm("De Groene Hand", social_until=LONG, themes=["social_return"])
    firm("Bakkerij Brood", cpv="15810000", offer="Brood en gebak")
    found = search(cast.ann, filled)
    assert [one.supplier.name for one in found.ranked][:2] == ["De Groene Hand", "Groot Groen"]
    assert "Bakkerij Brood" not in [one.supplier.name for one in found.ranked]
    first = found.ranked[0]
    assert {reason.code for reason in first.match.met} >= {"offer", "kind", "theme", "turn"}
    assert first.candidate.profile.times_asked == 0
    assert found.need.first[0] == "social"
    assert first.supplier == social


def test_a_credential_that_ended_yesterday_puts_nobody_first(
    cast: Any, filled: Procurement, firm: Firm
) -> None:
    firm("De Oude Hand", social_until=TODAY - timedelta(days=1))
    assert search(cast.ann, filled).ranked[0].candidate.profile.kinds == ()


def test_the_number_of_questions_to_the_database_does_not_grow(
    cast: Any, filled: Procurement, firm: Firm, at: datetime
) -> None:
    put(cast.ann, filled, firm("Eerste"), at)
    now = advised(cast.ann, filled)
    with CaptureQueriesContext(
        connection,
    ) as few:
        queries.search_for(cast.ann, filled, now, TODAY)
    for number in range(25):
        put(cast.ann, filled, firm(f"Firma {number}", social_until=LONG if number % 3 else None), at)
    with CaptureQueriesContext(connection) as many:
        queries.search_for(cast.ann, filled, now, TODAY)
    assert len(many) == len(few) <= 16


def test_putting_on_the_list_twice_changes_nothing_and_taking_off_can_be_undone(
    cast: Any, filled: Procurement, firm: Firm, at: datetime
) -> None:
    supplier = firm("De Groene Hand", social_until=LONG)
    first = put(cast.ann, filled, supplier, at)
    assert put(cast.bob, filled, supplier, at) == first
    assert (first.reason, first.newcomer, first.kinds) == ("rotation", True, ["social"])
    assert first.reason_text.startswith("De laatste tijd niet door ons gevraagd")
    actions.take(cast.ann, first, "leave_out", expected_version=first.version, at=at)
    assert queries.inviting_of(filled) is None
    assert put(cast.ann, filled, supplier, at).state == "considered"
    facts = list(Event.objects.filter(action__startswith="invitee.").values_list("action", flat=True))
    assert sorted(facts) == ["invitee.add", "invitee.leave_out", "invitee.put_back"]


def test_who_only_reads_changes_nothing_and_a_stranger_finds_nothing(
    cast: Any, filled: Procurement, firm: Firm, at: datetime
) -> None:
    supplier = firm("De Groene Hand")
    found = search(cast.ann, filled).of(supplier.public_id)
    assert found is not None
    with pytest.raises(NotYourRole):
        actions.put_on_list(cast.dirk, filled, found, at=at)
    invitee = actions.put_on_list(cast.ann, filled, found, at=at)
    assert queries.invitee(cast.dirk, filled.public_id, invitee.public_id) == invitee
    assert queries.invitee(cast.eve, filled.public_id, invitee.public_id) is None


def test_the_intake_follows_the_list_and_an_empty_list_leaves_what_was_typed(
    cast: Any, filled: Procurement, firm: Firm, at: datetime
) -> None:
    assert advised(cast.ann, filled).intake.invitees == 3  # type: ignore[union-attr]
    invitee = put(cast.ann, filled, firm("De Groene Hand", social_until=LONG), at)
    now = advised(cast.ann, filled).intake
    assert now is not None
    assert (now.invitees, now.social_enterprises_invited) == (1, 1)
    actions.take(cast.ann, invitee, "leave_out", expected_version=invitee.version, at=at)
    assert advised(cast.ann, filled).intake.invitees == 3  # type: ignore[union-attr]


def test_a_ground_on_the_list_counts_as_motivated(
    cast: Any, filled: Procurement, firm: Firm, at: datetime
) -> None:
    filled.change(motivated=["lots", "procedure"], motivations={})
    put(cast.ann, filled, firm("De Groene Hand"), at)
    assert not [f for f in advised(cast.ann, filled).advice.findings if f.rule == "R09"]  # type: ignore[union-attr]
    bare = put(cast.ann, filled, firm("Zonder Reden"), at)
    bare.change(reason="", reason_text="")
    assert [f for f in advised(cast.ann, filled).advice.findings if f.rule == "R09"]  # type: ignore[union-attr]


def test_asking_needs_a_ground_and_that_a_firm_is_near_is_none(
    cast: Any, filled: Procurement, firm: Firm, at: datetime
) -> None:
    invitee = put(cast.ann, filled, firm("De Groene Hand"), at)
    with pytest.raises(actions.NotOnList):
        actions.give_reason(
            cast.ann, invitee, expected_version=invitee.version, reason="offer", text="Lokaal bedrijf", at=at
        )
    invitee.change(reason="", reason_text="")
    with pytest.raises(actions.NotOnList):
        actions.ask(
            cast.ann, invitee, expected_version=invitee.version, search=search(cast.ann, filled), at=at
        )
    actions.give_reason(
        cast.ann,
        invitee,
        expected_version=invitee.version,
        reason="offer",
        text="Onderhoudt al tien jaar zulke parken.",
        at=at,
    )
    actions.ask(cast.ann, invitee, expected_version=invitee.version, search=search(cast.ann, filled), at=at)
    assert (invitee.state, invitee.invited_on) == ("invited", TODAY)


def test_the_first_that_is_asked_keeps_the_search_and_the_journal_holds_no_text(
    cast: Any, filled: Procurement, firm: Firm, at: datetime
) -> None:
    one, other = firm("De Groene Hand", social_until=LONG), firm("Groot Groen")
    for supplier in (one, other):
        invitee = put(cast.ann, filled, supplier, at)
        found = search(cast.ann, filled)
        actions.ask(cast.ann, invitee, expected_version=invitee.version, search=found, at=at)
    kept = ShortlistSearch.objects.get()
    assert [row["supplier"] for row in kept.found] == [one.public_id, other.public_id]
    assert kept.asked["cpv"] == ["77310000"]
    body = Event.objects.get(action="shortlist.search").body
    assert filled.title not in body
    assert one.public_id in body


def test_the_table_of_steps_has_the_last_word(
    cast: Any, filled: Procurement, firm: Firm, at: datetime
) -> None:
    invitee = put(cast.ann, filled, firm("De Groene Hand"), at)
    with pytest.raises(StepRefused):
        actions.take(cast.ann, invitee, "choose", expected_version=invitee.version, at=at)
    actions.ask(cast.ann, invitee, expected_version=invitee.version, search=search(cast.ann, filled), at=at)
    actions.take(
        cast.bob,
        invitee,
        "quote",
        expected_version=invitee.version,
        at=at,
        values={"quote_cents": 5_900_000, "answer": ""},
    )
    assert (invitee.quote_cents, invitee.answered_on) == (5_900_000, TODAY)
    actions.take(cast.bob, invitee, "choose", expected_version=invitee.version, at=at)
    assert advised(cast.ann, filled).inviting.awarded_to == ()  # type: ignore[union-attr]
    other = put(cast.ann, filled, firm("Groot Groen"), at)
    actions.ask(cast.ann, other, expected_version=other.version, search=search(cast.ann, filled), at=at)
    with pytest.raises(actions.NotOnList):
        actions.take(cast.bob, other, "choose", expected_version=other.version, at=at)


def test_of_two_people_at_once_the_second_is_told(
    cast: Any, filled: Procurement, firm: Firm, at: datetime
) -> None:
    invitee = put(cast.ann, filled, firm("De Groene Hand"), at)
    same = queries.invitee(cast.bob, filled.public_id, invitee.public_id)
    assert same is not None
    actions.give_reason(
        cast.ann, invitee, expected_version=invitee.version, reason="offer", text="Doet precies dit.", at=at
    )
    with pytest.raises(Changed):
        actions.give_reason(
            cast.bob, same, expected_version=same.version, reason="performed", text="Deed het goed.", at=at
        )
    assert Invitee.objects.get().reason_text == "Doet precies dit."


def test_in_an_announced_procedure_nobody_is_put_on_the_list(
    cast: Any, filled: Procurement, firm: Firm, at: datetime
) -> None:
    supplier = firm("De Groene Hand")
    filled.change(particulars={**filled.particulars, "procedure_chosen": "national"})
    with pytest.raises(actions.NotOnList):
        put(cast.ann, filled, supplier, at)


def test_a_lighter_choice_above_the_threshold_opens_no_way_to_asking(
    cast: Any, filled: Procurement, firm: Firm, at: datetime
) -> None:
    invitee = put(cast.ann, filled, firm("De Groene Hand", social_until=LONG), at)
    assert search(cast.ann, filled).need.first
    filled.change(
        particulars={**filled.particulars, "procedure_chosen": "multiple"},
        value_cents=30_000_000,
        estimate_cents=30_000_000,
    )
    assert search(cast.ann, filled).need.first == ()
    with pytest.raises(actions.NotOnList):
        actions.ask(
            cast.ann,
            invitee,
            expected_version=invitee.version,
            search=search(cast.ann, filled),
            at=at,
        )
    assert Invitee.objects.get().invited_on is None


def test_who_was_asked_elsewhere_is_no_newcomer_here(
    cast: Any, filled: Procurement, begun: Procurement, firm: Firm, at: datetime
) -> None:
    supplier = firm("De Groene Hand")
    earlier = actions.start(cast.ann, title="Ander park", start_key=queries.new_start_key(), at=at)
    Invitee.enter(
        procurement=earlier,
        supplier=supplier,
        state="declined",
        invited_on=TODAY - timedelta(days=100),
        added_at=at,
    )
    asked = queries.times_asked(cast.ann, TODAY)
    assert asked[supplier.public_id].times == 1
    assert asked[supplier.public_id].last == TODAY - timedelta(days=100)
    assert queries.times_asked(cast.eve, TODAY) == {}
    assert put(cast.ann, filled, supplier, at).newcomer is False
    Invitee.objects.update(invited_on=TODAY - timedelta(days=800))
    assert queries.times_asked(cast.ann, TODAY) == {}


def test_the_place_of_delivery_is_that_of_the_authority_until_somebody_says_otherwise(
    cast: Any, filled: Procurement, at: datetime
) -> None:
    Organisation.objects.filter(pk=cast.ann.organisation_id).update(own_regions=["GM0014"])
    assert queries.delivery_regions(cast.ann, filled) == ("GM0014",)
    actions.say_where(cast.ann, filled, expected_version=filled.version, regions=["NL13"], at=at)
    assert queries.delivery_regions(cast.ann, filled) == ("NL13",)
    actions.say_where(cast.ann, filled, expected_version=filled.version, regions=None, at=at)
    assert queries.delivery_regions(cast.ann, filled) == ("GM0014",)


def test_who_left_the_directory_is_not_asked(
    cast: Any, filled: Procurement, firm: Firm, at: datetime
) -> None:
    supplier = firm("De Groene Hand", social_until=LONG)
    invitee = put(cast.ann, filled, supplier, at)
    supplier.change(archived_at=at)
    found = search(cast.ann, filled, supplier.public_id)
    with pytest.raises(actions.NotOnList):
        actions.ask(cast.ann, invitee, expected_version=invitee.version, search=found, at=at)
    invitee.refresh_from_db()
    assert (invitee.state, invitee.invited_on) == ("considered", None)


def test_whether_another_was_chosen_is_looked_at_while_the_authority_is_held(
    cast: Any, filled: Procurement, firm: Firm, at: datetime
) -> None:
    """Otherwise two colleagues who choose at the same moment both find that nobody was chosen yet."""
    invitee = put(cast.ann, filled, firm("De Groene Hand"), at)
    invitee.change(state="quoted")
    with CaptureQueriesContext(connection) as asked:
        actions.take(cast.ann, invitee, "choose", expected_version=invitee.version, at=at)
    statements = [one["sql"] for one in asked]
    looked = next(place for place, sql in enumerate(statements) if "'chosen'" in sql and "SELECT" in sql)
    begun = next(place for place, sql in enumerate(statements) if sql.startswith("SAVEPOINT"))
    held = next(
        place
        for place, sql in enumerate(statements)
        if place > begun and 'FROM "organisations_organisation"' in sql
    )
    assert begun < held < looked
