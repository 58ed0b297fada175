"""Which EU threshold holds for which buyer and contract, and which article says so."""

from __future__ import annotations

from meerwaarde.rules.intake import Buyer, Contract
from meerwaarde.rules.law import Law, Parameter

_CLASSIC: dict[Contract, str] = {
    "works": "works",
    "social_services": "social_services",
    "concession": "concessions",
}
_REGIMES: dict[Buyer, dict[Contract, str]] = {
    "central": _CLASSIC,
    "decentral": _CLASSIC,
    "utility": {
        "works": "utilities_works",
        "social_services": "utilities_social_services",
        "concession": "concessions",
    },
    # Directive 2009/81/EC knows no separate amount for social services; defence concessions follow Part 2a.
    "defence": {"works": "defence_works", "concession": "concessions"},
}
_SUPPLIES_SERVICES: dict[Buyer, str] = {
    "central": "supplies_services_central",
    "decentral": "supplies_services_decentral",
    "utility": "utilities_supplies_services",
    "defence": "defence_supplies_services",
}
_ARTICLES: dict[Buyer, dict[Contract, str]] = {
    "central": {"works": "aw_2_1", "social_services": "aw_2_6a", "design_contest": "aw_2_5"},
    "decentral": {"works": "aw_2_1", "social_services": "aw_2_6a", "design_contest": "aw_2_6"},
    "utility": {"social_services": "aw_3_9a", "design_contest": "aw_3_9"},
    "defence": {},
}
_OTHERWISE: dict[Buyer, str] = {
    "central": "aw_2_2",
    "decentral": "aw_2_3",
    "utility": "aw_3_8",
    "defence": "adv_2_3",
}


def threshold_name(buyer: Buyer, contract: Contract) -> str:
    """The name of the threshold; design contests follow supplies and services."""
    return f"thresholds/{_REGIMES[buyer].get(contract) or _SUPPLIES_SERVICES[buyer]}"


def threshold(buyer: Buyer, contract: Contract, law: Law) -> Parameter | None:
    """The EU threshold in euros excluding VAT; None where none is known on the day of the law."""
    return law.get(threshold_name(buyer, contract))


def threshold_article(buyer: Buyer, contract: Contract, law: Law) -> Parameter:
    """The article under which the threshold opens the European rules."""
    if contract == "concession":
        return law["articles/aw_2a_2"]
    return law[f"articles/{_ARTICLES[buyer].get(contract) or _OTHERWISE[buyer]}"]
