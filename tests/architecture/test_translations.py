"""Every message speaks Dutch, in words that people understand; and the check can itself be trusted."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.mofile import read_mo

ROOT = Path(__file__).resolve().parents[2]


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"tools_{name}", ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


tools = load("translations")


def test_every_message_is_translated_used_and_readable() -> None:
    found = tools.problems()
    assert not found, "\n".join(found)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small package with one message in Python and one in a template, both translated."""
    package = tmp_path / "src" / "meerwaarde"
    room = package / "stages" / "policy"
    (room / "templates" / "policy").mkdir(parents=True)
    (room / "pages.py").write_text('title = _("Goals")\n', encoding="utf-8")
    (room / "templates" / "policy" / "goals.html").write_text(
        "{% blocktranslate count n=3 trimmed %}\n One goal of {{ owner }}\n{% plural %}"
        "{{ n }} goals of {{ owner }}"
        '{% endblocktranslate %}{% translate "100% done" %}{{ x|default:_("None") }}',
        encoding="utf-8",
    )
    (package / "locale" / "nl").mkdir(parents=True)
    for name, value in (("ROOT", tmp_path), ("PACKAGE", package), ("LOCALE", package / "locale")):
        monkeypatch.setattr(tools, name, value)
    write(package, RIGHT)
    return package


HEAD = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""
RIGHT = (
    'msgid "Goals"\nmsgstr "Doelen"\n\n'
    'msgid "One goal of %(owner)s"\nmsgid_plural "%(n)s goals of %(owner)s"\n'
    'msgstr[0] "Eén doel van %(owner)s"\nmsgstr[1] "%(n)s doelen van %(owner)s"\n\n'
    'msgid "100%% done"\nmsgstr "100%% klaar"\n\nmsgid "None"\nmsgstr "Geen"\n'
)


def write(package: Path, entries: str, name: str = "policy") -> None:
    (package / "locale" / "nl" / f"{name}.po").write_text(f"{HEAD}\n{entries}", encoding="utf-8")


def test_a_house_in_order_has_no_problems(house: Path) -> None:
    assert tools.problems() == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            ('msgid "Goals"\nmsgstr "Doelen"', ""),
            "pages.py:1: 'Goals' has no Dutch translation; add it to locale/nl/pol",
        ),
        (('msgstr "Doelen"', 'msgstr ""'), "empty translation"),
        (('msgid "Goals"', '#, fuzzy\nmsgid "Goals"'), "fuzzy"),
        (('msgid "None"', 'msgid "Never"\nmsgstr "Nooit"\n\nmsgid "None"'), "'Never' is used nowhere"),
        (("%(n)s doelen van", "%(number)s doelen van"), "other placeholders"),
        (('"Doelen"', '"Doelen middels beleid"'), "“middels” is difficult, write “met of door”"),
        (('"Doelen"', '"Doelen i.v.m. beleid"'), "abbreviation"),
        (('"Doelen"', f'"{"woord " * 26}"'), "a sentence of 26 words"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_message(house: Path, change: tuple[str, str], told: str) -> None:
    assert change[0] in RIGHT
    write(house, RIGHT.replace(*change))
    found = tools.problems()
    assert any(told in one for one in found), found


def test_two_rooms_may_not_disagree(house: Path) -> None:
    write(house, 'msgid "Goals"\nmsgstr "Doelstellingen"\n', "market")
    assert any("translated otherwise" in one for one in tools.problems())


def test_two_rooms_may_agree(house: Path) -> None:
    write(house, 'msgid "Goals"\nmsgstr "Doelen"\n', "market")
    assert tools.problems() == []


def test_the_catalogue_is_made_once_and_again_after_a_change(house: Path) -> None:
    assert tools.build()
    assert not tools.build()
    target = house / "locale" / "nl" / "LC_MESSAGES" / "django.mo"
    with target.open("rb") as file:
        assert read_mo(file).get("Goals").string == "Doelen"  # type: ignore[union-attr]
    write(house, RIGHT.replace('"Doelen"', '"De doelen"'))
    later = target.stat().st_mtime + 5
    import os

    os.utime(house / "locale" / "nl" / "policy.po", (later, later))
    assert tools.build()
    with target.open("rb") as file:
        assert read_mo(file).get("Goals").string == "De doelen"  # type: ignore[union-attr]


def test_long_sentences_are_counted_per_sentence() -> None:
    assert not tools.longest_sentence("Kort. " * 40)
    assert tools.longest_sentence("woord " * 30) == 30
