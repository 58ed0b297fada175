"""How the demonstration authorities look at themselves: self-assessments, and who carries what.

Levels per part are told once; single people differ from them where that makes a talk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import Happening, on
from meerwaarde.stages.policy.actions.assessments import (
    Said,
    agree,
    answer,
    close_assessment,
    content_of,
    open_assessment,
)
from meerwaarde.stages.policy.actions.responsibilities import give_responsibility
from meerwaarde.stages.policy.queries.standing import Assessment

PARTS = (
    "compliance",
    "needs",
    "efficiency",
    "accountability",
    "internal_value",
    "external_value",
    "shared_value",
    "position",
    "conditions",
)


@dataclass(frozen=True)
class DemoRound:
    """A round: levels per part in the order of `PARTS`, single statements that differ, and who answered."""

    at: datetime
    levels: tuple[int, ...]
    people: tuple[str, ...]
    by: str = "pieter"
    department: str = ""
    otherwise: dict[str, int] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    """What people see of a statement."""
    differing: tuple[str, ...] = ()
    """People who are two levels less sure of the last three parts: the talk of the round."""
    closed_at: datetime | None = None
    conclusion: str = ""


@dataclass(frozen=True)
class DemoDuty:
    """Who carries what since when."""

    duty: str
    person: str
    at: datetime
    by: str = "pieter"
    department: str = ""
    note: str = ""


ROUNDS: dict[str, tuple[DemoRound, ...]] = {
    "veenmeer": (
        DemoRound(
            on("2024-11-18 09:30"),
            (2, 2, 1, 1, 1, 0, 0, 1, 0),
            ("bas", "anneke", "dirk", "carlijn"),
            otherwise={"small_is_simple": 2, "mandates_clear": 3, "social_firms_found": 1},
            seen={"team": "Er is overleg, maar geen vast team."},
            closed_at=on("2024-12-09 15:00"),
            conclusion="De basis is op orde. Waarde voor de samenleving hangt af van wie het oppakt. "
            "Wij beginnen bij het eigenaarschap van opdrachtgevers.",
        ),
        DemoRound(
            on("2025-10-06 09:30"),
            (3, 2, 2, 2, 1, 1, 0, 1, 1),
            ("bas", "samira", "anneke", "farid", "dirk", "carlijn", "soraya"),
            otherwise={"client_owns": 2, "team": 2, "calendar_used": 2, "council_told": 1},
            seen={
                "team": "Het MVOI-team komt sinds het voorjaar elke maand bijeen.",
                "client_owns": "Het staat in het kader van 2025.",
                "contracts_followed": "Van de schoonmaak en het groen weten wij het, van de rest niet.",
            },
            differing=("soraya",),
            closed_at=on("2025-11-03 15:00"),
            conclusion="Het team en het kader helpen. Wij weten nog te weinig van wat contracten opleveren. "
            "De markt spreken wij te laat.",
        ),
        DemoRound(
            on("2025-10-13 10:00"),
            (2, 2, 2, 1, 1, 1, 1, 1, 1),
            ("anneke", "ilse"),
            department="openbare-ruimte",
            otherwise={"market_dialogue": 2, "total_cost": 3},
            closed_at=on("2025-11-03 16:00"),
            conclusion="Bij groen en wegen rekenen wij de levensduur mee. Controle na de gunning is zwak.",
        ),
        DemoRound(
            on("2025-10-14 10:00"),
            (2, 2, 1, 2, 1, 2, 1, 1, 2),
            ("farid", "soraya"),
            department="sociaal-domein",
            otherwise={"social_firms_found": 3},
            closed_at=on("2025-11-03 16:30"),
            conclusion="Wij kennen de sociale ondernemingen. Eenvoudig inkopen voor kleine opdrachten kan "
            "beter.",
        ),
        DemoRound(
            on("2026-11-09 09:30"),
            (3, 3, 2, 2, 2, 1, 1, 1, 2),
            ("bas", "samira", "farid", "dirk", "soraya"),
            otherwise={"team": 3, "council_told": 2, "social_firms_found": 2, "monitoring": 1},
            seen={
                "council_told": "In juni kreeg de raad het eerste verslag.",
                "social_firms_found": "De gids wordt bij elke meervoudige inkoop gebruikt.",
                "monitoring": "Wij meten wel, maar passen het beleid er nog niet op aan.",
            },
            differing=("dirk",),
        ),
    ),
    "duinrade": (
        DemoRound(
            on("2026-09-14 10:00"),
            (2, 1, 2, 1, 1, 0, 0, 1, 0),
            ("eva", "tjeerd", "nynke"),
            by="nynke",
            otherwise={"small_is_simple": 3},
            closed_at=on("2026-10-05 11:00"),
            conclusion="Wij zijn klein en doen veel op gevoel. Een kalender en een vaste eigenaar helpen het "
            "meest.",
        ),
    ),
    "zuiderveen": (),
}

DUTIES: dict[str, tuple[DemoDuty, ...]] = {
    "veenmeer": (
        DemoDuty("owner", "anneke", on("2025-03-03 10:00"), department="openbare-ruimte"),
        DemoDuty("owner", "farid", on("2025-03-03 10:05"), department="sociaal-domein"),
        DemoDuty("owner", "marjan", on("2025-03-03 10:10"), department="bedrijfsvoering"),
        DemoDuty("owner", "sietse", on("2025-03-03 10:15"), department="vastgoed"),
        DemoDuty(
            "framework_owner",
            "dirk",
            on("2025-03-03 10:20"),
            note="Besluit van de directie van 24 februari 2025: financiën is eigenaar van het kader",
        ),
        DemoDuty("team_lead", "mirte", on("2025-03-03 10:25")),
        DemoDuty("team_member", "pieter", on("2025-03-03 10:30")),
        DemoDuty("team_member", "bas", on("2025-03-03 10:35")),
        DemoDuty("team_member", "soraya", on("2025-03-03 10:40")),
        DemoDuty("adviser", "pieter", on("2025-03-03 10:45")),
        DemoDuty("board_member", "robert", on("2025-03-03 10:50")),
    ),
    "duinrade": (
        DemoDuty("owner", "tjeerd", on("2026-03-02 10:00"), by="nynke", department="bedrijfsvoering"),
        DemoDuty("adviser", "nynke", on("2026-03-02 10:05"), by="nynke"),
    ),
    "zuiderveen": (),
}


def standing_happenings(cast: Cast, slug: str) -> list[Happening]:
    """Everything an authority says about itself, in its own time."""
    rounds = [happening for told in ROUNDS[slug] for happening in _round(cast, told)]
    return [*rounds, *(Happening(told.at, partial(_give, cast, told)) for told in DUTIES[slug])]


def _round(cast: Cast, told: DemoRound) -> list[Happening]:
    opened: list[Assessment] = []

    def begin() -> None:
        found = open_assessment(
            actor=cast.actor(told.by),
            at=told.at,
            year=told.at.year,
            department=cast.departments[told.department] if told.department else None,
            lead=cast.members[told.by],
        )
        opened.append(found)
        for person in told.people:
            said = _levels(found, told, differing=person in told.differing)
            answer(actor=cast.actor(person), at=told.at, found=found, said=said)

    def close() -> None:
        assert told.closed_at is not None
        agree(
            actor=cast.actor(told.by),
            at=told.closed_at,
            found=opened[0],
            expected_version=1,
            agreed=_levels(opened[0], told),
            conclusion=told.conclusion,
        )
        close_assessment(actor=cast.actor(told.by), at=told.closed_at, found=opened[0])

    happenings = [Happening(told.at, begin)]
    if told.closed_at is not None:
        happenings.append(Happening(told.closed_at, close))
    return happenings


def _levels(found: Assessment, told: DemoRound, *, differing: bool = False) -> dict[str, Said]:
    by_part = dict(zip(PARTS, told.levels, strict=True))
    levels = {}
    for one in content_of(found).statements:
        level = told.otherwise.get(one.code, by_part[one.part])
        if differing and one.part in PARTS[-3:]:
            level = max(0, level - 2)
        levels[one.code] = Said(level, "" if differing else told.seen.get(one.code, ""))
    return levels


def _give(cast: Cast, told: DemoDuty) -> None:
    give_responsibility(
        actor=cast.actor(told.by),
        at=told.at,
        duty=told.duty,
        membership=cast.members[told.person],
        department=cast.departments[told.department] if told.department else None,
        since=told.at.date(),
        note=told.note,
    )
