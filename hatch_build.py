"""The wheel carries the built assets and translations; an editable install builds nothing."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = (
    "src/meerwaarde/static/vendor/**",
    "src/meerwaarde/exchange/cpv/cpv.bin",
    "src/meerwaarde/locale/**/*.mo",
)


class AssetsHook(BuildHookInterface):  # type: ignore[misc]
    """Runs for the wheel: what git ignores is made and taken along."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        tools = Path(self.root) / "tools"
        runpy.run_path(str(tools / "assets.py"))["build"]()
        runpy.run_path(str(tools / "translations.py"))["build"]()
        build_data.setdefault("artifacts", []).extend(CARRIED)
