"""What a row of a list says beside what stands here already: what it fills, and where the two differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from meerwaarde.exchange.cpv.read import load as cpv_list
from meerwaarde.exchange.suppliers import CredentialClaim, SupplierRecord
from meerwaarde.exchange.suppliers.profile import ProfileOffering
from meerwaarde.exchange.suppliers.profile_rows import REST
from meerwaarde.language.fold import fold
from meerwaarde.rules.lifecycle import VERIFIED, WITHDRAWN
from meerwaarde.rules.money import cents
from meerwaarde.rules.suppliers import current_region, wider
from meerwaarde.stages.market.models import Credential, Offering, Supplier

LONGEST_TITLE: Final = 200
IDENTITY: Final = "identity"
"""The field of a difference that asks first whether this is the same supplier."""
CREDENTIAL: Final = "credential:"
OFFERING: Final = "offering"


@dataclass(frozen=True)
class Difference:
    """A field that is filled here and says something else there; both as JSON keeps them."""

    field: str
    ours: Any
    theirs: Any

    def kept(self) -> dict[str, Any]:
        """As a row of an import keeps it."""
        return {"field": self.field, "ours": self.ours, "theirs": self.theirs}


@dataclass
class Comparison:
    """What taking over would do to a supplier: fill what is empty; what differs waits for a person."""

    fills: dict[str, Any] = field(default_factory=dict)
    new_offerings: list[Offering] = field(default_factory=list)
    offering_fills: list[tuple[Offering, dict[str, Any]]] = field(default_factory=list)
    new_credentials: list[Credential] = field(default_factory=list)
    credential_fills: list[tuple[Credential, dict[str, Any]]] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        """Whether anything empty would be filled."""
        return bool(
            self.fills
            or self.new_offerings
            or self.offering_fills
            or self.new_credentials
            or self.credential_fills
        )

    @property
    def outcome(self) -> str:
        """differs, changed or same."""
        return "differs" if self.differences else "changed" if self.changes else "same"


def columns_of(record: SupplierRecord) -> dict[str, Any]:
    """What the record says of the supplier itself, by column; what it does not say is left out."""
    said: dict[str, Any] = {
        name: getattr(record, name)
        for name in (
            *("kvk", "name", "legal_form", "size_class", "description", "website", "email", "phone"),
            *("place", "postcode"),
        )
    }
    said["regions"] = None if record.regions is None else list(record.regions)
    said["themes"] = None if record.themes is None else list(record.themes)
    share = record.target_group_share
    said["target_group_share"] = None if share is None else share.quantize(Decimal("0.0001"))
    for end in ("capacity_min", "capacity_max"):
        amount: Decimal | None = getattr(record, end)
        said[f"{end}_cents"] = None if amount is None else cents(amount)
    if record.profile is not None:
        said |= {name: _listed(getattr(record.profile, name)) for name in REST if name != "offerings"}
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def offerings_of_record(supplier: Supplier, record: SupplierRecord, position: int) -> list[Offering]:
    """All offerings that a record tells of, the first at `position`."""
    if record.profile is None or not record.profile.offerings:
        one = offering_of(supplier, record, position)
        return [] if one is None else [one]
    return [
        _profile_offering(supplier, one, place)
        for place, one in enumerate(record.profile.offerings, start=position)
    ]


def _profile_offering(supplier: Supplier, one: ProfileOffering, position: int) -> Offering:
    def whole(amount: Decimal | None) -> int | None:
        return None if amount is None else cents(amount)

    return Offering(
        supplier=supplier,
        position=position,
        kind=one.kind,
        title=" ".join(one.title.split()) or one.kind,
        description=one.description,
        cpv=list(dict.fromkeys(one.cpv)),
        category=one.category[:100],
        price_from_cents=whole(one.price_from),
        price_until_cents=whole(one.price_until),
        price_unit=one.price_unit,
        min_cents=whole(one.minimum),
        max_cents=whole(one.maximum),
        lead_days=one.lead_days,
    )


def offering_of(supplier: Supplier, record: SupplierRecord, position: int) -> Offering | None:
    """The offering that a record tells of; None where it names neither words nor codes."""
    codes = list(record.cpv or ())
    words = " ".join(record.offering.split())
    if not words and not codes:
        return None
    title = words or cpv_list().label(codes[0]) or codes[0]
    return Offering(
        supplier=supplier,
        position=position,
        kind=_kind_of(codes),
        title=_cut(title),
        description=record.offering if len(title) > LONGEST_TITLE else "",
        cpv=codes,
    )


def credential_of(supplier: Supplier, claim: CredentialClaim) -> Credential:
    """A claim as it is entered: nobody has checked it yet."""
    return Credential(supplier=supplier, code=claim.code, level=claim.level, valid_until=claim.valid_until)


def compare(
    supplier: Supplier,
    offerings: Sequence[Offering],
    credentials: Sequence[Credential],
    record: SupplierRecord,
) -> Comparison:
    """Hold a record against a supplier. Only what is empty here is filled; nothing is ever emptied."""
    found = Comparison()
    for name, theirs in columns_of(record).items():
        ours = getattr(supplier, name)
        if ours in (None, "", []):
            found.fills[name] = theirs
        elif not _same(name, ours, theirs):
            found.differences.append(Difference(name, _plain(ours), _plain(theirs)))
    _capacity_runs_up(supplier, found)
    _compare_offering(supplier, offerings, record, found)
    for claim in record.credentials or ():
        _compare_credential(supplier, credentials, claim, found)
    return found


def _capacity_runs_up(supplier: Supplier, found: Comparison) -> None:
    """A smallest contract that would pass our largest is a difference, not something to fill."""
    least = found.fills.get("capacity_min_cents", supplier.capacity_min_cents)
    most = found.fills.get("capacity_max_cents", supplier.capacity_max_cents)
    if least is None or most is None or least <= most:
        return
    for name in ("capacity_min_cents", "capacity_max_cents"):
        if name in found.fills:
            found.differences.append(Difference(name, None, found.fills.pop(name)))


def _compare_offering(
    supplier: Supplier, offerings: Sequence[Offering], record: SupplierRecord, found: Comparison
) -> None:
    said = offerings_of_record(supplier, record, max((one.position for one in offerings), default=0) + 1)
    if not offerings:
        found.new_offerings += said
        return
    for theirs in said:
        _compare_one_offering(theirs, offerings, record, found)


def _compare_one_offering(
    theirs: Offering, offerings: Sequence[Offering], record: SupplierRecord, found: Comparison
) -> None:
    named = next((one for one in offerings if fold(one.title) == fold(theirs.title)), None)
    if named is None and not record.offering and record.profile is None and _covered(theirs.cpv, offerings):
        return
    if named is None:
        titles = [one.title for one in offerings]
        found.differences.append(Difference(OFFERING, titles, [theirs.title, *theirs.cpv]))
    elif not named.cpv and theirs.cpv:
        found.offering_fills.append((named, {"cpv": theirs.cpv}))
    elif not _covered(theirs.cpv, offerings):
        found.differences.append(Difference(OFFERING, list(named.cpv), [theirs.title, *theirs.cpv]))


def _covered(codes: Iterable[str], offerings: Sequence[Offering]) -> bool:
    return {*codes} <= {code for one in offerings for code in one.cpv}


def _compare_credential(
    supplier: Supplier, held: Sequence[Credential], claim: CredentialClaim, found: Comparison
) -> None:
    ours = next((one for one in held if one.code == claim.code and one.state != WITHDRAWN), None)
    if ours is None:
        found.new_credentials.append(credential_of(supplier, claim))
        return
    fills: dict[str, Any] = {}
    if claim.level and not ours.level and ours.state != VERIFIED:
        fills["level"] = claim.level
    if claim.valid_until and ours.valid_until is None and ours.state != VERIFIED:
        fills["valid_until"] = claim.valid_until
    if fills:
        found.credential_fills.append((ours, fills))
    later = (
        claim.valid_until is not None and "valid_until" not in fills and claim.valid_until != ours.valid_until
    )
    other = bool(claim.level) and "level" not in fills and claim.level != ours.level
    if later or other:
        found.differences.append(
            Difference(
                f"{CREDENTIAL}{claim.code}",
                [ours.level, _plain(ours.valid_until)],
                [claim.level, _plain(claim.valid_until)],
            )
        )


def _same(name: str, ours: Any, theirs: Any) -> bool:
    if name in {"name", "place", "description", "impact", "innovation", "target_groups"}:
        return _words(ours) == _words(theirs)
    if name == "website":
        return _address(ours) == _address(theirs)
    if name == "email":
        return bool(ours.casefold() == theirs.casefold())
    if name in {"phone", "postcode"}:
        return [sign for sign in ours if sign.isalnum()] == [sign for sign in theirs if sign.isalnum()]
    if name in {"themes", "trade_names", "impact_areas", "sdgs"}:
        return {*theirs} <= {*ours}
    if name == "regions":
        served = {current_region(code) for code in ours}
        return all(served.intersection((current_region(code), *wider(code))) for code in theirs)
    return bool(ours == theirs)


def _words(text: str) -> str:
    return " ".join(fold(text).split())


def _address(text: str) -> str:
    return text.casefold().split("://")[-1].removeprefix("www.").rstrip("/")


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _kind_of(codes: Sequence[str]) -> str:
    """From the division of the first CPV code: 45 is works, 50 and above services, the rest products."""
    if not codes:
        return "service"
    division = int(codes[0][:2])
    if division == 45:
        return "work"
    return "service" if division >= 50 else "product"


def _cut(text: str) -> str:
    if len(text) <= LONGEST_TITLE:
        return text
    return text[: LONGEST_TITLE - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"


def value_of(name: str, kept: Any) -> Any:
    """A kept value as the column wants it."""
    return Decimal(kept) if name == "target_group_share" and kept is not None else kept


Known = Mapping[int, Sequence[Any]]
