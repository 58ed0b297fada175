"""A supplier as an open profile: without persons, with who says what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.urls import reverse

from meerwaarde.exchange.suppliers.profile import (
    LICENCE,
    ProfileCredential,
    ProfileOffering,
    ProfileSource,
    SupplierProfile,
)
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.rules.money import from_cents
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.queries import proof

Absolute = Callable[[str], str]


def profile_records(
    suppliers: Sequence[queries.Supplier], day: date, absolute: Absolute
) -> tuple[SupplierProfile, ...]:
    """The profiles of suppliers that were fetched with their parts. One query for who says what."""
    said = proof.sources_of(suppliers)
    kinds = rules.credential_kinds(Law.on(day))
    return tuple(_profile(one, said.get(one.pk, {}), day, kinds, absolute) for one in suppliers)


def _profile(
    one: queries.Supplier,
    said: Mapping[str, proof.AttributeSource],
    day: date,
    kinds: Mapping[str, rules.CredentialKind],
    absolute: Absolute,
) -> SupplierProfile:
    open_to_all = one.open_since is not None
    return SupplierProfile(
        id=one.public_id,
        url=absolute(reverse("api:supplier", args=[one.public_id])) if open_to_all else "",
        license=LICENCE if open_to_all else None,
        changed_at=one.changed_at,
        name=one.name,
        kvk=one.kvk,
        trade_names=tuple(one.trade_names),
        legal_form=one.legal_form,
        size_class=one.size_class,
        description=one.description,
        website=one.website,
        place=one.place,
        regions=None if one.regions is None else tuple(one.regions),
        themes=tuple(one.themes),
        impact_areas=tuple(one.impact_areas),
        sdgs=tuple(one.sdgs),
        impact=one.impact,
        innovation=one.innovation,
        target_groups=one.target_groups,
        target_group_share=_short(one.target_group_share),
        main_purpose_integration=one.main_purpose_integration,
        capacity_min=_amount(one.capacity_min_cents),
        capacity_max=_amount(one.capacity_max_cents),
        turnover_band=one.turnover_band,
        turnover_year=one.turnover_year,
        subcontracts=one.subcontracts,
        combines=one.combines,
        available_from=one.available_from,
        offerings=tuple(_offering(each) for each in one.offerings.all()),
        credentials=tuple(_credentials(one.credentials.all(), day, kinds)),
        sources=tuple(_source(said[name]) for name in sorted(said) if _member(name) in _MEMBERS),
    )


def _offering(one: queries.Offering) -> ProfileOffering:
    return ProfileOffering(
        kind=one.kind,  # type: ignore[arg-type] # the table holds these three alone
        title=one.title,
        description=one.description,
        cpv=tuple(one.cpv),
        category=one.category,
        price_from=_amount(one.price_from_cents),
        price_until=_amount(one.price_until_cents),
        price_unit=one.price_unit,
        minimum=_amount(one.min_cents),
        maximum=_amount(one.max_cents),
        lead_days=one.lead_days,
    )


def _credentials(
    held: Iterable[queries.Credential], day: date, kinds: Mapping[str, rules.CredentialKind]
) -> Iterable[ProfileCredential]:
    """What was withdrawn or refused is left out; whoever reads this looks it up in the register itself."""
    for one in held:
        facts = queries.credential_facts(one)
        (standing,) = rules.standing([facts], day, kinds)
        if standing.state == "withdrawn" or standing.state == "refused":  # noqa: PLR1714 (narrows the type)
            continue
        verified = standing.state in ("counts", "not_yet")
        yield ProfileCredential(
            code=one.code,
            level=one.level,
            issuer=one.issuer,
            number=one.number,
            state="verified" if standing.state == "counts" else standing.state,
            state_on=day,
            valid_from=one.valid_from,
            valid_until=one.valid_until,
            verified_on=one.verified_on,
            verified_for=one.verified_for.name if verified and one.verified_for else "",
            register=(standing.kind.register or "") if standing.kind else "",
        )


def _source(one: proof.AttributeSource) -> ProfileSource:
    return ProfileSource(
        attribute=_member(one.attribute),
        sayer=one.sayer,  # type: ignore[arg-type] # the table holds these four alone
        said_on=one.said_on,
        who=one.register or (one.organisation.name if one.organisation and one.sayer == "authority" else ""),
    )


def _member(attribute: str) -> str:
    """The name in the JSON of a column."""
    head, *rest = attribute.removesuffix("_cents").split("_")
    return head + "".join(part.capitalize() for part in rest)


_MEMBERS = frozenset(SupplierProfile.__struct_encode_fields__)


def _amount(value: int | None) -> Decimal | None:
    return None if value is None else from_cents(value)


def _short(share: Decimal | None) -> Decimal | None:
    """0.3500 as 0.35."""
    return None if share is None else Decimal(f"{share.normalize():f}")
