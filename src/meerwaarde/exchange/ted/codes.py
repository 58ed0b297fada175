"""Codes of TED XML: the coded data section and the marks in the forms."""

from __future__ import annotations

from typing import Final

from meerwaarde.exchange.notice import Contract, CriterionType, Kind, Procedure

# CODIF_DATA/TD_DOCUMENT_TYPE
KINDS: Final[dict[str, Kind]] = {
    "0": "prior_information_notice",
    "1": "correction_notice",
    "2": "correction_notice",
    "3": "contract_notice",
    "4": "prior_information_notice_as_call",
    "7": "contract_award_notice",
    "A": "prior_information_notice_as_call",
    "B": "prior_information_notice",
    "D": "design_contest_notice",
    "G": "registration_notice",
    "H": "contract_notice",
    "I": "call_for_interest",
    "J": "contract_award_notice",
    "K": "modification_notice",
    "M": "prior_information_notice_as_call",
    "O": "qualification_system_notice",
    "P": "prior_information_notice",
    "Q": "qualification_system_notice",
    "R": "design_contest_result",
    "S": "registration_notice",
    "V": "voluntary_transparency_notice",
}
# CODIF_DATA/NC_CONTRACT_NATURE; 3 (combined), 8, 9 and Z tell no single nature.
CONTRACTS: Final[dict[str, Contract]] = {"1": "works", "2": "supplies", "4": "services"}
CONTRACTS_IN_FORM: Final[dict[str, Contract]] = {
    "WORKS": "works",
    "SUPPLIES": "supplies",
    "SERVICES": "services",
}
# CODIF_DATA/PR_PROC; 9, N and Z mean not applicable or not specified.
PROCEDURES: Final[dict[str, Procedure]] = {
    "1": "open",
    "2": "restricted",
    "3": "restricted",
    "4": "negotiated",
    "6": "negotiated",
    "A": "direct_award",
    "B": "negotiated",
    "C": "competitive_dialogue",
    "F": "negotiated_without_call",
    "G": "innovation_partnership",
    "T": "negotiated_without_call",
    "V": "negotiated_without_call",
}
# Marks below PROCEDURE in the 2014 forms.
PROCEDURES_IN_FORM: Final[dict[str, Procedure]] = {
    "PT_OPEN": "open",
    "PT_RESTRICTED": "restricted",
    "PT_ACCELERATED_RESTRICTED": "restricted",
    "PT_COMPETITIVE_NEGOTIATION": "negotiated",
    "PT_INVOLVING_NEGOTIATION": "negotiated",
    "PT_NEGOTIATED_WITH_PRIOR_CALL": "negotiated",
    "PT_NEGOTIATED_WITH_COMPETITION": "negotiated",
    "PT_NEGOTIATED_CHOICE": "negotiated",
    "PT_COMPETITIVE_DIALOGUE": "competitive_dialogue",
    "PT_INNOVATION_PARTNERSHIP": "innovation_partnership",
    "PT_NEGOTIATED_WITHOUT_PUBLICATION": "negotiated_without_call",
    "PT_AWARD_CONTRACT_WITHOUT_CALL": "negotiated_without_call",
    "PT_AWARD_CONTRACT_WITHOUT_PUBLICATION": "negotiated_without_call",
}
# Social and other specific services (light regime).
LIGHT_REGIME_FORMS: Final = frozenset({"F21", "F22", "F23"})
CRITERIA: Final[dict[str, CriterionType]] = {
    "AC_QUALITY": "quality",
    "AC_COST": "cost",
    "AC_PRICE": "price",
}
# Texts that stand in these parts are about courts and contact persons, not about the purchase.
NOT_ABOUT_THE_PURCHASE: Final = frozenset({
    "ADDRESS_REVIEW_BODY", "ADDRESS_MEDIATION_BODY", "ADDRESS_REVIEW_INFO", "REVIEW_PROCEDURE",
    "ADDRESS_CONTRACTING_BODY", "ADDRESS_CONTRACTING_BODY_ADDITIONAL", "ADDRESS_FURTHER_INFO",
    "ADDRESS_PARTICIPATION", "ADDRESS_CONTRACTOR", "CONTRACTORS",
})  # fmt: skip
