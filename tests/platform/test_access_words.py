"""The pages around logging in speak Dutch, say "u", and tell what to do next."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

PASSWORD = "een lang wachtwoord"
FOREIGN = re.compile(r"\b(je|jouw|jij|a\.u\.b|the|your|password|please|must|this|authenticator)\b", re.I)


def words(response: Any) -> str:
    """What stands on the page, without its frame; never English and never "je"."""
    assert response.status_code == 200
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    assert main is not None
    told = unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main[0])))
    assert not FOREIGN.findall(told), told
    return told


@pytest.mark.django_db
def test_who_forgot_a_password_is_spoken_to_politely(cast: Any) -> None:
    visitor = Client()
    forgot = reverse("account_reset_password")
    assert "Stuur mij de e-mail" in words(visitor.get(forgot))
    words(visitor.post(forgot, {"email": "x"}))
    assert "ongewenste e-mail" in words(visitor.post(forgot, {"email": "bob@veenmeer.example"}, follow=True))
    path = re.search(r"http://testserver(\S+)", mail.outbox[0].body)
    assert path is not None
    page = visitor.get(path[1], follow=True)
    words(page)
    address = page.redirect_chain[-1][0]
    assert "Kies ten minste 12 tekens" in words(
        visitor.post(address, {"password1": "kort", "password2": "kort"})
    )
    close = "bob@veenmeer.exam"
    assert "lijkt te veel op iets van uzelf" in words(
        visitor.post(address, {"password1": close, "password2": close})
    )
    chosen = {"password1": "negen-groene-bussen", "password2": "negen-groene-bussen"}
    assert "Uw wachtwoord is opgeslagen" in words(visitor.post(address, chosen, follow=True))
    assert "Deze link werkt niet meer" in words(Client().get(path[1], follow=True))


@pytest.mark.django_db
def test_who_tries_too_often_hears_how_long_to_wait(cast: Any) -> None:
    visitor = Client()
    for _ in range(6):
        page = visitor.post(reverse("account_login"), {"login": "ann@veenmeer.example", "password": "mis"})
    assert re.search(r"opnieuw vanaf \d\d:\d\d uur", words(page))


@pytest.mark.django_db
def test_the_second_step_is_told_in_plain_dutch(cast: Any) -> None:
    ada = Client()
    ada.post(reverse("account_login"), {"login": "ada@veenmeer.example", "password": PASSWORD})
    confirm = ada.get(reverse("mfa_activate_totp"))["Location"]
    assert "Code uit de app" in words(ada.post(confirm, {"password": PASSWORD}, follow=True))
    counter = next(auth.yield_hotp_counters_from_time())
    code = auth.format_hotp_value(auth.hotp_value(ada.session["mfa.totp.secret"], counter))
    switched_on = ada.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    assert "Er zijn nog 10 van de 10 codes over." in words(switched_on)
    assert "U logt in met een code uit een app." in words(ada.get(reverse("mfa_index")))
    assert gettext("Authenticator app activated.") == "De tweede stap staat aan."
    words(ada.get(reverse("account_change_password")))
    words(ada.get(reverse("mfa_deactivate_totp")))
    assert "De tweede stap staat uit." in words(ada.post(reverse("mfa_deactivate_totp"), follow=True))
