"""The ambition webs of the story: who made them, over what, and for which procurement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import Happening, on
from meerwaarde.stages.policy.actions.ambition_webs import WebValues, copy_web, start_web
from meerwaarde.stages.policy.queries.ambition_webs import AmbitionWeb, ambition_web
from meerwaarde.stages.policy.queries.matrix import categories_of_codes
from meerwaarde.stages.procurement.actions.ambition_webs import tie_web
from meerwaarde.stages.procurement.queries import visible_to


@dataclass(frozen=True, kw_only=True)
class ToldWeb:
    """A web as somebody made it. `after` is the key of the web whose areas it has and that it lies over.

    `categories` are codes of the matrix; `procurement` is the title of the file that it is tied to.
    """

    key: str
    by: str
    at: str
    title: str
    kind: str
    explanation: str
    department: str = ""
    after: str = ""
    areas: str = "six"
    categories: tuple[str, ...] = ()
    procurement: str = ""


VEENMEER = (
    ToldWeb(
        key="organisation",
        by="pieter",
        at="2026-05-26 10:00",
        title="Ambitieweb gemeente Veenmeer",
        kind="organisation",
        explanation="Hoe ver willen wij met al onze inkoop gaan? Dit web legt vast wat de directie, het "
        "college en de afdelingen samen afspreken. Afdelingen en projecten gaan hiervan uit.",
    ),
    ToldWeb(
        key="openbare-ruimte",
        by="pieter",
        at="2026-05-27 09:15",
        title="Ambitieweb Openbare ruimte",
        kind="department",
        department="openbare-ruimte",
        after="organisation",
        categories=("green", "roads"),
        explanation="Groen, wegen, water en speelplekken. Hier liggen veel kansen voor natuur, hergebruik "
        "van materiaal en werk voor de wijkploegen.",
    ),
    ToldWeb(
        key="sociaal-domein",
        by="pieter",
        at="2026-05-27 09:40",
        title="Ambitieweb Sociaal domein",
        kind="department",
        department="sociaal-domein",
        after="organisation",
        explanation="Zorg, begeleiding, vervoer en taal. Mensen die onze diensten gebruiken praten mee "
        "over wat zij waarde noemen.",
    ),
    ToldWeb(
        key="vastgoed",
        by="pieter",
        at="2026-05-27 10:05",
        title="Ambitieweb Vastgoed en gebouwen",
        kind="department",
        department="vastgoed",
        after="organisation",
        categories=("cleaning",),
        explanation="Bouwen, onderhouden en schoonhouden van scholen, sporthallen en het gemeentehuis.",
    ),
    ToldWeb(
        key="bermpapier",
        by="anneke",
        at="2026-11-05 11:30",
        title="Proef bermmaaisel: papier en platen",
        kind="project",
        department="openbare-ruimte",
        after="openbare-ruimte",
        categories=("green", "roads"),
        procurement="Proef: papier en platen van bermmaaisel",
        explanation="Met de wijkploeg, een papiermaker en onze beheerders bepalen wij hoe ver deze proef "
        "mag gaan, voordat wij de markt vragen.",
    ),
)

DUINRADE = (
    ToldWeb(
        key="organisation",
        by="nynke",
        at="2026-06-10 13:30",
        title="Duinrade koopt met oog voor kust en mens",
        kind="organisation",
        explanation="Ons eerste ambitieweb. Wij beginnen klein en bekijken het elk jaar opnieuw.",
    ),
    ToldWeb(
        key="kwelderbrug",
        by="eva",
        at="2026-10-14 10:20",
        title="Herstel kwelderbrug en vlonderpad",
        kind="project",
        areas="gww",
        procurement="Herstel kwelderbrug en vlonderpad Zilvermeeuw",
        explanation="Een brug in een beschermd gebied: wat mag het werk kosten aan natuur, en wat geeft "
        "het terug?",
    ),
)

WEBS = {"veenmeer": VEENMEER, "duinrade": DUINRADE}


def web_happenings(cast: Cast, slug: str) -> Iterator[Happening]:
    """Every web at the moment on which it was made."""
    for told in WEBS.get(slug, ()):
        yield Happening(on(told.at), partial(_make, cast, told))


def _make(cast: Cast, told: ToldWeb) -> None:
    actor, at = cast.actor(told.by), on(told.at)
    below = cast.webs.get(told.after)
    values = WebValues(
        title=told.title,
        kind=told.kind,
        explanation=told.explanation,
        department=cast.departments[told.department] if told.department else None,
        generic=below if told.kind == "project" else None,
        categories=tuple(categories_of_codes(actor, told.categories).values()),
    )
    if below is not None:
        made = copy_web(actor=actor, at=at, template=below, web=values)
    else:
        made = start_web(actor=actor, at=at, web=values, areas="gww" if told.areas == "gww" else "six")
    cast.webs[told.key] = _read(cast, told.by, made)
    if told.procurement:
        file = visible_to(actor).get(title=told.procurement)
        tie_web(actor, file, web=made, expected_version=file.version, at=at)


def _read(cast: Cast, by: str, web: AmbitionWeb) -> AmbitionWeb:
    found = ambition_web(cast.actor(by), web.public_id)
    assert found is not None
    return found
