"""Peers of linkage: a tuned Splink 5 on DuckDB, and tf-idf of letter runs with the place.

Splink follows its documentation: names cleaned first (with our own cleaning, outside its time), several
blocking rules, u by random sampling, m by expectation maximisation over three blocking rules, comparison
levels from strict to loose, term-frequency adjustments on name and place. Of seven variants (finer levels, a
level for cut names, the longest word as a comparison, no first word, three more blocking rules), tried on the
part to choose on of another seed, this one had the best F1.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import numpy.typing as npt
from linkage_task import NOWHERE, Task

from meerwaarde.analysis.linkage.normalise import normalise, place_words

Took = tuple[float, float]
"""Seconds on the wall, and CPU seconds of all threads: on a busy machine the second tells more."""
Answer = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64], Took]
"""Best right row per left row (or -1), its score, and what it took."""


def begun() -> Took:
    """Both clocks now."""
    return time.perf_counter(), time.process_time()


def since(moment: Took) -> Took:
    """What both clocks have gone on."""
    return time.perf_counter() - moment[0], time.process_time() - moment[1]


BLOCKING = (
    ("core",),
    ("first_word", "place"),
    ("first_word", "last_word"),
    ("longest_word",),
    ("start", "place"),
    ("start_long",),
    ("last_word", "place"),
)
SETTINGS = (
    f"Splink 5 on DuckDB, link_only; {len(BLOCKING)} blocking rules: "
    + "; ".join(" + ".join(rule) for rule in BLOCKING)
    + "; comparisons: core (exact with term frequency, Jaro-Winkler .96/.9/.8, words in common .6), "
    "first word (exact with term frequency, Jaro-Winkler .9), "
    "place (exact with term frequency, Jaro-Winkler .9), legal form (exact); "
    "u by random sampling (1e6 pairs), m by EM over core, first_word + place, longest_word"
)


def splink(given: Task) -> Answer:
    """Tuned Splink; the time is from registering the cleaned tables to the predictions."""
    import polars as pl  # noqa: F401
    import splink.comparison_level_library as levels
    import splink.comparison_library as comparisons
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    left = _cleaned(given.left_names, given.left_places)
    right = _cleaned(given.right_names, given.right_places)
    core = comparisons.CustomComparison(
        output_column_name="core",
        comparison_levels=[
            levels.NullLevel("core"),
            levels.ExactMatchLevel("core", term_frequency_adjustments=True),
            levels.JaroWinklerLevel("core", 0.96),
            levels.JaroWinklerLevel("core", 0.9),
            {
                "sql_condition": "list_unique(list_intersect(tokens_l, tokens_r)) * 1.0"
                " / list_unique(list_concat(tokens_l, tokens_r)) >= 0.6",
                "label_for_charts": "tokens in common",
            },
            levels.JaroWinklerLevel("core", 0.8),
            levels.ElseLevel(),
        ],
    )
    first = comparisons.JaroWinklerAtThresholds("first_word", [0.9])
    place = comparisons.JaroWinklerAtThresholds("place", [0.9])
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            core,
            first.configure(term_frequency_adjustments=True),
            place.configure(term_frequency_adjustments=True),
            comparisons.ExactMatch("form"),
        ],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in BLOCKING],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )
    began = begun()
    api = DuckDBAPI()
    tables = [api.register(left, dataset_display_name="l"), api.register(right, dataset_display_name="r")]
    linker = Linker(tables, settings, log_level=40)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("core", "place"), block_on("core", "form")], recall=0.5
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (("core",), ("first_word", "place"), ("longest_word",)):
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*rule), record_sample_proportion=0.2
        )
    predicted = linker.inference.predict(threshold_match_probability=0.001)
    table: Any = predicted.as_pyarrow_table().select(["unique_id_l", "unique_id_r", "match_probability"])
    took = since(began)
    ours, theirs, score = (np.asarray(table.column(name)) for name in table.column_names)
    return *_best(len(given.left_names), ours, theirs, score), took


def _cleaned(names: list[str], places: list[str]) -> Any:
    import pyarrow as pa

    taken = [normalise(name) for name in names]
    cores = [one.core or None for one in taken]
    said = [(core or "").split() or [None] for core in cores]
    starts = ["".join(one.core.split()) for one in taken]
    return pa.table(
        {
            "unique_id": np.arange(len(names)),
            "core": cores,
            "tokens": pa.array([one.core.split() for one in taken], pa.list_(pa.string())),
            "first_word": [one[0] for one in said],
            "last_word": [one[-1] for one in said],
            "longest_word": [max(one.core.split(), key=len) if one.core else None for one in taken],
            "start": [one[:5] or None for one in starts],
            "start_long": [one[:9] if len(one) >= 9 else None for one in starts],
            "form": [one.form or None for one in taken],
            "place": [place_words(place) or None for place in places],
        }
    )


def tf_idf(given: Task, bonus: float = 0.15) -> Answer:
    """Runs of three letters by tf-idf, the ten nearest by sparse_dot_topn, and a bonus for the same place."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    began = begun()
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(3, 3), lowercase=True, dtype=np.float32)
    right = vectors.fit_transform(given.right_names)
    left = vectors.transform(given.left_names)
    best = sp_matmul_topn(left.tocsr(), right.T.tocsr(), top_n=10, threshold=0.2, n_threads=2)
    rows = np.repeat(np.arange(best.shape[0]), np.diff(best.indptr))
    columns = best.indices.astype(np.int64)
    here = np.array([place.lower() for place in given.left_places])[rows]
    there = np.array([place.lower() for place in given.right_places])[columns]
    score = best.data + bonus * (here == there) - bonus * ((here != there) & (here != ""))
    found = _best(len(given.left_names), rows, columns, score)
    return *found, since(began)


def _best(
    count: int, ours: npt.NDArray[Any], theirs: npt.NDArray[Any], score: npt.NDArray[Any]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    order = np.lexsort((-score, ours))
    rows, first = np.unique(ours[order], return_index=True)
    right = np.full(count, NOWHERE, dtype=np.int64)
    best = np.zeros(count)
    right[rows], best[rows] = theirs[order][first], score[order][first]
    return right, best
