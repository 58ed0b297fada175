"""Why a question was not asked, or got no answer: each in words for people, and with what to do now.

No message holds a path, a query, a user or a password: addresses of webhooks carry secrets.
"""

from __future__ import annotations

from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text


class NotLetOut(Refused):
    """The address is none that we may speak to: nothing was sent, and asking again gives the same."""


class NoAnswer(Refused):
    """The other side did not give a whole answer: away, too slow, too large, or not as agreed.

    `passing`: trying again later may help.
    """

    def __init__(self, code: str, message: Text, where: str, what_now: Text, *, passing: bool) -> None:
        super().__init__(code, message, where, what_now)
        self.passing = passing


_GIVE_ANOTHER = Text(
    nl="Geef een openbaar adres dat met https:// begint.",
    en="Give a public address that begins with https://.",
)
_LATER = Text(nl="Probeer het later opnieuw.", en="Try again later.")
_ASK_THEM = Text(
    nl="Vraag de beheerder van de andere kant om hulp.",
    en="Ask the administrator of the other side for help.",
)


def no_address(where: str = "") -> NotLetOut:
    """For what cannot be read as an address at all."""
    return NotLetOut(
        "address_unreadable",
        Text(nl="Dit is geen webadres dat wij kunnen lezen.", en="This is no web address that we can read."),
        where,
        _GIVE_ANOTHER,
    )


def not_https(where: str) -> NotLetOut:
    """For every scheme but https."""
    return NotLetOut(
        "address_not_https",
        Text(
            nl="Wij sturen en halen alleen over een versleutelde verbinding (https).",
            en="We send and fetch over an encrypted connection only (https).",
        ),
        where,
        _GIVE_ANOTHER,
    )


def with_user(where: str) -> NotLetOut:
    """For a name or password in the address itself."""
    return NotLetOut(
        "address_with_user",
        Text(
            nl="In dit adres staat een gebruikersnaam of wachtwoord. Dat is niet veilig.",
            en="This address holds a user name or password. That is not safe.",
        ),
        where,
        Text(nl="Haal alles voor het @-teken weg.", en="Take away everything before the @ sign."),
    )


def odd_port(where: str) -> NotLetOut:
    """For a port that nobody allowed."""
    return NotLetOut(
        "address_port",
        Text(nl="Wij gebruiken alleen poort 443.", en="We use port 443 only."),
        where,
        Text(
            nl="Haal het poortnummer weg, of vraag de beheerder om het toe te staan.",
            en="Take the port number away, or ask the administrator to allow it.",
        ),
    )


def not_listed(where: str) -> NotLetOut:
    """For a host outside the list of hosts."""
    return NotLetOut(
        "address_not_listed",
        Text(nl=f"{where} staat niet op de lijst van toegestane adressen.", en=f"{where} is not allowed."),
        where,
        Text(
            nl="Vraag de beheerder om dit adres toe te staan.",
            en="Ask the administrator to allow this address.",
        ),
    )


def not_public(where: str) -> NotLetOut:
    """For a name behind which an address inside a network stands."""
    return NotLetOut(
        "address_not_public",
        Text(
            nl=f"{where} wijst naar een adres binnen een netwerk en niet naar het openbare internet.",
            en=f"{where} points to an address inside a network, not to the public internet.",
        ),
        where,
        _GIVE_ANOTHER,
    )


def unknown_name(where: str) -> NoAnswer:
    """For a name without an address."""
    return NoAnswer(
        "name_unknown",
        Text(nl=f"De naam {where} is niet te vinden.", en=f"The name {where} cannot be found."),
        where,
        Text(
            nl="Controleer het adres. Klopt het, probeer het dan later opnieuw.",
            en="Check the address. If it is right, try again later.",
        ),
        passing=True,
    )


def unreachable(where: str) -> NoAnswer:
    """For a connection that could not be made, or that broke."""
    return NoAnswer(
        "unreachable",
        Text(nl=f"{where} is niet bereikbaar.", en=f"{where} cannot be reached."),
        where,
        _LATER,
        passing=True,
    )


def too_slow(where: str, seconds: float) -> NoAnswer:
    """For an answer that was not whole in time."""
    return NoAnswer(
        "too_slow",
        Text(
            nl=f"{where} gaf binnen {seconds:g} seconden geen volledig antwoord.",
            en=f"{where} gave no whole answer within {seconds:g} seconds.",
        ),
        where,
        _LATER,
        passing=True,
    )


def too_much(where: str, most_bytes: int) -> NoAnswer:
    """For an answer that is larger than we take."""
    most = most_bytes / 1e6
    return NoAnswer(
        "answer_too_large",
        Text(
            nl=f"Het antwoord van {where} is groter dan {most:g} MB.",
            en=f"The answer of {where} is larger than {most:g} MB.",
        ),
        where,
        _ASK_THEM,
        passing=False,
    )


def not_http(where: str) -> NoAnswer:
    """For an answer that is no HTTP, that breaks off, or that is packed although we asked for it plain."""
    return NoAnswer(
        "answer_unreadable",
        Text(
            nl=f"Het antwoord van {where} is niet volgens de regels of brak af.",
            en=f"The answer of {where} does not follow the rules or broke off.",
        ),
        where,
        _LATER,
        passing=True,
    )


def certificate(where: str) -> NoAnswer:
    """For a certificate that does not prove who answers."""
    return NoAnswer(
        "certificate",
        Text(
            nl=f"Het certificaat van {where} klopt niet. Wij weten dus niet wie er antwoordt.",
            en=f"The certificate of {where} is not right. So we do not know who answers.",
        ),
        where,
        _ASK_THEM,
        passing=False,
    )
