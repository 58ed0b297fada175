"""Taking firms into the directory, and checking what they can show, through the actions of the market."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from django.utils import timezone

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import DemoCredential, DemoOffering, DemoSupplier, Happening, on
from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.market import actions, queries

MOST_CLAIMED_AHEAD = timedelta(minutes=20)
"""A colleague writes a recognition down shortly before checking it."""


def supplier_happenings(cast: Cast, told: DemoSupplier) -> list[Happening]:
    """Taking the firm in, writing down later recognitions, and checking or withdrawing them."""
    with_the_firm = tuple(one for one in told.credentials if _claimed_at(told, one) == told.at)
    happenings = [Happening(told.at, partial(_add, cast, told, with_the_firm))]
    for one in told.credentials:
        if one not in with_the_firm:
            happenings.append(Happening(_claimed_at(told, one), partial(_claim, cast, told, one)))
        if one.checked_at is not None:
            happenings.append(Happening(one.checked_at, partial(_check, cast, told, one)))
        if one.withdrawn_at is not None:
            happenings.append(Happening(one.withdrawn_at, partial(_withdraw, cast, told, one)))
    return happenings


def _claimed_at(told: DemoSupplier, one: DemoCredential) -> datetime:
    """With the firm itself, or once it is there: when it is checked, or on the day on which it begins."""
    if one.since is None or one.since <= told.at.date():
        return told.at
    if one.checked_at is not None:
        return one.checked_at - MOST_CLAIMED_AHEAD
    return on(f"{one.since.isoformat()} 09:30")


def _add(cast: Cast, told: DemoSupplier, credentials: tuple[DemoCredential, ...]) -> None:
    low, high = told.capacity or (None, None)
    band, year = told.turnover or ("", None)
    values = actions.SupplierValues(
        name=told.name,
        kvk=told.kvk,
        legal_form=told.legal_form,
        size_class=told.size,
        description=told.description,
        website=f"https://www.{told.key}.example" if told.web else "",
        email=f"info@{told.key}.example" if told.web else "",
        phone=f"000-555 {told.kvk[-4:-2]} {told.kvk[-2:]}",
        contact_point=told.desk,
        place=told.place,
        regions=told.regions,
        themes=told.themes,
        impact_areas=told.impact_areas,
        sdgs=told.sdgs,
        impact=told.impact,
        innovation=told.innovation,
        target_groups=told.target_groups,
        target_group_share=told.target_group_share,
        main_purpose_integration=told.main_purpose_integration,
        capacity_min=_euros(low),
        capacity_max=_euros(high),
        turnover_band=band,
        turnover_year=year,
        subcontracts=told.subcontracts,
        combines=told.combines,
    )
    added = actions.add_supplier(
        actor=cast.actor(told.by),
        at=told.at,
        values=values,
        offerings=[_offering(one) for one in told.offerings],
        credentials=[_claimed(one) for one in credentials],
    )
    cast.suppliers[told.key] = added.public_id


def _offering(told: DemoOffering) -> actions.OfferingValues:
    low, high = told.price or (None, None)
    least, most = told.size or (None, None)
    return actions.OfferingValues(
        kind=told.kind,
        title=told.title,
        description=told.description,
        cpv=told.cpv,
        price_from=_euros(low),
        price_until=_euros(high),
        price_unit=told.unit,
        minimum=_euros(least),
        maximum=_euros(most),
        lead_days=told.lead_days,
    )


def _claimed(told: DemoCredential) -> actions.CredentialValues:
    return actions.CredentialValues(
        code=told.code,
        issuer=told.issuer,
        number=told.number,
        level=told.level,
        evidence=told.evidence,
        valid_from=told.since,
        valid_until=told.until,
    )


def _claim(cast: Cast, told: DemoSupplier, one: DemoCredential) -> None:
    actor, at = cast.actor(one.checked_by), _claimed_at(told, one)
    actions.add_credential(actor=actor, at=at, supplier=_supplier(cast, actor, told), values=_claimed(one))


def _check(cast: Cast, told: DemoSupplier, one: DemoCredential) -> None:
    assert one.checked_at is not None
    actor = cast.actor(one.checked_by)
    held = _credential(cast, actor, told, one)
    actions.verify_credential(
        actor=actor,
        at=one.checked_at,
        credential=held,
        expected_version=held.version,
        evidence=one.evidence,
        seen_on=timezone.localdate(one.checked_at),
        valid_until=one.until,
    )


def _withdraw(cast: Cast, told: DemoSupplier, one: DemoCredential) -> None:
    assert one.withdrawn_at is not None
    actor = cast.actor(one.checked_by)
    held = _credential(cast, actor, told, one)
    values = actions.CredentialValues(**{**vars(_claimed(one)), "note": one.why_withdrawn})
    actions.change_credential(
        actor=actor, at=one.withdrawn_at, credential=held, expected_version=held.version, values=values
    )
    actions.withdraw_credential(
        actor=actor, at=one.withdrawn_at, credential=_credential(cast, actor, told, one)
    )


def _supplier(cast: Cast, actor: Actor, told: DemoSupplier) -> queries.Supplier:
    found = queries.supplier(actor, cast.suppliers[told.key])
    assert found is not None, told.key
    return found


def _credential(cast: Cast, actor: Actor, told: DemoSupplier, one: DemoCredential) -> queries.Credential:
    """The recognition of this scheme that begins on this day."""
    supplier = _supplier(cast, actor, told)
    held = queries.credentials_of([supplier])[supplier.pk]
    return next(known for known in held if (known.code, known.valid_from) == _which(one))


def _which(one: DemoCredential) -> tuple[str, date | None]:
    return one.code, one.since


def _euros(amount: int | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)
