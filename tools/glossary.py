"""The glossary: written rows for the nouns of the code, and rows made from the rules' own data.

`python tools/glossary.py write` renews the made part of docs/woordenlijst.md; `check` says what is missing.
A name that people meet in the code (models, choices, codes, rules, roles, states, parameters) has a row.
"""

from __future__ import annotations

import os
import re
import sys
import typing
from collections.abc import Iterator
from pathlib import Path

GLOSSARY = Path(__file__).parents[1] / "docs" / "woordenlijst.md"
MARK = "<!-- Below this line the rows are made from the rules' own data: tools/glossary.py write -->"


def made() -> str:
    """The part that follows from data: roles, states, steps, rules, parameters."""
    from meerwaarde.rules.catalogue import rules
    from meerwaarde.rules.law import PARAMETERS, read_table
    from meerwaarde.rules.lifecycle import LIFECYCLES
    from meerwaarde.rules.roles import ROLES

    parts = [
        _table("Rollen", [(r.name.nl, r.code, "rules/roles.py", r.name.en) for r in ROLES]),
        _table(
            "Toestanden",
            [
                (state.name.nl, f"{cycle.noun}.{state.code}", "rules/lifecycle", state.name.en)
                for cycle in LIFECYCLES
                for state in cycle.states
            ],
        ),
        _table(
            "Stappen",
            sorted(
                {
                    (step.name.nl, f"{cycle.noun}.{step.verb}", "rules/lifecycle", step.name.en)
                    for cycle in LIFECYCLES
                    for step in cycle.steps
                }
            ),
        ),
        _table("Regels", [(r.name.nl, r.id, f"[pagina](rules/{r.id}.md)", r.name.en) for r in rules()]),
        _table("Parameters", list(_parameters(PARAMETERS, read_table))),
    ]
    return "\n".join(parts)


def _parameters(folder: Path, read: typing.Any) -> Iterator[tuple[str, str, str, str]]:
    for path in sorted(folder.rglob("*.yaml")):
        table = read(path)
        source = table.entries[-1].source.title
        yield table.label.nl, path.relative_to(folder).with_suffix("").as_posix(), source, table.label.en


def _table(title: str, rows: list[tuple[str, str, str, str]]) -> str:
    lines = [
        f"## {title}",
        "",
        "| Nederlands | naam in de code | bron | betekenis of Engels |",
        "|---|---|---|---|",
    ]
    lines += [f"| {nl} | `{code}` | {source} | {meaning} |" for nl, code, source, meaning in rows]
    return "\n".join([*lines, ""])


def names() -> set[str]:
    """Every name in the code that must have a row in the written part."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meerwaarde.config.settings")
    import django

    django.setup()
    from django.apps import apps

    from meerwaarde.rules import intake
    from meerwaarde.rules.compliance.demands import DEMAND_NAMES
    from meerwaarde.rules.instruments import CODES

    found: set[str] = set(CODES) | set(DEMAND_NAMES)
    for model in apps.get_models():
        if model.__module__.startswith("meerwaarde"):
            found.add(model.__name__)
            for field in model._meta.get_fields():
                found |= {str(code) for code, _label in getattr(field, "choices", None) or () if code}
    for literal in (
        intake.Buyer, intake.Contract, intake.Route, intake.Award, intake.SupplierKind, intake.Theme,
        intake.Motivation, intake.ReservedType,
    ):  # fmt: skip
        found |= set(typing.get_args(literal))
    return found


def rows() -> set[str]:
    """The names that have a row: everything between backticks in the table."""
    return set(re.findall(r"`([^`]+)`", GLOSSARY.read_text(encoding="utf-8")))


def missing() -> list[str]:
    """Names without a row, sorted."""
    return sorted(names() - rows())


def current() -> bool:
    """Whether the made part is what the data say now."""
    return GLOSSARY.read_text(encoding="utf-8").split(MARK)[-1].strip() == made().strip()


def main(arguments: list[str]) -> int:
    if arguments == ["write"]:
        written = GLOSSARY.read_text(encoding="utf-8").split(MARK)[0].rstrip()
        GLOSSARY.write_text(f"{written}\n\n{MARK}\n\n{made()}", encoding="utf-8")
        return 0
    for name in missing():
        print(f"{name} has no row in docs/woordenlijst.md", file=sys.stderr)
    if not current():
        print("The made part is out of date: python tools/glossary.py write", file=sys.stderr)
    return 1 if missing() or not current() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
