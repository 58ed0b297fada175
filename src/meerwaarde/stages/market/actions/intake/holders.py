"""Who holds a window: a name by which another process can see whether this one still lives."""

from __future__ import annotations

import os
import platform
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from meerwaarde.gates.outbound import Patience

SILENT_AFTER: Final = timedelta(seconds=Patience().longest_silence, minutes=5)
"""After so long without a sign a process of another machine counts as dead.

A source may ask us to wait with every answer, and who waits as asked is not dead. The five minutes are for
the questions themselves.
"""
_UNSEEN: Final = "?"
"""It lives, or it cannot be seen whether it does."""
_BEGAN: Final = 19
"""The place of the moment of beginning behind the name of a process (proc(5), field 22)."""


def own_name() -> str:
    """This process: its machine, its number, and when it began, for numbers are given out again."""
    return f"{_machine()}|{os.getpid()}|{_began(os.getpid())}"


def is_gone(holder: str, heartbeat: datetime | None, *, at: datetime) -> bool:
    """Whether nobody of this name works any more; of this machine that is known at once."""
    machine, _, rest = holder.partition("|")
    pid, _, began = rest.partition("|")
    if machine == _machine() and pid.isdigit() and began != _UNSEEN:
        return _began(int(pid)) not in {began, _UNSEEN}
    return heartbeat is None or heartbeat < at - SILENT_AFTER


def _machine() -> str:
    return platform.node()[:60].replace("|", "")


def _began(pid: int) -> str:
    """When a process of this machine began, in ticks since it started; "" where there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[_BEGAN]
    except FileNotFoundError:
        return "" if Path("/proc/self/stat").exists() else _UNSEEN
    except (OSError, IndexError, UnicodeDecodeError):
        return _UNSEEN
