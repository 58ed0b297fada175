"""A round as rows of a sheet."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.stages.policy.actions.assessments import content_of
from meerwaarde.stages.policy.forms.parts import said
from meerwaarde.stages.policy.pages.assessments.parts import scores_of
from meerwaarde.stages.policy.queries import standing as reads
from meerwaarde.stages.policy.queries.standing import Assessment


def as_rows(found: Assessment) -> list[list[str | int | None]]:
    """The round as a sheet: a line per statement."""
    content = content_of(found)
    parts = {part.code: said(part.name) for part in content.parts}
    evidence = reads.evidence_of(found)
    head: list[str | int | None] = [
        _("Section"),
        _("Statement"),
        _("Level"),
        _("Lowest answer"),
        _("Highest answer"),
        _("People"),
        _("What people see of it"),
    ]
    rows: list[list[str | int | None]] = [head]
    for one, score in zip(content.statements, scores_of(content, found), strict=True):
        seen = "; ".join(evidence.get(one.code, ()))
        rows.append(
            [parts[one.part], said(one.text), score.level, score.lowest, score.highest, score.answers, seen]
        )
    return rows
