"""Starting, saving, stepping: what is allowed and what is refused share one set-up."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.lifecycle import PROCUREMENT, StepRefused
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.models import Procurement, new_start_key

pytestmark = pytest.mark.django_db
VERBS = {
    "submit": actions.submit,
    "withdraw": actions.withdraw,
    "reopen": actions.reopen,
    "advise": actions.complete_advice,
    "decide": actions.decide,
}


def events(procurement: Procurement) -> list[str]:
    return list(
        Event.objects.filter(object_kind="procurement", object_id=procurement.public_id)
        .order_by("sequence")
        .values_list("action", flat=True)
    )


def test_numbers_count_per_authority_and_year(cast: Any, at: datetime) -> None:
    def start(actor: Any, moment: datetime) -> str:
        return actions.start(actor, title="Iets", start_key=new_start_key(), at=moment).number

    assert start(cast.ann, at) == "VM-2026-001"
    assert start(cast.bob, at) == "VM-2026-002"
    assert start(cast.eve, at) == "DR-2026-001"
    assert start(cast.ann, datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == "VM-2027-001"  # new year here
    assert start(cast.ann, at.replace(year=2027)) == "VM-2027-002"


def test_starting_asks_for_the_role_whatever_the_way_in(cast: Any, at: datetime) -> None:
    for reader in (cast.rik, cast.wim):
        with pytest.raises(NotYourRole):
            actions.start(reader, title="Iets", start_key=new_start_key(), at=at)
    assert actions.start(cast.ann, title="Iets", start_key=new_start_key(), at=at).sequence == 1


def test_sending_the_start_form_twice_starts_one(cast: Any, at: datetime) -> None:
    key = new_start_key()
    first = actions.start(cast.ann, title="Eén", start_key=key, at=at)
    again = actions.start(cast.ann, title="Eén", start_key=key, at=at)
    assert again.pk == first.pk
    assert queries.visible_to(cast.ann).count() == 1
    assert events(first) == ["procurement.start"]


def test_a_stranger_sees_nothing(cast: Any, filled: Procurement) -> None:
    assert queries.procurement(cast.ann, filled.public_id) is not None
    assert queries.procurement(cast.eve, filled.public_id) is None
    assert queries.procurement(cast.rik, filled.public_id) is None
    assert queries.figures(cast.eve).running == 0


def test_only_what_changed_is_written_and_told(cast: Any, filled: Procurement, at: datetime) -> None:
    version, before = filled.version, len(events(filled))
    save = {"themes": {"social_return": 2, "circular": 1}, "why": "Groenwerk biedt banen.", "at": at}
    assert actions.save_ambition(cast.ann, filled, expected_version=version, **save) == ()
    assert (filled.version, len(events(filled))) == (version, before)
    save["why"] = "Ook het gereedschap gaat langer mee."
    assert actions.save_ambition(cast.ann, filled, expected_version=version, **save) == ("themes_why",)
    assert filled.version > version
    last = Event.objects.filter(object_id=filled.public_id).latest("sequence")
    assert '"themes_why"' in last.body
    assert "gereedschap" not in last.body


def test_somebody_elses_version_is_never_overwritten(cast: Any, filled: Procurement, at: datetime) -> None:
    opened = Procurement.objects.get(pk=filled.pk)
    actions.save_ambition(
        cast.bob, filled, expected_version=filled.version, themes={"climate": 1}, why="Bob", at=at
    )
    with pytest.raises(Changed) as clash:
        actions.save_ambition(
            cast.ann, opened, expected_version=opened.version, themes={"climate": 3}, why="Ann", at=at
        )
    assert clash.value.current.themes_why == "Bob"
    assert Procurement.objects.get(pk=filled.pk).themes == {"climate": 1}


@pytest.mark.parametrize("reader", ["pia", "wim", "carla"])
def test_who_may_edit_is_in_the_roles(cast: Any, filled: Procurement, at: datetime, reader: str) -> None:
    actor = getattr(cast, reader)
    save = {"expected_version": filled.version, "themes": {}, "why": reader, "at": at}
    if actor.may("procurements.edit"):
        assert actions.save_ambition(actor, filled, **save)
    else:
        with pytest.raises(actions.NotEditable):
            actions.save_ambition(actor, filled, **save)


@pytest.mark.parametrize("state", [state.code for state in PROCUREMENT.states])
@pytest.mark.parametrize("verb", list(VERBS))
@pytest.mark.parametrize("name", ["ann", "bob", "leo"])
def test_only_the_steps_of_the_table(  # noqa: PLR0917 (one table, three ways through it)
    cast: Any, filled: Procurement, at: datetime, state: str, verb: str, name: str
) -> None:
    actor = getattr(cast, name)
    Procurement.objects.filter(pk=filled.pk).update(state=state)
    there = Procurement.objects.get(pk=filled.pk)
    possible = {step.verb: step.until for step in PROCUREMENT.possible(state, actor.role)}
    if verb in possible:
        VERBS[verb](actor, there, expected_version=there.version, at=at)
        assert Procurement.objects.get(pk=filled.pk).state == possible[verb]
        assert events(filled)[-1] == f"procurement.{verb}"
    else:
        with pytest.raises(StepRefused) as refusal:
            VERBS[verb](actor, there, expected_version=there.version, at=at)
        assert refusal.value.text.nl
        assert Procurement.objects.get(pk=filled.pk).state == state


def test_a_block_stops_handing_in_and_nothing_else(cast: Any, filled: Procurement, at: datetime) -> None:
    actions.save_ambition(
        cast.ann, filled, expected_version=filled.version, themes={}, why="Geen thema", at=at
    )
    with pytest.raises(actions.Blocked) as blocked:
        actions.submit(cast.ann, filled, expected_version=filled.version, at=at)
    assert blocked.value.reasons
    assert Procurement.objects.get(pk=filled.pk).state == "draft"
    actions.save_ambition(
        cast.ann, filled, expected_version=filled.version, themes={"social_return": 1}, why="", at=at
    )
    actions.submit(cast.ann, filled, expected_version=filled.version, at=at)
    assert filled.state == "submitted"


def test_a_settled_file_is_fixed(cast: Any, filled: Procurement, at: datetime) -> None:
    actions.submit(cast.ann, filled, expected_version=filled.version, at=at)
    actions.complete_advice(cast.bob, filled, expected_version=filled.version, at=at)
    with pytest.raises(actions.NotEditable):
        actions.save_ambition(
            cast.bob, filled, expected_version=filled.version, themes={"climate": 3}, why="", at=at
        )
    actions.give_back(cast.bob, filled, expected_version=filled.version, note="Noem de wijk.", at=at)
    assert (filled.state, filled.return_note) == ("draft", "Noem de wijk.")
    actions.save_ambition(
        cast.bob, filled, expected_version=filled.version, themes={"climate": 3}, why="", at=at
    )


def test_the_day_of_settling_is_kept(cast: Any, filled: Procurement, at: datetime) -> None:
    actions.submit(cast.ann, filled, expected_version=filled.version, at=at)
    actions.complete_advice(cast.bob, filled, expected_version=filled.version, at=at)
    actions.decide(cast.bob, filled, expected_version=filled.version, at=at)
    assert filled.decided_on == date(2026, 11, 22)
    assert queries.waiting_for(cast.bob) == []


def test_what_waits_follows_the_state(cast: Any, filled: Procurement, at: datetime) -> None:
    assert [one.pk for one in queries.waiting_for(cast.ann)] == [filled.pk]
    assert queries.waiting_for(cast.bob) == []
    actions.submit(cast.ann, filled, expected_version=filled.version, at=at)
    assert queries.waiting_for(cast.ann) == []
    assert [one.pk for one in queries.waiting_for(cast.bob)] == [filled.pk]
    assert queries.waiting_for(cast.eve) == []


def test_an_impact_lot_leaves_the_total_as_it_was(
    cast: Any, begun: Procurement, framework: Any, at: datetime
) -> None:
    actions.save_scope(
        cast.ann,
        begun,
        expected_version=begun.version,
        part={"contract": "services", "estimate": "300000"},
        start_on=None,
        divided=None,
        lots=(),
        at=at,
    )
    advised = queries.advised(cast.ann, begun, [], date(2026, 11, 22))
    assert advised.impact_lot is not None
    assert advised.impact_lot.lot == 60_000  # 20% of the whole, below the 80,000 per lot
    actions.add_impact_lot(cast.ann, begun, name="Impactperceel", estimate_cents=60_000_00, at=at)
    lots = queries.lots_of(begun)
    assert [(lot.estimate_cents, lot.exempt) for lot in lots] == [(240_000_00, None), (60_000_00, True)]
    assert begun.value_cents == 300_000_00
    after = queries.advised(cast.ann, begun, lots, date(2026, 11, 22))
    assert after.advice is not None
    assert [lot.exempt for lot in after.advice.lots] == [False, True]
