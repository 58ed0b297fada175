"""How well words find the right trade, on real notices: the whole, and with each ingredient off.

Two questions. Notice to class: title and text of a Dutch notice against the classes of the CPV, each with the
labels below it; right is the class of its main code (any class below it, where the code is wider). Class to
notice: the labels of a class as the words of a supplier that names no codes, against the notices; right is
each notice whose main code lies in that class.

Notices are dealt into two parts by the SHA-256 of their number. Nothing was set by looking at the part
`test`: the settings of the analyser come from held-out CPV labels alone (`search_bench.py`). The part
`development` may be looked at. Run with MEERWAARDE_REAL_DATA:
`python tests/benchmarks/matching_quality.py`.
"""

from __future__ import annotations

import hashlib
import math
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import search_bench

from meerwaarde.exchange.notice import Notice
from meerwaarde.exchange.notices import read_paths
from meerwaarde.language.analyser import Analyser
from meerwaarde.language.compounds import Lexicon
from meerwaarde.language.index import build_index
from meerwaarde.language.synonyms import Synonyms
from meerwaarde.rules.matching.codes import significant

TOP = 10
CLASS = 4
PARTS = ("development", "test")


@dataclass(frozen=True)
class Setting:
    """The whole, or the whole without one ingredient."""

    name: str
    analyser: Analyser
    with_text: bool = True


@dataclass(frozen=True)
class Score:
    """Means over questions: a right answer among the first ten, and nDCG@10."""

    questions: int
    recall: float
    ndcg: float


def settings() -> tuple[Setting, ...]:
    """The whole first. `no compounds` takes no word apart, `no letters` compares stems and parts alone."""
    return (
        Setting("whole", Analyser()),
        Setting("no compounds", Analyser(lexicon=Lexicon(()))),
        Setting("no letters", Analyser(with_grams=False)),
        Setting("no synonyms", Analyser(synonyms=Synonyms({}))),
        Setting("title alone", Analyser(), with_text=False),
    )


def part_of(name: str) -> str:
    """Which part a notice belongs to, whatever else is in the collection."""
    return PARTS[hashlib.sha256(name.encode()).digest()[0] % 2]


def real_notices() -> list[Notice]:
    """The Dutch notices with a code, by number. SystemExit where the collection is absent."""
    real = os.environ.get("MEERWAARDE_REAL_DATA")
    if not real:
        sys.exit("MEERWAARDE_REAL_DATA is not set: no real notices to measure on.")
    read = read_paths([Path(real) / "ted_nl"])
    found = {one.id: one for one in read if one.id and one.language == "nl" and one.cpv.main}
    return [found[name] for name in sorted(found)]


def classes(labels: Mapping[str, str]) -> dict[str, str]:
    """CPV class of four digits to the words of all labels below it."""
    found: dict[str, list[str]] = {}
    for code, label in sorted(labels.items()):
        digits = significant(code)
        if digits and len(digits) >= CLASS:
            found.setdefault(digits[:CLASS], []).append(label)
    return {name: " ".join(words) for name, words in found.items()}


def right_classes(notice: Notice, known: Iterable[str]) -> frozenset[str]:
    """The classes that a notice is rightly found under."""
    digits = (significant(notice.cpv.main or "") or "")[:CLASS]
    return frozenset(name for name in known if name.startswith(digits))


def text_of(notice: Notice, *, with_text: bool) -> str:
    title = notice.title or ""
    return f"{title}\n{notice.description or ''}" if with_text else title


def scored(answers: Sequence[tuple[Sequence[str], frozenset[str]]]) -> Score:
    """Of each question what came out, best first, and what is right."""
    recalls, gains = [], []
    for found, right in answers:
        hits = [name in right for name in found[:TOP]]
        recalls.append(float(any(hits)))
        gain = sum(hit / math.log2(place + 2) for place, hit in enumerate(hits))
        best = sum(1 / math.log2(place + 2) for place in range(min(TOP, len(right))))
        gains.append(gain / best)
    count = len(answers)
    return Score(count, sum(recalls) / count, sum(gains) / count) if count else Score(0, math.nan, math.nan)


def notice_to_class(setting: Setting, notices: Sequence[Notice], known: Mapping[str, str]) -> Score:
    """Title and text of each notice against all classes."""
    index = build_index(known.items(), setting.analyser)
    asked = [text_of(one, with_text=setting.with_text) for one in notices]
    found = index.search_many(asked, TOP)
    return scored(
        [
            ([hit.id for hit in hits], right_classes(one, known))
            for one, hits in zip(notices, found, strict=True)
        ]
    )


def class_to_notice(setting: Setting, notices: Sequence[Notice], known: Mapping[str, str]) -> Score:
    """The words of each class that some notice lies in against the notices."""
    documents = [(one.id or "", text_of(one, with_text=setting.with_text)) for one in notices]
    index = build_index(documents, setting.analyser)
    right: dict[str, set[str]] = {}
    for one in notices:
        digits = (significant(one.cpv.main or "") or "")[:CLASS]
        if digits in known:
            right.setdefault(digits, set()).add(one.id or "")
    asked = sorted(right)
    found = index.search_many([known[name] for name in asked], TOP)
    return scored(
        [([hit.id for hit in hits], frozenset(right[name])) for name, hits in zip(asked, found, strict=True)]
    )


def table() -> str:
    """The figures of both questions and both parts, as a table for the documentation."""
    notices, known = real_notices(), classes(search_bench.dutch_labels())
    lines = ["| question | part | setting | questions | recall@10 | nDCG@10 |", "|---|---|---|--:|--:|--:|"]
    for task, question in ((notice_to_class, "notice → class"), (class_to_notice, "class → notice")):
        for part in PARTS:
            chosen = [one for one in notices if part_of(one.id or "") == part]
            for setting in settings():
                found = task(setting, chosen, known)
                figures = f"{found.questions} | {found.recall:.2f} | {found.ndcg:.2f}"
                lines.append(f"| {question} | {part} | {setting.name} | {figures} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
