"""The JSON forms that others rely on, by name, with their schemas (`meerwaarde schema NAME`)."""

from meerwaarde.exchange.interfaces import (  # noqa: F401 (each registers its forms)
    dossier,
    frameworks,
    matching,
    needs,
    notices,
    opportunities,
    spend,
    supplier_profile,
)
from meerwaarde.exchange.interfaces.forms import register, schema, schemas

__all__ = ["register", "schema", "schemas"]
