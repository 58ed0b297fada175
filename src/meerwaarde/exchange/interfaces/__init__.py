"""The JSON forms that others rely on, by name, with their schemas (`meerwaarde schema NAME`)."""

from meerwaarde.exchange.interfaces import dossier, frameworks, matching  # noqa: F401 (each registers its forms)
from meerwaarde.exchange.interfaces.forms import register, schema, schemas

__all__ = ["register", "schema", "schemas"]
