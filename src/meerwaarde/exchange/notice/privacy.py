"""What is not shown of a notice: e-mail addresses that people wrote into its texts."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

from meerwaarde.exchange.notice.records import Notice

MASK: Final = "[e-mailadres]"
# Bounded on both sides, so that a text of a million signs is read in one go.
_ADDRESS: Final = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}\s?(?:@|\(at\)|\[at\])\s?(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])"
)


def mask_addresses(text: str) -> str:
    """The text with `[e-mailadres]` for every e-mail address, also one written with (at).

    All of them: whether an address is that of a person cannot be seen from it.
    """
    return _ADDRESS.sub(MASK, text) if "@" in text or "at)" in text or "at]" in text else text


def masked(notice: Notice) -> Notice:
    """The notice without e-mail addresses in any of its texts; ids, codes and amounts stay as they are."""
    said = msgspec.to_builtins(notice)
    return msgspec.convert(_masked(said), Notice)


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask_addresses(value)
    if isinstance(value, dict):
        return {name: one if name in _KEPT else _masked(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(one) for one in value]
    return value


_KEPT: Final = frozenset({"id", "procedure_id", "source", "file"})
