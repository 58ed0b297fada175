"""Which pages may show a search box of ours in a frame: their origins, as a header can hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

MOST_HOSTS: Final = 20
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ORIGIN = re.compile(rf"(https?)://((?:{_LABEL})(?:\.{_LABEL})*)(?::([1-9][0-9]{{0,4}}))?")
_OWN_MACHINE = frozenset({"localhost", "127.0.0.1"})


def read_origin(text: str) -> str | None:
    """An origin such as "https://intranet.veenmeer.nl", from what people paste (a whole address is cut off).

    Without "https://" it is read with it. None for anything that is no plain origin: no stars, no user name,
    no port beyond 65535, and no http but on one's own machine.
    """
    bare = text.strip().lower()
    if not bare:
        return None
    if "://" not in bare:
        bare = f"https://{bare}"
    scheme, _mark, rest = bare.partition("://")
    origin = f"{scheme}://{re.split(r'[/?#]', rest, maxsplit=1)[0]}"
    found = _ORIGIN.fullmatch(origin)
    if found is None:
        return None
    if found[1] == "http" and found[2] not in _OWN_MACHINE:
        return None
    if "." not in found[2] and found[2] not in _OWN_MACHINE:
        return None
    return None if found[3] and int(found[3]) > 65_535 else origin


def read_origins(text: str) -> tuple[tuple[str, ...], str | None]:
    """The origins in a text, one on each line or with commas, each once; and the first that is none."""
    found: dict[str, None] = {}
    for part in re.split(r"[,;\s]+", text):
        if not part:
            continue
        origin = read_origin(part)
        if origin is None:
            return tuple(found), part
        found[origin] = None
    return tuple(found), None


def frame_ancestors(origins: Iterable[str]) -> list[str]:
    """Who may show the page in a frame, for the content security policy; nobody where none is named."""
    return [one for one in origins if read_origin(one) == one] or ["'none'"]
