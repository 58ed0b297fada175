"""What everybody may read: pages, data with a schema, feed; and what never leaves the house."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from django.test import Client
from django.urls import reverse
from json_schema import validate

from meerwaarde.exchange.interfaces import schema
from meerwaarde.rules.compliance import InviteImpactEnterprise, StatePurpose
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions import (
    Level,
    OwnThemeValues,
    choose_above,
    draft_next_version,
    leave_out,
    publish_framework,
    record_theme_set,
    take_over,
    use_theme_set,
    withdraw_publication,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_check_of_schemas_can_fail() -> None:
    given = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    validate({"a": "x"}, given)
    for wrong in ({"a": 1}, {}, {"a": "x", "b": 2}):
        with pytest.raises(AssertionError):
            validate(wrong, given)


@pytest.fixture
def public(cast: Any, at: Any, new_draft: Any, adopt: Any) -> Any:
    """A public framework under the national base, with a rule left out and own themes."""
    draft = new_draft()
    level = Level(base="national_mvoi")
    choose_above(actor=cast.pia, at=at, framework=draft, expected_version=1, level=level)
    leave_out(actor=cast.pia, at=at, framework=draft, above_rule="L3", reason="Onze markt is al klein.")
    take_over(actor=cast.pia, at=at, framework=draft)
    themes = [OwnThemeValues(name="Eerlijk werk", themes=("social_return",)), OwnThemeValues(name="Nabij")]
    pillars = record_theme_set(actor=cast.pia, at=at, name="Pijlers", themes=themes)
    use_theme_set(actor=cast.pia, at=at, framework=draft, theme_set=pillars)
    adopted = adopt(queries.framework(cast.pia, draft.public_id))
    publish_framework(actor=cast.pia, at=at, framework=adopted)
    return queries.framework(cast.pia, adopted.public_id)


def open_pages(framework: Any) -> list[str]:
    slug = framework.organisation.slug
    return [
        reverse("public_frameworks:index"),
        reverse("public_frameworks:publisher", args=[slug]),
        reverse("public_frameworks:framework", args=[slug, framework.public_id]),
        reverse("public_frameworks:base", args=["national_mvoi"]),
        reverse("public_frameworks:feed"),
        reverse("public_frameworks:feed_of", args=[slug]),
        reverse("api:publishers"),
        reverse("api:frameworks"),
        reverse("api:framework", args=[framework.public_id]),
        reverse("api:openapi"),
    ]


def test_everybody_reads_what_is_public(client: Client, public: Any) -> None:
    for address in open_pages(public):
        answer = client.get(address)
        assert answer.status_code == 200, address
    page = client.get(open_pages(public)[2]).content.decode()
    assert "Onze markt is al klein." in page
    assert "Eerlijk werk" in page


def test_no_name_of_a_person_stands_in_any_of_it(client: Client, cast: Any, public: Any) -> None:
    for address in open_pages(public):
        told = client.get(address).content.decode()
        for person in ("Pia", "Bob", "Wim", "@veenmeer.example"):
            assert not re.search(rf"\b{re.escape(person)}\b", told), (address, person)


def test_drafts_and_what_was_not_made_public_are_never_shown(
    client: Client, cast: Any, at: Any, *, public: Any, new_draft: Any
) -> None:
    hidden = new_draft(title="Geheim voornemen")
    later = draft_next_version(actor=cast.pia, at=at, framework=public)
    for one in (hidden, later):
        assert client.get(reverse("api:framework", args=[one.public_id])).status_code == 404
        page = reverse("public_frameworks:framework", args=["veenmeer", one.public_id])
        assert client.get(page).status_code == 404
    for address in open_pages(public):
        told = client.get(address).content.decode()
        assert "Geheim voornemen" not in told
        assert later.public_id not in told
    assert client.get(reverse("public_frameworks:publisher", args=["duinrade"])).status_code == 404


def test_what_is_withdrawn_is_gone_everywhere(client: Client, cast: Any, at: Any, public: Any) -> None:
    withdraw_publication(actor=cast.pia, at=at, framework=public)
    index, publisher, page, _base, feed, feed_of, _publishers, listed, data, _openapi = open_pages(public)
    for address in (publisher, page, feed_of, data):
        assert client.get(address).status_code == 404, address
    for address in (index, feed, listed):
        assert public.public_id not in client.get(address).content.decode()


def test_the_data_is_what_its_schema_says(client: Client, public: Any) -> None:
    found = client.get(reverse("api:framework", args=[public.public_id])).json()
    validate(found, schema("framework"))
    assert found["license"] == "CC0-1.0"
    assert found["above"]["id"] == "national_mvoi"
    assert [one["code"] for one in found["leftOut"]] == ["L3"]
    assert {rule["relation"] for rule in found["rules"]} == {"takes_over"}
    weight = next(rule for rule in found["rules"] if rule["demand"]["kind"] == "social_return")
    assert weight["demand"]["percentage"] == "5"
    assert weight["scope"]["valueFrom"] == "250000"
    assert weight["ownThemes"] == ["Eerlijk werk"]
    assert found["bounds"]["routes"][0]["singleUntil"] == "50000"
    listed = client.get(reverse("api:frameworks")).json()
    validate(listed, schema("frameworks"))
    validate(client.get(reverse("api:publishers")).json(), schema("publishers"))


def test_every_name_in_the_data_is_camel_case(client: Client, public: Any) -> None:
    found = client.get(reverse("api:framework", args=[public.public_id])).json()

    def names(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [*value, *(name for one in value.values() for name in names(one))]
        return [name for one in value for name in names(one)] if isinstance(value, list) else []

    assert not [name for name in names(found) if not re.fullmatch(r"[a-z][a-zA-Z]*", name)]


def test_an_unchanged_answer_is_not_sent_again(client: Client, public: Any) -> None:
    for address in (reverse("api:framework", args=[public.public_id]), reverse("public_frameworks:feed")):
        first = client.get(address)
        assert first["Cache-Control"] == "public, max-age=300"
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert "Set-Cookie" not in again.headers


def test_the_list_goes_on_without_counting(
    client: Client, cast: Any, at: Any, *, public: Any, adopt: Any
) -> None:
    newer = draft_next_version(actor=cast.pia, at=at, framework=public)
    newer = adopt(newer, adopted_on=date(2026, 6, 1), valid_from=date(2026, 6, 1))
    publish_framework(actor=cast.pia, at=at, framework=newer)
    first = client.get(reverse("api:frameworks"), {"limit": 1}).json()
    second = client.get(first["next"]).json()
    assert [one["id"] for one in (*first["items"], *second["items"])] == [public.public_id, newer.public_id]
    assert second["next"] is None
    assert first["items"][0]["state"] == "replaced"
    other = client.get(reverse("api:frameworks"), {"authority": "duinrade"}).json()
    assert other["items"] == []


def test_problems_are_told_as_problems(client: Client, public: Any) -> None:
    for address, status in (
        (reverse("api:framework", args=["bestaatniet"]), 404),
        (reverse("api:frameworks") + "?limit=9999", 400),
        ("/api/v1/bestaat-niet", 404),
        ("/api/v1/", 404),
    ):
        answer = client.get(address)
        assert answer.status_code == status, address
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["API-Version"] == "1.0.0"
        assert {"title", "status", "detail"} <= answer.json().keys()


def test_questions_in_great_number_are_slowed_down(client: Client, public: Any) -> None:
    address = reverse("api:publishers")
    statuses = [client.get(address).status_code for _number in range(61)]
    assert statuses[:60] == [200] * 60
    assert statuses[60] == 429
    refused = client.get(address)
    assert refused["Content-Type"] == "application/problem+json"
    assert int(refused["Retry-After"]) > 0


def test_the_feed_tells_what_changed(
    client: Client, cast: Any, at: Any, *, new_draft: Any, new_rule: Any, adopt: Any
) -> None:
    draft = new_draft()
    new_rule(draft, StatePurpose())
    first = adopt(draft)
    publish_framework(actor=cast.pia, at=at, framework=first)
    second = draft_next_version(actor=cast.pia, at=at, framework=first)
    new_rule(second, InviteImpactEnterprise())
    second = adopt(second, adopted_on=date(2026, 6, 1), valid_from=date(2026, 6, 1))
    publish_framework(actor=cast.pia, at=at, framework=second)
    answer = client.get(reverse("public_frameworks:feed_of", args=["veenmeer"]))
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = Xml.fromstring(answer.content)
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}id") for one in entries] == [
        f"urn:meerwaarde:framework:{one.public_id}" for one in (second, first)
    ]
    assert "impactonderneming" in (entries[0].findtext(f"{ATOM}summary") or "")


def test_the_description_keeps_the_design_rules(client: Client) -> None:
    """The rules of the NL API Design Rules that a machine can check, as their linter states them."""
    found = json.loads(client.get(reverse("api:openapi")).content)
    assert re.match(r"3\.\d+\.\d+", found["openapi"])
    assert {"name", "email", "url"} <= found["info"]["contact"].keys()
    assert re.fullmatch(r"\d+\.\d+\.\d+", found["info"]["version"])
    assert all(re.search(r"/v\d+", server["url"]) for server in found["servers"])
    ids = []
    for path, methods in found["paths"].items():
        assert path == "/openapi.json" or re.fullmatch(r"(/([a-z0-9-]+|\{[^}]+\}))+", path), path
        for method, operation in methods.items():
            assert method == "get"
            ids.append(operation["operationId"])
            for asked in operation.get("parameters", []):
                assert asked["in"] != "query" or re.fullmatch(r"[a-z][a-zA-Z]*", asked["name"])
            for status, answer in operation["responses"].items():
                if status[0] in "23":
                    assert "API-Version" in answer["headers"], (path, status)
                else:
                    assert list(answer["content"]) == ["application/problem+json"], (path, status)
            assert not operation.get("parameters") or "400" in operation["responses"]
    assert len(set(ids)) == len(ids)
    names = set(found["components"]["schemas"])
    assert not [name for name in names if not re.fullmatch(r"([A-Z][a-z0-9]*)+", name)]
    used = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(found)))
    assert used <= names


def test_an_authority_cannot_take_an_address_of_the_installation(db: None, at: Any) -> None:
    from meerwaarde.platform.access.actions import RESERVED_SLUGS

    assert {"openbaar", "api", "meedoen"} <= RESERVED_SLUGS


def test_lists_ask_equally_often_however_many_publish(client: Client, public: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from meerwaarde.platform.organisations.models import Organisation
    from meerwaarde.stages.policy.models import Framework

    def asked(name: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name)).status_code == 200
        return len(captured)

    names = ("public_frameworks:index", "public_frameworks:feed", "api:publishers", "api:frameworks")
    before = {name: asked(name) for name in names}
    for number in range(3):
        other = Organisation.objects.create(
            slug=f"regio-{number}", name=f"Regio {number}", authority_type="cooperation", kind="authority"
        )
        copy = Framework.objects.get(pk=public.pk)
        copy.pk, copy.public_id = None, f"regio{number}regio"
        copy.organisation, copy.theme_set = other, None
        Framework.objects.bulk_create([copy])
    assert "Regio 2" in client.get(reverse(names[0])).content.decode()
    assert {name: asked(name) for name in names} == before


def test_pages_and_data_ask_little(client: Client, public: Any, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(14):
        client.get(reverse("api:frameworks"))
    with django_assert_max_num_queries(20):
        client.get(reverse("public_frameworks:framework", args=["veenmeer", public.public_id]))


def test_a_public_version_tells_nothing_of_one_above_that_is_not_public(
    client: Client, cast: Any, at: Any, *, new_draft: Any, new_rule: Any, adopt: Any
) -> None:
    from meerwaarde.platform.organisations.models import Department

    whole = new_draft(title="Binnenskamers kader")
    secret = new_rule(whole, InviteImpactEnterprise(), code="GEHEIM9")
    new_rule(whole, StatePurpose())
    whole = adopt(whole)
    part = new_draft(
        department=Department.objects.get(organisation_id=cast.pia.organisation_id, code="sociaal-domein")
    )
    choose_above(actor=cast.pia, at=at, framework=part, expected_version=1, level=Level(above=whole))
    why = "Wij kopen hier niets in de markt."
    leave_out(actor=cast.pia, at=at, framework=part, above_rule=secret.public_id, reason=why)
    take_over(actor=cast.pia, at=at, framework=part)
    part = adopt(queries.framework(cast.pia, part.public_id))
    publish_framework(actor=cast.pia, at=at, framework=part)
    shown = {address: client.get(address).content.decode() for address in open_pages(part)}
    for address, told in shown.items():
        for word in ("Binnenskamers", "GEHEIM9", whole.public_id, why):
            assert word not in told, (address, word)
    page = open_pages(part)[2]
    assert "Een kader dat niet openbaar is" in shown[page]
    publish_framework(actor=cast.pia, at=at, framework=whole)
    told = client.get(page).content.decode()
    assert all(word in told for word in ("Binnenskamers", "GEHEIM9", why))
