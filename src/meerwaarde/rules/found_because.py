"""Why a supplier came out of a search: each part of the question with what answered it, as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from meerwaarde.rules import distance
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import national
from meerwaarde.rules.text import Text


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a question that a reason can be given for; empty where nobody asked."""

    text: str = ""
    cpv: tuple[str, ...] = ()
    """CPV groups as facets (significant digits), any of which answers."""
    region: str = ""
    near: str = ""
    seat: str = ""
    theme: str = ""
    credential: str = ""
    kind: str = ""
    offering: str = ""
    size: str = ""
    share: int = 0


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What was known of one supplier at the moment of the search."""

    name: str
    area: str = ""
    cpv: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    size: str = ""
    share_percent: str = ""
    social_until: date | None = None
    innovator_until: date | None = None
    small: bool | None = None
    held: tuple[rules.Standing, ...] = ()
    words: str = ""
    """Which words of the profile answered, in the words of the index."""


_KINDS = {
    "social": Text(nl="sociale onderneming", en="social enterprise"),
    "sustainable_innovator": Text(nl="duurzame vernieuwer", en="sustainable innovator"),
    "small": Text(nl="klein bedrijf", en="small firm"),
    "local": Text(nl="uit de buurt", en="from the area"),
}
_OFFERINGS = {
    "product": Text(nl="product", en="product"),
    "service": Text(nl="dienst", en="service"),
    "work": Text(nl="werk", en="work"),
}


def reasons(asked: Asked, facts: Facts) -> tuple[Text, ...]:
    """A sentence for each part of the question, in the order in which people ask.

    The search itself decided; these only tell what it rested on. An empty question gives one sentence.
    """
    found = (
        _words(asked, facts),
        *_offers(asked, facts),
        _region(asked, facts),
        *_place(asked, facts),
        *_is(asked, facts),
    )
    given = tuple(one for one in found if one is not None)
    return given or (Text(nl="Staat in de gids.", en="Stands in the directory."),)


def _words(asked: Asked, facts: Facts) -> Text | None:
    if not asked.text:
        return None
    if asked.text.casefold() in facts.name.casefold():
        return Text(nl=f"De naam bevat “{asked.text}”.", en=f"The name holds “{asked.text}”.")
    if facts.words:
        return Text(nl=f"Het profiel: {facts.words}.", en=f"The profile: {facts.words}.")
    return Text(
        nl=f"Naam, nummer of profiel past bij “{asked.text}”.",
        en=f"Name, number or profile fits “{asked.text}”.",
    )


def _offers(asked: Asked, facts: Facts) -> tuple[Text | None, ...]:
    codes = [code for code in facts.cpv if code.startswith(asked.cpv)] if asked.cpv else []
    listed = ", ".join(codes[:5])
    offering = _OFFERINGS.get(asked.offering)
    return (
        Text(nl=f"Biedt CPV {listed}.", en=f"Offers CPV {listed}.") if codes else None,
        Text(nl=f"Biedt een {offering.nl}.", en=f"Offers a {offering.en}.") if offering else None,
        _names_theme(asked.theme) if asked.theme else None,
    )


def _names_theme(theme: str) -> Text:
    name = national()[f"themes/{theme}"].label
    return Text(nl=f"Noemt het thema “{name.nl}”.", en=f"Names the theme “{name.en}”.")


def _region(asked: Asked, facts: Facts) -> Text | None:
    if not asked.region:
        return None
    served = ", ".join(rules.region_name(code) for code in facts.regions[:5])
    wanted = rules.region_name(asked.region)
    return Text(nl=f"Levert in {served}; gevraagd: {wanted}.", en=f"Delivers in {served}; asked: {wanted}.")


def _place(asked: Asked, facts: Facts) -> tuple[Text | None, ...]:
    far: Text | None = None
    if asked.near:
        place = distance.postcode_areas()[asked.near].name
        if facts.area in distance.postcode_areas():
            about = distance.in_words(distance.distance(asked.near, facts.area))
            far = Text(nl=f"Zit {about.nl} van {place}.", en=f"Is {about.en} from {place}.")
            if facts.area == asked.near:
                far = Text(nl=f"Zit in de buurt van {place}.", en=f"Is near {place}.")
        else:
            far = Text(nl=f"Afstand tot {place} onbekend.", en=f"Distance to {place} not known.")
    seat = rules.region_name(asked.seat) if asked.seat else ""
    return (
        far,
        Text(nl=f"Postcode in {seat}, bij benadering.", en=f"Postcode in {seat}, about.") if seat else None,
    )


def _is(asked: Asked, facts: Facts) -> tuple[Text | None, ...]:
    kind = _KINDS.get(asked.kind)
    until = {"social": facts.social_until, "sustainable_innovator": facts.innovator_until}.get(asked.kind)
    last = "" if until is None or until == rules.LAST_DAY else until.isoformat()
    return (
        Text(
            nl=f"Is aangetoond {kind.nl}{f' tot en met {last}' if last else ''}."
            if until
            else f"Is {kind.nl}.",
            en=f"Is shown to be a {kind.en}{f' until {last}' if last else ''}."
            if until
            else f"Is: {kind.en}.",
        )
        if kind
        else None,
        _credential(asked.credential, facts.held) if asked.credential else None,
        Text(nl=f"Grootte: {facts.size}.", en=f"Size: {facts.size}.") if asked.size else None,
        Text(
            nl=f"{facts.share_percent}% van de mensen hoort bij de doelgroep.",
            en=f"{facts.share_percent}% of the people belong to the target group.",
        )
        if asked.share
        else None,
    )


def _credential(code: str, held: Sequence[rules.Standing]) -> Text | None:
    found = next((one for one in held if one.credential.code == code and one.state == "counts"), None)
    if found is None:
        return None
    name = rules.credential_name(found)
    on = found.credential.verified_on
    day = f" ({on.isoformat()})" if on else ""
    return Text(nl=f"Gecontroleerd: {name.nl}{day}.", en=f"Checked: {name.en}{day}.")
