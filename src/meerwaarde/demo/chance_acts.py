"""What firms do with chances: they see them, want them or say why not; and some take work together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from meerwaarde.demo.cast import at_work
from meerwaarde.demo.shape import Happening, on
from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.market.actions import combinations, leads
from meerwaarde.stages.market.queries import Notice, Supplier, own_supplier
from meerwaarde.stages.market.queries.combinations import combinations_visible_to
from meerwaarde.stages.market.queries.fits import fit, fits, leads_on_things


@dataclass(frozen=True, kw_only=True)
class DemoChance:
    """What a firm says of a chance by its title: see, interest, or decline with the code of why."""

    title: str
    verb: str
    why: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class DemoPart:
    """Who is asked into a combination, with what it brings, and the answer: its moment, verb and why."""

    by: str
    brings: str
    answered: tuple[str, str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class DemoCombination:
    """Firms that want to do a chance together."""

    at: str
    by: str
    title: str
    plan: str
    parts: tuple[DemoPart, ...]
    ended: str = ""


MORNINGS = (
    (
        "2026-11-18 13:10",
        "wessel",
        (
            DemoChance(title="Onderhoud van wijkparken en plantsoenen", verb="interest"),
            DemoChance(title="Onderhoud van bermen en plantsoenen", verb="interest"),
            DemoChance(
                title="Inzameling van textiel",
                verb="decline",
                why="other_work",
                text="Wij halen zwerfafval op, geen kleding.",
            ),
            DemoChance(title="Beheer van duinpaden", verb="decline", why="too_far"),
        ),
    ),
    (
        "2026-11-18 16:30",
        "imane",
        (
            DemoChance(title="Catering en vergaderservice", verb="interest"),
            DemoChance(title="Bedrijfsrestaurant", verb="see"),
        ),
    ),
    (
        "2026-11-18 17:20",
        "hilde",
        (
            DemoChance(title="Renovatie sportzaal De Turfschuur", verb="interest"),
            DemoChance(title="Nieuwbouw kindcentrum Het Veenlicht", verb="interest"),
            DemoChance(
                title="Herstel van de boulevard", verb="decline", why="other_work", text="Dit is wegenbouw."
            ),
        ),
    ),
)
"""When somebody of a firm looked at the chances of that day, and what came of it."""
COMBINATIONS = (
    DemoCombination(
        at="2026-11-18 17:45",
        by="hilde",
        title="Renovatie sportzaal De Turfschuur",
        plan="Wij verbouwen. Sloop & Oogst haalt eerst uit de zaal wat nog goed is, en zoekt elders wat wij "
        "nodig hebben.",
        parts=(
            DemoPart(
                by="noortje",
                brings="Oogsten van vloer, wandrek en kozijnen, met vier leerplekken.",
                answered=("2026-11-18 20:05", "accept", ""),
            ),
        ),
    ),
    DemoCombination(
        at="2026-11-19 08:15",
        by="wessel",
        title="Onderhoud van bermen en plantsoenen",
        plan="Wij doen het groen. Voor de paden en bankjes zoeken wij een bouwbedrijf uit de buurt.",
        parts=(
            DemoPart(
                by="hilde",
                brings="Herstel van paden, hekken en bankjes.",
                answered=("2026-11-20 09:20", "decline", "In het voorjaar zitten wij al vol."),
            ),
        ),
        ended="2026-11-20 11:40",
    ),
    DemoCombination(
        at="2026-11-20 14:20",
        by="hilde",
        title="Nieuwbouw kindcentrum Het Veenlicht",
        plan="Een kindcentrum met een groen plein, gebouwd door mensen die hier een vak leren.",
        parts=(
            DemoPart(
                by="noortje",
                brings="Hout en deuren uit gebouwen die weggaan.",
                answered=("2026-11-20 16:55", "accept", ""),
            ),
            DemoPart(by="wessel", brings="Aanleg en onderhoud van het groene plein, met leerwerkplekken."),
        ),
    ),
)


def chance_happenings() -> list[Happening]:
    """The days after the calendars of 2027 came out."""
    happenings = [
        Happening(on(moment), partial(_morning, by, said, on(moment))) for moment, by, said in MORNINGS
    ]
    for told in COMBINATIONS:
        happenings.append(Happening(on(told.at), partial(_begin, told)))
        for part in told.parts:
            if part.answered:
                happenings.append(Happening(on(part.answered[0]), partial(_answer, told, part)))
        if told.ended:
            happenings.append(Happening(on(told.ended), partial(_end, told)))
    return happenings


def _morning(by: str, said: tuple[DemoChance, ...], at: datetime) -> None:
    actor = at_work(by, at)
    shown = fits(actor, _own(actor), at.date())
    leads.note_suggested(actor=actor, shown=shown, at=at)
    for told in said:
        chance = next(one for one in shown if one.thing.title == told.title)
        if told.verb == "interest":
            leads.say_interest(actor=actor, fit=chance, at=at)
        elif told.verb == "decline":
            leads.say_not_relevant(actor=actor, fit=chance, reason=told.why, text=told.text, at=at)
        else:
            leads.look_at(actor=actor, fit=chance, at=at)


def _begin(told: DemoCombination) -> None:
    at = on(told.at)
    actor = at_work(told.by, at)
    own = _own(actor)
    seen = [one.notice or one.opportunity for one in leads_on_things(own)]
    thing = next(one for one in seen if one and one.title == told.title)
    kind = "notice" if isinstance(thing, Notice) else "opportunity"
    chance = fit(actor, own, kind, thing.public_id, at.date())
    assert chance is not None, told.title
    combinations.start_combination(
        actor=actor,
        fit=chance,
        partners=[(_own(at_work(part.by, at)), part.brings) for part in told.parts],
        plan=told.plan,
        at=at,
    )


def _answer(told: DemoCombination, part: DemoPart) -> None:
    assert part.answered is not None
    moment, verb, why = part.answered
    actor, at = at_work(part.by, on(moment)), on(moment)
    whole = combinations_visible_to(actor).get(name=told.title)
    own = next(one for one in whole.parts.all() if one.supplier.firm_id == actor.organisation_id)
    combinations.answer_part(actor=actor, part=own, verb=verb, why=why, at=at)


def _end(told: DemoCombination) -> None:
    at = on(told.ended)
    actor = at_work(told.by, at)
    whole = combinations_visible_to(actor).get(name=told.title)
    combinations.end_combination(actor=actor, combination=whole, at=at)


def _own(actor: Actor) -> Supplier:
    found = own_supplier(actor)
    assert found is not None, actor.slug
    return found
