"""Performing what colleagues do to a procurement through the actions of the stages market and procurement."""

from __future__ import annotations

from decimal import Decimal
from functools import partial, singledispatch
from pathlib import Path

from django.utils import timezone

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import (
    Ambition,
    Answered,
    Approach,
    Approved,
    Asked,
    DemoProcurement,
    Doing,
    Explained,
    Happening,
    Listed,
    Purpose,
    Taken,
    Weighed,
    WhatAndHowMuch,
)
from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.money import cents
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


@_perform.register
def _(doing: Explained, actor: Actor, found: Procurement, cast: Cast) -> None:
    known = _explanation(found, doing.rule)
    actions.explain(
        actor,
        found,
        rule=_rule(actor, found, doing),
        reason=doing.reason,
        text=doing.text,
        evidence=doing.evidence,
        review_on=doing.review_on,
        expected_version=known.version if known else None,
        at=doing.at,
    )


@_perform.register
def _(doing: Approved, actor: Actor, found: Procurement, cast: Cast) -> None:
    told = _explanation(found, doing.rule)
    assert told is not None, doing
    judge = actions.approve_explanation if doing.agreed else actions.refuse_explanation
    judge(actor, told, expected_version=told.version, verdict=doing.verdict, at=doing.at)


@_perform.register
def _(doing: Listed, actor: Actor, found: Procurement, cast: Cast) -> None:
    search = _search(actor, found, doing, [cast.suppliers[key] for key in doing.firms])
    for key, ground in doing.firms.items():
        ranked = search.of(cast.suppliers[key])
        assert ranked is not None, key
        invitee = actions.put_on_list(actor, found, ranked, at=doing.at)
        if ground is not None:
            code, text = ground
            actions.give_reason(
                actor, invitee, expected_version=invitee.version, reason=code, text=text, at=doing.at
            )


@_perform.register
def _(doing: Asked, actor: Actor, found: Procurement, cast: Cast) -> None:
    search = _search(actor, found, doing, [cast.suppliers[key] for key in doing.firms])
    for key in doing.firms:
        invitee = _invitee(found, cast.suppliers[key])
        actions.ask(actor, invitee, expected_version=invitee.version, search=search, at=doing.at)


@_perform.register
def _(doing: Answered, actor: Actor, found: Procurement, cast: Cast) -> None:
    invitee = _invitee(found, cast.suppliers[doing.firm])
    values = {} if doing.euros is None else {"quote_cents": cents(Decimal(doing.euros))}
    actions.take(actor, invitee, doing.verb, expected_version=invitee.version, at=doing.at, values=values)


def _rule(actor: Actor, found: Procurement, doing: Explained) -> str:
    """The public id of the rule that has this code in the framework in force."""
    now = queries.advised(actor, found, queries.lots_of(found), timezone.localdate(doing.at))
    return next(one.rule.id for one in now.assessments if one.rule.code == doing.rule)


def _explanation(found: Procurement, rule: str) -> queries.Explanation | None:
    return next((one for one in queries.explanations_of(found) if one.rule_code == rule), None)


def _search(actor: Actor, found: Procurement, doing: Doing, also: list[str]) -> queries.Search:
    today = timezone.localdate(doing.at)
    now = queries.advised(actor, found, queries.lots_of(found), today)
    return queries.search_for(actor, found, now, today, also=also)


def _invitee(found: Procurement, supplier: str) -> queries.Invitee:
    return next(one for one in queries.invitees_of(found) if one.supplier.public_id == supplier)
