"""What stands beside a title, and what an empty list says, on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import PHONE, ROOT, evaluate, launched, overflow, page_at

pytestmark = [pytest.mark.journey]

SHEET = Path(ROOT) / "src" / "meerwaarde" / "static" / "vendor" / "meerwaarde.css"
PAGE = """
<style>{sheet}</style>
<body class="mw-body"><main style="padding: 1rem">
  <section class="mw-card">
    <h2 class="mw-card__title"><a href="/">Nieuwbouw kindcentrum Het Veenlicht</a>
      <span class="nl-data-badge mw-badge mw-badge--info">{state}</span></h2>
  </section>
  <div class="mw-empty"><p class="mw-empty__text">Deel het adres: {address}</p></div>
</main></body>
"""


def test_a_state_beside_a_title_keeps_its_words_and_an_address_stays_on_the_page() -> None:
    address = "http://127.0.0.1:8000/" + "aanmelden/" * 6
    with launched() as browser, page_at(browser, PHONE) as page:
        heights = {}
        for state in ("Gestopt", "In voorbereiding"):
            sheet = SHEET.read_text(encoding="utf-8")
            page.set_content(PAGE.format(sheet=sheet, state=state, address=address))
            assert overflow(page) == []
            heights[state] = float(evaluate(page, "document.querySelector('.mw-badge').offsetHeight"))
        assert heights["Gestopt"] < 40, "one word stands on one line"
        assert heights["In voorbereiding"] < 70, "two words stand on two lines at most"
