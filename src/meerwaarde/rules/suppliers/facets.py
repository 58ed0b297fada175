"""What lists of suppliers are filtered on, as pairs that are compared for equality: fast at any size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from meerwaarde.rules.suppliers.regions import region_facets

Facet = Literal["cpv", "region", "theme", "credential", "offering"]
_ALWAYS: Final = (2, 3, 4, 5, 8)


def cpv_group(code: str) -> str:
    """The significant digits of a CPV code, at least two: "90910000" is "9091". Filter on this facet."""
    significant = code.rstrip("0")
    return code[: max(2, len(significant))]


def cpv_facets(codes: Iterable[str]) -> tuple[str, ...]:
    """Each code of eight digits with the groups above it, so that `cpv_group` of any of them finds it."""
    found: dict[str, None] = {}
    for code in codes:
        lengths = {*_ALWAYS, *range(6, len(cpv_group(code)) + 1)}
        found.update(dict.fromkeys(code[:length] for length in sorted(lengths)))
    return tuple(found)


def facets_of(
    *,
    cpv: Iterable[str] = (),
    regions: Sequence[str] | None = None,
    themes: Iterable[str] = (),
    credentials: Iterable[str] = (),
    offerings: Iterable[str] = (),
) -> tuple[tuple[Facet, str], ...]:
    """All facets of one supplier, each once.

    `cpv` holds codes of eight digits of everything it offers, `credentials` the codes of what it holds or
    says to hold and that is not withdrawn, `offerings` the kinds product, service and work.
    """
    found: dict[tuple[Facet, str], None] = {}
    found.update((("cpv", code), None) for code in cpv_facets(cpv))
    found.update((("region", code), None) for code in region_facets(regions or ()))
    found.update((("theme", code), None) for code in themes)
    found.update((("credential", code), None) for code in credentials)
    found.update((("offering", code), None) for code in offerings)
    return tuple(found)
