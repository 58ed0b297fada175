"""Who may be asked along as an impact partner: verified, and willing."""

from __future__ import annotations

from typing import Any

import pytest

from meerwaarde.rules.impact_partners import willing
from meerwaarde.rules.matching import SupplierProfile


def profile(**values: Any) -> SupplierProfile:
    return SupplierProfile(id="a", name="A", **values)


def test_each_role_that_it_wants_is_offered_with_why() -> None:
    found = willing(profile(kinds=("social",)), subcontracts=True, combines=True)
    assert found is not None
    assert found.roles == ("subcontractor", "partner")
    assert [one.nl for one in found.why] == [
        "Is een sociale onderneming; dat is nagekeken.",
        "Wil als onderaannemer werken.",
        "Wil in een combinatie meedoen.",
    ]
    only = willing(profile(kinds=("sustainable_innovator", "small")), subcontracts=None, combines=True)
    assert only is not None
    assert only.roles == ("partner",)


@pytest.mark.parametrize(
    ("kinds", "subcontracts", "combines"),
    [
        (("social",), None, None),
        (("social",), False, False),
        (("small", "local"), True, True),
        (None, True, True),
    ],
)
def test_who_does_not_say_so_or_is_not_verified_is_not_asked(
    kinds: Any, subcontracts: bool | None, combines: bool | None
) -> None:
    assert willing(profile(kinds=kinds), subcontracts=subcontracts, combines=combines) is None
