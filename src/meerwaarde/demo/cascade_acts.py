"""How the demonstration authorities follow each other: levels above, own themes, what is made public.

Zuiderveen followed the national base in 2025, when the manifest still held. Veenmeer follows what is left
of it. Duinrade follows its region, in three pillars of its own. A department of Veenmeer asks more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial

import msgspec

from meerwaarde.demo import region
from meerwaarde.demo.cast import Cast, gather
from meerwaarde.demo.policy_acts import framework_happenings
from meerwaarde.demo.shape import Happening, on
from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.compliance import PolicyBounds, SocialReturn, ThemeMinimum
from meerwaarde.stages.policy import actions, queries
from meerwaarde.stages.policy.actions import Level, OwnThemeValues
from meerwaarde.stages.policy.queries import Framework, FrameworkRule

BASE = Level(base="national_mvoi")


def cascade_happenings(cast: Cast, slug: str) -> list[Happening]:
    """What one authority does with the levels above and with publishing; nothing for an unknown one."""
    told: Callable[[Cast], list[Happening]] | None = _STORIES.get(slug)
    return [] if told is None else told(cast)


def cooperation_happenings(encoded_password: str, directory: dict[str, str]) -> list[Happening]:
    """The region: its people, its framework, and the newer version that asks more."""
    cast = gather(region.STORY, encoded_password, directory)
    return [
        *(one for version in region.STORY.frameworks for one in framework_happenings(cast, version)),
        Happening(on("2026-03-09 11:00"), partial(_region_follows, cast, on("2026-03-09 11:00"))),
        Happening(on("2026-03-20 10:15"), partial(_publish_newest, cast, "jelle", on("2026-03-20 10:15"))),
        Happening(on("2026-11-06 10:00"), partial(_region_asks_more, cast, on("2026-11-06 10:00"))),
    ]


def _veenmeer(cast: Cast) -> list[Happening]:
    first, follows, adopted = on("2026-01-12 09:00"), on("2026-06-22 10:00"), on("2026-07-03 11:20")
    part = on("2026-11-17 09:30")
    return [
        Happening(first, partial(_publish_newest, cast, "pieter", first)),
        Happening(follows, partial(_veenmeer_follows, cast, follows)),
        Happening(adopted, partial(_publish_newest, cast, "pieter", adopted)),
        Happening(part, partial(_part_asks_more, cast, part)),
    ]


def _duinrade(cast: Cast) -> list[Happening]:
    follows, adopted = on("2026-06-24 10:00"), on("2026-07-10 09:20")
    return [
        Happening(follows, partial(_duinrade_follows, cast, follows)),
        Happening(adopted, partial(_publish_newest, cast, "nynke", adopted)),
    ]


def _zuiderveen(cast: Cast) -> list[Happening]:
    follows, adopted = on("2025-09-11 14:00"), on("2025-09-26 09:30")
    return [
        Happening(follows, partial(_zuiderveen_follows, cast, follows)),
        Happening(adopted, partial(_publish_newest, cast, "karin", adopted)),
    ]


def _region_follows(cast: Cast, at: datetime) -> None:
    """Five of the six agreements are those of the base; social return begins at a lower amount."""
    actor, draft = cast.actor("jelle"), _newest(cast, "jelle")
    _follow(actor, at, draft, BASE)
    _explain(
        actor, at, draft, {"K5": ("L5", "Het werkbedrijf van de regio kan ook kleinere opdrachten aan.")}
    )


def _region_asks_more(cast: Cast, at: datetime) -> None:
    """A second version, adopted and made public: the amount goes down, and small firms get two of five."""
    actor = cast.actor("jelle")
    draft = actions.draft_next_version(actor=actor, at=at, framework=_newest(cast, "jelle"))
    rule = _rule(draft, "K5")
    written = rule.as_policy_rule()
    actions.change_rule(
        actor=actor,
        at=at,
        rule=rule,
        expected_version=rule.version,
        code=rule.code,
        strength="tenzij",
        scope=msgspec.structs.replace(written.scope, value_from=Decimal(150_000)),
        demand=written.demand,
        explanation="Het eerste jaar ging goed. Daarom nu ook bij opdrachten vanaf € 150.000.",
    )
    actions.add_rule(
        actor=actor,
        at=at,
        framework=draft,
        strength="tenzij",
        scope=written.scope,
        demand=ThemeMinimum("climate", 1),
        explanation="Alle gemeenten in de regio willen minder uitstoot op de bouwplaats en op de weg.",
    )
    draft = _seen(actor, draft)
    actions.adopt_framework(
        actor=actor,
        at=at,
        framework=draft,
        expected_version=draft.version,
        body="board",
        adopted_on=date(2026, 11, 5),
        valid_from=date(2027, 1, 1),
    )
    actions.publish_framework(actor=actor, at=at, framework=_seen(actor, draft))


def _veenmeer_follows(cast: Cast, at: datetime) -> None:
    """Three rules are those of the base, one is sharper where it matters, one waits for the next version."""
    actor, draft = cast.actor("pieter"), _newest(cast, "pieter")
    _follow(actor, at, draft, BASE)
    reason = "De risico's zitten bij ICT en kleding. Daar vragen wij meer, elders niets extra."
    _explain(actor, at, draft, {"K4": ("L4", reason)})
    _leave_out(
        actor,
        at,
        draft,
        {"L3": "Kleine bedrijven vragen wij nu al vaak. Een regel volgt in het kader van 2027."},
    )


def _part_asks_more(cast: Cast, at: datetime) -> None:
    """A framework of one department over that of Veenmeer, adopted by the college for the new year."""
    actor = cast.actor("pieter")
    above = queries.framework_in_force(actor.organisation_id, date(2026, 11, 17))
    draft = actions.draft_framework(
        actor=actor,
        at=at,
        title="Werk voorop: inkopen voor Economie en werk",
        explanation="Deze afdeling koopt vooral diensten met veel handen. Daarom vragen wij hier meer social "
        "return dan de gemeente als geheel.",
        department=cast.departments["economie-werk"],
        bounds=PolicyBounds(),
    )
    _follow(actor, at, draft, Level(above=above))
    actions.take_over(actor=actor, at=at, framework=draft)
    rule = _rule(draft, "K10")
    written = rule.as_policy_rule()
    actions.change_rule(
        actor=actor,
        at=at,
        rule=rule,
        expected_version=rule.version,
        code=rule.code,
        strength="tenzij",
        scope=msgspec.structs.replace(written.scope, value_from=Decimal(100_000)),
        demand=SocialReturn(Decimal(7)),
        explanation="Wie banen regelt voor anderen, begint bij de eigen opdrachten.",
        goals=list(rule.goals.all()),
    )
    reason = "Bij deze diensten is bijna alles arbeid. Zeven procent is daar haalbaar gebleken."
    _explain(actor, at, draft, {"K10": ("K10", reason)})
    draft = _seen(actor, draft)
    actions.adopt_framework(
        actor=actor,
        at=at,
        framework=draft,
        expected_version=draft.version,
        body="college",
        adopted_on=date(2026, 11, 17),
        valid_from=date(2027, 1, 1),
    )


def _duinrade_follows(cast: Cast, at: datetime) -> None:
    """The region's agreements as far as a small town can keep them, in three pillars."""
    actor, draft = cast.actor("nynke"), _newest(cast, "nynke")
    pillars = actions.record_theme_set(
        actor=actor,
        at=at,
        name="Drie pijlers van Zilvermeeuw",
        source="Zilvermeeuw vliegt 2026–2030, bladzijde 2",
        themes=(
            OwnThemeValues(name="Iedereen doet mee", themes=("diversity_inclusion", "social_return")),
            OwnThemeValues(name="Schone kust", themes=("environment_biodiversity", "climate", "circular")),
            OwnThemeValues(name="Dicht bij huis"),
        ),
    )
    actions.use_theme_set(actor=actor, at=at, framework=draft, theme_set=pillars)
    above = next(
        one for one in queries.possible_above(actor, None) if one.organisation.slug == region.STORY.slug
    )
    _follow(actor, at, draft, Level(above=above))
    reason = "Leveringen kopen wij met de buurgemeente. Die nodigt zelf uit."
    _explain(actor, at, draft, {"K2": ("K2", reason)}, above=above)
    keys = {one.code: one.public_id for one in queries.rules_of(above)}
    actions.take_over(actor=actor, at=at, framework=draft, above_rules=[keys["K5"], keys["K6"]])
    _leave_out(
        actor,
        at,
        draft,
        {
            keys["K3"]: "Bijna al onze leveranciers zijn klein. De regel zou niets veranderen.",
            keys["K4"]: "Wij kunnen dit met twee inkopers nog niet bij elke opdracht nakijken.",
        },
    )


def _zuiderveen_follows(cast: Cast, at: datetime) -> None:
    """The base of 2025: a water authority buys works, so most of it is turned towards those."""
    actor, draft = cast.actor("karin"), _newest(cast, "karin")
    _follow(actor, at, draft, BASE)
    _explain(
        actor,
        at,
        draft,
        {
            "K2": ("M2", "De uitstoot zit in onze grote werken. Daar vragen wij meer, bij klein werk niet."),
            "K3": ("M1", "Aan de oever en in het groen maken wij het verschil. Daar vragen wij niveau 2."),
            "K5": ("L2", "Sociale diensten kopen wij niet in."),
            "K6": ("L5", "Ons werk gaat met machines. Twee procent vanaf € 500.000 is haalbaar."),
        },
    )
    _leave_out(
        actor,
        at,
        draft,
        {
            "L3": "Bij waterwerken zijn er weinig kleine bedrijven. Wij vragen liever vernieuwers.",
            "L4": "De aannemers verklaren dit al via de erkenning van de waterschappen.",
            "M3": "Hergebruik van grond en hout regelen wij per werk, in het ontwerp.",
            "M4": "Wij sturen hierop bij het eigen personeel, nog niet bij inkoop.",
            "M5": "Dit staat in onze regel over social return, met een percentage.",
        },
    )


def _follow(actor: Actor, at: datetime, framework: Framework, level: Level) -> None:
    found = _seen(actor, framework)
    actions.choose_above(actor=actor, at=at, framework=found, expected_version=found.version, level=level)


def _explain(
    actor: Actor,
    at: datetime,
    framework: Framework,
    reasons: Mapping[str, tuple[str, str]],
    *,
    above: Framework | None = None,
) -> None:
    """By code of the own rule: the rule above that it stands for, and why it differs."""
    found = _seen(actor, framework)
    level = above or found.above
    keys = {} if level is None else {one.code: one.public_id for one in queries.rules_of(level)}
    for code, (meant, reason) in reasons.items():
        rule = _rule(found, code)
        actions.relate_rule(
            actor=actor,
            at=at,
            rule=rule,
            expected_version=rule.version,
            above_rule=keys.get(meant, meant),
            reason=reason,
        )


def _leave_out(actor: Actor, at: datetime, framework: Framework, reasons: Mapping[str, str]) -> None:
    for key, reason in reasons.items():
        actions.leave_out(
            actor=actor, at=at, framework=_seen(actor, framework), above_rule=key, reason=reason
        )


def _publish_newest(cast: Cast, by: str, at: datetime) -> None:
    actor = cast.actor(by)
    actions.publish_framework(actor=actor, at=at, framework=_newest(cast, by))


def _newest(cast: Cast, by: str) -> Framework:
    return _seen(cast.actor(by), cast.frameworks[-1])


def _seen(actor: Actor, framework: Framework) -> Framework:
    found = queries.framework(actor, framework.public_id)
    assert found is not None
    return found


def _rule(framework: Framework, code: str) -> FrameworkRule:
    return next(one for one in queries.rules_of(framework) if one.code == code)


_STORIES: dict[str, Callable[[Cast], list[Happening]]] = {
    "veenmeer": _veenmeer,
    "duinrade": _duinrade,
    "zuiderveen": _zuiderveen,
}
