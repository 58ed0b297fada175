"""Write the page of every rule in docs/rules, from the catalogue and the cases that a lawyer reads.

python tools/rule_pages.py            write the pages
python tools/rule_pages.py --check    exit 1 where a page is not current
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from meerwaarde.rules.catalogue import Rule, rules
from meerwaarde.rules.law import Table, national

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "rules"
CASES = ROOT / "tests" / "rules" / "cases"
SEVERITIES = {"block": "blokkeert", "warn": "waarschuwt", "info": "meldt"}

UNITS = {
    "percent": "procent",
    "EUR excl. VAT": "euro exclusief btw",
    "months": "maanden",
    "years": "jaar",
    "firms": "ondernemers",
    "calendar days": "kalenderdagen",
    "CPV prefix": "begin van de CPV-code",
}


def pages() -> dict[str, str]:
    """Every page by file name, with the index."""
    written = {f"{rule.id}.md": _page(rule) for rule in rules()}
    return {"README.md": _index(), **written}


def _index() -> str:
    lines = [
        "# De regels van Meerwaarde",
        "",
        "Elke regel heeft een pagina: wat zij zegt, wanneer, waarop zij rust, en voorbeelden die als test "
        "draaien.",
        "Deze pagina's worden gemaakt uit de code en de tests met `python tools/rule_pages.py`.",
        "",
        "Each rule has a page: what it says, when, what it rests on, and examples that run as tests.",
        "",
        "| Regel | Naam | Name | Kan | Velden |",
        "|---|---|---|---|---|",
    ]
    for rule in rules():
        fields = ", ".join(f"`{name}`" for name in rule.reads)
        lines.append(
            f"| [{rule.id}]({rule.id}.md) | {rule.name.nl} | {rule.name.en} | {_severities(rule)} | "
            f"{fields} |"
        )
    return "\n".join(lines) + "\n"


def _severities(rule: Rule) -> str:
    return ", ".join(SEVERITIES[severity] for severity in rule.severities)


def _page(rule: Rule) -> str:
    lines = [
        f"# {rule.id} {rule.name.nl}",
        "",
        f"*{rule.name.en}*",
        "",
        f"**Kan:** {_severities(rule)}. **Velden:** {', '.join(f'`{name}`' for name in rule.reads)}.",
        "",
        "## Reikwijdte",
        "",
        rule.reach.nl,
        "",
        f"*{rule.reach.en}*",
        "",
        "## Waarop de regel rust",
        "",
        *_basis(rule),
        "",
        "## Voorbeelden",
        "",
        "Deze voorbeelden draaien als test.",
        "",
        *_examples(rule),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _basis(rule: Rule) -> list[str]:
    tables = national()
    lines = []
    for name in rule.basis:
        found = {
            known: table for known, table in tables.items() if known == name or known.startswith(f"{name}/")
        }
        if not found:
            raise LookupError(f"{rule.id} rests on {name}, and no such parameter exists")
        for known, table in sorted(found.items()):
            lines += _ground(known, table)
    return lines


def _ground(name: str, table: Table) -> list[str]:
    entry = table.entries[-1]
    sourced = all(known.certainty == "sourced" for known in table.entries)
    unsure = "" if sourced else " **Niet (alles) nagelezen in de bron.**"
    told = _periods(table) if len(table.entries) > 1 else _value(entry.value, table.unit)
    return [
        f"- **{table.label.nl}** (`{name}`): {told} Bron: [{entry.source.title}]({entry.source.url}), "
        f"geldt vanaf {_day(entry.since)}{_until(entry.until)}, nagekeken op {_day(entry.checked)}.{unsure}"
    ]


def _periods(table: Table) -> str:
    parts = [f"{_day(entry.since)}: {_value(entry.value, table.unit).rstrip('.')}" for entry in table.entries]
    return "; ".join(parts) + "."


def _value(value: Any, unit: str) -> str:
    unit = UNITS.get(unit, unit)
    if isinstance(value, dict) and value.keys() == {"nl", "en"}:
        return str(value["nl"])
    if isinstance(value, int):
        return f"{value:,} {unit}.".replace(",", ".")
    return f"{value} ({unit})." if isinstance(value, str) else "de lijst staat in het bestand."


def _day(day: date) -> str:
    return f"{day.day:02}-{day.month:02}-{day.year}"


def _until(day: date | None) -> str:
    return "" if day is None else f" tot en met {_day(day)}"


def _examples(rule: Rule) -> list[str]:
    path = CASES / f"{rule.id}.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    lines = []
    for case in content["cases"]:
        lines += [f"### {case['name']}", ""]
        lines += [f"- Gegeven: {_given(case['intake'])}."]
        if "day" in case:
            lines.append(f"- Dag: {_day(case['day'])}.")
        lines += [f"- De regel {_does(case)}.", ""]
    return lines


def _given(intake: dict[str, Any]) -> str:
    return ", ".join(f"`{name}` {_written(value)}" for name, value in intake.items())


def _written(value: Any) -> str:
    if value is None:
        return "onbekend"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return "geen" if not value else "[" + "; ".join(_written(item) for item in value) + "]"
    if isinstance(value, dict):
        return (
            "geen"
            if not value
            else "(" + ", ".join(f"{name} {_written(part)}" for name, part in value.items()) + ")"
        )
    return str(value)


def _does(case: dict[str, Any]) -> str:
    spoken = case.get("speaks", [])
    parts = [SEVERITIES[severity] for severity in (spoken if isinstance(spoken, list) else [spoken])]
    asked = case.get("asks", [])
    fields = asked if isinstance(asked, list) else [asked]
    if fields:
        parts.append("vraagt naar " + ", ".join(f"`{field}`" for field in fields))
    return " en ".join(parts) if parts else "zwijgt"


def main() -> int:
    """Write or check the pages; returns the exit code."""
    wanted = pages()
    if "--check" in sys.argv[1:]:
        stale = stale_pages(wanted)
        for name in stale:
            print(f"docs/rules/{name} is not current: run python tools/rule_pages.py")
        return 1 if stale else 0
    PAGES.mkdir(parents=True, exist_ok=True)
    for path in PAGES.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (PAGES / name).write_text(text, encoding="utf-8")
    return 0


def stale_pages(wanted: dict[str, str]) -> list[str]:
    """Names of pages that are missing, changed, or left over from a rule that is gone."""
    found = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    return sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))


if __name__ == "__main__":
    sys.exit(main())
