"""A file of the PSO register: most firms are still in it, one is gone, one has another step or name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import DemoSupplier, Happening, on
from meerwaarde.exchange.registers import open_register, propose
from meerwaarde.stages.market.actions.registers import try_register, upload_register, use_register_here

_AT: Final = on("2026-11-16 10:15")
_AS_OF: Final = date(2026, 11, 13)
_HEAD: Final = "KvK-nummer;Organisatie;Trede;Geldig tot en met"
_STRANGERS: Final = (
    "90099011;Drukkerij De Zetspiegel;Trede 2;30-06-2028",
    "90099028;Hoveniers Noord;30+;31-01-2028",
)
"""Firms that stand in the register and not in our directory."""


def proof_happenings(cast: Cast, slug: str, suppliers: Sequence[DemoSupplier]) -> list[Happening]:
    """Only the largest authority checks with files of registers."""
    if slug != "veenmeer":
        return []
    return [Happening(_AT, partial(_check_with_the_register, cast, suppliers))]


def _check_with_the_register(cast: Cast, suppliers: Sequence[DemoSupplier]) -> None:
    actor = cast.actor("soraya")
    document = "\n".join((_HEAD, *_rows(suppliers), *_STRANGERS)).encode()
    batch = upload_register(
        actor,
        document=document,
        file_name="pso-register-november.csv",
        code="pso",
        as_of=_AS_OF,
        at=_AT,
        source_url="https://www.pso-nederland.nl/",
    )
    mapping = propose(open_register(document, batch.file_name))
    try_register(actor, batch=batch, mapping=mapping, at=_AT)
    use_register_here(actor, batch=batch, at=_AT)


def _rows(suppliers: Sequence[DemoSupplier]) -> list[str]:
    """The firms that were checked, as the register has them: the first is gone, the second rose a step, the
    third has another name."""
    held = [
        (one, claim)
        for one in suppliers
        for claim in one.credentials
        if claim.code == "pso"
        and claim.checked_at is not None
        and claim.checked_at < _AT
        and (claim.until is None or claim.until > _AS_OF)
        and claim.withdrawn_at is None
    ]
    rows = []
    for place, (one, claim) in enumerate(held[1:]):
        level = "Trede 3" if place == 0 else _STEPS.get(claim.level, claim.level)
        name = "Vesting Facilitair Beheer" if place == 1 else one.name
        until = f"{claim.until:%d-%m-%Y}" if claim.until else ""
        rows.append(f"{one.kvk};{name};{level};{until}")
    return rows


_STEPS: Final = {"30_plus": "30+", "basis": "Basistrede", "aspirant": "Aspirant"}
