"""Who carries what: gaps are found, and go away when somebody carries the duty."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.responsibility import DUTIES, TRADES, DepartmentLoad, Gap, Holder, gaps
from meerwaarde.rules.roles import ROLE_CODES

DEPARTMENTS = (
    DepartmentLoad("a", "Afdeling A"),
    DepartmentLoad("b", "Afdeling B", running=3, without_client=1),
)
HOLDER = st.builds(
    Holder,
    st.sampled_from([one.code for one in DUTIES]),
    st.sampled_from(ROLE_CODES),
    st.sampled_from(["", "a", "b"]),
    st.sampled_from(["p1", "p2", "p3"]),
)
WHOLE = (
    Holder("owner", "client", "a", "p1"),
    Holder("owner", "client", "b", "p2"),
    Holder("framework_owner", "finance_controller", person="p3"),
    Holder("team_lead", "policy_adviser", person="p4"),
    *(Holder("team_member", role, person=role) for role in TRADES),
    Holder("adviser", "policy_adviser", person="p4"),
    Holder("board_member", "director", person="p5"),
)


def codes(found: tuple[Gap, ...]) -> list[str]:
    return [one.code for one in found]


def test_with_nobody_everything_is_a_gap() -> None:
    assert codes(gaps((), DEPARTMENTS)) == [
        "department_without_owner",
        "department_without_owner",
        "procurements_without_client",
        "no_framework_owner",
        "no_team_lead",
        "no_adviser",
        "no_board_member",
    ]


def test_with_everybody_only_the_files_without_client_remain() -> None:
    found = gaps(WHOLE, DEPARTMENTS)
    assert codes(found) == ["procurements_without_client"]
    assert "1 lopende inkoop heeft geen opdrachtgever" in found[0].text.nl


def test_a_buyer_as_owner_is_said() -> None:
    assert "owner_is_buyer" in codes(gaps((*WHOLE, Holder("owner", "buyer", "a", "p9")), DEPARTMENTS))


def test_a_team_without_a_trade_is_said() -> None:
    found = gaps([one for one in WHOLE if one.role != "social_return_coordinator"], DEPARTMENTS)
    assert "team_misses_trades" in codes(found)
    assert "social return" in found[-1].text.nl


def test_an_adviser_who_owns_everything_is_said() -> None:
    held = [one for one in WHOLE if one.duty != "adviser"]
    assert "adviser_owns" in codes(gaps([*held, Holder("adviser", "client", person="p1")], DEPARTMENTS))
    assert "adviser_owns" not in codes(gaps([*held, Holder("adviser", "client", person="p8")], DEPARTMENTS))


@given(st.lists(HOLDER, max_size=12), st.randoms())
def test_the_order_of_holders_never_matters(held: list[Holder], chance: object) -> None:
    mixed = list(held)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert gaps(held, DEPARTMENTS) == gaps(mixed, DEPARTMENTS)


@given(st.lists(HOLDER, max_size=12), HOLDER)
def test_one_more_holder_never_leaves_a_duty_unheld(held: list[Holder], more: Holder) -> None:
    before, after = codes(gaps(held, DEPARTMENTS)), codes(gaps([*held, more], DEPARTMENTS))
    duties = {"department_without_owner", *(f"no_{one.code}" for one in DUTIES)}
    assert sum(code in duties for code in after) <= sum(code in duties for code in before)
