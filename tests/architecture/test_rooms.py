"""Between stages only queries and actions are public; reads start in queries; rules know no clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from django.apps import apps

SOURCE = Path(__file__).parents[2] / "src/meerwaarde"
STAGES = "meerwaarde.stages"
PUBLIC = {"queries", "actions"}
CLOCKS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("timezone", "now"),
}


def modules(*parts: str) -> Iterator[Path]:
    yield from (
        path for path in sorted(SOURCE.joinpath(*parts).rglob("*.py")) if "migrations" not in path.parts
    )


def stage_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[2] if module.startswith(f"{STAGES}.") and len(parts) > 2 else None


def test_a_stage_is_entered_through_its_queries_and_actions_alone() -> None:
    graph = grimp.build_graph("meerwaarde", exclude_type_checking_imports=True, cache_dir=None)
    wrong = []
    for module in graph.modules:
        stage = stage_of(module)
        for imported in graph.find_modules_directly_imported_by(module):
            other = stage_of(imported)
            if other is None or other == stage or not module.startswith("meerwaarde."):
                continue
            room = imported.split(".")[3] if imported.count(".") >= 3 else ""
            above = module.split(".")[1] in {"config", "demo", "cli"}
            if room not in PUBLIC and not (above and room in {"urls", "api"}):
                wrong.append(f"{module} enters {imported}")
    assert not wrong, "\n".join(wrong)


def test_no_model_points_at_a_later_stage() -> None:
    """Foreign keys by name hide from the import graph; here the models themselves are asked."""
    order = ["policy", "market", "procurement", "business_case", "award", "contracts", "outcomes", "stories"]
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in order
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if (later := field.related_model._meta.app_label) in order
        and order.index(later) > order.index(model._meta.app_label)
    ]
    assert not wrong, wrong


def objects_outside_queries(path: Path) -> list[int]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
    ]


@pytest.mark.parametrize(
    "path", [*modules("stages"), *modules("platform")], ids=lambda p: str(p.relative_to(SOURCE))
)
def test_rows_are_fetched_in_queries_and_models_alone(path: Path) -> None:
    inside = {"queries", "models", "queries.py", "models.py", "records.py"} & set(
        path.relative_to(SOURCE).parts
    )
    if not inside:
        assert not objects_outside_queries(path), "to fetch is to be allowed: move this read to queries.py"


@pytest.mark.parametrize(
    "path", [*modules("rules"), *modules("language")], ids=lambda p: str(p.relative_to(SOURCE))
)
def test_no_rule_reads_the_clock(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {
        (node.func.value.id, node.func.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
    }
    assert not calls & CLOCKS


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: str(p.relative_to(SOURCE)))
def test_only_one_module_may_talk_to_the_outside(path: Path) -> None:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    outward = names & {"socket", "requests", "httpx", "urllib.request", "http.client", "aiohttp", "urllib3"}
    place = path.relative_to(SOURCE).as_posix()
    allowed = place.startswith("gates/outbound/") or place == "demo/start.py"
    assert allowed or not outward


def test_money_is_never_a_float_column() -> None:
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("meerwaarde")
        for field in model._meta.get_fields()
        if field.__class__.__name__ == "FloatField"
    ]
    assert not wrong
