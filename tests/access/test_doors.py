"""Every address × every person, against a table that people can read and review.

`permissions.yaml` states for each named route what each person of Veenmeer gets. Whatever a route is, Eve of
another authority gets 404 there, a stranger is sent to the log-in, and what is not theirs answers with the
very same bytes as what does not exist. A route that is not in the table fails.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from meerwaarde.rules.roles import all_permissions

pytestmark = pytest.mark.django_db

TABLE = yaml.safe_load((Path(__file__).parent / "permissions.yaml").read_text(encoding="utf-8"))
PEOPLE: list[str] = TABLE["people"]
MARKET: list[str] = TABLE["market"]
MARKET_SLUGS = {"vera": "groenwerk", "sam": "groenwerk", "cees": "buurtkracht"}
OWN = {"authority", "market"}
"""Kinds of routes under the address of an organisation; "market" is for firms and civic organisations."""
ROUTES: dict[str, dict[str, Any]] = TABLE["routes"]
ENTERED = {200, 302, 400, 409, 422}
"""What somebody may get who is let in: a page, a next page, or a message about what was typed."""


def named_routes(
    resolver: URLResolver | None = None, namespace: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_routes(pattern, inner)
        else:
            yield f"{namespace}{pattern.name}", pattern


def cells(kind: str) -> list[tuple[str, str, str]]:
    """(route, method, expectation row) of the routes of one kind."""
    return [(name, row.get("method", "get"), kind) for name, row in ROUTES.items() if row["kind"] == kind]


def test_every_route_stands_in_the_table_and_no_other() -> None:
    assert {name for name, _ in named_routes()} == set(ROUTES)


def test_every_view_says_who_may_enter() -> None:
    silent = [
        name
        for name, pattern in named_routes()
        if ROUTES[name]["kind"] != "library" and not hasattr(pattern.callback, "door")
    ]
    assert not silent


def test_every_door_asks_for_a_permission_that_some_role_has() -> None:
    asked = {
        pattern.callback.door for name, pattern in named_routes() if hasattr(pattern.callback, "door")
    } - {"public", "person"}
    assert asked <= all_permissions()


def send(client: Client, method: str, url: str) -> Any:
    return client.post(url, {}) if method == "post" else client.get(url)


def digest() -> str:
    """The whole database as one number, to see that a refusal changed nothing."""
    parts = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table in {"django_session"}:
                continue
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            parts.update(f"{table}{cursor.fetchall()}".encode())
    return parts.hexdigest()


@pytest.mark.parametrize("route", [name for name, row in ROUTES.items() if row["kind"] == "authority"])
def test_colleagues_get_what_the_table_says(
    route: str, world: Callable[[str], dict[str, Any]], browse: Callable[[str], Client]
) -> None:
    row = ROUTES[route]
    url = reverse(route, kwargs={"authority": "veenmeer", **world(row.get("object", ""))})
    got = {}
    for person, expected in zip(PEOPLE, row["answers"], strict=True):
        client = browse(person)  # logging in writes too, so it comes before the count
        before = digest() if expected == 403 else ""
        status = send(client, row.get("method", "get"), url).status_code
        got[person] = "in" if status in ENTERED and expected != 403 else status
        if expected == 403:
            assert digest() == before, f"{person} was refused at {route}, yet something changed"
    wanted = {p: "in" if a == "in" else a for p, a in zip(PEOPLE, row["answers"], strict=True)}
    assert got == wanted


@pytest.mark.parametrize("route", [name for name, row in ROUTES.items() if row["kind"] in OWN])
def test_firms_and_civic_organisations_get_what_the_table_says(
    route: str,
    market_cast: Any,
    world: Callable[[str], dict[str, Any]],
    browse: Callable[[str], Client],
) -> None:
    """At their own address what `market` says; at that of an authority or of each other nothing exists."""
    row = ROUTES[route]
    object_, method = world(row.get("object", "")), row.get("method", "get")
    nowhere = send(browse("vera"), method, "/bestaat-niet/inkopen/")
    clients = {person: browse(person) for person in MARKET}
    before, elsewhere = digest(), set()
    for person, client in clients.items():
        for address in {"veenmeer", *MARKET_SLUGS.values()} - {MARKET_SLUGS[person]}:
            answer = send(client, method, reverse(route, kwargs={"authority": address, **object_}))
            elsewhere.add((answer.status_code, answer.content == nowhere.content))
    assert digest() == before, f"somebody changed something elsewhere through {route}"
    got = {}
    for person, client in clients.items():
        at = {"authority": MARKET_SLUGS[person], **object_}
        status = send(client, method, reverse(route, kwargs=at)).status_code
        got[person] = "in" if status in ENTERED else status
    assert elsewhere == {(404, True)}
    assert got == dict(zip(MARKET, row.get("market", [403] * len(MARKET)), strict=True))


@pytest.mark.parametrize("route", [name for name, row in ROUTES.items() if row["kind"] == "market"])
def test_pages_of_a_firm_are_of_that_firm_alone(
    route: str, market_cast: Any, world: Callable[[str], dict[str, Any]], browse: Callable[[str], Client]
) -> None:
    row = ROUTES[route]
    object_, method = world(row.get("object", "")), row.get("method", "get")
    nowhere = send(browse("bob"), method, "/bestaat-niet/inkopen/")
    for slug in sorted(set(MARKET_SLUGS.values())):
        url = reverse(route, kwargs={"authority": slug, **object_})
        answer = send(browse("bob"), method, url)
        assert (answer.status_code, answer.content) == (404, nowhere.content)
        answer = send(Client(), method, url)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("route", [name for name, row in ROUTES.items() if row["kind"] == "authority"])
def test_a_stranger_cannot_tell_what_exists(
    route: str, world: Callable[[str], dict[str, Any]], browse: Callable[[str], Client]
) -> None:
    row = ROUTES[route]
    method = row.get("method", "get")
    own = world(row.get("object", ""))
    fixed = {name: own[name] for name in row.get("fixed", [])}
    nowhere = send(browse("bob"), method, "/bestaat-niet/inkopen/")
    assert nowhere.status_code == 404
    eve = browse("eve")
    before = digest()
    answers = [send(eve, method, reverse(route, kwargs={"authority": "veenmeer", **own}))]
    if own.keys() - fixed.keys():
        answers.append(send(eve, method, reverse(route, kwargs={"authority": "duinrade", **own})))
        unknown = {
            name: type(value)(999_999) if isinstance(value, int) else "zzzzzzzzzzzz"
            for name, value in own.items()
        }
        answers.append(
            send(eve, method, reverse(route, kwargs={"authority": "duinrade", **unknown, **fixed}))
        )
    permitted = row["answers"][PEOPLE.index("bob")] == "in"
    for index, answer in enumerate(answers):
        if index == 1 and row.get("shared") and permitted:
            assert answer.status_code == 200, "one directory for all authorities"
        elif index and not permitted:
            assert answer.status_code in {403, 404}
        else:
            assert (answer.status_code, answer.content) == (404, nowhere.content)
    assert digest() == before


@pytest.mark.parametrize("route", [name for name, row in ROUTES.items() if row["kind"] == "authority"])
def test_nobody_enters_without_logging_in(route: str, world: Callable[[str], dict[str, Any]]) -> None:
    row = ROUTES[route]
    url = reverse(route, kwargs={"authority": "veenmeer", **world(row.get("object", ""))})
    answer = send(Client(), row.get("method", "get"), url)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("route", [name for name, row in ROUTES.items() if row.get("method") == "post"])
def test_what_changes_something_is_not_a_link(
    route: str, market_cast: Any, world: Callable[[str], dict[str, Any]], browse: Callable[[str], Client]
) -> None:
    row = ROUTES[route]
    kwargs = world(row.get("object", ""))
    people = [
        *zip(PEOPLE, row.get("answers", []), strict=False),
        *zip(MARKET, row.get("market", []), strict=False),
    ]
    # Who passes the door hears that it is no link, also where the object is of somebody else.
    person = next((p for wanted in ("in", 404) for p, a in people if a == wanted), "bob")
    if row["kind"] in OWN:
        kwargs = {"authority": MARKET_SLUGS.get(person, "veenmeer"), **kwargs}
    url = reverse(route, kwargs=kwargs)
    assert browse(person).get(url).status_code == 405
    unsafe = Client(enforce_csrf_checks=True)
    unsafe.cookies = browse(person).cookies
    assert unsafe.post(url, {}).status_code == 403


def test_a_role_that_ended_opens_nothing(browse: Callable[[str], Client]) -> None:
    from datetime import date

    from meerwaarde.platform.organisations.models import Membership

    client = browse("bob")
    assert client.get("/veenmeer/").status_code == 200
    Membership.objects.filter(person__email__startswith="bob@").update(until=date(2026, 1, 2))
    assert client.get("/veenmeer/").status_code == 404


def test_from_its_date_on_an_authority_demands_a_second_factor(browse: Callable[[str], Client]) -> None:
    from datetime import date

    from meerwaarde.platform.organisations.models import Organisation

    client = browse("bob")
    Organisation.objects.filter(slug="veenmeer").update(second_factor_since=date(2026, 1, 1))
    answer = client.get("/veenmeer/")
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("mfa_activate_totp"))


def test_every_page_carries_a_strict_policy(browse: Callable[[str], Client]) -> None:
    answer = browse("bob").get("/veenmeer/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_table_itself_is_sound() -> None:
    for name, row in ROUTES.items():
        assert row["kind"] in {"authority", "market", "person", "public", "library"}, name
        assert set(row.get("market", [])) <= {"in", 403, 404}, name
        assert row["kind"] != "market" or len(row["market"]) == len(MARKET), name
        if row["kind"] == "authority":
            assert len(row["answers"]) == len(PEOPLE), name
            assert set(row["answers"]) <= {"in", 403, 404}, name
    assert msgspec.json.encode(TABLE)
