"""Reading in a process of its own (promise T04): a file that eats memory or time ends that process, not ours.

The parent calls `answer_of`; the module that is run calls `limit_myself` before it imports the reader, reads
standard input and writes standard output.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from typing import Final

MOST_MEMORY: Final = 512 * 1024 * 1024
"""Bytes of address space."""

_KEPT: Final = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT")


def limit_myself(*, seconds: int, most_memory: int = MOST_MEMORY) -> None:
    """From here on this process has so much memory and processor time, and writes no file."""
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def answer_of(module: str, *arguments: str, document: bytes, patience_seconds: int) -> bytes | None:
    """What `python -m module` answers about a document; None where a limit ended it.

    The child knows nothing of our settings: no secret stands in its environment.
    """
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 (modules of our own; the document goes to standard input)
            [sys.executable, "-m", module, *arguments],
            input=document,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=patience_seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None
