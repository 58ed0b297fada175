"""The CPV file: how it is built, read and refused."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from meerwaarde.exchange.cpv.build import UnfitSource, build
from meerwaarde.exchange.cpv.read import Catalogue, CpvNotBuilt, eight_digits, load, significant

# Labels of our own, in the form of the package.
FEW = [
    ("45000000", "Bouwwerk", "Construction"),
    ("45200000", "Bouwen van gebouwen", "Building of houses"),
    ("45214000", "Bouwen voor het onderwijs", "Building for education"),
    ("45214210", "Bouwen van een basisschool", "Building a primary school"),
    ("90000000", "Afval en schoonmaak", "Waste and cleaning"),
    ("90910000", "Reinigingsdiensten", "Cleaning services"),
]
Build = Callable[[object], Path]


@pytest.fixture
def built(tmp_path: Path) -> Build:
    def make(source: object) -> Path:
        text = source if isinstance(source, str) else json.dumps(source)
        (tmp_path / "cpv.json").write_text(text, encoding="utf-8")
        build(tmp_path / "cpv.json", tmp_path / "cpv.bin")
        return tmp_path / "cpv.bin"

    return make


def entries(rows: list[tuple[str, str, str]] = FEW) -> list[dict[str, object]]:
    return [{"code": code, "labels": {"nl": nl, "en": en, "fr": "x"}, "level": 1} for code, nl, en in rows]


@pytest.fixture
def few(built: Build) -> Catalogue:
    return load(built(entries()))


def test_codes_have_labels_in_two_languages(few: Catalogue) -> None:
    assert len(few) == len(FEW)
    assert few.label("45214210") == "Bouwen van een basisschool"
    assert few.label("45214210-6", "en") == "Building a primary school"
    assert few.label("11111111") is None


def test_the_tree_skips_levels_that_the_list_skips(few: Catalogue) -> None:
    assert few.parents("45214210") == ("45214000", "45200000", "45000000")
    assert few.parent("90910000") == "90000000"
    assert few.parent("45000000") is None
    assert few.parents("45219999") == ("45200000", "45000000")
    assert few.children("45000000") == ("45200000",)
    assert few.children("45214210") == few.children("geen code") == ()
    assert few.divisions() == ("45000000", "90000000")
    assert few.under("452") == ("45200000", "45214000", "45214210")


@pytest.mark.parametrize("code", ["45000000", "45000000-7", " 45000000 "])
def test_a_code_is_valid_in_both_forms(few: Catalogue, code: str) -> None:
    assert few.is_valid(code)


@pytest.mark.parametrize(
    "code", ["", "45", "4500000", "450000000", "45000000-", "45000000-77", "٤٥٠٠٠٠٠٠", "11111111", "x"]
)
def test_what_is_no_code_of_the_list_is_not_valid(few: Catalogue, code: str) -> None:
    assert not few.is_valid(code)


def test_digits_that_say_something() -> None:
    assert [significant(code) for code in ("45000000", "30000000", "45233120")] == ["45", "30", "4523312"]
    assert eight_digits("72000000-5") == "72000000"


def test_equal_sources_give_equal_bytes(built: Build) -> None:
    first = built(entries()).read_bytes()
    assert built(list(reversed(entries()))).read_bytes() == first


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("not json", "cpv.json"),
        ({"code": "45000000"}, "cpv.json"),
        ([], "no code"),
        (entries() + entries()[:1], "twice"),
        ([{"code": "4500", "labels": {"nl": "x", "en": "x"}}], "eight digits"),
        ([{"code": "45000000", "labels": {"nl": "x"}}], "no label in en"),
    ],
)
def test_an_unfit_source_is_refused_and_leaves_nothing(
    built: Build, tmp_path: Path, source: object, said: str
) -> None:
    with pytest.raises(UnfitSource, match=said):
        built(source)
    assert not (tmp_path / "cpv.bin").exists()


def test_a_missing_file_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(CpvNotBuilt, match="make assets"):
        load(tmp_path / "none.bin")


def test_a_damaged_file_says_what_to_run(tmp_path: Path) -> None:
    (tmp_path / "bad.bin").write_bytes(b"x" * 100)
    with pytest.raises(CpvNotBuilt, match="make assets"):
        load(tmp_path / "bad.bin")
