"""Finding a CPV code by everyday words, by another spelling, or by the code itself."""

from __future__ import annotations

import re
from typing import TypedDict

from meerwaarde.exchange.cpv.read import Catalogue, Entry, load, significant
from meerwaarde.language.analyser import Analyser
from meerwaarde.language.explain import explain
from meerwaarde.language.index import Match
from meerwaarde.language.stem import Language, stem

_TYPED_CODE = re.compile(r"\s*([0-9]{2,8})(?:-[0-9]?)?\s*", re.ASCII)
_CODE_AMONG_WORDS = re.compile(r"(?<![0-9])([0-9]{8})(?:-[0-9])?(?![0-9])", re.ASCII)
_DIGITS = 8
_CANDIDATES = 150
_OTHER_LANGUAGE = 0.4
"""What a word in the other language counts: enough for "software", too little to overrule Dutch."""
_EXACTLY = 1.25
"""Gain of a label that says what was asked and nothing else."""
_DIVISION, _FIRST_SERVICE = 2, "50"
_SERVICE = 0.1
"""Gain of a service: "schoonmaak" asks for the work sooner than for the ammonia."""
_BREADTH = 0.03
"""Gain per level above the deepest: who types one word more often means the broad code."""


class CpvHit(TypedDict):
    """One code that answers, as `meerwaarde search --kind cpv` prints it."""

    id: str
    label: str
    score: float
    why: str


class CpvHits(TypedDict):
    """The answer, best first."""

    hits: list[CpvHit]


def search_cpv(
    text: str, limit: int = 10, lang: Language = "nl", *, catalogue: Catalogue | None = None
) -> CpvHits:
    """The codes that fit a text in Dutch or English, best first.

    Typed digits find the code itself first, then the codes under it; for a code that does not exist,
    the nearest code above. A code among words ("72000000-5 IT-diensten") stands first too.
    Labels and reasons are in `lang`; words of both languages are understood. Scores compare within one
    answer only. Raises CpvNotBuilt where the list is missing.
    """
    known = load() if catalogue is None else catalogue
    typed = _TYPED_CODE.fullmatch(text)
    if typed:
        hits = _by_code(known, typed.group(1), lang)
    else:
        named = [code for code in dict.fromkeys(_CODE_AMONG_WORDS.findall(text)) if known.is_valid(code)]
        hits = _by_words(known, _CODE_AMONG_WORDS.sub(" ", text), lang, limit)
        best = hits[0]["score"] if hits else 0.0
        first = [_hit(known, code, best + 1, _REASONS[lang]["code"], lang) for code in named]
        hits = first + [hit for hit in hits if hit["id"] not in named]
    return {"hits": hits[: max(limit, 0)]}


def _by_code(catalogue: Catalogue, digits: str, lang: Language) -> list[CpvHit]:
    exact = digits.ljust(_DIGITS, "0")
    why = _REASONS[lang]
    found = [(exact, why["code"])] if exact in catalogue.codes else []
    found += [(code, why["under"]) for code in catalogue.under(significant(digits)) if code != exact]
    if len(digits) == _DIGITS and exact not in catalogue.codes:
        found = [(code, why["above"]) for code in catalogue.parents(exact)]
    return [
        _hit(catalogue, code, 1 / place, reason, lang) for place, (code, reason) in enumerate(found, start=1)
    ]


def _by_words(catalogue: Catalogue, text: str, lang: Language, limit: int) -> list[CpvHit]:
    other: Language = "en" if lang == "nl" else "nl"
    scores: dict[str, float] = {}
    reasons: dict[str, list[Match]] = {}
    for language, share in ((lang, 1.0), (other, _OTHER_LANGUAGE)):
        index = catalogue.index(language)
        readings = _readings(index.analyser, text)
        for hit in index.search(text, max(_CANDIDATES, limit)):
            label = _stems(index.analyser, catalogue.label(hit.id, language) or "")
            exactly = _EXACTLY if label in readings else 1.0
            scores[hit.id] = scores.get(hit.id, 0.0) + share * exactly * hit.score
            reasons.setdefault(hit.id, []).extend(hit.why)
    ranked = {code: round(score * _likely(code), 3) for code, score in scores.items()}
    best = sorted(ranked, key=lambda code: (-ranked[code], code))[:limit]
    return [_hit(catalogue, code, ranked[code], explain(reasons[code], lang), lang) for code in best]


def _readings(analyser: Analyser, text: str) -> set[frozenset[str]]:
    """What was asked, as stems: as it was said, and in each other way to say it."""
    meant = {one.meant for one in analyser.question(text) if one.kind == "synonym"}
    return {_stems(analyser, reading) for reading in (text, *meant)}


def _stems(analyser: Analyser, text: str) -> frozenset[str]:
    return frozenset(stem(word, analyser.language) for word in analyser.content(text))


def _likely(code: str) -> float:
    """How much likelier a code is meant than a deepest code of goods, before a word is said."""
    broad = _BREADTH * (_DIGITS - len(significant(code)))
    return 1 + broad + (_SERVICE if code[:_DIVISION] >= _FIRST_SERVICE else 0.0)


def _hit(catalogue: Catalogue, code: str, score: float, why: str, lang: Language) -> CpvHit:
    entry = catalogue.get(code)
    assert isinstance(entry, Entry)
    return {"id": code, "label": entry.label(lang), "score": round(score, 3), "why": why}


_REASONS: dict[Language, dict[str, str]] = {
    "nl": {
        "code": "dit is de code zelf",
        "under": "begint met deze cijfers",
        "above": "deze code bestaat niet; dit is de naaste ruimere code",
    },
    "en": {
        "code": "this is the code itself",
        "under": "starts with these digits",
        "above": "this code does not exist; this is the nearest broader code",
    },
}
