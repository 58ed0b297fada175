"""Making a web, shaping its areas, loading policy, copying, archiving."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import Http404

from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.models import Event

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def levels(web: Any) -> dict[str, int | None]:
    return {area.code: area.policy_level for area in web.areas.all()}


def names(web: Any) -> list[str]:
    from meerwaarde.stages.policy.queries.ambition_webs import areas_of_web

    return [area.name for area in areas_of_web(web)]


def again(cast: Any, web: Any) -> Any:
    from meerwaarde.stages.policy.queries.ambition_webs import ambition_web

    return ambition_web(cast.pia, web.public_id)


def test_a_web_begins_with_six_themes_twelve_areas_or_own_ones(new_web: Any) -> None:
    from meerwaarde.stages.policy.actions.ambition_webs import AreaValues

    six = new_web()
    assert len(names(six)) == 6
    assert all(len(area.anchors) == 4 and all(area.anchors) for area in six.areas.all())
    assert {area.theme for area in six.areas.all()} >= {"climate", "social_return"}
    twelve = new_web(areas="gww")
    assert names(twelve)[0] == "Energie en klimaat"
    assert len(names(twelve)) == 12
    own = new_web(areas="own", own_areas=[AreaValues(name=name) for name in ("Groen", "Gezond", "Samen")])
    assert names(own) == ["Groen", "Gezond", "Samen"]
    assert [area.code for area in own.areas.all()] == ["groen", "gezond", "samen"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": "town"}, "kind"),
        ({"kind": "department"}, "department"),
        ({"areas": "own"}, "own_areas"),
        ({"areas": "seven"}, "areas"),
        ({"areas": "themes"}, "areas"),
    ],
)
def test_a_web_that_cannot_be_is_refused_with_a_sentence(
    new_web: Any, changes: dict[str, Any], field: str
) -> None:
    from meerwaarde.stages.policy.actions import Refused

    with pytest.raises(Refused) as refused:
        new_web(**changes)
    assert field in refused.value.problems


def test_two_areas_with_one_name_and_too_many_areas_are_refused(new_web: Any) -> None:
    from meerwaarde.stages.policy.actions import Refused
    from meerwaarde.stages.policy.actions.ambition_webs import AreaValues

    twice = [AreaValues(name=name) for name in ("Groen", " groen ", "Samen")]
    with pytest.raises(Refused, match="hetzelfde"):
        new_web(areas="own", own_areas=twice)
    many = [AreaValues(name=f"Gebied {number}") for number in range(17)]
    with pytest.raises(Refused, match="zestien"):
        new_web(areas="own", own_areas=many)


def test_policy_is_loaded_with_its_source_and_again_when_it_changes(
    cast: Any, new_web: Any, climate_framework: Any, adopted_with: Any
) -> None:
    from meerwaarde.rules.compliance import ThemeMinimum
    from meerwaarde.stages.policy.actions.ambition_webs import load_policy, policy_now

    web = new_web()
    asked = levels(web)
    assert asked["climate"] == 2
    assert asked["social-return"] == 1
    assert asked["circular"] is None, "silence is not level 0"
    source = web.areas.get(code="climate").policy_source
    assert source.startswith(f"{climate_framework.title}, versie {climate_framework.number} (")
    assert load_policy(actor=cast.pia, at=AT, web=web) == ()

    from datetime import date

    days = {"adopted_on": date(2026, 11, 1), "valid_from": date(2026, 11, 20)}
    adopted_with(ThemeMinimum(theme="circular", level=3), **days)
    would = policy_now(cast.pia, again(cast, web), AT)
    changed = load_policy(actor=cast.pia, at=AT, web=web)
    assert would == changed
    areas = {area.public_id: area.code for area in web.areas.all()}
    assert {areas[one.code]: one.kind for one in changed} == {
        "climate": "gone",
        "circular": "new",
        "social-return": "gone",
    }
    assert levels(again(cast, web))["circular"] == 3


def test_a_department_takes_the_authority_along_and_adds_its_own(
    cast: Any, new_web: Any, climate_framework: Any, adopted_with: Any
) -> None:
    from meerwaarde.platform.organisations.models import Department
    from meerwaarde.rules.compliance import ThemeMinimum

    social = Department.objects.get(code="sociaal-domein", organisation_id=cast.pia.organisation_id)
    adopted_with(ThemeMinimum(theme="diversity_inclusion", level=2), department=social)
    assert levels(new_web())["diversity-inclusion"] is None
    found = levels(new_web(kind="department", department=social))
    assert (found["climate"], found["diversity-inclusion"]) == (2, 2)


def test_the_matrix_counts_for_the_categories_of_the_web(cast: Any, new_web: Any, new_category: Any) -> None:
    from meerwaarde.stages.policy.actions.matrix import EntryValues, write_entries

    green = new_category("Groenvoorziening")
    given = EntryValues(category=green, theme="environment_biodiversity", level=3)
    write_entries(actor=cast.pia, at=AT, entries=[given])
    assert levels(new_web())["environment-biodiversity"] is None
    web = new_web(categories=(green,))
    assert levels(web)["environment-biodiversity"] == 3
    assert "Matrix, Groenvoorziening" in web.areas.get(code="environment-biodiversity").policy_source


def test_areas_are_added_renamed_moved_and_removed(cast: Any, new_web: Any) -> None:
    from meerwaarde.stages.policy.actions import Refused
    from meerwaarde.stages.policy.actions.ambition_webs import (
        AreaValues,
        add_area,
        change_area,
        move_area,
        remove_area,
    )

    web = new_web(areas="own", own_areas=[AreaValues(name=name) for name in ("A", "B", "C")])
    added = add_area(actor=cast.pia, at=AT, web=web, area=AreaValues(name="D", theme="climate"))
    move_area(actor=cast.pia, at=AT, area=added, up=True)
    assert names(again(cast, web)) == ["A", "B", "D", "C"]
    move_area(actor=cast.pia, at=AT, area=web.areas.get(code="a"), up=True)
    assert names(again(cast, web))[0] == "A"
    added.refresh_from_db()
    changed = change_area(
        actor=cast.pia,
        at=AT,
        area=added,
        expected_version=added.version,
        values=AreaValues(name="Delta", anchors=("niets", "iets", "veel", "alles")),
    )
    assert set(changed) == {"name", "theme", "anchors"}
    remove_area(actor=cast.pia, at=AT, area=web.areas.get(code="b"))
    assert names(again(cast, web)) == ["A", "Delta", "C"]
    with pytest.raises(Refused, match="ten minste drie"):
        remove_area(actor=cast.pia, at=AT, area=web.areas.get(code="a"))


def test_who_comes_second_is_told(cast: Any, new_web: Any) -> None:
    from meerwaarde.stages.policy.actions import Changed
    from meerwaarde.stages.policy.actions.ambition_webs import WebValues, change_web

    web = new_web()
    values = WebValues(title="Anders", kind="organisation")
    change_web(actor=cast.pia, at=AT, web=web, expected_version=web.version, values=values)
    with pytest.raises(Changed):
        change_web(
            actor=cast.pia,
            at=AT,
            web=web,
            expected_version=web.version,
            values=WebValues(title="Weer anders", kind="organisation"),
        )


def test_what_a_session_spoke_about_stays(cast: Any, new_web: Any, settled: Any) -> None:
    from meerwaarde.stages.policy.actions import Refused
    from meerwaarde.stages.policy.actions.ambition_webs import WebValues, copy_web, remove_area

    web = new_web()
    settled(web, {"climate": 2})
    with pytest.raises(Refused, match="Kopieer het web"):
        remove_area(actor=cast.pia, at=AT, area=web.areas.get(code="climate"))
    values = WebValues(title="Een kopie", kind="project", generic=web)
    copied = again(cast, copy_web(actor=cast.pia, at=AT, template=web, web=values))
    assert {area.code for area in copied.areas.all()} == {area.code for area in web.areas.all()}
    assert copied.generic == web
    remove_area(actor=cast.pia, at=AT, area=copied.areas.get(code="climate"))
    assert len(names(again(cast, copied))) == 5


def test_while_people_sit_around_the_table_the_web_stands_still(
    cast: Any, new_web: Any, settled: Any
) -> None:
    from meerwaarde.rules.lifecycle import WEB_SCORING
    from meerwaarde.stages.policy.actions import Refused
    from meerwaarde.stages.policy.actions.ambition_webs import AreaValues, add_area, archive_web, load_policy

    web = new_web()
    settled(web, {}).change(state=WEB_SCORING)
    for act in (
        lambda: add_area(actor=cast.pia, at=AT, web=web, area=AreaValues(name="Nog een")),
        lambda: load_policy(actor=cast.pia, at=AT, web=web),
        lambda: archive_web(actor=cast.pia, at=AT, web=web),
    ):
        with pytest.raises(Refused, match="bezig"):
            act()


def test_a_web_goes_to_the_archive_and_comes_back(cast: Any, new_web: Any) -> None:
    from meerwaarde.stages.policy.actions.ambition_webs import archive_web, restore_web
    from meerwaarde.stages.policy.queries.ambition_webs import WebFilter, listed_webs

    web = new_web()
    archive_web(actor=cast.pia, at=AT, web=web)
    assert listed_webs(cast.pia, WebFilter()).rows == ()
    assert len(listed_webs(cast.pia, WebFilter(archived=True)).rows) == 1
    restore_web(actor=cast.pia, at=AT, web=web)
    assert len(listed_webs(cast.pia, WebFilter()).rows) == 1
    told = list(Event.objects.filter(action__startswith="ambitionweb.").values_list("action", flat=True))
    assert told == ["ambitionweb.start", "ambitionweb.archive", "ambitionweb.restore"]


def test_a_stranger_sees_nothing_and_who_only_reads_changes_nothing(cast: Any, new_web: Any) -> None:
    from meerwaarde.stages.policy.actions.ambition_webs import archive_web, load_policy
    from meerwaarde.stages.policy.queries.ambition_webs import ambition_web, area_of_web

    web = new_web()
    assert ambition_web(cast.eve, web.public_id) is None
    assert ambition_web(cast.rik, web.public_id) == web  # the council reads what was agreed, and no more
    assert area_of_web(cast.eve, web.areas.first().public_id) is None
    assert ambition_web(cast.wim, web.public_id) == web
    with pytest.raises(Http404):
        load_policy(actor=cast.eve, at=AT, web=web)
    with pytest.raises(NotYourRole):
        archive_web(actor=cast.wim, at=AT, web=web)
