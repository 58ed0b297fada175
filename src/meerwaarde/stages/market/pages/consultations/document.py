"""The report of a market consultation as a document: the same words as on the page."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Block, Bullets, Callout, Document, Facts, Heading, Paragraph
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.stages.market.pages.consultations.report import Report, report_of
from meerwaarde.stages.market.pages.consultations.words import equal_treatment
from meerwaarde.stages.market.queries.consultations import Consultation, inquiries_of


def consultation_report(found: Consultation) -> Document:
    """The report in the reader's language. Confidential parts are not in it by construction."""
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    report = report_of(found)
    shared = timezone.localdate(found.reported_at) if found.reported_at else timezone.localdate()
    said, source = equal_treatment()
    return Document(
        title=_("Report of the market consultation: %(title)s") % {"title": found.title},
        subtitle=found.organisation.name,
        language=language,
        author=found.organisation.name,
        subject=_("What the market said and what is done with it"),
        moment=format_day(shared, language),
        blocks=(
            Facts(
                (
                    (_("Open from"), format_day(found.opens_on, language)),
                    (_("Until"), format_day(found.closes_on, language)),
                )
            ),
            Heading(_("Why we asked the market")),
            Paragraph(found.introduction),
            *((Paragraph(found.buys),) if found.buys else ()),
            Heading(_("What the market said")),
            *_questions(report),
            *_inquiries(found),
            *_session(report),
            Heading(_("Conclusion")),
            Paragraph(report.conclusion),
            *((Paragraph(f"{report.market.label}."),) if report.market else ()),
            *((Paragraph(report.next_step, strong=_("What happens next?")),) if report.next_step else ()),
            Callout("info", _("Equal treatment"), said, detail=source.label),
        ),
        not_filled_in=_("not filled in"),
        page_word=_("Page"),
        contents_word=_("Contents"),
    )


def _questions(report: Report) -> list[Block]:
    blocks: list[Block] = []
    for number, one in enumerate(report.reported, start=1):
        blocks += [Heading(f"{number}. {one.question}", level=2), Paragraph(one.heard)]
        if one.followed:
            blocks.append(Paragraph(one.why, strong=one.followed.label))
    return blocks


def _inquiries(found: Consultation) -> list[Block]:
    answered = inquiries_of(found, answered=True)
    if not answered:
        return []
    blocks: list[Block] = [Heading(_("Questions about the consultation, with the answers to all"))]
    for one in answered:
        blocks += [Paragraph(one.text, strong=_("Question")), Paragraph(one.answer, strong=_("Answer"))]
    return blocks


def _session(report: Report) -> list[Block]:
    if not report.minutes and not report.present:
        return []
    blocks: list[Block] = [Heading(_("The session"))]
    if report.minutes:
        blocks.append(Paragraph(report.minutes))
    if report.present:
        blocks += [Paragraph(_("Present:")), Bullets(report.present)]
    return blocks
