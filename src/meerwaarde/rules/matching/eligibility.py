"""Whether a supplier may take part in a contract that is reserved under article 2.82."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.matching.need import RESERVED_SHARE
from meerwaarde.rules.matching.records import HeldCredential, SupplierProfile
from meerwaarde.rules.money import percent
from meerwaarde.rules.text import Text

ARTICLE = "articles/aw_2_82"
SHELTERED_WORKSHOP = "sw"
"""Credential of a sheltered workshop, which needs no proof of its main purpose."""


class Eligible(msgspec.Struct, frozen=True, gc=False):
    """Whether a supplier qualifies, why, and which parameters say so."""

    status: Literal["met", "not_met", "unknown"]
    why: Text
    grounds: tuple[Parameter, ...] = ()


def eligible(profile: SupplierProfile, law: Law | None) -> Eligible:
    """A share of 30% and the integration of the target group as main purpose, or a sheltered workshop.

    A firm's own word never suffices: without a credential that was verified and still holds, what it says
    of itself leaves it unknown. Its own word that it does not qualify is believed. Source: article 2.82.
    """
    minimum = law.get(RESERVED_SHARE) if law else None
    if law is None or minimum is None:
        return Eligible("unknown", DAY_UNKNOWN)
    grounds = (*law.several((ARTICLE,)), minimum)
    share = profile.target_group_share
    if share is not None and share < minimum.amount:
        return Eligible("not_met", _too_little(share, minimum), grounds)
    if any(_verified(held, law.day) and held.code == SHELTERED_WORKSHOP for held in profile.credentials):
        return Eligible("met", WORKSHOP, grounds)
    if profile.main_purpose_integration is False:
        return Eligible("not_met", OTHER_PURPOSE, grounds)
    if share is None or profile.main_purpose_integration is None:
        return Eligible("unknown", _missing(share, profile.main_purpose_integration), grounds)
    proof = [held for held in profile.credentials if _proves(held.code, held.level, law)]
    if any(_verified(held, law.day) for held in proof):
        return Eligible("met", _complete(share), grounds)
    return Eligible("unknown", _unproven(proof, law.day), grounds)


def _verified(held: HeldCredential, day: date) -> bool:
    return held.verified and (held.valid_until is None or held.valid_until >= day)


def _proves(code: str, level: str, law: Law) -> bool:
    credential = law.get(f"suppliers/credentials/{code}")
    return credential is not None and _bears_on_reservation(credential, level)


def _bears_on_reservation(credential: Parameter, level: str) -> bool:
    """Of a ladder only the steps that make a firm social count: an ordinary step speaks of an employer."""
    if not credential.value.get("bears_on_2_82"):
        return False
    levels = credential.value.get("levels") or ()
    return not levels or any(one["code"] == level and one["makes"] == "social" for one in levels)


def _too_little(share: Decimal, minimum: Parameter) -> Text:
    return Text(
        nl=(
            f"Zegt dat {percent(share * 100)} van de werknemers tot de doelgroep hoort; "
            f"nodig is {percent(minimum.amount * 100)}."
        ),
        en=(
            f"Says that {percent(share * 100, 'en')} of the employees belong to the target group; "
            f"{percent(minimum.amount * 100, 'en')} is needed."
        ),
    )


def _missing(share: Decimal | None, purpose: bool | None) -> Text:
    if share is None and purpose is None:
        return Text(
            nl="Onbekend zijn het aandeel van de doelgroep en het hoofddoel. Vraag beide na.",
            en="The share of the target group and the main purpose are not known. Ask for both.",
        )
    if share is None:
        return Text(
            nl="Onbekend is welk deel van de werknemers tot de doelgroep hoort.",
            en="It is not known which share of the employees belong to the target group.",
        )
    return Text(
        nl="Onbekend is of integratie van de doelgroep het hoofddoel is.",
        en="It is not known whether integrating the target group is the main purpose.",
    )


def _complete(share: Decimal) -> Text:
    return Text(
        nl=f"Voldoet aan artikel 2.82, met bewijs: {percent(share * 100)} doelgroep als hoofddoel.",
        en=f"Meets article 2.82, with proof: {percent(share * 100, 'en')} target group as main purpose.",
    )


def _unproven(proof: list[HeldCredential], day: date) -> Text:
    ended = [held.valid_until for held in proof if held.valid_until is not None and held.valid_until < day]
    if ended and len(ended) == len(proof):
        last = max(ended)
        return Text(
            nl=f"Zegt aan artikel 2.82 te voldoen, maar het bewijs liep af op {last:%d-%m-%Y}.",
            en=f"Says that it meets article 2.82, but the proof ended on {last:%d-%m-%Y}.",
        )
    return Text(
        nl="Zegt aan artikel 2.82 te voldoen, maar dat is niet gecontroleerd. Vraag bewijs.",
        en="Says that it meets article 2.82, but that was not checked. Ask for proof.",
    )


DAY_UNKNOWN = Text(
    nl="Zonder dag is niet bekend welke eisen voor een voorbehoud gelden.",
    en="Without a day it is not known which conditions hold for a reservation.",
)
WORKSHOP = Text(
    nl="Is een gecontroleerd sociaal ontwikkelbedrijf en mag aan een voorbehouden opdracht meedoen.",
    en="Is a verified social development company and may take part in a reserved contract.",
)
OTHER_PURPOSE = Text(
    nl="Heeft integratie van de doelgroep niet als hoofddoel en mag aan een voorbehoud niet meedoen.",
    en="Does not have the integration of the target group as its main purpose and may not take part.",
)
