"""The open supplier profile by its names, with its schemas: `meerwaarde schema supplier-profile`."""

from meerwaarde.exchange.interfaces.forms import register
from meerwaarde.exchange.suppliers.profile import (
    FORMAT,
    LICENCE,
    ProfileCredential,
    ProfileOffering,
    ProfileSource,
    SupplierProfile,
    SupplierProfiles,
    profile_json,
    read_profiles,
)

__all__ = [
    "FORMAT",
    "LICENCE",
    "ProfileCredential",
    "ProfileOffering",
    "ProfileSource",
    "SupplierProfile",
    "SupplierProfiles",
    "profile_json",
    "read_profiles",
]

register("supplier-profile", SupplierProfile)
register("supplier-profiles", SupplierProfiles)
