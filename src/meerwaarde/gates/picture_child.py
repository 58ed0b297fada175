"""The process in which a picture is decoded and drawn anew: it sets its own limits first.

Run as `python -m meerwaarde.gates.picture_child FOLDER`; the answer is a PNG on standard output. Typst
decodes in memory-safe code, reads nothing outside FOLDER and knows no network here.
"""

from __future__ import annotations

import sys
from typing import Final

from meerwaarde.gates.children import limit_myself

MOST_SECONDS: Final = 20
MOST_MEMORY: Final = 2 * 1024 * 1024 * 1024
"""Address space, most of it never touched: Typst sets room aside for its threads."""


def main() -> None:
    """Draw the page that the parent wrote."""
    limit_myself(seconds=MOST_SECONDS, most_memory=MOST_MEMORY)
    import typst  # noqa: PLC0415 (after the limits are set)

    folder = sys.argv[1]
    try:
        drawn = typst.compile(
            f"{folder}/page.typ", root=folder, format="png", ppi=72.0, ignore_system_fonts=True
        )
    except Exception:
        sys.exit(1)
    sys.stdout.buffer.write(drawn if isinstance(drawn, bytes) else b"")


if __name__ == "__main__":
    main()
