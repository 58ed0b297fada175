"""What people do in the market: one function is one thing a person does."""

from meerwaarde.platform.organisations.records import Changed
from meerwaarde.stages.market.actions import firm_parts
from meerwaarde.stages.market.actions.firm_parts import count_look
from meerwaarde.stages.market.actions.notice_columns import columns_of, day_of
from meerwaarde.stages.market.actions.notices import (
    MOST_BYTES,
    Imported,
    import_notice,
    import_public_notices,
)
from meerwaarde.stages.market.actions.opportunities import (
    OpportunityValues,
    begin_opportunity,
    open_opportunity,
    withdraw_opportunity,
)
from meerwaarde.stages.market.actions.suppliers import (
    add_offering,
    add_supplier,
    archive_supplier,
    change_offering,
    change_supplier,
    renew,
    restore_supplier,
    strike_offering,
    touch,
)
from meerwaarde.stages.market.actions.suppliers_checks import (
    CredentialValues,
    OfferingValues,
    Refused,
    SupplierValues,
    credential_fields,
    offering_fields,
    supplier_fields,
)
from meerwaarde.stages.market.actions.suppliers_credentials import (
    add_credential,
    change_credential,
    refuse_credential,
    take_back_credential,
    verify_credential,
    withdraw_credential,
)

__all__ = [
    "MOST_BYTES",
    "Changed",
    "CredentialValues",
    "Imported",
    "OfferingValues",
    "OpportunityValues",
    "Refused",
    "SupplierValues",
    "add_credential",
    "add_offering",
    "add_supplier",
    "archive_supplier",
    "begin_opportunity",
    "change_credential",
    "change_offering",
    "change_supplier",
    "columns_of",
    "count_look",
    "credential_fields",
    "day_of",
    "firm_parts",
    "import_notice",
    "import_public_notices",
    "offering_fields",
    "open_opportunity",
    "refuse_credential",
    "renew",
    "restore_supplier",
    "strike_offering",
    "supplier_fields",
    "take_back_credential",
    "touch",
    "verify_credential",
    "withdraw_credential",
    "withdraw_opportunity",
]
