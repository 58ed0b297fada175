"""Whether a thing is what a profile asks for, with the reasons; and the terms by which the two meet.

The index first: a thing and a profile share at least one term when they match, so that only profiles that
share one are judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from meerwaarde.language.analyser import Analyser
from meerwaarde.language.stem import stem
from meerwaarde.rules.alerts.wanted import FEWEST_DIGITS, Group, Wanted
from meerwaarde.rules.text import Text

EVERYTHING: Final = "all"
"""The term of profiles that name no subject, and of every thing."""

_NO_NAME: Final = Text(nl="", en="")


@dataclass(frozen=True)
class Thing:
    """A procedure or a calendar line as it is matched; `terms` are those of its words (`word_terms`)."""

    group: Group
    cpv: tuple[str, ...] = ()
    terms: frozenset[str] = frozenset()
    regions: tuple[str, ...] = ()
    themes: frozenset[str] = frozenset()
    buyer: str = ""
    buyer_name: str = ""
    procedure: str = ""


@dataclass(frozen=True)
class Reason:
    """Why a thing came: a code with its value, and the sentence."""

    code: str
    value: str
    text: Text


def word_terms(text: str) -> frozenset[str]:
    """The terms of a text: stems, and stems of the parts of compounds."""
    return frozenset(_analyser().terms(text))


def match(
    wanted: Wanted, thing: Thing, *, name: Callable[[str, str], Text] = lambda _code, _value: _NO_NAME
) -> tuple[Reason, ...] | None:
    """Why this thing is what is asked for; None when it is not.

    `name` gives what people call a value ("cpv", "9091"); an empty name leaves the value alone.
    """
    if wanted.groups and thing.group not in wanted.groups and not wanted.procedures:
        return None
    about = _subject(wanted, thing, name)
    if about is None:
        return None
    narrowed: list[Reason] = []
    if wanted.themes:
        shared = [theme for theme in wanted.themes if theme in thing.themes]
        if not shared:
            return None
        narrowed += [_theme(theme, name) for theme in shared]
    if wanted.regions:
        where = _region(wanted.regions, thing.regions, name)
        if where is None:
            return None
        narrowed.append(where)
    return (*about, *narrowed) or (
        Reason("everything", "", Text(nl="u vraagt alles op", en="you ask for everything")),
    )


def index_terms(wanted: Wanted) -> set[str]:
    """The terms under which a profile stands: everything that can match it has at least one of them."""
    found = {f"procedure:{one}" for one in wanted.procedures} | {f"buyer:{one}" for one in wanted.buyers}
    codes = {f"cpv:{one}" for one in wanted.cpv}
    said = {f"word:{first}" for first in (_first(word) for word in wanted.words) if first}
    if wanted.both and codes and said:
        return found | codes
    return found | codes | said or {EVERYTHING}


def thing_terms(thing: Thing) -> set[str]:
    """The terms of a thing: those of every profile that may ask for it are among them."""
    found = {EVERYTHING, *(f"word:{term}" for term in thing.terms)}
    for code in thing.cpv:
        found |= {f"cpv:{code[:length]}" for length in range(FEWEST_DIGITS, len(code) + 1)}
    if thing.buyer:
        found.add(f"buyer:{thing.buyer}")
    if thing.procedure:
        found.add(f"procedure:{thing.procedure}")
    return found


def _subject(wanted: Wanted, thing: Thing, name: Callable[[str, str], Text]) -> tuple[Reason, ...] | None:
    codes = tuple(_codes(wanted, thing, name))
    said = tuple(_words(wanted, thing))
    followed = tuple(_followed(wanted, thing))
    if not (wanted.cpv or wanted.words or wanted.buyers or wanted.procedures):
        return ()
    if wanted.both and wanted.cpv and wanted.words and not (codes and said):
        codes = said = ()
    return (*followed, *codes, *said) or None


def _codes(wanted: Wanted, thing: Thing, name: Callable[[str, str], Text]) -> Iterator[Reason]:
    for prefix in wanted.cpv:
        if any(code.startswith(prefix) for code in thing.cpv):
            yield Reason("cpv", prefix, _with_name("CPV", "CPV", prefix, name("cpv", prefix)))


def _words(wanted: Wanted, thing: Thing) -> Iterator[Reason]:
    for word in wanted.words:
        stems = _stems(word)
        if stems and stems <= thing.terms:
            yield Reason("word", word, Text(nl=f"woord “{word}”", en=f"word “{word}”"))


def _followed(wanted: Wanted, thing: Thing) -> Iterator[Reason]:
    if thing.procedure and thing.procedure in wanted.procedures:
        yield Reason(
            "procedure", thing.procedure, Text(nl="u volgt deze procedure", en="you follow this procedure")
        )
    if thing.buyer and thing.buyer in wanted.buyers:
        who = thing.buyer_name or thing.buyer
        yield Reason("buyer", thing.buyer, Text(nl=f"u volgt {who}", en=f"you follow {who}"))


def _theme(theme: str, name: Callable[[str, str], Text]) -> Reason:
    called = name("theme", theme)
    nl, en = called.nl or theme, called.en or theme
    return Reason("theme", theme, Text(nl=f"thema {nl}", en=f"theme {en}"))


def _region(
    wanted: tuple[str, ...], regions: tuple[str, ...], name: Callable[[str, str], Text]
) -> Reason | None:
    """A place within a region, or a wider area around it; a place that is not told may be anywhere."""
    if not regions:
        return Reason("region", "", Text(nl="de plaats staat er niet bij", en="the place is not told"))
    for region in wanted:
        if any(place.startswith(region) for place in regions):
            return Reason("region", region, _named_area("regio", "region", region, name("region", region)))
    for region in wanted:
        wide = next((place for place in regions if region.startswith(place)), "")
        if wide:
            return Reason(
                "region", wide, _named_area("groter gebied", "wider area", wide, name("region", wide))
            )
    return None


def _named_area(nl: str, en: str, code: str, called: Text) -> Text:
    """People know an area by its name; its code says nothing to them."""
    return Text(nl=f"{nl} {called.nl or code}", en=f"{en} {called.en or code}")


def _with_name(nl: str, en: str, value: str, called: Text) -> Text:
    return Text(
        nl=f"{nl} {value} ({called.nl})" if called.nl else f"{nl} {value}",
        en=f"{en} {value} ({called.en})" if called.en else f"{en} {value}",
    )


@cache
def _analyser() -> Analyser:
    return Analyser(with_grams=False)


@lru_cache(maxsize=20_000)
def _spoken(word: str) -> tuple[str, ...]:
    return tuple(stem(one) for one in _analyser().content(word))


@lru_cache(maxsize=20_000)
def _stems(word: str) -> frozenset[str]:
    return frozenset(_spoken(word))


def _first(word: str) -> str:
    return next(iter(_spoken(word)), "")
