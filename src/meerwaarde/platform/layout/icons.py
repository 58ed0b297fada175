"""The icons of the pages: our name for what it means, and the drawing it is taken from.

A page names what an icon *means* (`goal`, `advice`), so that a drawing can be replaced in one place. The
asset build (tools/assets.py) reads `DRAWINGS` and copies just these drawings from the icon set; this
module must therefore import nothing but the standard library.
"""

import json
from functools import cache
from pathlib import Path

DRAWINGS = {
    # things of the field
    "goal": "target-arrow",
    "framework": "scale",
    "need": "bulb",
    "procurement": "gavel",
    "advice": "sparkles",
    "strategy": "file-text",
    "supplier": "building-store",
    "contract": "heart-handshake",
    "outcome": "chart-bar",
    "spend": "coins",
    "story": "book-2",
    "learning": "school",
    "journal": "history",
    "oversight": "shield-check",
    "measurement": "report-analytics",
    "notice": "bell",
    "task": "list-check",
    "law": "building-community",
    "route": "route",
    "lots": "stack-2",
    "ambitions": "hexagon",
    "matrix": "chart-grid-dots",
    # the six themes
    "theme_environment_biodiversity": "leaf",
    "theme_climate": "world",
    "theme_circular": "recycle",
    "theme_supply_chain_responsibility": "topology-star-3",
    "theme_diversity_inclusion": "users",
    "theme_social_return": "heart-handshake",
    # the shell
    "home": "layout-dashboard",
    "search": "search",
    "person": "user-circle",
    "people": "users",
    "organisation": "building-community",
    "menu": "menu-2",
    "settings": "settings",
    "language": "language",
    "sign_out": "logout",
    "lock": "lock",
    "help": "help-circle",
    # acts
    "add": "plus",
    "close": "x",
    "edit": "pencil",
    "remove": "trash",
    "download": "download",
    "upload": "upload",
    "print": "printer",
    "copy": "copy",
    "link": "link",
    "external": "external-link",
    "filter": "filter",
    "next": "arrow-right",
    "previous": "arrow-left",
    "open": "chevron-right",
    "expand": "chevron-down",
    "sort": "selector",
    "view": "eye",
    # what something is worth telling
    "done": "check",
    "success": "circle-check",
    "warning": "alert-triangle",
    "block": "ban",
    "info": "info-circle",
    "clock": "clock",
    "day": "calendar-event",
    "message": "message-circle",
    "place": "map-pin",
}

BUILT = Path(__file__).resolve().parents[2] / "static" / "vendor" / "icons.json"


class AssetsMissing(RuntimeError):
    """The asset build has not run, so there is nothing to draw with."""


@cache
def _drawn() -> dict[str, str]:
    try:
        drawn: dict[str, str] = json.loads(BUILT.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AssetsMissing("The icons are not built yet. Run: python tools/assets.py") from None
    return drawn


def paths(name: str) -> str:
    """The SVG elements of one icon, for a view box of 24 by 24, drawn with a stroke.

    KeyError with the name and a hint when the icon is unknown or was added after the last asset build.
    """
    try:
        return _drawn()[name]
    except KeyError:
        hint = (
            "run python tools/assets.py again"
            if name in DRAWINGS
            else "add it to DRAWINGS in layout/icons.py"
        )
        raise KeyError(f"No icon named {name!r}: {hint}.") from None
