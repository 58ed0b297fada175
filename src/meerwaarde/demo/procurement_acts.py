"""Performing what colleagues do to a procurement through the actions of the stages market and procurement."""

from __future__ import annotations

from functools import partial, singledispatch
from pathlib import Path

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import (
    Ambition,
    Approach,
    DemoProcurement,
    Doing,
    Happening,
    Purpose,
    Taken,
    Weighed,
    WhatAndHowMuch,
)
from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.market.actions import import_notice
from meerwaarde.stages.market.queries import Notice
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.queries import Procurement

NOTICES = Path(__file__).parent / "notices"


def procurement_happenings(cast: Cast, told: DemoProcurement) -> list[Happening]:
    """Starting a procurement, and everything that is done to it afterwards."""
    started: list[str] = []

    def start() -> None:
        started.append(_start(cast, told).public_id)

    def go_on(doing: Doing) -> None:
        actor = cast.actor(doing.by)
        found = queries.procurement(actor, started[0])
        assert found is not None
        _perform(doing, actor, found, cast)

    return [
        Happening(told.at, start),
        *(Happening(doing.at, partial(go_on, doing)) for doing in told.history),
    ]


def _start(cast: Cast, told: DemoProcurement) -> Procurement:
    actor = cast.actor(told.by)
    return actions.start(
        actor,
        title=told.title,
        need=told.need,
        department=cast.departments[told.department],
        notice=_taken_in(actor, told) if told.notice else None,
        start_key=f"demo-{told.key}",
        at=told.at,
    )


def _taken_in(actor: Actor, told: DemoProcurement) -> Notice:
    document = (NOTICES / told.notice).read_bytes()
    taken = import_notice(actor, document=document, file_name=told.notice, at=told.at)
    return taken.notices[0][0]


@singledispatch
def _perform(doing: Doing, actor: Actor, found: Procurement, cast: Cast) -> None:
    raise TypeError(f"Nobody knows how to do {doing!r}")


@_perform.register
def _(doing: Purpose, actor: Actor, found: Procurement, cast: Cast) -> None:
    actions.save_purpose(
        actor,
        found,
        expected_version=found.version,
        title=doing.title,
        purpose_value=doing.value,
        purpose_for=doing.for_whom,
        need=doing.need,
        alternatives={
            code: {"considered": considered, "why": why}
            for code, (considered, why) in doing.alternatives.items()
        },
        goals=[cast.goals[key] for key in doing.goals],
        at=doing.at,
    )


@_perform.register
def _(doing: WhatAndHowMuch, actor: Actor, found: Procurement, cast: Cast) -> None:
    actions.save_scope(
        actor,
        found,
        expected_version=found.version,
        part=doing.part,
        start_on=doing.start_on,
        divided=True if doing.lots else doing.divided,
        lots=[
            actions.LotGiven(
                code=lot.code,
                name=lot.name,
                estimate_cents=None if lot.euros is None else lot.euros * 100,
                cpv=lot.cpv,
                exempt=lot.exempt,
                homogeneous=lot.homogeneous,
            )
            for lot in doing.lots
        ],
        at=doing.at,
    )


@_perform.register
def _(doing: Approach, actor: Actor, found: Procurement, cast: Cast) -> None:
    actions.save_approach(
        actor,
        found,
        expected_version=found.version,
        part=doing.part,
        motivations=doing.motivations,
        at=doing.at,
    )


@_perform.register
def _(doing: Ambition, actor: Actor, found: Procurement, cast: Cast) -> None:
    actions.save_ambition(
        actor, found, expected_version=found.version, themes=doing.themes, why=doing.why, at=doing.at
    )


@_perform.register
def _(doing: Weighed, actor: Actor, found: Procurement, cast: Cast) -> None:
    actions.weigh_instrument(
        actor, found, code=doing.instrument, choice=doing.choice, why=doing.why, at=doing.at
    )


@_perform.register
def _(doing: Taken, actor: Actor, found: Procurement, cast: Cast) -> None:
    match doing.verb:
        case "submit":
            actions.submit(actor, found, expected_version=found.version, at=doing.at)
        case "withdraw":
            actions.withdraw(actor, found, expected_version=found.version, at=doing.at)
        case "advise":
            actions.complete_advice(actor, found, expected_version=found.version, at=doing.at)
        case "return":
            actions.give_back(actor, found, expected_version=found.version, note=doing.note, at=doing.at)
        case "decide":
            actions.decide(actor, found, expected_version=found.version, at=doing.at)
        case _:
            raise ValueError(f"There is no step {doing.verb!r}")
