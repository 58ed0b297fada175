"""What a profile file says beside what stands here, and whose profile may be shared by whom."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from meerwaarde.exchange.suppliers.profile import ProfileCredential, ProfileOffering, SupplierProfile, claimed
from meerwaarde.language.fold import fold
from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.money import cents
from meerwaarde.stages.market.models import Supplier
from meerwaarde.stages.market.queries.suppliers import may_change, suppliers_visible_to

COLUMNS: Final = (
    *("name", "trade_names", "legal_form", "size_class", "description", "website", "place", "regions"),
    *("themes", "impact_areas", "sdgs", "impact", "innovation", "target_groups", "target_group_share"),
    *("main_purpose_integration", "capacity_min", "capacity_max", "turnover_band", "turnover_year"),
    *("subcontracts", "combines", "available_from"),
)
"""What a profile says of the firm itself. The KvK number is no part: by that it was admitted."""
AMOUNTS: Final = ("capacity_min", "capacity_max")
_NOTHING: Final[tuple[Any, ...]] = (None, "", [])


@dataclass(frozen=True)
class Said:
    """A field that the file says something else of than what stands here; as columns keep it."""

    name: str
    ours: Any
    theirs: Any

    @property
    def column(self) -> str:
        """The column: amounts stand there in cents."""
        return f"{self.name}_cents" if self.name in AMOUNTS else self.name


@dataclass(frozen=True)
class ProfileComparison:
    """What taking a profile over could change."""

    said: tuple[Said, ...]
    offerings: tuple[ProfileOffering, ...]
    """Those that do not stand here: another kind, or another title."""
    credentials: tuple[ProfileCredential, ...]
    """Those that are not held here. They come in as claims."""

    @property
    def empty(self) -> bool:
        return not (self.said or self.offerings or self.credentials)


def compared(supplier: Supplier, profile: SupplierProfile) -> ProfileComparison:
    """The file beside a supplier that was fetched with its parts. What the file does not say is no
    difference."""
    said = []
    for name in COLUMNS:
        theirs = _as_kept(name, getattr(profile, name))
        ours = getattr(supplier, f"{name}_cents" if name in AMOUNTS else name)
        if theirs not in _NOTHING and theirs != ours:
            said.append(Said(name, ours, theirs))
    known = {(one.kind, fold(one.title)) for one in supplier.offerings.all()}
    held = {one.code for one in supplier.credentials.all()}
    return ProfileComparison(
        tuple(said),
        tuple(one for one in profile.offerings if (one.kind, fold(one.title)) not in known),
        tuple(one for one in claimed(profile) if one.code not in held),
    )


def _as_kept(name: str, value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if value is not None and name in AMOUNTS:
        return cents(value)
    return value.quantize(Decimal("0.0001")) if isinstance(value, Decimal) else value


def profile_state(actor: Actor, public_id: str) -> Supplier | None:
    """The supplier, for who may share its profile openly or learn that it is shared: its keeper."""
    found = suppliers_visible_to(actor).filter(public_id=public_id).first()
    return found if found is not None and may_change(actor, found) else None
