"""The words by which lists of suppliers name their columns and their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import msgspec

from meerwaarde.exchange.suppliers.records import Role
from meerwaarde.language.fold import fold
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.law import Law
from meerwaarde.rules.suppliers.catalogue import (
    credential_kinds,
    legal_forms,
    municipalities,
    provinces,
    size_classes,
)
from meerwaarde.rules.themes import themes

_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=16_384)
def plain(text: str) -> str:
    """The words of a heading or code alone: "KvK-nr." becomes "kvk nr"."""
    return _NOT_WORD.sub(" ", fold(text)).strip()


_HEADINGS: Final[Mapping[Role, str]] = {
    "id": "id, nummer, leveranciersnummer, crediteurnummer, crediteur, relatienummer, code, "
    "registratienummer, supplier id, supplier number, vendor id, debiteurnummer, nr, ref",
    "kvk": "kvk, kvk nr, kvk nummer, kvknummer, kvknr, inschrijfnummer, handelsregister, "
    "handelsregisternummer, inschrijfnummer kvk, nummer kvk, kvk inschrijfnummer, coc, coc "
    "number, chamber of commerce, chamber of commerce number, dossiernummer, k v k nummer",
    "name": "naam, name, bedrijfsnaam, bedrijf, organisatie, organisatienaam, onderneming, "
    "leverancier, naam leverancier, naam bedrijf, naam organisatie, handelsnaam, firma, "
    "company, company name, supplier, supplier name, statutaire naam, leveranciersnaam, "
    "organisation, organization, naam onderneming, ondernemer",
    "legal_form": "rechtsvorm, legal form, juridische vorm, ondernemingsvorm",
    "size_class": "grootte, grootteklasse, bedrijfsgrootte, size, size class, omvang, klasse, omvang "
    "bedrijf, mkb klasse",
    "description": "omschrijving, beschrijving, description, toelichting, profiel, over ons, "
    "bedrijfsomschrijving, omschrijving bedrijf, over, about",
    "offering": "aanbod, offering, producten, diensten, producten en diensten, wat wij bieden, product "
    "dienst, producten diensten, levert, activiteiten, dienstverlening, offer, products, "
    "services, wat, branche, categorie",
    "cpv": "cpv, cpv code, cpv codes, cpvcode, cpvcodes, cpv nummer, cpv classificatie",
    "themes": "themas, thema s, thema, themes, theme, impactthema, impactthemas, mvoi, mvoi thema s, "
    "mvoi themas, mvi thema s, mvi themas, duurzaamheidsthema s",
    "target_group_share": "aandeel doelgroep, doelgroep, percentage doelgroep, target group share, "
    "doelgroepaandeel, aandeel, doelgroep percentage, aandeel medewerkers doelgroep, "
    "percentage medewerkers uit doelgroep, percentage",
    "credentials": "keurmerken, keurmerk, certificaten, certificaat, erkenningen, erkenning, credentials, "
    "certificates, labels, certificeringen, certificering, badges",
    "place": "plaats, vestigingsplaats, woonplaats, stad, place, city, town, gevestigd in, plaatsnaam, "
    "standplaats",
    "postcode": "postcode, postal code, zip, pc, zip code, postcode plaats, postcode woonplaats, postcode "
    "en plaats, pc plaats",
    "regions": "regio, regio s, regios, werkgebied, werkgebieden, regions, region, gebied, "
    "verzorgingsgebied, levert in, service area, nuts, nuts code, provincie, provincies",
    "capacity_min": "capaciteit min, minimale opdracht, kleinste opdracht, capacity min, minimum opdracht, "
    "opdracht vanaf, minimale omvang, capaciteit vanaf, min opdracht, minimale "
    "opdrachtwaarde, minimum order",
    "capacity_max": "capaciteit max, maximale opdracht, grootste opdracht, capacity max, maximum opdracht, "
    "opdracht tot, maximale omvang, capaciteit tot, max opdracht, capaciteit, maximale "
    "opdrachtwaarde, maximum order",
    "website": "website, web, url, site, webadres, homepage, internet, www",
    "email": "email, e mail, mail, emailadres, e mailadres, mailadres, e mail adres, email address, "
    "contact email",
    "profile": "rest van een open profiel, open profiel",
    "phone": "telefoon, telefoonnummer, tel, phone, telefoonnr, tel nr, phone number, mobiel",
}

BY_HEADING: Final[Mapping[str, Role]] = {
    word: role for role, words in _HEADINGS.items() for word in (*words.split(", "), role.replace("_", " "))
}

THEME_WORDS: Final[Mapping[str, Theme]] = {
    "milieu": "environment_biodiversity",
    "biodiversiteit": "environment_biodiversity",
    "milieu en biodiversiteit": "environment_biodiversity",
    "klimaat": "climate",
    "energie": "climate",
    "circulair": "circular",
    "circulariteit": "circular",
    "circulaire economie": "circular",
    "biobased": "circular",
    "keten": "supply_chain_responsibility",
    "isv": "supply_chain_responsibility",
    "ketenverantwoordelijkheid": "supply_chain_responsibility",
    "internationale sociale voorwaarden": "supply_chain_responsibility",
    "diversiteit": "diversity_inclusion",
    "inclusie": "diversity_inclusion",
    "diversiteit en inclusie": "diversity_inclusion",
    "social return": "social_return",
    "sroi": "social_return",
    "arbeidsparticipatie": "social_return",
    "participatie": "social_return",
}
_CREDENTIAL_WORDS: Final = {
    "pso": "pso",
    "prestatieladder socialer ondernemen": "pso",
    "code so": "code_sociale_ondernemingen",
    "code sociale ondernemingen": "code_sociale_ondernemingen",
    "cso": "code_sociale_ondernemingen",
    "senl": "social_enterprise_nl",
    "social enterprise nl": "social_enterprise_nl",
    "social enterprise": "social_enterprise_nl",
    "b corp": "b_corp",
    "bcorp": "b_corp",
    "buy social": "buy_social",
    "co2 prestatieladder": "co2_ladder",
    "co2 ladder": "co2_ladder",
    "sw": "sw",
    "sw bedrijf": "sw",
    "kip": "kennemer_sroi_badge",
}
_FORM_WORDS: Final = {
    "b v": "bv",
    "besloten vennootschap": "bv",
    "n v": "nv",
    "naamloze vennootschap": "nv",
    "stichting": "foundation",
    "st": "foundation",
    "vereniging": "association",
    "cooperatie": "cooperative",
    "cooperatie u a": "cooperative",
    "eenmanszaak": "sole_trader",
    "zzp": "sole_trader",
    "v o f": "vof",
    "vennootschap onder firma": "vof",
    "c v": "cv",
    "commanditaire vennootschap": "cv",
    "gemeenschappelijke regeling": "public_body",
}
_SIZE_WORDS: Final = {
    "kleinbedrijf": "small",
    "middenbedrijf": "medium",
    "midden": "medium",
    "middel": "medium",
    "grootbedrijf": "large",
    "zzp": "micro",
}


class Lists(msgspec.Struct, frozen=True):
    """What values may mean on a day: plain words to codes, the code itself among them."""

    themes: dict[str, Theme]
    credentials: dict[str, str]
    levels: dict[str, dict[str, str]]
    """Of each credential: the plain words of its levels to their codes."""
    legal_forms: dict[str, str]
    size_classes: dict[str, str]
    regions: dict[str, str]
    """Names of areas, to point to the nearest one; reading itself is up to the rules."""


def lists(law: Law) -> Lists:
    """The lists in force on the day of `law`."""
    by_theme: dict[str, Theme] = dict(THEME_WORDS)
    for theme in themes(law):
        by_theme |= {plain(theme.code): theme.code, plain(theme.name.nl): theme.code}
        by_theme[plain(theme.name.en)] = theme.code
    kinds = credential_kinds(law).values()
    credentials = {word: code for word, code in _CREDENTIAL_WORDS.items() if code in {k.code for k in kinds}}
    for kind in kinds:
        credentials |= {plain(kind.code): kind.code, plain(kind.name.nl): kind.code}
        credentials[plain(kind.name.en)] = kind.code
    levels = {
        kind.code: {
            plain(word): level.code
            for level in kind.levels
            for word in (level.code, level.name.nl, level.name.en)
        }
        for kind in kinds
    }
    forms = {**_FORM_WORDS}
    for form in legal_forms(law):
        forms |= {plain(form.code): form.code, plain(form.name.nl): form.code, plain(form.name.en): form.code}
    sizes = {**_SIZE_WORDS}
    for size in size_classes(law):
        sizes |= {plain(size.code): size.code, plain(size.name.nl): size.code, plain(size.name.en): size.code}
    areas = {plain(province.name.nl): province.code for province in provinces(law)}
    areas |= {plain(place.name): place.code for place in municipalities(law)}
    return Lists(by_theme, credentials, levels, forms, sizes, areas)
