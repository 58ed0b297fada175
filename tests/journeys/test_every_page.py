"""Every page one can reach by clicking: no violation, enough contrast, never wider than the window."""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from browser import PHONE, SMALLEST, TABLET, WIDE, axe_violations, faint_parts, overflow
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

pytestmark = [pytest.mark.journey]

LEAVE = re.compile(
    r"/(uitloggen|origineel|bestand(?!en/)|gegevens|agenda|feed|strategienota|uitvoer|export|setlang)"
    r"|\.(csv|xlsx|docx|pdf|png|svg|atom)$|^/api/|/styleguide/|/leveranciers/[^/]{12}/profiel/"
    r"|/verslag/(docx|pdf)/|/aanmeldingen/[^/]{12}/bewijs/|/zoekvakken/[^/]{12}/voorbeeld/"
    r"|/marktvragen/document/|/gevraagd/[^/]{12}/document/"
)
"""What is no page (a download, a way out, a frame with links for others), and the style guide, which has a
test of its own."""
MOST = 300
PERMISSIONS = Path(__file__).parents[1] / "access" / "permissions.yaml"
NO_PAGE = {
    "spend:batch": "only where finance brought in a file of payments; its own tests look at it",
    "spend:columns": "only where finance brought in a file of payments; its own tests look at it",
    "spend:withdraw": "only where finance brought in a file of payments; its own tests look at it",
    "spend:refused": "only where finance brought in a file of payments; its own tests look at it",
    "spend:refused_file": "a download",
    "spend:original": "a download",
    "spend:lines": "only where payments count; its own tests look at it",
    "spend:lines_file": "a download",
    "access:own_data_file": "a download",
    "market:asked_document": "a download",
    "market:enquiry_document_read": "a download",
    "market:application_proof": "a download",
    "market:consultation_answers": "only once one has closed without a report; its own tests look at it",
    "market:consultation_session": "only after a session, before the report; its own tests look at it",
    "market:embed_preview": "part of the page of a search box",
    "market:freeze_search": "a form behind a search; its journey looks at it",
    "market:save_search": "a form behind a search; its journey looks at it",
    "market:frozen_search_file": "a download",
    "market:suppliers_compare": "reached by ticking suppliers; its journey looks at it",
    "market:intake_new": "only where fetching is switched on; its own tests look at it",
    "market:intake_run": "only where notices were fetched; its own tests look at it",
    "market:first_fits": "a part of the start page of a firm",
    "profile:cpv": "suggestions under a field",
    "profile:picture": "a picture",
    "market:notice_dates": "a download",
    "policy:assessment_export": "a download",
    "policy:goal_below": "only below a goal with more than one page of things",
    "procurement:advice": "only in a file whose advice was completed; the walks look at one file each",
    "policy:frameworks_compare_export": "a download",
    "policy:theme_set_edit": "only where an authority keeps own themes; its own tests look at it",
    "calendar:export": "a download",
    "calendar:scan_export": "a download",
    "calendar:import_refused": "a download",
    "calendar:import": "only where somebody put a file ready; its journey looks at it",
    "calendar:import_columns": "only while a file waits for its columns; its journey looks at it",
    "calendar:import_row": "only where a file has a row to mend; its journey looks at it",
    "policy:plan_export": "a download",
    "policy:plan_calendar": "a download",
    "policy:calendar_link": "the walks leave calendars alone; its own tests look at it",
    "policy:plan_edit": "behind a step of a plan; the journey of the plan looks at it",
    "policy:plan_step_text": "behind a step of a plan; the journey of the plan looks at it",
    "policy:plan_themes": "behind a step of a plan; the journey of the plan looks at it",
    "policy:plan_moments": "behind a step of a plan; the journey of the plan looks at it",
    "policy:plan_goal_new": "behind a step of a plan; the journey of the plan looks at it",
    "policy:plan_goal_edit": "behind a step of a plan; the journey of the plan looks at it",
    "policy:plan_goal_judge": "behind a step of a plan; the journey of the plan looks at it",
    "policy:tender_new": "behind a step of a plan; the journey of the plan looks at it",
    "policy:tender_edit": "behind a step of a plan; the journey of the plan looks at it",
    "policy:conclusion_new": "behind a step of a plan; the journey of the plan looks at it",
    "policy:conclusion_edit": "behind a step of a plan; the journey of the plan looks at it",
    "policy:conclusion_settle": "behind a step of a plan; the journey of the plan looks at it",
    "policy:plan_adopt": "behind a step of a plan; the journey of the plan looks at it",
    "policy:goals_export": "a download",
    "policy:text_file": "a download",
    "policy:promises_export": "a download",
    "procurement:evidence_out": "behind a button in a file; the walks look at one file each",
    "procurement:export": "a download",
    "policy:matrix_export": "a download",
    "policy:ambition_web_picture": "a download",
    "policy:ambition_webs_whole_export": "a download",
    "policy:web_report": "a download",
    "policy:matrix_import_file": "only after a file was chosen",
    "policy:matrix_entry": "leads on to the page of the cell",
    "quick:export": "a download",
    "explanations:export": "a download",
    "explanations:register_export": "a download",
    "mandates:export": "a download",
    "market:suppliers_export": "a download",
    "market:register_report": "a download",
    "market:register_columns": "only while a file waits for its columns; its own tests look at it",
    "market:supplier_profile_file": "a download",
    "profile:file": "a download",
    "market:supplier_import_original": "a download",
    "market:supplier_import_refused_file": "a download",
    "market:supplier_import_columns": "only while a list waits for its columns; its journey looks at it",
    "procurement:shortlist_search": "only in a file with a kept search; the walks look at one file each",
    "market:supplier_similar": "part of the form of a supplier",
    "market:supplier_cpv": "suggestions under a field",
    "policy:web_session_pulse": "asked by the script of a session",
    "policy:framework_bites": "part of the page of a draft framework",
    "procurement:shortlist_export": "a download",
    "quick:suppliers": "part of the screen for a quick purchase",
    "quick:names": "suggestions under a field",
    "procurement:strategy_note": "a download",
    "market:enquiry_edit": "only while an enquiry is a draft; the walks look at one enquiry each",
    "market:original": "a download",
    "procurement:cpv": "suggestions under a field",
    "access:start": "who has one role goes straight home",
    "policy:goal_restore": "a button on a goal in the archive",
    "policy:rule_restore": "a button in the message after striking",
    "work:detail": "only where somebody started a long task",
    "work:progress": "part of the page of a task",
    "work:result": "a download",
}
"""Routes without a page that a person reaches by clicking in the fresh demonstration, and why."""
ASKED_FOR = ("zoeken/?q=groen", "zoeken/?q=qqqqq", "werk/")
"""Where one comes by a form or after a long task, not by a link on a fresh demonstration."""
FIRST = {"pieter": ("markt/leveranciers/",)}
"""Where a person looks first, for what only some things of a kind have."""
WALKS = [
    ("anneke", WIDE, "nl"),
    ("bas", PHONE, "nl"),
    ("pieter", WIDE, "en"),
    ("willemijn", PHONE, "en"),
    ("beheer", WIDE, "nl"),
    ("dirk", TABLET, "nl"),
    ("rik", SMALLEST, "nl"),
    ("soraya", PHONE, "nl"),
    ("wieke@noorderwaard", WIDE, "nl"),
    ("wessel@groenploeg-de-wissel", PHONE, "nl"),
    ("dina@groenploeg-de-wissel", WIDE, "en"),
    ("marloes@huiskamer-de-stoof", PHONE, "nl"),
    ("jorrit@speelbos-de-wilg", SMALLEST, "en"),
]
walked: dict[str, set[str]] = {}
"""The routes that each person reached, for the last test."""


def shape(path: str) -> str:
    """Addresses of the same kind of page are one: `/veenmeer/beleid/doelen/*/`."""
    return re.sub(r"/[23456789a-hjkmnp-z]{12}(?=/)|/\d+(?=/)", "/*", path)


def route(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def links(page: Page) -> list[str]:
    found = page.eval_on_selector_all(
        "a[href]",
        "all => all.map(one => one.href.baseVal ? new URL(one.href.baseVal, location).href : one.href)",
    )
    own = urlsplit(page.url).netloc
    return [urlsplit(one).path for one in found if urlsplit(one).netloc == own]


def troubles_of(page: Page) -> list[str]:
    missing = ["a name is missing in the template"] if "⟦missing" in page.content() else []
    return [
        *missing,
        *axe_violations(page),
        *(f"faint: {one}" for one in faint_parts(page)),
        *(f"too wide: {one}" for one in overflow(page)),
    ]


@pytest.mark.parametrize(("person", "width", "language"), WALKS)
def test_every_kind_of_page_is_sound(log_in, running, person: str, width: int, language: str) -> None:  # type: ignore[no-untyped-def]
    troubles: list[str] = []
    name, _at, place = person.partition("@")
    with log_in(name, authority=place or "veenmeer", width=width, language=language) as page:
        home = urlsplit(page.url).path
        queue = deque([home, *(home + one for one in (*FIRST.get(person, ()), *ASKED_FOR))])
        seen = {shape(one) for one in queue}
        reached = walked.setdefault(person, set())
        while queue and len(reached) <= MOST:
            path = queue.popleft()
            answer = page.goto(running.url(path))
            if answer is None or answer.status >= 400:
                troubles.append(f"{path}: {answer and answer.status}")
                continue
            reached.add(route(urlsplit(page.url).path))
            troubles += [f"{path}: {one}" for one in troubles_of(page)]
            found = links(page)
            # On a phone the last of a kind is taken, so that not everybody looks at the same file.
            for link in found if width == WIDE else reversed(found):
                if not LEAVE.search(link) and shape(link) not in seen:
                    seen.add(shape(link))
                    queue.append(link)
    assert len(reached) >= 5
    assert not troubles, "\n".join(troubles)


def test_the_walks_together_reach_every_kind_of_page() -> None:
    if set(walked) != {person for person, _, _ in WALKS}:
        pytest.skip("Not every walk was made in this run.")
    table = yaml.safe_load(PERMISSIONS.read_text(encoding="utf-8"))["routes"]
    pages = {
        name
        for name, row in table.items()
        if row["kind"] in {"authority", "market", "person"}
        and row.get("method") != "post"
        and name not in NO_PAGE
    }
    reached = set().union(*walked.values())
    assert not pages - reached, sorted(pages - reached)
