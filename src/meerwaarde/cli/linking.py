"""`meerwaarde link`: which firm of a register each creditor is, from files alone."""

from __future__ import annotations

import os
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from meerwaarde.cli.streams import DONE, fail, put


def link_files(left: Path, right: Path, out: Path, decisions: Path | None, seed: int) -> NoReturn:
    """Write the links; print how many are linked, for a person, or none. Ends with 0, or 2 unusable."""
    import msgspec

    from meerwaarde.gates.refusal import Refused

    for needed in ("rapidfuzz", "sklearn", "sparse_dot_topn"):
        if find_spec(needed) is None:
            _without_extra(needed)
    from meerwaarde.analysis.linkage.link import link
    from meerwaarde.analysis.linkage.tables import read_decisions, read_firms, write_links

    try:
        ours, theirs = read_firms(left), read_firms(right)
        said = read_decisions(decisions) if decisions else []
        links = link(ours, theirs, decisions=said, seed=seed, threads=os.cpu_count() or 1, progress=_told)
        write_links(out, ours, theirs, links)
    except Refused as refused:
        message, now = refused.message, refused.what_now
        fail(refused.code, message.nl, message.en, where=refused.where, nl_now=now.nl, en_now=now.en)
    decided = Counter(links.decision)
    put(
        msgspec.json.encode(
            {
                "left": len(ours),
                "right": len(theirs),
                "linked": decided["linked"],
                "review": decided["review"],
                "none": decided["none"],
                "basis": dict(sorted(Counter(one for one in links.basis if one).items())),
                "out": str(out),
            }
        )
    )
    sys.exit(DONE)


_STEPS = {
    "numbers": "Nummers vergelijken",
    "names": "Gelijke namen zoeken",
    "candidates": "Namen zoeken die erop lijken",
    "training": "Leren van wat bekend is",
    "scores": "Wegen",
}


def _told(step: str) -> None:
    print(f"{_STEPS[step]} …", file=sys.stderr)


def _without_extra(name: str) -> NoReturn:
    fail(
        "extra_absent",
        f"Koppelen vraagt de aanvulling analysis; {name} ontbreekt.",
        f"Linking needs the extra analysis; {name} is absent.",
        where=name,
        nl_now="Installeer meerwaarde[analysis].",
        en_now="Install meerwaarde[analysis].",
    )
