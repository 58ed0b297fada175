"""Suppliers as people enter them: Bob of Veenmeer by default, Eve of Duinrade where said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

NOON = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture
def new_supplier(cast: Any) -> Callable[..., Any]:
    """`new_supplier(name="…", cpv=("90911200",), pso=date(…))`; `pso` adds a verified PSO 30+ to that day."""
    from meerwaarde.stages.market import actions

    def enter(
        *,
        by: str = "bob",
        name: str = "Stichting Groenwerk",
        cpv: tuple[str, ...] = (),
        pso: date | None = None,
        **values: Any,
    ) -> Any:
        actor = getattr(cast, by)
        offered = (
            [actions.OfferingValues(kind="service", title="Onderhoud van groen", cpv=cpv)] if cpv else []
        )
        supplier = actions.add_supplier(
            actor=actor, at=NOON, values=actions.SupplierValues(name=name, **values), offerings=offered
        )
        if pso is not None:
            claim = actions.CredentialValues(code="pso", level="30_plus")
            held = actions.add_credential(actor=actor, at=NOON, supplier=supplier, values=claim)
            actions.verify_credential(
                actor=cast.pia,
                at=NOON,
                credential=held,
                expected_version=held.version,
                evidence="Register van PSO-Nederland",
                seen_on=date(2026, 11, 1),
                valid_until=pso,
            )
            supplier.refresh_from_db()
        return supplier

    return enter
