"""Addresses of many things are the same as those that are looked up one by one."""

from dataclasses import dataclass

import pytest
from django.urls import NoReverseMatch, reverse

from meerwaarde.platform.layout.addresses import addresses, filter_as_query


@pytest.mark.parametrize("public_id", ["0", "abc123", "s000017", "a-b", "a_b"])
@pytest.mark.parametrize("name", ["market:supplier", "market:supplier_edit"])
def test_an_address_is_what_a_single_look_up_gives(name: str, public_id: str) -> None:
    assert addresses(name, "veenmeer")(public_id) == reverse(name, args=["veenmeer", public_id])


def test_what_is_no_public_id_is_refused_as_ever() -> None:
    with pytest.raises(NoReverseMatch):
        addresses("market:supplier", "veenmeer")("a/../b")


@dataclass(frozen=True)
class Asked:
    """What a list can be asked."""

    text: str = ""
    year: int | None = None
    archived: bool = False


def test_a_filter_stands_in_the_address_without_what_was_not_asked() -> None:
    assert filter_as_query(Asked()) == {}
    asked = Asked(text="wijkparken", year=2027, archived=True)
    assert filter_as_query(asked) == {"q": "wijkparken", "year": "2027", "archived": "on"}
