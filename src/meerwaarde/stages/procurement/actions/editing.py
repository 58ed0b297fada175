"""Saving a step of the journey: what changed is written, with the fact in the journal, or nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.ambition import has_ambition
from meerwaarde.rules.estimate import estimate
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.lifecycle import PROCUREMENT
from meerwaarde.rules.money import cents
from meerwaarde.rules.read_intake import UnusableIntake
from meerwaarde.rules.text import Text
from meerwaarde.stages.policy.queries import Goal
from meerwaarde.stages.procurement.actions.finding import make_findable
from meerwaarde.stages.procurement.actions.standing import keep_standings
from meerwaarde.stages.procurement.models import Lot, Procurement
from meerwaarde.stages.procurement.queries import EDITABLE, columns, lots_of, raw_intake, read

SEARCHED = frozenset({"title", "purpose_value", "purpose_for", "need"})
"""What the search index knows of a procurement."""

NOTHING_TO_RULES = frozenset(
    {
        "title",
        "need",
        "alternatives",
        "ambitious",
        "themes_why",
        "themes_more",
        "instruments",
        "motivations",
        "motivated",
    }
    | {"ambition_web"}
)
"""What no rule of a framework looks at: changing it leaves the counts as they are."""


class NotEditable(Exception):
    """The file is settled or withdrawn, or this role does not edit: says who can do what."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, kw_only=True)
class LotGiven:
    """One lot as a form gives it; amounts in whole cents."""

    code: str
    name: str = ""
    estimate_cents: int | None = None
    cpv: str = ""
    exempt: bool | None = None
    homogeneous: bool | None = None


def save_purpose(
    actor: Actor,
    procurement: Procurement,
    *,
    expected_version: int,
    title: str,
    purpose_value: str,
    purpose_for: str,
    need: str,
    alternatives: Mapping[str, Mapping[str, Any]],
    goals: Iterable[Goal],
    at: datetime,
) -> tuple[str, ...]:
    """Say what this must deliver, for whom, which goals it serves and what else was considered."""
    values = {
        "title": title,
        "purpose_value": purpose_value,
        "purpose_for": purpose_for,
        "need": need,
        "alternatives": {code: dict(weighed) for code, weighed in alternatives.items()},
    }
    return save(
        actor, procurement, "procurement.purpose", expected_version, values, goals=tuple(goals), at=at
    )


def save_scope(
    actor: Actor,
    procurement: Procurement,
    *,
    expected_version: int,
    part: Mapping[str, Any],
    start_on: date | None,
    divided: bool | None,
    lots: Sequence[LotGiven],
    at: datetime,
) -> tuple[str, ...]:
    """Say what is bought and how much: contract, codes, term, value, lots. `part` is in interface form."""
    values = scope_values(procurement, part=part, start_on=start_on, divided=divided)
    given = tuple(lots) if divided else ()
    return save(actor, procurement, "procurement.scope", expected_version, values, lots=given, at=at)


def save_approach(
    actor: Actor,
    procurement: Procurement,
    *,
    expected_version: int,
    part: Mapping[str, Any],
    motivations: Mapping[str, str],
    at: datetime,
) -> tuple[str, ...]:
    """Say how it is put to the market, and give reasons."""
    values = approach_values(procurement, part=part, motivations=motivations)
    return save(actor, procurement, "procurement.approach", expected_version, values, at=at)


def save_ambition(
    actor: Actor,
    procurement: Procurement,
    *,
    expected_version: int,
    themes: Mapping[str, int],
    why: str,
    at: datetime,
    more: str | None = None,
) -> tuple[str, ...]:
    """Choose a level per theme; a theme that is not named has level 0.

    `more` is what else is possible here; None leaves what stands there.
    """
    values = ambition_values(themes=themes, why=why)
    if more is not None:
        values["themes_more"] = more
    return save(actor, procurement, "procurement.ambition", expected_version, values, at=at)


def scope_values(
    procurement: Procurement, *, part: Mapping[str, Any], start_on: date | None, divided: bool | None
) -> dict[str, Any]:
    """The columns that the step of what and how much writes; the advice beside the form reads the same."""
    return {**columns(part, procurement.particulars), "start_on": start_on, "divided": divided}


def approach_values(
    procurement: Procurement, *, part: Mapping[str, Any], motivations: Mapping[str, str]
) -> dict[str, Any]:
    """The columns that the approach writes. What has a text under motivations counts as motivated.

    While nobody has written any, it stays unknown what is motivated, so that the advice asks.
    """
    texts = {code: text for code, text in motivations.items() if text.strip()}
    untouched = not texts and procurement.motivated is None
    return {
        **columns(part, procurement.particulars),
        "motivations": texts,
        "motivated": None if untouched else sorted(texts),
    }


def ambition_values(*, themes: Mapping[str, int], why: str) -> dict[str, Any]:
    """The columns that the themes write."""
    levels: dict[Any, int] = {theme: level for theme, level in themes.items() if level}
    return {"themes": levels, "ambitious": bool(has_ambition(levels)), "themes_why": why}


def weigh_instrument(
    actor: Actor, procurement: Procurement, *, code: str, choice: str, why: str, at: datetime
) -> tuple[str, ...]:
    """Use an instrument, or decide not to, with the reason; choice "" takes the decision back."""
    weighed = {known: given for known, given in procurement.instruments.items() if known != code}
    if choice:
        weighed[code] = {"choice": choice, "why": why}
    values = {"instruments": weighed}
    return save(
        actor,
        procurement,
        "procurement.instrument",
        procurement.version,
        values,
        at=at,
        plain={"instrument": code, "choice": choice},
    )


def add_impact_lot(
    actor: Actor, procurement: Procurement, *, name: str, estimate_cents: int, at: datetime
) -> tuple[str, ...]:
    """Take over the proposal of the advice: split off one lot that small firms can do, outside the rules.

    It comes out of the largest lot, or out of the whole where there are none yet; the total stays the same.
    """
    lots = [given_of(lot) for lot in lots_of(procurement)] if procurement.divided else []
    if not lots:
        lots = [LotGiven(code="1", name=procurement.title, estimate_cents=procurement.value_cents)]
    place = max(range(len(lots)), key=lambda index: lots[index].estimate_cents or 0)
    largest = lots[place].estimate_cents or 0
    if largest > estimate_cents:
        lots[place] = replace(lots[place], estimate_cents=largest - estimate_cents)
    taken = {lot.code for lot in lots}
    code = next(str(number) for number in range(len(lots) + 1, 10_000) if str(number) not in taken)
    lots.append(LotGiven(code=code, name=name, estimate_cents=estimate_cents, exempt=True))
    return save(
        actor,
        procurement,
        "procurement.impact_lot",
        procurement.version,
        {"divided": True},
        lots=tuple(lots),
        at=at,
    )


def refuse_unless_editable(actor: Actor, procurement: Procurement) -> None:
    """Raises `NotEditable` where this role or this state does not allow a change."""
    state = PROCUREMENT.state(procurement.state)
    if not actor.may("procurements.edit"):
        raise NotEditable(
            Text(
                nl="In uw rol kunt u dit dossier lezen, maar niet wijzigen.",
                en="In your role you can read this file, but not change it.",
            )
        )
    if procurement.state not in EDITABLE:
        raise NotEditable(
            Text(
                nl=f"Dit dossier staat op “{state.name.nl.lower()}” en ligt vast. "
                "Laat het teruggeven om het te wijzigen.",
                en=f"This file is “{state.name.en.lower()}” and fixed. Have it returned to change it.",
            )
        )


def save(
    actor: Actor,
    procurement: Procurement,
    action: str,
    expected_version: int,
    values: Mapping[str, Any],
    *,
    at: datetime,
    lots: tuple[LotGiven, ...] | None = None,
    goals: tuple[Goal, ...] | None = None,
    from_notice: Sequence[str] | None = None,
    plain: Mapping[str, Any] | None = None,
) -> tuple[str, ...]:
    """Write what differs; names what changed. Sending the same twice changes nothing the second time."""
    refuse_unless_editable(actor, procurement)
    with transaction.atomic():
        differing = {name: value for name, value in values.items() if getattr(procurement, name) != value}
        lots_before = tuple(given_of(lot) for lot in lots_of(procurement))
        goals_before = {goal.public_id for goal in procurement.goals.all()} if goals is not None else set()
        goals_after = {goal.public_id for goal in goals or ()}
        new_lots = lots is not None and lots != lots_before
        new_goals = goals is not None and goals_after != goals_before
        if not (differing or new_lots or new_goals):
            return ()
        changed = [*differing, *(["lots"] if new_lots else []), *(["goals"] if new_goals else [])]
        untouched = [
            name for name in procurement.from_notice if not _touches(name, differing, new_lots, procurement)
        ]
        if from_notice is not None:
            untouched = list(from_notice)
        procurement.change(expected_version, **differing, from_notice=untouched, changed_at=at)
        if new_lots:
            Lot.replace(procurement, [asdict(lot) for lot in lots or ()])
        if new_goals:
            procurement.goals.set(goals or ())
        _work_out_value(actor, procurement, at)
        facts: dict[str, Any] = dict(plain or {})
        if new_lots:
            facts["lots"] = [_coded(lot) for lot in lots or ()]
        if new_goals:
            facts["goals"] = sorted(goals_after)
        record(actor, action, procurement, at=at, fields=tuple(differing), plain=facts)
        if SEARCHED & differing.keys():
            make_findable(actor, procurement)
        if new_lots or differing.keys() - NOTHING_TO_RULES:
            keep_standings(actor, procurement, at=at)
    return tuple(changed)


def _work_out_value(actor: Actor, procurement: Procurement, at: datetime) -> None:
    """Keep the value that counts beside what was filled in: lists sort and figures add up by it."""
    procurement.change(value_cents=value_of(procurement, actor.buyer, at))


def value_of(procurement: Procurement, buyer: str, at: datetime) -> int | None:
    """The estimate in whole cents as the rules work it out; None while too little is known."""
    raw = raw_intake(procurement, lots_of(procurement), buyer)
    try:
        worth = estimate(
            read({"contract": "services", **raw}), Law.on(procurement.start_on or timezone.localdate(at))
        ).amount
    except (UnusableIntake, NoParameter):
        return procurement.estimate_cents
    return None if worth is None else cents(worth)


def _touches(name: str, differing: Mapping[str, Any], new_lots: bool, procurement: Procurement) -> bool:
    """Whether a field that the notice filled is among what changes now."""
    if name == "lots":
        return new_lots
    if name == "estimate":
        return "estimate_cents" in differing
    if name in differing:
        return True
    after = differing.get("particulars")
    return after is not None and after.get(name) != procurement.particulars.get(name)


def given_of(lot: Lot) -> LotGiven:
    """A stored lot as a form would give it."""
    return LotGiven(
        code=lot.code,
        name=lot.name,
        estimate_cents=lot.estimate_cents,
        cpv=lot.cpv,
        exempt=lot.exempt,
        homogeneous=lot.homogeneous,
    )


def _coded(lot: LotGiven) -> dict[str, Any]:
    """A lot as the journal keeps it: without its name, which is free text."""
    coded = asdict(lot)
    del coded["name"]
    return coded
