"""From a notice and a row of a list to what matching compares, and nothing that neither of them says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from meerwaarde.exchange.matching import matched, need_of, profiles_of
from meerwaarde.exchange.notice import Amount, Cpv, Lot, Notice
from meerwaarde.exchange.suppliers import read
from meerwaarde.rules.matching import Need, match

TODAY = date(2026, 11, 22)
LIST = """\
id;naam;kvk;omschrijving;cpv;regio;aandeel doelgroep;keurmerken;grootste opdracht
S1;Glans;12345678;schoonmaak;90910000;NL11;0,45;pso:2027-01-01;200000
;Zonder nummer;;catering;55520000;;;;
;Ook zonder;;drukwerk;;;;;
S1;Dubbel;;hoveniers;77310000;NL;0,10;;
"""


def profiles() -> dict[str, object]:
    rows = read(LIST.encode(), "lijst.csv", day=TODAY).rows
    return {profile.id: profile for profile in profiles_of(rows, TODAY)}


def test_every_supplier_has_an_id_of_its_own() -> None:
    assert list(profiles()) == ["S1", "line-3", "line-4", "S1#5"]


def test_a_list_only_claims() -> None:
    rows = read(LIST.encode(), "lijst.csv", day=TODAY).rows
    glans = next(iter(profiles_of(rows, TODAY)))
    assert (glans.cpv, glans.regions, glans.capacity_max) == (("90910000",), ("NL11",), Decimal(200_000))
    assert glans.target_group_share == Decimal("0.45")
    assert [(held.code, held.verified) for held in glans.credentials] == [("pso", False)]
    assert glans.kinds is None
    need = Need(id="n", cpv=("90910000",), reserved="integration_enterprise", day=TODAY)
    found = match([need], profiles_of(rows, TODAY))[0][0]
    assert [reason.code for reason in found.unknown] == ["reserved"]


def notice(**more: object) -> Notice:
    return Notice(source="eforms", id="N1", published="2026-03-06T10:00:00+01:00", title="Schoonmaak", **more)  # type: ignore[arg-type]


def test_a_notice_gives_what_it_says() -> None:
    need = need_of(
        notice(
            cpv=Cpv("90910000", ("90911200",)),
            estimate=Amount("120000.50", "EUR"),
            lots=(
                Lot(id="L1", title="Scholen", cpv="90911200", nuts=("NL113",), reserved="res-ws"),
                Lot(id="L2", title="Kantoren", nuts=("NL113", "NL12")),
            ),
        ),
        TODAY,
    )
    assert need.cpv == ("90910000", "90911200")
    assert need.regions == ("NL113", "NL12")
    assert need.estimate == Decimal("120000.50")
    assert need.reserved == "integration_enterprise"
    assert need.day == date(2026, 3, 6)
    assert "Scholen" in need.text


@pytest.mark.parametrize(
    "amount", [None, Amount("100", "USD"), Amount("x", "EUR"), Amount("NaN", "EUR"), Amount("0")]
)
def test_what_a_notice_does_not_say_stays_unknown(amount: Amount | None) -> None:
    need = need_of(Notice(source="ocds", estimate=amount, published="soon"), TODAY)
    assert (need.cpv, need.regions, need.estimate, need.reserved) == (None, None, None, None)
    assert need.day == TODAY
    assert matched(need, ()).notice is None
