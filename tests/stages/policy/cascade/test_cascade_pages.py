"""The pages of the cascade: the level above, reasons, own themes, frameworks side by side."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from meerwaarde.rules.compliance import InviteImpactEnterprise, SocialValueWeight, StatePurpose
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions import (
    Level,
    OwnThemeValues,
    Refused,
    change_theme_set,
    choose_above,
    publish_framework,
    record_theme_set,
    take_over,
    use_theme_set,
)

pytestmark = pytest.mark.django_db


def address(name: str, *args: Any) -> str:
    return reverse(f"policy:{name}", args=["veenmeer", *args])


@pytest.fixture
def draft(new_draft: Any, new_rule: Any) -> Any:
    found = new_draft()
    new_rule(found, StatePurpose(), strength="must", explanation="Eerst het doel.")
    return found


def rows(**names: list[str]) -> dict[str, Any]:
    """What the form of own themes sends."""
    sent: dict[str, Any] = {"form-TOTAL_FORMS": str(len(names)), "form-INITIAL_FORMS": "0"}
    for number, (name, themes) in enumerate(names.items()):
        sent |= {f"form-{number}-name": name, f"form-{number}-themes": themes}
    return sent


# The level above


def test_a_draft_gets_a_level_above_and_every_difference_a_reason(browse: Any, cast: Any, draft: Any) -> None:
    pia = browse("pia")
    page = address("framework", draft.public_id)
    assert "Dit kader volgt geen ander kader" in pia.get(page).content.decode()
    choice = {"level": "base:national_mvoi", "version": "1"}
    answer = pia.post(address("framework_above", draft.public_id), choice, follow=True)
    told = answer.content.decode()
    assert "1 regel is hetzelfde als erboven." in told
    assert "Nog te kiezen" in told
    silent = pia.post(address("framework_leave_out", draft.public_id, "L3"), {"reason": " "})
    assert silent.status_code == 422
    reason = "Onze markt is al klein."
    pia.post(address("framework_leave_out", draft.public_id, "L3"), {"reason": reason})
    pia.post(address("framework_take_over", draft.public_id), {"rule": "L2"})
    told = pia.post(address("framework_take_over", draft.public_id), follow=True).content.decode()
    assert reason in told
    assert "Nog te kiezen" not in told
    assert len(queries.rules_of(queries.framework(cast.pia, draft.public_id))) == 4


def test_adoption_says_which_rules_still_wait(browse: Any, cast: Any, at: Any, draft: Any) -> None:
    choose_above(
        actor=cast.pia, at=at, framework=draft, expected_version=1, level=Level(base="national_mvoi")
    )
    decision = {
        "body": "council",
        "adopted_on": "15-01-2026",
        "valid_from": "01-02-2026",
        "version": "2",
    }
    answer = browse("pia").post(address("framework_adopt", draft.public_id), decision)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Regels van het niveau erboven staan nog open" in told
    assert "L2" in told


def test_the_reason_of_a_rule_is_typed_beside_both_sentences(
    browse: Any, cast: Any, at: Any, *, draft: Any, new_rule: Any
) -> None:
    own = new_rule(draft, InviteImpactEnterprise(), strength="must")
    level = Level(base="national_mvoi")
    choose_above(actor=cast.pia, at=at, framework=draft, expected_version=1, level=level)
    pia, form = browse("pia"), address("rule_relate", own.public_id)
    assert "Onze regel" in pia.get(form).content.decode()
    stale = {"above_rule": "L2", "reason": "De raad wil het altijd.", "version": "99"}
    assert pia.post(form, stale).status_code == 409
    current = queries.rule(cast.pia, own.public_id)
    told = pia.post(form, {**stale, "version": str(current.version)}, follow=True).content.decode()
    assert "De raad wil het altijd." in told
    assert "Aangescherpt" in told or "Wijkt af" in told


def test_an_adopted_framework_shows_its_differences_and_no_buttons(
    browse: Any, cast: Any, at: Any, *, draft: Any, adopt: Any
) -> None:
    level = Level(base="national_mvoi")
    choose_above(actor=cast.pia, at=at, framework=draft, expected_version=1, level=level)
    take_over(actor=cast.pia, at=at, framework=draft)
    adopted = adopt(queries.framework(cast.pia, draft.public_id))
    pia = browse("pia")
    told = pia.get(address("framework", adopted.public_id)).content.decode()
    assert "Niets verschilt." in told
    assert address("framework_take_over", adopted.public_id) not in told
    for name in ("framework_above", "framework_edit", "framework_adopt"):
        answer = pia.get(address(name, adopted.public_id), follow=True)
        assert "blijft zoals" in answer.content.decode(), name
    answer = pia.post(address("framework_take_over", adopted.public_id), follow=True)
    assert "blijft zoals" in answer.content.decode()


def test_making_public_and_taking_back(browse: Any, client: Any, adopted: Any) -> None:
    pia, public = browse("pia"), reverse("public_frameworks:framework", args=["veenmeer", adopted.public_id])
    assert client.get(public).status_code == 404
    told = pia.post(address("framework_publish", adopted.public_id), follow=True).content.decode()
    assert public in told
    assert client.get(public).status_code == 200
    pia.post(address("framework_withdraw", adopted.public_id))
    assert client.get(public).status_code == 404


# Own themes


def test_own_themes_are_written_changed_and_said_where_they_are_used(
    browse: Any, cast: Any, at: Any, *, draft: Any, adopt: Any, new_goal: Any
) -> None:
    pia = browse("pia")
    assert "Haarlem" in pia.get(address("theme_sets")).content.decode()
    begun = pia.get(address("theme_set_new") + "?voorbeeld=haarlem").content.decode()
    assert "Sociaal inkopen" in begun
    wrong = pia.post(address("theme_set_new"), {"name": "Pijlers", **rows(**{"": ["climate"]})})
    assert wrong.status_code == 422
    sent = {"name": "Pijlers", **rows(Groen=["climate", "circular"], Nabij=[])}
    more = pia.post(address("theme_set_new"), {**sent, "add_row": "form"})
    assert more.status_code == 200
    assert 'name="form-2-name"' in more.content.decode()
    told = pia.post(address("theme_set_new"), sent, follow=True).content.decode()
    assert "staat voor geen van de zes landelijke thema" in told
    pillars = queries.theme_sets(cast.pia).get()
    pia.post(address("framework_themes", draft.public_id), {"theme_set": pillars.public_id})
    page = pia.get(address("framework", draft.public_id)).content.decode()
    assert "Groen" in page
    adopt(queries.framework(cast.pia, draft.public_id))
    goal = pia.get(address("goal", new_goal(theme="circular").public_id)).content.decode()
    assert "Eigen thema" in goal
    assert "Groen" in goal
    edited = {**sent, "name": "Andere pijlers", "version": str(pillars.version)}
    refused = pia.post(address("theme_set_edit", pillars.public_id), edited)
    assert refused.status_code == 422
    assert "Maak een kopie" in refused.content.decode()


def test_who_comes_second_to_own_themes_is_told(browse: Any, cast: Any, at: Any) -> None:
    themes = [OwnThemeValues(name="Groen", themes=("climate",))]
    found = record_theme_set(actor=cast.pia, at=at, name="Pijlers", themes=themes)
    other = [OwnThemeValues(name="Groen", themes=("circular",))]
    assert change_theme_set(
        actor=cast.pia, at=at, theme_set=found, expected_version=1, name="Pijlers", themes=other
    )
    sent = {"name": "Mijn pijlers", "version": "1", **rows(Groen=["climate"])}
    assert browse("pia").post(address("theme_set_edit", found.public_id), sent).status_code == 409


@pytest.mark.parametrize(
    "themes",
    [
        [],
        [OwnThemeValues(name=" ")],
        [OwnThemeValues(name="Groen"), OwnThemeValues(name="groen ")],
        [OwnThemeValues(name="Groen", themes=("welvaart",))],
        [OwnThemeValues(name=f"Thema {number}") for number in range(21)],
    ],
)
def test_themes_that_cannot_be_are_refused(cast: Any, at: Any, themes: list[OwnThemeValues]) -> None:
    with pytest.raises(Refused):
        record_theme_set(actor=cast.pia, at=at, name="Pijlers", themes=themes)


def test_a_set_of_another_authority_does_not_exist(browse: Any, cast: Any, at: Any, draft: Any) -> None:
    from meerwaarde.platform.organisations.models import Organisation
    from meerwaarde.stages.policy.models import ThemeSet

    other = Organisation.objects.get(slug="duinrade")
    foreign = ThemeSet.objects.create(organisation=other, name="Kwelderpijlers")
    pia = browse("pia")
    assert "Kwelderpijlers" not in pia.get(address("theme_sets")).content.decode()
    assert pia.get(address("theme_set_edit", foreign.public_id)).status_code == 404
    sent = {"theme_set": foreign.public_id}
    assert pia.post(address("framework_themes", draft.public_id), sent).status_code == 404
    assert use_theme_set(actor=cast.pia, at=at, framework=draft, theme_set=None) is None


# Side by side


@pytest.fixture
def two(new_draft: Any, new_rule: Any) -> tuple[Any, Any]:
    first, second = new_draft(title="Kader A"), new_draft(title="Kader B")
    for one, weight in ((first, 10), (second, 20)):
        new_rule(one, StatePurpose())
        new_rule(one, SocialValueWeight(weight))
    return first, second


def test_two_frameworks_are_read_beside_each_other(browse: Any, two: Any) -> None:
    pia = browse("pia")
    chosen = {"kader": [one.public_id for one in two]}
    told = pia.get(address("frameworks_compare"), chosen).content.decode()
    assert "2 dingen worden gevraagd, waarvan 1 verschillend" in told
    assert "Vraagt het meest" in told
    assert "Doel vooraf vastleggen" in told
    only = pia.get(address("frameworks_compare"), {**chosen, "verschillen": "on"}).content.decode()
    assert 'scope="row">Doel vooraf vastleggen' not in only
    assert only.count("Hetzelfde") == 0


def test_fewer_than_two_are_asked_for_kindly(browse: Any, two: Any) -> None:
    pia = browse("pia")
    assert pia.get(address("frameworks_compare")).status_code == 200
    answer = pia.get(address("frameworks_compare"), {"kader": [two[0].public_id]})
    assert answer.status_code == 422
    assert "Kies twee tot vijf kaders." in answer.content.decode()


def test_the_comparison_opens_with_a_pair_and_not_empty(browse: Any, two: Any) -> None:
    told = browse("pia").get(address("frameworks_compare"))
    page = told.context["page"]
    assert "2 dingen worden gevraagd, waarvan 1 verschillend" in told.content.decode()
    assert not page.filters_used
    assert set(page.filters["kader"].value()) == {one.public_id for one in two}
    export = next(one.url for one in page.actions if one.url)
    assert browse("pia").get(export).status_code == 200


def test_one_framework_alone_lies_beside_nothing(browse: Any, new_draft: Any) -> None:
    new_draft()
    told = browse("pia").get(address("frameworks_compare"))
    assert told.status_code == 200
    assert "Kies twee tot vijf kaders" in told.content.decode()


def test_the_own_framework_lies_beside_the_level_above_it(cast: Any) -> None:
    from datetime import date

    from meerwaarde.stages.policy.models import Framework
    from meerwaarde.stages.policy.queries import worth_comparing

    own, other = cast.pia.organisation_id, cast.eve.organisation_id

    def adopted(key: int, organisation: int, day: date, **more: Any) -> Framework:
        return Framework(pk=key, organisation_id=organisation, state="adopted", valid_from=day, **more)

    above = adopted(3, other, date(2025, 1, 1))
    newer = adopted(4, other, date(2026, 6, 1))
    draft = Framework(pk=5, organisation_id=own, state="draft")
    under = adopted(1, own, date(2026, 1, 1), above_id=3)
    assert worth_comparing(cast.pia, [draft, under, newer, above]) == (under, above)
    free = adopted(2, own, date(2026, 1, 1))
    assert worth_comparing(cast.pia, [draft, free, above, newer]) == (free, newer)
    assert worth_comparing(cast.pia, [free, draft]) == (free, draft)
    assert worth_comparing(cast.pia, [free]) == ()


def test_the_comparison_goes_along_as_a_workbook(browse: Any, two: Any) -> None:
    chosen = {"kader": [one.public_id for one in two]}
    answer = browse("pia").get(address("frameworks_compare_export"), chosen)
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    lines = book.get_sheet_by_index(0).to_python()
    assert [line[1] for line in lines] == ["Verschilt", "nee", "ja"]
    assert "20%" in lines[2][3]


def test_drafts_of_others_cannot_be_chosen_and_public_ones_can(
    browse: Any, client: Any, cast: Any, at: Any, *, adopted: Any
) -> None:
    eve = browse("eve")
    choice = reverse("policy:frameworks_compare", args=["duinrade"])
    assert adopted.public_id not in eve.get(choice).content.decode()
    publish_framework(actor=cast.pia, at=at, framework=adopted)
    assert adopted.public_id in eve.get(choice).content.decode()


def test_more_frameworks_ask_no_more_queries(
    browse: Any, new_draft: Any, new_rule: Any, django_assert_max_num_queries: Any
) -> None:
    drafts = [new_draft(title=f"Kader {number}") for number in range(5)]
    for one in drafts:
        for weight in (10, 20):
            new_rule(one, SocialValueWeight(weight))
    pia = browse("pia")
    chosen = {"kader": [one.public_id for one in drafts]}
    with django_assert_max_num_queries(20):
        pia.get(address("frameworks_compare"), chosen)
