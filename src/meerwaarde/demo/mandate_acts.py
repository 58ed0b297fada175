"""Entering mandates into the register, and saying what counts as local, as the administrator does."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import partial

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import DemoMandate, Happening
from meerwaarde.platform.access.actions import set_own_regions
from meerwaarde.platform.access.mandating import MandateGiven, end_mandate, register_mandate
from meerwaarde.platform.organisations.queries import Mandate


def mandate_happenings(cast: Cast, told: DemoMandate) -> list[Happening]:
    """Registering a mandate, and ending it where that is told."""
    entered: list[Mandate] = []

    def register() -> None:
        entered.append(_register(cast, told))

    def end() -> None:
        assert told.ended_at is not None
        end_mandate(actor=cast.actor(told.by), mandate=entered[0], at=told.ended_at)

    happenings = [Happening(told.at, register)]
    if told.ended_at is not None:
        happenings.append(Happening(told.ended_at, end))
    return happenings


def region_happenings(cast: Cast, regions: tuple[str, ...], at: datetime) -> list[Happening]:
    """Saying on the first day what counts as local, where the story says so."""
    return [Happening(at, partial(_say_what_is_local, cast, regions, at))] if regions else []


def _say_what_is_local(cast: Cast, regions: tuple[str, ...], at: datetime) -> None:
    set_own_regions(actor=cast.actor(cast.administrator), regions=list(regions), at=at)


def _register(cast: Cast, told: DemoMandate) -> Mandate:
    given = MandateGiven(
        act=told.act,
        role=told.role,
        membership=cast.members[told.person] if told.person else None,
        department=cast.departments[told.department] if told.department else None,
        contracts=told.contracts,
        cpv=told.cpv,
        amount=None if told.amount is None else Decimal(told.amount),
        since=told.since,
        until=told.until,
        source=told.source,
    )
    return register_mandate(actor=cast.actor(told.by), given=given, at=told.at)
