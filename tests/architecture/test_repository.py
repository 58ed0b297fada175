"""What the repository may not hold, and what it must."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
]
LOCKS = [*sorted((ROOT / "requirements").glob("*.lock")), ROOT / "package-lock.json"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda p: p.name)
def test_a_lock_names_no_host(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    text = re.sub(r'"funding":\s*(\{[^}]*\}|\[[^\]]*\])', "", text)
    assert not re.search(r"https?://|--index-url|--find-links", text)


def test_python_locks_are_pinned_by_hash() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.lock")):
        pins = re.findall(
            r"^[a-z0-9][^\n]*==[^\n]*\\\n\s+--hash=sha256:", lock.read_text(), flags=re.M | re.I
        )
        names = re.findall(r"^[a-z0-9][a-z0-9._-]*(?:\[[^\]]*\])?==", lock.read_text(), flags=re.M | re.I)
        assert len(pins) == len(names) > 3, lock.name


def test_no_built_or_fetched_file_is_kept() -> None:
    wrong = [path for path in TRACKED if path.suffix in {".mo", ".woff2", ".bin", ".sqlite3", ".parquet"}]
    assert not wrong


@pytest.mark.parametrize(
    "name",
    [
        "README.md", "README.nl.md", "LICENSE", "publiccode.yml", "CHANGELOG.md", "CONTRIBUTING.md",
        "SECURITY.md",
        "GOVERNANCE.md", "docs/house.md", "docs/woordenlijst.md", "docs/decisions/0001-the-house.md",
    ],
)  # fmt: skip
def test_a_newcomer_finds(name: str) -> None:
    assert (ROOT / name).stat().st_size > 400


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", target) and not (document.parent / target).exists():
                broken.append(f"{document.relative_to(ROOT)} → {target}")
    assert not broken, "\n".join(broken)
