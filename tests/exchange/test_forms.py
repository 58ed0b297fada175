"""The forms of the interfaces have schemas that tell what the records hold."""

from __future__ import annotations

import msgspec
import pytest

from meerwaarde.exchange import interfaces


def test_the_notice_has_a_schema_with_every_field_of_the_interface() -> None:
    schema = interfaces.schemas()["notice"]
    assert schema["$schema"].endswith("2020-12/schema")
    fields = schema["$defs"]["Notice"]["properties"]
    assert set(fields) >= {
        "source",
        "id",
        "procedure_id",
        "kind",
        "published",
        "language",
        "buyers",
        "title",
        "description",
        "cpv",
        "contract",
        "procedure",
        "estimate",
        "deadline",
        "lots",
        "winners",
        "social",
        "complaints",
    }
    lot = schema["$defs"]["Lot"]["properties"]
    assert set(lot) >= {
        "id",
        "title",
        "cpv",
        "reserved",
        "reserved_execution",
        "strategic",
        "social_objectives",
        "environmental",
        "innovation",
        "gpp",
        "award_criteria",
    }
    assert lot["reserved"]["enum"] == ["none", "res-pub-ser", "res-ws", "unknown"]
    assert schema["$defs"]["Social"]["properties"]["verdict"]["enum"] == ["likely", "social", "unknown"]


def test_a_name_means_one_form_for_ever() -> None:
    class Cup(msgspec.Struct):
        size: int

    class Mug(msgspec.Struct):
        size: int

    interfaces.register("test_cup", Cup)
    interfaces.register("test_cup", Cup)
    with pytest.raises(ValueError, match="test_cup"):
        interfaces.register("test_cup", Mug)
    assert "size" in interfaces.schema("test_cup")["$defs"]["Cup"]["properties"]
    with pytest.raises(KeyError):
        interfaces.schema("geen")
