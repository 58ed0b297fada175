"""The journal calls goals, frameworks and rules by their names, for who may read them."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from meerwaarde.platform.journal.models import Event

JOURNAL = "/veenmeer/journaal/"


def shown(client, address: str = JOURNAL) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def rows_of(page: str) -> str:
    return page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_each_line_says_which_object_it_is_about(browse, new_goal, new_draft, new_rule):
    goal = new_goal(wording="Wij kopen <b>sociaal</b> in.")
    draft = new_draft(title="Kader inkopen met impact")
    rule = new_rule(draft, goals=[goal])
    lines = rows_of(shown(browse("dirk")))
    assert "Wij kopen &lt;b&gt;sociaal&lt;/b&gt; in." in lines
    assert "Kader inkopen met impact, versie" in lines
    assert f">{rule.code}</a>" in lines
    assert f'href="/veenmeer/beleid/doelen/{goal.public_id}/"' in lines


def test_who_may_not_read_goals_reads_no_words_of_them(browse, new_goal):
    new_goal(wording="Wij kopen sociaal in.")
    lines = rows_of(shown(browse("ada")))
    assert "Doel" in lines
    assert "sociaal" not in lines


def test_names_of_many_objects_cost_one_query(browse, new_goal):
    dirk = browse("dirk")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            shown(dirk)
        return len(captured)

    new_goal(wording="De eerste belofte.")
    shown(dirk)
    few = queries()
    for number in range(20):
        new_goal(wording=f"Belofte nummer {number}.")
    assert queries() == few


def test_an_event_names_its_object_its_fields_and_the_way_to_all_of_it(browse, new_goal):
    goal = new_goal(wording="Wij kopen sociaal in.")
    event = Event.objects.filter(object_id=goal.public_id).get()
    page = shown(browse("dirk"), f"{JOURNAL}{event.sequence}/")
    assert "Doel Wij kopen sociaal in." in page
    assert f'href="{JOURNAL}?kind=goal&amp;object={goal.public_id}"' in page
    assert "since_year" in rows_of(page)
    whole = shown(browse("dirk"), f"{JOURNAL}?kind=goal&object={goal.public_id}")
    assert rows_of(whole).count("<tr>") == 1
