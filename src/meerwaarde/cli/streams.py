"""What every command shares: reading, printing, exit codes, and the one form of a refusal."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

DONE, REFUSED, UNUSABLE = 0, 1, 2
"""Exit codes: done; done, with refused records in the output; input unusable."""


def give_advice(file: str) -> int:
    """Print the advice on the intake in `file` (- is standard input) and give the exit code."""
    from meerwaarde.rules.answer import advise_bytes

    answer, code = advise_bytes(read(file), date.today(), _knows_cpv)  # noqa: DTZ011 (the day where the person is)
    put(answer)
    return code


def _knows_cpv(code: str) -> bool:
    from meerwaarde.exchange.cpv.codes import exists

    return exists(code)


def read(file: str) -> bytes:
    """The bytes of a file or of standard input; a file that cannot be read ends with a clear message."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        fail(
            "file_unreadable",
            f"{file} kan niet worden gelezen ({error.strerror}).",
            f"{file} cannot be read ({error.strerror}).",
            where=file,
            nl_now="Controleer het pad en de rechten.",
            en_now="Check the path and the permissions.",
        )


def put(document: bytes) -> None:
    """One document on a line of its own."""
    sys.stdout.buffer.write(document.rstrip(b"\n") + b"\n")
    sys.stdout.buffer.flush()


def fail(code: str, nl: str, en: str, *, where: str, nl_now: str, en_now: str) -> NoReturn:
    """Say that the input is unusable, in the one form that every command uses, and end."""
    import msgspec

    from meerwaarde.gates.refusal import Refusal
    from meerwaarde.rules.text import Text

    refusal = Refusal(code, Text(nl=nl, en=en), where, Text(nl=nl_now, en=en_now))
    put(msgspec.json.encode({"error": refusal}))
    sys.exit(UNUSABLE)
