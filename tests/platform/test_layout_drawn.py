"""Parts that a function writes: the same words as ever, and what is typed stays text."""

from __future__ import annotations

from django import forms
from django.template import Context, Template
from django.utils.safestring import mark_safe

from meerwaarde.platform.layout import drawn
from meerwaarde.platform.layout.components import Badge, Cell, Column, Level, Row, Table

HOSTILE = '<script>alert("1")</script>{0}'
ESCAPED = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;{0}"


def table(*cells: Cell) -> Table:
    columns = (
        Column(label="Naam", sort_url="?a&b", sorted="ascending"),
        Column(label="Bedrag", numeric=True),
    )
    return Table(caption="Lijst", columns=columns, rows=(Row(cells),))


def test_a_row_has_a_heading_and_names_its_columns() -> None:
    rows = drawn.table_rows(table(Cell(text="Wasserij", url="/a/"), Cell(text="€ 12", note="per jaar")))
    assert '<th scope="row" class="mw-table__head"><a class="utrecht-link utrecht-link--html-a"' in rows
    assert (
        '<td class="mw-table__number"><span class="mw-table__term" aria-hidden="true">Bedrag</span>' in rows
    )
    assert '€ 12<span class="mw-table__note">per jaar</span>' in rows


def test_a_blank_cell_is_marked_and_a_full_one_is_not() -> None:
    assert "mw-table__blank" in drawn.table_rows(table(Cell(text="a"), Cell()))
    for cell in (Cell(badge=Badge(label="Nieuw")), Cell(level=Level(0, "Geen")), Cell(note="later")):
        assert "mw-table__blank" not in drawn.table_rows(table(Cell(text="a"), cell))


def test_a_column_that_sorts_is_a_link_and_says_how() -> None:
    head = drawn.table_head(table(Cell(), Cell()))
    assert '<th scope="col" class="" aria-sort="ascending"><a class="mw-table__sort" href="?a&amp;b">' in head
    assert '<th scope="col" class="mw-table__number">Bedrag</th>' in head


def test_what_is_typed_stays_text_in_every_place() -> None:
    badge = Badge(label=HOSTILE)
    cell = Cell(text=HOSTILE, url=HOSTILE, note=HOSTILE, badge=badge, level=Level(1, HOSTILE))
    column = Column(label=HOSTILE, sort_url=HOSTILE, sorted=HOSTILE)
    hostile = Table(caption="", columns=(column, column), rows=(Row((cell, cell)),))
    assert drawn.table_rows(hostile).count(ESCAPED) == 11
    assert drawn.table_head(hostile).count(ESCAPED) == 6
    for written in (drawn.table_rows(hostile), drawn.table_head(hostile), drawn.icon("goal", label=HOSTILE)):
        assert "<script" not in written


def test_a_label_that_was_trusted_once_is_not_trusted_for_all() -> None:
    assert "<b>" in drawn.icon("goal", label=mark_safe("<b>doel</b>"))
    assert "<b>" not in drawn.icon("goal", label="<b>doel</b>")


class Asked(forms.Form):
    words = forms.CharField(label=HOSTILE, required=False, help_text="<em>uitleg</em>")
    kind = forms.ChoiceField(
        label="Soort", choices=[("", "Alle"), ("Groep", [("a", "A"), (HOSTILE, HOSTILE)])]
    )
    several = forms.MultipleChoiceField(label="Meer", choices=[("a", "A")], required=False)
    sure = forms.BooleanField(label=HOSTILE, required=False)
    many = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=[("a", HOSTILE)])


def test_fields_keep_what_was_typed_as_text() -> None:
    form = Asked({"words": HOSTILE, "kind": HOSTILE, "many": ["b"]})
    drawn_fields = {bound.name: str(bound.as_field_group()) for bound in form}
    assert all("<script" not in one for one in drawn_fields.values())
    assert f'value="{ESCAPED}"' in drawn_fields["words"]
    assert "<em>uitleg</em>" in drawn_fields["words"]
    assert f'<option value="{ESCAPED}" selected>{ESCAPED}</option></optgroup>' in drawn_fields["kind"]
    assert "mw-select--multiple" in drawn_fields["several"]
    assert '<label class="mw-choice__label" for="id_sure">' in drawn_fields["sure"]
    assert '<fieldset class="mw-field mw-field--group mw-field--invalid"' in drawn_fields["many"]


def test_attributes_that_are_true_stand_alone_and_false_ones_go() -> None:
    found = Template("{% load meerwaarde %}{% attributes these %}").render(
        Context({"these": {"required": True, "disabled": False, "rows": 3, "class": "x", "placeholder": "y"}})
    )
    assert found == ' required rows="3"'
