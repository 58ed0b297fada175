"""The one field for a file: too large is refused before it is read, and said in the reader's language."""

from __future__ import annotations

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.documents.forms import UploadField, refusal_in_words
from meerwaarde.rules.text import Text


class Bring(forms.Form):
    """Asks for one small file."""

    file = UploadField(label="Bestand", accept=".csv", most_bytes=10)


class Unread(SimpleUploadedFile):
    """Cannot be read: what is refused for its size is not."""

    def read(self, *args: int) -> bytes:
        raise AssertionError("the file was read")


def bring(*files: SimpleUploadedFile) -> Bring:
    return Bring({}, {"file": files[0]} if files else {})


@pytest.fixture(autouse=True)
def dutch() -> object:
    with translation.override("nl"):
        yield


def test_the_largest_that_is_allowed_comes_in_and_one_byte_more_does_not() -> None:
    assert bring(SimpleUploadedFile("lijst.csv", b"0123456789")).is_valid()
    refused = bring(Unread("map/te groot.csv", b"0123456789+"))
    assert not refused.is_valid()
    (told,) = refused.errors["file"]
    assert told.startswith("“te groot.csv”: ")


def test_an_empty_file_is_for_the_gate_to_refuse_and_none_is_asked_for() -> None:
    assert bring(SimpleUploadedFile("leeg.csv", b"")).is_valid()
    assert bring().errors["file"] == ["Kies een bestand."]
    assert 'accept=".csv"' in str(Bring())


@pytest.mark.parametrize(("language", "said"), [("nl", "Stuk. Maak heel."), ("en", "Broken. Mend it.")])
def test_a_refusal_is_told_in_the_language_of_the_reader(language: str, said: str) -> None:
    refused = Refused("x", Text(nl="Stuk.", en="Broken."), "a.csv", Text(nl="Maak heel.", en="Mend it."))
    with translation.override(language):
        assert refusal_in_words(refused) == f"“a.csv”: {said}"
