"""Argon2id behind a gate: a rush of log-ins costs time, never all memory."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher

AT_ONCE = 2
"""Two hashes of 64 MiB at a time in one process; the others wait their turn."""

_gate = BoundedSemaphore(AT_ONCE)


class GatedArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id with three passes over 64 MiB, about a sixth of a second."""

    time_cost = 3
    memory_cost = 64 * 1024
    parallelism = 2

    def encode(self, password: str, salt: str) -> str:
        with _gate:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _gate:
            return super().verify(password, encoded)

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Argon2 fixes its own cost; nothing to add."""

    def must_update(self, encoded: str) -> Any:
        return super().must_update(encoded)
