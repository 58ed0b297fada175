"""The ambition web as a picture: what it refuses, what it shows, and that it becomes files."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meerwaarde.platform.documents.blocks import Document, Picture
from meerwaarde.platform.documents.pdf import write_pdf
from meerwaarde.platform.documents.pictures import Poster, png, poster_pdf
from meerwaarde.platform.documents.word import write_word
from meerwaarde.platform.layout.charts import Band, Series, poster, web
from meerwaarde.platform.layout.charts.drawing import SOFT_HYPHEN
from meerwaarde.platform.layout.charts.web import hyphenated

AREAS = ("Klimaat", "Circulair", "Ketenverantwoordelijkheid", "Social return")
LEVELS = ("Basis", "Significant", "Ambitieus")


def drawn(areas: tuple[str, ...] = AREAS, **changes: object) -> object:
    given_ = {
        "first_heading": "Gebied",
        "levels": LEVELS,
        "band": Band("Spreiding", ((0, 3), None, *((1, 1),) * (len(areas) - 2))),
        **changes,
    }
    series = [Series("Afgesproken", (2, None, *(1,) * (len(areas) - 2)))]
    return web("web", "Web <van> ons", "Wat het toont", areas, series, **given_)  # type: ignore[arg-type]


def test_a_web_names_its_levels_and_has_a_table_twin() -> None:
    chart = drawn()
    text = "".join(ElementTree.fromstring(chart.svg).itertext())  # type: ignore[attr-defined]
    assert "2 Significant" in text
    assert "Web <van> ons" in text
    table = chart.table  # type: ignore[attr-defined]
    assert table.head == ("Gebied", "Afgesproken", "Spreiding")
    assert table.rows[0] == ("Klimaat", "2", "0–3")
    assert table.rows[1] == ("Circulair", "–", "–")
    assert table.rows[2][2] == "1"


@pytest.mark.parametrize(
    ("areas", "series", "band"),
    [
        (("a", "b"), [], None),
        (AREAS, [Series("s", (1, 2))], None),
        (AREAS, [Series("s", (1, 2, 3, 4))], None),
        (AREAS, [], Band("b", ((0, 1),))),
        (AREAS, [], Band("b", ((2, 1), None, None, None))),
    ],
)
def test_what_does_not_fit_is_refused(areas: tuple[str, ...], series: list[Series], band: object) -> None:
    with pytest.raises(ValueError, match=r"area|outside"):
        web("web", "t", "d", areas, series, band=band, first_heading="Gebied")  # type: ignore[arg-type]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=3, max_size=16))
def test_any_web_is_well_formed_and_stands_by_itself(values: list[int | None]) -> None:
    names = [f"Gebied {place} & meer" for place in range(len(values))]
    chart = web("w", "t", "d", names, [Series("s", tuple(values))], first_heading="Gebied", levels=LEVELS)
    alone = ElementTree.fromstring(poster(chart, "Een web", "van vandaag"))
    assert "Een web" in "".join(alone.itertext())
    shown = [row[1] for row in chart.table.rows]
    assert shown == ["–" if value is None else str(value) for value in values]


@pytest.mark.parametrize("word", ["Ketenverantwoordelijkheid", "Vestigingsklimaat", "Waterveiligheidsopgave"])
def test_a_long_word_breaks_and_stays_the_same_word(word: str) -> None:
    pieces = hyphenated(word).split(SOFT_HYPHEN)
    assert "".join(pieces) == word
    assert len(pieces) > 1
    assert max(len(piece) for piece in pieces) <= 14
    assert hyphenated("Water") == "Water"


def test_a_web_becomes_png_and_an_accessible_pdf() -> None:
    svg = poster(drawn(), "Een web", "")  # type: ignore[arg-type]
    assert png(svg).startswith(b"\x89PNG")
    made = poster_pdf(
        Poster(
            title="Web",
            language="nl",
            author="Gemeente",
            svg=svg,
            alt="Klimaat 2",
            table_caption="Cijfers",
            header=("Gebied", "Niveau"),
            rows=(("Klimaat", "2 😀"),),
        )
    )
    assert made.startswith(b"%PDF")
    assert b"/StructTreeRoot" in made


def test_a_picture_in_a_document_carries_its_words_and_one_without_is_refused() -> None:
    def document(alt: str) -> Document:
        return Document(
            title="Verslag",
            subtitle="",
            language="nl",
            author="Gemeente",
            subject="Web",
            moment="22 november 2026",
            blocks=(Picture(poster(drawn(), "Een web", ""), alt, "Het web"),),  # type: ignore[arg-type]
            not_filled_in="niet ingevuld",
            page_word="Bladzijde",
            contents_word="Inhoud",
        )

    told = document("Klimaat staat op 2.")
    assert write_pdf(told).startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(write_word(told))) as word:
        assert any(name.endswith(".png") for name in word.namelist())
        assert "Klimaat staat op 2." in word.read("word/document.xml").decode()
    with pytest.raises(ValueError, match="words"):
        document(" ")
