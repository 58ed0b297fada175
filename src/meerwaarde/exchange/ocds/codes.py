"""Codes of OCDS and what they are in a Notice."""

from __future__ import annotations

from typing import Final

from meerwaarde.exchange.notice import Contract, CriterionType, Kind, Reserved, Size, WeightUnit

# From the latest stage to the first: a release may carry several tags.
KINDS: Final[tuple[tuple[str, Kind], ...]] = (
    ("contractTermination", "completion_notice"),
    ("implementation", "contract_award_notice"),
    ("contractAmendment", "modification_notice"),
    ("contract", "contract_award_notice"),
    ("award", "contract_award_notice"),
    ("awardUpdate", "contract_award_notice"),
    ("awardCancellation", "early_termination_notice"),
    ("tenderCancellation", "early_termination_notice"),
    ("tender", "contract_notice"),
    ("tenderUpdate", "contract_notice"),
    ("tenderAmendment", "contract_notice"),
    ("planning", "prior_information_notice"),
    ("planningUpdate", "prior_information_notice"),
)
CONTRACTS: Final[dict[str, Contract]] = {"goods": "supplies", "works": "works", "services": "services"}
SIZES: Final[dict[str, Size]] = {
    "micro": "micro",
    "small": "small",
    "medium": "medium",
    "sme": "sme",
    "large": "large",
}
RESERVED: Final[dict[str, Reserved]] = {
    "shelteredWorkshop": "res-ws",
    "publicServiceMissionOrganization": "res-pub-ser",
}
CRITERION_TYPES: Final[dict[str, CriterionType]] = {"quality": "quality", "cost": "cost", "price": "price"}
WEIGHT_UNITS: Final[dict[str, WeightUnit]] = {
    "percentageExact": "percentage",
    "percentageRangeMiddle": "percentage",
    "pointsExact": "points",
    "pointsRangeMiddle": "points",
    "decimalExact": "decimal",
    "decimalRangeMiddle": "decimal",
    "order": "order",
}
SCHEMES: Final = {"NL-KVK": "kvk", "NL-OIN": "oin", "NL-BTW": "vat"}
# Awards that gave nobody a contract.
NOT_AWARDED: Final = frozenset({"cancelled", "unsuccessful"})

# Goals of the sustainability extension (and the spellings of the EU mapping tables) → codes of eForms.
SOCIAL_GOALS: Final = {
    "social.accessibility": "acc-all",
    "social.disadvantagedEmploymentOpportunities": "opp",
    "social.ethnicEquality": "et-eq",
    "social.genderEquality": "gen-eq",
    "social.womenInclusion": "gen-eq",
    "social.humanRightsInSupplyChains": "hum-right",
    "social.humanRightsInSupplyChain": "hum-right",
    "social.laborRightsPromotion": "work-cond",
}
ENVIRONMENTAL_GOALS: Final = {
    "environmental.biodiversityProtectionRestoration": "biodiv-eco",
    "environmental.circularEconomy": "circ-econ",
    "environmental.climateChangeAdaptation": "clim-adapt",
    "environmental.climateChangeMitigation": "clim-mitig",
    "environmental.carbonEmissionsReduction": "clim-mitig",
    "environmental.pollutionPrevention": "pollu-prev",
    "environmental.waterResourcesProtection": "water-mar",
    "environmental.waterResources": "water-mar",
}
INNOVATION_GOALS: Final = {
    "economic.marketInnovationPromotion": "mar-nov",
    "economic.processInnovationPromotion": "proc-innov",
    "economic.processInnovation": "proc-innov",
    "economic.productInnovationPromotion": "prod-innov",
    "economic.productInnovation": "prod-innov",
    "economic.researchDevelopmentActivities": "rd-act",
}
GPP_STRATEGIES: Final = {
    "euGPPCriteria": "eu",
    "nationalGPPCriteria": "national",
    "otherGPPCriteria": "other",
}
