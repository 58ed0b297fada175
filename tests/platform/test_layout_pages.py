"""Frames, parts, slots and the pages for what goes wrong."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.http import HttpRequest
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from meerwaarde.platform.layout import icons, slots
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    Definition,
    EmptyState,
    FindingCard,
    Ground,
    Kpi,
    Level,
    ListPage,
    NavItem,
    Row,
    Severity,
    Table,
    ThreadNode,
    Wait,
)
from meerwaarde.platform.layout.context import entries
from meerwaarde.platform.layout.slots import Slot

LAYOUT = Path(icons.__file__).parent


def drawn(source: str, **values: object) -> str:
    return Template("{% load i18n meerwaarde %}" + source).render(Context(values))


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


# The style guide holds every part, so it is the page to look at


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_style_guide_shows_every_part_and_misses_no_name(client: Client, language: str) -> None:
    page = client.get(reverse("layout:styleguide"), headers={"accept-language": language}).content.decode()
    assert f'<html lang="{language}"' in page
    assert "⟦missing" not in page
    assert len(re.findall(r"<h1\b", page)) == 1
    for part in (
        "mw-kpi",
        "mw-thread",
        "mw-steps",
        "mw-finding--block",
        "mw-matrix",
        "mw-timeline",
        "mw-empty",
    ):
        assert part in page
    assert ("Stijlgids" in page) == (language == "nl")


def test_no_page_holds_a_style_or_a_script_of_its_own(client: Client) -> None:
    page = client.get(reverse("layout:styleguide")).content.decode()
    assert not re.search(r"\sstyle=", page)
    assert not re.search(r"\son\w+=", page)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", page))


def test_every_id_on_the_page_is_there_once(client: Client) -> None:
    page = client.get(reverse("layout:styleguide")).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)


def test_a_form_with_mistakes_comes_back_as_such(client: Client) -> None:
    answer = client.post(reverse("layout:styleguide"), {"title": "Schoon <stadhuis>", "estimate": "veel"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Schoon &lt;stadhuis&gt;" in page
    assert 'value="veel"' in page


def test_suggestions_answer_words_and_digits(client: Client) -> None:
    page = client.get(reverse("layout:styleguide_suggestions"), {"q": "schoon"}).content.decode()
    assert 'role="option" data-code="90911200"' in " ".join(page.split())
    assert not client.get(reverse("layout:styleguide_suggestions"), {"q": ""}).content.strip()


# What goes wrong


def test_what_is_not_there_answers_with_the_same_bytes_everywhere(client: Client) -> None:
    first = client.get("/nergens/te/vinden/")
    second = client.get("/ergens/anders/?token=geheim", headers={"x-name": "Samira"})
    assert first.status_code == second.status_code == 404
    assert first.content == second.content
    page = first.content.decode()
    for secret in ("nergens", "csrf", "nonce", "token", "Samira"):
        assert secret not in page


def test_every_page_for_what_goes_wrong_says_what_to_do() -> None:
    from meerwaarde.platform.layout import views

    request = RequestFactory().get("/geheim/")
    for view, status in ((views.bad_request, 400), (views.forbidden, 403), (views.not_found, 404)):
        answer = view(request)
        assert answer.status_code == status
        assert b'href="/"' in answer.content
        assert b"geheim" not in answer.content
    assert views.server_error(request).status_code == 500


def test_a_refusal_names_the_roles_that_may() -> None:
    from meerwaarde.platform.access.doors import NotYourRole
    from meerwaarde.platform.layout import views

    request = RequestFactory().get("/")
    request.LANGUAGE_CODE = "en"  # type: ignore[attr-defined]
    page = views.forbidden(request, NotYourRole("goals.write")).content.decode()
    assert "Policy adviser" in page
    assert "Council" not in page


def test_a_page_for_what_goes_wrong_needs_no_database() -> None:
    # No database mark on this test: a query would raise.
    from meerwaarde.platform.layout import views

    assert views.server_error(HttpRequest()).status_code == 500


# Parts


def test_a_part_is_frozen() -> None:
    kpi = Kpi(label="Doelen", value="9")
    with pytest.raises(FrozenInstanceError):
        kpi.value = "10"  # type: ignore[misc]


def test_something_that_is_no_part_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="date is not a part"):
        drawn("{% part x %}", x=date(2026, 1, 1))


def test_nothing_is_drawn_for_nothing() -> None:
    assert drawn("{% part x %}|{% euro x %}|{% day x %}|{% number x %}|{% level x %}", x=None) == "||||"


def test_texts_in_parts_are_escaped() -> None:
    hostile = "<script>alert(1)</script>"
    page = drawn(
        "{% parts these %}",
        these=[
            Kpi(label=hostile, value=hostile, note=hostile),
            Definition(term=hostile, text=hostile),
            FindingCard(severity=Severity.WARN, text=hostile, grounds=(Ground(label=hostile, text=hostile),)),
            EmptyState(title=hostile, text=hostile),
            Action(label=hostile, url='"><script>'),
        ],
    )
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") >= 9


def test_a_finding_says_its_weight_in_a_word_and_not_in_colour_alone() -> None:
    words = [drawn("{% part x %}", x=FindingCard(severity=severity, text="x")) for severity in Severity]
    assert "This must change first" in words[0]
    assert "Please note" in words[1]
    assert "Good to know" in words[2]


def test_a_source_that_is_not_checked_says_so() -> None:
    grounds = (Ground(label="A", unverified=True), Ground(label="B", checked=date(2026, 11, 22)))
    page = drawn("{% part x %}", x=FindingCard(severity=Severity.INFO, text="x", grounds=grounds))
    assert "not been able to check" in page
    assert '<time datetime="2026-11-22">22 November 2026</time>' in page


def test_an_action_that_cannot_be_done_tells_why_instead_of_showing_a_dead_button() -> None:
    page = drawn("{% action x %}", x=Action(label="Submit", url="/x/", why_not="First answer the questions."))
    assert "First answer the questions." in page
    assert "<button" not in page
    assert "href" not in page


def test_an_action_that_changes_something_is_a_form_with_a_token() -> None:
    request = RequestFactory().get("/")
    template = Template("{% load meerwaarde %}{% action x %}")
    from django.template import RequestContext

    action = Action(label="Remove", url="/x/", post=True, hidden=(("version", "3"),))
    page = template.render(RequestContext(request, {"x": action}))
    assert '<form class="mw-action" method="post" action="/x/" data-guard>' in page
    assert "csrfmiddlewaretoken" in page
    assert '<input type="hidden" name="version" value="3">' in page


def test_a_table_refuses_a_row_that_does_not_fit() -> None:
    with pytest.raises(ValueError, match="2 columns, a row has 1"):
        Table(caption="t", columns=(Column(label="a"), Column(label="b")), rows=(Row((Cell(text="1"),)),))


def test_an_empty_table_shows_what_to_do() -> None:
    table = Table(caption="t", columns=(Column(label="a"),), rows=(), empty=EmptyState(title="No goals yet"))
    page = drawn("{% part x %}", x=table)
    assert "No goals yet" in page
    assert "<table" not in page


def test_a_level_lies_between_0_and_3() -> None:
    with pytest.raises(ValueError, match="0, 1, 2 or 3"):
        Level(4)


def test_what_is_not_filled_in_says_so() -> None:
    assert "Not filled in" in drawn("{% part x %}", x=Definition(term="Indicator"))


@pytest.mark.parametrize(("share", "width"), [(0.5, "50.00"), (-1, "0.00"), (7, "100.00")])
def test_a_bar_stays_within_its_track_and_is_never_localised(share: float, width: str) -> None:
    with translation.override("nl"):
        assert f'width="{width}"' in drawn("{% part x %}", x=Kpi(label="a", value="b", share=share))


def test_every_icon_that_a_page_names_is_built() -> None:
    for name in icons.DRAWINGS:
        assert icons.paths(name).startswith("<")
    named = {
        name
        for path in LAYOUT.rglob("*.html")
        for name in re.findall(r'{% icon "(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= set(icons.DRAWINGS)


def test_an_unknown_icon_says_what_to_do() -> None:
    with pytest.raises(KeyError, match="add it to DRAWINGS"):
        drawn('{% icon "unicorn" %}')


def test_an_icon_that_stands_alone_is_read_out() -> None:
    assert 'role="img" aria-label="Goal"' in drawn('{% icon "goal" label=x %}', x="Goal")
    assert 'aria-hidden="true"' in drawn('{% icon "goal" %}')


# Slots and navigation


def test_a_slot_asks_in_order_and_refuses_a_key_twice() -> None:
    slot: Slot[[str], str] = Slot("test")

    @slot.register("market.b", order=20)
    def later(name: str) -> list[str]:
        return [f"{name} later"]

    @slot.register("policy.a", order=10)
    def sooner(name: str) -> list[str]:
        return [f"{name} sooner"]

    assert slot.keys == ("policy.a", "market.b")
    assert slot.collect("ann") == ("ann sooner", "ann later")
    with pytest.raises(ValueError, match="registered twice"):
        slot.register("market.b")(sooner)


def test_what_is_due_first_waits_first(monkeypatch: pytest.MonkeyPatch) -> None:
    slot: Slot[[object], Wait] = Slot("waits")
    slot.register("a")(lambda actor: [Wait(label="some day", url="/")])
    slot.register("b")(lambda actor: [Wait(label="later", url="/", due=date(2026, 12, 1))])
    slot.register("c")(lambda actor: [Wait(label="soon", url="/", due=date(2026, 11, 23))])
    monkeypatch.setattr(slots, "waits", slot)
    assert [wait.label for wait in slots.waiting(None)] == ["soon", "later", "some day"]  # type: ignore[arg-type]


def test_the_thread_runs_from_goal_to_outcome_and_names_each_thing_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slot: Slot[[object, slots.Subject], ThreadNode] = Slot("thread_links")
    goal = ThreadNode(kind="Goal", label="Work", url="/goal/", rank=10)
    slot.register("policy")(lambda actor, subject: [goal])
    slot.register("procurement")(
        lambda actor, subject: [ThreadNode(kind="Advice", label="Reserve", rank=60), goal]
    )
    monkeypatch.setattr(slots, "thread_links", slot)
    own = ThreadNode(kind="Procurement", label="Cleaning", rank=50, current=True)
    nodes = slots.thread(None, slots.Subject("procurement", "x"), own)  # type: ignore[arg-type]
    assert [node.kind for node in nodes] == ["Goal", "Procurement", "Advice"]
    page = drawn("{% thread nodes %}", nodes=nodes)
    assert page.count('aria-current="true"') == 1


def test_the_navigation_marks_the_nearest_entry() -> None:
    home = NavItem(label="Home", url="/veenmeer/", icon="home")
    goals = NavItem(label="Goals", url="/veenmeer/beleid/doelen/", icon="goal", prefix="/veenmeer/beleid/")
    marked = entries((home, goals), "/veenmeer/beleid/kaders/3/")
    assert [entry.current for entry in marked] == [False, True]
    assert [entry.current for entry in entries((home, goals), "/elders/")] == [False, False]
    only = NavItem(label="Home", url="/veenmeer/", icon="home", exact=True)
    assert [entry.current for entry in entries((only, goals), "/veenmeer/")] == [True, False]
    assert [entry.current for entry in entries((only, goals), "/veenmeer/journaal/")] == [False, False]


# The home and the search of a logged-in person


@pytest.mark.django_db
def test_the_home_greets_and_shows_the_frame(browse) -> None:
    page = browse("bob").get(reverse("authority:home", args=["veenmeer"])).content.decode()
    assert "Bob" in page
    assert "Gemeente Veenmeer" in page
    assert re.search(r'href="/veenmeer/"\s+aria-current="page"', page)
    assert 'role="search"' in page
    assert "⟦missing" not in page


@pytest.mark.django_db
def test_a_search_without_answers_says_what_to_do(browse) -> None:
    page = (
        browse("bob")
        .get(reverse("authority:search", args=["veenmeer"]), {"q": "<b>xyzzy</b>"})
        .content.decode()
    )
    assert "<b>xyzzy" not in page
    assert "⟦missing" not in page
    assert "mw-empty" in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
def test_the_door_misses_no_name(client: Client, name: str) -> None:
    page = client.get(reverse(name)).content.decode()
    assert "⟦missing" not in page
    assert 'name="csrfmiddlewaretoken"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_logout", "account_change_password", "mfa_index"])
def test_the_account_pages_miss_no_name(browse, name: str) -> None:
    answer = browse("bob").get(reverse(name))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "⟦missing" not in page
    assert 'class="mw-card mw-narrow"' in page


# The filters of a list: folded on a phone, with a word about how many are in use


class _Filters(forms.Form):
    q = forms.CharField(required=False)
    sort = forms.ChoiceField(required=False, choices=[("newest", "Newest"), ("title", "Title")])
    kind = forms.ChoiceField(required=False, choices=[("", "All"), ("a", "A")])
    archived = forms.BooleanField(required=False)


@pytest.mark.parametrize(
    ("asked", "in_use"),
    [
        ({}, 0),
        ({"sort": "newest", "q": "", "kind": ""}, 0),
        ({"q": "hout", "kind": "a"}, 2),
        ({"sort": "title", "archived": "on"}, 2),
    ],
)
def test_a_list_says_how_many_filters_are_in_use(asked: dict[str, str], in_use: int) -> None:
    table = Table(caption="Things", columns=(), rows=())
    page = ListPage(title="A list", table=table, filters=_Filters(asked), filters_used=in_use > 0)
    assert page.filters_in_use == in_use


@pytest.mark.django_db
def test_the_filters_of_a_list_stand_beside_their_fold(browse) -> None:
    address = reverse("procurement:list", args=["veenmeer"])
    page = browse("bob").get(address).content.decode()
    assert re.search(r'<details class="mw-filters__fold">.*?</details>\s*<form method="get"', page, re.DOTALL)
    assert "Filteren (" not in page
    used = browse("bob").get(address, {"text": "hout", "state": "draft"}).content.decode()
    assert "Filteren (" in used
