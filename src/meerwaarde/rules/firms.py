"""Firms that keep their own profile: what proves that somebody speaks for a firm, and the words for it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from meerwaarde.rules.text import Text

PROOFS: Final[dict[str, Text]] = {
    "file": Text(nl="Een document", en="A document"),
    "domain": Text(nl="Een e-mailadres van het bedrijf", en="An e-mail address of the firm"),
    "code": Text(nl="Een code van de overheid", en="A code of the authority"),
}
"""With what an applicant shows to speak for a firm."""

CONTACT_PURPOSES: Final[dict[str, Text]] = {
    "offers": Text(nl="Vragen om een offerte", en="Requests for quotation"),
    "orders": Text(nl="Bestellingen en planning", en="Orders and planning"),
    "impact": Text(nl="Social return en impact", en="Social return and impact"),
    "together": Text(nl="Samenwerken met andere bedrijven", en="Working together with other firms"),
    "invoices": Text(nl="Facturen", en="Invoices"),
}
"""What an authority may call or write a contact person for."""

AMOUNT_BANDS: Final[dict[str, Text]] = {
    "to_10k": Text(nl="tot € 10.000", en="up to € 10,000"),
    "10k_50k": Text(nl="€ 10.000 tot € 50.000", en="€ 10,000 to € 50,000"),
    "50k_200k": Text(nl="€ 50.000 tot € 200.000", en="€ 50,000 to € 200,000"),
    "200k_1m": Text(nl="€ 200.000 tot € 1 miljoen", en="€ 200,000 to € 1 million"),
    "over_1m": Text(nl="€ 1 miljoen en meer", en="€ 1 million and more"),
}
"""How large an earlier assignment was, excluding VAT: a band, for the exact amount is the client's too."""

SHARED_HOSTS: Final = frozenset(
    {
        "gmail.com",
        "googlemail.com",
        "hotmail.com",
        "hotmail.nl",
        "outlook.com",
        "outlook.nl",
        "live.com",
        "live.nl",
        "msn.com",
        "yahoo.com",
        "yahoo.nl",
        "icloud.com",
        "me.com",
        "proton.me",
        "protonmail.com",
        "kpnmail.nl",
        "ziggo.nl",
        "planet.nl",
        "home.nl",
        "hetnet.nl",
        "xs4all.nl",
        "casema.nl",
        "quicknet.nl",
        "telfort.nl",
        "online.nl",
        "facebook.com",
        "instagram.com",
        "linkedin.com",
        "linktr.ee",
        "business.site",
        "jouwweb.nl",
        "wixsite.com",
        "wordpress.com",
        "blogspot.com",
        "weebly.com",
        "webnode.nl",
        "sites.google.com",
    }
)
"""Hosts where anybody may have an address or a page: they prove nothing about a firm."""


def host_of(website: str) -> str:
    """The host of a web address in small letters, without "www."; empty where there is none.

    >>> host_of("https://www.Groenwerk.nl/over-ons")
    'groenwerk.nl'
    """
    try:
        host = urlsplit(website if "//" in website else f"//{website}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").rstrip(".")


def address_lies_at(email: str, website: str) -> bool:
    """Whether an e-mail address lies at the very host of a website, and that host is the firm's alone.

    A host below it does not count: "x@afdeling.groenwerk.nl" may be somebody else's server, and
    "x@groenwerk.nl.example" certainly is.

    >>> address_lies_at("verkoop@groenwerk.nl", "https://www.groenwerk.nl")
    True
    >>> address_lies_at("jan@gmail.com", "https://gmail.com")
    False
    """
    host = host_of(website)
    shared = any(host == one or host.endswith(f".{one}") for one in SHARED_HOSTS)
    return bool(host) and not shared and email.rpartition("@")[2].strip().lower() == host
