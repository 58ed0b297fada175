"""The advice against msgspec reading and writing the same JSON, and the command from start to end.

"Ours" is the whole way from the bytes of an intake to the bytes of its advice, receipt and grounds included;
the peer only decodes and encodes the intake. Both take turns, so that a busy machine slows both.

Run: python tests/benchmarks/advice_bench.py
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

from meerwaarde.rules.answer import advise_bytes

TODAY = date(2026, 11, 22)
ROUNDS = 60
CALLS_IN_A_ROUND = 40
STARTS = 9
MOST_TIMES_THE_PEER = 40
MOST_SECONDS = 0.3
INTAKE = {
    "day": "2026-11-22",
    "buyer": "decentral",
    "contract": "services",
    "cpv": ["90911200"],
    "estimate": "215999.99",
    "duration_months": 48,
    "lots": [
        {"id": "A", "estimate": "90000", "exempt": None, "homogeneous": None},
        {"id": "B", "estimate": "125999.99"},
    ],
    "procedure_chosen": None,
    "merged": False,
    "joint_buyers": 1,
    "related_contracts": [],
    "cross_border_interest": None,
    "policy": {
        "single_until": "50000",
        "multiple_until": "european",
        "social_value_minimum": None,
        "quotes": [{"kind": "social", "at_least": 1, "of": 3}],
    },
    "award": "quality",
    "weights": {"price": "40", "quality": "40", "social_value": "20"},
    "labour_share": "0.65",
    "social_return_percentage": "5",
    "reserved": None,
    "reserved_proof_share": None,
    "reserved_type": None,
    "reserved_main_purpose_proof": None,
    "reserved_in_notice": None,
    "reserved_candidates": None,
    "awarded_under_2_82a_last_3_years": None,
    "scoring_guide": None,
    "references_per_competence": None,
    "invitees": 3,
    "social_enterprises_invited": 0,
    "location_required": False,
    "label_required": False,
    "label_or_equivalent": True,
    "turnover_requirement_percentage": None,
    "reference_requirement_percentage": None,
    "themes": {"social_return": 2, "circular": 1},
    "motivations": ["lots"],
}

Row = dict[str, str | float | bool]


def interleaved(*tasks: Callable[[], object]) -> list[float]:
    """The median of CPU seconds per call of each task, the tasks taking turns."""
    times: list[list[float]] = [[] for _ in tasks]
    for _ in range(ROUNDS):
        for place, task in enumerate(tasks):
            started = time.process_time()
            for _ in range(CALLS_IN_A_ROUND):
                task()
            times[place].append((time.process_time() - started) / CALLS_IN_A_ROUND)
    return [statistics.median(taken) for taken in times]


def start_to_end(document: bytes) -> float:
    """The median of seconds that `meerwaarde advise` takes, the start of Python included."""
    command = Path(sys.executable).with_name("meerwaarde")
    times = []
    for _ in range(STARTS):
        started = time.perf_counter()
        subprocess.run([command, "advise", "-"], input=document, capture_output=True, check=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def rows() -> list[Row]:
    """Row "advice" of the performance table. Takes a few seconds."""
    document = json.dumps(INTAKE).encode()
    decoder, encoder = msgspec.json.Decoder(), msgspec.json.Encoder()
    answer, code = advise_bytes(document, TODAY)
    if code != 0 or json.loads(answer)["route"] != "multiple":
        raise AssertionError("the intake of the benchmark must have an advice")
    ours, peer = interleaved(
        lambda: advise_bytes(document, TODAY), lambda: encoder.encode(decoder.decode(document))
    )
    whole = start_to_end(document)
    return [
        {
            "job": "advice, microseconds per intake, against msgspec decode and encode",
            "ours": round(ours * 1e6, 1),
            "peer": round(peer * 1e6, 1),
            "ratio": round(ours / peer, 1),
            "target": f"<= {MOST_TIMES_THE_PEER}x",
            "met": ours <= MOST_TIMES_THE_PEER * peer,
        },
        {
            "job": "meerwaarde advise, start to end, s",
            "ours": round(whole, 3),
            "peer": MOST_SECONDS,
            "ratio": round(whole / MOST_SECONDS, 2),
            "target": f"<= {MOST_SECONDS} s",
            "met": whole <= MOST_SECONDS,
        },
    ]


if __name__ == "__main__":
    for line in rows():
        print(json.dumps(line))
