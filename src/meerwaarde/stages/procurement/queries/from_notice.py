"""What a notice tells about a procurement: the fields that it fills, and nothing that it leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from meerwaarde.exchange.cpv.read import load as cpv_catalogue
from meerwaarde.rules.money import to_cent
from meerwaarde.rules.read_intake import LARGEST_AMOUNT
from meerwaarde.stages.market.queries import NoticeRecord

RESERVED = {"res-ws": "2.82", "res-pub-ser": "2.82a"}


@dataclass(frozen=True)
class Filled:
    """Fields of an intake in the form of the interface, lots apart, and the texts for the first step.

    `lots` is None where the notice does not tell whether the contract is divided, empty where it is not.
    """

    title: str
    need: str
    part: dict[str, Any] = field(default_factory=dict)
    lots: tuple[dict[str, Any], ...] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that the notice filled."""
        texts = [name for name in ("title", "need") if getattr(self, name)]
        return (*texts, *self.part, *(() if self.lots is None else ("divided", "lots")))


def filled_from(notice: NoticeRecord) -> Filled:
    """Only what the notice says by itself: no value means that the value is asked, not guessed."""
    part = {
        "contract": _contract(notice),
        "cpv": _codes(notice),
        "estimate": _euros(notice.estimate),
        **_reserved(notice),
        **_award(notice),
    }
    return Filled(
        title=(notice.title or "").strip()[:200],
        need=(notice.description or "").strip(),
        part={name: value for name, value in part.items() if value is not None},
        lots=_lots(notice),
    )


def _contract(notice: NoticeRecord) -> str | None:
    if notice.contract == "services" and any(s.what == "light_regime" for s in notice.social.signals):
        return "social_services"
    return None if notice.contract == "unknown" else notice.contract


def _codes(notice: NoticeRecord) -> list[str] | None:
    known = cpv_catalogue()
    codes = [code for code in (notice.cpv.main, *notice.cpv.additional) if code and known.is_valid(code)]
    return list(dict.fromkeys(codes)) or None


def _euros(amount: Any) -> str | None:
    """An amount in euros as the interface writes it; other currencies and nil are left to the person."""
    if amount is None or amount.currency not in (None, "EUR"):
        return None
    exact = to_cent(Decimal(amount.amount))
    return str(exact) if 0 < exact <= LARGEST_AMOUNT else None


def _reserved(notice: NoticeRecord) -> dict[str, Any]:
    codes = {lot.reserved for lot in notice.lots}
    kinds = [RESERVED[code] for code in ("res-ws", "res-pub-ser") if code in codes]
    return {"reserved": kinds[0], "reserved_in_notice": True} if len(kinds) == 1 else {}


def _award(notice: NoticeRecord) -> dict[str, Any]:
    """How is awarded, and the weights where they are percentages that are the same in every lot."""
    kinds = {criterion.type for lot in notice.lots for criterion in lot.award_criteria}
    if not kinds or "unknown" in kinds:
        return {}
    award = "quality" if "quality" in kinds else "cost" if "cost" in kinds else "price"
    return {"award": award, "weights": _weights(notice)}


def _weights(notice: NoticeRecord) -> dict[str, str] | None:
    per_lot = []
    for lot in notice.lots:
        if any(one.weight is None or one.unit != "percentage" for one in lot.award_criteria):
            return None
        sums = {"price": Decimal(0), "quality": Decimal(0)}
        for one in lot.award_criteria:
            sums["quality" if one.type == "quality" else "price"] += Decimal(one.weight or 0)
        per_lot.append(sums)
    if not per_lot or any(sums != per_lot[0] for sums in per_lot):
        return None
    return {name: f"{share.normalize():f}" for name, share in per_lot[0].items()}


def _lots(notice: NoticeRecord) -> tuple[dict[str, Any], ...] | None:
    if not notice.lots:
        return None
    return () if len(notice.lots) == 1 else _rows(notice.lots)


def _rows(lots: Sequence[Any]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "code": (lot.id or str(place))[:20],
            "name": (lot.title or "")[:200],
            "estimate": _euros(lot.estimate),
            "cpv": lot.cpv or "",
        }
        for place, lot in enumerate(lots, start=1)
    )
