"""A part of a name: read from memory, learned by heart, or asked of the database, the answer is the same."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meerwaarde.platform.search import actions, queries, shelf
from meerwaarde.platform.search.models import Document, Posting, Segment, Titles
from meerwaarde.platform.search.shelf import Shelf, Shelves
from meerwaarde.platform.search.terms import plain

WORD = st.text(alphabet="abcé łж", min_size=0, max_size=6)
NAMES = st.lists(WORD.map(plain), max_size=30)


def pieces_of(names: list[str], at_once: int) -> list[tuple[str, str]]:
    numbered = [(name, f"n{number}") for number, name in enumerate(names)]
    parts = [numbered[start : start + at_once] for start in range(0, len(numbered), at_once)]
    return [("\n".join(n for n, _o in part), "\n".join(o for _n, o in part)) for part in parts]


def by_hand(names: list[str], part: str, limit: int) -> tuple[str, ...] | None:
    found = tuple(f"n{number}" for number, name in enumerate(names) if part in name)
    return None if len(found) > limit else found


@settings(deadline=None)
@given(NAMES, st.integers(1, 9), st.text(alphabet="abceж ", min_size=1, max_size=4), st.integers(1, 40))
def test_reading_finds_what_a_loop_finds(names: list[str], at_once: int, part: str, limit: int) -> None:
    assert Shelf(pieces_of(names, at_once)).holding(part, limit) == by_hand(names, part, limit)


@given(names=NAMES, part=st.text(alphabet="abceж ", min_size=3, max_size=6), limit=st.integers(1, 40))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_learned_finds_the_same(
    monkeypatch: pytest.MonkeyPatch, names: list[str], part: str, limit: int
) -> None:
    monkeypatch.setattr(shelf, "_SMALL", 0)
    monkeypatch.setattr(shelf, "READ_BEFORE_RUNS", 0)
    learned = Shelf(pieces_of(names, 7))
    for _again in range(2):
        assert learned.holding(part, limit) == by_hand(names, part, limit)


def test_a_very_common_run_is_read_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_SMALL", 0)
    monkeypatch.setattr(shelf, "READ_BEFORE_RUNS", 0)
    monkeypatch.setattr(shelf, "_MOST_COMPARED", 2)
    names = ["aaaa", "aaaab", "caaa", "bcd"]
    assert Shelf(pieces_of(names, 2)).holding("aaa", 9) == ("n0", "n1", "n2")
    assert Shelf(pieces_of(names, 2)).holding("aaa", 2) is None


def test_only_what_changed_is_fetched_and_what_went_meanwhile_is_not_kept() -> None:
    kept, asked = Shelves(), []
    texts = {1: ("groen", "a"), 2: ("blauw", "b"), 3: ("groenten", "c")}

    def fetch(missing: object) -> dict[int, tuple[str, str]]:
        asked.append(list(missing))  # type: ignore[call-overload]
        return {stamp: texts[stamp] for stamp in missing if stamp in texts}  # type: ignore[attr-defined]

    def holding(stamps: list[int]) -> tuple[str, ...] | None:
        found = kept.shelf("k", stamps, fetch)
        assert found is not None
        return found.holding("groen", 9)

    assert holding([1, 2]) == ("a",)
    assert holding([1, 2]) == ("a",)
    assert holding([1, 3]) == ("a", "c")
    assert kept.shelf("k", [1, 9], fetch) is None
    assert holding([1, 3]) == ("a", "c")
    assert asked == [[1, 2], [3], [9]]
    for number in range(shelf.MOST_SHELVES + 3):
        kept.shelf(number, [1], fetch)
    assert len(kept._kept) == shelf.MOST_SHELVES


def put(*names: tuple[str, str]) -> None:
    described = [
        actions.describe(kind="supplier", object_id=number, url="/", title=title) for number, title in names
    ]
    actions.index_many(described, organisation_id=None)


def named(part: str, limit: int = 500) -> tuple[str, ...] | None:
    return queries.named(None, part, kinds=("supplier",), limit=limit)


@pytest.mark.django_db
def test_each_change_is_seen_at_once_also_one_that_is_undone() -> None:
    put(("s1", "Groenhof"), ("s2", "De Groene Hand"), ("s3", "Wasserij Helder"))
    assert named("groen") == ("s1", "s2")
    put(("s1", "Tuinhof"))
    assert named("groen") == ("s2",)
    assert named("tuin") == ("s1",)
    try:
        with transaction.atomic():
            put(("s3", "Groenten Helder"))
            assert named("groen") == ("s2", "s3")
            raise RuntimeError
    except RuntimeError:
        pass
    assert named("groen") == ("s2",)
    assert named("wasserij") == ("s3",)
    assert actions.remove(kind="supplier", object_id="s2")
    assert named("groen") == ()


@pytest.mark.django_db
def test_what_another_process_changed_is_seen() -> None:
    """Another process has no shelf of ours to change: only rows, and those carry another stamp."""
    put(("s1", "Groenhof"), ("s2", "Wasserij Helder"))
    assert named("groen") == ("s1",)
    ours, queries._shelves = queries._shelves, Shelves()
    put(("s2", "Groenten Helder"))
    assert named("groen") == ("s1", "s2")
    queries._shelves = ours
    assert named("groen") == ("s1", "s2")


@pytest.mark.django_db
def test_case_accents_and_signs_do_not_count_and_lines_do_not_run_on() -> None:
    put(("s1", "Coöperatie ’t Veen"), ("s2", "Veen"), ("s3", "Hof"))
    assert named("COOPERATIE") == named("coöp") == ("s1",)
    assert named("veen hof") == ()
    assert named("'s-Hof") == ()
    assert named("de") == named("  ") == ()
    assert named("veen", limit=1) is None


@pytest.mark.django_db
def test_titles_stand_for_the_documents_that_are_there() -> None:
    put(*((f"s{number}", f"Bedrijf {number}") for number in range(20)))
    put(*((f"s{number}", f"Zaak {number}") for number in range(5, 9)))
    actions.remove(kind="supplier", object_id="s3")
    told = {}
    for row in Titles.objects.all():
        told.update(zip(row.objects_named.split("\n"), row.names.split("\n"), strict=True))
    assert told == {one.object_id: plain(one.title) for one in Document.objects.all()}
    assert Titles.objects.count() == Segment.objects.count()


@pytest.mark.django_db
def test_asking_again_costs_one_query(django_assert_num_queries: object) -> None:
    put(("s1", "Groenhof"))
    named("groen")
    with django_assert_num_queries(1):  # type: ignore[operator]
        named("groenhof")


@pytest.mark.usefixtures("committed_db")
def test_names_that_were_indexed_before_stay_findable() -> None:
    """The migration puts the titles side by side, and takes the rows of runs of letters away."""
    before = [("search", "0003_single_postings_go")]
    executor = MigrationExecutor(connection)
    executor.migrate(before)
    try:
        old = executor.loader.project_state(before).apps
        segment = old.get_model("search", "Segment").objects.create(scope=0, kind="supplier")
        document = old.get_model("search", "Document").objects.create(
            segment=segment, kind="supplier", object_id="s1", url="/", title="Wasserij Hélder", length=1
        )
        for term in ("#was", "wasserij", ""):
            old.get_model("search", "Posting").objects.create(
                segment=segment, scope=0, kind="supplier", term=term, documents=1, first=document.pk, held=b""
            )
    finally:
        executor.loader.build_graph()
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert named("helder") == ("s1",)
    assert set(Posting.objects.values_list("term", flat=True)) == {"wasserij", ""}
    Segment.objects.all().delete()
    Document.objects.all().delete()
