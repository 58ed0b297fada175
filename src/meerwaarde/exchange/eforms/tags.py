"""Names of the eForms elements that we read, and the code lists that we map (eForms SDK)."""

from __future__ import annotations

from typing import Final

from meerwaarde.exchange.notice import Kind, Procedure, WeightUnit

_CAC: Final = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
_CBC: Final = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_EXT: Final = "{urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2}"
_EFAC: Final = "{http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1}"
_EFBC: Final = "{http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1}"
_EFEXT: Final = "{http://data.europa.eu/p27/eforms-ubl-extensions/1}"

EXTENSIONS: Final = f"{_EXT}UBLExtensions"
EFORMS_EXTENSION: Final = f"{_EFEXT}EformsExtension"

ADDRESS: Final = f"{_CAC}Address"
CONTRACTING_PARTY: Final = f"{_CAC}ContractingParty"
COUNTRY: Final = f"{_CAC}Country"
LEGAL_ENTITY: Final = f"{_CAC}PartyLegalEntity"
LOCATION: Final = f"{_CAC}RealizedLocation"
LOT: Final = f"{_CAC}ProcurementProjectLot"
MAIN_CPV: Final = f"{_CAC}MainCommodityClassification"
ADDITIONAL_CPV: Final = f"{_CAC}AdditionalCommodityClassification"
MONETARY_TOTAL: Final = f"{_CAC}LegalMonetaryTotal"
PARTICIPATION_PERIOD: Final = f"{_CAC}ParticipationRequestReceptionPeriod"
PARTY: Final = f"{_CAC}Party"
PARTY_IDENTIFICATION: Final = f"{_CAC}PartyIdentification"
PARTY_NAME: Final = f"{_CAC}PartyName"
POSTAL_ADDRESS: Final = f"{_CAC}PostalAddress"
PROJECT: Final = f"{_CAC}ProcurementProject"
TENDERING_PROCESS: Final = f"{_CAC}TenderingProcess"
TENDER_PERIOD: Final = f"{_CAC}TenderSubmissionDeadlinePeriod"
TENDER_TOTAL: Final = f"{_CAC}RequestedTenderTotal"
CRITERION: Final = f"{_CAC}SubordinateAwardingCriterion"
EXTENSION_OPTIONS: Final = f"{_CAC}ContractExtension"

COMPANY_ID: Final = f"{_CBC}CompanyID"
CRITERION_TYPE: Final = f"{_CBC}AwardingCriterionTypeCode"
DESCRIPTION: Final = f"{_CBC}Description"
END_DATE: Final = f"{_CBC}EndDate"
END_TIME: Final = f"{_CBC}EndTime"
ESTIMATE: Final = f"{_CBC}EstimatedOverallContractAmount"
EXECUTION_CODE: Final = f"{_CBC}ExecutionRequirementCode"
FOLDER_ID: Final = f"{_CBC}ContractFolderID"
ID: Final = f"{_CBC}ID"
ISSUE_DATE: Final = f"{_CBC}IssueDate"
NAME: Final = f"{_CBC}Name"
NOTE: Final = f"{_CBC}Note"
NOTICE_LANGUAGE: Final = f"{_CBC}NoticeLanguageCode"
NOTICE_TYPE: Final = f"{_CBC}NoticeTypeCode"
NUTS: Final = f"{_CBC}CountrySubentityCode"
OPTIONS: Final = f"{_CBC}OptionsDescription"
PAYABLE: Final = f"{_CBC}PayableAmount"
PROCEDURE: Final = f"{_CBC}ProcedureCode"
RANK: Final = f"{_CBC}RankCode"
REQUIREMENT_CODE: Final = f"{_CBC}TendererRequirementTypeCode"
RESULT_CODE: Final = f"{_CBC}TenderResultCode"
SUBTYPE: Final = f"{_CBC}SubTypeCode"
TYPE_CODE: Final = f"{_CBC}ProcurementTypeCode"

COMPANY: Final = f"{_EFAC}Company"
INTEREST_PERIOD: Final = f"{_EFAC}InterestExpressionReceptionPeriod"
LOT_RESULT: Final = f"{_EFAC}LotResult"
LOT_TENDER: Final = f"{_EFAC}LotTender"
NOTICE_RESULT: Final = f"{_EFAC}NoticeResult"
NOTICE_SUBTYPE: Final = f"{_EFAC}NoticeSubType"
ORGANIZATIONS: Final = f"{_EFAC}Organizations"
PUBLICATION: Final = f"{_EFAC}Publication"
SELECTION_CRITERION: Final = f"{_EFAC}SelectionCriteria"
SETTLED_CONTRACT: Final = f"{_EFAC}SettledContract"
TENDERER: Final = f"{_EFAC}Tenderer"
TENDERING_PARTY: Final = f"{_EFAC}TenderingParty"
TENDER_LOT: Final = f"{_EFAC}TenderLot"
TOUCH_POINT: Final = f"{_EFAC}TouchPoint"

COMPANY_SIZE: Final = f"{_EFBC}CompanySizeCode"
GROUP_LEAD: Final = f"{_EFBC}GroupLeadIndicator"
PARAMETER_CODE: Final = f"{_EFBC}ParameterCode"
PARAMETER_NUMBER: Final = f"{_EFBC}ParameterNumeric"
PUBLICATION_DATE: Final = f"{_EFBC}PublicationDate"

BUYER_PATH: Final = f"{PARTY}/{PARTY_IDENTIFICATION}/{ID}"

KINDS: Final[dict[str, Kind]] = {
    "brin-ecs": "registration_notice",
    "brin-eeig": "registration_notice",
    "can-desg": "design_contest_result",
    "can-modif": "modification_notice",
    "can-social": "contract_award_notice",
    "can-standard": "contract_award_notice",
    "can-tran": "contract_award_notice",
    "cn-desg": "design_contest_notice",
    "cn-social": "contract_notice",
    "cn-standard": "contract_notice",
    "compl": "completion_notice",
    "pin-buyer": "prior_information_notice",
    "pin-cfc-social": "prior_information_notice_as_call",
    "pin-cfc-standard": "prior_information_notice_as_call",
    "pin-only": "prior_information_notice",
    "pin-rtl": "prior_information_notice",
    "pin-tran": "prior_information_notice",
    "pmc": "market_consultation",
    "qu-sy": "qualification_system_notice",
    "subco": "subcontract_notice",
    "veat": "voluntary_transparency_notice",
}
# Where the type code misses or is shared, the subtype or else the root element tells the kind.
KINDS_BY_SUBTYPE: Final[dict[str, Kind]] = {
    "CEI": "call_for_interest",
    "E1": "market_consultation",
    "E2": "prior_information_notice",
    "E3": "contract_notice",
    "E4": "contract_award_notice",
    "E5": "completion_notice",
    "E6": "modification_notice",
}
KINDS_BY_ROOT: Final[dict[str, Kind]] = {
    "PriorInformationNotice": "prior_information_notice",
    "ContractNotice": "contract_notice",
    "ContractAwardNotice": "contract_award_notice",
    "BusinessRegistrationInformationNotice": "registration_notice",
}
LIGHT_REGIME: Final = frozenset({"12", "13", "14", "20", "21", "33", "34", "35"})
PROCEDURES: Final[dict[str, Procedure]] = {
    "open": "open",
    "comp-tend": "open",
    "restricted": "restricted",
    "neg-w-call": "negotiated",
    "neg-wo-call": "negotiated_without_call",
    "comp-dial": "competitive_dialogue",
    "innovation": "innovation_partnership",
    "oth-single": "other_single_stage",
    "oth-mult": "other_multiple_stage",
    "exp-int-rail": "other_multiple_stage",
}
WEIGHT_UNITS: Final[dict[str, WeightUnit]] = {
    "per": "percentage",
    "poi": "points",
    "dec": "decimal",
    "ord": "order",
}
# List name of a procurement type code → the field of the lot that holds its codes.
STRATEGIC_LISTS: Final = {
    "strategic-procurement": "strategic",
    "social-objective": "social_objectives",
    "environmental-impact": "environmental",
    "innovative-acquisition": "innovation",
    "gpp-criteria": "gpp",
}
LOT_TAGS: Final = (
    LOT,
    EXECUTION_CODE,
    REQUIREMENT_CODE,
    TYPE_CODE,
    CRITERION,
    SELECTION_CRITERION,
    PROJECT,
    TENDER_PERIOD,
    PARTICIPATION_PERIOD,
    INTEREST_PERIOD,
)
