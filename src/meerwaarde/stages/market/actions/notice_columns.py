"""From a notice of the exchange to the columns of its row."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.exchange.notice.lists import buyer_key, cents_of, main_nuts, moment_of, public_address


def columns_of(found: NoticeRecord) -> dict[str, Any]:
    """Every column that follows from what the notice says; its number and its file stand elsewhere."""
    stored: dict[str, Any] = without_nul(msgspec.to_builtins(found))
    return {
        "kind": found.kind,
        "title": (stored["title"] or "")[:400],
        "buyer_name": ", ".join(buyer["name"] for buyer in stored["buyers"] if buyer["name"])[:300],
        "published": day_of(found.published),
        "closes_on": day_of(found.deadline),
        "closes_at": moment_of(found.deadline),
        "verdict": found.social.verdict,
        "complaints": len(found.complaints),
        "procedure_id": (stored["procedure_id"] or "")[:120],
        "buyer_key": buyer_key(found),
        "cpv": found.cpv.main or "",
        "contract": found.contract,
        "procedure": found.procedure,
        "nuts": main_nuts(found),
        "estimate_cents": cents_of(found.estimate),
        "address": public_address(found),
        "record": stored,
    }


def day_of(moment: str | None) -> date | None:
    """The day of an ISO day or moment; None where nothing readable stands there."""
    try:
        return date.fromisoformat(moment[:10]) if moment else None
    except ValueError:
        return None


def without_nul(value: Any) -> Any:
    """PostgreSQL keeps no NUL in text; JSON notices may hold one."""
    if isinstance(value, str):
        return value.replace("\x00", "") if "\x00" in value else value
    if isinstance(value, dict):
        return {key: without_nul(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [without_nul(item) for item in value]
    return value
