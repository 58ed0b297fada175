"""How the demonstration authorities work together: the region, its ambassadors, firms that they show each
other, and a proposal to mow and maintain together that waits for an answer."""

from __future__ import annotations

from functools import partial

from meerwaarde.demo.shape import Happening, on
from meerwaarde.platform.access.actor import Actor, actor_of
from meerwaarde.platform.organisations.queries import (
    Membership,
    Organisation,
    authority,
    memberships_of,
    person_by_email,
)
from meerwaarde.stages.market.actions import regions as market
from meerwaarde.stages.market.queries import regions
from meerwaarde.stages.market.queries import suppliers as firms
from meerwaarde.stages.procurement.actions import pools
from meerwaarde.stages.procurement.actions.pools import PartValues
from meerwaarde.stages.procurement.queries import line_by_reference
from meerwaarde.stages.procurement.queries.pools import own_part, pools_visible_to

REGION = "noorderwaard"
MEMBERS = (("veenmeer", "pieter"), ("duinrade", "nynke"), ("zuiderveen", "karin"))
AMBASSADORS = (
    ("veenmeer", "pieter", "soraya", "Voorbehouden opdrachten en de bouwblokken van social return."),
    ("duinrade", "nynke", "eva", "Kleine inkopen bij ondernemers uit de buurt."),
    ("zuiderveen", "karin", "lotte", "Biobased materialen en werken zonder uitstoot."),
)
SHOWN = (
    (
        "veenmeer",
        "bas",
        "groenploeg-de-wissel",
        "Onderhoudt al drie jaar ons wijkgroen. Zes mensen vonden er een vaste baan.",
    ),
    (
        "duinrade",
        "eva",
        "herstart-ict",
        "Knapte onze oude laptops op voor de bibliotheek. Snel, en netjes verantwoord.",
    ),
)
IDEA = (
    "Wij maaien en onderhouden alle drie paden, bermen en kanten in dezelfde streek. Samen kunnen wij een "
    "leerwerkbedrijf het hele jaar werk geven. Ieder houdt zijn eigen eisen aan natuur en rust."
)


def together_happenings(directory: dict[str, str]) -> list[Happening]:
    """The region in its second autumn; `directory` gives the public id of a supplier by its short name."""
    return [
        Happening(on("2026-09-03 10:00"), _invite),
        Happening(on("2026-09-15 11:30"), _join),
        Happening(on("2026-10-06 09:45"), _name),
        Happening(on("2026-10-20 15:10"), partial(_show, directory)),
        Happening(on("2026-11-19 09:20"), _propose),
        Happening(on("2026-11-20 13:40"), _answer),
    ]


def colleague(name: str, slug: str) -> Actor:
    """Somebody of the demonstration at work."""
    return actor_of(_held(name, slug))


def _invite() -> None:
    wieke, at = colleague("wieke", REGION), on("2026-09-03 10:00")
    for slug, _by in MEMBERS:
        market.invite_member(actor=wieke, member=_authority(slug), at=at)


def _join() -> None:
    at = on("2026-09-15 11:30")
    for slug, by in MEMBERS:
        actor = colleague(by, slug)
        asked = regions.regions_visible_to(actor).get(member_id=actor.organisation_id)
        market.answer_invitation(actor=actor, taking_part=asked, verb="join", at=at)


def _name() -> None:
    at = on("2026-10-06 09:45")
    for slug, by, who, about in AMBASSADORS:
        actor = colleague(by, slug)
        joined = regions.regions_visible_to(actor).get(member_id=actor.organisation_id)
        market.name_ambassador(
            actor=actor, taking_part=joined, membership=_held(who, slug), about=about, at=at
        )


def _show(directory: dict[str, str]) -> None:
    at = on("2026-10-20 15:10")
    for slug, by, key, why in SHOWN:
        actor = colleague(by, slug)
        found = firms.supplier(actor, directory[key])
        assert found is not None
        market.show_firm(actor=actor, region=_authority(REGION), supplier=found, why=why, at=at)


def _propose() -> None:
    lotte = colleague("lotte", "zuiderveen")
    own = line_by_reference(lotte, "ZV-101")
    theirs = [
        line_by_reference(colleague("eva", "duinrade"), "D27-02"),
        line_by_reference(colleague("bas", "veenmeer"), "VM-K-001"),
    ]
    assert own is not None
    pools.propose_pool(
        actor=lotte,
        line=own,
        peers=[one.public_id for one in theirs if one is not None],
        description=IDEA,
        at=on("2026-11-19 09:20"),
    )


def _answer() -> None:
    eva, lotte, at = colleague("eva", "duinrade"), colleague("lotte", "zuiderveen"), on("2026-11-20 13:40")
    joint = pools_visible_to(eva).get()
    part = own_part(eva, joint)
    assert part is not None
    pools.answer(actor=eva, part=part, verb="join", at=at)
    for actor, needs in (
        (eva, "Geen werk in het broedseizoen, en elk pad blijft bereikbaar voor rolstoelen."),
        (lotte, "Elektrisch materieel, en maaisel dat naar een verwerker in de streek gaat."),
    ):
        part = own_part(actor, joint)
        assert part is not None
        values = PartValues(value_cents=part.value_cents, needs=needs)
        pools.change_part(actor=actor, part=part, values=values, expected_version=part.version, at=at)
    part = own_part(eva, joint)
    assert part is not None
    pools.check_own_policy(actor=eva, part=part, at=at)


def _authority(slug: str) -> Organisation:
    found = authority(slug)
    assert found is not None, slug
    return found


def _held(name: str, slug: str) -> Membership:
    person = person_by_email(f"{name}@{slug}.example")
    assert person is not None, name
    return memberships_of(person, on("2026-11-22 12:00").date()).get(organisation__slug=slug)
