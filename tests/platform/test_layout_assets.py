"""What is fetched at build time: named exactly, from nowhere in particular, and openly licensed."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def assets() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tools_assets", ROOT / "tools" / "assets.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_lock_names_versions_and_digests_but_no_addresses() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    locked = json.loads(text)["packages"]
    assert all("integrity" in one for path, one in locked.items() if path)
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), f"{name} must be pinned"
        assert locked[f"node_modules/{name}"]["version"] == version


def test_no_token_package_of_an_existing_house_style_is_shipped() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    tokens = {name for name in packages if "design-tokens" in name}
    assert tokens == {"node_modules/@nl-design-system-unstable/voorbeeld-design-tokens"}
    open_licences = {"EUPL-1.2", "MIT", "OFL-1.1", "MPL-2.0"}
    assert {one["license"] for name, one in packages.items() if name and "license" in one} <= open_licences


def test_a_closed_licence_stops_the_build(
    assets: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "NODE_MODULES", tmp_path)
    for name, licence in (("free", "EUPL-1.2"), ("@town/tokens", "SEE LICENSE.md")):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "package.json").write_text(json.dumps({"name": name, "license": licence}))
    with pytest.raises(SystemExit, match="@town/tokens"):
        assets.refuse_closed_licences()


def test_a_second_build_does_nothing_and_is_quick(assets: ModuleType) -> None:
    assets.build()
    started = time.perf_counter()
    again = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "assets.py")], capture_output=True, text=True, check=True
    )
    assert "nothing to do" in again.stderr
    assert time.perf_counter() - started < 1.5  # under 0.3 s on a quiet machine


def test_only_tokens_that_are_used_are_kept(assets: ModuleType) -> None:
    theme = ".voorbeeld-theme { --a: var(--b); --b: #fff; --c: red; --d: var(--a); }"
    assert (
        assets.only_used(theme, used_by="x { color: var(--a) }") == ".voorbeeld-theme{--a:var(--b);--b:#fff;}"
    )


def test_own_styles_use_only_tokens_that_exist() -> None:
    sheet = (ROOT / "src/meerwaarde/static/vendor/meerwaarde.css").read_text(encoding="utf-8")
    declared = set(re.findall(r"(--[\w-]+)\s*:", sheet))
    own = "".join(
        p.read_text(encoding="utf-8") for p in (ROOT / "src/meerwaarde/platform/layout/styles").glob("*.css")
    )
    used = set(re.findall(r"var\((--(?:basis|mw)-[\w-]+)\)", own))
    assert used
    assert not used - declared
