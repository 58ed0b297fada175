"""A secret key of the installation's own, made once and readable to its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def own_key(folder: Path) -> str:
    """The key in `folder`; the first process to ask makes it, a second one at the same moment reads that."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(64)
        file.write(key)
    return key
