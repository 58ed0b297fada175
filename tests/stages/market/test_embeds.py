"""Search boxes on pages of others: only there, nothing kept, nothing but what is public."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.stages.market.actions import Refused
from meerwaarde.stages.market.actions import embeds as actions
from meerwaarde.stages.market.models import SearchEmbed, Supplier

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]
New = Callable[..., Any]
HOST = "https://intranet.veenmeer.example"


def at(name: str, *parts: str) -> str:
    return reverse(f"market:{name}", args=["veenmeer", *parts])


@pytest.fixture
def embed(cast: Any) -> SearchEmbed:
    return actions.make_embed(
        actor=cast.ada, at=timezone.now(), values=actions.EmbedValues(name="Intranet", hosts=HOST)
    )


@pytest.fixture
def public(new_supplier: New, market_cast: Any) -> Supplier:
    new_supplier(name="Groen Verborgen")
    found: Supplier = new_supplier(name="Groen <b>Openbaar</b>", place="Assen", cpv=("77310000",))
    Supplier.objects.filter(pk=found.pk).update(
        public_since=timezone.now(), firm_id=market_cast.vera.organisation_id
    )
    return found


def test_only_named_sites_may_show_the_box_and_no_other_page_may_be_shown(embed: SearchEmbed) -> None:
    answer = Client().get(reverse("embeds:box", args=[embed.token]))
    assert answer.status_code == 200
    policy = answer["Content-Security-Policy"]
    assert f"frame-ancestors {HOST}" in policy
    assert "script-src 'none'" in policy
    assert "default-src 'none'" in policy
    assert "X-Frame-Options" not in answer
    elsewhere = Client().get("/account/login/")
    assert elsewhere["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in elsewhere["Content-Security-Policy"]


def test_the_box_keeps_nothing_of_a_reader_and_has_no_script(browse: Browse, embed: SearchEmbed) -> None:
    stranger, bob = Client(), browse("bob")
    url = reverse("embeds:box", args=[embed.token])
    answer = stranger.get(url, {"q": "groen"})
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    page = answer.content.decode()
    assert "<script" not in page
    assert "csrf" not in page
    assert "Bob" not in bob.get(url).content.decode()


def test_only_public_suppliers_are_found_and_open_in_a_new_tab(embed: SearchEmbed, public: Supplier) -> None:
    page = Client().get(reverse("embeds:box", args=[embed.token]), {"q": "groen"}).content.decode()
    assert "Openbaar" in page
    assert "<b>" not in page
    assert "Verborgen" not in page
    assert reverse("public_suppliers:supplier", args=[public.public_id]) in page
    assert page.count('target="_blank" rel="noopener"') == page.count("<a ")
    none = Client().get(reverse("embeds:box", args=[embed.token]), {"q": "zzzz"}).content.decode()
    assert "Niets gevonden" in none
    assert "Niets gevonden" not in Client().get(reverse("embeds:box", args=[embed.token])).content.decode()


def test_what_the_box_links_to_opens_for_everybody(embed: SearchEmbed, public: Supplier) -> None:
    anybody = Client()
    page = anybody.get(reverse("embeds:box", args=[embed.token]), {"q": "groen"}).content.decode()
    (address,) = re.findall(r'href="http://testserver(/openbaar/leveranciers/[^"]+)"', page)
    assert anybody.get(address).status_code == 200


def test_a_firm_that_left_is_not_found(embed: SearchEmbed, public: Supplier, market_cast: Any) -> None:
    Organisation.objects.filter(pk=market_cast.vera.organisation_id).update(active=False)
    page = Client().get(reverse("embeds:box", args=[embed.token]), {"q": "groen"}).content.decode()
    assert "Openbaar" not in page


def test_the_colour_of_the_house_and_the_size_of_letters_show(browse: Browse) -> None:
    ada = browse("ada")
    typed = {"name": "Intranet", "hosts": HOST, "accent": "own", "look": "light", "size": "large"}
    for colour, told in (("", "zes tekens"), ("#fc0", "zes tekens"), ("#ffcc00", "te licht")):
        refused = ada.post(at("embed_new"), {**typed, "own_accent": colour})
        assert refused.status_code == 422
        assert told in refused.content.decode()
    assert ada.post(at("embed_new"), {**typed, "own_accent": "#8A1538"}).status_code == 302
    made = SearchEmbed.objects.get()
    page = Client().get(reverse("embeds:box", args=[made.token]))
    assert "mw-box--own" in page.content.decode()
    assert "mw-box--large" in page.content.decode()
    style = reverse("embeds:style", args=[made.token])
    assert style in page.content.decode()
    assert "--box-accent: #8a1538" in Client().get(style).content.decode()
    assert "style-src 'self'" in page["Content-Security-Policy"]


def test_a_box_without_an_own_colour_has_no_style_of_its_own(embed: SearchEmbed) -> None:
    assert Client().get(reverse("embeds:style", args=[embed.token])).status_code == 404


def test_filters_of_the_box_hold(cast: Any, embed: SearchEmbed, public: Supplier) -> None:
    url = reverse("embeds:box", args=[embed.token])
    assert "Openbaar" not in Client().get(url, {"q": "groen", "sociaal": "1"}).content.decode()
    actions.change_embed(
        actor=cast.ada,
        at=timezone.now(),
        embed=embed,
        expected_version=embed.version,
        values=actions.EmbedValues(name="Intranet", hosts=HOST, region="NL13"),
    )
    assert "Openbaar" not in Client().get(url, {"q": "groen"}).content.decode()
    Supplier.objects.filter(pk=public.pk).update(regions=["NL13"])
    from meerwaarde.stages.market.actions.suppliers import renew

    renew([Supplier.objects.get(pk=public.pk)], on=timezone.localdate())
    assert "Openbaar" in Client().get(url, {"q": "groen"}).content.decode()


def test_a_revoked_box_does_not_exist_until_it_is_put_back(
    browse: Browse, cast: Any, embed: SearchEmbed
) -> None:
    url, script = (reverse(f"embeds:{name}", args=[embed.token]) for name in ("box", "script"))
    ada = browse("ada")
    ada.post(at("embed_revoke", embed.public_id))
    assert Client().get(url).status_code == 404
    assert Client().get(script).status_code == 404
    assert Client().get(reverse("embeds:box", args=["bestaat-niet"])).status_code == 404
    ada.post(at("embed_restore", embed.public_id))
    assert Client().get(url).status_code == 200
    script_answer = Client().get(script)
    assert script_answer["Content-Type"].startswith("text/javascript")
    assert url in script_answer.content.decode().replace("\\u002D", "-")


def test_the_administrator_makes_a_box_and_copies_its_line(browse: Browse) -> None:
    ada = browse("ada")
    assert "Nog geen zoekvakken" in ada.get(at("embeds")).content.decode()
    typed = {"name": "Intranet", "hosts": "*", "accent": "green", "look": "light", "size": "normal"}
    refused = ada.post(at("embed_new"), typed)
    assert refused.status_code == 422
    assert "geen adres van een site" in refused.content.decode()
    page = ada.post(at("embed_new"), {**typed, "hosts": HOST}, follow=True).content.decode()
    made = SearchEmbed.objects.get()
    assert f"http://testserver/inbedden/{made.token}/" in page
    assert "&lt;iframe" in page
    preview = ada.get(at("embed_preview", made.public_id))
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert "mw-box--green" in preview.content.decode()
    assert made.name in ada.get(at("embeds")).content.decode()


def test_who_does_not_manage_makes_none(cast: Any) -> None:
    from django.core.exceptions import PermissionDenied

    values = actions.EmbedValues(name="x", hosts=HOST)
    with pytest.raises(PermissionDenied):
        actions.make_embed(actor=cast.bob, at=timezone.now(), values=values)
    with pytest.raises(Refused):
        actions.make_embed(
            actor=cast.ada, at=timezone.now(), values=actions.EmbedValues(name="x", hosts=HOST, accent="red")
        )
