"""Two or three suppliers that together cover what one alone does not: lots, places or size.

The smallest sets come first; of each supplier stands why it is needed, and of the whole what stays open. The
work is bounded: at most `MOST_LOOKED_AT` suppliers, in sets of at most `MOST_TOGETHER`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

import msgspec

from meerwaarde.rules.matching.codes import Names, all_significant, depth, name_of_region
from meerwaarde.rules.matching.records import Need, SupplierProfile
from meerwaarde.rules.money import euro
from meerwaarde.rules.suppliers.regions import serves
from meerwaarde.rules.text import Text

MOST_LOOKED_AT: Final = 40
MOST_TOGETHER: Final = 3


class Partner(msgspec.Struct, frozen=True):
    """A supplier in a set, and what nobody else in it brings."""

    supplier: str
    brings: Text


class Together(msgspec.Struct, frozen=True):
    """A set of suppliers that together can do more than each; `open` is what none of them covers."""

    partners: tuple[Partner, ...]
    open: tuple[Text, ...]


class Coverage(msgspec.Struct, frozen=True):
    """Whether some suppliers cover a need; `said` tells it in a sentence, `open` what none of them covers."""

    whole: bool
    said: Text
    open: tuple[Text, ...]


class _Part(msgspec.Struct, frozen=True):
    """One thing that must be covered: a code, a place, or the size."""

    kind: str
    code: str


def together(
    need: Need,
    profiles: Sequence[SupplierProfile],
    *,
    top: int = 5,
    having: str = "",
    names: Names | None = None,
) -> tuple[Together, ...]:
    """The best sets: what covers most, then the fewest suppliers, then the order of `profiles`.

    Only sets in which each supplier brings something that the others do not, and that cover more than any one
    of them. A supplier that says it does not combine is left to its caller to leave out. `having` names one
    that must be in each set. The size counts as covered when the largest contracts of those who do part of
    the work add up to the estimate. Where one supplier covers everything, no set is needed and none comes
    out.
    """
    looked = _looked_at(profiles, having)
    parts = _parts(need)
    alone = {one.id: _covers(need, parts, [one]) for one in looked}
    if not parts or any(len(covered) == len(parts) for covered in alone.values()):
        return ()
    found: list[tuple[int, int, tuple[int, ...], Together]] = []
    for count in range(2, MOST_TOGETHER + 1):
        for places in combinations(range(len(looked)), count):
            chosen = [looked[place] for place in places]
            if having and all(one.id != having for one in chosen):
                continue
            made = _set(need, parts, chosen, alone, names)
            if made is not None:
                covered = len(parts) - len(made.open)
                found.append((-covered, count, places, made))
    found.sort(key=lambda one: one[:3])
    return tuple(made for *_place, made in found[:top])


def coverage(need: Need, chosen: Sequence[SupplierProfile], *, names: Names | None = None) -> Coverage:
    """Whether these suppliers still cover the work, the places and the size of a need.

    What the need does not say, nobody can leave open: then the sentence says that it is not known.
    """
    parts = _parts(need)
    if not parts:
        return Coverage(whole=False, said=_UNKNOWN, open=())
    covered = _covers(need, parts, chosen)
    left = tuple(_stays_open(part, need, names) for part in parts if part not in covered)
    if not left:
        return Coverage(whole=True, said=_WHOLE, open=())
    return Coverage(whole=False, said=_SHORT, open=left)


def replacements(
    need: Need,
    chosen: Sequence[SupplierProfile],
    others: Sequence[SupplierProfile],
    *,
    top: int = 3,
    names: Names | None = None,
) -> tuple[Partner, ...]:
    """Who of `others` covers most of what `chosen` leave open, and what; of equals the first.

    Where nothing is open, or nobody covers any of it, none comes out.
    """
    covered = _covers(need, parts := _parts(need), chosen)
    found = []
    for place, one in enumerate(others[:MOST_LOOKED_AT]):
        adds = [part for part in _covers_in_order(need, parts, [*chosen, one]) if part not in covered]
        if adds:
            found.append((-len(adds), place, Partner(one.id, _brings(adds, one, names))))
    found.sort(key=lambda one: one[:2])
    return tuple(partner for *_place, partner in found[:top])


def _covers_in_order(
    need: Need, parts: Sequence[_Part], chosen: Sequence[SupplierProfile]
) -> tuple[_Part, ...]:
    return tuple(part for part in parts if _covered(need, part, chosen))


_WHOLE = Text(
    nl="Wie overblijft, dekt samen nog het werk, de plaats en de omvang, voor zover die bekend zijn.",
    en="Who is left still covers the work, the places and the size, as far as they are known.",
)
_SHORT = Text(
    nl="Wie overblijft, dekt niet alles meer.", en="Who is left does not cover everything any more."
)
_UNKNOWN = Text(
    nl="Of dit genoeg is, weten wij niet: er staat niet bij welk werk, waar en hoeveel.",
    en="Whether this is enough is not known: it does not say which work, where and how much.",
)


def _looked_at(profiles: Sequence[SupplierProfile], having: str) -> list[SupplierProfile]:
    first = list(profiles[:MOST_LOOKED_AT])
    if having and all(one.id != having for one in first):
        first = [*[one for one in profiles if one.id == having][:1], *first[: MOST_LOOKED_AT - 1]]
    return first


def _parts(need: Need) -> tuple[_Part, ...]:
    codes = [_Part("work", code) for code in all_significant(need.cpv or ())]
    places = [_Part("place", code) for code in need.regions or ()]
    size = [_Part("size", "")] if need.estimate is not None else []
    return (*codes, *places, *size)


def _covers(need: Need, parts: Iterable[_Part], chosen: Sequence[SupplierProfile]) -> frozenset[_Part]:
    return frozenset(part for part in parts if _covered(need, part, chosen))


def _covered(need: Need, part: _Part, chosen: Sequence[SupplierProfile]) -> bool:
    if part.kind == "work":
        return any(_does(one, part.code) for one in chosen)
    able = [one for one in chosen if _does_some(need, one)]
    if part.kind == "place":
        return any(serves(one.regions, [part.code]) is True for one in able)
    sizes = [one.capacity_max for one in able if one.capacity_max is not None]
    return need.estimate is not None and sum(sizes, Decimal(0)) >= need.estimate


def _does(one: SupplierProfile, code: str) -> bool:
    return any(depth(code, offered) > 0 for offered in all_significant(one.cpv or ()))


def _does_some(need: Need, one: SupplierProfile) -> bool:
    """A builder adds no room and no place to mowing: only who does part of the work counts for those."""
    codes = all_significant(need.cpv or ())
    return not codes or any(_does(one, code) for code in codes)


def _set(
    need: Need,
    parts: Sequence[_Part],
    chosen: Sequence[SupplierProfile],
    alone: Mapping[str, frozenset[_Part]],
    names: Names | None,
) -> Together | None:
    covered = _covers(need, parts, chosen)
    if not any(part.kind == "work" for part in covered) and any(part.kind == "work" for part in parts):
        return None
    partners = []
    for one in chosen:
        rest = _covers(need, parts, [other for other in chosen if other.id != one.id])
        adds = [part for part in parts if part in covered and part not in rest]
        if not adds or covered == alone[one.id]:
            return None
        partners.append(Partner(one.id, _brings(adds, one, names)))
    return Together(
        tuple(partners), tuple(_stays_open(part, need, names) for part in parts if part not in covered)
    )


def _brings(adds: Sequence[_Part], one: SupplierProfile, names: Names | None) -> Text:
    """What nobody else in the set covers, in a sentence."""
    said = [_words(part, names) for part in adds]
    if any(part.kind == "size" for part in adds) and one.capacity_max is not None:
        said = [each for each, part in zip(said, adds, strict=True) if part.kind != "size"]
        said.append(
            Text(
                nl=f"omvang tot {euro(one.capacity_max, 'nl')}",
                en=f"size up to {euro(one.capacity_max, 'en')}",
            )
        )
    return Text(
        nl=f"Nodig voor {_listed([each.nl for each in said], 'en')}.",
        en=f"Needed for {_listed([each.en for each in said], 'and')}.",
    )


def _stays_open(part: _Part, need: Need, names: Names | None) -> Text:
    if part.kind == "size" and need.estimate is not None:
        return Text(
            nl=f"Samen zeggen zij niet tot {euro(need.estimate, 'nl')} te kunnen.",
            en=f"Together they do not say that they can do {euro(need.estimate, 'en')}.",
        )
    words = _words(part, names)
    return Text(nl=f"Niemand zegt dit te kunnen: {words.nl}.", en=f"Nobody says it can do this: {words.en}.")


def _words(part: _Part, names: Names | None) -> Text:
    if part.kind == "size":
        return Text(nl="de omvang", en="the size")
    if part.kind == "place":
        return name_of_region(part.code, names)
    known = names(part.code.ljust(8, "0")) if names else None
    return known or Text(nl=f"CPV {part.code}", en=f"CPV {part.code}")


def _listed(words: Sequence[str], last: str) -> str:
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))
