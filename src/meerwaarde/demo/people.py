"""Who works at the demonstration authorities. Everybody is made up; no name is meant to be anybody's."""

from __future__ import annotations

from dataclasses import dataclass

from meerwaarde.rules.roles import role

PASSWORD = "zoveel-mogelijk-waarde"  # noqa: S105 (printed at the start of every demonstration)


@dataclass(frozen=True)
class DemoAuthority:
    """A fictional authority with its departments (code, name)."""

    slug: str
    name: str
    authority_type: str
    departments: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DemoPerson:
    """Somebody with one role (or more) at one authority."""

    local_part: str
    name: str
    authority: str
    role: str
    department: str = ""

    @property
    def email(self) -> str:
        return f"{self.local_part}@{self.authority}.example"

    @property
    def role_name(self) -> str:
        return role(self.role).name.nl


AUTHORITIES = (
    DemoAuthority(
        "veenmeer",
        "Gemeente Veenmeer",
        "municipality",
        (
            ("sociaal-domein", "Sociaal domein"),
            ("openbare-ruimte", "Openbare ruimte"),
            ("vastgoed", "Vastgoed en gebouwen"),
            ("bedrijfsvoering", "Bedrijfsvoering"),
            ("economie-werk", "Economie en werk"),
        ),
    ),
    DemoAuthority(
        "duinrade",
        "Gemeente Duinrade",
        "municipality",
        (("bedrijfsvoering", "Bedrijfsvoering"), ("kust-natuur", "Kust en natuur")),
    ),
    DemoAuthority(
        "zuiderveen",
        "Waterschap Zuiderveen",
        "water_authority",
        (
            ("watersysteem", "Watersysteem"),
            ("zuivering", "Zuivering"),
            ("bedrijfsvoering", "Bedrijfsvoering"),
        ),
    ),
    DemoAuthority("noorderwaard", "Regio Noorderwaard", "cooperation", (("bureau", "Regiobureau"),)),
)

PEOPLE = (
    DemoPerson("anneke", "Anneke Postma", "veenmeer", "client", "openbare-ruimte"),
    DemoPerson("farid", "Farid Haddou", "veenmeer", "client", "sociaal-domein"),
    DemoPerson("marjan", "Marjan Oosterhof", "veenmeer", "client", "bedrijfsvoering"),
    DemoPerson("sietse", "Sietse Bouwmeester", "veenmeer", "client", "vastgoed"),
    DemoPerson("leonie", "Leonie Wiersma", "veenmeer", "project_leader", "vastgoed"),
    DemoPerson("bas", "Bas Oldeman", "veenmeer", "buyer", "bedrijfsvoering"),
    DemoPerson("samira", "Samira Tahiri", "veenmeer", "buyer", "bedrijfsvoering"),
    DemoPerson("pieter", "Pieter Noordhof", "veenmeer", "policy_adviser", "economie-werk"),
    DemoPerson("ilse", "Ilse van Zanten", "veenmeer", "subject_expert", "openbare-ruimte"),
    DemoPerson("carlijn", "Carlijn Meijerink", "veenmeer", "contract_manager", "bedrijfsvoering"),
    DemoPerson("soraya", "Soraya Boonstra", "veenmeer", "social_return_coordinator", "economie-werk"),
    DemoPerson("joost", "Joost Rietveld", "veenmeer", "lawyer", "bedrijfsvoering"),
    DemoPerson("dirk", "Dirk Hoogland", "veenmeer", "finance_controller", "bedrijfsvoering"),
    DemoPerson("mirte", "Mirte Salomons", "veenmeer", "mvoi_team", "economie-werk"),
    DemoPerson("tineke", "Tineke Brandsema", "veenmeer", "tenderboard_member"),
    DemoPerson("robert", "Robert Kuiperij", "veenmeer", "director", "bedrijfsvoering"),
    DemoPerson("willemijn", "Willemijn Hofstra", "veenmeer", "alderman"),
    DemoPerson("gerard", "Gerard Tuinder", "veenmeer", "alderman"),
    DemoPerson("rik", "Rik Meulenkamp", "veenmeer", "council"),
    DemoPerson("beheer", "Ada Veldhuizen", "veenmeer", "administrator", "bedrijfsvoering"),
    DemoPerson("eva", "Eva Duinstra", "duinrade", "buyer", "bedrijfsvoering"),
    DemoPerson("nynke", "Nynke Zandberg", "duinrade", "policy_adviser", "bedrijfsvoering"),
    DemoPerson("tjeerd", "Tjeerd Helmstra", "duinrade", "client", "kust-natuur"),
    DemoPerson("sil", "Sil Waddenga", "duinrade", "alderman"),
    DemoPerson("femke", "Femke Oosterling", "duinrade", "administrator", "bedrijfsvoering"),
    DemoPerson("lotte", "Lotte Grasdijk", "zuiderveen", "buyer", "bedrijfsvoering"),
    DemoPerson("hendrik", "Hendrik Sluismans", "zuiderveen", "client", "watersysteem"),
    DemoPerson("yara", "Yara Bezinksma", "zuiderveen", "client", "zuivering"),
    DemoPerson("karin", "Karin Wijmenga", "zuiderveen", "policy_adviser", "bedrijfsvoering"),
    DemoPerson("marit", "Marit Zijlkamp", "zuiderveen", "director", "bedrijfsvoering"),
    DemoPerson("wouter", "Wouter Klinkerman", "zuiderveen", "administrator", "bedrijfsvoering"),
    DemoPerson("jelle", "Jelle Terpsma", "noorderwaard", "policy_adviser", "bureau"),
    DemoPerson("wieke", "Wieke Roorda", "noorderwaard", "regional_coordinator", "bureau"),
    DemoPerson("froukje", "Froukje Halbertsma", "noorderwaard", "administrator", "bureau"),
)

MARKET_PEOPLE = (
    DemoPerson("wessel", "Wessel Groenhof", "groenploeg-de-wissel", "supplier_owner"),
    DemoPerson("dina", "Dina Stobbe", "groenploeg-de-wissel", "supplier_member"),
    DemoPerson("noortje", "Noortje Balkema", "sloop-en-oogst", "supplier_owner"),
    DemoPerson("imane", "Imane Soepenberg", "tafel-en-toekomst", "supplier_owner"),
    DemoPerson("hilde", "Hilde Tappinga", "norgerbrink", "supplier_owner"),
)
"""People of firms that keep their own profile; `authority` is the host of their address."""

CIVIC_PEOPLE = (
    DemoPerson("marloes", "Marloes Huizing", "huiskamer-de-stoof", "civic_coordinator"),
    DemoPerson("jorrit", "Jorrit Wilgenkamp", "speelbos-de-wilg", "civic_coordinator"),
)
"""People of civic organisations; `authority` is the host of their address."""
