"""Addresses of many things are the same as those that are looked up one by one."""

import pytest
from django.urls import NoReverseMatch, reverse

from meerwaarde.platform.layout.addresses import addresses


@pytest.mark.parametrize("public_id", ["0", "abc123", "s000017", "a-b", "a_b"])
@pytest.mark.parametrize("name", ["market:supplier", "market:supplier_edit"])
def test_an_address_is_what_a_single_look_up_gives(name: str, public_id: str) -> None:
    assert addresses(name, "veenmeer")(public_id) == reverse(name, args=["veenmeer", public_id])


def test_what_is_no_public_id_is_refused_as_ever() -> None:
    with pytest.raises(NoReverseMatch):
        addresses("market:supplier", "veenmeer")("a/../b")
