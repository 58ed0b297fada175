"""Who guesses passwords is stopped, over all processes together; who knows theirs is never in the way."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meerwaarde.platform.access import actions
from meerwaarde.platform.organisations.models import Person

RIGHT, WRONG = "een lang wachtwoord", "een verkeerd wachtwoord"


def attempt(email: str, password: str, address: str = "10.0.0.1") -> Any:
    client = Client(REMOTE_ADDR=address)
    return client.post(reverse("account_login"), {"login": email, "password": password})


@pytest.mark.django_db
def test_the_sixth_try_is_refused_even_with_the_right_password(cast: Any) -> None:
    for number in range(5):
        assert (
            "opnieuw vanaf" not in attempt("ann@veenmeer.example", WRONG, f"10.0.0.{number}").content.decode()
        )
    refused = attempt("ann@veenmeer.example", RIGHT, "10.0.0.9")
    assert refused.status_code == 200
    assert re.search(r"opnieuw vanaf \d\d:\d\d uur", refused.content.decode())
    assert attempt("bob@veenmeer.example", RIGHT, "10.0.0.9").status_code == 302


@pytest.mark.django_db
def test_twenty_failures_from_one_address_are_enough(cast: Any) -> None:
    for number in range(20):
        assert "opnieuw vanaf" not in attempt(f"gok{number}@veenmeer.example", WRONG).content.decode()
    assert "opnieuw vanaf" in attempt("bob@veenmeer.example", RIGHT).content.decode()
    assert attempt("bob@veenmeer.example", RIGHT, "10.0.0.2").status_code == 302


@pytest.mark.django_db
def test_what_succeeds_does_not_count(cast: Any) -> None:
    for _ in range(30):
        assert attempt("ann@veenmeer.example", RIGHT).status_code == 302


class CountingHasher(MD5PasswordHasher):
    """The quick hasher of the tests, which remembers how often it worked."""

    work: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.work.append(password)
        return super().encode(password, salt)


@pytest.mark.django_db
def test_a_known_and_an_unknown_account_get_the_same_answer_for_the_same_work(
    cast: Any, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    told, work = [], []
    for email in ("ann@veenmeer.example", "wie@veenmeer.example"):
        CountingHasher.work.clear()
        body = attempt(email, WRONG).content.decode().replace(email, "…")
        told.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body))
        work.append(len(CountingHasher.work))
    assert told[0] == told[1]
    assert work[0] == work[1] == 1


GUESSES = """
from django.test import Client
client, told = Client(SERVER_NAME="localhost"), []
for _ in range(int(sys.argv[1])):
    answer = client.post("/account/inloggen/", {"login": "ann@veenmeer.example", "password": "mis"})
    told.append("opnieuw vanaf" in answer.content.decode())
print(json.dumps(told))
"""


def test_two_processes_count_together(own_database: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three failures in each of two processes: the sixth of all is refused."""
    monkeypatch.setenv("DEBUG", "true")  # static files need not be gathered for this
    assert own_database.run(GUESSES, "3").strip() == "[false, false, false]"
    assert own_database.run(GUESSES, "3").strip() == "[false, false, true]"


@pytest.fixture
def ada_with_codes(cast: Any) -> tuple[Person, list[str]]:
    """Ada uses a second factor and has recovery codes."""
    ada = Person.objects.get(email="ada@veenmeer.example")
    totp.TOTP.activate(ada, totp.generate_totp_secret())
    return ada, RecoveryCodes.activate(ada).get_unused_codes()


def half_way(email: str) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": email, "password": RIGHT})
    return client


@pytest.mark.django_db
def test_a_recovery_code_lets_somebody_in_once(ada_with_codes: tuple[Person, list[str]]) -> None:
    ada, codes = ada_with_codes
    client = half_way(ada.email)
    assert "herstelcodes" in client.get(reverse("mfa_authenticate")).content.decode()
    assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 302
    assert client.get("/veenmeer/").status_code == 200
    again = half_way(ada.email)
    assert again.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 200
    assert again.get("/veenmeer/").status_code == 302


@pytest.mark.django_db
def test_codes_can_be_seen_taken_along_and_renewed(ada_with_codes: tuple[Person, list[str]]) -> None:
    ada, codes = ada_with_codes
    client = half_way(ada.email)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    confirm = client.get(reverse("mfa_view_recovery_codes"))["Location"]  # codes are not for whoever walks by
    page = client.post(confirm, {"password": RIGHT}, follow=True).content.decode()
    assert "Er zijn nog 9 van de 10 codes over." in page
    assert codes[1] in page
    assert codes[0] not in page
    taken = client.get(reverse("mfa_download_recovery_codes"))
    assert codes[1] in taken.content.decode()
    assert "Elke code werkt één keer" in taken.content.decode()
    assert (
        "werken dan meteen niet meer" in client.get(reverse("mfa_generate_recovery_codes")).content.decode()
    )
    renewed = client.post(reverse("mfa_generate_recovery_codes"), follow=True).content.decode()
    assert "Er zijn nog 10 van de 10 codes over." in renewed
    assert codes[1] not in renewed


@pytest.mark.django_db
def test_codes_alone_are_no_second_factor(cast: Any) -> None:
    ada = Person.objects.get(email="ada@veenmeer.example")
    RecoveryCodes.activate(ada)
    client = Client()
    client.force_login(ada)
    actions.demand_second_factor(actor=cast.ada, since=timezone.localdate(), at=timezone.now())
    assert client.get("/veenmeer/").status_code == 302
